"""What is known of claims, and what was decided about other disputes."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import Claim, Disposition, Lapse
from services.workflow.domain.dispute.states import State


class ClaimRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A claim and what became of it."""

    claim: Claim
    disposition: Disposition = Disposition.OPEN


class BeforeClosing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a dispute stood before it was closed."""

    state: State
    claims: tuple[ClaimRecord, ...]
    closed_on: date | None = None
    """Day of the closing; the retention term runs from there."""


class EndedByLapse(msgspec.Struct, frozen=True, kw_only=True):
    """The lapse that led to where the dispute stands; none any more once it has left there."""

    lapse: Lapse
    due_on: date
    """Last day of the period."""
    before: State
    """Where it stood, to go back there."""
    led_to: State


class MatterDecision(StrEnum):
    """What a person decided about another dispute."""

    LINKED = "linked"
    MERGED = "merged"
    DISTINCT = "distinct"
    SPLIT_OFF = "split_off"


SAME_MATTER = frozenset({MatterDecision.MERGED, MatterDecision.SPLIT_OFF})
"""Two streams of one matter."""


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """Another dispute, and what was decided about it."""

    other: UUID
    decision: MatterDecision
