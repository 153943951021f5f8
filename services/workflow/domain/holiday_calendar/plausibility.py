"""What is plausible in a holiday notice: how many days a region adds, and which days explain themselves."""

from collections.abc import Iterator
from datetime import date, timedelta

from services.workflow.domain.calendar import is_weekend
from services.workflow.domain.errors import MissingPrerequisite
from services.workflow.domain.holiday_calendar.events import HolidayNoticeEntered
from services.workflow.domain.holiday_calendar.known import Known
from services.workflow.domain.holiday_calendar.state import NATIONAL

_DAY = timedelta(days=1)
_PROVINCE_DIGITS = 2


def too_many_days(notice: HolidayNoticeEntered, known: Known) -> Iterator[MissingPrerequisite]:
    """The faults of a region's notice that adds more days, off or worked, than regions have.

    Every deadline of the region moves with such a notice: beyond the limit the operator enters it.
    """
    rule = known.rules.rule("CAL.REGION")
    most = rule.quantity
    if notice.region == NATIONAL or known.is_operator or most is None:
        return
    own = {day for day in notice.off_days if not is_weekend(day)} - known.national_off
    counts = {
        "calendar_too_many_days": len(own),
        "calendar_too_many_make_up_days": len(notice.make_up_days),
    }
    for code, count in counts.items():
        if count > most:
            yield MissingPrerequisite(code, rule=rule, allowed=(), count=count, most=most)


def doubtful_days(notice: HolidayNoticeEntered, known: Known) -> Iterator[MissingPrerequisite]:
    """Weekdays off that no statutory festival explains, and whose notice needs a second look."""
    unexplained = [day for day in sorted(notice.off_days) if not _is_explained(day, notice, known)]
    if unexplained:
        days = "、".join(map(str, unexplained))
        yield MissingPrerequisite(
            "calendar_days_unexplained", rule=known.rules.rule("CAL.RUN"), allowed=(), days=days
        )
    if notice.region != NATIONAL and len(notice.region) > _PROVINCE_DIGITS:
        yield MissingPrerequisite(
            "calendar_needs_second_look",
            rule=known.rules.rule("CAL.REGION"),
            allowed=(),
            region=notice.region,
        )


def _is_explained(day: date, notice: HolidayNoticeEntered, known: Known) -> bool:
    """Whether the day is a festival, a weekend, or in one run of days off with a festival near it."""
    if is_weekend(day):
        return True
    return any(_leads_to_festival(day, step, notice, known) for step in (_DAY, -_DAY))


def _leads_to_festival(
    day: date, step: timedelta, notice: HolidayNoticeEntered, known: Known
) -> bool:
    reach = known.rules.rule("CAL.RUN").quantity or 0
    for _ in range(reach + 1):
        if day in known.festivals:
            return True
        if not _is_off(day, notice, known):
            return False
        day += step
    return False


def _is_off(day: date, notice: HolidayNoticeEntered, known: Known) -> bool:
    is_free = is_weekend(day) and day not in notice.make_up_days
    return is_free or day in notice.off_days or day in known.national_off
