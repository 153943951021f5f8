"""Refusals about what a person keeps with the service, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "calendar_needs_a_body": (
        "日历订阅只提供给有所属机构的账号",
        "a calendar is for accounts that belong to a body",
    ),
    "calendar_of_another": (
        "他人的日历订阅只能由其机构所在地区的监管部门或者由运行人员用命令行关闭",
        "the calendar of another account is closed by the supervisor of its body's region, or by the operator's command line; you are {role}",
    ),
    "no_calendar_open_for_account": (
        "该账号没有开通日历订阅，无须关闭",
        "that account has no calendar open",
    ),
    "no_calendar_open": (
        "您没有开通日历订阅，无须关闭",
        "you have no calendar open",
    ),
}
