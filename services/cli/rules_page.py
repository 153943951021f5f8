"""Writes `docs/legal-rules.md` from the rule packs: every rule with its period and its source."""

from collections.abc import Iterator
from typing import Final

from services.workflow.domain.clock_terms import OnLapse
from services.workflow.domain.legal import Counting, Evidence, LegalRule, RollOver, Unit
from services.workflow.rules.pack_files import Acts, Chapter, Layer
from services.workflow.rules.packs import layers

_INTRODUCTION = """# Legal rules

Generated from the rule packs (`services/workflow/rules/packs/`) by `make generate`; a test fails
when the two differ. A rule with a period is a clock; one without is a guard or a fact that a
decision names. No rule here was checked by a lawyer unless its row says so.

Evidence: **S** read in a stored copy of the text, **R** recalled and still to be checked,
**C** computed from other rules, **I** our reading or our own requirement, no rule of law.
Counting: the day of the trigger is not counted; working days are those of the region's calendar;
a month or year ends on the corresponding day. *Rolls*: a last day that is no working day moves to
the next one. *Open*: no text says; the natural day warns, the rolled day decides where a party
would lose a right.
"""
_UNITS: Final = {
    Unit.NATURAL_DAY: "日",
    Unit.WORKING_DAY: "个工作日",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}
_ROLLS: Final = {RollOver.ROLLS: "rolls", RollOver.KEEPS: "stays", RollOver.SILENT: "open"}


def page() -> str:
    """The whole page."""
    lines = [_INTRODUCTION, *_summary()]
    for layer in layers():
        lines += ["", f"## {_title(layer)}", "", f"Version {layer.version}."]
        for chapter in layer.chapter:
            lines += _chapter(chapter, is_alone=len(layer.chapter) == 1)
    return "\n".join([*lines, ""])


def _summary() -> Iterator[str]:
    yield "| Pack | Rules | with a period | S | R | C | I | checked by a lawyer |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for layer in layers():
        rules = layer.rules
        grades = (sum(rule.evidence is grade for rule in rules) for grade in Evidence)
        counts = [
            len(rules),
            sum(rule.length is not None for rule in rules),
            *grades,
            sum(rule.verified for rule in rules),
        ]
        yield f"| {_title(layer)} | {' | '.join(map(str, counts))} |"


def _title(layer: Layer) -> str:
    if layer.region.isalpha():
        return "全国 China"
    place = layer.chapter[0]
    return f"{place.zh} {place.en}"


def _chapter(chapter: Chapter, *, is_alone: bool) -> Iterator[str]:
    if not is_alone:
        yield from ("", f"### {chapter.zh} {chapter.en}")
    if chapter.note:
        yield from ("", chapter.note)
    if chapter.rule:
        yield from ("", *_rules(chapter.rule))
    if chapter.required_acts:
        yield from ("", "Acts that make an agreement effective:", "")
        yield from _required_acts(chapter.required_acts)


def _rules(rules: tuple[LegalRule, ...]) -> Iterator[str]:
    yield "| Rule | 内容 | Period | Counted | Source | Evidence | Checked |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for rule in rules:
        yield (
            f"| `{rule.id}` | {_words(rule)} | {_period(rule)} | {_counted(rule)} "
            f"| {rule.source} | {rule.evidence.value} | {'yes' if rule.verified else 'no'} |"
        )


def _words(rule: LegalRule) -> str:
    words = [rule.zh]
    if rule.replaces:
        words.append(f"代替 {rule.replaces}")
    if rule.kinds:
        words.append(f"限 {'、'.join(rule.kinds)}")
    if rule.note:
        words.append(f"注:{rule.note}")
    return "<br>".join(words)


def _period(rule: LegalRule) -> str:
    if rule.length is None or rule.unit is None:
        return "–"
    zh = _UNITS[rule.unit]
    parts = [f"{rule.length}{zh}"]
    if rule.extension:
        parts.append(f"经批准 +{rule.extension}{zh}")
    if rule.extension_consent:
        cap = rule.extension_cap
        parts.append("双方同意可延长" if cap is None else f"双方同意 +{cap}{zh}为限")
    return "<br>".join(parts)


def _counted(rule: LegalRule) -> str:
    if rule.length is None or rule.unit is None or rule.trigger is None:
        return "–"
    way = "before" if rule.counting is Counting.BEFORE else "from"
    parts = [f"{way} `{rule.trigger.value}`"]
    if rule.unit is not Unit.WORKING_DAY:
        parts.append(f"last day {_ROLLS[rule.roll_over]}")
    if rule.actor:
        parts.append(f"by `{rule.actor.value}`")
    if rule.on_lapse is not OnLapse.NONE:
        parts.append(f"lapse {rule.on_lapse.value}")
    if rule.suspended_by:
        parts.append(f"suspended under {rule.suspended_by}")
    if rule.interrupted_by:
        parts.append(f"starts anew under {rule.interrupted_by}")
    return "<br>".join(parts)


def _required_acts(entries: tuple[Acts, ...]) -> Iterator[str]:
    yield "| Mandates | Kinds of organisation | Acts | Source | Evidence |"
    yield "| --- | --- | --- | --- | --- |"
    for entry in entries:
        source = f"{entry.instrument} {entry.article}"
        note = f"<br>注:{entry.note}" if entry.note else ""
        yield (
            f"| {', '.join(entry.mandates)} | {', '.join(entry.kinds) or 'all others'} "
            f"| {', '.join(entry.acts)} | {source}{note} | {entry.evidence.value} |"
        )
