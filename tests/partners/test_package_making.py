"""How packages are made: beside other requests, few at a time, and saying which files are missing."""

import asyncio
import hashlib
import json
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest_asyncio

from services.kit.database import create_pool
from services.partners.handoff.archive import MOST_BYTES, MOST_ENCLOSED, Sign
from services.partners.handoff.keys import new_key, signed
from services.partners.handoff.sharing import AT_ONCE, For, Sharing
from services.partners.handoff.verifying import verify
from services.partners.profiles.partner import Partner
from services.workflow.domain.dispute.permissions import reading_scope
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Actor, Role
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.handing_over import members, offered

KEY = new_key()


@dataclass
class Stored:
    """A file, and what is left of it."""

    sha256: str
    size: int
    read: Callable[[], AsyncIterator[bytes]]


@dataclass
class Storage:
    """Files of every dispute; counts who reads at the same time, and lets nobody go on before it is full."""

    pieces: list[Stored]
    readers: int = 0
    most: int = 0
    full: asyncio.Event = field(default_factory=asyncio.Event)

    async def of(self, _dispute: Dispute, _receiver: Partner | None) -> AsyncIterator[Stored]:
        self.readers += 1
        self.most = max(self.most, self.readers)
        if self.readers == AT_ONCE:
            self.full.set()
        await self.full.wait()
        for piece in self.pieces:
            yield piece
        self.readers -= 1


@dataclass
class Signer:
    """Signs, and remembers in which thread."""

    threads: set[int] = field(default_factory=set)

    async def signer(self) -> Sign:
        def sign(manifest: bytes) -> str:
            self.threads.add(threading.get_ident())
            return signed(KEY, manifest)

        return sign


def stored(content: bytes, left: bytes | None, size: int = 0) -> Stored:
    async def read() -> AsyncIterator[bytes]:
        if left is None:
            raise FileNotFoundError
        yield left

    return Stored(hashlib.sha256(content).hexdigest(), size or len(content), read)


@pytest_asyncio.fixture(loop_scope="module")
async def pool(migrated: Databases) -> AsyncIterator[Any]:
    pool: Any = await create_pool(migrated.app, name="test packages", size=2)
    yield pool
    await pool.close()


async def test_packages_are_made_two_at_a_time_by_threads_and_name_what_they_lack(
    api: Api, pool: Any
) -> None:
    whole, lost, damaged = stored(b"a", b"a"), stored(b"b", None), stored(b"c", b"x")
    huge = stored(b"d", b"d", MOST_ENCLOSED + 1)
    storage, keys = Storage([whole, lost, damaged, huge]), Signer()
    sharing = Sharing(
        api.service.store,
        keys,  # type: ignore[arg-type]
        pool,
        api.service.keyring.open_all,
        storage,
    )
    dispute = UUID((await offered(api)).rpartition("/")[2])
    said = await sharing.conversation(dispute)
    assert said is not None
    clerk = Actor(account="c", role=Role.CLERK, organisation=api.service.body("centre"))
    scope = reading_scope(clerk)
    assert scope is not None
    wanted = For(scope=scope)
    handover = said.handover(1)
    assert handover is not None
    made = await asyncio.gather(*(sharing.package(said, handover, wanted) for _ in range(4)))

    assert storage.most == AT_ONCE
    assert threading.get_ident() not in keys.threads
    assert len(set(made)) == 1
    assert len(made[0]) < MOST_BYTES
    assert verify(made[0]).is_whole
    manifest = json.loads(members(made[0])["manifest.json"])
    missing = {f"files/{each.sha256}" for each in (lost, damaged, huge)}
    assert set(manifest["left_out"]) == missing
    assert f"files/{whole.sha256}" in {each["name"] for each in manifest["members"]}
