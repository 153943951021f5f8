"""Every worked timeline comes out of the engine to the day, and the naive answers are wrong."""

import json
from datetime import date, timedelta

import msgspec
import pytest

from services.workflow.application.deadline_question import AskedInText, InvalidQuestion
from services.workflow.application.deadlines import DeadlineTold, deadline
from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import computed
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for
from services.workflow.rules.rulebook import NationalRulebook
from tests.support.timelines import Worked, worked

STEPS = [pytest.param(step, id=step.id) for step in worked()]
TRAPS = [pytest.param(step, id=step.id) for step in worked() if step.naive not in {"", step.due}]
WEEKENDS_ALONE = WorkingCalendar(
    version="naive",
    region="CN",
    off_days=frozenset(),
    make_up_days=frozenset(),
    published_years=frozenset(),
)
"""What a calendar has that knows no festivals and no make-up days."""


def ask(rule: str, start: str, region: str = "330281", **more: str) -> DeadlineTold:
    asked = AskedInText(
        rule=rule,
        from_on=start,
        region=region,
        suspended=more.pop("suspended", "").split(),
        interrupted=more.pop("interrupted", "").split(),
        **more,
    )
    return deadline(asked, NationalRulebook(), date(2026, 11, 22))


@pytest.mark.parametrize("step", STEPS)
def test_each_step_comes_out_of_the_engine(step: Worked) -> None:
    more = {"org_kind": step.org_kind, "suspended": step.suspended}
    told = ask(step.rule, step.start, step.region, extension=str(step.extension or ""), **more)

    step.comes_out(json.loads(msgspec.json.encode(told)))


@pytest.mark.parametrize("step", TRAPS)
def test_counting_mondays_to_fridays_is_wrong(step: Worked) -> None:
    told = computed(
        pack_for(step.region, step.org_kind).rule(step.rule),
        WEEKENDS_ALONE,
        date.fromisoformat(step.start),
    )

    assert told.due_rolled.isoformat() == step.naive
    assert told.due_rolled.isoformat() != step.due


@pytest.mark.parametrize(
    ("rule", "start", "naive", "due"),
    [
        ("MED.15.RECEIPT", "2026-02-06", "2026-02-23", "2026-02-24"),  # TV02
        ("CONF.APPLY", "2026-01-20", "2026-02-19", "2026-02-24"),  # TV04
        ("PO.OBJECT", "2026-06-04", "2026-06-19", "2026-06-22"),  # TV05
        ("LIM.1Y", "2025-02-14", "2026-02-16", "2026-02-14"),  # TV06 a
        ("LIM.1Y", "2025-02-18", "2026-02-18", "2026-02-24"),  # TV06 b
        ("LIM.WAGES", "2025-10-01", "2026-10-01", "2026-10-08"),  # TV06 e
        ("SETASIDE.30", "2025-09-11", "2025-10-13", "2025-10-11"),  # TV08
        ("SUIT.AFTER.SA", "2026-01-30", "2026-02-16", "2026-02-14"),  # TV08
    ],
)
def test_a_calendar_of_weekends_alone_ends_periods_on_wrong_days(
    rule: str, start: str, naive: str, due: str
) -> None:
    found = computed(pack_for("330281").rule(rule), WEEKENDS_ALONE, date.fromisoformat(start))

    assert found.due_rolled.isoformat() == naive
    assert ask(rule, start).due_rolled.isoformat() == due


def test_the_naive_end_of_a_limitation_is_itself_a_holiday() -> None:
    assert not calendar_for("330281").is_working_day(date(2026, 2, 16))


def test_the_national_calendar_is_wrong_in_xinjiang() -> None:
    assert ask("ARB.ACCEPT", "2025-06-04", "CN").due_rolled == date(2025, 6, 11)
    assert ask("ARB.ACCEPT", "2025-06-04", "650105").due_rolled == date(2025, 6, 16)
    assert ask("ARB.ACCEPT", "2025-06-04", "CN-65").due_rolled == date(2025, 6, 16)


