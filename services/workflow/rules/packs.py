"""Rule packs read from dated TOML files, checked when they are loaded."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from services.workflow.domain.dispute.parts import Mandate, RequiredAct
from services.workflow.domain.legal import Evidence, LegalRule, RequiredActs, RulePack

_NATIONAL: Final = Path(__file__).with_name("packs") / "national.toml"


class InvalidRulePack(Exception):
    """A rule pack cannot be used; the message names the file and every fault in it."""


class _Acts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    mandates: tuple[Mandate, ...]
    acts: tuple[RequiredAct, ...]
    instrument: str
    article: str
    evidence: Evidence
    note: str = ""


class _PackFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: str
    region: str
    rule: tuple[LegalRule, ...]
    required_acts: tuple[_Acts, ...]


@cache
def national() -> RulePack:
    """The rule pack that holds in all of China."""
    return load(_NATIONAL)


def load(path: Path) -> RulePack:
    """Read a rule pack; raises InvalidRulePack."""
    try:
        read = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _PackFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InvalidRulePack(f"{path.name}: {error}") from error
    faults = [*_rule_faults(read.rule), *_act_faults(read.required_acts)]
    if faults:
        raise InvalidRulePack(f"{path.name}: " + "; ".join(faults))
    return RulePack(
        version=read.version,
        region=read.region,
        rules={rule.id: rule for rule in read.rule},
        required_acts={
            mandate: _required_acts(entry)
            for entry in read.required_acts
            for mandate in entry.mandates
        },
    )


def _required_acts(entry: _Acts) -> RequiredActs:
    return RequiredActs(
        acts=tuple(act.value for act in entry.acts),
        instrument=entry.instrument,
        article=entry.article,
        evidence=entry.evidence,
        note=entry.note,
    )


def _rule_faults(rules: tuple[LegalRule, ...]) -> Iterator[str]:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield f"rule {rule.id} stands twice"
        seen.add(rule.id)
        if not (rule.zh and rule.en and rule.instrument):
            yield f"rule {rule.id} lacks its words or its instrument"
        if (rule.length is None) != (rule.unit is None):
            yield f"rule {rule.id} needs both length and unit, or neither"
        if rule.length is not None and rule.length < 1:
            yield f"rule {rule.id} has a length below 1"
        if rule.extension < 0 or (rule.extension and rule.length is None):
            yield f"rule {rule.id} has an extension without a period to extend"


def _act_faults(entries: tuple[_Acts, ...]) -> Iterator[str]:
    named = [mandate for entry in entries for mandate in entry.mandates]
    for mandate in Mandate:
        count = named.count(mandate)
        if count != 1:
            yield f"required_acts names mandate {mandate} {count} times instead of once"
    for entry in entries:
        if not entry.acts:
            yield f"required_acts of {', '.join(entry.mandates)} is empty"
