"""While a procedure runs or a debt is not due limitation does not end: it counts from there (民法典 195)."""

from datetime import date

import pytest

from services.workflow.domain.clocks.counting import Effect
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.parts import Instalment, SuspensionCause, Term
from services.workflow.domain.dispute.parts import LimitationFactKind as K
from services.workflow.domain.dispute.stages.agreement.agreement import RecordTerms
from services.workflow.domain.dispute.stages.agreement.performance import (
    RecordPerformance,
    ReportPerformanceBreached,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationWithdrawn,
)
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ReportMediationPeriodLapsed,
    SuspendMediation,
)
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import SIGNED_AND_SEALED
from tests.support.builders import COURT, ON, accepted, effective, in_mediation, registered
from tests.support.deadlines import all_of, basis_on, check
from tests.support.given_when_then import Scenario
from tests.support.handover_builders import FAILURE
from tests.support.limitation_builders import claim, fact, happened
from tests.support.tribunal_builders import ACCEPTED, FILED, TO_COMMISSION

ONE = claim("2026-01-05")
WITHDRAWN = (ReportArbitrationWithdrawn(by=(1,)), TO_COMMISSION)


def limit(scenario: Scenario, on: date) -> Deadline:
    """The limitation of the claim on a day; the oracle agrees with it."""
    found = all_of(scenario.dispute, on)["LIM.1Y:claims/1"]
    check(found, basis_on(on))
    return found


def causes(one: Deadline) -> list[tuple[str, date, Effect]]:
    assert one.clock is not None
    return [(known.cause.cause, known.on, known.effect) for known in one.clock.interruptions]


def told(one: Deadline, on: date) -> str:
    return "\n".join(step.zh for step in one.explained(basis_on(on)))


def due_by(*days: date) -> Scenario:
    """Effective since 2 March 2026: 1,000 yuan on each of these days."""
    parts = tuple(
        Instalment(no=no, due_on=day, amount=Fen(100_000)) for no, day in enumerate(days, start=1)
    )
    agreed = RecordTerms(terms=(Term(claim=1, instalments=parts),))
    return in_mediation(claims=(ONE,)).after(agreed, *SIGNED_AND_SEALED, on=ON)


# Procedures


def arbitrated(filed: date) -> Scenario:
    """On an agreement whose day passed unpaid; it stands when the case comes to nothing."""
    return due_by(date(2026, 4, 15)).after(
        (FILED, TO_COMMISSION), (ACCEPTED, TO_COMMISSION), on=filed
    )


def test_an_arbitration_filed_in_time_keeps_it_from_ending_and_it_runs_from_its_end() -> None:
    on = date(2027, 6, 1)
    one = limit(arbitrated(date(2026, 4, 20)).after(WITHDRAWN, on=on), on)
    assert (one.status, one.due_on) == (Status.RUNNING, date(2028, 6, 1))
    assert causes(one)[-1] == ("proceedings_ended", on, Effect.RESTARTS)
    assert (
        "2027-06-01（周二）：有关程序终结（民法典第195条），始于期间内（当时末日 2027-04-20；"
        "自 2026-04-20 起延续到此日），未结束前期间不届满，全部期间自次日起重新计算"
    ) in told(one, on)


def test_one_filed_too_late_revives_nothing_by_its_end() -> None:
    on = date(2027, 6, 1)
    one = limit(arbitrated(date(2027, 4, 16)).after(WITHDRAWN, on=on), on)
    assert (one.status, one.due_on) == (Status.LAPSED, date(2027, 4, 15))
    assert causes(one)[-1] == ("proceedings_ended", on, Effect.AFTER_END)


def test_what_else_interrupts_while_a_procedure_runs_is_in_time() -> None:
    on = date(2027, 6, 1)
    scenario = arbitrated(date(2026, 4, 20)).after(WITHDRAWN, on=on)
    one = limit(scenario.after(fact(K.CLAIM_MADE, "2027-05-10"), on=on), on)
    assert causes(one)[-2:] == [
        ("claim_made", date(2027, 5, 10), Effect.RESTARTS),
        ("proceedings_ended", on, Effect.RESTARTS),
    ]
    assert "另有始于期间内的程序尚未终结（当时末日 2027-04-20），仍然中断" in told(one, on)


