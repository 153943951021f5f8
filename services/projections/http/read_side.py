"""What the routes of the read side are made of: the read models, and who may read what."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from starlette.requests import Request

from services.kit.clock import SystemClock
from services.projections.ledger.discretion import Discretion
from services.projections.queries.same_matter import Namesakes, nobody
from services.projections.withholding import NOTHING, Withheld
from services.projections.words.naming import Opener
from services.workflow.recorded.views import LegalRule, Role, Scope

RESULTS = "fengqiao.results"
"""Key of a request's scope: how many things were shown, where the answer does not tell by itself."""
READS_AS = "fengqiao.reads_as"
"""Key of a request's scope: as whom a secret address reads."""


async def nothing_withheld() -> Withheld:
    """All that its role may read."""
    return NOTHING


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """A caller, as far as reading goes."""

    scope: Scope | None
    """Which disputes; none: nothing at all."""
    open_names: Opener
    """Opens the names of persons that this caller may see, and no others."""
    discretion: Discretion = Discretion()
    """How people are shown to this caller in a ledger."""
    withheld: Callable[[], Awaitable[Withheld]] = nothing_withheld
    """What the history of a dispute does not tell this caller."""
    may_ask_figures: bool = False
    may_have_packages: bool = False
    region: str | None = None
    """What the codes of the caller's own region begin with."""
    account: str = ""
    mediator: UUID | None = None
    """The roster entry of a mediator's account."""
    organisation: UUID | None = None
    """Figures are for its region where the caller has none of its own."""
    is_told_of_others: bool = False
    """Whether the caller may know that there is one more dispute, of which nothing else is told."""


class CalendarReader(msgspec.Struct, frozen=True, kw_only=True):
    """As whom the secret address of a calendar reads."""

    scope: Scope
    mediator: UUID | None
    organisation: UUID | None
    account: str = ""
    role: Role | None = None


async def no_calendar(_secret: str) -> CalendarReader | None:
    """No address leads anywhere."""
    return None


class ReadSide(msgspec.Struct, frozen=True, kw_only=True):
    """Handed to `create_router` once."""

    pool: Any
    """Of asyncpg connections to the read models."""
    reader_of: Callable[[Request], Reader]
    today: Callable[[], date] = SystemClock().today
    """The legal day it is now."""
    most_caseload: int = 0
    """Above this many disputes a mediator counts as overloaded."""
    most_exported: int = 5_000
    """Disputes in one file of a ledger; more are asked for by shorter periods."""
    calendar_of: Callable[[str], Awaitable[CalendarReader | None]] = no_calendar
    """As whom a secret address reads; none for one that is unknown or closed."""
    rules: Mapping[str, LegalRule] = {}
    """Every rule of every pack, by its id: what a deadline is called, and whether it is verified."""
    soon: int = 0
    """From so many days before its last day a deadline shows amber (DESK.SOON)."""
    namesakes: Namesakes = nobody
    """From persons to everybody who has the name of one of them; nobody learns who."""
