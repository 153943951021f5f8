"""Coded terms of this chapter: what changed of a deadline, what is wrong with a dispute."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from services.projections.deadlines.faults import Code
from services.projections.deadlines.moving import Change
from services.workflow.recorded.views import Reliance

TERMS: dict[type[StrEnum], Mapping[Any, tuple[str, str]]] = {
    Change: {
        Change.START: ("起算日变更", "it starts on another day"),
        Change.EXTENSION: ("期限延长或者另行指定", "it was extended, or its last day was set"),
        Change.SUSPENSION: ("期间中止或者恢复", "it stood still, or runs on"),
        Change.INTERRUPTION: ("期间中断、重新计算", "it was interrupted and begins anew"),
        Change.RULE: ("适用的规则变更", "another rule, or another version of it, applies"),
        Change.CALENDAR: ("工作日历更新", "the calendar of working days was brought up to date"),
        Change.MET: ("已办理", "what it was for was done"),
        Change.ENDED: ("期限终止", "nothing depends on it any more"),
        Change.BEGAN_AGAIN: ("期限重新开始", "it runs again"),
        Change.BEGAN: ("期限开始计算", "it runs now"),
        Change.WAS_OVER: ("更正时已办结或者已终止", "it was over when that was put right"),
    },
    Reliance: {
        Reliance.HANDLED: ("办理该争议", "handled the dispute"),
        Reliance.MEDIATED: ("主持调解", "mediated"),
        Reliance.WATCHED: ("履行或者关注该期限", "acted on the deadline or watched it"),
        Reliance.SEISED: ("正在处理或者曾经受理", "had it before it"),
        Reliance.DECIDED: ("据此作出记录", "recorded an act that rested on it"),
    },
    Code: {
        Code.NO_CUSTODIAN: ("没有办理机构", "no body has it"),
        Code.NO_RESPONSIBLE: ("没有责任机构", "no body answers for it"),
        Code.NOBODY_MAY_ACT: ("没有人有权办理下一步", "nobody may take the next step"),
        Code.NO_NEXT_CLOCK: (
            "没有在计的期限，也没有说明原因",
            "no period runs, and no reason is known why",
        ),
        Code.ENFORCED_AND_SUED: (
            "一方申请执行，另一方已起诉或者申请撤销",
            "one side seeks enforcement while the other is before a court",
        ),
        Code.NOT_COMPUTED: ("期限未能推算", "its deadlines could not be computed"),
        Code.LAPSE_OVERDUE: (
            "期限届满已久而未记录",
            "a lapse has long been due to be recorded",
        ),
        Code.QUARANTINED: ("查询数据停在出错的事件", "a read model stopped at a faulty event"),
        Code.REPORT_TO_LOOK_AT: (
            "外单位报送与记录不符，待人工处理",
            "a report of another body contradicts the record and waits for a person",
        ),
        Code.BELIEFS_CONTRADICT: (
            "对账发现双方所记移送情况相互矛盾，待人工核对",
            "by reconciliation the two sides of a hand-over contradict each other",
        ),
    },
}
