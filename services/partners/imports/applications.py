"""Imports applications from JSON Lines: each row an ordinary registration under its own source key."""

import asyncio
import hashlib
from collections.abc import Sequence
from typing import Annotated, Any, Final
from uuid import UUID, uuid5

import msgspec

from services.kit.problem_details import Problem
from services.partners.imports.job import Job
from services.partners.imports.rows import LONGEST_LINE, MOST_LINES, Row, fault_at, workbook_of
from services.workflow.application.handle import (
    CommandHandler,
    Envelope,
    Outcome,
    TooMuchContention,
)
from services.workflow.application.ledger.faults import Fault, Severity
from services.workflow.application.ledger.recording import all_of
from services.workflow.application.ledger.report import Counts, Report, in_order
from services.workflow.application.ledger.sheets import Unusable, Workbook
from services.workflow.application.ledger.taking_over import Progress
from services.workflow.application.ports import KeyReused
from services.workflow.application.requests import DisputeApplication
from services.workflow.domain.errors import Refusal
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.reasons import REASONS
from services.workflow.http.bodies import BodyReader
from services.workflow.http.commands import new_dispute
from services.workflow.recorded.codec import encode_value

IMPORTED: Final = UUID("7d3e0f4c-53a1-5a34-8d8f-2f1f0c9a7b21")
"""Namespace of the keys of rows."""
MOST_ROWS: Final = 20_000
AT_ONCE: Final = 100
MOST_FAULTS: Final = 20
"""Of one row: whoever has so many looks at his program, not at the next fault."""
_ENCODER: Final = msgspec.json.Encoder(enc_hook=encode_value, order="sorted")


class ImportedApplication(DisputeApplication, frozen=True, kw_only=True):
    """One row: an application, with the number it has in the sender's own system."""

    source_key: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    """The sender's own; the same one again is the same application, and adds nothing."""


class Applications:
    """What an import of applications needs."""

    def __init__(self, handler: CommandHandler) -> None:
        self._handler = handler
        self._reader: BodyReader[Any] = BodyReader(ImportedApplication)

    async def run(
        self, job: Job, source: bytes, name: str, progress: Progress
    ) -> tuple[Report, Workbook]:
        """Register what can be; what an earlier attempt registered is found again. Raises Unusable."""
        rows = await asyncio.to_thread(rows_in, source, name)
        progress("checking", 0, len(rows))
        read, faults = await self._read(rows)
        counts = Counts(rows=len(rows), disputes=len(read))
        progress("recording", 0, len(read))
        for start in range(0, len(read), AT_ONCE):
            if not job.is_dry_run:
                piece = read[start : start + AT_ONCE]
                told = await all_of(self._register(job, row, body) for row, body in piece)
                for row_faults, outcome in told:
                    faults += row_faults
                    _count(counts, outcome, job)
            progress("recording", min(start + AT_ONCE, len(read)), len(read))
        found = in_order(faults)
        counts.rows_refused = len({fault.place.row for fault in found if fault.is_error})
        report = Report(
            file=name,
            encoding="UTF-8",
            is_dry_run=job.is_dry_run,
            is_sample=False,
            counts=counts,
            faults=found,
        )
        return report, await asyncio.to_thread(workbook_of, rows, name, source)

    async def _read(
        self, rows: Sequence[Row]
    ) -> tuple[list[tuple[Row, ImportedApplication]], list[Fault]]:
        """The rows that say what they must; the faults of the others, each at its field."""
        good: list[tuple[Row, ImportedApplication]] = []
        faults: list[Fault] = []
        seen: dict[str, tuple[int, bytes]] = {}
        for at, row in enumerate(rows):
            if at % AT_ONCE == 0:
                await asyncio.sleep(0)
            if len(row.text) > LONGEST_LINE:
                faults.append(_too_long(row))
                continue
            try:
                body = await self._reader.read(row.text)
            except Problem as problem:
                told = problem.errors[:MOST_FAULTS]
                faults += [fault_at(row, e.pointer, e.code, e.zh, e.en) for e in told]
                continue
            line, content = seen.setdefault(body.source_key, (row.line, _ENCODER.encode(body)))
            if content != _ENCODER.encode(body):
                faults.append(_told_otherwise(row, line))
            elif line == row.line:
                good.append((row, body))
        return good, faults

    async def _register(
        self, job: Job, row: Row, body: ImportedApplication
    ) -> tuple[list[Fault], Outcome | None]:
        key = uuid5(IMPORTED, f"{job.importer}/{body.source_key}")
        fields = {f: getattr(body, f) for f in DisputeApplication.__struct_fields__}
        application = DisputeApplication(**fields)
        envelope = Envelope(
            body=application,
            dispute=new_dispute(key),
            actor=job.actor,
            key=key,
            request_hash=hashlib.sha256(_ENCODER.encode(application)).digest(),
            correlation_id=job.id,
        )
        try:
            outcome = await self._handler.handle(envelope)
        except Refusal as refusal:
            return [fault_at(row, "#", refusal.code, refusal.zh, refusal.en)], None
        except InvalidValue as invalid:
            return [fault_at(row, "#", invalid.code, invalid.zh, invalid.en)], None
        except KeyReused:
            return [_told_otherwise(row, None)], None
        except TooMuchContention:
            return [fault_at(row, "#", "busy", "系统繁忙，请再导入一次", "too busy: import once more")], None  # fmt: skip
        return [_warned(row, code) for code in outcome.answer.warnings], outcome


def rows_in(source: bytes, name: str) -> list[Row]:
    """The lines that say something. Raises Unusable."""
    lines = source.count(b"\n")
    if lines > MOST_LINES:
        raise Unusable(
            f"“{name}”有{lines}行（含空行），最多{MOST_LINES}行，请分成几个文件",
            f"'{name}' has {lines} lines, blank ones too; {MOST_LINES} are the most",
        )
    rows = [
        Row(line=line, text=text.strip())
        for line, text in enumerate(source.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)
        if text.strip()
    ]
    if not rows:
        raise Unusable(f"“{name}”是空文件", f"'{name}' is empty")
    if len(rows) > MOST_ROWS:
        raise Unusable(
            f"“{name}”有{len(rows)}行，一次最多{MOST_ROWS}行，请分成几个文件",
            f"'{name}' has {len(rows)} rows; {MOST_ROWS} at once are the most, import it in parts",
        )
    return rows


def _count(counts: Counts, outcome: Outcome | None, job: Job) -> None:
    if outcome is None:
        return
    # What an earlier attempt of this job registered is repeated, and was added by this job.
    if outcome.position > (job.started_position or 0):
        counts.added += 1
        counts.events += 1
    else:
        counts.unchanged += 1


def _told_otherwise(row: Row, line: int | None) -> Fault:
    where_zh = f"第{line}行" if line else "以前导入的数据"
    where = f"line {line}" if line else "an earlier import"
    return fault_at(
        row,
        "#/source_key",
        "source_key_reused",
        f"source_key 与{where_zh}相同而内容不同；已登记的争议请直接办理，不能用导入更改",
        f"the same source_key as {where} with other content; an import does not change what is on file",
    )


def _too_long(row: Row) -> Fault:
    return fault_at(
        row,
        "#",
        "too_long",
        f"一行最多{LONGEST_LINE}字节",
        f"a line has at most {LONGEST_LINE} bytes",
    )


def _warned(row: Row, code: str) -> Fault:
    zh, en = REASONS[code]
    return fault_at(row, "#", code, zh, en, Severity.WARNING)
