"""The routes of hand-over, with what the OpenAPI document says of each."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

from fastapi import APIRouter
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import UNAVAILABLE, Problem
from services.partners.handoff import reconciling
from services.partners.handoff.arrivals import PackageReceipt
from services.partners.handoff.arriving import PACKAGES, Arriving
from services.partners.handoff.handed_in import HANDED_IN, HandedInReads, HandedInTold
from services.partners.handoff.reconciliation import Contradiction
from services.partners.handoff.reconciling import Reconciling
from services.partners.handoff.referrals import (
    KEYS_PATH,
    ZIP,
    PackageKeySet,
    ReferralReads,
    ReferralTold,
)
from services.projections.http.answering import AWAY, RETRY
from services.workflow.http.openapi_parts import problems
from services.workflow.http.operations.operation import REFERRAL
from services.workflow.http.schema_components import Schema, reference

JSON: Final = "application/json"
READING: Final = (401, 403, 404, 406, 422, 500, 503)
READING_ALL: Final = (401, 403, 406, 422, 500, 503)
SENDING: Final = (400, 401, 403, 406, 413, 415, 422, 500, 503)
BELIEFS: Final = {
    "beliefs": [{"dispute": "5f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10", "offer": 1, "step": "received"}]
}
Endpoint = Callable[[Request], Awaitable[Response]]


class Route(Struct, frozen=True, kw_only=True):
    """One operation."""

    method: str = "GET"
    path: str
    serve: Endpoint
    zh: str
    en: str
    answers: Schema
    media: str = JSON
    status: int = 200
    statuses: tuple[int, ...] = READING
    parameters: tuple[Schema, ...] = ()
    body: Schema | None = None
    is_open: bool = False
    """Whether it needs no token."""


def referral_routes(reads: ReferralReads) -> tuple[Route, ...]:
    """What the two sides of an offer read."""
    return (
        Route(
            path=REFERRAL,
            serve=reads.get_referral,
            zh="移送到了哪一步",
            en="How far an offer is",
            answers=reference(ReferralTold),
        ),
        Route(
            path=f"{REFERRAL}/package",
            serve=reads.get_referral_package,
            zh="移送材料包",
            en="The signed package of an offer",
            answers={"type": "string", "format": "binary"},
            media=ZIP,
            statuses=(401, 403, 404, 422, 500, 503),
        ),
        Route(
            path=KEYS_PATH,
            serve=reads.get_package_keys,
            zh="材料包的签名公钥",
            en="Public keys of packages",
            answers=reference(PackageKeySet),
            statuses=(422, 500, 503),
            is_open=True,
        ),
    )


def reconciliation_routes(ours: Reconciling) -> tuple[Route, ...]:
    """What the two sides believe."""
    number = {"type": "integer", "minimum": 1}
    return (
        Route(
            path=reconciling.PATH,
            serve=ours.list_reconciliation,
            zh="对账：我方所知",
            en="What we believe of your hand-overs",
            answers=reference(reconciling.ReconciliationPage),
            statuses=READING_ALL,
            parameters=(query("since", number, "Disputes that changed after it."), LIMIT),
        ),
        Route(
            method="POST",
            path=reconciling.PATH,
            serve=ours.reconcile,
            zh="对账：比对贵方所知",
            en="Compare what you believe",
            answers=reference(reconciling.Reconciled),
            statuses=SENDING,
            body=sent(reconciling.Beliefs, BELIEFS),
        ),
    )


def contradiction_routes(ours: Reconciling) -> tuple[Route, ...]:
    """What contradicts, for the people who look at it."""
    is_open = query("open", {"type": "boolean"}, "`false` shows those put away, too.")
    following = query(
        "cursor",
        {"type": "integer", "minimum": 1},
        "Where the page begins: `next` of the one before.",
    )
    return (
        Route(
            path=reconciling.CONTRADICTIONS,
            serve=ours.list_contradictions,
            zh="对账：相互矛盾之处",
            en="What contradicts",
            answers=reference(reconciling.ContradictionList),
            statuses=READING_ALL,
            parameters=(is_open, following, LIMIT),
        ),
        Route(
            method="POST",
            path=reconciling.SETTLEMENT,
            serve=ours.settle_contradiction,
            zh="处理相互矛盾之处",
            en="Put a contradiction away",
            answers=reference(Contradiction),
            statuses=(*SENDING, 404),
            body=sent(
                reconciling.ContradictionSettlement, {"ground": "对方系统补发了签收，已核对"}
            ),
        ),
    )


def arrival_routes(ways: Arriving, reads: HandedInReads) -> tuple[Route, ...]:
    """The way in."""
    return (
        Route(
            method="POST",
            path=PACKAGES,
            serve=ways.hand_in_package,
            zh="送交移送材料包",
            en="Hand a dispute over by a signed package",
            answers=reference(PackageReceipt),
            status=201,
            statuses=(*SENDING, 404, 409),
            body={ZIP: {"schema": {"type": "string", "format": "binary"}}},
        ),
        Route(
            path=HANDED_IN,
            serve=reads.get_handed_in,
            zh="随案送来的材料包",
            en="The package that a dispute came in by",
            answers=reference(HandedInTold),
        ),
    )


def query(name: str, schema: Schema, about: str) -> Schema:
    """A query parameter."""
    return {"in": "query", "name": name, "required": False, "schema": schema, "description": about}


def sent(body: type, example: Any) -> Schema:
    """A body of JSON."""
    return {JSON: {"schema": {**reference(body), "examples": [example]}}}


LIMIT: Final = query(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": 500},
    "Most that are wanted; 100 unless told.",
)


def handoff_router(*routes: Route) -> APIRouter:
    """A router of these operations."""
    router = APIRouter()
    for route in routes:
        router.add_api_route(
            route.path,
            _told_when_away(route.serve),
            methods=[route.method],
            operation_id=route.serve.__name__,
            summary=f"{route.zh} · {route.en}",
            description=(route.serve.__doc__ or "").strip(),
            response_class=Response,
            response_model=None,
            status_code=route.status,
            openapi_extra=_docs(route),
        )
    return router


def _told_when_away(serve: Endpoint) -> Endpoint:
    """A database that does not answer is told as such: try again."""

    @wraps(serve)
    async def served(request: Request) -> Response:
        try:
            return await serve(request)
        except AWAY as error:
            raise Problem(UNAVAILABLE, headers=RETRY) from error

    return served


def _docs(route: Route) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 1, "maximum": 999_999_999}
    in_path = {
        "dispute_id": {"type": "string", "format": "uuid"},
        "offer": number,
        "contradiction_id": {"type": "string", "format": "uuid"},
    }
    named = [
        {"in": "path", "name": name, "required": True, "schema": schema}
        for name, schema in in_path.items()
        if f"{{{name}}}" in route.path
    ]
    language = {"$ref": "#/components/parameters/Accept-Language"}
    answered = {"description": "OK", "content": {route.media: {"schema": route.answers}}}
    docs: dict[str, Any] = {
        "parameters": [*named, *route.parameters, language],
        "tags": ["handoff"],
        "responses": {str(route.status): answered, **problems(*route.statuses)},
    }
    if route.body is not None:
        docs["requestBody"] = {"required": True, "content": route.body}
    if route.is_open:
        docs["security"] = []
    return docs


ANSWERS: tuple[type, ...] = (
    ReferralTold,
    PackageKeySet,
    PackageReceipt,
    HandedInTold,
    *reconciling.ANSWERS,
)
BODIES: tuple[type, ...] = reconciling.BODIES
