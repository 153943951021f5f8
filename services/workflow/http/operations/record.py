"""The operations of this chapter: record."""

from services.workflow.domain.dispute.closing import CloseDispute
from services.workflow.domain.dispute.correction import CorrectFact
from services.workflow.domain.dispute.matter import MergeMatter, UnlinkMatter
from services.workflow.http.operations.operation import DISPUTE, Row

ROWS: tuple[Row, ...] = (
    (CloseDispute, f"{DISPUTE}/closing", "结案", "Close the dispute"),
    (MergeMatter, f"{DISPUTE}/matter/merge", "并案", "Merge with the same matter"),
    (UnlinkMatter, f"{DISPUTE}/matter/unlink", "撤销并案", "Undo the merge"),
    (CorrectFact, f"{DISPUTE}/corrections", "更正事实", "Correct a recorded fact"),
)
