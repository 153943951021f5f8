"""Reconciliation by HTTP: what we believe, what the other side believes, and what contradicts."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.access.reads.noting import DISPUTES
from services.kit.problem_details import FORBIDDEN, NOT_FOUND, Problem
from services.partners.handoff.beliefs import Belief, BeliefCompared, BeliefResult, compared
from services.partners.handoff.callers import caller_and_body
from services.partners.handoff.reconciliation import Contradiction, Reconciliation
from services.partners.handoff.referrals import ReferralTold, told
from services.partners.handoff.sharing import Sharing
from services.partners.handoff.steps import Conversation, MandateTold
from services.workflow.domain.dispute.parts import Mandate, MandateResult
from services.workflow.domain.dispute.permissions import granted
from services.workflow.domain.given import Role
from services.workflow.http.answers import json_response
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.headers import require_json, require_json_taken
from services.workflow.http.identity import Caller, caller_of
from services.workflow.http.query_values import invalid, parameter, require_known

PATH: Final = "/v1/reconciliation"
CONTRADICTIONS: Final = f"{PATH}/contradictions"
SETTLEMENT: Final = f"{CONTRADICTIONS}/{{contradiction_id}}/settlement"
_PAGE: Final = 100
_MOST: Final = 500
_LAST: Final = (1 << 63) - 1
_BODY_LIMIT: Final = 1 << 20


class MandateBelieved(msgspec.Struct, frozen=True, kw_only=True):
    """One mandate as we know it."""

    dispute: UUID
    case_number: str
    mandate: Mandate
    body: UUID
    """Who gave it."""
    organisation: UUID | None
    given_on: str
    returned_on: str | None
    result: MandateResult | None
    custodian: UUID | None
    position: int
    """In the log, of the event by which it last changed."""


class ReconciliationPage(msgspec.Struct, frozen=True, kw_only=True):
    """What we believe of the hand-overs and mandates in which the caller is a side."""

    referrals: tuple[ReferralTold, ...]
    mandates: tuple[MandateBelieved, ...]
    next: int | None
    """The `since` of the next page; none on the last."""
    position: int
    """On the last page: the `since` with which to ask next time, so that nothing is missed."""


class Beliefs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the caller believes, offer by offer."""

    beliefs: Annotated[tuple[Belief, ...], msgspec.Meta(min_length=1, max_length=1_000)]


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to each belief, in the order in which they were sent."""

    results: tuple[BeliefCompared, ...]


class ContradictionList(msgspec.Struct, frozen=True, kw_only=True):
    """A page of contradictions, the newest first."""

    items: tuple[Contradiction, ...]
    next: int | None
    """The `cursor` of the next page; none on the last."""


class ContradictionSettlement(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """Why a contradiction is put away."""

    ground: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    """What was found out; no names and no numbers of persons."""


ANSWERS: tuple[type, ...] = (ReconciliationPage, Reconciled, ContradictionList, Contradiction)
BODIES: tuple[type, ...] = (Beliefs, ContradictionSettlement)


class Reconciling:
    """The endpoints. None of them ever changes who has a dispute."""

    def __init__(self, sharing: Sharing, kept: Reconciliation) -> None:
        self._sharing = sharing
        self._kept = kept
        self._beliefs: BodyReader[Any] = BodyReader(Beliefs)
        self._settlement: BodyReader[Any] = BodyReader(ContradictionSettlement)

    async def list_reconciliation(self, request: Request) -> Response:
        """Every offer and mandate in which the caller's body is a side, as the log tells it.

        `since` is a log position: disputes in which nothing happened after it are left out. `limit`
        counts disputes, those that changed longest ago first.
        """
        require_json_taken(request.headers)
        require_known(request, "since", "limit")
        _, body = caller_and_body(request, "reconcile")
        since = parameter(request, "since", int) or 0
        limit = _limit(request)
        reached = await self._kept.reached()
        found = await self._kept.disputes_of(body, since=since, limit=limit + 1)
        talks = [await self._sharing.conversation(dispute) for dispute, _ in found[:limit]]
        ours = [said.of(body) for said in talks if said is not None]
        # All of each: its place is the dispute's, and a page that looked at theirs would lose some.
        page = ReconciliationPage(
            referrals=tuple(told(said, one, body) for said in ours for one in said.handovers),
            mandates=tuple(_mandate(said, one) for said in ours for one in said.mandates),
            next=found[limit - 1][1] if len(found) > limit else None,
            position=reached,
        )
        return json_response(page)

    async def reconcile(self, request: Request) -> Response:
        """Compares what the caller believes with the log, offer by offer, and changes nothing.

        Who is ahead is told what to send again or what was missed; what contradicts is put before
        a person.
        """
        require_json(request.headers)
        require_json_taken(request.headers)
        require_known(request)
        _, body = caller_and_body(request, "reconcile")
        sent: Beliefs = await self._beliefs.read(await read_body(request, _BODY_LIMIT))
        known: dict[UUID, Conversation | None] = {}
        results = []
        for belief in sent.beliefs:
            if belief.dispute not in known:
                known[belief.dispute] = await self._sharing.conversation(belief.dispute)
            found = compared(belief, known[belief.dispute], body)
            results.append(await self._kept.keep(belief, found, body))
        told_of = (one.dispute for one in results if one.result is not BeliefResult.UNKNOWN)
        request.scope[DISPUTES] = tuple(dict.fromkeys(told_of))
        return json_response(Reconciled(results=tuple(results)))

    async def list_contradictions(self, request: Request) -> Response:
        """What two sides believe of an offer and cannot both be true, the newest first."""
        require_json_taken(request.headers)
        require_known(request, "open", "limit", "cursor")
        is_open = parameter(request, "open", bool)
        items, following = await self._kept.contradictions(
            **_visible(caller_of(request)),
            is_open=is_open is None or is_open,
            limit=_limit(request),
            before=parameter(request, "cursor", int) or _LAST,
        )
        return json_response(ContradictionList(items=tuple(items), next=following))

    async def settle_contradiction(self, request: Request) -> Response:
        """Puts a contradiction away, with what was found out; who did it first stays."""
        require_json(request.headers)
        require_json_taken(request.headers)
        require_known(request)
        caller = caller_of(request)
        is_system = caller.partner is not None
        if granted("settle_contradiction", caller.actor.role, is_system=is_system) is None:
            raise Problem(
                FORBIDDEN, zh="由承办单位的工作人员处理", en="for clerks of the bodies concerned"
            )
        visible = _visible(caller)
        sent: ContradictionSettlement = await self._settlement.read(
            await read_body(request, _BODY_LIMIT)
        )
        which = _identity(request)
        if await self._kept.contradiction(which, **visible) is None:
            raise Problem(NOT_FOUND)
        await self._kept.settle(which, by=caller.actor.account, ground=sent.ground)
        return json_response(await self._kept.contradiction(which, **visible))


def _visible(caller: Caller) -> dict[str, Any]:
    """A supervising bureau sees those of its region, a body those in which it has a part."""
    actor = caller.actor
    is_supervisor = actor.role is Role.SUPERVISOR
    body, region = (None, actor.region) if is_supervisor else (actor.organisation, None)
    if body is None and not region:
        raise Problem(FORBIDDEN, zh="该身份没有可以查看的内容", en="nothing to see for this role")
    return {"body": body, "region": region}


def _limit(request: Request) -> int:
    limit: int = parameter(request, "limit", int) or _PAGE
    if limit > _MOST:
        raise invalid("limit", f"最多{_MOST}", f"at most {_MOST}")
    return limit


def _identity(request: Request) -> UUID:
    try:
        return UUID(request.path_params["contradiction_id"])
    except ValueError:
        raise Problem(NOT_FOUND) from None


def _mandate(said: Conversation, one: MandateTold) -> MandateBelieved:
    return MandateBelieved(
        dispute=said.dispute,
        case_number=said.case_number,
        mandate=one.mandate,
        body=one.body,
        organisation=one.organisation,
        given_on=one.given_on.isoformat(),
        returned_on=one.returned_on.isoformat() if one.returned_on else None,
        result=one.result,
        custodian=said.custodian,
        position=one.position,
    )
