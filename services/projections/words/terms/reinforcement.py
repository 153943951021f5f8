"""Coded terms of this chapter in words: why a court or commission said no, and what excuses a delay."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import dispute_parts as p

_UNCLEAR = ("内容不明确", "unclear content")
_MANDATORY = ("违反法律强制性规定", "against mandatory law")
_HARMS = (
    "损害国家、社会公共利益或者他人合法权益",
    "harm to the state, the public or others",
)
_INVOLUNTARY = ("违反自愿原则", "not voluntary")
_OTHER = ("其他理由", "another ground")

TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    p.Excuse: {
        p.Excuse.POSTED_IN_TIME: ("期满前交邮", "posted in time"),
        p.Excuse.FORCE_MAJEURE: ("不可抗力", "force majeure"),
        p.Excuse.OTHER_JUSTIFIED: ("其他正当理由", "another good reason"),
    },
    p.ConnectionKind: {
        p.ConnectionKind.INVITED: ("法院邀请调解", "the court's invitation to mediate"),
        p.ConnectionKind.PARTY_DOMICILE: ("当事人住所地", "domicile of a party"),
        p.ConnectionKind.SUBJECT_PLACE: ("标的物所在地", "place of the subject matter"),
        p.ConnectionKind.ORGANISATION_SEAT: ("调解组织所在地", "seat of the organisation"),
        p.ConnectionKind.PERFORMANCE_PLACE: ("劳动合同履行地", "place of performance"),
        p.ConnectionKind.EMPLOYER_SEAT: ("用人单位所在地", "seat of the employer"),
        p.ConnectionKind.DESIGNATED: ("指定管辖或者集中管辖", "designation"),
        p.ConnectionKind.INTERMEDIATE_LEVEL: ("级别管辖（中级人民法院）", "level of the dispute"),
    },
    p.ConfirmationBar: {
        p.ConfirmationBar.NOT_CIVIL: (
            "不属于人民法院受理范围",
            "not within the courts' competence",
        ),
        p.ConfirmationBar.NOT_THIS_COURT: (
            "不属于本院管辖",
            "not within this court's jurisdiction",
        ),
        p.ConfirmationBar.PERSONAL_STATUS: ("涉及身份关系", "it concerns personal status"),
        p.ConfirmationBar.OTHER_PROCEDURE: (
            "适用其他特别程序、公示催告程序、破产程序",
            "it belongs to another special procedure",
        ),
        p.ConfirmationBar.PROPERTY_TITLE: (
            "涉及物权、知识产权确权",
            "it concerns title to property",
        ),
        p.ConfirmationBar.OTHER: _OTHER,
    },
    p.ConfirmationFault: {
        p.ConfirmationFault.MANDATORY_LAW: _MANDATORY,
        p.ConfirmationFault.HARMS_OTHERS: _HARMS,
        p.ConfirmationFault.PUBLIC_ORDER: ("违背公序良俗", "against public order and morals"),
        p.ConfirmationFault.INVOLUNTARY: _INVOLUNTARY,
        p.ConfirmationFault.UNCLEAR: _UNCLEAR,
        p.ConfirmationFault.OTHER: _OTHER,
    },
    p.ReviewBar: {
        p.ReviewBar.OUT_OF_SCOPE: ("不属于仲裁受理范围", "outside the scope of arbitration"),
        p.ReviewBar.NOT_THIS_COMMISSION: (
            "不属于本委管辖",
            "not within this commission's jurisdiction",
        ),
        p.ReviewBar.LATE: ("超出规定的申请期限", "out of time"),
        p.ReviewBar.LABOUR_RELATION: ("确认劳动关系", "it confirms a labour relation"),
        p.ReviewBar.CONFIRMED_ALREADY: ("已经司法确认", "a court has confirmed it"),
        p.ReviewBar.OTHER: _OTHER,
    },
    p.ReviewFault: {
        p.ReviewFault.MANDATORY_LAW: _MANDATORY,
        p.ReviewFault.HARMS_OTHERS: _HARMS,
        p.ReviewFault.FALSE_MATERIAL: ("涉嫌提供虚假材料", "suspected false material"),
        p.ReviewFault.INVOLUNTARY: _INVOLUNTARY,
        p.ReviewFault.UNCLEAR: _UNCLEAR,
        p.ReviewFault.OTHER: _OTHER,
    },
    p.PaymentOrderEnd: {
        p.PaymentOrderEnd.NOT_SERVED: (
            "未能在法定期限内送达债务人",
            "it could not be served on the debtor in time",
        ),
        p.PaymentOrderEnd.WITHDRAWN: ("申请人撤回申请", "the applicant withdrew"),
        p.PaymentOrderEnd.SUED_MEANWHILE: ("申请人另行起诉", "the applicant sued meanwhile"),
    },
    p.DismissalGround: {
        p.DismissalGround.NOT_DEFINITE: ("债权债务关系不明确", "the debt is not definite"),
        p.DismissalGround.NOT_DUE: ("债务未到期", "the debt is not due"),
        p.DismissalGround.COUNTER_DUTY: (
            "申请人有对待给付义务",
            "the applicant owes something in return",
        ),
        p.DismissalGround.UNREACHABLE: (
            "支付令不能送达债务人",
            "an order could not reach the debtor",
        ),
        p.DismissalGround.NOT_THIS_COURT: (
            "不属于本院管辖",
            "not within this court's jurisdiction",
        ),
        p.DismissalGround.OTHER: _OTHER,
    },
}
