"""What is wrong with an open dispute is told from its state: nobody looks after it, or two collide."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.projections.deadlines.faults import Code, faults
from services.workflow.domain.dispute.parts import Instrument
from services.workflow.domain.dispute.records import Enforcement, SettingAside, Suit
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import OPEN, State

CENTRE, COURT = UUID(int=2), UUID(int=4)
FILED = date(2026, 3, 2)
ENFORCEMENT = Enforcement(
    court=COURT,
    number="执1号",
    instrument=Instrument.AWARD,
    applied_on=FILED,
    before=State.AWARD_ISSUED,
)
SUIT = Suit(no=1, court=UUID(int=5), number="民初1号", ground=None, by=(2,), filed_on=FILED)
ASIDE = SettingAside(court=UUID(int=6), by=2, filed_on=FILED)


def codes(state: State = State.IN_MEDIATION, **of: Any) -> set[Code]:
    """Of a dispute without a single deadline."""
    dispute = Dispute(id=UUID(int=1), state=state, **({"custodian": CENTRE} | of))
    return {fault.code for fault in faults(dispute, ())}


def test_a_dispute_that_nobody_has_is_told_twice() -> None:
    assert codes(custodian=None) >= {Code.NO_CUSTODIAN, Code.NO_RESPONSIBLE}


def test_nothing_is_wrong_with_what_is_closed() -> None:
    assert codes(State.CLOSED, custodian=None) == set()


def test_a_state_that_always_has_a_clock_may_not_be_without_one() -> None:
    assert codes(State.IN_MEDIATION) == {Code.NO_NEXT_CLOCK}


def test_where_the_parties_choose_a_road_no_clock_is_a_reason() -> None:
    assert codes(State.MEDIATION_FAILED) == set()


@pytest.mark.parametrize("state", OPEN)
def test_from_every_open_state_somebody_may_go_on(state: State) -> None:
    assert Code.NOBODY_MAY_ACT not in codes(state)


@pytest.mark.parametrize(
    ("of", "is_told"),
    [
        ({"enforcement": ENFORCEMENT}, False),
        ({"suits": (SUIT,)}, False),
        ({"enforcement": ENFORCEMENT, "suits": (SUIT,)}, True),
        ({"enforcement": ENFORCEMENT, "set_aside": ASIDE}, True),
    ],
)
def test_enforcement_against_a_suit_of_the_other_side_is_told_with_the_bodies(
    of: dict[str, Any], is_told: bool
) -> None:
    dispute = Dispute(id=UUID(int=1), state=State.IN_ENFORCEMENT, custodian=COURT, **of)

    told = [f for f in faults(dispute, ()) if f.code is Code.ENFORCED_AND_SUED]

    assert bool(told) is is_told
    if told:
        assert told[0].detail["bodies"][0] == str(COURT)
        assert len(told[0].detail["bodies"]) == 2
