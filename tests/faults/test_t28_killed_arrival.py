"""T28, the way in: our side is killed between the registration of a package and its receipt."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest

from services.partners.handoff.keys import new_key
from services.workflow.recorded import codec
from tests.faults.killable import OurSide
from tests.faults.sizes import IS_LONG
from tests.partners.test_handoff_arrivals import KEY, SHARED, package
from tests.support import partners
from tests.support.api import Api, api_on
from tests.support.database import Databases

_WAITING = """
SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'handoff.arrivals'::regclass
"""
_OTHER = {**SHARED, "parties": [{**SHARED["parties"][0], "name": "别人"}, SHARED["parties"][1]]}


@pytest.mark.faults
@pytest.mark.skipif(not IS_LONG, reason="starts our side twice")
async def test_a_package_that_was_registered_without_a_receipt_is_the_same_dispute_afterwards(
    databases: Databases, tmp_path: Path
) -> None:
    key = new_key()
    key.ensure_kid()
    async with api_on(databases, tmp_path, key=key) as api:
        sender = await partners.partner(api.partners.profiles, "commission")
        public = KEY.as_dict(private=False)
        await api.partners.handoff.keys.add_of_partner(sender.id, public, by="test")
        matter = str(uuid4())
        data, other = (package(api, dispute=matter, shared=each) for each in (SHARED, _OTHER))
        with OurSide(databases, tmp_path, key) as ours:
            await ours.up()
            await _killed_before_the_receipt(api, ours, databases, data)
            assert await _registered(api) == 1
            await ours.up()

            # Whoever says something else under the same number gets neither a receipt nor a dispute.
            assert (await _send(api, ours, other)).status_code == 409
            first, again = [await _send(api, ours, data) for _ in range(2)]
            assert (first.status_code, again.status_code) == (201, 201)
            assert first.json() == again.json()
            assert first.json()["sequence"] == 1
            assert await _registered(api) == 1


async def _killed_before_the_receipt(
    api: Api, ours: OurSide, databases: Databases, data: bytes
) -> None:
    """While the table of receipts is held, a process that has registered waits there, and dies."""
    async with await psycopg.AsyncConnection.connect(databases.admin) as held:
        await held.execute("LOCK TABLE handoff.arrivals IN SHARE MODE")
        sending = asyncio.create_task(_send(api, ours, data))
        async with asyncio.timeout(30):
            while (await (await held.execute(_WAITING)).fetchone()) == (0,):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await ours.kill()
        with pytest.raises(httpx2.TransportError):
            await sending


async def _send(api: Api, ours: OurSide, data: bytes) -> httpx2.Response:
    claims = {"partner": "commission", "scope": "handoff", "region": "650105"}
    headers = {
        "Authorization": f"Bearer {api.token('arbitration_clerk', 'commission', **claims)}",
        "Content-Type": "application/zip",
    }
    async with httpx2.AsyncClient(base_url=ours.url, headers=headers, timeout=20) as client:
        return await client.post("/v1/packages", content=data)


async def _registered(api: Api) -> int:
    """How many disputes there are."""
    rows: list[Any] = await api.service.store.read_log(after=0, limit=1_000)
    names = [type(codec.decode(row).event).__name__ for row in rows]
    return names.count("DisputeRegistered")
