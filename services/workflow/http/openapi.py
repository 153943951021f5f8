"""What the OpenAPI document says of each operation; the document is written from the tables."""

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.workflow.application.deadlines import DeadlineTold
from services.workflow.application.deadlines_told import DisputeDeadlines
from services.workflow.application.registry import Entered
from services.workflow.domain.dispute.decider import DECISIONS
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.http import calendar_docs, desk_docs
from services.workflow.http.answers import JSON, CommandAnswer
from services.workflow.http.entries import ENTRIES, EntryOperation
from services.workflow.http.examples import EXAMPLES
from services.workflow.http.finality import FinalityTold
from services.workflow.http.openapi_parts import (
    PARAMETERS,
    PROBLEM,
    TEXT,
    problem_responses,
    problems,
)
from services.workflow.http.operations import OPERATIONS, Operation
from services.workflow.http.reads import ActionTold, NoteTold
from services.workflow.http.record.whole import DisputeRecord
from services.workflow.http.routes_told import RouteTold
from services.workflow.http.schema_components import Schema, components, reference
from services.workflow.http.scope import ClaimScope
from services.workflow.http.webhook_docs import webhooks

TITLE = "枫桥 · fengqiao"
VERSION = "1"
SUMMARY = "从受理、调解到司法确认、仲裁衔接与履行：一件劳动人事争议一份记录"
ABOUT = """\
One record per labour dispute. Every POST is one command and carries an `Idempotency-Key`; a repeat
gets its first answer. `ETag` is the version of the dispute, `If-Match` says which version the
caller has seen. `Log-Position` says where a command stands in the log; lists and figures accept it
as `min_position`. What cannot be served is told as a problem document (RFC 9457) whose `type` is a
page of this service. Texts are Chinese unless `Accept-Language` prefers English.

Reads of disputes are recorded with who read, when and on which ground (`GET /v1/reads`); a read that
cannot be recorded is not answered (503). `X-Access-Reason` may say under which number or code the
reason stands: letters, digits and `. _ : / # -`, no names.

Amounts are in fen (分). Days are legal days in Asia/Shanghai; instants carry their zone.
"""
_ANSWERS: tuple[type, ...] = (
    CommandAnswer,
    Entered,
    DisputeRecord,
    ActionTold,
    NoteTold,
    RouteTold,
    DeadlineTold,
    FinalityTold,
    ClaimScope,
    DisputeDeadlines,
    *desk_docs.ANSWERS,
    *calendar_docs.ANSWERS,
)
_READING = (401, 403, 404, 406, 422, 500, 503)
_COMMAND = (400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 500, 503)
_NAMED = re.compile(r"\{(\w+)\}")
_STAGES = {command.move: command.__module__.rsplit(".", 1)[1] for command in DECISIONS}


def document(app: FastAPI) -> Schema:
    """The OpenAPI document of the whole app, those of the read side included."""
    told = get_openapi(
        title=TITLE,
        version=VERSION,
        summary=SUMMARY,
        description=ABOUT,
        openapi_version="3.1.0",
        routes=app.routes,
    )
    bodies: list[type] = [
        *(o.wire for o in OPERATIONS),
        *(e.body for e in ENTRIES),
        *desk_docs.BODIES,
        *calendar_docs.BODIES,
        *app.state.bodies,
    ]
    parts = told.setdefault("components", {})
    schemas = {
        **parts.get("schemas", {}),
        **components(bodies, [*_ANSWERS, *app.state.answers]),
        "Problem": PROBLEM,
    }
    parts["schemas"] = dict(sorted(schemas.items()))
    parts["responses"] = problem_responses()
    parts["parameters"] = PARAMETERS
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    }
    told["security"] = [{"token": []}]
    told["webhooks"] = webhooks()
    for path in told["paths"].values():
        for operation in path.values():
            # The rate limit stands before every operation, so it is said in one place.
            operation["responses"] |= problems(429)
    return told


def command_docs(operation: Operation) -> Schema:
    """What the document says of a command."""
    move = MOVE[operation.move]
    sources = "、".join(source.value for source in move.sources)
    rules = f" Rules: {', '.join(move.rules)}." if move.rules else ""
    body_docs = " ".join((operation.body.__doc__ or "").split())
    return {
        **_post(operation.move, operation.wire),
        "description": f"{body_docs}\n\nFrom: {sources}.{rules}",
        "parameters": [
            *_path_parameters(operation.path),
            _shared("Idempotency-Key"),
            *_seen_version(operation),
            _shared("Accept-Language"),
        ],
        "tags": [_STAGES[operation.move]],
        "responses": {
            **_answered(CommandAnswer, is_new=operation.creates, is_command=True),
            **problems(*_COMMAND, *((428,) if operation.is_edit else ())),
        },
    }


def entry_docs(operation: EntryOperation) -> Schema:
    """What the document says of an entry about a body or a mediator."""
    return {
        **_post(operation.id, operation.body),
        "parameters": [
            *_path_parameters(operation.path),
            _shared("Idempotency-Key"),
            _shared("Accept-Language"),
        ],
        "tags": ["register"],
        "responses": {
            **_answered(Entered, is_new=operation.creates, is_command=False),
            **problems(*(status for status in _COMMAND if status != 412)),  # noqa: PLR2004
        },
    }


def read_docs(answer: Schema, path: str, *parameters: Schema) -> Schema:
    """What the document says of a read."""
    return {
        "parameters": [*_path_parameters(path), *parameters, _shared("Accept-Language")],
        "tags": ["reading"],
        "responses": {
            "200": {"description": "OK", "content": {JSON: {"schema": answer}}},
            **problems(*_READING),
        },
    }


def query(name: str, schema: Schema, description: str) -> Schema:
    """A query parameter."""
    return {
        "in": "query",
        "name": name,
        "required": False,
        "schema": schema,
        "description": description,
    }


def _post(name: str, body: type) -> Schema:
    schema = {**reference(body), "examples": [EXAMPLES[name]]}
    return {"requestBody": {"required": True, "content": {JSON: {"schema": schema}}}}


def _answered(answer: type, *, is_new: bool, is_command: bool) -> Schema:
    headers: dict[str, Any] = {
        "ETag": _header("Version of the dispute, quoted."),
        "Log-Position": _header("Position in the log."),
    }
    if is_command:
        headers["Idempotency-Replayed"] = _header("`true` where this repeats a first answer.")
    if is_new and is_command:
        headers["Location"] = _header("Address of the new dispute.")
    return {
        "201" if is_new else "200": {
            "description": "Recorded",
            "headers": headers,
            "content": {JSON: {"schema": reference(answer)}},
        }
    }


def _header(description: str) -> Schema:
    return {"schema": TEXT, "description": description}


def _path_parameters(path: str) -> list[Schema]:
    number = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    identity = {"type": "string", "format": "uuid"}
    return [
        {
            "in": "path",
            "name": name,
            "required": True,
            "schema": identity if name.endswith("_id") else number,
        }
        for name in _NAMED.findall(path)
    ]


def _seen_version(operation: Operation) -> list[Schema]:
    if operation.creates:
        return []
    return [_shared("If-Match") if operation.is_edit else _shared("If-Match-Optional")]


def _shared(name: str) -> Schema:
    return {"$ref": f"#/components/parameters/{name}"}
