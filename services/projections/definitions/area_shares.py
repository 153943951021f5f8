"""Shares of a region and of its centres' areas, whichever day puts a matter into the period."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from services.projections.definitions.definition import AREA_RESOLUTION
from services.projections.definitions.figure import Item, Share, part
from services.projections.definitions.known import Known, Question
from services.projections.definitions.matter import Matter, Standing
from services.projections.views.facts import Deed
from services.workflow.recorded.views import Organisation

_THRESHOLD = AREA_RESOLUTION.threshold


class Entry(NamedTuple):
    """One matter of the period, by what code it counts, and what proves it."""

    matter: Matter
    code: str
    item: Item


class Layout(NamedTuple):
    """By code, what makes up the denominator, what is shown beside it, and what is left out."""

    inside: tuple[str, ...]
    beside: tuple[str, ...]
    left_out: tuple[str, ...]


def entry(matter: Matter, code: str, deciding: Iterable[Deed | None]) -> Entry:
    """The matter with its disputes and the events that put it there."""
    item = Item(
        id=matter.leader.dispute,
        disputes=tuple(member.dispute for member in matter.members),
        events=matter.events(*deciding),
        workers=matter.leader.worker_count,
    )
    return Entry(matter, code, item)


def by_area(
    known: Known, question: Question, counted: Iterable[Entry], layout: Layout
) -> Iterable[Share]:
    """A share for each centre of the region, then for what lies in no centre's area."""
    areas: dict[UUID, list[Entry]] = {}
    rest: dict[str, list[Entry]] = {"unassigned": [], "elsewhere": []}
    for one in counted:
        matter = one.matter
        centre = known.centre_of(matter.region, matter.dated_on)
        if centre is not None and centre.id is not None:
            areas.setdefault(centre.id, []).append(one)
        else:
            rest["unassigned" if matter.is_unassigned else "elsewhere"].append(one)
    for centre in known.centres(question.region):
        assert centre.id is not None
        yield share(centre.code, centre.name, areas.get(centre.id, []), layout, centre)
    for code, entries in rest.items():
        if entries:
            yield share(code, "", entries, layout)


def share(
    code: str,
    name: str,
    counted: Iterable[Entry],
    layout: Layout,
    centre: Organisation | None = None,
) -> Share:
    """Resolved at the grassroots over all that the layout puts inside, against the threshold."""
    entries = tuple(counted)
    found: dict[str, list[Item]] = {}
    for one in entries:
        found.setdefault(one.code, []).append(one.item)
    whole = Share(
        code=code,
        name=name,
        organisation=centre.id if centre else None,
        numerator=part("numerator", found.get(Standing.RESOLVED, ())),
        denominator=part("denominator", (i for c in layout.inside for i in found.get(c, ()))),
        made_of=tuple(part(c, found[c]) for c in layout.inside if c in found),
        beside=(
            *(part(c, found.get(c, ())) for c in layout.beside),
            part("unassigned", (e.item for e in entries if e.matter.is_unassigned)),
        ),
        excluded=tuple(part(c, found.get(c, ())) for c in layout.left_out),
    )
    # Before any rounding.
    if whole.fraction is None or _THRESHOLD is None:
        return whole
    return replace(whole, is_reached=whole.fraction >= _THRESHOLD)
