"""What figures know of applications for judicial confirmation: each with its answer and its proof."""

from datetime import date
from uuid import UUID

import msgspec

from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import dispute_events as e
from services.workflow.recorded.views import dispute_parts as p

R = p.ReinforcementResult
replace = msgspec.structs.replace


class Confirmation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One joint application."""

    applied_on: date
    organisation: UUID | None
    """Whose agreement it is about."""
    positions: tuple[int, ...]
    """Of the application, the answer, and the ruling that took a grant away again."""
    answered_on: date | None = None
    """Day of the first answer: an annulment later changes what it was, not when."""
    result: p.ReinforcementResult | None = None
    ground: str = ""


Confirmations = tuple[Confirmation, ...]
_ANSWERS: dict[type, p.ReinforcementResult] = {
    e.ConfirmationNotAccepted: R.NOT_ACCEPTED,
    e.ConfirmationRefused: R.REFUSED,
    e.ConfirmationWithdrawn: R.WITHDRAWN,
    e.ConfirmationDeemedWithdrawn: R.DEEMED_WITHDRAWN,
    e.ConfirmationGranted: R.GRANTED,
}


def after(known: Confirmations, organisation: UUID | None, recorded: Recorded) -> Confirmations:
    """The applications after an event; the same object for one that is about none."""
    event, place = recorded.event, (recorded.position,)
    if type(event) is e.ConfirmationApplied:
        applied = Confirmation(
            applied_on=event.occurred_on, organisation=organisation, positions=place
        )
        return (*known, applied)
    if not known:
        return known
    *earlier, last = known
    if (result := _ANSWERS.get(type(event))) is not None:
        answered = replace(
            last,
            positions=last.positions + place,
            answered_on=event.occurred_on,
            result=result,
            ground=str(getattr(event, "ground", "")),
        )
        return (*earlier, answered)
    if isinstance(event, e.ConfirmationAnnulled):
        extent, positions = event.extent.value, last.positions + place
        annulled = replace(last, positions=positions, result=R.ANNULLED, ground=extent)
        return (*earlier, annulled)
    return known
