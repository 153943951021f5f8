"""What a correction or annulment moved, and who relied on it, as the answer to the command tells."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.deadlines.moved import Moved, WhyMoved
from services.workflow.domain.dispute.guards.relying import Act
from services.workflow.recorded.metadata import Recorded

WHY: Final[dict[WhyMoved, tuple[str, str]]] = {
    WhyMoved.BEGAN: ("期限开始计算", "it runs now"),
    WhyMoved.ENDED: ("期限不再适用", "it does not run any more"),
    WhyMoved.START: ("起算之日改变", "the day it starts with changed"),
    WhyMoved.LAST_DAY: ("约定、延长或者指定的末日改变", "the last day that was set changed"),
    WhyMoved.SUSPENSION: ("中止改变", "a suspension changed"),
    WhyMoved.INTERRUPTION: ("中断改变", "an interruption changed"),
    WhyMoved.MET: (
        "办理之日改变，或者是否逾期改变",
        "the day of the act, or whether it was in time",
    ),
    WhyMoved.RULE: ("改用另一规则", "another rule stands in its place"),
    WhyMoved.CALENDAR: ("改用另一地区的工作日历", "the working days of another region count"),
    WhyMoved.STATUS: ("日期未变，状态改变", "its days are as they were, its status changed"),
}


class MovedDeadline(msgspec.Struct, frozen=True, kw_only=True):
    """One deadline that is otherwise than it was; null: there was, or is, none."""

    key: str
    """As `GET /v1/disputes/{id}/deadlines` names it now, or named it where it is no more."""
    rule: str
    title_zh: str
    title_en: str
    about: str
    was_start: date | None
    is_start: date | None
    was_due: date | None
    """The last day after roll-over, as it was understood until then."""
    is_due: date | None
    was_status: Status | None
    is_status: Status | None
    why: WhyMoved
    why_zh: str
    why_en: str


def moved_told(moved: Iterable[Moved]) -> tuple[MovedDeadline, ...]:
    """In words, in the order of the procedure."""
    return tuple(_told(one) for one in moved)


def acts_of(history: Iterable[Recorded]) -> tuple[Act, ...]:
    """Who recorded what, in order."""
    return tuple(
        Act(
            event=type(recorded.event),
            account=recorded.meta.actor,
            organisation=recorded.meta.organisation,
        )
        for recorded in history
    )


def _told(moved: Moved) -> MovedDeadline:
    known, was, now = moved.known, moved.was, moved.now
    zh, en = WHY[moved.why]
    return MovedDeadline(
        key=known.key,
        rule=known.rule.id,
        title_zh=known.rule.zh,
        title_en=known.rule.en,
        about=known.facts.about,
        was_start=_start(was),
        is_start=_start(now),
        was_due=was.due_on if was else None,
        is_due=now.due_on if now else None,
        was_status=was.status if was else None,
        is_status=now.status if now else None,
        why=moved.why,
        why_zh=zh,
        why_en=en,
    )


def _start(deadline: Deadline | None) -> date | None:
    return deadline.facts.start_on if deadline else None
