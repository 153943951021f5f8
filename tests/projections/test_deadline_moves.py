"""What moves a deadline stands in the journal once, with its cause; what moves none does not."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from services.projections.deadlines.rebuild import compare_deadlines
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute import parts
from tests.support.builders import MEDIATOR
from tests.support.database import Databases
from tests.support.keeping import ChangingRulebook, kept, rows
from tests.support.scenes import Scene
from tests.support.write_side import StandingClock

REGION = "510104020"
RECEIVED = date(2026, 3, 5)
CLOCK = StandingClock(datetime(2026, 3, 10, 1, tzinfo=UTC))
_MOVES = """
SELECT dispute, rule, changes, rolled_was, rolled_is, cause, position FROM views.deadline_moves
 ORDER BY number
"""


@pytest.fixture
def rulebook() -> ChangingRulebook:
    return ChangingRulebook()


async def in_mediation(scene: Scene, received: date = RECEIVED, region: str = REGION) -> Any:
    centre = await scene.centre(f"中心{region}", region)
    return await scene.registered(
        centre,
        region,
        e.ApplicationAccepted(occurred_on=received, other_side_consented_on=received),
        e.MediatorAssigned(occurred_on=received, mediator=MEDIATOR, certificate_no="新调0001"),
        occurred_on=received,
    )


async def journal(connection: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await connection.fetch(_MOVES)]


async def test_an_extension_is_written_down_with_its_event_and_both_days(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    await kept(databases, rulebook, CLOCK)
    extended = e.MediationExtended(
        occurred_on=date(2026, 3, 9), until=date(2026, 4, 10), consented_by=(1, 2)
    )
    position = await scene.record(dispute, extended)

    for _ in range(2):
        await kept(databases, rulebook, CLOCK)

    assert await journal(projector) == [
        (
            dispute,
            "MED.15.ACCEPT",
            ["extension"],
            date(2026, 3, 20),
            date(2026, 4, 10),
            "dispute:MediationExtended",
            position,
        )
    ]


async def test_a_corrected_day_moves_what_starts_with_it_and_tells_what_was_computed_from_it(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    await kept(databases, rulebook, CLOCK)
    corrected = e.FactCorrected(
        occurred_on=date(2026, 3, 9),
        field="registered_on",
        old="2026-03-05",
        new="2026-03-04",
        reason="登记日期笔误",
        dependents=("MED.15.RECEIPT", "figure.period"),
    )
    await scene.record(dispute, corrected)
    await kept(databases, rulebook, CLOCK)

    moved = {row[1]: row for row in await journal(projector)}
    assert moved["MED.15.RECEIPT"][2:6] == (
        ["start"],
        date(2026, 3, 20),
        date(2026, 3, 19),
        "dispute:FactCorrected",
    )
    relied_on = await projector.fetchval(
        "SELECT relied_on -> 'dependents' FROM views.deadline_moves WHERE rule = 'MED.15.RECEIPT'"
    )
    assert msgspec.json.decode(relied_on) == ["MED.15.RECEIPT", "figure.period"]


async def test_a_year_published_late_moves_exactly_what_rests_on_it(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    late = date(2027, 1, 7)
    touched = await in_mediation(scene, late)
    others = [await in_mediation(scene, late, "420102001"), await in_mediation(scene)]
    await kept(databases, rulebook, CLOCK)
    before = await rows(projector, "dispute, rule, due_rolled, provisional, xmin")

    rulebook.publish("51", 2027, off=(date(2027, 1, 22),))
    await kept(databases, rulebook, CLOCK)

    changed = set(await rows(projector, "dispute, rule, due_rolled, provisional, xmin")) - set(
        before
    )
    assert {row[0] for row in changed} == {touched}
    assert all(not row[3] for row in changed)
    moved = await journal(projector)
    assert {(row[0], *row[2]) for row in moved} == {(touched, "calendar")}
    assert ("MED.15.RECEIPT", date(2027, 1, 22), date(2027, 1, 25)) in {
        (row[1], row[3], row[4]) for row in moved
    }
    assert not {row[0] for row in changed} & set(others)
    found = await compare_deadlines(databases.projector, rulebook, CLOCK)
    assert found.differing == 0


async def test_another_version_of_the_rules_moves_the_open_ones_by_its_reason(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    await kept(databases, rulebook, CLOCK)
    rulebook.change("MED.15.ACCEPT", length=20)
    await kept(databases, rulebook, CLOCK)

    assert [row[:6] for row in await journal(projector)] == [
        (
            dispute,
            "MED.15.ACCEPT",
            ["rule"],
            date(2026, 3, 20),
            date(2026, 3, 25),
            "rule_pack",
        )
    ]
    assert {pack[-5:] for (pack,) in await rows(projector, "rule_pack")} == {".next"}


async def test_days_that_pass_while_it_stands_still_move_the_row_and_are_no_news(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    clock = StandingClock(datetime(2026, 3, 10, 1, tzinfo=UTC))
    rulebook.change("MED.15.ACCEPT", suspended_by="MED.SUSPEND")
    dispute = await in_mediation(scene)
    cause = parts.SuspensionCause.PARTY_INCAPACITATED
    await scene.record(dispute, e.MediationSuspended(occurred_on=date(2026, 3, 9), cause=cause))
    await kept(databases, rulebook, clock)
    (before,) = await rows(projector, "due_natural, lapse", "status = 'suspended'")

    clock.advance(days=5)
    await kept(databases, rulebook, clock)

    (after,) = await rows(projector, "due_natural, lapse", "status = 'suspended'")
    assert (after[0] - before[0]).days == 5
    assert before[1] == after[1] == ""
    assert await journal(projector) == []


async def test_what_had_ended_and_runs_again_is_told_so(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    await kept(databases, rulebook, CLOCK)
    await scene.record(dispute, e.MediationFailed(occurred_on=date(2026, 3, 9), reasons=()))
    await kept(databases, rulebook, CLOCK)
    restarted = e.MediationRestarted(occurred_on=date(2026, 3, 10), consented_by=(1, 2))
    await scene.record(dispute, restarted)
    await kept(databases, rulebook, CLOCK)

    told = [(row[1], *row[2]) for row in await journal(projector)]
    assert ("MED.15.ACCEPT", "began_again") in told
    assert told.index(("MED.15.ACCEPT", "began_again")) > 0


async def test_a_correction_after_its_deadline_had_ended_is_told_with_who_relied_on_it(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    await scene.record(dispute, e.MediationFailed(occurred_on=date(2026, 3, 9), reasons=()))
    await kept(databases, rulebook, CLOCK)
    corrected = e.FactCorrected(
        occurred_on=date(2026, 3, 10),
        field="registered_on",
        old="2026-03-05",
        new="2026-03-04",
        reason="登记日期笔误",
        dependents=("MED.15.RECEIPT",),
    )
    position = await scene.record(dispute, corrected)
    await scene.record(
        dispute, e.MediationRestarted(occurred_on=date(2026, 3, 10), consented_by=(1, 2))
    )
    before = len(await journal(projector))
    for _ in range(2):
        await kept(databases, rulebook, CLOCK)

    told = {row[1]: row[2:] for row in (await journal(projector))[before:] if row[6] == position}
    assert told["MED.15.RECEIPT"] == (
        ["start", "was_over"],
        date(2026, 3, 20),
        date(2026, 3, 19),
        "dispute:FactCorrected",
        position,
    )
    relied = await projector.fetchval(
        "SELECT relied_on -> 'relied' FROM views.deadline_moves WHERE 'was_over' = ANY (changes)"
    )
    hows = {one["how"] for one in msgspec.json.decode(relied.encode())}
    assert {"handled", "mediated"} <= hows


async def test_of_a_closed_dispute_too_a_correction_is_told_once(
    scene: Scene, databases: Databases, projector: Any, rulebook: ChangingRulebook
) -> None:
    dispute = await in_mediation(scene)
    closing = e.DisputeClosed(
        occurred_on=date(2026, 3, 9), outcome=parts.Outcome.NO_AGREEMENT, reason="双方分歧较大"
    )
    failed = e.MediationFailed(occurred_on=date(2026, 3, 9), reasons=())
    corrected = e.FactCorrected(
        occurred_on=date(2026, 3, 10),
        field="registered_on",
        old="2026-03-05",
        new="2026-03-04",
        reason="登记日期笔误",
    )
    position = await scene.record(dispute, failed, closing, corrected)
    for _ in range(2):
        await kept(databases, rulebook, CLOCK)

    told = [row for row in await journal(projector) if row[1] == "MED.15.RECEIPT"]
    assert [(row[2], row[6]) for row in told] == [(["start", "was_over"], position)]
