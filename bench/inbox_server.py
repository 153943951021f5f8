"""The inbox on a free port for a bench: as it is, or with a store that keeps nothing."""

import argparse
import socket
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import msgspec
import uvloop

from services.cli.serving import serve
from services.kit.clock import SystemClock
from services.kit.database import create_pool
from services.kit.embedded_postgres import EmbeddedPostgres
from services.kit.logging import configure
from services.partners.inbox.http import inbox_router
from services.partners.inbox.message import Arrival, Kept
from services.partners.inbox.parts import InboxParts
from services.partners.inbox.reading import Messages
from services.partners.inbox.receiving import Receiving
from services.partners.inbox.refused import Refused
from services.partners.inbox.senders import Senders
from services.partners.inbox.store import Bell, Inbox
from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import Profiles
from services.workflow.http.app import create_app
from services.workflow.http.dependencies import Dependencies
from services.workflow.storage.databases import APP, LOG_DATABASE
from services.workflow.storage.master_key import LocalMasterKey

CONNECTIONS = 8
_DAY = 86_400
_NO_LIMIT = 10_000_000
_NOTHING: Any = None
"""Stands where the app would call something else."""


class Ready(msgspec.Struct, frozen=True):
    """What the client needs to know; one line of JSON on standard output."""

    url: str
    path: str
    secret: str


class KeepsNothing:
    """Takes the place of the store: the message is verified and read, and forgotten."""

    async def keep(self, arrival: Arrival) -> Kept:
        """The same answer."""
        return Kept(id=arrival.id, faults=arrival.faults, is_repeat=False)


async def main(folder: Path, *, is_floor: bool) -> None:
    """Serve until told to stop."""
    dsn, clock = EmbeddedPostgres(folder).dsn(LOG_DATABASE, APP), SystemClock()
    master = LocalMasterKey.load(None, folder, is_production=False)
    pool: Any = await create_pool(dsn, name="bench inbox", size=CONNECTIONS)
    async with Profiles.open(dsn, master, clock) as profiles:
        court, secret = await _court(profiles, "floor" if is_floor else "ours")
        inbox = cast("Inbox", KeepsNothing()) if is_floor else Inbox(pool, master, Bell(pool))
        parts = InboxParts(
            receiving=Receiving(Senders(profiles, clock), Refused(pool), inbox, clock),
            messages=Messages(pool, master, clock),
            reader=_NOTHING,
        )
        with socket.create_server(("127.0.0.1", 0)) as listening:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            ready = Ready(url, f"/v1/inbox/{court.code}", secret)
            await serve(_app(parts), listening, lambda: _tell(ready))
    await pool.close()


async def _court(profiles: Profiles, code: str) -> tuple[Partner, str]:
    court = Partner(
        id=partner_id(code),
        code=code,
        kind=PartnerKind.COURT,
        zh=code,
        late_seconds=_DAY,
        requests_per_minute=_NO_LIMIT,
    )
    await profiles.save(court, by="bench", what="added")
    made = await profiles.add_secret(court, Direction.IN, by="bench", keep_old=timedelta(0))
    return court, made.text


def _app(parts: InboxParts) -> Any:
    return create_app(
        Dependencies(
            handler=_NOTHING,
            reader=_NOTHING,
            registry=_NOTHING,
            tasks=_NOTHING,
            feeds=_NOTHING,
            notices=_NOTHING,
            calendars=_NOTHING,
            rulebook=_NOTHING,
            verifier=_NOTHING,
            routers=(inbox_router(parts),),
        )
    )


def _tell(ready: Ready) -> None:
    sys.stdout.write(msgspec.json.encode(ready).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--floor", action="store_true")
    chosen = parser.parse_args()
    configure("warning")
    uvloop.run(main(chosen.folder, is_floor=chosen.floor))
