"""Every deadline of a dispute: now, at a version, or as it was understood at the end of a day."""

from collections.abc import Iterator
from datetime import date, datetime, time
from uuid import UUID

import msgspec

from services.kit.clock import LEGAL_ZONE
from services.workflow.application.deadlines import Caveat
from services.workflow.application.deadlines_told import (
    DisputeDeadline,
    DisputeDeadlines,
    deadline_told,
    waits_told,
)
from services.workflow.application.ports import Rulebook
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.liveness import waiting
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.deadlines.responsible import responsible
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Actor


class DeadlinesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which deadlines, and how much of them."""

    version: int | None = None
    """Of the record; the newest where none is named."""
    as_of: date | None = None
    """The day at whose end they are to be told as they were understood."""
    is_explained: bool = True


class NotYetDay(Exception):
    """The day that was asked about has not come."""


class DeadlineReader:
    """Answers from the log itself, as the record does."""

    def __init__(self, reader: DisputeReader, rulebook: Rulebook) -> None:
        self._reader = reader
        self._rulebook = rulebook

    async def of_dispute(
        self, dispute_id: UUID, asked: DeadlinesAsked, actor: Actor
    ) -> DisputeDeadlines:
        """All of them. Raises Unknown for a dispute that the caller may not read, NotYetDay."""
        if asked.as_of is not None and asked.as_of > self._reader.today():
            raise NotYetDay(asked.as_of.isoformat())
        await self._rulebook.refresh()
        dispute, version = await self._record(dispute_id, asked, actor)
        basis = await self.basis(dispute, actor, asked.as_of)
        found = deadlines(dispute, basis)
        caveats = [*self._of_the_day(asked, basis)]
        if asked.as_of is not None:
            caveats += await self._of_the_rules(dispute_id, version, basis, actor)
        return DisputeDeadlines(
            dispute=dispute_id,
            version=version,
            state=dispute.state,
            as_of=basis.today,
            rule_pack=basis.rules.version,
            calendar=basis.calendar.version,
            waits_for=waits_told(waiting(dispute, found)) if dispute.is_open else None,
            caveats=tuple(caveats),
            deadlines=tuple(
                [
                    await self._told(one, dispute, basis, is_explained=asked.is_explained)
                    for one in found
                ]
            ),
        )

    async def basis(self, dispute: Dispute, actor: Actor, as_of: date | None = None) -> Basis:
        """The rules of today, and the calendar as known on the day that is asked about."""
        given = await self._reader.given(dispute, actor)
        if as_of is None:
            return Basis(rules=given.rules, calendar=given.calendar, today=given.today)
        calendar = self._rulebook.calendar(dispute.region, as_known_on=as_of)
        return Basis(rules=given.rules, calendar=calendar, today=as_of)

    async def _record(
        self, dispute_id: UUID, asked: DeadlinesAsked, actor: Actor
    ) -> tuple[Dispute, int]:
        if asked.version is not None:
            return await self._reader.at_version(dispute_id, asked.version, actor)
        if asked.as_of is not None:
            # All that was recorded before the next day began, wherever in that day.
            end = datetime.combine(asked.as_of, time.max, LEGAL_ZONE)
            return await self._reader.at_instant(dispute_id, end, actor)
        return await self._reader.current(dispute_id, actor)

    async def _told(
        self, deadline: Deadline, dispute: Dispute, basis: Basis, *, is_explained: bool
    ) -> DisputeDeadline:
        who = responsible(deadline, dispute)
        lapse = lapse_of(deadline, dispute)
        return deadline_told(
            deadline,
            basis,
            who,
            body_name=await self._reader.body_name(who.body) if who.body else "",
            lapse=lapse.move if lapse else "",
            is_explained=is_explained,
        )

    def _of_the_day(self, asked: DeadlinesAsked, basis: Basis) -> Iterator[Caveat]:
        if asked.version is not None:
            yield Caveat(
                code="past_record",
                zh=f"按第{asked.version}版记录推算，状态以{basis.today}为准",
                en=f"Computed from version {asked.version}; where each stands is told for {basis.today}",
            )

    async def _of_the_rules(
        self, dispute_id: UUID, version: int, basis: Basis, actor: Actor
    ) -> tuple[Caveat, ...]:
        """Rules are those of today; the last decision of the time may have had others."""
        decided = (await self._reader.history(dispute_id, actor))[version - 1]
        then = decided.meta.rule_pack
        if then == basis.rules.version:
            return ()
        return (
            Caveat(
                code="rules_of_today",
                zh=f"按现行规则包 {basis.rules.version} 推算；当时的决定依据 {then}",
                en=f"Computed under the rules of today, {basis.rules.version}; "
                f"what was decided then rests on {then}",
            ),
        )
