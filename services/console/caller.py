"""Who sees the pages: one decision, made once at the start, asked for on every request."""

import ipaddress

import msgspec
from starlette.requests import Request

from services.workflow.recorded.views import Relation, Scope

FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
"""What a proxy adds: behind one the connection no longer tells who calls."""
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class ConsoleCaller(msgspec.Struct, frozen=True, kw_only=True):
    """As whom the pages read: what lies in `scope`; without one nobody may, and they only say so."""

    scope: Scope | None

    def may_see(self, request: Request) -> bool:
        """Whether this request may be answered with data: from this machine, by a local name.

        The name is asked for as well, so that a page of another site cannot read through
        a browser on this machine.
        """
        return (
            self.scope is not None
            and not FORWARDED & {name.lower() for name in request.headers}
            and _is_loopback(request.client.host if request.client else "")
            and (request.url.hostname or "") in LOCAL_NAMES
        )


def console_caller(*, is_development: bool, region: str | None = None) -> ConsoleCaller:
    """Decide who sees the pages.

    While there are no accounts: in development mode whoever sits at this machine, for the
    region given or for all that the log has; in production nobody.
    """
    if not is_development:
        return ConsoleCaller(scope=None)
    if region is None:
        return ConsoleCaller(scope=Scope(relation=Relation.NONE))
    return ConsoleCaller(scope=Scope(relation=Relation.OWN_REGION, value=region))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
