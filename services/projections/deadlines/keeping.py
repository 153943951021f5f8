"""How far the deadlines are kept, and under what: one row, locked by whoever writes them."""

from datetime import date
from typing import Any

import msgspec

from services.projections.deadlines.calendars import Edition, Editions

_LOCK = "hashtextextended('fengqiao deadlines', 0)"
_TAKE = """
INSERT INTO views.deadline_keeping AS k (name, beat_at) VALUES ($1, now())
ON CONFLICT (is_keeper) DO UPDATE SET name = excluded.name, beat_at = now()
"""
_encoder = msgspec.json.Encoder(order="sorted")
_editions = msgspec.json.Decoder(dict[str, Edition])


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the keeping stands."""

    version: int
    position: int
    kept_on: date | None
    calendars: Editions


async def try_lock(connection: Any) -> bool:
    """Become the one keeper of this database, as long as the connection lives."""
    is_held: bool = await connection.fetchval(f"SELECT pg_try_advisory_lock({_LOCK})")
    return is_held


async def take(connection: Any, name: str) -> None:
    """Say who keeps them; there is a row from now on."""
    await connection.execute(_TAKE, name)


async def begin(connection: Any) -> None:
    """Have a row, whether anybody ever kept them or not."""
    await connection.execute(
        "INSERT INTO views.deadline_keeping (name, beat_at) VALUES ('', now())"
        " ON CONFLICT DO NOTHING"
    )


async def locked(connection: Any) -> Place:
    """The place, which nobody else moves until the transaction ends."""
    row = await connection.fetchrow(
        "SELECT version, position, kept_on, calendars FROM views.deadline_keeping FOR UPDATE"
    )
    version, position, kept_on, calendars = row
    return Place(
        version=version,
        position=position,
        kept_on=kept_on,
        calendars=_editions.decode(calendars),
    )


async def moved_to(connection: Any, position: int) -> None:
    """The rows are right up to this event."""
    await connection.execute(
        "UPDATE views.deadline_keeping SET position = $1, beat_at = now()", position
    )


async def kept_on(connection: Any, day: date) -> None:
    """What time alone changes is right on this day."""
    await connection.execute("UPDATE views.deadline_keeping SET kept_on = $1", day)


async def kept_under(connection: Any, calendars: Editions) -> None:
    """The rows are right under these calendars."""
    await connection.execute(
        "UPDATE views.deadline_keeping SET calendars = $1", _encoder.encode(calendars).decode()
    )


async def kept_by(connection: Any, version: int) -> None:
    """Every row was computed in this way."""
    await connection.execute("UPDATE views.deadline_keeping SET version = $1", version)


async def beat(connection: Any) -> None:
    """Show that the keeper is alive though nothing happens."""
    await connection.execute("UPDATE views.deadline_keeping SET beat_at = now()")


async def live_position(connection: Any) -> int:
    """How far the list of disputes is."""
    position: int | None = await connection.fetchval(
        "SELECT position FROM views.positions WHERE view = 'dispute_list' AND is_live"
    )
    return position or 0
