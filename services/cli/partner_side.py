"""Puts together what serves other bodies' systems: profiles, inbox, feed, deliveries, hand-off, files."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from fastapi import APIRouter
from fastapi.middleware import Middleware

from services.access.reads import http as reads_http
from services.access.reads.http import ReadEndpoints, reads_router
from services.access.reads.keeping import ReadRecord
from services.access.reads.noting import NoteReads
from services.cli.access_side import AccessSide, access_side
from services.cli.delivery_side import desk_on
from services.cli.handoff_side import Handoff, handoff_side
from services.cli.inbox_side import inbox_side
from services.partners.deliveries.http import answers as delivery_answers
from services.partners.deliveries.http.desk import Desk
from services.partners.deliveries.http.router import delivery_router
from services.partners.feed import answers as feed_answers
from services.partners.feed.http import feed_router
from services.partners.feed.reading import Feeds
from services.partners.files import told as files_told
from services.partners.files.composing import FilesSide, files_side
from services.partners.files.routes import file_router
from services.partners.files.serving import FileServices
from services.partners.handoff import routes as handoff_routes
from services.partners.imports import told as imports_told
from services.partners.imports.composing import following_on
from services.partners.imports.following import Following
from services.partners.imports.routes import import_router
from services.partners.inbox import answers as inbox_answers
from services.partners.inbox.http import inbox_router
from services.partners.inbox.parts import InboxParts
from services.partners.profiles import http as profiles_http
from services.partners.profiles.admission import PartnerAdmission
from services.partners.profiles.http import partner_router
from services.partners.profiles.store import Profiles
from services.partners.side import Side
from services.projections.http.read_side import ReadSide
from services.workflow.settings import Settings


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one part serves, and the types that the OpenAPI document needs for it."""

    router: APIRouter
    bodies: tuple[type, ...] = ()
    """What is sent to it."""
    answers: tuple[type, ...] = ()


class PartnerSide(msgspec.Struct, frozen=True, kw_only=True):
    """What the app needs of it."""

    access: AccessSide
    record: ReadRecord
    inner: tuple[Middleware, ...]
    """Around the endpoints, inside the edge: takes down who reads."""
    profiles: Profiles
    feeds: Feeds
    handoff: Handoff
    files: FilesSide
    imports: Following
    admission: PartnerAdmission
    parts: tuple[Part, ...]

    def end(self) -> None:
        """Let streams and long polls end, so that the process need not wait for them."""
        self.feeds.bell.end()
        self.imports.end()

    @property
    def routers(self) -> tuple[APIRouter, ...]:
        """The routers of all parts."""
        return (*self.access.routers, *(part.router for part in self.parts))

    @property
    def bodies(self) -> tuple[type, ...]:
        """What is sent to any part."""
        return tuple(body for part in self.parts for body in part.bodies)

    @property
    def answers(self) -> tuple[type, ...]:
        """What any part answers with."""
        of_parts = (answer for part in self.parts for answer in part.answers)
        return (*self.access.answers, *of_parts)


def served(
    *,
    profiles: Profiles,
    feeds: Feeds,
    files: FileServices,
    imports: Following,
    inbox: InboxParts,
    handoff: Handoff,
    deliveries: Desk,
    read_record: ReadEndpoints,
) -> tuple[Part, ...]:
    """Every part on what stands behind it; the OpenAPI document is written over nothing at all."""
    return (
        Part(
            router=partner_router(profiles),
            bodies=profiles_http.BODIES,
            answers=profiles_http.ANSWERS,
        ),
        Part(router=feed_router(feeds, profiles), answers=feed_answers.ANSWERS),
        Part(
            router=handoff.router,
            bodies=handoff_routes.BODIES,
            answers=handoff_routes.ANSWERS,
        ),
        Part(
            router=inbox_router(inbox),
            bodies=inbox_answers.BODIES,
            answers=inbox_answers.ANSWERS,
        ),
        Part(router=file_router(files), bodies=files_told.BODIES, answers=files_told.ANSWERS),
        Part(router=import_router(imports), answers=imports_told.ANSWERS),
        Part(
            router=delivery_router(deliveries),
            bodies=delivery_answers.BODIES,
            answers=delivery_answers.ANSWERS,
        ),
        Part(router=reads_router(read_record), answers=reads_http.ANSWERS),
    )


@asynccontextmanager
async def partner_side(
    settings: Settings,
    dsn: str,
    side: Side,
    reads: ReadSide,
) -> AsyncIterator[PartnerSide]:
    """Connect and put together; `dsn` is that of the log as fengqiao_app."""
    async with (
        ReadRecord.open(dsn) as record,
        Profiles.open(dsn, side.master, side.clock) as profiles,
        access_side(settings, dsn, side, profiles) as access,
        Feeds.open(dsn) as feeds,
        files_side(settings, dsn, side, profiles) as files,
        following_on(dsn, side) as imports,
        handoff_side(dsn, side, profiles, reads.pool, files) as handoff,
        inbox_side(dsn, side, profiles) as inbox,
        desk_on(settings, dsn, side, profiles) as deliveries,
    ):
        yield PartnerSide(
            access=access,
            record=record,
            inner=(Middleware(NoteReads, record=record, clock=side.clock),),
            profiles=profiles,
            feeds=feeds,
            handoff=handoff,
            files=files,
            imports=imports,
            admission=PartnerAdmission(profiles, side.clock),
            parts=served(
                profiles=profiles,
                feeds=feeds,
                files=files.services,
                imports=imports,
                inbox=inbox,
                handoff=handoff,
                deliveries=deliveries,
                read_record=ReadEndpoints(reads.pool, side.reader),
            ),
        )
