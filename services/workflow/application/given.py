"""Gathers what a decision needs from outside: time, rules, calendar, and the bodies a command names."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.kit.clock import Clock, legal_day
from services.workflow.application.ports import Rulebook
from services.workflow.application.streams import DISPUTE, MEDIATOR, ORGANISATION, Streams
from services.workflow.domain.dispute.arbitration import ReportArbitrationFiled
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.confirmation import ApplyForConfirmation
from services.workflow.domain.dispute.correction import CorrectFact
from services.workflow.domain.dispute.intake import RecordDirectFiling, RegisterDispute
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.matter import MergeMatter
from services.workflow.domain.dispute.mediation import AssignMediator
from services.workflow.domain.dispute.referral import OfferReferral
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import MissingPrerequisite, Unknown
from services.workflow.domain.given import Actor, Given


def named_body(command: Command) -> UUID | None:
    """The organisation that a command names, where it names one."""
    match command:
        case RegisterDispute():
            return command.organisation
        case RecordDirectFiling():
            return command.body
        case ApplyForConfirmation():
            return command.court
        case OfferReferral():
            return command.to
        case ReportArbitrationFiled():
            return command.commission
        case _:
            return None


def named_region(command: Command) -> str:
    """The region that a command names, where it names one."""
    return command.region if isinstance(command, RegisterDispute | RecordDirectFiling) else ""


class Gatherer:
    """Builds the `Given` of a decision."""

    def __init__(self, streams: Streams, clock: Clock, rulebook: Rulebook) -> None:
        self._streams = streams
        self._clock = clock
        self._rulebook = rulebook

    def today(self) -> date:
        """The present day in Asia/Shanghai."""
        return legal_day(self._clock.now())

    def plain(self, move: str, dispute: Dispute, actor: Actor, region: str = "") -> Given:
        """What is known before a command's details are: now, the rules, the calendar."""
        place = dispute.region or region
        now = self._clock.now()
        return Given(
            actor=actor,
            today=legal_day(now),
            occurred_on=legal_day(now),
            occurred_at=now,
            rules=self._rulebook.pack(place),
            calendar=self._rulebook.calendar(place),
            is_binding=not MOVE[move].is_outside_fact,
        )

    async def full(self, command: Command, dispute: Dispute, actor: Actor) -> Given:
        """All that the command needs. Raises Unknown for what it names and does not exist."""
        region = named_region(command)
        given = self.plain(command.move, dispute, actor, region)
        if isinstance(command, CorrectFact) and command.field == "region":
            region = command.new
        if region and not self._rulebook.knows_region(region):
            raise Unknown("unknown_region", region=region)
        _set_time(given, command)
        if (body := named_body(command)) is not None:
            given.organisation, version = await self._streams.refresh(ORGANISATION, body)
            if not version:
                raise Unknown("unknown_organisation", organisation=str(body))
        if isinstance(command, AssignMediator) and command.mediator is not None:
            given.mediator, version = await self._streams.refresh(MEDIATOR, command.mediator)
            if not version:
                raise Unknown("unknown_mediator", mediator=str(command.mediator))
        if isinstance(command, MergeMatter):
            given.leader, version = await self._streams.refresh(DISPUTE, command.leader)
            if not version:
                raise Unknown("unknown_leader", leader=str(command.leader))
        return given


def _set_time(given: Given, command: Command) -> None:
    at, on = command.occurred_at, command.occurred_on
    if at is not None:
        given.occurred_at, given.occurred_on = _utc(at), legal_day(at)
        if on is not None and on != given.occurred_on:
            raise MissingPrerequisite(
                "day_and_instant_differ", occurred_on=on.isoformat(), occurred_at=at.isoformat()
            )
    elif on is not None:
        given.occurred_at, given.occurred_on = None, on


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
