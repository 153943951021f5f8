"""The endpoints that change disputes: one function, made once for every row of the operations table."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid5

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import NOT_FOUND, Problem
from services.workflow.application.handle import Envelope
from services.workflow.http.answers import answer_of, dispute_in_path, request_hash
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.edge import request_id_of
from services.workflow.http.headers import (
    expected_version,
    idempotency_key,
    require_json,
    require_json_taken,
)
from services.workflow.http.identity import caller_of
from services.workflow.http.operations import Operation

Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(operation: Operation, dependencies: Dependencies) -> Endpoint:
    """The endpoint of an operation."""
    reader = BodyReader(operation.wire)
    limit = dependencies.body_limit_bytes
    whole = operation.wire is operation.body
    is_new, is_edit = operation.creates, operation.is_edit

    async def command(request: Request) -> Response:
        headers = request.headers
        require_json(headers)
        require_json_taken(headers)
        caller = caller_of(request)
        key = caller.key(idempotency_key(headers))
        version = expected_version(headers, is_required=is_edit)
        dispute = new_dispute(key) if is_new else dispute_in_path(request)
        raw = await read_body(request, limit)
        body: Any = await reader.read(raw)
        outcome = await dependencies.handler.handle(
            Envelope(
                body=body if whole else _completed(body, operation, request),
                dispute=dispute,
                actor=caller.actor,
                key=key,
                request_hash=request_hash(request, raw),
                expected_version=version,
                correlation_id=request_id_of(request),
            )
        )
        return answer_of(outcome, request, is_new=is_new)

    command.__name__ = operation.move
    return command


def new_dispute(key: UUID) -> UUID:
    """The id of a dispute that is put on file under a key: a repeat names the same one."""
    return uuid5(key, "dispute")


def _completed(body: msgspec.Struct, operation: Operation, request: Request) -> Any:
    """The command with what its address names."""
    fields: dict[str, Any] = msgspec.structs.asdict(body)
    named = {name: _number(request, name) for name in operation.from_path}
    return operation.body(**fields | named)


def _number(request: Request, name: str) -> int:
    text: str = request.path_params[name]
    if text.isascii() and text.isdecimal() and len(text) <= 9:  # noqa: PLR2004
        return int(text)
    raise Problem(NOT_FOUND)
