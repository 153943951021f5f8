"""An explanation says of every day why it counts, and how a period ends, in both languages."""

from datetime import date

import msgspec
import pytest

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Break, computed
from services.workflow.domain.clocks.explanation import explained
from services.workflow.domain.clocks.steps import Reason, Step
from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.legal import Counting, Unit
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for


def explain(
    name: str,
    start: str,
    *suspended: tuple[str, str],
    region: str = "330281",
    calendar: WorkingCalendar | None = None,
    **changes: object,
) -> tuple[Step, ...]:
    on = calendar or calendar_for(region)
    rule = msgspec.structs.replace(pack_for(region).rule(name), **changes)
    stopped = [Suspension(date.fromisoformat(a), date.fromisoformat(b)) for a, b in suspended]
    return explained(computed(rule, on, date.fromisoformat(start), suspended=stopped), on)


def reasons(steps: tuple[Step, ...]) -> list[Reason]:
    return [step.reason for step in steps]


def of(steps: tuple[Step, ...], reason: Reason) -> list[Step]:
    return [step for step in steps if step.reason is reason]


def test_over_spring_festival_every_day_says_why_it_counts_or_not() -> None:
    steps = explain("MED.ACCEPT", "2026-02-12")

    assert reasons(steps) == [
        Reason.START,
        Reason.WORKING_DAY,
        Reason.MAKE_UP_DAY,
        Reason.WEEKEND,
        *[Reason.DAY_OFF] * 5,
        *[Reason.WEEKEND] * 2,
        Reason.DAY_OFF,
        Reason.WORKING_DAY,
        Reason.LAST_DAY,
    ]
    assert steps[2].zh == "2026-02-14（周六）：调休上班日，是工作日，计为第2日"
    assert steps[2].en == "2026-02-14 (Sat): a make-up working day, counted as number 2"
    assert steps[5].zh == "2026-02-17（周二）：春节，不计入"
    assert "Spring Festival" in steps[5].en


def test_a_festival_of_a_region_is_named_as_its_own() -> None:
    steps = explain("ARB.ACCEPT", "2025-06-04", region="650105")

    assert "新疆维吾尔自治区放假" in of(steps, Reason.DAY_OFF)[0].zh


def test_a_day_off_that_nobody_named_is_told_as_one() -> None:
    nameless = msgspec.structs.replace(calendar_for("330281"), names={})
    steps = explain("MED.ACCEPT", "2026-02-12", calendar=nameless)

    assert "法定休假日" in of(steps, Reason.DAY_OFF)[0].zh


def test_every_natural_day_counts_and_the_last_one_rolls_day_by_day() -> None:
    steps = explain("MED.15.RECEIPT", "2026-02-06")
    at = reasons(steps).index(Reason.ROLLED)

    assert [step.number for step in of(steps, Reason.NATURAL_DAY)] == list(range(1, 16))
    assert reasons(steps)[at:] == [
        Reason.ROLLED,
        Reason.WEEKEND,
        Reason.DAY_OFF,
        Reason.WORKING_DAY,
        Reason.LAST_DAY,
    ]
    assert "自身职责以 2026-02-21（周六）" in steps[-1].zh
    assert "2026-02-24 (Tue)" in steps[-1].en


def test_where_both_dates_are_one_there_is_one_last_day() -> None:
    last = explain("MED.15.RECEIPT", "2026-02-12")[-1]

    assert "末日为 2026-02-27（周五）" in last.zh


def test_a_make_up_saturday_as_last_day_does_not_roll_and_says_so() -> None:
    (step,) = of(explain("LIM.1Y", "2025-02-14"), Reason.MAKE_UP_DAY)

    assert "不顺延" in step.zh
    assert "does not roll" in step.en


def test_a_period_without_roll_over_says_that_it_stays_on_a_day_off() -> None:
    (step,) = of(explain("PO.SERVE", "2026-05-20"), Reason.NOT_ROLLED)

    assert "端午节" in step.zh


