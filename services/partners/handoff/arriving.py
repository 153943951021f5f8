"""The way in: a partner hands a dispute over by a signed package, once however often it is sent."""

import asyncio
import hashlib
from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid5
from weakref import WeakValueDictionary

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import FORBIDDEN, FieldError, Problem
from services.partners.handoff.apart import without_people
from services.partners.handoff.archive import MOST_BYTES, MOST_RECORD, Manifest, files_in
from services.partners.handoff.arrival import (
    ArrivedShared,
    Known,
    Unusable,
    application_of,
    content_hash,
    enclosed,
    kept_manifest,
    manifest_of,
    matter_key,
    require_reached,
    shared_of,
)
from services.partners.handoff.arrivals import Arrivals, FileTaken, PackageReceipt
from services.partners.handoff.enclosed import EnclosedFile, EnclosedFiles
from services.partners.handoff.handed_in import ArrivalStep, custodian_of
from services.partners.handoff.keys import PackageKeys
from services.partners.handoff.verifying import Limits, Verdict, verify
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.workflow.application.handle import CommandHandler, Envelope, Outcome
from services.workflow.application.particulars import normalised
from services.workflow.application.ports import EventStore, KeyReused, Keyring
from services.workflow.application.read import DisputeReader
from services.workflow.application.requests import DisputeApplication, PartyDetails
from services.workflow.application.sealing import subject
from services.workflow.application.streams import DISPUTE, ORGANISATION
from services.workflow.domain.dispute.events import DisputeRegistered
from services.workflow.domain.dispute.parts import Party
from services.workflow.domain.dispute.permissions import may_read
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import AlreadyExists, Refusal
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.organisation import Organisation, evolve
from services.workflow.domain.values.sealed import Sealed
from services.workflow.http.answers import json_response
from services.workflow.http.bodies import read_body
from services.workflow.http.edge import request_id_of
from services.workflow.http.headers import require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.problems import INVALID_BODY, MEDIA, REFUSALS, TOO_LARGE
from services.workflow.http.query_values import require_known
from services.workflow.recorded import codec

PACKAGES: Final = "/v1/packages"
LIMITS: Final = Limits(bytes=MOST_BYTES, record=MOST_RECORD)
_COMMANDS: Final = UUID("3c0e5a3e-9f0b-5c55-8a2d-6f7c1a5b9e21")
_ZIPS: Final = frozenset({"application/zip", "application/octet-stream"})
_READER: Final = Actor(account="handoff", role=Role.SYSTEM)


