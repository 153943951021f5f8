"""One attempt: find out whether it is still due, sign, send, and keep what came of it in one transaction."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
import structlog

from services.kit.clock import Clock
from services.kit.outgoing import Answer, Outgoing, Unreached
from services.partners.deliveries.cleaning import cleaned
from services.partners.deliveries.delivery import OFFERS, Attempt, DeliveryState
from services.partners.deliveries.dispatching import FIRST, OPEN, dispatch_next, put_off_next
from services.partners.deliveries.outcome import Due, Outcome, judged
from services.partners.deliveries.queue import Queue
from services.partners.deliveries.reaching import LOST
from services.partners.deliveries.signing import SIGNATURE, headers_of
from services.partners.profiles.secret import Direction, Secret
from services.partners.profiles.store import Profiles

UNSIGNED: Final = "unsigned"
"""There is no secret to sign with: nothing is sent."""
FAULT: Final = "fault"
_KNOWN_FOR: Final = timedelta(seconds=5)
_DUE = f"""
SELECT d.id, d.subscription, d.partner, d.position, d.dispute, d.kind, d.attempts, d.step,
       s.url, s.failures, i.body
  FROM deliveries.deliveries d
  JOIN deliveries.subscriptions s ON s.id = d.subscription AND {OPEN.format(now="$2")}
  JOIN feed.items i ON i.partner = d.partner AND i.position = d.position
 WHERE d.id = $1 AND d.state = 'waiting' AND d.due_at <= $2 AND {FIRST}
"""  # noqa: S608
_LET_GO = "UPDATE deliveries.deliveries SET queued_until = NULL WHERE id = $1"
_KEEP = """
WITH kept AS (
  UPDATE deliveries.deliveries
     SET state = $3, attempts = attempts + 1, step = step + 1, due_at = $4, queued_until = NULL,
         delivered_at = CASE WHEN $3 = 'delivered' THEN $5 ELSE delivered_at END,
         last_status = $6, last_error = $7, is_told = is_told AND NOT $8
   WHERE id = $1 AND attempts = $2 AND state IN ('waiting', 'held')
  RETURNING id, attempts)
INSERT INTO deliveries.attempts
       (delivery, no, at, milliseconds, url, status, error, headers, answer)
SELECT id, attempts, $9, $10, $11, $6, $7, $12::jsonb, $13 FROM kept
RETURNING no
"""
_RECEIVER = """
UPDATE deliveries.subscriptions
   SET failures = CASE WHEN $2 THEN 0 ELSE failures + $3::int END,
       open_until = CASE WHEN $2 THEN NULL ELSE greatest(open_until, $4) END,
       -- Others are under way at the same time: their success takes back nothing that was asked for.
       asked_until = greatest(asked_until, $5)
 WHERE id = $1 AND (failures > 0 OR NOT $2)
"""
_DISABLE = """
UPDATE deliveries.subscriptions SET state = 'disabled', reason = $2, changed_at = $3
 WHERE id = $1 AND state = 'active'
"""
_HOLD = """
UPDATE deliveries.deliveries SET state = 'held', queued_until = NULL
 WHERE subscription = $1 AND state = 'waiting'
"""
_HOLD_ONE = """
UPDATE deliveries.deliveries SET state = 'held', queued_until = NULL, last_error = $2
 WHERE id = $1 AND state = 'waiting'
