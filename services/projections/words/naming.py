"""Finds every name that a dispute's sentences need; sealed ones by the opener that is handed in."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from services.projections.queries import directories, dispute_list
from services.projections.words.cast import Names
from services.projections.words.telling import parties_of
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Party, Scope, Sealed

Opener = Callable[[Sequence[tuple[UUID, Sealed]]], Awaitable[Sequence[str | None]]]
"""From (stream id, sealed value) to texts; None where it was erased or is not to be seen."""

Key = TypeVar("Key", bound=Hashable)
_MEDIATORS = ("mediator",)
_DISPUTES = ("leader", "other", "dispute", "origin")


async def nothing(boxes: Sequence[tuple[UUID, Sealed]]) -> Sequence[str | None]:
    """Opens nothing: for readers who see no names."""
    return [None] * len(boxes)


async def names_of(
    connection: Any,
    events: Sequence[Recorded],
    scope: Scope,
    open_names: Opener,
    open_texts: Opener,
) -> Names:
    """Names of the parties, bodies, mediators and other disputes that the events speak of; texts."""
    bodies = _ids(events, except_for=(*_MEDIATORS, *_DISPUTES))
    bodies |= {recorded.meta.organisation for recorded in events if recorded.meta.organisation}
    sealed = await directories.mediator_names(connection, _ids(events, only=_MEDIATORS))
    dispute = events[0].stream_id if events else UUID(int=0)
    people = await party_names([(dispute, party) for party in parties_of(events)], open_names)
    texts = {box.box: box for recorded in events for box in _texts(recorded)}
    return Names(
        parties={no: name for (_, no), name in people.items()},
        bodies=await directories.organisation_names(connection, bodies),
        mediators=await _opened(sealed, lambda mediator: mediator, open_names),
        disputes=await dispute_list.case_numbers(connection, _ids(events, only=_DISPUTES), scope),
        texts=await _opened(texts, lambda _: dispute, open_texts),
    )


async def party_names(
    parties: Iterable[tuple[UUID, Party]], open_names: Opener
) -> dict[tuple[UUID, int], str | None]:
    """Names of the persons among the parties of any disputes, by dispute and party number."""
    sealed = {
        (dispute, party.no): party.name
        for dispute, party in parties
        if isinstance(party.name, Sealed)
    }
    return await _opened(sealed, lambda key: key[0], open_names)


async def _opened(
    sealed: Mapping[Key, Sealed], stream: Callable[[Key], UUID], open_names: Opener
) -> dict[Key, str | None]:
    if not sealed:
        return {}
    texts = await open_names([(stream(key), box) for key, box in sealed.items()])
    return dict(zip(sealed, texts, strict=True))


def _ids(
    events: Sequence[Recorded], *, only: tuple[str, ...] = (), except_for: tuple[str, ...] = ()
) -> set[UUID]:
    """The ids that events name in these fields; without `only` in every other field."""
    return {
        value
        for recorded in events
        for name, value in msgspec.structs.asdict(recorded.event).items()
        if isinstance(value, UUID) and name not in except_for and (name in only or not only)
    }


def _texts(recorded: Recorded) -> list[Sealed]:
    """What people wrote in an event."""
    values = msgspec.structs.asdict(recorded.event)
    duties = [term.duty for term in values.get("terms", ())]
    return [value for value in (*values.values(), *duties) if isinstance(value, Sealed)]
