"""Corrections in every state, with evidence, and what had been computed from the old value."""

import re
from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards import correctable
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import Dependent, computed
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Claim, ClaimKind, Outcome, Source
from services.workflow.domain.dispute.stages.record.correction import CorrectFact, recorded_value
from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.values.money import Fen
from tests.support.builders import COURT, ON, effective, in_mediation, registered
from tests.support.given_when_then import DISPUTE, Scenario, only
from tests.support.record_builders import awarded, with_past

CLAIMS = (
    Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(2_640_000)),
    Claim(no=2, kind=ClaimKind.ECONOMIC_COMPENSATION, known_on=date(2026, 1, 5)),
)
EMPLOYMENT = e.EmploymentRecorded(
    occurred_on=ON, party=1, started_on=date(2020, 5, 1), ended_on=date(2026, 1, 31)
)


def correction(field: str, new: str, **changes: Any) -> CorrectFact:
    return CorrectFact(
        **({"field": field, "new": new, "reason": "录入错误", "evidence": "申请书原件"} | changes)
    )


def full() -> Scenario:
    """An agreement in effect that was typed in, so that its day can be wrong."""
    taken = e.AgreementTookEffect(occurred_on=ON, version=1, amount=Fen(2_640_000))
    return with_past(in_mediation(claims=CLAIMS), EMPLOYMENT, taken)


FACTS = [
    ("region", "330281002", "330281001"),
    ("worker_count", "3", "1"),
    ("registered_on", "2026-02-27", "2026-03-02"),
    ("accepted_on", "2026-03-05", "2026-03-02"),
    ("case_number", "2号", "1号"),
    ("amount_claimed", "990000", "2640000"),
    ("effective_on", "2026-03-03", "2026-03-02"),
    ("paid", "100", "0"),
    ("claims/2/amount", "500000", ""),
    ("claims/1/amount", "", "2640000"),
    ("claims/2/kind", "damages", "economic_compensation"),
    ("claims/2/known_on", "2025-12-01", "2026-01-05"),
    ("employment/1/started_on", "2019-05-01", "2020-05-01"),
    ("employment/1/ended_on", "2025-01-31", "2026-01-31"),
    ("employment/1/ended_on", "", "2026-01-31"),
    ("parties/2/name", "余姚某某机械有限公司", "余姚某某制造有限公司"),
]


@pytest.mark.parametrize(("field", "new", "old"), FACTS)
def test_a_correction_keeps_the_old_value_and_counts_the_new(
    field: str, new: str, old: str
) -> None:
    scenario = full()
    event = only(scenario.when(correction(field, new)), e.FactCorrected)
    assert (event.old, event.new) == (old, new)
    assert recorded_value(field, scenario.dispute) == new
    scenario.refuses(correction(field, new), "correction_is_same")


def test_a_credit_code_is_checked_before_it_is_recorded() -> None:
    scenario = full()
    scenario.refuses(correction("parties/2/uscc", "91330281"), "bad_correction")
    event = only(scenario.when(correction("parties/2/uscc", valid_code())), e.FactCorrected)
    assert (event.old, event.new) == ("", valid_code())
    scenario.when(correction("parties/2/uscc", ""))
    assert scenario.dispute.parties[1].uscc is None


def valid_code() -> str:
    return "91330281MA2AF1XX00"


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("region", "99"),
        ("worker_count", "0"),
        ("worker_count", "x"),
        ("registered_on", "2026-02-30"),
        ("registered_on", "2099-01-01"),
        ("registered_on", ""),
        ("worker_count", "99999999999999999999"),
        ("amount_claimed", "-1"),
        ("case_number", " "),
        ("claims/2/kind", "no_such_cause"),
        ("claims/2/known_on", "2099-01-01"),
        ("employment/1/ended_on", "soon"),
    ],
)
def test_a_corrected_value_must_be_a_value(field: str, new: str) -> None:
    refusal = full().refuses(correction(field, new), "bad_correction")

    # Our words, not those of a library: Chinese in the Chinese text, and none in the English.
    assert not any(
        words in refusal.zh for words in ("invalid", "literal", "isoformat", "ValueError")
    )
    assert re.search("[一-鿿]", str(refusal.data["why_zh"]))
    assert not re.search("[一-鿿]", refusal.en)


def test_acceptance_is_not_corrected_to_a_day_before_receipt_nor_receipt_to_one_after_it() -> None:
    scenario = full()
    for sent in (
        correction("accepted_on", "2026-03-01"),
        correction("registered_on", "2026-03-03"),
    ):
        refusal = scenario.refuses(sent, "accepted_before_received")
        assert "受理日期" in refusal.zh
    scenario.when(correction("accepted_on", "2026-03-03"))
    scenario.when(correction("registered_on", "2026-03-03"))
    registered().when(correction("registered_on", "2026-03-05"))


@pytest.mark.parametrize(
    "field", ["outcome", "claims", "claims/2/disposition", "claims/x/amount", "a/b/c/d"]
)
def test_only_facts_of_the_table_can_be_corrected(field: str) -> None:
    full().refuses(correction(field, "x"), "not_correctable")
    assert recorded_value(field, full().dispute) is None


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("claims/9/amount", "1"),
        ("employment/2/ended_on", "2026-01-01"),
        ("parties/1/name", "张三"),
        ("effective_on", "2026-03-03"),
        ("accepted_on", "2026-03-03"),
    ],
)
def test_what_is_not_on_record_cannot_be_corrected(field: str, new: str) -> None:
    registered().refuses(correction(field, new), "nothing_to_correct")


