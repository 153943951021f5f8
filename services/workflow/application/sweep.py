"""Turns deadlines that have lapsed into facts, by ordinary commands: late, twice or broken off alike.

Nothing is remembered between two sweeps. What is due is asked of a list that may lag; whether it
has lapsed is decided on the log as it is now; and the key of the command is made of what lapsed, so
that the same lapse is recorded once by however many sweeps.
"""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, Protocol
from uuid import UUID, uuid5

import msgspec
import structlog

from services.kit.clock import Clock
from services.workflow.application.handle import CommandHandler, Envelope
from services.workflow.application.ports import Rulebook, StoreUnavailable
from services.workflow.application.quiet_time import SWEEP
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.errors import Refusal
from services.workflow.domain.legal import RulePack

LAPSES: Final = UUID("5b0f4d3e-3f43-5c0e-9a55-7d9b8a1c6504")
"""Namespace of the keys."""
AT_ONCE: Final = 200
"""Disputes asked for at a time."""
_DAY: Final = timedelta(days=1)
_log = structlog.stdlib.get_logger("fengqiao.sweep")

Place = tuple[date, UUID]
"""Where a dispute stands in the list: the last day that has passed, and its id."""


class LapsesDue(Protocol):
    """The list of deadlines that run out by themselves; it follows the log and may lag."""

    async def lapsed(self, today: date, after: Place | None, limit: int) -> Sequence[Place]:
        """Disputes with one whose last day is before today, the longest overdue first."""
        ...


class Quiet(Protocol):
    """What holds a lapse back while acts that may have been in time are being recorded."""

    async def is_over(self, dispute: UUID, move: str, due_on: date, rules: RulePack) -> bool:
        """Whether the lapse may be recorded now."""
        ...


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A lapse that could not be recorded, and why, by code; the next sweep tries again."""

    dispute: UUID
    deadline: str
    code: str


class Swept(msgspec.Struct, kw_only=True):
    """What one sweep did."""

    recorded: int = 0
    known: int = 0
    """Listed as due, and recorded already, moved since, or left alone in its quiet time."""
    most_days_late: int = 0
    """Of what it recorded: days between the first on which that was possible and today."""
    failures: list[Failure] = msgspec.field(default_factory=list)


class Lapsed(msgspec.Struct, frozen=True, kw_only=True):
    """One deadline that has lapsed, and the command that says so."""

    deadline: Deadline
    command: Command
    due_on: date
    version: int
    """Of the dispute when that was found."""

    def key(self, dispute: UUID) -> UUID:
        """The same for whoever finds the same lapse."""
        facts = self.deadline.facts
        name = f"{dispute}:{self.command.move}:{facts.about}:{facts.start_on}:{self.due_on}"
        return uuid5(LAPSES, name)


class Sweep:
    """Any number of them may run at once, in one process or in several."""

    def __init__(
        self,
        reader: DisputeReader,
        handler: CommandHandler,
        rulebook: Rulebook,
        due: LapsesDue,
        quiet: Quiet,
        clock: Clock,
    ) -> None:
        self._reader = reader
        self._handler = handler
        self._rulebook = rulebook
        self._due = due
        self._quiet = quiet
        self._clock = clock

    async def once(self) -> Swept:
        """Record all that has lapsed by today. Raises StoreUnavailable, after which it is run again."""
        await self._rulebook.refresh()
        swept, place, seen = Swept(), None, set[UUID]()
        while places := await self._due.lapsed(self._clock.today(), place, AT_ONCE):
            for _, dispute in places:
                if dispute not in seen:
                    seen.add(dispute)
                    await self._dispute(dispute, swept)
            place = places[-1]
        _log.info(
            "swept",
            recorded=swept.recorded,
            known=swept.known,
            failed=len(swept.failures),
            most_days_late=swept.most_days_late,
        )
        return swept

    async def _dispute(self, dispute: UUID, swept: Swept) -> None:
        """All lapses of one dispute, the earliest first: one may bring the next."""
        before = swept.recorded, len(swept.failures)
        tried: dict[UUID, int] = {}
        try:
            while (found := await self._next(dispute, tried)) is not None:
                await self._record(dispute, found, tried, swept)
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001
            # One dispute that cannot be read or decided must not hold up the others.
            _log.error("a dispute could not be swept", dispute=str(dispute), exc_info=error)
            fault = Failure(dispute=dispute, deadline="", code=type(error).__name__)
            swept.failures.append(fault)
        if (swept.recorded, len(swept.failures)) == before:
            swept.known += 1

    async def _next(self, dispute_id: UUID, tried: dict[UUID, int]) -> Lapsed | None:
        """What lapsed first and was not tried in vain, from the log as it is now."""
        dispute, version = await self._reader.current(dispute_id, SWEEP)
        given = await self._reader.given(dispute, SWEEP)
        basis = Basis(rules=given.rules, calendar=given.calendar, today=given.today)
        found = [
            Lapsed(deadline=one, command=command, due_on=one.due_on, version=version)
            for one in deadlines(dispute, basis)
            if one.due_on is not None and (command := lapse_of(one, dispute)) is not None
        ]
        left = [one for one in found if tried.get(one.key(dispute_id), 0) <= 1]
        # Of one day the first in the order of the procedure.
        for one in sorted(left, key=lambda one: one.due_on):
            if await self._quiet.is_over(dispute_id, one.command.move, one.due_on, basis.rules):
                return one
        return None

    async def _record(
        self, dispute: UUID, found: Lapsed, tried: dict[UUID, int], swept: Swept
    ) -> None:
        key = found.key(dispute)
        tried[key] = tried.get(key, 0) + 1
        # Recorded once and undone since, by a correction there and back: now it is another act.
        sent = key if tried[key] == 1 else uuid5(key, str(found.version))
        try:
            outcome = await self._handler.handle(_envelope(dispute, found, sent))
        except Refusal as refusal:
            tried[key] += 1
            if await self._still(dispute, key):
                self._failed(dispute, found, refusal.code, swept)
            return
        if not outcome.is_repeat:
            tried[key] += 1
            late = self._clock.today() - found.due_on - _DAY
            swept.recorded += 1
            swept.most_days_late = max(swept.most_days_late, late.days)
        elif tried[key] > 1:
            self._failed(dispute, found, "repeat", swept)

    async def _still(self, dispute: UUID, key: UUID) -> bool:
        """Whether it has lapsed all the same: somebody else may have recorded it meanwhile."""
        return (found := await self._next(dispute, {})) is not None and found.key(dispute) == key

    def _failed(self, dispute: UUID, found: Lapsed, code: str, swept: Swept) -> None:
        lapse = {"deadline": found.deadline.key, "move": found.command.move}
        _log.warning("a lapse could not be recorded", dispute=str(dispute), code=code, **lapse)
        swept.failures.append(Failure(dispute=dispute, deadline=found.deadline.key, code=code))


async def keep_sweeping(sweep: Sweep, seconds: float) -> None:
    """Sweep again and again until cancelled; what goes wrong in one is tried in the next."""
    while True:
        try:
            await sweep.once()
        except Exception as error:  # noqa: BLE001
            _log.error("a sweep broke off", exc_info=error)
        await asyncio.sleep(seconds)


def _envelope(dispute: UUID, found: Lapsed, key: UUID) -> Envelope:
    # The law counts the day after the last one, whenever it is written down.
    on = found.command.occurred_on or found.due_on + _DAY
    return Envelope(
        body=msgspec.structs.replace(found.command, occurred_on=on),
        dispute=dispute,
        actor=SWEEP,
        key=key,
        request_hash=sha256(key.bytes).digest(),
    )
