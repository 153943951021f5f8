"""The operations of this chapter: agreement."""

from services.workflow.application.requests import AgreementTerms, AmendedTerms
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AbandonAmendment,
    AnnulAgreement,
    SealAgreement,
    SettleOnTheSpot,
    SignAgreement,
)
from services.workflow.domain.dispute.stages.agreement.performance import (
    RecordDutyPerformed,
    RecordPerformance,
    RemindPerformance,
    ReportPerformanceBreached,
)
from services.workflow.http.operations.operation import DISPUTE, Row

AMENDMENTS = f"{DISPUTE}/amendments"

ROWS: tuple[Row, ...] = (
    (AgreementTerms, f"{DISPUTE}/terms", "记录协议条款", "Record the terms"),
    (SignAgreement, f"{DISPUTE}/signatures", "记录签名", "Record a signature"),
    (SealAgreement, f"{DISPUTE}/seal", "加盖调解组织印章", "Record the organisation's seal"),
    (AmendedTerms, AMENDMENTS, "变更协议", "Amend the agreement"),
    (
        AbandonAmendment,
        f"{AMENDMENTS}/abandonment",
        "放弃变更协议",
        "Give up an amendment and go on with the agreement in effect",
    ),
    (SettleOnTheSpot, f"{DISPUTE}/on-the-spot-settlement", "当场履行", "Settle on the spot"),
    (RecordPerformance, f"{DISPUTE}/performances", "记录履行", "Record a payment"),
    (
        RecordDutyPerformed,
        f"{DISPUTE}/performed-duties",
        "记录非金钱履行",
        "Record that a duty other than payment was performed",
    ),
    (RemindPerformance, f"{DISPUTE}/reminders", "督促履行", "Record a reminder to perform"),
    (
        ReportPerformanceBreached,
        f"{DISPUTE}/breaches",
        "记录到期未履行",
        "Report that an instalment was not paid in time",
    ),
    (AnnulAgreement, f"{DISPUTE}/annulment", "记录协议无效或撤销", "Record an annulment"),
)
