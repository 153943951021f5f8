"""Applying what was reported: once however it breaks off, in order, and in view where it cannot be."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import pytest_asyncio
from msgspec.structs import replace

from services.kit.database import connect
from services.partners.inbox.applier import MOST_TRIES, Applier
from services.partners.inbox.applying import Applying
from services.partners.inbox.message import Judged, Verdict, Waiting
from services.partners.inbox.waiting import PATIENCE, TRIED_FOR, Lanes, again
from services.projections.runner import catch_up
from services.workflow.application.ports import StoreUnavailable
from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api, dispute_id
from tests.support.database import Databases
from tests.support.inbox_scene import GRANTED, NUMBER, Scene, docket, scene_on
from tests.support.reports import applier_on, sender

DOCKETED = {"number": NUMBER}


@pytest_asyncio.fixture(loop_scope="module")
async def scene(api: Api, migrated: Databases) -> AsyncIterator[Scene]:
    async with scene_on(api, migrated) as found:
        yield found


async def test_several_processes_apply_side_by_side_and_each_dispute_in_its_order(
    scene: Scene, migrated: Databases
) -> None:
    disputes = [await scene.applied_for() for _ in range(4)]
    start = scene.api.service.clock.now()
    kept = []
    for dispute in disputes:
        for no, (move, data) in enumerate(
            [("confirmation_granted", GRANTED), ("confirmation_docketed", DOCKETED)]
        ):
            time = (start + timedelta(seconds=5 - no)).isoformat()
            kept.append(await scene.court.report(move, dispute, data, time=time))
    async with (
        applier_on(scene.api, migrated.app) as one,
        applier_on(scene.api, migrated.app) as two,
    ):
        await asyncio.gather(one.once(), two.once(), scene.applier.once())
    for message in kept:
        assert (await scene.verdict(message))["verdict"] == "applied"
    for dispute in disputes:
        assert scene.events(dispute, "ConfirmationDocketed") == 1


async def test_what_waits_too_long_is_set_before_a_person_and_tried_on(scene: Scene) -> None:
    dispute = await scene.api.effective()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    assert not (await scene.verdict(message))["needs_look"]

    scene.api.service.clock.advance(seconds=PATIENCE.total_seconds())
    await scene.applier.once()
    told = await scene.verdict(message)
    assert (told["verdict"], told["needs_look"]) == ("parked", True)

    await scene.apply_for(dispute)
    await scene.applier.once()
    told = await scene.verdict(message)
    assert (told["verdict"], told["needs_look"], told["waits_since"]) == ("applied", False, None)


async def test_what_contradicted_is_applied_by_replay_once_the_record_is_put_right(
    scene: Scene,
) -> None:
    dispute = await scene.api.in_mediation()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    assert (await scene.verdict(message))["verdict"] == "contradicts"
    path = f"/v1/inbox-messages/{message}/replay"
    await _agreed(scene, dispute)
    await scene.apply_for(dispute)
    await scene.applier.once()
    assert (await scene.verdict(message))["verdict"] == "contradicts"

    docketing = f"{dispute}/confirmation/docketing"
    await scene.api.done(docketing, {"number": NUMBER}, role=Role.COURT_LIAISON)
    assert (await scene.api.post(path, {})).json()["verdict"] == "stored"
    await scene.applier.once()

    told = await scene.verdict(message)
    assert (told["verdict"], told["needs_look"]) == ("applied", False)
    assert [act["what"] for act in told["acts"]] == ["stored", "contradicts", "replayed", "applied"]
    assert (await scene.api.post(path, {})).status_code == 409


async def test_what_was_parked_is_held_once_its_sender_is_deactivated(scene: Scene) -> None:
    profiles = scene.api.partners.profiles
    dispute = await scene.api.effective()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    court = await profiles.find("court")
    assert court is not None
    away = replace(court, is_active=False, version=court.version + 1)
    await profiles.save(away, by="t", what="deactivated")
    try:
        await scene.apply_for(dispute)
        await scene.applier.once()
    finally:
        back = replace(court, version=away.version + 1)
        await profiles.save(back, by="t", what="activated")
    told = await scene.verdict(message)
    assert (told["verdict"], told["needs_look"]) == ("contradicts", True)
    assert told["refusal"]["code"] == "sender_inactive"
    assert scene.events(dispute, "ConfirmationGranted") == 0


async def test_what_is_put_off_is_not_tried_sooner_because_others_come(scene: Scene) -> None:
    dispute = await scene.docketed()
    broken = await scene.court.report("confirmation_granted", dispute, GRANTED)
    with psycopg.connect(scene.databases.admin) as connection:
        connection.execute("UPDATE inbox.messages SET sealed = 'x' WHERE id = %s", (broken,))
    for _ in range(MOST_TRIES + 1):
        await scene.court.report("confirmation_granted", dispute, GRANTED)
        await scene.applier.once()
    assert scene.count("inbox.messages WHERE id = %s AND tries = 1", broken) == 1
    assert (await scene.verdict(broken))["verdict"] == "stored"


class _Away(Applying):
    """As where the log takes nothing."""

    async def apply(self, message: Waiting, now: datetime) -> Judged:
        raise StoreUnavailable


async def test_a_log_that_takes_nothing_is_no_try_of_a_message(scene: Scene) -> None:
    dispute, service = await scene.docketed(), scene.api.service
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    away = _Away(service.handler, service.reader, scene.api.partners.profiles, service.master)
    async with Applier.connected(scene.databases.app, away, service.clock) as applier:
        for _ in range(MOST_TRIES + 1):
            await applier.once()
            service.clock.advance(minutes=2)
    assert scene.count("inbox.messages WHERE id = %s AND tries = 0", message) == 1
    await scene.applier.once()
    assert (await scene.verdict(message))["verdict"] == "applied"


async def test_one_partners_unknown_disputes_keep_nobody_elses_fact_waiting(scene: Scene) -> None:
    noisy, now = await sender(scene.api, "commission"), scene.api.service.clock.now
    for _ in range(8):
        await noisy.report("arbitration_accepted", str(uuid4()), {"number": "1"})
    await scene.applier.once()
    scene.api.service.clock.advance(minutes=1)
    for _ in range(8):
        await noisy.report("arbitration_accepted", str(uuid4()), {"number": "1"})
    dispute = await scene.docketed()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    connection = await connect(scene.databases.app, name="test")
    due = await Lanes(connection).due(now())
    await connection.close()
    assert len(due) > 16
    assert due.index(str(dispute_id(dispute))) < 8
    await scene.applier.once()
    assert (await scene.verdict(message))["verdict"] == "applied"


async def test_what_names_no_dispute_is_tried_ever_more_seldom_and_not_for_ever(
    scene: Scene,
) -> None:
    message = await scene.court.report("confirmation_granted", str(uuid4()), GRANTED)
    await scene.applier.once()
    scene.api.service.clock.advance(days=TRIED_FOR.days)
    await scene.applier.once()
    told = await scene.verdict(message, Role.SUPERVISOR)
    assert (told["verdict"], told["needs_look"]) == ("unknown_dispute", True)
    assert scene.count("inbox.messages WHERE id = %s AND retry_at IS NULL", message) == 1

    now = scene.api.service.clock.now()
    pauses = list[timedelta]()
    while (then := again(Verdict.UNKNOWN_DISPUTE, sum(pauses, timedelta()), now)) is not None:
        pauses.append(then - now)
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(hours=6))


async def test_a_message_that_nothing_can_be_made_of_holds_up_no_other(scene: Scene) -> None:
    dispute = await scene.applied_for()
    broken = await scene.court.report("confirmation_docketed", dispute, DOCKETED)
    with psycopg.connect(scene.databases.admin) as connection:
        connection.execute("UPDATE inbox.messages SET sealed = 'x' WHERE id = %s", (broken,))
    other = await scene.docketed()
    granted = await scene.court.report("confirmation_granted", other, GRANTED)
    for _ in range(MOST_TRIES):
        await scene.applier.once()
        scene.api.service.clock.advance(minutes=2)
    assert (await scene.verdict(granted))["verdict"] == "applied"
    told = await scene.verdict(broken)
    assert (told["verdict"], told["needs_look"]) == ("failed", True)


@pytest.mark.parametrize("named_by", ["our number", "the court's number", "the number it told"])
async def test_a_dispute_is_known_by_our_number_and_by_the_senders_own(
    scene: Scene, migrated: Databases, named_by: str
) -> None:
    dispute, number = await scene.docketed(), docket()
    path = f"{dispute}/confirmation/docketing"
    subject = number
    if named_by == "our number":
        subject = str((await scene.api.get(dispute)).json()["case_number"])
    elif named_by == "the court's number":
        await scene.api.done(path, {"number": number}, role=Role.COURT_LIAISON)
    else:
        await scene.court.report("confirmation_docketed", dispute, {"number": number})
        await scene.applier.once()
    await catch_up(migrated.projector)
    otherwise = subject.translate(str.maketrans("（〔〕）", "【[]】")).replace("号", " 号")
    message = await scene.court.report("confirmation_granted", otherwise, GRANTED)
    await scene.applier.once()
    told = await scene.verdict(message)
    assert (told["verdict"], told["dispute"]) == ("applied", str(dispute_id(dispute)))


async def test_a_number_that_is_not_known_yet_is_asked_for_again(
    scene: Scene, migrated: Databases
) -> None:
    dispute = await scene.docketed()
    number = (await scene.api.get(dispute)).json()["case_number"]
    message = await scene.court.report("confirmation_granted", number, GRANTED)
    await scene.applier.once()
    assert (await scene.verdict(message, Role.SUPERVISOR))["verdict"] == "unknown_dispute"
    await catch_up(migrated.projector)
    scene.api.service.clock.advance(minutes=1)
    await scene.applier.once()
    assert (await scene.verdict(message))["verdict"] == "applied"


async def test_a_court_that_delegates_puts_the_dispute_on_file_with_its_application(
    scene: Scene,
) -> None:
    number = docket()
    told = {
        "court": str(scene.api.service.body("court")),
        "organisation": str(scene.api.service.body("centre")),
        "consented_by": [1, 2],
        "reference": number,
    }
    without = await scene.court.report("mediation_delegated", number, told)
    await scene.applier.once()
    assert (await scene.verdict(without, Role.SUPERVISOR))["verdict"] == "unknown_dispute"

    application = {**APPLICATION, "matter": "拖欠工资"}
    message = await scene.court.report(
        "mediation_delegated", number, {**told, "application": application}
    )
    await scene.applier.once()

    found = await scene.verdict(message)
    assert found["verdict"] == "applied"
    record = (await scene.api.get(f"/v1/disputes/{found['dispute']}")).json()
    assert (record["state"], record["mandate"]) == ("registered", "court_delegated")
    assert (await scene.api.get(f"/v1/disputes/{found['dispute']}", role=Role.COURT_LIAISON)).json()


@pytest.mark.parametrize("change", ["of another court", "out of its area"])
async def test_a_mandate_puts_nothing_on_file_that_is_not_the_senders(
    scene: Scene, change: str
) -> None:
    region = "330281001" if change == "out of its area" else "650105013"
    court = "commission" if change == "of another court" else "court"
    told = {
        "court": str(scene.api.service.body(court)),
        "organisation": str(scene.api.service.body("centre")),
        "consented_by": [1, 2],
        "application": {**APPLICATION, "region": region},
    }
    message = await scene.court.report("mediation_delegated", docket(), told)
    await scene.applier.once()
    assert (await scene.verdict(message, Role.SUPERVISOR))["verdict"] == "unknown_dispute"


async def test_a_commissions_own_filing_puts_the_dispute_on_file(scene: Scene) -> None:
    commission = await sender(scene.api, "commission")
    number = "水劳人仲收〔2026〕34号"
    filed = await commission.report(
        "record_direct_filing", number, {**APPLICATION, "case_number": number}
    )
    accepted = await commission.report("arbitration_accepted", number, {"number": number})
    for _ in range(2):
        await scene.applier.once()
        scene.api.service.clock.advance(minutes=1)
    role = Role.ARBITRATION_CLERK
    told = [await scene.verdict(message, role) for message in (filed, accepted)]
    assert [each["verdict"] for each in told] == ["applied", "applied"]
    assert told[0]["dispute"] == told[1]["dispute"]


async def test_nobody_reports_on_what_lies_out_of_its_area(scene: Scene) -> None:
    stranger = await sender(scene.api, "other-centre", region="330281")
    dispute = await scene.docketed()
    message = await stranger.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    told = await scene.verdict(message)
    assert told["verdict"] == "unknown_dispute"
    assert scene.events(dispute, "ConfirmationGranted") == 0


async def test_no_word_of_a_message_stands_in_a_table(scene: Scene) -> None:
    dispute, word = await scene.docketed(), "帕提古丽·买买提"
    data = {"items": word, "due_on": "2026-12-31"}
    message = await scene.court.report("confirmation_supplement_asked", dispute, data)
    bad = await scene.court.send(
        scene.court.event("confirmation_supplement_asked", dispute, {"items": word})
    )
    assert bad.status_code == 422
    assert bad.json()["errors"][0]["pointer"] == "#/data/due_on"
    for _ in range(2):
        assert word.encode() not in _stored(scene)
        await scene.applier.once()
    assert (await scene.verdict(message))["verdict"] == "applied"
    assert scene.count("inbox.messages WHERE id = %s AND sealed IS NULL", message) == 1


def _stored(scene: Scene) -> bytes:
    with psycopg.connect(scene.databases.admin) as connection:
        rows = connection.execute(
            "SELECT m::text FROM inbox.messages m UNION ALL SELECT a::text FROM inbox.acts a"
            " UNION ALL SELECT encode(sealed, 'escape') FROM inbox.messages"
        ).fetchall()
    return b"\n".join(str(row[0]).encode() for row in rows)


async def _agreed(scene: Scene, dispute: str) -> None:
    """From mediation to an agreement in effect."""
    payments: list[dict[str, Any]] = [{"no": 1, "due_on": "2026-12-15", "amount": 2_640_000}]
    terms = {"terms": [{"claim": 1, "instalments": payments}]}
    await scene.api.done(f"{dispute}/terms", terms)
    for signature in ({"party": 1}, {"party": 2}, {}):
        await scene.api.done(f"{dispute}/signatures", signature)
    await scene.api.done(f"{dispute}/seal", {})
    assert UUID(dispute.rsplit("/", 1)[1])
