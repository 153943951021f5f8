"""A region's holiday notice is entered, replaced by its corrected text, and taken back."""

from datetime import date

from services.workflow.domain.holiday_calendar import (
    HolidayNoticeEntered,
    HolidayNoticeWithdrawn,
    calendar_id,
)

from .recording import Act, Actor

_KEEPER = Actor("rst-xj-01", "supervisor")
_STREAM = calendar_id("65")
_FIRST, _SECOND, _THIRD = date(2026, 12, 28), date(2026, 12, 29), date(2027, 1, 4)


def _notice(number: int, on: date, *days: date, replaces: int | None = None) -> Act:
    event = HolidayNoticeEntered(
        occurred_on=on,
        region="65",
        notice=number,
        year=2027,
        off_days=days,
        make_up_days=(date(2027, 3, 14),),
        title="关于2027年部分节假日安排的通知(虚构)",
        number="虚构〔2026〕65号",
        issuer="虚构自治区人民政府办公厅",
        published_on=_FIRST,
        read_at="https://example.cn/65/2027",
        note="肉孜节、古尔邦节",
        replaces=replaces,
    )
    return Act(_KEEPER, on, ((_STREAM, event),))


ACTS = (
    _notice(1, _FIRST, date(2027, 3, 10), date(2027, 5, 17)),
    _notice(2, _SECOND, date(2027, 3, 10), date(2027, 5, 17), date(2027, 5, 18), replaces=1),
    Act(
        _KEEPER,
        _THIRD,
        (
            (
                _STREAM,
                HolidayNoticeWithdrawn(
                    occurred_on=_THIRD, notice=2, reason="误录:5月18日不在通知之内"
                ),
            ),
        ),
    ),
)
