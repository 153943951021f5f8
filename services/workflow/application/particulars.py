"""Seals who somebody is: names, documents and telephones, each under the person's own key."""

import unicodedata
from collections.abc import Iterable
from uuid import UUID

import msgspec

from services.workflow.application.ports import Keyring
from services.workflow.application.requests import Particulars, PartyDetails
from services.workflow.application.sealing import subject
from services.workflow.domain.dispute.parts import Party, PartyKind, Side
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Actor
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed


class Sealing(msgspec.Struct, frozen=True):
    """Where what a request says is sealed: its dispute, on whose stream the boxes open."""

    dispute_id: UUID
    dispute: Dispute
    actor: Actor
    keyring: Keyring

    async def parties(self, details: Iterable[PartyDetails]) -> tuple[Party, ...]:
        """The parties of a registration, numbered from 1."""
        numbered = enumerate(details, start=1)
        return tuple([await self.party(no, one, one.side, one.kind) for no, one in numbered])

    async def party(self, no: int, details: Particulars, side: Side, kind: PartyKind) -> Party:
        """One party: an employer in clear, a person sealed; an employer may be a person."""
        name, county = normalised(details.name), _county(details.region)
        if kind is PartyKind.EMPLOYER and details.document is None:
            return Party(no=no, side=side, kind=kind, name=name, uscc=details.uscc, region=county)
        number = details.document.number if details.document else None
        person = await self.keyring.person_for(number)
        await self.keyring.index_name(person, name)
        kind_and_number = f"{details.document.type}:{number}" if details.document else None
        return Party(
            no=no,
            side=side,
            kind=kind,
            name=await self.keyring.seal(person, self.dispute_id, f"party/{no}/name", name),
            document=await self.value(person, f"party/{no}/document", kind_and_number),
            phone=await self.value(person, f"party/{no}/phone", details.phone),
            uscc=details.uscc,
            region=county,
        )

    async def value(self, person: UUID, label: str, text: str | None) -> Sealed | None:
        """A value of the person; none where nothing is said."""
        if text is None:
            return None
        return await self.keyring.seal(person, self.dispute_id, label, text)

    async def about(
        self, text: str | None, label: str, parties: tuple[Party, ...] = ()
    ) -> Sealed | None:
        """Free text, under the key of the person it is most likely about."""
        person = subject(parties or self.dispute.parties, self.dispute_id)
        return await self.value(person, label, text)

    async def written(self, text: str, label: str) -> Sealed | str:
        """Free text that may be blank."""
        return (await self.about(text.strip(), label) or "") if text.strip() else ""


def _county(region: RegionCode | None) -> RegionCode | None:
    return RegionCode(region.district) if region else None


def normalised(name: str) -> str:
    """A name as it is kept and found."""
    return unicodedata.normalize("NFC", name).strip()
