"""The routes of files, with what the OpenAPI document says of each."""

from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from services.partners.files.media import KINDS, TEXT
from services.partners.files.reading import FileReads
from services.partners.files.serving import FileServices
from services.partners.files.told import EvidenceTold, FileTold, NewFile
from services.partners.files.uploading import PART_TYPES, FileUploads
from services.workflow.http.openapi_parts import problems
from services.workflow.http.schema_components import Schema, reference

OF_DISPUTE: Final = "/v1/disputes/{dispute_id}/files"
FILE: Final = "/v1/files/{file_id}"
_READING: Final = (401, 403, 404, 406, 422, 500, 503)
_OCTETS: Final[Schema] = {
    "schema": {"type": "string", "contentMediaType": "application/octet-stream"}
}
_BYTES: Final[Schema] = {kind.media_type: {"schema": {}} for kind in (*KINDS, TEXT)}
_EXAMPLE: Final = {
    "name": "工资条2025年10月.pdf",
    "size": 183_204,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "kind": "wage_record",
    "party": 1,
    "claims": [1],
}


def file_router(services: FileServices) -> APIRouter:
    """Every route."""
    router, uploads, reads = APIRouter(), FileUploads(services), FileReads(services)
    for method, path, serve, summary, docs in (
        ("POST", OF_DISPUTE, uploads.declare_file, "申报上传文件 · Declare a file to upload", _declaring()),
        ("GET", OF_DISPUTE, reads.list_files, "证据材料 · Evidence of a dispute", _listing()),
        ("HEAD", FILE, uploads.upload_offset, "查询已上传的位置 · Ask where an upload stands", _asking()),
        ("PATCH", FILE, uploads.upload_part, "上传文件内容 · Upload bytes of a file", _sending()),
        ("POST", f"{FILE}/completion", uploads.complete_file, "完成上传并入卷 · Complete an upload", _completing()),
        ("GET", FILE, reads.get_file, "文件信息 · What is known of a file", _telling()),
        ("GET", f"{FILE}/content", reads.get_file_content, "下载文件 · The bytes of a file", _content()),
    ):  # fmt: skip
        router.add_api_route(
            path,
            serve,
            methods=[method],
            operation_id=serve.__name__,
            summary=summary,
            response_class=Response,
            response_model=None,
            status_code=int(next(iter(docs["responses"]))),
            openapi_extra=docs,
        )
    return router


def _docs(of: str, status: int, answered: Schema, *statuses: int, **more: Any) -> Schema:
    identity = {"type": "string", "format": "uuid"}
    return {
        "parameters": [
            {"in": "path", "name": of, "required": True, "schema": identity},
            *more.pop("parameters", ()),
            {"$ref": "#/components/parameters/Accept-Language"},
        ],
        "tags": ["files"],
        "responses": {str(status): {"description": "OK", **answered}, **problems(*statuses)},
        **more,
    }


def _json(schema: Schema, *, stands: bool = False) -> Schema:
    told: Schema = {"content": {"application/json": {"schema": schema}}}
    return told | ({"headers": _standing()} if stands else {})


def _standing() -> Schema:
    about = {
        "Upload-Offset": "Bytes that have come in.",
        "Upload-Length": "Bytes of the whole file.",
        "Upload-Complete": "`?1` where all have come in.",
    }
    return {n: {"schema": {"type": "string"}, "description": a} for n, a in about.items()}


def _declaring() -> Schema:
    schema = {**reference(NewFile), "examples": [_EXAMPLE]}
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    return _docs(
        "dispute_id",
        201,
        _json(reference(FileTold), stands=True),
        *(400, *_READING, 409, 413, 415),
        requestBody=body,
        parameters=[{"$ref": "#/components/parameters/Idempotency-Key"}],
    )


def _listing() -> Schema:
    return _docs(
        "dispute_id", 200, _json({"type": "array", "items": reference(EvidenceTold)}), *_READING
    )


def _asking() -> Schema:
    return _docs("file_id", 204, {"headers": _standing()}, 401, 403, 404, 500, 503)


def _sending() -> Schema:
    offset = {
        "in": "header",
        "name": "Upload-Offset",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9]{1,15}$"},
        "description": "Where these bytes begin: what HEAD tells.",
        "example": "0",
    }
    body = {"required": True, "content": dict.fromkeys(PART_TYPES, _OCTETS)}
    return _docs(
        "file_id",
        204,
        {"headers": _standing()},
        *(400, 401, 403, 404, 409, 413, 500, 503),
        requestBody=body,
        parameters=[offset],
    )


def _completing() -> Schema:
    return _docs("file_id", 200, _json(reference(FileTold), stands=True), *_READING, 409)


def _telling() -> Schema:
    return _docs("file_id", 200, _json(reference(FileTold), stands=True), *_READING)


def _content() -> Schema:
    asked = {
        "in": "header",
        "name": "Range",
        "required": False,
        "schema": {"type": "string"},
        "description": "One range of bytes, such as `bytes=0-1048575`.",
    }
    docs = _docs(
        "file_id",
        200,
        {"content": _BYTES},
        *(401, 403, 404, 416, 422, 500, 503),
        parameters=[asked],
    )
    docs["responses"]["206"] = {"description": "The range", "content": _BYTES}
    return docs
