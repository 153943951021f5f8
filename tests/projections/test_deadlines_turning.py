"""From when a row is otherwise though nothing happens."""

from datetime import date

import pytest

from services.projections.deadlines.computing import _turns_on
from services.workflow.domain.dispute.parts import LimitationFactKind
from tests.support.builders import ON, in_mediation
from tests.support.deadlines import one_of
from tests.support.limitation_builders import claim, fact

TODAY = date(2027, 6, 1)
DEMANDED = LimitationFactKind.CLAIM_MADE


@pytest.mark.parametrize("listed", [((),), ((), (1,))], ids=["once", "twice"])
def test_two_facts_of_one_kind_and_day_turn_a_row_as_one_does(
    listed: tuple[tuple[int, ...], ...],
) -> None:
    scenario = in_mediation(claims=(claim("2026-01-05"),))
    scenario.after(*(fact(DEMANDED, "2026-03-01", *claims) for claims in listed))
    found = one_of(scenario.dispute, "LIM.1Y:claims/1", TODAY)
    assert [one.cause for one in found.facts.interrupted] == ["claim_made", "mediation_applied"]
    assert found.facts.held_since == ON
    assert _turns_on(found, TODAY) == ON
