"""Coded terms of this chapter: what was computed from a corrected fact, what speaks for one matter."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import Dependent, Sign

TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
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
