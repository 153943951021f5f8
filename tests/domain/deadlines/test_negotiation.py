"""Clocks of negotiation, and what follows for limitation where nobody answers (17号令 10, 31)."""

from datetime import date

from services.workflow.domain.clocks.counting import Effect
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.parts import LimitationFactKind as K
from tests.support.deadlines import all_of, basis_on, check
from tests.support.given_when_then import Scenario
from tests.support.limitation_builders import claim, fact, of

ON = date(2026, 3, 16)
"""Day on which the facts are brought to the file."""
FIRST, SECOND = "limitation/1", "limitation/2"


def negotiated(*facts: tuple[K, str, str | None], received: str = "2026-03-02") -> Scenario:
    """Facts of negotiation, each with its day and the last day of a term."""
    scenario = of(claim("2025-06-02"), received=received)
    for kind, day, until in facts:
        last = date.fromisoformat(until) if until else None
        scenario.when(fact(kind, day, until=last), ON)
    return scenario


def one(scenario: Scenario, key: str, on: date = ON) -> Deadline:
    found = all_of(scenario.dispute, on)[key]
    check(found, basis_on(on))
    return found


def interruptions(scenario: Scenario, on: date = date(2027, 6, 1)) -> list[tuple[str, date]]:
    clock = all_of(scenario.dispute, on)["LIM.1Y:claims/1"].clock
    assert clock is not None
    return [(b.cause.cause, b.on) for b in clock.interruptions if b.effect is Effect.RESTARTS]


def test_five_days_after_a_request_the_other_party_is_taken_to_be_unwilling() -> None:
    scenario = negotiated((K.NEGOTIATION_REQUESTED, "2026-03-10", None))
    asked = one(scenario, f"NEG.5:{FIRST}", date(2026, 3, 13))
    # The fifth day is Sunday the 15th.
    assert (asked.due_on, asked.status) == (date(2026, 3, 16), Status.RUNNING)
    assert not asked.facts.ended_on
    assert one(scenario, f"NEG.5:{FIRST}", date(2026, 3, 17)).status is Status.LAPSED
    assert interruptions(scenario, date(2026, 3, 16))[-1] == (
        "negotiation_requested",
        date(2026, 3, 10),
    )
    assert interruptions(scenario, date(2026, 3, 17))[-1] == (
        "negotiation_unanswered",
        date(2026, 3, 16),
    )


def test_an_answer_in_time_meets_it_and_one_too_late_undoes_no_interruption() -> None:
    in_time = negotiated(
        (K.NEGOTIATION_REQUESTED, "2026-03-03", None), (K.NEGOTIATION_BEGUN, "2026-03-06", None)
    )
    assert one(in_time, f"NEG.5:{FIRST}").facts.met_on == date(2026, 3, 6)
    assert [cause for cause, _ in interruptions(in_time)] == [
        "mediation_applied",
        "negotiation_requested",
    ]
    late = negotiated(
        (K.NEGOTIATION_REQUESTED, "2026-03-03", None), (K.NEGOTIATION_REFUSED, "2026-03-12", None)
    )
    assert one(late, f"NEG.5:{FIRST}").is_late
    assert [cause for cause, _ in interruptions(late)][-2:] == [
        "negotiation_unanswered",
        "negotiation_refused",
    ]


def test_an_agreed_term_ends_on_its_day_rolled_and_then_negotiation_has_failed() -> None:
    scenario = negotiated((K.NEGOTIATION_TERM_AGREED, "2026-03-03", "2026-04-05"))
    term = one(scenario, f"NEG.TERM:{FIRST}")
    assert term.clock is not None
    # Tomb-sweeping day and the days off around it.
    assert (term.clock.due_natural, term.due_on) == (date(2026, 4, 5), date(2026, 4, 7))
    assert interruptions(scenario)[-1] == ("negotiation_term_lapsed", date(2026, 4, 7))


def test_an_extension_in_writing_takes_the_place_of_the_term() -> None:
    scenario = negotiated(
        (K.NEGOTIATION_TERM_AGREED, "2026-03-03", "2026-03-20"),
        (K.NEGOTIATION_TERM_AGREED, "2026-03-12", "2026-04-20"),
    )
    assert f"NEG.TERM:{FIRST}" not in all_of(scenario.dispute, ON)
    assert one(scenario, f"NEG.TERM:{SECOND}").due_on == date(2026, 4, 20)
    assert interruptions(scenario)[-1] == ("negotiation_term_lapsed", date(2026, 4, 20))


def test_a_settlement_meets_the_term_and_breaking_off_ends_it() -> None:
    agreed = (K.NEGOTIATION_TERM_AGREED, "2026-03-03", "2026-03-20")
    settled = negotiated(agreed, (K.SETTLEMENT_REACHED, "2026-03-10", None))
    assert one(settled, f"NEG.TERM:{FIRST}").facts.met_on == date(2026, 3, 10)
    broken = negotiated(agreed, (K.NEGOTIATION_REFUSED, "2026-03-11", None))
    assert one(broken, f"NEG.TERM:{FIRST}").facts.ended_on == date(2026, 3, 11)
    for scenario in (settled, broken):
        assert "negotiation_term_lapsed" not in [cause for cause, _ in interruptions(scenario)]


def test_with_an_application_for_mediation_nobody_waits_for_negotiation() -> None:
    scenario = negotiated(
        (K.NEGOTIATION_REQUESTED, "2026-02-25", None),
        (K.NEGOTIATION_TERM_AGREED, "2026-02-26", "2026-06-30"),
    )
    for key in (f"NEG.5:{FIRST}", f"NEG.TERM:{SECOND}"):
        assert (one(scenario, key).facts.ended_on or one(scenario, key).facts.met_on) is not None
    assert one(scenario, f"NEG.TERM:{SECOND}").facts.ended_on == date(2026, 3, 2)


def test_an_answer_about_another_claim_answers_nothing() -> None:
    scenario = of(claim("2025-06-02"), claim("2025-06-02", no=2))
    scenario.when(fact(K.NEGOTIATION_REQUESTED, "2026-03-10", 1), ON)
    scenario.when(fact(K.NEGOTIATION_REFUSED, "2026-03-11", 2), ON)
    assert one(scenario, f"NEG.5:{FIRST}").facts.met_on is None
    scenario.when(fact(K.NEGOTIATION_REFUSED, "2026-03-12", 1, 2), ON)
    assert one(scenario, f"NEG.5:{FIRST}").facts.met_on == date(2026, 3, 12)
