"""From wherever a dispute stands, the next command on a way to its end."""

from typing import Any

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.parts import (
    MandateResult,
    Side,
    SuitGround,
    Withdrawal,
)
from services.workflow.domain.dispute.stages.record.closing import fitting_outcomes
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import BEFORE_AGREEMENT, State
from tests.support.builders import COURT
from tests.support.random_commands import commands_by_move

S = State
WHY = "当事人要求尽快办结"
ENDED_BY = {
    S.CONFIRMATION_PENDING: "confirmation_withdrawn",
    S.REVIEW_PENDING: "review_withdrawn",
    S.ARBITRATION_FILED: "arbitration_withdrawn",
    S.IN_ARBITRATION: "arbitration_withdrawn",
    S.IN_ENFORCEMENT: "enforcement_concluded",
}


def next_step(dispute: Dispute) -> Command:
    """The command that leads on towards `closed`."""
    if dispute.offer is not None:
        return _command("referral_recalled", offer=dispute.offer.no, reason=WHY)
    if dispute.listed_sessions:
        return _command("cancel_session", session=dispute.listed_sessions[0].no, reason=WHY)
    if dispute.state is S.AGREED and dispute.standing is not None:
        return _command("abandon_amendment", reason=WHY)
    if dispute.mandate_record is not None and dispute.state is not S.CLOSED:
        return _returned(dispute)
    return _ended(dispute)


def _returned(dispute: Dispute) -> Command:
    agreement, record = dispute.effective_agreement, dispute.mandate_record
    is_success = bool(agreement and record and agreement.version > record.versions_before)
    result = MandateResult.SUCCESS if is_success else MandateResult.FAILURE
    return _command("mandate_returned", result=result, report=WHY)


def _ended(dispute: Dispute) -> Command:
    state = dispute.state
    if state in BEFORE_AGREEMENT:
        applicants = tuple(sorted(dispute.side(Side.CLAIMANT)))
        return _command("withdraw_application", reason=Withdrawal.NO_LONGER_PURSUED, by=applicants)
    if state in ENDED_BY:
        return _command(ENDED_BY[state], by=())
    if state is S.PAYMENT_ORDER_PENDING:
        debtor = max(dispute.present_parties)
        return _command("payment_order_objected", party=debtor, ground=WHY)
    if state is S.AWARD_ISSUED:
        ground, by = SuitGround.AFTER_AWARD, tuple(sorted(dispute.present_parties))
        return _command("litigation_filed", court=COURT, number="9号", ground=ground, by=by)
    if state is S.IN_LITIGATION:
        suit = dispute.open_suit
        assert suit is not None
        return _command("litigation_withdrawn", suit=suit.no, by=())
    return _command("close_dispute", outcome=fitting_outcomes(dispute)[0], reason=WHY)


def _command(move: str, **fields: Any) -> Command:
    kind = commands_by_move()[move][0]
    return kind(**{name: value for name, value in fields.items() if name in kind.__struct_fields__})
