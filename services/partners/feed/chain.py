"""The items of a feed, and the chain over them by which a reader proves that none is missing."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

START: Final = bytes(32)
"""The chain before the first item."""
_NUMBER_BYTES: Final = 8


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a partner was told."""

    sequence: int
    """Counts 1, 2, 3 … in this feed."""
    position: int
    """Of the event in the log; positions between two items are of events not told here."""
    previous: int
    """Position of the item before; 0 for the first."""
    chain: bytes
    body: bytes
    """CloudEvents 1.0 JSON, the very bytes."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Where a feed is not as it was told."""

    sequence: int
    """The first item at which it shows."""
    code: str
    """`missing`, `order`, `previous` or `content`."""


def linked(chain: bytes, sequence: int, position: int, body: bytes) -> bytes:
    """The chain after one more item."""
    numbers = sequence.to_bytes(_NUMBER_BYTES, "big") + position.to_bytes(_NUMBER_BYTES, "big")
    return hashlib.sha256(chain + numbers + hashlib.sha256(body).digest()).digest()


def faults(items: Iterable[Item]) -> Iterator[Fault]:
    """Everything that is wrong with items that were saved in the order in which they were told.

    An item that does not begin the feed is taken as it is: what comes after rests on it. Whoever
    wants to know that nothing was cut off at the end compares the last chain with the feed's head.
    """
    before: Item | None = None
    for item in items:
        if before is None and item.sequence != 1:
            before = item
            continue
        sequence, position, chain = (
            (before.sequence, before.position, before.chain) if before else (0, 0, START)
        )
        if item.sequence != sequence + 1 or item.position <= position:
            is_cut = item.sequence > sequence and item.position > position
            yield Fault(sequence=item.sequence, code="missing" if is_cut else "order")
        elif item.previous != position:
            yield Fault(sequence=item.sequence, code="previous")
        elif item.chain != linked(chain, item.sequence, item.position, item.body):
            yield Fault(sequence=item.sequence, code="content")
        before = item
