"""Puts together what the pages tell of deadlines and calendars."""

from uuid import UUID

from services.console.parts import ClockParts
from services.kit.clock import Clock
from services.workflow.application.calendars import CalendarReader
from services.workflow.application.deadlines_told import DisputeDeadlines
from services.workflow.application.dispute_deadlines import DeadlineReader, DeadlinesAsked
from services.workflow.application.ports import Rulebook
from services.workflow.application.read import DisputeReader
from services.workflow.domain.given import Actor, Role
from services.workflow.rules.packs import layers, national

_PAGES = Actor(account="console", role=Role.SYSTEM)
"""The pages ask for themselves whether their reader may see a dispute."""


def clock_parts(
    reader: DisputeReader, rulebook: Rulebook, calendars: CalendarReader, clock: Clock
) -> ClockParts:
    """Everything, from the write side's readers and the rules as shipped."""
    deadlines = DeadlineReader(reader, rulebook)

    async def of_dispute(dispute: UUID) -> DisputeDeadlines:
        return await deadlines.of_dispute(dispute, DeadlinesAsked(), _PAGES)

    return ClockParts(
        of_dispute=of_dispute,
        calendars=calendars,
        rules={rule.id: rule for layer in layers() for rule in layer.rules},
        soon=national().rule("DESK.SOON").quantity or 0,
        unrecorded_days=national().rule("LAPSE.UNRECORDED").quantity or 0,
        today=clock.today,
    )
