"""A rulebook whose calendars a test may change, and one call that brings list and deadlines up."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from services.projections.deadlines.computing import Rulebook
from services.projections.deadlines.runner import keep_up
from services.projections.runner import Pace, catch_up
from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.legal import RulePack
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for
from tests.support.database import Databases
from tests.support.write_side import StandingClock


@dataclass
class ChangingRulebook:
    """The rules as shipped, and calendars with what a test enters."""

    entered: dict[str, WorkingCalendar] = field(default_factory=dict)
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_changed: bool = False

    def pack(self, region: str, kind: str = "") -> RulePack:
        found = pack_for(region, kind)
        if not self.changes:
            return found
        new = {
            rule: msgspec.structs.replace(found.rule(rule), **fields)
            for rule, fields in self.changes.items()
        }
        version = f"{found.version}.next"
        return msgspec.structs.replace(found, version=version, rules={**found.rules, **new})

    def calendar(self, region: str) -> WorkingCalendar:
        return self.entered.get(region[:2], calendar_for(region))

    async def refresh(self, max_age_seconds: float = 0) -> bool:
        was, self.is_changed = self.is_changed, False
        return was

    def change(self, rule: str, **fields: Any) -> None:
        """The next version of the rules has this one otherwise, everywhere."""
        self.changes[rule] = fields

    def publish(self, province: str, year: int, *, off: tuple[date, ...] = ()) -> None:
        """Enter a province's notice of a year: it is known, and these further days are off."""
        calendar = self.calendar(province)
        self.entered[province] = msgspec.structs.replace(
            calendar,
            region=f"CN-{province}",
            version=f"CN-{province}-{year}",
            off_days=calendar.off_days | set(off),
            published_years=calendar.published_years | {year},
        )
        self.is_changed = True


async def kept(
    databases: Databases, rulebook: Rulebook, clock: StandingClock, *, batch: int = 2_000
) -> int:
    """Bring the list up to the log and the deadlines up to the list."""
    await catch_up(databases.projector)
    return await keep_up(databases.projector, rulebook, clock=clock, pace=Pace(batch=batch))


async def rows(connection: Any, columns: str, where: str = "true") -> list[tuple[Any, ...]]:
    """Rows of the open deadlines, by rule and matter."""
    found = await connection.fetch(
        f"SELECT {columns} FROM views.deadlines_due WHERE {where} ORDER BY dispute, rule, about"
    )
    return [tuple(row) for row in found]
