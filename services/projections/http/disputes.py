"""Lists of disputes and the history of one."""

from uuid import UUID

from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read, dispute_in_path, not_found
from services.projections.http.answers import (
    ActorTold,
    BodyNamed,
    DisputeListed,
    DisputePage,
    History,
    HistoryEntry,
    PartyListed,
)
from services.projections.http.paging import PAGE_SIZE, link, paging
from services.projections.queries import directories, dispute_list, dispute_timeline
from services.projections.queries.dispute_list import Listed
from services.projections.queries.filters import Filters, Stage
from services.projections.withholding import tell_without
from services.projections.words.codes import term
from services.projections.words.naming import names_of, party_names
from services.projections.words.telling import Told
from services.workflow.recorded.views import Channel, ClaimKind, Dispute, ReinforcementKind, State

DISPUTES = "/v1/disputes"
FILTERS = (
    p.code("state", State, "In this state."),
    p.code("stage", Stage, "In one of the states of this stage."),
    p.region(),
    p.identity("organisation", "Registered by this mediation organisation."),
    p.identity("custodian", "With this body now."),
    p.identity("pending_before", "This body is seised while it is mediated."),
    p.truth("has_offer", "With an offer of hand-over in flight, or without."),
    p.truth("is_breached", "An instalment is due and unpaid, or none is."),
    p.code("reinforcement", ReinforcementKind, "Now asked of a court or commission."),
    p.code("channel", Channel, "Came in this way."),
    p.code("claim_kind", ClaimKind, "First claim of this kind."),
    p.legal_day("received_from", "Received on this day or later."),
    p.legal_day("received_to", "Received on this day or earlier."),
    p.truth("is_sample", "Example data, or none."),
    p.truth("is_open", "Not closed, or closed."),
    p.TEXT,
    p.identities("ids", "Exactly these disputes, as far as they are for you."),
)


async def list_disputes(asked: Asked) -> Answer:
    """A page of the disputes that this caller may read."""
    filters = Filters(**{f.name: asked.values[f.name] for f in FILTERS if f.name in asked.values})
    page = await dispute_list.page(
        asked.pool,
        filters,
        asked.scope,
        size=asked.values.get("limit", PAGE_SIZE),
        after=asked.values.get("cursor"),
    )
    total = None
    if asked.values.get("total"):
        total = await dispute_list.count(asked.pool, filters, asked.scope)
    cursor = page.next.encode() if page.next else None
    told = DisputePage(items=await _listed(page.rows, asked), next=cursor, total=total)
    return told, link(cursor, asked)


async def get_history(asked: Asked) -> Answer:
    """Every event of a dispute in plain words."""
    dispute = dispute_in_path(asked)
    if await dispute_list.one(asked.pool, dispute, asked.scope) is None:
        raise not_found()
    events = await dispute_timeline.history(asked.pool, dispute)
    opened = asked.reader.open_names
    names = await names_of(asked.pool, events, asked.scope, opened, opened)
    told = tell_without(events, names, asked.language, await asked.reader.withheld())
    version = events[-1].version if events else 0
    return History(dispute=dispute, version=version, items=tuple(map(_entry, told))), {}


READS = (
    Read(
        name="list_disputes",
        path=DISPUTES,
        zh="争议列表",
        en="Disputes, newest first",
        answers=DisputePage,
        answer=list_disputes,
        parameters=(*FILTERS, *paging(p.CURSOR, "Disputes")),
    ),
    Read(
        name="get_history",
        path=f"{DISPUTES}/{{dispute_id}}/history",
        zh="争议经过",
        en="What happened, in plain words",
        answers=History,
        answer=get_history,
        statuses=(404,),
    ),
)


async def _listed(rows: tuple[Listed, ...], asked: Asked) -> tuple[DisputeListed, ...]:
    disputes = [row.entry.dispute for row in rows]
    people = await party_names(
        [(d.id, party) for d in disputes if d.id for party in d.parties], asked.reader.open_names
    )
    bodies = {b for d in disputes for b in (d.organisation, d.custodian) if b}
    names = await directories.organisation_names(asked.pool, bodies)
    return tuple(_line(row, people, names, asked) for row in rows)


def _line(
    row: Listed,
    people: dict[tuple[UUID, int], str | None],
    names: dict[UUID, str],
    asked: Asked,
) -> DisputeListed:
    entry, language = row.entry, asked.language
    dispute = entry.dispute
    assert dispute.id is not None
    assert dispute.received_on is not None
    assert dispute.last_on is not None
    claim_kind = dispute.claims[0].claim.kind
    return DisputeListed(
        id=dispute.id,
        case_number=dispute.case_number,
        state=dispute.state,
        state_name=term(dispute.state, language),
        region=dispute.region,
        received_on=dispute.received_on,
        updated_on=dispute.last_on,
        registered_at=entry.registered_at,
        recorded_at=entry.recorded_at,
        version=entry.version,
        position=entry.position,
        channel=entry.channel,
        channel_name=term(entry.channel, language),
        mandate=dispute.mandate,
        claim_kind=claim_kind,
        claim_name=term(claim_kind, language),
        amount=_amount(dispute),
        worker_count=dispute.worker_count,
        organisation=_body(dispute.organisation, names),
        custodian=_body(dispute.custodian, names),
        parties=_parties(dispute, people),
        outcome=dispute.outcome,
        outcome_name=term(dispute.outcome, language) if dispute.outcome else None,
        leader=dispute.leader,
        is_sample=dispute.source is not None and dispute.source.sample,
        is_stale=row.is_stale,
    )


def _amount(dispute: Dispute) -> int | None:
    amounts = [int(c.claim.amount) for c in dispute.claims if c.claim.amount is not None]
    return sum(amounts) if amounts else None


def _parties(
    dispute: Dispute, people: dict[tuple[UUID, int], str | None]
) -> tuple[PartyListed, ...]:
    assert dispute.id is not None
    return tuple(
        PartyListed(
            no=party.no,
            side=party.side,
            kind=party.kind,
            name=party.name if isinstance(party.name, str) else people.get((dispute.id, party.no)),
        )
        for party in dispute.parties
    )


def _body(body: UUID | None, names: dict[UUID, str]) -> BodyNamed | None:
    return BodyNamed(id=body, name=names.get(body, "")) if body else None


def _entry(told: Told) -> HistoryEntry:
    return HistoryEntry(
        id=f"{told.dispute}/{told.version}",
        position=told.position,
        version=told.version,
        type=told.type,
        occurred_on=told.occurred_on,
        occurred_at=told.occurred_at,
        recorded_at=told.recorded_at,
        actor=ActorTold(
            account=told.account,
            role=told.role,
            organisation=told.organisation,
            on_behalf_of=told.on_behalf_of,
            text=told.who,
        ),
        text=told.text,
        remarks=told.remarks,
    )
