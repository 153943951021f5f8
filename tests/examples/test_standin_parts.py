"""What a stand-in does with what goes wrong: it holds up one dispute, and takes no other package."""

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.cli.standins import PROGRAMS
from services.partners.handoff.archive import Body, Manifest, written
from services.partners.handoff.keys import new_key, public_half, signed

KEY = new_key()
RECEIVER = Body(id=UUID(int=2))


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PROGRAMS))


def event(position: int, dispute: str) -> dict[str, Any]:
    return {
        "id": str(position),
        "subject": dispute,
        "type": "fengqiao.event.ReferralOffered.v1",
        "time": "2027-01-01T00:00:00+00:00",
    }


async def test_what_fails_holds_up_its_own_dispute_alone(tmp_path: Path) -> None:
    standin, store, link = (import_module(f"speaking.{n}") for n in ("standin", "store", "link"))
    names = ("SERVICE", "PARTNER", "CLIENT_ID", "CLIENT_SECRET", "INBOX_SECRET")
    told = {f"FQ_{name}": "http://127.0.0.1:9" for name in names}
    credentials = import_module("speaking.credentials").Credentials.of(told)
    decided = []

    async def deciding(told: dict[str, Any]) -> Sequence[Any]:
        decided.append(told["id"])
        if told["id"] == "1":
            raise ValueError("it is not whole")
        return ()

    kept = store.Store(tmp_path / "standin.db")
    body = standin.StandIn(kept, link.Service(credentials), deciding)
    kept.note("begun", "2026-01-01T00:00:00+00:00")
    for position, dispute in ((1, "a"), (2, "a"), (3, "b")):
        kept.add_event(event(position, dispute), "feed")
    with pytest.raises(ValueError, match="not whole"):
        await body.decide()

    assert decided == ["1", "3"]
    assert [each["id"] for each in kept.unhandled()] == ["1", "2"]
    await body.service.close()
    kept.close()


def test_a_whole_package_of_another_hand_over_is_refused() -> None:
    package = import_module("speaking.package")
    manifest = Manifest(
        dispute="d-1",
        offer=1,
        kind="referral",
        sender=Body(id=UUID(int=1)),
        receiver=RECEIVER,
        made_at=datetime(2026, 3, 10, tzinfo=UTC),
    )
    content = written(manifest, {"record.json": b"{}"}, lambda raw: signed(KEY, raw))
    public = public_half(KEY.as_dict(private=False))
    right = {"dispute": "d-1", "offer": 1, "receiver": str(RECEIVER.id)}

    taken = package.verified(content, {"keys": [public]}, package.Fetched(**right))
    assert taken["manifest"]["offer"] == 1
    for wrong in ({"dispute": "d-2"}, {"offer": 2}, {"receiver": str(UUID(int=3))}):
        with pytest.raises(package.BadPackage):
            package.verified(content, {"keys": [public]}, package.Fetched(**right | wrong))
    leaked = {**public, "revoked_at": "2026-03-11T00:00:00Z", "is_compromised": True}
    with pytest.raises(package.BadPackage):
        package.verified(content, {"keys": [leaked]}, package.Fetched(**right))
