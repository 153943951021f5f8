"""The import of a ledger: read, check, tell as history, append what the log does not have."""

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID, uuid5

from services.kit.clock import Clock
from services.workflow.application.ledger import bodies as on_file
from services.workflow.application.ledger import entries
from services.workflow.application.ledger.bodies import Directory
from services.workflow.application.ledger.people import BulkKeyring
from services.workflow.application.ledger.preparing import (
    LEDGER,
    Allowed,
    Preparation,
    everything,
)
from services.workflow.application.ledger.recording import Recorder
from services.workflow.application.ledger.report import Report, in_order
from services.workflow.application.ledger.sheets import Workbook
from services.workflow.application.ledger.taking_over import Progress, TakingOver
from services.workflow.application.ports import EventStore, Rulebook
from services.workflow.application.registry import Entry, OrganisationDetails, Registry

IMPORTS: Final = UUID("0b0f1f8e-6f0e-5d53-9a0c-5f7f5f3c6503")
"""Namespace of the ids that bind the events of one file."""


def correlation_of(digest: bytes) -> UUID:
    """What binds the events of one file."""
    return uuid5(IMPORTS, digest.hex())


class LedgerImport:
    """Takes ledgers over into the log. The same file again adds nothing."""

    def __init__(
        self,
        store: EventStore,
        keyring: BulkKeyring,
        directory: Directory,
        registry: Registry,
        clock: Clock,
        rulebook: Rulebook,
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._directory = directory
        self._registry = registry
        self._clock = clock
        self._rulebook = rulebook

    async def run(
        self,
        workbook: Workbook,
        *,
        creates_unknown: bool = False,
        is_dry_run: bool = False,
        allowed: Allowed = everything,
        on_behalf_of: str | None = None,
        progress: Progress = lambda _stage, _done, _of: None,
    ) -> Report:
        """Import the good rows and report the others. Raises Unusable, StoreUnavailable.

        `on_behalf_of` is the account that asked for it; `allowed` says which rows it may enter.
        """
        # In a thread: whatever else this process does goes on meanwhile.
        reading = await asyncio.to_thread(entries.read, workbook)
        progress("checking", 0, reading.rows)
        bodies = await on_file.load(self._directory, self._keyring)
        preparation = Preparation(
            bodies,
            self._clock.today(),
            self._rulebook,
            creates_unknown=creates_unknown,
            allowed=allowed,
        )
        prepared = await asyncio.to_thread(preparation.prepare, reading)
        progress("checking", reading.rows, reading.rows)
        run = TakingOver(
            Recorder(self._store, correlation_of(workbook.digest), on_behalf_of),
            self._keyring,
            preparation,
            prepared,
            bodies,
            progress,
            is_dry_run=is_dry_run,
        )
        named = {draft.organisation.code for draft in prepared.drafts.values()}
        unverified = [details for details in prepared.unverified if details.code in named]
        if not is_dry_run:
            await self._enter(unverified)
        await run.record()
        run.counts.rows = reading.rows
        run.counts.organisations = len(unverified)
        return _report(workbook, reading.entries, run, is_dry_run=is_dry_run)

    async def _enter(self, unverified: Sequence[OrganisationDetails]) -> None:
        for details in unverified:
            key = uuid5(IMPORTS, details.code)
            entry = Entry(actor=LEDGER, key=key, request_hash=hashlib.sha256(key.bytes).digest())
            await self._registry.register_organisation(details, entry)


def _report(
    workbook: Workbook, read: Iterable[entries.Entry], run: TakingOver, *, is_dry_run: bool
) -> Report:
    faults = in_order(run.faults)
    refused = {(f.place.sheet, f.place.row) for f in faults if f.is_error}
    run.counts.rows_refused = len(refused)
    return Report(
        file=workbook.name,
        encoding=workbook.encoding,
        is_dry_run=is_dry_run,
        is_sample=any(entry.is_sample for entry in read),
        counts=run.counts,
        faults=faults,
        position=run.recorder.position,
    )
