"""Brings together what the rows of disputes need: events, bodies, mediators, people, leaders."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from services.projections.ledger.discretion import Discretion, Mask
from services.projections.ledger.line import Case, Line, reference
from services.projections.ledger.rows import rows_of
from services.projections.queries import directories, dispute_list, dispute_timeline
from services.projections.queries.cursor import Cursor
from services.projections.queries.filters import Filters
from services.projections.views.dispute_list import Entry
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Dispute, Scope, Sealed
from services.workflow.recorded.views import dispute_events as e

AT_ONCE = 500
"""Disputes whose events are read in one query."""


class _Around(NamedTuple):
    """What disputes name beside their own events."""

    codes: dict[UUID, str]
    mediators: dict[UUID, str]
    leaders: dict[UUID, Dispute]
    shown: dict[str, str]


async def lines(
    connection: Any, filters: Filters, scope: Scope, discretion: Discretion
) -> list[Line]:
    """Every row of the ledger that is asked for, as this reader may see it; the oldest first."""
    found: list[tuple[Any, list[Line]]] = []
    after: Cursor | None = None
    while True:
        page = await dispute_list.page(connection, filters, scope, size=AT_ONCE, after=after)
        entries = [row.entry for row in page.rows]
        found += await _told(connection, entries, scope, discretion)
        after = page.next
        if after is None:
            break
    return [line for _, rows in sorted(found, key=lambda one: one[0]) for line in rows]


async def _told(
    connection: Any, entries: Sequence[Entry], scope: Scope, discretion: Discretion
) -> list[tuple[Any, list[Line]]]:
    """The rows of each dispute, with what they are sorted by."""
    ids = [entry.dispute.id for entry in entries if entry.dispute.id]
    histories = await dispute_timeline.histories(connection, ids)
    around = await _around(connection, entries, histories, scope, discretion)
    told = []
    for entry in entries:
        assert entry.dispute.id is not None
        case = Case(
            dispute=entry.dispute,
            channel=entry.channel,
            events=histories[entry.dispute.id],
            shown=around.shown,
            codes=around.codes,
            mediators=around.mediators,
            repeats=_repeats(entry.dispute, around),
        )
        told.append(((entry.dispute.received_on, entry.first_position), rows_of(case)))
    return told


async def _around(
    connection: Any,
    entries: Sequence[Entry],
    histories: dict[UUID, list[Recorded]],
    scope: Scope,
    discretion: Discretion,
) -> _Around:
    disputes = [entry.dispute for entry in entries]
    leaders = await _leaders(connection, disputes, scope)
    bodies = {b for d in (*disputes, *leaders.values()) for b in (d.organisation, d.custodian) if b}
    mediators = {d.mediator for d in disputes if d.mediator} | {
        recorded.event.mediator
        for events in histories.values()
        for recorded in events
        if isinstance(recorded.event, e.MediatorAssigned) and recorded.event.mediator
    }
    sealed = await directories.mediator_names(connection, mediators)
    opened = await discretion.open_all(list(sealed.items()))
    return _Around(
        codes=await directories.organisation_codes(connection, bodies),
        mediators={
            one: discretion.name(name)
            for one, name in zip(sealed, opened, strict=True)
            if name is not None
        },
        leaders=leaders,
        shown=await _shown(disputes, discretion),
    )


async def _leaders(
    connection: Any, disputes: Sequence[Dispute], scope: Scope
) -> dict[UUID, Dispute]:
    """Those leading disputes that the reader may read."""
    wanted = {dispute.leader for dispute in disputes if dispute.leader}
    if not wanted:
        return {}
    asked = Filters(ids=tuple(wanted))
    page = await dispute_list.page(connection, asked, scope, size=len(wanted))
    return {row.entry.dispute.id: row.entry.dispute for row in page.rows if row.entry.dispute.id}


async def _shown(disputes: Sequence[Dispute], discretion: Discretion) -> dict[str, str]:
    """People's values by their boxes, masked as the reader is shown them."""
    wanted = [one for dispute in disputes for one in _personal(dispute, discretion)]
    texts = await discretion.open_all([(stream, box) for stream, box, _ in wanted])
    return {
        box.box: mask(text)
        for (_, box, mask), text in zip(wanted, texts, strict=True)
        if text is not None
    }


def _personal(dispute: Dispute, discretion: Discretion) -> Iterator[tuple[UUID, Sealed, Mask]]:
    assert dispute.id is not None
    contacts = discretion.contacts(dispute)
    for party in dispute.parties:
        if isinstance(party.name, Sealed):
            yield dispute.id, party.name, discretion.name
        if party.document is not None:
            yield dispute.id, party.document, _of_number(contacts.document)
        if party.phone is not None:
            yield dispute.id, party.phone, contacts.phone


def _of_number(mask: Mask) -> Mask:
    """A document is sealed with its type before it, which a ledger has no column for."""
    return lambda text: mask(text.partition(":")[2] or text)


def _repeats(dispute: Dispute, around: _Around) -> str:
    leader = around.leaders.get(dispute.leader) if dispute.leader else None
    if leader is None:
        return ""
    organisation, number = reference(leader, around.codes)
    own, _ = reference(dispute, around.codes)
    return number if organisation == own else f"{organisation}/{number}"
