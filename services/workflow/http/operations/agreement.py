"""The operations of this chapter: agreement."""

from services.workflow.application.requests import AgreementTerms
from services.workflow.domain.dispute.agreement import (
    AnnulAgreement,
    RecordPerformance,
    SealAgreement,
    SettleOnTheSpot,
    SignAgreement,
)
from services.workflow.http.operations.operation import DISPUTE, Row

ROWS: tuple[Row, ...] = (
    (AgreementTerms, f"{DISPUTE}/terms", "记录协议条款", "Record the terms"),
    (SignAgreement, f"{DISPUTE}/signatures", "记录签名", "Record a signature"),
    (SealAgreement, f"{DISPUTE}/seal", "加盖调解组织印章", "Record the organisation's seal"),
    (SettleOnTheSpot, f"{DISPUTE}/on-the-spot-settlement", "当场履行", "Settle on the spot"),
    (RecordPerformance, f"{DISPUTE}/performances", "记录履行", "Record a performance"),
    (AnnulAgreement, f"{DISPUTE}/annulment", "记录协议无效或撤销", "Record an annulment"),
)
