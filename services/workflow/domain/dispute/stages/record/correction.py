"""Corrections: a recorded fact was wrong; the old event stays, the new value counts from here on."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import Event, FactCorrected
from services.workflow.domain.dispute.guards import correctable, correcting
from services.workflow.domain.dispute.guards.corrected_values import Kind, parsed
from services.workflow.domain.dispute.guards.dependents import computed
from services.workflow.domain.dispute.parts import MOST_WORKERS, PartyKind, Source
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import MissingPrerequisite, NotPermitted
from services.workflow.domain.given import Given, Role
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Written, is_blank


class CorrectFact(Command, frozen=True, kw_only=True):
    """Correct one recorded fact, in whatever state, with the reason and the evidence."""

    move = "correct_fact"
    is_edit = True
    field: str
    """A field by its name, with the numbers of its items; every day that a clock goes by has one.

    `region`, `worker_count`, `registered_on`, `accepted_on`, `case_number`, `effective_on`, `paid`
    (all that was paid so far), `amount_claimed` (of the first claim); of one item, by its number:
    `claims/2/amount`, `claims/2/kind`, `claims/2/known_on`, `employment/1/started_on`,
    `employment/1/ended_on`, `parties/2/region`, and of an employer `parties/2/name`,
    `parties/2/uscc`.
    Intake and mediation: `declined_on`, `correction_asked_on`, `mandate_received_on`,
    `suspended_on`, `suspensions/1/first_on`, `suspensions/1/last_on`, `mediation_failed_on`,
    `offered_on`, `closed_on`.
    Agreement: `parties/2/agreement_signed_on`, `mediator_signed_on`, `sealed_on` (the day of effect
    follows from these), `payments/1/paid_on` (payments are numbered as they were recorded).
    Confirmation, review, payment order: `reinforcement_applied_on`, `reinforcement_excused_on`,
    `reinforcement_docketed_on`, `payment_order_issued_on`, `reinforcement_decided_on`,
    `parties/2/reinforcement_served_on`, `objections/1/objected_on`, `objections/1/received_on`;
    of one that ended without success `past_reinforcements/1/ended_on` and
    `past_reinforcements/1/ruling_received_on`.
    Arbitration, the first filing being 1: `arbitrations/1/filed_on`, and likewise
    `deferral_ended_on`, `accepted_on`, `not_accepted_on`, `panel_formed_on`,
    `hearings/1/listed_on`, `stayed_on`, `stays/1/first_on`, `stays/1/last_on`, `ended_on`,
    `award_issued_on`, `parties/2/award_served_on`, `enforcement_refused_on`,
    `parties/2/refusal_served_on`.
    Courts: `suits/1/filed_on`, and likewise `complaint_on`, `judged_on`,
    `parties/2/judgment_served_on` (both of first instance), `appealed_on`, `appeal_judged_on`,
    `remanded_on`, `ended_on`, `parties/2/ruling_served_on`; `set_aside_filed_on`,
    `set_aside_decided_on`, `parties/2/set_aside_served_on`, `enforceable_on`,
    `enforcement_applied_on`.
    Documents: `documents/1/issued_on`, `documents/1/recipients/2/received_on`,
    `documents/1/recipients/2/replied_on`."""
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
    fact, nos = found
    old = fact.value(dispute, *nos)
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
    if fact.kind is Kind.DAY and new:
        correcting.require_order(fact, new, dispute, nos, given)
    correcting.warn_of_premature(command.field, new, dispute, given)
    return (
        FactCorrected(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            field=command.field,
            old=old,
            new=new,
            reason=command.reason,
            evidence=command.evidence,
            dependents=computed(dispute, fact.dependents, correcting.clock_rules(dispute, given)),
            source=command.source,
        ),
    )


def recorded_value(field: str, dispute: Dispute) -> str | None:
    """The value that counts now, as text; None where the dispute has no such fact."""
    found = correctable.found(field)
    return found[0].value(dispute, *found[1]) if found else None


def _normal(command: CorrectFact, kind: Kind, *, is_optional: bool) -> str:
    if is_optional and not command.new.strip():
        return ""
    try:
        return parsed(kind, command.new)
    except InvalidValue as error:
        raise _bad(command.new, error.zh, error.en) from error


def _require_possible(new: str, kind: Kind, field: str, dispute: Dispute, given: Given) -> None:
    """No day in the future, no acceptance before receipt, no fewer workers than are parties."""
    if kind is Kind.DAY and new and date.fromisoformat(new) > given.today:
        today = given.today.isoformat()
        raise _bad(new, f"不得晚于今天（{today}）", f"it is after today, {today}")
    if field in {"registered_on", "accepted_on"}:
        _require_receipt_first(field, date.fromisoformat(new), dispute, given)
    if field == "worker_count":
        named = sum(1 for party in dispute.parties if party.kind is PartyKind.WORKER)
        least, most = max(named, 1), MOST_WORKERS
        if not least <= int(new) <= most:
            raise _bad(new, f"须在{least}至{most}之间", f"it must be {least} to {most}")


def _require_receipt_first(field: str, new: date, dispute: Dispute, given: Given) -> None:
    """What was accepted had been received: the two days are corrected in an order that keeps that."""
    received_on = new if field == "registered_on" else dispute.received_on
    accepted_on = new if field == "accepted_on" else dispute.accepted_on
    if received_on is not None and accepted_on is not None:
        given.require(
            received_on <= accepted_on,
            "accepted_before_received",
            received_on=received_on.isoformat(),
            accepted_on=accepted_on.isoformat(),
        )


def _bad(new: str, zh: str, en: str) -> MissingPrerequisite:
    return MissingPrerequisite("bad_correction", new=new, why=en, why_zh=zh)


def _require_allowed(field: str, old: str, new: str, dispute: Dispute, given: Given) -> None:
    """The day of effect follows from the acts; a clerk does not move a dispute to another district."""
    if field == "effective_on":
        correcting.require_not_derived(dispute, given)
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
