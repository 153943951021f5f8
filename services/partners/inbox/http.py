"""`POST /v1/inbox/{partner}`: what partners' systems report, signed and not asked for a token."""

import re
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import Problem
from services.partners.inbox.answers import MessageTaken
from services.partners.inbox.looking import message_routes
from services.partners.inbox.message import Verdict
from services.partners.inbox.parts import InboxParts
from services.partners.inbox.problems import unusable
from services.partners.inbox.store import AWAY
from services.workflow.application.ports import StoreUnavailable
from services.workflow.http.answers import JSON, json_response
from services.workflow.http.bodies import read_body
from services.workflow.http.headers import require_json, require_json_taken
from services.workflow.http.openapi_parts import problems
from services.workflow.http.schema_components import Schema, reference

INBOX: Final = "/v1/inbox/{code}"
MOST_BYTES: Final = 262_144
"""No report is longer."""
CODE: Final = re.compile("[a-z0-9][a-z0-9-]{1,62}")
TAKEN: Final = 202


class InboxEndpoint:
    """The endpoint."""

    def __init__(self, parts: InboxParts) -> None:
        self._parts = parts

    async def take_message(self, request: Request) -> Response:
        """Keep what a partner reports, and say so only then; it is applied afterwards.

        Signed by Standard Webhooks over the bytes as they are, the body a CloudEvent 1.0. A repeat
        gets the first answer, however late; the same id with other content is refused. What is
        signed and cannot be read as a fact is refused with every fault, and kept in view.
        """
        require_json(request.headers)
        require_json_taken(request.headers)
        sent: str = request.path_params["code"]
        code = sent if CODE.fullmatch(sent) else ""
        raw = await read_body(request, MOST_BYTES)
        try:
            kept = await self._parts.receiving.take(code, request.headers, raw)
        except AWAY as error:
            raise StoreUnavailable from error
        if kept.faults:
            raise _refused(unusable(kept.faults), str(kept.id))
        return json_response(MessageTaken(id=kept.id, verdict=Verdict.STORED), TAKEN)


def taking_docs() -> Schema:
    """What the OpenAPI document says of it."""
    text = {"type": "string", "minLength": 1}
    headers = (
        ("webhook-id", "The sender's id of the message; a retry has the same one."),
        ("webhook-timestamp", "Seconds since 1970 at which it was signed."),
        ("webhook-signature", "`v1,` and base64 of HMAC-SHA256; several, separated by spaces."),
    )
    body = {"type": "object", "description": "A CloudEvent; see schemas/webhooks/in."}
    return {
        "security": [],
        "parameters": [
            {"in": "path", "name": "code", "required": True, "schema": text},
            *(
                {"in": "header", "name": n, "required": True, "schema": text, "description": about}
                for n, about in headers
            ),
            {"$ref": "#/components/parameters/Accept-Language"},
        ],
        "tags": ["partners"],
        "requestBody": {
            "required": True,
            "content": {"application/cloudevents+json": {"schema": body}, JSON: {"schema": body}},
        },
        "responses": {
            str(TAKEN): {
                "description": "Kept",
                "content": {JSON: {"schema": reference(MessageTaken)}},
            },
            **problems(401, 406, 409, 413, 415, 422, 429, 500, 503),
        },
    }


def _refused(problem: Problem, message: str) -> Problem:
    """The problem, with the id under which the message is kept."""
    problem.members["data"] = {"id": message}
    return problem


def inbox_router(parts: InboxParts) -> APIRouter:
    """What is signed, and what is looked at with a token."""
    router = APIRouter()
    endpoint = InboxEndpoint(parts)
    router.add_api_route(
        INBOX,
        endpoint.take_message,
        methods=["POST"],
        operation_id="take_message",
        summary="接收报送 · Take a signed message",
        status_code=TAKEN,
        response_class=Response,
        response_model=None,
        openapi_extra=taking_docs(),
    )
    message_routes(router, parts)
    return router
