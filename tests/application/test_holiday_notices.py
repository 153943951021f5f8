"""Holiday notices on one log with two processes: what one enters the other counts by."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from services.workflow.application.holiday_notices import NoticeDetails, NoticeWithdrawal
from services.workflow.domain.errors import Refusal, Unknown
from tests.support.database import Databases
from tests.support.queries import rows_of
from tests.support.write_side import Service, entry, process_on

PLACE = "330281"
NOTICE = NoticeDetails(
    year=2027,
    off_days=(date(2027, 1, 1), date(2027, 2, 11)),
    make_up_days=(date(2027, 2, 14),),
    title="关于2027年部分节假日安排的通知（虚构）",
    number="虚构〔2026〕1号",
    issuer="虚构办公厅",
    published_on=date(2026, 11, 10),
    read_at="https://example.cn/2027",
)


def is_known(process: Service) -> bool:
    return 2027 in process.rulebook.calendar(PLACE).published_years


async def test_two_processes_agree_after_a_refresh(databases: Databases, tmp_path: Path) -> None:
    async with process_on(databases, tmp_path) as here, process_on(databases, tmp_path) as there:
        here.clock.instant = there.clock.instant = datetime(2026, 11, 22, 2, tzinfo=UTC)
        answered = await here.notices.enter("CN", NOTICE, entry())
        known_here, known_there = is_known(here), is_known(there)
        is_new = await there.rulebook.refresh()
        same = there.rulebook.calendar(PLACE) == here.rulebook.calendar(PLACE)
        reason = NoticeWithdrawal(reason="误录")
        await there.notices.withdraw("CN", answered.answer.notice, reason, entry())
        await here.rulebook.refresh()

        assert (known_here, known_there) == (True, False)
        assert (is_new, same) == (True, True)
        assert not is_known(here)
        assert here.rulebook.editions == there.rulebook.editions == {"CN": 2}


async def test_a_process_that_decides_knows_within_seconds_what_another_entered(
    databases: Databases, tmp_path: Path
) -> None:
    async with process_on(databases, tmp_path) as here, process_on(databases, tmp_path) as there:
        here.clock.instant = datetime(2026, 11, 22, 2, tzinfo=UTC)
        await here.notices.enter("CN", NOTICE, entry())
        async with asyncio.timeout(30):
            while not is_known(there):
                with pytest.raises(Unknown):
                    await there.reader.current(uuid4(), there.clerk)


async def test_a_process_that_starts_holds_what_was_entered(
    databases: Databases, tmp_path: Path
) -> None:
    async with process_on(databases, tmp_path) as here:
        here.clock.instant = datetime(2026, 11, 22, 2, tzinfo=UTC)
        await here.notices.enter("CN", NOTICE, entry())
        async with process_on(databases, tmp_path) as later:
            assert is_known(later)


async def test_of_two_processes_one_enters_the_notice_of_a_year(
    databases: Databases, tmp_path: Path
) -> None:
    async with process_on(databases, tmp_path) as here, process_on(databases, tmp_path) as there:
        here.clock.instant = there.clock.instant = datetime(2026, 11, 22, 2, tzinfo=UTC)
        answers = await asyncio.gather(
            *(side.notices.enter("CN", NOTICE, entry()) for side in (here, there) for _ in "123"),
            return_exceptions=True,
        )

    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert len(refused) == len(answers) - 1
    assert {refusal.code for refusal in refused} == {"calendar_notice_exists"}


async def test_the_entries_of_calendars_are_found_without_reading_the_log(
    databases: Databases, tmp_path: Path
) -> None:
    async with process_on(databases, tmp_path) as here:
        here.clock.instant = datetime(2026, 11, 22, 2, tzinfo=UTC)
        await here.notices.enter("CN", NOTICE, entry())
    plan = str(rows_of(databases.app, _EXPLAINED))

    assert "calendar_entries" in plan


_EXPLAINED = """
EXPLAIN SELECT position FROM log.events
 WHERE topic LIKE 'calendar:%' AND position > 0 ORDER BY position
"""
