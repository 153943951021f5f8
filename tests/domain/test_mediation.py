"""The mediation: its period extended, stopped and lapsed; failure; a second attempt."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Disposition,
    FailureCode,
    FailureReason,
    SuspensionCause,
)
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ExtendMediation,
    RecordFailure,
    ReportMediationPeriodLapsed,
    ReportReceiptPeriodLapsed,
    RestartMediation,
    ResumeMediation,
    SuspendMediation,
)
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit, Refusal
from services.workflow.domain.legal import RulePack
from services.workflow.rules.packs import pack_for
from tests.support.builders import MEDIATOR, ON, accepted, agreed, effective, in_mediation, terms
from tests.support.given_when_then import Scenario, only
from tests.support.mediation_builders import delegated

RECEIPT_DUE = date(2026, 3, 17)
"""15 days from receipt on 2 March; a Tuesday."""
ACCEPT_DUE = date(2026, 3, 20)
"""15 days from acceptance on 5 March."""
ACCEPTED_ON = date(2026, 3, 5)
LATER = date(2026, 4, 3)
NO_SHOW = RecordFailure(reasons=(FailureReason(code=FailureCode.NO_SHOW, party=2),))
LAPSED = ReportMediationPeriodLapsed()


def running() -> Scenario:
    """Received on 2 March, accepted and assigned on 5 March."""
    scenario = Scenario(past=in_mediation().past[:1])
    scenario.past.append(
        e.ApplicationAccepted(occurred_on=ACCEPTED_ON, other_side_consented_on=ACCEPTED_ON)
    )
    scenario.past.append(e.MediatorAssigned(occurred_on=ACCEPTED_ON, mediator=MEDIATOR))
    return scenario


def extend(until: date = LATER, consented_by: tuple[int, ...] = (1, 2)) -> ExtendMediation:
    return ExtendMediation(until=until, consented_by=consented_by)


def failed() -> Scenario:
    return running().after(NO_SHOW, on=ACCEPTED_ON)


def rests_on(refusal: Refusal, rule: str) -> None:
    assert refusal.rule is not None
    assert refusal.rule.id == rule


def firm(rules: RulePack) -> RulePack:
    """The rules of a one-stop centre, if no consent could extend its period."""
    replace = msgspec.structs.replace
    rule = replace(rules.rules["MED.ONESTOP"], extension_consent=False)
    return replace(rules, rules={**rules.rules, rule.id: rule})


def one_stop() -> dict[str, Any]:
    """The rules of a one-stop centre: at most 15 days more."""
    return {"rules": pack_for("650105013", "one_stop_centre")}


# Extension


def test_both_sides_may_agree_to_a_later_day() -> None:
    scenario = running()
    event = only(scenario.when(extend(consented_by=(2, 1)), ACCEPTED_ON), e.MediationExtended)
    assert (event.until, event.consented_by) == (LATER, (1, 2))
    assert scenario.dispute.period.extended_until == LATER
    assert scenario.stands(State.IN_MEDIATION)


@pytest.mark.parametrize("consented_by", [(), (1,), (2,)])
def test_one_side_alone_extends_nothing(consented_by: tuple[int, ...]) -> None:
    command = extend(consented_by=consented_by)
    rests_on(running().refuses(command, "extension_needs_both", ACCEPTED_ON), "MED.EXTEND")


def test_who_consents_is_a_party() -> None:
    running().refuses(extend(consented_by=(1, 2, 9)), "unknown_party", ACCEPTED_ON)


def test_an_extension_ends_later_than_the_period_it_extends() -> None:
    refusal = running().refuses(extend(ACCEPT_DUE), "extension_is_none", ACCEPTED_ON)
    rests_on(refusal, "MED.EXTEND")
    assert refusal.data["ends_on"] == "2026-03-20"
    running().refuses(extend(date(2026, 3, 19)), "extension_is_none", ACCEPTED_ON)
    running().when(extend(date(2026, 3, 21)), ACCEPTED_ON)


def test_a_second_extension_ends_later_than_the_first() -> None:
    scenario = running().after(extend(), on=ACCEPTED_ON)
    scenario.refuses(extend(), "extension_is_none", ACCEPTED_ON)
    scenario.when(extend(date(2026, 4, 4)), ACCEPTED_ON)


def test_an_extension_to_a_day_already_past_is_none() -> None:
    late = date(2026, 4, 10)
    running().refuses(extend(date(2026, 4, 9)), "extension_is_none", late)
    running().when(extend(late), late)


def test_the_national_rules_set_no_cap() -> None:
    running().when(extend(date(2026, 12, 31)), ACCEPTED_ON)


def test_where_the_rules_have_a_cap_the_last_day_is_length_and_cap_from_the_start() -> None:
    capped = date(2026, 4, 7)  # 4 April and the two days after it are the Qingming holiday
    running().when(extend(capped), ACCEPTED_ON, **one_stop())
    beyond = extend(date(2026, 4, 8))
    refusal = running().refuses(beyond, "extension_beyond_cap", ACCEPTED_ON, **one_stop())
    rests_on(refusal, "MED.ONESTOP")
    assert isinstance(refusal, OutsideLegalLimit)
    assert refusal.data["latest_on"] == capped.isoformat()


def test_a_rule_that_knows_no_consent_cannot_be_extended() -> None:
    rules = firm(pack_for("650105013", "one_stop_centre"))
    refusal = running().refuses(extend(), "extension_not_allowed", ACCEPTED_ON, rules=rules)
    rests_on(refusal, "MED.ONESTOP")


def test_under_a_mandate_the_day_of_the_mandate_is_extended() -> None:
    scenario = delegated(due_on=date(2026, 4, 1))
    scenario.refuses(extend(date(2026, 4, 1)), "extension_is_none", ON)
    scenario.when(extend(date(2026, 4, 2)), ON)


# Standing still


def test_a_suspension_has_its_cause_and_days() -> None:
    scenario = running()
    suspend = SuspendMediation(cause=SuspensionCause.AWAITS_APPRAISAL)
    event = only(scenario.when(suspend, date(2026, 3, 6)), e.MediationSuspended)
    assert event.cause is SuspensionCause.AWAITS_APPRAISAL
    assert scenario.stands(State.MEDIATION_SUSPENDED)
    early = scenario.refuses(ResumeMediation(), "resumed_before_suspended", date(2026, 3, 5))
    rests_on(early, "MED.SUSPEND")
    only(scenario.when(ResumeMediation(), date(2026, 3, 9)), e.MediationResumed)
    assert scenario.stands(State.IN_MEDIATION)
    days = (date(2026, 3, 6), date(2026, 3, 9))
    assert scenario.dispute.period.suspensions == (days,)
    assert scenario.dispute.period.suspended_on is None


def test_another_cause_is_told_in_words() -> None:
    blank = SuspendMediation(cause=SuspensionCause.OTHER)
    rests_on(running().refuses(blank, "suspension_needs_detail", ON), "MED.SUSPEND")
    running().when(SuspendMediation(cause=SuspensionCause.OTHER, detail="道路中断"), ACCEPTED_ON)


def test_a_suspension_stops_neither_the_road_to_arbitration_nor_the_period() -> None:
    suspend = SuspendMediation(cause=SuspensionCause.BOTH_ASK)
    scenario = running().after(suspend, on=ACCEPTED_ON)
    scenario.when(ReportReceiptPeriodLapsed(), date(2026, 3, 18))
    scenario.after(ResumeMediation(), on=date(2026, 3, 19))
    scenario.when(LAPSED, date(2026, 3, 21))


# Lapses


def test_fifteen_days_from_receipt_open_the_road_to_arbitration_once() -> None:
    scenario = running()
    lapse = ReportReceiptPeriodLapsed()
    early = scenario.refuses(lapse, "period_not_passed", RECEIPT_DUE)
    rests_on(early, "MED.15.RECEIPT")
    assert isinstance(early, OutsideLegalLimit)
    event = only(scenario.when(lapse, date(2026, 3, 18)), e.ReceiptPeriodLapsed)
    assert event.due_on == RECEIPT_DUE
    assert scenario.stands(State.IN_MEDIATION)
    again = scenario.refuses(lapse, "lapse_recorded_already", date(2026, 3, 18))
    assert isinstance(again, AlreadyExists)


def test_the_period_of_the_organisation_ends_the_mediation() -> None:
    scenario = running()
    rests_on(scenario.refuses(LAPSED, "period_not_passed", ACCEPT_DUE), "MED.15.ACCEPT")
    event = only(scenario.when(LAPSED, date(2026, 3, 21)), e.MediationPeriodLapsed)
    assert (event.due_on, event.rule) == (ACCEPT_DUE, "MED.15.ACCEPT")
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.claims[0].disposition is Disposition.FAILED


def test_a_last_day_on_a_rest_day_moves_to_the_next_working_day() -> None:
    scenario = accepted(date(2026, 3, 6))  # 15 days later is Saturday the 21st
    scenario.refuses(LAPSED, "period_not_passed", date(2026, 3, 23))
    event = only(scenario.when(LAPSED, date(2026, 3, 24)), e.MediationPeriodLapsed)
    assert event.due_on == date(2026, 3, 23)


def test_an_extended_period_lapses_on_the_agreed_day() -> None:
    scenario = running().after(extend(), on=ACCEPTED_ON)
    scenario.refuses(LAPSED, "period_not_passed", LATER)
    assert only(scenario.when(LAPSED, date(2026, 4, 4)), e.MediationPeriodLapsed).due_on == LATER


def test_in_zhejiang_the_period_runs_from_receipt() -> None:
    zhejiang = {"rules": pack_for("330281001")}
    early = running().refuses(LAPSED, "period_not_passed", RECEIPT_DUE, **zhejiang)
    rests_on(early, "MED.15.ZJ")
    event = only(running().when(LAPSED, date(2026, 3, 18), **zhejiang), e.MediationPeriodLapsed)
    assert (event.due_on, event.rule) == (RECEIPT_DUE, "MED.15.ZJ")


def test_a_second_attempt_in_zhejiang_runs_from_its_own_start() -> None:
    zhejiang = {"rules": pack_for("330281001")}
    scenario = failed().after(RestartMediation(consented_by=(1, 2)), on=date(2026, 3, 10))
    scenario.refuses(LAPSED, "period_not_passed", date(2026, 3, 25), **zhejiang)
    scenario.when(LAPSED, date(2026, 3, 26), **zhejiang)


# Failure


def test_a_failure_needs_a_coded_reason_of_a_party_there_is() -> None:
    none = in_mediation().refuses(RecordFailure(reasons=()), "failure_needs_reason", ON)
    rests_on(none, "MED.RECORD")
    stranger = RecordFailure(reasons=(FailureReason(code=FailureCode.NO_SHOW, party=7),))
    in_mediation().refuses(stranger, "unknown_party", ON)


def test_a_failure_ends_the_mediation_by_several_reasons() -> None:
    scenario = in_mediation()
    reasons = (
        FailureReason(code=FailureCode.GAP_TOO_WIDE),
        FailureReason(code=FailureCode.REFUSES_TO_CONTINUE, party=2),
        FailureReason(code=FailureCode.NO_SHOW, party=2),
    )
    event = only(scenario.when(RecordFailure(reasons=reasons), ON), e.MediationFailed)
    assert event.reasons == reasons
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.claims[0].disposition is Disposition.FAILED


def test_a_mediation_fails_from_acceptance_from_standstill_and_before_signing() -> None:
    suspend = SuspendMediation(cause=SuspensionCause.BOTH_ASK)
    for scenario in (accepted(), in_mediation().after(suspend, on=ON), agreed()):
        scenario.when(NO_SHOW, ON)
        assert scenario.stands(State.MEDIATION_FAILED)


@pytest.mark.parametrize("command", [NO_SHOW, LAPSED])
def test_under_a_mandate_it_is_returned_instead(command: Command) -> None:
    refusal = delegated().refuses(command, "mandate_to_return", date(2026, 6, 1))
    rests_on(refusal, "MANDATE.RETURN")
    assert refusal.allowed == ("mandate_returned",)


def test_while_an_earlier_agreement_stands_nothing_has_failed() -> None:
    scenario = effective()
    version = terms()
    scenario.past.append(
        e.AgreementAmended(
            occurred_on=ON,
            version=2,
            terms=version.terms,
            required=(),
            consented_by=(1, 2),
        )
    )
    assert scenario.stands(State.AGREED)
    refusal = scenario.refuses(NO_SHOW, "agreement_stands", ON)
    rests_on(refusal, "MED.AMEND")
    assert refusal.allowed == ("abandon_amendment",)


# Once more


def test_both_sides_may_begin_anew_with_a_new_period() -> None:
    scenario = failed()
    begun = date(2026, 3, 10)
    event = only(scenario.when(RestartMediation(consented_by=(2, 1)), begun), e.MediationRestarted)
    assert event.consented_by == (1, 2)
    assert scenario.stands(State.ACCEPTED)
    dispute = scenario.dispute
    assert (dispute.accepted_on, dispute.mediator) == (begun, None)
    assert dispute.claims[0].disposition is Disposition.OPEN
    scenario.refuses(LAPSED, "period_not_passed", date(2026, 3, 25))
    scenario.when(LAPSED, date(2026, 3, 26))


@pytest.mark.parametrize("consented_by", [(), (1,), (2,)])
def test_one_side_alone_begins_nothing_anew(consented_by: tuple[int, ...]) -> None:
    command = RestartMediation(consented_by=consented_by)
    rests_on(failed().refuses(command, "restart_needs_both", ACCEPTED_ON), "MED.RESTART")
