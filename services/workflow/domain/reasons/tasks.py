"""Refusals and warnings about tasks, in words."""

REASONS: dict[str, tuple[str, str]] = {
    "task_still_claimed": (
        "待办“{task_zh}”已有人领取、尚未办好；请先标记办好或退回，再结案",
        "somebody has the task {task_en} in hand; let it be done or released before closing",
    ),
    "unknown_task": (
        "没有这项待办：{task}。待办随未办结的期限产生",
        "no such task: {task}; a task exists as long as its deadline is open",
    ),
    "task_has_ended": (
        "“{task_zh}”的期限已办结或不再适用，待办随之结束，不必再处理",
        "the deadline {task_en} is met or no longer applies, and its task ended with it",
    ),
    "task_not_for_role": (
        "该身份没有待办可处理",
        "as {role} you have no tasks",
    ),
    "task_of_another_body": (
        "该待办由承办或负责的机构处理，不属于本机构",
        "the task belongs to the body that has the dispute in hand or must act; that is not yours",
    ),
    "task_of_somebody_else": (
        "该待办已由“{holder}”领取；请由其退回或转交，或由本机构工作人员转交",
        "{holder} has this task: only that person may act on it, or a clerk of the body hand it over",
    ),
    "task_of_nobody": (
        "该待办无人领取，请先领取",
        "nobody has this task; claim it first",
    ),
    "task_done_already": (
        "该待办已标记为办好；如未办好，请先撤销",
        "the task is ticked off; reopen it first if it is not done",
    ),
    "task_not_done": (
        "该待办尚未标记为办好，无须撤销",
        "the task is not ticked off; there is nothing to undo",
    ),
    "task_to_one_colleague": (
        "请写明转交给谁：账号或调解员，二者选一",
        "name the one colleague: either an account or a mediator",
    ),
    "task_to_a_stranger": (
        "该调解员今天不在本机构任职，不能转交",
        "your body may not use this mediator today",
    ),
    "snooze_needs_reason": (
        "推迟处理须写明理由",
        "say why it is put off",
    ),
    "snooze_not_ahead": (
        "推迟到的日期{until}须晚于今天",
        "{until} is not after today",
    ),
    "snooze_beyond_last_day": (
        "不能推迟到{until}：该期限的最后一日是{last_on}",
        "it cannot be put off until {until}: the last day of its deadline is {last_on}",
    ),
    "snooze_of_overdue_duty": (
        "本机构的期限已于{last_on}届满，不能再推迟；请尽快办理并如实记录",
        "this duty of your own body was due on {last_on} and cannot be put off; act, and record it",
    ),
    "snoozed_after_last_day": (
        "该期限已于{last_on}届满，待办虽推迟，逾期照常显示",
        "the deadline passed on {last_on}; it stays overdue although the task is put off",
    ),
    "task_done_duty_stays": (
        "待办已办好，但不等于履行法定义务：“{task_zh}”的期限（{last_on}届满）在相应事项记录前仍在",
        "ticked off, but {task_en}, due {last_on}, stays until the act that it is for is recorded",
    ),
}
