"""Coded terms of this chapter in words: grounds of refusing and returning, what overtakes an offer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import dispute_parts as p

F, B, V = p.RefusalGround, p.ReturnGround, p.Overtaken
TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    F: {
        F.WRONG_JURISDICTION: ("不属本机构管辖", "it has no jurisdiction"),
        F.OUT_OF_SCOPE: ("不属受理范围", "out of scope"),
        F.MATERIALS_MISSING: ("材料不全", "material is missing"),
        F.ALREADY_PENDING: ("已在处理中", "already pending"),
        F.NO_CAPACITY: ("无力办理", "no capacity"),
        F.OTHER: ("其他原因", "another reason"),
    },
    B: {
        B.WRONG_JURISDICTION: ("不属本机构管辖", "it has no jurisdiction"),
        B.PARTY_PREFERS_MEDIATION: ("当事人愿意继续调解", "a party prefers mediation"),
        B.MATERIALS_MISSING: ("材料不全", "material is missing"),
        B.SENT_IN_ERROR: ("移送有误", "sent in error"),
        B.OTHER: ("其他原因", "another reason"),
    },
    V: {
        V.AGREEMENT_REACHED: ("双方已达成协议", "the parties agreed"),
        V.FILED_BY_PARTY: ("当事人已自行申请仲裁", "a party filed for arbitration itself"),
        V.SUIT_FILED: ("当事人已起诉", "a party sued"),
        V.APPLICATION_WITHDRAWN: ("调解申请已撤回", "the application was withdrawn"),
        V.ARBITRATION_WITHDRAWN: ("仲裁申请已撤回", "the arbitration was withdrawn"),
        V.ARBITRATION_ACCEPTED: ("仲裁委员会已受理", "the commission accepted the case"),
        V.ARBITRATION_NOT_ACCEPTED: (
            "仲裁委员会已决定不予受理",
            "the commission did not accept the case",
        ),
        V.REINFORCEMENT_APPLIED: (
            "已申请司法确认、仲裁审查或者支付令",
            "a court or commission was asked to make the agreement enforceable",
        ),
        V.MANDATE_GIVEN: (
            "法院或仲裁委员会已委派、委托或建议调解",
            "a court or commission had it mediated",
        ),
    },
    p.MandateResult: {
        p.MandateResult.SUCCESS: ("达成协议", "agreement reached"),
        p.MandateResult.FAILURE: ("未达成协议", "no agreement"),
    },
}
