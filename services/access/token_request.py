"""What a client sends to get a token (RFC 6749, 2.3.1 and 4.4.2), and what it is refused by."""

import base64
import binascii
from typing import Final
from urllib.parse import parse_qsl, unquote_plus

import msgspec
from starlette.requests import Request

from services.kit.problem_details import Problem
from services.workflow.http.bodies import read_body

FORM: Final = "application/x-www-form-urlencoded"
MOST_BYTES: Final = 8_192
_MOST_FIELDS: Final = 20
_MOST_TEXT: Final = 500
"""Of an id or a secret, far beyond any of ours."""


class TokenRefused(Exception):
    """No token; `code` is one of RFC 6749, `says` tells a developer what to change."""

    def __init__(self, code: str, says: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.says = says
        self.status = status


class TokenRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it was sent, with nothing about it decided."""

    grant_type: str
    client_id: str
    client_secret: str
    scope: tuple[str, ...]

    def __repr__(self) -> str:
        return f"TokenRequest({self.client_id!r})"


async def read(request: Request) -> TokenRequest:
    """Read it from header and form. Raises TokenRefused."""
    if request.url.query:
        raise TokenRefused("invalid_request", "parameters belong in the body, not in the address")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise TokenRefused("invalid_request", f"the body must be {FORM}")
    form = await _form(request)
    in_header = _basic(request.headers.get("authorization", ""))
    if in_header and "client_secret" in form:
        raise TokenRefused("invalid_request", "send the secret in the header or in the body")
    if "grant_type" not in form:
        raise TokenRefused("invalid_request", "grant_type is missing")
    client_id, secret = in_header or (form.get("client_id", ""), form.get("client_secret", ""))
    if form.get("client_id", client_id) != client_id:
        raise TokenRefused("invalid_request", "client_id differs between header and body")
    return TokenRequest(
        grant_type=form["grant_type"],
        client_id=client_id,
        client_secret=secret,
        scope=tuple(dict.fromkeys(form.get("scope", "").split())),
    )


async def _form(request: Request) -> dict[str, str]:
    """The fields of the form, each at most once; empty ones count as not sent."""
    try:
        raw = (await read_body(request, MOST_BYTES)).decode("utf-8")
        sent = parse_qsl(raw, errors="strict", max_num_fields=_MOST_FIELDS)
    except Problem:
        raise TokenRefused("invalid_request", "the body is too large") from None
    except ValueError:
        raise TokenRefused("invalid_request", "the body is not a readable form") from None
    fields = dict(sent)
    if len(fields) != len(sent):
        raise TokenRefused("invalid_request", "a parameter is sent twice")
    if any("\0" in value for value in fields.values()):
        raise TokenRefused("invalid_request", "a parameter holds what no text holds")
    if any(len(fields.get(name, "")) > _MOST_TEXT for name in ("client_id", "client_secret")):
        raise TokenRefused("invalid_request", "client_id or client_secret is too long")
    return fields


def _basic(header: str) -> tuple[str, str] | None:
    """Id and secret of a Basic header, both form-encoded in it; None without any header."""
    if not header:
        return None
    scheme, _, sent = header.partition(" ")
    refused = TokenRefused("invalid_client", "the Authorization header is not readable Basic", 401)
    if scheme.lower() != "basic":
        raise refused
    try:
        plain = base64.b64decode(sent.strip(), validate=True).decode("utf-8")
        client_id, _, secret = plain.partition(":")
        told = _unquoted(client_id), _unquoted(secret)
    except (binascii.Error, ValueError):
        raise refused from None
    return told


def _unquoted(text: str) -> str:
    """What was form-encoded in the header. Raises ValueError for what no id or secret can be."""
    plain = unquote_plus(text, errors="strict")
    if "\0" in plain or len(plain) > _MOST_TEXT:
        raise ValueError
    return plain
