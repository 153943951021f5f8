"""A feed on the wire: pages and streams of the same items, byte for byte."""

from typing import Final

import msgspec

from services.partners.feed.chain import Item
from services.partners.feed.reading import Head, Page


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """One event that the partner is told of."""

    sequence: int
    """Counts 1, 2, 3 … in this feed."""
    position: int
    """Of the event in the log; positions in between are of events not told here."""
    previous: int
    """Position of the item before; 0 for the first."""
    chain: str
    """SHA-256 in hexadecimal over the chain before (32 zero bytes for the first item), sequence and
    position as 8 bytes each with the highest first, and the SHA-256 of the bytes of `event`."""
    event: msgspec.Raw
    """CloudEvents 1.0 in canonical JSON (RFC 8785); `type` is `fengqiao.event.<name>.v<version>`."""


class FeedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the partner was told after a position. A full page is always the same bytes."""

    items: tuple[FeedItem, ...]
    complete_to: int
    """Position of the log up to which nothing is missing."""
    next: int
    """Position to ask after for what follows."""


class FeedHead(msgspec.Struct, frozen=True, kw_only=True):
    """The end of the partner's feed, to compare what was read with."""

    sequence: int
    """How many items there are."""
    position: int
    """Of the last one."""
    chain: str
    """After the last one."""
    complete_to: int
    """Position of the log up to which it was looked through for this partner."""


ANSWERS: Final[tuple[type, ...]] = (FeedPage, FeedHead)
_encoder = msgspec.json.Encoder(order="sorted")


def page_bytes(page: Page, after: int) -> bytes:
    """The body of a page."""
    return _encoder.encode(
        FeedPage(
            items=tuple(_item(item) for item in page.items),
            complete_to=page.complete_to,
            next=page.items[-1].position if page.items else after,
        )
    )


def item_text(item: Item) -> str:
    """One item, as it also stands in a page."""
    return _encoder.encode(_item(item)).decode()


def head_told(head: Head) -> FeedHead:
    """The head as it is told."""
    return FeedHead(
        sequence=head.sequence,
        position=head.position,
        chain=head.chain.hex(),
        complete_to=head.complete_to,
    )


def _item(item: Item) -> FeedItem:
    return FeedItem(
        sequence=item.sequence,
        position=item.position,
        previous=item.previous,
        chain=item.chain.hex(),
        event=msgspec.Raw(item.body),
    )
