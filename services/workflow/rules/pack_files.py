"""Reads rule packs from TOML: a folder of chapters, or one file for a region or kind."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from services.workflow.domain.dispute.parts import Mandate, RequiredAct
from services.workflow.domain.legal import Evidence, LegalRule

_HEADER = "pack.toml"
Form = TypeVar("Form", bound=msgspec.Struct)


class InvalidRulePack(Exception):
    """A rule pack cannot be used; the message names the file and every fault in it."""


class Acts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The acts that agreements under some mandates and kinds of organisation need."""

    mandates: tuple[Mandate, ...]
    kinds: tuple[str, ...] = ()
    acts: tuple[RequiredAct, ...]
    instrument: str
    article: str
    evidence: Evidence
    note: str = ""


class Chapter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rules that belong together, with the heading they are shown under."""

    zh: str
    en: str
    note: str = ""
    rule: tuple[LegalRule, ...] = ()
    required_acts: tuple[Acts, ...] = ()


class Layer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One pack as its files hold it: for a region, a kind of organisation, or all of China."""

    version: str
    region: str = ""
    """`CN`, or the first digits of the region; empty where only the kind counts."""
    kind: str = ""
    chapter: tuple[Chapter, ...]

    @property
    def rules(self) -> tuple[LegalRule, ...]:
        """The rules of all chapters."""
        return tuple(rule for chapter in self.chapter for rule in chapter.rule)

    @property
    def required_acts(self) -> tuple[Acts, ...]:
        """The required acts of all chapters."""
        return tuple(acts for chapter in self.chapter for acts in chapter.required_acts)


class _Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: str
    region: str
    chapters: tuple[str, ...]


def read_folder(folder: Path) -> Layer:
    """Read a pack whose header names its chapters, a file each; raises InvalidRulePack."""
    header = _read(folder / _HEADER, _Header)
    there = {path.stem for path in folder.glob("*.toml")} - {Path(_HEADER).stem}
    if stray := there ^ set(header.chapters):
        raise InvalidRulePack(f"{_HEADER}: its chapters are not the files: {sorted(stray)}")
    return Layer(
        version=header.version,
        region=header.region,
        chapter=tuple(_read(folder / f"{name}.toml", Chapter) for name in header.chapters),
    )


def read_file(path: Path) -> Layer:
    """Read a pack that is one file with its chapters in it; raises InvalidRulePack."""
    return _read(path, Layer)


def _read(path: Path, form: type[Form]) -> Form:
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), form)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InvalidRulePack(f"{path.name}: {error}") from error
