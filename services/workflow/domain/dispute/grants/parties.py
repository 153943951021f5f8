"""Who may do what: parties and representatives."""

from services.workflow.domain.dispute.grants.relation import ANY_HANDLER, Grants

PERMISSIONS: Grants = {
    "add_party": ANY_HANDLER,
    "drop_party": ANY_HANDLER,
    "record_response": ANY_HANDLER,
    "record_employment": ANY_HANDLER,
    "appoint_representative": ANY_HANDLER,
    "end_representation": ANY_HANDLER,
    "succeed_party": ANY_HANDLER,
    "rename_party": ANY_HANDLER,
    "record_cancellation": ANY_HANDLER,
}
