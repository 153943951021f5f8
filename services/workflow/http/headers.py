"""What the headers of a request say: language, key, expected version, media types."""

import re
from collections.abc import Mapping

from services.kit.language import Language, preferred
from services.kit.problem_details import FieldError, Problem
from services.workflow.http.problems import (
    IF_MATCH_MISSING,
    INVALID_HEADER,
    KEY_MISSING,
    MEDIA,
    NOT_ACCEPTABLE,
)

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_ETAG = re.compile(r'"([1-9][0-9]{0,8})"')
_JSON = re.compile(r"application/(?:json|[\w.-]+\+json)\s*(?:;|$)", re.IGNORECASE)
_UTF8 = re.compile(r";\s*charset\s*=\s*\"?(?!utf-?8\"?\s*(?:;|$))", re.IGNORECASE)
_TAKEN = ("*/*", "application/*", "application/json")


def language(headers: Mapping[str, str]) -> Language:
    """The language of the answer."""
    return preferred(headers.get("accept-language", ""))


def idempotency_key(headers: Mapping[str, str]) -> str:
    """The key as sent. Raises a Problem where it is missing or not 1 to 255 visible characters."""
    sent = headers.get("idempotency-key", "")
    if not _KEY.fullmatch(sent):
        raise Problem(
            KEY_MISSING,
            zh="没有 Idempotency-Key"
            if not sent
            else "Idempotency-Key 须为 1 至 255 个可见 ASCII 字符",
            en="no Idempotency-Key"
            if not sent
            else "Idempotency-Key must be 1 to 255 visible ASCII characters",
        )
    return sent


def expected_version(headers: Mapping[str, str], *, is_required: bool) -> int | None:
    """The version that If-Match names; `*` names none. Raises a Problem for one that is no ETag."""
    sent = headers.get("if-match", "*").strip()
    if sent == "*":
        if is_required:
            raise Problem(IF_MATCH_MISSING)
        return None
    tag = _ETAG.fullmatch(sent)
    if tag is None:
        place = FieldError(
            parameter="If-Match",
            zh='须为一个 ETag，如 "7"',
            en='must be one ETag such as "7"',
        )
        raise Problem(INVALID_HEADER, errors=(place,))
    return int(tag[1])


def require_json(headers: Mapping[str, str]) -> None:
    """Raise a Problem for a body that is not declared as JSON in UTF-8."""
    sent = headers.get("content-type", "")
    if sent != "application/json" and (not _JSON.match(sent) or _UTF8.search(sent)):
        raise Problem(MEDIA)


def require_json_taken(headers: Mapping[str, str]) -> None:
    """Raise a Problem for a caller who does not take JSON."""
    sent = headers.get("accept", "*/*")
    if sent in _TAKEN:
        return
    for part in sent.split(","):
        media, _, parameters = part.partition(";")
        if media.strip().lower() in _TAKEN and not re.search(r"q=0(?:\.0*)?\s*$", parameters):
            return
    raise Problem(NOT_ACCEPTABLE)
