"""Histories of disputes for the benches: ten to thirteen events each, with sealed names, as live work writes them."""

import base64
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    FailureCode,
    FailureReason,
    Instalment,
    Mandate,
    Outcome,
    Party,
    PartyKind,
    RequiredAct,
    Side,
    Term,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded.codec import encode
from services.workflow.recorded.metadata import Metadata

Stored = tuple[UUID, int, str, bytes]
"""Stream, version before, topic, bytes."""
BOX_BYTES = 46
"""Nonce, a short name and the tag of AES-256-GCM."""


def history(chance: random.Random, number: int) -> Iterator[Fact]:
    """One dispute: two in three end in an agreement that is paid, the others go to arbitration."""
    day = date(2019, 1, 1) + timedelta(days=number % 360)
    claims = (Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(2_640_000)),)
    yield e.DisputeRegistered(
        occurred_on=day,
        organisation=_id(chance, 14),
        case_number=f"水磨沟劳人调〔2019〕{number:06d}号",
        channel=Channel.COUNTER,
        mandate=Mandate.SELF,
        region=f"650105{number % 14 + 1:03d}",
        parties=_parties(chance),
        claims=claims,
        matter=_sealed(chance, "matter"),
    )
    yield e.ApplicationAccepted(occurred_on=day, other_side_consented_on=day)
    yield e.MediatorAssigned(occurred_on=day, mediator=_id(chance, 40), certificate_no="新调0001")
    yield e.SessionHeld(occurred_on=day, place="调解室", present=(1, 2))
    yield from (_failed if chance.random() < 1 / 3 else _paid)(chance, day)


def _failed(chance: random.Random, day: date) -> Iterator[Fact]:
    reasons = (FailureReason(code=FailureCode.GAP_TOO_WIDE),)
    yield e.MediationFailed(occurred_on=day, reasons=reasons)
    commission = _id(chance, 2)
    yield e.ReferralOffered(occurred_on=day, offer=1, to=commission, reason="申请", applicant=1)
    yield e.ReferralDelivered(occurred_on=day, offer=1)
    yield e.ReferralReceived(occurred_on=day, offer=1, receipt_number="R1")
    yield e.ReferralAccepted(occurred_on=day, offer=1, by=commission)
    yield e.ArbitrationAccepted(occurred_on=day, number="乌水劳人仲案〔2019〕1号")


def _paid(chance: random.Random, day: date) -> Iterator[Fact]:
    payments = tuple(
        Instalment(no=no, due_on=day + timedelta(days=30 * no), amount=Fen(660_000))
        for no in range(1, 5)
    )
    yield e.TermsRecorded(
        occurred_on=day,
        version=1,
        terms=(Term(claim=1, instalments=payments),),
        required=tuple(RequiredAct),
    )
    yield e.AgreementSigned(occurred_on=day, version=1, party=1)
    yield e.AgreementSigned(occurred_on=day, version=1, party=2)
    yield e.AgreementSigned(occurred_on=day, version=1, party=None)
    yield e.AgreementSealed(occurred_on=day, version=1, organisation=_id(chance, 14))
    yield e.AgreementTookEffect(
        occurred_on=day, version=1, amount=Fen(2_640_000), instalments=payments
    )
    yield e.PerformanceRecorded(occurred_on=day, amount=Fen(2_640_000))
    yield e.DisputeClosed(occurred_on=day, outcome=Outcome.AGREEMENT_PERFORMED)


def stored(disputes: int, *, open_at_once: int, seed: int = 7) -> Iterator[Stored]:
    """Their events as they come in: `open_at_once` disputes move forward in turn."""
    chance = random.Random(seed)
    waiting = [_numbered(chance, number) for number in range(disputes)]
    waiting.reverse()
    moving = [waiting.pop() for _ in range(min(open_at_once, disputes))]
    while moving:
        place = chance.randrange(len(moving))
        event = next(moving[place], None)
        if event is not None:
            yield event
        elif waiting:
            moving[place] = waiting.pop()
        else:
            moving[place] = moving[-1]
            moving.pop()


def left_open(disputes: int, *, seed: int = 7) -> Iterator[Stored]:
    """Disputes that stopped somewhere on their way, none of them closed, one after the other."""
    chance = random.Random(seed)
    for number in range(disputes):
        events = list(_numbered(chance, number))
        yield from events[: chance.randrange(1, len(events))]


def _numbered(chance: random.Random, number: int) -> Iterator[Stored]:
    stream = UUID(int=chance.getrandbits(128), version=4)
    for version, event in enumerate(history(chance, number)):
        yield (stream, version, *encode(event, _meta(chance)))


def _meta(chance: random.Random) -> Metadata:
    command = UUID(int=chance.getrandbits(128), version=4)
    return Metadata(
        actor="clerk-0123",
        role="clerk",
        organisation=_id(chance, 14),
        command_id=command,
        correlation_id=command,
        rule_pack="national@2026.1",
        calendar="CN@2026",
    )


def _parties(chance: random.Random) -> tuple[Party, ...]:
    worker: dict[str, Any] = {
        "name": _sealed(chance, "party/1/name"),
        "document": _sealed(chance, "party/1/document"),
        "phone": _sealed(chance, "party/1/phone"),
    }
    return (
        Party(no=1, side=Side.CLAIMANT, kind=PartyKind.WORKER, **worker),
        Party(no=2, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="乌鲁木齐某某建筑有限公司"),
    )


def _sealed(chance: random.Random, label: str) -> Sealed:
    box = base64.b64encode(chance.randbytes(BOX_BYTES)).decode()
    return Sealed(person=UUID(int=chance.getrandbits(128), version=4), label=label, box=box)


def _id(chance: random.Random, many: int) -> UUID:
    return UUID(int=chance.randrange(many) + 1, version=4)
