"""Same matters of a ledger: merged once all its disputes are in, and taken back when it says no more."""

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

import msgspec

from services.workflow.application.ledger.drafts import Draft
from services.workflow.application.ledger.faults import Fault
from services.workflow.application.ledger.past import Past
from services.workflow.application.ledger.preparing import Preparation
from services.workflow.application.ledger.recording import Addition, Recorder
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.stages.record.matter import MergeMatter, UnlinkMatter
from services.workflow.domain.errors import Refusal
from services.workflow.domain.fact import Fact


class Merged(NamedTuple):
    """How many disputes were merged or parted, in how many events, and what stood against it."""

    disputes: int
    events: int
    faults: list[Fault]


class Merging:
    """Brings the merges of the log in line with what a ledger says."""

    def __init__(self, recorder: Recorder, preparation: Preparation, *, is_dry_run: bool) -> None:
        self._recorder = recorder
        self._preparation = preparation
        self._is_dry_run = is_dry_run

    async def settle(self, drafts: Collection[Draft], leaders: Mapping[UUID, UUID]) -> Merged:
        """Merge followers into their leaders; undo a merge that only an earlier ledger knew."""
        if self._is_dry_run:
            return Merged(0, 0, [])
        ids = [draft.id for draft in drafts]
        pasts = dict(zip(ids, await self._recorder.pasts(ids), strict=True))
        outside = [leader for leader in leaders.values() if leader not in pasts]
        pasts |= dict(zip(outside, await self._recorder.pasts(outside), strict=True))
        additions, faults = [], []
        for draft in drafts:
            past, leader = pasts[draft.id], leaders.get(draft.id)
            if past is None or (leader is None and not past.merged_by_ledger):
                continue
            try:
                events = self._events(draft, past, pasts[leader] if leader else None)
            except Refusal as refusal:
                faults.append(
                    draft.at("duplicate_of").fault(
                        "duplicate_of", refusal.code, refusal.zh, refusal.en
                    )
                )
                continue
            if events:
                additions.append(self._addition(draft, past, events, leader))
        stored = await self._recorder.append(additions)
        return Merged(
            sum(1 for count in stored if count), sum(count or 0 for count in stored), faults
        )

    def _events(self, draft: Draft, past: Past, leader: Past | None) -> list[Fact]:
        dispute, events = past.dispute, list[Fact]()
        wanted = leader.dispute.id if leader else None
        if dispute.leader == wanted:
            return []
        received = [p.dispute.received_on for p in (past, leader) if p and p.dispute.received_on]
        given = msgspec.structs.replace(
            self._preparation.given(draft.record.region), occurred_on=max(received)
        )
        if dispute.leader is not None:
            command = UnlinkMatter(reason="台账不再写明重复")
            for event in decide(command, dispute, given):
                dispute = evolve(dispute, event, draft.id)
                events.append(event)
        if leader is not None and wanted is not None:
            given.leader = leader.dispute
            merge = MergeMatter(leader=wanted, reason=f"台账载明重复于{leader.dispute.case_number}")
            events.extend(decide(merge, dispute, given))
        return events

    def _addition(
        self, draft: Draft, past: Past, events: list[Fact], leader: UUID | None
    ) -> Addition:
        return Addition(
            dispute=draft.id,
            version=past.version,
            events=events,
            because=f"matter/{leader}",
            organisation=draft.organisation.id,
            given=self._preparation.given(draft.record.region),
        )
