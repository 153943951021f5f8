"""What is wrong with a rule pack: every fault in words, before anything rests on it."""

from collections.abc import Container, Iterator
from typing import Final

from services.workflow.domain.dispute.parts import Mandate
from services.workflow.domain.legal import LegalRule
from services.workflow.domain.organisation import OrganisationKind
from services.workflow.rules.pack_files import Layer

KINDS: Final = frozenset(OrganisationKind)
"""Kinds that rules may be limited to; a one-stop centre is a function of a body of another kind."""


def faults(layer: Layer) -> Iterator[str]:
    """The faults that a pack has by itself."""
    seen: set[str] = set()
    for rule in layer.rules:
        if rule.id in seen:
            yield f"rule {rule.id} stands twice"
        seen.add(rule.id)
        for fault in _rule_faults(rule):
            yield f"rule {rule.id} {fault}"
    yield from _act_faults(layer)
    named = {kind for rule in layer.rules for kind in rule.kinds}
    named |= {kind for entry in layer.required_acts for kind in entry.kinds}
    named |= {layer.kind} - {""}
    if unknown := named - KINDS:
        yield f"no such kind of organisation: {', '.join(sorted(unknown))}"


def incomplete(layer: Layer) -> Iterator[str]:
    """What a pack lacks that must stand without another below it: the general required acts."""
    named = [m for entry in layer.required_acts if not entry.kinds for m in entry.mandates]
    for mandate in Mandate:
        if mandate not in named:
            yield f"required_acts has no general row for mandate {mandate}"


def misplaced(layer: Layer, general: Layer) -> Iterator[str]:
    """What is wrong with a pack that stands on the general one: its place, or what it replaces."""
    if not (layer.region or layer.kind):
        yield "names neither a region nor a kind"
    if layer.region and not layer.region.isdecimal():
        yield f"{layer.region} is no code of a region"
    known = {rule.id for rule in general.rules}
    yield from dangling(layer, known)
    for rule in layer.rules:
        if rule.replaces and rule.replaces not in known:
            yield f"rule {rule.id} replaces {rule.replaces}, which is not in the general pack"


def dangling(layer: Layer, known: Container[str]) -> Iterator[str]:
    """Rules that say they are suspended or interrupted under a rule that is not there."""
    for rule in layer.rules:
        for named in filter(None, (rule.suspended_by, rule.interrupted_by)):
            if named not in known:
                yield f"rule {rule.id} names {named}, which is not in the general pack"
            if rule.length is None:
                yield f"rule {rule.id} names {named} without a period to stop"


def _rule_faults(rule: LegalRule) -> Iterator[str]:
    has_period = rule.length is not None
    if not (rule.zh and rule.en and rule.instrument):
        yield "lacks its words or its instrument"
    if has_period != (rule.unit is not None) or has_period != (rule.trigger is not None):
        yield "needs length, unit and trigger together, or none of them"
    if rule.length is not None and rule.length < 1:
        yield "has a length below 1"
    if rule.extension < 0 or (rule.extension and not has_period):
        yield "has an extension without a period to extend"
    if rule.extension_consent and not has_period:
        yield "has an extension by consent without a period to extend"
    if rule.extension_cap is not None and not (rule.extension_consent and rule.extension_cap > 0):
        yield "has a cap without an extension by consent, or one below 1"
    first, last = rule.in_force_from, rule.in_force_until
    if last is not None and (first is None or last < first):
        yield "ends before it is in force"


def _act_faults(layer: Layer) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for entry in layer.required_acts:
        if not entry.acts:
            yield f"required_acts of {', '.join(entry.mandates)} is empty"
        for row in [(m.value, k) for m in entry.mandates for k in entry.kinds or ("",)]:
            if row in seen:
                yield f"required_acts names {' '.join(row).strip()} twice"
            seen.add(row)
