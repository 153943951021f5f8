"""The operations of this chapter: record."""

from services.workflow.domain.dispute.stages.record.closing import (
    ArchiveDispute,
    CloseDispute,
    ReopenDispute,
)
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.dispute.stages.record.documents import (
    IssueDocument,
    RecordReply,
    RecordService,
)
from services.workflow.domain.dispute.stages.record.evidence import (
    FileEvidence,
    WithdrawEvidence,
)
from services.workflow.domain.dispute.stages.record.lapses import WithdrawLapse
from services.workflow.domain.dispute.stages.record.limitation import (
    EndLimitationSuspension,
    RecordLimitationFact,
    RecordLimitationSuspension,
    WithdrawLimitationFact,
)
from services.workflow.domain.dispute.stages.record.matter import (
    LinkMatter,
    MarkDistinct,
    MergeMatter,
    UnlinkMatter,
)
from services.workflow.http.operations.operation import DISPUTE, Row

DOCUMENT = f"{DISPUTE}/documents/{{document}}"
EVIDENCE = f"{DISPUTE}/evidence"
LIMITATION = f"{DISPUTE}/limitation"

ROWS: tuple[Row, ...] = (
    (IssueDocument, f"{DISPUTE}/documents", "制作文书", "Issue a document"),
    (RecordService, f"{DOCUMENT}/services", "记录送达", "Record an attempt to serve a document"),
    (RecordReply, f"{DOCUMENT}/replies", "记录复函", "Record a reply to a document"),
    (FileEvidence, EVIDENCE, "登记纸质证据材料", "Put evidence on paper on file"),
    (
        WithdrawEvidence,
        f"{EVIDENCE}/{{evidence}}/withdrawal",
        "撤回证据材料",
        "Take evidence back",
    ),
    (CloseDispute, f"{DISPUTE}/closing", "结案", "Close the dispute"),
    (ReopenDispute, f"{DISPUTE}/reopening", "恢复办理", "Take up again what was closed"),
    (ArchiveDispute, f"{DISPUTE}/archiving", "归档", "File the closed dispute"),
    (LinkMatter, f"{DISPUTE}/matter/link", "关联案件", "Link with another dispute"),
    (MergeMatter, f"{DISPUTE}/matter/merge", "并案", "Merge with the same matter"),
    (
        MarkDistinct,
        f"{DISPUTE}/matter/distinct",
        "认定非同一事项",
        "Tell apart from another dispute",
    ),
    (
        UnlinkMatter,
        f"{DISPUTE}/matter/unlink",
        "撤销关联或并案",
        "Undo what was decided about another dispute",
    ),
    (
        RecordLimitationFact,
        f"{LIMITATION}/facts",
        "记录时效中断、协商情况",
        "Record a fact that bears on limitation",
    ),
    (
        RecordLimitationSuspension,
        f"{LIMITATION}/suspensions",
        "记录时效中止",
        "Record a suspension of limitation",
    ),
    (
        EndLimitationSuspension,
        f"{LIMITATION}/{{entry}}/end",
        "记录时效中止原因消除",
        "Record that limitation runs on",
    ),
    (
        WithdrawLimitationFact,
        f"{LIMITATION}/{{entry}}/withdrawal",
        "撤回误记的时效事实",
        "Withdraw what was recorded of limitation by mistake",
    ),
    (
        WithdrawLapse,
        f"{DISPUTE}/lapses/withdrawal",
        "撤销届满记录",
        "Take a recorded lapse back",
    ),
    (CorrectFact, f"{DISPUTE}/corrections", "更正事实", "Correct a recorded fact"),
)
