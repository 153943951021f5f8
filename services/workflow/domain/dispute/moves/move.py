"""What one row of the table of moves says."""

from enum import StrEnum

import msgspec

from services.workflow.domain.dispute.states import State


class Custody(StrEnum):
    """Who is custodian after a move."""

    SAME = "same"
    ORGANISATION = "the organisation"
    BODY = "that body"
    RECEIVER = "the receiver"
    SENDER = "the first sender"
    COMMISSION = "the commission"
    COURT = "the court"
    SEISED_BODY = "the seised body"


class Move(msgspec.Struct, frozen=True):
    """One row of the table. No `to`: the state stays."""

    name: str
    zh: str
    sources: tuple[State, ...]
    to: tuple[State, ...] = ()
    stays: tuple[State, ...] = ()
    """Sources from which it may also stay where it is."""
    leads_from: tuple[State, ...] = ()
    """The only sources from which it leads to `to`, where it leaves the others as they are."""
    rules: tuple[str, ...] = ()
    """Legal rules its guards rest on."""
    custody: Custody = Custody.SAME
    is_outside_fact: bool = False
    """Another body decided it: checked for sequence and identity, a breach is a warning."""
    is_lapse: bool = False
    """A period passed: recorded by the sweep, or by hand before it comes round."""


def reported(
    name: str,
    zh: str,
    sources: tuple[State, ...],
    to: tuple[State, ...] = (),
    *rules: str,
    stays: tuple[State, ...] = (),
) -> Move:
    """A row for a fact that a court or a commission decides and reports."""
    return Move(name, zh, sources, to, stays, rules=rules, is_outside_fact=True)
