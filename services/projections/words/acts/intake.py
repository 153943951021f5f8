"""The events of this chapter in words: intake."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import Party, Side
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.DisputeRegistered, cast: Cast) -> Iterator[Clause]:
    yield (
        "DisputeRegistered",
        {
            **_sides(event.parties, cast),
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
    if event.seised_body:
        yield "mandated_by", {"body": cast.body(event.seised_body)}
    if event.seised_reference:
        yield "reference", {"number": event.seised_reference}


@clauses.register
def _(event: e.DirectFilingRecorded, cast: Cast) -> Iterator[Clause]:
    yield (
        f"DirectFilingRecorded.{event.forum.value}",
        {
            **_sides(event.parties, cast),
            "body": cast.body(event.body),
            "case_number": cast.number(event.case_number),
            "claims": cast.claims(event.claims),
        },
    )
    yield from _workers(event.worker_count)


def _sides(parties: tuple[Party, ...], cast: Cast) -> dict[str, object]:
    """Who stood on each side at first: whoever joined later is told with that."""

    def side(side: Side) -> tuple[str, ...]:
        return cast.people(party.no for party in parties if party.side is side)

    return {"claimants": side(Side.CLAIMANT), "respondents": side(Side.RESPONDENT)}


def _workers(count: int) -> Iterator[Clause]:
    if count > 1:
        yield "workers", {"count": count}


@clauses.register
def _(event: e.CorrectionRequested, cast: Cast) -> Iterator[Clause]:
    yield "CorrectionRequested", {"due_on": event.due_on, "items": text(event.items, cast)}


@clauses.register
def _(event: e.CorrectionSubmitted, cast: Cast) -> Iterator[Clause]:
    yield "CorrectionSubmitted", {}
    yield from optional("handed_in", event.items, cast)


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
def _(event: e.ApplicationWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "ApplicationWithdrawn", {"reason": event.reason}
    yield from _declared(event, cast)


@clauses.register
def _(event: e.ClaimsAdded, cast: Cast) -> Iterator[Clause]:
    yield "ClaimsAdded", {"claims": cast.claims(event.claims)}


@clauses.register
def _(event: e.ClaimsWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "ClaimsWithdrawn", {"numbers": event.claims}
    yield from _declared(event, cast)
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.ClaimsSplitOff, cast: Cast) -> Iterator[Clause]:
    yield "ClaimsSplitOff", {"numbers": event.claims, "case_number": event.case_number}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.DisputeSplitOff, cast: Cast) -> Iterator[Clause]:
    yield (
        "DisputeSplitOff",
        {
            "origin": cast.dispute(event.origin),
            "organisation": cast.body(event.organisation),
            "case_number": event.case_number,
            "claims": cast.claims(event.claims),
        },
    )
    yield from _workers(event.worker_count)
    yield from optional("reason", event.reason, cast)


def _declared(event: e.ApplicationWithdrawn | e.ClaimsWithdrawn, cast: Cast) -> Iterator[Clause]:
    if event.by:
        yield "declared_by", {"people": cast.people(event.by)}
    if event.representatives:
        yield "declared_through", {"numbers": event.representatives}
