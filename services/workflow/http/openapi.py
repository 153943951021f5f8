"""What the OpenAPI document says of each operation; the document is written from the tables."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from services.kit.problem_details import MEDIA_TYPE
from services.workflow.application.registry import Entered
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.http.answers import JSON, CommandAnswer
from services.workflow.http.entries import ENTRIES, EntryOperation
from services.workflow.http.examples import EXAMPLES
from services.workflow.http.operations import OPERATIONS, Operation
from services.workflow.http.problems import KINDS
from services.workflow.http.reads import ActionTold, NoteTold
from services.workflow.http.record import DisputeRecord
from services.workflow.http.schema_components import Schema, components, reference

TITLE = "枫桥 · fengqiao"
VERSION = "1"
SUMMARY = "从受理、调解到司法确认、仲裁衔接与履行：一件劳动人事争议一份记录"
ABOUT = """\
One record per labour dispute. Every POST is one command and carries an `Idempotency-Key`; a repeat
gets its first answer. `ETag` is the version of the dispute, `If-Match` says which version the
caller has seen. `Log-Position` says where a command stands in the log; lists and figures accept it
as `min_position`. What cannot be served is told as a problem document (RFC 9457) whose `type` is a
page of this service. Texts are Chinese unless `Accept-Language` prefers English.

Amounts are in fen (分). Days are legal days in Asia/Shanghai; instants carry their zone.
"""
_TEXT: Schema = {"type": "string"}
_READING = (401, 403, 404, 406, 422, 500, 503)
_COMMAND = (400, 401, 403, 404, 406, 409, 412, 413, 415, 422, 500, 503)
_PROBLEM: Schema = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457 problem document.",
    "properties": {
        "type": {"type": "string", "description": "Stable; also the address of a page about it."},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": {"type": "string", "description": "This one occurrence, as the log names it."},
        "code": {"type": "string", "description": "Stable code of the reason."},
        "rule": {
            "type": "object",
            "description": "The legal rule behind a refusal.",
            "properties": {"id": _TEXT, "source": _TEXT, "title": _TEXT},
            "required": ["id", "source", "title"],
        },
        "allowed": {
            "type": "array",
            "description": "The moves that are possible instead.",
            "items": {
                "type": "object",
                "properties": {"move": _TEXT, "title": _TEXT},
                "required": ["move", "title"],
            },
        },
        "data": {"type": "object", "description": "What the words were made from."},
        "current_version": {"type": "integer"},
        "limit_bytes": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string", "description": "JSON pointer into the body."},
                    "parameter": _TEXT,
                    "code": _TEXT,
                    "detail": _TEXT,
                },
                "required": ["code", "detail"],
            },
        },
    },
    "required": ["type", "title", "status"],
}


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
    bodies = [o.wire for o in OPERATIONS] + [e.body for e in ENTRIES]
    answers = [CommandAnswer, Entered, DisputeRecord, ActionTold, NoteTold]
    parts = told.setdefault("components", {})
    schemas = {**parts.get("schemas", {}), **components(bodies, answers), "Problem": _PROBLEM}
    parts["schemas"] = dict(sorted(schemas.items()))
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    }
    told["security"] = [{"token": []}]
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
            _key(),
            *(() if operation.creates else (_if_match(is_required=operation.is_edit),)),
            *_common(),
        ],
        "responses": {
            **_answered(CommandAnswer, is_new=operation.creates, is_command=True),
            **problems(*_COMMAND, *((428,) if operation.is_edit else ())),
        },
    }


def entry_docs(operation: EntryOperation) -> Schema:
    """What the document says of an entry about a body or a mediator."""
    return {
        **_post(operation.id, operation.body),
        "parameters": [*_path_parameters(operation.path), _key(), *_common()],
        "responses": {
            **_answered(Entered, is_new=operation.creates, is_command=False),
            **problems(*(status for status in _COMMAND if status != 412)),  # noqa: PLR2004
        },
    }


def read_docs(answer: Schema, path: str, *parameters: Schema) -> Schema:
    """What the document says of a read."""
    return {
        "parameters": [*_path_parameters(path), *parameters, *_common()],
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


def problems(*statuses: int) -> Schema:
    """The responses that are problem documents."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        str(status): {
            "description": " · ".join(
                f"{kind.zh} (`{kind.type}`)" for kind in KINDS if kind.status == status
            ),
            "content": content,
        }
        for status in sorted(statuses)
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
    return {"schema": _TEXT, "description": description}


def _path_parameters(path: str) -> list[Schema]:
    number = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    known = {
        "dispute_id": {"type": "string", "format": "uuid"},
        "organisation_id": {"type": "string", "format": "uuid"},
        "offer": number,
    }
    return [
        {"in": "path", "name": name, "required": True, "schema": schema}
        for name, schema in known.items()
        if f"{{{name}}}" in path
    ]


def _key() -> Schema:
    return {
        "in": "header",
        "name": "Idempotency-Key",
        "required": True,
        "schema": {"type": "string", "pattern": r"^[\x21-\x7e]{1,255}$"},
        "description": "Chosen by the caller; a retry sends the same one.",
        "example": "5f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10",
    }


def _if_match(*, is_required: bool) -> Schema:
    return {
        "in": "header",
        "name": "If-Match",
        "required": is_required,
        "schema": {"type": "string", "pattern": r'^"[1-9][0-9]{0,8}"$'},
        "description": "The ETag that the caller has seen.",
        "example": '"3"',
    }


def _common() -> list[Schema]:
    return [
        {
            "in": "header",
            "name": "Accept-Language",
            "required": False,
            "schema": {"type": "string"},
            "description": "`zh` (default) or `en`.",
            "example": "en",
        }
    ]
