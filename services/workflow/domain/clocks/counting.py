"""When one period ends: next-day start, working days, corresponding days, roll-over, suspension."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final

import msgspec

from services.workflow.domain.calendar import (
    MONTHS_IN_YEAR,
    WorkingCalendar,
    corresponding_day,
)
from services.workflow.domain.clocks.limits import (
    require_extension,
    require_interruptions,
    require_period,
    require_suspensions,
)
from services.workflow.domain.clocks.suspension import DAY, Stop, Suspension, days_after, stops
from services.workflow.domain.legal import Counting, LegalRule, RollOver, Unit

MONTHS: Final = {Unit.MONTH: 1, Unit.YEAR: MONTHS_IN_YEAR}


class Binding(StrEnum):
    """Which of the two dates binds whom."""

    SAME = "same"
    """The text leaves no choice: one day for everybody."""
    ROLLED = "rolled"
    """The rolled day, for everybody."""
    SPLIT = "split"
    """The natural day is the actor's own duty; a party loses a right after the rolled day only."""


class Effect(StrEnum):
    """What an interruption did to the period."""

    RESTARTS = "restarts"
    BEFORE_START = "before_start"
    AFTER_END = "after_end"


class Break(msgspec.Struct, frozen=True):
    """What was to start the period anew: the day, and what happened on it, as far as told."""

    on: date
    cause: str = ""
    """Code of what happened."""
    zh: str = ""
    en: str = ""
    since: date | None = None
    """First day of what ended on this day, a procedure or a promise: begun in time it kept the
    period from ending, which starts anew from its end (民法典 195)."""

    @property
    def begun_on(self) -> date:
        """The day that has to be in time."""
        return self.since or self.on


