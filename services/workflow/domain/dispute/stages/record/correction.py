"""Corrections: a recorded fact was wrong; the old event stays, the new value counts from here on."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import Event, FactCorrected
from services.workflow.domain.dispute.guards import correctable
from services.workflow.domain.dispute.guards.correctable import Kind
from services.workflow.domain.dispute.guards.dependents import computed
from services.workflow.domain.dispute.parts import MOST_WORKERS, PartyKind, Source
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import MissingPrerequisite, NotPermitted
from services.workflow.domain.given import Given, Role
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Written, is_blank


class CorrectFact(Command, frozen=True, kw_only=True):
    """Correct one recorded fact, in whatever state, with the reason and the evidence."""

    move = "correct_fact"
    is_edit = True
    field: str
    """`region`, `worker_count`, `registered_on`, `accepted_on`, `case_number`, `effective_on`, `paid`
    (all that was paid so far), `amount_claimed` (of the first claim); of one item, by its number:
    `claims/2/amount`, `claims/2/kind`, `claims/2/known_on`, `employment/1/started_on`,
    `employment/1/ended_on`, and of an employer `parties/2/name`, `parties/2/uscc`."""
    new: str
    """The right value, as text: a code, a whole number, a date, or an amount in fen; empty for an
    optional fact that is none."""
    reason: Written
    evidence: Written = ""
    """What shows it (CORRECT.EVIDENCE); a ledger's correction names its row instead."""
    source: Source | None = None


def correct(command: CorrectFact, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses unknown fields, no evidence, values that are not valid, and one that changes nothing."""
    found = correctable.found(command.field)
    if found is None:
        raise MissingPrerequisite("not_correctable", field=command.field)
    fact, no = found
    old = fact.value(dispute, no)
    if old is None:
        raise MissingPrerequisite("nothing_to_correct", field=command.field)
    given.require(
        not is_blank(command.evidence) or command.source is not None,
        "correction_needs_evidence",
        rule="CORRECT.EVIDENCE",
    )
    new = _normal(command, fact.kind, is_optional=fact.is_optional)
    _require_possible(new, fact.kind, command.field, dispute, given)
    given.insist(new != old, "correction_is_same")
    _require_allowed(command.field, old, new, dispute, given)
    return (
        FactCorrected(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            field=command.field,
            old=old,
            new=new,
            reason=command.reason,
            evidence=command.evidence,
            dependents=computed(dispute, fact.dependents),
            source=command.source,
        ),
    )


def recorded_value(field: str, dispute: Dispute) -> str | None:
    """The value that counts now, as text; None where the dispute has no such fact."""
    found = correctable.found(field)
    return found[0].value(dispute, found[1]) if found else None


def _normal(command: CorrectFact, kind: Kind, *, is_optional: bool) -> str:
    if is_optional and not command.new.strip():
        return ""
    try:
        return correctable.parsed(kind, command.new)
    except ValueError as error:
        raise _bad(command.new, str(error)) from error


def _require_possible(new: str, kind: Kind, field: str, dispute: Dispute, given: Given) -> None:
    """No day in the future, and no fewer workers than are parties."""
    if kind is Kind.DAY and new and date.fromisoformat(new) > given.today:
        raise _bad(new, f"> {given.today.isoformat()}")
    if field == "worker_count":
        named = sum(1 for party in dispute.parties if party.kind is PartyKind.WORKER)
        if not max(named, 1) <= int(new) <= MOST_WORKERS:
            raise _bad(new, f"{max(named, 1)} – {MOST_WORKERS}")


def _bad(new: str, why: str) -> MissingPrerequisite:
    return MissingPrerequisite("bad_correction", new=new, why=why)


def _require_allowed(field: str, old: str, new: str, dispute: Dispute, given: Given) -> None:
    """The day of effect follows from the acts; a clerk does not move a dispute to another district."""
    agreement = dispute.effective_agreement
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


DECISIONS: Decisions = {CorrectFact: correct}
READY: Readiness = {}
