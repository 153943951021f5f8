"""What others need to know of our tokens: public keys (JWKS) and where tokens are got (RFC 8414)."""

from typing import Any, Final

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.access.issuing import OwnTokens
from services.access.token_endpoint import GRANT, TOKEN_PATH
from services.kit.tokens import OWN_ALGORITHM

JWKS_PATH: Final = "/.well-known/jwks.json"
METADATA_PATH: Final = "/.well-known/oauth-authorization-server"
_KEPT: Final = "public, max-age=300"
"""Well below the time by which a key is published before it signs."""


def discovery_router(tokens: OwnTokens, *, public_url: str | None) -> APIRouter:
    """Both documents; they are no part of the API, so the OpenAPI document leaves them out."""

    async def jwks(_: Request) -> Response:
        return _json(await tokens.keys.published())

    async def metadata(request: Request) -> Response:
        return _json(_metadata(tokens, public_url or str(request.base_url).rstrip("/")))

    router = APIRouter(include_in_schema=False)
    router.add_route(JWKS_PATH, jwks, include_in_schema=False)
    router.add_route(METADATA_PATH, metadata, include_in_schema=False)
    return router


def _metadata(tokens: OwnTokens, url: str) -> dict[str, Any]:
    return {
        "issuer": tokens.issuer,
        "token_endpoint": url + TOKEN_PATH,
        "jwks_uri": url + JWKS_PATH,
        "grant_types_supported": [GRANT],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "access_token_signing_alg_values_supported": [OWN_ALGORITHM],
        "service_documentation": f"{url}/v1/openapi.json",
    }


def _json(document: Any) -> Response:
    return Response(
        msgspec.json.encode(document),
        media_type="application/json",
        headers={"Cache-Control": _KEPT},
    )
