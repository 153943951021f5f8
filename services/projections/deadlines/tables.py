"""Reads what deadlines are computed from, and writes rows, journal and exceptions."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from services.projections.collector import paused
from services.projections.deadlines.due import COLUMNS, Due, Key
from services.projections.deadlines.faults import Fault
from services.projections.deadlines.moving import Move
from services.workflow.recorded.codec import encode_value
from services.workflow.recorded.views import ClockFacts

_encoder = msgspec.json.Encoder(enc_hook=encode_value)
_facts = msgspec.json.Decoder(ClockFacts)
_NAMES = ", ".join(COLUMNS)
_DUE = f"SELECT {_NAMES} FROM views.deadlines_due WHERE dispute = ANY ($1)"  # noqa: S608
_TYPES = {
    **dict.fromkeys(("dispute", "organisation", "body", "mediator"), "uuid"),
    **dict.fromkeys(("start_on", "due_natural", "due_rolled", "act_by", "turns_on"), "date"),
    **dict.fromkeys(("is_own_duty", "provisional", "is_warning", "is_sample"), "boolean"),
    "facts": "jsonb",
    "position": "bigint",
}
_RECORD = ", ".join(f"{name} {_TYPES.get(name, 'text')}" for name in COLUMNS)
_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[3:])
_PUT = f"""
INSERT INTO views.deadlines_due ({_NAMES})
SELECT {_NAMES} FROM json_to_recordset($1::json) AS new ({_RECORD})
ON CONFLICT (dispute, rule, about) DO UPDATE SET {_CHANGES}
"""  # noqa: S608
_TAKE = """
DELETE FROM views.deadlines_due d
 USING unnest($1::uuid[], $2::text[], $3::text[]) AS gone (dispute, rule, about)
 WHERE d.dispute = gone.dispute AND d.rule = gone.rule AND d.about = gone.about
"""
_MOVE_TYPES = {
    "dispute": "uuid",
    "changes": "text[]",
    **{
        f"{what}_{when}": "date"
        for what in ("start", "natural", "rolled")
        for when in ("was", "is")
    },
    "position": "bigint",
    "recorded_at": "timestamptz",
    "relied_on": "jsonb",
}
_MOVE_NAMES = ", ".join(Move.__struct_fields__)
_MOVE_RECORD = ", ".join(f"{n} {_MOVE_TYPES.get(n, 'text')}" for n in Move.__struct_fields__)
_TELL = f"""
INSERT INTO views.deadline_moves ({_MOVE_NAMES})
SELECT {_MOVE_NAMES} FROM json_to_recordset($1::json) AS new ({_MOVE_RECORD})
ON CONFLICT DO NOTHING
"""  # noqa: S608
_OVER = """
SELECT dispute, rule, about FROM (
    SELECT DISTINCT ON (dispute, rule, about) dispute, rule, about, rolled_is
      FROM views.deadline_moves WHERE dispute = ANY ($1)
       AND NOT 'was_over' = ANY (changes)
     ORDER BY dispute, rule, about, number DESC) AS last
 WHERE rolled_is IS NULL
"""
_PUT_FAULTS = """
INSERT INTO views.exceptions AS e (dispute, code, since, detail)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::date[], $4::text[]::jsonb[])
ON CONFLICT (dispute, code) DO UPDATE SET detail = excluded.detail
 WHERE e.detail <> excluded.detail
"""
_TAKE_FAULTS = """
DELETE FROM views.exceptions e
 WHERE dispute = ANY ($1)
   AND NOT EXISTS (SELECT FROM unnest($2::uuid[], $3::text[]) AS still (dispute, code)
                    WHERE still.dispute = e.dispute AND still.code = e.code)
"""


_KINDS = "SELECT organisation, kind FROM views.organisations WHERE organisation = ANY ($1)"


class Listed(NamedTuple):
    """A dispute's row in the list, and the topic of its last event."""

    dispute: UUID
    position: int
    recorded_at: datetime
    topic: str
    record: bytes


