"""A lapse that was recorded before an act in time had been entered: taken back, with the evidence."""

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import Event, LapseWithdrawn
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.guards.withdrawable import withdrawable
from services.workflow.domain.dispute.parts import Lapse
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank

RULE = "LAPSE.WITHDRAW"


class WithdrawLapse(Command, frozen=True, kw_only=True):
    """Take a recorded lapse back: an act in time had not been entered yet; enter it next."""

    move = "withdraw_lapse"
    is_edit = True
    lapse: Lapse
    reason: Written
    evidence: Written
    """What shows that something was done in time."""


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses where no lapse is recorded after which nothing but records happened."""
    given.insist(withdrawable(dispute), "no_lapse_to_withdraw", rule=RULE)


def withdraw(command: WithdrawLapse, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without reason or evidence, under an offer, and a lapse that has led on or was none."""
    given.require(not is_blank(command.reason), "lapse_needs_reason", rule=RULE)
    given.require(not is_blank(command.evidence), "lapse_needs_evidence", rule=RULE)
    given.insist(command.lapse in withdrawable(dispute), "no_lapse_to_withdraw", rule=RULE)
    given.require(
        dispute.offer is None, "lapse_under_offer", rule=RULE, allowed=("referral_recalled",)
    )
    return (
        happened(
            LapseWithdrawn,
            given,
            lapse=command.lapse,
            reason=command.reason,
            evidence=command.evidence,
        ),
    )


DECISIONS: Decisions = {WithdrawLapse: withdraw}
READY: Readiness = {"withdraw_lapse": ready}
