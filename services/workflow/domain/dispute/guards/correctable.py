"""Which recorded facts can be corrected: how each is read, written, and what was computed from it.

A field is named as in `region`; a fact of one of several items by the item's number, as in
`claims/2/amount`. The names stand in events for ever: add, never rename.
"""

from collections.abc import Callable
from datetime import date

import msgspec

from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import Dependent
from services.workflow.domain.dispute.parts import ClaimKind, Party, PartyKind
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.money import Fen

replace = msgspec.structs.replace


D = Dependent
Read = Callable[[Dispute, int], object]
Write = Callable[[Dispute, int, str], Dispute]


class Correctable(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of fact."""

    kind: Kind
    exists: Callable[[Dispute, int], bool]
    read: Read
    """The value that counts now; None: nothing is recorded."""
    write: Write
    is_optional: bool = False
    """Whether the fact may also be corrected from or to nothing."""
    dependents: tuple[Dependent, ...] = ()

    def value(self, dispute: Dispute, no: int) -> str | None:
        """The value that counts now, as text; None where the dispute has no such fact."""
        if not self.exists(dispute, no):
            return None
        found = self.read(dispute, no)
        if found is None:
            return "" if self.is_optional else None
        return str(int(found)) if isinstance(found, int) else str(found)


def found(field: str) -> tuple[Correctable, int] | None:
    """The kind of fact that a field names, and the number of its item; None for an unknown one."""
    match field.split("/"):
        case [_]:
            pattern, no = field, 1
        case [item, number, what] if number.isascii() and number.isdecimal():
            pattern, no = f"{item}/*/{what}", int(number)
        case _:
            return None
    known = CORRECTABLE.get(pattern)
    return (known, no) if known else None


def kind_of(field: str) -> Kind | None:
    """What a value of the field is; None for a field that is not known."""
    known = found(field)
    return known[0].kind if known else None


def corrected(dispute: Dispute, field: str, new: str) -> Dispute:
    """The dispute with the corrected value; unchanged for a field that is not known."""
    known = found(field)
    return known[0].write(dispute, known[1], new) if known else dispute


# Items


def _always(_dispute: Dispute, _no: int) -> bool:
    return True


def _has_claim(dispute: Dispute, no: int) -> bool:
    return any(record.claim.no == no for record in dispute.claims)


def _accepted(dispute: Dispute, _no: int, new: str) -> Dispute:
    """Where this acceptance was the first answer to the application, the answer moves with it."""
    day = _day(new)
    is_first = dispute.checked_on == dispute.accepted_on
    return replace(dispute, accepted_on=day, checked_on=day if is_first else dispute.checked_on)


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
    def write(dispute: Dispute, no: int, new: str) -> Dispute:
        claims = (
            replace(r, claim=replace(r.claim, **{name: value(new)})) if r.claim.no == no else r
            for r in dispute.claims
        )
        return replace(dispute, claims=tuple(claims))

    return write


def _employment(name: str) -> Write:
    def write(dispute: Dispute, no: int, new: str) -> Dispute:
        employments = (
            replace(one, **{name: _day(new)}) if one.party == no else one
            for one in dispute.employments
        )
        return replace(dispute, employments=tuple(employments))

    return write


def _party(name: str) -> Write:
    def changed(party: Party, new: str) -> Party:
        return replace(party, **{name: new or None})

    def write(dispute: Dispute, no: int, new: str) -> Dispute:
        parties = (changed(p, new) if p.no == no else p for p in dispute.parties)
        return replace(dispute, parties=tuple(parties))

    return write


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(text: str) -> Fen | None:
    return Fen(int(text)) if text else None


def _first_amount(dispute: Dispute, _no: int) -> object:
    # A first claim without an amount was always told as nothing claimed.
    return dispute.claims[0].claim.amount or 0


def _write_first_amount(dispute: Dispute, _no: int, new: str) -> Dispute:
    return _claim("amount", _amount)(dispute, dispute.claims[0].claim.no, new)


# The agreement that binds: while an amendment is being signed, the standing one.


def _has_effect(dispute: Dispute, _no: int) -> bool:
    return dispute.effective_agreement is not None


def _agreement(dispute: Dispute, **changes: object) -> Dispute:
    if dispute.standing is not None:
        return replace(dispute, standing=replace(dispute.standing, **changes))
    agreement = replace(dispute.agreement, **changes) if dispute.agreement else None
    return replace(dispute, agreement=agreement)


def _of_agreement(name: str) -> Read:
    return lambda d, _no: getattr(d.effective_agreement, name)


_LIMITATIONS = (D.LIMITATION, D.WAGE_LIMITATION, D.CIVIL_SERVANT_LIMITATION)
_WINDOWS = (D.CONFIRMATION_WINDOW, D.REVIEW_WINDOW, D.CONFIRMATION, D.REVIEW)

CORRECTABLE: dict[str, Correctable] = {
    "region": Correctable(
        kind=Kind.REGION,
        exists=_always,
        read=lambda d, _: d.region or None,
        write=lambda d, _, new: replace(d, region=new),
        dependents=(D.FIGURE_AREA,),
    ),
    "worker_count": Correctable(
        kind=Kind.COUNT,
        exists=_always,
        read=lambda d, _: d.worker_count,
        write=lambda d, _, new: replace(d, worker_count=int(new)),
        dependents=(D.FIGURE_WORKERS,),
    ),
    "registered_on": Correctable(
        kind=Kind.DAY,
        exists=_always,
        read=lambda d, _: d.received_on,
        write=lambda d, _, new: replace(d, received_on=_day(new)),
        dependents=(D.RECEIPT_PERIOD, D.FIGURE_PERIOD, *_LIMITATIONS),
    ),
    "accepted_on": Correctable(
        kind=Kind.DAY,
        exists=_always,
        read=lambda d, _: d.accepted_on,
        write=_accepted,
        dependents=(D.ACCEPTANCE_PERIOD,),
    ),
    "case_number": Correctable(
        kind=Kind.TEXT,
        exists=_always,
        read=lambda d, _: d.case_number,
        write=lambda d, _, new: replace(d, case_number=new),
    ),
    "amount_claimed": Correctable(
        kind=Kind.AMOUNT,
        exists=lambda d, _: bool(d.claims),
        read=_first_amount,
        write=_write_first_amount,
        dependents=(D.FIGURE_AMOUNT, D.FINAL_AMOUNT, D.AWARD),
    ),
    "effective_on": Correctable(
        kind=Kind.DAY,
        exists=_has_effect,
        read=_of_agreement("effective_on"),
        write=lambda d, _, new: _agreement(d, effective_on=_day(new)),
        dependents=(*_WINDOWS, D.FIGURE_PERIOD, *_LIMITATIONS),
    ),
    "paid": Correctable(
        kind=Kind.AMOUNT,
        exists=_has_effect,
        read=_of_agreement("paid"),
        write=lambda d, _, new: _agreement(d, paid=int(new)),
        dependents=(D.FIGURE_PERFORMANCE, D.CLOSING),
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
        dependents=(D.FIGURE_CAUSE, *_LIMITATIONS, D.SAME_MATTER),
    ),
    "claims/*/known_on": Correctable(
        kind=Kind.DAY,
        exists=_has_claim,
        read=_of_claim("known_on"),
        write=_claim("known_on", _day),
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
"""By the field's name, with a star for the number of an item."""