def test_a_one_stop_mediation_has_no_thirty_first_day_and_an_ordinary_one_no_cap() -> None:
    start, kind = "2026-02-09", "one_stop_centre"
    with pytest.raises(InvalidQuestion) as caught:
        ask("MED.ONESTOP", start, org_kind=kind, extension="16")

    assert [fault.field for fault in caught.value.faults] == ["extension"]
    assert ask("MED.ONESTOP", start, org_kind=kind, extension="15").due_natural == date(2026, 3, 11)
    assert ask("MED.15.ACCEPT", start, extension="90").due_natural == date(2026, 5, 25)


def test_of_interruptions_the_latest_is_the_start_that_counts() -> None:
    """TV06 c: applied on 10 November, refused on the 13th; the earlier restart is too early."""
    ends = [ask("LIM.1Y", day).due_rolled for day in ("2025-11-10", "2025-11-13")]

    interrupted = ask("LIM.1Y", "2025-02-14", interrupted="2025-11-10 2025-11-13")

    assert ends == [date(2026, 11, 10), date(2026, 11, 13)]
    assert interrupted.due_rolled == date(2026, 11, 13)
    assert interrupted.start == date(2025, 2, 14)
    assert interrupted.runs_from == date(2025, 11, 13)


def test_leaving_the_suspended_days_away_from_the_end_is_wrong() -> None:
    """TV06 d: what remained runs on after the cause; restarting the year would be a month too kind."""
    stopped = ask("LIM.1Y", "2025-03-03", suspended="2026-02-20..2026-03-05")
    ignored, restarted = ask("LIM.1Y", "2025-03-03"), ask("LIM.1Y", "2026-03-05")

    assert ignored.due_rolled == date(2026, 3, 3)
    assert restarted.due_rolled == date(2027, 3, 5)
    assert stopped.due_rolled == date(2026, 3, 17)
    assert stopped.due_rolled - ignored.due_rolled == timedelta(days=14)


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("LIM.1Y", {"suspension", "interruption"}),
        ("ARB.AWARD", {"suspension", "interruption"}),
        ("ONL.30", {"suspension", "interruption_without_basis"}),
        ("SUIT.15", {"suspension_without_basis", "interruption_without_basis"}),
    ],
)
def test_whether_a_text_knows_of_the_stop_is_told(rule: str, codes: set[str]) -> None:
    told = ask(rule, "2025-03-03", suspended="2025-03-10..2025-03-12", interrupted="2025-03-14")

    assert codes <= {caveat.code for caveat in told.caveats}


def test_a_payment_order_is_enforceable_from_the_day_after_the_rolled_one() -> None:
    told = ask("PO.OBJECT", "2026-06-04")

    assert told.party_right_until + timedelta(days=1) == date(2026, 6, 23)


def test_an_answer_says_what_stands_in_the_place_of_the_rule_and_who_checked_it() -> None:
    codes = {caveat.code for caveat in ask("MED.15.ACCEPT", "2026-02-14").caveats}
    elsewhere = {caveat.code for caveat in ask("MED.15.ACCEPT", "2026-02-14", "650105").caveats}

    assert {"unverified", "replaced_here"} <= codes
    assert "replaced_here" not in elsewhere


def test_a_rule_asked_for_a_day_before_it_was_in_force_says_so() -> None:
    codes = [caveat.code for caveat in ask("MED.15.AH", "2026-04-30", "340100").caveats]

    assert "not_in_force" in codes


@pytest.mark.parametrize(
    ("rule", "start", "words"),
    [("ARB.SUGGEST", "2026-03-02", "本系统"), ("ARB.ACCEPT", "2026-03-02", "条文已读")],
)
def test_how_well_a_source_is_known_is_told(rule: str, start: str, words: str) -> None:
    told = ask(rule, start)

    assert words in told.caveats[0].zh
    assert told.rule_pack.startswith("CN-")
    assert told.calendar.startswith("CN-")
