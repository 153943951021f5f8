"""log.append against the few lines of Python that say what it should do, on arbitrary batches."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kit.database import connect
from services.workflow.application.ports import AppendRequest, StreamWrite
from services.workflow.storage.append_call import APPEND, arguments
from services.workflow.storage.verify_log import verify_log
from tests.faults.sizes import size
from tests.support.database import Databases

STREAMS = [UUID(int=n) for n in (1, 2, 3)]
KEYS = [None, *(UUID(int=n) for n in range(10, 15))]

_writes = st.builds(
    StreamWrite,
    stream_id=st.sampled_from(STREAMS),
    expected_version=st.integers(-2, 6),
    events=st.lists(st.tuples(st.just("test:主题"), st.binary(max_size=4)), max_size=3).map(tuple),
)
_requests = st.builds(
    AppendRequest,
    key=st.sampled_from(KEYS),
    request_hash=st.sampled_from([b"one", b"two"]),
    answer=st.binary(max_size=3),
    subject=st.sampled_from([None, *STREAMS]),
    writes=st.lists(_writes, max_size=3).map(tuple),
)
_batches = st.lists(st.lists(_requests, min_size=1, max_size=8), min_size=1, max_size=6)

Row = tuple[str, int | None, int | None, bytes | None, UUID | None, int | None]


@dataclass
class Model:
    """The log as a list, streams as their last versions, keys as what they answer."""

    events: list[tuple[UUID, int, str, bytes]] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)
    keys: dict[UUID, tuple[bytes, int, int, bytes]] = field(default_factory=dict)

    def append(self, request: AppendRequest) -> Row:
        """Store one command or say why not."""
        if request.key in self.keys:
            request_hash, first, last, answer = self.keys[request.key]
            if request_hash != request.request_hash:
                return ("reused", None, None, None, None, None)
            return ("repeat", first, last, answer, None, None)
        versions, events = dict(self.versions), list(self.events)
        for write in request.writes:
            current = versions.get(write.stream_id)
            if write.expected_version not in ((-1, 0) if current is None else (current,)):
                return ("conflict", None, None, None, write.stream_id, current or 0)
            for version, event in enumerate(write.events, start=write.expected_version + 1):
                events.append((write.stream_id, version, *event))
                versions[write.stream_id] = version
        first, last = len(self.events) + 1, len(events)
        self.versions, self.events = versions, events
        if request.key is not None:
            self.keys[request.key] = (request.request_hash, first, last, request.answer)
        return ("stored", first, last, None, None, None)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=size(short=25, long=1_000),
)
@given(batches=_batches)
async def test_append_does_what_the_model_does(
    databases: Databases, batches: list[list[AppendRequest]]
) -> None:
    databases.empty()
    model, connection = Model(), await connect(databases.app, name="test model")
    try:
        for batch in batches:
            rows = await connection.fetch(APPEND, *arguments(batch))
            assert [_told(row) for row in rows] == [model.append(request) for request in batch]
        stored = await connection.fetch(
            "SELECT stream_id, version, topic, state FROM log.events ORDER BY position"
        )
        assert [tuple(row) for row in stored] == model.events
        assert (await verify_log(databases.app)).findings == ()
    finally:
        await connection.close()


def _told(row: Any) -> Row:
    return (
        row["outcome"],
        row["first_position"],
        row["last_position"],
        row["answer"],
        row["stream_id"],
        row["current_version"],
    )
