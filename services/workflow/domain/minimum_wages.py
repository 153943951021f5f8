"""Monthly minimum wages as dated data by region (最低工资标准)."""

from datetime import date

import msgspec

from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode


class MinimumWage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a region's government set, and from which day."""

    region: RegionCode
    """A county, city or province; it holds in everything below that has no figure of its own."""
    monthly: Fen
    in_force_from: date
    source: str
    """The notice it stands in."""


class MinimumWages(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table at one version; what is not in it is not known."""

    version: str = ""
    wage: tuple[MinimumWage, ...] = ()

    def on(self, day: date, region: RegionCode) -> MinimumWage | None:
        """The figure of a day: of the nearest region that has one, the latest in force."""
        known = [
            wage
            for wage in self.wage
            if wage.in_force_from <= day and region.within(RegionCode(wage.region))
        ]
        return max(known, key=lambda one: (_depth(one), one.in_force_from), default=None)


def _depth(wage: MinimumWage) -> int:
    """How near to a place a region's figure is: province, city, county."""
    return len(wage.region.removesuffix("00").removesuffix("00"))


NONE_KNOWN = MinimumWages()
