"""A figure as it is told to API and command line: every number with its words and what is behind it."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.projections.definitions.definition import DEFINITIONS, Definition
from services.projections.definitions.figure import Figure, Item, Part, Share


class DefinitionTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure counts, in Chinese and English."""

    name: str
    zh: str
    en: str
    numerator_zh: str
    numerator_en: str
    denominator_zh: str
    denominator_en: str
    left_out_zh: str
    left_out_en: str
    time_basis_zh: str
    time_basis_en: str
    territory_zh: str
    territory_en: str
    threshold: str | None
    """An exact fraction, such as 3/5."""


class PartTold(msgspec.Struct, frozen=True, kw_only=True):
    """A number of matters or centres, and each of them."""

    code: str
    zh: str
    en: str
    count: int
    workers: int
    """Workers concerned: 10 or more in one matter are one matter and so many workers."""
    items: tuple[Item, ...]


class ShareTold(msgspec.Struct, frozen=True, kw_only=True):
    """Numerator over denominator for one territory."""

    code: str
    name: str
    organisation: UUID | None
    fraction: str | None
    """Exact, not reduced: 16/27."""
    percent: str | None
    """One decimal, rounded half up from the exact fraction."""
    is_reached: bool | None
    """Whether the exact fraction reaches the definition's threshold."""
    numerator: PartTold
    denominator: PartTold
    made_of: tuple[PartTold, ...]
    beside: tuple[PartTold, ...]
    excluded: tuple[PartTold, ...]


class FigureTold(msgspec.Struct, frozen=True, kw_only=True):
    """One figure with its definition, its numbers and what they rest on."""

    definition: DefinitionTold
    region: str
    from_on: date
    to_on: date
    by: str | None
    position: int
    """The last event of the log that it knows."""
    known_at: datetime | None
    """When that event was recorded."""
    rule_packs: tuple[str, ...]
    is_sample: bool
    """示例数据: it counts invented example data."""
    total: ShareTold
    rows: tuple[ShareTold, ...]


def told(figure: Figure) -> FigureTold:
    """The figure with its words."""
    return FigureTold(
        definition=define(DEFINITIONS[figure.definition]),
        region=figure.region,
        from_on=figure.from_on,
        to_on=figure.to_on,
        by=figure.by,
        position=figure.position,
        known_at=figure.known_at,
        rule_packs=figure.rule_packs,
        is_sample=figure.is_sample,
        total=_share(figure.total),
        rows=tuple(_share(row) for row in figure.rows),
    )


def define(definition: Definition) -> DefinitionTold:
    """The definition with its threshold as text."""
    words = {
        name: getattr(definition, name)
        for name in DefinitionTold.__struct_fields__
        if name != "threshold"
    }
    threshold = definition.threshold
    return DefinitionTold(threshold=str(threshold) if threshold else None, **words)


def _share(share: Share) -> ShareTold:
    count = share.denominator.count
    return ShareTold(
        code=share.code,
        name=share.name,
        organisation=share.organisation,
        fraction=f"{share.numerator.count}/{count}" if count else None,
        percent=share.percent,
        is_reached=share.is_reached,
        numerator=_part(share.numerator),
        denominator=_part(share.denominator),
        made_of=tuple(map(_part, share.made_of)),
        beside=tuple(map(_part, share.beside)),
        excluded=tuple(map(_part, share.excluded)),
    )


def _part(part: Part) -> PartTold:
    zh, en = part.words
    return PartTold(
        code=part.code, zh=zh, en=en, count=part.count, workers=part.workers, items=part.items
    )
