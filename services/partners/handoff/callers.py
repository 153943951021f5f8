"""Which body calls, and what of a hand-over it may be told."""

from uuid import UUID

from starlette.requests import Request

from services.kit.problem_details import FORBIDDEN, NOT_FOUND, Problem
from services.partners.handoff.steps import Conversation, Handover
from services.workflow.domain.dispute.permissions import granted
from services.workflow.http.identity import Caller, caller_of

_LONGEST_NUMBER = 9


def caller_and_body(request: Request, row: str) -> tuple[Caller, UUID]:
    """The caller and the body that it acts for. Raises a Problem where none, or where the row is not its."""
    caller = caller_of(request)
    body, is_system = caller.actor.organisation, caller.partner is not None
    if body is None or granted(row, caller.actor.role, is_system=is_system) is None:
        raise Problem(
            FORBIDDEN, zh="移送只给移送和接收的机构", en="for the bodies of a hand-over alone"
        )
    return caller, body


def handover_of(said: Conversation | None, offer: int, body: UUID) -> tuple[Conversation, Handover]:
    """The offer, for one of its two sides. Raises a Problem: for others it is not there."""
    found = said.handover(offer) if said else None
    if said is None or found is None or not found.is_of(body):
        raise Problem(
            NOT_FOUND, zh="没有这次移送，或您无权知悉", en="no such offer, or none that you may see"
        )
    return said, found


def offer_in_path(request: Request) -> int:
    """The offer's number of the address; text that is none is told like one that is not there."""
    text: str = request.path_params["offer"]
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        return int(text)
    raise Problem(NOT_FOUND)
