"""What is said in confidence is written by whoever has the dispute when it is stored, and known to them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.workflow.application.handle import CommandHandler, Envelope
from services.workflow.application.ports import AppendRequest, Receipt
from services.workflow.application.requests import ConfidentialNote
from services.workflow.domain.dispute.parts import RecusedBy
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.dispute.stages.mediation.assignment import (
    AssignMediator,
    RecuseMediator,
)
from services.workflow.domain.errors import NotAllowedInThisState, NotPermitted
from services.workflow.domain.given import Role
from services.workflow.domain.privileged import privileged_id
from services.workflow.recorded.metadata import StoredRow
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.cache import StateCache
from services.workflow.storage.event_store import PostgresEventStore
from tests.support.database import Databases
from tests.support.write_side import Service, application, request_hash, service_on


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


class OvertakenStore:
    """The real log; just before the first append of this process, another one does something."""

    def __init__(self, log: PostgresEventStore, meanwhile: Callable[[], Awaitable[object]]) -> None:
        self._log = log
        self._meanwhile = [meanwhile]

    async def append(self, request: AppendRequest) -> Receipt:
        while self._meanwhile:
            await self._meanwhile.pop()()
        return await self._log.append(request)

    async def read_stream(
        self, stream_id: UUID, *, after: int = 0, up_to: int | None = None
    ) -> list[StoredRow]:
        return await self._log.read_stream(stream_id, after=after, up_to=up_to)

    async def read_log(self, *, after: int, limit: int) -> list[StoredRow]:
        return await self._log.read_log(after=after, limit=limit)

    async def find_receipt(self, key: UUID) -> tuple[bytes, Receipt] | None:
        return await self._log.find_receipt(key)

    async def head(self) -> int:
        return await self._log.head()


async def test_a_note_that_a_recusal_overtook_is_not_stored(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    await service.send(AcceptApplication(other_side_consented_on=service.clock.today()), dispute)
    await service.send(AssignMediator(mediator=service.mediator), dispute)
    recusal = RecuseMediator(by=RecusedBy.ORGANISATION, reason="工作调整")
    overtaken = CommandHandler(
        OvertakenStore(service.store, lambda: service.send(recusal, dispute)),
        service.keyring,
        StateCache(),
        service.clock,
        NationalRulebook(),
    )
    note = ConfidentialNote(note="底线八千")
    mediator = service.actor(Role.MEDIATOR, "centre", mediator=service.mediator)
    key = uuid4()

    with pytest.raises((NotPermitted, NotAllowedInThisState)):
        await overtaken.handle(
            Envelope(
                body=note, dispute=dispute, actor=mediator, key=key, request_hash=request_hash(note)
            )
        )
    assert await service.store.read_stream(privileged_id(dispute)) == []
