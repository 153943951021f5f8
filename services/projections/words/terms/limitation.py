"""Coded terms of this chapter in words: facts and suspensions of limitation, posts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.workflow.recorded.views import dispute_parts as p

S = p.LimitationSuspensionCause
TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    p.LimitationFactKind: p.FACT_WORDS,
    p.InterruptionCause: p.CAUSE_WORDS,
    S: {
        S.FORCE_MAJEURE: ("不可抗力", "force majeure"),
        S.NO_GUARDIAN: (
            "无民事行为能力或者限制民事行为能力劳动者的法定代理人未确定",
            "the guardian of a worker without full capacity was not settled",
        ),
        S.OTHER_GOOD_CAUSE: ("其他正当理由", "another good cause"),
    },
    p.Post: {
        p.Post.WORKER: ("劳动者", "worker"),
        p.Post.INSTITUTION_STAFF: ("事业单位工作人员", "staff of a public institution"),
        p.Post.SOCIAL_ORGANISATION_STAFF: ("社会团体工作人员", "staff of a social organisation"),
        p.Post.MILITARY_CIVILIAN_STAFF: (
            "军队聘用的文职人员",
            "civilian staff of the armed forces",
        ),
        p.Post.APPOINTED_CIVIL_SERVANT: ("聘任制公务员", "appointed civil servant"),
    },
}
