"""What a package of a partner says: the dispute that it hands over, as an application to one of ours."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec

from services.kit.problem_details import FieldError
from services.partners.handoff.archive import Manifest
from services.partners.handoff.enclosed import EnclosedFile
from services.partners.handoff.verifying import FORMAT, MANIFEST, RECORD
from services.partners.profiles.partner import Partner, PartnerKind
from services.workflow.application.requests import (
    Count,
    DisputeApplication,
    Name,
    PartyDetails,
    Text,
)
from services.workflow.domain.dispute.guards.places import Place, reaches
from services.workflow.domain.dispute.parts import (
    CHANNEL_OF,
    Channel,
    ClaimDetails,
    ClaimKind,
    ConnectionKind,
    Disposition,
    EvidenceKind,
    Mandate,
    OfferKind,
    PartyKind,
    Side,
)
from services.workflow.domain.organisation import Organisation
from services.workflow.domain.values.identity import IdentityDocument
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.phone import Phone
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.uscc import Uscc
from services.workflow.recorded.codec import decode_value, encode_value

TRANSFER: Final = "transfer"
_ENCODER: Final = msgspec.json.Encoder(order="sorted", enc_hook=encode_value)
_LONGEST: Final = 200
_MOST_OFFERS: Final = 999_999_999
_BY_KIND: Final[dict[PartnerKind, frozenset[str]]] = {
    PartnerKind.COMMISSION: frozenset(
        {Mandate.ARBITRATION_SUGGESTED.value, Mandate.ARBITRATION_ENTRUSTED.value}
    ),
    PartnerKind.COURT: frozenset({Mandate.COURT_DELEGATED.value, Mandate.COURT_ENTRUSTED.value}),
    PartnerKind.ORGANISATION: frozenset({TRANSFER}),
    PartnerKind.BUREAU: frozenset({TRANSFER}),
}
"""As what a partner of each kind may hand a dispute over (`kind` of the manifest)."""
_TOLD_ELSEWHERE: Final[dict[str, tuple[str, str, str]]] = {
    OfferKind.REFERRAL.value: (
        "referral_is_answered",
        "移送仲裁在移送方的系统中签收、接收或拒收（…/referrals/{n}/receipt 等，或消息 referral_received 等）",
        "a referral is answered in the sender's system (…/referrals/{n}/receipt …, or by messages)",
    ),
    OfferKind.RETURN.value: (
        "return_is_of_a_dispute_on_file",
        "退回的是原来移送的那件争议，请在那件争议下办理（…/returns）",
        "a return is of the dispute that was handed over: tell it on that one (…/returns)",
    ),
}
"""Offers that come to nothing as a package, by kind: code and what to do instead."""
_SETTLED: Final = frozenset({Disposition.SETTLED, Disposition.WITHDRAWN, Disposition.SPLIT_OFF})


class ArrivedParty(msgspec.Struct, frozen=True, kw_only=True):
    """A party as the sender knows it; what it says besides stays in the record as it came."""

    no: int = 0
    side: Side
    kind: PartyKind
    name: Name
    uscc: Uscc | None = None
    region: RegionCode | None = None
    document: IdentityDocument | None = None
    phone: Phone | None = None
    has_left: bool = False


class ArrivedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as the sender knows it."""

    kind: ClaimKind
    amount: Fen | None = None
    known_on: date | None = None
    disposition: Disposition = Disposition.OPEN


class ArrivedEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """A material as the sender has it on file."""

    sha256: str | None = None
    kind: EvidenceKind = EvidenceKind.OTHER
    title: Annotated[str, msgspec.Meta(max_length=500)] | None = None
    party: int | None = None


