"""Days before the body that makes an agreement enforceable: confirmation, review, payment order."""

from datetime import date

from services.workflow.domain.dispute.guards.correctable.correctable import (
    Correctable,
    Record,
    at,
    day,
    plain,
    replace,
    same,
    with_item,
)
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import (
    IN_CONFIRMATION,
    IN_ORDER,
    IN_REVIEW,
    LIMITATIONS,
    WINDOWS,
    Dependent,
)
from services.workflow.domain.dispute.parts import InterruptionCause, Served
from services.workflow.domain.dispute.records import Objection, PastReinforcement
from services.workflow.domain.dispute.state import Dispute

D = Dependent

_SLOT = plain("reinforcement")


def _applied_on(dispute: Dispute, *_nos: int) -> date | None:
    return dispute.reinforcement.applied_on if dispute.reinforcement else None


def _docketed_on(dispute: Dispute) -> date | None:
    slot = dispute.reinforcement
    return slot.docketed_on or slot.applied_on if slot else None


def _taken_up_on(dispute: Dispute) -> date | None:
    slot = dispute.reinforcement
    return slot.docketed_on or slot.decided_on if slot else None


def _decided_on(dispute: Dispute, *_nos: int) -> date | None:
    return dispute.reinforcement.decided_on if dispute.reinforcement else None


def _decided(dispute: Dispute, new: str) -> Dispute:
    """The title is of the same day, and so is the use of the slot that came to it."""
    was, title = _decided_on(dispute), dispute.title
    assert dispute.reinforcement is not None
    past = tuple(
        replace(one, on=same(one.on, was, day(new))) for one in dispute.past_reinforcements
    )
    return replace(
        dispute,
        reinforcement=replace(dispute.reinforcement, decided_on=day(new)),
        title=replace(title, on=same(title.on, was, day(new))) if title else None,
        past_reinforcements=past,
    )


# Who received the ruling, the statement or the order


def _served_on(dispute: Dispute, party: int) -> date | None:
    served = dispute.reinforcement.served if dispute.reinforcement else ()
    return next((one.on for one in served if one.party == party), None)


def _write_served_on(dispute: Dispute, new: str, party: int) -> Dispute:
    assert dispute.reinforcement is not None
    served = tuple(
        Served(party=party, on=date.fromisoformat(new)) if one.party == party else one
        for one in dispute.reinforcement.served
    )
    return _SLOT.put(dispute, replace(dispute.reinforcement, served=served))


def _made_on(dispute: Dispute, _party: int) -> date | None:
    slot = dispute.reinforcement
    assert slot is not None
    return slot.issued_on or slot.docketed_on or slot.applied_on


# Objections, and uses of the slot that ended, by number


def _put_objection(dispute: Dispute, one: Objection, no: int) -> Dispute:
    assert dispute.reinforcement is not None
    objections = with_item(dispute.reinforcement.objections, no, one)
    return _SLOT.put(dispute, replace(dispute.reinforcement, objections=objections))


_OBJECTION = Record(
    get=lambda d, no: at(d.reinforcement.objections, no) if d.reinforcement else None,
    put=_put_objection,
)


def _put_past(dispute: Dispute, one: PastReinforcement, no: int) -> Dispute:
    return replace(dispute, past_reinforcements=with_item(dispute.past_reinforcements, no, one))


_PAST = Record(get=lambda d, no: at(d.past_reinforcements, no), put=_put_past)

REINFORCEMENT: dict[str, Correctable] = {
    "reinforcement_applied_on": _SLOT.day(
        "applied_on",
        dependents=(*WINDOWS, *IN_CONFIRMATION, *IN_REVIEW, *IN_ORDER, *LIMITATIONS),
        follows=lambda d: d.effective_agreement.effective_on if d.effective_agreement else None,
        precedes=_taken_up_on,
        interruption=InterruptionCause.PAYMENT_ORDER_APPLIED,
    ),
    "reinforcement_excused_on": _SLOT.day("excused_on", dependents=WINDOWS),
    "reinforcement_docketed_on": _SLOT.day(
        "docketed_on",
        dependents=(*IN_CONFIRMATION, *IN_REVIEW, *IN_ORDER),
        follows=_applied_on,
        precedes=_decided_on,
    ),
    "payment_order_issued_on": _SLOT.day(
        "issued_on", dependents=IN_ORDER, follows=_docketed_on, precedes=_decided_on
    ),
    "reinforcement_decided_on": Correctable(
        kind=Kind.DAY,
        exists=lambda d: d.reinforcement is not None,
        read=_decided_on,
        write=_decided,
        dependents=(*IN_CONFIRMATION, *IN_REVIEW, *IN_ORDER, D.ENFORCEMENT),
        follows=_docketed_on,
    ),
    "parties/*/reinforcement_served_on": Correctable(
        kind=Kind.DAY,
        exists=lambda d, party: _served_on(d, party) is not None,
        read=_served_on,
        write=_write_served_on,
        dependents=(D.OBJECTION, D.STATEMENT, D.ORDER_SERVICE, D.ORDER_OBJECTION, D.ENFORCEMENT),
        follows=_made_on,
    ),
    "objections/*/objected_on": _OBJECTION.day("on", dependents=(D.OBJECTION,)),
    "objections/*/received_on": _OBJECTION.day("start_on", dependents=(D.OBJECTION,)),
    "past_reinforcements/*/ended_on": _PAST.day(
        "on", dependents=(*WINDOWS, *LIMITATIONS), interruption=InterruptionCause.PROCEEDINGS_ENDED
    ),
    "past_reinforcements/*/ruling_received_on": _PAST.day(
        "ruling_received_on", dependents=(D.NO_SUIT,)
    ),
}
