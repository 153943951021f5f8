"""What is told of an import."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.kit.language import Language
from services.partners.imports.job import Job, JobKind, JobState
from services.workflow.application.ledger.report import Counts


class ImportTold(msgspec.Struct, frozen=True, kw_only=True):
    """An import: how far it is, and what came of it."""

    id: UUID
    kind: JobKind
    state: JobState
    name: str | None
    """Of the file; none after the time for which reports are kept."""
    sha256: str
    size: int
    is_dry_run: bool
    """Only checked: nothing is recorded."""
    stage: str
    """`checking` or `recording`."""
    done: int
    of: int
    """Rows or disputes of this stage."""
    counts: Counts | None
    """Once it is done."""
    adds_nothing: bool
    """Whether it is done and there was nothing new in it."""
    same_file_as: UUID | None
    """An earlier import of the very same file by the same body."""
    fault: str | None
    """Why nothing could be done with the file."""
    attempts: int
    """More than one: a worker was broken off, and another went on."""
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


ANSWERS: tuple[type, ...] = (ImportTold,)


def import_told(
    job: Job, name: str | None, same_file: UUID | None, language: Language
) -> ImportTold:
    """A job in a language."""
    counts = job.counts
    return ImportTold(
        id=job.id,
        kind=job.kind,
        state=job.state,
        name=name,
        sha256=job.sha256.hex(),
        size=job.size,
        is_dry_run=job.is_dry_run,
        stage=job.stage,
        done=job.done,
        of=job.of,
        counts=counts,
        adds_nothing=counts is not None and not (counts.added or counts.corrected or counts.merged),
        same_file_as=same_file,
        fault=job.fault_en if language == "en" else job.fault_zh,
        attempts=job.attempts,
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
    )
