"""Agreement: terms, required acts, effect, performance, annulment."""

from datetime import date

import msgspec

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Claim,
    ClaimKind,
    Disposition,
    Instalment,
    Outcome,
    RequiredAct,
    Term,
    Withdrawal,
)
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AnnulAgreement,
    SealAgreement,
    SettleOnTheSpot,
    SignAgreement,
)
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.dispute.stages.handover.referral import OfferReferral
from services.workflow.domain.dispute.stages.intake.intake import WithdrawApplication
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import delegated
from tests.support.builders import (
    CLAIMS,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    agreed,
    effective,
    in_mediation,
    sealed,
    terms,
)
from tests.support.given_when_then import only

WORKER, EMPLOYER, MEDIATOR = SignAgreement(party=1), SignAgreement(party=2), SignAgreement()
SEAL = SealAgreement()
OFFER = OfferReferral(to=COMMISSION, reason="当事人要求仲裁", applicant=1)
TWO_CLAIMS = (*CLAIMS, Claim(no=2, kind=ClaimKind.ECONOMIC_COMPENSATION))


def day(n: int) -> date:
    return date(2026, 3, n)


def test_terms_name_the_acts_that_the_agreement_needs() -> None:
    scenario = in_mediation()
    event = only(scenario.when(terms(660_000, 660_000), ON), e.TermsRecorded)
    assert set(event.required) == set(RequiredAct)
    assert scenario.stands(State.AGREED)


def test_a_court_delegated_agreement_needs_the_parties_signatures_only() -> None:
    scenario = delegated().after(terms(), on=ON)
    scenario.when(WORKER, day(3))
    *_, effect = scenario.when(EMPLOYER, day(4))
    assert isinstance(effect, e.AgreementTookEffect)


def test_terms_belong_to_claims_there_are_and_say_something() -> None:
    in_mediation().refuses(terms(claims=(9,)), "term_for_unknown_claim", ON)
    in_mediation().refuses(terms(terms=(Term(claim=1),)), "term_is_empty", ON)


def test_instalments_are_numbered_without_a_gap() -> None:
    second = Instalment(no=2, due_on=day(9), amount=Fen(100))
    gap = terms(terms=(Term(claim=1, instalments=(second,)),))
    in_mediation().refuses(gap, "instalments_misnumbered", ON)


def test_the_agreement_takes_effect_on_the_day_of_the_last_required_act() -> None:
    scenario = agreed(660_000, 660_000, 660_000, 660_000)
    assert only(scenario.when(WORKER, day(3)), e.AgreementSigned).party == 1
    only(scenario.when(EMPLOYER, day(6)), e.AgreementSigned)
    only(scenario.when(MEDIATOR, day(6)), e.AgreementSigned)
    assert scenario.stands(State.AGREED)
    sealed_event, effect = scenario.when(SEAL, day(9))
    assert isinstance(sealed_event, e.AgreementSealed)
    assert effect.occurred_on == day(9)
    assert effect.amount == 2_640_000
    assert len(effect.instalments) == 4
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.claims[0].disposition is Disposition.SETTLED


def test_acts_recorded_late_take_effect_on_their_latest_day_not_on_the_last_recorded() -> None:
    scenario = agreed()
    scenario.when(SEAL, day(9))
    scenario.when(MEDIATOR, day(5))
    scenario.when(EMPLOYER, day(4))
    _, effect = scenario.when(WORKER, day(3))
    assert effect.occurred_on == day(9)
    assert effect.occurred_at is None


def test_nobody_signs_twice() -> None:
    scenario = agreed().after(WORKER, MEDIATOR, SEAL)
    scenario.refuses(WORKER, "signed_already")
    scenario.refuses(MEDIATOR, "signed_already")
    scenario.refuses(SEAL, "sealed_already")


def test_only_a_party_signs() -> None:
    agreed().refuses(SignAgreement(party=5), "unknown_party")


def test_nobody_signs_before_there_are_terms() -> None:
    scenario = in_mediation().after(terms(), on=day(5))
    scenario.refuses(WORKER, "before_terms", day(4))


def test_the_last_act_waits_for_a_term_on_every_claim() -> None:
    scenario = in_mediation(claims=TWO_CLAIMS).after(terms(), WORKER, EMPLOYER, MEDIATOR, on=ON)
    refusal = scenario.refuses(SEAL, "terms_missing")
    assert refusal.rule is not None
    assert refusal.rule.id == "CLAIM.COVERED"
    assert {"split_claims", "withdraw_claims"} <= set(refusal.allowed)
    assert refusal.data["claims"] == "2"


