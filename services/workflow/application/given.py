"""Gathers what a decision needs from outside: time, rules, calendar, and the bodies a command names."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.kit.clock import Clock, legal_day
from services.workflow.application.confidence import known_to, talks_of
from services.workflow.application.ports import FRESH_SECONDS, Rulebook
from services.workflow.application.same_matter import NO_MATTERS, Matters
from services.workflow.application.seats import bring_seats, named_places
from services.workflow.application.streams import (
    DISPUTE,
    MEDIATOR,
    ORGANISATION,
    TASKS,
    Streams,
)
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.permissions import may_read
from services.workflow.domain.dispute.records import SAME_MATTER
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AmendAgreement,
    AnnulAgreement,
    RecordTerms,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationFiled,
    ReportArbitrationNotAccepted,
)
from services.workflow.domain.dispute.stages.arbitration.hearings import (
    ReportArbitrationTransferred,
)
from services.workflow.domain.dispute.stages.court.enforcement import ReportEnforcementApplied
from services.workflow.domain.dispute.stages.court.litigation import ReportLitigationFiled
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from services.workflow.domain.dispute.stages.handover.mandate import (
    ReportMediationDelegated,
    ReportMediationEntrusted,
    ReportMediationSuggested,
)
from services.workflow.domain.dispute.stages.handover.referral import OfferReferral
from services.workflow.domain.dispute.stages.intake.claims import SplitClaims
from services.workflow.domain.dispute.stages.intake.intake import (
    RecordDirectFiling,
    RegisterDispute,
)
from services.workflow.domain.dispute.stages.mediation.assignment import (
    ArrangeCover,
    AssignMediator,
    DiscloseConflict,
)
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from services.workflow.domain.dispute.stages.record.matter import (
    LinkMatter,
    MarkDistinct,
    MergeMatter,
)
from services.workflow.domain.dispute.stages.reinforcement.confirmation import ApplyForConfirmation
from services.workflow.domain.dispute.stages.reinforcement.payment_order import ApplyForPaymentOrder
from services.workflow.domain.dispute.stages.reinforcement.review import ApplyForReview
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import MEDIATING
from services.workflow.domain.errors import MissingPrerequisite, Unknown
from services.workflow.domain.given import Actor, Given
from services.workflow.domain.legal import RulePack
from services.workflow.domain.organisation import Organisation
from services.workflow.domain.privileged import Talks, privileged_id
from services.workflow.domain.tasks import claimed_and_open, tasks_id

_ASK_THE_HANDLER = (
    SplitClaims, RecordTerms, AmendAgreement, ApplyForPaymentOrder, ReportLitigationFiled,
)  # fmt: skip
"""Commands whose decision asks what the dispute's own mediation organisation is."""
_NAMING: dict[tuple[type[Command], ...], str] = {
    (RegisterDispute, ReportMediationSuggested, ReportMediationEntrusted): "organisation",
    (RecordDirectFiling,): "body",
    (ApplyForConfirmation, ApplyForPaymentOrder, ReportMediationDelegated): "court",
    (ReportLitigationFiled, ReportSetAsideFiled, ReportEnforcementApplied): "court",
    (AnnulAgreement,): "court",
    (ApplyForReview, ReportArbitrationFiled, ReportArbitrationTransferred): "commission",
    (ReportArbitrationNotAccepted,): "competent",
    (OfferReferral,): "to",
}
"""The field in which a command names the body that it is about."""


def named_body(command: Command) -> UUID | None:
    """The organisation that a command names, where it names one."""
    for kinds, field in _NAMING.items():
        if isinstance(command, kinds):
            named: UUID | None = getattr(command, field)
            return named
    return None


def named_region(command: Command) -> str:
    """The region that a command names, where it names one."""
    return command.region if isinstance(command, RegisterDispute | RecordDirectFiling) else ""


def named_mediator(command: Command) -> UUID | None:
    """The mediator that a command names, where it names one."""
    match command:
        case AssignMediator() | DiscloseConflict() | ArrangeCover():
            return command.mediator
        case _:
            return None


