"""Prepared disputes on their way into the log: the new added, the changed continued, the same merged."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from services.workflow.application.ledger import people, references
from services.workflow.application.ledger.bodies import Bodies
from services.workflow.application.ledger.changes import compare
from services.workflow.application.ledger.drafts import Draft
from services.workflow.application.ledger.faults import Fault
from services.workflow.application.ledger.merging import Merging
from services.workflow.application.ledger.past import Past
from services.workflow.application.ledger.people import BulkKeyring
from services.workflow.application.ledger.preparing import Preparation, Prepared
from services.workflow.application.ledger.recording import Addition, Recorder
from services.workflow.application.ledger.report import Counts

Progress = Callable[[str, int, int], None]
"""Told the stage, how many disputes are done, and of how many."""

CHUNK: Final = 500
ATTEMPTS: Final = 3


class TakingOver:
    """One import under way: prepared disputes on their way into the log."""

    def __init__(
        self,
        recorder: Recorder,
        keyring: BulkKeyring,
        preparation: Preparation,
        prepared: Prepared,
        bodies: Bodies,
        progress: Progress,
        *,
        is_dry_run: bool,
    ) -> None:
        self.recorder = recorder
        self.counts = Counts()
        self.faults = prepared.faults
        self._keyring = keyring
        self._preparation = preparation
        self._told = prepared.told
        self._drafts = prepared.drafts
        self._bodies = bodies
        self._progress = progress
        self._is_dry_run = is_dry_run
        self._parting: set[UUID] = set()
        """Disputes that an earlier ledger said to repeat another."""
        self._merging = Merging(recorder, preparation, is_dry_run=is_dry_run)

    async def record(self) -> None:
        """Append what is new, then say which disputes are the same matter."""
        leaders = await self._leaders()
        self.counts.disputes = len(self._drafts)
        pending = list(self._drafts.values())
        for start in range(0, len(pending), CHUNK):
            await self._chunk(pending[start : start + CHUNK])
            done = min(start + CHUNK, len(pending))
            self._progress("recording", done, len(pending))
        concerned = [d for d in self._drafts.values() if d.id in self._parting | leaders.keys()]
        merged = await self._merging.settle(concerned, leaders)
        self.counts.merged = merged.disputes
        self.counts.events += merged.events
        self.faults.extend(merged.faults)

    async def _leaders(self) -> dict[UUID, UUID]:
        """By follower its leader; whoever names no usable one is refused, and whoever names that."""
        wanted = {id_ for id_, draft in self._drafts.items() if references.named(draft)}
        named = {
            c for id_ in wanted for c in references.candidates(self._drafts[id_], self._bodies)
        }
        outside = sorted(named - self._drafts.keys())
        pasts = dict(zip(outside, await self.recorder.pasts(outside), strict=True))
        on_file = {id_ for id_, past in pasts.items() if past}
        followers = [id_ for id_, past in pasts.items() if past and past.dispute.leader]
        while True:
            known = on_file | self._drafts.keys()
            leaders = {
                id_: references.leader_of(self._drafts[id_], self._bodies, known)
                for id_ in wanted & self._drafts.keys()
            }
            refused = dict(references.faults(leaders, self._drafts, followers))
            if not refused:
                return {id_: leader for id_, leader in leaders.items() if leader}
            for id_, fault in refused.items():
                self.faults.append(fault)
                del self._drafts[id_]

    async def _chunk(self, pending: list[Draft]) -> None:
        for _ in range(ATTEMPTS):
            pasts = await self.recorder.pasts([draft.id for draft in pending])
            new = [draft for draft, past in zip(pending, pasts, strict=True) if past is None]
            known = [(d, past) for d, past in zip(pending, pasts, strict=True) if past]
            lost = [*await self._add(new), *await self._change(known)]
            if not lost:
                return
            pending = lost
        self.faults.extend(_busy(draft) for draft in pending)

    async def _add(self, drafts: list[Draft]) -> list[Draft]:
        """Record new disputes; those that somebody recorded meanwhile come back."""
        if self._is_dry_run or not drafts:
            self.counts.added += len(drafts)
            return []
        told = [self._told[draft.id] for draft in drafts]
        histories = await people.named(drafts, told, self._keyring)
        additions = [
            Addition(
                dispute=draft.id,
                version=0,
                events=events,
                warnings=tuple(tuple(r.code for r in one.remarks) for one in told_),
                because=draft.digest,
                organisation=draft.organisation.id,
                given=self._preparation.given(draft.record.region),
            )
            for draft, events, told_ in zip(drafts, histories, told, strict=True)
        ]
        stored = await self.recorder.append(additions)
        self.counts.added += sum(1 for count in stored if count)
        self.counts.unchanged += sum(1 for count in stored if count == 0)
        self.counts.events += sum(count or 0 for count in stored)
        return [draft for draft, count in zip(drafts, stored, strict=True) if count is None]

    async def _change(self, known: list[tuple[Draft, Past]]) -> list[Draft]:
        """Record what a ledger says anew; those that somebody changed meanwhile come back."""
        differing = await people.differences(
            [(draft, past.dispute) for draft, past in known], self._keyring
        )
        changing, additions = [], []
        self._parting |= {draft.id for draft, past in known if past.merged_by_ledger}
        for draft, past in known:
            given = self._preparation.given(draft.record.region)
            change = compare(draft, self._told[draft.id], past, given)
            faults = [*change.faults, *differing.get(draft.id, [])]
            self.faults.extend(faults)
            if not faults and not change.events:
                self.counts.unchanged += 1
            if change.events:
                changing.append(draft)
                additions.append(
                    Addition(
                        dispute=draft.id,
                        version=past.version,
                        events=change.events,
                        warnings=change.warnings,
                        because=draft.digest,
                        organisation=draft.organisation.id,
                        given=given,
                    )
                )
        if self._is_dry_run:
            self.counts.corrected += len(changing)
            return []
        stored = await self.recorder.append(additions)
        self.counts.corrected += sum(1 for count in stored if count)
        self.counts.events += sum(count or 0 for count in stored)
        return [draft for draft, count in zip(changing, stored, strict=True) if count is None]


def _busy(draft: Draft) -> Fault:
    return draft.first.fault(
        "number",
        "worked_on_now",
        "系统中正有人办理这件争议，请稍后再导入一次",
        "somebody is working on this dispute; import once more later",
    )
