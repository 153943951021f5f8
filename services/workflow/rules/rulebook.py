"""Rules, calendars and regions by place: what the application gives to decisions."""

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.legal import RulePack
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for
from services.workflow.rules.regions import regions


class NationalRulebook:
    """The rules of each region over the national ones, and the calendar of each region."""

    def pack(self, region: str, kind: str = "") -> RulePack:
        """The rule pack for a region, and for a kind of organisation there."""
        return pack_for(region, kind)

    def calendar(self, region: str) -> WorkingCalendar:
        """The working-day calendar of a region."""
        return calendar_for(region)

    def knows_region(self, code: str) -> bool:
        """Whether the code is a region of the data set, down to its township."""
        return regions().exists(code)
