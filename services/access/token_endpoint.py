"""`POST /oauth/token`: an access token for a client that proves itself (RFC 6749, RFC 9068)."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import msgspec
import structlog
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.access import token_request
from services.access.client import Client, PartnerStanding
from services.access.clients import Clients
from services.access.issuing import OwnTokens
from services.access.token_request import TokenRefused, TokenRequest
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.workflow.application.ports import StoreUnavailable

TOKEN_PATH: Final = "/oauth/token"  # noqa: S105
GRANT: Final = "client_credentials"
LIFETIME_SECONDS: Final = 900
PartnerOf = Callable[[str], Awaitable[PartnerStanding | None]]
"""What the partner of a code lends its clients; none where it is unknown or not active."""
_HEADERS = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_AWAY = (StoreUnavailable, *LOST_CONNECTION, *OVERLOADED)
_log = structlog.stdlib.get_logger("fengqiao.access")


class TokenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An access token."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105
    expires_in: int = LIFETIME_SECONDS
    scope: str | None = None
    """What it may be used for, separated by spaces; absent where the role alone decides."""


class TokenError(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is none, as RFC 6749 tells it."""

    error: str
    error_description: str


class TokenEndpoint:
    """Answers clients; one per process."""

    def __init__(self, clients: Clients, tokens: OwnTokens, partner_of: PartnerOf) -> None:
        self._clients = clients
        self._tokens = tokens
        self._partner_of = partner_of

    async def answer(self, request: Request) -> Response:
        """A token or an error, both as the RFC writes them."""
        try:
            asked = await token_request.read(request)
            client = await self._proven(asked)
            told = await self._issued(client, asked)
        except TokenRefused as refused:
            return _refusal(refused)
        except _AWAY:
            away = TokenRefused("temporarily_unavailable", "try again in a few seconds", 503)
            return _refusal(away)
        _log.info("token issued", client=client.client_id)
        return _json(200, msgspec.to_builtins(told))

    async def _proven(self, asked: TokenRequest) -> Client:
        if asked.grant_type != GRANT:
            raise TokenRefused("unsupported_grant_type", f"grant_type must be {GRANT}")
        client = await self._clients.proven(asked.client_id, asked.client_secret)
        if client is None:
            _log.warning("client refused", known=await self._known(asked.client_id))
            raise TokenRefused("invalid_client", "id or secret is wrong", 401)
        return client

    async def _known(self, client_id: str) -> str:
        """The id for the log, where it is one of ours: a caller may have typed its secret there."""
        found = await self._clients.find(client_id)
        return found.client_id if found else "(unknown)"

    async def _issued(self, client: Client, asked: TokenRequest) -> TokenAnswer:
        partner = await self._partner_of(client.partner) if client.partner else None
        if client.partner and partner is None:
            raise TokenRefused("unauthorized_client", "the partner of this client is not active")
        granted = _granted(client, partner, asked.scope)
        stands = partner or client
        claims = {
            "role": str(stands.role),
            "org": str(stands.organisation) if stands.organisation else None,
            "region": stands.region,
            "partner": client.partner,
            "scope": granted,
        }
        token = await self._tokens.issue(
            client.client_id, claims, lifetime_seconds=LIFETIME_SECONDS
        )
        return TokenAnswer(access_token=token, scope=granted)


def _granted(
    client: Client, partner: PartnerStanding | None, wanted: tuple[str, ...]
) -> str | None:
    """The scopes of the token: what is asked for within the client's within the partner's.

    None only for a client of ours that is held to no scopes: a partner's token always names some.
    """
    most = client.scopes
    if partner is not None:
        most = tuple(s for s in partner.scopes if s in client.scopes or not client.scopes)
    elif not most and not wanted:
        return None
    granted = wanted or most
    if not granted or not set(granted) <= set(most):
        raise TokenRefused("invalid_scope", f"this client may have: {' '.join(most) or '(none)'}")
    return " ".join(granted)


def _refusal(refused: TokenRefused) -> Response:
    headers = {}
    if refused.status == 401:  # noqa: PLR2004
        headers["WWW-Authenticate"] = 'Basic realm="fengqiao"'
    elif refused.status == 503:  # noqa: PLR2004
        headers["Retry-After"] = "5"
    told = {"error": refused.code, "error_description": refused.says}
    return _json(refused.status, told, headers)


def _json(status: int, told: Any, headers: Mapping[str, str] | None = None) -> Response:
    kept = {name: value for name, value in told.items() if value is not None}
    return Response(
        msgspec.json.encode(kept),
        status_code=status,
        media_type="application/json",
        headers={**_HEADERS, **(headers or {})},
    )


def token_router(endpoint: TokenEndpoint) -> APIRouter:
    """The route, with what the OpenAPI document says of it."""
    router = APIRouter()
    router.add_api_route(
        TOKEN_PATH,
        endpoint.answer,
        methods=["POST"],
        operation_id="issue_token",
        summary="领取访问令牌 · Get an access token",
        response_class=Response,
        response_model=None,
        openapi_extra=_DOCS,
    )
    return router


def _schema(kind: type) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}


_REQUEST: dict[str, Any] = {
    "type": "object",
    "required": ["grant_type"],
    "properties": {
        "grant_type": {"type": "string", "const": GRANT},
        "client_id": {"type": "string"},
        "client_secret": {"type": "string"},
        "scope": {"type": "string", "description": "Separated by spaces; without it, all."},
    },
}
_DOCS: dict[str, Any] = {
    "tags": ["access"],
    "security": [{}],
    "requestBody": {
        "required": True,
        "content": {token_request.FORM: {"schema": _REQUEST}},
    },
    "responses": {
        "200": {"description": "A token.", "content": _schema(TokenAnswer)},
        "400": {"description": "Not a request for a token of this client.", "content": _schema(TokenError)},
        "401": {"description": "The client is not proven.", "content": _schema(TokenError)},
        "503": {"description": "Try again.", "content": _schema(TokenError)},
    },
}  # fmt: skip
ANSWERS: tuple[type, ...] = (TokenAnswer, TokenError)
