"""The hash of an event, as log.append computes it (byte layout: migrations/log/0001_event_log.py)."""

import hashlib
import struct
from datetime import UTC, datetime, timedelta

from services.workflow.recorded.metadata import StoredRow

GENESIS = bytes(32)
"""What the first event is chained to."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def event_hash(previous: bytes, row: StoredRow) -> bytes:
    """SHA-256 over the previous hash and everything that is stored of the event."""
    topic = row.topic.encode()
    microseconds = (row.recorded_at - _EPOCH) // _MICROSECOND
    return hashlib.sha256(
        b"".join(
            (
                previous,
                row.position.to_bytes(8, "big"),
                row.stream_id.bytes,
                struct.pack(">iqi", row.version, microseconds, len(topic)),
                topic,
                row.state,
            )
        )
    ).digest()
