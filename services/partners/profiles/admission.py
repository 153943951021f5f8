"""What a call must pass besides its token: its scope, and of a partner that it is active and its rate."""

import math
from typing import Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from services.kit.clock import Clock
from services.kit.problem_details import FORBIDDEN, Problem
from services.partners.profiles.partner import Partner, PartnerScope
from services.partners.profiles.store import Profiles
from services.workflow.http.hiding import NOTHING, Hidden
from services.workflow.http.identity import Caller
from services.workflow.http.problems import TOO_MANY

KNOWN_FOR_SECONDS: Final = 5.0
"""How long a profile is not read again: so soon does a deactivated partner stop."""
SCOPES: Final[tuple[tuple[str, PartnerScope], ...]] = (
    ("/v1/feed", PartnerScope.FEED),
    ("/v1/subscriptions", PartnerScope.WEBHOOKS),
    ("/v1/deliveries", PartnerScope.WEBHOOKS),
    ("/v1/partners", PartnerScope.WEBHOOKS),
    ("/v1/inbox-messages", PartnerScope.WEBHOOKS),
    ("/v1/packages", PartnerScope.HANDOFF),
    ("/v1/reconciliation", PartnerScope.HANDOFF),
    ("/v1/imports", PartnerScope.IMPORT),
    ("/v1/files", PartnerScope.FILES),
)
"""How addresses begin to the scope that they ask for; all others ask to read or to write."""
EXPORT: Final = "/v1/ledger"
"""A file with everything in it: not for a partner from which anything is hidden."""
CALENDARS: Final = "/v1/calendar-feeds"
OF_SIGN_IN: Final = frozenset({"openid", "profile", "email", "address", "phone", "offline_access"})
"""Scopes of OpenID Connect: outside issuers write them into people's tokens; they open nothing here."""
_READS: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class PartnerAdmission:
    """One per process; the rate is counted per process, and over all of them by the load balancer."""

    def __init__(self, profiles: Profiles, clock: Clock) -> None:
        self._profiles = profiles
        self._clock = clock
        self._rates = MovingWindowRateLimiter(MemoryStorage())
        self._known: dict[str, tuple[Partner | None, float]] = {}

    async def admit(self, caller: Caller, method: str, path: str) -> Hidden:
        """What the partner is not shown, or raise a Problem (403, 429).

        A token that names scopes opens nothing else, whoever calls. One of nobody's partner that
        names none is for whatever its role may.
        """
        wanted = wanted_scope(method, path)
        if caller.partner is None:
            named = (caller.scopes or frozenset()) - OF_SIGN_IN
            _require(not named or wanted in named, wanted)
            if path.rstrip("/") == CALENDARS:
                # The address that is told reads for as long as it is open.
                _require(not named or PartnerScope.READ in named, PartnerScope.READ)
            return NOTHING
        partner = await self._partner(caller.partner)
        if partner is None or not partner.is_active:
            raise Problem(FORBIDDEN, zh="该合作单位已停用", en="the partner is not active")
        await self._keep_rate(partner)
        _require(wanted in (caller.scopes or frozenset()) and wanted in partner.scopes, wanted)
        if wanted is PartnerScope.FEED:
            # What is hidden was left out before an item was kept: its bytes are chained.
            return NOTHING
        hidden = partner.hidden_in_answers
        if hidden and path.startswith(EXPORT):
            raise Problem(
                FORBIDDEN, zh="不得整表导出", en="no export for a partner with hidden fields"
            )
        return Hidden(members=hidden, papers=frozenset(partner.hidden_documents))

    async def _partner(self, code: str) -> Partner | None:
        now = self._clock.now().timestamp()
        partner, read_at = self._known.get(code, (None, -math.inf))
        if not 0 <= now - read_at < KNOWN_FOR_SECONDS:
            partner = await self._profiles.find(code)
            self._known[code] = (partner, now)
        return partner

    async def _keep_rate(self, partner: Partner) -> None:
        rate = RateLimitItemPerMinute(partner.requests_per_minute)
        if await self._rates.hit(rate, partner.code):
            return
        window = await self._rates.get_window_stats(rate, partner.code)
        wait = max(1, math.ceil(window.reset_time - self._clock.now().timestamp()))
        # The window is counted by the machine's clock, which need not be that of the service.
        raise Problem(TOO_MANY, headers={"Retry-After": str(min(wait, 60))})


def _require(has_it: bool, wanted: PartnerScope) -> None:  # noqa: FBT001
    if not has_it:
        raise Problem(
            FORBIDDEN,
            zh=f"令牌没有所需的权限范围：{wanted}",
            en=f"the token lacks the scope {wanted}",
            headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{wanted}"'},
        )


def wanted_scope(method: str, path: str) -> PartnerScope:
    """The scope that a call asks for."""
    for begins, scope in SCOPES:
        if path == begins or path.startswith(f"{begins}/"):
            return scope
    if "/files" in path or path.endswith("/evidence"):
        return PartnerScope.FILES
    if path.endswith("/package"):
        return PartnerScope.HANDOFF
    return PartnerScope.READ if method in _READS else PartnerScope.WRITE
