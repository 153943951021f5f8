"""One rule computed on its own, with everything that its date rests on."""

from collections.abc import Iterator
from datetime import date

import msgspec

from services.workflow.application.deadline_question import (
    AskedInText,
    Question,
    read_question,
)
from services.workflow.application.ports import Rulebook
from services.workflow.domain.clock_terms import OnLapse, Trigger, WhoActs
from services.workflow.domain.clocks.counting import Binding, Break, Clock, computed
from services.workflow.domain.clocks.explanation import explained
from services.workflow.domain.clocks.steps import Step
from services.workflow.domain.legal import Evidence, LegalRule, Unit


class Caveat(msgspec.Struct, frozen=True, kw_only=True):
    """Something to know before the date is relied on."""

    code: str
    zh: str
    en: str


class DeadlineTold(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline, the law it stands on, and why it is what it is."""

    rule: str
    title_zh: str
    title_en: str
    region: str
    """As asked; CN is all of China without regional rules."""
    org_kind: str
    start: date
    """Day of the trigger; it is not counted."""
    runs_from: date
    """The latest interruption that counts, or the start where there is none."""
    trigger: Trigger | None
    actor: WhoActs | None
    """Who must act before the period ends."""
    on_lapse: OnLapse
    length: int
    """Without the extension."""
    unit: Unit
    extension: int
    due_natural: date
    """The last day by counting alone."""
    due_rolled: date
    """The last day after roll-over; the same as the natural one for working days."""
    due_clear: date | None
    """For "N days before": the last day that leaves N clear days. A warning, not a limit."""
    binding: Binding
    """Which of the two dates binds whom."""
    own_duty_until: date
    """The last day for who must act, as a duty."""
    party_right_until: date
    """The last day on which a party has lost nothing."""
    provisional: bool
    """Whether it rests on a year whose calendar is not published yet."""
    counted: tuple[date, ...]
    """Every working day counted; empty for other units."""
    basis: str
    """Instrument and article."""
    evidence: Evidence
    """How well the source is known: S read, R recalled, C computed, I our own reading."""
    is_verified: bool
    """Whether a lawyer checked wording and counting."""
    rule_pack: str
    calendar: str
    """Version of the calendar it was counted on."""
    as_of: date | None
    """The day at whose end the calendar was known like that; none: as it is known now."""
    caveats: tuple[Caveat, ...]
    explanation: tuple[Step, ...]
    """Day by day, and how it ends."""


def deadline(asked: AskedInText, rulebook: Rulebook, today: date) -> DeadlineTold:
    """Compute one rule on its own; raises InvalidQuestion, with every fault at its field."""
    question = read_question(asked, rulebook, today)
    calendar = rulebook.calendar(question.region, question.as_of)
    clock = computed(
        question.rule,
        calendar,
        question.start_on,
        extension=question.extension,
        suspended=question.suspended,
        interrupted=map(Break, question.interrupted),
    )
    return _told(question, clock, explained(clock, calendar))


def _told(question: Question, clock: Clock, steps: tuple[Step, ...]) -> DeadlineTold:
    rule = question.rule
    assert rule.length is not None
    assert rule.unit is not None
    return DeadlineTold(
        rule=rule.id,
        title_zh=rule.zh,
        title_en=rule.en,
        region=question.region,
        org_kind=question.org_kind,
        start=clock.start_on,
        runs_from=clock.runs_from,
        trigger=rule.trigger,
        actor=rule.actor,
        on_lapse=rule.on_lapse,
        length=rule.length,
        unit=rule.unit,
        extension=clock.extension,
        due_natural=clock.due_natural,
        due_rolled=clock.due_rolled,
        due_clear=clock.due_clear,
        binding=clock.binding,
        own_duty_until=clock.own_duty_until,
        party_right_until=clock.party_right_until,
        provisional=clock.provisional,
        counted=clock.counted,
        basis=rule.source,
        evidence=rule.evidence,
        is_verified=rule.verified,
        rule_pack=question.pack.version,
        calendar=clock.calendar_version,
        as_of=question.as_of,
        caveats=tuple(_caveats(question)),
        explanation=steps,
    )


def _caveats(question: Question) -> Iterator[Caveat]:
    rule, day = question.rule, question.start_on
    if not rule.verified:
        yield caveat_of_evidence(rule)
    if not rule.is_in_force(day):
        yield Caveat(
            code="not_in_force",
            zh=f"起算日 {day} 不在本规则的施行期间内（{_in_force(rule)}）",
            en=f"The rule is not in force on {day} ({_in_force(rule)})",
        )
    other = question.pack.standing(rule.id, day)
    if other.id != rule.id:
        yield Caveat(
            code="replaced_here",
            zh=f"此地此类组织以 {other.id} 代替本规则：{other.zh}",
            en=f"Here {other.id} stands in its place: {other.en}",
        )
    if question.as_of is not None:
        yield Caveat(
            code="as_of",
            zh=f"按 {question.as_of} 终了时已知的日历计算；规则为现行规则",
            en=f"Counted on the calendar as known at the end of {question.as_of}; the rules are those of now",
        )
    if question.suspended:
        yield _on_basis("suspension", "中止", "suspended", rule.suspended_by)
    if question.interrupted:
        yield _on_basis("interruption", "中断", "interrupted", rule.interrupted_by)
    if rule.note:
        yield Caveat(code="note", zh=rule.note, en=f"Note to the rule, in Chinese: {rule.note}")


def _on_basis(code: str, zh: str, en: str, basis: str) -> Caveat:
    """What the pack says of it; whether it is so in a case is not for a calculation to say."""
    if not basis:
        return Caveat(
            code=f"{code}_without_basis",
            zh=f"规则包没有载明此期间可以{zh}；只按所给日期推算",
            en=f"No rule of the pack says that this period is {en}; counted as asked",
        )
    return Caveat(
        code=code,
        zh=f"{zh}的依据见 {basis}；是否{zh}由有权机关认定，这里按所给日期推算",
        en=f"It is {en} under {basis}; whether it is so is for the competent body, counted as asked",
    )


def _in_force(rule: LegalRule) -> str:
    return f"{rule.in_force_from or ''} – {rule.in_force_until or ''}"


def caveat_of_evidence(rule: LegalRule) -> Caveat:
    """How well a rule is known that no lawyer checked."""
    words = {
        Evidence.READ: (
            "条文已读，计算方式未经律师核对",
            "The text was read; no lawyer checked the counting",
        ),
        Evidence.RECALLED: ("条文凭记忆，未核对原文", "Recalled; not checked against the text"),
        Evidence.COMPUTED: (
            "由其他规则推算，未经律师核对",
            "Computed from other rules; not checked",
        ),
        Evidence.INTERPRETED: (
            "本系统的理解或者要求，不是法律条文",
            "Our own reading or requirement, no rule of law",
        ),
    }
    zh, en = words[rule.evidence]
    return Caveat(code="unverified", zh=zh, en=en)
