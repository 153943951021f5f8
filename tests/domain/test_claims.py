"""Claims: more of them, fewer of them, some in a linked dispute."""

from datetime import date

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    ClaimDetails,
    ClaimKind,
    Disposition,
    Forum,
    Mandate,
    RecusedBy,
    Stance,
    SuspensionCause,
)
from services.workflow.domain.dispute.records import MatterDecision, Related
from services.workflow.domain.dispute.stages.agreement.agreement import SignAgreement
from services.workflow.domain.dispute.stages.intake.claims import AddClaims, WithdrawClaims
from services.workflow.domain.dispute.stages.mediation.assignment import (
    ArrangeCover,
    ConsentToConflict,
)
from services.workflow.domain.dispute.stages.mediation.mediation import (
    RestartMediation,
    SuspendMediation,
)
from services.workflow.domain.dispute.stages.parties.parties import (
    DropParty,
    RecordCancellation,
    RecordEmployment,
    RecordResponse,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Refusal
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COURT,
    MEDIATOR,
    ON,
    accepted,
    agreed,
    direct_filing,
    in_mediation,
    registered,
)
from tests.support.builders import CLAIMS as ONE_CLAIM
from tests.support.given_when_then import DISPUTE, TODAY, Scenario, only
from tests.support.mediation_builders import OTHER, OTHER_CERTIFIED, disclose
from tests.support.party_builders import (
    CLAIMS,
    NEW_DISPUTE,
    SPLITTING,
    WORKERS,
    appoint,
    employer,
    split,
)

MORE = AddClaims(
    claims=(
        ClaimDetails(kind=ClaimKind.SOCIAL_INSURANCE, known_on=date(2026, 1, 15)),
        ClaimDetails(kind=ClaimKind.DAMAGES),
    )
)


def rule_of(refusal: Refusal) -> str:
    assert refusal.rule is not None
    return refusal.rule.id


def linked(scenario: Scenario, *claims: int, on: date = TODAY) -> Dispute:
    """The linked dispute that a split leaves."""
    _, event = scenario.when(split(*claims), on, **SPLITTING)
    return fold([event], NEW_DISPUTE)


def test_claims_are_added_under_the_next_numbers() -> None:
    scenario = registered()
    added = only(scenario.when(MORE, ON), e.ClaimsAdded)
    assert [claim.no for claim in added.claims] == [2, 3]
    assert added.claims[0].known_on == date(2026, 1, 15)
    more = only(scenario.when(MORE, ON), e.ClaimsAdded)
    assert [claim.no for claim in more.claims] == [4, 5]
    assert scenario.dispute.open_claims == (1, 2, 3, 4, 5)


def test_adding_nothing_is_refused() -> None:
    registered().refuses(AddClaims(claims=()), "needs_a_claim", ON)


def test_some_claims_are_given_up_and_the_others_stay() -> None:
    scenario = in_mediation(claims=CLAIMS)
    gone = only(scenario.when(WithdrawClaims(claims=(3, 1, 3), by=(1,))), e.ClaimsWithdrawn)
    assert gone.claims == (3, 1)
    assert gone.by == (1,)
    assert scenario.dispute.open_claims == (2,)
    assert scenario.dispute.claims[0].disposition is Disposition.WITHDRAWN


def test_giving_up_all_claims_is_a_withdrawal_of_the_application() -> None:
    refusal = registered().refuses(WithdrawClaims(claims=(1,), by=(1,)), "no_claim_would_stay", ON)
    assert rule_of(refusal) == "MED.WITHDRAW"
    assert "withdraw_application" in refusal.allowed


@pytest.mark.parametrize(
    ("claims", "code"),
    [((), "no_claims_named"), ((4,), "unknown_claim"), ((1, 9), "unknown_claim")],
)
def test_claims_are_named_and_known(claims: tuple[int, ...], code: str) -> None:
    registered(claims=CLAIMS).refuses(WithdrawClaims(claims=claims, by=(1,)), code, ON)


def test_a_claim_is_given_up_once() -> None:
    scenario = registered(claims=CLAIMS).after(WithdrawClaims(claims=(1,), by=(1,)), on=ON)
    scenario.refuses(WithdrawClaims(claims=(1,), by=(1,)), "claim_not_open", ON)


def test_every_applicant_gives_up_a_claim() -> None:
    scenario = registered(claims=CLAIMS, parties=WORKERS, worker_count=2)
    refusal = scenario.refuses(WithdrawClaims(claims=(1,), by=(1,)), "not_all_applicants", ON)
    assert rule_of(refusal) == "MED.WITHDRAW"


