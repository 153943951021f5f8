"""S6: recall, acceptance and a party's own filing in the same instant, from several processes."""

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from uuid import UUID

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.stages.arbitration.arbitration import ReportArbitrationFiled
from services.workflow.domain.dispute.stages.handover.referral import (
    AcceptReferral,
    OfferReferral,
    RecallReferral,
)
from services.workflow.domain.given import Actor, Role
from services.workflow.recorded import codec
from services.workflow.storage.verify_log import verify_log
from tests.faults.racers import Race, Sent, Told
from tests.faults.sizes import size
from tests.support.database import Databases
from tests.support.write_side import REGION, Service, application, service_on

_ROUNDS = size(short=40, long=1_000)
_EACH_WINS = size(short=0, long=1)
"""How often each side wins at least: over few rounds one process may be the faster all the time."""
_DECIDING = e.ReferralAccepted | e.ReferralRecalled | e.ArbitrationFiled
Racers = Callable[[Service, UUID], tuple[Sent, Sent]]
_ACCEPT = AcceptReferral(offer=1)


@pytest.fixture
async def service(databases: Databases, tmp_path: Path) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        yield running


def _commission(service: Service, desk: str = "1") -> Actor:
    return Actor(
        account=f"desk-{desk}",
        role=Role.ARBITRATION_CLERK,
        organisation=service.body("commission"),
        region=REGION.district,
    )


def recall_and_acceptance(service: Service, dispute: UUID) -> tuple[Sent, Sent]:
    recall = RecallReferral(offer=1, reason="申请人撤回")
    return Sent(recall, dispute, service.clerk), Sent(_ACCEPT, dispute, _commission(service))


def own_filing_and_acceptance(service: Service, dispute: UUID) -> tuple[Sent, Sent]:
    filing = ReportArbitrationFiled(commission=service.body("commission"), by_party=1)
    counter, desk = _commission(service, "counter"), _commission(service)
    return Sent(filing, dispute, counter), Sent(_ACCEPT, dispute, desk)


def two_acceptances(service: Service, dispute: UUID) -> tuple[Sent, Sent]:
    first, second = _commission(service), _commission(service, "2")
    return Sent(_ACCEPT, dispute, first), Sent(_ACCEPT, dispute, second)


async def _offered(service: Service) -> UUID:
    dispute = (await service.send(application())).answer.dispute
    offer = OfferReferral(to=service.body("commission"), reason="当事人要求仲裁", applicant=1)
    await service.send(offer, dispute)
    return dispute


@pytest.mark.faults
@pytest.mark.parametrize(
    "racers", [recall_and_acceptance, own_filing_and_acceptance, two_acceptances]
)
async def test_of_two_processes_at_once_one_wins_and_the_other_is_told(
    service: Service, databases: Databases, tmp_path: Path, racers: Racers
) -> None:
    wins, seconds = [0, 0], 0.0
    with Race(databases, tmp_path, 2) as race:
        for _ in range(_ROUNDS):
            dispute = await _offered(service)
            began = time.perf_counter()
            told = await race.run(*racers(service, dispute))
            seconds += time.perf_counter() - began
            winner = await _one_won(service, dispute, told)
            wins[winner] += 1
    print(f"{_ROUNDS} rounds of {racers.__name__}: {wins} in {seconds:.1f} s")
    assert sum(wins) == _ROUNDS
    assert min(wins) >= _EACH_WINS
    assert (await verify_log(databases.app)).is_sound


async def _one_won(service: Service, dispute: UUID, told: list[Told]) -> int:
    """The place of the winner: one decided, the other knows how, one custodian all the way."""
    (winner,) = (place for place, one in enumerate(told) if one.has_won)
    loser = told[1 - winner]
    events = [codec.decode(row).event for row in await service.store.read_stream(dispute)]
    deciding = [event for event in events if isinstance(event, _DECIDING)]
    after = fold(events, dispute)
    (past,) = after.past_offers
    assert loser.code == "offer_decided"
    assert loser.data["outcome"] == past.end.value
    assert loser.data["by"] == str(past.by or "")
    assert loser.data["overtaken_by"] == (past.overtaken_by or "")
    assert len(deciding) == (2 if past.overtaken_by else 1)
    custodians = [fold(events[:n], dispute).custodian for n in range(1, len(events) + 1)]
    assert set(custodians[:2]) == {service.body("centre")}
    assert set(custodians) <= {service.body("centre"), service.body("commission")}
    return winner
