"""How a list of items is answered: the page, the count, the names of bodies, the next address."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Generic
from uuid import UUID

import msgspec

from services.projections.http.answering import Asked
from services.projections.http.answers import BodyNamed
from services.projections.http.paging import PAGE_SIZE, link
from services.projections.queries import directories, items
from services.projections.queries.items import Found, Item, Kind, Wanted
from services.projections.words.codes import term


class Listing(msgspec.Struct, Generic[Item], frozen=True, kw_only=True):
    """A page that was read, and what its items are told with."""

    asked: Asked
    rows: tuple[Found[Item], ...]
    next: str | None
    total: int | None
    today: date
    names: dict[UUID, str]

    @property
    def headers(self) -> dict[str, str]:
        """The Link header, where there is a next page."""
        return link(self.next, self.asked)

    def body(self, body: UUID | None) -> BodyNamed | None:
        """A body by name."""
        return BodyNamed(id=body, name=self.names.get(body, "")) if body else None

    def known_body(self, body: UUID) -> BodyNamed:
        """A body that is always there."""
        return BodyNamed(id=body, name=self.names.get(body, ""))

    def words(self, code: StrEnum) -> str:
        """The words of a code."""
        return term(code, self.asked.language)

    def name(self, code: StrEnum | None) -> str | None:
        """The words of a code, where there is one."""
        return term(code, self.asked.language) if code is not None else None


async def listing(asked: Asked, kind: Kind[Item], wanted: Wanted) -> Listing[Item]:
    """A page of the items that this caller may read."""
    page = await items.page(
        asked.pool,
        kind,
        wanted,
        asked.scope,
        size=asked.values.get("limit", PAGE_SIZE),
        after=asked.values.get("cursor"),
    )
    total = None
    if asked.values.get("total"):
        total = await items.count(asked.pool, kind, wanted, asked.scope)
    bodies = {body for row in page.rows for body in _bodies(row.item)}
    return Listing(
        asked=asked,
        rows=page.rows,
        next=page.next.encode() if page.next else None,
        total=total,
        today=page.today,
        names=await directories.organisation_names(asked.pool, bodies),
    )


def given(asked: Asked, *names: str, **fixed: Any) -> dict[str, Any]:
    """The fields that were asked for, and those that always hold."""
    return {name: asked.values[name] for name in names if name in asked.values} | fixed


def _bodies(item: Any) -> Iterable[UUID]:
    values = (getattr(item, name, None) for name in _BODY_FIELDS)
    return (value for value in values if value is not None)


_BODY_FIELDS = ("sender", "receiver", "ended_by", "organisation", "body")
