"""Computes figures: from the live read model, or as the log knew things at an earlier position."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from services.projections.definitions.area_resolution import area_resolution, centres_reaching
from services.projections.definitions.area_resolution_closed import area_resolution_closed
from services.projections.definitions.confirmation import (
    confirmation_granted,
    confirmation_refused,
)
from services.projections.definitions.definition import (
    AREA_RESOLUTION,
    AREA_RESOLUTION_CLOSED,
    CENTRES_REACHING,
    CONFIRMATION_GRANTED,
    CONFIRMATION_REFUSED,
    DEFINITIONS,
    MEDIATION_SUCCESS,
)
from services.projections.definitions.figure import Figure, Share
from services.projections.definitions.known import Known, Question
from services.projections.definitions.mediation_success import mediation_success
from services.projections.storage import event_log
from services.projections.view import FoldedView
from services.projections.views.dispute_facts import DISPUTE_FACTS, Facts
from services.projections.views.organisations import ORGANISATIONS, Body
from services.workflow.recorded import codec
from services.workflow.recorded.catalogue import TOPICS

Computation = Callable[[Known, Question], tuple[Share, tuple[Share, ...]]]

COMPUTATIONS: dict[str, Computation] = {
    AREA_RESOLUTION.name: area_resolution,
    AREA_RESOLUTION_CLOSED.name: area_resolution_closed,
    CENTRES_REACHING.name: centres_reaching,
    MEDIATION_SUCCESS.name: mediation_success,
    CONFIRMATION_GRANTED.name: confirmation_granted,
    CONFIRMATION_REFUSED.name: confirmation_refused,
}
_FACTS = """
WITH RECURSIVE found AS (
    SELECT dispute, leader FROM views.dispute_facts WHERE region LIKE $1 || '%'
    UNION
    SELECT f.dispute, f.leader FROM views.dispute_facts f
      JOIN found ON f.dispute = found.leader OR f.leader = found.dispute
)
SELECT record FROM views.dispute_facts JOIN found USING (dispute)
"""
_BODIES = "SELECT record FROM views.organisations"
_POSITION = """
SELECT least(min(position), $1) FROM views.positions
 WHERE is_live AND view IN ('dispute_facts', 'organisations')
"""
_BREATH = 200
"""Events after which a long fold lets the process serve others."""
_RECORDED_AT = "SELECT recorded_at FROM log.events WHERE position = $1"


class UnknownDefinition(Exception):
    """There is no such definition; `known` are those that there are."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(DEFINITIONS)


async def compute(
    connection: Any, name: str, question: Question, known_at: datetime | int | None = None
) -> Figure:
    """The figure now, or as known at an instant or a log position. Raises UnknownDefinition.

    The name may leave out the version of a definition that has only one.
    """
    full_name = name if "@" in name else f"{name}@1"
    if full_name not in COMPUTATIONS:
        raise UnknownDefinition(name)
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        known = await _known(connection, question.region, known_at)
    total, rows = COMPUTATIONS[full_name](known, question)
    counted = _counted(total, known)
    return Figure(
        definition=full_name,
        region=question.region,
        from_on=question.from_on,
        to_on=question.to_on,
        by=question.by,
        total=total,
        rows=rows,
        position=known.position,
        known_at=known.known_at,
        rule_packs=tuple(sorted({facts.entry.rule_pack for facts in counted})),
        is_sample=any(facts.is_sample for facts in counted),
    )


async def _known(connection: Any, region: str, known_at: datetime | int | None) -> Known:
    if known_at is None:
        return await _live(connection, region)
    position = (
        await event_log.position_at(connection, known_at)
        if isinstance(known_at, datetime)
        else min(known_at, (await event_log.head(connection)).position)
    )
    facts: dict[UUID, Facts] = await _folded(connection, DISPUTE_FACTS, position)
    bodies: dict[UUID, Body] = await _folded(connection, ORGANISATIONS, position)
    return Known(
        facts=facts,
        bodies={stream: body.organisation for stream, body in bodies.items()},
        position=position,
        known_at=await connection.fetchval(_RECORDED_AT, position),
    )


async def _live(connection: Any, region: str) -> Known:
    head = await event_log.head(connection)
    position = await connection.fetchval(_POSITION, head.position)
    facts = [DISPUTE_FACTS.load(record) for (record,) in await connection.fetch(_FACTS, region)]
    bodies = [ORGANISATIONS.load(record) for (record,) in await connection.fetch(_BODIES)]
    return Known(
        facts={entry.dispute: entry for entry in facts},
        bodies={body.organisation.id: body.organisation for body in bodies},
        position=position,
        known_at=await connection.fetchval(_RECORDED_AT, position),
    )


async def _folded(connection: Any, view: FoldedView, position: int) -> dict[UUID, Any]:
    """Every state of a view as the log knew it at a position: the view's own fold, over fewer events."""
    states: dict[UUID, Any] = {}
    topics = [topic for topic in TOPICS if topic.startswith(f"{view.stream}:")]
    async for row in event_log.of_topics(connection, topics, up_to=position):
        if not row.position % _BREATH:
            await asyncio.sleep(0)
        states[row.stream_id] = view.apply(states.get(row.stream_id), codec.decode(row))
    return states


def _counted(total: Share, known: Known) -> list[Facts]:
    parts = (total.denominator, *total.beside, *total.excluded)
    disputes = {dispute for p in parts for item in p.items for dispute in item.disputes}
    return [known.facts[dispute] for dispute in disputes]
