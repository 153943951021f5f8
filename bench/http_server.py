"""The app on a free port for a bench: with its log, or with a handler that only answers."""

import argparse
import asyncio
import socket
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import msgspec
import uvloop

from services.cli.databases import Databases
from services.cli.partner_side import partner_side
from services.cli.people import verifier
from services.cli.read_side import read_side
from services.cli.run import whole_app
from services.cli.serving import serve
from services.cli.write_side import write_side
from services.kit.clock import SystemClock
from services.kit.embedded_postgres import EmbeddedPostgres
from services.kit.logging import configure
from services.kit.tokens import TokenIssuer, load_or_create_key
from services.workflow.application.handle import Answer, CommandHandler, Envelope, Outcome
from services.workflow.application.ports import AppendRequest, EventStore, StreamWrite
from services.workflow.domain.dispute.events import AgreementTookEffect, DisputeRegistered
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    Mandate,
    Party,
    PartyKind,
    Side,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import MOST_FEN, Fen
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata
from services.workflow.settings import load
from services.workflow.storage.databases import APP, KEY_DATABASE, LOG_DATABASE, PROJECTOR

DISPUTES = 256
CENTRE = UUID("0f3d7c52-1c6e-5a1e-8d0b-4b8a2c9e6500")


class Ready(msgspec.Struct, frozen=True):
    """What the client needs to know; one line of JSON on standard output."""

    url: str
    token: str
    disputes: list[UUID]


class OnlyAnswers:
    """Takes the place of the handler: no load, no decision, no append."""

    async def handle(self, envelope: Envelope) -> Outcome:
        """An answer like a real one."""
        answer = Answer(
            dispute=envelope.dispute,
            version=12,
            state=State.AGREEMENT_EFFECTIVE,
            case_number="水磨沟华光街劳人调〔2026〕0001号",
            custodian=envelope.actor.organisation,
        )
        now = datetime(2026, 3, 2, tzinfo=UTC)
        return Outcome(answer=answer, position=1, recorded_at=now, is_repeat=False)


async def main(folder: Path, *, is_floor: bool) -> None:
    """Serve until told to stop."""
    settings = load(data_dir=folder)
    server = EmbeddedPostgres(folder)
    found = Databases(
        app=server.dsn(LOG_DATABASE, APP),
        projector=server.dsn(LOG_DATABASE, PROJECTOR),
        keys=server.dsn(KEY_DATABASE, APP),
        owner=None,
        keys_owner=None,
    )
    clock = SystemClock()
    issuer = TokenIssuer(
        load_or_create_key(folder / "token-key.json"),
        issuer=settings.token_issuer,
        audience=settings.token_audience,
        clock=clock,
    )
    claims = {"role": "clerk", "org": str(CENTRE)}
    token = issuer.issue("bench", claims, lifetime_seconds=86_400)
    assert await verifier(settings, clock).verify(token)
    async with (
        write_side(settings, found) as side,
        read_side(found.app, side.keyring.open_all, side.keyring.namesakes) as reads,
        partner_side(settings, found.app, side, reads) as partners,
    ):
        disputes = await seeded(side.store)
        handler = cast("CommandHandler", OnlyAnswers()) if is_floor else side.handler
        app = whole_app(settings, msgspec.structs.replace(side, handler=handler), reads, partners)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            ready = Ready(f"http://127.0.0.1:{listening.getsockname()[1]}", token, disputes)
            await serve(app, listening, lambda: _tell(ready))


async def seeded(store: EventStore) -> list[UUID]:
    """Disputes with an effective agreement on an amount that no bench can pay off."""
    disputes = [uuid4() for _ in range(DISPUTES)]
    await asyncio.gather(*(_effective(store, dispute) for dispute in disputes))
    return disputes


async def _effective(store: EventStore, dispute: UUID) -> None:
    events: tuple[Fact, ...] = (
        DisputeRegistered(
            occurred_on=date(2026, 3, 2),
            organisation=CENTRE,
            case_number="测速劳人调〔2026〕0001号",
            channel=Channel.COUNTER,
            mandate=Mandate.SELF,
            region="650105013",
            parties=(
                Party(no=1, side=Side.CLAIMANT, kind=PartyKind.WORKER, name="某某"),
                Party(no=2, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="某公司"),
            ),
            claims=(Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(MOST_FEN)),),
        ),
        AgreementTookEffect(occurred_on=date(2026, 3, 9), version=1, amount=Fen(MOST_FEN)),
    )
    meta = Metadata(
        actor="bench",
        role="system",
        command_id=dispute,
        correlation_id=dispute,
        rule_pack="",
        calendar="",
    )
    written = tuple(codec.encode(event, meta) for event in events)
    request = AppendRequest(
        key=None,
        request_hash=b"",
        answer=b"",
        subject=None,
        writes=(StreamWrite(dispute, 0, written),),
    )
    await store.append(request)


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