class Interruption(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which the period was to start anew."""

    on: date
    cause: Break
    effect: Effect
    due_then: date
    """The last day of the period as it ran until then."""


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """One period, counted."""

    rule: LegalRule
    start_on: date
    """Day of the trigger; it is not counted."""
    runs_from: date
    """The latest interruption that counts, or the day of the trigger where there is none."""
    interruptions: tuple[Interruption, ...] = ()
    """Every interruption that was given, in order, with what it did."""
    extension: int = 0
    suspended: tuple[Suspension, ...] = ()
    until: date | None = None
    """The last day as somebody set it: the parties agreed on it, or a body named it."""
    due_natural: date
    """The last day by counting alone."""
    due_rolled: date
    """The last day after roll-over; the same as the natural one for working days."""
    due_clear: date | None = None
    """For "N days before": the last day with N clear days in between; a warning, not a limit."""
    provisional: bool
    """Whether it rests on a year whose calendar is not published yet."""
    calendar_version: str
    counted: tuple[date, ...] = ()
    """Every working day counted, in the order of counting; empty for other units."""

    @property
    def binding(self) -> Binding:
        """Which of the two dates binds whom."""
        if self.rule.roll_over is RollOver.SILENT:
            return Binding.SPLIT
        return Binding.ROLLED if self.rule.roll_over is RollOver.ROLLS else Binding.SAME

    @property
    def own_duty_until(self) -> date:
        """The last day of who must act, as a duty: for its figures and warnings."""
        return self.due_natural if self.binding is Binding.SPLIT else self.due_rolled

    @property
    def party_right_until(self) -> date:
        """The last day on which a party has lost nothing."""
        return self.due_rolled


def computed(
    rule: LegalRule,
    calendar: WorkingCalendar,
    start_on: date,
    *,
    extension: int = 0,
    suspended: Iterable[Suspension] = (),
    interrupted: Iterable[Break] = (),
) -> Clock:
    """Count a rule's period from its trigger; raises InvalidValue for what the rule does not allow.

    An interruption within the period starts the whole of it anew, as does the end of a procedure
    that began within it; of several the latest counts, and each is kept with what it did.
    """
    stopped, breaks = tuple(suspended), tuple(sorted(set(interrupted), key=in_order))
    require_period(rule)
    require_extension(rule, extension)
    require_suspensions(rule, stopped)
    require_interruptions(rule, breaks)
    clock = _begun(rule, calendar, start_on, extension=extension, suspended=stopped)
    if rule.counting is Counting.BEFORE:
        return _backwards(clock, calendar)
    return _restarted(_forwards(clock, calendar), breaks, calendar)


def in_order(one: Break) -> tuple[date, date, str]:
    """By their days; of one day, what began first comes first."""
    return one.on, one.begun_on, one.cause


def fixed(
    rule: LegalRule,
    calendar: WorkingCalendar,
    start_on: date,
    until: date,
    *,
    suspended: Iterable[Suspension] = (),
) -> Clock:
    """A period whose last day was set, not counted; it rolls as its rule says.

    The days that do not count since it was set, `suspended`, move it.
    """
    stopped = tuple(suspended)
    require_suspensions(rule, stopped)
    clock = _begun(rule, calendar, start_on, suspended=stopped)
    clock = msgspec.structs.replace(clock, until=until)
    natural = until
    for stop in stops_of(clock):
        natural = stop.ends_on
    return _from_natural(clock, natural, calendar)


def _begun(
    rule: LegalRule,
    calendar: WorkingCalendar,
    start_on: date,
    *,
    extension: int = 0,
    suspended: tuple[Suspension, ...] = (),
) -> Clock:
    return Clock(
        rule=rule,
        start_on=start_on,
        runs_from=start_on,
        extension=extension,
        suspended=suspended,
        due_natural=start_on,
        due_rolled=start_on,
        provisional=False,
        calendar_version=calendar.version,
    )


def units_of(clock: Clock) -> int:
    """How many units are counted, the extension included."""
    assert clock.rule.length is not None
    return clock.rule.length + clock.extension


def span_of(clock: Clock) -> int:
    """How many days a period in days, months or years has after its trigger."""
    assert clock.rule.unit is not None
    if clock.rule.unit in MONTHS:
        months = units_of(clock) * MONTHS[clock.rule.unit]
        return (corresponding_day(clock.runs_from, months) - clock.runs_from).days
    return units_of(clock)


def stops_of(clock: Clock) -> Iterator[Stop]:
    """Where suspensions stop a period in days, months or years, or one whose last day was set."""
    if clock.until is not None:
        return stops(clock.start_on, (clock.until - clock.start_on).days, clock.suspended)
    return stops(clock.runs_from, span_of(clock), clock.suspended)


def _restarted(clock: Clock, breaks: tuple[Break, ...], calendar: WorkingCalendar) -> Clock:
    for one in breaks:
        effect = _effect(one, clock, _held_until(clock, breaks))
        known = Interruption(on=one.on, cause=one, effect=effect, due_then=clock.due_rolled)
        clock = msgspec.structs.replace(clock, interruptions=(*clock.interruptions, known))
        if effect is Effect.RESTARTS:
            clock = _forwards(msgspec.structs.replace(clock, runs_from=one.on), calendar)
    return clock


def _effect(one: Break, clock: Clock, held_until: date) -> Effect:
    if one.on <= clock.start_on:
        return Effect.BEFORE_START
    return Effect.RESTARTS if one.begun_on <= held_until else Effect.AFTER_END


def _held_until(clock: Clock, breaks: tuple[Break, ...]) -> date:
    """The last day, or that of a procedure begun by then: while one runs the period does not end."""
    until = clock.due_rolled
    for one in sorted(breaks, key=lambda one: one.begun_on):
        if one.since is not None and one.since <= until:
            until = max(until, one.on)
    return until


def _forwards(clock: Clock, calendar: WorkingCalendar) -> Clock:
    if clock.rule.unit is Unit.WORKING_DAY:
        days = days_after(clock.runs_from, clock.suspended)
        counted = tuple(islice(filter(calendar.is_working_day, days), units_of(clock)))
        is_published = calendar.is_published(clock.runs_from + DAY, counted[-1])
        return _ended(
            clock, counted[-1], counted[-1], is_provisional=not is_published, counted=counted
        )
    natural = clock.runs_from + span_of(clock) * DAY
    for stop in stops_of(clock):
        natural = stop.ends_on
    return _from_natural(clock, natural, calendar)


def _from_natural(clock: Clock, natural: date, calendar: WorkingCalendar) -> Clock:
    if clock.rule.roll_over is RollOver.KEEPS:
        return _ended(clock, natural, natural, is_provisional=False)
    rolled = _rolled(natural, clock.suspended, calendar)
    return _ended(clock, natural, rolled, is_provisional=not calendar.is_published(natural, rolled))


def _rolled(natural: date, suspended: tuple[Suspension, ...], calendar: WorkingCalendar) -> date:
    """The natural day, or the next working day on which nothing stands in the way."""
    if calendar.is_working_day(natural):
        return natural
    return next(filter(calendar.is_working_day, days_after(natural, suspended)))


def _backwards(clock: Clock, calendar: WorkingCalendar) -> Clock:
    """Literally the N-th day before; with N clear days between, the one before that."""
    if clock.rule.unit is Unit.WORKING_DAY:
        before = filter(calendar.is_working_day, _days_before(clock.start_on))
        *counted, clear = islice(before, units_of(clock) + 1)
        is_published = calendar.is_published(clear, clock.start_on - DAY)
        literal = counted[-1]
        ended = _ended(
            clock, literal, literal, is_provisional=not is_published, counted=tuple(counted)
        )
        return msgspec.structs.replace(ended, due_clear=clear)
    literal = _earlier(clock)
    ended = _ended(clock, literal, literal, is_provisional=False)
    return msgspec.structs.replace(ended, due_clear=literal - DAY)


def _earlier(clock: Clock) -> date:
    assert clock.rule.unit is not None
    if clock.rule.unit in MONTHS:
        return corresponding_day(clock.start_on, -units_of(clock) * MONTHS[clock.rule.unit])
    return clock.start_on - units_of(clock) * DAY


def _days_before(day: date) -> Iterator[date]:
    while True:
        day -= DAY
        yield day


def _ended(
    clock: Clock,
    natural: date,
    rolled: date,
    *,
    is_provisional: bool,
    counted: tuple[date, ...] = (),
) -> Clock:
    return msgspec.structs.replace(
        clock,
        due_natural=natural,
        due_rolled=rolled,
        provisional=is_provisional,
        counted=counted,
    )
