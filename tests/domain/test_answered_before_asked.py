"""An answer of a court or commission dated before what it answers stands, and is noted."""

from datetime import date

import pytest

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.parts import Instrument, JudgmentResult
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAccepted,
)
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardIssued
from services.workflow.domain.dispute.stages.court.enforcement import ReportEnforcementConcluded
from services.workflow.domain.dispute.stages.court.litigation import ReportJudgmentGiven
from services.workflow.domain.dispute.stages.court.setting_aside import (
    ReportSetAsideDismissed,
    ReportSetAsideFiled,
)
from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ReportConfirmationDocketed,
)
from tests.support.builders import ON, confirmation_pending
from tests.support.given_when_then import TODAY, Scenario
from tests.support.tribunal_builders import (
    AWARD_NUMBER,
    INTERMEDIATE,
    TO_INTERMEDIATE,
    at_commission,
    award_received,
    enforcement,
    in_arbitration,
    in_litigation,
    item,
    warnings,
)
from tests.support.tribunal_builders import TO_COURT as COURT_GIVEN

SET_ASIDE = ReportSetAsideFiled(court=INTERMEDIATE, by=2)


def set_aside_asked() -> Scenario:
    return award_received(item(is_final=True)).after((SET_ASIDE, TO_INTERMEDIATE))


def enforced() -> Scenario:
    title = (enforcement(Instrument.AWARD), COURT_GIVEN)
    return award_received(item(is_final=True)).after(title)


ANSWERS: list[tuple[Scenario, Command]] = [
    (confirmation_pending(), ReportConfirmationDocketed(number="（2026）浙0281民特1号")),
    (at_commission(TODAY), ReportArbitrationAccepted(number="8号")),
    (in_arbitration(TODAY), ReportAwardIssued(number=AWARD_NUMBER, items=(item(),))),
    (
        in_litigation(),
        ReportJudgmentGiven(suit=1, number="9号", result=JudgmentResult.UPHELD),
    ),
    (set_aside_asked(), ReportSetAsideDismissed(number="10号")),
    (enforced(), ReportEnforcementConcluded()),
]


@pytest.mark.parametrize(("scenario", "answer"), ANSWERS, ids=lambda value: type(value).__name__)
def test_an_answer_before_its_question_is_noted(scenario: Scenario, answer: Command) -> None:
    before = len(scenario.past)
    scenario.when(answer, date(2026, 3, 9))
    assert "answered_before_asked" in warnings(scenario)
    del scenario.past[before:]
    scenario.when(answer, TODAY)
    assert "answered_before_asked" not in warnings(scenario)


def test_what_answers_nothing_is_not_measured() -> None:
    scenario = at_commission(ON)
    scenario.when(ReportArbitrationAccepted(number="8号"), ON)
    assert warnings(scenario) == []
