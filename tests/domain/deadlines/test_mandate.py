"""Clocks of mandates: by the kind of mandate, procedure and platform; named, extended, stopped."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.guards.periods import mediation_period
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Mandate,
    MandateResult,
    SuspensionCause,
)
from services.workflow.domain.dispute.parts import TrialProcedure as T
from services.workflow.domain.dispute.stages.agreement.agreement import AnnulAgreement
from services.workflow.domain.dispute.stages.handover.mandate import ReturnMandate
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ExtendMediation,
    ResumeMediation,
    SuspendMediation,
)
from tests.support.builders import ON, accept, registered
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario, given_on
from tests.support.handover_builders import (
    BY_COURT,
    DELEGATION,
    ENTRUSTMENT,
    SUGGESTION,
    TAKEN_UP,
    TO_STUDIO,
    agreed_at_studio,
    delegated,
    failed,
    suggested,
)
from tests.support.tribunal_builders import at_commission, in_arbitration, in_litigation

replace = msgspec.structs.replace


def entrusted_by_court(**changes: Any) -> Scenario:
    return in_litigation().after((replace(ENTRUSTMENT, **changes), TO_STUDIO))


def online() -> Scenario:
    """Delegated on the court's platform, with a mediator."""
    return failed().after((replace(DELEGATION, is_online=True), BY_COURT), TAKEN_UP)


@pytest.mark.parametrize(
    ("scenario", "rule", "due_on"),
    [
        (suggested(), "ARB.SUGGEST", date(2026, 3, 25)),
        (in_arbitration().after((ENTRUSTMENT, TO_STUDIO)), "ARB.ENTRUST", date(2026, 3, 24)),
        (entrusted_by_court(), "SPEC.15", date(2026, 3, 25)),
        (entrusted_by_court(procedure=T.SUMMARY), "SPEC.7", date(2026, 3, 17)),
        (delegated(), "SPEC.30", date(2026, 4, 9)),
        (entrusted_by_court(is_online=True), "ONL.15", date(2026, 3, 25)),
        (entrusted_by_court(procedure=T.SUMMARY, is_online=True), "ONL.7", date(2026, 3, 17)),
        (online(), "ONL.30", date(2026, 4, 9)),
    ],
)
def test_each_mandate_has_its_period_from_the_day_it_was_given(
    scenario: Scenario, rule: str, due_on: date
) -> None:
    period = one_of(scenario.dispute, rule)
    assert period.clock is not None
    assert (period.clock.start_on, period.due_on, period.status) == (TODAY, due_on, Status.RUNNING)
    assert period.clock.until is None
    check(period, basis_on(TODAY))


def test_a_day_that_the_letter_names_is_the_last_and_rolls_by_its_rule() -> None:
    named = date(2026, 3, 28)  # a Saturday
    scenario = failed().after((replace(DELEGATION, due_on=named), BY_COURT))
    period = one_of(scenario.dispute, "SPEC.30")
    assert period.facts.until == named
    assert period.due_on == date(2026, 3, 30)
    shorter = at_commission().after((replace(SUGGESTION, due_on=named.replace(day=20)), TO_STUDIO))
    assert one_of(shorter.dispute, "ARB.SUGGEST").due_on == date(2026, 3, 20)


def test_a_dispute_registered_under_a_mandate_has_its_period_from_its_receipt() -> None:
    scenario = registered(mandate=Mandate.COURT_DELEGATED).after(accept(TODAY))
    period = one_of(scenario.dispute, "SPEC.30")
    assert period.clock is not None
    assert period.clock.start_on == ON


def test_both_sides_may_extend_it_where_its_rule_knows_consent() -> None:
    later = ExtendMediation(until=date(2026, 5, 8), consented_by=(1, 2))
    scenario = delegated().after(TAKEN_UP, later)
    assert one_of(scenario.dispute, "SPEC.30").due_on == date(2026, 5, 8)
    firm = in_arbitration().after((ENTRUSTMENT, TO_STUDIO), TAKEN_UP)
    refusal = firm.refuses(later, "extension_not_allowed")
    assert refusal.rule is not None
    assert refusal.rule.id == "ARB.ENTRUST"


def test_time_for_an_appraisal_is_not_counted_on_the_platform() -> None:
    appraisal = SuspendMediation(cause=SuspensionCause.AWAITS_APPRAISAL)
    scenario = online().after(appraisal, on=date(2026, 3, 11))
    still = one_of(scenario.dispute, "ONL.30", date(2026, 3, 20))
    assert (still.status, still.due_on) == (Status.SUSPENDED, date(2026, 4, 20))
    check(still, basis_on(date(2026, 3, 20)))
    scenario.after(ResumeMediation(), on=date(2026, 3, 20))
    again = one_of(scenario.dispute, "ONL.30", date(2026, 4, 20))
    assert (again.status, again.due_on) == (Status.RUNNING, date(2026, 4, 20))


