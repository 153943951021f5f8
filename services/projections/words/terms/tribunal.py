"""Coded terms of this chapter in words: arbitration, courts, enforcement."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import (
    ArbitrationBar,
    EnforcementEnd,
    Instance,
    Instrument,
    JudgmentResult,
    StayCause,
    SuitGround,
)

TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    ArbitrationBar: {
        ArbitrationBar.OUT_OF_SCOPE: ("不属于仲裁受理范围", "out of the scope of arbitration"),
        ArbitrationBar.WRONG_COMMISSION: (
            "不属于本仲裁委员会管辖",
            "another commission has jurisdiction",
        ),
        ArbitrationBar.NOT_A_PARTY: ("主体不适格", "not a proper party"),
        ArbitrationBar.NOT_DEFINITE: (
            "没有明确的请求和事实理由",
            "no definite claim or facts",
        ),
        ArbitrationBar.DECIDED_ALREADY: ("已经裁决或者判决", "decided already"),
        ArbitrationBar.OTHER: ("其他情形", "another reason"),
    },
    StayCause: {
        StayCause.DEATH: ("当事人死亡或者终止", "a party died or ceased to exist"),
        StayCause.INCAPACITY: ("当事人丧失行为能力", "a party lost its capacity"),
        StayCause.SUCCESSOR_UNKNOWN: ("继受人尚未确定", "the successor is not known"),
        StayCause.FORCE_MAJEURE: ("不可抗力", "force majeure"),
        StayCause.OTHER_CASE: ("须等待另案结果", "another case must be decided first"),
        StayCause.INJURY_DETERMINATION: (
            "等待工伤认定或者伤残鉴定",
            "a finding on the work injury is awaited",
        ),
        StayCause.SET_ASIDE_APPLIED: (
            "已申请撤销裁决",
            "setting the award aside was applied for",
        ),
        StayCause.OTHER: ("其他原因", "another cause"),
    },
    SuitGround: {
        SuitGround.NOT_ACCEPTED: (
            "仲裁委员会不予受理或者逾期未决定",
            "the commission did not accept the case or was silent",
        ),
        SuitGround.AWARD_OVERDUE: ("仲裁庭逾期未裁决", "there was no award in time"),
        SuitGround.AFTER_AWARD: ("不服仲裁裁决", "against the award"),
        SuitGround.SET_ASIDE: ("裁决被撤销", "the award was set aside"),
        SuitGround.NOT_ENFORCED: ("裁决被裁定不予执行", "the award is not enforced"),
        SuitGround.WAGE_AGREEMENT: (
            "仅涉劳动报酬的调解协议未履行",
            "an agreement on wages alone was not performed",
        ),
        SuitGround.PAYMENT_ORDER_FAILED: ("支付令程序终结", "the payment order ended"),
        SuitGround.WAGE_NOTE: ("持工资欠条起诉", "on a note of wages owed"),
        SuitGround.NOT_ARBITRABLE: (
            "请求可以直接起诉",
            "the claim goes to court directly",
        ),
        SuitGround.MANDATE_FAILED: ("法院委派调解不成", "the court's delegation failed"),
    },
    Instance: {
        Instance.FIRST: ("一审", "first instance"),
        Instance.SECOND: ("二审", "second instance"),
        Instance.RETRIAL: ("再审", "retrial"),
    },
    JudgmentResult: {
        JudgmentResult.UPHELD: ("支持诉讼请求", "the claims were upheld"),
        JudgmentResult.UPHELD_IN_PART: (
            "部分支持诉讼请求",
            "the claims were upheld in part",
        ),
        JudgmentResult.DISMISSED: ("驳回诉讼请求", "the claims were dismissed"),
        JudgmentResult.REMANDED: ("发回重审", "the case was remanded for a new trial"),
    },
    Instrument: {
        Instrument.CONFIRMATION_RULING: ("司法确认裁定", "the confirming ruling"),
        Instrument.REVIEW_STATEMENT: (
            "置换调解协议的仲裁调解书",
            "the commission's statement of the agreement",
        ),
        Instrument.PAYMENT_ORDER: ("支付令", "the payment order"),
        Instrument.AWARD: ("仲裁裁决", "the award"),
        Instrument.ARBITRAL_STATEMENT: ("仲裁调解书", "the commission's statement"),
        Instrument.JUDGMENT: ("判决", "the judgment"),
        Instrument.COURT_STATEMENT: ("民事调解书", "the court's statement"),
    },
    EnforcementEnd: {
        EnforcementEnd.NO_ASSETS: (
            "没有可供执行的财产，终结本次执行程序",
            "there are no assets",
        ),
        EnforcementEnd.TITLE_GONE: ("执行依据被撤销", "the instrument is gone"),
        EnforcementEnd.WITHDRAWN: ("申请执行人撤回申请", "the creditor withdrew"),
        EnforcementEnd.OTHER: ("其他原因", "another reason"),
    },
}
