"""`schemas/webhooks/out`: a JSON Schema for every event that is sent, with what may pass of it alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from services.partners.feed.redaction import passing
from services.workflow.domain.dispute.events import Event, FactCorrected
from services.workflow.domain.fact import Fact
from services.workflow.http.schema_components import components
from services.workflow.http.webhook_docs import DATA, ENVELOPE

FOLDER: Final = Path("schemas/webhooks/out")
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_COMPONENTS: Final = "#/components/schemas/"
KINDS: Final[tuple[type[Fact], ...]] = get_args(Event)


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every schema, from the code as it is."""
    for kind in KINDS:
        document = json.dumps(schema(kind), ensure_ascii=False, indent=2)
        yield root / FOLDER / f"{type_of(kind)}.json", document + "\n"


def type_of(kind: type[Fact]) -> str:
    """The `type` by which an event of this kind is sent."""
    return f"fengqiao.event.{kind.__name__}.v{kind.class_version}"


def schema(kind: type[Fact]) -> dict[str, Any]:
    """The schema of one event as a partner gets it; nothing in it need be there."""
    parts = components([], [kind])
    structs = {each.__name__: each for each in _structs(kind)}
    for name, part in parts.items():
        if name in structs:
            _prune(part, passing(structs[name]))
    if kind is FactCorrected:
        parts[kind.__name__]["properties"] |= {"old": True, "new": True}
    event = {"$ref": f"{_COMPONENTS}{kind.__name__}"}
    found = {
        "$schema": DIALECT,
        "$id": f"urn:fengqiao:schema:{type_of(kind)}",
        "title": kind.__name__,
        "type": "object",
        "properties": {
            **ENVELOPE,
            "type": {"const": type_of(kind)},
            "data": {"type": "object", "properties": {**DATA, "event": event}},
        },
        "required": [*ENVELOPE, "data"],
        "$defs": _reached(kind.__name__, parts),
    }
    told: dict[str, Any] = json.loads(json.dumps(found).replace(_COMPONENTS, "#/$defs/"))
    return told


def _prune(part: dict[str, Any], names: frozenset[str]) -> None:
    part["properties"] = {n: each for n, each in part["properties"].items() if n in names}
    part["additionalProperties"] = False
    part.pop("required", None)


def _structs(kind: type[Fact]) -> Iterator[type[msgspec.Struct]]:
    seen: set[Any] = set()
    waiting: list[Any] = [msgspec.inspect.type_info(kind)]
    while waiting:
        info = waiting.pop()
        if isinstance(info, msgspec.inspect.StructType):
            if info.cls in seen:
                continue
            seen.add(info.cls)
            yield info.cls
            waiting += [field.type for field in info.fields]
        waiting += getattr(info, "types", ())
        if (item := getattr(info, "item_type", None)) is not None:
            waiting.append(item)
        waiting += getattr(info, "item_types", ())


def _reached(first: str, parts: dict[str, Any]) -> dict[str, Any]:
    """The definitions that the first one leads to: what only a hidden field needs is not told."""
    found: dict[str, Any] = {}
    waiting = [first]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = parts[name]
            told = json.dumps(parts[name])
            waiting += [other for other in parts if f'"{_COMPONENTS}{other}"' in told]
    return dict(sorted(found.items()))
