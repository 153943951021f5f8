"""Figures as pages show them: every number a link to the disputes that it is made of."""

from fractions import Fraction

import msgspec

from services.console.rendering import link
from services.console.shown import Breakdown, Part, Ratio
from services.kit.language import Language
from services.projections.definitions import DEFINITIONS, Definition
from services.projections.definitions.figure import WORDS, Figure, Share, percent
from services.projections.definitions.figure import Part as Counted

TOTAL = "total"


def breakdown(figure: Figure, share: Share, language: Language) -> Breakdown:
    """One territory's share of a figure with all its parts."""
    definition = DEFINITIONS[figure.definition]
    return Breakdown(
        definition=definition.name,
        name=definition_name(definition, language),
        words=_words(definition, language),
        line=line_of(definition),
        ratio=ratio(figure, share, language),
        made_of=tuple(part_shown(part, figure, share, language) for part in share.made_of),
        excluded=tuple(part_shown(part, figure, share, language) for part in share.excluded),
        beside=tuple(part_shown(part, figure, share, language) for part in share.beside),
        href=address(figure, share),
    )


def ratio(figure: Figure, share: Share, language: Language) -> Ratio:
    """The two numbers of a territory, and how they stand against the line."""
    definition = DEFINITIONS[figure.definition]
    return Ratio(
        name=share_name(share, language) or definition_name(definition, language),
        numerator=part_shown(share.numerator, figure, share, language),
        denominator=part_shown(share.denominator, figure, share, language),
        percent=f"{share.percent}%" if share.percent else "",
        threshold="" if share.is_reached is None else line_of(definition),
        is_reached=share.is_reached,
        href=address(figure, share),
    )


def share_name(share: Share, language: Language) -> str:
    """The name of a territory within the region; empty for the whole."""
    if share.code in WORDS:
        return _titled(WORDS[share.code][language == "en"])
    return share.name


def definition_name(definition: Definition, language: Language) -> str:
    """What the figure is called."""
    return definition.zh if language == "zh" else _titled(definition.en)


def line_of(definition: Definition) -> str:
    """The line that a plan asks for, such as `60%`; empty without one."""
    threshold = definition.threshold
    return _whole(threshold) if threshold else ""


def address(figure: Figure, share: Share, part: str = "") -> str:
    """The page that opens a part of a figure."""
    asked = {
        "region": figure.region,
        "from": figure.from_on.isoformat(),
        "to": figure.to_on.isoformat(),
        "row": "" if share.code == TOTAL else share.code,
        "part": part,
    }
    return link(f"/figures/{figure.definition}", **asked) + ("#disputes" if part else "")


def shares(figure: Figure) -> dict[str, Share]:
    """The whole and every territory, by code."""
    return {share.code: share for share in (figure.total, *figure.rows)}


def parts_of(share: Share) -> dict[str, Counted]:
    """Every part of a share, by code."""
    found = (share.numerator, share.denominator, *share.made_of, *share.beside, *share.excluded)
    return {part.code: part for part in found}


def part_shown(part: Counted, figure: Figure, share: Share, language: Language) -> Part:
    """A number with its words and its list."""
    return Part(
        code=part.code,
        name=part_name(part, language),
        count=part.count,
        workers=part.workers,
        href=address(figure, share, part.code),
    )


def part_name(part: Counted, language: Language) -> str:
    """What the part is called."""
    return _titled(part.words[language == "en"])


def _words(definition: Definition, language: Language) -> tuple[str, ...]:
    told = msgspec.structs.asdict(definition)
    kinds = ("numerator", "denominator", "left_out", "time_basis", "territory")
    return tuple(_titled(told[f"{kind}_{language}"]) for kind in kinds)


def _titled(words: str) -> str:
    return words[:1].upper() + words[1:]


def _whole(share: Fraction) -> str:
    return f"{percent(share).removesuffix('.0')}%"
