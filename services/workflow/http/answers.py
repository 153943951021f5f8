"""What callers get back from commands and entries, with the headers that go with it."""

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.language import Language
from services.workflow.application.deadlines_moved import MovedDeadline
from services.workflow.application.handle import Outcome
from services.workflow.application.registry import Entered
from services.workflow.domain.dispute.guards.relying import ReliedOn
from services.workflow.domain.dispute.lifecycle import STATE_NAMES, State
from services.workflow.domain.errors import Unknown
from services.workflow.http.headers import language
from services.workflow.recorded.codec import encode_value

JSON = "application/json"
_encoder = msgspec.json.Encoder(enc_hook=encode_value)


class CommandAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Where the dispute stands after the command, and where that stands in the log."""

    dispute: UUID
    version: int
    """Also the ETag."""
    state: State
    state_name: str
    case_number: str
    custodian: UUID | None
    offer: int | None
    """Number of the offer of hand-over in flight."""
    linked_dispute: UUID | None
    """The dispute that the command split off from this one."""
    linked_case_number: str
    dependents: tuple[str, ...]
    """What had been computed from a corrected value, by code: rules, figures, decisions."""
    moved: tuple[MovedDeadline, ...]
    """Deadlines that are otherwise after a correction or annulment: what was due, what is, why."""
    relied_on: tuple[ReliedOn, ...]
    """Who relied on what was put right: bodies, the mediator, and who recorded acts that rest on it."""
    warnings: tuple[str, ...]
    """Codes of guards that did not bind, as for a fact reported by a court; `same_matter_possible`
    where the matter may be on file already."""
    position: int
    """Position in the log; reads accept it as min_position."""
    recorded_at: datetime


def answer_of(outcome: Outcome, request: Request, *, is_new: bool) -> Response:
    """The answer to a command; a repeat gets the first one again and a header that says so."""
    told, answer = language(request.headers), outcome.answer
    headers = {
        "ETag": f'"{answer.version}"',
        "Log-Position": str(outcome.position),
        **in_language(told),
    }
    if outcome.is_repeat:
        headers["Idempotency-Replayed"] = "true"
    if is_new:
        headers["Location"] = f"/v1/disputes/{answer.dispute}"
    body = CommandAnswer(
        dispute=answer.dispute,
        version=answer.version,
        state=answer.state,
        state_name=state_name(answer.state, told),
        case_number=answer.case_number,
        custodian=answer.custodian,
        offer=answer.offer,
        linked_dispute=answer.linked_dispute,
        linked_case_number=answer.linked_case_number,
        dependents=answer.dependents,
        moved=answer.moved,
        relied_on=answer.relied_on,
        warnings=answer.warnings,
        position=outcome.position,
        recorded_at=outcome.recorded_at,
    )
    return json_response(body, 201 if is_new else 200, headers)


def entered_answer(entered: Entered, *, is_new: bool) -> Response:
    """The answer to an entry about a body or a mediator."""
    headers = {"ETag": f'"{entered.version}"', "Log-Position": str(entered.position)}
    return json_response(entered, 201 if is_new else 200, headers)


def json_response(
    body: object, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A JSON response."""
    return Response(_encoder.encode(body), status, headers, JSON)


def in_language(told: Language) -> dict[str, str]:
    """The headers of an answer that differs by language and caller."""
    return {"Content-Language": told, "Vary": "Authorization, Accept-Language"}


def state_name(state: State, told: Language) -> str:
    """A state in words."""
    return STATE_NAMES[state] if told == "zh" else state.value.replace("_", " ")


def request_hash(request: Request, raw: bytes) -> bytes:
    """What a repeat under the same key must have in common: method, path and body."""
    head = f"{request.method}\n{request.scope['path']}\n".encode()
    return hashlib.sha256(head + raw).digest()


def dispute_in_path(request: Request) -> UUID:
    """The dispute of the address. Text that is no id is told like an id that is not there."""
    found = _uuid(request.path_params["dispute_id"])
    if found is None:
        raise Unknown("unknown_dispute")
    return found


def organisation_in_path(request: Request) -> UUID:
    """The body of the address."""
    text: str = request.path_params["organisation_id"]
    found = _uuid(text)
    if found is None:
        raise Unknown("unknown_organisation", organisation=text[:36])
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None  # noqa: PLR2004
    except ValueError:
        return None
