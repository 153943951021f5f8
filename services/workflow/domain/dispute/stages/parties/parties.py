"""Parties: joined, left, answered, succeeded, renamed, struck off; their employment."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    EmployerCancelled,
    EmploymentRecorded,
    Event,
    PartyAdded,
    PartyDropped,
    PartyRenamed,
    PartyResponded,
    PartySucceeded,
)
from services.workflow.domain.dispute.guards.taking_effect import effect
from services.workflow.domain.dispute.parts import (
    Party,
    PartyKind,
    Post,
    Side,
    Stance,
    SuccessionKind,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Sealed, Written, is_blank

ANSWERS_FOR_CANCELLED = "对注销的用人单位承担责任"
"""Why somebody joins with a cancellation (PARTY.CANCELLED)."""
OF_A_WORKER = frozenset({SuccessionKind.DEATH})
OF_AN_EMPLOYER = frozenset({SuccessionKind.MERGER, SuccessionKind.DIVISION})


class AddParty(Command, frozen=True, kw_only=True):
    """Let another party join, such as the firm that dispatched the worker (追加当事人)."""

    move = "add_party"
    party: Party
    reason: Written


class DropParty(Command, frozen=True, kw_only=True):
    """Record that a party is no longer one; its number is never given again."""

    move = "drop_party"
    party: int
    reason: Written


class RecordResponse(Command, frozen=True, kw_only=True):
    """Record what a respondent says to the claims; each one's answer is kept apart."""

    move = "record_response"
    party: int
    stance: Stance
    statement: Written = ""


class RecordEmployment(Command, frozen=True, kw_only=True):
    """Record when a worker's employment began and ended; without an end it goes on."""

    move = "record_employment"
    party: int
    started_on: date | None = None
    ended_on: date | None = None
    post: Post | None = None
    """In what kind of post; an appointed civil servant has a limitation of its own (LIM.CS60)."""


class SucceedParty(Command, frozen=True, kw_only=True):
    """Let another take a party's place: an heir, or the body an employer went over to (承继)."""

    move = "succeed_party"
    party: int
    successor: Party
    kind: SuccessionKind
    evidence: Written


class RenameParty(Command, frozen=True, kw_only=True):
    """Record a party's new name; it stays the same party."""

    move = "rename_party"
    party: int
    name: Sealed | str
    uscc: str | None = None
    evidence: Written


class RecordCancellation(Command, frozen=True, kw_only=True):
    """Record that an employer was struck off the register (注销), and who answers for it."""

    move = "record_cancellation"
    party: int
    evidence: Written
    answerable: tuple[Party, ...] = ()


