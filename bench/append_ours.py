"""Our way: the state from the cache, a decision, one encoded event, appended by group commit."""

import asyncio
import hashlib
import statistics
import time
from datetime import date
from uuid import UUID, uuid4

import msgspec
import psycopg

from services.kit.embedded_postgres import EmbeddedPostgres
from services.workflow.application.ports import AppendRequest, StreamWrite
from services.workflow.domain.dispute.events import TermsRecorded
from services.workflow.domain.dispute.parts import Instalment, RequiredAct, Term
from services.workflow.domain.values.money import Fen
from services.workflow.recorded.codec import encode
from services.workflow.recorded.metadata import Metadata
from services.workflow.storage.cache import StateCache
from services.workflow.storage.databases import APP
from services.workflow.storage.event_store import PostgresEventStore

DISPUTES = 2_000
TOPIC = "dispute:TermsRecorded"
ANSWER = b'{"dispute":"7f1f6a2e-6a1b-4f60-9d1f-3a1f0c6f5b11","version":12,"state":"mediation"}'

_DAY = date(2026, 11, 20)
_COMMISSION = UUID(int=14)


class Talks(msgspec.Struct, frozen=True):
    """The state that is decided on: which version of the terms is the newest."""

    terms: int = 0


class Measured(msgspec.Struct, frozen=True):
    """What one measurement gave."""

    a_second: float
    p50_ms: float
    p99_ms: float
    batch: float


def decide(state: Talks) -> TermsRecorded:
    """Record new terms after the ones before."""
    payments = tuple(
        Instalment(no=no, due_on=date(2026, 12, no), amount=Fen(880_000)) for no in (1, 2, 3)
    )
    return TermsRecorded(
        occurred_on=_DAY,
        version=state.terms + 1,
        terms=(Term(claim=1, instalments=payments),),
        required=tuple(RequiredAct),
    )


def encoded(state: Talks, command: UUID) -> tuple[str, bytes]:
    """Decide and encode, with metadata as a clerk's command has it."""
    meta = Metadata(
        actor="clerk-0123",
        role="clerk",
        organisation=_COMMISSION,
        command_id=command,
        correlation_id=command,
        rule_pack="national@2026.1",
        calendar="CN@2026",
    )
    return encode(decide(state), meta)


def sample_state() -> bytes:
    """The bytes of one such event."""
    return encoded(Talks(), UUID(int=0))[1]


class Clients:
    """As many at once as asked, each on random disputes of its share."""

    def __init__(self, store: PostgresEventStore, cache: StateCache[Talks]) -> None:
        self._store = store
        self._cache = cache
        self.seconds: list[float] = []

    async def run(self, disputes: list[UUID], until: float) -> None:
        """One command after the other until the time is up."""
        number = 0
        while (began := time.perf_counter()) < until:
            dispute = disputes[number % len(disputes)]
            number += 1
            await self._command(dispute)
            self.seconds.append(time.perf_counter() - began)

    async def _command(self, dispute: UUID) -> None:
        state, version = self._cache.get(dispute) or (Talks(), 0)
        key = uuid4()
        event = encoded(state, key)
        await self._store.append(
            AppendRequest(
                key=key,
                request_hash=hashlib.sha256(event[1]).digest(),
                answer=ANSWER,
                subject=dispute,
                writes=(StreamWrite(dispute, version, (event,)),),
            )
        )
        self._cache.put(dispute, Talks(state.terms + 1), version + 1)


async def our_commands(server: EmbeddedPostgres, clients: int, seconds: float) -> Measured:
    """Commands a second and their times; rows stored are counted against answers given."""
    store = await PostgresEventStore.open(server.dsn("fengqiao", APP))
    disputes = [uuid4() for _ in range(DISPUTES)]
    running = Clients(store, StateCache())
    await running.run(disputes[:8], time.perf_counter() + 0.2)
    running.seconds.clear()
    before = _stored(server)
    until = time.perf_counter() + seconds
    await asyncio.gather(
        *(running.run(disputes[number::clients], until) for number in range(clients))
    )
    events, batches = (now - then for now, then in zip(_stored(server), before, strict=True))
    await store.close()
    assert events == len(running.seconds)
    hundredths = statistics.quantiles(running.seconds, n=100)
    return Measured(
        events / seconds, hundredths[49] * 1000, hundredths[98] * 1000, events / batches
    )


def _stored(server: EmbeddedPostgres) -> tuple[int, int]:
    with psycopg.connect(server.dsn("fengqiao")) as connection:
        row = connection.execute(
            "SELECT count(*), count(DISTINCT recorded_at) FROM log.events"
        ).fetchone()
    assert row is not None
    return row[0], row[1]
