"""Arbitration: filing, acceptance, silence, withdrawal."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    Disposition,
    Mandate,
    OfferKind,
    Outcome,
    ReturnGround,
)
from services.workflow.domain.dispute.records import Offer
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAcceptanceLapsed,
    ReportArbitrationDeemedWithdrawn,
    ReportArbitrationFiled,
    ReportArbitrationNotAccepted,
    ReportArbitrationWithdrawn,
)
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COURT_BODY,
    ON,
    effective,
    in_mediation,
    registered,
)
from tests.support.given_when_then import Scenario, only
from tests.support.tribunal_builders import (
    ACCEPTED,
    FILED,
    NOT_ACCEPTED,
    OTHER_COMMISSION,
    OTHER_COMMISSION_BODY,
    TO_COMMISSION,
    at_commission,
    in_arbitration,
    rule_of,
    warnings,
)

DUE = date(2026, 3, 9)
"""The fifth working day from ON."""
LATE = date(2026, 3, 10)
SILENCE = ReportArbitrationAcceptanceLapsed()
WITHDRAWN = ReportArbitrationWithdrawn(by=(1,))
DEEMED = ReportArbitrationDeemedWithdrawn(reason="申请人无正当理由不到庭")
ELSEWHERE = ReportArbitrationNotAccepted(
    ground=ArbitrationBar.WRONG_COMMISSION, competent=OTHER_COMMISSION
)


def fate(scenario: Scenario) -> Disposition:
    return scenario.dispute.claims[0].disposition


def suggested() -> Scenario:
    """With an organisation on the suggestion of the commission, which deferred acceptance."""
    scenario = at_commission()
    scenario.past.append(
        e.MediationSuggested(
            occurred_on=ON, commission=COMMISSION, organisation=CENTRE, consented_by=(1, 2)
        )
    )
    return scenario


def entrusted() -> Scenario:
    """With an organisation while the commission has the case."""
    scenario = in_arbitration()
    scenario.past.append(
        e.MediationEntrusted(
            occurred_on=ON,
            mandate=Mandate.ARBITRATION_ENTRUSTED,
            body=COMMISSION,
            organisation=CENTRE,
            consented_by=(1, 2),
        )
    )
    return scenario


def test_a_filing_takes_a_closed_dispute_up_again_with_its_claims() -> None:
    scenario = at_commission().after(WITHDRAWN, on=ON)
    assert scenario.stands(State.CLOSED)
    assert fate(scenario) is Disposition.WITHDRAWN
    only(scenario.when(FILED, ON, **TO_COMMISSION), e.ArbitrationFiled)
    assert scenario.stands(State.ARBITRATION_FILED)
    assert scenario.dispute.outcome is None
    assert fate(scenario) is Disposition.OPEN


def test_a_filing_with_the_commission_that_deferred_keeps_the_first_date() -> None:
    scenario = suggested()
    scenario.when(FILED, LATE, **TO_COMMISSION)
    case = scenario.dispute.arbitration
    assert case is not None
    assert (case.filed_on, case.deferred_until) == (ON, LATE)
    assert scenario.dispute.mandate_record is None
    scenario.when(ACCEPTED, date(2026, 3, 17))
    assert warnings(scenario) == []


def test_what_was_entrusted_is_returned_before_anything_is_filed() -> None:
    entrusted().refuses(FILED, "seised_body_has_it", ON, **TO_COMMISSION)


def test_the_filer_is_a_party_and_the_body_a_commission() -> None:
    registered().refuses(FILED, "not_a_commission", ON, organisation=COURT_BODY)
    stranger = ReportArbitrationFiled(commission=COMMISSION, by_party=8)
    registered().refuses(stranger, "unknown_party", ON, **TO_COMMISSION)


def test_an_acceptance_in_time_is_without_remark_and_a_late_one_has_one() -> None:
    prompt, late = at_commission(), at_commission()
    only(prompt.when(ACCEPTED, DUE), e.ArbitrationAccepted)
    assert warnings(prompt) == []
    late.when(ACCEPTED, LATE)
    assert warnings(late) == ["acceptance_decided_late"]
    assert late.stands(State.IN_ARBITRATION)


def test_a_case_that_is_not_accepted_may_be_sued_on() -> None:
    scenario = at_commission()
    event = only(scenario.when(NOT_ACCEPTED, ON), e.ArbitrationNotAccepted)
    assert event.ground is ArbitrationBar.NOT_DEFINITE
    assert scenario.stands(State.SUIT_OPEN)


def test_a_commission_without_jurisdiction_names_the_one_that_has_it() -> None:
    scenario = at_commission()
    event = only(
        scenario.when(ELSEWHERE, ON, organisation=OTHER_COMMISSION_BODY),
        e.ArbitrationNotAccepted,
    )
    assert event.competent == OTHER_COMMISSION
    assert scenario.dispute.arbitration is not None
    assert scenario.dispute.arbitration.was_wrong_commission
    bare = at_commission()
    bare.when(ReportArbitrationNotAccepted(ground=ArbitrationBar.WRONG_COMMISSION), ON)
    assert warnings(bare) == ["competent_not_named"]


@pytest.mark.parametrize(
    ("ground", "competent"),
    [
        (ArbitrationBar.WRONG_COMMISSION, COMMISSION),
        (ArbitrationBar.OUT_OF_SCOPE, OTHER_COMMISSION),
    ],
)
def test_another_commission_is_named_only_where_it_is_another(
    ground: ArbitrationBar, competent: object
) -> None:
    command = ReportArbitrationNotAccepted(ground=ground, competent=competent)  # type: ignore[arg-type]
    at_commission().refuses(
        command, "competent_does_not_fit", ON, organisation=OTHER_COMMISSION_BODY
    )
    at_commission().refuses(ELSEWHERE, "not_a_commission", ON, organisation=COURT_BODY)


def test_silence_counts_once_its_period_has_really_passed() -> None:
    scenario = at_commission()
    scenario.refuses(SILENCE, "acceptance_period_runs", DUE.replace(day=DUE.day - 1))
    refusal = scenario.refuses(SILENCE, "acceptance_period_runs", DUE)
    assert rule_of(refusal) == "ARB.ACCEPT"
    assert refusal.data["due"] == DUE.isoformat()
    event = only(scenario.when(SILENCE, LATE), e.ArbitrationAcceptanceLapsed)
    assert event.due_on == DUE
    assert scenario.stands(State.ARBITRATION_FILED)
    scenario.refuses(SILENCE, "acceptance_lapsed_already", LATE)


@pytest.mark.parametrize("command", [WITHDRAWN, DEEMED])
@pytest.mark.parametrize("before", [at_commission, in_arbitration])
def test_a_withdrawal_closes_the_dispute_in_the_same_act(
    command: ReportArbitrationWithdrawn | ReportArbitrationDeemedWithdrawn, before: object
) -> None:
    scenario: Scenario = before()  # type: ignore[operator]
    state = scenario.dispute.state
    _, closed = scenario.when(command, ON)
    assert closed.outcome is Outcome.ARBITRATION_WITHDRAWN
    assert scenario.stands(State.CLOSED)
    assert scenario.dispute.before_closing is not None
    assert scenario.dispute.before_closing.state is state


def test_a_withdrawal_leads_back_to_the_agreement_that_stands() -> None:
    scenario = effective().after((FILED, TO_COMMISSION), ACCEPTED, on=ON)
    only(scenario.when(WITHDRAWN, ON), e.ArbitrationWithdrawn)
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.custodian == CENTRE
    assert scenario.dispute.claims[0].disposition is Disposition.SETTLED


def test_a_filing_after_the_applicant_stayed_away_is_noted() -> None:
    scenario = in_arbitration().after(DEEMED, on=ON)
    scenario.when(FILED, ON, **TO_COMMISSION)
    assert warnings(scenario) == ["filed_again_after_default"]


def test_who_withdraws_is_a_party() -> None:
    at_commission().refuses(ReportArbitrationWithdrawn(by=(8,)), "unknown_party", ON)


@pytest.mark.parametrize("answer", [ACCEPTED, NOT_ACCEPTED, WITHDRAWN])
def test_an_offered_return_is_recalled_when_the_case_moves(answer: object) -> None:
    scenario = in_mediation().after((FILED, TO_COMMISSION), on=ON)
    scenario.past.append(
        e.ReturnOffered(occurred_on=ON, offer=1, to=CENTRE, ground=ReturnGround.SENT_IN_ERROR)
    )
    offer = scenario.dispute.offer
    assert isinstance(offer, Offer)
    assert offer.kind is OfferKind.RETURN
    recalled, *_ = scenario.when(answer, ON)  # type: ignore[arg-type]
    assert isinstance(recalled, e.ReferralRecalled)
    assert scenario.dispute.offer is None
