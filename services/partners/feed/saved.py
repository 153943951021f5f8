"""Items as a partner saved them: pages, single items or a stream's data, one after the other."""

from collections.abc import Iterator
from typing import Any

import msgspec

from services.partners.feed.chain import Item


class NotSaved(Exception):
    """A line that is neither an item nor a page of a feed."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{line}: {why}")
        self.line = line
        self.why = why


class _Saved(msgspec.Struct, frozen=True):
    sequence: int
    position: int
    previous: int
    chain: str
    event: Any


class _Page(msgspec.Struct, frozen=True):
    items: tuple[_Saved, ...]


def read_saved(text: bytes) -> Iterator[Item]:
    """Every item, in the order in which it was saved. Raises NotSaved.

    JSON Lines of items or of pages. How the text was laid out does not matter: the events are put
    back into their canonical form (RFC 8785), which is that of the bytes that were told.
    """
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found = msgspec.json.decode(line, type=_kind(line))
        except (msgspec.DecodeError, ValueError) as error:
            raise NotSaved(number, str(error)) from error
        for saved in found.items if isinstance(found, _Page) else (found,):
            yield _item(saved, number)


def _kind(line: bytes) -> type[_Page] | type[_Saved]:
    return _Page if "items" in msgspec.json.decode(line, type=dict[str, msgspec.Raw]) else _Saved


def _item(saved: _Saved, line: int) -> Item:
    try:
        chain = bytes.fromhex(saved.chain)
    except ValueError as error:
        raise NotSaved(line, str(error)) from error
    return Item(
        sequence=saved.sequence,
        position=saved.position,
        previous=saved.previous,
        chain=chain,
        body=msgspec.json.encode(saved.event, order="sorted"),
    )
