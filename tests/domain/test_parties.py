"""Parties: who joins, leaves, answers, succeeds, is renamed or struck off."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Claim,
    ClaimKind,
    Party,
    PartyKind,
    Side,
    Stance,
    SuccessionKind,
)
from services.workflow.domain.dispute.records import Employment, Response
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AmendAgreement,
    SealAgreement,
    SignAgreement,
)
from services.workflow.domain.dispute.stages.parties.parties import (
    ANSWERS_FOR_CANCELLED,
    AddParty,
    DropParty,
    RecordCancellation,
    RecordEmployment,
    RecordResponse,
    RenameParty,
    SucceedParty,
)
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import Refusal
from tests.support.builders import (
    CENTRE,
    CLAIMS,
    ON,
    agreed,
    effective,
    in_mediation,
    registered,
    sealed,
    terms,
    withdraw,
)
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.party_builders import WORKERS, employer, worker

ADD_DISPATCHER = AddParty(party=employer(3), reason="劳务派遣单位")
STRUCK_OFF = "注销登记信息"


def rule_of(refusal: Refusal) -> str:
    assert refusal.rule is not None
    return refusal.rule.id


def of_two_workers() -> Scenario:
    return registered(parties=WORKERS, worker_count=2)


def succeed(
    party: int, successor: Party, kind: SuccessionKind, evidence: str = "证明"
) -> SucceedParty:
    return SucceedParty(party=party, successor=successor, kind=kind, evidence=evidence)


def test_a_party_joins_under_the_next_number() -> None:
    scenario = in_mediation()
    joined = only(scenario.when(ADD_DISPATCHER), e.PartyAdded)
    assert joined.party.no == 3
    assert scenario.dispute.side(Side.RESPONDENT) == {2, 3}


def test_a_party_joins_for_a_reason() -> None:
    refusal = registered().refuses(AddParty(party=employer(3), reason=""), "party_needs_reason", ON)
    assert rule_of(refusal) == "PARTY.CHANGED"


@pytest.mark.parametrize("no", [2, 4])
def test_a_number_is_given_once_and_in_order(no: int) -> None:
    registered().refuses(AddParty(party=employer(no), reason="追加"), "number_taken", ON)


def test_the_number_of_a_party_who_left_is_not_given_again() -> None:
    scenario = registered().after(ADD_DISPATCHER, DropParty(party=3, reason="与争议无关"), on=ON)
    scenario.refuses(ADD_DISPATCHER, "number_taken", ON)
    scenario.when(AddParty(party=employer(4), reason="追加"), ON)
    assert scenario.dispute.side(Side.RESPONDENT) == {2, 4}


def test_a_second_worker_who_joins_counts() -> None:
    scenario = registered().after(AddParty(party=worker(3), reason="共同申请"), on=ON)
    assert scenario.dispute.worker_count == 2


def test_one_of_many_who_is_named_later_is_counted_already() -> None:
    scenario = registered(worker_count=12)
    scenario.after(AddParty(party=worker(3), reason="列明"), on=ON)
    assert scenario.dispute.worker_count == 12


def test_each_side_keeps_a_party() -> None:
    refusal = registered().refuses(DropParty(party=2, reason="退出"), "last_of_its_side", ON)
    assert rule_of(refusal) == "PARTY.CHANGED"
    assert refusal.allowed == ("succeed_party", "withdraw_application")
    scenario = of_two_workers()
    dropped = only(scenario.when(DropParty(party=3, reason="退出"), ON), e.PartyDropped)
    assert dropped.party == 3
    assert scenario.dispute.side(Side.CLAIMANT) == {1}
    scenario.refuses(DropParty(party=3, reason="退出"), "unknown_party", ON)


def test_a_party_leaves_for_a_reason() -> None:
    of_two_workers().refuses(DropParty(party=3, reason=" "), "party_needs_reason", ON)


def test_a_party_who_signed_does_not_leave() -> None:
    scenario = agreed(parties=WORKERS, worker_count=2).after(SignAgreement(party=1), on=ON)
    refusal = scenario.refuses(DropParty(party=1, reason="退出"), "party_has_signed", ON)
    assert rule_of(refusal) == "PARTY.CHANGED"
    scenario.when(DropParty(party=3, reason="退出"), ON)


def test_with_the_last_unsigned_party_gone_the_agreement_takes_effect() -> None:
    scenario = agreed(parties=WORKERS, worker_count=2)
    acts = (SignAgreement(party=1), SignAgreement(party=2), SignAgreement(), SealAgreement())
    scenario.after(*acts, on=ON)
    _, effect = scenario.when(DropParty(party=3, reason="退出"), TODAY)
    assert isinstance(effect, e.AgreementTookEffect)
    assert effect.occurred_on == TODAY
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)


def test_a_claim_without_a_term_keeps_it_from_taking_effect_by_a_departure() -> None:
    claims = (*CLAIMS, Claim(no=2, kind=ClaimKind.OTHER))
    scenario = agreed(parties=WORKERS, worker_count=2, claims=claims)
    for no in (1, 2, None):
        scenario.past.append(e.AgreementSigned(occurred_on=ON, version=1, party=no))
    scenario.past.append(e.AgreementSealed(occurred_on=ON, version=1, organisation=CENTRE))
    refusal = scenario.refuses(DropParty(party=3, reason="退出"), "terms_missing", TODAY)
    assert rule_of(refusal) == "CLAIM.COVERED"


def test_nor_does_one_who_signed_the_agreement_that_still_stands() -> None:
    scenario = agreed(parties=WORKERS, worker_count=2)
    signed = e.AgreementSigned(occurred_on=ON, version=1, party=3)
    effect = e.AgreementTookEffect(occurred_on=ON, version=1)
    scenario.past.extend((signed, effect))
    amended = AmendAgreement(terms=terms(1_000).terms, consented_by=(1, 2, 3), reason="改期")
    scenario.when(amended, ON)
    scenario.refuses(DropParty(party=3, reason="退出"), "party_has_signed", ON)


def test_each_respondent_s_answer_is_kept_apart() -> None:
    scenario = in_mediation().after(ADD_DISPATCHER, on=ON)
    scenario.when(RecordResponse(party=2, stance=Stance.DENIES, statement="已付清"), ON)
    scenario.when(RecordResponse(party=3, stance=Stance.SILENT), ON)
    answered = only(scenario.when(RecordResponse(party=2, stance=Stance.ADMITS)), e.PartyResponded)
    assert answered.stance is Stance.ADMITS
    assert set(scenario.dispute.responses) == {
        Response(party=2, stance=Stance.ADMITS, on=TODAY),
        Response(party=3, stance=Stance.SILENT, on=ON),
    }


def test_an_applicant_does_not_answer_its_own_claims() -> None:
    registered().refuses(RecordResponse(party=1, stance=Stance.ADMITS), "not_a_respondent", ON)
    registered().refuses(RecordResponse(party=9, stance=Stance.ADMITS), "unknown_party", ON)


def test_the_end_of_an_employment_is_on_file_for_each_worker() -> None:
    began, ended = date(2024, 3, 1), date(2026, 2, 28)
    scenario = of_two_workers()
    scenario.when(RecordEmployment(party=3, started_on=began), ON)
    scenario.when(RecordEmployment(party=1, started_on=began), ON)
    only(
        scenario.when(RecordEmployment(party=1, started_on=began, ended_on=ended), ON),
        e.EmploymentRecorded,
    )
    assert set(scenario.dispute.employments) == {
        Employment(party=3, started_on=began),
        Employment(party=1, started_on=began, ended_on=ended),
    }


def test_it_is_recorded_also_of_a_closed_dispute() -> None:
    closed = registered().after(withdraw(), on=ON)
    closed.when(RecordEmployment(party=1, ended_on=ON))
    assert closed.dispute.employments[0].ended_on == ON


def test_an_employment_is_a_worker_s_and_has_days_in_order() -> None:
    scenario = registered()
    scenario.refuses(RecordEmployment(party=2, ended_on=ON), "not_a_worker", ON)
    scenario.refuses(RecordEmployment(party=1), "employment_without_days", ON)
    backwards = RecordEmployment(party=1, started_on=TODAY, ended_on=ON)
    refusal = scenario.refuses(backwards, "employment_ends_before_it_begins", ON)
    assert rule_of(refusal) == "LIM.WAGES"


def test_an_heir_takes_the_place_of_a_worker_who_died() -> None:
    scenario = agreed().after(SignAgreement(party=1), on=ON)
    followed = only(scenario.when(succeed(1, worker(3), SuccessionKind.DEATH)), e.PartySucceeded)
    assert followed.party == 1
    assert scenario.dispute.side(Side.CLAIMANT) == {3}
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.signed_by == {3}


def test_a_successor_is_bound_by_the_agreement_that_stands() -> None:
    amended = AmendAgreement(terms=terms(1_000).terms, consented_by=(1, 2), reason="改期")
    scenario = effective().after(amended, on=ON)
    scenario.when(succeed(2, employer(3), SuccessionKind.MERGER), ON)
    assert scenario.dispute.standing is not None
    assert scenario.dispute.standing.signed_by == {1, 3}
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.signed_by == frozenset()


@pytest.mark.parametrize(
    ("party", "successor", "kind", "code"),
    [
        (1, worker(3), SuccessionKind.MERGER, "succession_does_not_fit"),
        (2, employer(3), SuccessionKind.DEATH, "succession_does_not_fit"),
        (1, worker(3, Side.RESPONDENT), SuccessionKind.DEATH, "successor_differs"),
        (1, employer(3, Side.CLAIMANT), SuccessionKind.OTHER, "successor_differs"),
    ],
)
def test_a_successor_is_of_the_same_side_and_kind(
    party: int, successor: Party, kind: SuccessionKind, code: str
) -> None:
    refusal = registered().refuses(succeed(party, successor, kind), code, ON)
    assert rule_of(refusal) == "PARTY.SUCCESSION"


def test_a_succession_rests_on_evidence_and_gets_a_number_of_its_own() -> None:
    scenario = registered()
    refusal = scenario.refuses(
        succeed(1, worker(3), SuccessionKind.DEATH, " "), "evidence_missing", ON
    )
    assert rule_of(refusal) == "PARTY.SUCCESSION"
    scenario.refuses(succeed(1, worker(1), SuccessionKind.DEATH), "number_taken", ON)
    scenario.refuses(succeed(9, worker(3), SuccessionKind.DEATH), "unknown_party", ON)
    scenario.when(succeed(2, employer(3), SuccessionKind.OTHER), ON)


def test_a_renamed_party_stays_the_same_party() -> None:
    scenario = registered()
    only(
        scenario.when(RenameParty(party=2, name="余姚新名称公司", uscc="1", evidence="通知书"), ON),
        e.PartyRenamed,
    )
    party = scenario.dispute.party(2)
    assert party is not None
    assert (party.name, party.uscc) == ("余姚新名称公司", "1")
    scenario.when(RenameParty(party=2, name="又一名称公司", evidence="通知书"), ON)
    renamed = scenario.dispute.party(2)
    assert renamed is not None
    assert renamed.uscc == "1"


def test_a_new_name_rests_on_evidence_and_is_another() -> None:
    scenario = registered()
    name = scenario.dispute.parties[1].name
    refusal = scenario.refuses(
        RenameParty(party=2, name="新名称", evidence=""), "evidence_missing", ON
    )
    assert rule_of(refusal) == "PARTY.CHANGED"
    scenario.refuses(RenameParty(party=2, name=name, evidence="通知书"), "same_name", ON)
    person = RenameParty(party=1, name=sealed("new"), uscc="1", evidence="户口簿")
    scenario.refuses(person, "not_an_employer", ON)
    scenario.when(RenameParty(party=1, name=sealed("new"), evidence="户口簿"), ON)


def test_who_answers_for_a_cancelled_employer_joins_as_a_party() -> None:
    scenario = in_mediation()
    cancelled, joined = scenario.when(
        RecordCancellation(party=2, evidence=STRUCK_OFF, answerable=(employer(3),))
    )
    assert isinstance(cancelled, e.EmployerCancelled)
    assert isinstance(joined, e.PartyAdded)
    assert joined.reason == ANSWERS_FOR_CANCELLED
    assert scenario.dispute.cancelled == {2}
    assert scenario.dispute.side(Side.RESPONDENT) == {2, 3}
    scenario.when(DropParty(party=2, reason="已注销"))
    assert scenario.dispute.side(Side.RESPONDENT) == {3}


def test_somebody_answers_for_the_claims() -> None:
    alone = RecordCancellation(party=2, evidence=STRUCK_OFF)
    refusal = registered().refuses(alone, "nobody_answers", ON)
    assert rule_of(refusal) == "PARTY.CANCELLED"
    with_another = registered().after(ADD_DISPATCHER, on=ON)
    with_another.when(alone, ON)
    closed = registered().after(withdraw(), on=ON)
    only(closed.when(alone), e.EmployerCancelled)


def test_a_cancellation_is_an_employer_s_shown_and_recorded_once() -> None:
    scenario = registered()
    answerable = (employer(3),)
    of_a_worker = RecordCancellation(party=1, evidence=STRUCK_OFF)
    scenario.refuses(of_a_worker, "not_an_employer", ON)
    unshown = RecordCancellation(party=2, evidence=" ", answerable=answerable)
    assert rule_of(scenario.refuses(unshown, "evidence_missing", ON)) == "PARTY.CANCELLED"
    misnumbered = RecordCancellation(
        party=2, evidence=STRUCK_OFF, answerable=(employer(3), employer(3))
    )
    scenario.refuses(misnumbered, "number_taken", ON)
    other_side = RecordCancellation(
        party=2, evidence=STRUCK_OFF, answerable=(employer(3, Side.CLAIMANT),)
    )
    refusal = scenario.refuses(other_side, "answers_on_another_side", ON)
    assert rule_of(refusal) == "PARTY.CANCELLED"
    scenario.when(RecordCancellation(party=2, evidence=STRUCK_OFF, answerable=answerable), ON)
    again = RecordCancellation(party=2, evidence=STRUCK_OFF)
    scenario.refuses(again, "cancelled_already", ON)


def test_an_employer_who_is_a_person_is_not_corrected_in_plain_text() -> None:
    investor = Party(no=3, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name=sealed("party/3"))
    scenario = registered().after(AddParty(party=investor, reason="出资人"), on=ON)
    plain = CorrectFact(field="parties/3/name", new="孙某", reason="更正", evidence="证件")
    scenario.refuses(plain, "nothing_to_correct", ON)
    scenario.when(RenameParty(party=3, name=sealed("renamed"), evidence="户口簿"), ON)
