"""What comes early and what contradicts, by the table of moves and where the dispute has been."""

import pytest

from services.partners.inbox.early import is_ahead, is_early
from services.partners.inbox.kinds import kinds
from services.workflow.domain.dispute.lifecycle import MOVE, destinations
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import MissingPrerequisite, NotAllowedInThisState, NotPermitted
from services.workflow.rules.packs import national

S = State
_MEDIATED = (S.REGISTERED, S.ACCEPTED, S.IN_MEDIATION)
_AGREED = (*_MEDIATED, S.AGREED, S.AGREEMENT_EFFECTIVE)
_FAILED = (*_MEDIATED, S.MEDIATION_FAILED)


@pytest.mark.parametrize(
    ("move", "been"),
    [
        ("confirmation_granted", _AGREED),
        ("confirmation_annulled", (*_AGREED, S.CONFIRMATION_PENDING)),
        ("review_statement_served", _AGREED),
        ("arbitration_accepted", _FAILED),
        ("award_served", _FAILED),
        ("award_served", (*_FAILED, S.ARBITRATION_FILED, S.IN_ARBITRATION)),
        ("arbitration_accepted", (*_FAILED, S.CLOSED)),
        ("judgment_effective", (*_FAILED, S.ARBITRATION_FILED, S.IN_ARBITRATION, S.AWARD_ISSUED)),
        ("mediation_entrusted", (*_FAILED, S.ARBITRATION_FILED)),
        ("enforcement_concluded", (*_AGREED, S.CONFIRMATION_PENDING, S.ENFORCEABLE)),
    ],
)
def test_a_fact_that_the_record_can_still_come_to_is_early(move: str, been: tuple[S, ...]) -> None:
    assert is_early(_not_from_here(), move, been[-1], been)


@pytest.mark.parametrize(
    ("move", "been"),
    [
        ("confirmation_granted", _MEDIATED),
        ("confirmation_granted", (*_FAILED, S.ARBITRATION_FILED)),
        ("confirmation_granted", (*_AGREED, S.REVIEW_PENDING)),
        ("confirmation_granted", (*_AGREED, S.CONFIRMATION_PENDING, S.ENFORCEABLE)),
        ("confirmation_docketed", (*_AGREED, S.CONFIRMATION_PENDING, S.ENFORCEABLE)),
        ("confirmation_granted", (*_AGREED, S.CLOSED)),
        ("arbitration_accepted", (*_AGREED, S.CONFIRMATION_PENDING, S.ENFORCEABLE)),
        ("arbitration_accepted", (*_FAILED, S.ARBITRATION_FILED, S.IN_ARBITRATION)),
        ("judgment_given", _MEDIATED),
        ("referral_accepted", (*_AGREED, S.CONFIRMATION_PENDING)),
    ],
)
def test_what_the_record_speaks_against_is_not(move: str, been: tuple[S, ...]) -> None:
    assert not is_early(_not_from_here(), move, been[-1], been)


def test_where_the_table_has_the_move_only_something_missing_makes_it_early() -> None:
    state, been = S.IN_LITIGATION, (*_FAILED, S.IN_LITIGATION)
    missing, not_theirs = (kind("nothing_judged") for kind in (MissingPrerequisite, NotPermitted))
    assert is_early(missing, "judgment_effective", state, been)
    assert not is_early(not_theirs, "judgment_effective", state, been)
    # An answer to an offer that is not on record is no fact to wait for.
    assert not is_early(missing, "referral_refused", S.MEDIATION_FAILED, _FAILED)


@pytest.mark.parametrize("move", [m for m in kinds() if MOVE[m].is_outside_fact])
def test_nothing_is_ahead_of_a_dispute_that_has_been_everywhere(move: str) -> None:
    for state in S:
        assert not is_ahead(move, state, tuple(S))
        assert destinations(move, state) or not is_ahead(move, state, MOVE[move].sources)


def _not_from_here() -> NotAllowedInThisState:
    return NotAllowedInThisState(
        "not_in_this_state",
        rule=national().rule("PROCEDURE.ORDER"),
        move="m", move_zh="m", state="s", state_zh="s",
    )  # fmt: skip
