"""Asks the record of reads: by dispute, account and day, the newest first."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import msgspec

from services.access.reads.entry import COLUMNS, ReadEntry
from services.kit.clock import LEGAL_ZONE
from services.kit.database import fetch
from services.projections.queries.filters import Conditions, prefix

_SOURCE = """
audit.reads r
LEFT JOIN views.dispute_list d ON d.dispute = r.dispute
LEFT JOIN views.organisations o ON o.organisation = r.organisation
"""
_NAMES = ", ".join(f"r.{name}" for name in COLUMNS)
_OF_REGION = """
CASE WHEN r.dispute IS NULL THEN coalesce(r.region, o.region) ELSE d.region END LIKE {}
"""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; what is not given does not narrow it."""

    region: str | None = None
    """Digits: reads of disputes that lie there, and searches by those whose body does."""
    dispute: UUID | None = None
    account: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    """The last legal day, included."""


class Numbered(ReadEntry, frozen=True, kw_only=True):
    """An entry with its number, which orders the record."""

    no: int


async def page(pool: Any, wanted: Wanted, *, size: int, before: int | None) -> list[Numbered]:
    """Up to `size` entries, those before the number `before` where it is given."""
    asked = _conditions(wanted)
    if before is not None:
        asked.add("r.no < {}", before)
    rows = await fetch(
        pool,
        f"SELECT r.no, {_NAMES} FROM {_SOURCE} WHERE {asked.where}"  # noqa: S608
        f" ORDER BY r.no DESC LIMIT {size:d}",
        *asked.values,
    )
    return [_numbered(row) for row in rows]


def _conditions(wanted: Wanted) -> Conditions:
    asked = Conditions()
    if wanted.region is not None:
        asked.add(_OF_REGION, prefix(wanted.region))
    if wanted.dispute is not None:
        asked.add("r.dispute = {}", wanted.dispute)
    if wanted.account is not None:
        asked.add("r.account = {}", wanted.account)
    if wanted.from_on is not None:
        asked.add("r.at >= {}", _begins(wanted.from_on))
    if wanted.to_on is not None:
        asked.add("r.at < {}", _begins(wanted.to_on + timedelta(days=1)))
    return asked


def _begins(day: date) -> datetime:
    """The instant at which a legal day begins."""
    return datetime.combine(day, time.min, LEGAL_ZONE)


def _numbered(row: Any) -> Numbered:
    values = dict(row)
    values["parameters"] = msgspec.json.decode(values["parameters"])
    return Numbered(**values)