def test_a_month_without_the_day_ends_with_its_last() -> None:
    (step,) = of(explain("CONF.OBJECT.THIRD", "2025-08-31"), Reason.CORRESPONDING_DAY)

    assert step.until == date(2026, 2, 28)
    assert "第202条" in step.zh
    assert "6 months after 2025-08-31" in step.en


@pytest.mark.parametrize(
    ("unit", "length", "words"),
    [(Unit.YEAR, 1, "1 year before"), (Unit.MONTH, 2, "2 months"), (Unit.NATURAL_DAY, 3, "3 days")],
)
def test_backwards_in_other_units_is_one_step_and_a_clear_day(
    unit: Unit, length: int, words: str
) -> None:
    steps = explain("ARB.NOTICE", "2026-03-10", unit=unit, length=length)

    assert reasons(steps) == [
        Reason.START,
        Reason.CORRESPONDING_DAY,
        Reason.LAST_DAY,
        Reason.CLEAR_DAY,
    ]
    assert words in steps[1].en


def test_backwards_in_working_days_counts_towards_the_past() -> None:
    steps = explain("ARB.NOTICE", "2026-02-26")

    assert [step.on.day for step in steps if step.number] == [25, 24, 14, 13, 12]
    assert "5个整日" in of(steps, Reason.CLEAR_DAY)[0].zh


def test_a_suspension_tells_what_remained_and_from_when_it_runs_on() -> None:
    steps = explain("LIM.1Y", "2025-03-03", ("2026-02-20", "2026-03-05"))
    (remaining,) = of(steps, Reason.REMAINING)

    assert of(steps, Reason.SUSPENDED)[0].on == date(2026, 2, 20)
    assert "中止时剩余12日，自 2026-03-06 起继续计算，到 2026-03-17" in remaining.zh


@pytest.mark.parametrize("rule", ["ARB.ACCEPT", "CONF.APPLY"])
def test_a_suspended_stretch_is_one_step_among_the_days(rule: str) -> None:
    steps = explain(rule, "2026-03-02", ("2026-03-04", "2026-03-05"))

    assert [(s.on.day, s.until.day) for s in of(steps, Reason.SUSPENDED)] == [(4, 5)]


def test_a_last_day_rolls_over_a_suspension() -> None:
    steps = explain("SUIT.15", "2026-02-27", ("2026-03-16", "2026-03-17"))

    assert [step.on.day for step in of(steps, Reason.SUSPENDED)] == [16, 17]
    assert steps[-1].on == date(2026, 3, 18)


def test_every_interruption_is_told_with_what_it_did() -> None:
    on = calendar_for("330281")
    breaks = [date(2025, 2, 1), date(2025, 11, 13), date(2027, 1, 4)]
    clock = computed(
        pack_for("330281").rule("LIM.1Y"), on, date(2025, 2, 14), interrupted=map(Break, breaks)
    )
    early, counted, late = of(explained(clock, on), Reason.INTERRUPTED)

    assert "nothing to interrupt" in early.en
    assert "当时末日 2026-02-14" in counted.zh
    assert "已于 2026-11-13 届满" in late.zh


def test_an_interruption_says_what_it_was_and_two_of_one_day_are_both_told() -> None:
    on = calendar_for("330281")
    breaks = [
        Break(date(2025, 11, 10), "mediation_applied", "申请调解", "mediation was applied for"),
        Break(date(2025, 11, 10), "claim_made", "主张权利", "the claim was made"),
    ]
    clock = computed(pack_for("330281").rule("LIM.1Y"), on, date(2025, 2, 14), interrupted=breaks)
    claimed, applied = of(explained(clock, on), Reason.INTERRUPTED)

    assert (claimed.cause, applied.cause) == ("claim_made", "mediation_applied")
    assert "2025-11-10（周一）：申请调解，在期间内" in applied.zh
    assert "2025-11-10 (Mon): the claim was made; interrupts" in claimed.en


def test_an_unpublished_year_is_told_last() -> None:
    steps = explain("ENF.2Y", "2026-06-22", counting=Counting.FROM_NEXT_DAY)

    assert steps[-1].reason is Reason.PROVISIONAL
