"""`area_resolution@1`, the 60 % figure, and `centres_reaching@1`, which counts centres by it."""

from collections.abc import Iterable
from uuid import UUID

from msgspec.structs import replace

from services.projections.definitions.definition import AREA_RESOLUTION
from services.projections.definitions.figure import Item, Share, part
from services.projections.definitions.known import Known, Question
from services.projections.definitions.matter import Matter, Standing, matters, standing_of, within
from services.workflow.recorded.views import Organisation

Counted = list[tuple[Matter, Standing, Item]]

_LEFT_OUT = (Standing.OUT_OF_SCOPE, Standing.WRONG_BODY)
_BESIDE = (Standing.OPEN,)
_THRESHOLD = AREA_RESOLUTION.threshold


def area_resolution(known: Known, question: Question) -> tuple[Share, tuple[Share, ...]]:
    """The region's share, and that of each centre's area when asked by area."""
    counted = _counted(known, question)
    total = _share("total", "", counted)
    if question.by is None:
        return total, ()
    return total, tuple(_by_area(known, question, counted))


def centres_reaching(known: Known, question: Question) -> tuple[Share, tuple[Share, ...]]:
    """Of the region's centres with at least one dispute, those whose area reaches the threshold."""
    rows = [row for row in _by_area(known, question, _counted(known, question)) if row.organisation]
    had_one = [row for row in rows if row.fraction is not None]
    reaching = [row for row in had_one if row.is_reached]
    below = [row for row in had_one if not row.is_reached]
    total = Share(
        code="total",
        name="",
        numerator=part("numerator", map(_centre, reaching)),
        denominator=part("denominator", map(_centre, had_one)),
        made_of=(part("reaching", map(_centre, reaching)), part("below", map(_centre, below))),
        beside=(part("no_dispute", (_centre(row) for row in rows if row.fraction is None)),),
    )
    return total, tuple(rows)


def _counted(known: Known, question: Question) -> Counted:
    """The region's matters of the period, where each stands, and what proves it."""
    tiers = known.tiers
    counted: Counted = []
    for matter in within(matters(known.facts), question.region):
        if question.covers(matter.dated_on):
            stands, deciding = standing_of(matter, tiers)
            item = Item(
                id=matter.leader.dispute,
                disputes=tuple(member.dispute for member in matter.members),
                events=matter.events(*deciding),
                workers=matter.leader.worker_count,
            )
            counted.append((matter, stands, item))
    return counted


def _by_area(known: Known, question: Question, counted: Counted) -> Iterable[Share]:
    areas: dict[UUID, Counted] = {}
    rest: dict[str, Counted] = {"unassigned": [], "elsewhere": []}
    for entry in counted:
        matter = entry[0]
        centre = known.centre_of(matter.region, matter.dated_on)
        if centre is not None and centre.id is not None:
            areas.setdefault(centre.id, []).append(entry)
        else:
            rest["unassigned" if matter.is_unassigned else "elsewhere"].append(entry)
    for centre in known.centres(question.region):
        assert centre.id is not None
        yield _share(centre.code, centre.name, areas.get(centre.id, []), centre)
    for code, entries in rest.items():
        if entries:
            yield _share(code, "", entries)


def _share(code: str, name: str, counted: Counted, centre: Organisation | None = None) -> Share:
    by_standing: dict[Standing, list[Item]] = {stands: [] for stands in Standing}
    for _, stands, item in counted:
        by_standing[stands].append(item)
    inside = [s for s in Standing if s not in (*_LEFT_OUT, *_BESIDE)]
    share = Share(
        code=code,
        name=name,
        organisation=centre.id if centre else None,
        numerator=part("numerator", by_standing[Standing.RESOLVED]),
        denominator=part("denominator", (item for s in inside for item in by_standing[s])),
        made_of=tuple(part(s.value, by_standing[s]) for s in inside if by_standing[s]),
        beside=(
            *(part(s.value, by_standing[s]) for s in _BESIDE),
            part("unassigned", (item for m, _, item in counted if m.is_unassigned)),
        ),
        excluded=tuple(part(s.value, by_standing[s]) for s in _LEFT_OUT),
    )
    return _judged(share)


def _judged(share: Share) -> Share:
    """Against the threshold, before any rounding."""
    if share.fraction is None or _THRESHOLD is None:
        return share
    return replace(share, is_reached=share.fraction >= _THRESHOLD)


def _centre(row: Share) -> Item:
    assert row.organisation is not None
    items = row.denominator.items
    return Item(
        id=row.organisation,
        disputes=tuple(dispute for item in items for dispute in item.disputes),
        events=tuple(event for item in items for event in item.events),
        workers=row.denominator.workers,
        name=row.name,
    )