def test_an_agreement_recalls_the_offer_in_flight() -> None:
    scenario = in_mediation().after((OFFER, {"organisation": COMMISSION_BODY}), on=ON)
    scenario.after(terms(), on=ON)
    assert scenario.stands(State.AGREED)
    _, recalled, effect = scenario.after(WORKER, EMPLOYER, MEDIATOR, on=ON).when(SEAL, ON)
    assert recalled.reason == "agreement_reached"
    assert isinstance(effect, e.AgreementTookEffect)
    assert scenario.dispute.offer is None


def test_settled_on_the_spot_is_closed_at_once() -> None:
    scenario = in_mediation().after((OFFER, {"organisation": COMMISSION_BODY}), on=ON)
    recalled, settled, _ = scenario.when(SettleOnTheSpot(amount=Fen(500_000)), ON)
    assert isinstance(recalled, e.ReferralRecalled)
    assert settled.amount == 500_000
    assert scenario.dispute.outcome is Outcome.SETTLED_ON_THE_SPOT
    assert scenario.stands(State.CLOSED)
    assert len(in_mediation().when(SettleOnTheSpot(), ON)) == 2


def test_payments_add_up_to_the_amount_agreed() -> None:
    scenario = effective(660_000, 660_000)
    scenario.when(RecordPerformance(amount=Fen(660_000), instalment=1), day(5))
    agreement = scenario.dispute.agreement
    assert agreement is not None
    assert agreement.paid == 660_000
    assert not agreement.is_performed
    scenario.refuses(RecordPerformance(amount=Fen(660_001)), "pays_more_than_due")
    scenario.refuses(RecordPerformance(amount=Fen(1), instalment=3), "unknown_instalment")
    scenario.when(RecordPerformance(amount=Fen(660_000)), day(6))
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.is_performed


def test_an_agreed_duty_in_words_is_never_seen_as_performed() -> None:
    duty = terms(terms=(Term(claim=1, duty=sealed("duty")),))
    scenario = in_mediation().after(duty, WORKER, EMPLOYER, MEDIATOR, SEAL, on=ON)
    assert scenario.dispute.agreement is not None
    assert not scenario.dispute.agreement.is_performed
    assert scenario.past[-1].amount is None


def test_a_void_agreement_is_a_failed_mediation() -> None:
    annul = AnnulAgreement(kind=AnnulmentKind.VOID, by="余姚市人民法院", ground="违反强制性规定")
    scenario = effective()
    assert only(scenario.when(annul), e.AgreementAnnulled).version == 1
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.agreement is None


def test_the_court_that_is_named_is_a_court() -> None:
    annul = AnnulAgreement(kind=AnnulmentKind.VOID, by="法院", ground="显失公平", court=COURT)
    effective().refuses(annul, "not_a_court", organisation=COMMISSION_BODY)
    assert effective().when(annul, organisation=COURT_BODY)


def test_where_no_agreement_stood_none_is_annulled() -> None:
    annul = AnnulAgreement(kind=AnnulmentKind.REVOKED, by="双方", ground="重大误解")
    withdrawn = WithdrawApplication(reason=Withdrawal.NO_LONGER_PURSUED, by=(1,))
    in_mediation().after(withdrawn).refuses(annul, "no_agreement_stands")
    agreed().after(withdrawn).refuses(annul, "no_agreement_stands")


def test_an_agreement_imported_without_its_terms_still_takes_effect() -> None:
    scenario = in_mediation()
    scenario.past.append(e.AgreementTookEffect(occurred_on=ON, version=1, amount=Fen(900)))
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.due == 900
    assert msgspec.structs.asdict(scenario.dispute)["state"] is State.AGREEMENT_EFFECTIVE


def test_one_claim_has_one_term() -> None:
    twice = (*terms().terms, Term(claim=1, duty=sealed("duty")))
    refusal = in_mediation().refuses(terms(terms=twice), "claim_has_two_terms", ON)
    assert refusal.rule is not None
    assert refusal.rule.id == "AGREEMENT.TERMS"


def test_claims_that_were_withdrawn_or_split_off_need_no_term_and_get_none() -> None:
    scenario = in_mediation(claims=TWO_CLAIMS)
    scenario.past.append(e.ClaimsWithdrawn(occurred_on=ON, claims=(2,)))
    scenario.refuses(terms(claims=(1, 2)), "term_for_unknown_claim", ON)
    *_, effect = scenario.after(terms(), WORKER, EMPLOYER, MEDIATOR, on=ON).when(SEAL, ON)
    assert isinstance(effect, e.AgreementTookEffect)
    assert scenario.dispute.claims[1].disposition is Disposition.WITHDRAWN


def test_nothing_is_closed_on_the_spot_before_a_mandate_is_returned() -> None:
    refusal = delegated().refuses(SettleOnTheSpot(), "settled_under_mandate", ON)
    assert refusal.rule is not None
    assert refusal.rule.id == "MANDATE.RETURN"
