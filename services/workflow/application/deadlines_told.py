"""The deadlines of a dispute as callers read them: each with its law, who must act, and why that day."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.workflow.application.deadline_words import WAITS_FOR, about_in_words
from services.workflow.application.deadlines import Caveat, caveat_of_evidence
from services.workflow.domain.clock_terms import OnLapse, Trigger, WhoActs
from services.workflow.domain.clocks.counting import Binding
from services.workflow.domain.clocks.steps import Step
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.deadlines.facts import Basis, Pending
from services.workflow.domain.dispute.deadlines.liveness import Waiting, WaitsFor
from services.workflow.domain.dispute.deadlines.responsible import Responsible
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.legal import Evidence


class DisputeDeadline(msgspec.Struct, frozen=True, kw_only=True):
    """One period of the law in a dispute, and why it ends when it does."""

    key: str
    """Names it within the dispute, also after its dates have moved."""
    rule: str
    title_zh: str
    title_en: str
    about: str
    """What it is about where the dispute has several, such as `parties/2`; empty: the dispute."""
    about_zh: str
    about_en: str
    status: Status
    is_open: bool
    """Whether somebody has still to look after it."""
    trigger: Trigger | None
    start: date | None
    """Day of the trigger, not counted; null: it has not begun."""
    pending: Pending | None
    """Why it has not begun, where that is worth saying."""
    runs_from: date | None
    """The latest interruption that counts, or the start."""
    extension: int
    is_set: bool
    """Whether the last day was agreed, extended or named by a body in place of one counted."""
    due_natural: date | None
    """The last day by counting alone."""
    due_rolled: date | None
    """The last day after roll-over."""
    due_clear: date | None
    """For "N days before": the last day that leaves N clear days."""
    binding: Binding | None
    """Which of the two dates binds whom."""
    own_duty_until: date | None
    """The last day for who must act, as a duty."""
    party_right_until: date | None
    """The last day on which a party has lost nothing."""
    suspended_since: date | None
    met_on: date | None
    is_late: bool
    """Whether the act came after the last day."""
    ended_on: date | None
    """Day since which nothing depends on it any more."""
    is_warning: bool
    """Whether its end is a warning alone, as limitation is."""
    provisional: bool
    """Whether it rests on a year whose calendar is not published yet."""
    actor: WhoActs | None
    """Who must act before it ends."""
    body: UUID | None
    """Whose people act or watch."""
    body_name: str
    mediator: UUID | None
    """The person, where the dispute has one."""
    is_own_duty: bool
    """Whether that body itself must act; otherwise it watches what a party is to do."""
    on_lapse: OnLapse
    lapse: str
    """The move by which its lapse is recorded now; empty: there is nothing to record."""
    rule_pack: str
    calendar: str
    """Version of the calendar it was counted on."""
    basis: str
    """Instrument and article."""
    evidence: Evidence
    """How well the source is known: S read, R recalled, C computed, I our own reading."""
    is_verified: bool
    """Whether a lawyer checked wording and counting."""
    caveats: tuple[Caveat, ...]
    explanation: tuple[Step, ...]
    """Day by day; empty in the short form, and while it has not begun."""


class WaitsForTold(msgspec.Struct, frozen=True, kw_only=True):
    """What an open dispute waits for: a deadline by its key, or why no clock runs."""

    deadline: str = ""
    due: date | None = None
    reason: WaitsFor | None = None
    zh: str
    en: str


class DisputeDeadlines(msgspec.Struct, frozen=True, kw_only=True):
    """Every deadline of a dispute on a day, in the order of the procedure."""

    dispute: UUID
    version: int
    """Of the record that they were computed from."""
    state: State
    as_of: date
    """The day they are told for."""
    rule_pack: str
    calendar: str
    waits_for: WaitsForTold | None
    """Null: the dispute is closed."""
    caveats: tuple[Caveat, ...]
    deadlines: tuple[DisputeDeadline, ...]


def deadline_told(
    deadline: Deadline,
    basis: Basis,
    who: Responsible,
    *,
    body_name: str = "",
    lapse: str = "",
    is_explained: bool = True,
) -> DisputeDeadline:
    """One deadline with everything that its date rests on."""
    rule, facts, clock = deadline.rule, deadline.facts, deadline.clock
    about_zh, about_en = about_in_words(facts.about)
    return DisputeDeadline(
        key=deadline.key,
        rule=rule.id,
        title_zh=rule.zh,
        title_en=rule.en,
        about_zh=about_zh,
        about_en=about_en,
        status=deadline.status,
        is_open=deadline.is_open,
        start=facts.start_on,
        is_set=facts.until is not None,
        is_late=deadline.is_late,
        provisional=clock.provisional if clock else False,
        body=who.body,
        body_name=body_name,
        mediator=who.mediator,
        is_own_duty=who.is_own_duty,
        lapse=lapse,
        rule_pack=basis.rules.version,
        calendar=basis.calendar.version,
        basis=rule.source,
        is_verified=rule.verified,
        caveats=tuple(_caveats(deadline)),
        explanation=deadline.explained(basis) if is_explained else (),
        **_named(_OF_RULE, rule),
        **_named(_OF_FACTS, facts),
        **_named(_OF_CLOCK, clock),
    )


_OF_RULE = ("trigger", "actor", "on_lapse", "evidence")
_OF_FACTS = (
    "about",
    "pending",
    "extension",
    "suspended_since",
    "met_on",
    "ended_on",
    "is_warning",
)
_OF_CLOCK = (
    "runs_from",
    "due_natural",
    "due_rolled",
    "due_clear",
    "binding",
    "own_duty_until",
    "party_right_until",
)
"""Told as they are; those of a clock are null while it has not begun."""


def _named(names: tuple[str, ...], of: object) -> dict[str, Any]:
    return {name: getattr(of, name) if of is not None else None for name in names}


def _caveats(deadline: Deadline) -> Iterator[Caveat]:
    """How well its rule is known; of one that has not begun, why."""
    if not deadline.rule.verified:
        yield caveat_of_evidence(deadline.rule)
    if pending := deadline.facts.pending:
        yield Caveat(code=pending.code, zh=pending.zh, en=pending.en)


def waits_told(waiting: Waiting) -> WaitsForTold:
    """The next clock or the reason, in words; neither is a fault, told as such."""
    deadline = waiting.deadline
    if deadline is not None:
        return WaitsForTold(
            deadline=deadline.key, due=deadline.due_on, zh=deadline.rule.zh, en=deadline.rule.en
        )
    if waiting.reason is not None:
        zh, en = WAITS_FOR[waiting.reason]
        return WaitsForTold(reason=waiting.reason, zh=zh, en=en)
    return WaitsForTold(
        zh="没有期限，也没有说明理由：请告知管理员",
        en="Neither a clock nor a reason: tell the operator",
    )
