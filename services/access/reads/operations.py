"""Which row of the table of permissions each operation asks for: commands their own, reads these."""

from typing import Final

from services.workflow.domain.dispute.grants import TABLE

_OF_A_DISPUTE = (
    "get_dispute",
    "list_actions",
    "list_routes",
    "list_deadlines",
    "list_deadline_moves",
    "get_finality",
    "list_scope",
    "get_history",
    "list_matter_candidates",
)
_LISTS = (
    "list_disputes",
    "list_handovers",
    "list_sessions",
    "list_documents",
    "list_reinforcements",
    "list_tasks",
    "list_deadlines_due",
    "summarise_deadlines_due",
    "list_all_deadline_moves",
    "list_exceptions",
    "export_ledger",
)
"""Lists of disputes and of what is in them: everybody is shown what he may read of them."""
_OF_SUBSCRIPTIONS = (
    "create_subscription",
    "pause_subscription",
    "resume_subscription",
    "close_subscription",
    "ping_subscription",
    "replay_subscription",
    "replay_delivery",
)
_PROGRESS_OF_IMPORTS = ("get_import", "follow_import")
_OF_IMPORTS = (
    "cancel_import",
    "get_import_report_xlsx",
    "get_import_report_json",
)
_ROWS: Final[dict[str, str]] = {
    **dict.fromkeys((*_OF_A_DISPUTE, *_LISTS, "find_receipt"), "read_record"),
    "list_confidential_notes": "read_notes",
    "get_package": "read_package",
    **dict.fromkeys(("list_figures", "get_figure"), "read_figures"),
    **dict.fromkeys(("list_organisations", "list_mediators", "list_projections"), "read_register"),
    **dict.fromkeys(("get_calendar", "get_calendar_year", "compute_deadline"), "read_calendars"),
    **dict.fromkeys(("list_partners", "get_partner"), "read_partners"),
    **dict.fromkeys(("get_referral", "get_referral_package"), "read_package"),
    "get_handed_in": "read_handed_in",
    **dict.fromkeys(("list_files", "get_file"), "read_record"),
    "get_file_content": "see_names",
    "declare_file": "file_evidence",
    **dict.fromkeys(("upload_offset", "upload_part", "complete_file"), "continue_upload"),
    **dict.fromkeys(("read_feed", "read_feed_head"), "read_feed"),
    **dict.fromkeys(_OF_SUBSCRIPTIONS, "manage_subscriptions"),
    **dict.fromkeys(("list_subscriptions", "get_subscription"), "read_deliveries"),
    **dict.fromkeys(("list_deliveries", "get_delivery"), "read_deliveries"),
    **dict.fromkeys(("list_inbox_messages", "get_inbox_message"), "read_inbox"),
    "replay_inbox_message": "replay_inbox",
    "dismiss_inbox_message": "dismiss_inbox",
    "list_reconciliation": "reconcile",
    "list_contradictions": "read_contradictions",
    **dict.fromkeys(_PROGRESS_OF_IMPORTS, "follow_import"),
    **dict.fromkeys(_OF_IMPORTS, "manage_import"),
    "list_reads_of_dispute": "read_reads",
    "list_reads": "search_reads",
}
OPEN: Final = frozenset({"read_calendar_feed", "issue_token", "take_message", "get_package_keys"})
"""Without a token: the address is a secret itself, or the message is signed."""
FILTERED: Final = frozenset(
    {
        *_LISTS,
        "list_figures",
        "list_partners",
        "list_reads",
        "list_subscriptions",
        "list_deliveries",
        "list_inbox_messages",
        "list_contradictions",
        "start_import",
    }
)
"""Whoever has any grant is answered, with what is his."""
NAMED: Final = frozenset(
    {
        "find_receipt",
        "get_partner",
        "get_referral",
        "get_referral_package",
        "get_subscription",
        "get_delivery",
        "settle_contradiction",
        "upload_offset",
        "upload_part",
        "complete_file",
        *_PROGRESS_OF_IMPORTS,
        *_OF_IMPORTS,
    }
)
"""About something that the address names, which is hidden from whom it does not concern."""
UNTOLD: Final = frozenset({"get_inbox_message", "replay_inbox_message", "dismiss_inbox_message"})
"""The same, and no role is told that it has no part in such things."""
OF_FILES: Final = frozenset({"get_file", "get_file_content"})
"""About what lies in a dispute's file, without the dispute in the address."""

PAGES: Final[dict[str, str | None]] = {
    "/": "read_figures",
    "/figures/{definition}": "read_figures",
    "/disputes": "read_record",
    "/disputes/{dispute}": "read_record",
    "/deadlines": "read_record",
    "/exceptions": "read_record",
    "/calendars": None,
}
"""The pages, and the row of what each shows; none where it shows nothing of disputes."""
UNRECORDED: Final = frozenset(
    {
        "list_organisations",
        "list_projections",
        "get_calendar",
        "get_calendar_year",
        "compute_deadline",
        "list_figures",
        "list_partners",
        "get_partner",
        "read_feed_head",
        "list_subscriptions",
        "get_subscription",
    }
)
"""Reads that tell nothing of disputes or people, and are not taken down."""
TELLING: Final = frozenset({("POST", "/v1/reconciliation")})
"""What tells and is no GET, by method and address: it is taken down too."""
STORED_FIRST: Final = frozenset(
    {
        "list_confidential_notes",
        "get_package",
        "get_referral_package",
        "get_handed_in",
        "get_file_content",
        "export_ledger",
    }
)
"""Reads that are answered only once it is stored who had them."""


def row_of(operation: str) -> str | None:
    """The row that an operation asks for; none for one that needs no token, or is not known here."""
    if operation.startswith("page "):
        return PAGES.get(operation.removeprefix("page "))
    return operation if operation in TABLE else _ROWS.get(operation)
