"""Counting of periods: the next-day start, working days, and the roll-over of a last day."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Clock, computed
from services.workflow.domain.legal import Evidence, LegalRule, RollOver, Unit

# A festival from Monday to Wednesday, paid for with the Saturday before it. In Autumn 2026.
MONDAY = date(2026, 11, 2)
SATURDAY_WORKED = date(2026, 10, 31)
CALENDAR = WorkingCalendar(
    version="T-1",
    region="CN",
    off_days=frozenset(MONDAY + timedelta(days=n) for n in range(3)),
    make_up_days=frozenset({SATURDAY_WORKED}),
    published_years=frozenset({2026}),
)

days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
lengths = st.integers(min_value=1, max_value=60)


def counted(rule: LegalRule, start_on: date, *, extension: int = 0) -> Clock:
    return computed(rule, CALENDAR, start_on, extension=extension)


def rule(
    length: int | None, unit: Unit | None, roll_over: RollOver = RollOver.KEEPS, extension: int = 0
) -> LegalRule:
    return LegalRule(
        id="TEST",
        zh="测试",
        en="Test",
        instrument="测试法",
        article="第1条",
        length=length,
        unit=unit,
        roll_over=roll_over,
        extension=extension,
        evidence=Evidence.INTERPRETED,
    )


def test_a_make_up_saturday_is_a_working_day_and_a_festival_monday_is_not() -> None:
    assert CALENDAR.is_working_day(SATURDAY_WORKED)
    assert not CALENDAR.is_working_day(MONDAY)
    assert not CALENDAR.is_working_day(SATURDAY_WORKED + timedelta(days=1))
    assert CALENDAR.is_working_day(date(2026, 11, 5))


def test_the_next_working_day_is_after_the_day_itself() -> None:
    assert CALENDAR.next_working_day(date(2026, 10, 30)) == SATURDAY_WORKED
    assert CALENDAR.next_working_day(SATURDAY_WORKED) == date(2026, 11, 5)
    assert CALENDAR.rolled(MONDAY) == date(2026, 11, 5)
    assert CALENDAR.rolled(SATURDAY_WORKED) == SATURDAY_WORKED


def test_the_day_of_the_trigger_is_not_counted() -> None:
    deadline = counted(rule(3, Unit.NATURAL_DAY), date(2026, 11, 9))

    assert deadline.due_natural == date(2026, 11, 12)
    assert deadline.counted == ()


def test_working_days_count_the_make_up_day_and_skip_the_festival() -> None:
    deadline = counted(rule(3, Unit.WORKING_DAY), date(2026, 10, 30))

    assert deadline.counted == (SATURDAY_WORKED, date(2026, 11, 5), date(2026, 11, 6))
    assert deadline.due_natural == deadline.due_rolled == date(2026, 11, 6)


@pytest.mark.parametrize("roll_over", [RollOver.ROLLS, RollOver.SILENT])
def test_a_last_day_in_the_festival_rolls_and_keeps_its_natural_date(roll_over: RollOver) -> None:
    deadline = counted(rule(3, Unit.NATURAL_DAY, roll_over), date(2026, 10, 30))

    assert deadline.due_natural == MONDAY
    assert deadline.due_rolled == date(2026, 11, 5)


def test_a_last_day_on_a_make_up_saturday_does_not_roll() -> None:
    deadline = counted(rule(1, Unit.NATURAL_DAY, RollOver.ROLLS), date(2026, 10, 30))

    assert deadline.due_rolled == SATURDAY_WORKED


def test_a_rule_that_keeps_its_last_day_ends_in_the_festival() -> None:
    deadline = counted(rule(3, Unit.NATURAL_DAY), date(2026, 10, 30))

    assert deadline.due_rolled == MONDAY


def test_an_extension_counts_only_when_it_was_granted() -> None:
    extendable = rule(15, Unit.NATURAL_DAY, extension=10)

    assert counted(extendable, date(2026, 2, 27)).due_natural == date(2026, 3, 14)
    assert counted(extendable, date(2026, 2, 27), extension=10).due_natural == date(2026, 3, 24)


@pytest.mark.parametrize(
    ("length", "unit", "start_on", "due"),
    [
        (1, Unit.MONTH, date(2026, 1, 30), date(2026, 2, 28)),
        (1, Unit.MONTH, date(2028, 1, 31), date(2028, 2, 29)),
        (6, Unit.MONTH, date(2026, 8, 31), date(2027, 2, 28)),
        (12, Unit.MONTH, date(2026, 12, 5), date(2027, 12, 5)),
        (1, Unit.YEAR, date(2025, 2, 14), date(2026, 2, 14)),
        (1, Unit.YEAR, date(2028, 2, 29), date(2029, 2, 28)),
        (2, Unit.YEAR, date(2026, 6, 22), date(2028, 6, 22)),
    ],
)
def test_months_and_years_end_on_the_corresponding_day_or_the_last_of_the_month(
    length: int, unit: Unit, start_on: date, due: date
) -> None:
    assert counted(rule(length, unit), start_on).due_natural == due


def test_the_corresponding_day_rolls_off_a_festival() -> None:
    deadline = counted(rule(1, Unit.YEAR, RollOver.ROLLS), date(2025, 11, 2))

    assert (deadline.due_natural, deadline.due_rolled) == (MONDAY, date(2026, 11, 5))


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        (None, None, date(1999, 1, 1), True),
        (MONDAY, None, date(2026, 11, 1), False),
        (MONDAY, None, MONDAY, True),
        (None, MONDAY, MONDAY, True),
        (None, MONDAY, date(2026, 11, 3), False),
    ],
)
def test_a_rule_is_in_force_from_its_first_day_to_its_last(
    first: date | None, last: date | None, day: date, holds: bool
) -> None:
    dated = msgspec.structs.replace(rule(1, Unit.MONTH), in_force_from=first, in_force_until=last)

    assert dated.is_in_force(day) is holds


@pytest.mark.parametrize(
    ("consent", "cap", "units", "allowed"),
    [
        (False, None, 1, False),
        (True, None, 300, True),
        (True, 15, 15, True),
        (True, 15, 16, False),
    ],
)
def test_the_parties_may_extend_as_far_as_the_rule_lets_them(
    consent: bool, cap: int | None, units: int, allowed: bool
) -> None:
    extendable = msgspec.structs.replace(
        rule(15, Unit.NATURAL_DAY), extension_consent=consent, extension_cap=cap
    )

    assert extendable.allows_consented(units) is allowed


def test_a_deadline_that_rests_on_an_unpublished_year_is_provisional() -> None:
    working = rule(3, Unit.WORKING_DAY)
    rolling = rule(15, Unit.NATURAL_DAY, RollOver.ROLLS)

    assert counted(working, date(2026, 12, 30)).provisional
    assert not counted(working, date(2026, 12, 20)).provisional
    assert counted(rolling, date(2026, 12, 20)).provisional
    assert not counted(rolling, date(2026, 12, 1)).provisional


def test_a_deadline_that_needs_no_calendar_is_never_provisional() -> None:
    assert not counted(rule(15, Unit.NATURAL_DAY), date(2026, 12, 20)).provisional


def test_a_deadline_names_its_rule_its_start_and_its_calendar() -> None:
    deadline = counted(rule(1, Unit.WORKING_DAY), MONDAY)

    assert (deadline.rule.id, deadline.start_on) == ("TEST", MONDAY)
    assert deadline.calendar_version == "T-1"


def test_a_rule_names_its_source_in_one_line() -> None:
    assert rule(1, Unit.WORKING_DAY).source == "测试法 第1条"


@given(days, lengths)
def test_working_days_are_counted_without_gap_or_repeat(start_on: date, length: int) -> None:
    working = counted(rule(length, Unit.WORKING_DAY), start_on).counted
    between = [
        day
        for n in range(1, (working[-1] - start_on).days + 1)
        if CALENDAR.is_working_day(day := start_on + timedelta(days=n))
    ]

    assert len(working) == length
    assert list(working) == between


@given(days, lengths)
def test_a_rolled_day_is_the_first_working_day_from_the_natural_one(
    start_on: date, length: int
) -> None:
    deadline = counted(rule(length, Unit.NATURAL_DAY, RollOver.ROLLS), start_on)
    skipped = (deadline.due_rolled - deadline.due_natural).days

    assert deadline.due_natural == start_on + timedelta(days=length)
    assert CALENDAR.is_working_day(deadline.due_rolled)
    assert not any(
        CALENDAR.is_working_day(deadline.due_natural + timedelta(days=n)) for n in range(skipped)
    )
