"""Values as people read them: amounts, days, coded terms, several things in one line."""

import string
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.kit.clock import LEGAL_ZONE
from services.kit.language import Language
from services.projections.words.codes import term
from services.workflow.recorded.views import Fen

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def rendered(value: object, language: Language) -> str:
    """The value in words. Raises TypeError for what has none, so that no code is ever shown raw."""
    match value:
        case Fen():
            return money(value, language)
        case datetime():
            return instant(value, language)
        case date():
            return day(value, language)
        case StrEnum():
            return term(value, language)
        case str() | int():
            return str(value)
        case tuple():
            return ("、" if language == "zh" else ", ").join(rendered(v, language) for v in value)
        case _:
            raise TypeError(f"{type(value).__name__} has no words")


def money(amount: Fen, language: Language) -> str:
    """An amount in yuan."""
    return f"{amount.in_yuan(grouped=True)}{'元' if language == 'zh' else ' yuan'}"


def day(on: date, language: Language) -> str:
    """A legal day."""
    if language == "zh":
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def instant(at: datetime, language: Language) -> str:
    """A time of day in Asia/Shanghai."""
    local = at.astimezone(LEGAL_ZONE)
    between = "" if language == "zh" else ", "
    return f"{day(local.date(), language)}{between}{local:%H:%M}"


def filled(template: str, values: Mapping[str, object], language: Language) -> str:
    """A template with its values in words."""
    return _Filling(language).vformat(template, (), values)


class _Filling(string.Formatter):
    def __init__(self, language: Language) -> None:
        self._language: Language = language

    def format_field(self, value: Any, format_spec: str) -> Any:
        return super().format_field(rendered(value, self._language), format_spec)
