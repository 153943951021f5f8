"""What a correction or annulment moves, why, and who relied on what was."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.clocks.counting import Break
from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status, counted
from services.workflow.domain.dispute.deadlines.facts import ClockFacts
from services.workflow.domain.dispute.deadlines.moved import Moved, WhyMoved, moved
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.guards.dependents import Dependent
from services.workflow.domain.dispute.guards.relying import (
    RESTS_ON,
    Act,
    Reliance,
    ReliedOn,
    relied_on,
)
from services.workflow.domain.dispute.parts import Withdrawal
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.dispute.state import Dispute
from services.workflow.rules.packs import national, pack_for
from tests.support.agreement_builders import confirmed
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COURT,
    MEDIATOR,
    accepted,
    in_mediation,
    registered,
    withdraw,
)
from tests.support.deadlines import basis_on
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import offered

replace = msgspec.structs.replace
RECEIPT, OWN = "MED.15.RECEIPT", "MED.15.ACCEPT"


def correct(field: str, new: str) -> CorrectFact:
    return CorrectFact(field=field, new=new, reason="录入错误", evidence="申请书原件")


def on(dispute: Dispute, day: date = TODAY) -> tuple[Deadline, ...]:
    return deadlines(dispute, basis_on(day))


def put_right(scenario: Scenario, field: str, new: str) -> dict[str, Moved]:
    """What the correction moved, by key."""
    before = on(scenario.dispute)
    scenario.when(correct(field, new), TODAY)
    return {one.known.key: one for one in moved(before, on(scenario.dispute))}


def test_a_wrong_day_of_receipt_moves_what_runs_from_it_and_nothing_else() -> None:
    found = put_right(in_mediation(), "registered_on", "2026-02-27")

    receipt = found[RECEIPT]
    assert receipt.was is not None
    assert receipt.now is not None
    assert (receipt.was.due_on, receipt.now.due_on) == (date(2026, 3, 17), date(2026, 3, 16))
    assert receipt.why is WhyMoved.START
    assert OWN not in found


def test_what_is_not_computed_from_the_fact_stays() -> None:
    assert put_right(in_mediation(), "worker_count", "3") == {}


def test_on_a_closed_dispute_what_was_relied_on_is_told_too() -> None:
    closed = in_mediation().after(withdraw(Withdrawal.SETTLED_PRIVATELY))

    receipt = put_right(closed, "registered_on", "2026-02-27")[RECEIPT]

    assert receipt.now is not None
    assert (receipt.now.status, receipt.now.due_on) == (Status.ENDED, date(2026, 3, 16))
    assert receipt.why is WhyMoved.START


def test_an_act_may_turn_out_to_have_been_late() -> None:
    before = on(accepted().dispute)
    later = accepted()
    later.when(correct("accepted_on", "2026-03-09"), TODAY)

    (check,) = (one for one in moved(before, on(later.dispute)) if one.known.key == "MED.ACCEPT")

    assert check.why is WhyMoved.MET
    assert check.now is not None
    assert check.now.is_late


def test_what_begins_and_what_ends_is_told_so() -> None:
    before, after = on(registered().dispute), on(accepted().dispute)

    there = {one.known.key: one.why for one in moved(before, after)}
    back = {one.known.key: one.why for one in moved(after, before)}

    assert there[OWN] is WhyMoved.BEGAN
    assert back[OWN] is WhyMoved.ENDED


def test_another_rule_in_the_place_of_one_is_the_same_deadline_moved() -> None:
    dispute = in_mediation().dispute
    before = on(dispute)
    zhejiang = replace(basis_on(), rules=pack_for("330281"))

    own = next(
        one
        for one in moved(before, deadlines(dispute, zhejiang))
        if one.was is not None and one.was.rule.id == OWN
    )

    assert own.why is WhyMoved.RULE
    assert own.known.rule.replaces == OWN


def changed(one: Deadline, **facts: Any) -> Deadline:
    return replace(one, facts=replace(one.facts, **facts))


def test_other_working_days_are_told_as_the_calendar() -> None:
    (check, *_rest) = on(registered().dispute)
    calendar = basis_on().calendar
    off = replace(calendar, off_days=calendar.off_days | {date(2026, 3, 3)})
    basis = replace(basis_on(), calendar=off)
    (later, *_rest) = deadlines(registered().dispute, basis)

    assert [one.why for one in moved([check], [later])] == [WhyMoved.CALENDAR]


def test_the_same_days_with_another_status_are_told_as_status() -> None:
    (check, *_rest) = on(registered().dispute)
    lapsed = replace(check, status=Status.LAPSED)

    running = replace(check, status=Status.RUNNING)
    assert [one.why for one in moved([running], [lapsed])] == [WhyMoved.STATUS]


@pytest.mark.parametrize("status", [Status.ENDED, Status.NOT_STARTED])
def test_what_did_not_run_and_does_not_is_not_told(status: Status) -> None:
    (check, *_rest) = on(registered().dispute)
    over = replace(check, status=status)

    assert moved([over], [changed(over, start_on=date(2026, 3, 3))]) == ()
    assert moved([over], []) == moved([], [over]) == ()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"suspended": (Suspension(date(2026, 1, 1), date(2026, 1, 9)),)}, WhyMoved.SUSPENSION),
        ({"interrupted": (Break(date(2025, 11, 13)),)}, WhyMoved.INTERRUPTION),
        ({"until": date(2026, 5, 6)}, WhyMoved.LAST_DAY),
        ({"met_on": date(2026, 1, 7)}, WhyMoved.MET),
    ],
)
def test_the_fact_that_is_otherwise_is_why(facts: dict[str, Any], why: WhyMoved) -> None:
    plain = ClockFacts(rule="LIM.1Y", about="claims/1", start_on=date(2025, 2, 14))
    was, now = counted(plain, basis_on()), counted(replace(plain, **facts), basis_on())

    assert [one.why for one in moved([was], [now])] == [why]


def test_handler_mediator_and_who_decided_by_it_relied_on_it() -> None:
    scenario = in_mediation()
    before = scenario.dispute
    (receipt,) = (one for one in on(before) if one.key == RECEIPT)
    acts = [
        Act(event=e.ReceiptPeriodLapsed, account="sweep"),
        Act(event=e.MediatorAssigned, account="clerk", organisation=CENTRE),
    ]

    found = relied_on(before, [Moved(was=receipt, now=None, why=WhyMoved.ENDED)], (), acts)

    assert found == (
        ReliedOn(how=Reliance.HANDLED, body=CENTRE, of=(RECEIPT,)),
        ReliedOn(how=Reliance.MEDIATED, mediator=MEDIATOR, of=(RECEIPT,)),
        ReliedOn(how=Reliance.DECIDED, account="sweep", act="ReceiptPeriodLapsed", of=(RECEIPT,)),
    )


def test_where_nothing_moved_those_who_decided_by_the_fact_are_named() -> None:
    before = in_mediation().dispute
    acts = [Act(event=e.DisputeClosed, account="clerk", organisation=CENTRE)]

    found = relied_on(before, (), (Dependent.CLOSING,), acts)

    assert found[-1].of == (Dependent.CLOSING,)
    assert relied_on(before, (), (), acts) == ()


def test_a_court_that_has_confirmed_is_among_them() -> None:
    before = confirmed().dispute
    found = relied_on(before, (), ("figure.period",), ())

    assert (Reliance.SEISED, COURT) in [(one.how, one.body) for one in found]


def test_who_acts_on_a_deadline_that_ended_is_named_too() -> None:
    before = offered().dispute
    (expiry,) = (one for one in on(before) if one.rule.id == "REFERRAL.EXPIRY")

    ended = relied_on(before, [Moved(was=expiry, now=None, why=WhyMoved.ENDED)], (), ())
    began = relied_on(before, [Moved(was=None, now=expiry, why=WhyMoved.BEGAN)], (), ())

    assert ReliedOn(how=Reliance.WATCHED, body=COMMISSION, of=(expiry.key,)) in ended
    assert [one.how for one in began] == [Reliance.HANDLED, Reliance.MEDIATED]
    nobody = replace(before, custodian=None, organisation=None, mediator=None)
    assert relied_on(nobody, (), ("figure.area",), ()) == ()


def test_every_decision_that_dependents_name_has_an_act_that_rests_on_it() -> None:
    named = {code for codes in RESTS_ON.values() for code in codes}
    decisions = {one for one in Dependent if one.value.startswith("decision.")}

    assert decisions <= named
    assert named - set(Dependent) <= set(national().rules)
