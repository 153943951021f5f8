"""Why a period ends when it does: its days one by one, in Chinese and English."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.conclusion import concluded
from services.workflow.domain.clocks.counting import (
    Clock,
    Effect,
    Interruption,
    span_of,
    stops_of,
    units_of,
)
from services.workflow.domain.clocks.steps import Reason, Step, en_day, named, zh_day
from services.workflow.domain.clocks.suspension import DAY, Stop, stops
from services.workflow.domain.legal import Counting, Unit


def explained(clock: Clock, calendar: WorkingCalendar) -> tuple[Step, ...]:
    """Every step from the trigger to the last day, on the calendar that the clock was counted on."""
    return (
        _started(clock.start_on),
        *map(_interrupted, clock.interruptions),
        *_counted(clock, calendar),
        *concluded(clock, calendar),
    )


def _counted(clock: Clock, calendar: WorkingCalendar) -> Iterator[Step]:
    if clock.until is not None:
        return _set_day(clock, clock.until)
    if clock.rule.counting is Counting.BEFORE:
        return _back(clock, calendar)
    if clock.rule.unit is Unit.WORKING_DAY:
        return _working_days(clock, calendar)
    if clock.rule.unit is Unit.NATURAL_DAY:
        return _natural_days(clock, calendar)
    return _corresponding(clock)


def _started(day: date) -> Step:
    return Step(
        on=day,
        until=day,
        is_counted=False,
        reason=Reason.START,
        zh=f"{zh_day(day)}：起算之日，不计入（民法典第201条）",
        en=f"{en_day(day)}: the day of the trigger, not counted (Civil Code 201)",
    )


def _set_day(clock: Clock, until: date) -> Iterator[Step]:
    yield _set(until)
    yield from _stopped(clock)


def _stopped(clock: Clock) -> Iterator[Step]:
    for stop in stops_of(clock):
        yield _suspended(stop)
        yield _remaining(stop)


def _set(until: date) -> Step:
    return Step(
        on=until,
        until=until,
        is_counted=True,
        reason=Reason.SET,
        zh=f"{zh_day(until)}：由约定、延长或者有关机构的决定指定的末日，不按日推算",
        en=f"{en_day(until)}: the last day as agreed, extended or named by a body; not counted",
    )


def _interrupted(one: Interruption) -> Step:
    zh, en = {
        Effect.RESTARTS: _restarts(one),
        Effect.BEFORE_START: (
            "不晚于起算之日，没有可中断的期间",
            "not after the start, nothing to interrupt",
        ),
        Effect.AFTER_END: (
            f"期间已于 {one.due_then} 届满，不发生中断",
            f"the period had ended on {one.due_then}, so it interrupts nothing",
        ),
    }[one.effect]
    return Step(
        on=one.on,
        until=one.on,
        is_counted=False,
        reason=Reason.INTERRUPTED,
        cause=one.cause.cause,
        zh=f"{zh_day(one.on)}：" + (f"{one.cause.zh}，" if one.cause.zh else "") + zh,
        en=f"{en_day(one.on)}: " + (f"{one.cause.en}; " if one.cause.en else "") + en,
    )


def _restarts(one: Interruption) -> tuple[str, str]:
    """Within the period; or after its last day, as a procedure begun in time kept it from ending."""
    since = one.cause.since
    then_zh = f"当时末日 {one.due_then}" + (f"；自 {since} 起延续到此日" if since else "")
    then_en = f"then ending on {one.due_then}" + (f"; it lasted from {since}" if since else "")
    if one.on <= one.due_then:
        zh, en = f"在期间内（{then_zh}）中断", f"interrupts the period ({then_en})"
    elif since:
        zh = f"始于期间内（{then_zh}），未结束前期间不届满"
        en = f"begun within the period ({then_en}), which did not end before it"
    else:
        zh = f"另有始于期间内的程序尚未终结（{then_zh}），仍然中断"
        en = f"while a procedure begun within the period ({then_en}) runs, interrupts it"
    return f"{zh}，全部期间自次日起重新计算", f"{en}; all of it starts anew the next day"


def _working_days(clock: Clock, calendar: WorkingCalendar) -> Iterator[Step]:
    # Working days stop on any of these days, so the period is as long as it is already.
    length = (clock.due_natural - clock.runs_from).days
    gaps = {stop.first_on: stop for stop in stops(clock.runs_from, length, clock.suspended)}
    day, number = clock.runs_from + DAY, 0
    while day <= clock.due_natural:
        if day in gaps:
            yield _suspended(gaps[day])
            day = gaps[day].last_on
        else:
            number += calendar.is_working_day(day)
            yield _working_day(day, number, calendar)
        day += DAY


def _back(clock: Clock, calendar: WorkingCalendar) -> Iterator[Step]:
    if clock.rule.unit is not Unit.WORKING_DAY:
        yield _counted_back(clock)
        return
    day, number = clock.runs_from - DAY, 0
    while day >= clock.due_natural:
        number += calendar.is_working_day(day)
        yield _working_day(day, number, calendar)
        day -= DAY


def _working_day(day: date, number: int, calendar: WorkingCalendar) -> Step:
    it = named(day, calendar)
    is_counted = calendar.is_working_day(day)
    return Step(
        on=day,
        until=day,
        number=number if is_counted else None,
        is_counted=is_counted,
        reason=it.kind,
        zh=f"{it.zh}：{it.kind_zh}，" + (f"计为第{number}日" if is_counted else "不计入"),
        en=f"{it.en}: {it.kind_en}, "
        + (f"counted as number {number}" if is_counted else "not counted"),
    )


def _natural_days(clock: Clock, calendar: WorkingCalendar) -> Iterator[Step]:
    gaps = {s.first_on: s for s in stops_of(clock)}
    day, number = clock.runs_from + DAY, 0
    while day <= clock.due_natural:
        if day in gaps:
            yield _suspended(gaps[day])
            day = gaps[day].last_on
        else:
            number += 1
            it = named(day, calendar)
            yield Step(
                on=day,
                until=day,
                number=number,
                is_counted=True,
                reason=Reason.NATURAL_DAY,
                zh=f"{it.zh}：{it.kind_zh}，按自然日计为第{number}日",
                en=f"{it.en}: {it.kind_en}, day {number} as every natural day counts",
            )
        day += DAY


def _corresponding(clock: Clock) -> Iterator[Step]:
    """Months and years: to the corresponding day, then whatever stops the period on the way."""
    first_on = clock.runs_from + DAY
    ends_on = clock.runs_from + span_of(clock) * DAY
    yield _to_corresponding_day(clock, first_on, ends_on)
    yield from _stopped(clock)


def _counted_back(clock: Clock) -> Step:
    return _to_corresponding_day(clock, clock.due_natural, clock.due_natural)


def _to_corresponding_day(clock: Clock, on: date, ends_on: date) -> Step:
    units = units_of(clock)
    months, years = clock.rule.unit is Unit.MONTH, clock.rule.unit is Unit.YEAR
    unit_zh = "个月" if months else "年" if years else "日"
    unit_en = ("month" if months else "year" if years else "day") + ("s" if units > 1 else "")
    way_zh, way_en = ("前", "before") if ends_on < clock.runs_from else ("后", "after")
    is_short = (months or years) and ends_on.day != clock.runs_from.day
    return Step(
        on=on,
        until=ends_on,
        is_counted=True,
        reason=Reason.CORRESPONDING_DAY,
        zh=f"{clock.runs_from}{way_zh}{units}{unit_zh}，到 {zh_day(ends_on)}"
        + ("：该月没有对应日，为月末日（民法典第202条）" if is_short else ""),
        en=f"{units} {unit_en} {way_en} {clock.runs_from}: to {en_day(ends_on)}"
        + (
            ", the month's last day, for it has no corresponding one (Civil Code 202)"
            if is_short
            else ""
        ),
    )


def _suspended(stop: Stop) -> Step:
    days = (stop.last_on - stop.first_on).days + 1
    return Step(
        on=stop.first_on,
        until=stop.last_on,
        is_counted=False,
        reason=Reason.SUSPENDED,
        zh=f"{stop.first_on} 至 {stop.last_on}：中止，{days}日不计入",
        en=f"{stop.first_on} to {stop.last_on}: suspended, not counted, days: {days}",
    )


def _remaining(stop: Stop) -> Step:
    first_on, last_on = stop.last_on + DAY, stop.ends_on
    return Step(
        on=first_on,
        until=last_on,
        is_counted=True,
        reason=Reason.REMAINING,
        zh=f"中止时剩余{stop.remaining}日，自 {first_on} 起继续计算，到 {zh_day(last_on)}",
        en=f"days left when it stopped: {stop.remaining}; they run on from {first_on} to {en_day(last_on)}",
    )
