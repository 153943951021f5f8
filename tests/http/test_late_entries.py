"""What was done in time is recorded with its own day, also where it is typed in after the last day."""

from datetime import timedelta
from typing import Any

from services.kit.clock import SystemClock
from services.workflow.application.quiet_time import QuietTime
from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.keeping import kept
from tests.support.sweeping import events_of, swept, types_of

FAILED = "MediationPeriodLapsed"


def now(api: Api, *, later: timedelta = timedelta()) -> None:
    """By the machine's clock, by which the log is written too."""
    api.service.clock.instant = SystemClock().now() + later


def ago(days: int) -> str:
    return (SystemClock().today() - timedelta(days=days)).isoformat()


async def sweep(api: Api, databases: Databases) -> int:
    service = api.service
    quiet = QuietTime(service.reader, service.clock)
    done = await swept(service, databases, service.rulebook, quiet)
    assert done.failures == []
    return done.recorded


async def accepted(api: Api, days: int) -> str:
    """The address of a dispute received and accepted so many days ago, and typed in now."""
    dispute = await api.registered(occurred_on=ago(days))
    consent = {"occurred_on": ago(days), "other_side_consented_on": ago(days)}
    await api.done(f"{dispute}/acceptance", consent)
    return dispute


async def state(api: Api, dispute: str) -> str:
    return str((await api.get(dispute)).json()["state"])


async def lapses(api: Api, dispute: str) -> int:
    return types_of(await events_of(api.service, dispute_id(dispute))).count(FAILED)


async def test_a_paper_file_is_entered_step_by_step_while_the_sweep_runs(
    api: Api, migrated: Databases
) -> None:
    now(api)
    dispute = await accepted(api, 60)
    instalment = {"no": 1, "due_on": ago(-30), "amount": 2_640_000}
    terms = {"terms": [{"claim": 1, "instalments": [instalment]}], "occurred_on": ago(50)}
    mediator = {"mediator": str(api.service.mediator), "occurred_on": ago(59)}
    session = {"place": "调解室", "present": [1, 2], "occurred_on": ago(55)}
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("mediator", mediator),
        ("sessions", session),
        ("terms", terms),
    )
    for minutes, (step, body) in enumerate(steps, start=1):
        now(api, later=timedelta(minutes=10 * minutes))
        await sweep(api, migrated)
        await api.done(f"{dispute}/{step}", body)
    await sweep(api, migrated)

    assert (await lapses(api, dispute), await state(api, dispute)) == (0, "agreed")


async def test_after_a_quiet_day_the_lapse_is_recorded_with_its_legal_day(
    api: Api, migrated: Databases
) -> None:
    now(api)
    dispute = await accepted(api, 60)
    now(api, later=timedelta(hours=23))
    await sweep(api, migrated)
    assert await lapses(api, dispute) == 0

    now(api, later=timedelta(hours=25))
    await sweep(api, migrated)

    (lapse,) = [
        one.event
        for one in await events_of(api.service, dispute_id(dispute))
        if type(one.event).__name__ == FAILED
    ]
    assert lapse.occurred_on - lapse.due_on == timedelta(days=1)


async def test_a_lapse_is_taken_back_and_what_was_done_in_time_recorded_with_its_day(
    api: Api, migrated: Databases
) -> None:
    now(api)
    dispute = await accepted(api, 60)
    mediator = {"mediator": str(api.service.mediator), "occurred_on": ago(59)}
    await api.done(f"{dispute}/mediator", mediator)
    now(api, later=timedelta(hours=25))
    await sweep(api, migrated)
    assert await state(api, dispute) == "mediation_failed"

    now(api)
    back = {
        "lapse": "mediation_period_lapsed",
        "reason": "双方在期限内同意延期，同意书其后才送交",
        "evidence": "延期同意书",
    }
    unseen = await api.post(f"{dispute}/lapses/withdrawal", back)
    assert unseen.status_code == 428
    seen = (await api.get(dispute)).headers["ETag"]
    await api.done(f"{dispute}/lapses/withdrawal", back, If_Match=seen)
    now(api, later=timedelta(hours=23))
    await sweep(api, migrated)
    assert (await lapses(api, dispute), await state(api, dispute)) == (1, "in_mediation")

    longer = {"until": ago(-20), "consented_by": [1, 2], "occurred_on": ago(50)}
    await api.done(f"{dispute}/mediation-period/extensions", longer)
    now(api, later=timedelta(days=3))
    await sweep(api, migrated)
    assert (await lapses(api, dispute), await state(api, dispute)) == (1, "in_mediation")


async def test_nobody_records_it_and_it_lapses_again(api: Api, migrated: Databases) -> None:
    now(api)
    dispute = await accepted(api, 60)
    now(api, later=timedelta(hours=25))
    await sweep(api, migrated)
    now(api)
    back = {"lapse": "mediation_period_lapsed", "reason": "有延期", "evidence": "延期同意书"}
    seen = (await api.get(dispute)).headers["ETag"]
    await api.done(f"{dispute}/lapses/withdrawal", back, If_Match=seen)

    now(api, later=timedelta(hours=25))
    await sweep(api, migrated)

    assert (await lapses(api, dispute), await state(api, dispute)) == (2, "mediation_failed")


async def test_the_exceptions_are_silent_while_somebody_enters_what_was_done(
    api: Api, migrated: Databases
) -> None:
    now(api)
    dispute = await accepted(api, 60)
    await kept(migrated, api.service.rulebook, api.service.clock)
    found = await api.get("/v1/exceptions?code=lapse_overdue&limit=200")
    (one,) = [x for x in found.json()["items"] if x["dispute"] == str(dispute_id(dispute))]
    assert one["rules"] == ["MED.15.RECEIPT"]


async def test_the_lapse_from_receipt_does_not_wait_but_once_taken_back_it_does(
    api: Api, migrated: Databases
) -> None:
    async def is_recorded() -> bool:
        return bool((await api.get(dispute)).json()["mediation"]["has_receipt_period_lapsed"])

    now(api)
    dispute = await accepted(api, 60)
    await sweep(api, migrated)
    assert await is_recorded()
    back = {"lapse": "receipt_period_lapsed", "reason": "错录", "evidence": "收件登记簿"}
    seen = (await api.get(dispute)).headers["ETag"]
    await api.done(f"{dispute}/lapses/withdrawal", back, If_Match=seen)
    now(api, later=timedelta(hours=1))
    await sweep(api, migrated)
    assert not await is_recorded()
    now(api, later=timedelta(hours=25))
    await sweep(api, migrated)
    assert await is_recorded()
