"""Enforcement: the instrument, stays, every end, and the outcome that fits."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards.outcomes import OUTCOME_OF
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    EnforcementEnd,
    Instrument,
    Outcome,
    Served,
    StayCause,
    SuitGround,
)
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardWindowsClosed
from services.workflow.domain.dispute.stages.court.enforcement import (
    ReportEnforcementApplied,
    ReportEnforcementConcluded,
    ReportEnforcementEnded,
    ReportEnforcementRefused,
    ReportEnforcementResumed,
    ReportEnforcementStayed,
)
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from tests.support.builders import COMMISSION_BODY, COURT, confirmation_pending, effective
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    AWARD_NUMBER,
    INTERMEDIATE,
    TO_COURT,
    TO_INTERMEDIATE,
    award_received,
    enforcement,
    in_enforcement,
    item,
    rule_of,
    suit,
    warnings,
)

STAYED = ReportEnforcementStayed(cause=StayCause.SET_ASIDE_APPLIED)
RESUMED = ReportEnforcementResumed()
REFUSED = ReportEnforcementRefused(
    number="（2026）浙0281执异1号", served=(Served(party=1, on=TODAY),)
)
CONCLUDED = ReportEnforcementConcluded(number="（2026）浙0281执3号")


def titled(instrument: Instrument) -> Scenario:
    """Enforceable by that instrument, on an agreement paid off on 15 April 2026."""
    granted = e.ConfirmationGranted(occurred_on=TODAY, ruling_number="1号")
    endings: dict[Instrument, Any] = {
        Instrument.CONFIRMATION_RULING: granted,
        Instrument.REVIEW_STATEMENT: e.ReviewStatementTookEffect(occurred_on=TODAY, number="1号"),
        Instrument.PAYMENT_ORDER: e.PaymentOrderTookEffect(occurred_on=TODAY, number="1号"),
        Instrument.AWARD: e.AwardTookEffect(occurred_on=TODAY, number="1号"),
        Instrument.ARBITRAL_STATEMENT: e.ArbitralStatementTookEffect(
            occurred_on=TODAY, number="1号"
        ),
        Instrument.JUDGMENT: e.JudgmentTookEffect(occurred_on=TODAY, suit=1, number="1号"),
        Instrument.COURT_STATEMENT: e.CourtStatementServed(occurred_on=TODAY, suit=1, number="1号"),
    }
    scenario = confirmation_pending()
    scenario.past.append(endings[instrument])
    return scenario


def test_final_items_are_enforced_at_once() -> None:
    scenario = award_received(item(), item(no=2, is_final=True))
    event = only(scenario.when(enforcement(), **TO_COURT), e.EnforcementApplied)
    assert not event.is_late
    assert scenario.stands(State.IN_ENFORCEMENT)
    assert scenario.dispute.custodian == COURT
    assert scenario.dispute.instrument == AWARD_NUMBER


def test_an_award_without_a_final_item_waits_for_its_windows() -> None:
    scenario = award_received()
    refusal = scenario.refuses(enforcement(), "nothing_to_enforce", **TO_COURT)
    assert rule_of(refusal) == "ENF.INSTRUMENT"
    scenario.when(ReportAwardWindowsClosed(), AFTER_WINDOWS)
    scenario.when(enforcement(), AFTER_WINDOWS, **TO_COURT)
    assert scenario.stands(State.IN_ENFORCEMENT)


def test_a_creditor_asks_a_court_on_the_instrument_there_is() -> None:
    scenario = titled(Instrument.JUDGMENT)
    refusal = scenario.refuses(enforcement(), "another_instrument", **TO_COURT)
    assert rule_of(refusal) == "ENF.INSTRUMENT"
    right = enforcement(Instrument.JUDGMENT)
    scenario.refuses(right, "not_a_court", organisation=COMMISSION_BODY)
    nobody = ReportEnforcementApplied(court=COURT, by=(), instrument=Instrument.JUDGMENT)
    scenario.refuses(nobody, "enforcement_needs_creditor", **TO_COURT)
    stranger = ReportEnforcementApplied(court=COURT, by=(8,), instrument=Instrument.JUDGMENT)
    scenario.refuses(stranger, "unknown_party", **TO_COURT)


@pytest.mark.parametrize(
    ("instrument", "last"),
    [
        (Instrument.CONFIRMATION_RULING, date(2028, 4, 17)),  # 15 April 2028 is a Saturday
        (Instrument.JUDGMENT, date(2028, 3, 10)),
    ],
)
def test_two_years_run_from_the_last_day_for_performance(
    instrument: Instrument, last: date
) -> None:
    in_time, late = titled(instrument), titled(instrument)
    assert not only(
        in_time.when(enforcement(instrument), last, **TO_COURT), e.EnforcementApplied
    ).is_late
    assert warnings(in_time) == []
    after = last.replace(day=last.day + 1)
    assert only(late.when(enforcement(instrument), after, **TO_COURT), e.EnforcementApplied).is_late
    assert warnings(late) == ["enforcement_late"]


def test_enforcement_while_the_other_side_asks_to_set_aside_is_told_to_both() -> None:
    asked = ReportSetAsideFiled(court=INTERMEDIATE, by=2)
    scenario = award_received(item(is_final=True)).after((asked, TO_INTERMEDIATE))
    scenario.when(enforcement(), **TO_COURT)
    assert warnings(scenario) == ["enforcement_beside_suit"]
    assert scenario.stands(State.IN_ENFORCEMENT)


def test_a_stay_stands_once_and_only_what_stands_goes_on() -> None:
    scenario = in_enforcement()
    scenario.refuses(RESUMED, "enforcement_not_stayed")
    only(scenario.when(STAYED), e.EnforcementStayed)
    scenario.refuses(STAYED, "enforcement_stayed_already")
    only(scenario.when(RESUMED), e.EnforcementResumed)
    scenario.after(STAYED).when(CONCLUDED)
    assert warnings(scenario) == ["enforcement_is_stayed"]


def test_enforcement_that_ended_can_be_asked_for_again() -> None:
    scenario = in_enforcement()
    ended = ReportEnforcementEnded(ground=EnforcementEnd.NO_ASSETS)
    only(scenario.when(ended), e.EnforcementEnded)
    assert scenario.stands(State.ENFORCEABLE)
    scenario.when(enforcement(), **TO_COURT)


def test_an_award_that_is_not_enforced_leaves_a_suit_open_with_its_window() -> None:
    scenario = in_enforcement()
    only(scenario.when(REFUSED), e.EnforcementRefused)
    assert scenario.stands(State.SUIT_OPEN)
    assert scenario.dispute.title is None
    scenario.when(suit(SuitGround.NOT_ENFORCED), date(2026, 4, 10), **TO_COURT)
    assert warnings(scenario) == ["suit_late"]


def test_only_an_award_is_refused_and_the_ruling_is_served_on_parties() -> None:
    judgment = titled(Instrument.JUDGMENT)
    judgment.after((enforcement(Instrument.JUDGMENT), TO_COURT))
    assert rule_of(judgment.refuses(REFUSED, "only_award_refused")) == "SUIT.AFTER.NE"
    stranger = ReportEnforcementRefused(number="1号", served=(Served(party=8, on=TODAY),))
    in_enforcement().refuses(stranger, "unknown_party")


@pytest.mark.parametrize("instrument", Instrument)
def test_what_was_enforced_closes_with_the_outcome_of_its_instrument(
    instrument: Instrument,
) -> None:
    scenario = titled(instrument).after((enforcement(instrument), TO_COURT))
    _, closed = scenario.when(CONCLUDED)
    assert closed.outcome is OUTCOME_OF[instrument]
    assert scenario.stands(State.CLOSED)


def test_an_award_enforced_is_an_award() -> None:
    assert OUTCOME_OF[Instrument.AWARD] is Outcome.AWARDED
    assert set(OUTCOME_OF) == set(Instrument)
    assert effective().dispute.title is None
