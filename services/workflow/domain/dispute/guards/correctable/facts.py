"""Facts of the application, the people and the agreement: what is said of them, and when it took effect."""

from collections.abc import Callable

from services.workflow.domain.dispute.guards.correctable.correctable import (
    Correctable,
    day,
    replace,
    same,
)
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import LIMITATIONS, Dependent
from services.workflow.domain.dispute.parts import ClaimKind, InterruptionCause, Party, PartyKind
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.money import Fen

D = Dependent
Read = Callable[[Dispute, int], object]
Write = Callable[[Dispute, str, int], Dispute]


def _always(_dispute: Dispute) -> bool:
    return True


def _has_claim(dispute: Dispute, no: int) -> bool:
    return any(record.claim.no == no for record in dispute.claims)


def _accepted(dispute: Dispute, new: str) -> Dispute:
    """Where this acceptance was the first answer to the application, the answer moves with it."""
    checked_on = same(dispute.checked_on, dispute.accepted_on, day(new))
    return replace(dispute, accepted_on=day(new), checked_on=checked_on)


def _has_employment(dispute: Dispute, no: int) -> bool:
    return any(one.party == no for one in dispute.employments)


def _has_party(dispute: Dispute, no: int) -> bool:
    return any(party.no == no for party in dispute.parties)


def _has_employer(dispute: Dispute, no: int) -> bool:
    """An employer who is a person is sealed like any other: the name changes by `rename_party`."""
    employers = (p for p in dispute.parties if p.kind is PartyKind.EMPLOYER)
    return any(p.no == no and isinstance(p.name, str) for p in employers)


def _of_claim(name: str) -> Read:
    return lambda d, no: next(getattr(r.claim, name) for r in d.claims if r.claim.no == no)


def _of_employment(name: str) -> Read:
    return lambda d, no: next(getattr(one, name) for one in d.employments if one.party == no)


def _of_party(name: str) -> Read:
    return lambda d, no: next(getattr(party, name) for party in d.parties if party.no == no)


def _claim(name: str, value: Callable[[str], object]) -> Write:
    def write(dispute: Dispute, new: str, no: int) -> Dispute:
        claims = (
            replace(r, claim=replace(r.claim, **{name: value(new)})) if r.claim.no == no else r
            for r in dispute.claims
        )
        return replace(dispute, claims=tuple(claims))

    return write


def _employment(name: str) -> Write:
    def write(dispute: Dispute, new: str, no: int) -> Dispute:
        employments = (
            replace(one, **{name: day(new)}) if one.party == no else one
            for one in dispute.employments
        )
        return replace(dispute, employments=tuple(employments))

    return write


def _party(name: str) -> Write:
    def changed(party: Party, new: str) -> Party:
        return replace(party, **{name: new or None})

    def write(dispute: Dispute, new: str, no: int) -> Dispute:
        parties = (changed(p, new) if p.no == no else p for p in dispute.parties)
        return replace(dispute, parties=tuple(parties))

    return write


def _amount(text: str) -> Fen | None:
    return Fen(int(text)) if text else None


def _first_amount(dispute: Dispute) -> object:
    # A first claim without an amount was always told as nothing claimed.
    return dispute.claims[0].claim.amount or 0


def _write_first_amount(dispute: Dispute, new: str) -> Dispute:
    return _claim("amount", _amount)(dispute, new, dispute.claims[0].claim.no)


FACTS: dict[str, Correctable] = {
    "region": Correctable(
        kind=Kind.REGION,
        exists=_always,
        read=lambda d: d.region or None,
        write=lambda d, new: replace(d, region=new),
        dependents=(D.FIGURE_AREA,),
    ),
    "worker_count": Correctable(
        kind=Kind.COUNT,
        exists=_always,
        read=lambda d: d.worker_count,
        write=lambda d, new: replace(d, worker_count=int(new)),
        dependents=(D.FIGURE_WORKERS,),
    ),
    "registered_on": Correctable(
        kind=Kind.DAY,
        exists=_always,
        read=lambda d: d.received_on,
        write=lambda d, new: replace(d, received_on=day(new)),
        dependents=(D.RECEIPT_PERIOD, D.FIGURE_PERIOD, *LIMITATIONS),
        interruption=InterruptionCause.MEDIATION_APPLIED,
    ),
    "accepted_on": Correctable(
        kind=Kind.DAY,
        exists=_always,
        read=lambda d: d.accepted_on,
        write=_accepted,
        dependents=(D.ACCEPTANCE_PERIOD,),
    ),
    "case_number": Correctable(
        kind=Kind.TEXT,
        exists=_always,
        read=lambda d: d.case_number,
        write=lambda d, new: replace(d, case_number=new),
    ),
    "amount_claimed": Correctable(
        kind=Kind.AMOUNT,
        exists=lambda d: bool(d.claims),
        read=_first_amount,
        write=_write_first_amount,
        dependents=(D.FIGURE_AMOUNT, D.FINAL_AMOUNT, D.AWARD),
    ),
    "claims/*/amount": Correctable(
        kind=Kind.AMOUNT,
        exists=_has_claim,
        read=_of_claim("amount"),
        write=_claim("amount", _amount),
        is_optional=True,
        dependents=(D.FIGURE_AMOUNT, D.FINAL_AMOUNT, D.AWARD),
    ),
    "claims/*/kind": Correctable(
        kind=Kind.CAUSE,
        exists=_has_claim,
        read=_of_claim("kind"),
        write=_claim("kind", ClaimKind),
        dependents=(D.FIGURE_CAUSE, *LIMITATIONS, D.SAME_MATTER),
    ),
    "claims/*/known_on": Correctable(
        kind=Kind.DAY,
        exists=_has_claim,
        read=_of_claim("known_on"),
        write=_claim("known_on", day),
        is_optional=True,
        dependents=(D.LIMITATION, D.CIVIL_SERVANT_LIMITATION),
    ),
    "employment/*/started_on": Correctable(
        kind=Kind.DAY,
        exists=_has_employment,
        read=_of_employment("started_on"),
        write=_employment("started_on"),
        is_optional=True,
        dependents=(D.FINAL_AMOUNT,),
    ),
    "employment/*/ended_on": Correctable(
        kind=Kind.DAY,
        exists=_has_employment,
        read=_of_employment("ended_on"),
        write=_employment("ended_on"),
        is_optional=True,
        dependents=(D.WAGE_LIMITATION,),
    ),
    "parties/*/name": Correctable(
        kind=Kind.TEXT,
        exists=_has_employer,
        read=_of_party("name"),
        write=_party("name"),
        dependents=(D.SAME_MATTER,),
    ),
    "parties/*/region": Correctable(
        kind=Kind.COUNTY,
        exists=_has_party,
        read=_of_party("region"),
        write=_party("region"),
        is_optional=True,
        dependents=(D.CONFIRMATION, D.REVIEW),
    ),
    "parties/*/uscc": Correctable(
        kind=Kind.CREDIT_CODE,
        exists=_has_employer,
        read=_of_party("uscc"),
        write=_party("uscc"),
        is_optional=True,
        dependents=(D.SAME_MATTER,),
    ),
}
