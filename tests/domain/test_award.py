"""Awards and statements: items, service, windows per party, effect."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards.windows import Window, WindowState, award_windows
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import AwardItem, Instrument
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportArbitralStatementServed,
    ReportAwardIssued,
    ReportAwardServed,
    ReportAwardWindowsClosed,
)
from services.workflow.domain.dispute.state import Dispute
from tests.support.builders import ON
from tests.support.given_when_then import TODAY, Scenario, given_on, only
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    AWARD_NUMBER,
    LAST_TO_SUE,
    award_received,
    awarded,
    in_arbitration,
    item,
    rule_of,
)

CLOSED = ReportAwardWindowsClosed()
FINAL = item(is_final=True)
STATEMENT = "甬余姚劳人仲案〔2026〕8号调解书"


def windows(scenario: Scenario, on: date = TODAY) -> list[tuple[int, str, str | None, WindowState]]:
    found: tuple[Window, ...] = award_windows(scenario.dispute, given_on(on))
    return [
        (w.party, w.rule, w.due_rolled.isoformat() if w.due_rolled else None, w.state)
        for w in found
    ]


def signed(party: int, number: str = STATEMENT) -> ReportArbitralStatementServed:
    return ReportArbitralStatementServed(number=number, party=party)


def test_an_award_decides_claims_of_the_dispute() -> None:
    scenario = in_arbitration()
    event = only(
        scenario.when(ReportAwardIssued(number=AWARD_NUMBER, items=(item(),))), e.AwardIssued
    )
    assert event.items == (item(),)
    assert scenario.stands(State.AWARD_ISSUED)


@pytest.mark.parametrize(
    ("number", "items", "code"),
    [
        (" ", (item(),), "instrument_needs_number"),
        (AWARD_NUMBER, (), "award_without_items"),
        (AWARD_NUMBER, (item(no=2),), "award_items_misnumbered"),
        (AWARD_NUMBER, (item(claim=7),), "item_for_unknown_claim"),
    ],
)
def test_an_award_has_a_number_and_items_on_known_claims(
    number: str, items: tuple[AwardItem, ...], code: str
) -> None:
    in_arbitration().refuses(ReportAwardIssued(number=number, items=items), code)


def test_a_party_receives_the_award_once_and_not_before_it_was_made() -> None:
    scenario = awarded()
    only(scenario.when(ReportAwardServed(party=1)), e.AwardServed)
    scenario.refuses(ReportAwardServed(party=1), "award_served_already")
    scenario.refuses(ReportAwardServed(party=2), "served_before_award", ON)
    scenario.refuses(ReportAwardServed(party=8), "unknown_party")


def test_every_window_runs_from_the_partys_own_receipt() -> None:
    scenario = awarded(item(), item(no=2, is_final=True)).after(ReportAwardServed(party=1))
    late = date(2026, 3, 12)
    scenario.after(ReportAwardServed(party=2), on=late)
    assert windows(scenario, AFTER_WINDOWS) == [
        (1, "SUIT.15", "2026-03-25", WindowState.CLOSED),
        (1, "SUIT.15.W", "2026-03-25", WindowState.CLOSED),
        (2, "SUIT.15", "2026-03-27", WindowState.OPEN),
        (2, "SETASIDE.30", "2026-04-13", WindowState.OPEN),
    ]


def test_without_receipt_no_window_runs_and_without_award_there_is_none() -> None:
    assert windows(awarded()) == [
        (1, "SUIT.15", None, WindowState.NOT_SERVED),
        (2, "SUIT.15", None, WindowState.NOT_SERVED),
    ]
    assert windows(in_arbitration()) == []
    assert award_windows(Dispute(), given_on(TODAY)) == ()


def test_an_award_takes_effect_when_the_last_window_has_closed() -> None:
    scenario = award_received()
    refusal = scenario.refuses(CLOSED, "award_window_open", LAST_TO_SUE)
    assert rule_of(refusal) == "SUIT.15"
    assert refusal.data["due"] == LAST_TO_SUE.isoformat()
    event = only(scenario.when(CLOSED, date(2026, 3, 30)), e.AwardTookEffect)
    assert event.effective_on == AFTER_WINDOWS
    title = scenario.dispute.title
    assert title is not None
    assert (title.instrument, title.number) == (Instrument.AWARD, AWARD_NUMBER)
    assert title.on == AFTER_WINDOWS
    assert scenario.stands(State.ENFORCEABLE)


def test_nobody_who_may_sue_is_passed_over() -> None:
    scenario = awarded().after(ReportAwardServed(party=1))
    refusal = scenario.refuses(CLOSED, "award_not_served", date(2026, 4, 30))
    assert refusal.data["party"] == 2


def test_a_final_award_waits_for_the_worker_alone_and_has_effect_from_its_date() -> None:
    scenario = awarded(FINAL).after(ReportAwardServed(party=1))
    assert rule_of(scenario.refuses(CLOSED, "award_window_open", LAST_TO_SUE)) == "SUIT.15.W"
    assert only(scenario.when(CLOSED, AFTER_WINDOWS), e.AwardTookEffect).effective_on == TODAY


def test_a_statement_takes_effect_when_the_last_party_has_signed() -> None:
    scenario = in_arbitration()
    only(scenario.when(signed(2)), e.ArbitralStatementServed)
    assert scenario.stands(State.IN_ARBITRATION)
    _, effect = scenario.when(signed(1))
    assert isinstance(effect, e.ArbitralStatementTookEffect)
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.ARBITRAL_STATEMENT


def test_one_statement_is_signed_once_by_each_party() -> None:
    scenario = in_arbitration()
    scenario.refuses(signed(1, ""), "instrument_needs_number")
    scenario.refuses(signed(8), "unknown_party")
    scenario.when(signed(1))
    scenario.refuses(signed(1), "statement_served_already")
    scenario.refuses(signed(2, "另一份调解书"), "another_statement")
