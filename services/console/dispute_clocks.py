"""The deadlines of one dispute as its page tells them: the light, the last day, and why that day."""

from collections.abc import Iterator
from datetime import date

import msgspec

from services.console.language import Say
from services.console.lights import LIGHTS, tone_of
from services.kit.language import Language
from services.projections.queries.open_deadlines import Days
from services.workflow.application.deadline_words import STATUS
from services.workflow.application.deadlines_told import DisputeDeadline, DisputeDeadlines


class ClockShown(msgspec.Struct, frozen=True, kw_only=True):
    """One deadline."""

    anchor: str
    title: str
    about: str
    light: str
    """In words; of one that is over how it ended."""
    tone: str
    last_on: date | None
    marks: tuple[str, ...]
    """What is to be known of the date: provisional, not verified."""
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    """Day by day why it is this day."""


class ClocksShown(msgspec.Struct, frozen=True, kw_only=True):
    """Those somebody has still to look after, and those that are over or have not begun."""

    waits_for: str
    open: tuple[ClockShown, ...]
    over: tuple[ClockShown, ...]


def clocks_shown(told: DisputeDeadlines, soon: int, language: Language, _: Say) -> ClocksShown:
    """All of them; what is due first first."""
    days = Days(today=told.as_of, soon=soon)
    open_ones = sorted((d for d in told.deadlines if d.is_open), key=_last_on)
    waits = told.waits_for
    return ClocksShown(
        waits_for="" if waits is None else waits.zh if language == "zh" else waits.en,
        open=tuple(_shown(one, days, language, _) for one in open_ones),
        over=tuple(_shown(d, days, language, _) for d in told.deadlines if not d.is_open),
    )


def _last_on(deadline: DisputeDeadline) -> date:
    """The last day of whoever must act; an open one always has one."""
    last_on = deadline.own_duty_until if deadline.is_own_duty else deadline.party_right_until
    return last_on or date.max


def _shown(deadline: DisputeDeadline, days: Days, language: Language, _: Say) -> ClockShown:
    zh = language == "zh"
    last_on = _last_on(deadline) if deadline.due_rolled else None
    if deadline.is_open and last_on is not None:
        light = days.light(last_on)
        words, tone = LIGHTS[light][not zh], tone_of(light)
    else:
        words, tone = STATUS[deadline.status][not zh], ""
    return ClockShown(
        anchor=deadline.key.replace(":", "-").replace("/", "-"),
        title=deadline.title_zh if zh else deadline.title_en,
        about=deadline.about_zh if zh else deadline.about_en,
        light=words,
        tone=tone,
        last_on=last_on,
        marks=tuple(_marks(deadline, _)),
        facts=tuple(_facts(deadline, language, _)),
        steps=tuple(step.zh if zh else step.en for step in deadline.explanation),
    )


def _marks(deadline: DisputeDeadline, _: Say) -> Iterator[str]:
    if deadline.is_warning:
        yield _("只作提示")
    if deadline.provisional:
        yield _("暂定：当年放假安排尚未公布")
    if not deadline.is_verified:
        yield _("规则未经法律人员核对")


def _facts(deadline: DisputeDeadline, language: Language, _: Say) -> Iterator[tuple[str, str]]:
    zh = language == "zh"
    yield _("依据"), f"{deadline.basis} · {deadline.rule}"
    if deadline.start:
        yield _("起算"), _("%(on)s，当日不计") % {"on": deadline.start}
    if deadline.due_natural != deadline.due_rolled:
        yield _("日历日"), _("%(on)s，遇休息日顺延") % {"on": deadline.due_natural}
    if deadline.body_name:
        duty = _("由其履行") if deadline.is_own_duty else _("由其关注")
        yield (
            _("责任机构"),
            f"{deadline.body_name}（{duty}）" if zh else f"{deadline.body_name} ({duty})",
        )
    if deadline.suspended_since:
        yield _("中止"), _("自%(on)s起") % {"on": deadline.suspended_since}
    if deadline.met_on:
        late = _("，已逾期") if deadline.is_late else ""
        yield _("已办理于"), f"{deadline.met_on}{late}"
    if deadline.ended_on:
        yield _("不再适用于"), str(deadline.ended_on)