def test_a_mediation_that_lasts_keeps_it_from_ending_too() -> None:
    stopped = SuspendMediation(cause=SuspensionCause.BOTH_ASK)
    scenario = in_mediation(claims=(ONE,)).after(stopped, on=date(2026, 3, 5))
    on = date(2027, 4, 1)
    still = limit(scenario, on)
    assert (still.status, still.due_on) == (Status.RUNNING, date(2028, 4, 3))
    assert "有关程序尚未终结，按到今天推算（民法典第195条）" in told(still, on)
    ended = limit(scenario.after(FAILURE, on=on), on)
    assert causes(ended)[-1] == ("mediation_failed", on, Effect.RESTARTS)
    assert limit(scenario, date(2028, 4, 4)).status is Status.LAPSED


def test_a_payment_order_that_is_pending_keeps_it_from_ending() -> None:
    asked = e.PaymentOrderApplied(
        occurred_on=date(2026, 4, 20), version=1, court=COURT, applicant=1, amount=Fen(1)
    )
    scenario = happened(due_by(date(2026, 4, 15)), asked)
    assert limit(scenario, date(2027, 4, 19)).due_on == date(2027, 4, 20)
    assert limit(scenario, date(2027, 6, 1)).due_on == date(2028, 6, 1)


# Promises


def test_a_promise_to_pay_on_a_day_lets_it_run_from_that_day_also_while_it_lies_ahead() -> None:
    due_on, on = date(2027, 6, 15), date(2026, 3, 10)
    scenario = due_by(due_on)
    one = limit(scenario, on)
    assert (one.status, one.due_on) == (Status.RUNNING, date(2028, 6, 15))
    assert causes(one)[-1] == ("performance_due", due_on, Effect.RESTARTS)
    assert "2027-06-15（周二）：调解协议约定的履行日，对方承诺到该日履行" in told(one, on)
    assert "自 2026-03-02 起延续到此日" in told(one, on)
    late = date(2027, 6, 16)
    scenario.after(ReportPerformanceBreached(instalment=1), on=late)
    broken = limit(scenario, late)
    assert broken.due_on == date(2028, 6, 15)
    assert causes(broken)[-1] == ("agreement_not_performed", due_on, Effect.RESTARTS)


def test_of_several_days_the_last_that_is_not_paid_counts() -> None:
    scenario = due_by(date(2026, 4, 15), date(2026, 5, 15))
    assert limit(scenario, ON).due_on == date(2027, 5, 17)
    scenario.after(RecordPerformance(amount=Fen(100_000), instalment=2), on=date(2026, 3, 10))
    assert limit(scenario, ON).due_on == date(2027, 4, 15)


def test_a_day_that_was_past_when_it_was_agreed_on_starts_nothing() -> None:
    one = limit(due_by(date(2026, 2, 27)), ON)
    assert "performance_due" not in [cause for cause, _, _ in causes(one)]
    assert one.due_on == date(2027, 3, 2)


def test_the_promise_binds_for_the_claims_of_its_term_only() -> None:
    days = date(2026, 4, 15), date(2027, 6, 15)
    terms = (
        Term(claim=no, instalments=(Instalment(no=no, due_on=day, amount=Fen(1)),))
        for no, day in enumerate(days, start=1)
    )
    agreed = RecordTerms(terms=tuple(terms))
    both = (ONE, claim("2026-01-05", no=2))
    scenario = in_mediation(claims=both).after(agreed, *SIGNED_AND_SEALED, on=ON)
    assert limit(scenario, ON).due_on == date(2027, 4, 15)
    assert all_of(scenario.dispute, ON)["LIM.1Y:claims/2"].due_on == date(2028, 6, 15)


# A recorded lapse that turns out to be none


SAID_ON = date(2026, 4, 16)
BREACH = ReportPerformanceBreached(instalment=1)


def paid() -> RecordPerformance:
    return RecordPerformance(amount=Fen(100_000), instalment=1)


def test_a_payment_made_in_time_and_recorded_late_clears_the_breach() -> None:
    scenario = due_by(date(2026, 4, 15), date(2026, 5, 15)).after(BREACH, on=SAID_ON)
    agreement = scenario.dispute.effective_agreement
    assert agreement is not None
    assert (agreement.breached, agreement.breached_on) == (frozenset({1}), SAID_ON)
    scenario.after(paid(), on=date(2026, 4, 10))
    cleared = scenario.dispute.effective_agreement
    assert cleared is not None
    assert (cleared.breached, cleared.breached_on) == (frozenset(), None)
    known = [cause for cause, _, _ in causes(limit(scenario, SAID_ON))]
    assert "agreement_not_performed" not in known
    assert known[-2:] == ["agreement_performed_in_part", "performance_due"]