class Gatherer:
    """Builds the `Given` of a decision."""

    def __init__(
        self,
        streams: Streams,
        clock: Clock,
        rulebook: Rulebook,
        matters: Matters = NO_MATTERS,
    ) -> None:
        self._streams = streams
        self._clock = clock
        self._rulebook = rulebook
        self._matters = matters

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
            place_name=self._rulebook.region_name,
            wages=self._rulebook.wages(),
            is_binding=not MOVE[move].is_outside_fact,
        )

    async def of_today(self, dispute: Dispute, actor: Actor) -> Given:
        """Today, the calendar, and the rules of the dispute's region and kind of organisation."""
        now = self._clock.now()
        rules = self._rulebook.pack(dispute.region)
        if dispute.organisation is not None:
            rules = await self.rules_of(dispute.organisation, dispute.region)
        return Given(
            actor=actor,
            today=legal_day(now),
            occurred_on=legal_day(now),
            occurred_at=now,
            rules=rules,
            calendar=self._rulebook.calendar(dispute.region),
            wages=self._rulebook.wages(),
        )

    async def refresh_calendars(self) -> None:
        """Know the holiday notices that were entered till now. Raises StoreUnavailable."""
        await self._rulebook.refresh(FRESH_SECONDS)

    async def full(self, command: Command, dispute: Dispute, actor: Actor) -> Given:
        """All that the command needs. Raises Unknown for what it names and does not exist."""
        await self.refresh_calendars()
        region = named_region(command)
        given = self.plain(command.move, dispute, actor, region)
        for code in (region, *named_places(command)):
            if code and not self._rulebook.knows_region(code):
                raise Unknown("unknown_region", region=code)
        _set_time(given, command)
        await self._bring_bodies(given, command, dispute)
        if dispute.organisation is not None:
            given.rules = await self.rules_of(dispute.organisation, dispute.region)
        if (person := named_mediator(command)) is not None:
            given.mediator, version = await self._streams.refresh(MEDIATOR, person)
            if not version:
                raise Unknown("unknown_mediator", mediator=str(person))
            given.earlier_in_matter = await self._earlier_in_matter(dispute)
        if command.is_privileged and dispute.id is not None:
            given.talks = await self._talks(dispute.id, actor)
        if isinstance(command, LinkMatter | MergeMatter | MarkDistinct):
            await self._bring_other(given, command.other, actor)
        if isinstance(command, CloseDispute) and dispute.id is not None:
            await self._bring_tasks(given, dispute)
        if isinstance(command, MergeMatter) and dispute.id is not None:
            given.has_followers = await self._matters.has_followers(dispute.id)
        return given

    async def _talks(self, dispute_id: UUID, actor: Actor) -> Talks:
        """Of what is said in confidence: what this caller may know of."""
        stream = privileged_id(dispute_id)
        entries = await self._streams.recorded(stream)
        known = known_to(actor, entries, await self._streams.recorded(dispute_id))
        return talks_of(entries, known, stream)

    async def rules_of(self, organisation: UUID, region: str) -> RulePack:
        """The rules of the region and of the kind of organisation that mediates."""
        known, _ = await self._streams.load(ORGANISATION, organisation)
        return self._rulebook.pack(region, known.kind.value)

    async def _bring_tasks(self, given: Given, dispute: Dispute) -> None:
        """Tasks that somebody still has in hand; nobody may claim one before the decision is stored."""
        assert dispute.id is not None
        desk, given.tasks_version = await self._streams.refresh(TASKS, tasks_id(dispute.id))
        basis = Basis(rules=given.rules, calendar=given.calendar, today=given.today)
        in_hand = claimed_and_open(desk, dispute, basis)
        given.claimed_tasks = tuple(one.deadline.rule for one in in_hand)

    async def _bring_other(self, given: Given, other: UUID, actor: Actor) -> None:
        """The other dispute; one that the caller may not read is as good as none."""
        given.leader, version = await self._streams.refresh(DISPUTE, other)
        if not version or not may_read(actor, given.leader):
            raise Unknown("unknown_leader", leader=str(other))
        given.leader_version = version

    async def _bring_bodies(self, given: Given, command: Command, dispute: Dispute) -> None:
        """The bodies that the command names, and the dispute's own where it is asked for."""
        if (body := named_body(command)) is not None:
            given.organisation = await self._organisation(body)
        if isinstance(command, RegisterDispute) and command.seised_body is not None:
            given.seised = await self._organisation(command.seised_body)
        if isinstance(command, ReportMediationDelegated):
            given.handler = await self._organisation(command.organisation)
        elif isinstance(command, _ASK_THE_HANDLER) and dispute.organisation is not None:
            given.handler = await self._organisation(dispute.organisation)
        await bring_seats(given, command, dispute, self._organisation)

    async def _organisation(self, body: UUID) -> Organisation:
        organisation, version = await self._streams.refresh(ORGANISATION, body)
        if not version:
            raise Unknown("unknown_organisation", organisation=str(body))
        found: Organisation = organisation
        return found

    async def _earlier_in_matter(self, dispute: Dispute) -> frozenset[UUID]:
        """Who mediated, and no longer does, a dispute merged with this one or split off from it."""
        found: set[UUID] = set()
        for related in dispute.related:
            if related.decision in SAME_MATTER:
                other, _ = await self._streams.refresh(DISPUTE, related.other)
                found.update(other.earlier_mediators)
                if other.mediator is not None and other.state not in MEDIATING:
                    found.add(other.mediator)
        return frozenset(found)


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
