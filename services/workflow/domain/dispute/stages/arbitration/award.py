"""Awards and statements of a commission: items, service, windows, effect."""

from datetime import timedelta

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.succession import have_all
from services.workflow.domain.dispute.events import (
    ArbitralStatementServed,
    ArbitralStatementTookEffect,
    AwardIssued,
    AwardServed,
    AwardTookEffect,
    Event,
)
from services.workflow.domain.dispute.guards.award_marks import note_marks
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.windows import (
    WindowState,
    award_due_on,
    windows_to_sue,
)
from services.workflow.domain.dispute.parts import AwardItem
from services.workflow.domain.dispute.records import Arbitration, Award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given

_DAY = timedelta(days=1)


class ReportAwardIssued(Command, frozen=True, kw_only=True):
    """The commission decided, item by item, each final or not (裁决)."""

    move = "award_issued"
    number: str
    items: tuple[AwardItem, ...]


class ReportAwardServed(Command, frozen=True, kw_only=True):
    """A party received the award."""

    move = "award_served"
    party: int


class ReportAwardWindowsClosed(Command, frozen=True, kw_only=True):
    """Every window passed without a suit: the award has taken effect."""

    move = "award_windows_closed"


class ReportArbitralStatementServed(Command, frozen=True, kw_only=True):
    """A party signed for the commission's 仲裁调解书; the last one's gives it effect."""

    move = "arbitral_statement_served"
    number: str
    party: int


def issued(command: ReportAwardIssued, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses items on unknown claims and misnumbered ones; lateness and odd marks are noted."""
    case = _case(dispute)
    given.insist(command.number.strip(), "instrument_needs_number", rule="ENF.INSTRUMENT")
    given.insist(command.items, "award_without_items")
    numbers = [item.no for item in command.items]
    given.insist(numbers == list(range(1, len(numbers) + 1)), "award_items_misnumbered")
    known = {record.claim.no for record in dispute.claims}
    for item in command.items:
        given.insist(item.claim in known, "item_for_unknown_claim", claim=item.claim)
    note_marks(command.items, dispute, given)
    given.require(case.stayed_on is None, "arbitration_is_stayed", rule="ARB.STAY")
    due_on = award_due_on(dispute, given)
    given.require(
        given.occurred_on <= due_on,
        "award_late",
        rule="ARB.AWARD",
        kind=OutsideLegalLimit,
        due=due_on.isoformat(),
    )
    return (
        AwardIssued(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            number=command.number,
            items=command.items,
        ),
    )


def served(command: ReportAwardServed, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Each party receives it once, and not before it was made."""
    award = _award(dispute)
    require_parties((command.party,), dispute, given)
    given.insist(
        award.received_on(command.party) is None,
        "award_served_already",
        kind=AlreadyExists,
        party=command.party,
    )
    given.insist(
        given.occurred_on >= award.issued_on,
        "served_before_award",
        issued_on=award.issued_on.isoformat(),
    )
    return (
        AwardServed(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, party=command.party
        ),
    )


def ready_to_take_effect(dispute: Dispute, given: Given) -> None:
    """Refuses while somebody who may sue was not served, or can still sue."""
    for window in windows_to_sue(dispute, given):
        given.insist(window.due_rolled, "award_not_served", rule=window.rule, party=window.party)
        given.insist(
            window.state is WindowState.CLOSED,
            "award_window_open",
            rule=window.rule,
            kind=OutsideLegalLimit,
            party=window.party,
            due=window.due_rolled.isoformat() if window.due_rolled else "",
        )


def windows_closed(
    _command: ReportAwardWindowsClosed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """A wholly final award has effect from its own date (法 47), any other after the last window."""
    award = _award(dispute)
    ends = [window.due_rolled for window in windows_to_sue(dispute, given) if window.due_rolled]
    effective_on = max(ends) + _DAY if award.has_open and ends else award.issued_on
    return (
        AwardTookEffect(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            number=award.number,
            effective_on=effective_on,
        ),
    )


def statement_served(
    command: ReportArbitralStatementServed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Each party once; with the last one it takes effect (REV.EFFECT)."""
    case = _case(dispute)
    require_parties((command.party,), dispute, given)
    given.insist(command.number.strip(), "instrument_needs_number", rule="ENF.INSTRUMENT")
    given.insist(
        case.statement_number in {"", command.number},
        "another_statement",
        number=case.statement_number,
    )
    given.insist(
        command.party not in case.statement_served_on,
        "statement_served_already",
        kind=AlreadyExists,
        party=command.party,
    )
    event = ArbitralStatementServed(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        number=command.number,
        party=command.party,
    )
    if not have_all(case.statement_served_on | {command.party}, dispute):
        return (event,)
    effect = ArbitralStatementTookEffect(
        occurred_on=given.occurred_on, occurred_at=given.occurred_at, number=command.number
    )
    return (event, effect)


def _case(dispute: Dispute) -> Arbitration:
    # The table lets a dispute here only with a case before a commission.
    assert dispute.arbitration is not None
    return dispute.arbitration


def _award(dispute: Dispute) -> Award:
    award = _case(dispute).award
    assert award is not None
    return award


DECISIONS: Decisions = {
    ReportAwardIssued: issued,
    ReportAwardServed: served,
    ReportAwardWindowsClosed: windows_closed,
    ReportArbitralStatementServed: statement_served,
}
READY: Readiness = {"award_windows_closed": ready_to_take_effect}
