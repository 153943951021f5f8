"""Bodies and mediators: entered by a supervisor or by an import, each a stream of its own."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

import msgspec

from services.kit.clock import Clock
from services.workflow.application.ports import (
    AppendRequest,
    EventStore,
    KeyReused,
    Keyring,
    Receipt,
    Rulebook,
    StateCache,
    StreamWrite,
)
from services.workflow.application.streams import MEDIATOR, ORGANISATION, Aggregate, Streams
from services.workflow.domain import mediator, organisation
from services.workflow.domain.dispute.grants import TABLE
from services.workflow.domain.errors import MissingPrerequisite, NotPermitted, Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata

ORGANISATIONS = UUID("6f1d3a52-5a8e-5b8e-9c41-2a7f0c9e6501")
MEDIATORS = UUID("a3c5b0de-64b1-5d0c-8a3e-77d1f2b46502")
"""Namespaces: a body is known by its code, a mediator by the certificate number."""

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


def organisation_id(code: str) -> UUID:
    """The stream of the body with this code."""
    return uuid5(ORGANISATIONS, code)


def mediator_id(certificate_no: str) -> UUID:
    """The stream of the mediator first entered with this certificate."""
    return uuid5(MEDIATORS, certificate_no)


class OrganisationDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body to be entered."""

    code: Text
    """Its own code; a 片区管委会 has no administrative code."""
    name: Text
    short_name: Text
    """How its case numbers begin, such as 水磨沟华光街."""
    kind: OrganisationKind
    tier: Tier
    region: RegionCode
    parent: UUID | None = None
    is_verified: bool = True
    established_on: date | None = None
    """From when it is on file; today where not given."""


class AreaDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The townships and villages that are a body's area from a day on."""

    regions: Annotated[tuple[RegionCode, ...], msgspec.Meta(max_length=10_000)]
    from_on: date


class LegalBasisDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether 调解仲裁法 art. 10 names a body, from a day on, and by which text."""

    is_article_10: bool
    basis: Text
    from_on: date


class MediatorDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mediator to be entered in the roster."""

    name: Text
    certificate_no: Text
    valid_from: date
    valid_until: date
    """Last day on which the certificate is valid."""
    organisations: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1)]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Who enters it, and the key under which a repeat gets the first answer."""

    actor: Actor
    key: UUID
    request_hash: bytes


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """The stream that was written, its version and the log position."""

    id: UUID
    version: int
    position: int


class Registry:
    """Takes entries about bodies and mediators. Supervisors enter for their own region."""

    def __init__(
        self,
        store: EventStore,
        keyring: Keyring,
        cache: StateCache,
        clock: Clock,
        rulebook: Rulebook,
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._clock = clock
        self._rulebook = rulebook
        self._streams = Streams(store, cache)

    async def register_organisation(self, details: OrganisationDetails, entry: Entry) -> Entered:
        """Raises NotPermitted, Unknown for a region that is none, AlreadyExists."""
        _require_permitted("register_organisation", entry.actor, details.region)
        self._require_regions((details.region,))
        event = organisation.OrganisationRegistered(
            occurred_on=details.established_on or self._clock.today(),
            code=details.code,
            name=details.name,
            short_name=details.short_name,
            kind=details.kind,
            tier=details.tier,
            region=details.region,
            parent=details.parent,
            is_verified=details.is_verified,
        )
        return await self._enter(
            ORGANISATION,
            organisation_id(details.code),
            lambda state: organisation.register(event, state),
            entry,
            details.region,
        )

    async def set_area(self, body: UUID, details: AreaDetails, entry: Entry) -> Entered:
        """Raises Unknown for a body or region that is none, NotPermitted."""
        self._require_regions(details.regions)
        region = await self._region_of(body, "set_area", entry.actor)
        return await self._enter(
            ORGANISATION,
            body,
            lambda state: organisation.set_area(details.regions, state, details.from_on),
            entry,
            region,
        )

    async def record_legal_basis(
        self, body: UUID, details: LegalBasisDetails, entry: Entry
    ) -> Entered:
        """Raises Unknown for a body that is none, NotPermitted."""
        event = organisation.LegalBasisRecorded(
            occurred_on=details.from_on,
            is_article_10=details.is_article_10,
            basis=details.basis,
        )
        region = await self._region_of(body, "record_legal_basis", entry.actor)
        return await self._enter(ORGANISATION, body, lambda _: (event,), entry, region)

    async def register_mediator(self, details: MediatorDetails, entry: Entry) -> Entered:
        """Raises Unknown for an organisation that is none, NotPermitted, AlreadyExists."""
        if details.valid_until < details.valid_from:
            raise MissingPrerequisite("certificate_ends_before_it_begins")
        regions = [
            await self._region_of(body, "register_mediator", entry.actor)
            for body in details.organisations
        ]
        stream = mediator_id(details.certificate_no)
        _, version = await self._streams.refresh(MEDIATOR, stream)
        # A known mediator is refused below; no second key is made for one.
        person = stream if version else await self._keyring.person_for(None)
        event = mediator.MediatorRegistered(
            occurred_on=details.valid_from,
            name=await self._keyring.seal(person, stream, "name", details.name),
            certificate_no=details.certificate_no,
            valid_from=details.valid_from,
            valid_until=details.valid_until,
            organisations=details.organisations,
        )
        return await self._enter(
            MEDIATOR, stream, lambda state: mediator.register(event, state), entry, regions[0]
        )

    async def _enter(
        self,
        aggregate: Aggregate,
        stream: UUID,
        decide: Callable[[Any], tuple[Any, ...]],
        entry: Entry,
        region: str,
    ) -> Entered:
        async with self._streams.one_at_a_time(stream):
            if (found := await self._store.find_receipt(entry.key)) is not None:
                if found[0] != entry.request_hash:
                    raise KeyReused(entry.key)
                return _entered(found[1])
            state, version = await self._streams.refresh(aggregate, stream)
            events = decide(state)
            if not events:
                return Entered(id=stream, version=version, position=await self._store.head())
            answer = Entered(id=stream, version=version + len(events), position=0)
            meta = self._metadata(entry, region)
            written = tuple(codec.encode(event, meta) for event in events)
            receipt = await self._store.append(
                AppendRequest(
                    key=entry.key,
                    request_hash=entry.request_hash,
                    answer=msgspec.json.encode(answer),
                    subject=stream,
                    writes=(StreamWrite(stream, version, written),),
                )
            )
            return _entered(receipt)

    async def _region_of(self, body: UUID, act: str, actor: Actor) -> str:
        state, version = await self._streams.refresh(ORGANISATION, body)
        if not version:
            raise Unknown("unknown_organisation", organisation=str(body))
        _require_permitted(act, actor, state.region)
        region: str = state.region
        return region

    def _require_regions(self, codes: tuple[RegionCode, ...]) -> None:
        for code in codes:
            if not self._rulebook.knows_region(code):
                raise Unknown("unknown_region", region=code)

    def _metadata(self, entry: Entry, region: str) -> Metadata:
        actor = entry.actor
        return Metadata(
            actor=actor.account,
            role=actor.role.value,
            organisation=actor.organisation,
            on_behalf_of=actor.on_behalf_of,
            command_id=entry.key,
            correlation_id=entry.key,
            rule_pack=self._rulebook.pack(region).version,
            calendar=self._rulebook.calendar(region).version,
        )


def _require_permitted(act: str, actor: Actor, region: str) -> None:
    """By the table of permissions: for a region of the caller's own."""
    if actor.role is Role.SYSTEM:
        return
    if actor.role not in TABLE[act] or not region.startswith(actor.region or "-"):
        raise NotPermitted("registry_not_permitted", role=actor.role.value, region=region)


def _entered(receipt: Receipt) -> Entered:
    answer = msgspec.json.decode(receipt.answer, type=Entered)
    return msgspec.structs.replace(answer, position=receipt.position)
