"""Claims: added, withdrawn, split off into a linked dispute."""

from typing import Any

import msgspec

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    ClaimsAdded,
    ClaimsSplitOff,
    ClaimsWithdrawn,
    DisputeSplitOff,
    Event,
)
from services.workflow.domain.dispute.guards.authority import require_all_applicants
from services.workflow.domain.dispute.guards.carrying import carried
from services.workflow.domain.dispute.parts import (
    ClaimNumbers,
    Disposition,
    NewClaims,
    RunningPeriods,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank

CARRIED = frozenset(
    {
        State.ARBITRATION_FILED,
        State.IN_ARBITRATION,
        State.IN_LITIGATION,
        State.MEDIATION_FAILED,
        State.SUIT_OPEN,
    }
)
"""States that a mandate's return can lead a linked dispute to: no decided agreement or award."""

OPEN = frozenset({Disposition.OPEN, Disposition.ARBITRATED})
"""Nothing is decided of them yet, before an organisation or before a commission."""


class AddClaims(Command, frozen=True, kw_only=True):
    """Claim more than before (增加请求)."""

    move = "add_claims"
    claims: NewClaims


class WithdrawClaims(Command, frozen=True, kw_only=True):
    """Give up some claims; at least one stays."""

    move = "withdraw_claims"
    claims: ClaimNumbers
    reason: Written = ""
    by: tuple[int, ...] = ()
    """Numbers of the applicants who declare it in person."""
    representatives: tuple[int, ...] = ()
    """Numbers of the representatives who declare it for the others, with authority to waive claims."""


class SplitClaims(Command, frozen=True, kw_only=True):
    """Take some claims out into a linked dispute, which goes on from where this one stands (分案)."""

    move = "split_claims"
    claims: ClaimNumbers
    reason: Written
    worker_count: int | None = None
    """How many workers the claims concern; as many as this dispute where not given."""


def add(command: AddClaims, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Numbered on from the claims there are."""
    given.insist(command.claims, "needs_a_claim")
    last = max(record.claim.no for record in dispute.claims)
    return (
        ClaimsAdded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            claims=tuple(
                claim.numbered(no) for no, claim in enumerate(command.claims, start=last + 1)
            ),
        ),
    )


def withdraw(command: WithdrawClaims, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses where a claim is done with, none would stay, or an applicant is missing."""
    numbers = _require_some_of_the_open(command.claims, dispute, given)
    require_all_applicants(dispute, command.by, command.representatives, given)
    return (
        ClaimsWithdrawn(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            claims=numbers,
            reason=command.reason,
            by=command.by,
            representatives=command.representatives,
        ),
    )


def split(command: SplitClaims, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The last event here, and the first of the linked dispute.

    Refuses without a reason, or where a claim is done with, has a term, or none would stay.
    """
    given.require(not is_blank(command.reason), "split_needs_reason", rule="CLAIM.COVERED")
    numbers = _require_some_of_the_open(command.claims, dispute, given)
    count = command.worker_count or dispute.worker_count
    given.insist(
        1 <= count <= dispute.worker_count,
        "fewer_workers_left",
        worker_count=count,
        most=dispute.worker_count,
    )
    assert given.new_dispute is not None
    gone = ClaimsSplitOff(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        claims=numbers,
        dispute=given.new_dispute,
        case_number=given.case_number,
        reason=command.reason,
    )
    return (gone, _linked(gone, count, dispute, given))


def _require_some_of_the_open(
    claims: tuple[int, ...], dispute: Dispute, given: Given
) -> tuple[int, ...]:
    """The numbers, each once: open claims without a term, and not all there are."""
    numbers = tuple(dict.fromkeys(claims))
    given.insist(numbers, "no_claims_named")
    known = {record.claim.no for record in dispute.claims}
    open_now = {r.claim.no for r in dispute.claims if r.disposition in OPEN}
    agreement = dispute.agreement if dispute.state is State.AGREED else None
    agreed_on = {term.claim for term in agreement.terms} if agreement else set()
    _refuse(set(numbers) - known, "unknown_claim", given)
    _refuse(set(numbers) - open_now, "claim_not_open", given)
    _refuse(set(numbers) & agreed_on, "claim_has_term", given)
    given.require(open_now - set(numbers), "no_claim_would_stay", rule="MED.WITHDRAW")
    return numbers


def _refuse(wrong: set[int], code: str, given: Given) -> None:
    given.insist(not wrong, code, rule="CLAIM.COVERED", claims="、".join(map(str, sorted(wrong))))


def _linked(gone: ClaimsSplitOff, workers: int, dispute: Dispute, given: Given) -> DisputeSplitOff:
    assert dispute.id is not None
    assert dispute.organisation is not None
    assert dispute.custodian is not None
    assert dispute.received_on is not None
    claims = {record.claim.no: record.claim for record in dispute.claims}
    is_agreed = dispute.state is State.AGREED
    return msgspec.structs.replace(
        DisputeSplitOff(
            occurred_on=gone.occurred_on,
            occurred_at=gone.occurred_at,
            dispute=gone.dispute,
            origin=dispute.id,
            stage=(State.IN_MEDIATION if is_agreed else dispute.state).value,
            organisation=dispute.organisation,
            custodian=dispute.custodian,
            case_number=gone.case_number,
            channel=dispute.channel,
            mandate=dispute.mandate,
            region=dispute.region,
            parties=tuple(p for p in dispute.parties if p.no not in dispute.left),
            claims=tuple(
                msgspec.structs.replace(claims[old], no=no)
                for no, old in enumerate(gone.claims, start=1)
            ),
            worker_count=workers,
            received_on=dispute.received_on,
            accepted_on=dispute.accepted_on,
            other_side_consented_on=dispute.consented_on,
            mediator=dispute.mediator,
            periods=_periods(dispute),
            people=carried(dispute, gone.claims),
            reason=gone.reason,
            source=dispute.source,
        ),
        **_mandate(dispute, given),
    )


def _periods(dispute: Dispute) -> RunningPeriods:
    period, mandate = dispute.period, dispute.mandate_record
    return RunningPeriods(
        checked_on=dispute.checked_on,
        correction_asked_on=dispute.correction_asked_on,
        correction_due_on=dispute.correction_due_on,
        extended_until=period.extended_until,
        suspended_on=period.suspended_on,
        suspended_for=period.suspended_for,
        suspensions=period.suspensions,
        appraisals=period.appraisals,
        has_receipt_period_lapsed=period.has_receipt_period_lapsed,
        receipt_lapsed_on=period.receipt_lapsed_on,
        restarted_on=period.restarted_on,
        mandate_rule=mandate.rule if mandate else "",
        mandate_given_on=mandate.given_on if mandate else None,
        is_mandate_counted=mandate is not None and mandate.is_counted,
    )


def _mandate(dispute: Dispute, given: Given) -> dict[str, Any]:
    """What the linked dispute must know of the mandate that it goes on under."""
    record = dispute.mandate_record
    if record is None:
        return {}
    given.require(
        record.before in CARRIED,
        "mandate_from_a_decided_case",
        rule="MANDATE.RETURN",
        allowed=("mandate_returned",),
    )
    case, suit = dispute.arbitration, dispute.open_suit
    is_sued = record.before is State.IN_LITIGATION
    number = suit.number if is_sued and suit else case.number if case else ""
    filed_on = suit.filed_on if is_sued and suit else case.filed_on if case else None
    return {
        "seised_body": record.body,
        "seised_reference": number or record.reference,
        "mandate_before": record.before.value,
        "mandate_due_on": record.due_on,
        "seised_on": filed_on,
        "seised_accepted_on": case.accepted_on if case else None,
    }


DECISIONS: Decisions = {AddClaims: add, WithdrawClaims: withdraw, SplitClaims: split}
READY: Readiness = {}
