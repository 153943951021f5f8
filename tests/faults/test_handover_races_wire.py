"""S6 over the wire: a recall by HTTP and a commission's signed acceptance in the same instant."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.partners.handoff.keys import new_key
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.fold import fold
from services.workflow.recorded import codec
from tests.faults.killable import FORKS, PRELOAD
from tests.faults.racers import Race, Told
from tests.faults.sizes import size
from tests.faults.wire_racers import Call, open_wire, send_wire
from tests.support.api import Api, api_on, dispute_id
from tests.support.database import Databases
from tests.support.handing_over import offer_to
from tests.support.reports import Sender, sender

_ROUNDS = size(short=6, long=1_000)
_EACH_WINS = size(short=0, long=1)


def recall(api: Api, dispute: str) -> Call:
    headers = {
        "Authorization": f"Bearer {api.token('clerk', 'centre')}",
        "Idempotency-Key": str(uuid4()),
        "Content-Type": "application/json",
    }
    body = json.dumps({"reason": "申请人撤回"}).encode()
    return Call(f"{dispute}/referrals/1/recall", body, headers)


def acceptance(api: Api, commission: Sender, dispute: str) -> Call:
    raw = commission.event("referral_accepted", dispute, {"offer": 1})
    claims = {"partner": "commission", "scope": "webhooks disputes:read", "region": "650105"}
    token = api.token("arbitration_clerk", "commission", **claims)
    return Call(
        "/v1/inbox/commission",
        raw,
        commission.headers(raw, message=f"msg_{uuid4()}"),
        {"Authorization": f"Bearer {token}"},
        f"{dispute}/referrals/1",
    )


@pytest.mark.faults
async def test_of_a_recall_and_a_signed_acceptance_one_wins_and_the_other_is_told(
    databases: Databases, tmp_path: Path
) -> None:
    key, wins = new_key(), [0, 0]
    key.ensure_kid()
    async with api_on(databases, tmp_path, key=key) as api:
        commission = await sender(api, "commission", requests_per_minute=1_000_000)
        told = key.as_dict(private=True)
        FORKS.set_forkserver_preload(PRELOAD)
        forked: dict[str, Any] = {"opened": open_wire, "send": send_wire, "method": "forkserver"}
        with Race(databases, tmp_path, 2, told, **forked) as race:
            for _ in range(_ROUNDS):
                dispute = await api.registered()
                await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
                both = recall(api, dispute), acceptance(api, commission, dispute)
                wins[await _one_won(api, dispute, await race.run(*both))] += 1
    print(f"{_ROUNDS} rounds over the wire: recalled, accepted {wins}")
    assert sum(wins) == _ROUNDS
    assert min(wins) >= _EACH_WINS


async def _one_won(api: Api, dispute: str, told: list[Told]) -> int:
    (winner,) = (place for place, one in enumerate(told) if one.has_won)
    stream = dispute_id(dispute)
    events = [codec.decode(row).event for row in await api.service.store.read_stream(stream)]
    ends = [one for one in events if isinstance(one, e.ReferralAccepted | e.ReferralRecalled)]
    assert [type(one) for one in ends] == [(e.ReferralRecalled, e.ReferralAccepted)[winner]]
    loser = told[1 - winner]
    assert loser.code == "offer_decided"
    assert loser.data["outcome"] == ("recalled", "accepted")[winner]
    before = [fold(events[:n], stream).custodian for n in range(1, len(events))]
    assert set(before) == {api.service.body("centre")}
    custodian = fold(events, stream).custodian
    assert custodian == api.service.body(("centre", "commission")[winner])
    return winner
