"""Rules of law as data: what they say, where they stand, how their periods are counted."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from services.workflow.domain.clock_terms import OnLapse, Trigger, WhoActs


class Unit(StrEnum):
    """What a period is counted in (办案规则 80; otherwise natural days)."""

    NATURAL_DAY = "natural_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    """To the corresponding day, or the month's last where it has none (民法典 202)."""
    YEAR = "year"


class Counting(StrEnum):
    """How a period starts. The day of the trigger never counts (民法典 201; 民事诉讼法 85)."""

    FROM_NEXT_DAY = "from_next_day"
    BEFORE = "before"
    """Backwards from the day of the trigger, such as a hearing: the last day to act before it."""


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


class WageDay(StrEnum):
    """Which day's minimum wage a limit is counted on."""

    APPLICATION = "application"
    AWARD = "award"


class LegalRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule: a period with its counting, or a guard without one (`length` none)."""

    id: str
    zh: str
    en: str
    instrument: str
    """The law, regulation or plan it stands in; 本系统 where it is our own."""
    article: str
    trigger: Trigger | None = None
    """The event that the period starts with."""
    actor: WhoActs | None = None
    """Who must act before the period ends."""
    length: int | None = None
    unit: Unit | None = None
    counting: Counting = Counting.FROM_NEXT_DAY
    extension: int = 0
    """Further units that the rule itself allows, once, on the approval it names."""
    extension_consent: bool = False
    """Whether both sides may agree to further units."""
    extension_cap: int | None = None
    """The most units that both sides may agree to, in all; none: the text sets no limit."""
    suspended_by: str = ""
    """The rule under which days do not count, such as LIM.SUSPEND; empty: no text read says so."""
    interrupted_by: str = ""
    """The rule under which the whole period starts anew, such as LIM.BREAK."""
    roll_over: RollOver = RollOver.KEEPS
    on_lapse: OnLapse = OnLapse.NONE
    quantity: int | None = None
    """A number of the rule that is no period, such as ten workers; its words say of what."""
    wage_day: WageDay | None = None
    """Which day's minimum wage the limit of a final award is counted on, where the rule settles it."""
    replaces: str = ""
    """The rule of the general pack in whose place this one stands for its region or kind."""
    kinds: tuple[str, ...] = ()
    """Kinds of organisation that it is limited to; empty: all."""
    in_force_from: date | None = None
    in_force_until: date | None = None
    """The last day in force; none: still in force."""
    evidence: Evidence
    verified: bool = False
    """Whether a lawyer checked wording and counting against the official text."""
    note: str = ""

    @property
    def source(self) -> str:
        """Instrument and article in one line, as a refusal shows them."""
        return f"{self.instrument} {self.article}".strip()

    def allows_consented(self, units: int) -> bool:
        """Whether both sides may agree to this many further units in all."""
        cap = self.extension_cap
        return self.extension_consent and (cap is None or units <= cap)

    def is_in_force(self, day: date) -> bool:
        """Whether the rule holds on that day; one without dates always does."""
        first, last = self.in_force_from, self.in_force_until
        return (first is None or first <= day) and (last is None or day <= last)


class RequiredActs(msgspec.Struct, frozen=True, kw_only=True):
    """The acts that make a mediation agreement effective, and where the law says so."""

    acts: tuple[str, ...]
    """Values of `RequiredAct`."""
    instrument: str
    article: str
    evidence: Evidence
    note: str = ""


class RulePack(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of one region and kind of organisation at one version.

    A decision keeps the version it was taken under.
    """

    version: str
    region: str
    kind: str = ""
    """The kind of organisation; empty: the rules for all."""
    rules: Mapping[str, LegalRule]
    required_acts: Mapping[tuple[str, str], RequiredActs]
    """By the values of `Mandate` and of `OrganisationKind`; an empty kind is the general row."""
    replacements: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Rule of the general pack to those that may stand in its place here, the nearest first."""

    def rule(self, rule_id: str) -> LegalRule:
        """Return the rule; a KeyError names a rule that this pack lacks, which is a fault of ours."""
        return self.rules[rule_id]

    def standing(self, rule_id: str, day: date) -> LegalRule:
        """Return the rule that stands in the place of this one here on a day, or this one itself."""
        others = (self.rules[other] for other in self.replacements.get(rule_id, ()))
        return next((rule for rule in others if rule.is_in_force(day)), self.rules[rule_id])

    def required_acts_for(self, mandate: str, kind: str = "") -> tuple[str, ...]:
        """Return the values of `RequiredAct` that an agreement needs to take effect (MED.EFFECT).

        A kind of organisation without a row of its own has the general row of the mandate.
        """
        general = self.required_acts[mandate, ""]
        return self.required_acts.get((mandate, kind), general).acts