"""
_JOURNAL = """
INSERT INTO deliveries.journal (at, by, what, subscription, delivery, told)
VALUES ($1, 'deliverer', $2, $3, $4, $5)
"""
_log = structlog.stdlib.get_logger("fengqiao.deliveries")


class Sender:
    """Makes attempts; one per process, for any number at a time."""

    def __init__(
        self,
        pool: Any,
        profiles: Profiles,
        outgoing: Outgoing,
        clock: Clock,
        chance: Callable[[], float],
    ) -> None:
        self._pool = pool
        self._profiles = profiles
        self._outgoing = outgoing
        self._clock = clock
        self._chance = chance
        self._known: dict[UUID, tuple[tuple[Secret, ...], datetime]] = {}

    async def send(self, delivery: UUID, queue: Queue) -> None:
        """Try one delivery if it is due. A fault of ours holds it, so that it is not tried for ever."""
        due = await self._due(delivery)
        if due is None:
            await self._pool.execute(_LET_GO, delivery)
            return
        try:
            await self._attempt(due, queue)
        except LOST:
            raise
        except Exception as error:
            now = self._clock.now()
            await self._pool.execute(_HOLD_ONE, delivery, FAULT)
            told = (now, "held", due.subscription, delivery, type(error).__name__)
            await self._pool.execute(_JOURNAL, *told)
            raise

    async def _due(self, delivery: UUID) -> Due | None:
        row = await self._pool.fetchrow(_DUE, delivery, self._clock.now())
        return Due(**row) if row else None

    async def _secrets(self, partner: UUID, now: datetime) -> tuple[Secret, ...]:
        """What signs: read again after some seconds, so soon does a new one count."""
        known, read_at = self._known.get(partner, ((), None))
        if read_at is None or not timedelta(0) <= now - read_at < _KNOWN_FOR:
            known = await self._profiles.secrets(partner, Direction.OUT)
            if known:
                self._known[partner] = (known, now)
        return tuple(one for one in known if one.valid_until is None or one.valid_until > now)

    async def _attempt(self, due: Due, queue: Queue) -> None:
        began_at, began = self._clock.now(), time.perf_counter()
        secrets = await self._secrets(due.partner, began_at)
        headers = headers_of(due.id, due.body, secrets, began_at)
        answer: Answer | None = None
        error: str | None = None if secrets else UNSIGNED
        if secrets:
            try:
                answer = await self._outgoing.post(due.url, due.body, headers)
            except Unreached as unreached:
                error = unreached.kind
        attempt = Attempt(
            no=due.attempts + 1,
            at=began_at,
            milliseconds=round((time.perf_counter() - began) * 1000),
            url=due.url,
            status=answer.status if answer else None,
            error=error,
            headers={name: value for name, value in headers.items() if name != SIGNATURE},
            answer=cleaned(answer.body) if answer else "",
        )
        now = self._clock.now()
        await self._keep(due, attempt, judged(due, answer, now, self._chance()), queue, now)

    async def _keep(
        self, due: Due, attempt: Attempt, outcome: Outcome, queue: Queue, now: datetime
    ) -> None:
        is_success = outcome.state is DeliveryState.DELIVERED
        is_news = is_success and due.kind in OFFERS
        how = (outcome.due_at, now, attempt.status, attempt.error, is_news)
        headers = msgspec.json.encode(attempt.headers).decode()
        told = (attempt.at, attempt.milliseconds, attempt.url, headers, attempt.answer)
        async with self._pool.acquire() as connection, connection.transaction():
            if not is_success or due.failures:
                # The subscription before its deliveries, as everywhere: nobody waits in a circle.
                more = outcome.failures - due.failures
                receiver = (is_success, more, outcome.open_until, outcome.asked_until)
                await connection.execute(_RECEIVER, due.subscription, *receiver)
            state = outcome.state.value
            if await connection.fetchval(_KEEP, due.id, due.attempts, state, *how, *told) is None:
                # Another worker took this one for dead and was faster.
                return
            if outcome.is_gone:
                await self._disable(connection, due, now)
            if outcome.state is DeliveryState.FAILED:
                await connection.execute(
                    _JOURNAL, now, "given up", due.subscription, due.id, attempt.error or ""
                )
            if outcome.state is DeliveryState.WAITING:
                place = (due.subscription, due.dispute, due.position)
                await put_off_next(connection, *place, outcome.due_at)
            if outcome.state in (DeliveryState.DELIVERED, DeliveryState.FAILED):
                await dispatch_next(connection, queue, due.subscription, due.dispute, now)
        _tell(due, attempt, outcome)

    async def _disable(self, connection: Any, due: Due, now: datetime) -> None:
        await connection.execute(_DISABLE, due.subscription, "gone", now)
        await connection.execute(_HOLD, due.subscription)
        await connection.execute(_JOURNAL, now, "disabled", due.subscription, due.id, "410")


def _tell(due: Due, attempt: Attempt, outcome: Outcome) -> None:
    about = {"delivery": str(due.id), "subscription": str(due.subscription)}
    how = {"status": attempt.status, "error": attempt.error, "attempt": attempt.no}
    if outcome.is_gone:
        _log.error("a receiver wants no more webhooks, its subscription is disabled", **about)
    elif outcome.state is DeliveryState.FAILED:
        _log.error("a delivery is given up", **about, **how)
    elif outcome.state is DeliveryState.WAITING:
        _log.warning("a delivery failed and is tried again", **about, **how)
