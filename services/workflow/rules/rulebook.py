"""Rules, calendars and regions by place: what the application gives to decisions."""

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.legal import RulePack
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national
from services.workflow.rules.regions import regions


class NationalRulebook:
    """The national rule pack everywhere, and the calendar of each region."""

    def pack(self, _region: str) -> RulePack:
        """The rule pack in force for a region."""
        return national()

    def calendar(self, region: str) -> WorkingCalendar:
        """The working-day calendar of a region."""
        return calendar_for(region)

    def knows_region(self, code: str) -> bool:
        """Whether the code is a region of the data set, down to its township."""
        return regions().exists(code)
