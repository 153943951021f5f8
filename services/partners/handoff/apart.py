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
_CONTACTS: Final = ("phone", "document")
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACE: Final = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_MARKS: Final = str.maketrans(dict.fromkeys((_OPEN, _CLOSE)))


def without_people(record: Any, shared: ArrivedShared) -> Any:
    """The record with a place for each name of a person, wherever it stands, and without numbers."""
    words: dict[str, str] = {}
    no = 0
    for told, party in zip(record["shared"]["parties"], shared.parties, strict=True):
        no += not party.has_left
        if _is_person(party):
            _take_out(told, words, STRUCK if party.has_left else f"{_OPEN}{no}{_CLOSE}")
    # Longer words first, and none inside a place that was just put in: all at once.
    found = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"\Z\A")
    return _mapped(record, lambda text: found.sub(lambda at: words[at[0]], text.translate(_MARKS)))


def with_people(record: Any, names: Mapping[int, str | None], *, has_contacts: bool) -> Any:
    """The record as it came in, as far as the people are still there.

    `has_contacts`: whether numbers of others than the parties are told.
    """
    told = record if has_contacts else _without_contacts(record)
    return _mapped(told, lambda text: _PLACE.sub(lambda at: names.get(int(at[1])) or STRUCK, text))


def _is_person(party: ArrivedParty) -> bool:
    # An employer with a document of its own is one, as in a registration.
    return party.kind is not PartyKind.EMPLOYER or party.document is not None


def _take_out(told: dict[str, Any], words: dict[str, str], place: str) -> None:
    """Numbers go for good: they are on file as far as they are needed. Of a name the place stays."""
    for contact in _CONTACTS:
        numbers = filter(str.strip, _texts(told.pop(contact, None)))
        words.update(dict.fromkeys(numbers, STRUCK))
    for name in (told["name"], normalised(told["name"])):
        if name.strip():
            words.setdefault(name, place)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict() if isinstance(number := value.get("number"), str):
            yield number


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