def test_a_payment_after_the_last_day_leaves_the_breach() -> None:
    scenario = due_by(date(2026, 4, 15)).after(BREACH, on=SAID_ON)
    scenario.after(paid(), on=SAID_ON)
    agreement = scenario.dispute.effective_agreement
    assert agreement is not None
    assert agreement.breached == {1}


def test_a_payment_on_the_day_to_which_the_agreed_one_rolls_is_in_time() -> None:
    """The agreed day is a Saturday."""
    scenario = due_by(date(2026, 8, 15)).after(BREACH, on=date(2026, 8, 18))
    scenario.after(paid(), on=date(2026, 8, 17))
    agreement = scenario.dispute.effective_agreement
    assert agreement is not None
    assert agreement.breached == frozenset()


def test_where_the_payment_turns_out_to_be_less_the_breach_stands_again() -> None:
    scenario = due_by(date(2026, 4, 15)).after(BREACH, on=SAID_ON)
    scenario.after(paid(), on=date(2026, 4, 10))
    less = CorrectFact(field="paid", new="90000", reason="记错金额", evidence="银行回单")
    scenario.after(less, on=date(2026, 4, 17))
    agreement = scenario.dispute.effective_agreement
    assert agreement is not None
    assert agreement.breached == {1}
    known = causes(limit(scenario, date(2026, 4, 17)))
    assert ("agreement_not_performed", date(2026, 4, 15), Effect.RESTARTS) in known


def test_a_breach_told_before_its_last_day_was_kept_goes_by_the_agreed_day() -> None:
    told_then = e.PerformanceBreached(
        occurred_on=SAID_ON, instalment=1, due_on=date(2026, 4, 15), outstanding=Fen(100_000)
    )
    scenario = happened(due_by(date(2026, 4, 15)), told_then)
    assert limit(scenario, SAID_ON).due_on == date(2027, 4, 15)
    scenario.after(paid(), on=date(2026, 4, 15))
    agreement = scenario.dispute.effective_agreement
    assert agreement is not None
    assert agreement.breached == frozenset()


def lapsed() -> Scenario:
    """Accepted on 2 March; its 15 days ended on 17 March, which was recorded the next day."""
    scenario = accepted(ON, claims=(ONE,))
    return scenario.after(ReportMediationPeriodLapsed(), on=date(2026, 3, 18))


def lapse_day(scenario: Scenario) -> list[date]:
    found = causes(limit(scenario, date(2026, 3, 20)))
    return [on for cause, on, _ in found if cause == "mediation_lapsed"]


@pytest.mark.parametrize(
    ("accepted_on", "expected"),
    [("2026-03-02", [date(2026, 3, 17)]), ("2026-03-12", [])],
)
def test_the_lapse_of_a_mediation_goes_with_the_day_of_its_acceptance(
    accepted_on: str, expected: list[date]
) -> None:
    scenario = lapsed()
    assert lapse_day(scenario) == [date(2026, 3, 17)]
    if accepted_on != "2026-03-02":
        right = CorrectFact(field="accepted_on", new=accepted_on, reason="录错", evidence="通知书")
        scenario.after(right, on=date(2026, 3, 19))
    assert lapse_day(scenario) == expected


def test_the_last_day_of_a_mediation_that_lapsed_moves_the_interruption() -> None:
    scenario = registered(date(2026, 2, 25), claims=(ONE,))
    scenario = happened(
        scenario,
        e.ApplicationAccepted(occurred_on=date(2026, 2, 27)),
        e.MediationPeriodLapsed(
            occurred_on=date(2026, 3, 18), due_on=date(2026, 3, 16), rule="MED.15.ACCEPT"
        ),
    )
    right = CorrectFact(field="accepted_on", new="2026-03-02", reason="录错", evidence="通知书")
    scenario.after(right, on=date(2026, 3, 19))
    assert lapse_day(scenario) == [date(2026, 3, 17)]


def test_the_lapse_of_an_earlier_attempt_stays_as_it_was_recorded() -> None:
    again = e.MediationRestarted(occurred_on=date(2026, 3, 19), consented_by=(1, 2))
    scenario = happened(lapsed(), again)
    assert lapse_day(scenario) == [date(2026, 3, 17)]
    scenario.after(FAILURE, on=date(2026, 3, 20))
    assert lapse_day(scenario) == [date(2026, 3, 17)]


def test_a_breach_of_an_agreement_that_is_gone_stays_an_interruption() -> None:
    scenario = effective(100_000, claims=(ONE,)).after(BREACH, on=SAID_ON)
    known = [one.cause.value for one in scenario.dispute.limitation.breaks]
    assert known[-1] == "agreement_not_performed"