class Wrong(NamedTuple):
    """What is wrong with a dispute, and since which day."""

    dispute: UUID
    since: date
    fault: Fault


_LISTED = "d.dispute, d.position, e.recorded_at, e.topic, d.record"
_CHANGED = f"""
SELECT {_LISTED} FROM log.events e
  JOIN views.dispute_list d ON d.dispute = e.stream_id AND d.position = e.position
 WHERE e.position > $1 AND e.position <= $2 ORDER BY e.position
"""  # noqa: S608
_NAMED = f"""
SELECT {_LISTED} FROM views.dispute_list d JOIN log.events e USING (position)
 WHERE d.dispute = ANY ($1) AND d.position <= $2 ORDER BY d.dispute
"""  # noqa: S608
_EVERY = f"""
SELECT {_LISTED} FROM views.dispute_list d JOIN log.events e USING (position)
 WHERE d.dispute > $1 AND d.position <= $2 ORDER BY d.dispute LIMIT $3
"""  # noqa: S608


async def changed(connection: Any, *, after: int, up_to: int) -> list[Listed]:
    """The disputes whose last event is one of these; what changed again later comes later."""
    return [Listed(*row) for row in await connection.fetch(_CHANGED, after, up_to)]


async def named(connection: Any, disputes: Sequence[UUID], *, up_to: int) -> list[Listed]:
    """These disputes, but for those that have changed since a position."""
    return [Listed(*row) for row in await connection.fetch(_NAMED, list(disputes), up_to)]


async def every(connection: Any, *, after: UUID, up_to: int, limit: int) -> list[Listed]:
    """All disputes by id, some at a time, but for those that have changed since a position."""
    return [Listed(*row) for row in await connection.fetch(_EVERY, after, up_to, limit)]


async def kinds(connection: Any, bodies: Iterable[UUID]) -> dict[UUID, str]:
    """The kind of each of these bodies that is on file; it never changes."""
    wanted = list(bodies)
    if not wanted:
        return {}
    return dict(await connection.fetch(_KINDS, wanted))


async def due(connection: Any, disputes: Sequence[UUID]) -> dict[UUID, dict[Key, Due]]:
    """The rows of these disputes as they stand."""
    found: dict[UUID, dict[Key, Due]] = {dispute: {} for dispute in disputes}
    rows = await connection.fetch(_DUE, list(disputes))
    with paused():
        for row in rows:
            values = dict(row)
            values["facts"] = _facts.decode(values["facts"])
            read = Due(**values)
            found[read.dispute][read.key] = read
    return found


async def over(connection: Any, disputes: Iterable[UUID]) -> set[Key]:
    """Deadlines of these disputes that the journal knows to have been met or to have ended."""
    wanted = list(disputes)
    if not wanted:
        return set()
    return {Key(*row) for row in await connection.fetch(_OVER, wanted)}


async def write(
    connection: Any, *, new: Sequence[Due], gone: Sequence[Key], moved: Sequence[Move]
) -> None:
    """Rows that are new or changed, those that are no more, and the journal."""
    if gone:
        await connection.execute(_TAKE, *_columns(gone))
    if new:
        await connection.execute(_PUT, _encoder.encode(new).decode())
    await tell(connection, moved)


async def tell(connection: Any, moved: Sequence[Move]) -> None:
    """Write to the journal what is not there yet."""
    if moved:
        await connection.execute(_TELL, _encoder.encode(moved).decode())


async def write_faults(connection: Any, disputes: Sequence[UUID], wrong: Sequence[Wrong]) -> None:
    """What is wrong with these disputes now, and nothing else of them."""
    still = [(one.dispute, one.fault.code.value) for one in wrong]
    await connection.execute(_TAKE_FAULTS, list(disputes), *(_columns(still) or ([], [])))
    if wrong:
        rows = [
            (*pair, one.since, _encoder.encode(one.fault.detail).decode())
            for pair, one in zip(still, wrong, strict=True)
        ]
        await connection.execute(_PUT_FAULTS, *_columns(rows))


def _columns(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]
