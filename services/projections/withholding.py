"""What of a dispute a caller is not told: papers of some kinds, members by name, wherever words tell them."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final, get_args

import msgspec

from services.kit.language import Language
from services.projections.words.cast import Cast, Names
from services.projections.words.telling import Told, tell
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Dispute, Fact, evolve_dispute
from services.workflow.recorded.views import dispute_events as e

_NAME: Final = "name"


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept from one caller."""

    members: frozenset[str] = frozenset()
    """Names of members that no answer has."""
    papers: frozenset[str] = frozenset()
    """Kinds of documents and evidence."""


NOTHING: Final = Withheld()


def kinds_of_papers(event: Fact, dispute: Dispute) -> frozenset[str]:
    """The kinds of the document and of the material that the event is about."""
    document, evidence = getattr(event, "document", None), getattr(event, "evidence", None)
    if isinstance(event, e.FactCorrected):
        collection, _, item = event.field.partition("/")
        document = item.partition("/")[0] if collection == "documents" else None
    materials = [one for one in dispute.evidence if str(one.no) == str(evidence)]
    numbers = {str(document), *(str(one.document) for one in materials)}
    issued = (one.kind.value for one in dispute.documents if str(one.no) in numbers)
    return frozenset((*issued, *(one.kind.value for one in materials)))


def tell_without(
    events: Sequence[Recorded], names: Names, language: Language, withheld: Withheld
) -> tuple[Told, ...]:
    """A dispute's events in words, as far as the caller may know them.

    Nothing is said of a withheld paper. With `name` withheld nobody is named, and what people
    wrote is not quoted. A sentence that would tell another withheld member tells nothing.
    """
    if withheld == NOTHING:
        return tell(events, names, language)
    if _NAME in withheld.members:
        names = msgspec.structs.replace(names, are_withheld=True, parties={}, mediators={})
    papers, silent = _positions(events, withheld)
    said = Cast((), names, language).say("withheld")
    return tuple(
        msgspec.structs.replace(one, text=said) if one.position in silent else one
        for one in tell(events, names, language)
        if one.position not in papers
    )


def _positions(
    events: Iterable[Recorded], withheld: Withheld
) -> tuple[frozenset[int], frozenset[int]]:
    """Positions of the events about withheld papers, and of those that tell withheld members."""
    events = tuple(events)
    dispute = Dispute()
    for recorded in events:
        dispute = evolve_dispute(dispute, recorded.event, recorded.stream_id)
    about = (one for one in events if kinds_of_papers(one.event, dispute) & withheld.papers)
    silent = (one for one in events if _told_by(one.event) & withheld.members)
    return frozenset(one.position for one in about), frozenset(one.position for one in silent)


def _told_by(event: Fact) -> frozenset[str]:
    """The members whose values the sentence of an event may tell; names it leaves out by itself."""
    if isinstance(event, e.FactCorrected):
        return _members(type(event)) | {event.field.rpartition("/")[2]}
    return _members(type(event)) - {_NAME}


@cache
def _members(declared: Any) -> frozenset[str]:
    """Names of the members of a type, at any depth."""
    if isinstance(declared, type) and issubclass(declared, msgspec.Struct):
        fields = msgspec.structs.fields(declared)
        inner = (_members(field.type) for field in fields)
        return frozenset(field.name for field in fields).union(*inner)
    return frozenset().union(*map(_members, get_args(declared)))
