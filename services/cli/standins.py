"""The stand-ins of the examples: set up as partners on first use, and run beside the service."""

import asyncio
import socket
import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from services.access.client import Client, new_id
from services.access.clients import Clients
from services.cli.example import FOLDER, Example
from services.cli.serving import beside_program
from services.cli.write_side import WriteSide
from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import Profiles
from services.workflow.application.registry import organisation_id

PROGRAMS: Final = FOLDER / "standins"
OPERATOR: Final = "fengqiao run"
_HOST: Final = "127.0.0.1"
_NEXT_PORTS: Final = 40
_AT_ONCE: Final = timedelta(0)


class StandIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One partner of an example, and the program that plays it."""

    place: Example
    code: str
    kind: PartnerKind
    zh: str
    en: str
    body: str
    """Code of the body on the example's roster."""
    region: str
    program: str
    port: int

    @property
    def partner(self) -> Partner:
        """Its profile."""
        return Partner(
            id=partner_id(self.code),
            code=self.code,
            kind=self.kind,
            zh=self.zh,
            organisation=organisation_id(self.body),
            region=self.region,
        )


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A stand-in that is set up: where it is to listen, and its folder."""

    standin: StandIn
    port: int
    folder: Path
    after: int
    """Position of the log up to which all is history."""

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://{_HOST}:{self.port}"


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What a partner is handed: the file that its program reads."""

    partner: str
    client_id: str
    client_secret: str
    inbox_secret: str
    webhook_secret: str


def standins(place: Example) -> list[StandIn]:
    """Those of an example; none where the programs were not shipped."""
    if not PROGRAMS.is_dir():
        return []
    read = tomllib.loads((FOLDER / "partners.toml").read_text("utf-8"))["partner"]
    return [each for each in msgspec.convert(read, list[StandIn]) if each.place is place]


async def set_up(side: WriteSide, place: Example, folder: Path) -> list[Placed]:
    """Make partners, clients and secrets of the stand-ins where that was not done yet."""
    found: list[Placed] = []
    head = await side.store.head()
    async with (
        Profiles.open(side.dsn, side.master, side.clock) as profiles,
        Clients.open(side.dsn, side.clock) as clients,
    ):
        for standin in standins(place):
            own = folder / standin.code
            await _hand_over(standin, own / "credentials.json", profiles, clients, side.clock.now())
            taken = {placed.port for placed in found}
            port = _free(standin.port, taken)
            found.append(Placed(standin=standin, port=port, folder=own, after=head))
    return found


@asynccontextmanager
async def standing_in(
    placed: list[Placed], service: str, started: asyncio.Event
) -> AsyncIterator[None]:
    """Run their programs for as long, from the moment that the service answers."""
    running = asyncio.create_task(_run(placed, service, started))
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _run(placed: list[Placed], service: str, started: asyncio.Event) -> None:
    await started.wait()
    async with asyncio.TaskGroup() as group:
        for each in placed:
            group.create_task(_keep(each, service))


async def _keep(placed: Placed, service: str) -> None:
    command = (
        *(sys.executable, str(PROGRAMS / f"{placed.standin.program}.py")),
        *("--service", service, "--port", str(placed.port), "--data", str(placed.folder)),
        *("--credentials", str(placed.folder / "credentials.json"), "--until-input-ends"),
        # People play every part until they say that a program shall.
        *("--silent", "--after", str(placed.after)),
    )
    async with beside_program(*command):
        await asyncio.get_running_loop().create_future()


async def _hand_over(
    standin: StandIn, file: Path, profiles: Profiles, clients: Clients, now: datetime
) -> None:
    if await profiles.find(standin.code) is None:
        await profiles.save(standin.partner, by=OPERATOR, what="added")
    kept = _read(file)
    if kept and await clients.proven(kept.client_id, kept.client_secret):
        return
    inbox, webhook = [
        await profiles.add_secret(standin.partner, direction, by=OPERATOR, keep_old=_AT_ONCE)
        for direction in (Direction.IN, Direction.OUT)
    ]
    client = Client(client_id=new_id(), name=standin.code, partner=standin.code, made_at=now)
    secret = await clients.add(client, by=OPERATOR)
    handed = Handed(
        partner=standin.code,
        client_id=client.client_id,
        client_secret=secret,
        inbox_secret=inbox.text,
        webhook_secret=webhook.text,
    )
    _write(file, msgspec.json.encode(handed))


def _read(file: Path) -> Handed | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Handed)
    except (OSError, msgspec.DecodeError):
        return None


def _write(file: Path, content: bytes) -> None:
    """Secrets are for their owner's eyes alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_bytes(content)


def _free(port: int, taken: set[int]) -> int:
    """That port, or the next that nobody listens on; any at all where all of them are taken."""
    for candidate in (*range(port, port + _NEXT_PORTS), 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_HOST, candidate))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            if found not in taken:
                return found
    raise OSError(f"no port is free from {port}")
