"""Whether those still stand whom a token names, or who opened the secret address of a calendar."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from services.access.accounts import Accounts
from services.access.area import stem_of
from services.access.client import ID_PREFIX
from services.access.clients import Clients
from services.kit.database import LOST_CONNECTION, OVERLOADED, fetch
from services.workflow.application.ports import StoreUnavailable
from services.workflow.domain.given import Actor

_HOLDS: Final = """
SELECT role, organisation, region, mediator, disabled_at FROM access.accounts WHERE account = $1
UNION ALL
SELECT role, organisation, region, NULL, disabled_at FROM access.clients WHERE client_id = $1
"""
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


class StandingReaders:
    """Accounts and clients on our lists that still are what they were when they opened an address."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    async def stands(self, actor: Actor) -> bool:
        """Whether it does; so does a name that is on no list, of whom we know nothing else.

        Raises StoreUnavailable.
        """
        try:
            rows = await fetch(self._pool, _HOLDS, actor.account)
        except _AWAY as error:
            raise StoreUnavailable from error
        if not rows:
            return not actor.account.startswith(ID_PREFIX)
        row = rows[0]
        if row["role"] is None:
            # A partner's client: role and body are those of the partner, whose profile is asked too.
            return row["disabled_at"] is None
        stands_as = (row["role"], row["organisation"], stem_of(row["region"]), row["mediator"])
        opened_as = (str(actor.role), actor.organisation, actor.region, actor.mediator)
        return row["disabled_at"] is None and stands_as == opened_as
