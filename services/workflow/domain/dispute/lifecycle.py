"""The lifecycle: the table of moves as a `transitions` machine, and the index that guards commands.

The machine is a definition: it draws the diagram and yields the index. Conditions stand in the
stages, where they can explain a refusal; `evolve` never asks here.
"""

from functools import cache

from transitions import Machine

from services.workflow.domain.dispute.moves import CHAPTERS, MOVE, MOVES, Custody, Move
from services.workflow.domain.dispute.states import STATE_NAMES, State
from services.workflow.domain.errors import NotAllowedInThisState

__all__ = [
    "CHAPTERS",
    "MOVE",
    "MOVES",
    "STATE_NAMES",
    "Custody",
    "Move",
    "State",
    "allowed_moves",
    "check",
    "destinations",
    "machine",
]


def _ends(move: Move, source: State) -> tuple[State, ...]:
    """Where a move may end from a source: without `to` where it was."""
    to = () if move.leads_from and source not in move.leads_from else move.to
    stays = not to or (source in move.stays and source not in to)
    return (*to, *((source,) if stays else ()))


@cache
def machine() -> Machine:
    """The whole lifecycle as one `transitions` machine without a model."""
    return Machine(
        model=None,
        states=[state.value for state in State],
        initial=State.UNREGISTERED.value,
        auto_transitions=False,
        transitions=[
            {"trigger": move.name, "source": source.value, "dest": dest.value}
            for move in MOVES
            for source in move.sources
            for dest in _ends(move, source)
        ],
    )


@cache
def _index() -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for trigger, event in machine().events.items():
        for source, transitions in event.transitions.items():
            found.setdefault((trigger, source), set()).update(str(t.dest) for t in transitions)
    return {key: frozenset(dests) for key, dests in found.items()}


def destinations(move: str, state: State) -> frozenset[str]:
    """The states that a move may lead to from a state; empty where it is not in the table."""
    return _index().get((move, state.value), frozenset())


@cache
def allowed_moves(state: State) -> tuple[str, ...]:
    """The moves that the table has from a state, in the order of the procedure."""
    return tuple(move.name for move in MOVES if destinations(move.name, state))


def check(move: str, state: State) -> None:
    """Raise NotAllowedInThisState, with the moves allowed instead, for a move not in the table."""
    if not destinations(move, state):
        raise NotAllowedInThisState(
            "not_in_this_state",
            allowed=allowed_moves(state),
            move=move,
            move_zh=MOVE[move].zh,
            state=state.value,
            state_zh=STATE_NAMES[state],
        )
