"""Corrections: a recorded fact was wrong; the old event stays, the new value counts from here on."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import Event, FactCorrected
from services.workflow.domain.dispute.folds import CORRECTABLE
from services.workflow.domain.dispute.parts import MOST_WORKERS, PartyKind, Source
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import MissingPrerequisite, NotPermitted
from services.workflow.domain.given import Given, Role
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode


class CorrectFact(Command, frozen=True, kw_only=True):
    """Correct one recorded fact, with the reason and the evidence."""

    move = "correct_fact"
    is_edit = True
    field: str
    """`region`, `worker_count`, `registered_on`, `case_number`, `amount_claimed` or `effective_on`."""
    new: str
    """The right value, as text: a code, a whole number, a date, or an amount in fen."""
    reason: str
    evidence: str = ""
    source: Source | None = None


def correct(command: CorrectFact, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses unknown fields, values that are not valid, and a value that changes nothing."""
    given.insist(command.field in CORRECTABLE, "not_correctable", field=command.field)
    old = recorded_value(command.field, dispute)
    given.insist(old is not None, "nothing_to_correct", field=command.field)
    try:
        new = _normal(command.field, command.new, dispute, given)
    except ValueError as error:
        raise MissingPrerequisite("bad_correction", new=command.new, why=str(error)) from error
    given.insist(new != old, "correction_is_same")
    _require_allowed(command.field, old or "", new, dispute, given)
    return (
        FactCorrected(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            field=command.field,
            old=old or "",
            new=new,
            reason=command.reason,
            evidence=command.evidence,
            source=command.source,
        ),
    )


def recorded_value(field: str, dispute: Dispute) -> str | None:
    """The value that counts now, as text; None where the dispute has no such fact."""
    agreement = dispute.agreement
    effective_on = agreement.effective_on if agreement else None
    amount = dispute.claims[0].claim.amount if dispute.claims else None
    values: dict[str, object] = {
        "region": dispute.region,
        "worker_count": dispute.worker_count,
        "registered_on": dispute.received_on,
        "case_number": dispute.case_number,
        "amount_claimed": 0 if amount is None else int(amount),
        "effective_on": effective_on,
    }
    value = values.get(field)
    return None if value is None else str(value)


def _require_allowed(field: str, old: str, new: str, dispute: Dispute, given: Given) -> None:
    """The day of effect follows from the acts; a clerk does not move a dispute to another district."""
    agreement = dispute.agreement
    given.insist(
        field != "effective_on" or agreement is None or agreement.last_act_on is None,
        "effect_is_derived",
        rule="MED.EFFECT",
    )
    same_district = (
        RegionCode(new).district == RegionCode(old).district if field == "region" else True
    )
    given.insist(
        same_district or given.actor.role in {Role.SUPERVISOR, Role.SYSTEM},
        "district_by_supervisor",
        kind=NotPermitted,
    )


def _normal(field: str, new: str, dispute: Dispute, given: Given) -> str:
    match field:
        case "region":
            return RegionCode(new)
        case "worker_count":
            named = sum(1 for party in dispute.parties if party.kind is PartyKind.WORKER)
            count = int(new)
            if not max(named, 1) <= count <= MOST_WORKERS:
                raise ValueError(f"{max(named, 1)} – {MOST_WORKERS}")
            return str(count)
        case "amount_claimed":
            return str(int(Fen(int(new))))
        case "registered_on" | "effective_on":
            day = date.fromisoformat(new)
            if day > given.today:
                raise ValueError(f"> {given.today.isoformat()}")
            return day.isoformat()
        case _:
            if not new.strip():
                raise ValueError("empty")
            return new.strip()


DECISIONS: Decisions = {CorrectFact: correct}
READY: Readiness = {}
