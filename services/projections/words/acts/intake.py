"""The events of this chapter in words: intake."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional
from services.projections.words.cast import Cast
from services.workflow.recorded.views import Side
from services.workflow.recorded.views import dispute_events as e

MOST_PAYMENTS_NAMED = 6


@clauses.register
def _(event: e.DisputeRegistered, cast: Cast) -> Iterator[Clause]:
    yield (
        "DisputeRegistered",
        {
            "claimants": cast.side(Side.CLAIMANT),
            "respondents": cast.side(Side.RESPONDENT),
            "channel": event.channel,
            "organisation": cast.body(event.organisation),
            "case_number": event.case_number,
            "claims": cast.claims(event.claims),
        },
    )
    if event.is_oral:
        yield "oral", {}
    yield from _workers(event.worker_count)
    if event.transferred_by:
        yield "transferred", {"body": cast.body(event.transferred_by)}


@clauses.register
def _(event: e.DirectFilingRecorded, cast: Cast) -> Iterator[Clause]:
    yield (
        f"DirectFilingRecorded.{event.forum.value}",
        {
            "claimants": cast.side(Side.CLAIMANT),
            "respondents": cast.side(Side.RESPONDENT),
            "body": cast.body(event.body),
            "case_number": cast.number(event.case_number),
            "claims": cast.claims(event.claims),
        },
    )
    yield from _workers(event.worker_count)


def _workers(count: int) -> Iterator[Clause]:
    if count > 1:
        yield "workers", {"count": count}


@clauses.register
def _(event: e.ApplicationAccepted, _cast: Cast) -> Iterator[Clause]:
    yield "ApplicationAccepted", {}
    if event.other_side_consented_on:
        yield "consented", {"on": event.other_side_consented_on}


@clauses.register
def _(event: e.ApplicationDeclined, cast: Cast) -> Iterator[Clause]:
    yield "ApplicationDeclined", {"ground": event.ground}
    yield from optional("guidance", event.guidance, cast)


@clauses.register
def _(event: e.ApplicationWithdrawn, _cast: Cast) -> Iterator[Clause]:
    yield "ApplicationWithdrawn", {"reason": event.reason}
