"""The routes of imports, with what the OpenAPI document says of each."""

from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from services.partners.imports.following import Following
from services.partners.imports.http import EVENTS, KINDS, XLSX, ImportEndpoints
from services.partners.imports.told import ImportTold
from services.workflow.http.openapi_parts import problems
from services.workflow.http.schema_components import Schema, reference

IMPORTS: Final = "/v1/imports"
IMPORT: Final = f"{IMPORTS}/{{import_id}}"
_JSON: Final = "application/json"
_EVENT: Final[Schema] = {
    "type": "object",
    "properties": {
        "event": {"type": "string", "enum": ["progress", "end"]},
        "data": {"type": "string", "description": "An import, as `GET` of it tells it."},
    },
    "required": ["event", "data"],
}
_READING: Final = (401, 403, 404, 406, 422, 429, 500, 503)
_SENDING: Final = (400, 401, 403, 406, 413, 415, 422, 429, 500, 503)


def import_router(following: Following) -> APIRouter:
    """Every route."""
    ends, router = ImportEndpoints(following), APIRouter()
    told: Schema = {_JSON: {"schema": reference(ImportTold)}}
    stream: Schema = {EVENTS: {"schema": _EVENT}}
    for method, path, serve, summary, docs in (
        ("POST", IMPORTS, ends.start_import, "导入台账或申请 · Import a ledger or applications", _sent(told)),
        ("GET", IMPORT, ends.get_import, "导入情况 · How far an import is", _docs(told)),
        ("GET", f"{IMPORT}/progress", ends.follow_import, "导入进度 · Follow an import", _docs(stream)),
        ("POST", f"{IMPORT}/cancellation", ends.cancel_import, "取消导入 · Cancel an import", _docs(told)),
        ("GET", f"{IMPORT}/report.xlsx", ends.get_import_report_xlsx, "逐格报告 · Report at the cells", _docs({XLSX: {"schema": {}}})),
        ("GET", f"{IMPORT}/report.json", ends.get_import_report_json, "导入报告 · Report as data", _docs({_JSON: {"schema": {"type": "object"}}})),
    ):  # fmt: skip
        router.add_api_route(
            path,
            serve,
            methods=[method],
            operation_id=serve.__name__,
            summary=summary,
            response_class=Response,
            response_model=None,
            status_code=202 if path == IMPORTS else 200,
            openapi_extra=docs,
        )
    return router


def _docs(content: Schema) -> Schema:
    identity = {"type": "string", "format": "uuid"}
    in_path = {"in": "path", "name": "import_id", "required": True, "schema": identity}
    return {
        "parameters": [in_path, {"$ref": "#/components/parameters/Accept-Language"}],
        "tags": ["imports"],
        "responses": {"200": {"description": "OK", "content": content}, **problems(*_READING)},
    }


def _sent(content: Schema) -> Schema:
    bytes_: Schema = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    asked: tuple[dict[str, Any], ...] = (
        {
            "in": "query",
            "name": "name",
            "required": False,
            "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[^\x00-\x1f\x7f/\\]+$"},
            "description": "Name of the file, for the report.",
        },
        {
            "in": "query",
            "name": "dry_run",
            "required": False,
            "schema": {"type": "boolean"},
            "description": "`true`: check only, record nothing.",
        },
    )  # fmt: skip
    return {
        "parameters": [
            *asked,
            {"$ref": "#/components/parameters/Idempotency-Key"},
            {"$ref": "#/components/parameters/Accept-Language"},
        ],
        "requestBody": {"required": True, "content": dict.fromkeys(KINDS, bytes_)},
        "tags": ["imports"],
        "responses": {
            "202": {
                "description": "Taken in",
                "headers": {"Location": {"schema": {"type": "string"}, "description": "Where to ask for it."}},
                "content": content,
            },
            **problems(*_SENDING),
        },
    }  # fmt: skip
