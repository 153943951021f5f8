"""The operations of this chapter: handover."""

from services.workflow.domain.dispute.referral import (
    AcceptReferral,
    OfferReferral,
    RecallReferral,
    RefuseReferral,
    ReportReferralDelivered,
    ReportReferralReceived,
)
from services.workflow.http.operations.operation import DISPUTE, REFERRAL, Row

ROWS: tuple[Row, ...] = (
    (OfferReferral, f"{DISPUTE}/referrals", "移送仲裁", "Offer to a commission"),
    (ReportReferralDelivered, f"{REFERRAL}/delivery", "移送已送达系统", "Report delivery"),
    (ReportReferralReceived, f"{REFERRAL}/receipt", "签收移送", "Give the business receipt"),
    (AcceptReferral, f"{REFERRAL}/acceptance", "接收移送", "Accept the referral"),
    (RefuseReferral, f"{REFERRAL}/refusal", "拒收移送", "Refuse the referral"),
    (RecallReferral, f"{REFERRAL}/recall", "撤回移送", "Recall the referral"),
)
