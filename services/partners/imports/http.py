"""Imports by HTTP: handed in, followed, cancelled, and their reports."""

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import aclosing, nullcontext
from typing import Any, Final
from uuid import UUID, uuid5

import asyncpg
import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.language import Language
from services.kit.problem_details import NOT_FOUND, UNAVAILABLE, FieldError, Problem
from services.partners.imports.box import Box
from services.partners.imports.following import Following
from services.partners.imports.job import Job, JobKind, importer_of
from services.partners.imports.places import Places, too_many
from services.partners.imports.table import MOST_OPEN, Report, TooManyOpen
from services.partners.imports.told import ImportTold, import_told
from services.partners.imports.who import require_may_import, require_may_manage
from services.workflow.application.ports import KeyReused
from services.workflow.http.answers import in_language, json_response
from services.workflow.http.bodies import read_body
from services.workflow.http.headers import idempotency_key, language, require_json_taken
from services.workflow.http.identity import Caller, caller_of
from services.workflow.http.problems import INVALID_BODY, MEDIA
from services.workflow.http.query_values import invalid, parameter, require_known
from services.workflow.integrations.spreadsheet_limits import LARGEST_FILE

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Final[dict[str, JobKind]] = {
    XLSX: JobKind.LEDGER,
    "application/vnd.ms-excel": JobKind.LEDGER,
    "text/csv": JobKind.LEDGER,
    "application/x-ndjson": JobKind.APPLICATIONS,
    "application/jsonl": JobKind.APPLICATIONS,
}
"""Content-Type to what is imported."""
EVENTS: Final = "text/event-stream"
LARGE_BODY: Final = 1_000_000
"""Files from here on take a place while they come in."""
BODIES_OF_EACH, BODIES_TOGETHER = 2, 8
STREAMS_OF_EACH, STREAMS_TOGETHER = 8, 200
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f/\\]{1,200}")
_AWAY: Final = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)


