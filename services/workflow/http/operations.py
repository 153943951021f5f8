"""The operations that change a dispute, one per move: what is sent where, and what it is called."""

from typing import Any, get_type_hints

import msgspec

from services.workflow.application.requests import (
    AgreementTerms,
    ConfidentialNote,
    DirectFiling,
    DisputeApplication,
    Request,
)
from services.workflow.domain.dispute.agreement import (
    AnnulAgreement,
    RecordPerformance,
    SealAgreement,
    SettleOnTheSpot,
    SignAgreement,
)
from services.workflow.domain.dispute.arbitration import (
    ReportArbitrationAccepted,
    ReportArbitrationFiled,
)
from services.workflow.domain.dispute.closing import CloseDispute
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationDocketed,
    ReportConfirmationGranted,
)
from services.workflow.domain.dispute.correction import CorrectFact
from services.workflow.domain.dispute.intake import (
    AcceptApplication,
    DeclineApplication,
    WithdrawApplication,
)
from services.workflow.domain.dispute.lifecycle import MOVE, State
from services.workflow.domain.dispute.matter import MergeMatter, UnlinkMatter
from services.workflow.domain.dispute.mediation import (
    AssignMediator,
    HoldSession,
    RecordFailure,
)
from services.workflow.domain.dispute.referral import (
    AcceptReferral,
    OfferReferral,
    RecallReferral,
    RefuseReferral,
    ReportReferralDelivered,
    ReportReferralReceived,
)

DISPUTE = "/v1/disputes/{dispute_id}"
_REFERRAL = f"{DISPUTE}/referrals/{{offer}}"
_NOT_SENT = frozenset({"source"})
"""Fields that only an import of ours fills."""


class Operation(msgspec.Struct, frozen=True):
    """One row: the body, its address, and what the operation is called."""

    body: type[Command | Request]
    path: str
    zh: str
    en: str

    @property
    def move(self) -> str:
        """Its row in the table of moves, which is also the operation's id."""
        return self.body.move

    @property
    def is_edit(self) -> bool:
        """Whether If-Match is required: it changes data that was shown."""
        return self.body.is_edit

    @property
    def creates(self) -> bool:
        """Whether it puts a new dispute on file."""
        return State.UNREGISTERED in MOVE[self.move].sources

    @property
    def from_path(self) -> frozenset[str]:
        """Fields of the body that the address names."""
        return frozenset({"offer"}) if "{offer}" in self.path else frozenset()

    @property
    def wire(self) -> type[msgspec.Struct]:
        """What is sent: the body without what the address names or only an import fills."""
        return _without(self.body, self.from_path | _NOT_SENT)


def _without(body: type[msgspec.Struct], names: frozenset[str]) -> type[msgspec.Struct]:
    fields = msgspec.structs.fields(body)
    if names.isdisjoint(field.name for field in fields):
        return body
    kept: list[Any] = []
    hints = get_type_hints(body, include_extras=True)
    for field in fields:
        if field.name not in names:
            default = () if field.default is msgspec.NODEFAULT else (field.default,)
            kept.append((field.name, hints[field.name], *default))
    return msgspec.defstruct(
        body.__name__, kept, frozen=True, kw_only=True, forbid_unknown_fields=True,
        namespace={"__doc__": body.__doc__, "documented_as": body}, module=body.__module__,
    )  # fmt: skip


_ROWS: tuple[tuple[type[Command | Request], str, str, str], ...] = (
    # Intake
    (DisputeApplication, "/v1/disputes", "登记调解申请", "Register an application for mediation"),
    (DirectFiling, "/v1/direct-filings", "登记直接仲裁或起诉", "Record a direct filing"),
    (AcceptApplication, f"{DISPUTE}/acceptance", "受理申请", "Accept the application"),
    (DeclineApplication, f"{DISPUTE}/declination", "不予受理", "Decline the application"),
    (WithdrawApplication, f"{DISPUTE}/withdrawal", "撤回申请", "Withdraw the application"),
    # Mediation
    (AssignMediator, f"{DISPUTE}/mediator", "指派调解员", "Assign a mediator"),
    (HoldSession, f"{DISPUTE}/sessions", "记录调解会", "Record a session"),
    (ConfidentialNote, f"{DISPUTE}/confidential-notes", "记录保密内容", "Note in confidence"),
    (RecordFailure, f"{DISPUTE}/failure", "记录调解不成", "Record that mediation failed"),
    # Agreement
    (AgreementTerms, f"{DISPUTE}/terms", "记录协议条款", "Record the terms"),
    (SignAgreement, f"{DISPUTE}/signatures", "记录签名", "Record a signature"),
    (SealAgreement, f"{DISPUTE}/seal", "加盖调解组织印章", "Record the organisation's seal"),
    (SettleOnTheSpot, f"{DISPUTE}/on-the-spot-settlement", "当场履行", "Settle on the spot"),
    (RecordPerformance, f"{DISPUTE}/performances", "记录履行", "Record a performance"),
    (AnnulAgreement, f"{DISPUTE}/annulment", "记录协议无效或撤销", "Record an annulment"),
    # Judicial confirmation
    (ApplyForConfirmation, f"{DISPUTE}/confirmation", "申请司法确认", "Apply for confirmation"),
    (
        ReportConfirmationDocketed,
        f"{DISPUTE}/confirmation/docketing",
        "法院立案",
        "Report that the court docketed it",
    ),
    (
        ReportConfirmationGranted,
        f"{DISPUTE}/confirmation/ruling",
        "法院裁定确认有效",
        "Report the court's ruling",
    ),
    # Referral and arbitration
    (OfferReferral, f"{DISPUTE}/referrals", "移送仲裁", "Offer to a commission"),
    (ReportReferralDelivered, f"{_REFERRAL}/delivery", "移送已送达系统", "Report delivery"),
    (ReportReferralReceived, f"{_REFERRAL}/receipt", "签收移送", "Give the business receipt"),
    (AcceptReferral, f"{_REFERRAL}/acceptance", "接收移送", "Accept the referral"),
    (RefuseReferral, f"{_REFERRAL}/refusal", "拒收移送", "Refuse the referral"),
    (RecallReferral, f"{_REFERRAL}/recall", "撤回移送", "Recall the referral"),
    (
        ReportArbitrationFiled,
        f"{DISPUTE}/arbitration/filing",
        "当事人自行申请仲裁",
        "Report a party's own filing",
    ),
    (
        ReportArbitrationAccepted,
        f"{DISPUTE}/arbitration/acceptance",
        "仲裁委受理",
        "Report that the commission accepted it",
    ),
    # Closing, the matter, corrections
    (CloseDispute, f"{DISPUTE}/closing", "结案", "Close the dispute"),
    (MergeMatter, f"{DISPUTE}/matter/merge", "并案", "Merge with the same matter"),
    (UnlinkMatter, f"{DISPUTE}/matter/unlink", "撤销并案", "Undo the merge"),
    (CorrectFact, f"{DISPUTE}/corrections", "更正事实", "Correct a recorded fact"),
)
OPERATIONS: tuple[Operation, ...] = tuple(Operation(*row) for row in _ROWS)
