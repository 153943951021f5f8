"""Steps that lead a dispute on, by state: the ways that most disputes go."""

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.parts import (
    AwardItem,
    FailureCode,
    FailureReason,
    Instance,
    Instrument,
    JudgmentResult,
    SuitGround,
)
from services.workflow.domain.dispute.stages.agreement import agreement
from services.workflow.domain.dispute.stages.arbitration import arbitration, award
from services.workflow.domain.dispute.stages.court import enforcement, litigation
from services.workflow.domain.dispute.stages.handover.referral import OfferReferral
from services.workflow.domain.dispute.stages.mediation import mediation
from services.workflow.domain.dispute.stages.reinforcement import review
from services.workflow.domain.dispute.stages.reinforcement.ruling import ReportConfirmationGranted
from services.workflow.domain.dispute.states import State
from services.workflow.domain.values.money import Fen
from tests.support.builders import COMMISSION, COURT, accept, apply, assign, terms
from tests.support.random_commands import CENTRE_B

S = State
_SIGNED = (
    agreement.SignAgreement(party=1),
    agreement.SignAgreement(party=2),
    agreement.SignAgreement(),
    agreement.SealAgreement(),
)
_FAILED = mediation.RecordFailure(reasons=(FailureReason(code=FailureCode.NO_SHOW, party=2),))
_FILED = arbitration.ReportArbitrationFiled(commission=COMMISSION, by_party=1)
_AWARD = award.ReportAwardIssued(
    number="3号", items=(AwardItem(no=1, claim=1, amount=Fen(500), is_final=True),)
)
_SUED = litigation.ReportLitigationFiled(
    court=COURT, number="4号", ground=SuitGround.AFTER_AWARD, by=(1,)
)
STEPS_ON: dict[State, tuple[tuple[Command, ...], ...]] = {
    S.REGISTERED: ((accept(),),),
    S.ACCEPTED: ((assign(),), (OfferReferral(to=CENTRE_B, reason="地址更近", consented_by=(1,)),)),
    S.IN_MEDIATION: ((terms(600, 600),), (_FAILED,)),
    S.AGREED: (_SIGNED,),
    S.AGREEMENT_EFFECTIVE: (
        (apply(),),
        (apply(),),
        (review.ApplyForReview(commission=COMMISSION, applicants=(1, 2)),),
        (agreement.AmendAgreement(terms=terms(700).terms, consented_by=(1, 2)),),
    ),
    S.CONFIRMATION_PENDING: ((ReportConfirmationGranted(ruling_number="1号"),),),
    S.REVIEW_PENDING: (
        (
            review.ReportReviewStatementServed(number="2号", party=1),
            review.ReportReviewStatementServed(number="2号", party=2),
        ),
    ),
    S.MEDIATION_FAILED: (
        (OfferReferral(to=COMMISSION, reason="调解不成", applicant=1),),
        (_FILED,),
    ),
    S.ARBITRATION_FILED: ((arbitration.ReportArbitrationAccepted(number="2号"),),),
    S.IN_ARBITRATION: ((_AWARD,),),
    S.AWARD_ISSUED: (
        (award.ReportAwardServed(party=1), award.ReportAwardServed(party=2)),
        (award.ReportAwardWindowsClosed(),),
        (_SUED,),
    ),
    S.SUIT_OPEN: ((_SUED,),),
    S.IN_LITIGATION: (
        (
            litigation.ReportJudgmentGiven(
                suit=1, instance=Instance.FIRST, number="5号", result=JudgmentResult.UPHELD
            ),
            litigation.ReportJudgmentEffective(suit=1),
        ),
    ),
    S.ENFORCEABLE: tuple(
        (enforcement.ReportEnforcementApplied(court=COURT, by=(1,), instrument=instrument),)
        for instrument in (Instrument.CONFIRMATION_RULING, Instrument.AWARD, Instrument.JUDGMENT)
    ),
}
