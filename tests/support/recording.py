"""Events in their stored form, for tests that write to the log without the application."""

from collections.abc import Iterable
from uuid import UUID

from services.workflow.application.ports import AppendRequest, StreamWrite
from services.workflow.domain.fact import Fact
from services.workflow.recorded.codec import encode
from services.workflow.recorded.metadata import Metadata

META = Metadata(
    actor="clerk",
    role="clerk",
    organisation=UUID("22222222-2222-5222-8222-222222222222"),
    command_id=UUID("77777777-7777-5777-8777-777777777777"),
    correlation_id=UUID("88888888-8888-5888-8888-888888888888"),
    rule_pack="national@2026.1",
    calendar="CN@2026",
)


def write(stream: UUID, events: Iterable[Fact], *, after: int = 0) -> AppendRequest:
    """A command without a key that adds the events to one stream."""
    stored = tuple(encode(event, META) for event in events)
    return AppendRequest(
        key=None,
        request_hash=b"",
        answer=b"",
        subject=None,
        writes=(StreamWrite(stream, after, stored),),
    )
