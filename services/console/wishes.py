"""What a reader asked for in a page's form; what cannot be read is kept, and told at its field."""

from collections.abc import Mapping
from datetime import date

import msgspec

from services.console.language import Say

LONGEST_NUMBER = 80


class PeriodWish(msgspec.Struct, frozen=True, kw_only=True):
    """The days and the region asked for, as typed and as understood."""

    begin_typed: str
    end_typed: str
    begin: date | None
    end: date | None
    region: str
    faults: dict[str, str]


def period_wish(
    typed: Mapping[str, str], begin: date, end: date, regions: Mapping[str, str], _: Say
) -> PeriodWish:
    """Read `from`, `to` and `region`; what is not given is the period and region offered first."""
    first_region = next(iter(regions))
    begin_typed = typed.get("from") or begin.isoformat()
    end_typed = typed.get("to") or end.isoformat()
    region = typed.get("region") or first_region
    begins, ends = day(begin_typed), day(end_typed)
    faults = _day_faults(begins, ends, _)
    if region not in regions:
        faults["region"] = _("这里没有这个区域，请另选。")
        region = first_region
    return PeriodWish(
        begin_typed=begin_typed,
        end_typed=end_typed,
        begin=begins,
        end=ends,
        region=region,
        faults=faults,
    )


class ListWish(msgspec.Struct, frozen=True, kw_only=True):
    """The filters of the list of disputes, as typed and as understood."""

    number: str = ""
    state: str = ""
    centre: str = ""
    begin_typed: str = ""
    end_typed: str = ""
    begin: date | None = None
    end: date | None = None
    cursor: str = ""
    faults: dict[str, str]

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked for besides the whole list."""
        return any((self.number, self.state, self.centre, self.begin_typed, self.end_typed))


def list_wish(typed: Mapping[str, str], _: Say) -> ListWish:
    """Read the filters of the list."""
    begin_typed, end_typed = typed.get("from", ""), typed.get("to", "")
    begins, ends = day(begin_typed), day(end_typed)
    faults = _day_faults(begins if begin_typed else date.min, ends if end_typed else date.max, _)
    return ListWish(
        number=typed.get("number", "").strip()[:LONGEST_NUMBER],
        state=typed.get("state", ""),
        centre=typed.get("centre", ""),
        begin_typed=begin_typed,
        end_typed=end_typed,
        begin=begins,
        end=ends,
        cursor=typed.get("cursor", ""),
        faults=faults,
    )


def day(text: str) -> date | None:
    """The day that a date field sent."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def whole_number(text: str) -> int | None:
    """A number of a row in an address; none for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004


def _day_faults(begin: date | None, end: date | None, _: Say) -> dict[str, str]:
    faults = {}
    if begin is None:
        faults["from"] = _("日期不存在，请写成2019-01-31这样。")
    if end is None:
        faults["to"] = _("日期不存在，请写成2019-01-31这样。")
    if begin and end and end < begin:
        faults["to"] = _("截止日期早于起始日期。")
    return faults
