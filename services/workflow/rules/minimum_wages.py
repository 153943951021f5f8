"""Reads the table of minimum wages and refuses a faulty one, with every fault in words."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.minimum_wages import MinimumWages
from services.workflow.rules.regions import Regions, regions

_SHIPPED: Final = Path(__file__).with_suffix(".toml")


class InvalidMinimumWages(Exception):
    """The table cannot be used; the message names every fault in it."""


@cache
def minimum_wages() -> MinimumWages:
    """The table as shipped, read once; raises InvalidMinimumWages."""
    return load(_SHIPPED)


def load(path: Path, known: Regions | None = None) -> MinimumWages:
    """Read and check a table; raises InvalidMinimumWages."""
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
        table = msgspec.convert(plain, MinimumWages, dec_hook=_value)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, InvalidValue) as error:
        raise InvalidMinimumWages(f"{path.name}: {error}") from error
    if found := [*_faults(table, known)]:
        raise InvalidMinimumWages(f"{path.name}: " + "; ".join(found))
    return table


def _value(kind: type[Any], value: Any) -> Any:
    return kind(value)


def _faults(table: MinimumWages, known: Regions | None) -> Iterator[str]:
    if not table.version:
        yield "names no version"
    seen = set()
    for wage in table.wage:
        entry = (wage.region, wage.in_force_from)
        told = f"{wage.region} from {wage.in_force_from}"
        if entry in seen:
            yield f"{told} stands twice"
        seen.add(entry)
        if not (known or regions()).exists(wage.region):
            yield f"{told}: no such region"
        if not wage.source.strip():
            yield f"{told} names no source"
