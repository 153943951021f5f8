"""Whether a report that is refused came early, or contradicts the record: asked of the table of moves.

Early is an outside fact whose place the record can still come to: from the state where the dispute
stands, along the moves of the fact's own chapter (an application of ours included), and through no
state in which the dispute has been before: the record does not go back to fit a report. A mandate
is given in a case before a body, so those of arbitration and court count for it too.

Early is also an outside fact that the table has from this state, where something it answers is
missing (`MissingPrerequisite`): a judgment that takes effect before it was given.

Early is, for an hour, a ruling or a statement on an application whose docketing was not told: links
reorder. A court that tells of no docketing is not waited for any longer than that.

Everything else contradicts: another body has the dispute, it was decided otherwise, it ended, it is
an answer to an offer that is not open, or a step that the record has passed without it, such as a
docket after its ruling. Nothing is changed, and a person looks at it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from services.workflow.domain.dispute.lifecycle import destinations
from services.workflow.domain.dispute.moves import CHAPTERS, MOVE
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import MissingPrerequisite, Refusal

DOCKETED_BY: Final[dict[str, str]] = {
    "confirmation_granted": "confirmation_docketed",
    "confirmation_refused": "confirmation_docketed",
    "review_statement_served": "review_accepted",
    "review_refused": "review_accepted",
}
"""A decision on an application, and the report by which the body took the application up."""
DOCKET_WITHIN: Final = timedelta(hours=1)
"""So long is a decision held back for that report."""
_IN_THE_FUTURE = "in_the_future"
_OF_A_CASE = ("handover", "arbitration", "court")


def is_early(refusal: Refusal, move: str, state: State, been: Collection[State]) -> bool:
    """Whether it may be applied later; `been` are the states in which the dispute has been."""
    if refusal.code == _IN_THE_FUTURE:
        return True
    if not MOVE[move].is_outside_fact:
        return False
    if destinations(move, state):
        return isinstance(refusal, MissingPrerequisite)
    return is_ahead(move, state, been)


def awaits_docket(move: str, dispute: Dispute, waits_since: datetime | None, now: datetime) -> bool:
    """Whether it is a decision on an application that the record does not yet know as taken up."""
    slot = dispute.reinforcement
    if move not in DOCKETED_BY or slot is None or not destinations(move, dispute.state):
        return False
    is_patient = now - (waits_since or now) < DOCKET_WITHIN
    return slot.docketed_on is None and is_patient


def is_ahead(move: str, state: State, been: Collection[State]) -> bool:
    """Whether the record can still come to where the table has the move."""
    wanted, seen, reached = set(MOVE[move].sources), {*been, state}, [state]
    while reached:
        at = reached.pop()
        for step in _steps(move):
            for name in destinations(step, at):
                following = State(name)
                if following in seen:
                    continue
                if following in wanted:
                    return True
                seen.add(following)
                reached.append(following)
    return False


@cache
def _steps(move: str) -> tuple[str, ...]:
    """The moves by which the record may come there."""
    chapter = next(name for name, (_, rows) in CHAPTERS.items() if MOVE[move] in rows)
    chapters = _OF_A_CASE if chapter == "handover" else (chapter,)
    return tuple(row.name for name in chapters for row in CHAPTERS[name][1] if row.name != move)
