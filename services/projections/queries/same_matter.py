"""Finds disputes that may be the same matter, and the matter that a case number belongs to."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import asyncpg

from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.projections.views.dispute_list import DISPUTE_LIST, Entry
from services.workflow.recorded.views import (
    Candidate,
    Dispute,
    Subject,
    is_decided,
    likeness,
    subject_of,
)

Namesakes = Callable[[Sequence[UUID]], Awaitable[Sequence[UUID]]]
"""From persons to all persons who have the name of one of them."""

_AWAY = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)
MOST = 200
"""Disputes of one person and all namesakes that are looked at, the latest first."""
_OF_PEOPLE = """
SELECT record FROM views.dispute_list WHERE people && $1 AND dispute <> $2
 ORDER BY received_on DESC, dispute DESC LIMIT $3
"""
_FOLLOWERS = "SELECT EXISTS (SELECT FROM views.dispute_list WHERE leader = $1)"
_MATTERS_OF = """
WITH RECURSIVE up AS (
    SELECT dispute, leader FROM views.dispute_list WHERE numbers @> ARRAY[$1::text]
    UNION
    SELECT d.dispute, d.leader FROM views.dispute_list d JOIN up ON d.dispute = up.leader
), matter AS (
    SELECT dispute, dispute AS root FROM up
     WHERE leader IS NULL OR NOT EXISTS (
        SELECT FROM views.dispute_list d WHERE d.dispute = up.leader)
    UNION
    SELECT d.dispute, matter.root FROM views.dispute_list d JOIN matter ON d.leader = matter.dispute
)
SELECT matter.root, d.record FROM matter JOIN views.dispute_list d USING (dispute)
 ORDER BY matter.root, d.first_position
"""


async def nobody(people: Sequence[UUID]) -> Sequence[UUID]:  # noqa: ARG001
    """No namesakes: where the keys cannot be asked."""
    return ()


async def candidates(connection: Any, one: Subject, namesakes: Namesakes) -> tuple[Candidate, ...]:
    """Disputes that a person should compare with this one, the likeliest first.

    What was decided already, and what is the same matter already, is left out.
    """
    if not one.people:
        return ()
    same_name = frozenset(await namesakes(sorted(one.people, key=str)))
    rows = await connection.fetch(_OF_PEOPLE, [*one.people | same_name], one.dispute.id, MOST)
    found = [
        Candidate(dispute=entry.dispute, likeness=likeness(one, subject(entry), same_name))
        for entry in (DISPUTE_LIST.load(record) for (record,) in rows)
        if not is_decided(one.dispute, entry.dispute)
    ]
    likely = [candidate for candidate in found if candidate.likeness.is_likely]
    return tuple(sorted(likely, key=lambda c: (-c.likeness.score, str(c.dispute.id))))


def subject(entry: Entry) -> Subject:
    """What is compared of a listed dispute: with every name that its employers ever had."""
    return Subject(dispute=entry.dispute, employer_keys=frozenset(entry.employer_keys))


async def matters_of(connection: Any, number: str) -> dict[UUID, tuple[Entry, ...]]:
    """Every matter in which a dispute has, or had, this number: by leader, all its disputes."""
    found: dict[UUID, list[Entry]] = {}
    for root, record in await connection.fetch(_MATTERS_OF, number):
        found.setdefault(root, []).append(DISPUTE_LIST.load(record))
    return {root: tuple(entries) for root, entries in found.items()}


class ListedMatters:
    """What the write side may ask of other disputes, answered from the list."""

    def __init__(self, pool: Any, namesakes: Namesakes) -> None:
        self._pool = pool
        self._namesakes = namesakes

    async def candidates(self, dispute: Dispute) -> Sequence[Candidate]:
        """Disputes that may be the same matter as one that is being put on file.

        None where the list is out of reach: a warning less, and the dispute is put on file.
        """
        try:
            return await candidates(self._pool, subject_of(dispute), self._namesakes)
        except _AWAY:
            return ()

    async def has_followers(self, dispute: UUID) -> bool:
        """Whether other disputes were merged into this one."""
        has: bool = await self._pool.fetchval(_FOLLOWERS, dispute)
        return has
