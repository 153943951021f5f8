"""Who may do what: documents, closing, the matter and corrections."""

from services.workflow.domain.dispute.grants.relation import OURS, SUPERVISED, Grants

PERMISSIONS: Grants = {
    "close_dispute": OURS,
    "merge_matter": SUPERVISED,
    "unlink_matter": SUPERVISED,
    "correct_fact": SUPERVISED,
}
