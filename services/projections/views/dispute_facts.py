"""What figures are made of: the deciding acts of each dispute, with the event that is their proof.

The one definition of facts: the live row and a figure as known at an earlier position are the
same fold over more or fewer events.
"""

from datetime import date
from enum import StrEnum
from functools import singledispatch
from typing import Any
from uuid import UUID

import msgspec

from services.projections.view import Column, FoldedView, Row
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import (
    DeclineGround,
    Disposition,
    Fact,
    Forum,
    Mandate,
    Withdrawal,
)
from services.workflow.recorded.views import dispute_events as e

VERSION = 1
COLUMNS = (
    Column("dispute", "uuid"),
    Column("position", "bigint"),
    Column("dated_on", "date"),
    Column("region", "text"),
    Column("organisation", "uuid"),
    Column("leader", "uuid"),
    Column("worker_count", "integer"),
    Column("is_sample", "boolean"),
    Column("record", "bytea"),
)
replace = msgspec.structs.replace


class Act(StrEnum):
    """What was done that decides where a dispute counts."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    AGREEMENT = "agreement"
    ON_THE_SPOT = "on_the_spot"
    SETTLED_PRIVATELY = "settled_privately"
    ANNULLED = "annulled"
    FILED = "filed"
    """With a commission, which has not decided on acceptance."""
    ARBITRATED = "arbitrated"
    """Accepted by a commission."""
    SUED = "sued"


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """An act, the day that counts for it, the event that says so, and the rules it was under."""

    act: Act
    on: date
    position: int
    rule_pack: str

    def is_later_than(self, other: "Deed") -> bool:
        """By the day it happened; on one day by the log."""
        return (self.on, self.position) > (other.on, other.position)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What figures know of one dispute."""

    dispute: UUID
    entry: Deed
    """Its registration, or its filing where it never passed mediation."""
    region: str
    organisation: UUID | None
    """The mediation organisation."""
    mandate: Mandate
    worker_count: int
    is_sample: bool
    claims: tuple[Disposition, ...]
    position: int
    leader: UUID | None = None
    accepted: Deed | None = None
    ground: DeclineGround | None = None
    ending: Deed | None = None
    """Declined, withdrawn without settlement, or failed."""
    resolution: Deed | None = None
    undone: Deed | None = None
    """What took the resolution away again."""
    filed: Deed | None = None
    taken: Deed | None = None
    """Accepted by a commission, or before a court."""
    changes: tuple[int, ...] = ()
    """Events that corrected, merged or unlinked."""


def apply(facts: Facts | None, recorded: Recorded) -> Facts:
    """The facts after the event; the very same object where the event decides nothing."""
    if facts is None:
        return _begin(recorded)
    after = _after(recorded.event, facts, recorded)
    return facts if after is facts else replace(after, position=recorded.position)


def row(stream_id: UUID, facts: Facts) -> Row:
    """The columns by which the facts of an area are found."""
    return (
        stream_id,
        facts.position,
        facts.entry.on,
        facts.region,
        facts.organisation,
        facts.leader,
        facts.worker_count,
        facts.is_sample,
    )


def _deed(act: Act, recorded: Recorded) -> Deed:
    return Deed(
        act=act,
        on=recorded.event.occurred_on,
        position=recorded.position,
        rule_pack=recorded.meta.rule_pack,
    )


def _begin(recorded: Recorded) -> Facts:
    event: Any = recorded.event
    organisation, mandate = None, Mandate.SELF
    match event:
        case e.DisputeRegistered():
            entry, organisation, mandate = Act.REGISTERED, event.organisation, event.mandate
        case e.DirectFilingRecorded():
            entry = Act.SUED if event.forum is Forum.COURT else Act.FILED
        case _:
            raise ValueError(f"a dispute cannot begin with {type(event).__name__}")
    deed = _deed(entry, recorded)
    is_sued = entry is Act.SUED
    return Facts(
        dispute=recorded.stream_id,
        entry=deed,
        region=event.region,
        organisation=organisation,
        mandate=mandate,
        worker_count=event.worker_count,
        is_sample=event.source is not None and event.source.sample,
        claims=(Disposition.SUED if is_sued else Disposition.OPEN,) * len(event.claims),
        position=recorded.position,
        filed=deed if entry is Act.FILED else None,
        taken=deed if is_sued else None,
    )