def test_a_claim_with_a_term_is_neither_given_up_nor_split_off() -> None:
    scenario = agreed(claims=CLAIMS)
    refusal = scenario.refuses(WithdrawClaims(claims=(1,), by=(1,)), "claim_has_term")
    assert rule_of(refusal) == "CLAIM.COVERED"
    scenario.refuses(split(1), "claim_has_term", **SPLITTING)
    scenario.when(WithdrawClaims(claims=(2,), by=(1,)))
    assert scenario.dispute.open_claims == (1, 3)


def test_claims_are_added_and_given_up_before_a_commission() -> None:
    scenario = Scenario(
        past=[
            e.DirectFilingRecorded(
                occurred_on=ON,
                body=COMMISSION,
                forum=Forum.ARBITRATION,
                case_number="1号",
                region="330281001",
                parties=direct_filing().parties,
                claims=ONE_CLAIM,
            ),
            e.ArbitrationAccepted(occurred_on=ON, number="1号"),
        ]
    )
    scenario.when(MORE)
    assert {r.disposition for r in scenario.dispute.claims} == {Disposition.ARBITRATED}
    scenario.when(WithdrawClaims(claims=(1,), by=(1,)))
    assert scenario.dispute.claims[0].disposition is Disposition.WITHDRAWN


def test_a_split_leaves_two_disputes_of_one_matter() -> None:
    scenario = in_mediation(claims=CLAIMS)
    gone, event = scenario.when(split(3, 1), **SPLITTING)
    here = scenario.dispute
    there = fold([event], NEW_DISPUTE)

    assert isinstance(gone, e.ClaimsSplitOff)
    assert gone.dispute == NEW_DISPUTE
    assert gone.case_number == there.case_number == "2号"
    assert here.open_claims == (2,)
    assert here.claims[0].disposition is Disposition.SPLIT_OFF
    assert here.related == (Related(other=NEW_DISPUTE, decision=MatterDecision.SPLIT_OFF),)
    assert [r.claim.no for r in there.claims] == [1, 2]
    assert [r.claim.kind for r in there.claims] == [CLAIMS[2].kind, CLAIMS[0].kind]
    assert there.claims[0].claim.known_on == date(2026, 1, 15)
    assert there.leader == DISPUTE
    assert there.related == (Related(other=DISPUTE, decision=MatterDecision.SPLIT_OFF),)


def test_a_linked_dispute_goes_on_from_where_the_other_stands() -> None:
    scenario = in_mediation(claims=CLAIMS)
    there, here = linked(scenario, 2), scenario.dispute

    assert there.state is State.IN_MEDIATION
    for field in (
        "organisation", "custodian", "channel", "mandate", "region", "parties", "worker_count",
        "received_on", "accepted_on", "consented_on", "mediator", "period", "handler",
    ):  # fmt: skip
        assert getattr(there, field) == getattr(here, field), field
    assert there.mediator == MEDIATOR
    assert there.received_on == ON


@pytest.mark.parametrize("before", [registered, accepted])
def test_a_split_keeps_the_state(before: object) -> None:
    assert callable(before)
    scenario: Scenario = before(claims=CLAIMS)
    assert linked(scenario, 1).state is scenario.dispute.state


def test_a_suspension_goes_on_in_both() -> None:
    scenario = in_mediation(claims=CLAIMS)
    scenario.when(SuspendMediation(cause=SuspensionCause.OTHER, detail="等待"), ON)
    there = linked(scenario, 1)
    assert there.state is State.MEDIATION_SUSPENDED
    assert there.period.suspended_on == ON


def test_what_is_known_of_the_people_goes_on_in_both() -> None:
    scenario = in_mediation(claims=CLAIMS).after(
        appoint(valid_until=date(2026, 4, 30)),
        RecordResponse(party=2, stance=Stance.DENIES),
        RecordEmployment(party=1, started_on=date(2024, 1, 1)),
        RecordCancellation(party=2, evidence="注销登记", answerable=(employer(3),)),
        disclose(),
        ConsentToConflict(conflict=1, party=1),
        on=ON,
    )
    cover = ArrangeCover(mediator=OTHER, starts_on=ON, ends_on=TODAY)
    scenario.when(cover, ON, mediator=OTHER_CERTIFIED)
    scenario.past.append(
        e.MediatorRecused(occurred_on=ON, mediator=MEDIATOR, by=RecusedBy.MEDIATOR, reason="")
    )
    here, there = scenario.dispute, linked(scenario, 1)
    for field in (
        "representatives", "cancelled", "responses", "employments",
        "earlier_mediators", "covers", "conflicts",
    ):  # fmt: skip
        assert getattr(there, field) == getattr(here, field), field
    assert there.conflicts
    assert there.representatives
    assert there.cancelled == {2}


