"""What was to be sent and what came of it, read for people and partners."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.kit.database import fetch
from services.partners.deliveries.delivery import OFFERS, Attempt, Delivery, DeliveryState

_COLUMNS = ", ".join(field.name for field in msgspec.structs.fields(Delivery))
_READ = f"SELECT {_COLUMNS} FROM deliveries.deliveries"  # noqa: S608
_PAGE = f"""
{_READ}
 WHERE partner = ANY ($1) AND no < $2
   AND ($3::text IS NULL OR state = $3) AND ($4::uuid IS NULL OR dispute = $4)
   AND ($5::uuid IS NULL OR subscription = $5)
 ORDER BY no DESC LIMIT $6
"""
_ATTEMPTS = """
SELECT no, at, milliseconds, url, status, error, headers, answer
  FROM deliveries.attempts WHERE delivery = $1 ORDER BY no
"""
RECEIPTS = ("ReferralReceived",)
ACCEPTANCES = ("ReferralAccepted", "TransferAccepted", "ReturnAccepted")
REFUSALS = ("ReferralRefused",)
# The kinds stand in the text, so that the index of exactly these is used.
_ANSWERS = f"""
SELECT i.kind, min(i.position) AS position FROM feed.items i
 WHERE i.partner = $1 AND i.dispute = $2 AND i.position > $3
   AND i.kind IN ({", ".join(f"'{kind}'" for kind in (*RECEIPTS, *ACCEPTANCES, *REFUSALS))})
   AND convert_from(i.body, 'UTF8')::jsonb #>> '{{data,event,offer}}' = (
     SELECT convert_from(o.body, 'UTF8')::jsonb #>> '{{data,event,offer}}' FROM feed.items o
      WHERE o.partner = $1 AND o.position = $3)
 GROUP BY i.kind
"""  # noqa: S608


class Business(msgspec.Struct, frozen=True, kw_only=True):
    """What the receiving body did about an offer, told apart from whether the bytes arrived."""

    receipt: int | None
    """Position in the feed of its business receipt."""
    acceptance: int | None
    """Position of its acceptance: from then on it has custody."""
    refusal: int | None
    """Position of its refusal."""


class DeliveryLog:
    """One per process."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    async def page(
        self,
        partners: Sequence[UUID],
        *,
        before: int,
        limit: int,
        state: DeliveryState | None = None,
        dispute: UUID | None = None,
        subscription: UUID | None = None,
    ) -> list[Delivery]:
        """The newest first, of those with a number below `before`."""
        named = state.value if state else None
        values = (list(partners), before, named, dispute, subscription, limit)
        return [_delivery(row) for row in await fetch(self._pool, _PAGE, *values)]

    async def get(self, delivery: UUID) -> Delivery | None:
        """One, whoever's it is."""
        rows = await fetch(self._pool, f"{_READ} WHERE id = $1", delivery)
        return _delivery(rows[0]) if rows else None

    async def attempts(self, delivery: UUID) -> list[Attempt]:
        """All its attempts, the first one first."""
        rows = await fetch(self._pool, _ATTEMPTS, delivery)
        decoded = ({**row, "headers": msgspec.json.decode(row["headers"])} for row in rows)
        return [Attempt(**row) for row in decoded]

    async def business(self, delivery: Delivery) -> Business | None:
        """What was done about an offer; None where it is none."""
        if delivery.kind not in OFFERS:
            return None
        values = (delivery.partner, delivery.dispute, delivery.position)
        found = {row["kind"]: row["position"] for row in await fetch(self._pool, _ANSWERS, *values)}
        return Business(
            receipt=_first(found, RECEIPTS),
            acceptance=_first(found, ACCEPTANCES),
            refusal=_first(found, REFUSALS),
        )


def _first(found: dict[str, int], kinds: tuple[str, ...]) -> int | None:
    return min((found[kind] for kind in kinds if kind in found), default=None)


def _delivery(row: Any) -> Delivery:
    return msgspec.convert(dict(row), Delivery, strict=False)
