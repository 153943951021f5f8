"""Moves the live tables along the log, as the one leader of this database."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, Self
from uuid import UUID

import structlog

from services.kit.database import connect
from services.projections import positions, quarantine
from services.projections.batch import Batch, Change, Table, fold, streams_by_kind
from services.projections.collector import paused
from services.projections.storage import event_log
from services.projections.storage.rows import load_states
from services.projections.view import FoldedView, View
from services.projections.writing import write
from services.workflow.recorded.metadata import StoredRow

_log = structlog.get_logger()
STATES_KEPT = 20_000
"""Newest states kept in memory per table, so that most batches need not read them back."""
SLICE = 250
"""Events folded at a stretch, before what is being written gets its turn."""


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
        self._writing: asyncio.Task[bool] | None = None
        self.woken = asyncio.Event()

    @classmethod
    async def connect(cls, dsn: str, views: Mapping[str, View], name: str) -> Self:
        """Connect; the lead is taken by `try_lead`."""
        writer = await connect(dsn, name=name)
        try:
            reader = await connect(dsn, name=f"{name} reader")
        except BaseException:
            writer.terminate()
            raise
        leader = cls(writer, reader, views, name)
        try:
            writer.add_termination_listener(leader._wake)
            await writer.add_listener("log", leader._wake)
        except BaseException:
            await leader.close()
            raise
        return leader

    def _wake(self, *_: object) -> None:
        self.woken.set()

    async def close(self) -> None:
        """Give up the lead with the connections."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
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
        """Fence off whoever led before, and see which tables are live. Raises LogBroken.

        Tables ahead of the log stand beside a restored, older log: they have to be rebuilt.
        """
        if self._writing is not None:
            await asyncio.gather(self._writing, return_exceptions=True)
            self._writing = None
        self._epoch = await positions.take_lead(self._writer, self._name)
        self._tables = await positions.live_tables(self._writer, self._views)
        self._states = {table.name: OrderedDict() for table in self._tables}
        end = (await event_log.head(self._writer)).position
        if any(table.position > end for table in self._tables):
            raise event_log.LogBroken(f"read models are ahead of the log, which ends at {end}")

    async def step(self, limit: int) -> int:
        """Fold one batch while the one before is being written; 0 when all is written."""
        try:
            return await self._step(limit)
        except positions.Fenced as fenced:
            _log.info("projector reads its tables anew", why=str(fenced))
            await self.reload()
            return 1

    async def _step(self, limit: int) -> int:
        if not self._tables:
            return 0
        start = min(table.position for table in self._tables)
        ahead = [table.position for table in self._tables if table.position > start]
        tables = [table for table in self._tables if table.position == start]
        up_to = {"up_to": min(ahead)} if ahead else {}
        rows = await event_log.read_batch(self._reader, after=start, limit=limit, **up_to)
        if not rows:
            await self._written()
            return 0
        batch = await self._fold(rows, tables)
        await self._written()
        self._writing = asyncio.create_task(self._write(batch, tables, start, rows[-1].position))
        for change in batch.changes:
            change.table.position = rows[-1].position
            self._keep(change)
        return len(rows)

    async def _fold(self, rows: Sequence[StoredRow], tables: list[Table]) -> Batch:
        streams = streams_by_kind(rows)
        for table in tables:
            await self._load(table, streams.get(table.view.stream, set()))
        batch = Batch(tables, self._states)
        for start in range(0, len(rows), SLICE):
            with paused():
                batch.take(rows[start : start + SLICE])
            await asyncio.sleep(0)
        with paused():
            batch.finish()
        return batch

    async def _written(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None and not await writing:
            raise positions.Fenced("rows were refused, and later ones folded on from them")

    async def _write(self, batch: Batch, tables: list[Table], start: int, end: int) -> bool:
        async with self._writer.transaction():
            await positions.advance(
                self._writer, tables, epoch=self._epoch, from_position=start, to=end
            )
            is_whole = await write(self._writer, batch)
            await self._writer.execute("SELECT pg_notify('views', $1)", str(end))
        _tell(batch)
        return is_whole

    async def _load(self, table: Table, wanted: set[UUID]) -> None:
        if isinstance(table.view, FoldedView):
            # What is being written just now is among the newest kept: not read back too early.
            missing = wanted.difference(self._states[table.name])
            found = await load_states(self._reader, table.name, table.view, missing)
            self._states[table.name].update(found)

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
        tables = {table.name: table for table in self._tables}
        try:
            for name, stream_id in await quarantine.asked(self._writer):
                if name in tables:
                    await self._retry(tables[name], stream_id)
        except positions.Fenced:
            await self.reload()

    async def _retry(self, table: Table, stream_id: UUID) -> None:
        stopped = table.quarantined.pop(stream_id, 0)
        rows = await event_log.read_stream(
            self._reader, stream_id, from_position=stopped, up_to=table.position
        )
        self._states[table.name].pop(stream_id, None)
        states = {}
        if isinstance(table.view, FoldedView):
            states = await load_states(self._writer, table.name, table.view, [stream_id])
        batch = fold(rows, [table], {table.name: states})
        async with self._writer.transaction():
            await positions.advance(
                self._writer,
                [table],
                epoch=self._epoch,
                from_position=table.position,
                to=table.position,
            )
            await write(self._writer, batch)
            if stream_id not in table.quarantined:
                await quarantine.release(self._writer, table.name, stream_id)
        _tell(batch)


def _tell(batch: Batch) -> None:
    for fault in batch.poison:
        _log.error(
            "dispute quarantined",
            table=fault.table,
            stream=str(fault.stream_id),
            position=fault.position,
            topic=fault.topic,
            error=fault.error,
        )
