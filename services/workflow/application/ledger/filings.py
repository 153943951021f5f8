"""What must hold among the columns of confirmation, review, arbitration and suits of one row."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from services.workflow.application.ledger.entries import Entry
from services.workflow.application.ledger.faults import Fault, Severity
from services.workflow.domain.dispute.history.record import (
    ArbitrationResult,
    AwardKind,
    Confirmation,
)
from services.workflow.domain.dispute.parts import ConfirmationBar, ConfirmationFault, Forum
from services.workflow.recorded.ledger_words import CONFIRMATION_BARS, CONFIRMATION_FAULTS


class _Answer(NamedTuple):
    """A result and the day of it, which go together."""

    result: str
    on: str
    zh: str
    en: str


_ANSWERS: Final = (
    _Answer("confirmation", "confirmation_on", "司法确认", "judicial confirmation"),
    _Answer("review", "review_on", "仲裁审查", "arbitration review"),
    _Answer("arbitration_result", "arbitration_closed_on", "仲裁", "arbitration"),
    _Answer("suit_result", "suit_closed_on", "诉讼", "suit"),
)
_DETAILS: Final = {
    "confirmation": ("confirmation_ground", "confirmation_number"),
    "review": ("review_number",),
}
"""By result, columns that say nothing without it."""
_OF_AN_AWARD: Final = ("award_kind", "award_served_on", "set_aside_on")
_OF_A_SUIT: Final = ("suit_number", "suit_result", "suit_closed_on")
_AT_THE_COMMISSION: Final = (
    "arbitration_accepted_on",
    "arbitration_number",
    "arbitration_result",
)
BARS: Final = frozenset({Confirmation.NOT_ACCEPTED})
FAULTS: Final = frozenset({Confirmation.REFUSED, Confirmation.ANNULLED})


def check(entry: Entry, direct: Forum | None) -> Iterator[Fault]:
    """Everything wrong among these columns; `direct`: where it was filed straight away."""
    for answer in _ANSWERS:
        yield from _pair(entry, answer)
    yield from _ground(entry)
    yield from _arbitration(entry, direct)
    if direct is not Forum.COURT:
        yield from _suit(entry)


def ground(
    confirmation: Confirmation | None, words: str | None
) -> ConfirmationBar | ConfirmationFault | None:
    """The court's ground as a code; `other` for words that are no code and for none at all."""
    if confirmation in BARS:
        return CONFIRMATION_BARS.get(words or "", ConfirmationBar.OTHER)
    if confirmation in FAULTS:
        return CONFIRMATION_FAULTS.get(words or "", ConfirmationFault.OTHER)
    return None


def _pair(entry: Entry, answer: _Answer) -> Iterator[Fault]:
    result, on = getattr(entry, answer.result), getattr(entry, answer.on)
    if result is not None and on is None:
        yield entry.fault(
            answer.on,
            "result_without_day",
            f"有{answer.zh}结果而没有日期",
            f"there is a result of the {answer.en} but no day of it",
        )
    if on is not None and result is None:
        yield entry.fault(
            answer.result,
            "day_without_result",
            f"有{answer.zh}日期而没有结果",
            f"there is a day of the {answer.en} but no result",
        )
    for field in _DETAILS.get(answer.result, ()):
        if result is None and getattr(entry, field) is not None:
            yield _not_used(entry, field, f"没有{answer.zh}结果", f"no result of the {answer.en}")


def _ground(entry: Entry) -> Iterator[Fault]:
    words = entry.confirmation_ground
    if entry.confirmation in BARS | FAULTS:
        known = CONFIRMATION_BARS if entry.confirmation in BARS else CONFIRMATION_FAULTS
        if words not in known:
            listed = "、".join(known)
            yield entry.fault(
                "confirmation_ground",
                "ground_not_coded",
                f"司法确认理由按“其他”记录；可用的词：{listed}",
                f"recorded as 'other'; the words for it are: {listed}",
                Severity.WARNING,
            )
    elif words is not None and entry.confirmation is not None:
        yield _not_used(
            entry, "confirmation_ground", "这种结果没有理由", "this result needs no ground"
        )


def _arbitration(entry: Entry, direct: Forum | None) -> Iterator[Fault]:
    result = entry.arbitration_result
    if direct is Forum.COURT:
        for field in _AT_THE_COMMISSION:
            if getattr(entry, field) is not None and field != "arbitration_accepted_on":
                yield entry.fault(
                    field,
                    "suit_without_arbitration",
                    "直接起诉的争议没有经过仲裁，不应有这一项",
                    "filed straight with a court, so there was no arbitration",
                )
    if result is ArbitrationResult.NOT_ACCEPTED and entry.arbitration_accepted_on:
        yield entry.fault(
            "arbitration_result",
            "accepted_and_not_accepted",
            "有仲裁受理日期，结果却是不予受理",
            "there is a day of acceptance, but the result is that it was not accepted",
        )
    needs_acceptance = result not in {None, ArbitrationResult.NOT_ACCEPTED}
    if needs_acceptance and not entry.arbitration_accepted_on and direct is not Forum.COURT:
        yield entry.fault(
            "arbitration_accepted_on",
            "filing_without_day",
            "有仲裁结果而没有仲裁受理日期",
            "there is a result of the arbitration but no day of acceptance",
        )
    if result is not ArbitrationResult.AWARD:
        for field in _OF_AN_AWARD:
            if getattr(entry, field) is not None:
                yield _not_used(entry, field, "仲裁结果不是裁决", "there is no award")
    elif entry.set_aside_on and entry.award_kind is AwardKind.NOT_FINAL:
        yield entry.fault(
            "set_aside_on",
            "set_aside_of_a_non_final_award",
            "非终局裁决不能申请撤销，请核对裁决类型",
            "an award that is not final cannot be set aside; check its kind",
            Severity.WARNING,
        )


def _suit(entry: Entry) -> Iterator[Fault]:
    if entry.sued_on is not None:
        return
    for field in _OF_A_SUIT:
        if getattr(entry, field) is not None:
            yield entry.fault(
                "sued_on",
                "filing_without_day",
                "有诉讼信息而没有起诉日期",
                "something is said of a suit, but not the day it was filed",
            )
            return


def _not_used(entry: Entry, field: str, why_zh: str, why_en: str) -> Fault:
    return entry.fault(
        field,
        "not_used",
        f"{why_zh}，这一项没有导入",
        f"{why_en}, so this was not taken over",
        Severity.WARNING,
    )
