"""The confirming ruling: the instrument; objected to in time or not; annulled; changed."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    Disposition,
    Instrument,
    Outcome,
    ReinforcementResult,
    Served,
)
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from services.workflow.domain.dispute.stages.reinforcement.ruling import (
    ReportConfirmationAnnulled,
    ReportConfirmationChanged,
    ReportConfirmationGranted,
    ReportConfirmationObjected,
)
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import RULING, confirmed, day
from tests.support.builders import COURT, confirmation_pending
from tests.support.given_when_then import Scenario, only

CHANGED = ReportConfirmationChanged(number="变更1号", ground="金额笔误")


def annulled(extent: AnnulledExtent) -> ReportConfirmationAnnulled:
    return ReportConfirmationAnnulled(extent=extent, number="撤1号", ground="损害案外人利益")


def closed(*, performed: bool) -> Scenario:
    scenario = confirmed()
    if performed:
        scenario.after(RecordPerformance(amount=Fen(2_640_000)), on=day(5, 4))
    outcome = Outcome.AGREEMENT_PERFORMED if performed else Outcome.AGREEMENT_EFFECTIVE
    closing = CloseDispute(outcome=outcome, reason="当事人要求结案")
    return scenario.after(closing, on=day(6, 4))


def test_the_ruling_is_the_instrument() -> None:
    scenario = confirmation_pending()
    served = (Served(party=1, on=day(3, 4)),)
    granted = ReportConfirmationGranted(ruling_number=RULING, served=served)
    only(scenario.when(granted, day(7, 4)), e.ConfirmationGranted)
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.instrument == RULING
    slot = scenario.dispute.reinforcement
    assert slot is not None
    assert (slot.body, slot.received_on(1), slot.received_on(2)) == (COURT, day(3, 4), None)
    (past,) = scenario.dispute.past_reinforcements
    assert past.result is ReinforcementResult.GRANTED


def test_a_ruling_is_served_on_parties() -> None:
    stranger = (Served(party=8, on=day(9)),)
    granted = ReportConfirmationGranted(ruling_number=RULING, served=stranger)
    confirmation_pending().refuses(granted, "unknown_party")


@pytest.mark.parametrize(("on", "is_in_time"), [(day(20, 4), True), (day(21, 4), False)])
def test_a_party_objects_within_fifteen_days_of_receipt(on: date, is_in_time: bool) -> None:
    # Received on Friday 3 April; the fifteenth day is Saturday the 18th, so Monday the 20th counts.
    scenario = confirmed(day(3, 4), (2, day(3, 4)))
    event = only(scenario.when(ReportConfirmationObjected(party=2), on), e.ConfirmationObjected)
    assert (event.due_on, event.received_on) == (day(20, 4), day(3, 4))
    assert event.is_in_time is is_in_time
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.instrument == RULING


def test_the_day_of_receipt_is_told_where_it_is_not_on_file() -> None:
    refusal = confirmed().refuses(
        ReportConfirmationObjected(party=1), "objection_needs_day", day(8, 4)
    )
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.OBJECT"
    told = ReportConfirmationObjected(party=1, received_on=day(7, 4))
    event = only(confirmed().when(told, day(8, 4)), e.ConfirmationObjected)
    assert event.due_on == day(22, 4)
    confirmed().refuses(ReportConfirmationObjected(party=9), "unknown_party", day(8, 4))


@pytest.mark.parametrize(("on", "is_in_time"), [(day(1, 12), True), (day(2, 12), False)])
def test_an_interested_person_has_six_months_from_knowing(on: date, is_in_time: bool) -> None:
    third = ReportConfirmationObjected(interested_person="某公司", known_on=day(1, 6))
    event = only(confirmed().when(third, on), e.ConfirmationObjected)
    assert (event.due_on, event.is_in_time, event.party) == (day(1, 12), is_in_time, None)
    refusal = confirmed().refuses(ReportConfirmationObjected(), "objection_needs_day", on)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.OBJECT.THIRD"


def test_an_agreement_that_is_itself_void_is_a_failed_mediation() -> None:
    scenario = confirmed().after(annulled(AnnulledExtent.AGREEMENT), on=day(1, 9))
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.agreement is None
    assert scenario.dispute.title is None
    assert scenario.dispute.claims[0].disposition is Disposition.FAILED
    assert scenario.dispute.past_reinforcements[-1].ground == "agreement"


def test_where_only_the_ruling_falls_the_agreement_stands() -> None:
    scenario = confirmed().after(annulled(AnnulledExtent.RULING), on=day(1, 9))
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.title is None
    assert scenario.dispute.reinforcement is None
    assert scenario.dispute.past_reinforcements[-1].result is ReinforcementResult.ANNULLED


@pytest.mark.parametrize(
    ("performed", "state"), [(True, State.CLOSED), (False, State.AGREEMENT_EFFECTIVE)]
)
def test_a_closed_dispute_stays_closed_if_it_was_performed(performed: bool, state: State) -> None:
    scenario = closed(performed=performed).after(annulled(AnnulledExtent.RULING), on=day(1, 9))
    assert scenario.stands(state)


def test_a_changed_ruling_is_the_instrument_from_then_on() -> None:
    scenario = confirmed()
    only(scenario.when(CHANGED, day(9, 6)), e.ConfirmationChanged)
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.number == "变更1号"


@pytest.mark.parametrize(
    "report", [CHANGED, annulled(AnnulledExtent.RULING), ReportConfirmationObjected(party=1)]
)
def test_no_ruling_is_annulled_that_there_is_not(report: Any) -> None:
    scenario = confirmation_pending()
    scenario.past[-1] = e.ReviewApplied(
        occurred_on=day(10), version=1, commission=COURT, applicants=(1, 2),
        due_natural=day(17), due_rolled=day(17),
    )  # fmt: skip
    scenario.past.append(e.ReviewStatementTookEffect(occurred_on=day(12), number="调1号"))
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.REVIEW_STATEMENT
    refusal = scenario.refuses(report, "no_ruling_stands", day(20))
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.RESULT"
