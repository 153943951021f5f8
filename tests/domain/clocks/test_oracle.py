"""The engine equals an independent day-by-day oracle, for any rule, day, region and calendar."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Break, Clock, computed, fixed
from services.workflow.domain.clocks.explanation import explained
from services.workflow.domain.clocks.steps import Reason
from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.legal import Counting, Evidence, LegalRule, RollOver, Unit
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for
from tests.domain.clocks.oracle import Ended, Offices, Period, ended, ended_as_set

REGIONS = ("", "330281", "110105", "340100", "440203", "650105", "640100", "450100")
KINDS = ("", "one_stop_centre", "peoples_committee")
FIRST, LAST = date(2019, 1, 1), date(2031, 12, 31)
SPAN = (LAST - FIRST).days

days = st.dates(min_value=FIRST, max_value=LAST)
turns = st.builds(
    lambda year, n: date(year, 1, 1) + timedelta(days=n),
    st.integers(2020, 2030),
    st.integers(-8, 8),
)
"""Days about the turn of a year, where one calendar may be published and the next not."""
starts = days | turns
lengths = st.integers(min_value=1, max_value=70)
shipped = st.builds(pack_for, region=st.sampled_from(REGIONS), kind=st.sampled_from(KINDS)).flatmap(
    lambda pack: st.sampled_from([r for r in pack.rules.values() if r.length is not None])
)


def invented(length: int, unit: Unit, counting: Counting, roll_over: RollOver) -> LegalRule:
    return LegalRule(
        id="TEST",
        zh="测试",
        en="Test",
        instrument="测试法",
        article="第1条",
        length=length,
        unit=unit,
        counting=counting,
        roll_over=roll_over,
        extension_consent=True,
        evidence=Evidence.INTERPRETED,
    )


rules = shipped | st.builds(
    invented,
    length=lengths,
    unit=st.sampled_from([Unit.NATURAL_DAY, Unit.WORKING_DAY, Unit.MONTH]),
    counting=st.sampled_from(Counting),
    roll_over=st.sampled_from(RollOver),
)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """A shipped calendar, or one whose festivals and make-up days nobody would think of."""
    if draw(st.booleans()):
        return calendar_for(draw(st.sampled_from(REGIONS)))
    off = draw(st.frozensets(days, max_size=400))
    near = frozenset(day + timedelta(days=draw(st.integers(1, 9))) for day in off)
    return WorkingCalendar(
        version="T",
        region="CN",
        off_days=off,
        make_up_days=near - off,
        published_years=draw(st.frozensets(st.integers(2019, 2035))),
    )


def near_an_end(start_on: date, ends_on: date) -> st.SearchStrategy[date]:
    """Any day about a period, those about its first and last day as often as all others."""
    anywhere = st.integers(-30, 450).map(lambda n: start_on + timedelta(days=n))
    first = st.integers(-3, 3).map(lambda n: start_on + timedelta(days=n))
    last = st.integers(-4, 4).map(lambda n: ends_on + timedelta(days=n))
    return anywhere | first | last


@st.composite
def suspensions(draw: st.DrawFn, start_on: date, ends_on: date) -> tuple[Suspension, ...]:
    """Stretches before it, in it, after it, over one another, and close about its ends."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first_on = draw(near_an_end(start_on, ends_on))
        last_on = first_on + timedelta(days=draw(st.integers(0, 40)))
        found.append(Suspension(first_on, last_on))
    return tuple(found)


@st.composite
def interruptions(draw: st.DrawFn, start_on: date, ends_on: date) -> tuple[Break, ...]:
    """Days and procedures before, in, after and across the period, in any order, more than once."""
    found = []
    for day in draw(st.lists(near_an_end(start_on, ends_on), max_size=4)):
        last_on = day + timedelta(days=draw(st.integers(0, 500)))
        found.append(draw(st.sampled_from([Break(day), Break(last_on, since=day)])))
    return tuple(found)


def stopped_days(suspended: Iterable[Suspension]) -> frozenset[date]:
    return frozenset(
        chain.from_iterable(
            (one.first_on + timedelta(days=n) for n in range((one.last_on - one.first_on).days + 1))
            for one in suspended
        )
    )


