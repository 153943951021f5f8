"""One table of operations: every move has its one address, every example decodes."""

from collections import Counter

import msgspec
import pytest

from services.workflow.domain.dispute.decider import DECISIONS
from services.workflow.domain.dispute.lifecycle import MOVES
from services.workflow.http.bodies import BodyReader
from services.workflow.http.entries import ENTRIES, EntryOperation
from services.workflow.http.examples import EXAMPLES
from services.workflow.http.operations import OPERATIONS, Operation


def test_every_move_has_exactly_one_operation() -> None:
    assert [operation.move for operation in OPERATIONS] == [move.name for move in MOVES]


def test_no_two_operations_share_an_address() -> None:
    paths = [operation.path for operation in OPERATIONS] + [entry.path for entry in ENTRIES]

    assert max(Counter(paths).values()) == 1


def test_an_edit_of_shown_data_is_one_over_the_wire_too() -> None:
    edits = {command.move for command in DECISIONS if command.is_edit}

    assert {operation.move for operation in OPERATIONS if operation.is_edit} == edits


def test_addresses_are_made_of_nouns() -> None:
    verbs = {move.name for move in MOVES} | {"accept", "decline", "sign", "seal_agreement", "close"}
    words = {word for operation in OPERATIONS for word in operation.path.split("/")}

    assert words.isdisjoint(verbs)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.move)
async def test_the_example_of_a_command_decodes(operation: Operation) -> None:
    raw = msgspec.json.encode(EXAMPLES[operation.move])

    assert await BodyReader(operation.wire).read(raw)


@pytest.mark.parametrize("operation", ENTRIES, ids=lambda operation: operation.id)
async def test_the_example_of_an_entry_decodes(operation: EntryOperation) -> None:
    assert await BodyReader(operation.body).read(msgspec.json.encode(EXAMPLES[operation.id]))


def test_there_is_an_example_for_every_operation_and_no_other() -> None:
    ids = {operation.move for operation in OPERATIONS} | {entry.id for entry in ENTRIES}

    assert set(EXAMPLES) == ids
