"""Clocks of a payment order, at the Dragon Boat Festival 2026 (TV05)."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import (
    Party,
    PartyKind,
    PaymentOrderEnd,
    Side,
    SuccessionKind,
    SuitGround,
)
from services.workflow.domain.dispute.stages.parties.parties import SucceedParty
from services.workflow.domain.dispute.stages.reinforcement.payment_order import (
    ReportPaymentOrderEffective,
    ReportPaymentOrderIssued,
    ReportPaymentOrderObjected,
    ReportPaymentOrderServed,
    ReportPaymentOrderVoid,
)
from tests.support.agreement_builders import ORDER, ORDERED, of_article_10
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import Scenario
from tests.support.tribunal_builders import TO_COURT, suit, warnings

FILED, ACCEPTED = date(2026, 5, 6), date(2026, 5, 11)
ISSUED, SERVED = date(2026, 5, 26), date(2026, 6, 4)
LAST = date(2026, 6, 22)
OBJECT, NO_SUIT = "PO.OBJECT:parties/2", "PO.NOSUIT:parties/1"


def ordered() -> Scenario:
    """Applied for on Wednesday 6 May 2026."""
    return of_article_10().after((ORDER, ORDERED), on=FILED)


def issued(**changes: Any) -> Scenario:
    return ordered().after(ReportPaymentOrderIssued(number="民督5号", **changes), on=ISSUED)


def served() -> Scenario:
    return issued(accepted_on=ACCEPTED).after(ReportPaymentOrderServed(party=2), on=SERVED)


def test_the_court_says_in_five_days_whether_it_takes_the_application() -> None:
    notify = one_of(ordered().dispute, "PO.NOTIFY", FILED)
    assert (notify.due_on, notify.status) == (ACCEPTED, Status.RUNNING)
    assert one_of(ordered().dispute, "PO.ISSUE", FILED).status is Status.NOT_STARTED
    assert one_of(issued().dispute, "PO.NOTIFY").status is Status.ENDED


def test_it_issues_the_order_fifteen_days_after_acceptance_and_serves_it_in_thirty() -> None:
    found = all_of(issued(accepted_on=ACCEPTED).dispute, ISSUED)
    assert (found["PO.NOTIFY"].status, found["PO.NOTIFY"].is_late) == (Status.MET, False)
    assert (found["PO.ISSUE"].due_on, found["PO.ISSUE"].facts.met_on) == (ISSUED, ISSUED)
    service = found["PO.SERVE"]
    assert (service.due_on, service.status) == (date(2026, 6, 25), Status.RUNNING)
    assert found[OBJECT].status is Status.NOT_STARTED


def test_the_debtor_objects_by_the_day_after_the_festival() -> None:
    objection = one_of(served().dispute, OBJECT, LAST)
    assert objection.clock is not None
    assert objection.clock.due_natural == date(2026, 6, 19)
    assert (objection.due_on, objection.status) == (LAST, Status.RUNNING)
    assert objection.due_on != date(2026, 6, 19), "the Dragon Boat Festival: the naive answer"
    check(objection, basis_on(LAST))
    assert one_of(served().dispute, "PO.SERVE").facts.met_on == SERVED


def test_an_objection_out_of_time_is_noted_as_is_effect_before_the_window_closed() -> None:
    late = served()
    late.when(ReportPaymentOrderObjected(party=2), date(2026, 6, 23))
    assert warnings(late) == ["objected_too_late"]
    early = served()
    early.when(ReportPaymentOrderEffective(), LAST)
    assert warnings(early) == ["objection_still_open"]


def test_the_window_ends_with_the_effect_of_the_order() -> None:
    scenario = served().after(ReportPaymentOrderEffective(), on=date(2026, 6, 23))
    assert one_of(scenario.dispute, OBJECT).facts.ended_on == date(2026, 6, 23)


def test_two_years_run_from_the_last_day_for_paying_under_the_order() -> None:
    """TV05 step 6."""
    scenario = served().after(ReportPaymentOrderEffective(), on=date(2026, 6, 23))
    two_years = one_of(scenario.dispute, "ENF.2Y", date(2026, 6, 23))
    assert two_years.clock is not None
    assert (two_years.facts.start_on, two_years.due_on) == (LAST, date(2028, 6, 22))
    assert two_years.clock.provisional
    assert two_years.due_on != date(2028, 5, 15), "the instalment's own day is not the order's"


def test_the_creditor_has_seven_days_to_want_no_suit() -> None:
    """TV05 step 5: the ruling was received on Monday 15 June."""
    received_on = date(2026, 6, 15)
    ended = ReportPaymentOrderObjected(party=2, ruling_received_on=received_on)
    scenario = served().after(ended, on=date(2026, 6, 12))
    window = one_of(scenario.dispute, NO_SUIT, received_on)
    assert (window.due_on, window.status) == (LAST, Status.RUNNING)
    assert one_of(scenario.dispute, NO_SUIT, date(2026, 6, 23)).is_open, (
        "the suit is to be reported"
    )
    scenario.after((suit(SuitGround.PAYMENT_ORDER_FAILED), TO_COURT), on=date(2026, 6, 18))
    assert one_of(scenario.dispute, NO_SUIT).facts.ended_on == date(2026, 6, 18)


def test_the_seven_days_do_not_begin_before_the_ruling_was_received() -> None:
    scenario = served().after(ReportPaymentOrderObjected(party=2), on=date(2026, 6, 12))
    assert one_of(scenario.dispute, NO_SUIT).status is Status.NOT_STARTED


@pytest.mark.parametrize(("received_on", "is_there"), [(None, False), (date(2026, 6, 29), True)])
def test_an_order_that_was_never_served_has_them_only_with_a_ruling(
    received_on: date | None, is_there: bool
) -> None:
    void = ReportPaymentOrderVoid(reason=PaymentOrderEnd.NOT_SERVED, ruling_received_on=received_on)
    scenario = issued().after(void, on=date(2026, 6, 26))
    assert (NO_SUIT in all_of(scenario.dispute)) is is_there


def test_the_time_of_a_debtor_whose_place_another_took_still_counts() -> None:
    """Its successor goes on with it: what the first one received stands."""
    successor = Party(
        no=3, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="余姚新某某制造有限公司"
    )
    merged = SucceedParty(
        party=2, successor=successor, kind=SuccessionKind.MERGER, evidence="合并公告"
    )
    scenario = served().after(merged, on=date(2026, 6, 10))
    found = all_of(scenario.dispute, LAST)
    assert OBJECT not in found
    going_on = found["PO.OBJECT:parties/3"]
    assert (going_on.due_on, going_on.status) == (LAST, Status.RUNNING)
    late = Scenario(past=[*scenario.past])
    late.when(ReportPaymentOrderObjected(party=3), date(2026, 6, 23))
    assert warnings(late) == ["objected_too_late"]
    scenario.when(ReportPaymentOrderEffective(), date(2026, 6, 23))
    assert warnings(scenario) == []


def test_the_time_of_a_debtor_who_left_with_nobody_in_its_place_still_counts() -> None:
    scenario = served()
    other = Party(no=3, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="余姚某某劳务有限公司")
    scenario.past.append(e.PartyAdded(occurred_on=SERVED, party=other, reason="派遣单位"))
    scenario.past.append(e.PartyDropped(occurred_on=SERVED, party=2, reason="撤回"))
    found = all_of(scenario.dispute, LAST)
    assert (found[OBJECT].due_on, found["PO.OBJECT:parties/3"].status) == (LAST, Status.NOT_STARTED)