def judged(clock: Clock, calendar: WorkingCalendar, broken: Iterable[Break]) -> Ended:
    """What the oracle says of the same question."""
    rule = clock.rule
    assert rule.length is not None
    assert rule.unit is not None
    period = Period(
        start=clock.start_on,
        length=rule.length + clock.extension,
        unit=rule.unit.value,
        backwards=rule.counting is Counting.BEFORE,
        may_roll=rule.roll_over is not RollOver.KEEPS,
        stopped=stopped_days(clock.suspended),
        broken=frozenset(one.on for one in broken if one.since is None),
        procedures=frozenset((one.since, one.on) for one in broken if one.since is not None),
    )
    return ended(period, offices_of(calendar))


def offices_of(calendar: WorkingCalendar) -> Offices:
    closed = calendar.off_days - calendar.make_up_days
    return Offices(closed, calendar.make_up_days, calendar.published_years)


def as_judged(clock: Clock) -> Ended:
    return Ended(
        natural=clock.due_natural,
        rolled=clock.due_rolled,
        clear=clock.due_clear,
        provisional=clock.provisional,
        counted=list(clock.counted),
    )


@settings(max_examples=max(settings().max_examples, 400))
@given(data=st.data(), rule=rules, start_on=starts, calendar=calendars())
def test_every_period_ends_where_walking_through_the_days_ends(
    data: st.DataObject, rule: LegalRule, start_on: date, calendar: WorkingCalendar
) -> None:
    most = rule.extension or rule.extension_cap or (25 if rule.extension_consent else 0)
    is_back = rule.counting is Counting.BEFORE
    plain = computed(rule, calendar, start_on)
    ends = start_on, plain.due_rolled
    broken = () if is_back else data.draw(interruptions(*ends))
    clock = computed(
        rule,
        calendar,
        start_on,
        extension=data.draw(st.integers(0, most)),
        suspended=() if is_back else data.draw(suspensions(start_on, plain.due_natural)),
        interrupted=broken,
    )

    assert as_judged(clock) == judged(clock, calendar, broken)


@given(data=st.data(), rule=rules, start_on=starts, calendar=calendars())
def test_a_day_that_was_set_moves_by_the_days_that_do_not_count(
    data: st.DataObject, rule: LegalRule, start_on: date, calendar: WorkingCalendar
) -> None:
    is_back = rule.counting is Counting.BEFORE
    until = start_on + timedelta(days=data.draw(st.integers(1, 90)))
    stopped = () if is_back else data.draw(suspensions(start_on, until))
    clock = fixed(rule, calendar, start_on, until, suspended=stopped)
    period = Period(
        start=start_on,
        length=0,
        unit="",
        may_roll=rule.roll_over is not RollOver.KEEPS,
        stopped=stopped_days(stopped),
    )

    judgement = ended_as_set(until, period, offices_of(calendar))
    assert (clock.due_natural, clock.due_rolled) == judgement
    steps = explained(clock, calendar)
    assert steps[1].reason is Reason.SET
    lost = [step for step in steps if step.reason is Reason.SUSPENDED and step.on <= until]
    assert bool(lost) == (clock.due_natural > until)


@given(data=st.data(), rule=rules, start_on=starts, calendar=calendars())
def test_the_explanation_counts_as_many_days_as_the_period_has(
    data: st.DataObject, rule: LegalRule, start_on: date, calendar: WorkingCalendar
) -> None:
    is_back = rule.counting is Counting.BEFORE
    ends = start_on, computed(rule, calendar, start_on).due_rolled
    stopped = () if is_back else data.draw(suspensions(*ends))
    broken = () if is_back else data.draw(interruptions(*ends))
    clock = computed(rule, calendar, start_on, suspended=stopped, interrupted=broken)
    steps = explained(clock, calendar)
    numbered = [step for step in steps if step.number is not None]

    assert steps[0].reason is Reason.START
    assert len([s for s in steps if s.reason is Reason.INTERRUPTED]) == len(set(broken))
    assert all(step.zh and step.en and step.on <= step.until for step in steps)
    assert [step.number for step in numbered] == list(range(1, len(numbered) + 1))
    if rule.unit is Unit.WORKING_DAY:
        assert [step.on for step in numbered] == list(clock.counted)
    elif rule.unit is Unit.NATURAL_DAY and not is_back:
        assert len(numbered) == rule.length
        assert numbered[-1].on == clock.due_natural
    (last,) = [step for step in steps if step.reason is Reason.LAST_DAY]
    assert last.on == clock.due_rolled
