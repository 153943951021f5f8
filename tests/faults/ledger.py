"""The driver's own book of what it sent and what it was told, and the judge of a log by it."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec

from services.workflow.application.ports import AppendRequest, Receipt, StreamWrite
from services.workflow.recorded.metadata import StoredRow
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.verify_log import verify_log


class Sent(msgspec.Struct):
    """One command that was sent, and what it was told so far."""

    key: UUID
    streams: list[UUID]
    events: int
    position: int | None = None


class Ledger:
    """Written through to the disk, line by line: what was acknowledged is known for good."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "ledger.jsonl").open("ab", buffering=0)
        self.sent: dict[UUID, Sent] = {}

    def send(self, key: UUID, *targets: tuple[UUID, int], events: int = 1) -> AppendRequest:
        """Note a command of some events to each (stream, expected version), and build it."""
        if key not in self.sent:
            self.sent[key] = Sent(key, [stream for stream, _ in targets], events)
            self._note({"sent": str(key), "streams": [str(stream) for stream, _ in targets]})
        return AppendRequest(
            key=key,
            request_hash=key.bytes,
            answer=b"answer to " + key.bytes,
            subject=targets[0][0],
            writes=tuple(
                StreamWrite(stream, version, _events(key, events)) for stream, version in targets
            ),
        )

    def acknowledge(self, key: UUID, receipt: Receipt) -> None:
        """Note what a command was told; two answers to one command must be equal."""
        known = self.sent[key]
        assert receipt.answer == b"answer to " + key.bytes
        assert receipt.position - receipt.first_position + 1 == known.events * len(known.streams)
        assert known.position in (None, receipt.position)
        known.position = receipt.position
        self._note({"acknowledged": str(key), "position": receipt.position})
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    @property
    def acknowledged(self) -> int:
        """How many commands were told where they stand."""
        return sum(entry.position is not None for entry in self.sent.values())

    def _note(self, entry: dict[str, object]) -> None:
        self._file.write(json.dumps(entry).encode() + b"\n")


def _events(key: UUID, count: int) -> tuple[tuple[str, bytes], ...]:
    return tuple(
        ("test:Happened", json.dumps({"key": key.hex, "n": n}).encode()) for n in range(count)
    )


async def check(ledger: Ledger, store: PostgresEventStore, dsn: str) -> list[StoredRow]:
    """Invariants I1 to I4: nothing lost, nothing doubled, streams whole, order kept."""
    verification = await verify_log(dsn)
    assert verification.findings == ()
    assert verification.keyless_events == 0
    rows = await _whole_log(store)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    effects = _effects(rows)
    assert effects.keys() <= ledger.sent.keys(), "an event of a command nobody sent"
    for key, entry in ledger.sent.items():
        stored = effects.get(key, [])
        if entry.position is None and not stored:
            continue
        assert len(stored) == entry.events * len(entry.streams), "half, lost or doubled"
        assert {row.stream_id for row in stored} == set(entry.streams)
        assert entry.position in (None, stored[-1].position)
        found = await store.find_receipt(key)
        assert found is not None
        assert found[1].position == stored[-1].position
    return rows


def _effects(rows: Sequence[StoredRow]) -> dict[UUID, list[StoredRow]]:
    effects: dict[UUID, list[StoredRow]] = {}
    for row in rows:
        effects.setdefault(UUID(json.loads(row.state)["key"]), []).append(row)
    return effects


async def _whole_log(store: PostgresEventStore) -> list[StoredRow]:
    rows: list[StoredRow] = []
    while page := await store.read_log(after=len(rows), limit=10_000):
        rows += page
    return rows