APPRAISAL = SuspendMediation(cause=SuspensionCause.AWAITS_APPRAISAL)


def test_time_for_an_appraisal_moves_a_day_that_both_sides_had_extended_it_to() -> None:
    later = ExtendMediation(until=date(2026, 4, 20), consented_by=(1, 2))
    scenario = online().after(later, on=date(2026, 3, 20)).after(APPRAISAL, on=date(2026, 4, 1))
    on = date(2026, 5, 15)
    still = one_of(scenario.dispute, "ONL.30", on)
    assert (still.status, still.due_on) == (Status.SUSPENDED, date(2026, 6, 4))
    assert lapse_of(still, scenario.dispute) is None
    scenario.after(ResumeMediation(), on=date(2026, 5, 19))
    again = one_of(scenario.dispute, "ONL.30", date(2026, 5, 20))
    assert (again.status, again.due_on) == (Status.RUNNING, date(2026, 6, 8))
    check(again, basis_on(date(2026, 5, 20)))
    told = [step.zh for step in again.explained(basis_on(date(2026, 5, 20)))]
    assert "2026-04-20（周一）：由约定、延长或者有关机构的决定指定的末日" in told[1]
    assert "2026-04-01 至 2026-05-19：中止，49日不计入" in told[2]
    assert "剩余20日" in told[3]
    assert "到 2026-06-08（周一）" in told[3]


def test_time_for_an_appraisal_moves_a_day_that_the_court_named() -> None:
    named = replace(DELEGATION, is_online=True, due_on=date(2026, 3, 31))
    scenario = failed().after((named, BY_COURT), TAKEN_UP).after(APPRAISAL, on=date(2026, 3, 23))
    assert one_of(scenario.dispute, "ONL.30", date(2026, 4, 10)).status is Status.SUSPENDED
    scenario.after(ResumeMediation(), on=date(2026, 4, 1))
    again = one_of(scenario.dispute, "ONL.30", date(2026, 4, 2))
    assert (again.status, again.due_on) == (Status.RUNNING, date(2026, 4, 10))
    check(again, basis_on(date(2026, 4, 2)))


def test_a_day_agreed_on_after_an_appraisal_is_the_day_that_was_meant() -> None:
    scenario = online().after(APPRAISAL, on=date(2026, 3, 11))
    later = ExtendMediation(until=date(2026, 5, 8), consented_by=(1, 2))
    scenario.after(ResumeMediation(), later, on=date(2026, 3, 20))
    assert one_of(scenario.dispute, "ONL.30", date(2026, 3, 23)).due_on == date(2026, 5, 8)


def test_no_other_cause_stops_it() -> None:
    both_ask = SuspendMediation(cause=SuspensionCause.BOTH_ASK)
    scenario = online().after(both_ask, on=date(2026, 3, 11))
    still = one_of(scenario.dispute, "ONL.30", date(2026, 3, 20))
    assert (still.status, still.due_on) == (Status.RUNNING, date(2026, 4, 9))
    scenario.after(ResumeMediation(), on=date(2026, 3, 20))
    assert one_of(scenario.dispute, "ONL.30").due_on == date(2026, 4, 9)
    off_platform = delegated().after(
        TAKEN_UP, SuspendMediation(cause=SuspensionCause.AWAITS_APPRAISAL)
    )
    assert one_of(off_platform.dispute, "SPEC.30").status is Status.RUNNING


def test_an_agreement_under_it_meets_it_and_its_fall_undoes_that() -> None:
    scenario = agreed_at_studio(delegated())
    met = one_of(scenario.dispute, "SPEC.30", date(2026, 6, 1))
    assert (met.status, met.facts.met_on) == (Status.MET, TODAY)
    void = AnnulAgreement(kind=AnnulmentKind.VOID, by="余姚市人民法院", ground="违反强制性规定")
    scenario.when(void)
    assert one_of(scenario.dispute, "SPEC.30", date(2026, 6, 1)).status is Status.LAPSED


def test_a_mandate_that_was_returned_has_no_period_any_more() -> None:
    back = ReturnMandate(result=MandateResult.FAILURE, report="差距过大")
    returned = delegated().after(back).dispute
    assert "SPEC.30" not in all_of(returned)
    assert mediation_period(returned, given_on(TODAY)) is None
