"""What follows from the events of a command before they are stored: is the dispute looked after, what moved."""

from collections.abc import Iterable

import msgspec

from services.workflow.application.deadlines_moved import (
    MovedDeadline,
    acts_of,
    moved_told,
)
from services.workflow.application.given import Gatherer
from services.workflow.application.streams import Streams
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.moved import moved
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.decider import require_looked_after
from services.workflow.domain.dispute.events import FactCorrected
from services.workflow.domain.dispute.guards.relying import REVISING, ReliedOn, relied_on
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Given


class Aftermath(msgspec.Struct, frozen=True, kw_only=True):
    """What a correction or annulment moved, and who is to be told; empty for other commands."""

    dependents: tuple[str, ...] = ()
    moved: tuple[MovedDeadline, ...] = ()
    relied_on: tuple[ReliedOn, ...] = ()


class Aftermaths:
    """Works them out; reads the log only where something was put right."""

    def __init__(self, streams: Streams, gatherer: Gatherer) -> None:
        self._streams = streams
        self._gatherer = gatherer

    async def of(
        self, move: str, before: Dispute, after: Dispute, events: Iterable[Fact], given: Given
    ) -> Aftermath:
        """Raises a Refusal where our own move would leave the dispute to nobody."""
        happened = tuple(events)
        if not happened:
            return Aftermath()
        was, now = await self._bases(before, after, given)
        require_looked_after(move, before, after, now, given)
        if before.id is None or REVISING.isdisjoint(type(event) for event in happened):
            return Aftermath()
        changed = moved(deadlines(before, was), deadlines(after, now))
        dependents = tuple(
            code for one in happened if isinstance(one, FactCorrected) for code in one.dependents
        )
        acts = acts_of(await self._streams.recorded(before.id))
        return Aftermath(
            dependents=dependents,
            moved=moved_told(changed),
            relied_on=relied_on(before, changed, dependents, acts),
        )

    async def _bases(self, before: Dispute, after: Dispute, given: Given) -> tuple[Basis, Basis]:
        """The same for both, but for a dispute that turns out to lie elsewhere."""
        was = Basis(rules=given.rules, calendar=given.calendar, today=given.today)
        if before.id is None or before.region == after.region:
            return was, was
        there = await self._gatherer.of_today(after, given.actor)
        return was, Basis(rules=there.rules, calendar=there.calendar, today=there.today)
