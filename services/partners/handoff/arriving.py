"""The way in: a partner hands a dispute over by a signed package, once however often it is sent."""

import asyncio
import hashlib
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import FORBIDDEN, NOT_FOUND, FieldError, Problem
from services.partners.handoff.archive import Manifest, files_in
from services.partners.handoff.arrival import (
    Unusable,
    application_of,
    enclosed,
    manifest_of,
    matter_key,
    shared_of,
)
from services.partners.handoff.arrivals import Arrivals, FileTaken, PackageReceipt
from services.partners.handoff.enclosed import EnclosedFile, EnclosedFiles
from services.partners.handoff.keys import PackageKeys
from services.partners.handoff.verifying import Limits, Verdict, verify
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.workflow.application.handle import CommandHandler, Envelope, Outcome
from services.workflow.application.ports import Keyring
from services.workflow.application.read import DisputeReader
from services.workflow.application.sealing import subject
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor, Role
from services.workflow.http.answers import dispute_in_path, json_response
from services.workflow.http.bodies import read_body
from services.workflow.http.edge import request_id_of
from services.workflow.http.headers import require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.problems import INVALID_BODY, MEDIA, TOO_LARGE
from services.workflow.http.query_values import require_known

PACKAGES: Final = "/v1/packages"
HANDED_IN: Final = "/v1/disputes/{dispute_id}/handed-in"
MOST_BYTES: Final = 64 << 20
LIMITS: Final = Limits(bytes=MOST_BYTES, record=8 << 20)
_COMMANDS: Final = UUID("3c0e5a3e-9f0b-5c55-8a2d-6f7c1a5b9e21")
_ZIPS: Final = frozenset({"application/zip", "application/octet-stream"})
_READER: Final = Actor(account="handoff", role=Role.SYSTEM)


class HandedInTold(msgspec.Struct, frozen=True, kw_only=True):
    """A package as it came in: what the sender said, word for word."""

    receipt: PackageReceipt
    manifest: dict[str, Any]
    record: Any
    """`record.json`; null where the person that it is about was erased."""


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
    ) -> None:
        self._handler = handler
        self._reader = reader
        self._keyring = keyring
        self._arrivals = arrivals
        self._keys = keys
        self._profiles = profiles
        self._files = files

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
        except (Unusable, Refusal) as refused:
            codes = _codes(refused)
            await self._arrivals.refuse(partner.id, hashlib.sha256(data).digest(), len(data), codes)
            if isinstance(refused, Refusal):
                raise
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

    async def get_handed_in(self, request: Request) -> Response:
        """The package by which a partner handed this dispute in, as it came."""
        require_known(request)
        require_json_taken(request.headers)
        dispute = dispute_in_path(request)
        await self._reader.current(dispute, caller_of(request).actor)
        found = await self._arrivals.of_dispute(dispute)
        if found is None:
            raise Problem(NOT_FOUND)
        (record,) = await self._keyring.open_all([(dispute, found.record)])
        told = HandedInTold(
            receipt=found.receipt,
            manifest=found.manifest,
            record=msgspec.json.decode(record) if record is not None else None,
        )
        return json_response(told)

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
        known = await self._arrivals.find(partner.id, manifest.dispute, manifest.offer)
        if known is not None:
            return known, True
        shared = shared_of(verdict.record)
        files = enclosed(shared, files_in(data, manifest))
        key = uuid5(_COMMANDS, matter_key(manifest, partner.id))
        actor = msgspec.structs.replace(partner.actor, role=Role.PARTNER_BUREAU)
        outcome = await self._handler.handle(
            Envelope(
                body=application_of(manifest, shared),
                dispute=uuid5(key, "dispute"),
                actor=actor,
                key=key,
                # The hand-over, not the bytes: made anew after a lost receipt it is still the same.
                request_hash=hashlib.sha256(key.bytes).digest(),
                correlation_id=correlation_id,
            )
        )
        taken = await self._filed(outcome.answer.dispute, files, partner)
        return await self._kept(outcome, manifest, verdict, partner, taken), outcome.is_repeat

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
        text = verdict.record.decode()
        record = await self._keyring.seal(person, answer.dispute, "package/record", text)
        receipt = PackageReceipt(
            matter=manifest.dispute,
            offer=manifest.offer,
            step="registered",
            sequence=0,
            dispute=answer.dispute,
            case_number=answer.case_number,
            custodian=answer.custodian,
            received=verdict.digest,
            kid=verdict.kid,
            at=outcome.recorded_at,
            position=outcome.position,
            files=taken,
        )
        told = msgspec.json.encode(verdict.manifest)
        return await self._arrivals.keep(partner.id, receipt, told, record)

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


def _codes(refused: Unusable | Refusal) -> list[str]:
    if isinstance(refused, Refusal):
        return [refused.code]
    return [error.code for error in refused.errors]


def _error(place: str, code: str, zh: str, en: str) -> FieldError:
    return FieldError(pointer=f"#/{place}" if place else "#", code=code, zh=zh, en=en)
