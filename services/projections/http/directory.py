"""The bodies and mediators on file, and how the read models stand to the log."""

from datetime import date
from uuid import UUID

from services.projections import positions, quarantine
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read
from services.projections.http.answers import (
    HeldBack,
    MediatorList,
    MediatorListed,
    OrganisationList,
    OrganisationListed,
    ProjectionList,
    ProjectionStatus,
)
from services.projections.quarantine import Quarantined
from services.projections.queries import directories, dispute_list
from services.projections.words.codes import term
from services.workflow.recorded.views import Mediator, Organisation, OrganisationKind

_DISPUTE = "dispute:"


async def list_organisations(asked: Asked) -> Answer:
    """The bodies that take part."""
    found = await directories.organisations(
        asked.pool, region=asked.values.get("region"), kind=asked.values.get("kind")
    )
    return OrganisationList(items=tuple(_organisation(body, asked) for body in found)), {}


async def list_mediators(asked: Asked) -> Answer:
    """Who may be assigned: certificate and terms on a day, and how many disputes each has in hand."""
    on: date = asked.values.get("on") or asked.today
    found = await directories.mediators(asked.pool, organisation=asked.values.get("organisation"))
    people = {person.id: person for person in found if person.id is not None}
    loads = await directories.caseloads(asked.pool, people)
    sealed = [(key, person.name) for key, person in people.items() if person.name is not None]
    names = dict(
        zip((key for key, _ in sealed), await asked.reader.open_names(sealed), strict=True)
    )
    items = [
        _mediator(key, person, on, names.get(key), loads.get(key, 0), asked.most_caseload)
        for key, person in people.items()
    ]
    ordered = tuple(sorted(items, key=lambda item: (item.caseload, str(item.id))))
    return MediatorList(on=on, most_caseload=asked.most_caseload, items=ordered), {}


async def list_projections(asked: Asked) -> Answer:
    """Lag of every read model in events and seconds, and the streams held back by faults."""
    statuses = await positions.status(asked.pool)
    held = await quarantine.listed(asked.pool)
    disputes = {each.stream for each in held if each.topic.startswith(_DISPUTE)}
    known = await dispute_list.case_numbers(asked.pool, disputes, asked.scope)
    told = ProjectionList(
        items=tuple(
            ProjectionStatus(
                view=status.view,
                table=status.table,
                version=status.version,
                position=status.position,
                is_live=status.is_live,
                lag_events=status.lag_events,
                lag_seconds=status.lag_seconds,
                quarantined=status.quarantined,
                moved_at=status.moved_at,
            )
            for status in statuses
        ),
        quarantine=tuple(_held(e) for e in held if e.stream not in disputes - known.keys()),
    )
    return told, {}


READS = (
    Read(
        name="list_organisations",
        path="/v1/organisations",
        zh="机构名录",
        en="The bodies that take part",
        answers=OrganisationList,
        answer=list_organisations,
        parameters=(p.region(), p.code("kind", OrganisationKind, "Of this kind.")),
    ),
    Read(
        name="list_mediators",
        path="/v1/mediators",
        zh="调解员名册与在办件数",
        en="Mediators and what they have in hand",
        answers=MediatorList,
        answer=list_mediators,
        parameters=(
            p.identity("organisation", "Whom this organisation may use, now or once."),
            p.legal_day("on", "The day of certificates and terms; today where it is not given."),
        ),
    ),
    Read(
        name="list_projections",
        path="/v1/projections",
        zh="查询数据的进度",
        en="How far the read models are",
        answers=ProjectionList,
        answer=list_projections,
    ),
)


def _organisation(body: Organisation, asked: Asked) -> OrganisationListed:
    assert body.id is not None
    return OrganisationListed(
        id=body.id,
        code=body.code,
        name=body.name,
        short_name=body.short_name,
        kind=body.kind,
        kind_name=term(body.kind, asked.language),
        tier=body.tier,
        tier_name=term(body.tier, asked.language),
        region=body.region,
        parent=body.parent,
        is_verified=body.is_verified,
        area=max(body.areas)[1] if body.areas else (),
    )


def _mediator(
    key: UUID, person: Mediator, on: date, name: str | None, caseload: int, most: int
) -> MediatorListed:
    certificate = person.certificate(on)
    bodies = {term.organisation for term in person.terms}
    return MediatorListed(
        id=key,
        name=name,
        organisations=tuple(sorted(body for body in bodies if person.serves(body, on))),
        certificate_no=certificate.number if certificate else None,
        is_certified=certificate is not None,
        certified_until=certificate.valid_until if certificate else None,
        caseload=caseload,
        is_overloaded=caseload > most,
    )


def _held(stream: Quarantined) -> HeldBack:
    return HeldBack(
        table=stream.table,
        stream=stream.stream,
        position=stream.position,
        topic=stream.topic,
        error=stream.error,
        since=stream.since,
        attempts=stream.attempts,
        waiting=stream.waiting,
    )