def add(command: AddParty, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without a reason."""
    given.require(not is_blank(command.reason), "party_needs_reason", rule="PARTY.CHANGED")
    _require_next_number(command.party, dispute, given)
    return (
        PartyAdded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            party=command.party,
            reason=command.reason,
        ),
    )


def drop(command: DropParty, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses the last party of a side, and one that has signed.

    Where only its signature was missing, the agreement takes effect (MED.EFFECT).
    """
    party = _known(command.party, dispute, given)
    given.require(not is_blank(command.reason), "party_needs_reason", rule="PARTY.CHANGED")
    given.require(
        dispute.side(party.side) - {party.no},
        "last_of_its_side",
        rule="PARTY.CHANGED",
        allowed=("succeed_party", "withdraw_application"),
        party=party.no,
    )
    versions = (dispute.agreement, dispute.standing)
    signed = {no for version in versions if version for no in version.signed_by}
    given.require(party.no not in signed, "party_has_signed", rule="PARTY.CHANGED", party=party.no)
    dropped = PartyDropped(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        party=party.no,
        reason=command.reason,
    )
    draft = dispute.agreement if dispute.state is State.AGREED else None
    return (dropped, *(effect(draft, dispute, dropped, given) if draft else ()))


def respond(command: RecordResponse, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a response of an applicant: the claims are its own."""
    party = _known(command.party, dispute, given)
    given.insist(party.side is Side.RESPONDENT, "not_a_respondent", party=party.no)
    return (
        PartyResponded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            party=party.no,
            stance=command.stance,
            statement=command.statement,
        ),
    )


def record_employment(
    command: RecordEmployment, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses what is not about a worker, says nothing, or ends before it begins."""
    party = _known(command.party, dispute, given)
    given.insist(party.kind is PartyKind.WORKER, "not_a_worker", party=party.no)
    started_on, ended_on = command.started_on, command.ended_on
    given.insist(started_on or ended_on, "employment_without_days")
    given.insist(
        started_on is None or ended_on is None or started_on <= ended_on,
        "employment_ends_before_it_begins",
        rule="LIM.WAGES",
    )
    return (
        EmploymentRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            party=party.no,
            started_on=started_on,
            ended_on=ended_on,
            post=command.post,
        ),
    )


def succeed(command: SucceedParty, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without evidence, and where kind or side of the successor is another."""
    party, successor = _known(command.party, dispute, given), command.successor
    _require_evidence(command.evidence, "PARTY.SUCCESSION", given)
    _require_next_number(successor, dispute, given)
    given.insist(
        successor.side is party.side and successor.kind is party.kind,
        "successor_differs",
        rule="PARTY.SUCCESSION",
        party=party.no,
    )
    others = OF_AN_EMPLOYER if party.kind is PartyKind.WORKER else OF_A_WORKER
    given.insist(
        command.kind not in others,
        "succession_does_not_fit",
        rule="PARTY.SUCCESSION",
        party=party.no,
    )
    return (
        PartySucceeded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            party=party.no,
            successor=successor,
            kind=command.kind,
            evidence=command.evidence,
        ),
    )


def rename(command: RenameParty, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without evidence, the same name again, and a credit code of a person."""
    party = _known(command.party, dispute, given)
    _require_evidence(command.evidence, "PARTY.CHANGED", given)
    given.insist(command.name != party.name, "same_name", party=party.no)
    given.insist(
        command.uscc is None or party.kind is PartyKind.EMPLOYER, "not_an_employer", party=party.no
    )
    return (
        PartyRenamed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            party=party.no,
            name=command.name,
            uscc=command.uscc,
            evidence=command.evidence,
        ),
    )


def record_cancellation(
    command: RecordCancellation, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses what is not an employer's, and while it is open a side that nobody answers for."""
    party = _known(command.party, dispute, given)
    given.insist(party.kind is PartyKind.EMPLOYER, "not_an_employer", party=party.no)
    given.insist(party.no not in dispute.cancelled, "cancelled_already", party=party.no)
    _require_evidence(command.evidence, "PARTY.CANCELLED", given)
    others = dispute.side(party.side) - dispute.cancelled - {party.no}
    given.require(
        command.answerable or others or not dispute.is_open,
        "nobody_answers",
        rule="PARTY.CANCELLED",
        party=party.no,
    )
    for place, joined in enumerate(command.answerable):
        _require_next_number(joined, dispute, given, place)
        given.insist(joined.side is party.side, "answers_on_another_side", rule="PARTY.CANCELLED")
    return (
        EmployerCancelled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            party=party.no,
            evidence=command.evidence,
        ),
        *(
            PartyAdded(occurred_on=given.occurred_on, party=joined, reason=ANSWERS_FOR_CANCELLED)
            for joined in command.answerable
        ),
    )


def next_number(dispute: Dispute) -> int:
    """The number that the next party gets; that of a party who left is never given again."""
    return max((party.no for party in dispute.parties), default=0) + 1


def _known(no: int, dispute: Dispute, given: Given) -> Party:
    party = dispute.party(no)
    given.insist(party, "unknown_party", party=no)
    assert party is not None
    return party


def _require_next_number(party: Party, dispute: Dispute, given: Given, place: int = 0) -> None:
    given.insist(party.no == next_number(dispute) + place, "number_taken", party=party.no)


def _require_evidence(evidence: Written, rule: str, given: Given) -> None:
    given.require(not is_blank(evidence), "evidence_missing", rule=rule)


DECISIONS: Decisions = {
    AddParty: add,
    DropParty: drop,
    RecordResponse: respond,
    RecordEmployment: record_employment,
    SucceedParty: succeed,
    RenameParty: rename,
    RecordCancellation: record_cancellation,
}
READY: Readiness = {}
