"""Coded terms of this chapter in words: conflicts, sessions, suspension, documents and service."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import dispute_parts as p

TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    p.ConflictKind: {
        p.ConflictKind.NEAR_RELATIVE: ("与当事人有近亲属关系", "a near relative of a party"),
        p.ConflictKind.INTEREST: ("与争议有利害关系", "an interest in the dispute"),
        p.ConflictKind.EMPLOYMENT: ("与当事人有任职、雇佣关系", "employed by a party"),
        p.ConflictKind.EARLIER_ROLE: ("曾在同一事项中任职", "an earlier role in the matter"),
        p.ConflictKind.OTHER: ("其他关系", "another tie"),
    },
    p.RecusedBy: {
        p.RecusedBy.MEDIATOR: ("调解员本人", "the mediator"),
        p.RecusedBy.PARTY: ("当事人", "a party"),
        p.RecusedBy.ORGANISATION: ("调解组织", "the organisation"),
    },
    p.SessionMode: {
        p.SessionMode.IN_ROOM: ("调解室", "in a room"),
        p.SessionMode.ONLINE: ("网上", "online"),
        p.SessionMode.ON_SITE: ("上门", "on site"),
        p.SessionMode.TELEPHONE: ("电话", "by telephone"),
    },
    p.NoticeMethod: {
        p.NoticeMethod.IN_PERSON: ("当面", "in person"),
        p.NoticeMethod.TELEPHONE: ("电话", "by telephone"),
        p.NoticeMethod.MESSAGE: ("短信", "by message"),
        p.NoticeMethod.POST: ("邮寄", "by post"),
        p.NoticeMethod.PLATFORM: ("平台", "on the platform"),
    },
    p.SuspensionCause: {
        p.SuspensionCause.FORCE_MAJEURE: ("不可抗力", "force majeure"),
        p.SuspensionCause.PARTY_INCAPACITATED: ("当事人丧失行为能力", "a party lost its capacity"),
        p.SuspensionCause.SUCCESSOR_UNKNOWN: ("权利义务承继人未确定", "the successor is unknown"),
        p.SuspensionCause.AWAITS_APPRAISAL: ("等待鉴定", "an appraisal is awaited"),
        p.SuspensionCause.AWAITS_OTHER_DECISION: (
            "等待另案结果",
            "the decision of another case is awaited",
        ),
        p.SuspensionCause.BOTH_ASK: ("双方申请", "both sides ask for it"),
        p.SuspensionCause.OTHER: ("其他事由", "another cause"),
    },
    p.DocumentKind: {
        p.DocumentKind.ACCEPTANCE_NOTICE: ("受理通知书", "notice of acceptance"),
        p.DocumentKind.DECLINATION_NOTICE: ("不予受理通知书", "notice of refusal"),
        p.DocumentKind.CORRECTION_NOTICE: ("补正通知书", "notice to supply material"),
        p.DocumentKind.RIGHTS_NOTICE: ("权利义务告知书", "notice of rights and duties"),
        p.DocumentKind.SESSION_NOTICE: ("调解通知书", "notice of a session"),
        p.DocumentKind.MEDIATION_RECORD: ("调解笔录", "record of mediation"),
        p.DocumentKind.AGREEMENT: ("调解协议书", "mediation agreement"),
        p.DocumentKind.FAILURE_NOTICE: ("调解不成告知书", "notice of failure"),
        p.DocumentKind.SUGGESTION_LETTER: ("调解建议书", "letter of suggestion"),
        p.DocumentKind.PERFORMANCE_NOTICE: ("履行通知书", "notice to perform"),
        p.DocumentKind.REFERRAL_LETTER: ("移送函", "letter of referral"),
        p.DocumentKind.ENTRUSTMENT_LETTER: ("委托函", "letter of entrustment"),
        p.DocumentKind.ARBITRATION_NOTICE: ("仲裁通知书", "notice of arbitration"),
        p.DocumentKind.AWARD: ("裁决书", "award"),
        p.DocumentKind.STATEMENT: ("调解书", "statement of mediation"),
        p.DocumentKind.RULING: ("裁定书", "ruling"),
        p.DocumentKind.JUDGMENT: ("判决书", "judgment"),
        p.DocumentKind.OTHER: ("其他文书", "other document"),
    },
    p.ServiceMethod: {
        p.ServiceMethod.DIRECT: ("直接送达", "handed over"),
        p.ServiceMethod.LEFT: ("留置送达", "left"),
        p.ServiceMethod.POST: ("邮寄送达", "by post"),
        p.ServiceMethod.ELECTRONIC: ("电子送达", "electronically"),
        p.ServiceMethod.ENTRUSTED: ("委托送达", "through another body"),
        p.ServiceMethod.FORWARDED: ("转交送达", "forwarded"),
        p.ServiceMethod.POSTED_UP: ("张贴送达", "posted up"),
        p.ServiceMethod.PUBLIC_NOTICE: ("公告送达", "by public notice"),
    },
    p.ServiceOutcome: {
        p.ServiceOutcome.SERVED: ("已送达", "served"),
        p.ServiceOutcome.DEEMED_SERVED: ("视为送达", "deemed served"),
        p.ServiceOutcome.REFUSED: ("拒收", "refused"),
        p.ServiceOutcome.NOT_SERVED: ("未送达", "not served"),
    },
}
