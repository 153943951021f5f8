"""What speaks for two disputes being one matter, and from when on a person should look."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.workflow.domain.dispute.parts import Claim, ClaimKind, Party, PartyKind, Side
from services.workflow.domain.dispute.records import ClaimRecord, MatterDecision, Related
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.same_matter import (
    Likeness,
    Sign,
    is_decided,
    likeness,
    subject_of,
)
from services.workflow.domain.values.sealed import Sealed
from tests.support.builders import WORKER

CODE = "91330281MA2AF1XX00"
NOBODY: frozenset[UUID] = frozenset()


def dispute(
    *,
    person: UUID = WORKER,
    employer: str = "余姚某某建筑有限公司",
    uscc: str | None = None,
    kind: ClaimKind = ClaimKind.REMUNERATION,
    received_on: date | None = date(2026, 3, 2),
    region: str = "330281001",
    **changes: Any,
) -> Dispute:
    name = Sealed(person=person, label="party/1/name", box="AAAA")
    return Dispute(
        **{
            "id": uuid4(),
            "region": region,
            "received_on": received_on,
            "parties": (
                Party(no=1, side=Side.CLAIMANT, kind=PartyKind.WORKER, name=name),
                Party(
                    no=2, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name=employer, uscc=uscc
                ),
            ),
            "claims": (ClaimRecord(claim=Claim(no=1, kind=kind)),),
            **changes,
        }
    )


def compared(other: Dispute, namesakes: frozenset[UUID] = NOBODY, **mine: Any) -> Likeness:
    return likeness(subject_of(dispute(**mine)), subject_of(other), namesakes)


NAMESAKE = UUID("12121212-1212-5212-8212-121212121212")
STRANGER: dict[str, Any] = {
    "person": uuid4(),
    "employer": "宁波另一家电子有限公司",
    "kind": ClaimKind.WORK_INJURY,
    "received_on": date(2024, 1, 1),
    "region": "330282001",
}


def test_the_same_worker_and_employer_is_certainly_worth_a_look() -> None:
    found = compared(dispute(employer="余姚某某建筑有限责任公司"))
    assert found.signs == (
        Sign.SAME_PERSON,
        Sign.SAME_EMPLOYER_NAME,
        Sign.SAME_CLAIMS,
        Sign.CLOSE_DATES,
        Sign.SAME_PLACE,
    )
    assert (found.score, found.is_likely, found.is_strong) == (105, True, True)


def test_a_credit_code_speaks_for_it_whatever_the_name() -> None:
    found = compared(dispute(employer="新名建筑有限公司", uscc=CODE), uscc=CODE)
    assert Sign.SAME_CREDIT_CODE in found.signs
    assert Sign.SAME_EMPLOYER_NAME not in found.signs
    assert found.is_strong


def test_a_namesake_needs_the_employer_and_one_thing_more() -> None:
    namesakes = frozenset({NAMESAKE})
    same_employer = compared(dispute(person=NAMESAKE), namesakes)
    assert Sign.SAME_NAME in same_employer.signs
    assert same_employer.is_likely
    assert not same_employer.is_strong
    elsewhere = dispute(person=NAMESAKE, employer="宁波另一家电子有限公司")
    assert not compared(elsewhere, namesakes).is_likely


def test_colleagues_with_the_same_claim_are_two_matters() -> None:
    found = compared(dispute(person=uuid4()))
    assert not found.is_likely


def test_the_same_worker_with_another_employer_and_other_claims_long_ago_is_another_matter() -> (
    None
):
    found = compared(dispute(**(STRANGER | {"person": WORKER})))
    assert found.signs == (Sign.SAME_PERSON,)
    assert not found.is_likely


def test_strangers_have_nothing_in_common() -> None:
    assert compared(dispute(**STRANGER)).signs == ()


@pytest.mark.parametrize("received_on", [None, date(2025, 1, 1)])
def test_dates_speak_for_it_only_where_they_are_known_and_close(received_on: date | None) -> None:
    assert Sign.CLOSE_DATES not in compared(dispute(received_on=received_on)).signs


def test_a_district_is_no_place() -> None:
    assert Sign.SAME_PLACE not in compared(dispute(region="330281"), region="330281").signs


def test_what_was_decided_on_either_side_is_not_asked_again() -> None:
    one, other = dispute(), dispute()
    assert not is_decided(one, other)
    assert other.id is not None
    distinct = (Related(other=other.id, decision=MatterDecision.DISTINCT),)
    decided = dispute(related=distinct)
    assert is_decided(decided, other)
    assert is_decided(other, decided)


def test_what_follows_the_same_leader_is_one_matter_already() -> None:
    leader = dispute()
    follower, another = dispute(leader=leader.id), dispute(leader=leader.id)
    assert is_decided(follower, leader)
    assert is_decided(follower, another)
