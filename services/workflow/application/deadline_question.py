"""What somebody asks of one rule, read from text: every fault at its field, in words."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

import msgspec

from services.workflow.application.ports import Rulebook
from services.workflow.domain.clocks.limits import (
    require_extension,
    require_interruptions,
    require_period,
    require_suspensions,
)
from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.legal import LegalRule, RulePack
from services.workflow.domain.organisation import OrganisationKind
from services.workflow.domain.values.region import RegionCode

KINDS: Final = tuple(kind.value for kind in OrganisationKind)
"""Kinds of organisation, by which rules may differ."""
CHINA: Final = "CN"
FIRST_DAY, LAST_DAY = date(1995, 1, 1), date(2099, 12, 31)
MOST_UNITS: Final = 1_000
"""Of an extension: beyond it a number is a slip of the pen, whatever the rule allows."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CALENDAR = re.compile(r"CN-(\d{2})")


class AskedInText(msgspec.Struct, frozen=True, kw_only=True):
    """The question as it comes from a command line or an address; empty where nothing was said."""

    rule: str
    from_on: str
    region: str
    org_kind: str = ""
    extension: str = ""
    suspended: Sequence[str] = ()
    """Each `A..B`, both days included."""
    interrupted: Sequence[str] = ()
    """Days on which the period started anew."""
    as_of: str = ""
    """The day at whose end the calendar is to be taken as it was known."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A question that can be answered."""

    rule: LegalRule
    pack: RulePack
    start_on: date
    region: str
    org_kind: str
    extension: int
    suspended: tuple[Suspension, ...]
    interrupted: tuple[date, ...]
    as_of: date | None


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one field."""

    field: str
    """rule, from, region, org_kind, extension, suspended, interrupted or as_of."""
    code: str
    zh: str
    en: str


class InvalidQuestion(Exception):
    """The question cannot be answered; `faults` says why, field by field."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.en}" for fault in faults))
        self.faults = tuple(faults)


