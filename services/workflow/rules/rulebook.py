"""Rules, calendars and regions by place: what the application gives to decisions."""

from collections.abc import Mapping
from datetime import date

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.legal import RulePack
from services.workflow.domain.minimum_wages import MinimumWages
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.minimum_wages import minimum_wages
from services.workflow.rules.packs import layers, pack_for
from services.workflow.rules.regions import regions


class NationalRulebook:
    """The rules of each region over the national ones, and the calendar of each region."""

    def __init__(self) -> None:
        """Read every rule pack and table, so that a faulty one is told at the start."""
        layers()
        minimum_wages()

    def pack(self, region: str, kind: str = "") -> RulePack:
        """The rule pack for a region, and for a kind of organisation there."""
        return pack_for(region, kind)

    def calendar(
        self,
        region: str,
        as_known_on: date | None = None,  # noqa: ARG002
    ) -> WorkingCalendar:
        """The working-day calendar of a region, now or as it was known at the end of a day."""
        return calendar_for(region)

    @property
    def editions(self) -> Mapping[str, int]:
        """Per region code how many calendar entries are held here."""
        return {}

    async def refresh(self, max_age_seconds: float = 0) -> bool:  # noqa: ARG002
        """Take in what was entered since; whether that changed a calendar."""
        return False

    def knows_region(self, code: str) -> bool:
        """Whether the code is a region of the data set, down to its township."""
        return regions().exists(code)

    def region_name(self, code: str) -> str:
        """What a region is called; its code where the data set does not know it."""
        return regions().name(code) or code

    def wages(self) -> MinimumWages:
        """The minimum wages of all regions, as shipped."""
        return minimum_wages()
