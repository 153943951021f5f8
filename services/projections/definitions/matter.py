"""Matters: a leader with its merged duplicates is one, and where it stands for a figure."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from services.projections.views.dispute_facts import Act, Deed, Facts
from services.workflow.recorded.views import GRASSROOTS, DeclineGround, Disposition, Mandate, Tier

_DISTRICT_DIGITS = 6
_ENTRUSTED = frozenset({Mandate.COURT_ENTRUSTED, Mandate.ARBITRATION_ENTRUSTED})
_UNRESOLVED = frozenset(
    {Disposition.OPEN, Disposition.FAILED, Disposition.ARBITRATED, Disposition.SUED}
)
_NOT_THE_AREAS_AFFAIR = {
    DeclineGround.OUT_OF_SCOPE: "out_of_scope",
    DeclineGround.WRONG_BODY: "wrong_body",
}


class Standing(StrEnum):
    """Where a matter stands, by the words a figure uses for it."""

    RESOLVED = "resolved"
    """At township level or below, and standing."""
    RESOLVED_ABOVE = "resolved_above"
    PARTLY = "partly"
    """Some claims settled, others not."""
    UNDONE = "undone"
    OPEN = "open"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    FILED = "filed"
    ARBITRATED = "arbitrated"
    SUED = "sued"
    OUT_OF_SCOPE = "out_of_scope"
    WRONG_BODY = "wrong_body"


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One matter: the facts of its leader, and all disputes it was registered as."""

    leader: Facts
    members: tuple[Facts, ...]

    @property
    def dated_on(self) -> date:
        """The day of its first registration or filing."""
        return min(member.entry.on for member in self.members)

    @property
    def region(self) -> str:
        """The place of work, as the leading record has it."""
        return self.leader.region

    @property
    def is_unassigned(self) -> bool:
        """Whether no more than the district of the workplace is known."""
        return len(self.region) <= _DISTRICT_DIGITS

    def events(self, *deciding: Deed | None) -> tuple[int, ...]:
        """Positions of what put it on file, corrected or merged it, and decided where it stands."""
        positions = {deed.position for deed in deciding if deed}
        for member in self.members:
            positions |= {member.entry.position, *member.changes}
        return tuple(sorted(positions))


def matters(facts: Mapping[UUID, Facts]) -> list[Matter]:
    """Disputes put together: a merged one follows its leader, through leaders that follow others."""
    groups: dict[UUID, list[Facts]] = {}
    for entry in facts.values():
        groups.setdefault(_root(entry, facts), []).append(entry)
    return [
        Matter(leader=facts[root], members=tuple(sorted(found, key=lambda f: f.entry.position)))
        for root, found in groups.items()
    ]


def _root(entry: Facts, facts: Mapping[UUID, Facts]) -> UUID:
    seen = {entry.dispute}
    while entry.leader is not None and entry.leader in facts and entry.leader not in seen:
        entry = facts[entry.leader]
        seen.add(entry.dispute)
    return entry.dispute


def standing(facts: Facts, tiers: Mapping[UUID, Tier]) -> tuple[Standing, tuple[Deed | None, ...]]:
    """Where a dispute stands, and the acts that decide it."""
    if facts.resolution and not facts.undone:
        return _resolved(facts, tiers), (facts.resolution,)
    if facts.resolution:
        return Standing.UNDONE, (facts.resolution, facts.undone)
    if facts.taken:
        by_court = facts.taken.act is Act.SUED
        return (Standing.SUED if by_court else Standing.ARBITRATED), (facts.filed, facts.taken)
    if facts.filed:
        return Standing.FILED, (facts.filed,)
    if facts.ending:
        return _ended(facts), (facts.ending,)
    return Standing.OPEN, (facts.accepted,)


def _resolved(facts: Facts, tiers: Mapping[UUID, Tier]) -> Standing:
    if _UNRESOLVED & set(facts.claims):
        return Standing.PARTLY
    # An agreement on entrustment (委托) counts at the level of the body that entrusted it.
    is_grassroots = facts.organisation is not None and tiers.get(facts.organisation) in GRASSROOTS
    here = is_grassroots and facts.mandate not in _ENTRUSTED
    return Standing.RESOLVED if here else Standing.RESOLVED_ABOVE


def _ended(facts: Facts) -> Standing:
    assert facts.ending is not None
    match facts.ending.act:
        case Act.FAILED:
            return Standing.FAILED
        case Act.WITHDRAWN:
            return Standing.WITHDRAWN
        case _:
            ground = facts.ground
            return Standing(_NOT_THE_AREAS_AFFAIR.get(ground, "declined") if ground else "declined")


def within(found: Iterable[Matter], region: str) -> list[Matter]:
    """Matters whose place of work lies in the region."""
    return [matter for matter in found if matter.region.startswith(region)]
