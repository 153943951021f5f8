"""What the right day of a payment makes of the interruptions of limitation."""

from datetime import date
from itertools import chain

from services.workflow.domain.dispute.folds.registry import replace
from services.workflow.domain.dispute.parts import InterruptionCause
from services.workflow.domain.dispute.records import Agreement, LimitationBreak

_PAID = InterruptionCause.AGREEMENT_PERFORMED_IN_PART
Breaks = tuple[LimitationBreak, ...]


def paid_on_another_day(breaks: Breaks, before: Agreement, payment: int, now: date) -> Breaks:
    """That of this payment is on the right day; one that another act made as well stays too."""
    if not 0 < payment <= len(before.payments):
        return breaks
    was = before.payments[payment - 1][0]
    claims = before.claims_filled_by(payment)
    if before.terms and not claims:
        return breaks
    of_day = [one for one in breaks if one.cause is _PAID and one.on == was]
    # Without terms, or where the sum paid was put right since, the claims are those on record.
    own = [one for one in of_day if one.claims == claims] or of_day
    moved = (_moved(one, breaks, before, payment, now) if one in own else (one,) for one in breaks)
    return tuple(dict.fromkeys(chain.from_iterable(moved)))


def _moved(
    one: LimitationBreak, breaks: Breaks, before: Agreement, payment: int, now: date
) -> Breaks:
    right = replace(one, on=now)
    paid = [
        (no, day, before.claims_filled_by(no) if before.terms else one.claims)
        for no, (day, _, _) in enumerate(before.payments, start=1)
    ]
    is_paid_again = any(
        no != payment and (day, claims) == (one.on, one.claims) for no, day, claims in paid
    )
    known = {(day, claims) for _, day, claims in paid}
    stays = is_paid_again or _is_of_duty(one, breaks, before, known)
    return (one, right) if stays else (right,)


def _is_of_duty(
    one: LimitationBreak,
    breaks: Breaks,
    before: Agreement,
    paid: set[tuple[date, tuple[int, ...]]],
) -> bool:
    """Whether a duty in words for the same claim was performed, and on no day but those of payments."""
    if one.claims not in {(claim,) for claim in before.duties_performed}:
        return False
    days = [known.on for known in breaks if known.cause is _PAID and known.claims == one.claims]
    return all((day, one.claims) in paid for day in days)
