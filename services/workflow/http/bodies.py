"""From the bytes of a request to its struct: fast where all is well, thorough where something is not."""

import asyncio
import re
from typing import Any, Generic, TypeVar

import msgspec
from starlette.requests import Request

from services.kit.problem_details import FieldError, Problem
from services.workflow.http.field_errors import DuplicateKey, field_errors, parse
from services.workflow.http.leaves import LONGEST_TEXT
from services.workflow.http.problems import INVALID_BODY, MALFORMED, TOO_LARGE
from services.workflow.http.schema_components import is_strict
from services.workflow.recorded.codec import decode_value

_LOOK_CLOSER = re.compile(
    rb"\\u0000"  # a character that no column takes
    rb'|"\s*"'  # a text that may have to say something
    rb"|[:\[,\s](?:\d{10}|-\d)"  # a number beyond what columns hold
    rb'|"(?!19|20|21)\d{4}-\d\d-\d\d'  # a year that may be a slip
    rb'|[Tt ]\d\d:\d\d(?::[\d.]+)?"'  # an instant without a zone
)
_LARGE = 65_536
"""Above this many bytes other requests are served meanwhile."""

Body = TypeVar("Body", bound=msgspec.Struct)


async def read_body(request: Request, limit_bytes: int) -> bytes:
    """The bytes of the body. Raises a Problem as soon as there are more than the limit."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and len(declared) < 20 and int(declared) > limit_bytes:  # noqa: PLR2004
        raise _too_large(limit_bytes)
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit_bytes:
            raise _too_large(limit_bytes)
        chunks.append(chunk)
    return b"".join(chunks)


class BodyReader(Generic[Body]):
    """Reads one kind of body."""

    def __init__(self, kind: type[Body]) -> None:
        self._kind = kind
        self._is_strict = is_strict(kind)
        self._decoder = msgspec.json.Decoder(kind, dec_hook=decode_value)

    async def read(self, raw: bytes) -> Body:
        """The struct. Raises a Problem with every fault of the body."""
        if len(raw) > _LARGE:
            return await asyncio.to_thread(self._read, raw)
        return self._read(raw)

    def _read(self, raw: bytes) -> Body:
        try:
            body = self._decoder.decode(raw)
            parse(raw)
        except (ValueError, DuplicateKey, RecursionError) as error:
            self._refuse(raw, error)
            raise AssertionError(f"{self._kind.__name__}: {error}") from error
        if not self._is_strict or len(raw) > LONGEST_TEXT or _LOOK_CLOSER.search(raw):
            self._refuse(raw)
        return body

    def _refuse(self, raw: bytes, error: Exception | None = None) -> None:
        """Raise a Problem if something is wrong with the body."""
        try:
            faults = field_errors(raw, self._kind)
        except (ValueError, RecursionError) as malformed:
            raise Problem(MALFORMED, errors=(_malformed(malformed),)) from None
        if not faults and error is not None:
            # The decoder knows of a fault that the walk does not: told in its own words.
            faults = (FieldError(pointer="#", zh=str(error), en=str(error)),)
        if faults:
            raise Problem(INVALID_BODY, errors=faults)


def _malformed(error: Exception) -> FieldError:
    line: Any = getattr(error, "lineno", None)
    if line is not None:
        column = getattr(error, "colno", 0)
        return FieldError(
            pointer="#",
            code="json",
            zh=f"第 {line} 行第 {column} 列起不是 JSON",
            en=f"not JSON from line {line} column {column}",
        )
    if isinstance(error, UnicodeDecodeError):
        zh, en = f"第 {error.start + 1} 个字节不是 UTF-8", f"byte {error.start + 1} is not UTF-8"
    elif isinstance(error, RecursionError):
        zh, en = "嵌套层次过深", "nested too deeply"
    else:
        zh, en = "含有不是 JSON 的数值", "it contains a number that JSON does not know"
    return FieldError(pointer="#", code="json", zh=zh, en=en)


def _too_large(limit_bytes: int) -> Problem:
    return Problem(TOO_LARGE, members={"limit_bytes": limit_bytes}, headers={"Connection": "close"})
