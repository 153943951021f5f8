"""`/v1/inbox-messages`: what came in, in view of who answers for it; replayed or dismissed by them."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import FORBIDDEN, NOT_FOUND, UNAVAILABLE, FieldError, Problem
from services.partners.inbox.answers import (
    InboxMessageWhole,
    InboxPage,
    MessageDismissal,
    MessageReplay,
)
from services.partners.inbox.looking_docs import PARAMETERS, deciding_docs, reading_docs
from services.partners.inbox.message import SENDER_INACTIVE, Verdict
from services.partners.inbox.parts import InboxParts
from services.partners.inbox.reading import Asker, Wanted
from services.partners.inbox.store import AWAY
from services.partners.inbox.telling import told, told_whole
from services.projections.http import parameters
from services.workflow.domain.dispute.grants import TABLE
from services.workflow.domain.dispute.grants.partners import NO_SYSTEM
from services.workflow.domain.dispute.grants.relation import Relation
from services.workflow.domain.dispute.permissions import may
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotAllowedInThisState, Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.http.answers import in_language, json_response
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.headers import language, require_json, require_json_taken
from services.workflow.http.identity import Caller, caller_of
from services.workflow.http.problems import INVALID_BODY, REFUSALS

MESSAGES: Final = "/v1/inbox-messages"
MESSAGE: Final = f"{MESSAGES}/{{message_id}}"
PAGE_SIZE: Final = 50
_BODY_LIMIT: Final = 8_192
_LONGEST_REASON: Final = 1_000
_READER: Final = Actor(account="inbox", role=Role.SYSTEM)
Endpoint = Callable[[Any, Request], Awaitable[Response]]


def _while_it_is_there(serve: Endpoint) -> Endpoint:
    """A database that is away for a moment is told so."""

    @wraps(serve)
    async def served(self: Any, request: Request) -> Response:
        require_json_taken(request.headers)
        try:
            return await serve(self, request)
        except AWAY:
            raise Problem(UNAVAILABLE, headers={"Retry-After": "1"}) from None

    return served


class MessageEndpoints:
    """The endpoints."""

    def __init__(self, parts: InboxParts) -> None:
        self._parts = parts
        self._dismissal: BodyReader[MessageDismissal] = BodyReader(MessageDismissal)
        self._replay: BodyReader[MessageReplay] = BodyReader(MessageReplay)

    @_while_it_is_there
    async def list_inbox_messages(self, request: Request) -> Response:
        """Messages that the caller answers for, the newest first."""
        values = parameters.read(request, PARAMETERS)
        caller, size = caller_of(request), values.pop("limit", PAGE_SIZE)
        wanted = Wanted(before=values.pop("cursor", None), **values)
        rows = await self._parts.messages.page(wanted, _asker(caller), size)
        tongue = language(request.headers)
        items = []
        for row in rows[:size]:
            dispute = await self._dispute(row["dispute"])
            if _may(caller, "read_inbox", row, dispute):
                items.append(told(row, caller, dispute, tongue))
        following = str(rows[size - 1]["no"]) if len(rows) > size else None
        page = InboxPage(items=tuple(items), next=following)
        headers = in_language(tongue)
        if following:
            link = request.url.include_query_params(cursor=following)
            headers["Link"] = f'<{link.path}?{link.query}>; rel="next"'
        return json_response(page, 200, headers)

    @_while_it_is_there
    async def get_inbox_message(self, request: Request) -> Response:
        """One message: its verdict, why, and what became of it."""
        parameters.read(request, ())
        row, dispute = await self._one(request, "read_inbox")
        return await self._answer(request, row, dispute)

    @_while_it_is_there
    async def replay_inbox_message(self, request: Request) -> Response:
        """Try a message again as if it had just come in, once what stood against it is put right."""
        require_json(request.headers)
        await self._replay.read(await read_body(request, _BODY_LIMIT))
        row, _ = await self._one(request, "replay_inbox")
        caller = caller_of(request)
        is_sender = caller.partner is not None
        if is_sender and _is_held(row):
            raise _for_people()
        account = caller.actor.account
        if not await self._parts.messages.replay(row["id"], account, is_sender=is_sender):
            raise _ended()
        return await self._anew(request)

    @_while_it_is_there
    async def dismiss_inbox_message(self, request: Request) -> Response:
        """End a message that is not to be applied, with the reason; its body is deleted."""
        require_json(request.headers)
        dismissal = await self._dismissal.read(await read_body(request, _BODY_LIMIT))
        reason = dismissal.reason.strip()
        if not 0 < len(reason) <= _LONGEST_REASON:
            zh, en = f"须写明理由，1 至 {_LONGEST_REASON} 字", f"1 to {_LONGEST_REASON} characters"
            raise Problem(INVALID_BODY, errors=(FieldError(pointer="#/reason", zh=zh, en=en),))
        row, _ = await self._one(request, "dismiss_inbox")
        account = caller_of(request).actor.account
        if not await self._parts.messages.dismiss(row["id"], account, reason):
            raise _ended()
        return await self._anew(request)

    async def _one(self, request: Request, may_do: str) -> tuple[Any, Dispute | None]:
        """The message of the address; one that the caller may not look at is as good as none."""
        row = await self._parts.messages.get(_id(request))
        if row is None:
            raise _unknown()
        caller, dispute = caller_of(request), await self._dispute(row["dispute"])
        if not _may(caller, "read_inbox", row, dispute):
            raise _unknown()
        if dispute is not None:
            # The address does not name it, and the record of reads is kept by dispute.
            request.scope["path_params"]["dispute"] = str(row["dispute"])
        if not _may(caller, may_do, row, dispute):
            raise Problem(FORBIDDEN)
        return row, dispute

    async def _anew(self, request: Request) -> Response:
        row = await self._parts.messages.get(_id(request))
        return await self._answer(request, row, await self._dispute(row["dispute"]))

    async def _answer(self, request: Request, row: Any, dispute: Dispute | None) -> Response:
        tongue = language(request.headers)
        acts = await self._parts.messages.acts(row["id"])
        whole: InboxMessageWhole = told_whole(row, caller_of(request), dispute, tongue, acts)
        return json_response(whole, 200, in_language(tongue))

    async def _dispute(self, dispute: UUID | None) -> Dispute | None:
        if dispute is None:
            return None
        try:
            return (await self._parts.reader.current(dispute, _READER))[0]
        except Unknown:
            return None


def message_routes(router: APIRouter, parts: InboxParts) -> None:
    """Add the routes, with what the OpenAPI document says of each."""
    endpoints = MessageEndpoints(parts)
    for method, path, serve, summary, docs in (
        ("GET", MESSAGES, endpoints.list_inbox_messages, "收到的报送 · What came in", reading_docs(InboxPage, listed=True)),
        ("GET", MESSAGE, endpoints.get_inbox_message, "一条报送 · One message", reading_docs(InboxMessageWhole)),
        ("POST", f"{MESSAGE}/replay", endpoints.replay_inbox_message, "重新处理 · Try it again", deciding_docs(MessageReplay, {})),
        ("POST", f"{MESSAGE}/dismissal", endpoints.dismiss_inbox_message, "不予采用 · Dismiss it", deciding_docs(MessageDismissal, {"reason": "法院已来函更正"})),
    ):  # fmt: skip
        router.add_api_route(
            path,
            serve,
            methods=[method],
            operation_id=serve.__name__,
            summary=summary,
            response_class=Response,
            response_model=None,
            openapi_extra=docs,
        )


def _asker(caller: Caller) -> Asker:
    """Whose messages a list has; exactly which of them is decided for each."""
    actor = caller.actor
    if caller.partner is not None:
        return Asker(partner=caller.partner)
    match TABLE["read_inbox"].get(actor.role):
        case Relation.OWN_REGION if actor.region:
            return Asker(region=actor.region)
        case Relation.HANDLER if actor.organisation:
            return Asker(body=actor.organisation)
    raise Problem(FORBIDDEN, zh="该身份不处理报送", en="the role looks after no messages")


def _may(caller: Caller, what: str, row: Any, dispute: Dispute | None) -> bool:
    """A partner in its own; people by the table; what names no dispute goes by the partner's area."""
    if caller.partner is not None:
        mine: bool = what not in NO_SYSTEM and caller.partner == row["code"]
        return mine
    if dispute is not None:
        return may(what, caller.actor, dispute)
    return may(what, caller.actor, Dispute(region=row["partner_region"] or ""))


def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["message_id"])
    except ValueError:
        raise _unknown() from None


def _unknown() -> Problem:
    return Problem(
        NOT_FOUND, zh="没有这条报送，或您无权知悉", en="no such message, or none that you may see"
    )


def _is_held(row: Any) -> bool:
    """Whether its sender was deactivated when it was tried."""
    if row["verdict"] != Verdict.CONTRADICTS or row["refusal"] is None:
        return False
    return bool(msgspec.json.decode(row["refusal"])["code"] == SENDER_INACTIVE)


def _for_people() -> Problem:
    return Problem(
        FORBIDDEN,
        zh="发送方停用期间的报送须由人员核实后重新处理",
        en="its sender was deactivated: a person verifies it and replays it",
    )


def _ended() -> Problem:
    return Problem(
        REFUSALS[NotAllowedInThisState],
        zh="该报送已经办结，或者不能作为事实读取",
        en="the message is settled already, or cannot be read as a fact",
    )
