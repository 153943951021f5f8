"""`area_resolution_closed@1`: the 60 % figure by what was finished in the period, not begun in it.

A mediation finishes with its result, or with the filing by which a party cut it short. What was
never mediated counts on the day a commission or court accepted it.
"""

from collections.abc import Mapping
from uuid import UUID

from services.projections.definitions.area_shares import Entry, Layout, by_area, entry, share
from services.projections.definitions.figure import Share
from services.projections.definitions.known import Known, Question
from services.projections.definitions.matter import Matter, Standing, matters, standing_of, within
from services.projections.views.facts import Act, Deed, Facts
from services.workflow.recorded.views import Tier

_CUT_SHORT = "cut_short"
_DECLINED = "declined_unmediated"
_LAYOUT = Layout(
    inside=(
        Standing.RESOLVED,
        Standing.RESOLVED_ABOVE,
        Standing.PARTLY,
        Standing.UNDONE,
        Standing.FAILED,
        Standing.WITHDRAWN,
        _CUT_SHORT,
        Standing.ARBITRATED,
        Standing.SUED,
    ),
    beside=(Standing.FILED,),
    left_out=(_DECLINED, Standing.OUT_OF_SCOPE, Standing.WRONG_BODY),
)
_FINISHED = frozenset({Act.FAILED, Act.WITHDRAWN})


def area_resolution_closed(known: Known, question: Question) -> tuple[Share, tuple[Share, ...]]:
    """The region's share, and that of each centre's area when asked by area."""
    tiers = known.tiers
    found = (_entry(matter, tiers, question) for matter in _within(known, question))
    counted = [one for one in found if one is not None]
    total = share("total", "", counted, _LAYOUT)
    if question.by is None:
        return total, ()
    return total, tuple(by_area(known, question, counted, _LAYOUT))


def _within(known: Known, question: Question) -> list[Matter]:
    return within(matters(known.facts), question.region)


def _entry(matter: Matter, tiers: Mapping[UUID, Tier], question: Question) -> Entry | None:
    """Where the matter counts; None where no act puts it into the period."""
    stands, deciding = standing_of(matter, tiers)
    acts = [_closing(facts) or facts.filed or facts.ending for facts in matter.counted]
    known = [deed for deed in acts if deed is not None]
    if len(known) < len(acts):
        return None
    # A matter is finished with the last of its parts.
    last = max(known, key=lambda deed: (deed.on, deed.position))
    if not question.covers(last.on):
        return None
    is_finished = any(_closing(facts) for facts in matter.counted)
    return entry(matter, _code(stands, is_finished=is_finished), (last, *deciding))


def _code(stands: Standing, *, is_finished: bool) -> str:
    if stands is Standing.FILED and is_finished:
        return _CUT_SHORT
    return _DECLINED if stands is Standing.DECLINED else stands.value


def _closing(facts: Facts) -> Deed | None:
    """What finished its mediation; without one, what brought it before a commission or court."""
    if facts.resolution:
        return facts.resolution
    if facts.ending and facts.ending.act in _FINISHED:
        return facts.ending
    was_mediated = facts.accepted is not None and facts.ending is None
    if was_mediated and facts.filed:
        return facts.filed
    return facts.seised
