"""Which command records that a deadline has lapsed, for the deadlines whose lapse does something."""

from collections.abc import Callable
from typing import Final

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.lifecycle import allowed_moves
from services.workflow.domain.dispute.parts import MandateResult
from services.workflow.domain.dispute.stages.agreement.performance import ReportPerformanceBreached
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAcceptanceLapsed,
)
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardWindowsClosed
from services.workflow.domain.dispute.stages.handover.mandate import ReturnMandate
from services.workflow.domain.dispute.stages.handover.referral import ReportReferralExpired
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ReportMediationPeriodLapsed,
    ReportReceiptPeriodLapsed,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State

Lapse = Callable[[Deadline, Dispute], Command | None]


def _breach(deadline: Deadline, dispute: Dispute) -> Command | None:
    """Once for each instalment; what stays unpaid stays overdue."""
    no, agreement = _number(deadline), dispute.effective_agreement
    is_said = agreement is None or no in agreement.breached
    return None if is_said else ReportPerformanceBreached(instalment=no)


def _mandate_back(_deadline: Deadline, dispute: Dispute) -> Command | None:
    """Back without an agreement. Terms that wait for signatures are for people to give up."""
    if dispute.state is State.AGREED:
        return None
    return ReturnMandate(result=MandateResult.FAILURE)


def _in_silence(_deadline: Deadline, dispute: Dispute) -> Command | None:
    """Once; the commission may still decide."""
    is_said = dispute.arbitration is not None and dispute.arbitration.is_silent
    return None if is_said else ReportArbitrationAcceptanceLapsed()


def _without_suit(deadline: Deadline, _dispute: Dispute) -> Command | None:
    """With the last window of all parties; the others are over and hold nothing back."""
    return None if deadline.facts.is_over_once_lapsed else ReportAwardWindowsClosed()


def _number(deadline: Deadline) -> int:
    """Number of the item that the deadline is about."""
    return int(deadline.facts.about.rpartition("/")[-1])


_MANDATES: Final = (
    "SPEC.30",
    "SPEC.15",
    "SPEC.7",
    "ONL.30",
    "ONL.15",
    "ONL.7",
    "ARB.ENTRUST",
    "ARB.SUGGEST",
)
LAPSES: Final[dict[str, Lapse]] = {
    "MED.15.RECEIPT": lambda _deadline, _dispute: ReportReceiptPeriodLapsed(),
    "MED.15.ACCEPT": lambda _deadline, _dispute: ReportMediationPeriodLapsed(),
    "MED.FOLLOW": _breach,
    "REFERRAL.EXPIRY": lambda deadline, _dispute: ReportReferralExpired(offer=_number(deadline)),
    "ARB.ACCEPT": _in_silence,
    "SUIT.15": _without_suit,
    "SUIT.15.W": _without_suit,
    **dict.fromkeys(_MANDATES, _mandate_back),
}
"""By rule of the general pack; a rule that stands in its place lapses alike."""


ENDING: Final = frozenset(
    {"mediation_period_lapsed", "mandate_returned", "award_windows_closed", "referral_expired"}
)
"""Lapses after which what was done in time can no longer be recorded: they end what it belongs to.

The others open a road or note a fact, and what was done in time is recorded after them as before."""


def lapse_of(deadline: Deadline, dispute: Dispute) -> Command | None:
    """The command for a deadline that has lapsed; none where its lapse does nothing by itself.

    None for a dispute that is kept in a ledger: what became of it is told by its next import, which
    a lapse that nobody there knew of would contradict. Its people may report one all the same.
    """
    if dispute.source is not None:
        return None
    make = LAPSES.get(deadline.rule.replaces) or LAPSES.get(deadline.rule.id)
    if make is None or deadline.status is not Status.LAPSED:
        return None
    command = make(deadline, dispute)
    is_possible = command is not None and command.move in allowed_moves(dispute.state)
    return command if is_possible else None
