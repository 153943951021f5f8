"""Group commit: one task, one connection, one call of log.append for whatever has queued up."""

import asyncio
import contextlib
from collections import deque
from typing import Any

from services.kit.database import LOST_CONNECTION, OVERLOADED, connect
from services.workflow.application.ports import AppendRequest, Receipt, StoreUnavailable
from services.workflow.storage.append_call import APPEND, arguments, result

_FIRST_WAIT_SECONDS = 0.02
_LONGEST_WAIT_SECONDS = 1.0

Waiting = tuple[AppendRequest, "asyncio.Future[Receipt]"]


class GroupCommitWriter:
    """Takes commands from any task of one event loop and answers each after its commit.

    While a batch commits, the next one gathers; there is no timer. A batch that the database
    refuses is given again one command at a time, so that only the offender fails. After a lost
    connection a command with a key is sent again, which is safe: log.append finds the key. One
    without a key is never sent twice; it fails with StoreUnavailable though it may be stored.
    """

    def __init__(
        self,
        dsn: str,
        *,
        batch_limit: int = 200,
        queue_limit: int = 5_000,
        patience_seconds: float = 10.0,
    ) -> None:
        self._dsn = dsn
        self._batch_limit = batch_limit
        self._queue_limit = queue_limit
        self._patience_seconds = patience_seconds
        self._queue: deque[Waiting] = deque()
        self._wake = asyncio.Event()
        self._is_closing = False
        self._connection: Any = None
        self._append: Any = None
        self._task = asyncio.create_task(self._write())

    async def append(self, request: AppendRequest) -> Receipt:
        """Store the writes of one command; see EventStore.append for what it raises."""
        if self._is_closing:
            raise StoreUnavailable("the log is closing")
        if len(self._queue) >= self._queue_limit:
            raise StoreUnavailable("too many commands are waiting for the log")
        answer: asyncio.Future[Receipt] = asyncio.get_running_loop().create_future()
        self._queue.append((request, answer))
        self._wake.set()
        return await answer

    async def close(self, timeout_seconds: float = 10.0) -> None:
        """Take no more commands, store those that wait, then let go of the connection."""
        self._is_closing = True
        self._wake.set()
        try:
            await asyncio.wait_for(self._task, timeout_seconds)
        except TimeoutError:
            self._fail(list(self._queue), StoreUnavailable("the log closed"))
        finally:
            await self._disconnect()

    async def _write(self) -> None:
        while True:
            if not self._queue:
                if self._is_closing:
                    return
                self._wake.clear()
                await self._wake.wait()
                continue
            taken = [self._queue.popleft() for _ in range(min(len(self._queue), self._batch_limit))]
            # Whoever gave up before anything was sent needs nothing stored.
            batch = [waiting for waiting in taken if not waiting[1].done()]
            try:
                await self._store(batch)
            except Exception as error:  # noqa: BLE001
                # Whatever goes wrong is the fault of this batch; the writer goes on.
                self._fail(batch, error)

    async def _store(self, batch: list[Waiting]) -> None:
        loop = asyncio.get_running_loop()
        give_up_at = loop.time() + self._patience_seconds
        wait_seconds = _FIRST_WAIT_SECONDS
        while batch:
            was_sent = False
            try:
                append = self._append or await self._connect()
                was_sent = True
                rows = await append(*arguments([request for request, _ in batch]))
            except asyncio.CancelledError:
                self._fail(batch, StoreUnavailable("the log closed; the outcome is not known"))
                raise
            except Exception as error:  # noqa: BLE001
                if not self._is_lost(error):
                    await self._give_one_by_one(batch, error)
                    return
                await self._disconnect()
                if was_sent:
                    batch = self._without_keyless(batch, error)
                if loop.time() + wait_seconds > give_up_at:
                    self._fail(batch, StoreUnavailable(f"no connection to the log: {error}"))
                    return
                await asyncio.sleep(wait_seconds)
                wait_seconds = min(wait_seconds * 2, _LONGEST_WAIT_SECONDS)
            else:
                self._answer(batch, rows)
                return

    def _answer(self, batch: list[Waiting], rows: list[Any]) -> None:
        for (request, answer), row in zip(batch, rows, strict=True):
            if answer.done():
                continue
            outcome = result(request, row)
            if isinstance(outcome, Receipt):
                answer.set_result(outcome)
            else:
                answer.set_exception(outcome)

    async def _give_one_by_one(self, batch: list[Waiting], error: Exception) -> None:
        if isinstance(error, OVERLOADED):
            self._fail(batch, StoreUnavailable(f"the log takes nothing just now: {error}"))
        elif len(batch) == 1:
            self._fail(batch, error)
        else:
            for waiting in batch:
                await self._store([waiting])

    def _without_keyless(self, batch: list[Waiting], error: Exception) -> list[Waiting]:
        keyless = [waiting for waiting in batch if waiting[0].key is None]
        unknown = StoreUnavailable(f"the connection broke; the outcome is not known: {error}")
        self._fail(keyless, unknown)
        return [waiting for waiting in batch if waiting[0].key is not None]

    def _fail(self, batch: list[Waiting], error: Exception) -> None:
        for _, answer in batch:
            if not answer.done():
                answer.set_exception(error)

    def _is_lost(self, error: Exception) -> bool:
        closed = self._connection is None or self._connection.is_closed()
        return closed or isinstance(error, LOST_CONNECTION)

    async def _connect(self) -> Any:
        self._connection = await connect(self._dsn, name="fengqiao writer")
        self._append = (await self._connection.prepare(APPEND)).fetch
        return self._append

    async def _disconnect(self) -> None:
        connection, self._connection, self._append = self._connection, None, None
        if connection is not None:
            with contextlib.suppress(Exception):
                await connection.close(timeout=1)
