"""From the state of a dispute to its open deadlines, and to what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

import msgspec

from services.projections.deadlines.due import Due
from services.projections.deadlines.faults import Fault, faults
from services.workflow.recorded.views import (
    Basis,
    Deadline,
    DeadlineStatus,
    Dispute,
    RulePack,
    WorkingCalendar,
    deadlines,
    involved,
    lapse_of,
    responsible,
)

_OPEN = frozenset({DeadlineStatus.RUNNING, DeadlineStatus.SUSPENDED, DeadlineStatus.LAPSED})
"""Neither met nor ended, whether or not somebody has still to look after it."""
_DEEMED = "/attempts/"
"""In what a period of deemed service is about: it ends with a day that is recorded, not its own."""
RUNNING, SUSPENDED = DeadlineStatus.RUNNING.value, DeadlineStatus.SUSPENDED.value


class Rulebook(Protocol):
    """Rules and calendars by region, as whoever starts the keeper hands them in."""

    def pack(self, region: str, kind: str = "") -> RulePack:
        """The rule pack in force for a region, and for a kind of organisation there."""
        ...

    def calendar(self, region: str) -> WorkingCalendar:
        """The working-day calendar of a region, as known now."""
        ...

    async def refresh(self, max_age_seconds: float = 0) -> bool:
        """Take in what was entered since; whether that changed a calendar."""
        ...


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """As much of a dispute's record in the list as deadlines are made from."""

    dispute: Dispute
    position: int
    recorded_at: datetime
    """When its last event was recorded."""


class Computed(msgspec.Struct, frozen=True, kw_only=True):
    """What one dispute comes to."""

    rows: tuple[Due, ...]
    over: Mapping[tuple[str, str], DeadlineStatus]
    """By rule and matter: how those stand that are not open."""
    faults: tuple[Fault, ...]
    involved: tuple[str, ...]


class Computer:
    """Computes disputes under one rulebook on one day; packs and calendars are asked for once."""

    def __init__(self, rulebook: Rulebook, kinds: dict[UUID, str], today: date) -> None:
        self._rulebook = rulebook
        self.kinds = kinds
        self._today = today
        self._known: dict[tuple[str, str], Basis] = {}

    def basis(self, region: str, organisation: UUID | None) -> Basis:
        """The rules for the region and the kind of organisation, and the region's calendar."""
        kind = self.kinds.get(organisation, "") if organisation else ""
        known = self._known.get((region, kind))
        if known is None:
            known = self._known[region, kind] = Basis(
                rules=self._rulebook.pack(region, kind),
                calendar=self._rulebook.calendar(region),
                today=self._today,
            )
        return known

    def compute(self, kept: Kept) -> Computed:
        """The rows of one dispute. Raises whatever is wrong with its record or our rules."""
        dispute = kept.dispute
        basis = self.basis(dispute.region, dispute.organisation)
        found = deadlines(dispute, basis)
        return Computed(
            rows=tuple(_rows(found, kept, basis)),
            over={_name(one): one.status for one in found if one.status not in _OPEN},
            faults=tuple(faults(dispute, found)),
            involved=tuple(sorted(involved(dispute))),
        )


def _rows(found: Sequence[Deadline], kept: Kept, basis: Basis) -> Iterator[Due]:
    """One for each that is neither met nor ended.

    Also for a right that time has ended: a calendar that is entered late lets it live again.
    """
    names = [_name(one) for one in found if one.is_open and one.clock]
    if len(set(names)) != len(names):
        raise ValueError("two open deadlines go by the same name")
    # Those that time ended first: one that is open has the name.
    known = sorted((one for one in found if one.status in _OPEN), key=lambda one: one.is_open)
    hidden = _turns_unseen(found, basis.today)
    rows = {_name(one): _row(one, kept, basis) for one in known if one.clock}
    for row in rows.values():
        days = [day for day in (row.turns_on, hidden) if day is not None]
        yield msgspec.structs.replace(row, turns_on=min(days)) if hidden else row
        hidden = None


def _name(deadline: Deadline) -> tuple[str, str]:
    return deadline.rule.id, deadline.facts.about


def _turns_on(deadline: Deadline, today: date) -> date | None:
    """From when its row is otherwise though nothing happens; its lapse is such a day too."""
    facts, clock = deadline.facts, deadline.clock
    assert clock is not None
    if deadline.status is DeadlineStatus.SUSPENDED:
        return facts.suspended_since
    if _DEEMED in facts.about:
        return facts.start_on
    if len(clock.interruptions) > len(set(facts.interrupted)):
        # Past its last day a procedure that has not ended holds it: it begins anew with every day.
        return facts.held_since
    return clock.due_rolled + timedelta(days=1) if clock.due_rolled >= today else None


def _turns_unseen(found: Sequence[Deadline], today: date) -> date | None:
    """The next day on which one without a row moves another.

    A negotiation that nobody answered interrupts limitation on its last day, also where nobody
    waits for it any more.
    """
    days = (
        one.clock.due_rolled + timedelta(days=1)
        for one in found
        if one.status is DeadlineStatus.ENDED
        and one.facts.is_warning
        and one.clock is not None
        and one.clock.due_rolled >= today
    )
    return min(days, default=None)


def _row(deadline: Deadline, kept: Kept, basis: Basis) -> Due:
    dispute, clock = kept.dispute, deadline.clock
    assert dispute.id is not None
    assert clock is not None
    who = responsible(deadline, dispute)
    is_suspended = deadline.status is DeadlineStatus.SUSPENDED
    return Due(
        dispute=dispute.id,
        rule=deadline.rule.id,
        about=deadline.facts.about,
        case_number=dispute.case_number,
        state=dispute.state.value,
        region=str(dispute.region),
        organisation=dispute.handler,
        body=who.body,
        mediator=who.mediator,
        is_own_duty=who.is_own_duty,
        start_on=clock.start_on,
        due_natural=clock.due_natural,
        due_rolled=clock.due_rolled,
        act_by=clock.own_duty_until if who.is_own_duty else clock.party_right_until,
        provisional=clock.provisional,
        status=SUSPENDED if is_suspended else RUNNING,
        is_warning=deadline.facts.is_warning,
        lapse="" if is_suspended else _lapse(deadline, dispute),
        is_sample=dispute.source is not None and dispute.source.sample,
        rule_pack=basis.rules.version,
        facts=deadline.facts,
        turns_on=_turns_on(deadline, basis.today),
        calendar=clock.calendar_version,
        position=kept.position,
    )


def _lapse(deadline: Deadline, dispute: Dispute) -> str:
    """The move that will record its lapse, whether it has lapsed by today or not."""
    lapsed = msgspec.structs.replace(deadline, status=DeadlineStatus.LAPSED)
    command = lapse_of(lapsed, dispute)
    return command.move if command else ""
