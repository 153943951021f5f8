"""The events of this chapter in words: limitation."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.LimitationFactRecorded, cast: Cast) -> Iterator[Clause]:
    yield (
        "LimitationFactRecorded",
        {"entry": event.entry, "kind": event.kind, "on": event.happened_on},
    )
    if event.until:
        yield "term_until", {"on": event.until}
    yield from _about(event.claims)
    yield from optional("evidence", event.evidence, cast)


@clauses.register
def _(event: e.LimitationSuspensionRecorded, cast: Cast) -> Iterator[Clause]:
    yield (
        "LimitationSuspensionRecorded",
        {"entry": event.entry, "cause": event.cause, "on": event.first_on},
    )
    if event.last_on:
        yield "stopped_until", {"on": event.last_on}
    yield from _about(event.claims)
    yield from optional("evidence", event.evidence, cast)


@clauses.register
def _(event: e.LimitationSuspensionEnded, cast: Cast) -> Iterator[Clause]:
    yield "LimitationSuspensionEnded", {"entry": event.entry, "on": event.last_on}
    yield from optional("evidence", event.evidence, cast)


@clauses.register
def _(event: e.LimitationFactWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield (
        "LimitationFactWithdrawn",
        {"entry": event.entry, "reason": text(event.reason, cast)},
    )


def _about(claims: tuple[int, ...]) -> Iterator[Clause]:
    if claims:
        yield "about_claims", {"claims": claims}
