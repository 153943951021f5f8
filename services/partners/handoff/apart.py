"""Keeps the people of a record that came in apart from it: it is stored without them.

Who they are stands in the stream of the dispute, each under the own key. Whoever is erased there is
gone from the stored record, too; the others are put in again where it is read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from services.partners.handoff.arrival import ArrivedParty, ArrivedShared
from services.workflow.application.particulars import normalised
from services.workflow.domain.dispute.parts import PartyKind

STRUCK: Final = "…"
"""Stands where a text had a number, or somebody who is on file no more."""
_CONTACTS: Final = ("phone", "document", "contact")
_RUN: Final = re.compile(r"[0-9](?:[\s-]?[0-9]){9,18}(?:[\s-]?[Xx])?")
_FEWEST: Final = 5
_BETWEEN: Final = "[\\s\\-\u2010-\u2015]*"
"""What people write between the digits of a number."""
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE: Final = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_MARKS: Final = str.maketrans(dict.fromkeys((_OPEN, _CLOSE)))


def without_people(record: Any, shared: ArrivedShared) -> Any:
    """The record with a place for each name of a person, wherever it stands, and without numbers."""
    words: dict[str, str] = {}
    numbers: set[str] = set()
    no = 0
    for told, party in zip(record["shared"]["parties"], shared.parties, strict=True):
        no += not party.has_left
        told_numbers = (*_taken_out(told), *_known(party))
        numbers.update(each for each in told_numbers if len(each) >= _FEWEST)
        if _is_person(party):
            place = STRUCK if party.has_left else f"{_OPEN}{no}{_CLOSE}"
            for name in filter(str.strip, (told["name"], normalised(told["name"]))):
                words.setdefault(name, place)
    # Longer words first, and none inside a place that was just put in: all at once.
    patterns = {number: _pattern(number) for number in numbers} | {w: re.escape(w) for w in words}
    longest = sorted(patterns, key=len, reverse=True)
    found = re.compile("|".join(patterns[w] for w in longest) or r"\Z\A", re.IGNORECASE)
    folded = {word.lower(): place for word, place in words.items()}

    def change(text: str) -> str:
        return found.sub(lambda at: folded.get(at[0].lower(), STRUCK), text.translate(_MARKS))

    return _mapped(record, change)


def with_people(record: Any, names: Mapping[int, str | None], *, has_contacts: bool) -> Any:
    """The record as it came in, as far as the people are still there.

    `has_contacts`: whether numbers of others than the parties are told.
    """
    told = record if has_contacts else _without_contacts(record)
    return _mapped(told, lambda text: _PLACE.sub(lambda at: names.get(int(at[1])) or STRUCK, text))


def _is_person(party: ArrivedParty) -> bool:
    # An employer with a document of its own is one, as in a registration.
    return party.kind is not PartyKind.EMPLOYER or party.document is not None


def _taken_out(told: dict[str, Any]) -> Iterator[str]:
    """Numbers go for good: they are on file as far as they are needed."""
    for contact in _CONTACTS:
        for text in _texts(told.pop(contact, None)):
            # A text may say more than the number; alone it is one however it is written.
            yield from map(_bare, (text, *_RUN.findall(text)))


def _known(party: ArrivedParty) -> Iterator[str]:
    """The numbers as we write them, whichever way the sender does."""
    if party.phone is not None:
        yield _bare(party.phone)
    if party.document is not None:
        yield _bare(party.document.number)


def _bare(number: str) -> str:
    return "".join(filter(str.isalnum, number))


def _pattern(number: str) -> str:
    return _BETWEEN.join(map(re.escape, number))


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in (value.get("number"), value.get("phone")):
                yield from _texts(each)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case dict():
            return {key: _mapped(each, change) for key, each in value.items()}
        case list():
            return [_mapped(each, change) for each in value]
        case _:
            return value


def _without_contacts(value: Any) -> Any:
    match value:
        case dict():
            # A number by itself is that of a paper on file, not of a person.
            return {
                key: _without_contacts(each)
                for key, each in value.items()
                if key not in _CONTACTS or isinstance(each, int)
            }
        case list():
            return [_without_contacts(each) for each in value]
        case _:
            return value
