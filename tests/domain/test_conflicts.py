"""A tie that a side has not consented to keeps a mediator from everything that leads to effect."""

from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.parts import ConflictKind
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AmendAgreement,
    SettleOnTheSpot,
    SignAgreement,
)
from services.workflow.domain.dispute.stages.mediation.confidence import (
    AnswerSettlementOffer,
    MakeSettlementOffer,
)
from services.workflow.domain.dispute.stages.mediation.sessions import RecordUndisputedFacts
from services.workflow.domain.privileged import OfferAnswer, Talks
from tests.support.builders import MEDIATOR, ON, agreed, in_mediation, sealed, terms
from tests.support.mediation_builders import both_consent

TALKS = {"talks": Talks(entries=1, offers=((1, 2),))}
TIE = e.ConflictDisclosed(
    occurred_on=ON, conflict=1, mediator=MEDIATOR, kind=ConflictKind.NEAR_RELATIVE
)
AT_THE_TABLE: list[tuple[Command, dict[str, Any]]] = [
    (terms(), {}),
    (SettleOnTheSpot(), {}),
    (RecordUndisputedFacts(facts="双方确认", agreed_by=(1, 2)), {}),
    (MakeSettlementOffer(party=2, content=sealed("offer")), TALKS),
    (AnswerSettlementOffer(offer=1, party=1, answer=OfferAnswer.REFUSED), TALKS),
]


@pytest.mark.parametrize(
    ("command", "brought"), AT_THE_TABLE, ids=lambda value: type(value).__name__
)
def test_nothing_goes_on_under_a_mediator_whose_tie_waits_for_consent(
    command: Command, brought: dict[str, Any]
) -> None:
    scenario = in_mediation()
    scenario.past.append(TIE)
    scenario.refuses(command, "conflict_not_consented", ON, **brought)
    assert both_consent(scenario).when(command, ON, **brought)


@pytest.mark.parametrize(
    "command", [SignAgreement(), AmendAgreement(terms=terms().terms, consented_by=(1, 2))]
)
def test_a_tie_known_after_the_terms_keeps_back_the_mediator(command: Command) -> None:
    scenario = agreed()
    scenario.past.append(TIE)
    scenario.refuses(command, "conflict_not_consented", ON)


def test_the_parties_sign_all_the_same() -> None:
    scenario = agreed()
    scenario.past.append(TIE)
    assert scenario.when(SignAgreement(party=1), ON)
