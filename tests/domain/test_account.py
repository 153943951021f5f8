"""The address of a calendar: one per account, reading as whoever opened it, until it is closed."""

from uuid import UUID, uuid4

import pytest

from services.workflow.domain.account import (
    Account,
    CalendarFeedClosed,
    close_feed,
    evolve,
    open_feed,
)
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor, Role
from tests.support.builders import CENTRE, MEDIATOR, ON
from tests.support.given_when_then import given_on

STREAM: UUID = uuid4()
MEI = Actor(account="mei", role=Role.MEDIATOR, organisation=CENTRE, mediator=MEDIATOR)


def opened(digest: str, account: Account, actor: Actor = MEI) -> Account:
    (event,) = open_feed(digest, given_on(ON, actor=actor))
    return evolve(account, event, STREAM)


def test_an_address_reads_as_whoever_opened_it() -> None:
    account = opened("aa", Account())

    assert account.feed is not None
    assert (account.feed.digest, account.feed.reads_as) == ("aa", MEI)


def test_a_new_address_takes_the_place_of_the_old() -> None:
    account = opened("bb", opened("aa", Account()))

    assert account.feed is not None
    assert account.feed.digest == "bb"


def test_a_closed_address_is_gone_and_is_not_closed_again() -> None:
    account = opened("aa", Account())
    (closed,) = close_feed(account, given_on(ON, actor=MEI))
    account = evolve(account, closed, STREAM)

    assert isinstance(closed, CalendarFeedClosed)
    assert account.feed is None
    with pytest.raises(Refusal) as caught:
        close_feed(account, given_on(ON, actor=MEI))
    assert caught.value.code == "no_calendar_open"


def test_who_belongs_to_no_body_has_no_calendar() -> None:
    supervisor = Actor(account="s", role=Role.SUPERVISOR, region="650105")

    with pytest.raises(Refusal) as caught:
        open_feed("aa", given_on(ON, actor=supervisor))
    assert caught.value.code == "calendar_needs_a_body"
