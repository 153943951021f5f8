"""Rules of law as data: what they say, where they stand, how their periods are counted."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec


class Unit(StrEnum):
    """What a period is counted in (办案规则 80; otherwise natural days)."""

    NATURAL_DAY = "natural_day"
    WORKING_DAY = "working_day"


class Counting(StrEnum):
    """How a period starts. The day of the trigger never counts (民法典 201; 民事诉讼法 85)."""

    FROM_NEXT_DAY = "from_next_day"


class RollOver(StrEnum):
    """What happens when the last day of a period is not a working day."""

    ROLLS = "rolls"
    """It moves to the next working day (民法典 203; 民事诉讼法 85)."""
    KEEPS = "keeps"
    """It stays where it is."""
    SILENT = "silent"
    """No text says: the natural day warns, the rolled day decides where a party would lose a right."""


class Evidence(StrEnum):
    """How well the source of a rule is known."""

    READ = "S"
    """Read in a stored copy of the text."""
    RECALLED = "R"
    """Recalled; to be checked by a lawyer."""
    COMPUTED = "C"
    """Computed from other rules."""
    INTERPRETED = "I"
    """Our reading or our own requirement, not a rule of law."""


class LegalRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule: a period with its counting, or a guard without one (`length` none)."""

    id: str
    zh: str
    en: str
    instrument: str
    """The law, regulation or plan it stands in; 本系统 where it is our own."""
    article: str
    length: int | None = None
    unit: Unit | None = None
    extension: int = 0
    """Further units that the rule itself allows, once, on the approval it names."""
    counting: Counting = Counting.FROM_NEXT_DAY
    roll_over: RollOver = RollOver.KEEPS
    in_force_from: date | None = None
    evidence: Evidence
    verified: bool = False
    """Whether a lawyer checked wording and counting against the official text."""
    note: str = ""

    @property
    def source(self) -> str:
        """Instrument and article in one line, as a refusal shows them."""
        return f"{self.instrument} {self.article}".strip()


class RequiredActs(msgspec.Struct, frozen=True, kw_only=True):
    """The acts that make a mediation agreement effective under one mandate, and their source."""

    acts: tuple[str, ...]
    """Values of `RequiredAct`."""
    instrument: str
    article: str
    evidence: Evidence
    note: str = ""


class RulePack(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one region at one version; a decision keeps the version it was taken under."""

    version: str
    region: str
    rules: Mapping[str, LegalRule]
    required_acts: Mapping[str, RequiredActs]
    """By the value of `Mandate`."""

    def rule(self, rule_id: str) -> LegalRule:
        """Return the rule; a KeyError names a rule that this pack lacks, which is a fault of ours."""
        return self.rules[rule_id]

    def required_acts_for(self, mandate: str) -> tuple[str, ...]:
        """Return the values of `RequiredAct` that an agreement under this mandate needs (MED.EFFECT)."""
        return self.required_acts[mandate].acts
