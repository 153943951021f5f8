"""Events of limitation: facts recorded, suspensions begun and ended, slips withdrawn."""

from datetime import date

from services.workflow.domain.dispute.parts import LimitationFactKind, LimitationSuspensionCause
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Written


class LimitationFactRecorded(Fact, frozen=True, kw_only=True):
    """Something happened outside this procedure that bears on limitation (LIM.BREAK, NEG.5)."""

    entry: int
    """Number within the dispute from 1, of facts and suspensions together."""
    kind: LimitationFactKind
    happened_on: date
    """Day of the fact itself; `occurred_on` is the day on which it was brought to the file."""
    until: date | None = None
    """Last day of a term for negotiation."""
    claims: tuple[int, ...] = ()
    """Numbers of the claims it is about; empty: all."""
    evidence: Written


class LimitationSuspensionRecorded(Fact, frozen=True, kw_only=True):
    """For good cause nobody could apply; the days that remain run on afterwards (LIM.SUSPEND)."""

    entry: int
    """Number within the dispute from 1, of facts and suspensions together."""
    cause: LimitationSuspensionCause
    first_on: date
    last_on: date | None = None
    """None: the obstacle lasts."""
    claims: tuple[int, ...] = ()
    """Numbers of the claims it is about; empty: all."""
    evidence: Written


class LimitationSuspensionEnded(Fact, frozen=True, kw_only=True):
    """The obstacle is gone; limitation runs on from the day after `last_on`."""

    entry: int
    last_on: date
    """The last day on which it stood in the way."""
    evidence: Written = ""


class LimitationFactWithdrawn(Fact, frozen=True, kw_only=True):
    """A fact or suspension was recorded by mistake: it stays on file and counts no more."""

    entry: int
    reason: Written


Event = (
    LimitationFactRecorded
    | LimitationSuspensionRecorded
    | LimitationSuspensionEnded
    | LimitationFactWithdrawn
)
