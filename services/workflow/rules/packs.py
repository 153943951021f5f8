"""Rule packs in layers: all of China, then a region, then a kind of organisation."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from services.workflow.domain.legal import LegalRule, RequiredActs, RulePack
from services.workflow.rules.pack_faults import dangling, faults, incomplete, misplaced
from services.workflow.rules.pack_files import Acts, InvalidRulePack, Layer, read_file, read_folder

_FOLDER: Final = Path(__file__).with_name("packs")
CHINA: Final = "CN"


@cache
def layers() -> tuple[Layer, ...]:
    """Every pack as shipped, the general one first; raises InvalidRulePack."""
    return load(_FOLDER)


def national() -> RulePack:
    """The rule pack that holds in all of China."""
    return pack_for("")


@lru_cache(maxsize=4096)
def pack_for(region: str, kind: str = "") -> RulePack:
    """The rules for a region and a kind of organisation: each layer adds to those below it.

    Of the packs whose code begins the region's, all apply, the shorter code first.
    """
    return composed(layers(), region, kind)


def load(folder: Path) -> tuple[Layer, ...]:
    """Read and check all packs of a folder; raises InvalidRulePack."""
    general = read_folder(folder / "national")
    _refuse("national", [*faults(general), *incomplete(general), *_dangling(general)])
    files = [*sorted(folder.glob("regions/*.toml")), *sorted(folder.glob("kinds/*.toml"))]
    others = []
    for path in files:
        layer = read_file(path)
        _refuse(path.name, [*faults(layer), *misplaced(layer, general)])
        others.append(layer)
    return general, *others


def _dangling(general: Layer) -> Iterable[str]:
    return dangling(general, {rule.id for rule in general.rules})


def composed(known: Iterable[Layer], region: str, kind: str = "") -> RulePack:
    """The one pack that these layers make for a region and kind; the first is the general one."""
    general, *others = known
    return _composed((general, *_chosen(others, region, kind)), kind)


def _chosen(others: Iterable[Layer], region: str, kind: str) -> list[Layer]:
    regional = [layer for layer in others if layer.region and region.startswith(layer.region)]
    own = [layer for layer in others if layer.kind and layer.kind == kind]
    return [*sorted(regional, key=lambda layer: len(layer.region)), *own]


@cache
def _composed(chosen: tuple[Layer, ...], kind: str) -> RulePack:
    rules: dict[str, LegalRule] = {}
    required: dict[tuple[str, str], RequiredActs] = {}
    for layer in chosen:
        rules |= {r.id: r for r in layer.rules if not r.kinds or kind in r.kinds}
        required |= {row: acts for entry in layer.required_acts for row, acts in _rows(entry)}
    codes = [layer.region for layer in chosen[1:] if layer.region]
    return RulePack(
        version="+".join(layer.version for layer in chosen),
        region="-".join([CHINA, *codes[-1:]]),
        kind=kind,
        rules=rules,
        required_acts=required,
        replacements=_replacements(rules),
    )


def _replacements(rules: Mapping[str, LegalRule]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for rule in rules.values():
        if rule.replaces:
            found[rule.replaces] = (rule.id, *found.get(rule.replaces, ()))
    return found


def _rows(entry: Acts) -> Iterable[tuple[tuple[str, str], RequiredActs]]:
    acts = RequiredActs(
        acts=tuple(act.value for act in entry.acts),
        instrument=entry.instrument,
        article=entry.article,
        evidence=entry.evidence,
        note=entry.note,
    )
    for mandate in entry.mandates:
        for kind in entry.kinds or ("",):
            yield (mandate.value, kind), acts


def _refuse(name: str, found: list[str]) -> None:
    if found:
        raise InvalidRulePack(f"{name}: " + "; ".join(found))
