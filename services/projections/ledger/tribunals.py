"""The columns of arbitration, awards and suits: the last filing, and what became of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import msgspec

from services.projections.ledger.line import Line, filled
from services.workflow.recorded.ledger_words import (
    ARBITRATION_RESULTS,
    AWARD_KINDS,
    SUIT_RESULTS,
    ArbitrationResult,
    AwardKind,
    Result,
    SuitResult,
    word,
)
from services.workflow.recorded.views import Forum
from services.workflow.recorded.views import dispute_events as e

_HANDED_OVER_AFTER: Final = frozenset({None, Result.NO_AGREEMENT, Result.DECLINED})
"""After these results the day of 移送 is that of an offer; after any other that of the filing."""


class Before(msgspec.Struct, kw_only=True):
    """The case before the commission."""

    is_offered: bool = False
    offer: int | None = None
    filed_on: date | None = None
    accepted_on: date | None = None
    number: str = ""
    result: ArbitrationResult | None = None
    closed_on: date | None = None
    kind: AwardKind | None = None
    served_on: date | None = None
    set_aside_on: date | None = None


class Sued(msgspec.Struct, kw_only=True):
    """The suit."""

    is_direct: bool = False
    filed_on: date | None = None
    number: str = ""
    result: SuitResult | None = None
    closed_on: date | None = None


def arbitration(events: Iterable[Any], result: object) -> Line:
    """移送 and 仲裁; `result`: how mediation ended."""
    found = Before()
    for event in events:
        found = _handed_over(found, event)
        _decided(found, event)
    decided_on = found.accepted_on or found.closed_on
    referred_on = found.filed_on
    # A party's own filing is told by the commission's day, once there is one.
    if not found.is_offered and decided_on is not None:
        is_told = result in _HANDED_OVER_AFTER or isinstance(result, Forum)
        referred_on = None if is_told or found.filed_on == decided_on else found.filed_on
    return filled(
        {
            "移送仲裁日期": referred_on,
            "仲裁受理日期": found.accepted_on,
            "仲裁案号": found.number,
            "仲裁结果": word(ARBITRATION_RESULTS, found.result),
            "仲裁结案日期": found.closed_on,
            "裁决类型": word(AWARD_KINDS, found.kind),
            "裁决送达日期": found.served_on,
            "申请撤裁日期": found.set_aside_on,
        }
    )


def _handed_over(found: Before, event: Any) -> Before:
    match event:
        case e.ReferralOffered():
            return Before(is_offered=True, offer=event.offer, filed_on=event.occurred_on)
        case e.ReferralRefused() | e.ReferralRecalled() | e.ReferralExpired():
            return Before() if found.offer == event.offer else found
        case e.ReferralAccepted():
            found.offer = None
        case e.ReturnAccepted():
            return Before()
        case e.ArbitrationFiled():
            return Before(filed_on=event.occurred_on)
    return found


def _decided(found: Before, event: Any) -> None:
    result: ArbitrationResult | None = None
    match event:
        case e.ArbitrationAccepted():
            found.accepted_on, found.number = event.occurred_on, event.number
            found.result = found.closed_on = None
        case e.ArbitrationNotAccepted():
            result = ArbitrationResult.NOT_ACCEPTED
            found.accepted_on, found.number = None, ""
        case e.AwardIssued():
            result, found.kind = ArbitrationResult.AWARD, _kind(event)
        case e.AwardServed():
            found.served_on = max(found.served_on or event.occurred_on, event.occurred_on)
        case e.SetAsideFiled():
            found.set_aside_on = event.occurred_on
        case e.ArbitralStatementTookEffect():
            result = ArbitrationResult.STATEMENT
        case e.ArbitrationWithdrawn() | e.ArbitrationDeemedWithdrawn():
            result = ArbitrationResult.WITHDRAWN
    if result is not None:
        found.result, found.closed_on = result, event.occurred_on


def _kind(award: Any) -> AwardKind:
    finals = {item.is_final for item in award.items}
    if finals == {True}:
        return AwardKind.FINAL
    return AwardKind.NOT_FINAL if finals == {False} else AwardKind.PARTLY_FINAL


def suit(events: Iterable[Any], case_number: str) -> Line:
    """起诉: the last suit; a dismissal without a judgment has no word and leaves its result empty."""
    found = Sued()
    for event in events:
        found = _sued(found, event)
    return filled(
        {
            "起诉日期": found.filed_on,
            "法院案号": "" if found.is_direct and found.number == case_number else found.number,
            "诉讼结果": word(SUIT_RESULTS, found.result),
            "诉讼结案日期": found.closed_on,
        }
    )


def _sued(found: Sued, event: Any) -> Sued:
    result: SuitResult | None = None
    match event:
        case e.DirectFilingRecorded() if event.forum is Forum.COURT:
            return Sued(is_direct=True, filed_on=event.occurred_on)
        case e.LitigationFiled():
            return Sued(filed_on=event.occurred_on, number=event.number)
        case e.JudgmentTookEffect():
            result = SuitResult.JUDGMENT
        case e.CourtStatementServed():
            result = SuitResult.STATEMENT
        case e.LitigationWithdrawn():
            result = SuitResult.WITHDRAWN
    if result is not None:
        found.result, found.closed_on = result, event.occurred_on
        if found.is_direct and isinstance(event, e.JudgmentTookEffect | e.CourtStatementServed):
            found.number = event.number
    return found
