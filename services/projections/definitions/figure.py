"""A figure as it is told: two numbers and everything they are made of, down to events."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

import msgspec

from services.projections.definitions.answer_words import ANSWER_WORDS

WORDS: dict[str, tuple[str, str]] = {
    "numerator": ("分子", "numerator"),
    "denominator": ("分母", "denominator"),
    "resolved": ("乡镇（街道）及以下化解", "resolved at township level or below"),
    "resolved_above": ("在乡镇（街道）以上化解", "resolved above township level"),
    "partly": ("部分请求化解", "partly resolved"),
    "undone": ("化解后被推翻", "resolution undone"),
    "open": ("仍在调解，尚无结果", "still in mediation, without a result"),
    "failed": ("调解不成", "mediation failed"),
    "withdrawn": ("撤回申请", "withdrawn"),
    "declined": ("不予受理（仍计入分母）", "declined (stays in the denominator)"),
    "declined_unmediated": ("不予受理，未进入调解", "declined, so never mediated"),
    "filed": ("已申请仲裁，待受理", "filed with a commission"),
    "arbitrated": ("仲裁受理", "accepted by a commission"),
    "sued": ("起诉至法院", "before a court"),
    "out_of_scope": ("不予受理：不属受案范围", "declined: out of scope"),
    "wrong_body": ("不予受理：非本机构管辖", "declined: wrong body"),
    "unassigned": ("只知区县，未归入任何中心", "known to the district only, assigned to no centre"),
    "elsewhere": ("不在任何调解中心辖区", "in no centre's area"),
    "never_mediated": ("未经调解的直接仲裁或起诉", "filed directly, never mediated"),
    "cut_short": ("因当事人自行申请仲裁而中断", "cut short by a party's own filing"),
    "no_dispute": ("辖区内没有争议的中心", "centres without a dispute in their area"),
    "reaching": ("达到60%的中心", "centres that reach 60%"),
    "below": ("未达到60%的中心", "centres below 60%"),
    **ANSWER_WORDS,
}
"""What each part of a figure is called."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing counted: a matter, or a centre, with its disputes and the deciding events."""

    id: UUID
    """The leading dispute, or the organisation."""
    disputes: tuple[UUID, ...]
    events: tuple[int, ...]
    """Log positions."""
    workers: int
    name: str = ""
    """A centre's name; a matter has none here."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A number of things, by code, and the things themselves."""

    code: str
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """How many; 10 or more workers in one matter are one."""
        return len(self.items)

    @property
    def workers(self) -> int:
        """How many workers they concern."""
        return sum(item.workers for item in self.items)

    @property
    def words(self) -> tuple[str, str]:
        """What it is called, in Chinese and English."""
        return WORDS[self.code]


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Numerator over denominator for one territory, with what is beside and left out."""

    code: str
    """`total`, a centre's or an organisation's own code, `unassigned` or `elsewhere`."""
    name: str
    organisation: UUID | None = None
    numerator: Part
    denominator: Part
    made_of: tuple[Part, ...] = ()
    """The denominator by where its matters stand."""
    beside: tuple[Part, ...] = ()
    """Shown beside the figure: what is open, in neither number; and the unassigned, as counted."""
    excluded: tuple[Part, ...] = ()
    """Left out, by reason."""
    is_reached: bool | None = None
    """Whether the exact fraction reaches the threshold; None without one or without a dispute."""

    @property
    def fraction(self) -> Fraction | None:
        """The exact share; None where nothing is counted."""
        count = self.denominator.count
        return Fraction(self.numerator.count, count) if count else None

    @property
    def percent(self) -> str | None:
        """The share in percent with one decimal, rounded half up from the exact fraction."""
        return None if self.fraction is None else percent(self.fraction)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one question about one region and period."""

    definition: str
    region: str
    from_on: date
    to_on: date
    by: str | None
    total: Share
    rows: tuple[Share, ...]
    position: int
    """The last event of the log that it knows."""
    known_at: datetime | None
    """When that event was recorded."""
    rule_packs: tuple[str, ...]
    is_sample: bool
    """示例数据: at least one dispute in it is invented example data."""


def part(code: str, items: Iterable[Item]) -> Part:
    """A part with its items in a steady order."""
    return Part(code=code, items=tuple(sorted(items, key=lambda i: (i.name, i.events, i.id.int))))


def percent(share: Fraction) -> str:
    """A fraction in percent, one decimal, half up."""
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return str(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
