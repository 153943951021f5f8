"""The places that tie courts and commissions to a dispute, as far as they are recorded."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from services.workflow.domain.dispute.parts import ConnectionKind, OfferEnd, OfferKind, PartyKind
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import Organisation
from services.workflow.domain.values.region import RegionCode

_WORDS = {
    ConnectionKind.PARTY_DOMICILE: ("第{of}号当事人住所地", "domicile of party {of}"),
    ConnectionKind.ORGANISATION_SEAT: ("调解组织所在地", "seat of the organisation"),
    ConnectionKind.PERFORMANCE_PLACE: ("劳动合同履行地", "place of performance"),
    ConnectionKind.EMPLOYER_SEAT: ("第{of}号当事人（用人单位）所在地", "seat of employer {of}"),
}


class Place(NamedTuple):
    """A place whose court or commission is competent; without a region it is not recorded."""

    kind: ConnectionKind
    region: RegionCode | None
    of: int = 0
    """Number of the party, where it is a party's."""


def domiciles(dispute: Dispute, *kinds: PartyKind) -> list[Place]:
    """Where the present parties of these kinds live or sit, one place each."""
    return [
        Place(ConnectionKind.PARTY_DOMICILE, _region(party.region), party.no)
        for party in dispute.parties
        if party.no in dispute.present_parties and party.kind in kinds
    ]


def seats(bodies: Iterable[Organisation]) -> list[Place]:
    """Where organisations sit."""
    return [Place(ConnectionKind.ORGANISATION_SEAT, _region(body.region)) for body in bodies]


def took_part(dispute: Dispute) -> list[UUID]:
    """The organisations that have or had the mediation, the present one first."""
    transfers = (
        offer.sender
        for offer in dispute.past_offers
        if offer.kind is OfferKind.TRANSFER and offer.end is OfferEnd.ACCEPTED
    )
    mandates = (mandate.organisation for mandate in dispute.past_mandates)
    found = (dispute.organisation, *transfers, *mandates)
    return [*dict.fromkeys(body for body in found if body is not None)]


def of_arbitration(dispute: Dispute) -> list[Place]:
    """Place of performance, and seats of the employers (调解仲裁法 21)."""
    employers = domiciles(dispute, PartyKind.EMPLOYER)
    return [
        Place(ConnectionKind.PERFORMANCE_PLACE, _region(dispute.region)),
        *(place._replace(kind=ConnectionKind.EMPLOYER_SEAT) for place in employers),
    ]


def reaches(body: Organisation, places: Iterable[Place]) -> bool:
    """Whether the body's county is that of a place; a body above the county has all below it."""
    own = RegionCode(RegionCode(body.region).district)
    counties = (RegionCode(place.region.district) for place in places if place.region)
    return any(county.within(own) or own.within(county) for county in counties)


def told(places: Iterable[Place], given: Given) -> tuple[str, str]:
    """The places in words, Chinese and English; one that is not recorded is asked for."""
    zh, en = [], []
    for place in places:
        words_zh, words_en = (words.format(of=place.of) for words in _WORDS[place.kind])
        name = given.place_name(place.region.district) if place.region else ""
        zh.append(f"{words_zh}（{name or '未记录，请补充'}）")
        en.append(f"{words_en} ({name or 'not recorded, please add it'})")
    return "、".join(zh), ", ".join(en)


def _region(code: str | None) -> RegionCode | None:
    return RegionCode(code) if code else None
