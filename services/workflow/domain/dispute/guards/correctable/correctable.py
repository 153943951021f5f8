"""What is to be said of one kind of fact so that it can be corrected, and days of a record as such."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import Dependent
from services.workflow.domain.dispute.parts import InterruptionCause
from services.workflow.domain.dispute.state import Dispute

replace = msgspec.structs.replace

DayOf = Callable[..., date | None]
"""From the dispute and the numbers of the items, a day it knows of."""
Days = tuple[tuple[int, date], ...]
"""By number of the party."""


class Correctable(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of fact. Its functions take the dispute, then the numbers of the items."""

    kind: Kind
    exists: Callable[..., bool]
    read: Callable[..., object]
    """The value that counts now; None: nothing is recorded."""
    write: Callable[..., Dispute]
    """Takes the new value, as text, between the dispute and the numbers."""
    is_optional: bool = False
    """Whether the fact may also be corrected from or to nothing."""
    dependents: tuple[Dependent, ...] = ()
    follows: DayOf | None = None
    """The day before which it cannot have been."""
    precedes: DayOf | None = None
    """The day after which it cannot have been."""
    interruption: InterruptionCause | None = None
    """What happened on the day interrupted limitation for this cause."""

    def value(self, dispute: Dispute, *nos: int) -> str | None:
        """The value that counts now, as text; None where the dispute has no such fact."""
        if not self.exists(dispute, *nos):
            return None
        known = self.read(dispute, *nos)
        if known is None:
            return "" if self.is_optional else None
        return str(int(known)) if isinstance(known, int) else str(known)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record of the dispute in which facts stand."""

    get: Callable[..., Any]
    """None: there is none of that number."""
    put: Callable[..., Dispute]
    """Takes the record between the dispute and the numbers."""

    def day(self, name: str, **more: Any) -> Correctable:
        """A day that the record holds under this name."""

        def write(dispute: Dispute, new: str, *nos: int) -> Dispute:
            record = replace(self.get(dispute, *nos), **{name: day(new)})
            return self.put(dispute, record, *nos)

        return Correctable(
            kind=Kind.DAY,
            exists=lambda dispute, *nos: self.get(dispute, *nos) is not None,
            read=lambda dispute, *nos: getattr(self.get(dispute, *nos), name),
            write=write,
            **more,
        )

    def of_party(self, name: str, **more: Any) -> Correctable:
        """Each party's own day in a list of the record; the last number is the party's."""

        def write(dispute: Dispute, new: str, *nos: int) -> Dispute:
            *owner, party = nos
            record = self.get(dispute, *owner)
            days = moved(getattr(record, name), party, new)
            return self.put(dispute, replace(record, **{name: days}), *owner)

        def read(dispute: Dispute, *nos: int) -> date | None:
            *owner, party = nos
            return dict(getattr(self.get(dispute, *owner), name, ())).get(party)

        return Correctable(
            kind=Kind.DAY,
            exists=lambda dispute, *nos: read(dispute, *nos) is not None,
            read=read,
            write=write,
            **more,
        )


def plain(name: str) -> Record:
    """The one record that the dispute has under this name, where it has one."""
    return Record(
        get=lambda dispute: getattr(dispute, name),
        put=lambda dispute, record: replace(dispute, **{name: record}),
    )


def day(text: str) -> date | None:
    """The day that a corrected value says; none for an optional one that is nothing."""
    return date.fromisoformat(text) if text else None


def moved(days: Days, party: int, new: str) -> Days:
    """The days with another one for this party."""
    return tuple((no, date.fromisoformat(new) if no == party else on) for no, on in days)


def same(other: date | None, old: date | None, new: date | None) -> date | None:
    """A day that was told by the same act moves with it; any other stays."""
    return new if other == old else other


def at(items: tuple[Any, ...], no: int) -> Any:
    """The item of that number, counted from 1; none where there are not so many."""
    return items[no - 1] if 1 <= no <= len(items) else None


def with_item(items: tuple[Any, ...], no: int, item: Any) -> tuple[Any, ...]:
    """The items with another one in the place of that number."""
    return (*items[: no - 1], item, *items[no:])
