"""The table of moves: one definition for guard, diagram, decisions, permissions and words."""

import inspect
from typing import get_args

import msgspec
import pytest
from hypothesis import find, settings

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import (
    DECISIONS,
    OUT_OF_ORDER,
    READY,
    decide,
    obstacle,
)
from services.workflow.domain.dispute.fold import folded_types
from services.workflow.domain.dispute.grants import PERMISSIONS
from services.workflow.domain.dispute.lifecycle import (
    MOVE,
    MOVES,
    STATE_NAMES,
    State,
    allowed_moves,
    destinations,
    machine,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotAllowedInThisState
from services.workflow.domain.reasons import REASONS
from services.workflow.http.examples import EXAMPLES
from services.workflow.recorded.codec import decode_value
from services.workflow.rules.packs import national
from tests.support.builders import ON, confirmation_pending, registered
from tests.support.given_when_then import given_on
from tests.support.random_commands import command_of, commands_by_move


def test_every_event_has_its_fold() -> None:
    assert folded_types() == set(get_args(e.Event))


def test_every_command_has_one_decision_and_every_move_one_command() -> None:
    assert sorted(kind.move for kind in DECISIONS) == sorted(MOVE)
    assert set(READY) <= set(MOVE)


def test_every_move_has_a_grant_and_every_grant_a_move() -> None:
    assert set(PERMISSIONS) == set(MOVE)
    assert all(PERMISSIONS.values())


def test_every_rule_behind_a_move_is_in_the_national_pack() -> None:
    named = {rule for move in MOVES for rule in move.rules}
    assert named <= set(national().rules)


def test_every_state_has_its_chinese_name_and_is_reached() -> None:
    assert set(STATE_NAMES) == set(State)
    reached = {dest for move in MOVES for dest in move.to}
    assert reached == set(State) - {State.UNREGISTERED}


def test_the_machine_holds_the_whole_table() -> None:
    assert set(machine().events) == set(MOVE)
    assert destinations("seal_agreement", State.AGREED) == {"agreed", "agreement_effective"}
    assert destinations("hold_session", State.IN_MEDIATION) == {"in_mediation"}
    assert destinations("drop_party", State.AGREED) == {"agreed", "agreement_effective"}
    assert destinations("drop_party", State.REGISTERED) == {"registered"}


@pytest.fixture(scope="module")
def commands() -> dict[str, Command]:
    """One real command of every move: the published example, or one made where parts are sealed."""
    few = settings(max_examples=5, database=None)
    made: dict[str, Command] = {}
    for move, (kind, *_) in commands_by_move().items():
        try:
            made[move] = msgspec.convert(EXAMPLES[move], kind, dec_hook=decode_value)
        except (msgspec.ValidationError, KeyError):
            made[move] = find(command_of(kind), lambda _: True, settings=few)
    return made


@pytest.mark.parametrize("state", State)
def test_a_command_outside_the_table_is_refused_and_told_what_is_allowed_instead(
    state: State, commands: dict[str, Command]
) -> None:
    # With something before a body, which the words for a move out of order may speak of.
    dispute = msgspec.structs.replace(confirmation_pending().dispute, state=state)
    for name in set(MOVE) - set(allowed_moves(state)):
        with pytest.raises(NotAllowedInThisState) as caught:
            decide(commands[name], dispute, given_on(ON, name))
        assert set(caught.value.allowed) <= set(allowed_moves(state))
        assert caught.value.rule is not None
        if name not in OUT_OF_ORDER:
            assert caught.value.code == "not_in_this_state"
            assert caught.value.allowed == allowed_moves(state)
            assert STATE_NAMES[state] in caught.value.zh


def test_an_obstacle_is_what_a_command_would_meet() -> None:
    dispute = registered().dispute
    assert obstacle("accept_application", dispute, given_on(ON)) is None
    blocked = obstacle("seal_agreement", dispute, given_on(ON))
    assert blocked is not None
    assert blocked.code == "not_in_this_state"
    unmerged = obstacle("unlink_matter", dispute, given_on(ON))
    assert unmerged is not None
    assert unmerged.code == "not_merged"


def test_every_reason_has_words_in_both_languages() -> None:
    for code, (zh, en) in REASONS.items():
        assert zh, code
        assert en, code


def test_a_new_dispute_is_not_open() -> None:
    assert not Dispute().is_open
    assert registered().dispute.is_open


def test_stages_say_what_they_are_for() -> None:
    modules = {inspect.getmodule(decision) for decision in DECISIONS.values()}
    assert all(module is not None and module.__doc__ for module in modules)


def test_from_every_state_the_table_has_a_way_to_closed() -> None:
    leads_on = {
        state: {State(to) for move in MOVES for to in destinations(move.name, state)}
        for state in State
    }
    ends = {State.CLOSED}
    while grown := {state for state, to in leads_on.items() if to & ends} - ends:
        ends |= grown
    assert ends == set(State)
