"""A test message to an address that is subscribed: sent at once, once, and not kept as a delivery."""

import time
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec

from services.kit.clock import Clock
from services.kit.outgoing import Outgoing, Unreached
from services.partners.deliveries.cleaning import cleaned
from services.partners.deliveries.sending import UNSIGNED
from services.partners.deliveries.signing import headers_of
from services.partners.deliveries.subscription import Subscription
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import Profiles

TYPE: Final = "fengqiao.ping.v1"


class Pinged(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a test message."""

    id: UUID
    """Sent as webhook-id."""
    status: int | None
    """Of the answer; 2xx is success. None where no answer came."""
    error: str | None
    """Why none came: address, unresolved, connect, tls, timeout, broken, protocol, unsigned."""
    milliseconds: int
    answer: str
    """How the answer begins: its plain ASCII, without long numbers."""


async def ping(of: Subscription, profiles: Profiles, outgoing: Outgoing, clock: Clock) -> Pinged:
    """Send one, signed as every webhook is."""
    sent, now = uuid4(), clock.now()
    event: dict[str, Any] = {
        "specversion": "1.0",
        "type": TYPE,
        "source": "urn:fengqiao",
        "id": str(sent),
        "subject": str(of.id),
        "time": now,
        "datacontenttype": "application/json",
        "data": {"subscription": of.id},
    }
    body = msgspec.json.encode(event, order="sorted")
    secrets = await profiles.secrets(of.partner, Direction.OUT)
    status, error, answer = None, UNSIGNED if not secrets else None, ""
    began = time.perf_counter()
    if secrets:
        try:
            found = await outgoing.post(of.url, body, headers_of(sent, body, secrets, now))
            status, answer = found.status, cleaned(found.body)
        except Unreached as unreached:
            error = unreached.kind
    took = round((time.perf_counter() - began) * 1000)
    return Pinged(id=sent, status=status, error=error, milliseconds=took, answer=answer)