class _Reading:
    """Collects faults, so that a caller hears of all of them at once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.faults: list[Fault] = []

    def fault(self, field: str, code: str, zh: str, en: str) -> None:
        self.faults.append(Fault(field, code, zh, en))

    def refused(self, field: str, error: InvalidValue) -> None:
        self.fault(field, error.code, error.zh, error.en)

    def day(self, field: str, text: str) -> date | None:
        try:
            day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            day = None
        if day is None or not FIRST_DAY <= day <= LAST_DAY:
            self.fault(
                field,
                "day.invalid",
                f"“{text[:40]}”不是 {FIRST_DAY} 至 {LAST_DAY} 之间的日期（如 2026-02-12）",
                f"'{text[:40]}' is not a day between {FIRST_DAY} and {LAST_DAY}, such as 2026-02-12",
            )
            return None
        return day

    def past_day(self, field: str, text: str, today: date) -> date | None:
        """A day that has come; none where nothing was said."""
        day = self.day(field, text) if text else None
        if day is not None and day > today:
            self.fault(
                field, "day.not_yet", f"不得晚于今天（{today}）", f"must not be later than {today}"
            )
        return day

    def region(self, text: str) -> str | None:
        """A code of a region; CN for all of China, as calendars name it."""
        if text == CHINA:
            return ""
        province = _CALENDAR.fullmatch(text)
        try:
            code = RegionCode(f"{province[1]}0000" if province else text)
        except InvalidValue as error:
            self.refused("region", error)
            return None
        if not self.rulebook.knows_region(code):
            self.fault("region", "region.unknown", f"没有区划 {code}", f"There is no region {code}")
            return None
        return code

    def kind(self, text: str) -> str | None:
        if text in {"", *KINDS}:
            return text
        self.fault(
            "org_kind",
            "org_kind.unknown",
            f"没有组织类型“{text[:40]}”；可用：{'、'.join(KINDS)}",
            f"There is no kind '{text[:40]}'; known are {', '.join(KINDS)}",
        )
        return None

    def units(self, text: str) -> int | None:
        if not text:
            return 0
        if text.isascii() and text.isdecimal() and int(text[:9]) <= MOST_UNITS:
            return int(text[:9])
        self.fault(
            "extension",
            "extension.invalid",
            f"延长须为 0 至 {MOST_UNITS} 的整数",
            f"An extension is a whole number from 0 to {MOST_UNITS}",
        )
        return None

    def suspensions(self, texts: Sequence[str]) -> Iterator[Suspension]:
        for text in texts:
            first, dots, last = text.partition("..")
            if not dots:
                self.fault(
                    "suspended",
                    "suspended.invalid",
                    "中止须写为 A..B，首尾两日都计入中止，如 2026-02-20..2026-03-05",
                    "A suspension is A..B, both days included, such as 2026-02-20..2026-03-05",
                )
                continue
            days = self.day("suspended", first), self.day("suspended", last)
            if days[0] and days[1]:
                yield Suspension(days[0], days[1])

    def rule(self, asked: str, region: str, pack: RulePack) -> LegalRule | None:
        found = pack.rules.get(asked)
        if found is not None:
            return found
        kinds = [kind for kind in KINDS if asked in self.rulebook.pack(region, kind).rules]
        near = near_matches(asked, pack)
        zh = f"限组织类型 {'、'.join(kinds)}" if kinds else f"相近的有：{'、'.join(near)}"
        en = f"it is for {', '.join(kinds)}" if kinds else f"the nearest are {', '.join(near)}"
        self.fault(
            "rule",
            "rule.not_for_this_kind" if kinds else "rule.unknown",
            f"这里没有规则“{asked[:40]}”；{zh}",
            f"There is no rule '{asked[:40]}' here; {en}",
        )
        return None


def read_question(asked: AskedInText, rulebook: Rulebook, today: date) -> Question:
    """Read a question; raises InvalidQuestion with every fault that can be told at once."""
    reading = _Reading(rulebook)
    start_on = reading.day("from", asked.from_on)
    region = reading.region(asked.region)
    kind = reading.kind(asked.org_kind)
    units = reading.units(asked.extension)
    suspended = tuple(reading.suspensions(asked.suspended))
    found = [reading.day("interrupted", text) for text in asked.interrupted]
    interrupted = tuple(day for day in found if day is not None)
    as_of = reading.past_day("as_of", asked.as_of, today)
    pack = rulebook.pack(region or "", kind or "")
    is_placed = region is not None and kind is not None
    rule = reading.rule(asked.rule, region or "", pack) if is_placed else None
    if rule is not None:
        _check(reading, rule, units or 0, suspended, interrupted)
    if reading.faults or rule is None or start_on is None:
        raise InvalidQuestion(reading.faults)
    return Question(
        rule=rule,
        pack=pack,
        start_on=start_on,
        region=str(region or CHINA),
        org_kind=asked.org_kind,
        extension=units or 0,
        suspended=suspended,
        interrupted=interrupted,
        as_of=as_of,
    )


def near_matches(asked: str, pack: RulePack) -> list[str]:
    """Rules with a period whose ids are nearest to what was asked; all of them if none is near."""
    known = [rule.id for rule in pack.rules.values() if rule.length is not None]
    wanted = asked[:40].upper()
    return get_close_matches(wanted, known, n=5, cutoff=0.5) or sorted(known)


def _check(
    reading: _Reading,
    rule: LegalRule,
    units: int,
    suspended: tuple[Suspension, ...],
    interrupted: tuple[date, ...],
) -> None:
    checks: dict[str, Callable[[], None]] = {
        "rule": lambda: require_period(rule),
        "extension": lambda: require_extension(rule, units),
        "suspended": lambda: require_suspensions(rule, suspended),
        "interrupted": lambda: require_interruptions(rule, interrupted),
    }
    for field, check in checks.items():
        try:
            check()
        except InvalidValue as error:
            reading.refused(field, error)
