"""What moved deadlines, and who relied on them: of a dispute, and over all that a caller may read."""

from typing import Any
from uuid import UUID

import msgspec

from services.projections.http import due_answers as a
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read, dispute_in_path, not_found
from services.projections.http.answers import BodyNamed
from services.projections.http.deadlines_due import Names, body_names, named, rule_name, told_body
from services.projections.http.disputes import DISPUTES
from services.projections.http.known_rules import require_known_rule
from services.projections.http.paging import PAGE_SIZE, link, paging
from services.projections.queries import deadline_moves, dispute_list
from services.projections.queries.deadline_moves import ListedMove, MoveRow, Wanted
from services.projections.queries.reached import served_with_deadlines
from services.projections.words.codes import term
from services.workflow.recorded.views import Reliance


class _Relying(msgspec.Struct, frozen=True):
    """Who relied on it, as the journal keeps it."""

    how: Reliance
    body: UUID | None = None
    mediator: UUID | None = None
    act: str = ""
    of: tuple[str, ...] = ()


class _Relied(msgspec.Struct, frozen=True):
    """Whom and what a move concerned, as the journal keeps it."""

    bodies: tuple[UUID, ...] = ()
    dependents: tuple[str, ...] = ()
    relied: tuple[_Relying, ...] = ()

    @property
    def named(self) -> tuple[UUID, ...]:
        """Every body in it."""
        return (*self.bodies, *(one.body for one in self.relied if one.body))


async def list_deadline_moves(asked: Asked) -> Answer:
    """What moved the deadlines of a dispute: from which day to which, and by what."""
    dispute = dispute_in_path(asked)
    if await dispute_list.one(asked.pool, dispute, asked.scope) is None:
        raise not_found()
    found = [(row, _relied(row)) for row in await deadline_moves.of_dispute(asked.pool, dispute)]
    names = await body_names((body for _, relied in found for body in relied.named), asked)
    items = tuple(a.DeadlineMoved(**_told(row, relied, names, asked)) for row, relied in found)
    return a.DeadlineMoves(dispute=dispute, items=items), {}


async def list_all_deadline_moves(asked: Asked) -> Answer:
    """What moved deadlines of the disputes that this caller may read, the newest first.

    Who relied on what a correction or an annulment moved asks for it by `body`.
    """
    require_known_rule(asked)
    wanted = Wanted(**named(asked, *(each.name for each in FILTERS)))
    size, after = asked.values.get("limit", PAGE_SIZE), asked.values.get("cursor")
    found = await deadline_moves.page(asked.pool, wanted, asked.scope, size=size, after=after)
    total = None
    if asked.values.get("total"):
        total = await deadline_moves.count(asked.pool, wanted, asked.scope)
    rows = [(row, _relied(row)) for row in found.rows]
    bodies = (b for row, relied in rows for b in (row.organisation, *relied.named))
    names = await body_names(bodies, asked)
    items = tuple(_listed(row, relied, names, asked) for row, relied in rows)
    cursor = found.next.encode() if found.next else None
    return a.DeadlineMovePage(items=items, next=cursor, total=total), link(cursor, asked)


FILTERS = (
    p.identity("body", "It relied on what moved; without a correction, has a part in the dispute."),
    p.identity("organisation", "Whose people have the dispute in hand."),
    p.region(),
    p.identity("dispute", "Of this dispute."),
    p.rule(),
    p.truth("is_correction", "Moved by a correction or an annulment, or otherwise."),
    p.legal_day("since", "Recorded on this day or later."),
    p.number("after_position", "By what the log has after this position.", least=0),
)
READS = (
    Read(
        name="list_deadline_moves",
        path=f"{DISPUTES}/{{dispute_id}}/deadline-moves",
        zh="期限变动记录",
        en="What moved the deadlines of a dispute",
        answers=a.DeadlineMoves,
        served=served_with_deadlines,
        answer=list_deadline_moves,
        statuses=(404,),
    ),
    Read(
        name="list_all_deadline_moves",
        path="/v1/deadline-moves",
        zh="各争议的期限变动",
        en="What moved deadlines, the newest first",
        answers=a.DeadlineMovePage,
        served=served_with_deadlines,
        answer=list_all_deadline_moves,
        parameters=(*FILTERS, *paging(p.MOVE_CURSOR, "Entries")),
    ),
)


def _relied(row: MoveRow) -> _Relied:
    return msgspec.json.decode(row.relied_on, type=_Relied)


def _listed(row: ListedMove, relied: _Relied, names: Names, asked: Asked) -> a.DeadlineMoveListed:
    return a.DeadlineMoveListed(
        dispute=row.dispute,
        case_number=row.case_number,
        region=row.region,
        organisation=told_body(row.organisation, names),
        **_told(row, relied, names, asked),
    )


def _told(row: MoveRow, relied: _Relied, names: Names, asked: Asked) -> dict[str, Any]:
    return {
        "rule": row.rule,
        "rule_name": rule_name(row.rule, asked),
        "about": row.about,
        "changes": tuple(a.ChangeTold(code=c, name=term(c, asked.language)) for c in row.changes),
        "start_was": row.start_was,
        "start_is": row.start_is,
        "due_natural_was": row.natural_was,
        "due_natural_is": row.natural_is,
        "due_rolled_was": row.rolled_was,
        "due_rolled_is": row.rolled_is,
        "cause": row.cause.rpartition(":")[2],
        "position": row.position,
        "recorded_at": row.recorded_at,
        "calendar_was": row.calendar_was,
        "calendar_is": row.calendar_is,
        "rule_pack_was": row.rule_pack_was,
        "rule_pack_is": row.rule_pack_is,
        "relied_on": relied.dependents,
        "relied_by": tuple(_relying(one, names, asked) for one in relied.relied),
        "told": tuple(BodyNamed(id=body, name=names.get(body, "")) for body in relied.bodies),
    }


def _relying(one: _Relying, names: Names, asked: Asked) -> a.ReliedBy:
    return a.ReliedBy(
        how=one.how,
        how_name=term(one.how, asked.language),
        body=told_body(one.body, names),
        mediator=one.mediator,
        act=one.act,
        of=one.of,
    )
