"""Why a suit is open: what the record must hold, and what our reading of the law only notes."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Claim,
    ClaimKind,
    DismissalGround,
    FailureCode,
    FailureReason,
    Mandate,
    MandateResult,
    SuitGround,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAcceptanceLapsed,
    ReportArbitrationWithdrawn,
)
from services.workflow.domain.dispute.stages.mediation.mediation import RecordFailure
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from tests.support.builders import (
    CENTRE,
    CENTRE_BODY,
    COMMISSION,
    COURT,
    ON,
    effective,
    in_mediation,
)
from tests.support.given_when_then import TODAY, Scenario
from tests.support.tribunal_builders import (
    TO_COURT,
    at_commission,
    in_arbitration,
    rule_of,
    suit,
    suit_open,
    warnings,
)

LATE = date(2026, 3, 10)
"""The day after the five working days from ON."""
OVERDUE = date(2026, 4, 17)
MISSED = date(2026, 4, 16)
"""The day after the one instalment of an agreement was due."""
ARTICLE_10 = msgspec.structs.replace(CENTRE_BODY, legal_basis=((date(2020, 1, 1), True, "街道"),))
HANDLED = {**TO_COURT, "handler": ARTICLE_10}
NOT_OF_ARTICLE_10 = {**TO_COURT, "handler": CENTRE_BODY}
INJURY = (
    Claim(no=1, kind=ClaimKind.REMUNERATION),
    Claim(no=2, kind=ClaimKind.WORK_INJURY),
)
FAILURE = RecordFailure(reasons=(FailureReason(code=FailureCode.GAP_TOO_WIDE),))


def failed(*past: Fact, **changes: Any) -> Scenario:
    scenario = in_mediation(**changes).after(FAILURE, on=ON)
    scenario.past.extend(past)
    return scenario


def after_order(*ending: Fact) -> Scenario:
    scenario = effective()
    scenario.past.append(
        e.PaymentOrderApplied(occurred_on=TODAY, version=1, court=COURT, applicant=1, amount=Fen(1))
    )
    scenario.past.extend(ending)
    return scenario


def delegated(*returned: Fact) -> Scenario:
    """Failed once, delegated by a court to the organisation, and failed again."""
    event = e.MediationDelegated(
        occurred_on=ON, court=COURT, organisation=CENTRE, consented_by=(1, 2)
    )
    scenario = failed(event, e.MediationFailed(occurred_on=ON, reasons=()))
    scenario.past.extend(returned)
    return scenario


OBJECTED = e.PaymentOrderObjected(occurred_on=TODAY, party=2)
DISMISSED = e.PaymentOrderDismissed(occurred_on=TODAY, ground=DismissalGround.NOT_DUE)
RETURNED = e.MandateReturned(
    occurred_on=ON, mandate=Mandate.COURT_DELEGATED, to=COURT, result=MandateResult.FAILURE
)


@pytest.mark.parametrize(
    ("scenario", "ground"),
    [
        (failed(), SuitGround.NOT_ACCEPTED),
        (in_arbitration(), SuitGround.NOT_ACCEPTED),
        (at_commission(), SuitGround.AWARD_OVERDUE),
        (failed(), SuitGround.AWARD_OVERDUE),
        (suit_open(), SuitGround.AFTER_AWARD),
        (suit_open(), SuitGround.SET_ASIDE),
        (suit_open(), SuitGround.NOT_ENFORCED),
        (failed(), SuitGround.NOT_ENFORCED),
        (failed(), SuitGround.WAGE_AGREEMENT),
        (effective(claims=(Claim(no=1, kind=ClaimKind.WORK_INJURY),)), SuitGround.WAGE_AGREEMENT),
        (effective(), SuitGround.PAYMENT_ORDER_FAILED),
        (failed(), SuitGround.MANDATE_FAILED),
    ],
)
def test_a_ground_that_the_record_contradicts_is_refused(
    scenario: Scenario, ground: SuitGround
) -> None:
    refusal = scenario.refuses(suit(ground), "suit_ground_not_on_record", **HANDLED)
    assert rule_of(refusal) == "SUIT.GROUND"


@pytest.mark.parametrize(
    ("scenario", "ground", "on"),
    [
        (suit_open(), SuitGround.NOT_ACCEPTED, TODAY),
        (at_commission(), SuitGround.NOT_ACCEPTED, LATE),
        (
            at_commission().after(ReportArbitrationAcceptanceLapsed(), on=LATE),
            SuitGround.NOT_ACCEPTED,
            LATE,
        ),
        (in_arbitration(), SuitGround.AWARD_OVERDUE, OVERDUE),
        (effective(), SuitGround.WAGE_AGREEMENT, MISSED),
        (after_order(OBJECTED), SuitGround.PAYMENT_ORDER_FAILED, TODAY),
        (delegated(RETURNED), SuitGround.MANDATE_FAILED, TODAY),
        (failed(), SuitGround.WAGE_NOTE, TODAY),
        (failed(claims=INJURY), SuitGround.NOT_ARBITRABLE, TODAY),
    ],
)
def test_a_ground_of_the_law_is_recorded_without_remark(
    scenario: Scenario, ground: SuitGround, on: date
) -> None:
    scenario.when(suit(ground), on, **HANDLED)
    assert warnings(scenario) == []
    assert scenario.stands(State.IN_LITIGATION)


@pytest.mark.parametrize(
    ("scenario", "ground", "brought", "on"),
    [
        (at_commission(), SuitGround.NOT_ACCEPTED, HANDLED, ON),
        (
            at_commission().after(ReportArbitrationWithdrawn(), on=ON),
            SuitGround.NOT_ACCEPTED,
            HANDLED,
            ON,
        ),
        (in_arbitration(), SuitGround.AWARD_OVERDUE, HANDLED, ON),
        (effective(), SuitGround.WAGE_AGREEMENT, HANDLED, ON),
        (effective(), SuitGround.WAGE_AGREEMENT, TO_COURT, MISSED),
        (effective(), SuitGround.WAGE_AGREEMENT, NOT_OF_ARTICLE_10, MISSED),
        (after_order(DISMISSED), SuitGround.PAYMENT_ORDER_FAILED, HANDLED, ON),
        (delegated(), SuitGround.MANDATE_FAILED, HANDLED, ON),
        (failed(claims=INJURY), SuitGround.WAGE_NOTE, HANDLED, ON),
        (effective(), SuitGround.WAGE_NOTE, HANDLED, ON),
        (effective(), SuitGround.NOT_ARBITRABLE, HANDLED, ON),
    ],
)
def test_what_the_court_took_though_we_read_the_law_otherwise_is_noted(
    scenario: Scenario, ground: SuitGround, brought: dict[str, Any], on: date
) -> None:
    scenario.when(suit(ground), on, **brought)
    assert "suit_ground_doubtful" in warnings(scenario)
    assert scenario.stands(State.IN_LITIGATION)


def test_what_was_entrusted_is_returned_before_anybody_sues() -> None:
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
    scenario.past.append(e.MediationFailed(occurred_on=ON, reasons=()))
    scenario.refuses(suit(SuitGround.NOT_ARBITRABLE), "seised_body_has_it", **TO_COURT)