class ArrivedShared(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed of the shared record to put the dispute on file."""

    region: RegionCode
    parties: Annotated[tuple[ArrivedParty, ...], msgspec.Meta(min_length=2, max_length=1000)]
    claims: Annotated[tuple[ArrivedClaim, ...], msgspec.Meta(min_length=1, max_length=100)]
    matter: Text | None = None
    is_oral: bool = False
    worker_count: Count | None = None
    evidence: Annotated[tuple[ArrivedEvidence, ...], msgspec.Meta(max_length=10_000)] = ()


class ArrivedRecord(msgspec.Struct, frozen=True, kw_only=True):
    """`record.json` of a partner."""

    shared: ArrivedShared


class Unusable(Exception):
    """The package is whole, but cannot be put on file; `errors` says why."""

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(", ".join(error.code for error in errors))
        self.errors = errors


class Known(Exception):
    """The dispute is on file already, or may not be put on file a second time; it says where it is."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code)
        self.code = code
        self.zh = zh
        self.en = en


def manifest_of(told: dict[str, Any], partner: Partner) -> Manifest:
    """The manifest, for a partner that may hand over so. Raises Unusable."""
    try:
        manifest = msgspec.convert(told, Manifest)
    except msgspec.ValidationError as error:
        raise Unusable(_fault(MANIFEST, "bad_manifest", "清单内容不合规", str(error))) from None
    if faults := [*_of_bodies(manifest, partner), *_of_kind(manifest, partner)]:
        raise Unusable(*faults)
    return manifest


def _of_bodies(manifest: Manifest, partner: Partner) -> Iterator[FieldError]:
    if not 0 < len(manifest.dispute) <= _LONGEST or not 0 < manifest.offer <= _MOST_OFFERS:
        yield _fault(
            MANIFEST, "bad_manifest", "缺少争议编号或移送序号", "no dispute, or no offer number"
        )
    if manifest.sender.id != partner.organisation:
        yield _fault(
            MANIFEST, "another_sender", "移送方不是本合作单位", "the sender is another body"
        )
    if manifest.sender.id == manifest.receiver.id:
        yield _fault(
            MANIFEST, "to_itself", "移送方和接收方是同一单位", "sender and receiver are one body"
        )


def _of_kind(manifest: Manifest, partner: Partner) -> Iterator[FieldError]:
    allowed = _BY_KIND.get(partner.kind, frozenset())
    if manifest.kind in _TOLD_ELSEWHERE:
        yield _fault(MANIFEST, *_TOLD_ELSEWHERE[manifest.kind])
    elif manifest.kind not in allowed:
        known = "、".join(sorted(allowed)) or "–"
        yield _fault(
            MANIFEST, "unknown_kind", f"kind 可用：{known}", f"kind must be one of: {known}"
        )


def require_reached(manifest: Manifest, region: RegionCode, receiver: Organisation) -> None:
    """A transfer goes to a body that reaches where the work is done. Raises Unusable.

    One that is not on file is told of by whoever registers.
    """
    place = Place(ConnectionKind.PERFORMANCE_PLACE, region)
    if manifest.kind == TRANSFER and receiver.id and not reaches(receiver, [place]):
        raise Unusable(
            _fault(
                MANIFEST,
                "outside_area",
                f"{receiver.name}的辖区不含履行地{region}",
                f"{region} is outside the area of {receiver.name}",
            )
        )


def shared_of(record: bytes) -> ArrivedShared:
    """The shared record as the sender tells it. Raises Unusable."""
    try:
        return msgspec.json.decode(record, type=ArrivedRecord, dec_hook=decode_value).shared
    except msgspec.MsgspecError as error:
        raise Unusable(_fault(RECORD, "bad_record", "记录内容不合规", str(error))) from None


def enclosed(shared: ArrivedShared, files: Mapping[str, bytes]) -> tuple[EnclosedFile, ...]:
    """The files of a package, by hash, with what its record says of each."""
    known = {one.sha256: one for one in shared.evidence}
    # Parties are numbered anew here, in the order in which they come.
    staying = [party.no for party in shared.parties if not party.has_left]
    numbers = {no: place for place, no in enumerate(staying, start=1)}
    return tuple(
        EnclosedFile(
            sha256=sha256,
            content=content,
            kind=(told := known.get(sha256, ArrivedEvidence())).kind,
            title=told.title or sha256,
            party=numbers.get(told.party) if told.party else None,
        )
        for sha256, content in files.items()
    )


def application_of(manifest: Manifest, shared: ArrivedShared) -> DisputeApplication:
    """The application that the package makes to its receiver."""
    is_transfer = manifest.kind == TRANSFER
    mandate = Mandate.PARTNER_TRANSFER if is_transfer else Mandate(manifest.kind)
    return DisputeApplication(
        organisation=manifest.receiver.id,
        channel=Channel.PARTNER_TRANSFER if is_transfer else CHANNEL_OF[mandate],
        mandate=mandate,
        seised_body=None if is_transfer else manifest.sender.id,
        seised_reference="" if is_transfer else manifest.case_number[:_LONGEST],
        region=shared.region,
        parties=tuple(_party(party) for party in shared.parties if not party.has_left),
        claims=tuple(
            ClaimDetails(kind=claim.kind, amount=claim.amount, known_on=claim.known_on)
            for claim in shared.claims
            if claim.disposition not in _SETTLED
        ),
        worker_count=shared.worker_count,
        is_oral=shared.is_oral,
        matter=shared.matter,
    )


def matter_key(manifest: Manifest, partner: UUID, ended: int) -> str:
    """What names one hand-over of one partner, whatever its offer: `ended` came to an end before it."""
    return f"package {partner} {ended} {manifest.dispute}"


def content_hash(manifest: Manifest, application: DisputeApplication) -> bytes:
    """What a hand-over says: the same offer of the same application, though made anew."""
    return hashlib.sha256(b"%d " % manifest.offer + _ENCODER.encode(application)).digest()


def kept_manifest(manifest: Manifest) -> bytes:
    """The manifest as it is kept: what we know of it, and nothing that was added."""
    told = {**msgspec.to_builtins(manifest), "format": FORMAT}
    return msgspec.json.encode(told)


def _party(party: ArrivedParty) -> PartyDetails:
    return PartyDetails(
        side=party.side,
        kind=party.kind,
        name=party.name,
        uscc=party.uscc,
        region=party.region,
        document=party.document,
        phone=party.phone,
    )


def _fault(member: str, code: str, zh: str, en: str) -> FieldError:
    return FieldError(pointer=f"#/{member}", code=code, zh=zh, en=en)
