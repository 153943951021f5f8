"""Refusals about state, permission, existence, time, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "not_in_this_state": (
        "争议当前为“{state_zh}”，不能“{move_zh}”",
        "the dispute is {state}; {move} is not possible from there",
    ),
    "not_permitted": (
        "您不能对此争议办理“{move_zh}”：{why_zh}",
        "as {role} you may not {move} here: {why}",
    ),
    "unknown_dispute": ("没有这件争议，或您无权知悉", "no such dispute, or none that you may see"),
    "unknown_organisation": (
        "没有登记这个机构：{organisation}",
        "no such organisation: {organisation}",
    ),
    "no_body_named": (
        "请写明由哪个机构办理：您的账号没有所属机构",
        "name the body: your account belongs to none",
    ),
    "unknown_leader": ("没有这件主案：{leader}", "no such leading dispute: {leader}"),
    "unknown_region": (
        "区划代码{region}不在行政区划数据中",
        "{region} is not in the data set of regions",
    ),
    "unknown_mediator": (
        "名册中没有这位调解员：{mediator}",
        "no such mediator on the roster: {mediator}",
    ),
    "organisation_exists": (
        "机构已登记：{organisation}",
        "the organisation is on file already: {organisation}",
    ),
    "mediator_exists": ("调解员已登记", "the mediator is on the roster already"),
    "registry_not_permitted": (
        "只有辖区（{region}）的监管部门可以登记机构和调解员",
        "only the supervisor of {region} enters bodies and mediators; you are {role}",
    ),
    "certificate_ends_before_it_begins": (
        "调解员证的截止日期早于起始日期",
        "the certificate ends before it begins",
    ),
    "no_such_number": (
        "本登记簿没有发出过第{serial}号",
        "this register never gave number {serial}",
    ),
    "in_the_future": (
        "发生日期{occurred_on}晚于今天，只能记录已发生的事实",
        "{occurred_on} is in the future; only what has happened can be recorded",
    ),
    "before_receipt": (
        "发生日期{occurred_on}早于收到申请之日{received_on}",
        "{occurred_on} is before the application was received on {received_on}",
    ),
    "answered_before_asked": (
        "发生日期{occurred_on}早于申请、立案之日{asked_on}",
        "{occurred_on} is before what it answers was applied for or filed on {asked_on}",
    ),
    "day_and_instant_differ": (
        "发生日期{occurred_on}与发生时刻{occurred_at}不是同一天（北京时间）",
        "occurred_on {occurred_on} and occurred_at {occurred_at} are not the same day in Asia/Shanghai",
    ),
}
