"""`schemas/events` and `schemas/samples`: the contract of every recorded event, written from the code.

A schema follows its type. A sample is written once and is frozen from then on: it stands for what
a released version recorded, and every later release must read it. `FROZEN` lists the samples with
their digests, in the form `sha256sum --check` reads.
"""

import hashlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from services.cli import event_samples
from services.cli.golden_states import golden_states
from services.workflow.domain.fact import Fact
from services.workflow.recorded.catalogue import TOPICS
from services.workflow.recorded.metadata import Metadata

EVENTS = Path("schemas/events")
SAMPLES = Path("schemas/samples")
FROZEN = SAMPLES / "SHA256SUMS"
CORPORA = ("corpus.v1", "corpus.v2", "corpus.v3", "corpus.v4")
"""The invented logs of each release that added types of events, the newest last."""
CORPUS = SAMPLES / f"{CORPORA[-1]}.jsonl"


class FrozenSampleChanged(Exception):
    """A committed sample is not what it was; put it back, and give the changed event a new version."""


def files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every schema, and every sample not yet there, with their contents.

    Raises FrozenSampleChanged where a listed sample is missing or differs.
    """
    yield from schemas(root)
    frozen = frozen_samples(root)
    new = {path: text for path, text in _samples(root) if path not in frozen}
    yield from new.items()
    digests = frozen | {path: _digest(text) for path, text in new.items()}
    lines = sorted(f"{digest}  {path.name}\n" for path, digest in digests.items())
    yield root / FROZEN, "".join(sorted(lines, key=lambda line: line.split()[1]))
    if not (root / golden_of(CORPUS)).exists():
        yield root / golden_of(CORPUS), _golden(root, new)


def golden_of(corpus: Path) -> Path:
    """Where the states stand that a corpus folds to."""
    return corpus.with_suffix(".golden.json")


def schemas(root: Path) -> Iterator[tuple[Path, str]]:
    """A JSON Schema for each event type in its present version, as it is stored."""
    for topic, kind in TOPICS.items():
        yield root / EVENTS / file_name(topic, kind.class_version), _pretty(schema(kind))


def schema(kind: type[Fact]) -> dict[str, Any]:
    """The stored form of a type: its version, the event, the metadata."""
    stored = msgspec.defstruct(
        f"Stored{kind.__name__}",
        [("class_version", Literal[kind.class_version]), ("event", kind), ("meta", Metadata)],
    )
    found: dict[str, Any] = _dedented(msgspec.json.schema(stored, schema_hook=_value_type))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _value_type(kind: type[Any]) -> dict[str, Any]:
    """A value type is stored as the whole number or text that it is."""
    plain = "integer" if issubclass(kind, int) else "string"
    return {"title": kind.__name__, "description": kind.__doc__, "type": plain}


def file_name(topic: str, version: int) -> str:
    """A colon is not allowed in a file name everywhere."""
    return f"{topic.replace(':', '.')}.v{version}.json"


def frozen_samples(root: Path) -> dict[Path, str]:
    """The committed samples with their digests. Raises FrozenSampleChanged."""
    listed = root / FROZEN
    lines = listed.read_text("utf-8").splitlines() if listed.exists() else []
    frozen = {root / SAMPLES / name: digest for digest, name in map(str.split, lines)}
    for path, digest in frozen.items():
        if not path.exists() or _digest(path.read_text("utf-8")) != digest:
            raise FrozenSampleChanged(f"{path} is frozen, and is missing or was changed")
    return frozen


def _samples(root: Path) -> Iterator[tuple[Path, str]]:
    """One sample for each type in its present version, and the corpus: the log they come from."""
    log = event_samples.sample_log()
    for topic, kind in TOPICS.items():
        first = next((row for row in log if row.topic == topic), None)
        if first is None:
            raise LookupError(f"nothing in services/cli/event_samples records a {topic}")
        yield root / SAMPLES / file_name(topic, kind.class_version), _indented(bytes(first.state))
    lines = [msgspec.json.encode(row, order="sorted").decode() + "\n" for row in log]
    yield root / CORPUS, "".join(lines)


def _golden(root: Path, new: dict[Path, str]) -> str:
    corpus = new.get(root / CORPUS) or (root / CORPUS).read_text("utf-8")
    return _pretty(golden_states(corpus))


def _pretty(value: Any) -> str:
    return _indented(msgspec.json.encode(value, order="sorted"))


def _indented(stored: bytes) -> str:
    return msgspec.json.format(stored, indent=2).decode() + "\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _dedented(value: Any) -> Any:
    """Docstrings become descriptions; their indentation is the source file's business."""
    match value:
        case {"description": str(text), **rest}:
            return {"description": inspect.cleandoc(text), **_dedented(rest)}
        case dict():
            return {key: _dedented(inner) for key, inner in value.items()}
        case list():
            return [_dedented(inner) for inner in value]
    return value
