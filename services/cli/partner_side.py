"""Puts together what serves other bodies' systems: profiles, inbox, feed, deliveries, hand-off, files."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import msgspec
from fastapi import APIRouter

from services.kit.clock import Clock
from services.partners.profiles.store import Profiles
from services.projections.http.read_side import ReadSide
from services.workflow.application.handle import CommandHandler
from services.workflow.application.read import DisputeReader
from services.workflow.application.registry import Registry
from services.workflow.application.tasks import TaskHandler
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.settings import Settings
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.keys import PersonKeyring
from services.workflow.storage.master_key import MasterKey


class Side(Protocol):
    """What it needs of the write side; that of production and that of the tests have it."""

    @property
    def store(self) -> PostgresEventStore: ...
    @property
    def keyring(self) -> PersonKeyring: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def rulebook(self) -> NationalRulebook: ...
    @property
    def handler(self) -> CommandHandler: ...
    @property
    def reader(self) -> DisputeReader: ...
    @property
    def registry(self) -> Registry: ...
    @property
    def tasks(self) -> TaskHandler: ...
    @property
    def master(self) -> MasterKey: ...


class PartnerSide(msgspec.Struct, frozen=True, kw_only=True):
    """What the app needs of it."""

    profiles: Profiles
    routers: tuple[APIRouter, ...] = ()
    answers: tuple[type, ...] = ()
    """What the routers answer with, for the OpenAPI document."""


@asynccontextmanager
async def partner_side(
    settings: Settings,  # noqa: ARG001
    dsn: str,
    side: Side,
    reads: ReadSide,  # noqa: ARG001
) -> AsyncIterator[PartnerSide]:
    """Connect and put together; `dsn` is that of the log as fengqiao_app."""
    async with Profiles.open(dsn, side.master, side.clock) as profiles:
        yield PartnerSide(profiles=profiles)
