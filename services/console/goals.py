"""What a district's plan asks for by a year's end, and whether the figures reach it."""

import tomllib
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import msgspec

from services.console.shown import Goal
from services.kit.language import Language
from services.projections.definitions.figure import Figure

_FILE = Path(__file__).with_name("goals.toml")


class Planned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One goal: a share of the centres, or certain centres each, reach the threshold."""

    region: str
    year: int
    zh: str
    en: str
    source: str
    share: str = ""
    centres: tuple[str, ...] = ()


def goals(reaching: Figure, language: Language) -> tuple[Goal, ...]:
    """The goals for the region and year that the figure is about; none for another period."""
    return tuple(
        Goal(
            words=planned.zh if language == "zh" else planned.en,
            source=planned.source,
            is_reached=is_reached(planned, reaching),
        )
        for planned in _planned()
        if planned.region == reaching.region
        and reaching.from_on == date(planned.year, 1, 1)
        and reaching.to_on == date(planned.year, 12, 31)
    )


def is_reached(planned: Planned, reaching: Figure) -> bool | None:
    """Whether the goal is reached, by exact fractions; None where nothing is counted yet."""
    if planned.share:
        share = reaching.total.fraction
        return None if share is None else share >= Fraction(planned.share)
    verdicts = [row.is_reached for row in reaching.rows if row.code in planned.centres]
    if not verdicts or None in verdicts:
        return None
    return all(verdicts)


@cache
def _planned() -> tuple[Planned, ...]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(msgspec.convert(row, Planned) for row in table["goal"])
