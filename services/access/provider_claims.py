"""As whom somebody acts whom an identity provider vouches for: its claims, read by the names set."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from services.access.client import ID_PREFIX
from services.kit.tokens import InvalidToken
from services.workflow.application.registry import mediator_id, organisation_id
from services.workflow.domain.given import Actor, Role
from services.workflow.http.identity import caller_from

_ROLES = frozenset(role.value for role in Role)


class ClaimNames(msgspec.Struct, frozen=True, kw_only=True):
    """What the provider calls the claims."""

    role: str = "role"
    organisation: str = "org"
    region: str = "region"
    mediator: str = "mediator"


def actor_of(claims: Mapping[str, Any], names: ClaimNames) -> Actor:
    """Who it is. Raises InvalidToken where the claims name no one role, or are not readable."""
    subject = claims["sub"]
    if isinstance(subject, str) and subject.startswith(ID_PREFIX):
        raise InvalidToken("sub")
    told = {
        "iss": claims["iss"],
        "sub": subject,
        "role": _one_role(claims.get(names.role)),
        "org": _id(claims.get(names.organisation), organisation_id),
        "region": claims.get(names.region),
        "mediator": _id(claims.get(names.mediator), mediator_id),
    }
    return caller_from(told).actor


def _one_role(value: Any) -> Any:
    """The role, also where it stands among groups that are none of ours; never the first of two."""
    if not isinstance(value, list):
        return value
    known = [each for each in value if each in _ROLES]
    return known[0] if len(known) == 1 else None


def _id(value: Any, of_code: Any) -> str | None:
    """The id of a body or a mediator, told as such or by its code or certificate."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InvalidToken("claims")
    try:
        return str(UUID(value))
    except ValueError:
        return str(of_code(value))
