"""Disputes that a commission, a court or a person's decision brought to their end, as their events."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    AwardItem,
    FailureCode,
    FailureReason,
    SuitGround,
)
from services.workflow.domain.values.money import Fen
from tests.support.builders import COMMISSION, COURT, ON, in_mediation
from tests.support.given_when_then import Scenario

OTHER = UUID("77777777-7777-5777-8777-777777777777")
NUMBER = "甬余姚劳人仲案〔2026〕1号"
HEARING_AT = datetime(2026, 3, 20, 1, 0, tzinfo=UTC)


def with_past(scenario: Scenario, *events: Any) -> Scenario:
    """The scenario with more in its past, whatever brought it there."""
    scenario.past.extend(events)
    return scenario


def failed(on: date = ON) -> Scenario:
    reasons = (FailureReason(code=FailureCode.NO_SHOW, party=2),)
    return with_past(in_mediation(), e.MediationFailed(occurred_on=on, reasons=reasons))


def in_arbitration(on: date = ON) -> Scenario:
    return with_past(
        failed(on),
        e.ArbitrationFiled(occurred_on=on, commission=COMMISSION, by_party=1),
        e.ArbitrationAccepted(occurred_on=on, number=NUMBER),
    )


def awarded(*finals: bool, served_on: date = ON) -> Scenario:
    """An award in effect, served on both; an item for each of the flags, final or not."""
    items = tuple(
        AwardItem(no=no, claim=1, amount=Fen(100_000), is_final=is_final)
        for no, is_final in enumerate(finals, start=1)
    )
    return with_past(
        in_arbitration(),
        e.AwardIssued(occurred_on=ON, number=NUMBER, items=items),
        e.AwardServed(occurred_on=served_on, party=1),
        e.AwardServed(occurred_on=served_on, party=2),
        e.AwardTookEffect(occurred_on=served_on, number=NUMBER),
    )


def arbitration_mediated() -> Scenario:
    return with_past(in_arbitration(), e.ArbitralStatementTookEffect(occurred_on=ON, number=NUMBER))


def in_litigation(scenario: Scenario) -> Scenario:
    suit = e.LitigationFiled(
        occurred_on=ON,
        suit=1,
        court=COURT,
        number="（2026）浙0281民初1号",
        ground=SuitGround.AFTER_AWARD,
        by=(1,),
    )
    return with_past(scenario, suit)


def suit_open() -> Scenario:
    """The commission did not accept the case; nobody sued."""
    return with_past(
        failed(),
        e.ArbitrationFiled(occurred_on=ON, commission=COMMISSION, by_party=1),
        e.ArbitrationNotAccepted(occurred_on=ON, ground=ArbitrationBar.OUT_OF_SCOPE),
    )
