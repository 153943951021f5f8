"""Calls the service over HTTP, as a partner's system does: tokens, JSON, signed messages."""

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

_SECONDS = 40


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body read as JSON; none where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.status} {self.body[:300].decode('utf-8', 'replace')}"


@dataclass(kw_only=True)
class Partner:
    """Who checks: its credentials, and what else it told on the command line."""

    service: str
    client_id: str
    client_secret: str
    code: str = ""
    inbox_secret: str = ""
    webhook_secret: str = ""
    listen: str = ""
    """Where webhooks may be received, such as 127.0.0.1:9000."""
    webhook_url: str = ""
    """Under which address the service reaches that."""
    referral: str = ""
    """`<dispute>/<offer>`: one that was offered to this partner."""
    application: str = ""
    """File with the body of an application; with it a dispute is registered."""
    _token: str = field(default="", repr=False)

    def token(self) -> str:
        """An access token."""
        if not self._token:
            answer = self.token_answer(self.client_secret)
            if answer.status != 200:  # noqa: PLR2004
                raise RuntimeError(f"no token: {answer}")
            self._token = answer.json["access_token"]
            self.code = self.code or str(claims_of(self._token).get("partner") or "")
        return self._token

    def token_answer(self, secret: str, *, in_form: bool = False) -> Answer:
        """What the token endpoint says to a secret, in the Authorization header or in the form."""
        told, headers = {"grant_type": "client_credentials"}, {}
        if in_form:
            told |= {"client_id": self.client_id, "client_secret": secret}
        else:
            pair = f"{self.client_id}:{secret}".encode()
            headers["Authorization"] = "Basic " + base64.b64encode(pair).decode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urllib.parse.urlencode(told).encode()
        return self.call("POST", "/oauth/token", body, headers)

    def get(self, path: str, **query: Any) -> Answer:
        """Read, with a token."""
        told = f"{path}?{urllib.parse.urlencode(query)}" if query else path
        return self.call("GET", told, None, {"Authorization": f"Bearer {self.token()}"})

    def post(self, path: str, body: Any, key: str, **more: str) -> Answer:
        """Send JSON, with a token and an Idempotency-Key."""
        headers = {
            "Authorization": f"Bearer {self.token()}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
            **more,
        }
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.call("POST", path, sent, headers)

    def report(
        self, message_id: str, body: bytes, *, secret: str = "", age: float = 0, **more: str
    ) -> Answer:
        """Send a message to the inbox, signed; `age` is how many seconds ago it was."""
        at = str(int(time.time() - age))
        headers = {
            "Content-Type": "application/cloudevents+json",
            "webhook-id": message_id,
            "webhook-timestamp": at,
            "webhook-signature": signed(secret or self.inbox_secret, message_id, at, body),
        }
        kept = {name: value for name, value in (headers | more).items() if value}
        return self.call("POST", f"/v1/inbox/{self.code}", body, kept)

    def call(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """Send one request; an answer of any status is an answer."""
        request = urllib.request.Request(  # noqa: S310 — the address is the operator's own
            self.service + path, body, headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                return _answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return _answer(refused.code, refused.headers, refused.read())


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a token, unverified: it came from the issuer itself."""
    payload = token.split(".")[1]
    claims: dict[str, Any] = json.loads(
        base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    )
    return claims


def signed(secret: str, message_id: str, at: str, body: bytes) -> str:
    """The signature header of Standard Webhooks, by hand."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{message_id}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def _answer(status: int, headers: Any, body: bytes) -> Answer:
    return Answer(status=status, headers={k.lower(): v for k, v in headers.items()}, body=body)
