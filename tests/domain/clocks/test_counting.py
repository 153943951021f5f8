"""Counting with extension, suspension and backwards, and which of the two dates binds whom."""

from datetime import date

import msgspec
import pytest

from services.workflow.domain.clocks.counting import Binding, Break, Clock, Effect, computed
from services.workflow.domain.clocks.suspension import Suspension, merged
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.legal import LegalRule
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for

CALENDAR = calendar_for("330281")


def rule(name: str, kind: str = "") -> LegalRule:
    return pack_for("330281", kind).rule(name)


def clock(name: str, start: str, extension: int = 0, *suspended: tuple[str, str]) -> Clock:
    return computed(
        rule(name),
        CALENDAR,
        date.fromisoformat(start),
        extension=extension,
        suspended=[Suspension(date.fromisoformat(a), date.fromisoformat(b)) for a, b in suspended],
    )


def refusal(name: str, *arguments: object, kind: str = "") -> str:
    extension, *suspended = arguments or (0,)
    with pytest.raises(InvalidValue) as caught:
        computed(
            rule(name, kind),
            CALENDAR,
            date(2026, 2, 9),
            extension=extension,  # type: ignore[arg-type]
            suspended=suspended,  # type: ignore[arg-type]
        )
    assert caught.value.zh
    assert caught.value.en
    return caught.value.code


def test_no_text_rolls_the_mediators_own_period_so_duty_and_right_end_on_two_days() -> None:
    found = clock("MED.15.RECEIPT", "2026-02-06")

    assert found.binding is Binding.SPLIT
    assert found.own_duty_until == date(2026, 2, 21)
    assert found.party_right_until == date(2026, 2, 24)


def test_a_period_that_rolls_by_law_binds_everybody_on_the_rolled_day() -> None:
    found = clock("PO.OBJECT", "2026-06-04")

    assert found.binding is Binding.ROLLED
    assert found.own_duty_until == found.party_right_until == date(2026, 6, 22)


def test_a_period_that_keeps_its_last_day_binds_on_that_day_though_it_is_a_day_off() -> None:
    found = clock("PO.SERVE", "2026-05-20")

    assert found.binding is Binding.SAME
    assert found.own_duty_until == found.party_right_until == date(2026, 6, 19)
    assert not CALENDAR.is_working_day(found.due_rolled)


def test_a_suspended_year_goes_on_with_the_days_that_remained() -> None:
    found = clock("LIM.1Y", "2025-03-03", 0, ("2026-02-20", "2026-03-05"))

    assert found.due_rolled == date(2026, 3, 17)


def test_a_suspension_before_or_after_the_period_changes_nothing() -> None:
    plain = clock("LIM.1Y", "2025-03-03").due_rolled

    assert clock("LIM.1Y", "2025-03-03", 0, ("2025-01-01", "2025-03-03")).due_rolled == plain
    assert clock("LIM.1Y", "2025-03-03", 0, ("2026-03-04", "2026-04-04")).due_rolled == plain


def test_a_suspension_on_the_day_that_a_period_would_roll_to_moves_it_on() -> None:
    rolled = clock("SUIT.15", "2026-02-27", 0)
    stopped = clock("SUIT.15", "2026-02-27", 0, ("2026-03-16", "2026-03-17"))

    assert (rolled.due_natural, rolled.due_rolled) == (date(2026, 3, 14), date(2026, 3, 16))
    assert (stopped.due_natural, stopped.due_rolled) == (date(2026, 3, 14), date(2026, 3, 18))


def test_stretches_that_overlap_or_touch_are_one() -> None:
    days = [date(2026, 3, n) for n in range(1, 10)]

    assert merged([Suspension(days[3], days[5]), Suspension(days[0], days[2])]) == (
        Suspension(days[0], days[5]),
    )
    assert merged([Suspension(days[0], days[8]), Suspension(days[1], days[2])]) == (
        Suspension(days[0], days[8]),
    )
    assert len(merged([Suspension(days[0], days[1]), Suspension(days[3], days[4])])) == 2


def test_of_several_interruptions_the_latest_within_the_period_counts() -> None:
    """TV06 c, with one before the start and one after the end, which interrupt nothing."""
    given = ["2025-11-13", "2025-02-14", "2025-11-10", "2027-01-04", "2025-11-10"]
    found = computed(
        rule("LIM.1Y"),
        CALENDAR,
        date(2025, 2, 14),
        interrupted=[Break(date.fromisoformat(day)) for day in given],
    )

    assert found.start_on == date(2025, 2, 14)
    assert found.runs_from == date(2025, 11, 13)
    assert found.due_rolled == date(2026, 11, 13)
    assert [one.effect for one in found.interruptions] == [
        Effect.BEFORE_START,
        Effect.RESTARTS,
        Effect.RESTARTS,
        Effect.AFTER_END,
    ]


