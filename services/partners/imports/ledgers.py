"""Imports a ledger as `fengqiao import ledger` does, within what the importer may enter."""

import asyncio
from typing import Any

from services.kit.clock import Clock
from services.partners.imports.job import Job
from services.partners.imports.who import allowed_for
from services.workflow.application.ledger import entries
from services.workflow.application.ledger.bodies import Directory
from services.workflow.application.ledger.importing import LedgerImport, correlation_of
from services.workflow.application.ledger.people import BulkKeyring
from services.workflow.application.ledger.report import Counts, Report
from services.workflow.application.ledger.sheets import Workbook
from services.workflow.application.ledger.taking_over import Progress
from services.workflow.application.ports import EventStore
from services.workflow.application.registry import Registry
from services.workflow.integrations import spreadsheet
from services.workflow.recorded import codec
from services.workflow.rules.rulebook import NationalRulebook

_PAGE = 2_000
_MATTER = ("dispute:MatterMerged", "dispute:MatterUnlinked")


class Ledgers:
    """What an import of a ledger needs."""

    def __init__(
        self,
        store: EventStore,
        keyring: BulkKeyring,
        directory: Directory,
        registry: Registry,
        clock: Clock,
        rulebook: NationalRulebook,
    ) -> None:
        self._store = store
        self._rulebook = rulebook
        self._import = LedgerImport(store, keyring, directory, registry, clock, rulebook)

    async def run(
        self, job: Job, source: bytes, name: str, progress: Progress
    ) -> tuple[Report, Workbook]:
        """Import what can be; an attempt after a broken-off one goes on. Raises Unusable."""
        workbook = await asyncio.to_thread(spreadsheet.read_bytes, source, name)
        entries.require_ledger(workbook)
        await self._rulebook.refresh()
        report = await self._import.run(
            workbook,
            is_dry_run=job.is_dry_run,
            allowed=allowed_for(job.actor),
            on_behalf_of=job.actor.account,
            progress=progress,
        )
        if job.attempts > 1 and not job.is_dry_run:
            await self._recount(report.counts, workbook, job.started_position or 0)
        return report, workbook

    async def _recount(self, counts: Counts, workbook: Workbook, after: int) -> None:
        """Count what earlier attempts of the job recorded with what the last one did."""
        correlation, first = correlation_of(workbook.digest), after
        added, merged, changed = set[Any](), set[Any](), set[Any]()
        counts.events = 0
        while rows := await self._store.read_log(after=first, limit=_PAGE):
            first = rows[-1].position
            for row in rows:
                if not row.topic.startswith("dispute:"):
                    continue
                if codec.decode(row).meta.correlation_id != correlation:
                    continue
                counts.events += 1
                kind = merged if row.topic in _MATTER else added if row.version == 1 else changed
                kind.add(row.stream_id)
        counts.added, counts.merged = len(added), len(merged)
        counts.corrected = len(changed - added)
        counts.unchanged = max(0, counts.disputes - counts.added - counts.corrected)
