"""Moves the live tables along the log, as the one leader of this database."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, Self
from uuid import UUID

import structlog

from services.kit.database import connect
from services.projections import positions, quarantine
from services.projections.batch import Change, Folded, Table, fold, streams_of
from services.projections.storage import event_log
from services.projections.storage.rows import load_states
from services.projections.view import FoldedView, View
from services.projections.writing import write
from services.workflow.recorded.metadata import StoredRow

_log = structlog.get_logger()
STATES_KEPT = 20_000
"""Newest states kept in memory per table, so that most batches need not read them back."""


class Leader:
    """One connection holds the lock, listens and writes; a second reads the log ahead of it."""

    def __init__(self, writer: Any, reader: Any, views: Mapping[str, View], name: str) -> None:
        self._writer = writer
        self._reader = reader
        self._views = views
        self._name = name
        self._epoch = 0
        self._tables: list[Table] = []
        self._states: dict[str, OrderedDict[UUID, Any]] = {}
        self.woken = asyncio.Event()

    @classmethod
    async def connect(cls, dsn: str, views: Mapping[str, View], name: str) -> Self:
        """Connect; the lead is taken by `try_lead`."""
        writer = await connect(dsn, name=name)
        try:
            reader = await connect(dsn, name=f"{name} reader")
        except BaseException:
            await writer.close()
            raise
        leader = cls(writer, reader, views, name)
        await writer.add_listener("log", lambda *_: leader.woken.set())
        writer.add_termination_listener(lambda _: leader.woken.set())
        return leader

    async def close(self) -> None:
        """Give up the lead with the connections."""
        for connection in (self._reader, self._writer):
            connection.terminate()

    async def try_lead(self) -> bool:
        """Take the lead if nobody has it, and try again what is in quarantine."""
        if not await positions.try_lock(self._writer):
            return False
        await self.reload()
        await quarantine.ask_retry(self._writer)
        return True

    async def reload(self) -> None:
        """Fence off whoever led before, and see which tables are live."""
        self._epoch = await positions.take_lead(self._writer, self._name)
        self._tables = await positions.live_tables(self._writer, self._views)
        self._states = {table.name: OrderedDict() for table in self._tables}

    async def step(self, limit: int) -> int:
        """Fold one batch into the tables that are furthest behind; how many events it was."""
        if not self._tables:
            return 0
        start = min(table.position for table in self._tables)
        ahead = [table.position for table in self._tables if table.position > start]
        tables = [table for table in self._tables if table.position == start]
        up_to = {"up_to": min(ahead)} if ahead else {}
        rows = await event_log.read_batch(self._reader, after=start, limit=limit, **up_to)
        if rows:
            await self._take(rows, tables)
        return len(rows)

    async def _take(self, rows: Sequence[StoredRow], tables: list[Table]) -> None:
        end = rows[-1].position
        states = {
            table.name: await self._states_before(table, rows)
            for table in tables
            if isinstance(table.view, FoldedView)
        }
        folded = fold(rows, tables, {table.name: states.get(table.name, {}) for table in tables})
        async with self._writer.transaction():
            await positions.advance(
                self._writer,
                tables,
                epoch=self._epoch,
                from_position=tables[0].position,
                to=end,
            )
            await write(self._writer, folded)
            await self._writer.execute("SELECT pg_notify('views', $1)", str(end))
        for change in folded.changes:
            change.table.position = end
            self._keep(change)
        _tell(folded)

    async def _states_before(self, table: Table, rows: Sequence[StoredRow]) -> dict[UUID, Any]:
        assert isinstance(table.view, FoldedView)
        kept = self._states[table.name]
        wanted = streams_of(rows, table.view)
        missing = [stream_id for stream_id in wanted if stream_id not in kept]
        found = await load_states(self._writer, table.name, table.view, missing)
        found.update({stream_id: kept[stream_id] for stream_id in wanted if stream_id in kept})
        return found

    def _keep(self, change: Change) -> None:
        kept = self._states[change.table.name]
        for stream_id, state in change.states.items():
            kept[stream_id] = state
            kept.move_to_end(stream_id)
        while len(kept) > STATES_KEPT:
            kept.popitem(last=False)

    async def tend(self) -> None:
        """What is done between batches: show life, and try again what was asked for."""
        await positions.beat(self._writer)
        for name, stream_id in await quarantine.asked(self._writer):
            table = next((table for table in self._tables if table.name == name), None)
            if table is not None:
                await self._retry(table, stream_id)

    async def _retry(self, table: Table, stream_id: UUID) -> None:
        stopped = table.quarantined.pop(stream_id)
        rows = await event_log.read_stream(
            self._reader, stream_id, from_position=stopped, up_to=table.position
        )
        self._states[table.name].pop(stream_id, None)
        states = {}
        if isinstance(table.view, FoldedView):
            states = await load_states(self._writer, table.name, table.view, [stream_id])
        folded = fold(rows, [table], {table.name: states})
        async with self._writer.transaction():
            await positions.advance(
                self._writer,
                [table],
                epoch=self._epoch,
                from_position=table.position,
                to=table.position,
            )
            await write(self._writer, folded)
            if stream_id not in table.quarantined:
                await quarantine.release(self._writer, table.name, stream_id)
        _tell(folded)


def _tell(folded: Folded) -> None:
    for fault in folded.poison:
        _log.error(
            "dispute quarantined",
            table=fault.table,
            stream=str(fault.stream_id),
            position=fault.position,
            topic=fault.topic,
            error=fault.error,
        )
