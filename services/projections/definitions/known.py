"""What a figure is computed from: facts and bodies as the log knew them at one position."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.projections.views.dispute_facts import Facts
from services.workflow.recorded.views import Organisation, Tier


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """Facts of disputes and the bodies there are, at a position of the log."""

    facts: Mapping[UUID, Facts]
    bodies: Mapping[UUID, Organisation]
    position: int
    known_at: datetime | None

    @property
    def tiers(self) -> dict[UUID, Tier]:
        """The level each body works at."""
        return {stream: body.tier for stream, body in self.bodies.items()}

    def centres(self, region: str) -> list[Organisation]:
        """Bodies of the region that have, or had, an area of their own, by code."""
        found = [b for b in self.bodies.values() if b.areas and b.region.startswith(region)]
        return sorted(found, key=lambda body: body.code)

    def centre_of(self, region: str, on: date) -> Organisation | None:
        """The body whose area on that day has the place; the closest code where several do."""
        best: tuple[int, str, Organisation] | None = None
        for body in self.bodies.values():
            codes = [len(code) for code in body.area(on) if region.startswith(code)]
            if codes and (best is None or (max(codes), body.code) > best[:2]):
                best = (max(codes), body.code, body)
        return best[2] if best else None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: a region, the days from and to (both included), and a breakdown."""

    region: str
    from_on: date
    to_on: date
    by: str | None = None
    """`area` for each centre's area, `organisation` for the organisation that mediated."""

    def covers(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.from_on <= day <= self.to_on
