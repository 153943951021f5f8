"""Coded terms of this chapter in words: representatives, their powers, responses, succession."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import dispute_parts as p

K = p.RepresentativeKind
TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    K: {
        K.LEGAL_REPRESENTATIVE: ("法定代表人或负责人", "legal representative"),
        K.GUARDIAN: ("监护人", "guardian"),
        K.LAWYER: ("律师", "lawyer"),
        K.LEGAL_SERVICE_WORKER: ("基层法律服务工作者", "legal service worker"),
        K.NEAR_RELATIVE: ("近亲属", "near relative"),
        K.STAFF: ("工作人员", "member of staff"),
        K.UNION: ("工会", "union"),
        K.RECOMMENDED_CITIZEN: ("推荐的公民", "recommended citizen"),
        K.WORKERS_REPRESENTATIVE: ("推举的代表人", "workers' representative"),
    },
    p.Power: {
        p.Power.ADMIT_CLAIMS: ("承认请求", "admit claims"),
        p.Power.CHANGE_CLAIMS: ("放弃、变更请求", "waive or change claims"),
        p.Power.SETTLE: ("和解、签署协议", "settle and sign"),
        p.Power.RECEIVE_PAYMENT: ("代收款项", "receive payment"),
    },
    p.Stance: {
        p.Stance.ADMITS: ("承认请求", "admits the claims"),
        p.Stance.ADMITS_IN_PART: ("承认部分请求", "admits them in part"),
        p.Stance.DENIES: ("不承认请求", "denies the claims"),
        p.Stance.SILENT: ("未答复", "did not answer"),
    },
    p.SuccessionKind: {
        p.SuccessionKind.DEATH: ("原当事人死亡", "the party died"),
        p.SuccessionKind.MERGER: ("单位合并", "a merger"),
        p.SuccessionKind.DIVISION: ("单位分立", "a division"),
        p.SuccessionKind.OTHER: ("权利义务转移", "its rights and duties passed on"),
    },
}
