"""Every day that starts, meets or ends a clock can be put right, and moves that clock alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.guards import correctable
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Instance, InterruptionCause, SuspensionCause
from services.workflow.domain.dispute.stages.record.correction import recorded_value
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national
from tests.support import correction_builders as b
from tests.support.builders import COMMISSION, registered
from tests.support.given_when_then import DISPUTE, Scenario, only

FACTS: list[tuple[Callable[[], Scenario], str, str, str]] = [
    (b.declined, "declined_on", "2026-03-04", "2026-03-03"),
    (b.awaiting, "correction_asked_on", "2026-03-03", "2026-03-04"),
    (b.entrusted, "mandate_received_on", "2026-03-07", "2026-03-06"),
    (b.suspended, "suspended_on", "2026-03-09", "2026-03-08"),
    (b.suspended, "suspensions/1/first_on", "2026-03-04", "2026-03-05"),
    (b.suspended, "suspensions/1/last_on", "2026-03-06", "2026-03-07"),
    (b.failed, "mediation_failed_on", "2026-03-05", "2026-03-04"),
    (b.offered, "offered_on", "2026-03-06", "2026-03-07"),
    (b.signed, "parties/2/agreement_signed_on", "2026-03-04", "2026-03-08"),
    (b.signed, "mediator_signed_on", "2026-03-05", "2026-03-03"),
    (b.signed, "sealed_on", "2026-03-06", "2026-03-09"),
    (b.signed, "payments/2/paid_on", "2026-03-12", "2026-03-09"),
    (b.confirmed, "reinforcement_applied_on", "2026-03-13", "2026-03-12"),
    (b.confirmed, "reinforcement_excused_on", "2026-03-12", "2026-03-11"),
    (b.confirmed, "reinforcement_docketed_on", "2026-03-14", "2026-03-15"),
    (b.confirmed, "reinforcement_decided_on", "2026-03-20", "2026-03-19"),
    (b.confirmed, "parties/2/reinforcement_served_on", "2026-03-22", "2026-03-24"),
    (b.confirmed, "objections/1/objected_on", "2026-03-28", "2026-03-27"),
    (b.confirmed, "objections/1/received_on", "2026-03-22", "2026-03-23"),
    (b.ordered, "payment_order_issued_on", "2026-03-17", "2026-03-16"),
    (b.ordered, "parties/2/reinforcement_served_on", "2026-03-18", "2026-03-20"),
    (b.voided, "past_reinforcements/1/ended_on", "2026-03-25", "2026-03-24"),
    (b.voided, "past_reinforcements/1/ruling_received_on", "2026-03-27", "2026-03-26"),
    (b.at_commission, "arbitrations/1/filed_on", "2026-03-09", "2026-03-10"),
    (b.at_commission, "arbitrations/1/accepted_on", "2026-03-11", "2026-03-13"),
    (b.refused, "arbitrations/1/not_accepted_on", "2026-03-11", "2026-03-12"),
    (b.at_commission, "arbitrations/1/panel_formed_on", "2026-03-12", "2026-03-13"),
    (b.at_commission, "arbitrations/1/hearings/1/listed_on", "2026-03-16", "2026-03-18"),
    (b.at_commission, "arbitrations/1/stayed_on", "2026-03-23", "2026-03-24"),
    (b.at_commission, "arbitrations/1/stays/1/first_on", "2026-03-17", "2026-03-18"),
    (b.at_commission, "arbitrations/1/stays/1/last_on", "2026-03-19", "2026-03-18"),
    (b.withdrawn, "arbitrations/1/ended_on", "2026-03-30", "2026-03-31"),
    (b.awarded, "arbitrations/1/award_issued_on", "2026-04-01", "2026-03-31"),
    (b.in_effect, "arbitrations/1/award_issued_on", "2026-04-01", "2026-04-02"),
    (b.awarded, "arbitrations/1/parties/2/award_served_on", "2026-04-04", "2026-04-07"),
    (b.not_enforced, "arbitrations/1/enforcement_refused_on", "2026-05-06", "2026-05-05"),
    (b.not_enforced, "arbitrations/1/parties/1/refusal_served_on", "2026-05-07", "2026-05-09"),
    (b.set_aside, "set_aside_filed_on", "2026-04-08", "2026-04-07"),
    (b.set_aside, "set_aside_decided_on", "2026-04-25", "2026-04-24"),
    (b.set_aside, "parties/1/set_aside_served_on", "2026-04-27", "2026-04-29"),
    (b.sued, "suits/1/complaint_on", "2026-04-10", "2026-04-09"),
    (b.sued, "suits/1/filed_on", "2026-04-12", "2026-04-11"),
    (b.judged, "suits/1/judged_on", "2026-05-20", "2026-05-19"),
    (b.judged, "suits/1/parties/2/judgment_served_on", "2026-05-22", "2026-05-25"),
    (b.in_force, "suits/1/ended_on", "2026-06-08", "2026-06-09"),
    (b.dismissed, "suits/1/ended_on", "2026-05-11", "2026-05-10"),
    (b.dismissed, "suits/1/parties/2/ruling_served_on", "2026-05-13", "2026-05-14"),
    (b.remanded, "suits/1/remanded_on", "2026-06-20", "2026-06-19"),
    (b.in_force, "enforceable_on", "2026-06-08", "2026-06-07"),
    (b.in_effect, "enforceable_on", "2026-04-21", "2026-04-22"),
    (b.in_effect, "enforcement_applied_on", "2026-04-24", "2026-04-23"),
    (b.documented, "documents/1/issued_on", "2026-03-16", "2026-03-15"),
    (b.documented, "documents/1/recipients/2/received_on", "2026-03-18", "2026-03-19"),
    (b.documented, "documents/1/recipients/2/replied_on", "2026-03-25", "2026-03-24"),
]
STILL = {"mediator_signed_on", "objections/1/received_on", "documents/1/issued_on"}
"""Of these stories: not the last act, known from the service, none that was to be sent by a day."""
SECOND: list[tuple[str, str, str]] = [
    ("suits/1/appealed_on", "2026-05-30", "2026-05-29"),
    ("suits/1/appeal_judged_on", "2026-06-20", "2026-06-19"),
    ("suits/1/judged_on", "2026-05-20", "2026-05-19"),
    ("suits/1/parties/1/judgment_served_on", "2026-05-21", "2026-05-20"),
]


def seen(scenario: Scenario) -> dict[str, Deadline]:
    basis = Basis(rules=national(), calendar=calendar_for("330281"), today=b.TODAY)
    return {one.key: one for one in deadlines(scenario.dispute, basis)}


def starts(scenario: Scenario) -> dict[str, Any]:
    return {key: (one.facts, one.due_on, one.status) for key, one in seen(scenario).items()}


def corrected(scenario: Scenario, field: str, new: str) -> e.FactCorrected:
    event = only(scenario.when(b.correction(field, new), b.TODAY), e.FactCorrected)
    assert isinstance(event, e.FactCorrected)
    return event


@pytest.mark.parametrize(("story", "field", "old", "new"), FACTS)
def test_a_recorded_day_is_put_right_and_back(
    story: Callable[[], Scenario], field: str, old: str, new: str
) -> None:
    scenario = story()
    before, state = starts(scenario), scenario.dispute.state
    event = corrected(scenario, field, new)
    assert (event.old, event.new) == (old, new)
    assert recorded_value(field, scenario.dispute) == new
    assert (starts(scenario) == before) is (field in STILL)
    assert scenario.stands(state)
    assert fold(scenario.past, DISPUTE) == scenario.dispute
    corrected(scenario, field, old)
    assert starts(scenario) == before


@pytest.mark.parametrize(("field", "old", "new"), SECOND)
def test_days_of_a_suit_on_appeal_are_put_right(field: str, old: str, new: str) -> None:
    scenario = b.judged(Instance.SECOND)
    event = corrected(scenario, field, new)
    assert (event.old, event.new) == (old, new)
    assert recorded_value(field, scenario.dispute) == new


def test_every_day_of_the_table_is_corrected_here() -> None:
    days = {field for _, field, _, _ in FACTS} | {field for field, _, _ in SECOND}
    known = {id(found[0]) for day in days if (found := correctable.found(day))}
    elsewhere = {
        "registered_on",
        "accepted_on",
        "effective_on",
        "claims/*/known_on",
        "employment/*/started_on",
        "employment/*/ended_on",
        "closed_on",
        "arbitrations/*/deferral_ended_on",
    }
    missing = {
        field
        for field, fact in correctable.CORRECTABLE.items()
        if fact.kind == "day" and id(fact) not in known
    }
    assert missing == elsewhere


def test_a_corrected_service_day_moves_the_window_to_sue_of_that_party_alone() -> None:
    scenario = b.awarded()
    before = seen(scenario)
    event = corrected(scenario, "arbitrations/1/parties/2/award_served_on", "2026-04-07")
    after = seen(scenario)
    assert event.dependents == ("SUIT.15",)
    assert before["SUIT.15:parties/2"].due_on == date(2026, 4, 20)
    assert after["SUIT.15:parties/2"].due_on == date(2026, 4, 22)
    assert after["SUIT.15:parties/1"] == before["SUIT.15:parties/1"]


def test_the_days_of_a_closed_dispute_are_corrected_without_reopening() -> None:
    scenario = b.closed(b.in_effect())
    corrected(scenario, "arbitrations/1/parties/1/award_served_on", "2026-04-02")
    assert scenario.stands(State.CLOSED)
    assert seen(scenario)["SUIT.15:parties/1"].facts.start_on == b.at(2, 4)
    until = seen(scenario)["ARC.AWARD"].due_on
    event = corrected(scenario, "closed_on", "2026-06-28")
    assert event.dependents == ("period.retention",)
    assert seen(scenario)["ARC.AWARD"].due_on != until


@pytest.mark.parametrize(
    "field",
    [
        "declined_on",
        "mandate_received_on",
        "suspensions/3/first_on",
        "mediation_failed_on",
        "offered_on",
        "closed_on",
        "sealed_on",
        "parties/2/agreement_signed_on",
        "payments/1/paid_on",
        "reinforcement_applied_on",
        "reinforcement_decided_on",
        "parties/2/reinforcement_served_on",
        "objections/1/objected_on",
        "past_reinforcements/1/ended_on",
        "arbitrations/0/filed_on",
        "arbitrations/1/not_accepted_on",
        "arbitrations/1/ended_on",
        "arbitrations/1/stays/1/first_on",
        "arbitrations/1/award_issued_on",
        "arbitrations/1/parties/2/award_served_on",
        "suits/1/filed_on",
        "suits/1/appeal_judged_on",
        "suits/1/parties/2/judgment_served_on",
        "set_aside_filed_on",
        "enforceable_on",
        "documents/1/issued_on",
        "documents/1/recipients/2/received_on",
    ],
)
def test_a_day_of_what_is_not_there_cannot_be_corrected(field: str) -> None:
    b.suspended().refuses(b.correction(field, "2026-03-05"), "nothing_to_correct", b.TODAY)


@pytest.mark.parametrize(
    ("story", "field", "other"),
    [
        (b.awarded, "arbitrations/1/hearings/9/listed_on", "2026-03-20"),
        (b.awarded, "arbitrations/1/parties/9/award_served_on", "2026-04-05"),
        (b.signed, "payments/9/paid_on", "2026-03-20"),
    ],
)
def test_a_number_that_nothing_has_cannot_be_corrected(
    story: Callable[[], Scenario], field: str, other: str
) -> None:
    story().refuses(b.correction(field, other), "nothing_to_correct", b.TODAY)


@pytest.mark.parametrize(
    ("story", "field", "new", "code"),
    [
        (
            b.awarded,
            "arbitrations/1/parties/2/award_served_on",
            "2026-03-31",
            "before_what_it_follows",
        ),
        (b.awarded, "arbitrations/1/award_issued_on", "2026-04-05", "after_what_followed"),
        (b.awarded, "arbitrations/1/accepted_on", "2026-04-02", "after_what_followed"),
        (b.at_commission, "arbitrations/1/filed_on", "2026-03-12", "after_what_followed"),
        (b.at_commission, "arbitrations/1/stays/1/last_on", "2026-03-16", "before_what_it_follows"),
        (b.ordered, "parties/2/reinforcement_served_on", "2026-03-16", "before_what_it_follows"),
        (b.sued, "suits/1/complaint_on", "2026-04-13", "after_what_followed"),
        (b.sued, "suits/1/complaint_on", "2026-03-31", "before_what_it_follows"),
        (b.in_effect, "enforceable_on", "2026-03-31", "before_what_it_follows"),
        (b.suspended, "suspended_on", "2026-03-01", "before_what_it_follows"),
    ],
)
def test_a_day_stays_between_what_it_follows_and_what_followed_it(
    story: Callable[[], Scenario], field: str, new: str, code: str
) -> None:
    refusal = story().refuses(b.correction(field, new), code, b.TODAY)
    assert new in refusal.zh


def test_no_day_is_corrected_to_one_to_come() -> None:
    field = "arbitrations/1/parties/2/award_served_on"
    b.awarded().refuses(b.correction(field, "2026-07-01"), "bad_correction", b.TODAY)


def test_the_refusal_of_a_derived_day_names_the_act_to_correct() -> None:
    refusal = b.signed().refuses(
        b.correction("effective_on", "2026-03-09"), "effect_is_derived", b.TODAY
    )
    assert refusal.data["fields"] == "sealed_on"
    assert "sealed_on" in refusal.zh


def test_the_day_of_effect_follows_the_latest_act_when_that_is_corrected() -> None:
    scenario = b.signed()
    corrected(scenario, "parties/2/agreement_signed_on", "2026-03-08")
    agreement = scenario.dispute.effective_agreement
    assert agreement is not None
    assert (agreement.effective_on, scenario.dispute.period.ended_on) == (b.at(8), b.at(8))
    assert seen(scenario)["CONF.APPLY"].facts.start_on == b.at(8)
    taken = [x.on for x in scenario.dispute.limitation.breaks if x.cause == "agreement_effective"]
    assert taken == [b.at(8)]


def test_before_all_have_signed_a_corrected_signature_brings_no_effect() -> None:
    scenario = b.signed()
    scenario.past = scenario.past[:-5]
    corrected(scenario, "parties/1/agreement_signed_on", "2026-03-05")
    agreement = scenario.dispute.agreement
    assert agreement is not None
    assert (agreement.last_act_on, agreement.effective_on) == (b.at(5), None)


@pytest.mark.parametrize(
    ("story", "field", "new", "cause"),
    [
        (b.declined, "declined_on", "2026-03-05", InterruptionCause.MEDIATION_REFUSED),
        (b.failed, "mediation_failed_on", "2026-03-06", InterruptionCause.MEDIATION_FAILED),
        (b.refused, "arbitrations/1/filed_on", "2026-03-10", InterruptionCause.ARBITRATION_FILED),
        (b.sued, "suits/1/filed_on", "2026-04-11", InterruptionCause.SUIT_FILED),
        (
            b.signed,
            "payments/1/paid_on",
            "2026-03-11",
            InterruptionCause.AGREEMENT_PERFORMED_IN_PART,
        ),
    ],
)
def test_an_interruption_of_limitation_moves_with_its_day(
    story: Callable[[], Scenario], field: str, new: str, cause: InterruptionCause
) -> None:
    scenario = story()
    corrected(scenario, field, new)
    assert new in {x.on.isoformat() for x in scenario.dispute.limitation.breaks if x.cause is cause}


def test_an_appraisal_is_the_same_stretch_as_its_suspension_and_another_cause_is_none() -> None:
    scenario = b.suspended()
    corrected(scenario, "suspensions/1/last_on", "2026-03-08")
    assert scenario.dispute.period.appraisals == ((b.at(4), b.at(8)),)
    other = b.suspended(SuspensionCause.FORCE_MAJEURE)
    corrected(other, "suspensions/1/last_on", "2026-03-08")
    assert other.dispute.period.appraisals == ()


def test_the_end_of_a_suit_that_came_to_nothing_touches_no_title() -> None:
    scenario = b.sued_without_award()
    corrected(scenario, "suits/1/ended_on", "2026-05-10")
    assert (scenario.dispute.suits[0].ended_on, scenario.dispute.title) == (b.at(10, 5), None)


def test_enforcement_of_what_is_not_on_record_has_a_day_too() -> None:
    scenario = b.enforced_without_title()
    corrected(scenario, "enforcement_applied_on", "2026-04-23")
    running = scenario.dispute.enforcement
    assert running is not None
    assert (running.applied_on, scenario.dispute.title) == (b.at(23, 4), None)


def test_the_domicile_of_a_party_is_corrected_from_nothing() -> None:
    scenario = b.failed()
    event = corrected(scenario, "parties/1/region", "330281")
    assert (event.old, event.new) == ("", "330281")


# What is kept to stand again


def test_what_stands_again_after_a_return_is_the_corrected_day() -> None:
    scenario = b.handed_over()
    corrected(scenario, "accepted_on", "2026-03-04")
    assert scenario.dispute.handed_over[0].stood.accepted_on == b.at(4)


def test_a_day_that_was_another_before_the_mandate_stays_what_it_was() -> None:
    scenario = b.entrusted()
    corrected(scenario, "accepted_on", "2026-03-08")
    record = scenario.dispute.mandate_record
    assert record is not None
    assert record.stood is not None
    assert record.stood.accepted_on == b.at(2)


# A lapse that was recorded


def test_a_lapse_that_the_right_day_makes_premature_is_told_and_the_record_stands() -> None:
    scenario = b.in_effect()
    corrected(scenario, "arbitrations/1/parties/2/award_served_on", "2026-04-08")
    assert scenario.given is not None
    (warning,) = scenario.given.breaches
    assert (warning.code, warning.rule and warning.rule.id) == ("lapse_was_premature", "SUIT.15")
    assert scenario.stands(State.IN_ENFORCEMENT)
    # Told once: what was premature before is no news.
    corrected(scenario, "arbitrations/1/parties/2/award_served_on", "2026-04-09")
    assert not scenario.given.breaches


@pytest.mark.parametrize("field", ["registered_on", "arbitrations/1/filed_on"])
def test_silence_that_was_recorded_too_early_is_told(field: str) -> None:
    silent = (
        e.ReceiptPeriodLapsed(occurred_on=b.at(23), due_on=b.at(17)),
        e.ArbitrationFiled(occurred_on=b.at(24), commission=COMMISSION, by_party=1),
        e.ArbitrationAcceptanceLapsed(occurred_on=b.at(1, 4), due_on=b.at(31)),
    )
    scenario = registered()
    scenario.past.extend(silent)
    new, today = ("2026-03-10", b.TODAY) if field == "registered_on" else ("2026-04-08", b.at(9, 4))
    scenario.when(b.correction(field, new), today)
    assert scenario.given is not None
    assert [one.code for one in scenario.given.breaches] == ["lapse_was_premature"]


def test_a_payment_order_that_took_effect_too_early_is_told() -> None:
    scenario = b.ordered()
    scenario.past.append(e.PaymentOrderTookEffect(occurred_on=b.at(3, 4), number="1号"))
    corrected(scenario, "parties/2/reinforcement_served_on", "2026-03-20")
    assert scenario.given is not None
    assert [one.code for one in scenario.given.breaches] == ["lapse_was_premature"]
    assert seen(scenario)["PO.OBJECT:parties/2"].status is not Status.MET
