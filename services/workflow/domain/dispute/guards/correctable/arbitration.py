"""Days of the cases before commissions, by number in the order of their filing, and of their awards."""

from datetime import date
from typing import Any

from services.workflow.domain.dispute.guards.correctable.correctable import (
    Correctable,
    Record,
    at,
    replace,
    same,
    with_item,
)
from services.workflow.domain.dispute.guards.correctable.mediation import end_of
from services.workflow.domain.dispute.guards.dependents import (
    IN_ARBITRATION,
    LIMITATIONS,
    OF_AN_AWARD,
    Dependent,
)
from services.workflow.domain.dispute.parts import Instrument, InterruptionCause
from services.workflow.domain.dispute.records import Arbitration, Award
from services.workflow.domain.dispute.state import Dispute

D = Dependent


def _cases(dispute: Dispute) -> tuple[Arbitration, ...]:
    return (*dispute.past_arbitrations, *((dispute.arbitration,) if dispute.arbitration else ()))


def _put(dispute: Dispute, case: Arbitration, no: int) -> Dispute:
    """What the same act told moves with it: the decision with acceptance, the end with the award."""
    was: Arbitration = _cases(dispute)[no - 1]
    moved = replace(
        case,
        decided_on=same(case.decided_on, was.accepted_on, case.accepted_on)
        if was.accepted_on
        else case.decided_on,
    )
    *past, current = with_item(_cases(dispute), no, moved)
    return replace(dispute, past_arbitrations=tuple(past), arbitration=current)


CASE = Record(get=lambda d, no: at(_cases(d), no), put=_put)


def _of(name: str) -> Any:
    return lambda dispute, no, *_more: getattr(CASE.get(dispute, no), name)


def _decided_on(dispute: Dispute, no: int) -> date | None:
    case: Arbitration = CASE.get(dispute, no)
    return case.decided_on or case.ended_on


def _over_on(dispute: Dispute, no: int, *_more: int) -> date | None:
    case: Arbitration = CASE.get(dispute, no)
    return case.award.issued_on if case.award else case.ended_on


def _begun_on(dispute: Dispute, no: int, *_more: int) -> date | None:
    case: Arbitration = CASE.get(dispute, no)
    return case.accepted_on or case.filed_on


def _was_refused(dispute: Dispute, no: int) -> bool:
    case = CASE.get(dispute, no)
    return case is not None and case.is_refused and case.accepted_on is None


def _refused(dispute: Dispute, new: str, no: int) -> Dispute:
    """The commission was done with it on the same day."""
    was = CASE.get(dispute, no)
    decided_on = date.fromisoformat(new)
    ended_on = same(was.ended_on, was.decided_on, decided_on)
    return CASE.put(dispute, replace(was, decided_on=decided_on, ended_on=ended_on), no)


def _left(dispute: Dispute, no: int) -> bool:
    case = CASE.get(dispute, no)
    return case is not None and case.award is None and not case.is_refused


# Stays and hearings of a case: the second number is theirs


def _put_stay(dispute: Dispute, pair: tuple[date, date], no: int, stay: int) -> Dispute:
    case = CASE.get(dispute, no)
    return CASE.put(dispute, replace(case, stays=with_item(case.stays, stay, pair)), no)


def _stay(dispute: Dispute, no: int, stay: int) -> Any:
    case = CASE.get(dispute, no)
    return at(case.stays, stay) if case else None


_STAY = Record(get=_stay, put=_put_stay)

# The award of a case


def _award(dispute: Dispute, no: int) -> Award | None:
    case = CASE.get(dispute, no)
    award: Award | None = case.award if case else None
    return award


