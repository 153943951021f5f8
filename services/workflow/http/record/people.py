"""The people of a dispute as callers read them: parties, who acts for them, what they said."""

from datetime import date

import msgspec

from services.workflow.domain.dispute.parts import (
    Party,
    PartyKind,
    Post,
    Power,
    RepresentativeKind,
    Side,
    Stance,
)
from services.workflow.domain.dispute.records import Representative
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.sealed import Sealed

Opened = dict[str, str | None]
"""Box to text, of all that the caller may see."""


class PartyRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One party; what the caller may not see, or was erased, is null."""

    no: int
    side: Side
    kind: PartyKind
    name: str | None
    is_sealed: bool
    """Whether the name is a person's and kept sealed."""
    document: str | None = None
    """Kind and number of the identity document; for the body that has the dispute."""
    phone: str | None = None
    """For the body that has the dispute."""
    uscc: str | None = None
    region: str | None = None
    """County of the domicile or seat, where it is recorded."""
    has_left: bool = False
    """Whether it is a party no longer, as after a succession."""
    is_cancelled: bool = False
    """Whether it is an employer that was struck off the register."""
    response: Stance | None = None
    """What it last said to the claims."""
    employed_from: date | None = None
    employed_until: date | None = None
    post: Post | None = None
    """In what kind of post; it decides which limitation holds."""


class RepresentativeRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who acts or acted for a party."""

    no: int
    party: int
    kind: RepresentativeKind
    name: str | None
    phone: str | None
    """For the body that has the dispute."""
    powers: tuple[Power, ...]
    valid_from: date
    valid_until: date | None
    ended_on: date | None


def party_records(dispute: Dispute, opened: Opened) -> tuple[PartyRecord, ...]:
    """Every party there ever was, by number."""
    return tuple(_party(party, dispute, opened) for party in dispute.parties)


def representative_records(dispute: Dispute, opened: Opened) -> tuple[RepresentativeRecord, ...]:
    """Everybody who was ever appointed, by number."""
    return tuple(_representative(one, opened) for one in dispute.representatives)


def names(dispute: Dispute) -> list[Sealed]:
    """The boxes that hold names."""
    values = [p.name for p in dispute.parties] + [r.name for r in dispute.representatives]
    return [value for value in values if isinstance(value, Sealed)]


def contacts(dispute: Dispute) -> list[Sealed]:
    """The boxes that hold identity documents and telephone numbers."""
    values = [box for party in dispute.parties for box in (party.document, party.phone)]
    values += [one.phone for one in dispute.representatives]
    return [value for value in values if value is not None]


def _party(party: Party, dispute: Dispute, opened: Opened) -> PartyRecord:
    response = next((r for r in dispute.responses if r.party == party.no), None)
    employment = next((one for one in dispute.employments if one.party == party.no), None)
    return PartyRecord(
        no=party.no,
        side=party.side,
        kind=party.kind,
        name=_text(party.name, opened),
        is_sealed=isinstance(party.name, Sealed),
        document=_text(party.document, opened),
        phone=_text(party.phone, opened),
        uscc=party.uscc,
        region=party.region,
        has_left=party.no in dispute.left,
        is_cancelled=party.no in dispute.cancelled,
        response=response.stance if response else None,
        employed_from=employment.started_on if employment else None,
        employed_until=employment.ended_on if employment else None,
        post=employment.post if employment else None,
    )


def _representative(one: Representative, opened: Opened) -> RepresentativeRecord:
    return RepresentativeRecord(
        no=one.no,
        party=one.party,
        kind=one.kind,
        name=_text(one.name, opened),
        phone=_text(one.phone, opened),
        powers=one.powers,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        ended_on=one.ended_on,
    )


def _text(box: Sealed | str | None, opened: Opened) -> str | None:
    return opened.get(box.box) if isinstance(box, Sealed) else box
