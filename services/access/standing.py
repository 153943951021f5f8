"""Whether the one whom a token of ours names may still call: asked with each verification."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from services.access.accounts import Accounts
from services.access.client import ID_PREFIX
from services.access.clients import Clients
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.workflow.application.ports import StoreUnavailable

_AWAY = (*LOST_CONNECTION, *OVERLOADED)


class StandingCallers:
    """Clients that are not disabled, accounts that are not and whose password has not changed."""

    def __init__(self, clients: Clients, accounts: Accounts) -> None:
        self._clients = clients
        self._accounts = accounts

    async def stands(self, claims: Mapping[str, Any]) -> bool:
        """Whether the token is still good. Raises StoreUnavailable."""
        subject = str(claims["sub"])
        try:
            if subject.startswith(ID_PREFIX):
                client = await self._clients.find(subject)
                return client is not None and client.disabled_at is None
            issued_at = datetime.fromtimestamp(int(claims["iat"]), UTC)
            return await self._accounts.stands(subject, issued_at)
        except _AWAY as error:
            raise StoreUnavailable from error
