"""What the two sides of an offer read by HTTP: how far it is, the package, the keys that sign packages."""

import asyncio
import base64
import hashlib
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit import etag
from services.kit.problem_details import FORBIDDEN, Problem
from services.partners.handoff.callers import caller_and_body, handover_of, offer_in_path
from services.partners.handoff.keys import PackageKeys
from services.partners.handoff.sharing import For, Sharing
from services.partners.handoff.steps import Conversation, Handover, ReferralMessage, ReferralStep
from services.partners.profiles.store import Profiles
from services.workflow.domain.dispute.parts import OfferKind
from services.workflow.domain.dispute.permissions import reading_scope
from services.workflow.http.answers import dispute_in_path, json_response
from services.workflow.http.headers import language, require_json_taken
from services.workflow.http.identity import Caller
from services.workflow.http.query_values import require_known

ZIP: Final = "application/zip"
KEYS_PATH: Final = "/.well-known/package-keys.json"


class ReferralTold(msgspec.Struct, frozen=True, kw_only=True):
    """One offer of hand-over as we know it: what each side has said, and who has the dispute."""

    dispute: UUID
    case_number: str
    offer: int
    kind: OfferKind
    sender: UUID | None
    receiver: UUID
    step: ReferralStep
    """How far it is, or how it ended."""
    custodian: UUID | None
    """Who has the dispute now; not told to a receiver that it did not go to."""
    expires_on: str | None
    """The last day on which it can be accepted."""
    position: int
    """In the log, of the last message."""
    messages: tuple[ReferralMessage, ...]
    """Every one is the receipt of what the side that said it sent."""


class PackageKey(msgspec.Struct, frozen=True, kw_only=True):
    """A public key that signed packages (RFC 8037)."""

    kty: str
    crv: str
    x: str
    use: str
    alg: str
    kid: str
    """Its thumbprint (RFC 7638)."""
    revoked_at: datetime | None = None
    """From then on nothing counts that it signs; absent while it stands."""
    is_compromised: bool = False
    """Whether somebody else may have signed with it: then nothing counts that it ever signed."""


class PackageKeySet(msgspec.Struct, frozen=True, kw_only=True):
    """Every key that ever signed a package, the newest first; none is ever taken out."""

    keys: tuple[PackageKey, ...]


class ReferralReads:
    """The endpoints."""

    def __init__(self, sharing: Sharing, keys: PackageKeys, profiles: Profiles) -> None:
        self._sharing = sharing
        self._keys = keys
        self._profiles = profiles

    async def get_referral(self, request: Request) -> Response:
        """How far an offer is, with the receipt of every message of both sides.

        For the bodies of the offer, also after it ended.
        """
        require_json_taken(request.headers)
        require_known(request)
        _, body = caller_and_body(request, "read_package")
        said = await self._sharing.conversation(dispute_in_path(request))
        said, found = handover_of(said, offer_in_path(request), body)
        return json_response(told(said, found, body), headers={"Log-Position": str(said.position)})

    async def get_referral_package(self, request: Request) -> Response:
        """The signed package (zip) of an offer: the record, the files, manifest and signature.

        For the sender always; for the receiver from the offer on, unless it was refused, recalled
        or expired. Nothing of the privileged record is in it. The same record gives the same bytes.
        """
        require_known(request)
        caller, body = caller_and_body(request, "read_package")
        said = await self._sharing.conversation(dispute_in_path(request))
        said, found = handover_of(said, offer_in_path(request), body)
        if not found.may_fetch(body):
            raise _ended(found)
        package = await self._sharing.package(said, found, await self._wanted(request, caller))
        tag, digest = await asyncio.to_thread(_named, package)
        headers = {
            "Content-Disposition": f'attachment; filename="{said.dispute}-{found.offer}.zip"',
            "Content-Language": language(request.headers),
            "ETag": tag,
            "Repr-Digest": f"sha-256=:{digest}:",
        }
        return Response(package, headers=headers, media_type=ZIP)

    async def get_package_keys(self, request: Request) -> Response:
        """The public keys of packages; keep them, and packages can be verified without us."""
        require_known(request)
        return json_response(await self._keys.public(), headers={"Cache-Control": "max-age=300"})

    async def _wanted(self, request: Request, caller: Caller) -> For:
        scope = reading_scope(caller.actor)
        assert scope is not None  # a caller for a body has one
        partner = await self._profiles.find(caller.partner) if caller.partner else None
        return For(scope=scope, language=language(request.headers), partner=partner)


def told(said: Conversation, found: Handover, body: UUID) -> ReferralTold:
    """An offer as one of its sides is told."""
    return ReferralTold(
        dispute=said.dispute,
        case_number=said.case_number,
        offer=found.offer,
        kind=found.kind,
        sender=found.sender,
        receiver=found.receiver,
        step=found.last.step,
        custodian=said.custodian if found.may_fetch(body) else None,
        expires_on=found.expires_on.isoformat() if found.expires_on else None,
        position=found.last.position,
        messages=found.messages,
    )


def _named(package: bytes) -> tuple[str, str]:
    """Its entity tag, and its digest in base64."""
    digest = base64.b64encode(hashlib.sha256(package).digest()).decode()
    return etag.of_content(package), digest


def _ended(found: Handover) -> Problem:
    return Problem(
        FORBIDDEN,
        zh=f"这次移送已经结束（{_ENDED[found.last.step]}），材料只给移送方",
        en=f"the offer ended ({found.last.step}): the package is for the sender alone",
    )


_ENDED = {
    ReferralStep.REFUSED: "拒收",
    ReferralStep.RECALLED: "撤回",
    ReferralStep.EXPIRED: "逾期未接收",
}
