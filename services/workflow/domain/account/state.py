"""An account as its events make it, and the decisions about it."""

from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec

from services.workflow.domain.account.events import (
    CalendarFeedClosed,
    CalendarFeedOpened,
    Event,
)
from services.workflow.domain.dispute.grants import TABLE
from services.workflow.domain.errors import MissingPrerequisite, NotPermitted
from services.workflow.domain.given import Actor, Given, Role
from services.workflow.domain.mediator import Mediator


class CalendarFeed(msgspec.Struct, frozen=True, kw_only=True):
    """An open address of a calendar, by the digest of its secret, and as whom it reads."""

    digest: str
    reads_as: Actor


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one account."""

    feed: CalendarFeed | None = None


def evolve(account: Account, event: Event, _stream_id: UUID) -> Account:
    """The account after the event. Never refuses."""
    match event:
        case CalendarFeedOpened():
            reads_as = Actor(
                account=event.account,
                role=Role(event.role),
                organisation=event.organisation,
                region=event.region,
                mediator=event.mediator,
            )
            feed = CalendarFeed(digest=event.digest, reads_as=reads_as)
            return msgspec.structs.replace(account, feed=feed)
        case CalendarFeedClosed():
            return msgspec.structs.replace(account, feed=None)
        case _:
            assert_never(event)


def open_feed(digest: str, given: Given) -> tuple[Event, ...]:
    """Open an address for the caller, in the place of an earlier one. Refuses without a body."""
    actor = given.actor
    if actor.organisation is None:
        raise NotPermitted("calendar_needs_a_body")
    return (
        CalendarFeedOpened(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            digest=digest,
            account=actor.account,
            role=actor.role.value,
            organisation=actor.organisation,
            region=actor.region,
            mediator=actor.mediator,
        ),
    )


def close_feed(account: Account, given: Given) -> tuple[Event, ...]:
    """Close the address. Refuses where none is open."""
    if account.feed is None:
        raise MissingPrerequisite("no_calendar_open")
    return (CalendarFeedClosed(occurred_on=given.occurred_on, occurred_at=given.occurred_at),)


def close_feed_of(account: Account, region: str, given: Given) -> tuple[Event, ...]:
    """Close the address of somebody else, of a body in `region`.

    That is for the supervisor of the region and for the operator, where its person cannot.
    """
    actor = given.actor
    is_supervisor = actor.role in TABLE["close_calendar_feed_of"] and bool(actor.region)
    if not is_supervisor and actor.role is not Role.SYSTEM:
        raise NotPermitted("calendar_of_another", role=actor.role.value)
    if account.feed is None:
        raise MissingPrerequisite("no_calendar_open_for_account")
    if is_supervisor and not region.startswith(actor.region or "-"):
        raise NotPermitted("calendar_of_another", role=actor.role.value)
    return close_feed(account, given)


def why_unread(feed: CalendarFeed, mediator: Mediator | None, on: date) -> str:
    """Code of why an address leads nowhere on a day though it is open; empty while it is read.

    Whose account was a mediator's reads while the roster has the person for that body.
    """
    actor = feed.reads_as
    if actor.role is not Role.MEDIATOR and actor.mediator is None:
        return ""
    if mediator is None or mediator.id is None:
        return "mediator_not_on_roster"
    if actor.organisation is None or not mediator.serves(actor.organisation, on):
        return "mediator_not_in_term"
    return "" if mediator.certificate(on) else "mediator_not_certified"
