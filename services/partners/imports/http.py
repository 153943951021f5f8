"""Imports by HTTP: handed in, followed, cancelled, and their reports."""

import hashlib
import re
from collections.abc import AsyncIterator
from typing import Any, Final
from uuid import UUID, uuid5

import asyncpg
import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.language import Language
from services.kit.problem_details import NOT_FOUND, UNAVAILABLE, FieldError, Problem
from services.partners.imports.box import Box
from services.partners.imports.following import Following
from services.partners.imports.job import Job, JobKind, importer_of
from services.partners.imports.table import Report
from services.partners.imports.told import ImportTold, import_told
from services.partners.imports.who import require_may_import
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
_NAME: Final = re.compile(r"[^\x00-\x1f\x7f/\\]{1,200}")
_AWAY: Final = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)


class ImportEndpoints:
    """The endpoints."""

    def __init__(self, following: Following) -> None:
        self._following = following

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
        source = await read_body(request, LARGEST_FILE)
        if not source.strip():
            place = FieldError(
                pointer="#", code="missing", zh="没有内容", en="there is nothing in it"
            )
            raise Problem(INVALID_BODY, errors=(place,))
        job = Job(
            id=uuid5(key, "import"),
            kind=kind,
            actor=caller.actor,
            importer=importer_of(caller.actor),
            request_hash=hashlib.sha256(f"{kind} {name} {is_dry_run}\n".encode() + source).digest(),
            name=name.encode(),
            sha256=hashlib.sha256(source).digest(),
            size=len(source),
            is_dry_run=is_dry_run,
            wrapped_key=None,
            created_at=self._following.clock.now(),
        )
        try:
            kept = await self._following.hand_in(job, source)
        except _AWAY:
            raise _unavailable() from None
        if kept.request_hash != job.request_hash:
            raise KeyReused(key)
        return await self._answer(request, kept, 202)

    async def get_import(self, request: Request) -> Response:
        """How far an import of your own body is, and what came of it."""
        require_json_taken(request.headers)
        require_known(request)
        return await self._answer(request, await self._job(request))

    async def follow_import(self, request: Request) -> Response:
        """The same as a stream of events, one at each change, to its end."""
        require_known(request)
        job = await self._job(request)
        told = language(request.headers)
        return StreamingResponse(self._events(job, told), media_type=EVENTS, headers={"X-Accel-Buffering": "no"})  # fmt: skip

    async def cancel_import(self, request: Request) -> Response:
        """End an import; what it has recorded stays recorded."""
        require_json_taken(request.headers)
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
        """A job of the caller's own body, or of its own account."""
        try:
            job = await self._following.table.get(_id(request))
        except _AWAY:
            raise _unavailable() from None
        if job is None or not _is_own(job, caller_of(request)):
            raise Problem(NOT_FOUND)
        return job

    async def _events(self, job: Job, told: Language) -> AsyncIterator[bytes]:
        async for current in self._following.changes(job.id):
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


def _name(request: Request) -> str:
    name: Any = request.query_params.get("name", "import")
    if not _NAME.fullmatch(name):
        raise invalid(
            "name", "须为1至200个字符的文件名", "must be the name of a file, 1 to 200 characters"
        )
    return str(name)


def _is_own(job: Job, caller: Caller) -> bool:
    return job.importer == importer_of(caller.actor)


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
