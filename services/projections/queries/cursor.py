"""Where the next page begins: opaque to callers, checked when it comes back."""

import base64
import binascii
from datetime import date
from typing import Annotated, Self
from uuid import UUID

import msgspec


class InvalidCursor(Exception):
    """The text is not a cursor of ours."""


class _Opaque(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    def encode(self) -> str:
        """The cursor as callers get it."""
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Self:
        """The cursor that a caller sent back. Raises InvalidCursor."""
        try:
            written = base64.b64decode(
                text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True
            )
            found = msgspec.json.decode(written, type=cls)
        except (ValueError, binascii.Error, msgspec.DecodeError) as error:
            raise InvalidCursor(text) from error
        if any("\0" in str(value) for value in msgspec.structs.astuple(found)):
            # The database has no text with this character in it.
            raise InvalidCursor(text)
        return found


class Cursor(_Opaque, frozen=True):
    """The last row of a page of disputes, by what the list is sorted by."""

    received_on: date
    dispute: UUID


class ItemCursor(_Opaque, frozen=True):
    """The last item of a page of offers, sessions, documents or applications."""

    place: str
    """The day, with the time where there is one."""
    dispute: UUID
    key: str


class DueCursor(_Opaque, frozen=True):
    """The last row of a page of open deadlines, by what the list is sorted by."""

    act_by: date
    dispute: UUID
    rule: str
    about: str


class MoveCursor(_Opaque, frozen=True):
    """The last entry of a page of the journal of deadlines."""

    position: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
    number: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class ExceptionCursor(_Opaque, frozen=True):
    """The last row of a page of exceptions."""

    since: date
    dispute: UUID
    code: str
