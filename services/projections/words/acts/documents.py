"""The events of documents in words: issued, served, replied to."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.DocumentIssued, cast: Cast) -> Iterator[Clause]:
    yield (
        "DocumentIssued",
        {
            "no": event.document,
            "kind": event.kind,
            "recipients": cast.people(event.recipients),
        },
    )
    yield from optional("document.title", event.title, cast)
    if event.reference:
        yield "reference", {"number": event.reference}
    if event.reply_by is not None:
        yield "document.reply_by", {"on": event.reply_by}


@clauses.register
def _(event: e.ServiceRecorded, cast: Cast) -> Iterator[Clause]:
    told: dict[str, object] = {
        "no": event.document,
        "recipient": cast.party(event.recipient),
        "method": event.method,
        "outcome": event.outcome,
    }
    yield "ServiceRecorded", told
    if event.replaces is not None:
        yield "service.in_place_of", {"method": event.replaces}
    if event.received_on is not None:
        yield "service.counts_from", {"on": event.received_on}
    yield from optional("service.proof", event.proof, cast)


@clauses.register
def _(event: e.ReplyReceived, cast: Cast) -> Iterator[Clause]:
    yield "ReplyReceived", {"recipient": cast.party(event.recipient), "no": event.document}
    yield from optional("reply.content", event.content, cast)
