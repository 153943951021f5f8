"""The end of an explanation: roll-over, which date binds whom, and what is not certain yet."""

from collections.abc import Iterator

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Binding, Clock
from services.workflow.domain.clocks.steps import Reason, Step, en_day, named, zh_day
from services.workflow.domain.clocks.suspension import DAY
from services.workflow.domain.legal import Counting, Unit


def concluded(clock: Clock, calendar: WorkingCalendar) -> Iterator[Step]:
    """What follows after the counting."""
    is_counted_off = clock.rule.unit is Unit.WORKING_DAY or clock.rule.counting is Counting.BEFORE
    if clock.until is not None or not is_counted_off:
        yield from _rolled(clock, calendar)
    yield _last_day(clock)
    if clock.due_clear is not None:
        yield _clear_day(clock)
    if clock.provisional:
        yield _provisional(clock)


def _rolled(clock: Clock, calendar: WorkingCalendar) -> Iterator[Step]:
    it = named(clock.due_natural, calendar)
    if calendar.is_working_day(clock.due_natural):
        if it.kind is Reason.MAKE_UP_DAY:
            yield _at_the_end(
                clock,
                Reason.MAKE_UP_DAY,
                f"{it.zh}：末日是{it.kind_zh}，不顺延",
                f"{it.en}: the last day is {it.kind_en}, so it does not roll",
            )
        return
    if clock.binding is Binding.SAME:
        yield _at_the_end(
            clock,
            Reason.NOT_ROLLED,
            f"{it.zh}：末日是{it.kind_zh}，但此期间不顺延",
            f"{it.en}: the last day is {it.kind_en}, but this period does not roll",
        )
        return
    if clock.binding is Binding.SPLIT:
        basis_zh, basis_en = (
            "没有条文写明，参照民法典第203条",
            "no text says so; after Civil Code 203",
        )
    else:
        basis_zh, basis_en = "民法典第203条", "Civil Code 203"
    yield _at_the_end(
        clock,
        Reason.ROLLED,
        f"{it.zh}：末日是{it.kind_zh}，顺延到其后第一个工作日（{basis_zh}）",
        f"{it.en}: the last day is {it.kind_en}, so it rolls to the next working day ({basis_en})",
    )
    yield from _days_rolled_over(clock, calendar)


def _days_rolled_over(clock: Clock, calendar: WorkingCalendar) -> Iterator[Step]:
    day = clock.due_natural
    while day < clock.due_rolled:
        day += DAY
        it = named(day, calendar)
        is_stopped = any(one.first_on <= day <= one.last_on for one in clock.suspended)
        kind_zh, kind_en = ("中止", "suspended") if is_stopped else (it.kind_zh, it.kind_en)
        is_end = day == clock.due_rolled
        yield Step(
            on=day,
            until=day,
            is_counted=False,
            reason=Reason.SUSPENDED if is_stopped else it.kind,
            zh=f"{it.zh}：{kind_zh}，" + ("顺延到此日" if is_end else "继续顺延"),
            en=f"{it.en}: {kind_en}, " + ("the period rolls to it" if is_end else "rolled over"),
        )


def _at_the_end(clock: Clock, reason: Reason, zh: str, en: str) -> Step:
    day = clock.due_natural
    return Step(on=day, until=day, is_counted=True, reason=reason, zh=zh, en=en)


def _last_day(clock: Clock) -> Step:
    natural, rolled = clock.due_natural, clock.due_rolled
    if clock.binding is Binding.SPLIT and natural != rolled:
        zh = (
            f"自身职责以 {zh_day(natural)} 为末日；当事人的权利到 {zh_day(rolled)} 才会丧失："
            "没有条文规定此期间是否顺延"
        )
        en = (
            f"The actor's own duty ends on {en_day(natural)}; a party loses a right only after "
            f"{en_day(rolled)}: no text says whether this period rolls"
        )
    elif clock.rule.counting is Counting.BEFORE:
        zh = f"最迟在 {zh_day(natural)} 办理"
        en = f"To be done on {en_day(natural)} at the latest"
    else:
        zh = f"末日为 {zh_day(rolled)}，到当日 24 时届满；有业务时间的，到停止业务活动时（民法典第203条）"
        en = f"The last day is {en_day(rolled)}, to its end or the close of business (Civil Code 203)"
    return Step(on=rolled, until=rolled, is_counted=True, reason=Reason.LAST_DAY, zh=zh, en=en)


def _clear_day(clock: Clock) -> Step:
    day = clock.due_clear or clock.due_natural
    length = clock.rule.length
    return Step(
        on=day,
        until=day,
        is_counted=False,
        reason=Reason.CLEAR_DAY,
        zh=f"{zh_day(day)}：此日及以前办理，中间留足{length}个整日；其后到最迟日之间办理的，只提醒",
        en=f"{en_day(day)}: done by then, {length} clear days lie between; from then to the last day there is a warning only",
    )


def _provisional(clock: Clock) -> Step:
    return Step(
        on=clock.due_natural,
        until=clock.due_rolled,
        is_counted=False,
        reason=Reason.PROVISIONAL,
        zh="所在年份的放假安排尚未公布，按法定节假日推算；公布后重新计算，此日期可能变动",
        en=(
            "The arrangement of its year is not published: computed from the statutory days, "
            "to be recomputed once it is"
        ),
    )