def test_a_correction_names_its_evidence() -> None:
    refusal = full().refuses(
        correction("worker_count", "2", evidence=" "), "correction_needs_evidence"
    )
    assert refusal.rule is not None
    assert refusal.rule.id == "CORRECT.EVIDENCE"


def test_a_ledgers_correction_names_its_row_instead() -> None:
    source = Source(ledger="台账", row_digest="00")
    full().when(correction("worker_count", "2", evidence="", source=source))


def test_the_day_of_effect_follows_from_the_acts() -> None:
    derived = effective().refuses(correction("effective_on", "2026-03-03"), "effect_is_derived")
    assert derived.rule is not None
    assert derived.rule.id == "MED.EFFECT"


def test_while_an_amendment_is_signed_the_standing_version_is_corrected() -> None:
    scenario = effective()
    agreement = scenario.dispute.agreement
    assert agreement is not None
    amended = e.AgreementAmended(
        occurred_on=ON, version=2, terms=agreement.terms, required=(), consented_by=(1, 2)
    )
    with_past(scenario, amended).when(correction("paid", "100"))
    assert scenario.dispute.standing is not None
    assert scenario.dispute.standing.paid == 100


def test_a_wrong_day_of_receipt_can_be_put_right_on_any_day() -> None:
    scenario = registered().after(correction("registered_on", "2026-03-09"))
    scenario.when(correction("registered_on", "2026-03-02"), ON)
    assert scenario.dispute.received_on == ON


def test_only_a_supervisor_moves_a_dispute_to_another_district() -> None:
    refusal = effective().refuses(correction("region", "110101001"), "district_by_supervisor")
    assert isinstance(refusal, NotPermitted)


@pytest.mark.parametrize("state", [State.CLOSED, State.ARCHIVED])
def test_a_fact_of_an_ended_dispute_is_corrected_without_reopening(state: State) -> None:
    scenario = with_past(
        full(), e.DisputeClosed(occurred_on=ON, outcome=Outcome.AGREEMENT_EFFECTIVE)
    )
    if state is State.ARCHIVED:
        filed = e.DisputeArchived(occurred_on=ON, retention_until=date(2031, 3, 2), rule="ARC.PM")
        scenario = with_past(scenario, filed)
    event = only(scenario.when(correction("employment/1/ended_on", "2025-01-31")), e.FactCorrected)
    assert scenario.stands(state)
    assert event.dependents == ("LIM.WAGES",)


def dependents(scenario: Scenario, field: str, new: str) -> tuple[str, ...]:
    event = only(scenario.when(correction(field, new)), e.FactCorrected)
    return tuple(event.dependents)


def test_what_had_been_computed_from_the_old_value_is_listed() -> None:
    assert dependents(full(), "region", "330281002") == ("figure.area",)
    assert dependents(registered(), "registered_on", "2026-03-05") == (
        "MED.15.RECEIPT",
        "figure.period",
        "LIM.WAGES",
    )
    assert dependents(full(), "accepted_on", "2026-03-05") == ("MED.15.ACCEPT",)
    assert dependents(registered(), "case_number", "2号") == ()
    assert dependents(full(), "effective_on", "2026-03-03") == (
        "CONF.APPLY",
        "REV.APPLY",
        "figure.period",
        "LIM.1Y",
        "LIM.WAGES",
    )
    assert dependents(full(), "claims/1/kind", "damages") == (
        "figure.cause",
        "LIM.1Y",
        "LIM.WAGES",
        "matter.candidates",
    )


def test_a_decision_that_rested_on_the_old_value_is_listed_too() -> None:
    applied = e.ConfirmationApplied(
        occurred_on=ON, version=1, court=COURT, applicants=(1, 2), due_natural=ON, due_rolled=ON
    )
    listed = dependents(with_past(full(), applied), "effective_on", "2026-03-03")
    assert "decision.apply_for_confirmation" in listed
    withdrawn = e.ConfirmationWithdrawn(occurred_on=ON, by=(1,))
    after = with_past(full(), applied, withdrawn)
    assert "decision.apply_for_confirmation" in dependents(after, "effective_on", "2026-03-03")
    assert dependents(awarded(False), "amount_claimed", "990000") == (
        "figure.amount",
        "FINAL.AMOUNT",
        "decision.award_issued",
    )


def test_every_dependent_comes_from_some_fact() -> None:
    named = {code for fact in correctable.CORRECTABLE.values() for code in fact.dependents}
    assert named == set(Dependent)
    assert computed(registered().dispute, (Dependent.CLOSING,)) == ()


def test_an_event_about_a_fact_unknown_today_changes_nothing() -> None:
    scenario = registered()
    before = scenario.dispute
    unknown = e.FactCorrected(occurred_on=ON, field="colour", old="", new="red", reason="x")
    after = with_past(scenario, unknown).dispute
    assert (after.parties, after.claims, after.id) == (before.parties, before.claims, DISPUTE)


def test_what_a_corrected_value_is_follows_from_its_field() -> None:
    assert correctable.kind_of("claims/2/amount") is Kind.AMOUNT
    assert correctable.kind_of("worker_count") is Kind.COUNT
    assert correctable.kind_of("claims/2/colour") is None
