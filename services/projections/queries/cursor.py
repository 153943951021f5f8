"""Where the next page begins: opaque to callers, checked when it comes back."""

import base64
import binascii
from datetime import date
from uuid import UUID

import msgspec


class InvalidCursor(Exception):
    """The text is not a cursor of ours."""


class Cursor(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The last row of a page, by what the list is sorted by."""

    received_on: date
    dispute: UUID

    def encode(self) -> str:
        """The cursor as callers get it."""
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """The cursor that a caller sent back. Raises InvalidCursor."""
        try:
            written = base64.b64decode(
                text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True
            )
            return msgspec.json.decode(written, type=cls)
        except (ValueError, binascii.Error, msgspec.DecodeError) as error:
            raise InvalidCursor(text) from error
