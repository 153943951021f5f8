"""One entry of the record of reads."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec


class ReadEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A read or search that was answered, or refused to somebody we know."""

    at: datetime
    request: UUID
    """Also the `X-Request-Id` of the answer, and in every line that was logged of it."""
    account: str
    role: str
    organisation: UUID | None
    region: str | None
    """Of the caller, by its token."""
    on_behalf_of: str | None
    partner: str | None
    """Code of the partner whose system read."""
    operation: str
    """Of the OpenAPI document; `page …` for a page."""
    dispute: UUID | None
    parameters: dict[str, str]
    """Of a search: ids, days, codes and numbers as sent; of any text only that it was there."""
    status: int
    ground: str | None
    """The relation of the table of permissions that let it through; none where it was refused."""
    reason: str | None
    """What the caller gave as `X-Access-Reason`."""
    results: int | None
    """How many were shown; none where that is not counted, as of a figure or a file."""


COLUMNS: Final = ReadEntry.__struct_fields__
