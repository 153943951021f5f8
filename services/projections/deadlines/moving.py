"""What moved a deadline, and why: the rows of the journal, from what a row said and what it says now."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from services.projections.deadlines.computing import SUSPENDED, Computed
from services.projections.deadlines.due import Due, Key
from services.workflow.recorded.views import ClockFacts, DeadlineStatus

CALENDAR, RULE_PACK = "calendar", "rule_pack"
"""Causes that are no event."""


class Change(StrEnum):
    """What of a deadline changed."""

    START = "start"
    EXTENSION = "extension"
    """The last day was extended, agreed on or named by a body."""
    SUSPENSION = "suspension"
    INTERRUPTION = "interruption"
    RULE = "rule"
    """Another version of the rules, or another rule in its place."""
    CALENDAR = "calendar"
    """The working days of the region, or that its year is now published."""
    MET = "met"
    ENDED = "ended"
    BEGAN_AGAIN = "began_again"
    BEGAN = "began"
    """With a correction or annulment: there was none."""
    WAS_OVER = "was_over"
    """It had been met, or had ended, when what it rests on was put right."""


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """What the change followed from."""

    topic: str
    """Of an event; or `calendar`, `rule_pack`."""
    position: int
    """Of the event; otherwise how far the log had been read."""
    recorded_at: datetime


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the journal; the order of the fields is that of the statement."""

    dispute: UUID
    rule: str
    about: str
    changes: tuple[Change, ...]
    start_was: date | None
    start_is: date | None
    natural_was: date | None
    natural_is: date | None
    rolled_was: date | None
    rolled_is: date | None
    cause: str
    position: int
    recorded_at: datetime
    calendar_was: str
    calendar_is: str
    rule_pack_was: str
    rule_pack_is: str
    relied_on: dict[str, Any]


def moves(
    was: Mapping[Key, Due], now: Computed, cause: Cause, ended: Collection[Key]
) -> Iterator[Move]:
    """What is to be written to the journal; `ended` are keys that it knows to have been over."""
    rows = {row.key: row for row in now.rows}
    for key, old in was.items():
        if key not in rows:
            yield _move(key, old, None, (_gone(old, now, cause),), now, cause)
    for key, new in rows.items():
        before = was.get(key)
        if before is None:
            if key in ended:
                yield _move(key, None, new, (Change.BEGAN_AGAIN,), now, cause)
        elif _has_moved(before, new) and (why := changes(before, new, cause)):
            yield _move(key, before, new, why, now, cause)


def changes(was: Due, now: Due, cause: Cause) -> tuple[Change, ...]:
    """Why it moved; nothing where only days passed while it was suspended."""
    why = tuple(change for change, said in _FACTS.items() if said(was.facts) != said(now.facts))
    if why:
        return why
    if cause.topic == RULE_PACK or (was.rule_pack != now.rule_pack):
        return (Change.RULE,)
    if cause.topic == CALENDAR or (was.calendar != now.calendar and now.status != SUSPENDED):
        return (Change.CALENDAR,)
    return ()


_FACTS: dict[Change, Callable[[ClockFacts], Any]] = {
    Change.START: lambda facts: facts.start_on,
    Change.EXTENSION: lambda facts: (facts.until, facts.extension),
    Change.SUSPENSION: lambda facts: (facts.suspended, facts.suspended_since),
    Change.INTERRUPTION: lambda facts: facts.interrupted,
}


def _has_moved(was: Due, now: Due) -> bool:
    return _dates(was) != _dates(now)


def _dates(row: Due) -> tuple[Any, ...]:
    return row.start_on, row.due_natural, row.due_rolled, row.provisional, row.status


def _gone(old: Due, now: Computed, cause: Cause) -> Change:
    status = now.over.get((old.rule, old.about))
    if status is DeadlineStatus.MET:
        return Change.MET
    is_other_rule = cause.topic == RULE_PACK and status is None
    return Change.RULE if is_other_rule else Change.ENDED


def _move(
    key: Key, was: Due | None, now: Due | None, why: tuple[Change, ...], to: Computed, cause: Cause
) -> Move:
    known = now or was
    assert known is not None
    before = was or known
    return Move(
        dispute=key.dispute,
        rule=key.rule,
        about=key.about,
        changes=why,
        start_was=was.start_on if was else None,
        start_is=now.start_on if now else None,
        natural_was=was.due_natural if was else None,
        natural_is=now.due_natural if now else None,
        rolled_was=was.due_rolled if was else None,
        rolled_is=now.due_rolled if now else None,
        cause=cause.topic,
        position=cause.position,
        recorded_at=cause.recorded_at,
        calendar_was=before.calendar,
        calendar_is=known.calendar,
        rule_pack_was=before.rule_pack,
        rule_pack_is=known.rule_pack,
        relied_on={"bodies": to.involved},
    )
