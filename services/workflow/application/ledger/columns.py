"""The columns of a ledger: their names, what each says, and how its cells are read."""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

import msgspec

from services.workflow.application.ledger import masks, readings
from services.workflow.application.ledger.sheets import Value
from services.workflow.domain.dispute.history_record import Confirmation, Result
from services.workflow.domain.dispute.parts import Channel, ClaimKind, DeclineGround, Forum

CHANNELS: Final[dict[str, Channel]] = {
    "窗口": Channel.COUNTER,
    "电话": Channel.TELEPHONE,
    "网上": Channel.ONLINE,
    "小程序": Channel.MINI_PROGRAM,
    "邮寄": Channel.POST,
    "部门转办": Channel.PARTNER_TRANSFER,
    "法院委派": Channel.COURT_DELEGATED,
    "法院委托": Channel.COURT_ENTRUSTED,
    "仲裁建议": Channel.ARBITRATION_SUGGESTED,
    "仲裁委托": Channel.ARBITRATION_ENTRUSTED,
    "直接仲裁": Channel.DIRECT_ARBITRATION,
    "直接起诉": Channel.DIRECT_SUIT,
}
DIRECT: Final[dict[Channel, Forum]] = {
    Channel.DIRECT_ARBITRATION: Forum.ARBITRATION,
    Channel.DIRECT_SUIT: Forum.COURT,
}
CAUSES: Final[dict[str, ClaimKind]] = {
    "劳动报酬": ClaimKind.REMUNERATION,
    "社会保险": ClaimKind.SOCIAL_INSURANCE,
    "工伤": ClaimKind.WORK_INJURY,
    "工时休假": ClaimKind.HOURS_AND_LEAVE,
    "订立合同": ClaimKind.CONTRACT_CONCLUSION,
    "变更": ClaimKind.CONTRACT_CHANGE,
    "解除终止": ClaimKind.CONTRACT_TERMINATION,
    "经济补偿": ClaimKind.ECONOMIC_COMPENSATION,
    "赔偿金": ClaimKind.DAMAGES,
    "确认劳动关系": ClaimKind.LABOUR_RELATION,
    "福利培训保护": ClaimKind.WELFARE_TRAINING_PROTECTION,
    "人事争议": ClaimKind.PERSONNEL,
    "其他": ClaimKind.OTHER,
}
RESULTS: Final[dict[str, Result | Forum]] = {
    "达成协议": Result.AGREEMENT,
    "当场履行": Result.ON_THE_SPOT,
    "和解": Result.SETTLED_PRIVATELY,
    "调解不成": Result.NO_AGREEMENT,
    "撤回": Result.WITHDRAWN,
    "不予受理": Result.DECLINED,
    "直接仲裁": Forum.ARBITRATION,
    "直接起诉": Forum.COURT,
}
GROUNDS: Final[dict[str, DeclineGround]] = {
    "不属于受理范围": DeclineGround.OUT_OF_SCOPE,
    "不属受理范围": DeclineGround.OUT_OF_SCOPE,
    "超出受理范围": DeclineGround.OUT_OF_SCOPE,
    "不属于本组织管辖": DeclineGround.WRONG_BODY,
    "不属本组织管辖": DeclineGround.WRONG_BODY,
    "对方不同意调解": DeclineGround.OTHER_SIDE_REFUSES,
    "对方不同意": DeclineGround.OTHER_SIDE_REFUSES,
    "已在仲裁或诉讼": DeclineGround.ALREADY_PENDING,
    "已受理": DeclineGround.ALREADY_PENDING,
    "逾期未补正": DeclineGround.NOT_CORRECTED,
    "未补正": DeclineGround.NOT_CORRECTED,
}


class Later(StrEnum):
    """What a court answered, where the answer is not taken over yet."""

    REFUSED = "驳回"
    NOT_ACCEPTED = "不予受理"
    WITHDRAWN = "撤回"
    DEEMED_WITHDRAWN = "按撤回处理"
    ANNULLED = "撤销"


CONFIRMATIONS: Final[dict[str, Confirmation | Later]] = {
    "已申请": Confirmation.APPLIED,
    "有效": Confirmation.GRANTED,
    **{answer.value: answer for answer in Later},
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
    Column("不予受理原因", "decline_ground", _words(GROUNDS)),
    Column("调解员", "mediator", readings.text),
    Column("结果", "result", _words(RESULTS)),
    Column("结果日期", "result_on", readings.day),
    Column("协议金额", "agreed", readings.amount),
    Column("协议生效日期", "effective_on", readings.day),
    Column("约定履行日期", "due_on", readings.day),
    Column("履行日期", "performed_on", readings.day),
    Column("已履行金额", "performed", readings.amount),
    Column("司法确认结果", "confirmation", _words(CONFIRMATIONS)),
    Column("司法确认日期", "confirmation_on", readings.day),
    Column("裁定案号", "confirmation_number", readings.text),
    Column("移送仲裁日期", "referred_on", readings.day),
    Column("仲裁受理日期", "arbitration_accepted_on", readings.day),
    Column("仲裁案号", "arbitration_number", readings.text),
    Column("重复于", "duplicate_of", readings.number),
    Column("备注", "note", str),
)
LATER: Final = frozenset(
    {
        "司法确认理由",
        "仲裁审查结果",
        "仲裁审查日期",
        "调解书案号",
        "仲裁结果",
        "仲裁结案日期",
        "裁决类型",
        "裁决送达日期",
        "申请撤裁日期",
        "起诉日期",
        "法院案号",
        "诉讼结果",
        "诉讼结案日期",
    }
)
"""Columns that a ledger may have and that are not taken over yet."""

BY_TITLE: Final = {column.title: column for column in COLUMNS}
BY_FIELD: Final = {column.field: column for column in COLUMNS}
REQUIRED: Final = tuple(column.title for column in COLUMNS if column.is_required)

_UNIT = re.compile(r"\((?:元|人|人民币|单位:元)\)$")


def title(value: Value) -> str:
    """A heading as the list has it: without white space, star, and unit in brackets."""
    written = "".join(unicodedata.normalize("NFKC", str(value)).split()).strip("*:")
    return _UNIT.sub("", written)
