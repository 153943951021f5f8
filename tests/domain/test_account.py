"""The address of a calendar: one per account, reading as whoever opened it, until it is closed."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from services.workflow.domain.account import (
    Account,
    CalendarFeedClosed,
    close_feed,
    close_feed_of,
    evolve,
    open_feed,
    why_unread,
)
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.mediator import Certificate, Mediator, Term
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


PLACE = "650105013"
ON_ROSTER = Mediator(
    id=MEDIATOR,
    certificates=(Certificate("T-1", date(2024, 1, 1), date(2027, 12, 31)),),
    terms=(Term(CENTRE, date(2024, 1, 1)),),
)


@pytest.mark.parametrize(
    "actor",
    [
        Actor(account="bureau", role=Role.SUPERVISOR, region="650105"),
        Actor(account="bureau", role=Role.SUPERVISOR, region="65"),
        Actor(account="operator", role=Role.SYSTEM),
    ],
)
def test_who_answers_for_the_body_closes_the_address_of_its_people(actor: Actor) -> None:
    account = opened("aa", Account())
    (closed,) = close_feed_of(account, PLACE, given_on(ON, actor=actor))

    assert evolve(account, closed, STREAM).feed is None
    with pytest.raises(Refusal) as caught:
        close_feed_of(Account(), "", given_on(ON, actor=actor))
    assert caught.value.code == "no_calendar_open_for_account"


@pytest.mark.parametrize(
    "actor",
    [
        MEI,
        Actor(account="clerk", role=Role.CLERK, organisation=CENTRE, region="650105"),
        Actor(account="bureau", role=Role.SUPERVISOR, region="650106"),
        Actor(account="bureau", role=Role.SUPERVISOR, region="CN"),
        Actor(account="bureau", role=Role.SUPERVISOR),
    ],
)
def test_nobody_else_closes_an_address_of_another(actor: Actor) -> None:
    with pytest.raises(Refusal) as caught:
        close_feed_of(opened("aa", Account()), PLACE, given_on(ON, actor=actor))

    assert caught.value.code == "calendar_of_another"


@pytest.mark.parametrize(
    ("mediator", "code"),
    [
        (ON_ROSTER, ""),
        (None, "mediator_not_on_roster"),
        (Mediator(), "mediator_not_on_roster"),
        (replace(ON_ROSTER, terms=()), "mediator_not_in_term"),
        (replace(ON_ROSTER, terms=(Term(uuid4(), date(2024, 1, 1)),)), "mediator_not_in_term"),
        (
            replace(ON_ROSTER, terms=(Term(CENTRE, date(2024, 1, 1), date(2025, 12, 31)),)),
            "mediator_not_in_term",
        ),
        (replace(ON_ROSTER, certificates=()), "mediator_not_certified"),
    ],
)
def test_a_mediator_s_address_reads_while_the_roster_has_the_person_there(
    mediator: Mediator | None, code: str
) -> None:
    feed = opened("aa", Account()).feed

    assert feed is not None
    assert why_unread(feed, mediator, ON) == code


def test_the_address_of_a_clerk_rests_on_no_roster() -> None:
    clerk = Actor(account="clerk", role=Role.CLERK, organisation=CENTRE)
    feed = opened("aa", Account(), clerk).feed

    assert feed is not None
    assert why_unread(feed, None, ON) == ""
