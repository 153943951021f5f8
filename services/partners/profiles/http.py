"""Profiles by HTTP: a supervising bureau sees those of its region, a partner its own and renews its secrets."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import FORBIDDEN, NOT_FOUND, Problem
from services.partners.profiles.partner import Partner, PartnerKind
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import Profiles
from services.workflow.domain.dispute.permissions import granted
from services.workflow.http.answers import json_response
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.headers import require_json, require_json_taken
from services.workflow.http.identity import Caller, caller_of
from services.workflow.http.openapi_parts import problems
from services.workflow.http.query_values import require_known
from services.workflow.http.schema_components import Schema, reference

PARTNERS: Final = "/v1/partners"
PARTNER: Final = f"{PARTNERS}/{{code}}"
SECRETS: Final = f"{PARTNER}/secrets"
_CODE: Final = re.compile("[a-z0-9][a-z0-9-]{1,62}")
_BODY_LIMIT: Final = 4_096
_MOST_HOURS: Final = 24 * 30
_READING: Final = (401, 403, 404, 406, 422, 500, 503)


class PartnerTold(msgspec.Struct, frozen=True, kw_only=True):
    """A partner's profile; no secret is in it."""

    id: UUID
    code: str
    kind: PartnerKind
    name: str
    organisation: UUID | None
    """The body on the register for which it acts."""
    region: str | None
    """Digits that every region of its area begins with."""
    scopes: tuple[str, ...]
    fields: tuple[str, ...]
    """What it may see of an event; one with a leading `-` takes away."""
    hidden_documents: tuple[str, ...]
    requests_per_minute: int
    late_seconds: int
    """How old a signed message of it may be when it arrives."""
    is_active: bool
    version: int


class SecretWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which secret is renewed, and how long the old one stays valid beside it."""

    direction: Direction
    keep_old_hours: Annotated[int, msgspec.Meta(ge=0, le=_MOST_HOURS)] = 24


class SecretMade(msgspec.Struct, frozen=True, kw_only=True):
    """The new secret: shown this once."""

    id: UUID
    direction: Direction
    secret: str
    valid_from: datetime
    old_valid_until: datetime


ANSWERS: tuple[type, ...] = (PartnerTold, SecretMade)
BODIES: tuple[type, ...] = (SecretWanted,)


class PartnerEndpoints:
    """The endpoints."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._wanted: BodyReader[Any] = BodyReader(SecretWanted)

    async def list_partners(self, request: Request) -> Response:
        """The partners that the caller may know: of its region, or itself."""
        require_json_taken(request.headers)
        require_known(request)
        caller = caller_of(request)
        _require_part(caller)
        found = [each for each in await self._profiles.all() if _may_see(caller, each)]
        return json_response([_told(each) for each in found])

    async def get_partner(self, request: Request) -> Response:
        """One partner."""
        require_json_taken(request.headers)
        require_known(request)
        caller = caller_of(request)
        _require_part(caller)
        found = await self._profiles.find(_code_in_path(request))
        if found is None or not _may_see(caller, found):
            raise Problem(NOT_FOUND)
        return json_response(_told(found))

    async def renew_secret(self, request: Request) -> Response:
        """Make a new webhook secret; the old one stays valid for the hours that are asked for.

        Only the partner itself. Where the answer is lost, ask again: nobody has seen that secret.
        Three are valid at a time at most: a fourth ends the oldest at once.
        """
        require_json(request.headers)
        require_json_taken(request.headers)
        caller = caller_of(request)
        found = await self._profiles.find(_code_in_path(request))
        if found is None or caller.partner != found.code:
            raise Problem(FORBIDDEN, zh="只能更换本单位的密钥", en="only for your own system")
        wanted = await self._wanted.read(await read_body(request, _BODY_LIMIT))
        kept = timedelta(hours=wanted.keep_old_hours)
        made = await self._profiles.add_secret(
            found, wanted.direction, by=caller.actor.account, keep_old=kept
        )
        told = SecretMade(
            id=made.id,
            direction=made.direction,
            secret=made.text,
            valid_from=made.valid_from,
            old_valid_until=made.valid_from + kept,
        )
        return json_response(told, 201)


def partner_router(profiles: Profiles) -> APIRouter:
    """The routes, with what the OpenAPI document says of each."""
    endpoints, router = PartnerEndpoints(profiles), APIRouter()
    listed = {"type": "array", "items": reference(PartnerTold)}
    wanted = {"schema": {**reference(SecretWanted), "examples": [{"direction": "in"}]}}
    body = {"requestBody": {"required": True, "content": {"application/json": wanted}}}
    renewing = (*_READING, 400, 413, 415)
    for method, path, serve, summary, docs in (
        ("GET", PARTNERS, endpoints.list_partners, "合作单位 · Partners", _docs(listed)),
        ("GET", PARTNER, endpoints.get_partner, "合作单位资料 · A partner", _docs(reference(PartnerTold), "code")),
        ("POST", SECRETS, endpoints.renew_secret, "更换签名密钥 · Renew a webhook secret", body | _docs(reference(SecretMade), "code", status=201, statuses=renewing)),
    ):  # fmt: skip
        router.add_api_route(
            path,
            serve,
            methods=[method],
            operation_id=serve.__name__,
            summary=summary,
            response_class=Response,
            response_model=None,
            status_code=201 if method == "POST" else 200,
            openapi_extra=docs,
        )
    return router


def _docs(
    answer: Schema, *in_path: str, status: int = 200, statuses: tuple[int, ...] = _READING
) -> Schema:
    code = {"type": "string", "pattern": f"^{_CODE.pattern}$"}
    return {
        "parameters": [
            *({"in": "path", "name": n, "required": True, "schema": code} for n in in_path),
            {"$ref": "#/components/parameters/Accept-Language"},
        ],
        "tags": ["partners"],
        "responses": {
            str(status): {
                "description": "OK",
                "content": {"application/json": {"schema": answer}},
            },
            **problems(*statuses),
        },
    }


def _code_in_path(request: Request) -> str:
    code: str = request.path_params["code"]
    if not _CODE.fullmatch(code):
        raise Problem(NOT_FOUND)
    return code


def _require_part(caller: Caller) -> None:
    is_system = caller.partner is not None
    if granted("read_partners", caller.actor.role, is_system=is_system) is None:
        raise Problem(
            FORBIDDEN, zh="只有监管机构和合作单位可以查看", en="for supervisors and partners"
        )


def _may_see(caller: Caller, partner: Partner) -> bool:
    """A partner sees itself, a supervising bureau those whose area lies in its region."""
    if caller.partner is not None:
        return caller.partner == partner.code
    region = caller.actor.region
    return bool(region) and (partner.region or "").startswith(region or "-")


def _told(partner: Partner) -> PartnerTold:
    told = msgspec.structs.asdict(partner)
    return PartnerTold(name=told.pop("zh"), **told)
