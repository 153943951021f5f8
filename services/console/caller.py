"""Who sees the pages: somebody who signed in, or in a trial whoever sits at this machine."""

import ipaddress

import msgspec
from starlette.requests import Request

from services.access.sessions import SignedIn
from services.workflow.domain.dispute.permissions import FIGURES, reading_scope
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded.views import Relation, Scope

FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"})
"""What a proxy adds: behind one the connection no longer tells who calls."""
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class ConsoleCaller(msgspec.Struct, frozen=True, kw_only=True):
    """As whom the pages read: what lies in `scope`; without one nobody may, and they only say so."""

    scope: Scope | None
    region: str | None = None
    """Digits that every region begins with of which figures may be asked; none: of all."""
    may_ask_figures: bool = True
    signed_in: SignedIn | None = None
    """Who it is; nobody in particular in a trial."""

    def may_see(self, request: Request) -> bool:
        """Whether this request may be answered though nobody signed in: in a trial, from here."""
        return self.scope is not None and is_at_this_machine(request)


def console_caller(*, is_development: bool, region: str | None = None) -> ConsoleCaller:
    """Decide who sees the pages without signing in.

    In development mode whoever sits at this machine, for the region given or for all that the
    log has; in production nobody.
    """
    if not is_development:
        return ConsoleCaller(scope=None)
    if region is None:
        return ConsoleCaller(scope=Scope(relation=Relation.NONE))
    stem = RegionCode(region).stem
    return ConsoleCaller(scope=Scope(relation=Relation.OWN_REGION, value=stem), region=stem)


def caller_of(signed_in: SignedIn) -> ConsoleCaller:
    """As whom somebody who signed in reads: by the very table that is asked of tokens."""
    actor = signed_in.actor
    return ConsoleCaller(
        scope=reading_scope(actor),
        region=actor.region,
        may_ask_figures=actor.role in FIGURES,
        signed_in=signed_in,
    )


def is_at_this_machine(request: Request) -> bool:
    """Whether the request comes from this machine, by a local name, through no proxy.

    The name is asked for as well, so that a page of another site cannot read through
    a browser on this machine.
    """
    return (
        not FORWARDED & {name.lower() for name in request.headers}
        and _is_loopback(request.client.host if request.client else "")
        and (request.url.hostname or "") in LOCAL_NAMES
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
