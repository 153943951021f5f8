"""The columns of a ledger: their names, what each says, and how its cells are read."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

import msgspec

from services.workflow.application.ledger import masks, readings
from services.workflow.application.ledger.sheets import Value
from services.workflow.domain.dispute.parts import Channel, Forum
from services.workflow.recorded.ledger_words import (
    ARBITRATION_RESULTS,
    AWARD_KINDS,
    CAUSES,
    CHANNELS,
    CONFIRMATIONS,
    DECLINE_GROUNDS,
    RESULTS,
    REVIEWS,
    SUIT_RESULTS,
)

DIRECT: Final[dict[Channel, Forum]] = {
    Channel.DIRECT_ARBITRATION: Forum.ARBITRATION,
    Channel.DIRECT_SUIT: Forum.COURT,
}


class Column(msgspec.Struct, frozen=True):
    """One column that is taken over."""

    title: str
    field: str
    """Its field in `entries.Entry`."""
    read: Callable[[Value], Any]
    is_required: bool = False
    mask: Callable[[str], str] | None = None
    """How a personal value is shown in a report."""


def _words(words: dict[str, Any]) -> Callable[[Value], Any]:
    return lambda value: readings.choice(value, words)


COLUMNS: Final[tuple[Column, ...]] = (
    Column("登记编号", "number", readings.number, is_required=True),
    Column("调解组织", "organisation", readings.text, is_required=True),
    Column("区划代码", "region", readings.region, is_required=True),
    Column("登记日期", "registered_on", readings.day, is_required=True),
    Column("渠道", "channel", _words(CHANNELS)),
    Column("申请人", "applicant", readings.text, is_required=True, mask=masks.name),
    Column("申请人证件号", "document", readings.document, mask=masks.document),
    Column("申请人电话", "phone", readings.phone, mask=masks.phone),
    Column("被申请人", "respondent", readings.text, is_required=True),
    Column("统一社会信用代码", "uscc", readings.uscc),
    Column("争议类型", "cause", _words(CAUSES), is_required=True),
    Column("请求金额", "claimed", readings.amount),
    Column("涉及人数", "worker_count", readings.count),
    Column("受理日期", "accepted_on", readings.day),
    Column("不予受理原因", "decline_ground", _words(DECLINE_GROUNDS)),
    Column("调解员", "mediator", readings.text),
    Column("结果", "result", _words(RESULTS)),
    Column("结果日期", "result_on", readings.day),
    Column("协议金额", "agreed", readings.amount),
    Column("协议生效日期", "effective_on", readings.day),
    Column("履行日期", "performed_on", readings.day),
    Column("约定履行日期", "due_on", readings.day),
    Column("已履行金额", "performed", readings.amount),
    Column("司法确认结果", "confirmation", _words(CONFIRMATIONS)),
    Column("司法确认日期", "confirmation_on", readings.day),
    Column("司法确认理由", "confirmation_ground", readings.text),
    Column("裁定案号", "confirmation_number", readings.text),
    Column("仲裁审查结果", "review", _words(REVIEWS)),
    Column("仲裁审查日期", "review_on", readings.day),
    Column("调解书案号", "review_number", readings.text),
    Column("移送仲裁日期", "referred_on", readings.day),
    Column("仲裁受理日期", "arbitration_accepted_on", readings.day),
    Column("仲裁案号", "arbitration_number", readings.text),
    Column("仲裁结果", "arbitration_result", _words(ARBITRATION_RESULTS)),
    Column("仲裁结案日期", "arbitration_closed_on", readings.day),
    Column("裁决类型", "award_kind", _words(AWARD_KINDS)),
    Column("裁决送达日期", "award_served_on", readings.day),
    Column("申请撤裁日期", "set_aside_on", readings.day),
    Column("起诉日期", "sued_on", readings.day),
    Column("法院案号", "suit_number", readings.text),
    Column("诉讼结果", "suit_result", _words(SUIT_RESULTS)),
    Column("诉讼结案日期", "suit_closed_on", readings.day),
    Column("重复于", "duplicate_of", readings.number),
    Column("备注", "note", str),
)

BY_TITLE: Final = {column.title: column for column in COLUMNS}
BY_FIELD: Final = {column.field: column for column in COLUMNS}
REQUIRED: Final = tuple(column.title for column in COLUMNS if column.is_required)

_UNIT = re.compile(r"\((?:元|人|人民币|单位:元)\)$")


def title(value: Value) -> str:
    """A heading as the list has it: without white space, star, and unit in brackets."""
    written = "".join(unicodedata.normalize("NFKC", str(value)).split()).strip("*:")
    return _UNIT.sub("", written)
