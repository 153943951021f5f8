"""Secret addresses of calendars: who opens and closes them, and whom an address reads as."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID, uuid5

import msgspec
import structlog

from services.kit.clock import Clock, legal_day
from services.workflow.application.ports import (
    AppendRequest,
    EventStore,
    KeyReused,
    Rulebook,
    StateCache,
    StreamWrite,
)
from services.workflow.application.streams import ACCOUNT, MEDIATOR, ORGANISATION, Streams
from services.workflow.domain.account import (
    Account,
    Event,
    close_feed,
    close_feed_of,
    open_feed,
    why_unread,
)
from services.workflow.domain.given import Actor, Given
from services.workflow.domain.mediator import Mediator
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata

ACCOUNTS = UUID("c7d0b7f4-2c1e-5a8f-9a61-4f1c2e7d6504")
"""Namespace: an account is known by its name in tokens."""
_RANDOM_BYTES, _ID_BYTES = 32, 16
_log = structlog.stdlib.get_logger("fengqiao.calendar_feeds")
Stands = Callable[[Actor], Awaitable[bool]]
"""Whether the account or client still stands that opened an address, as whom it reads."""
_SECRET = re.compile(r"[A-Za-z0-9_-]{64}")


def account_id(account: str) -> UUID:
    """The stream of an account."""
    return uuid5(ACCOUNTS, account)


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, and the key under which a repeat gets the first answer."""

    actor: Actor
    key: UUID
    request_hash: bytes


class FeedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the address is open. What is stored with the key never holds the secret."""

    is_open: bool
    position: int = 0
    is_repeat: bool = False
    secret: str | None = None
    """Told once, to whoever opened it."""


class CalendarFeeds:
    """One address per account; a new one takes the place of the old."""

    def __init__(
        self,
        store: EventStore,
        cache: StateCache,
        clock: Clock,
        rulebook: Rulebook,
        stands: Stands,
    ) -> None:
        self._store = store
        self._stands = stands
        self._clock = clock
        self._rulebook = rulebook
        self._streams = Streams(store, cache)

    async def open(self, entry: FeedEntry) -> FeedAnswer:
        """A new secret. A repeat does not tell it again. Raises NotPermitted, KeyReused."""
        account = entry.actor.account
        stream = account_id(account)
        secret = _encoded(stream.bytes + secrets.token_bytes(_RANDOM_BYTES))
        answer = await self._enter(
            entry, account, lambda _, given: open_feed(_digest(secret), given), is_open=True
        )
        return answer if answer.is_repeat else msgspec.structs.replace(answer, secret=secret)

    async def close(self, entry: FeedEntry) -> FeedAnswer:
        """The address leads nowhere from now on. Raises MissingPrerequisite, KeyReused."""
        return await self._enter(entry, entry.actor.account, close_feed, is_open=False)

    async def close_of(self, account: str, entry: FeedEntry) -> FeedAnswer:
        """Close the address of another account, for who answers for its body. Raises as `close`."""
        if account == entry.actor.account:
            return await self.close(entry)
        held: Account
        held, _version = await self._streams.refresh(ACCOUNT, account_id(account))
        region = await self._region(held)
        return await self._enter(
            entry,
            account,
            lambda now, given: close_feed_of(now, region if now.feed == held.feed else "", given),
            is_open=False,
        )

    async def reads_as(self, secret: str) -> Actor | None:
        """As whom an address reads; none for one that is unknown or closed, or whose person left.

        Read from the log itself: what was closed, and who was released, is so at once. So is
        whose account or client was disabled, or is another's now.
        """
        if not _SECRET.fullmatch(secret):
            return None
        stream = UUID(bytes=base64.urlsafe_b64decode(secret)[:_ID_BYTES])
        account: Account
        account, _version = await self._streams.refresh(ACCOUNT, stream)
        feed = account.feed
        # Compared also where there is none: how long it takes tells nothing.
        is_right = hmac.compare_digest(_digest(secret), feed.digest if feed else "")
        if not feed or not is_right:
            return None
        code = why_unread(feed, await self._mediator(feed.reads_as), self._clock.today())
        if not code and not await self._stands(feed.reads_as):
            code = "account_does_not_stand"
        if code:
            _log.info("calendar_feed_unread", account=str(stream), code=code)
            return None
        return feed.reads_as

    async def _mediator(self, actor: Actor) -> Mediator | None:
        if actor.mediator is None:
            return None
        found: Mediator
        found, _version = await self._streams.refresh(MEDIATOR, actor.mediator)
        return found

    async def _region(self, account: Account) -> str:
        """Where the body is that the address reads for; nowhere while none is open."""
        body = account.feed.reads_as.organisation if account.feed else None
        if body is None:
            return ""
        organisation, _version = await self._streams.refresh(ORGANISATION, body)
        return str(organisation.region)

    async def _enter(
        self,
        entry: FeedEntry,
        whose: str,
        decide: Callable[[Account, Given], tuple[Event, ...]],
        *,
        is_open: bool,
    ) -> FeedAnswer:
        stream = account_id(whose)
        async with self._streams.one_at_a_time(stream):
            if (found := await self._store.find_receipt(entry.key)) is not None:
                request_hash, receipt = found
                if request_hash != entry.request_hash:
                    raise KeyReused(entry.key)
                return FeedAnswer(is_open=is_open, position=receipt.position, is_repeat=True)
            account, version = await self._streams.refresh(ACCOUNT, stream)
            events = decide(account, self._given(entry.actor, self._clock.now()))
            meta = self._metadata(entry)
            receipt = await self._store.append(
                AppendRequest(
                    key=entry.key,
                    request_hash=entry.request_hash,
                    answer=msgspec.json.encode(FeedAnswer(is_open=is_open)),
                    subject=stream,
                    writes=(
                        StreamWrite(
                            stream, version, tuple(codec.encode(event, meta) for event in events)
                        ),
                    ),
                )
            )
        return FeedAnswer(is_open=is_open, position=receipt.position, is_repeat=receipt.is_repeat)

    def _given(self, actor: Actor, now: datetime) -> Given:
        return Given(
            actor=actor,
            today=legal_day(now),
            occurred_on=legal_day(now),
            occurred_at=now,
            rules=self._rulebook.pack(""),
            calendar=self._rulebook.calendar(""),
        )

    def _metadata(self, entry: FeedEntry) -> Metadata:
        actor = entry.actor
        return Metadata(
            actor=actor.account,
            role=actor.role.value,
            organisation=actor.organisation,
            on_behalf_of=actor.on_behalf_of,
            command_id=entry.key,
            correlation_id=entry.key,
            rule_pack=self._rulebook.pack("").version,
            calendar=self._rulebook.calendar("").version,
        )


def _encoded(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).decode()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