def test_an_interruption_on_the_rolled_last_day_is_in_time_and_on_the_next_it_is_late() -> None:
    """The year from 2025-02-18 ends naturally on 2026-02-18, by law on the 24th."""
    days = [date(2026, 2, 24), date(2026, 2, 25)]
    ends = [
        computed(rule("LIM.1Y"), CALENDAR, date(2025, 2, 18), interrupted=[Break(day)]).due_rolled
        for day in days
    ]

    assert ends == [date(2027, 2, 24), date(2026, 2, 24)]


def test_a_suspension_after_an_interruption_stops_what_runs_anew() -> None:
    found = computed(
        rule("LIM.1Y"),
        CALENDAR,
        date(2025, 3, 3),
        interrupted=[Break(date(2025, 6, 3))],
        suspended=[Suspension(date(2025, 3, 10), date(2025, 3, 20))],
    )

    assert found.due_natural == date(2026, 6, 3)


def test_what_runs_backwards_is_not_interrupted() -> None:
    with pytest.raises(InvalidValue) as caught:
        computed(
            rule("ARB.NOTICE"), CALENDAR, date(2026, 2, 26), interrupted=[Break(date(2026, 2, 20))]
        )

    assert caught.value.code == "interruption.backwards"


def test_working_days_of_a_suspension_do_not_count() -> None:
    found = clock("ARB.ACCEPT", "2026-03-02", 0, ("2026-03-04", "2026-03-05"))

    assert [day.day for day in found.counted] == [3, 6, 9, 10, 11]


def test_five_days_before_a_hearing_are_literal_and_clear() -> None:
    """The literal day bars, the clear one warns; festival and make-up days count as offices work."""
    found = clock("ARB.NOTICE", "2026-02-26")

    assert found.due_natural == found.due_rolled == date(2026, 2, 12)
    assert found.due_clear == date(2026, 2, 11)
    assert found.counted[2] == date(2026, 2, 14)


def test_a_working_day_period_into_an_unpublished_year_is_provisional() -> None:
    assert clock("ARB.ACCEPT", "2026-12-29").provisional
    assert not clock("ARB.ACCEPT", "2026-12-24").provisional


def test_backwards_only_the_days_before_the_event_and_the_clear_day_matter() -> None:
    next_year_alone = msgspec.structs.replace(CALENDAR, published_years=frozenset({2027}))
    # The fifth working day before it is Monday 4 January 2027, the sixth is in the year before.
    hearing = date(2027, 1, 11)
    found = computed(rule("ARB.NOTICE"), next_year_alone, hearing)

    assert not clock("ARB.NOTICE", "2027-01-01").provisional
    assert clock("ARB.NOTICE", "2027-01-05").provisional
    assert (found.due_natural, found.due_clear) == (date(2027, 1, 4), date(2026, 12, 31))
    assert found.provisional


def test_an_extension_stays_within_what_the_rule_allows() -> None:
    assert clock("CONF.DECIDE", "2026-02-27", 10).due_natural == date(2026, 3, 24)
    assert refusal("CONF.DECIDE", 11) == "extension.beyond_cap"
    assert refusal("MED.ONESTOP", 16, kind="one_stop_centre") == "extension.beyond_cap"
    assert refusal("REV.APPLY", 1) == "extension.none"
    assert refusal("REV.DECIDE", -1) == "extension.negative"


def test_both_sides_may_agree_to_any_extension_where_the_text_sets_no_cap() -> None:
    assert clock("MED.15.ACCEPT", "2026-02-09", 60).due_natural == date(2026, 4, 25)


def test_what_has_no_period_is_not_counted() -> None:
    assert refusal("MED.EFFECT") == "rule.no_period"


def test_a_suspension_ends_after_it_begins_and_stops_nothing_that_runs_backwards() -> None:
    first, last = date(2026, 2, 3), date(2026, 2, 4)

    assert refusal("LIM.1Y", 0, Suspension(last, first)) == "suspension.order"
    assert refusal("ARB.NOTICE", 0, Suspension(first, last)) == "suspension.backwards"
