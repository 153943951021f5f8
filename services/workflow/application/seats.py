"""Brings the bodies whose seats make a court or commission competent for what a command asks."""

from collections.abc import Awaitable, Callable, Iterator
from uuid import UUID

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.guards.competence import inviting_court
from services.workflow.domain.dispute.guards.correctable import kind_of
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.places import took_part
from services.workflow.domain.dispute.parts import Party
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from services.workflow.domain.dispute.stages.handover.referral import OfferReferral
from services.workflow.domain.dispute.stages.intake.intake import (
    RecordDirectFiling,
    RegisterDispute,
)
from services.workflow.domain.dispute.stages.parties.parties import (
    AddParty,
    RecordCancellation,
    SucceedParty,
)
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.dispute.stages.reinforcement.confirmation import ApplyForConfirmation
from services.workflow.domain.dispute.stages.reinforcement.payment_order import ApplyForPaymentOrder
from services.workflow.domain.dispute.stages.reinforcement.review import ApplyForReview
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import Organisation

Load = Callable[[UUID], Awaitable[Organisation]]


def named_places(command: Command) -> Iterator[str]:
    """The regions that a command names beside the dispute's own: domiciles, a connecting place."""
    if isinstance(
        command, ApplyForConfirmation | ApplyForReview | ApplyForPaymentOrder | OfferReferral
    ):
        yield (command.connection and command.connection.region) or ""
    parties: tuple[Party, ...] = ()
    match command:
        case RegisterDispute() | RecordDirectFiling():
            parties = command.parties
        case AddParty():
            parties = (command.party,)
        case SucceedParty():
            parties = (command.successor,)
        case RecordCancellation():
            parties = command.answerable
        case CorrectFact() if kind_of(command.field) in {Kind.REGION, Kind.COUNTY}:
            yield command.new.strip()
    yield from (party.region or "" for party in parties)


async def bring_seats(given: Given, command: Command, dispute: Dispute, load: Load) -> None:
    """Who mediated, who invited, and which commission decided, where the command turns on it."""
    if isinstance(command, ApplyForConfirmation | ApplyForReview):
        given.took_part = tuple([await load(body) for body in took_part(dispute)])
    if isinstance(command, ApplyForConfirmation):
        court = inviting_court(dispute)
        given.seised = await load(court) if court else None
    if isinstance(command, ReportSetAsideFiled) and dispute.commission is not None:
        given.commission = await load(dispute.commission)
