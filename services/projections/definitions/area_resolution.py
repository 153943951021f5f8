"""`area_resolution@1`, the 60 % figure, and `centres_reaching@1`, which counts centres by it."""

from services.projections.definitions.area_shares import Entry, Layout, by_area, entry, share
from services.projections.definitions.figure import Item, Share, part
from services.projections.definitions.known import Known, Question
from services.projections.definitions.matter import Standing, matters, standing_of, within

_LEFT_OUT = (Standing.OUT_OF_SCOPE, Standing.WRONG_BODY)
_BESIDE = (Standing.OPEN,)
_LAYOUT = Layout(
    inside=tuple(stands for stands in Standing if stands not in (*_LEFT_OUT, *_BESIDE)),
    beside=_BESIDE,
    left_out=_LEFT_OUT,
)


def area_resolution(known: Known, question: Question) -> tuple[Share, tuple[Share, ...]]:
    """The region's share, and that of each centre's area when asked by area."""
    counted = _counted(known, question)
    total = share("total", "", counted, _LAYOUT)
    if question.by is None:
        return total, ()
    return total, tuple(by_area(known, question, counted, _LAYOUT))


def centres_reaching(known: Known, question: Question) -> tuple[Share, tuple[Share, ...]]:
    """Of the region's centres with at least one dispute, those whose area reaches the threshold."""
    areas = by_area(known, question, _counted(known, question), _LAYOUT)
    rows = [row for row in areas if row.organisation]
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


def _counted(known: Known, question: Question) -> list[Entry]:
    """The region's matters of the period, where each stands, and what proves it."""
    tiers = known.tiers
    counted = []
    for matter in within(matters(known.facts), question.region):
        if question.covers(matter.dated_on):
            stands, deciding = standing_of(matter, tiers)
            counted.append(entry(matter, stands, deciding))
    return counted


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
