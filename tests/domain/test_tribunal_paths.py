"""Whole ways through commission and court: where the dispute stands and who has it at each step."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    EnforcementEnd,
    Instrument,
    JudgmentResult,
    Outcome,
    SuitGround,
)
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportArbitralStatementServed,
    ReportAwardIssued,
    ReportAwardServed,
    ReportAwardWindowsClosed,
)
from services.workflow.domain.dispute.stages.court.enforcement import (
    ReportEnforcementConcluded,
    ReportEnforcementEnded,
    ReportEnforcementRefused,
)
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportCourtStatementServed,
    ReportJudgmentEffective,
    ReportJudgmentGiven,
    ReportLitigationWithdrawn,
)
from services.workflow.domain.dispute.stages.court.setting_aside import (
    ReportSetAsideFiled,
    ReportSetAsideGranted,
)
from services.workflow.domain.dispute.stages.record.closing import ReopenDispute
from tests.support.builders import CENTRE, COMMISSION, COURT, ON, in_mediation
from tests.support.given_when_then import TODAY, Scenario
from tests.support.tribunal_builders import (
    ACCEPTED,
    AFTER_WINDOWS,
    AWARD_NUMBER,
    FILED,
    INTERMEDIATE,
    NOT_ACCEPTED,
    TO_COMMISSION,
    TO_COURT,
    TO_INTERMEDIATE,
    enforcement,
    item,
    suit,
)

Step = tuple[Any, dict[str, Any], date, State, UUID]
S = State
NOTHING: dict[str, Any] = {}
CONCLUDED = ReportEnforcementConcluded()
JUDGED = ReportJudgmentGiven(suit=1, number="9号", result=JudgmentResult.UPHELD)
FINAL = ReportAwardIssued(number=AWARD_NUMBER, items=(item(is_final=True),))
OPEN = ReportAwardIssued(number=AWARD_NUMBER, items=(item(),))
ASKED = ReportSetAsideFiled(court=INTERMEDIATE, by=2)
BEGUN: list[Step] = [
    (FILED, TO_COMMISSION, ON, S.ARBITRATION_FILED, COMMISSION),
    (ACCEPTED, NOTHING, ON, S.IN_ARBITRATION, COMMISSION),
]
SERVED: list[Step] = [
    (ReportAwardServed(party=1), NOTHING, TODAY, S.AWARD_ISSUED, COMMISSION),
    (ReportAwardServed(party=2), NOTHING, TODAY, S.AWARD_ISSUED, COMMISSION),
]
WAYS: dict[str, tuple[list[Step], Outcome]] = {
    "an award whose windows close": (
        [
            *BEGUN,
            (OPEN, NOTHING, TODAY, S.AWARD_ISSUED, COMMISSION),
            *SERVED,
            (ReportAwardWindowsClosed(), NOTHING, AFTER_WINDOWS, S.ENFORCEABLE, COMMISSION),
            (enforcement(), TO_COURT, AFTER_WINDOWS, S.IN_ENFORCEMENT, COURT),
            (CONCLUDED, NOTHING, AFTER_WINDOWS, S.CLOSED, COURT),
        ],
        Outcome.AWARDED,
    ),
    "a final award enforced in two attempts": (
        [
            *BEGUN,
            (FINAL, NOTHING, TODAY, S.AWARD_ISSUED, COMMISSION),
            *SERVED,
            (enforcement(), TO_COURT, TODAY, S.IN_ENFORCEMENT, COURT),
            (
                ReportEnforcementEnded(ground=EnforcementEnd.NO_ASSETS),
                NOTHING,
                TODAY,
                S.ENFORCEABLE,
                COURT,
            ),
            (enforcement(), TO_COURT, TODAY, S.IN_ENFORCEMENT, COURT),
            (CONCLUDED, NOTHING, TODAY, S.CLOSED, COURT),
        ],
        Outcome.AWARDED,
    ),
    "a statement": (
        [
            *BEGUN,
            (
                ReportArbitralStatementServed(number="1号", party=1),
                NOTHING,
                TODAY,
                S.IN_ARBITRATION,
                COMMISSION,
            ),
            (
                ReportArbitralStatementServed(number="1号", party=2),
                NOTHING,
                TODAY,
                S.ENFORCEABLE,
                COMMISSION,
            ),
            (
                enforcement(Instrument.ARBITRAL_STATEMENT),
                TO_COURT,
                TODAY,
                S.IN_ENFORCEMENT,
                COURT,
            ),
            (CONCLUDED, NOTHING, TODAY, S.CLOSED, COURT),
        ],
        Outcome.ARBITRATION_MEDIATED,
    ),
    "a suit after no acceptance": (
        [
            BEGUN[0],
            (NOT_ACCEPTED, NOTHING, ON, S.SUIT_OPEN, COMMISSION),
            (suit(SuitGround.NOT_ACCEPTED), TO_COURT, TODAY, S.IN_LITIGATION, COURT),
            (JUDGED, NOTHING, TODAY, S.IN_LITIGATION, COURT),
            (ReportJudgmentEffective(suit=1), NOTHING, AFTER_WINDOWS, S.ENFORCEABLE, COURT),
            (enforcement(Instrument.JUDGMENT), TO_COURT, AFTER_WINDOWS, S.IN_ENFORCEMENT, COURT),
            (CONCLUDED, NOTHING, AFTER_WINDOWS, S.CLOSED, COURT),
        ],
        Outcome.JUDGMENT,
    ),
    "an award set aside": (
        [
            *BEGUN,
            (FINAL, NOTHING, TODAY, S.AWARD_ISSUED, COMMISSION),
            *SERVED,
            (ASKED, TO_INTERMEDIATE, TODAY, S.AWARD_ISSUED, COMMISSION),
            (ReportSetAsideGranted(number="7号"), NOTHING, TODAY, S.SUIT_OPEN, COMMISSION),
            (suit(SuitGround.SET_ASIDE), TO_COURT, TODAY, S.IN_LITIGATION, COURT),
            (
                ReportCourtStatementServed(suit=1, number="9号"),
                NOTHING,
                TODAY,
                S.ENFORCEABLE,
                COURT,
            ),
            (enforcement(Instrument.COURT_STATEMENT), TO_COURT, TODAY, S.IN_ENFORCEMENT, COURT),
            (CONCLUDED, NOTHING, TODAY, S.CLOSED, COURT),
        ],
        Outcome.COURT_MEDIATED,
    ),
    "an award that is not enforced, and a suit that is left": (
        [
            *BEGUN,
            (FINAL, NOTHING, TODAY, S.AWARD_ISSUED, COMMISSION),
            *SERVED,
            (enforcement(), TO_COURT, TODAY, S.IN_ENFORCEMENT, COURT),
            (ReportEnforcementRefused(number="1号"), NOTHING, TODAY, S.SUIT_OPEN, COURT),
            (suit(SuitGround.NOT_ENFORCED), TO_COURT, TODAY, S.IN_LITIGATION, COURT),
            (ReportLitigationWithdrawn(suit=1), NOTHING, TODAY, S.CLOSED, COURT),
        ],
        Outcome.SUIT_WITHDRAWN,
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_dispute_goes_its_way_from_mediation_to_an_outcome(way: str) -> None:
    steps, outcome = WAYS[way]
    scenario = in_mediation()
    assert scenario.dispute.custodian == CENTRE
    for command, brought, on, state, custodian in steps:
        scenario.when(command, on, **brought)
        assert (scenario.dispute.state, scenario.dispute.custodian) == (state, custodian)
    assert scenario.dispute.outcome is outcome


def left_suit(*before: tuple[Any, dict[str, Any]]) -> Scenario:
    """A suit against an award, and whatever came then."""
    scenario = in_mediation().after((FILED, TO_COMMISSION), ACCEPTED, on=ON)
    return scenario.after(FINAL, (suit(SuitGround.AFTER_AWARD), TO_COURT), *before)


def test_an_award_set_aside_beside_a_suit_does_not_come_back_when_the_suit_is_left() -> None:
    granted = (ReportSetAsideGranted(number="7号"), NOTHING)
    scenario = left_suit((ASKED, TO_INTERMEDIATE), granted)
    scenario.when(ReportLitigationWithdrawn(suit=1))
    assert scenario.stands(State.CLOSED)
    assert scenario.dispute.outcome is Outcome.SUIT_WITHDRAWN


def test_a_dispute_reopened_after_a_suit_was_left_can_be_sued_on_again() -> None:
    scenario = in_mediation().after((FILED, TO_COMMISSION), NOT_ACCEPTED, on=ON)
    ground = suit(SuitGround.NOT_ACCEPTED)
    scenario.after((ground, TO_COURT), ReportLitigationWithdrawn(suit=1))
    scenario.after(ReopenDispute(reason="撤诉系误录"))
    assert scenario.stands(State.SUIT_OPEN)
    scenario.when(ground, **TO_COURT)
    assert scenario.dispute.open_suit is not None
    assert scenario.dispute.open_suit.no == 2
