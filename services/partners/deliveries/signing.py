"""Headers of a webhook by Standard Webhooks: signed over the very bytes that are sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from standardwebhooks import Webhook

from services.partners.profiles.secret import Secret

SIGNATURE: Final = "webhook-signature"


def headers_of(
    webhook_id: UUID, body: bytes, secrets: Sequence[Secret], now: datetime
) -> dict[str, str]:
    """What goes with the body; `now` is aware, in UTC.

    There is one signature for each secret that is valid, so that a receiver may change to the new
    one at any time while both are.
    """
    text = body.decode()
    signatures = [Webhook(each.text).sign(str(webhook_id), now, text) for each in secrets]
    return {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "user-agent": "fengqiao",
        "accept-encoding": "identity",
        "webhook-id": str(webhook_id),
        "webhook-timestamp": str(int(now.timestamp())),
        SIGNATURE: " ".join(signatures),
    }
