"""What can be wrong with a message, as its sender is told."""

from typing import Final

from services.kit.problem_details import FieldError, Problem, ProblemKind
from services.partners.inbox.message import Fault
from services.workflow.http.problems import INVALID_BODY, MESSAGE_ID_REUSED, UNAUTHENTICATED

FORGED: Final[ProblemKind] = UNAUTHENTICATED
ID_REUSED: Final[ProblemKind] = MESSAGE_ID_REUSED


def unusable(faults: tuple[Fault, ...]) -> Problem:
    """A signed message that tells no fact, with every fault at its pointer."""
    errors = tuple(FieldError(pointer=f.pointer, code=f.code, zh=f.zh, en=f.en) for f in faults)
    return Problem(INVALID_BODY, errors=errors)
