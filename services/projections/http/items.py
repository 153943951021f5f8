"""Lists across disputes: offers of hand-over, agendas, documents, applications for enforceability."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from services.kit.problem_details import INVALID_QUERY, FieldError, Problem
from services.projections.http import item_answers as a
from services.projections.http import item_telling as tell
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read
from services.projections.http.item_lists import given, listing
from services.projections.http.paging import paging
from services.projections.queries import directories, items
from services.projections.queries.items import Wanted
from services.projections.views.handovers import HandoverState
from services.projections.views.sittings import SittingKind, SittingState
from services.workflow.recorded.views import dispute_parts as parts


class Direction(StrEnum):
    """Whether offers come to the caller's body or go out from it."""

    IN = "in"
    OUT = "out"


class DocumentState(StrEnum):
    """What a document still waits for."""

    UNSERVED = "unserved"
    AWAITING_REPLY = "awaiting_reply"
    OVERDUE = "overdue"


async def list_handovers(asked: Asked) -> Answer:
    """Offers of hand-over in flight and ended, the oldest first."""
    fields = given(asked, "state", "kind", "is_open")
    direction = asked.values.get("direction")
    if direction is not None:
        fields["receiver" if direction is Direction.IN else "sender"] = _own_body(asked)
    found = await listing(asked, items.HANDOVERS, Wanted(fields=fields))
    told = tuple(tell.handover(row, found) for row in found.rows)
    return a.HandoverPage(items=told, next=found.next, total=found.total), found.headers


async def list_sessions(asked: Asked) -> Answer:
    """Sessions and hearings by day: what is listed, and what was held or adjourned."""
    fields = given(asked, "kind", "state", "organisation", "mediator")
    wanted = Wanted(fields=fields, **_days(asked))
    found = await listing(asked, items.SITTINGS, wanted)
    told = tuple(tell.session(row, found) for row in found.rows)
    return a.SessionPage(items=told, next=found.next, total=found.total), found.headers


async def list_documents(asked: Asked) -> Answer:
    """Documents by recipient: not yet served, or still without the reply that was asked for."""
    state = asked.values.get("state")
    fields = given(asked, "kind")
    if state is DocumentState.UNSERVED:
        fields["is_served"] = False
    elif state is not None:
        fields["awaits_reply"] = True
    overdue = await items.today(asked.pool) if state is DocumentState.OVERDUE else None
    hidden = (await asked.reader.withheld()).papers
    wanted = Wanted(fields=fields, overdue_on=overdue, hidden=hidden)
    found = await listing(asked, items.DOCUMENTS, wanted)
    told = tuple(tell.document(row, found) for row in found.rows)
    return a.DocumentPage(items=told, next=found.next, total=found.total), found.headers


async def list_reinforcements(asked: Asked) -> Answer:
    """Applications for confirmation, review and payment orders, each with its answer and ground.

    A refusal is told with the organisation and mediator who made the agreement.
    """
    names = ("kind", "result", "ground", "organisation", "mediator", "body", "is_open")
    wanted = Wanted(fields=given(asked, *names), **_days(asked))
    found = await listing(asked, items.REINFORCEMENTS, wanted)
    counts = await _counts(asked, wanted) if asked.values.get("counts") else None
    told = tuple(tell.reinforcement(row, found) for row in found.rows)
    page = a.ReinforcementPage(items=told, counts=counts, next=found.next, total=found.total)
    return page, found.headers


DAYS = (
    p.legal_day("from", "On this day or later."),
    p.legal_day("to", "On this day or earlier."),
)
READS = (
    Read(
        name="list_handovers",
        path="/v1/handovers",
        zh="移送、转办、退回",
        en="Offers of hand-over",
        answers=a.HandoverPage,
        answer=list_handovers,
        parameters=(
            p.code("direction", Direction, "To the caller's body, or from it."),
            p.code("state", HandoverState, "In this state."),
            p.code("kind", parts.OfferKind, "For this."),
            p.truth("is_open", "In flight, or ended."),
            *paging(p.ITEM_CURSOR, "Offers"),
        ),
    ),
    Read(
        name="list_sessions",
        path="/v1/sessions",
        zh="日程：调解与开庭",
        en="Agenda of sessions and hearings",
        answers=a.SessionPage,
        answer=list_sessions,
        parameters=(
            *DAYS,
            p.identity("organisation", "Held by this organisation or commission."),
            p.identity("mediator", "With this mediator, in person or as cover."),
            p.code("kind", SittingKind, "Sessions or hearings."),
            p.code("state", SittingState, "In this state."),
            *paging(p.ITEM_CURSOR, "Sessions"),
        ),
    ),
    Read(
        name="list_documents",
        path="/v1/documents",
        zh="文书送达与回复",
        en="Documents to be served or answered",
        answers=a.DocumentPage,
        answer=list_documents,
        parameters=(
            p.code("state", DocumentState, "What it waits for."),
            p.code("kind", parts.DocumentKind, "Of this kind."),
            *paging(p.ITEM_CURSOR, "Documents"),
        ),
    ),
    Read(
        name="list_reinforcements",
        path="/v1/reinforcements",
        zh="司法确认、仲裁审查、支付令",
        en="Applications to make agreements enforceable",
        answers=a.ReinforcementPage,
        answer=list_reinforcements,
        parameters=(
            *DAYS,
            p.code("kind", parts.ReinforcementKind, "Of this kind."),
            p.code("result", parts.ReinforcementResult, "Answered so."),
            p.ground(),
            p.identity("organisation", "Of agreements that this organisation made."),
            p.identity("mediator", "Of agreements that this mediator made."),
            p.identity("body", "Asked of this court or commission."),
            p.truth("is_open", "Not answered yet, or answered."),
            p.truth("counts", "Count all that fit, by organisation, mediator, answer and ground."),
            *paging(p.ITEM_CURSOR, "Applications"),
        ),
    ),
)


def _own_body(asked: Asked) -> UUID:
    if asked.reader.organisation is None:
        zh, en = "该身份不属于任何机构", "the caller acts for no body"
        raise Problem(INVALID_QUERY, errors=(FieldError(parameter="direction", zh=zh, en=en),))
    return asked.reader.organisation


def _days(asked: Asked) -> dict[str, Any]:
    first, last = asked.values.get("from"), asked.values.get("to")
    if first is not None and last is not None and last < first:
        fault = FieldError(parameter="to", zh="早于 from", en="is before from")
        raise Problem(INVALID_QUERY, errors=(fault,))
    return {"from_on": first, "to_on": last}


async def _counts(asked: Asked, wanted: Wanted) -> tuple[a.ReinforcementCount, ...]:
    by = ("organisation", "mediator", "kind", "result", "ground")
    rows = await items.tally(asked.pool, items.REINFORCEMENTS, by, wanted, asked.scope)
    bodies = {UUID(row[0]) for row in rows if row[0]}
    names = await directories.organisation_names(asked.pool, bodies)
    return tuple(tell.count(row, names, asked.language) for row in rows)
