"""Whatever a ledger holds, what is told from it is a legal walk through the lifecycle."""

from itertools import accumulate, pairwise
from typing import Any

from hypothesis import given as drawn
from hypothesis import strategies as st

from services.workflow.domain.dispute.events import (
    DisputeClosed,
)
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.history.record import (
    Confirmation,
    Result,
    Untellable,
)
from services.workflow.domain.dispute.lifecycle import MOVES, State
from services.workflow.domain.dispute.parts import DeclineGround
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.money import Fen
from tests.support.histories import (
    ID,
    day,
    told,
)

WALKS = {
    (source, target) for move in MOVES for source in move.sources for target in move.to or (source,)
}

DAYS = (
    "accepted_on",
    "result_on",
    "effective_on",
    "performed_on",
    "confirmation_on",
    "referred_on",
    "arbitration_accepted_on",
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Facts with most days in order, any of them missing."""
    gaps = draw(st.lists(st.integers(-1, 30), min_size=len(DAYS), max_size=len(DAYS)))
    days = {field: day(n) for field, n in zip(DAYS, accumulate(gaps), strict=True)}
    kept = draw(st.sets(st.sampled_from(DAYS), min_size=2))
    return {field: on for field, on in days.items() if field in kept} | draw(
        st.fixed_dictionaries(
            {
                "has_mediator": st.booleans(),
                "result": st.none() | st.sampled_from(Result),
                "decline_ground": st.sampled_from(DeclineGround),
                "agreed": st.just(()) | st.just(((1, Fen(50_000)),)),
                "performed": st.none() | st.sampled_from([Fen(10_000), Fen(50_000)]),
                "confirmation": st.none() | st.sampled_from(Confirmation),
                "confirmation_number": st.sampled_from(["", "号"]),
            }
        )
    )


@drawn(records())
def test_every_recorded_path_is_a_legal_walk_and_its_last_state_is_what_is_folded(
    facts: dict[str, Any],
) -> None:
    try:
        happened = told(**facts)
    except Untellable:
        return
    dispute = Dispute()
    walked = [State.UNREGISTERED]
    for one in happened:
        dispute = evolve(dispute, one.event, ID)
        walked.append(dispute.state)

    assert {step for step in pairwise(walked) if step[0] is not step[1]} <= WALKS
    on = [one.event.occurred_on for one in happened if one.step.about != "performed_on"]
    assert on == sorted(on)
    assert (dispute.state is State.CLOSED) == isinstance(happened[-1].event, DisputeClosed)
