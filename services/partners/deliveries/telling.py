"""Tells the rest of the service once that the bytes of an offer have arrived, again until it has taken it."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

import structlog

from services.partners.deliveries.delivery import Delivered

OnDelivered = Callable[[Delivered], Awaitable[None]]
"""Takes note; called again after a crash, so it must not matter to it to be called twice."""
_AT_ONCE: Final = 100
_UNTOLD = """
SELECT d.id, d.partner, d.position, d.dispute, d.kind, i.body, d.delivered_at
  FROM deliveries.deliveries d
  JOIN feed.items i ON i.partner = d.partner AND i.position = d.position
 WHERE NOT d.is_told AND d.delivered_at IS NOT NULL ORDER BY d.position LIMIT $1
"""
_TOLD = "UPDATE deliveries.deliveries SET is_told = true WHERE id = $1"
_log = structlog.stdlib.get_logger("fengqiao.deliveries")


async def tell(pool: Any, on_delivered: OnDelivered) -> int:
    """Tell of what was delivered and not told yet; how many it was."""
    count = 0
    for row in await pool.fetch(_UNTOLD, _AT_ONCE):
        delivery, partner, position, dispute, kind, body, at = row
        item = Delivered(
            delivery=delivery,
            partner=partner,
            position=position,
            dispute=dispute,
            kind=kind,
            body=body,
            at=at,
        )
        try:
            await on_delivered(item)
        except Exception as error:  # noqa: BLE001
            # It stays untold; one that cannot be recorded must not hold up the others.
            _log.error("a delivery could not be recorded", delivery=str(delivery), exc_info=error)
            continue
        await pool.execute(_TOLD, delivery)
        count += 1
    return count