class Arriving:
    """Puts packages on file."""

    def __init__(
        self,
        handler: CommandHandler,
        reader: DisputeReader,
        keyring: Keyring,
        arrivals: Arrivals,
        keys: PackageKeys,
        profiles: Profiles,
        files: EnclosedFiles,
        store: EventStore,
    ) -> None:
        self._handler = handler
        self._reader = reader
        self._keyring = keyring
        self._arrivals = arrivals
        self._keys = keys
        self._profiles = profiles
        self._files = files
        self._store = store
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    async def hand_in_package(self, request: Request) -> Response:
        """Takes a package that is signed with a key of the calling partner, and registers its dispute.

        Answers with our receipt: the same one however often the package is sent. What is malformed,
        forged or too large leaves nothing behind but that it was refused.
        """
        require_known(request)
        require_json_taken(request.headers)
        if request.headers.get("content-type", "").partition(";")[0].strip() not in _ZIPS:
            raise Problem(MEDIA, zh="须为 application/zip", en="must be application/zip")
        partner = await self._partner(request)
        data = await self._body(request, partner)
        try:
            receipt, is_repeat = await self.receive(data, partner, request_id_of(request))
        except (Unusable, Known, Refusal) as refused:
            codes = _codes(refused)
            await self._arrivals.refuse(partner.id, hashlib.sha256(data).digest(), len(data), codes)
            if isinstance(refused, Refusal):
                raise
            if isinstance(refused, Known):
                kind = REFUSALS[AlreadyExists]
                raise Problem(kind, zh=refused.zh, en=refused.en) from None
            raise Problem(
                INVALID_BODY,
                zh="材料包未予接收：" + "；".join(error.zh for error in refused.errors[:3]),
                en="the package was not taken: " + "; ".join(e.en for e in refused.errors[:3]),
                errors=refused.errors,
            ) from None
        headers = {"Idempotency-Replayed": "true"} if is_repeat else {}
        headers["Location"] = f"/v1/disputes/{receipt.dispute}"
        headers["Log-Position"] = str(receipt.position)
        return json_response(receipt, 201, headers)

    async def receive(
        self, data: bytes, partner: Partner, correlation_id: UUID
    ) -> tuple[PackageReceipt, bool]:
        """Register the dispute of a package, and whether that had been done. Raises Unusable, Refusal."""
        keys = await self._keys.of_partner(partner.id)
        verdict = await asyncio.to_thread(verify, data, keys, None, LIMITS)
        if not verdict.is_whole:
            raise Unusable(
                *(_error(each.place, each.code, each.zh, each.en) for each in verdict.findings)
            )
        manifest = manifest_of(verdict.manifest, partner)
        matter = uuid5(partner.id, manifest.dispute)
        # Between a registration and its receipt another offer is not to take it for one cut off.
        async with self._locks.setdefault(matter, asyncio.Lock()):
            return await self._received(data, verdict, manifest, partner, correlation_id)

    async def _received(
        self,
        data: bytes,
        verdict: Verdict,
        manifest: Manifest,
        partner: Partner,
        correlation_id: UUID,
    ) -> tuple[PackageReceipt, bool]:
        earlier = await self._arrivals.of_matter(partner.id, manifest.dispute)
        for known in earlier:
            if known.offer == manifest.offer:
                return known, True
        if earlier:
            await self._require_ended(earlier[-1].dispute)
        await self._require_foreign(manifest.dispute, partner.actor)
        shared = shared_of(verdict.record)
        require_reached(manifest, shared.region, await self._body_named(manifest.receiver.id))
        files = enclosed(shared, files_in(data, manifest))
        outcome = None
        ended = len(earlier)
        while outcome is None:
            key = uuid5(_COMMANDS, matter_key(manifest, partner.id, ended))
            outcome = await self._registered(key, manifest, shared, partner.actor, correlation_id)
            ended += 1
        taken = await self._filed(outcome.answer.dispute, files, partner)
        return await self._kept(outcome, manifest, verdict, partner, taken), outcome.is_repeat

    async def _registered(
        self,
        key: UUID,
        manifest: Manifest,
        shared: ArrivedShared,
        actor: Actor,
        correlation_id: UUID,
    ) -> Outcome | None:
        """The registration; none where this key is that of one that has come to an end."""
        application = application_of(manifest, shared)
        envelope = Envelope(
            body=application,
            dispute=uuid5(key, "dispute"),
            actor=msgspec.structs.replace(actor, role=Role.PARTNER_BUREAU),
            key=key,
            # What it says, not the bytes: made anew after a lost receipt it is still the same.
            request_hash=content_hash(manifest, application),
            correlation_id=correlation_id,
        )
        try:
            return await self._handler.handle(envelope)
        except KeyReused:
            if await self._has_ended(envelope.dispute):
                return None
            return await self._cut_off(envelope, application)

    async def _cut_off(self, envelope: Envelope, application: DisputeApplication) -> Outcome:
        """The first registration, where it has no receipt yet and is of the same people and claims.

        Raises Known for any other.
        """
        events = await self._reader.history(envelope.dispute, _READER)
        first = events[0].event
        assert isinstance(first, DisputeRegistered)  # under the key of a registration
        found = await self._store.find_receipt(envelope.key)
        has_receipt = await self._arrivals.of_dispute(envelope.dispute) is not None
        if found is None or has_receipt or not await self._is_same(envelope, first, application):
            raise await self._known(envelope.dispute)
        return await self._handler.handle(msgspec.structs.replace(envelope, request_hash=found[0]))

    async def _is_same(
        self, envelope: Envelope, first: DisputeRegistered, application: DisputeApplication
    ) -> bool:
        ours, theirs = first.parties, application.parties
        boxes = [v for p in ours for v in (p.name, p.document) if isinstance(v, Sealed)]
        texts = await self._reader.open_all(envelope.dispute, boxes)
        opened: dict[Sealed | str, str | None] = dict(zip(boxes, texts, strict=True))
        return (
            (first.organisation, first.mandate) == (application.organisation, application.mandate)
            and [(c.kind, c.amount) for c in first.claims]
            == [(c.kind, c.amount) for c in application.claims]
            and len(ours) == len(theirs)
            and all(_is_same_party(*pair, opened) for pair in zip(ours, theirs, strict=True))
        )

    async def _require_ended(self, dispute: UUID) -> None:
        if not await self._has_ended(dispute):
            raise await self._known(dispute)

    async def _has_ended(self, dispute: UUID) -> bool:
        known, _ = await self._reader.current(dispute, _READER)
        # What was declined is the sender's as before, to hand over once more.
        return not known.is_open or known.state is State.DECLINED

    async def _known(self, dispute: UUID) -> Known:
        known, _ = await self._reader.current(dispute, _READER)
        return Known(
            "handed_in_before",
            f"贵方这件争议已登记为{known.case_number}，尚未办结，不再登记第二件；"
            f"办到哪一步见 /v1/disputes/{dispute}/handed-in",
            f"this dispute of yours is on file as {known.case_number} and still open;"
            f" how far it is: /v1/disputes/{dispute}/handed-in",
        )

    async def _require_foreign(self, matter: str, actor: Actor) -> None:
        """A dispute of our own log is handed on by offers, never by a package into the same log."""
        try:
            dispute = UUID(matter)
        except ValueError:
            return
        first = await self._store.read_stream(dispute, up_to=1)
        if not first or not DISPUTE.holds(first):
            return
        ours, _ = await self._reader.current(dispute, _READER)
        number = ours.case_number if may_read(actor, ours) else ""
        raise Known(
            "dispute_is_ours",
            f"这件争议{number}就在本系统中：请在这件争议下提出、答复移送或退回（…/referrals、…/returns）",
            f"the dispute {number} is on file here: offer it, answer its offer or return it there"
            " (…/referrals, …/returns)",
        )

    async def _body_named(self, body: UUID) -> Organisation:
        known, rows = Organisation(), await self._store.read_stream(body)
        for row in rows if ORGANISATION.holds(rows) else ():
            known = evolve(known, codec.decode(row).event, body)
        return known

    async def _filed(
        self, dispute: UUID, files: tuple[EnclosedFile, ...], partner: Partner
    ) -> tuple[FileTaken, ...]:
        # Who hands a dispute in does not handle it: the files come in with it, by our own act.
        actor = msgspec.structs.replace(partner.actor, role=Role.SYSTEM)
        return tuple(
            [
                FileTaken(sha256=file.sha256, fault=await self._files.keep(dispute, file, actor))
                for file in files
            ]
        )

    async def _kept(
        self,
        outcome: Outcome,
        manifest: Manifest,
        verdict: Verdict,
        partner: Partner,
        taken: tuple[FileTaken, ...],
    ) -> PackageReceipt:
        answer = outcome.answer
        dispute, _ = await self._reader.current(answer.dispute, _READER)
        person = subject(dispute.parties, answer.dispute)
        apart = await asyncio.to_thread(_without_people, verdict.record)
        record = await self._keyring.seal(person, answer.dispute, "package/record", apart)
        receipt = PackageReceipt(
            matter=manifest.dispute,
            offer=manifest.offer,
            step="registered",
            sequence=0,
            dispute=answer.dispute,
            case_number=answer.case_number,
            custodian=custodian_of(dispute, ArrivalStep.REGISTERED),
            received=verdict.digest,
            kid=verdict.kid,
            at=outcome.recorded_at,
            position=outcome.position,
            files=taken,
        )
        kept = await self._arrivals.keep(partner.id, receipt, kept_manifest(manifest), record)
        if kept is None:
            raise await self._known(answer.dispute)
        return kept

    async def _partner(self, request: Request) -> Partner:
        code = caller_of(request).partner
        partner = await self._profiles.find(code) if code else None
        if partner is None or partner.organisation is None:
            raise Problem(
                FORBIDDEN, zh="只接收合作单位系统的材料包", en="for the systems of partners alone"
            )
        return partner

    async def _body(self, request: Request, partner: Partner) -> bytes:
        try:
            return await read_body(request, MOST_BYTES)
        except Problem as problem:
            if problem.kind is TOO_LARGE:
                await self._arrivals.refuse(partner.id, b"", MOST_BYTES + 1, ["too_large"])
            raise


def _is_same_party(
    ours: Party, theirs: PartyDetails, opened: Mapping[Sealed | str, str | None]
) -> bool:
    """Whether it is the one on file; a document or a code may be added, and not be another."""
    document = opened[ours.document] if ours.document else None
    told = f"{theirs.document.type}:{theirs.document.number}" if theirs.document else None
    return (
        (ours.side, ours.kind) == (theirs.side, theirs.kind)
        and opened.get(ours.name, ours.name) == normalised(theirs.name)
        and (document is None or told is None or document == told)
        and (not ours.uscc or not theirs.uscc or ours.uscc == theirs.uscc)
    )


def _without_people(record: bytes) -> str:
    told = without_people(msgspec.json.decode(record), shared_of(record))
    return msgspec.json.encode(told).decode()


def _codes(refused: Unusable | Known | Refusal) -> list[str]:
    if isinstance(refused, Refusal | Known):
        return [refused.code]
    return [error.code for error in refused.errors]


def _error(place: str, code: str, zh: str, en: str) -> FieldError:
    return FieldError(pointer=f"#/{place}" if place else "#", code=code, zh=zh, en=en)
