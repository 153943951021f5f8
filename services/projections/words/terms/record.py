"""Coded terms of this chapter: what was computed from a corrected fact, what speaks for one matter."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import Dependent, Sign
from services.workflow.recorded.views import dispute_parts as p

TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    p.Lapse: {
        p.Lapse.RECEIPT_PERIOD: ("收到申请满15日", "the period from receipt"),
        p.Lapse.MEDIATION_PERIOD: ("调解期限届满", "the period for mediation"),
        p.Lapse.AWARD_WINDOWS: ("起诉期限届满，裁决生效", "the windows to sue"),
    },
    Dependent: {
        Dependent.RECEIPT_PERIOD: (
            "自收到申请起的调解期限",
            "the mediation period from receipt",
        ),
        Dependent.ACCEPTANCE_PERIOD: (
            "自受理起的调解期限",
            "the mediation period from acceptance",
        ),
        Dependent.CONFIRMATION_WINDOW: (
            "申请司法确认的期限",
            "the window for judicial confirmation",
        ),
        Dependent.REVIEW_WINDOW: (
            "申请仲裁审查的期限",
            "the window for arbitration review",
        ),
        Dependent.LIMITATION: ("仲裁时效", "limitation"),
        Dependent.WAGE_LIMITATION: (
            "拖欠劳动报酬的仲裁时效",
            "limitation of wages",
        ),
        Dependent.CIVIL_SERVANT_LIMITATION: (
            "聘任制公务员的仲裁时效",
            "limitation of an appointed civil servant",
        ),
        Dependent.FINAL_AMOUNT: (
            "终局裁决的金额标准",
            "whether an award is final by its amount",
        ),
        Dependent.FIGURE_AREA: ("统计的辖区", "the area in the figures"),
        Dependent.FIGURE_PERIOD: ("统计的期间", "the period in the figures"),
        Dependent.FIGURE_WORKERS: (
            "统计的涉及人数",
            "the number of workers in the figures",
        ),
        Dependent.FIGURE_CAUSE: ("统计的案由", "the cause in the figures"),
        Dependent.FIGURE_AMOUNT: ("统计的金额", "the amount in the figures"),
        Dependent.FIGURE_PERFORMANCE: (
            "统计的履行情况",
            "performance in the figures",
        ),
        Dependent.SAME_MATTER: ("同一事项的比对", "the search for the same matter"),
        Dependent.CONFIRMATION: (
            "已提出的司法确认申请",
            "an application for confirmation",
        ),
        Dependent.REVIEW: (
            "已提出的仲裁审查申请",
            "an application for review",
        ),
        Dependent.AWARD: ("已作出的裁决", "an award"),
        Dependent.CLOSING: ("已记录的结案方式", "the recorded outcome"),
        Dependent.CHECK: ("审查调解申请的期限", "the period for checking the application"),
        Dependent.MANDATE: ("委派、委托调解的期限", "the period of the mandate"),
        Dependent.OFFER: ("移送答复的期限", "the period for answering the offer"),
        Dependent.FOLLOW_UP: ("协议履行的期限", "the days for performing the agreement"),
        Dependent.DOCKETING_OF_CONFIRMATION: (
            "法院受理司法确认申请的期限",
            "the court's period for taking up the application for confirmation",
        ),
        Dependent.RULING: ("作出确认裁定的期限", "the period for the confirming ruling"),
        Dependent.OBJECTION: (
            "对确认裁定提出异议的期限",
            "the period for objecting to the confirming ruling",
        ),
        Dependent.ACCEPTANCE_OF_REVIEW: (
            "受理仲裁审查申请的期限",
            "the period for taking up the application for review",
        ),
        Dependent.STATEMENT: ("作出仲裁审查结论的期限", "the period for the review"),
        Dependent.ORDER_NOTICE: (
            "通知是否受理支付令申请的期限",
            "the period for saying whether a payment order is taken up",
        ),
        Dependent.ORDER: ("发出支付令的期限", "the period for issuing the payment order"),
        Dependent.ORDER_SERVICE: ("送达支付令的期限", "the period for serving the payment order"),
        Dependent.ORDER_OBJECTION: (
            "对支付令提出异议的期限",
            "the period for objecting to the payment order",
        ),
        Dependent.NO_SUIT: (
            "表示不同意提起诉讼的期限",
            "the period for saying that no suit is wanted",
        ),
        Dependent.ARBITRAL_ACCEPTANCE: (
            "仲裁申请的受理期限",
            "the commission's period for deciding on acceptance",
        ),
        Dependent.ARBITRAL_CORRECTION: (
            "通知补正仲裁申请的期限",
            "the commission's period for asking for a correction",
        ),
        Dependent.ARBITRAL_SERVICE: (
            "送达仲裁申请书副本的期限",
            "the period for serving the copy of the application",
        ),
        Dependent.ANSWER: ("提交答辩书的期限", "the period for the answer"),
        Dependent.TRIBUNAL: ("组成仲裁庭的期限", "the period for forming the tribunal"),
        Dependent.HEARING_NOTICE: ("开庭通知的期限", "the notice before the hearing"),
        Dependent.AWARD_PERIOD: ("作出裁决的期限", "the period for the award"),
        Dependent.SUIT: ("不服裁决的起诉期限", "the window to sue after the award"),
        Dependent.WORKERS_SUIT: (
            "劳动者不服终局裁决的起诉期限",
            "the worker's window to sue after a final award",
        ),
        Dependent.SETTING_ASIDE: (
            "申请撤销裁决的期限",
            "the window to have the award set aside",
        ),
        Dependent.SETTING_ASIDE_ANEW: (
            "劳动者撤诉或者被驳回起诉后申请撤销裁决的期限",
            "the window to have it set aside after the suit came to nothing",
        ),
        Dependent.AFTER_SETTING_ASIDE: (
            "裁决被撤销后的起诉期限",
            "the window to sue after the award was set aside",
        ),
        Dependent.AFTER_REFUSAL: (
            "裁决不予执行后的起诉期限",
            "the window to sue after enforcement was refused",
        ),
        Dependent.DOCKETING: ("立案的期限", "the court's period for docketing"),
        Dependent.COMPLAINT_SERVICE: (
            "送达起诉状副本的期限",
            "the period for serving the complaint",
        ),
        Dependent.TRIAL: ("一审审理期限", "the period of the first instance"),
        Dependent.SECOND_TRIAL: ("二审审理期限", "the period of the second instance"),
        Dependent.APPEAL: ("对判决的上诉期限", "the period for appealing the judgment"),
        Dependent.RULING_APPEAL: ("对裁定的上诉期限", "the period for appealing the ruling"),
        Dependent.ENFORCEMENT: ("申请执行的期限", "the period for applying for enforcement"),
        Dependent.ENFORCEMENT_NOTICE: (
            "发出执行通知的期限",
            "the period for the notice of enforcement",
        ),
        Dependent.REPLY: ("复函的期限", "the day of reply"),
        Dependent.RETENTION: ("档案保管期限", "how long the file is kept"),
    },
    Sign: {
        Sign.SAME_PERSON: ("证件号码相同", "the same identity number"),
        Sign.SAME_NAME: ("姓名相同", "the same name"),
        Sign.SAME_CREDIT_CODE: ("统一社会信用代码相同", "the same credit code"),
        Sign.SAME_EMPLOYER_NAME: (
            "用人单位名称相同（含曾用名、不同写法）",
            "the same employer by name, now or earlier, however written",
        ),
        Sign.SAME_CLAIMS: ("请求类型相同", "the same kind of claim"),
        Sign.CLOSE_DATES: ("登记日期相近", "registered about the same time"),
        Sign.SAME_PLACE: ("工作地在同一街道、乡镇", "the same township of the workplace"),
    },
}
