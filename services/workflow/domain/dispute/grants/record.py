"""Who may do what: documents, closing, the matter and corrections."""

from services.workflow.domain.dispute.grants.relation import ANY_HANDLER, SUPERVISED, Grants

PERMISSIONS: Grants = {
    "issue_document": ANY_HANDLER,
    "record_service": ANY_HANDLER,
    "record_reply": ANY_HANDLER,
    "file_evidence": ANY_HANDLER,
    "withdraw_evidence": ANY_HANDLER,
    "close_dispute": ANY_HANDLER,
    "reopen_dispute": SUPERVISED,
    "archive_dispute": ANY_HANDLER,
    "link_matter": SUPERVISED,
    "merge_matter": SUPERVISED,
    "mark_distinct": SUPERVISED,
    "unlink_matter": SUPERVISED,
    "record_limitation_fact": ANY_HANDLER,
    "record_limitation_suspension": ANY_HANDLER,
    "end_limitation_suspension": ANY_HANDLER,
    "withdraw_limitation_fact": ANY_HANDLER,
    "withdraw_lapse": ANY_HANDLER,
    "correct_fact": SUPERVISED,
}
