"""What was asked of courts and commissions to make agreements enforceable, and what they said.

Each application keeps the organisation and mediator who made the agreement: a refusal goes back
to them.
"""

from datetime import date
from uuid import UUID

import msgspec

from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Dispute, dispute_parts
from services.workflow.recorded.views import dispute_events as e


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """Who made a version of the agreement."""

    version: int
    organisation: UUID | None
    mediator: UUID | None


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """One application for confirmation, review or a payment order; `key` is its number."""

    key: str
    kind: dispute_parts.ReinforcementKind
    version: int
    """Of the agreement."""
    body: UUID
    """The court or commission."""
    on: date
    """Day of the application."""
    is_open: bool
    number: str = ""
    """Of the ruling, statement or order; before it that of the docket."""
    result: dispute_parts.ReinforcementResult | None = None
    """The last answer: a grant that was annulled later is annulled."""
    ground: str = ""
    """Code of the ground, where the body gave one."""
    answered_on: date | None = None
    granted_on: date | None = None
    organisation: UUID | None = None
    """Whose agreement it is."""
    mediator: UUID | None = None


def made(known: tuple[Made, ...], dispute: Dispute, recorded: Recorded) -> tuple[Made, ...]:
    """Who made each version that took effect."""
    event = recorded.event
    if not isinstance(event, e.AgreementTookEffect):
        return known
    maker = Made(
        version=event.version, organisation=dispute.organisation, mediator=dispute.mediator
    )
    return (*(one for one in known if one.version != event.version), maker)


_APPLYING = frozenset({e.ConfirmationApplied, e.ReviewApplied, e.PaymentOrderApplied})


def after(
    applications: tuple[Application, ...],
    makers: tuple[Made, ...],
    before: Dispute,
    dispute: Dispute,
    recorded: Recorded,
) -> tuple[Application, ...]:
    """The applications after an event, given the dispute before it and the one it has made."""
    if isinstance(recorded.event, e.ConfirmationApplied | e.ReviewApplied | e.PaymentOrderApplied):
        return (*applications, _applied(len(applications) + 1, makers, dispute))
    if not applications:
        return applications
    *earlier, last = applications
    answers = dispute.past_reinforcements[len(before.past_reinforcements) :]
    slot = dispute.reinforcement
    if slot is not None:
        last = msgspec.structs.replace(last, number=slot.ruling_number or slot.docket_number)
    elif last.is_open:
        # Answered below, or gone with the agreement.
        last = msgspec.structs.replace(last, is_open=False)
    for answer in answers:
        is_granted = answer.result is dispute_parts.ReinforcementResult.GRANTED
        last = msgspec.structs.replace(
            last,
            is_open=False,
            result=answer.result,
            ground=answer.ground,
            answered_on=answer.on,
            granted_on=answer.on if is_granted else last.granted_on,
        )
    return (*earlier, last)


def _applied(no: int, makers: tuple[Made, ...], dispute: Dispute) -> Application:
    slot = dispute.reinforcement
    assert slot is not None
    maker = next((one for one in makers if one.version == slot.version), None)
    return Application(
        key=str(no),
        kind=slot.kind,
        version=slot.version,
        body=slot.body,
        on=slot.applied_on,
        is_open=True,
        organisation=maker.organisation if maker else dispute.organisation,
        mediator=maker.mediator if maker else dispute.mediator,
    )
