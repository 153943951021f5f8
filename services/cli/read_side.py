"""Puts the read side together: its connections, and what each caller may read of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.requests import Request

from services.console.names import masked
from services.kit.database import create_pool
from services.partners.profiles.store import profile_of
from services.projections.http.read_side import CalendarReader, Reader, ReadSide, no_calendar
from services.projections.ledger.discretion import HIDDEN, WHOLE, Contacts, Discretion, whole
from services.projections.queries.same_matter import Namesakes, nobody
from services.projections.withholding import NOTHING, Withheld
from services.projections.words.naming import Opener, nothing
from services.workflow.application.calendar_feeds import CalendarFeeds
from services.workflow.application.ledger import masks
from services.workflow.application.same_matter import TOLD_OF_OTHERS
from services.workflow.domain.dispute.grants import READS
from services.workflow.domain.dispute.permissions import (
    FIGURES,
    NAMES,
    may_see_contacts,
    reading_scope,
)
from services.workflow.domain.given import Actor
from services.workflow.http.identity import caller_of
from services.workflow.rules.packs import layers, national

CONNECTIONS = 10
CASELOAD, SOON = "MEDIATOR.CASELOAD", "DESK.SOON"


@asynccontextmanager
async def read_side(
    dsn: str,
    open_names: Opener,
    namesakes: Namesakes = nobody,
    feeds: CalendarFeeds | None = None,
) -> AsyncIterator[ReadSide]:
    """Connect to the read models; names are opened for those who may see them."""
    pool: Any = await create_pool(dsn, name="fengqiao reads", size=CONNECTIONS)
    try:
        yield ReadSide(
            pool=pool,
            reader_of=readers(open_names, pool),
            most_caseload=national().rule(CASELOAD).quantity or 0,
            namesakes=namesakes,
            rules={rule.id: rule for layer in layers() for rule in layer.rules},
            calendar_of=calendars(feeds) if feeds else no_calendar,
            soon=national().rule(SOON).quantity or 0,
        )
    finally:
        await pool.close()


def readers(open_names: Opener, pool: Any) -> Callable[[Request], Reader]:
    """The caller of a request as the read side knows one, by the table of permissions."""

    def reader_of(request: Request) -> Reader:
        caller = caller_of(request)
        actor = caller.actor
        return Reader(
            scope=reading_scope(actor),
            open_names=open_names if actor.role in NAMES else nothing,
            discretion=_discretion(actor, open_names),
            withheld=lambda: _withheld(pool, caller.partner),
            may_ask_figures=actor.role in FIGURES,
            may_have_packages=actor.role in READS["read_package"],
            region=actor.region,
            account=actor.account,
            mediator=actor.mediator,
            organisation=actor.organisation,
            is_told_of_others=actor.role in TOLD_OF_OTHERS,
        )

    return reader_of


async def _withheld(pool: Any, partner: str | None) -> Withheld:
    """What a partner's profile keeps from its system; from people nothing."""
    profile = await profile_of(pool, partner) if partner else None
    return profile.withheld if profile else NOTHING


def calendars(feeds: CalendarFeeds) -> Callable[[str], Awaitable[CalendarReader | None]]:
    """As whom a secret address reads, by the table of permissions as it is now."""

    async def calendar_of(secret: str) -> CalendarReader | None:
        actor = await feeds.reads_as(secret)
        scope = reading_scope(actor) if actor else None
        if actor is None or scope is None:
            return None
        return CalendarReader(
            scope=scope,
            mediator=actor.mediator,
            organisation=actor.organisation,
            account=actor.account,
            role=actor.role,
        )

    return calendar_of


def _discretion(actor: Actor, open_all: Opener) -> Discretion:
    """Who sees names sees of numbers of persons enough to find them; the rest by permission."""
    if actor.role not in NAMES:
        return Discretion(open_all=open_all, name=masked, contacts=lambda _dispute: HIDDEN)
    in_part = Contacts(masks.document, masks.phone)
    return Discretion(
        open_all=open_all,
        name=whole,
        contacts=lambda dispute: WHOLE if may_see_contacts(actor, dispute) else in_part,
    )
