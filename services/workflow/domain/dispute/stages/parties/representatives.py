"""Representatives: appointed on evidence and within limits, replaced, ended."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    Event,
    RepresentationEnded,
    RepresentativeAppointed,
)
from services.workflow.domain.dispute.guards.authority import BY_OFFICE, representative_of
from services.workflow.domain.dispute.parts import Party, PartyKind, Power, RepresentativeKind
from services.workflow.domain.dispute.records import Representative
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Sealed, Written, is_blank

K = RepresentativeKind
FOR_A_WORKER = frozenset({K.GUARDIAN, K.NEAR_RELATIVE, K.WORKERS_REPRESENTATIVE})
FOR_AN_EMPLOYER = frozenset({K.LEGAL_REPRESENTATIVE, K.STAFF})
NOT_COUNTED = BY_OFFICE | {K.WORKERS_REPRESENTATIVE}
"""Who is no representative ad litem (委托代理人), of whom a party may have two (REPR.COUNT)."""


class AppointRepresentative(Command, frozen=True, kw_only=True):
    """Record who acts for a party, on what evidence, with which powers, until when."""

    move = "appoint_representative"
    party: int
    kind: RepresentativeKind
    name: Sealed | str
    phone: Sealed | None = None
    powers: tuple[Power, ...] = ()
    """Special authority; none is a general one."""
    evidence: Written
    valid_until: date | None = None
    replaces: int | None = None
    """Number of the representative whose place is taken."""


class EndRepresentation(Command, frozen=True, kw_only=True):
    """Record that a representative no longer acts for the party."""

    move = "end_representation"
    representative: int
    reason: Written = ""


def appoint(command: AppointRepresentative, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without evidence, a kind that does not fit the party, and a third one at a time."""
    party = dispute.party(command.party)
    given.insist(party, "unknown_party", party=command.party)
    assert party is not None
    given.require(not is_blank(command.evidence), "evidence_missing", rule="REPR.AUTHORITY")
    given.require(
        command.valid_until is None or command.valid_until >= given.occurred_on,
        "authority_over_before_it_begins",
        rule="REPR.AUTHORITY",
    )
    if command.replaces is not None:
        _acting(command.replaces, party, dispute, given)
    _require_fitting(command, party, dispute, given)
    _require_room(command, dispute, given)
    return (
        RepresentativeAppointed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            representative=len(dispute.representatives) + 1,
            party=party.no,
            kind=command.kind,
            name=command.name,
            phone=command.phone,
            powers=tuple(dict.fromkeys(command.powers)),
            evidence=command.evidence,
            valid_until=command.valid_until,
            replaces=command.replaces,
        ),
    )


def end(command: EndRepresentation, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses where the authority has ended already."""
    _acting(command.representative, None, dispute, given)
    return (
        RepresentationEnded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            representative=command.representative,
            reason=command.reason,
        ),
    )


def _acting(no: int, party: Party | None, dispute: Dispute, given: Given) -> Representative:
    """The representative, who must still act on that day, and for that party where one is named."""
    acting = representative_of(dispute, no)
    given.insist(acting, "unknown_representative", representative=no)
    assert acting is not None
    if party is not None:
        given.insist(
            acting.party == party.no, "represents_another", representative=no, party=party.no
        )
    on = given.occurred_on
    given.insist(acting.acts_on(on), "authority_ended", representative=no, on=on.isoformat())
    return acting


def _require_fitting(
    command: AppointRepresentative, party: Party, dispute: Dispute, given: Given
) -> None:
    """Near relatives act for people, staff for employers, representatives of workers for many."""
    is_worker = party.kind is PartyKind.WORKER
    given.require(
        command.kind not in (FOR_AN_EMPLOYER if is_worker else FOR_A_WORKER),
        "kind_does_not_fit_party",
        rule="REPR.AUTHORITY",
        party=party.no,
    )
    most = given.rule("COLL.NOTICE").quantity or 0
    given.require(
        command.kind is not K.WORKERS_REPRESENTATIVE or dispute.worker_count >= most,
        "too_few_workers",
        rule="COLL.REPRESENT",
        fewest=most,
    )


def _require_room(command: AppointRepresentative, dispute: Dispute, given: Given) -> None:
    acting = [
        r
        for r in dispute.representatives
        if r.acts_on(given.occurred_on) and r.no != command.replaces
    ]
    if command.kind is K.WORKERS_REPRESENTATIVE:
        taken, rule = [r for r in acting if r.kind is command.kind], "COLL.REPRESENT"
    else:
        taken = [r for r in acting if r.party == command.party and r.kind not in NOT_COUNTED]
        rule = "REPR.COUNT"
    most = given.rule(rule).quantity or 0
    given.require(
        command.kind in BY_OFFICE or len(taken) < most,
        "too_many_representatives",
        rule=rule,
        allowed=("end_representation",),
        most=most,
    )


DECISIONS: Decisions = {AppointRepresentative: appoint, EndRepresentation: end}
READY: Readiness = {}
