"""What the deadlines were as understood on a day: the record and the calendar as known at its end."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.workflow.application.deadlines_told import DisputeDeadline, DisputeDeadlines
from services.workflow.application.dispute_deadlines import (
    DeadlineReader,
    DeadlinesAsked,
    NotYetDay,
)
from services.workflow.application.handle import CommandHandler
from services.workflow.application.read import DisputeReader
from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.errors import Unknown
from services.workflow.domain.legal import RulePack
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.cache import StateCache
from tests.support.database import Databases
from tests.support.dated_log import DatedLog
from tests.support.write_side import Service, application, service_on

PUBLISHED_ON = date(2026, 3, 12)
LOCAL_HOLIDAY = date(2026, 3, 13)


class LateRulebook(NationalRulebook):
    """A rulebook whose region announced a day off on 12 March, and whose rules can change."""

    edition = ""

    def calendar(self, region: str, as_known_on: date | None = None) -> WorkingCalendar:
        known = super().calendar(region)
        if as_known_on is not None and as_known_on < PUBLISHED_ON:
            return known
        return msgspec.structs.replace(
            known, version="announced", off_days=known.off_days | {LOCAL_HOLIDAY}
        )

    def pack(self, region: str, kind: str = "") -> RulePack:
        known = super().pack(region, kind)
        return msgspec.structs.replace(known, version=known.version + self.edition)


@pytest.fixture
def rulebook() -> LateRulebook:
    return LateRulebook()


@pytest.fixture
async def service(
    databases: Databases, tmp_path: Path, rulebook: LateRulebook
) -> AsyncIterator[Service]:
    async with service_on(databases, tmp_path) as running:
        log = DatedLog(running.store, running.clock)
        parts = (log, running.keyring, StateCache[Any](100), running.clock, rulebook)
        handler, reader = CommandHandler(*parts), DisputeReader(*parts)
        yield replace(running, handler=handler, reader=reader)


async def understood(service: Service, dispute: UUID, on: date) -> DisputeDeadlines:
    reader = DeadlineReader(service.reader, LateRulebook())
    return await reader.of_dispute(dispute, DeadlinesAsked(as_of=on), service.clerk)


def check_of(told: DisputeDeadlines) -> DisputeDeadline:
    (found,) = (one for one in told.deadlines if one.rule == "MED.ACCEPT")
    return found


def at(service: Service, day: int, hour: int = 2) -> None:
    service.clock.instant = datetime(2026, 3, day, hour, tzinfo=UTC)


async def test_the_calendar_is_the_one_that_was_known_then(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    at(service, 20)

    before = await understood(service, dispute, date(2026, 3, 11))
    since = await understood(service, dispute, PUBLISHED_ON)

    assert check_of(before).due_rolled == date(2026, 3, 13)
    assert (check_of(since).due_rolled, since.calendar) == (date(2026, 3, 16), "announced")


async def test_the_record_is_the_one_at_the_end_of_the_legal_day(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute
    at(service, 12, hour=15)  # 23 o'clock in Shanghai
    await service.send(AcceptApplication(other_side_consented_on=date(2026, 3, 12)), dispute)
    at(service, 20)

    eve = await understood(service, dispute, date(2026, 3, 11))
    then = await understood(service, dispute, date(2026, 3, 12))

    assert (eve.version, check_of(eve).status) == (1, Status.RUNNING)
    assert (then.version, check_of(then).status) == (2, Status.MET)


async def test_before_its_registration_and_after_today_nothing_is_told(service: Service) -> None:
    dispute = (await service.send(application())).answer.dispute

    with pytest.raises(Unknown):
        await understood(service, dispute, date(2026, 3, 9))
    with pytest.raises(NotYetDay):
        await understood(service, dispute, date(2026, 3, 11))


async def test_rules_that_have_changed_since_are_named(
    service: Service, rulebook: LateRulebook
) -> None:
    dispute = (await service.send(application())).answer.dispute
    same = await understood(service, dispute, service.clock.today())
    rulebook.edition = "+later"
    told = await understood(service, dispute, service.clock.today())

    assert same.caveats == ()
    assert [caveat.code for caveat in told.caveats] == ["rules_of_today"]
    assert "+later" in told.caveats[0].en
