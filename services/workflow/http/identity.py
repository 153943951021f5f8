"""Who calls: the claims of a verified token as the domain's Actor. Nothing is open without one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

import msgspec
from starlette.requests import Request

from services.kit.problem_details import Problem
from services.kit.tokens import InvalidToken, TokenVerifier
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.holiday_calendar import NATIONAL
from services.workflow.domain.values.region import RegionCode
from services.workflow.http.problems import UNAUTHENTICATED

_KEYS = UUID("0d1c5a0e-2f5b-5c5f-9a53-1d0c6f4e6503")
"""Namespace of the idempotency keys of callers."""
_CALLER = "fengqiao.caller"
_ROLES = {role.value: role for role in Role if role is not Role.SYSTEM}


class Caller(msgspec.Struct, frozen=True):
    """A verified caller; `keys` is the namespace that scopes its idempotency keys to it."""

    actor: Actor
    keys: UUID
    partner: str | None = None
    """Code of the partner whose system calls; none for people."""
    scopes: frozenset[str] | None = None
    """What the token may be used for; none: whatever the role may do."""

    def key(self, sent: str) -> UUID:
        """The command id of an Idempotency-Key: another caller's same key is another command."""
        return uuid5(self.keys, sent)


def caller_from(claims: Mapping[str, Any]) -> Caller:
    """Read the claims sub, role, org, region, mediator, on_behalf_of, partner, scope. Raises InvalidToken."""
    role = _ROLES.get(str(claims.get("role")))
    if role is None:
        raise InvalidToken("role")
    try:
        actor = Actor(
            account=_text(claims["sub"]),
            role=role,
            organisation=_uuid(claims.get("org")),
            region=_area(claims.get("region")),
            mediator=_uuid(claims.get("mediator")),
            on_behalf_of=_text(claims["on_behalf_of"]) if claims.get("on_behalf_of") else None,
        )
        partner = _text(claims["partner"]) if claims.get("partner") else None
        scopes = frozenset(_text(claims["scope"]).split()) if claims.get("scope") else None
    except (TypeError, ValueError, KeyError) as error:
        raise InvalidToken("claims") from error
    issuer_and_subject = msgspec.json.encode([claims["iss"], claims["sub"]]).decode()
    return Caller(actor, uuid5(_KEYS, issuer_and_subject), partner, scopes)


async def authenticate(scope: Any, verifier: TokenVerifier[Caller]) -> Caller:
    """The caller of a request, kept in its scope. Raises a Problem without a valid token."""
    authorization = next((v for k, v in scope["headers"] if k == b"authorization"), b"")
    scheme, _, token = authorization.decode("latin-1").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _refused("请求没有带令牌", "the request carries no token", "")
    try:
        caller = await verifier.verify(token.strip())
    except InvalidToken:
        raise _refused(
            "令牌无效或已过期", "the token is not valid or has expired", ' error="invalid_token"'
        ) from None
    scope[_CALLER] = caller
    return caller


def caller_of(request: Request) -> Caller:
    """The caller that was verified at the edge; there is none only by a fault of ours."""
    caller: Caller = request.scope[_CALLER]
    return caller


def known_caller(scope: Any) -> Caller | None:
    """Whoever was verified for a request; none where its address asks for nobody."""
    caller: Caller | None = scope.get(_CALLER)
    return caller


def _refused(zh: str, en: str, challenge: str) -> Problem:
    return Problem(
        UNAUTHENTICATED, zh=zh, en=en, headers={"WWW-Authenticate": f"Bearer{challenge}"}
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 200 or "\0" in value:  # noqa: PLR2004
        raise ValueError(value)
    return value


def _uuid(value: Any) -> UUID | None:
    return UUID(_text(value)) if value is not None else None


def _area(value: Any) -> str | None:
    """The area's stem. `CN` is no area of disputes: it is who keeps the national calendar."""
    if value is None:
        return None
    if value == NATIONAL:
        return NATIONAL
    return RegionCode(_text(value)).stem
