"""Events to the bytes that are stored and hashed, and back: the hot path.

The bytes are canonical JSON (RFC 8785) of `{"class_version", "event", "meta"}`. Every string is
valid Unicode, every number a whole one below 2^53, every key ASCII: for these msgspec's sorted
encoding is RFC 8785, and a contract test holds it against the reference implementation and
against the library's `Mapper`.
"""

from functools import cache
from typing import Any

import msgspec

from services.workflow.domain.fact import Fact
from services.workflow.recorded.catalogue import TOPIC_OF, TOPICS
from services.workflow.recorded.metadata import Metadata, Recorded, StoredRow


class UnknownEventType(Exception):
    """The log holds a topic, or a version of one, that this release does not know.

    A newer release may already write while an older one still reads. The older one must neither
    stop nor lose the event, nor guess at it:

    - a projection puts the event's stream in quarantine at that position (its rows stay and are
      marked stale, its later events wait in order) and goes on with the others; once a release
      that knows the type runs, the stream is folded again from its first event;
    - a command on the stream is refused as unavailable: nobody decides on half a history;
    - whatever passes rows on without reading them (verification, feeds, backup) is not concerned.
    """


def encode_value(value: Any) -> Any:
    """Value types to the plain text or whole number that they are."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    raise TypeError(f"{type(value).__name__} is not a stored type")


def decode_value(kind: type[Any], value: Any) -> Any:
    """A plain value to its value type."""
    return kind(value)


class Stored(msgspec.Struct, frozen=True):
    """What is inside the stored bytes."""

    class_version: int
    event: Any
    meta: Metadata


class _Version(msgspec.Struct, frozen=True):
    class_version: int


_encoder = msgspec.json.Encoder(enc_hook=encode_value, order="sorted")
_version = msgspec.json.Decoder(_Version)


@cache
def _decoder(kind: type[Fact]) -> msgspec.json.Decoder[Any]:
    stored = msgspec.defstruct(
        f"Stored{kind.__name__}",
        [("class_version", int), ("event", kind), ("meta", Metadata)],
        frozen=True,
    )
    return msgspec.json.Decoder(stored, dec_hook=decode_value)


def encode(event: Fact, meta: Metadata) -> tuple[str, bytes]:
    """The permanent topic and the canonical bytes of an event."""
    kind = type(event)
    return TOPIC_OF[kind], _encoder.encode(Stored(kind.class_version, event, meta))


def decode(row: StoredRow) -> Recorded:
    """The event and its metadata; an old version is brought up to the present one first."""
    event, meta = decode_state(row.topic, row.state)
    return Recorded(row.position, row.stream_id, row.version, event, meta, row.recorded_at)


def decode_state(topic: str, state: bytes) -> tuple[Fact, Metadata]:
    """Event and metadata from stored bytes. Raises UnknownEventType."""
    kind = TOPICS.get(topic)
    if kind is None:
        raise UnknownEventType(topic)
    try:
        stored = _decoder(kind).decode(state)
    except msgspec.ValidationError:
        if _version.decode(state).class_version == kind.class_version:
            raise
    else:
        if stored.class_version == kind.class_version:
            return stored.event, stored.meta
    return _upcast(kind, state)


def _upcast(kind: type[Fact], state: bytes) -> tuple[Fact, Metadata]:
    plain = msgspec.json.decode(state)
    event = upcast(kind, plain["class_version"], plain["event"])
    return (
        msgspec.convert(event, kind, dec_hook=decode_value),
        msgspec.convert(plain["meta"], Metadata),
    )


def upcast(kind: type[Fact], version: int, event: dict[str, Any]) -> dict[str, Any]:
    """Apply `upcast_vN_vN+1` of the type, in the library's convention, up to its class version.

    Raises UnknownEventType for a version that a newer release recorded.
    """
    if version > kind.class_version:
        raise UnknownEventType(f"{TOPIC_OF.get(kind, kind.__name__)} version {version}")
    for old in range(version, kind.class_version):
        step = getattr(kind, f"upcast_v{old}_v{old + 1}")
        step(event)
    return event
