"""What the endpoints of files share: what stands behind them, and how files are told."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Final, TypeVar
from uuid import UUID

import asyncpg
import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.clock import Clock
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.problem_details import NOT_FOUND, UNAVAILABLE, Problem
from services.partners.files.access import FileAccess, Known
from services.partners.files.completing import Completing
from services.partners.files.contents import Contents
from services.partners.files.receiving import Receiving
from services.partners.files.scanning import ScannerUnavailable
from services.partners.files.told import file_told
from services.partners.files.upload import Upload
from services.workflow.application.read import DisputeReader
from services.workflow.http.answers import in_language, json_response
from services.workflow.http.headers import language
from services.workflow.http.identity import caller_of

_LOST: Final = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)
_Self = TypeVar("_Self")
Serve = Callable[[_Self, Request], Coroutine[Any, Any, Response]]


class FileServices(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind the endpoints."""

    access: FileAccess
    receiving: Receiving
    completing: Completing
    contents: Contents
    reader: DisputeReader
    clock: Clock
    file_limit: int
    dispute_limit: int


def told_when_unavailable(serve: Serve[_Self]) -> Serve[_Self]:
    """A database or a scanner that does not answer is told as such: try again."""

    @wraps(serve)
    async def served(self: _Self, request: Request) -> Response:
        try:
            return await serve(self, request)
        except (*_LOST, ScannerUnavailable) as error:
            raise Problem(UNAVAILABLE, headers={"Retry-After": "5"}) from error

    return served


def file_in_path(request: Request) -> UUID:
    """The file of the address. Text that is no id is told like an id that is not there."""
    text: str = request.path_params["file_id"]
    try:
        return UUID(text) if len(text) == 36 else _none()  # noqa: PLR2004
    except ValueError:
        return _none()


def standing(upload: Upload, received: int) -> dict[str, str]:
    """The headers that say how far an upload has come."""
    return {
        "Upload-Offset": str(received),
        "Upload-Length": str(upload.size),
        "Upload-Complete": "?1" if received == upload.size else "?0",
    }


async def answer(
    services: FileServices, request: Request, known: Known, status: int = 200
) -> Response:
    """A file that the caller may know of."""
    upload, filed = known.upload, known.filed
    if filed is None:
        name: str | None = await services.receiving.name_of(upload) or None
    else:
        (name,) = await services.access.titles(caller_of(request), known.dispute, [filed])
    told = language(request.headers)
    headers = {**standing(upload, upload.received), **in_language(told)}
    if status == 201:  # noqa: PLR2004
        headers["Location"] = f"/v1/files/{upload.id}"
    return json_response(file_told(upload, filed, name, told), status, headers)


def _none() -> UUID:
    raise Problem(NOT_FOUND)
