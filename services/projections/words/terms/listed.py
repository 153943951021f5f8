"""Coded terms of lists in words: how far offers, sessions and applications are, what became of claims."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.projections.views.handovers import HandoverState as H
from services.projections.views.sittings import SittingKind, SittingState
from services.workflow.recorded.views import Disposition, MatterDecision
from services.workflow.recorded.views import dispute_parts as p

K, R = p.ReinforcementKind, p.ReinforcementResult
TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    p.OfferKind: {
        p.OfferKind.REFERRAL: ("移送仲裁", "hand-over to arbitration"),
        p.OfferKind.TRANSFER: ("转其他调解组织", "transfer to another organisation"),
        p.OfferKind.RETURN: ("退回", "return"),
    },
    H: {
        H.OFFERED: ("已发出，未送达", "offered, not delivered"),
        H.DELIVERED: ("已送达，未签收", "delivered, not received"),
        H.RECEIVED: ("已签收，待决定", "received, not decided"),
        H.ACCEPTED: ("已接收", "accepted"),
        H.REFUSED: ("被拒收", "refused"),
        H.RECALLED: ("已撤回", "recalled"),
        H.EXPIRED: ("逾期未答复", "expired"),
    },
    SittingKind: {
        SittingKind.SESSION: ("调解", "mediation session"),
        SittingKind.HEARING: ("开庭", "hearing"),
    },
    SittingState: {
        SittingState.LISTED: ("已排期", "listed"),
        SittingState.HELD: ("已举行", "held"),
        SittingState.ADJOURNED: ("已延期", "adjourned"),
        SittingState.CANCELLED: ("已取消", "cancelled"),
    },
    K: {
        K.CONFIRMATION: ("司法确认", "judicial confirmation"),
        K.REVIEW: ("仲裁审查", "arbitration review"),
        K.PAYMENT_ORDER: ("支付令", "payment order"),
    },
    R: {
        R.GRANTED: ("准许", "granted"),
        R.NOT_ACCEPTED: ("不予受理", "not accepted"),
        R.REFUSED: ("驳回", "refused"),
        R.WITHDRAWN: ("撤回", "withdrawn"),
        R.DEEMED_WITHDRAWN: ("按撤回处理", "treated as withdrawn"),
        R.OBJECTED: ("因异议终结", "ended by an objection"),
        R.VOID: ("失效", "void"),
        R.DISMISSED: ("驳回申请", "dismissed"),
        R.ANNULLED: ("被撤销", "annulled"),
    },
    p.AnnulledExtent: {
        p.AnnulledExtent.RULING: ("只撤销裁定", "the ruling only"),
        p.AnnulledExtent.AGREEMENT: ("协议无效或者被撤销", "the agreement falls"),
    },
    Disposition: {
        Disposition.OPEN: ("未处理完", "open"),
        Disposition.SETTLED: ("已达成协议", "settled"),
        Disposition.FAILED: ("调解不成", "failed"),
        Disposition.WITHDRAWN: ("已撤回", "withdrawn"),
        Disposition.ARBITRATED: ("仲裁", "in arbitration"),
        Disposition.SUED: ("诉讼", "in court"),
        Disposition.SPLIT_OFF: ("另案处理", "split off"),
    },
    p.Mandate: {
        p.Mandate.SELF: ("当事人申请", "a party's application"),
        p.Mandate.COURT_DELEGATED: ("法院委派", "delegated by a court"),
        p.Mandate.COURT_ENTRUSTED: ("法院委托", "entrusted by a court"),
        p.Mandate.ARBITRATION_SUGGESTED: ("仲裁委建议", "suggested by a commission"),
        p.Mandate.ARBITRATION_ENTRUSTED: ("仲裁委委托", "entrusted by a commission"),
        p.Mandate.PARTNER_TRANSFER: ("部门转办", "transferred by a partner bureau"),
    },
    MatterDecision: {
        MatterDecision.LINKED: ("关联", "linked to"),
        MatterDecision.MERGED: ("并入", "merged into"),
        MatterDecision.DISTINCT: ("不是同一件", "distinct from"),
        MatterDecision.SPLIT_OFF: ("分案", "split"),
    },
}
