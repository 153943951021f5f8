"""One import that was handed in, as the tables hold it."""

from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from services.workflow.application.ledger.report import Counts
from services.workflow.domain.given import Actor


class JobKind(StrEnum):
    """What is imported."""

    LEDGER = "ledger"
    """A ledger (台账) as a spreadsheet: history, taken over as it happened."""
    APPLICATIONS = "applications"
    """JSON Lines of applications, each registered as if it had been sent alone."""


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    """Rows may have been refused: the counts and the report say which."""
    FAILED = "failed"
    """Nothing could be done with the file; `fault` says why."""
    CANCELLED = "cancelled"
    """What was recorded before stays recorded."""


ENDED: Final = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One row, without the sealed bytes."""

    id: UUID
    kind: JobKind
    actor: Actor
    importer: str
    partner: str | None = None
    """Code of the partner whose system handed it in."""
    request_hash: bytes
    name: bytes | None
    sha256: bytes
    size: int
    is_dry_run: bool
    wrapped_key: bytes | None
    state: JobState = JobState.WAITING
    is_unwanted: bool = False
    """Its cancellation was asked for."""
    stage: str = ""
    done: int = 0
    of: int = 0
    counts: Counts | None = None
    fault_zh: str | None = None
    fault_en: str | None = None
    attempts: int = 0
    started_position: int | None = None
    created_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ENDED


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a job, as it is kept: the reports sealed."""

    state: JobState
    counts: Counts | None = None
    fault_zh: str | None = None
    fault_en: str | None = None
    report_json: bytes | None = None
    report_xlsx: bytes | None = None


def importer_of(actor: Actor, partner: str | None = None) -> str:
    """Whose source keys the rows are: the body's, of who has none the partner's, or the account's.

    A partner may have several clients, and new ones: its keys are its own whichever of them sends.
    """
    if actor.organisation:
        return str(actor.organisation)
    return f"partner:{partner}" if partner else f"account:{actor.account}"
