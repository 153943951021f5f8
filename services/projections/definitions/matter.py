"""Matters: a leader with its duplicates and split-off parts is one, and where it stands for a figure."""

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


_OF_SEVERAL = (
    Standing.UNDONE,
    Standing.SUED,
    Standing.ARBITRATED,
    Standing.FILED,
    Standing.FAILED,
    Standing.OPEN,
    Standing.WITHDRAWN,
    Standing.DECLINED,
    Standing.WRONG_BODY,
    Standing.OUT_OF_SCOPE,
)
"""Where a matter stands whose parts stand apart and none is resolved: the first of these."""
_DONE = frozenset({Standing.RESOLVED, Standing.RESOLVED_ABOVE, Standing.PARTLY})


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One matter: the facts of its leader, and all disputes it was registered as."""

    leader: Facts
    members: tuple[Facts, ...]

    @property
    def counted(self) -> tuple[Facts, ...]:
        """Whose claims are the matter's: the leader's and its parts'; a duplicate's are the same."""
        inside = {self.leader.dispute}
        found = [self.leader]
        # A part may have been split again; parts of a duplicate are duplicates too.
        for member in sorted(self.members, key=lambda m: m.entry.position):
            if member.is_part and member.leader in inside:
                inside.add(member.dispute)
                found.append(member)
        return tuple(found)

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


def standing_of(
    matter: Matter, tiers: Mapping[UUID, Tier]
) -> tuple[Standing, tuple[Deed | None, ...]]:
    """Where a matter stands, over all its claims, and the acts that decide it."""
    each = [standing(facts, tiers) for facts in matter.counted]
    stands = [one for one, _ in each]
    deciding = tuple(deed for _, deeds in each for deed in deeds)
    if len(each) == 1:
        return each[0]
    resolved = [one for one in stands if one in _DONE]
    if not resolved:
        return min(stands, key=_OF_SEVERAL.index), deciding
    claims = {claim for facts in matter.counted for claim in facts.dispositions}
    if claims & _UNRESOLVED or Standing.PARTLY in resolved:
        return Standing.PARTLY, deciding
    is_above = Standing.RESOLVED_ABOVE in resolved
    return Standing.RESOLVED_ABOVE if is_above else Standing.RESOLVED, deciding


def standing(facts: Facts, tiers: Mapping[UUID, Tier]) -> tuple[Standing, tuple[Deed | None, ...]]:
    """Where one dispute stands, and the acts that decide it."""
    if facts.is_resolved:
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
    if _UNRESOLVED & facts.dispositions:
        return Standing.PARTLY
    # An agreement on entrustment (委托) counts at the level of the body that entrusted it.
    body = facts.resolved_by
    is_grassroots = body is not None and tiers.get(body) in GRASSROOTS
    here = is_grassroots and facts.resolved_under not in _ENTRUSTED
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