def _put_award(dispute: Dispute, award: Award, no: int) -> Dispute:
    """With the award the case ended; a title that has been one since that day is so since this one."""
    case, title = CASE.get(dispute, no), dispute.title
    was = case.award.issued_on
    ended_on = same(case.ended_on, was, award.issued_on)
    put = CASE.put(dispute, replace(case, award=award, ended_on=ended_on), no)
    if title is None or title.instrument is not Instrument.AWARD:
        return put
    return replace(put, title=replace(title, on=same(title.on, was, award.issued_on)))


_AWARD = Record(get=_award, put=_put_award)


def _issued_on(dispute: Dispute, no: int, *_party: int) -> date | None:
    award = _award(dispute, no)
    return award.issued_on if award else None


def _first_served_on(dispute: Dispute, no: int) -> date | None:
    award = _award(dispute, no)
    return min((on for _, on in award.served), default=None) if award else None


def _not_enforced_on(dispute: Dispute, no: int, _party: int) -> date | None:
    award = _award(dispute, no)
    return award.refused_on if award else None


ARBITRATION: dict[str, Correctable] = {
    "arbitrations/*/filed_on": CASE.day(
        "filed_on",
        dependents=(D.ARBITRAL_ACCEPTANCE, D.RECEIPT_PERIOD, *LIMITATIONS),
        precedes=_decided_on,
        interruption=InterruptionCause.ARBITRATION_FILED,
    ),
    "arbitrations/*/deferral_ended_on": CASE.day(
        "deferred_until", dependents=(D.ARBITRAL_ACCEPTANCE,), follows=_of("filed_on")
    ),
    "arbitrations/*/accepted_on": CASE.day(
        "accepted_on",
        dependents=(D.ARBITRAL_ACCEPTANCE, *IN_ARBITRATION),
        follows=_of("filed_on"),
        precedes=_over_on,
    ),
    "arbitrations/*/not_accepted_on": replace(
        CASE.day(
            "decided_on",
            dependents=(D.ARBITRAL_ACCEPTANCE, *LIMITATIONS),
            follows=_of("filed_on"),
            interruption=InterruptionCause.PROCEEDINGS_ENDED,
        ),
        exists=_was_refused,
        write=_refused,
    ),
    "arbitrations/*/panel_formed_on": CASE.day(
        "panel_formed_on", dependents=(D.TRIBUNAL,), follows=_of("accepted_on")
    ),
    "arbitrations/*/hearings/*/listed_on": CASE.of_party(
        "listed", dependents=(D.HEARING_NOTICE, D.TRIBUNAL), follows=_begun_on
    ),
    "arbitrations/*/stayed_on": CASE.day(
        "stayed_on", dependents=(D.AWARD_PERIOD,), follows=_begun_on
    ),
    "arbitrations/*/stays/*/first_on": end_of(_STAY, 0, dependents=(D.AWARD_PERIOD,)),
    "arbitrations/*/stays/*/last_on": end_of(_STAY, 1, dependents=(D.AWARD_PERIOD,)),
    "arbitrations/*/ended_on": replace(
        CASE.day(
            "ended_on",
            dependents=(*IN_ARBITRATION, *LIMITATIONS),
            follows=_begun_on,
            interruption=InterruptionCause.PROCEEDINGS_ENDED,
        ),
        exists=_left,
    ),
    "arbitrations/*/award_issued_on": _AWARD.day(
        "issued_on",
        dependents=(D.AWARD_PERIOD, *OF_AN_AWARD, D.ENFORCEMENT),
        follows=_begun_on,
        precedes=_first_served_on,
    ),
    "arbitrations/*/parties/*/award_served_on": _AWARD.of_party(
        "served", dependents=OF_AN_AWARD, follows=_issued_on
    ),
    "arbitrations/*/enforcement_refused_on": _AWARD.day(
        "refused_on", dependents=(*OF_AN_AWARD, D.AFTER_REFUSAL), follows=_issued_on
    ),
    "arbitrations/*/parties/*/refusal_served_on": _AWARD.of_party(
        "refusal_served", dependents=(D.AFTER_REFUSAL,), follows=_not_enforced_on
    ),
}
