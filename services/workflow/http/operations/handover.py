"""The operations of this chapter: handover."""

from services.workflow.domain.dispute.stages.handover.mandate import (
    ReportMediationDelegated,
    ReportMediationEntrusted,
    ReportMediationSuggested,
    ReturnMandate,
)
from services.workflow.domain.dispute.stages.handover.referral import (
    AcceptReferral,
    OfferReferral,
    OfferReturn,
    RecallReferral,
    RefuseReferral,
    ReportReferralDelivered,
    ReportReferralExpired,
    ReportReferralReceived,
)
from services.workflow.http.operations.operation import DISPUTE, REFERRAL, Row

MANDATES = f"{DISPUTE}/mandates"

ROWS: tuple[Row, ...] = (
    (OfferReferral, f"{DISPUTE}/referrals", "移送", "Offer to another body"),
    (OfferReturn, f"{DISPUTE}/returns", "退回", "Offer the dispute back"),
    (ReportReferralDelivered, f"{REFERRAL}/delivery", "移送已送达系统", "Report delivery"),
    (ReportReferralReceived, f"{REFERRAL}/receipt", "签收移送", "Give the business receipt"),
    (AcceptReferral, f"{REFERRAL}/acceptance", "接收移送", "Take the dispute over"),
    (RefuseReferral, f"{REFERRAL}/refusal", "拒收移送", "Refuse the referral"),
    (RecallReferral, f"{REFERRAL}/recall", "撤回移送", "Recall the referral"),
    (ReportReferralExpired, f"{REFERRAL}/expiry", "移送逾期未接收", "Report that it expired"),
    (ReportMediationSuggested, f"{MANDATES}/suggestion", "建议调解", "Suggest mediation"),
    (ReportMediationEntrusted, f"{MANDATES}/entrustment", "委托调解", "Entrust mediation"),
    (ReportMediationDelegated, f"{MANDATES}/delegation", "委派调解", "Delegate mediation"),
    (ReturnMandate, f"{MANDATES}/return", "退回委托", "Return the mandate"),
)