def test_a_second_attempt_runs_from_the_same_day_in_both() -> None:
    scenario = in_mediation(claims=CLAIMS)
    scenario.past.append(e.MediationFailed(occurred_on=ON, reasons=()))
    scenario.when(RestartMediation(consented_by=(1, 2)))
    there = linked(scenario, 1)
    assert there.period == scenario.dispute.period
    assert there.period.restarted_on == TODAY


def test_after_terms_were_recorded_the_rest_is_split_off_into_mediation() -> None:
    scenario = agreed(claims=CLAIMS)
    there = linked(scenario, 2, 3)
    assert scenario.stands(State.AGREED)
    assert there.state is State.IN_MEDIATION
    assert there.agreement is None
    scenario.when(SignAgreement(party=1))


def test_a_split_says_why_and_leaves_a_claim() -> None:
    scenario = registered(claims=CLAIMS)
    refusal = scenario.refuses(split(1, reason=" "), "split_needs_reason", ON, **SPLITTING)
    assert rule_of(refusal) == "CLAIM.COVERED"
    scenario.refuses(split(1, 2, 3), "no_claim_would_stay", ON, **SPLITTING)
    linked(scenario, 1, on=ON)
    scenario.refuses(split(2, 3), "no_claim_would_stay", ON, **SPLITTING)
    scenario.refuses(split(1), "claim_not_open", ON, **SPLITTING)


def test_a_linked_dispute_may_concern_fewer_workers() -> None:
    scenario = registered(claims=CLAIMS, worker_count=5)
    for count in (6, -1):
        scenario.refuses(split(1, worker_count=count), "fewer_workers_left", ON, **SPLITTING)
    _, event = scenario.when(split(1, worker_count=2), ON, **SPLITTING)
    assert fold([event], NEW_DISPUTE).worker_count == 2


def test_a_party_who_left_has_no_part_in_the_linked_dispute() -> None:
    scenario = registered(claims=CLAIMS, parties=WORKERS, worker_count=2)
    scenario.when(DropParty(party=1, reason="退出"), ON)
    assert [party.no for party in linked(scenario, 1).parties] == [2, 3]


@pytest.mark.parametrize(
    ("mandate", "body"),
    [
        (Mandate.COURT_DELEGATED, COURT),
        (Mandate.COURT_ENTRUSTED, COURT),
        (Mandate.ARBITRATION_SUGGESTED, COMMISSION),
        (Mandate.ARBITRATION_ENTRUSTED, COMMISSION),
    ],
)
def test_a_linked_dispute_goes_on_under_the_mandate(mandate: Mandate, body: object) -> None:
    scenario = registered(claims=CLAIMS, mandate=mandate, seised_reference="1号")
    there, here = linked(scenario, 1, on=ON), scenario.dispute

    assert there.mandate_record == here.mandate_record
    assert there.mandate_record is not None
    assert there.mandate_record.body == body
    assert there.pending_before == here.pending_before
    assert there.arbitration == here.arbitration
    assert there.suits == here.suits
    assert there.custodian == here.custodian
    assert there.handler == CENTRE


def test_a_mandate_on_a_decided_case_is_returned_before_a_split() -> None:
    scenario = registered(claims=CLAIMS, mandate=Mandate.COURT_DELEGATED)
    dispute = scenario.dispute
    assert dispute.mandate_record is not None
    record = msgspec.structs.replace(dispute.mandate_record, before=State.AWARD_ISSUED)
    decided = _Decided(msgspec.structs.replace(dispute, mandate_record=record))
    refusal = decided.refuses(split(1), "mandate_from_a_decided_case", ON, **SPLITTING)
    assert rule_of(refusal) == "MANDATE.RETURN"
    assert refusal.allowed == ("mandate_returned",)


class _Decided(Scenario):
    """A dispute that no chapter of these tests leads to."""

    def __init__(self, dispute: Dispute) -> None:
        super().__init__()
        self._dispute = dispute

    @property
    def dispute(self) -> Dispute:
        return self._dispute
