"""A final award before the intermediate court: to be set aside, set aside, left standing."""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.award import is_partly_final
from services.workflow.domain.dispute.events import (
    Event,
    SetAsideDismissed,
    SetAsideFiled,
    SetAsideGranted,
)
from services.workflow.domain.dispute.guards.bodies import require_court
from services.workflow.domain.dispute.guards.competence import note_setting_aside_court
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.windows import WindowState, award_windows
from services.workflow.domain.dispute.parts import Instrument, PartyKind, Served
from services.workflow.domain.dispute.standing import standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given

_WINDOWS = frozenset({"SETASIDE.30", "SETASIDE.BAR"})


class ReportSetAsideFiled(Command, frozen=True, kw_only=True):
    """The employer asked the intermediate court to set a final award aside (申请撤销)."""

    move = "set_aside_filed"
    court: UUID
    by: int
    number: str = ""


class ReportSetAsideGranted(Command, frozen=True, kw_only=True):
    """The court set the award aside."""

    move = "set_aside_granted"
    number: str
    served: tuple[Served, ...] = ()
    """On which day each party received the ruling."""


class ReportSetAsideDismissed(Command, frozen=True, kw_only=True):
    """The award stands."""

    move = "set_aside_dismissed"
    number: str


def ready_to_file(dispute: Dispute, given: Given) -> None:
    """Refuses where no award stands, or is not what makes it enforceable; and a second at a time."""
    given.insist(standing_award(dispute), "no_standing_award", rule="SETASIDE.WHO")
    is_by_award = dispute.title is None or dispute.title.instrument is Instrument.AWARD
    given.insist(is_by_award, "not_enforceable_by_award", rule="SETASIDE.WHO")
    given.insist(not _is_pending(dispute), "set_aside_pending")


def ready_to_decide(dispute: Dispute, given: Given) -> None:
    """Refuses a ruling where nothing was asked."""
    given.insist(_is_pending(dispute), "no_set_aside_pending")


def filed(command: ReportSetAsideFiled, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Recorded by whomever and whenever asked; what the law wants besides is noted."""
    require_court(given)
    require_parties((command.by,), dispute, given)
    _note_standing(command.by, dispute, given)
    note_setting_aside_court(given)
    given.require(
        dispute.state is not State.IN_LITIGATION, "set_aside_beside_suit", rule="SETASIDE.BAR"
    )
    # Both courts read it in the history: one enforces what the other may set aside.
    given.require(
        dispute.state is not State.IN_ENFORCEMENT, "set_aside_beside_enforcement", rule="ENF.STAY"
    )
    return (
        SetAsideFiled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            court=command.court,
            by=command.by,
            number=command.number,
        ),
    )


def granted(command: ReportSetAsideGranted, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Enforcement ends with the award; a suit is open."""
    require_parties((one.party for one in command.served), dispute, given)
    return (
        SetAsideGranted(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            number=command.number,
            served=command.served,
        ),
    )


def dismissed(
    command: ReportSetAsideDismissed, _dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Nothing else moves."""
    return (
        SetAsideDismissed(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, number=command.number
        ),
    )


def _note_standing(by: int, dispute: Dispute, given: Given) -> None:
    party, award = dispute.party(by), standing_award(dispute)
    assert party is not None  # both were seen to
    assert award is not None
    given.require(
        party.kind is PartyKind.EMPLOYER and is_partly_final(award, given.rules),
        "set_aside_by_employer_of_final",
        rule="SETASIDE.WHO",
    )
    for window in award_windows(dispute, given):
        given.require(
            window.party != by
            or window.rule not in _WINDOWS
            or window.state is not WindowState.CLOSED,
            "set_aside_late",
            rule=window.rule,
            kind=OutsideLegalLimit,
            due=window.due_rolled.isoformat() if window.due_rolled else "",
        )


def _is_pending(dispute: Dispute) -> bool:
    return dispute.set_aside is not None and dispute.set_aside.is_granted is None


DECISIONS: Decisions = {
    ReportSetAsideFiled: filed,
    ReportSetAsideGranted: granted,
    ReportSetAsideDismissed: dismissed,
}
READY: Readiness = {
    "set_aside_filed": ready_to_file,
    "set_aside_granted": ready_to_decide,
    "set_aside_dismissed": ready_to_decide,
}
