"""Whether a message was signed by who it says, and when: Standard Webhooks, on the bytes as they came."""

import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec
from standardwebhooks import Webhook

from services.partners.profiles.secret import Secret

AHEAD: Final = timedelta(seconds=300)
"""How far the sender's clock may be ahead of ours."""
MOST_SIGNATURES: Final = 10
_ID = re.compile(r"[\x21-\x7e]{1,255}")
_TIMESTAMP = re.compile(r"[1-9][0-9]{8,10}")
_LONGEST_HEADER: Final = 2_048


class Reason(StrEnum):
    """Why a message is taken from nobody. The sender is not told which."""

    MISSING_HEADER = "missing_header"
    MALFORMED_HEADER = "malformed_header"
    UNKNOWN_PARTNER = "unknown_partner"
    INACTIVE_PARTNER = "inactive_partner"
    WRONG_SIGNATURE = "wrong_signature"
    STALE = "stale"
    FUTURE = "future"


class Forged(Exception):
    """The message is taken from nobody."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """What the headers of a message say."""

    id: str
    at: datetime
    signatures: tuple[str, ...]


def read_headers(headers: Mapping[str, str]) -> Signed:
    """The three headers of the standard. Raises Forged."""
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    sent, at, signatures = (headers.get(name, "") for name in names)
    if not (sent and at and signatures):
        raise Forged(Reason.MISSING_HEADER)
    listed = tuple(signatures.split(" "))
    is_formed = _ID.fullmatch(sent) and _TIMESTAMP.fullmatch(at)
    if not is_formed or len(signatures) > _LONGEST_HEADER or len(listed) > MOST_SIGNATURES:
        raise Forged(Reason.MALFORMED_HEADER)
    return Signed(id=sent, at=datetime.fromtimestamp(int(at), UTC), signatures=listed)


def require_in_time(signed: Signed, now: datetime, late_seconds: int) -> None:
    """Raise Forged for one that is ahead of time, or older than the sender's retries can be."""
    if signed.at > now + AHEAD:
        raise Forged(Reason.FUTURE)
    if signed.at < now - timedelta(seconds=late_seconds):
        raise Forged(Reason.STALE)


def is_signed_by(signed: Signed, raw: bytes, secrets: Iterable[Secret]) -> bool:
    """Whether one of the secrets made one of the signatures, compared in constant time.

    The library's own `verify` knows one tolerance for late and early messages, and the machine's
    clock; so it is asked what the signature must be.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False
    sent = [signature.encode("latin-1", "replace") for signature in signed.signatures]
    expected = [
        Webhook(secret.text).sign(signed.id, signed.at, text).encode() for secret in secrets
    ]
    # All are compared, so that the time taken does not tell which it was.
    matches = [hmac.compare_digest(one, each) for one in expected for each in sent]
    return any(matches)
