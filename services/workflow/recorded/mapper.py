"""Our events for the `eventsourcing` library: its `Mapper`, with a transcoder for canonical JSON.

The library's own tools (`Application`, `NotificationLog`, `ProjectionRunner`) read and write the
log through this. The hot path uses `codec`, which a contract test holds equal to it.
"""

from typing import Any, ClassVar
from uuid import UUID

import msgspec
import rfc8785
from eventsourcing.persistence import Mapper, StoredEvent, Transcoder
from eventsourcing.utils import resolve_topic

from services.workflow.domain.fact import Fact
from services.workflow.recorded.catalogue import TOPIC_OF
from services.workflow.recorded.codec import decode_value, encode_value, upcast
from services.workflow.recorded.metadata import Metadata


class DomainEvent(msgspec.Struct, frozen=True):
    """An event with its place in a stream, in the shape the library's protocol asks for."""

    originator_id: UUID
    originator_version: int
    event: Fact
    meta: Metadata
    originator_id_type: ClassVar[type[UUID]] = UUID


class CanonicalTranscoder(Transcoder):
    """Plain values to RFC 8785 bytes, by the reference implementation."""

    def encode(self, obj: Any) -> bytes:
        """Canonical JSON of plain values."""
        return rfc8785.dumps(obj)

    def decode(self, data: bytes) -> Any:
        """Plain values from JSON."""
        return msgspec.json.decode(data)


class EventMapper(Mapper[UUID]):
    """Maps `DomainEvent` to the library's `StoredEvent` and back, with topics and upcasting."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The stored form of one of our events."""
        kind = type(domain_event.event)
        state = {
            "class_version": kind.class_version,
            "event": msgspec.to_builtins(domain_event.event, enc_hook=encode_value),
            "meta": msgspec.to_builtins(domain_event.meta),
        }
        return StoredEvent(
            originator_id=domain_event.originator_id,
            originator_version=domain_event.originator_version,
            topic=TOPIC_OF[kind],
            state=self._wrap(self.transcoder.encode(state)),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Our event from its stored form, brought up to its present version."""
        kind = resolve_topic(stored_event.topic)
        state = self.transcoder.decode(self._unwrap(stored_event.state))
        event = upcast(kind, state["class_version"], state["event"])
        return DomainEvent(
            UUID(str(stored_event.originator_id)),
            stored_event.originator_version,
            msgspec.convert(event, kind, dec_hook=decode_value),
            msgspec.convert(state["meta"], Metadata),
        )

    def _wrap(self, state: bytes) -> bytes:
        state = self.compressor.compress(state) if self.compressor else state
        return self.cipher.encrypt(state) if self.cipher else state

    def _unwrap(self, state: bytes) -> bytes:
        state = self.cipher.decrypt(state) if self.cipher else state
        return self.compressor.decompress(state) if self.compressor else state
