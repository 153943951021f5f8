"""The bodies on file, and how the read models stand to the log."""

from services.projections import positions, quarantine
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read
from services.projections.http.answers import (
    HeldBack,
    OrganisationList,
    OrganisationListed,
    ProjectionList,
    ProjectionStatus,
)
from services.projections.quarantine import Quarantined
from services.projections.queries import directories, dispute_list
from services.projections.words.codes import term
from services.workflow.recorded.views import Organisation, OrganisationKind

_DISPUTE = "dispute:"


async def list_organisations(asked: Asked) -> Answer:
    """The bodies that take part."""
    found = await directories.organisations(
        asked.pool, region=asked.values.get("region"), kind=asked.values.get("kind")
    )
    return OrganisationList(items=tuple(_organisation(body, asked) for body in found)), {}


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
