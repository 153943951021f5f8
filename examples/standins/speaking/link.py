"""Calls the service: a token by client credentials, reads, commands, and signed messages to its inbox."""

import base64
import json
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx2
from standardwebhooks import Webhook

from speaking.credentials import Credentials

_SPARE_SECONDS = 30
_UNAUTHORISED = 401
_SUBSCRIPTIONS = "/v1/subscriptions"


class Service:
    """The service as one partner sees it."""

    def __init__(self, credentials: Credentials) -> None:
        self.credentials = credentials
        self._client = httpx2.AsyncClient(base_url=credentials.service, timeout=40)
        self._token, self._ends = "", 0.0

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def token(self, *, is_anew: bool = False) -> str:
        """An access token that is good for a while yet."""
        if is_anew or time.time() > self._ends - _SPARE_SECONDS:
            answer = await self._client.post(
                "/oauth/token",
                data={"grant_type": "client_credentials"},
                auth=(self.credentials.client_id, self.credentials.client_secret),
            )
            told = answer.raise_for_status().json()
            self._token, self._ends = told["access_token"], time.time() + told["expires_in"]
        return self._token

    async def organisation(self) -> str:
        """Id of the body for which this partner acts, as its token says."""
        payload = (await self.token()).split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return str(claims.get("org") or "")

    async def get(self, path: str, **query: Any) -> httpx2.Response:
        """Read; with a fresh token where the old one is no longer good."""
        for is_anew in (False, True):
            headers = {"Authorization": f"Bearer {await self.token(is_anew=is_anew)}"}
            answer = await self._client.get(path, params=query, headers=headers)
            if answer.status_code != _UNAUTHORISED:
                break
        return answer

    async def post(self, path: str, body: Any, key: str = "") -> httpx2.Response:
        """Send a command; the same key makes a repeat of it harmless."""
        headers = {
            "Authorization": f"Bearer {await self.token()}",
            "Idempotency-Key": key or str(uuid4()),
        }
        return await self._client.post(path, json=body, headers=headers)

    async def subscribe(self, url: str, after: int | None = None) -> None:
        """Have every event after a position sent to an address; what an earlier run subscribed is closed."""
        known = (await self.get(_SUBSCRIPTIONS)).raise_for_status().json()
        held = [each for each in known if each["state"] != "closed"]
        for each in held:
            done = "resumption" if each["url"] == url else "closure"
            (await self.post(f"{_SUBSCRIPTIONS}/{each['id']}/{done}", {})).raise_for_status()
        if url not in {each["url"] for each in held}:
            wanted = {"url": url, "kinds": ["*"], "after": after}
            (await self.post(_SUBSCRIPTIONS, wanted)).raise_for_status()

    async def report(
        self, event_id: str, body: bytes, *, secret: str = "", at: datetime | None = None
    ) -> httpx2.Response:
        """Send a message to the inbox, signed over the very bytes that go out."""
        instant = at or datetime.now(UTC)  # noqa: TID251 — the partner's clock
        signer = Webhook(secret or self.credentials.inbox_secret)
        headers = {
            "content-type": "application/cloudevents+json",
            "webhook-id": event_id,
            "webhook-timestamp": str(int(instant.timestamp())),
            "webhook-signature": signer.sign(event_id, instant, body.decode()),
        }
        path = f"/v1/inbox/{self.credentials.partner}"
        return await self._client.post(path, content=body, headers=headers)

    async def keys(self) -> dict[str, Any]:
        """The public keys of the service, with which its packages are signed."""
        answer = await self._client.get("/.well-known/package-keys.json")
        keys: dict[str, Any] = answer.raise_for_status().json()
        return keys
