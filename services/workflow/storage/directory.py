"""All bodies and mediators on file, folded from the log; a few hundred, read when they are needed."""

from typing import Any
from uuid import UUID

from services.kit.database import connect
from services.workflow.domain import mediator, organisation
from services.workflow.domain.mediator import Mediator
from services.workflow.domain.organisation import Organisation
from services.workflow.recorded import codec

_READ = """
SELECT stream_id, topic, state FROM log.events WHERE starts_with(topic, $1) ORDER BY position
"""


class PostgresDirectory:
    """Implements the ledger's Directory port."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    async def organisations(self) -> list[Organisation]:
        """Every organisation as it is now."""
        folded: dict[UUID, Organisation] = {}
        for stream, topic, state in await self._rows("organisation:"):
            event: Any = codec.decode_state(topic, state)[0]
            known = folded.get(stream, Organisation())
            folded[stream] = organisation.evolve(known, event, stream)
        return list(folded.values())

    async def mediators(self) -> list[Mediator]:
        """Every mediator as it is now."""
        folded: dict[UUID, Mediator] = {}
        for stream, topic, state in await self._rows("mediator:"):
            event: Any = codec.decode_state(topic, state)[0]
            folded[stream] = mediator.evolve(folded.get(stream, Mediator()), event, stream)
        return list(folded.values())

    async def _rows(self, prefix: str) -> list[Any]:
        connection = await connect(self._dsn, name="fengqiao directory")
        try:
            rows: list[Any] = await connection.fetch(_READ, prefix)
        finally:
            await connection.close()
        return rows
