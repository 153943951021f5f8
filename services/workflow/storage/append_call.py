"""A batch of commands as the arguments of log.append, and its rows as what became of each."""

from collections.abc import Sequence
from typing import Any

from services.workflow.application.ports import (
    AppendRequest,
    KeyReused,
    Receipt,
    VersionConflict,
)

APPEND = "SELECT * FROM log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"

APPEND_LOCK = int.from_bytes(b"fengqiao")
"""The advisory lock under which log.append works; whoever holds it keeps every writer waiting."""


def arguments(batch: Sequence[AppendRequest]) -> tuple[list[Any], ...]:
    """The arrays that log.append takes, in its order."""
    numbers: dict[Any, int] = {}
    keys, hashes, answers, subjects, writes = [], [], [], [], []
    write_stream, write_expected, write_events = [], [], []
    topics, states = [], []
    for request in batch:
        keys.append(request.key)
        hashes.append(request.request_hash)
        answers.append(request.answer)
        subjects.append(request.subject)
        writes.append(len(request.writes))
        for write in request.writes:
            # Streams are numbered from 1 as they are met.
            write_stream.append(numbers.setdefault(write.stream_id, len(numbers) + 1))
            write_expected.append(write.expected_version)
            write_events.append(len(write.events))
            for topic, state in write.events:
                topics.append(topic)
                states.append(state)
    return (
        keys,
        hashes,
        answers,
        subjects,
        writes,
        list(numbers),
        write_stream,
        write_expected,
        write_events,
        topics,
        states,
    )


def result(request: AppendRequest, row: Any) -> Receipt | VersionConflict | KeyReused:
    """What became of one command of the batch."""
    outcome, first, last, recorded_at, answer, stream_id, current_version = row
    if outcome == "stored":
        return Receipt(first, last, recorded_at, request.answer)
    if outcome == "repeat":
        return Receipt(first, last, recorded_at, answer, is_repeat=True)
    if outcome == "conflict":
        return VersionConflict(stream_id, current_version)
    assert outcome == "reused"
    assert request.key is not None
    return KeyReused(request.key)
