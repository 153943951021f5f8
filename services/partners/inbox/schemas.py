"""`schemas/webhooks/in`: a JSON Schema for every report, the CloudEvents envelope included."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from services.partners.inbox.event import CloudEvent
from services.partners.inbox.kinds import Kind, kinds
from services.workflow.http.examples import EXAMPLES
from services.workflow.http.schema_components import components

FOLDER: Final = Path("schemas/webhooks/in")
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_COMPONENTS: Final = "#/components/schemas/"
_OFFER: Final = 1


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every schema, from the code as it is."""
    for kind in kinds().values():
        yield root / FOLDER / f"{kind.type}.json", _text(schema(kind))


def schema(kind: Kind) -> dict[str, Any]:
    """The schema of one report."""
    parts = components([kind.wire, CloudEvent], [])
    envelope = parts.pop(CloudEvent.__name__)
    properties = envelope["properties"] | {
        "type": {"const": kind.type},
        "specversion": {"const": "1.0"},
        "data": {"$ref": f"{_COMPONENTS}{kind.wire.__name__}"},
    }
    parts.pop("SpecVersion", None)
    found = {
        "$schema": DIALECT,
        "$id": f"urn:fengqiao:schema:{kind.type}",
        "title": f"{kind.operation.zh} · {kind.operation.en}",
        "description": envelope["description"],
        "type": "object",
        "properties": properties,
        "required": [*envelope["required"], "data"],
        "patternProperties": {"^[a-z0-9]{1,20}$": True},
        "additionalProperties": False,
        "examples": [example(kind)],
        "$defs": parts,
    }
    told: dict[str, Any] = json.loads(json.dumps(found).replace(_COMPONENTS, "#/$defs/"))
    return told


def example(kind: Kind) -> dict[str, Any]:
    """A report as it is sent. Invented."""
    named = dict.fromkeys(kind.operation.from_path, _OFFER)
    return {
        "specversion": "1.0",
        "type": kind.type,
        "source": "https://court.example/liaison",
        "id": f"{kind.move}-2026-0001",
        "subject": "水磨沟华光街劳人调〔2026〕0001号",
        "time": "2026-07-01T10:00:00+08:00",
        "datacontenttype": "application/json",
        "data": named | EXAMPLES[kind.move],
    }


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
