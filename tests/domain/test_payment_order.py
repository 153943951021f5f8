"""Payment order: for a worker, on breach, for claims of article 16; the debtor pays or objects."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    ClaimKind,
    DismissalGround,
    Instrument,
    PaymentOrderEnd,
    ReinforcementKind,
    ReinforcementResult,
)
from services.workflow.domain.dispute.stages.agreement.agreement import RecordTerms
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.dispute.stages.reinforcement.payment_order import (
    ApplyForPaymentOrder,
    ReportPaymentOrderDismissed,
    ReportPaymentOrderEffective,
    ReportPaymentOrderIssued,
    ReportPaymentOrderObjected,
    ReportPaymentOrderServed,
    ReportPaymentOrderVoid,
)
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import (
    ARTICLE_10,
    LATE,
    ORDER,
    ORDERED,
    SIGNED_AND_SEALED,
    claim,
    day,
    of_article_10,
    order_pending,
    order_served,
    payments,
)
from tests.support.builders import (
    CENTRE_BODY,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    confirmation_pending,
    in_mediation,
)
from tests.support.given_when_then import TODAY, Scenario, only

NUMBER = "民督5号"
ISSUED = ReportPaymentOrderIssued(number=NUMBER)
SERVED = ReportPaymentOrderServed(party=2)
OBJECTED = ReportPaymentOrderObjected(party=2, ground="已付清")
EFFECTIVE = ReportPaymentOrderEffective()


def rule_of(refusal: Exception) -> str:
    rule = getattr(refusal, "rule", None)
    assert rule is not None
    return str(rule.id)


def warned(scenario: Scenario) -> list[str]:
    assert scenario.given is not None
    return [breach.code for breach in scenario.given.breaches]


def test_the_amount_is_what_is_overdue() -> None:
    scenario = of_article_10().after(RecordPerformance(amount=Fen(160_000)), on=day(10))
    event = only(scenario.when(ORDER, LATE, **ORDERED), e.PaymentOrderApplied)
    assert (event.amount, event.applicant, event.court) == (500_000, 1, COURT)
    assert scenario.stands(State.PAYMENT_ORDER_PENDING)


def test_before_a_due_day_has_passed_there_is_no_order() -> None:
    refusal = of_article_10().refuses(ORDER, "nothing_overdue", day(15, 4), **ORDERED)
    assert rule_of(refusal) == "PO.BREACH"


def test_only_claims_of_article_16_are_ordered() -> None:
    scenario = of_article_10(claims=(claim(ClaimKind.SOCIAL_INSURANCE),))
    refusal = scenario.refuses(ORDER, "payment_order_not_for_this", LATE, **ORDERED)
    assert rule_of(refusal) == "PO.SCOPE"
    assert "arbitration_filed" in refusal.allowed


def mixed() -> Scenario:
    """Pay is due in May, social insurance in April."""
    claims = (claim(ClaimKind.SOCIAL_INSURANCE), claim(ClaimKind.REMUNERATION, no=2))
    first, second = payments(100), payments(700, claim=2, due_in=5, first=2)
    terms = RecordTerms(terms=(first, second))
    return in_mediation(claims=claims).after(terms, *SIGNED_AND_SEALED, on=ON)


def test_of_several_claims_only_those_of_article_16_count() -> None:
    refusal = mixed().refuses(ORDER, "payment_order_not_for_this", LATE, **ORDERED)
    assert rule_of(refusal) == "PO.SCOPE"
    event = only(mixed().when(ORDER, day(18, 5), **ORDERED), e.PaymentOrderApplied)
    assert event.amount == 700


def test_a_worker_applies() -> None:
    employer = ApplyForPaymentOrder(court=COURT, applicant=2)
    refusal = of_article_10().refuses(employer, "order_is_for_workers", LATE, **ORDERED)
    assert rule_of(refusal) == "PO.RIGHT"
    stranger = ApplyForPaymentOrder(court=COURT, applicant=9)
    of_article_10().refuses(stranger, "unknown_party", LATE, **ORDERED)


def test_a_court_orders() -> None:
    bodies = {"organisation": COMMISSION_BODY, "handler": ARTICLE_10}
    refusal = of_article_10().refuses(ORDER, "not_a_court", LATE, **bodies)
    assert rule_of(refusal) == "PO.COURT"


@pytest.mark.parametrize("handler", [CENTRE_BODY, None])
def test_the_organisation_is_one_of_article_10(handler: object) -> None:
    bodies = {"organisation": COURT_BODY, "handler": handler}
    refusal = of_article_10().refuses(ORDER, "not_of_article_10", LATE, **bodies)
    assert rule_of(refusal) == "PO.SCOPE"
    assert refusal.data["on"] == ON.isoformat()


def test_while_the_court_confirms_it_orders_nothing() -> None:
    refusal = confirmation_pending().refuses(ORDER, "reinforcement_in_use", TODAY, **ORDERED)
    assert rule_of(refusal) == "REINFORCE.ONE"


def test_an_order_is_issued_then_served_then_enforceable() -> None:
    scenario = order_pending()
    only(scenario.when(ISSUED, day(24, 4)), e.PaymentOrderIssued)
    scenario.refuses(ISSUED, "order_issued_already", day(24, 4))
    only(scenario.when(SERVED, day(28, 4)), e.PaymentOrderServed)
    scenario.refuses(SERVED, "received_already", day(29, 4))
    event = only(scenario.when(EFFECTIVE, day(14, 5)), e.PaymentOrderTookEffect)
    assert event.number == NUMBER
    assert warned(scenario) == []
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.PAYMENT_ORDER


def test_an_order_said_to_be_effective_early_is_noted() -> None:
    scenario = order_served(day(28, 4))
    named = ReportPaymentOrderEffective(number="督5号之一")
    assert only(scenario.when(named, day(13, 5)), e.PaymentOrderTookEffect).number == "督5号之一"
    assert warned(scenario) == ["objection_still_open"]


def test_service_needs_an_order_and_reaches_the_employer() -> None:
    refusal = order_pending().refuses(SERVED, "order_not_issued", LATE)
    assert rule_of(refusal) == "PO.ISSUE"
    issued = order_pending().after(ISSUED, on=day(24, 4))
    issued.refuses(ReportPaymentOrderServed(party=1), "not_the_debtor", day(28, 4))
    issued.refuses(ReportPaymentOrderServed(party=9), "not_the_debtor", day(28, 4))


def test_service_after_thirty_days_is_noted() -> None:
    scenario = order_pending().after(ISSUED, on=day(24, 4)).after(SERVED, on=day(24, 5))
    assert warned(scenario) == []
    late = order_pending().after(ISSUED, on=day(24, 4)).after(SERVED, on=day(25, 5))
    assert warned(late) == ["served_too_late"]


@pytest.mark.parametrize("report", [OBJECTED, EFFECTIVE])
def test_nobody_objects_to_an_order_not_received_and_it_has_no_effect(report: Command) -> None:
    scenario = order_pending().after(ISSUED, on=day(24, 4))
    assert rule_of(scenario.refuses(report, "order_not_served", day(28, 4))) == "PO.OBJECT"


@pytest.mark.parametrize(("on", "codes"), [(day(13, 5), []), (day(14, 5), ["objected_too_late"])])
def test_a_written_objection_ends_the_order(on: date, codes: list[str]) -> None:
    # Fifteen days from 28 April.
    scenario = order_served(day(28, 4)).after(OBJECTED, on=on)
    assert warned(scenario) == codes
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.past_reinforcements[-1].result is ReinforcementResult.OBJECTED


@pytest.mark.parametrize(
    ("answer", "result", "ground"),
    [
        (
            ReportPaymentOrderVoid(reason=PaymentOrderEnd.NOT_SERVED),
            ReinforcementResult.VOID,
            "not_served",
        ),
        (
            ReportPaymentOrderDismissed(ground=DismissalGround.COUNTER_DUTY),
            ReinforcementResult.DISMISSED,
            "counter_duty",
        ),
    ],
)
def test_an_order_that_comes_to_nothing_leaves_the_agreement(
    answer: Command, result: ReinforcementResult, ground: str
) -> None:
    scenario = order_pending().after(answer, on=day(24, 4))
    (past,) = scenario.dispute.past_reinforcements
    assert (past.kind, past.result, past.ground) == (
        ReinforcementKind.PAYMENT_ORDER, result, ground,
    )  # fmt: skip
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)


def test_an_issued_order_is_no_longer_dismissed() -> None:
    dismissed = ReportPaymentOrderDismissed(ground=DismissalGround.NOT_DUE)
    issued = order_pending().after(ISSUED, on=day(24, 4))
    issued.refuses(dismissed, "order_issued_already", day(25, 4))
