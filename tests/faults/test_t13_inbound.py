"""T13: inbound webhooks doubled, reordered, late, early, forged, truncated, rewritten, huge, replayed."""

import asyncio
import json
import random
import signal
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from standardwebhooks import Webhook

from services.cli.inbox_side import applying_on
from services.partners.inbox.applier import keep_applying
from services.partners.inbox.refused import EACH_MINUTE
from tests.faults.inbox_killed import apply_and_die
from tests.faults.killable import FORKS
from tests.faults.sizes import size
from tests.support.api import Api, api_on, dispute_id
from tests.support.database import Databases
from tests.support.following import until
from tests.support.inbox_scene import GRANTED, Scene, scene_on
from tests.support.reports import sender

pytestmark = [pytest.mark.faults, pytest.mark.asyncio(loop_scope="module")]
_WITH_THE_SCENES_OWN = 2
ORDERS = size(short=4, long=200)
FILED = {"by_party": 1}
_SERVED = "award_served"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the master key is."""
    return tmp_path_factory.mktemp("keys")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, folder: Path) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, folder) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def scene(api: Api, migrated: Databases) -> AsyncIterator[Scene]:
    async with scene_on(api, migrated) as found:
        yield found


@pytest.mark.parametrize("is_same_message", [True, False])
async def test_ten_at_once_are_one(scene: Scene, *, is_same_message: bool) -> None:
    dispute = await scene.docketed()
    raw = scene.court.event("confirmation_granted", dispute, GRANTED)
    message = f"msg_{uuid4()}" if is_same_message else ""
    answers = await asyncio.gather(*(scene.court.send(raw, message=message) for _ in range(10)))
    assert {each.status_code for each in answers} == {202}
    assert len({each.text for each in answers}) == 1
    await scene.applier.once()
    assert scene.events(dispute, "ConfirmationGranted") == 1


async def test_facts_that_come_in_any_order_are_recorded_in_their_own(scene: Scene) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    commission = await sender(scene.api, "commission", requests_per_minute=1_000_000)
    facts = _arbitration(str(scene.api.service.body("commission")))
    for _ in range(ORDERS):
        dispute = await scene.api.in_mediation()
        await scene.api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
        start = scene.api.service.clock.now()
        numbered = list(enumerate(facts, start=1))
        chance.shuffle(numbered)
        kept = {}
        for no, (move, data) in numbered:
            time = (start + timedelta(seconds=no)).isoformat()
            kept[no] = await commission.report(move, dispute, data, time=time)
            await scene.applier.once()
        record = await scene.api.get(dispute)
        assert record.json()["state"] == "award_issued", numbered
        waiting = "inbox.messages WHERE verdict <> 'applied' AND id::text = ANY (%s)"
        assert scene.count(waiting, list(kept.values())) == 0, numbered


@pytest.mark.parametrize(
    ("seconds", "status"), [(-360, 401), (-290, 202), (290, 202), (360, 401), (-259_200, 401)]
)
async def test_a_clock_may_differ_by_five_minutes(scene: Scene, seconds: int, status: int) -> None:
    raw = scene.court.event("confirmation_granted", str(uuid4()), GRANTED)
    at = scene.api.service.clock.now() + timedelta(seconds=seconds)
    assert (await scene.court.send(raw, at=at)).status_code == status


async def test_a_retry_that_is_three_days_old_is_taken_from_who_retries_so_long(
    scene: Scene,
) -> None:
    slow = await sender(scene.api, "other-centre", late_seconds=4 * 86_400)
    raw = slow.event("referral_received", str(uuid4()), {"offer": 1})
    now = scene.api.service.clock.now()
    assert (await slow.send(raw, at=now - timedelta(days=3))).status_code == 202
    assert (await slow.send(raw, at=now - timedelta(days=4, seconds=1))).status_code == 401
    assert (await slow.send(raw, at=now + timedelta(minutes=6))).status_code == 401


async def test_the_old_key_is_taken_while_the_new_one_follows_it(scene: Scene) -> None:
    clock = scene.api.service.clock
    old = await sender(scene.api, "court")
    new = await sender(scene.api, "court")
    raw = old.event("confirmation_granted", str(uuid4()), GRANTED)
    assert (await old.send(raw)).status_code == 202
    assert (await new.send(raw)).status_code == 202
    both = old.headers(raw, message="msg_both")
    signed = new.headers(raw, message="msg_both")["webhook-signature"]
    both["webhook-signature"] = f"v1a,xyz {both['webhook-signature']} {signed}"
    assert (await old.post(raw, both)).status_code == 202
    clock.advance(hours=1, seconds=1)
    assert (await old.send(raw)).status_code == 401
    assert (await new.send(raw)).status_code == 202


async def test_only_the_bytes_that_were_signed_are_taken(scene: Scene) -> None:
    court = scene.court
    raw = court.event("confirmation_granted", str(uuid4()), GRANTED)
    headers = court.headers(raw, message="msg_bytes")
    rewritten = json.dumps(json.loads(raw), indent=1).encode()
    for body in (raw[:-1], rewritten, raw + b" ", b"", b"\xff" + raw):
        assert (await court.post(body, headers)).status_code == 401
    assert (await court.post(raw, headers)).status_code == 202


async def test_an_old_message_is_not_given_a_new_time_or_id(scene: Scene) -> None:
    court = scene.court
    raw = court.event("confirmation_granted", str(uuid4()), GRANTED)
    headers = court.headers(raw, message="msg_old")
    assert (await court.post(raw, headers)).status_code == 202
    scene.api.service.clock.advance(minutes=10)
    now = str(int(scene.api.service.clock.now().timestamp()))
    for changed in ({}, {"webhook-timestamp": now}, {"webhook-id": "msg_new"}):
        assert (await court.post(raw, headers | changed)).status_code == 401


_GARBAGE: list[dict[str, str]] = [
    {"webhook-signature": each}
    for each in ("", "v1", "v1,", "v1,!!!", ",", "v2,AAAA", "v1,\u00e9", "v1,AAAA " * 400, "v1;q")
] + [
    {"webhook-timestamp": each}
    for each in ("", "now", "-1", "1e9", "9" * 400, "1.5", "99999999999", "０１２３４５６７８９")
] + [{"webhook-id": each} for each in ("", "a b", "x" * 300, "\u00e9")]  # fmt: skip


@pytest.mark.parametrize("changed", _GARBAGE, ids=lambda c: f"{c!r}"[:40])
async def test_garbage_in_a_header_is_no_fault_of_ours(
    scene: Scene, changed: dict[str, str]
) -> None:
    raw = scene.court.event("confirmation_granted", str(uuid4()), GRANTED)
    headers: dict[Any, Any] = {
        name.encode(): value.encode()
        for name, value in (scene.court.headers(raw, message="msg_x") | changed).items()
    }
    assert (await scene.court.post(raw, headers)).status_code == 401


async def test_a_huge_body_is_not_read_to_its_end(scene: Scene) -> None:
    raw = b'{"data":"' + b"x" * 400_000 + b'"}'
    assert (await scene.court.send(raw)).status_code == 413


async def test_a_message_that_the_public_library_signs_is_taken(scene: Scene) -> None:
    raw = scene.court.event("confirmation_granted", str(uuid4()), GRANTED)
    at = scene.api.service.clock.now()
    headers = {
        "Webhook-Id": "msg_public",
        "Webhook-Timestamp": str(int(at.timestamp())),
        "Webhook-Signature": Webhook(scene.court.secret.text).sign("msg_public", at, raw.decode()),
        "Content-Type": "application/json; charset=utf-8",
    }
    assert (await scene.court.post(raw, headers)).status_code == 202


async def test_a_worker_killed_between_the_command_and_its_mark_leaves_it_applied_once(
    scene: Scene, migrated: Databases, folder: Path
) -> None:
    dispute = await scene.docketed()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    lane, now = str(dispute_id(dispute)), scene.api.service.clock.now()
    killed = FORKS.Process(target=apply_and_die, args=(migrated, folder, lane, now))
    killed.start()
    await asyncio.to_thread(killed.join)
    assert killed.exitcode == -signal.SIGKILL
    assert scene.events(dispute, "ConfirmationGranted") == 1
    assert (await scene.verdict(message))["verdict"] == "stored"

    async def is_applied() -> bool:
        # The lock falls free when the server notices that the process is gone.
        await scene.applier.once()
        return str((await scene.verdict(message))["verdict"]) == "applied"

    await until(is_applied)
    assert scene.events(dispute, "ConfirmationGranted") == 1


async def test_what_applies_comes_back_when_its_connection_is_lost(
    scene: Scene, migrated: Databases
) -> None:
    dispute, service = await scene.docketed(), scene.api.service
    applying = applying_on(service, scene.api.partners.profiles)
    task = asyncio.create_task(keep_applying(migrated.app, applying, service.clock))
    own = "pg_stat_activity WHERE application_name = 'fengqiao inbox applier'"

    async def is_there() -> bool:
        return scene.count(own) == _WITH_THE_SCENES_OWN

    await until(is_there)
    scene.count(f"(SELECT pg_terminate_backend(pid) FROM {own}) AS ended")
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)

    async def is_applied() -> bool:
        return scene.count("inbox.messages WHERE id = %s AND verdict = 'applied'", message) == 1

    await until(is_applied)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert scene.events(dispute, "ConfirmationGranted") == 1


async def test_a_partner_keeps_to_its_rate(scene: Scene) -> None:
    quick = await sender(scene.api, "centre", requests_per_minute=2)
    raw = quick.event("mandate_returned", str(uuid4()), {"result": "failure", "report": "无"})
    answers = [await quick.send(raw) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[-1].headers["retry-after"] == "60"


async def test_a_flood_of_forged_messages_fills_no_table_and_keeps_nobody_out(
    scene: Scene,
) -> None:
    scene.api.service.clock.advance(minutes=5)
    raw = scene.court.event("confirmation_granted", str(uuid4()), GRANTED)
    headers = scene.court.headers(raw, message="msg_flood") | {"webhook-signature": "v1,AAAA"}
    before = scene.count("inbox.refused")
    flood = [asyncio.create_task(scene.court.post(raw, headers)) for _ in range(150)]
    renewed = await sender(scene.api, "court")
    assert (await renewed.send(raw)).status_code == 202
    assert {answer.status_code for answer in await asyncio.gather(*flood)} == {401}
    assert scene.count("inbox.refused") - before <= EACH_MINUTE
    renewed = await sender(scene.api, "court")
    assert (await renewed.send(raw)).status_code == 202


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": {**GRANTED, "a\0b": 1}},
        {"a\0b": 1},
        {"\ud800": 1},
        {"id": "a\0b"},
        {"source": "\ud800"},
        {"subject": "a\0b1"},
        {"time": "0001-01-01T00:00:00+14:00"},
        {"time": "9999-12-31T23:59:59-14:00"},
    ],
    ids=repr,
)
async def test_a_signed_message_with_odd_text_is_refused_and_kept(
    scene: Scene, wrong: dict[str, Any]
) -> None:
    event = json.loads(scene.court.event("confirmation_granted", str(uuid4()), GRANTED)) | wrong
    await _is_refused_and_kept(scene, json.dumps(event).encode())


@pytest.mark.parametrize("name", ["a\\u0000b", "\\ud800", "张三"])
async def test_a_signed_message_that_says_a_thing_twice_is_refused_and_kept(
    scene: Scene, name: str
) -> None:
    raw = scene.court.event("confirmation_granted", str(uuid4()), GRANTED)
    await _is_refused_and_kept(scene, f'{{"{name}":1,"{name}":2,'.encode() + raw[1:])


async def _is_refused_and_kept(scene: Scene, raw: bytes) -> None:
    message = f"msg_{uuid4()}"
    answers = [await scene.court.send(raw, message=message) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]
    kept = answers[0].json()["data"]["id"]
    assert answers[1].json()["data"]["id"] == kept
    assert scene.count("inbox.messages WHERE id = %s AND verdict = 'rejected'", kept) == 1
    assert scene.count("inbox.messages WHERE faults::text LIKE '%%张三%%'") == 0


def _arbitration(commission: str) -> list[tuple[str, dict[str, Any]]]:
    """What a commission reports, in the order in which it happens there."""
    items = [{"no": 1, "claim": 1, "amount": 1_980_000, "basis": "remuneration"}]
    award = {"number": "水劳人仲案〔2026〕34号裁决书", "items": items}
    return [
        ("arbitration_filed", {"commission": commission, **FILED}),
        ("arbitration_accepted", {"number": "水劳人仲案〔2026〕34号"}),
        ("award_issued", award),
        (_SERVED, {"party": 1}),
        (_SERVED, {"party": 2}),
    ]