def _all(facts: Facts, disposition: Disposition) -> tuple[Disposition, ...]:
    return (disposition,) * len(facts.claims)


def _resolved(act: Act, facts: Facts, recorded: Recorded) -> Facts:
    return replace(
        facts,
        resolution=_deed(act, recorded),
        undone=None,
        ending=None,
        claims=_all(facts, Disposition.SETTLED),
    )


@singledispatch
def _after(_event: Fact, facts: Facts, _recorded: Recorded) -> Facts:
    """An event that decides nothing: sessions, signatures, payments, offers, rulings."""
    return facts


@_after.register
def _(_event: e.ApplicationAccepted, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, accepted=_deed(Act.ACCEPTED, recorded))


@_after.register
def _(event: e.ApplicationDeclined, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, ending=_deed(Act.DECLINED, recorded), ground=event.ground)


@_after.register
def _(event: e.ApplicationWithdrawn, facts: Facts, recorded: Recorded) -> Facts:
    if event.reason is Withdrawal.SETTLED_PRIVATELY:
        return _resolved(Act.SETTLED_PRIVATELY, facts, recorded)
    claims = _all(facts, Disposition.WITHDRAWN)
    return replace(facts, ending=_deed(Act.WITHDRAWN, recorded), claims=claims)


@_after.register
def _(_event: e.MediationFailed, facts: Facts, recorded: Recorded) -> Facts:
    claims = _all(facts, Disposition.FAILED)
    return replace(facts, ending=_deed(Act.FAILED, recorded), claims=claims)


@_after.register
def _(_event: e.AgreementTookEffect, facts: Facts, recorded: Recorded) -> Facts:
    return _resolved(Act.AGREEMENT, facts, recorded)


@_after.register
def _(_event: e.SettledOnTheSpot, facts: Facts, recorded: Recorded) -> Facts:
    return _resolved(Act.ON_THE_SPOT, facts, recorded)


@_after.register
def _(_event: e.AgreementAnnulled, facts: Facts, recorded: Recorded) -> Facts:
    claims = _all(facts, Disposition.FAILED)
    return replace(facts, undone=_deed(Act.ANNULLED, recorded), claims=claims)


@_after.register(e.ReferralAccepted | e.ArbitrationFiled)
def _(_event: Fact, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, filed=_deed(Act.FILED, recorded))


@_after.register
def _(_event: e.ArbitrationAccepted, facts: Facts, recorded: Recorded) -> Facts:
    taken = _deed(Act.ARBITRATED, recorded)
    if facts.resolution and not facts.undone and not taken.is_later_than(facts.resolution):
        return replace(facts, taken=taken)
    undone = facts.undone or (taken if facts.resolution else None)
    claims = _all(facts, Disposition.ARBITRATED)
    return replace(facts, taken=taken, undone=undone, claims=claims)


@_after.register
def _(event: e.MatterMerged, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, leader=event.leader, changes=(*facts.changes, recorded.position))


@_after.register
def _(_event: e.MatterUnlinked, facts: Facts, recorded: Recorded) -> Facts:
    return replace(facts, leader=None, changes=(*facts.changes, recorded.position))


@_after.register
def _(event: e.FactCorrected, facts: Facts, recorded: Recorded) -> Facts:
    changed = replace(facts, changes=(*facts.changes, recorded.position))
    match event.field:
        case "region":
            return replace(changed, region=event.new)
        case "worker_count":
            return replace(changed, worker_count=int(event.new))
        case "registered_on":
            return _entered_on(date.fromisoformat(event.new), changed)
        case "effective_on" if facts.resolution:
            resolution = replace(facts.resolution, on=date.fromisoformat(event.new))
            return replace(changed, resolution=resolution)
        case _:
            return facts


def _entered_on(day: date, facts: Facts) -> Facts:
    """The day of entry; a direct filing is one and the same act as what it led to."""
    entry = replace(facts.entry, on=day)
    return replace(
        facts,
        entry=entry,
        filed=entry if facts.filed == facts.entry else facts.filed,
        taken=entry if facts.taken == facts.entry else facts.taken,
    )


DISPUTE_FACTS = FoldedView(
    name="dispute_facts",
    version=VERSION,
    stream="dispute",
    columns=COLUMNS,
    state=Facts,
    apply=apply,
    row=row,
)
