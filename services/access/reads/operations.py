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
_ROWS: Final[dict[str, str]] = {
    **dict.fromkeys((*_OF_A_DISPUTE, *_LISTS, "find_receipt"), "read_record"),
    "list_confidential_notes": "read_notes",
    "get_package": "read_package",
    **dict.fromkeys(("list_figures", "get_figure"), "read_figures"),
    **dict.fromkeys(("list_organisations", "list_mediators", "list_projections"), "read_register"),
    **dict.fromkeys(("get_calendar", "get_calendar_year", "compute_deadline"), "read_calendars"),
    **dict.fromkeys(("list_partners", "get_partner"), "read_partners"),
    **dict.fromkeys(("read_feed", "read_feed_head"), "read_feed"),
    "list_reads_of_dispute": "read_reads",
    "list_reads": "search_reads",
}
OPEN: Final = frozenset({"read_calendar_feed"})
"""Without a token: the address is a secret itself, or the message is signed."""
FILTERED: Final = frozenset({*_LISTS, "list_figures", "list_partners", "list_reads"})
"""Whoever has any grant is answered, with what is his."""
NAMED: Final = frozenset({"find_receipt", "get_partner"})
"""About something that the address names, which is hidden from whom it does not concern."""

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
    }
)
"""Reads that tell nothing of disputes or people, and are not taken down."""
STORED_FIRST: Final = frozenset(
    {"list_confidential_notes", "get_package", "export_ledger", "get_file_content"}
)
"""Reads that are answered only once it is stored who had them."""


def row_of(operation: str) -> str | None:
    """The row that an operation asks for; none for one that needs no token, or is not known here."""
    if operation.startswith("page "):
        return PAGES.get(operation.removeprefix("page "))
    return operation if operation in TABLE else _ROWS.get(operation)
