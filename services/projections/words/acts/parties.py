"""The events of this chapter in words: parties."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional
from services.projections.words.cast import Cast
from services.workflow.recorded.views import Sealed
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.PartyAdded, cast: Cast) -> Iterator[Clause]:
    yield "PartyAdded", {"party": cast.party(event.party.no)}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.PartyDropped, cast: Cast) -> Iterator[Clause]:
    yield "PartyDropped", {"party": cast.party(event.party)}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.PartyResponded, cast: Cast) -> Iterator[Clause]:
    yield "PartyResponded", {"party": cast.party(event.party), "stance": event.stance}
    yield from optional("statement", event.statement, cast)


@clauses.register
def _(event: e.EmploymentRecorded, cast: Cast) -> Iterator[Clause]:
    yield "EmploymentRecorded", {"party": cast.party(event.party)}
    if event.started_on:
        yield "employed_from", {"on": event.started_on}
    if event.ended_on:
        yield "employed_until", {"on": event.ended_on}
    if event.post:
        yield "in_post", {"post": event.post}


@clauses.register
def _(event: e.RepresentativeAppointed, cast: Cast) -> Iterator[Clause]:
    values = {"party": cast.party(event.party), "kind": event.kind, "no": event.representative}
    yield "RepresentativeAppointed", {"name": _name(event.name, cast), **values}
    if event.powers:
        yield "powers", {"powers": event.powers}
    if event.valid_until:
        yield "valid_until", {"on": event.valid_until}
    if event.replaces:
        yield "replaces", {"no": event.replaces}
    yield from optional("evidence", event.evidence, cast)


@clauses.register
def _(event: e.RepresentationEnded, cast: Cast) -> Iterator[Clause]:
    yield "RepresentationEnded", {"no": event.representative}
    yield from optional("reason", event.reason, cast)


@clauses.register
def _(event: e.PartySucceeded, cast: Cast) -> Iterator[Clause]:
    followed = {"party": cast.party(event.party), "successor": cast.party(event.successor.no)}
    yield "PartySucceeded", {"kind": event.kind, **followed}
    yield from optional("evidence", event.evidence, cast)


@clauses.register
def _(event: e.PartyRenamed, cast: Cast) -> Iterator[Clause]:
    # Everywhere else the party stands under its last name: here it is told by its number.
    side = next((party.side for party in cast.parties if party.no == event.party), None)
    party = cast.say("party_by_number", side=side, no=event.party) if side else cast.party(None)
    yield "PartyRenamed", {"party": party, "name": _name(event.name, cast)}
    yield from optional("evidence", event.evidence, cast)


@clauses.register
def _(event: e.EmployerCancelled, cast: Cast) -> Iterator[Clause]:
    yield "EmployerCancelled", {"party": cast.party(event.party)}
    yield from optional("evidence", event.evidence, cast)


def _name(name: Sealed | str, cast: Cast) -> str:
    """A name, or words for somebody who was erased or is not to be seen."""
    return cast.named(name, None if isinstance(name, str) else cast.names.texts.get(name.box))
