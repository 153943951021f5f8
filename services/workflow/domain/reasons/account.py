"""Refusals about what a person keeps with the service, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "calendar_needs_a_body": (
        "日历订阅只提供给有所属机构的账号",
        "a calendar is for accounts that belong to a body",
    ),
    "no_calendar_open": (
        "您没有开通日历订阅，无须关闭",
        "you have no calendar open",
    ),
}
