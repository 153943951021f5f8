"""Events about parties: joined, left, answered, represented, succeeded, renamed, cancelled."""

from datetime import date
from typing import ClassVar

from services.workflow.domain.dispute.parts import (
    Party,
    Post,
    Power,
    RepresentativeKind,
    Stance,
    SuccessionKind,
)
from services.workflow.domain.fact import Fact, unchanged
from services.workflow.domain.values.sealed import Sealed, Written


class PartyAdded(Fact, frozen=True, kw_only=True):
    """Another party joined, such as the firm that dispatched the worker."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    party: Party
    reason: Written


class PartyDropped(Fact, frozen=True, kw_only=True):
    """A party is no longer one; its number is never given again."""

    party: int
    reason: Written


class PartyResponded(Fact, frozen=True, kw_only=True):
    """What one party says to the claims; each party's response is kept apart."""

    party: int
    stance: Stance
    statement: Written = ""


class EmploymentRecorded(Fact, frozen=True, kw_only=True):
    """When a worker's employment began and ended; limitation of wages rests on the end (LIM.WAGES)."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    party: int
    started_on: date | None = None
    ended_on: date | None = None
    """None: it goes on."""
    post: Post | None = None
    """In what kind of post; that of an appointed civil servant has its own limitation (LIM.CS60)."""


class RepresentativeAppointed(Fact, frozen=True, kw_only=True):
    """Somebody acts for a party, on evidence, within limits, from a day, until a day."""

    representative: int
    """Number within the dispute from 1."""
    party: int
    kind: RepresentativeKind
    name: Sealed | str
    phone: Sealed | None = None
    powers: tuple[Power, ...] = ()
    """Special authority; none is a general one."""
    evidence: Written
    """The power of attorney or what else shows it."""
    valid_until: date | None = None
    replaces: int | None = None
    """Number of the representative whose place is taken."""


class RepresentationEnded(Fact, frozen=True, kw_only=True):
    """A representative no longer acts for the party."""

    representative: int
    reason: Written = ""


class PartySucceeded(Fact, frozen=True, kw_only=True):
    """Another took a party's place: an heir, or the body that an employer was merged into."""

    class_version: ClassVar[int] = 2
    upcast_v1_v2 = staticmethod(unchanged)

    party: int
    successor: Party
    """Under a new number, on the same side."""
    kind: SuccessionKind
    evidence: Written


class PartyRenamed(Fact, frozen=True, kw_only=True):
    """A party has another name from that day; it is the same party."""

    party: int
    name: Sealed | str
    uscc: str | None = None
    evidence: Written


class EmployerCancelled(Fact, frozen=True, kw_only=True):
    """An employer was struck off the register (注销); who answers for it joins as a party."""

    party: int
    evidence: Written


Event = (
    PartyAdded
    | PartyDropped
    | PartyResponded
    | EmploymentRecorded
    | RepresentativeAppointed
    | RepresentationEnded
    | PartySucceeded
    | PartyRenamed
    | EmployerCancelled
)
