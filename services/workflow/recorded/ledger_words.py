"""The words of a ledger's table (台账): its columns in order, and the codes that stand in its cells.

The import reads by them and the export writes by them. Of several words for one code the first is
the one that is written.
"""

from typing import Any, Final

from services.workflow.domain.dispute.history.record import (
    ArbitrationResult,
    AwardKind,
    Confirmation,
    Result,
    Review,
    SuitResult,
)
from services.workflow.domain.dispute.parts import (
    Channel,
    ClaimKind,
    ConfirmationBar,
    ConfirmationFault,
    DeclineGround,
    Forum,
)

__all__ = [
    "ARBITRATION_RESULTS",
    "AWARD_KINDS",
    "CAUSES",
    "CHANNELS",
    "CONFIRMATIONS",
    "CONFIRMATION_BARS",
    "CONFIRMATION_FAULTS",
    "DECLINE_GROUNDS",
    "RESULTS",
    "REVIEWS",
    "SAMPLE",
    "SUIT_RESULTS",
    "TITLES",
    "ArbitrationResult",
    "AwardKind",
    "Confirmation",
    "Result",
    "Review",
    "SuitResult",
    "word",
]

TITLES: Final = (
    "登记编号", "调解组织", "区划代码", "登记日期", "渠道",
    "申请人", "申请人证件号", "申请人电话", "被申请人", "统一社会信用代码",
    "争议类型", "请求金额", "涉及人数", "受理日期", "不予受理原因", "调解员",
    "结果", "结果日期", "协议金额", "协议生效日期", "履行日期", "约定履行日期", "已履行金额",
    "司法确认结果", "司法确认日期", "司法确认理由", "裁定案号",
    "仲裁审查结果", "仲裁审查日期", "调解书案号",
    "移送仲裁日期", "仲裁受理日期", "仲裁案号", "仲裁结果", "仲裁结案日期",
    "裁决类型", "裁决送达日期", "申请撤裁日期",
    "起诉日期", "法院案号", "诉讼结果", "诉讼结案日期",
    "重复于", "备注",
)  # fmt: skip
SAMPLE: Final = "示例数据"
"""A file or row that says so is invented, and is marked wherever it shows."""
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
DECLINE_GROUNDS: Final[dict[str, DeclineGround]] = {
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
CONFIRMATIONS: Final[dict[str, Confirmation]] = {
    "已申请": Confirmation.APPLIED,
    "有效": Confirmation.GRANTED,
    "驳回": Confirmation.REFUSED,
    "不予受理": Confirmation.NOT_ACCEPTED,
    "撤回": Confirmation.WITHDRAWN,
    "按撤回处理": Confirmation.DEEMED_WITHDRAWN,
    "撤销": Confirmation.ANNULLED,
}
CONFIRMATION_BARS: Final[dict[str, ConfirmationBar]] = {
    "不属于人民法院受理范围": ConfirmationBar.NOT_CIVIL,
    "不属于受理范围": ConfirmationBar.NOT_CIVIL,
    "不属于本院管辖": ConfirmationBar.NOT_THIS_COURT,
    "不属于本法院管辖": ConfirmationBar.NOT_THIS_COURT,
    "涉及身份关系": ConfirmationBar.PERSONAL_STATUS,
    "适用其他特别程序": ConfirmationBar.OTHER_PROCEDURE,
    "适用其他程序": ConfirmationBar.OTHER_PROCEDURE,
    "涉及物权知识产权确权": ConfirmationBar.PROPERTY_TITLE,
    "其他": ConfirmationBar.OTHER,
}
CONFIRMATION_FAULTS: Final[dict[str, ConfirmationFault]] = {
    "违反法律强制性规定": ConfirmationFault.MANDATORY_LAW,
    "违反强制性规定": ConfirmationFault.MANDATORY_LAW,
    "损害国家社会他人利益": ConfirmationFault.HARMS_OTHERS,
    "损害他人合法权益": ConfirmationFault.HARMS_OTHERS,
    "违背公序良俗": ConfirmationFault.PUBLIC_ORDER,
    "违反自愿原则": ConfirmationFault.INVOLUNTARY,
    "内容不明确": ConfirmationFault.UNCLEAR,
    "其他": ConfirmationFault.OTHER,
}
REVIEWS: Final[dict[str, Review]] = {
    "已申请": Review.APPLIED,
    "出具调解书": Review.STATEMENT,
    "不予受理": Review.NOT_ACCEPTED,
    "不予确认": Review.REFUSED,
    "撤回": Review.WITHDRAWN,
}
ARBITRATION_RESULTS: Final[dict[str, ArbitrationResult]] = {
    "裁决": ArbitrationResult.AWARD,
    "调解": ArbitrationResult.STATEMENT,
    "撤回": ArbitrationResult.WITHDRAWN,
    "不予受理": ArbitrationResult.NOT_ACCEPTED,
}
AWARD_KINDS: Final[dict[str, AwardKind]] = {
    "终局": AwardKind.FINAL,
    "非终局": AwardKind.NOT_FINAL,
    "部分终局": AwardKind.PARTLY_FINAL,
}
SUIT_RESULTS: Final[dict[str, SuitResult]] = {
    "判决": SuitResult.JUDGMENT,
    "调解": SuitResult.STATEMENT,
    "撤诉": SuitResult.WITHDRAWN,
}


def word(words: dict[str, Any], code: object) -> str:
    """What is written for a code; nothing for a code the table has no word for."""
    return next((text for text, meant in words.items() if meant == code), "")
