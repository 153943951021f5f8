"""The messages as people and partners look at them, and what they decide about one."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.kit.database import fetch
from services.partners.inbox.message import HELD, SENDER_INACTIVE, Verdict
from services.partners.inbox.sealing import seal, unseal
from services.partners.inbox.waiting import LANE
from services.workflow.storage.master_key import MasterKey

_ROW: Final = """
SELECT m.no, m.id, m.partner, p.code, p.region AS partner_region, m.webhook_id, m.source,
       m.event_id, m.move, m.subject, m.happened_at, m.received_at, m.verdict, m.needs_look,
       m.waits_since, m.dispute, coalesce(d.case_number, '') AS case_number, m.position, m.refusal,
       m.faults, m.body_hash,
       (SELECT count(*) FROM inbox.messages r WHERE r.repeats = m.id) AS repeats
  FROM inbox.messages m
  JOIN partners.partners p ON p.id = m.partner
  LEFT JOIN views.dispute_list d ON d.dispute = m.dispute
"""
_REPLAY_BY_SENDER = f"""
UPDATE inbox.messages SET verdict = 'stored', retry_at = NULL
 WHERE id = $1 AND verdict = ANY ($2) AND event_hash IS NOT NULL AND repeats IS NULL
   AND NOT (verdict = 'contradicts' AND refusal ->> 'code' = '{SENDER_INACTIVE}')
RETURNING pg_notify('inbox', '')
"""  # noqa: S608
"""Since when it waits, and that a person is to look at it, is not the sender's to take back."""
_REPLAY = """
UPDATE inbox.messages
   SET verdict = 'stored', tries = 0, retry_at = NULL, waits_since = NULL, put_off_since = NULL,
       needs_look = false, looked_for_since = NULL
 WHERE id = $1 AND verdict = ANY ($2) AND event_hash IS NOT NULL AND repeats IS NULL
RETURNING pg_notify('inbox', '')
"""
_DISMISS = """
UPDATE inbox.messages
   SET verdict = 'dismissed', retry_at = NULL, waits_since = NULL, needs_look = false,
       looked_for_since = NULL, sealed = NULL, wrapped_key = NULL
 WHERE id = $1 AND verdict = ANY ($2) AND repeats IS NULL
RETURNING id
"""
_HOLD = f"""
SELECT pg_advisory_xact_lock(hashtextextended('inbox ' || {LANE}, 0))
  FROM inbox.messages WHERE id = $1 AND event_hash IS NOT NULL
"""  # noqa: S608
_NOTE = """
INSERT INTO inbox.acts (message, at, by, what, sealed, wrapped_key) VALUES ($1, $2, $3, $4, $5, $6)
"""
_ACTS = "SELECT at, by, what, sealed, wrapped_key FROM inbox.acts WHERE message = $1 ORDER BY no"
_held = [verdict.value for verdict in HELD]


class Asker(msgspec.Struct, frozen=True, kw_only=True):
    """Whose messages are asked for: a partner's own, those of a region, or of a body's disputes."""

    partner: str | None = None
    region: str | None = None
    body: UUID | None = None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which messages are asked for."""

    partner: str | None = None
    verdict: Verdict | None = None
    dispute: UUID | None = None
    since: datetime | None = None
    needs_look: bool | None = None
    before: int | None = None
    """Only older ones than this number."""


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a message's history."""

    at: datetime
    by: str
    what: str
    reason: str | None


class Messages:
    """One per process."""

    def __init__(self, pool: Any, master: MasterKey, clock: Clock) -> None:
        self._pool = pool
        self._master = master
        self._clock = clock

    async def page(self, wanted: Wanted, asker: Asker, size: int) -> list[Any]:
        """Rows, the newest first; one more than asked for where there are further ones."""
        tests, values = ["m.repeats IS NULL"], list[Any]()
        for text, value in _tests(wanted, asker):
            if value is not None:
                values.append(value)
                tests.append(text.format(f"${len(values)}"))
        query = f"{_ROW} WHERE {' AND '.join(tests)} ORDER BY m.no DESC LIMIT {size + 1:d}"
        found: list[Any] = await fetch(self._pool, query, *values)
        return found

    async def get(self, message: UUID) -> Any:
        """The row of one, or None."""
        found = await fetch(self._pool, f"{_ROW} WHERE m.id = $1 AND m.repeats IS NULL", message)
        return found[0] if found else None

    async def acts(self, message: UUID) -> list[Act]:
        """What became of it, and who decided what."""
        return [await self._act(message, row) for row in await fetch(self._pool, _ACTS, message)]

    async def replay(self, message: UUID, by: str, *, is_sender: bool) -> bool:
        """Have it tried again; false where there is nothing to try, or a person has to verify it."""
        statement = _REPLAY_BY_SENDER if is_sender else _REPLAY
        return await self._decide(message, by, "replayed", statement, (None, None))

    async def dismiss(self, message: UUID, by: str, reason: str) -> bool:
        """End it unapplied; false where it ended already."""
        sealed = await seal(self._master, reason.encode(), message)
        return await self._decide(message, by, "dismissed", _DISMISS, sealed)

    async def _decide(
        self,
        message: UUID,
        by: str,
        what: str,
        statement: str,
        reason: tuple[bytes | None, bytes | None],
    ) -> bool:
        async with self._pool.acquire() as connection, connection.transaction():
            # Whoever applies it just now ends first.
            await connection.execute(_HOLD, message)
            if not await connection.fetch(statement, message, _held):
                return False
            await connection.execute(_NOTE, message, self._clock.now(), by, what, *reason)
        return True

    async def _act(self, message: UUID, row: Any) -> Act:
        reason = None
        if row["sealed"] is not None:
            told = await unseal(self._master, row["sealed"], row["wrapped_key"], message)
            reason = told.decode()
        return Act(at=row["at"], by=row["by"], what=row["what"], reason=reason)


def _tests(wanted: Wanted, asker: Asker) -> tuple[tuple[str, Any], ...]:
    area = f"{asker.region}%" if asker.region else None
    return (
        ("p.code = {}", asker.partner),
        ("coalesce(d.region, p.region) LIKE {}", area),
        ("{}::uuid IN (d.custodian, d.organisation)", asker.body),
        ("p.code = {}", wanted.partner),
        ("m.verdict = {}", wanted.verdict.value if wanted.verdict else None),
        ("m.dispute = {}", wanted.dispute),
        ("m.received_at >= {}", wanted.since),
        ("m.needs_look = {}", wanted.needs_look),
        ("m.no < {}", wanted.before),
    )
