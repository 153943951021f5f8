"""Clocks of a mediation: the road to arbitration, and the organisation's period with its ways to end."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import DeclineGround, SuspensionCause
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AbandonAmendment,
    AmendAgreement,
    SettleOnTheSpot,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import ReportArbitrationFiled
from services.workflow.domain.dispute.stages.handover.referral import AcceptReferral
from services.workflow.domain.dispute.stages.intake.intake import DeclineApplication
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ExtendMediation,
    ReportMediationPeriodLapsed,
    ReportReceiptPeriodLapsed,
    RestartMediation,
    ResumeMediation,
    SuspendMediation,
)
from services.workflow.domain.dispute.stages.record.closing import ReopenDispute
from services.workflow.rules.packs import pack_for
from tests.support.builders import (
    COMMISSION,
    COMMISSION_BODY,
    ON,
    accept,
    accepted,
    agreed,
    effective,
    in_mediation,
    registered,
    terms,
    withdraw,
)
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import (
    FAILURE,
    TO_STUDIO,
    TRANSFER,
    delegated,
    offered,
    transferred,
)
from tests.support.tribunal_builders import at_commission

OWN, RECEIPT = "MED.15.ACCEPT", "MED.15.RECEIPT"
ENDS_ON = date(2026, 3, 17)
"""15 days from 2 March."""
AFTER = date(2026, 3, 18)
ANEW = RestartMediation(consented_by=(1, 2))


def extend(until: date) -> ExtendMediation:
    return ExtendMediation(until=until, consented_by=(1, 2))


# From receipt


def test_fifteen_days_from_receipt_run_while_there_is_no_agreement() -> None:
    for scenario in (registered(), accepted(), in_mediation(), agreed()):
        road = one_of(scenario.dispute, RECEIPT, ENDS_ON)
        assert (road.due_on, road.status) == (ENDS_ON, Status.RUNNING)
        assert one_of(scenario.dispute, RECEIPT, AFTER).status is Status.LAPSED


def test_an_agreement_in_time_meets_them() -> None:
    road = one_of(effective().dispute, RECEIPT, AFTER)
    assert (road.status, road.facts.met_on) == (Status.MET, ON)


def test_recording_that_they_passed_ends_them_and_the_dispute_stays_open() -> None:
    scenario = in_mediation()
    scenario.when(ReportReceiptPeriodLapsed(), AFTER)
    road = one_of(scenario.dispute, RECEIPT, AFTER)
    assert (road.status, road.facts.ended_on) == (Status.ENDED, AFTER)
    assert scenario.dispute.is_open
    anew = scenario.after(FAILURE, ANEW, on=date(2026, 3, 20))
    assert one_of(anew.dispute, RECEIPT, date(2026, 3, 20)).facts.ended_on == AFTER


@pytest.mark.parametrize(
    "scenario",
    [
        in_mediation().after(FAILURE),
        in_mediation().after(
            (
                ReportArbitrationFiled(commission=COMMISSION, by_party=1),
                {"organisation": COMMISSION_BODY},
            )
        ),
        registered().after(withdraw()),
        registered().after(
            DeclineApplication(ground=DeclineGround.OUT_OF_SCOPE, guidance="可以起诉")
        ),
    ],
)
def test_another_road_ends_them(scenario: Scenario) -> None:
    road = one_of(scenario.dispute, RECEIPT, AFTER)
    assert (road.status, road.facts.ended_on) == (Status.ENDED, TODAY)


def test_what_never_came_to_an_organisation_has_no_such_road() -> None:
    found = all_of(at_commission().dispute)
    assert RECEIPT not in found
    assert OWN not in found


# The organisation's own period


def test_the_organisation_has_fifteen_days_from_acceptance() -> None:
    assert OWN not in all_of(registered().dispute)
    own = one_of(accepted().dispute, OWN, ENDS_ON)
    assert (own.due_on, own.status) == (ENDS_ON, Status.RUNNING)


@pytest.mark.parametrize(
    ("region", "kind", "rule", "due_on"),
    [
        ("330281001", "", "MED.15.ZJ", date(2026, 3, 17)),
        ("330281001", "peoples_committee", "MED.PM.NB", date(2026, 4, 2)),
        ("650105013", "one_stop_centre", "MED.ONESTOP", date(2026, 3, 25)),
    ],
)
def test_a_region_or_kind_has_a_rule_of_its_own(
    region: str, kind: str, rule: str, due_on: date
) -> None:
    """Received on 2 March, accepted on the 10th: some run from the one, some from the other."""
    rules, waiting = pack_for(region, kind), registered()
    runs_already = rule in all_of(waiting.dispute, TODAY, rules)
    assert runs_already is (rule != "MED.ONESTOP")
    assert one_of(waiting.after(accept()).dispute, rule, TODAY, rules).due_on == due_on


def test_what_was_declined_or_taken_elsewhere_is_not_mediated_any_more() -> None:
    zhejiang = pack_for("330281001")
    gone = registered().after(withdraw()).dispute
    assert one_of(gone, "MED.15.ZJ", AFTER, zhejiang).facts.ended_on == TODAY


def test_an_extension_sets_the_last_day_and_a_day_off_rolls() -> None:
    scenario = in_mediation().after(extend(date(2026, 3, 28)), on=ON)  # a Saturday
    own = one_of(scenario.dispute, OWN, date(2026, 3, 30))
    assert (own.due_on, own.status) == (date(2026, 3, 30), Status.RUNNING)
    assert own.clock is not None
    assert own.clock.until == date(2026, 3, 28)


def test_an_extension_stays_within_the_cap_of_its_rule() -> None:
    rules = pack_for("650105013", "one_stop_centre")
    scenario = in_mediation()
    scenario.when(extend(date(2026, 4, 1)), ON, rules=rules)
    own = one_of(scenario.dispute, "MED.ONESTOP", TODAY, rules)
    assert own.due_on == date(2026, 4, 1)
    check(own, basis_on(TODAY, rules))


def test_a_second_attempt_has_a_period_of_its_own() -> None:
    scenario = in_mediation().after(extend(date(2026, 4, 30)), FAILURE, on=ON)
    assert one_of(scenario.dispute, OWN).status is Status.MET
    own = one_of(scenario.after(ANEW).dispute, OWN)
    assert (own.status, own.due_on) == (Status.RUNNING, date(2026, 3, 25))


def test_standing_still_does_not_stop_it_where_no_text_says_so() -> None:
    still = in_mediation().after(SuspendMediation(cause=SuspensionCause.BOTH_ASK), on=ON)
    assert one_of(still.dispute, OWN).due_on == ENDS_ON
    again = still.after(ResumeMediation(), on=date(2026, 3, 9))
    assert one_of(again.dispute, OWN).due_on == ENDS_ON
    assert one_of(again.dispute, OWN, AFTER).status is Status.LAPSED


@pytest.mark.parametrize("command", [FAILURE, SettleOnTheSpot()])
def test_an_end_as_mediations_end_meets_it(command: Any) -> None:
    own = one_of(in_mediation().after(command).dispute, OWN)
    assert (own.status, own.facts.met_on) == (Status.MET, TODAY)


def test_an_agreement_meets_it_and_an_amendment_leaves_it_met() -> None:
    scenario = effective()
    assert one_of(scenario.dispute, OWN).facts.met_on == ON
    scenario.when(AmendAgreement(terms=terms(700).terms, consented_by=(1, 2)))
    assert one_of(scenario.dispute, OWN, AFTER).facts.met_on == ON
    scenario.when(AbandonAmendment())
    assert one_of(scenario.dispute, OWN, AFTER).facts.met_on == ON


def test_a_lapse_that_was_recorded_ends_it_unmet() -> None:
    scenario = in_mediation()
    scenario.when(ReportMediationPeriodLapsed(), AFTER)
    own = one_of(scenario.dispute, OWN, AFTER)
    assert (own.status, own.facts.ended_on) == (Status.ENDED, AFTER)


def test_what_is_taken_up_again_runs_on_where_it_stood() -> None:
    scenario = in_mediation().after(withdraw())
    assert one_of(scenario.dispute, OWN).status is Status.ENDED
    scenario.when(ReopenDispute(reason="误结"))
    own = one_of(scenario.dispute, OWN)
    assert (own.status, own.due_on) == (Status.RUNNING, ENDS_ON)


def test_a_transfer_takes_the_clock_along() -> None:
    own = one_of(transferred().dispute, OWN)
    assert (own.status, own.due_on) == (Status.RUNNING, ENDS_ON)


def test_who_takes_over_a_failed_mediation_begins_a_second_attempt() -> None:
    scenario = in_mediation().after(FAILURE, on=ON)
    scenario.after((TRANSFER, TO_STUDIO), AcceptReferral(offer=1))
    own = one_of(scenario.dispute, OWN)
    assert (own.status, own.due_on) == (Status.RUNNING, date(2026, 3, 25))


def test_an_offer_changes_nothing_while_the_sender_works_on() -> None:
    assert one_of(offered().dispute, OWN).status is Status.MET


def test_under_a_mandate_its_period_takes_the_place() -> None:
    assert OWN not in all_of(delegated().dispute)
