"""A subscription: to which address which events of a partner's feed are pushed, and where it stands."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from services.kit.addresses import is_permitted
from services.partners.deliveries.ladder import FAILURES_TO_OPEN
from services.workflow.domain.invalid import InvalidValue

LONGEST_URL: Final = 2_000
MOST_KINDS: Final = 100
PATTERN: Final = r"^(\*|[A-Z][A-Za-z]{0,79}\*?)$"
"""An event's name, the beginning of names followed by `*`, or `*` alone."""
_PATTERN: Final = re.compile(PATTERN)


class SubscriptionState(StrEnum):
    """Where a subscription stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    """Nothing is sent until it is resumed; then it goes on where it was."""
    DISABLED = "disabled"
    """The receiver answered 410 Gone: nothing is sent until somebody resumes it."""
    CLOSED = "closed"
    """Ended for good; its log stays."""


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """One subscription as it is now."""

    id: UUID
    partner: UUID
    url: str
    kinds: tuple[str, ...]
    state: SubscriptionState = SubscriptionState.ACTIVE
    reason: str = ""
    """Why it is in that state."""
    changed_at: datetime
    created_at: datetime
    from_position: int
    """Events after this position are sent."""
    planned_to: int
    """Up to this position of the feed deliveries have been made."""
    failures: int = 0
    """Attempts that failed since the last that did not."""
    open_until: datetime | None = None
    """Nothing is sent before this instant, as too much failed; the next success ends it."""
    asked_until: datetime | None = None
    """Nothing is sent before this instant, as the receiver asked for it; no success ends it."""

    @property
    def resting_until(self) -> datetime | None:
        """Nothing is sent before this instant, whatever the reason."""
        return max((each for each in (self.open_until, self.asked_until) if each), default=None)

    @property
    def is_probed(self) -> bool:
        """Whether one delivery alone may be tried, to see whether the receiver is back."""
        return self.failures >= FAILURES_TO_OPEN


def checked_url(url: str, *, may_be_private: bool) -> str:
    """An address that may be subscribed. Raises InvalidValue.

    What its name resolves to is checked at every connection; only what is plain from the text is
    refused here.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _refused("not_a_url", "不是有效的网址", "is not a valid address") from None
    is_plain = url.isascii() and url.isprintable() and " " not in url
    if not is_plain or len(url) > LONGEST_URL or not host or port == 0:
        raise _refused("not_a_url", "不是有效的网址", "is not a valid address")
    if parts.scheme != "https" and not (parts.scheme == "http" and may_be_private):
        raise _refused("not_https", "须为 https 网址", "must be an https address")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _refused(
            "not_plain", "网址不得含用户名、密码或片段", "must have no user, password or fragment"
        )
    if not may_be_private and (_is_inner_name(host) or _is_inner_address(host)):
        raise _refused(
            "private_address", "不得指向内部地址", "must not lead to an address that is not public"
        )
    return url


def checked_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns, each once. Raises InvalidValue."""
    if not 0 < len(kinds) <= MOST_KINDS or not all(_PATTERN.match(kind) for kind in kinds):
        raise InvalidValue(
            "not_a_pattern",
            zh="须为事件名称、以 * 结尾的名称开头，或 *",
            en="must be names of events, beginnings of names with *, or *",
        )
    return tuple(dict.fromkeys(kinds))


def as_like(kinds: tuple[str, ...]) -> list[str]:
    """The patterns as LIKE takes them; no name has a character that LIKE reads otherwise."""
    return [kind.replace("*", "%") for kind in kinds]


def _is_inner_name(host: str) -> bool:
    return host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".arpa"))


def _is_inner_address(host: str) -> bool:
    is_address = ":" in host or host.replace(".", "").isdigit()
    return is_address and not is_permitted(host)


def _refused(code: str, zh: str, en: str) -> InvalidValue:
    return InvalidValue(code, zh=zh, en=en)
