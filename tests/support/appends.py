"""Builds append requests where only streams, versions and keys matter."""

import hashlib
from uuid import UUID, uuid4

from services.workflow.application.ports import AppendRequest, StreamWrite


def request(
    *writes: StreamWrite,
    key: UUID | None = None,
    body: str = "body",
    answer: bytes = b"answer",
    keyless: bool = False,
) -> AppendRequest:
    """A command with these writes, under a key of its own unless one is given."""
    return AppendRequest(
        key=None if keyless else key or uuid4(),
        request_hash=hashlib.sha256(body.encode()).digest(),
        answer=answer,
        subject=writes[0].stream_id if writes else None,
        writes=writes,
    )


def write(stream: UUID, expected_version: int = 0, *states: bytes) -> StreamWrite:
    """Events with these states after a version; one event if none is given."""
    events = tuple(("test:Happened", state) for state in states or (b"state",))
    return StreamWrite(stream, expected_version, events)
