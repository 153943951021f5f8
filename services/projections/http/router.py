"""The routes of the read side, with what the OpenAPI document says of each."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from services.projections.http import (
    calendar_feed,
    deadline_moves,
    deadlines_due,
    directory,
    disputes,
    exceptions,
    figures,
    items,
    ledger,
    matters,
    package,
    tasks,
)
from services.projections.http.answering import Read, endpoint
from services.projections.http.parameter_kinds import CURSOR
from services.projections.http.parameters import Schema
from services.projections.http.read_side import ReadSide

READS: tuple[Read, ...] = (
    *disputes.READS,
    *package.READS,
    *items.READS,
    *matters.READS,
    *tasks.READS,
    *deadlines_due.READS,
    *deadline_moves.READS,
    *exceptions.READS,
    *figures.READS,
    *directory.READS,
    *ledger.READS,
)
ANSWERS: tuple[type, ...] = tuple(read.answers for read in READS if read.answers is not None)
"""Types whose schemas the OpenAPI document needs."""
_PROBLEMS = (401, 403, 422, 500, 503)
_IN_PATH: dict[str, Schema] = {
    "dispute_id": {"type": "string", "format": "uuid"},
    "definition": {"type": "string", "examples": ["area_resolution@1"]},
}


def create_router(read_side: ReadSide) -> APIRouter:
    """Every route, answering from these read models."""
    router = APIRouter()
    for read in READS:
        router.add_api_route(
            read.path,
            endpoint(read, read_side),
            methods=["GET"],
            operation_id=read.name,
            summary=f"{read.zh} · {read.en}",
            description=(read.answer.__doc__ or "").strip(),
            response_class=Response,
            response_model=None,
            openapi_extra=_docs(read),
        )
    router.add_api_route(
        calendar_feed.PATH,
        calendar_feed.feed_endpoint(read_side),
        methods=["GET"],
        operation_id="read_calendar_feed",
        response_class=Response,
        response_model=None,
        **calendar_feed.DOCS,
    )
    return router


def _docs(read: Read) -> Schema:
    in_path = [
        {"in": "path", "name": name, "required": True, "schema": schema}
        for name, schema in _IN_PATH.items()
        if f"{{{name}}}" in read.path
    ]
    language = {"$ref": "#/components/parameters/Accept-Language"}
    answered: dict[str, Any] = {
        "description": "OK",
        "headers": _headers(read),
        "content": _content(read),
    }
    problems = {
        str(status): {"$ref": f"#/components/responses/Problem{status}"}
        for status in sorted((*_PROBLEMS, *read.statuses))
    }
    return {
        "parameters": [*in_path, *(each.docs for each in read.known), language],
        "tags": ["reading"],
        "responses": {"200": answered, **problems},
    }


def _content(read: Read) -> Schema:
    if read.answers is None:
        # The bytes of a file, as JSON Schema leaves them undescribed.
        return {media.partition(";")[0]: {"schema": {}} for media in read.media}
    return {
        "application/json": {"schema": {"$ref": f"#/components/schemas/{read.answers.__name__}"}}
    }


def _headers(read: Read) -> Schema:
    told = {
        "Log-Position": "The answer holds at least the log up to this position.",
        "Content-Language": "Language of the texts.",
    }
    if any(parameter.name == CURSOR.name for parameter in read.parameters):
        told["Link"] = 'The next page, as `<…>; rel="next"`; absent on the last.'
    return {
        name: {"schema": {"type": "string"}, "description": about} for name, about in told.items()
    }
