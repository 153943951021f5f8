"""What must hold within one row of a ledger, beyond each cell: days, results, regions, numbers."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from services.workflow.application.ledger import filings
from services.workflow.application.ledger.columns import BY_FIELD, DIRECT
from services.workflow.application.ledger.entries import Entry
from services.workflow.application.ledger.faults import Fault, Severity
from services.workflow.application.ports import Rulebook
from services.workflow.domain.dispute.history.record import Result
from services.workflow.domain.dispute.parts import Forum
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.identity import DocumentType, ResidentId

DAYS: Final = tuple(field for field in BY_FIELD if field.endswith("_on") and field != "due_on")
"""Days on which something happened; the day a payment is due may lie ahead."""
_AGREEMENT: Final = (
    "agreed",
    "effective_on",
    "due_on",
    "performed_on",
    "performed",
    "confirmation",
    "confirmation_on",
    "confirmation_ground",
    "confirmation_number",
    "review",
    "review_on",
    "review_number",
)
_MEDIATION: Final = ("accepted_on", "mediator", "decline_ground", *_AGREEMENT, "referred_on")
USED_BY: Final[dict[object, frozenset[str]]] = {
    Result.AGREEMENT: frozenset(_AGREEMENT),
    Result.ON_THE_SPOT: frozenset({"agreed", "performed_on", "performed"}),
    Result.DECLINED: frozenset({"decline_ground"}),
}
"""By result: the columns about its details that are taken over; others are only pointed out."""


def forum(entry: Entry) -> Forum | None:
    """Where the dispute was filed straight away, if the channel or the result says so."""
    by_channel = DIRECT.get(entry.channel) if entry.channel else None
    return by_channel or (entry.result if isinstance(entry.result, Forum) else None)


def check(entry: Entry, today: date, rulebook: Rulebook) -> Iterator[Fault]:
    """Every fault within the row."""
    yield from _days(entry, today)
    yield from _region(entry, rulebook)
    yield from _person(entry)
    yield from _result(entry)
    if forum(entry):
        yield from _direct(entry)
    else:
        yield from _unused(entry)
    yield from filings.check(entry, forum(entry))


def _days(entry: Entry, today: date) -> Iterator[Fault]:
    for field in DAYS:
        on: date | None = getattr(entry, field)
        if on is None:
            continue
        if on > today:
            yield entry.fault(field, "in_the_future", f"日期{on}晚于今天", f"{on} is in the future")
        elif on < entry.registered_on:
            yield entry.fault(
                field,
                "before_registration",
                f"日期{on}早于登记日期{entry.registered_on}",
                f"{on} is before the registration on {entry.registered_on}",
            )


def _region(entry: Entry, rulebook: Rulebook) -> Iterator[Fault]:
    if not rulebook.knows_region(entry.region):
        yield entry.fault(
            "region",
            "unknown_region",
            f"没有区划代码{entry.region}",
            f"there is no region {entry.region}",
        )
    elif entry.region.township is None:
        yield entry.fault(
            "region",
            "region_too_wide",
            "只写到区县，统计时列入“未分配”；请填写乡镇街道代码（9位）",
            "only the district is given: counted as unassigned; give the township's 9 digits",
            Severity.WARNING,
        )


def _person(entry: Entry) -> Iterator[Fault]:
    document = entry.document
    if document is not None and document.type is DocumentType.RESIDENT_ID:
        try:
            ResidentId(document.number).require_born_by(entry.registered_on)
        except InvalidValue as error:
            yield entry.fault("document", error.code, error.zh, error.en)


def _result(entry: Entry) -> Iterator[Fault]:
    if entry.result and entry.result_on is None:
        yield entry.fault(
            "result_on",
            "result_without_day",
            "有结果而没有结果日期",
            "there is a result but no day of the result",
        )
    if entry.result_on and entry.result is None:
        yield entry.fault(
            "result",
            "day_without_result",
            "有结果日期而没有结果",
            "there is a day of the result but no result",
        )
    if entry.decline_ground and entry.result is not Result.DECLINED:
        yield entry.fault(
            "decline_ground",
            "ground_without_decline",
            "填写了不予受理原因，结果却不是“不予受理”",
            "a ground for not accepting is given, but the result is another",
        )


def _direct(entry: Entry) -> Iterator[Fault]:
    if entry.result and entry.result is not forum(entry):
        yield entry.fault(
            "result",
            "direct_with_another_result",
            f"渠道为直接仲裁或起诉的争议没有经过调解，结果不能是“{entry.shown['result']}”",
            f"filed directly, so it was never mediated; the result cannot be '{entry.shown['result']}'",
        )
    if entry.channel and entry.channel not in DIRECT:
        yield entry.fault(
            "channel",
            "channel_of_direct_filing",
            "结果为直接仲裁或起诉，按直接仲裁、起诉登记，渠道不采用",
            "recorded as a direct filing, as the result says; the channel is not used",
            Severity.WARNING,
        )
    for field in _MEDIATION:
        if getattr(entry, field) is not None:
            yield entry.fault(
                field,
                "direct_but_mediated",
                "直接仲裁或起诉的争议没有经过调解，不应有这一项",
                "filed directly, so it was never mediated; this does not belong here",
            )


def _unused(entry: Entry) -> Iterator[Fault]:
    used = USED_BY.get(entry.result, frozenset())
    for field in _AGREEMENT:
        if field not in used and getattr(entry, field) is not None:
            result = entry.shown.get("result", "未结")
            yield entry.fault(
                field,
                "not_used",
                f"结果为“{result}”，这一项没有导入",
                f"the result is '{result}', so this was not taken over",
                Severity.WARNING,
            )
