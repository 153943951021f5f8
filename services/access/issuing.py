"""Tokens of our own: signed by the key of the hour, verified by all that are published."""

from collections.abc import Mapping
from typing import Any

from services.access.signing_keys import LONGEST_TOKEN, SigningKeys
from services.kit.clock import Clock
from services.kit.tokens import TokenIssuer


class OwnTokens:
    """Issues access tokens; one per process."""

    def __init__(self, keys: SigningKeys, *, issuer: str, audience: str, clock: Clock) -> None:
        self.keys = keys
        self.issuer = issuer
        self._audience = audience
        self._clock = clock

    async def issue(self, subject: str, claims: Mapping[str, Any], *, lifetime_seconds: int) -> str:
        """A token for a subject; it never lives longer than its key verifies."""
        assert lifetime_seconds <= LONGEST_TOKEN.total_seconds()
        signing = TokenIssuer(
            await self.keys.signer(), issuer=self.issuer, audience=self._audience, clock=self._clock
        )
        return signing.issue(subject, claims, lifetime_seconds=lifetime_seconds)
