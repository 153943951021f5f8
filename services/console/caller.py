"""Who sees the pages: one decision, made once at the start, asked for on every request."""

import ipaddress

import msgspec
from starlette.requests import Request

from services.workflow.domain.given import Actor, Role

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class ConsoleCaller(msgspec.Struct, frozen=True, kw_only=True):
    """As whom the pages read. `actor` is none where nobody may: then they only say so."""

    actor: Actor | None

    def may_see(self, request: Request) -> bool:
        """Whether this request may be answered with data: from this machine, by a local name.

        The name is asked for as well, so that a page of another site cannot read through
        a browser on this machine.
        """
        return (
            self.actor is not None
            and _is_loopback(request.client.host if request.client else "")
            and (request.url.hostname or "") in LOCAL_NAMES
        )


def console_caller(*, is_development: bool, region: str) -> ConsoleCaller:
    """Decide who sees the pages.

    While there are no accounts: in development mode whoever sits at this machine, reading as
    the supervisor of the region; in production nobody.
    """
    if not is_development:
        return ConsoleCaller(actor=None)
    return ConsoleCaller(actor=Actor(account="local-operator", role=Role.SUPERVISOR, region=region))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
