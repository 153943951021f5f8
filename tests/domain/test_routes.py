"""Which roads are open: by breach, claim kinds, kind of organisation and what makes it enforceable."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards.routes import RouteKind, open_routes
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    ClaimKind,
    ConfirmationFault,
    DismissalGround,
    FailureCode,
    FailureReason,
    Mandate,
    MandateResult,
    PartyKind,
    PaymentOrderEnd,
    Side,
)
from services.workflow.domain.dispute.stages.mediation.mediation import RecordFailure
from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ReportConfirmationRefused,
)
from services.workflow.domain.dispute.stages.reinforcement.payment_order import (
    ReportPaymentOrderDismissed,
    ReportPaymentOrderVoid,
)
from tests.support.agreement_builders import (
    ARTICLE_10,
    LATE,
    claim,
    confirmed,
    day,
    of_article_10,
    order_pending,
    payments,
)
from tests.support.builders import (
    CENTRE,
    CENTRE_BODY,
    COMMISSION,
    COURT,
    ON,
    PARTIES,
    confirmation_pending,
    in_mediation,
)
from tests.support.given_when_then import Scenario, given_on
from tests.support.tribunal_builders import award_received

ROADS = tuple(RouteKind)
FAILED = RecordFailure(reasons=(FailureReason(code=FailureCode.NO_SHOW, party=2),))


def reasons(
    scenario: Scenario, on: date = LATE, handler: Any = ARTICLE_10
) -> dict[RouteKind, str | None]:
    given = given_on(on, handler=handler)
    routes = open_routes(scenario.dispute, given)
    assert tuple(route.kind for route in routes) == ROADS
    assert all(route.is_open is (route.why_not is None) for route in routes)
    assert all(route.why_not is None or route.why_not.rule for route in routes)
    return {route.kind: route.why_not.code if route.why_not else None for route in routes}


def test_an_unkept_agreement_on_wages_opens_three_roads() -> None:
    assert reasons(of_article_10()) == {
        RouteKind.ARBITRATION: None,
        RouteKind.PAYMENT_ORDER: None,
        RouteKind.DIRECT_SUIT: None,
        RouteKind.ENFORCEMENT: "route_not_from_here",
    }


def test_before_a_due_day_has_passed_there_is_nothing_to_take_a_road_for() -> None:
    found = reasons(of_article_10(), day(15, 4))
    assert [found[kind] for kind in ROADS[:3]] == ["nothing_overdue"] * 3


def test_injury_costs_are_ordered_but_not_sued_for_directly() -> None:
    found = reasons(of_article_10(claims=(claim(ClaimKind.WORK_INJURY),)))
    assert found[RouteKind.PAYMENT_ORDER] is None
    assert found[RouteKind.DIRECT_SUIT] == "not_on_wages_alone"
    assert found[RouteKind.ARBITRATION] is None


def test_social_insurance_is_arbitrated() -> None:
    found = reasons(of_article_10(claims=(claim(ClaimKind.SOCIAL_INSURANCE),)))
    assert found[RouteKind.PAYMENT_ORDER] == "payment_order_not_for_this"
    assert found[RouteKind.DIRECT_SUIT] == "not_on_wages_alone"
    assert found[RouteKind.ARBITRATION] is None


@pytest.mark.parametrize("handler", [CENTRE_BODY, None])
def test_outside_article_10_only_arbitration_is_open(handler: Any) -> None:
    found = reasons(of_article_10(), handler=handler)
    assert found[RouteKind.PAYMENT_ORDER] == "not_of_article_10"
    assert found[RouteKind.DIRECT_SUIT] == "not_of_article_10"
    assert found[RouteKind.ARBITRATION] is None


def test_without_a_worker_there_is_no_payment_order() -> None:
    firms = tuple(
        type(PARTIES[1])(no=no, side=side, kind=PartyKind.EMPLOYER, name=f"公司{no}")
        for no, side in ((1, Side.CLAIMANT), (2, Side.RESPONDENT))
    )
    scenario = of_article_10()
    first = scenario.past[0]
    scenario.past[0] = type(first)(
        **{name: getattr(first, name) for name in first.__struct_fields__} | {"parties": firms}
    )
    assert reasons(scenario)[RouteKind.PAYMENT_ORDER] == "order_is_for_workers"


def test_an_order_that_ended_opens_the_suit_whatever_was_claimed() -> None:
    void = ReportPaymentOrderVoid(reason=PaymentOrderEnd.NOT_SERVED)
    scenario = order_of_injury().after(void, on=day(24, 4))
    assert reasons(scenario, day(25, 4))[RouteKind.DIRECT_SUIT] is None


def test_a_dismissed_application_is_no_order_that_ended() -> None:
    dismissed = ReportPaymentOrderDismissed(ground=DismissalGround.NOT_DEFINITE)
    scenario = order_of_injury().after(dismissed, on=day(24, 4))
    assert reasons(scenario, day(25, 4))[RouteKind.DIRECT_SUIT] == "not_on_wages_alone"


def order_of_injury() -> Scenario:
    scenario = of_article_10(claims=(claim(ClaimKind.WORK_INJURY),))
    scenario.past.append(order_pending().past[-1])
    return scenario


def test_what_is_confirmed_is_enforced_and_nothing_else() -> None:
    scenario = confirmed()
    found = reasons(scenario, day(16, 4))
    assert [found[kind] for kind in ROADS[:3]] == ["route_is_enforcement"] * 3
    assert found[RouteKind.ENFORCEMENT] is None
    assert reasons(scenario, day(15, 4))[RouteKind.ENFORCEMENT] == "nothing_overdue"


def test_while_an_application_is_pending_its_end_is_waited_for() -> None:
    found = reasons(confirmation_pending())
    assert [found[kind] for kind in ROADS[:3]] == ["reinforcement_in_use"] * 3
    assert found[RouteKind.ENFORCEMENT] == "route_not_from_here"


def test_after_a_refused_confirmation_arbitration_is_open_before_any_due_day() -> None:
    refused = ReportConfirmationRefused(ground=ConfirmationFault.UNCLEAR)
    found = reasons(confirmation_pending().after(refused), day(12))
    assert found[RouteKind.ARBITRATION] is None
    assert found[RouteKind.DIRECT_SUIT] == "nothing_overdue"


def test_without_an_agreement_arbitration_comes_first() -> None:
    found = reasons(in_mediation().after(FAILED, on=ON), ON)
    assert found[RouteKind.ARBITRATION] is None
    assert found[RouteKind.PAYMENT_ORDER] == "route_not_from_here"
    assert found[RouteKind.DIRECT_SUIT] == "arbitration_comes_first"


def test_where_a_commission_did_not_accept_the_suit_is_open() -> None:
    scenario = in_mediation()
    scenario.past += [
        e.ArbitrationFiled(occurred_on=ON, commission=COMMISSION),
        e.ArbitrationNotAccepted(occurred_on=ON, ground=ArbitrationBar.OUT_OF_SCOPE),
    ]
    assert reasons(scenario, ON)[RouteKind.DIRECT_SUIT] is None


def test_silence_and_an_award_that_is_overdue_open_the_suit() -> None:
    scenario = in_mediation()
    scenario.past.append(e.ArbitrationFiled(occurred_on=ON, commission=COMMISSION))
    assert reasons(scenario, ON)[RouteKind.DIRECT_SUIT] == "arbitration_comes_first"
    assert reasons(scenario, day(10))[RouteKind.DIRECT_SUIT] is None
    scenario.past.append(e.ArbitrationAccepted(occurred_on=day(9), number="1号"))
    assert reasons(scenario, day(10))[RouteKind.DIRECT_SUIT] == "arbitration_comes_first"
    assert reasons(scenario, day(20, 5))[RouteKind.DIRECT_SUIT] is None


def test_a_withdrawn_application_is_never_overdue() -> None:
    scenario = of_article_10(claims=(claim(ClaimKind.WORK_INJURY),))
    scenario.past += [
        e.ArbitrationFiled(occurred_on=day(20), commission=COMMISSION),
        e.ArbitrationAccepted(occurred_on=day(21), number="1号"),
        e.ArbitrationWithdrawn(occurred_on=day(22), by=(1,)),
    ]
    assert reasons(scenario, day(20, 6))[RouteKind.DIRECT_SUIT] == "not_on_wages_alone"


def test_an_award_is_sued_against_while_its_window_runs() -> None:
    scenario = award_received()
    assert reasons(scenario, day(25))[RouteKind.DIRECT_SUIT] is None
    assert reasons(scenario, day(26))[RouteKind.DIRECT_SUIT] == "route_not_from_here"


def test_a_failed_delegation_opens_the_suit() -> None:
    scenario = in_mediation().after(FAILED, on=ON)
    scenario.past += [
        e.MediationDelegated(occurred_on=ON, court=COURT, organisation=CENTRE, consented_by=(1, 2)),
        e.MediationFailed(occurred_on=ON, reasons=()),
    ]
    assert reasons(scenario, ON)[RouteKind.DIRECT_SUIT] is not None
    scenario.past.append(
        e.MandateReturned(
            occurred_on=ON,
            mandate=Mandate.COURT_DELEGATED,
            to=COURT,
            result=MandateResult.FAILURE,
        )
    )
    assert reasons(scenario, ON)[RouteKind.DIRECT_SUIT] is None


def test_an_order_that_ended_on_an_earlier_version_opens_no_suit_on_the_next() -> None:
    void = ReportPaymentOrderVoid(reason=PaymentOrderEnd.NOT_SERVED)
    scenario = order_of_injury().after(void, on=day(24, 4))
    scenario.past += [
        e.AgreementAmended(
            occurred_on=day(25, 4),
            version=2,
            terms=(payments(900),),
            required=(),
            consented_by=(1, 2),
        ),
        e.AgreementTookEffect(occurred_on=day(25, 4), version=2),
    ]
    assert reasons(scenario, day(25, 4))[RouteKind.DIRECT_SUIT] == "not_on_wages_alone"


def test_a_title_without_instalments_is_enforced_at_once() -> None:
    scenario = in_mediation()
    scenario.past += [
        e.ArbitrationFiled(occurred_on=ON, commission=COMMISSION),
        e.ArbitralStatementTookEffect(occurred_on=ON, number="1号"),
    ]
    assert reasons(scenario, ON)[RouteKind.ENFORCEMENT] is None
