"""The parts that operations of the OpenAPI document share: the problem, headers, problem responses."""

from services.kit.problem_details import MEDIA_TYPE
from services.workflow.http.problems import KINDS
from services.workflow.http.schema_components import Schema

TEXT: Schema = {"type": "string"}
PROBLEM: Schema = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457 problem document.",
    "properties": {
        "type": {"type": "string", "description": "Stable; also the address of a page about it."},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": {"type": "string", "description": "This one occurrence, as the log names it."},
        "code": {"type": "string", "description": "Stable code of the reason."},
        "rule": {
            "type": "object",
            "description": "The legal rule behind a refusal.",
            "properties": {"id": TEXT, "source": TEXT, "title": TEXT},
            "required": ["id", "source", "title"],
        },
        "allowed": {
            "type": "array",
            "description": "The moves that are possible instead.",
            "items": {
                "type": "object",
                "properties": {"move": TEXT, "title": TEXT},
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
                    "parameter": TEXT,
                    "code": TEXT,
                    "detail": TEXT,
                },
                "required": ["code", "detail"],
            },
        },
    },
    "required": ["type", "title", "status"],
}
_IF_MATCH: Schema = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "pattern": r'^"[1-9][0-9]{0,8}"$'},
    "description": "The ETag that the caller has seen.",
    "example": '"3"',
}
PARAMETERS: Schema = {
    "Idempotency-Key": {
        "in": "header",
        "name": "Idempotency-Key",
        "required": True,
        "schema": {"type": "string", "pattern": r"^[\x21-\x7e]{1,255}$"},
        "description": "Chosen by the caller; a retry sends the same one.",
        "example": "5f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10",
    },
    "If-Match": _IF_MATCH,
    "If-Match-Optional": {**_IF_MATCH, "required": False},
    "Accept-Language": {
        "in": "header",
        "name": "Accept-Language",
        "required": False,
        "schema": {"type": "string"},
        "description": "`zh` (default) or `en`.",
        "example": "en",
    },
}


def problem_responses() -> Schema:
    """The responses that are problem documents, by status."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told: dict[int, list[str]] = {}
    for kind in sorted(KINDS, key=lambda kind: kind.status):
        told.setdefault(kind.status, []).append(f"{kind.zh} (`{kind.type}`)")
    return {
        f"Problem{status}": {"description": " · ".join(kinds), "content": content}
        for status, kinds in told.items()
    }


def problems(*statuses: int) -> Schema:
    """The responses that are problem documents, of an operation that may answer so."""
    return {
        str(status): {"$ref": f"#/components/responses/Problem{status}"}
        for status in sorted(statuses)
    }
