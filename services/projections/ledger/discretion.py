"""What of a person a reader of a ledger is shown: whole, masked, or nothing."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from services.projections.words.naming import Opener, nothing
from services.workflow.recorded.views import Dispute

Mask = Callable[[str], str]


def whole(text: str) -> str:
    """The value as it is."""
    return text


def hidden(_text: str) -> str:
    """Nothing of it."""
    return ""


class Contacts(NamedTuple):
    """How a person's identity document and telephone number are shown."""

    document: Mask
    phone: Mask


WHOLE = Contacts(whole, whole)
HIDDEN = Contacts(hidden, hidden)


class Discretion(msgspec.Struct, frozen=True, kw_only=True):
    """How one reader is shown people; without anything said, not at all."""

    open_all: Opener = nothing
    """Opens what is then masked; nothing of it goes out unmasked."""
    name: Mask = hidden
    contacts: Callable[[Dispute], Contacts] = lambda _dispute: HIDDEN
