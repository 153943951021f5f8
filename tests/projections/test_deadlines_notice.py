"""A holiday notice that is entered late reaches the open deadlines through the log, and those alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.projections.deadlines.rebuild import compare_deadlines
from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.domain.dispute import events as e
from services.workflow.domain.holiday_calendar import HolidayNoticeEntered, calendar_id
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.calendar_log import CalendarLog
from tests.support.builders import MEDIATOR
from tests.support.database import Databases
from tests.support.keeping import rows
from tests.support.scenes import Scene
from tests.support.write_side import StandingClock

REGION = "510104020"
CLOCK = StandingClock(datetime(2027, 1, 25, 1, tzinfo=UTC))
EARLY, LATE = date(2026, 3, 5), date(2027, 1, 20)
FESTIVAL = tuple(date(2027, 2, 4) + timedelta(days=day) for day in range(8))
NOTICE = HolidayNoticeEntered(
    occurred_on=date(2027, 1, 25),
    region="CN",
    notice=1,
    year=2027,
    off_days=(date(2027, 1, 1), *FESTIVAL),
    title="关于2027年部分节假日安排的通知(虚构)",
    number="虚构〔2027〕1号",
    issuer="虚构办公厅",
    published_on=date(2027, 1, 25),
    read_at="https://example.cn/2027",
)


async def in_mediation(scene: Scene, received: date) -> UUID:
    centre = await scene.centre(f"中心{received}", REGION)
    return await scene.registered(
        centre,
        REGION,
        e.ApplicationAccepted(occurred_on=received, other_side_consented_on=received),
        e.MediatorAssigned(occurred_on=received, mediator=MEDIATOR, certificate_no="1"),
        occurred_on=received,
    )


async def test_the_keeper_takes_the_notice_from_the_log_and_counts_what_it_touches(
    scene: Scene, databases: Databases, projector: Any
) -> None:
    early, late = await in_mediation(scene, EARLY), await in_mediation(scene, LATE)
    await catch_up(databases.projector)
    async with await CalendarLog.open(databases.projector) as log:
        await keep_up(databases.projector, NationalRulebook(log.entries), clock=CLOCK)
        untouched = await rows(projector, "rule, due_rolled, xmin", f"dispute = '{early}'")
        before = await rows(projector, "due_rolled, provisional", _receipt(late))

        await scene.record(calendar_id("CN"), NOTICE)
        await catch_up(databases.projector)
        rulebook = NationalRulebook(log.entries)
        await keep_up(databases.projector, rulebook, clock=CLOCK)

        found = await compare_deadlines(databases.projector, rulebook, CLOCK)

    assert before == [(date(2027, 2, 4), True)]
    assert await rows(projector, "due_rolled, provisional", _receipt(late)) == [
        (date(2027, 2, 12), False)
    ]
    assert await rows(projector, "rule, due_rolled, xmin", f"dispute = '{early}'") == untouched
    told = await projector.fetch(
        "SELECT DISTINCT dispute, changes, cause FROM views.deadline_moves"
    )
    assert [tuple(row) for row in told] == [(late, ["calendar"], "calendar")]
    assert found.differing == 0


def _receipt(dispute: UUID) -> str:
    return f"dispute = '{dispute}' AND rule = 'MED.15.RECEIPT'"