class ImportEndpoints:
    """The endpoints."""

    def __init__(self, following: Following) -> None:
        self._following = following
        self._bodies = Places(
            *(BODIES_OF_EACH, BODIES_TOGETHER),
            zh="正在接收的大文件过多，请稍后再传",
            en="too many large files are coming in; send it again later",
        )
        self._streams = Places(
            *(STREAMS_OF_EACH, STREAMS_TOGETHER),
            zh=f"同时打开的进度流至多{STREAMS_OF_EACH}个",
            en=f"at most {STREAMS_OF_EACH} streams of progress at once",
        )

    async def start_import(self, request: Request) -> Response:
        """Hand in a file; it is worked on afterwards, and the answer says where to ask for it."""
        require_json_taken(request.headers)
        require_known(request, "name", "dry_run")
        sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        kind = KINDS.get(sent)
        if kind is None:
            raise Problem(MEDIA, zh="、".join(KINDS), en=", ".join(KINDS))
        caller = caller_of(request)
        require_may_import(caller, kind)
        key = caller.key(idempotency_key(request.headers))
        name, is_dry_run = _name(request), bool(parameter(request, "dry_run", bool))
        # Until it is sealed and kept a large file is in memory several times over.
        with nullcontext() if _is_small(request) else self._bodies.taken(_importer(caller)):
            source = await read_body(request, LARGEST_FILE)
            if not source.strip():
                place = FieldError(
                    pointer="#", code="missing", zh="没有内容", en="there is nothing in it"
                )
                raise Problem(INVALID_BODY, errors=(place,))
            content = f"{kind} {name} {is_dry_run}\n".encode() + source
            job = Job(
                id=uuid5(key, "import"),
                kind=kind,
                actor=caller.actor,
                importer=_importer(caller),
                partner=caller.partner,
                request_hash=hashlib.sha256(content).digest(),
                name=name.encode(),
                sha256=hashlib.sha256(source).digest(),
                size=len(source),
                is_dry_run=is_dry_run,
                wrapped_key=None,
                created_at=self._following.clock.now(),
            )
            kept = await self._kept(job, source)
        if kept.request_hash != job.request_hash:
            raise KeyReused(key)
        return await self._answer(request, kept, 202)

    async def _kept(self, job: Job, source: bytes) -> Job:
        try:
            return await self._following.hand_in(job, source)
        except TooManyOpen:
            raise too_many(
                f"至多{MOST_OPEN}个导入同时等待或办理，请等其中一个结束",
                f"at most {MOST_OPEN} imports wait or run at once; wait for one to end",
                seconds=30,
            ) from None
        except _AWAY:
            raise _unavailable() from None

    async def get_import(self, request: Request) -> Response:
        """How far an import of your own body is, and what came of it."""
        require_json_taken(request.headers)
        require_known(request)
        return await self._answer(request, await self._job(request))

    async def follow_import(self, request: Request) -> Response:
        """The same as a stream of events, one at each change, to its end."""
        require_known(request)
        job = await self._job(request)
        events = self._events(job, language(request.headers))
        return _Stream(events, self._streams, _importer(caller_of(request)))

    async def cancel_import(self, request: Request) -> Response:
        """End an import; what it has recorded stays recorded."""
        require_json_taken(request.headers)
        require_may_manage(caller_of(request))
        job = await self._job(request)
        try:
            await self._following.table.cancel(job.id, self._following.clock.now())
        except _AWAY:
            raise _unavailable() from None
        return await self._answer(request, await self._job(request))

    async def get_import_report_xlsx(self, request: Request) -> Response:
        """The file again, with a comment at every faulty cell, and a list of the faults."""
        report = await self._report(request, "report_xlsx")
        headers = {
            "Content-Disposition": 'attachment; filename="import-report.xlsx"',
            "Cache-Control": "private, no-store",
        }
        return Response(report, 200, headers, XLSX)

    async def get_import_report_json(self, request: Request) -> Response:
        """The counts and every fault with its place."""
        report = await self._report(request, "report_json")
        return Response(report, 200, {"Cache-Control": "private, no-store"}, "application/json")

    async def _report(self, request: Request, which: Report) -> bytes:
        require_known(request)
        require_may_manage(caller_of(request))
        job = await self._job(request)
        sealed = await self._following.table.report(job.id, which)
        if sealed is None or job.wrapped_key is None:
            raise Problem(
                NOT_FOUND,
                zh="还没有报告，或者已过保存期",
                en="there is no report yet, or it is not kept any more",
            )
        box = await Box.open(job.id, job.wrapped_key, self._following.master)
        return box.unseal(sealed, which)

    async def _job(self, request: Request) -> Job:
        """A job of the caller's own system, body or account."""
        try:
            job = await self._following.table.get(_id(request))
        except _AWAY:
            raise _unavailable() from None
        if job is None or not _is_own(job, caller_of(request)):
            raise Problem(NOT_FOUND)
        return job

    async def _events(self, job: Job, told: Language) -> AsyncIterator[bytes]:
        async with aclosing(self._following.changes(job)) as changes:
            async for current in changes:
                if current is None:
                    yield b": \n\n"
                    continue
                data = msgspec.json.encode(await self._told(current, told))
                yield b"event: " + (b"end" if current.has_ended else b"progress") + b"\ndata: "
                yield data + b"\n\n"

    async def _told(self, job: Job, told: Language) -> ImportTold:
        name = await self._following.name_of(job)
        return import_told(job, name, await self._following.table.same_file(job), told)

    async def _answer(self, request: Request, job: Job, status: int = 200) -> Response:
        told = language(request.headers)
        headers: dict[str, str] = {**in_language(told)}
        if status == 202:  # noqa: PLR2004
            headers["Location"] = f"/v1/imports/{job.id}"
        return json_response(await self._told(job, told), status, headers)


class _Stream(StreamingResponse):
    """The progress of an import, on a place of the importer's."""

    def __init__(self, events: AsyncIterator[bytes], places: Places, importer: str) -> None:
        super().__init__(events, media_type=EVENTS, headers={"X-Accel-Buffering": "no"})
        self._places = places
        self._importer = importer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it. Raises a Problem where there is no place."""
        with self._places.taken(self._importer):
            await super().__call__(scope, receive, send)


def _name(request: Request) -> str:
    name: Any = request.query_params.get("name", "import")
    if not _NAME.fullmatch(name):
        raise invalid(
            "name", "须为1至200个字符的文件名", "must be the name of a file, 1 to 200 characters"
        )
    return str(name)


def _is_own(job: Job, caller: Caller) -> bool:
    return job.importer == _importer(caller)


def _importer(caller: Caller) -> str:
    return importer_of(caller.actor, caller.partner)


def _is_small(request: Request) -> bool:
    declared = request.headers.get("content-length", "")
    return declared.isdigit() and len(declared) < len(str(LARGE_BODY))


def _id(request: Request) -> UUID:
    text: str = request.path_params["import_id"]
    try:
        found = UUID(text) if len(text) == 36 else None  # noqa: PLR2004
    except ValueError:
        found = None
    if found is None:
        raise Problem(NOT_FOUND)
    return found


def _unavailable() -> Problem:
    return Problem(UNAVAILABLE, headers={"Retry-After": "1"})
