"""Takes a message: who signed it, what it says, and only once it is kept the answer."""

import contextlib
from collections.abc import Mapping
from typing import Final

import msgspec
from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from services.kit.clock import Clock
from services.kit.problem_details import Problem
from services.partners.inbox.event import Unusable, read_report
from services.partners.inbox.message import Arrival, Kept
from services.partners.inbox.problems import FORGED, ID_REUSED
from services.partners.inbox.refused import Refused
from services.partners.inbox.senders import Sender, Senders
from services.partners.inbox.signature import (
    Forged,
    Reason,
    Signed,
    is_signed_by,
    read_headers,
    require_in_time,
)
from services.partners.inbox.store import IdReused, Inbox
from services.partners.profiles.partner import Partner
from services.workflow.http.problems import TOO_MANY

_ONE_MINUTE: Final = {"Retry-After": "60"}


class Receiving:
    """One per process."""

    def __init__(self, senders: Senders, refused: Refused, inbox: Inbox, clock: Clock) -> None:
        self._senders = senders
        self._refused = refused
        self._inbox = inbox
        self._clock = clock
        self._rates = FixedWindowRateLimiter(MemoryStorage())

    async def take(self, code: str, headers: Mapping[str, str], raw: bytes) -> Kept:
        """Keep a signed message; one that cannot be read as a fact is kept too, with its faults.

        Raises a Problem: 401 for a forged one, 409 for a reused id, 429 for too many.
        """
        try:
            signed, partner = await self._verified(code, headers, raw)
        except Forged as forged:
            raise await self._refused_as(forged.reason, code, raw) from forged
        if not await self._rates.hit(
            RateLimitItemPerMinute(partner.requests_per_minute), partner.code
        ):
            raise Problem(TOO_MANY, headers=_ONE_MINUTE)
        try:
            return await self._inbox.keep(await self._arrival(partner, signed, raw))
        except IdReused as reused:
            what = ("事件 id", "event id") if reused.is_event else ("webhook-id", "webhook-id")
            raise Problem(
                ID_REUSED,
                zh=f"此 {what[0]} 已用于另一内容",
                en=f"this {what[1]} was used for other content",
            ) from None

    async def _verified(
        self, code: str, headers: Mapping[str, str], raw: bytes
    ) -> tuple[Signed, Partner]:
        signed = read_headers(headers)
        sender = await self._senders.of(code)
        with contextlib.suppress(Forged):
            return signed, self._partner(sender, signed, raw)
        # A secret may have been renewed in this second.
        sender = await self._senders.fresh(code)
        return signed, self._partner(sender, signed, raw)

    def _partner(self, sender: Sender, signed: Signed, raw: bytes) -> Partner:
        now, partner = self._clock.now(), sender.partner
        is_signed = is_signed_by(signed, raw, sender.valid(now))
        if partner is None:
            raise Forged(Reason.UNKNOWN_PARTNER)
        if not partner.is_active:
            raise Forged(Reason.INACTIVE_PARTNER)
        if not is_signed:
            raise Forged(Reason.WRONG_SIGNATURE)
        require_in_time(signed, now, partner.late_seconds)
        return partner

    async def _arrival(self, partner: Partner, signed: Signed, raw: bytes) -> Arrival:
        arrival = Arrival(
            partner=partner.id,
            webhook_id=signed.id,
            sent_at=signed.at,
            received_at=self._clock.now(),
            raw=raw,
        )
        try:
            return msgspec.structs.replace(arrival, report=await read_report(raw))
        except Unusable as unusable:
            return msgspec.structs.replace(arrival, faults=unusable.faults)

    async def _refused_as(self, reason: Reason, code: str, raw: bytes) -> Problem:
        """Take it down, and what its sender is told."""
        sender = await self._senders.of(code)
        is_known, now = sender.partner is not None, self._clock.now()
        await self._refused.note(reason, code=code, is_known=is_known, raw=raw, now=now)
        return Problem(
            FORGED,
            zh="签名无效、过期，或发送方未登记",
            en="the signature is not valid or out of date, or the sender is not registered",
        )
