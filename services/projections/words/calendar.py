"""A person's calendar as iCalendar (RFC 5545): rule words and case numbers, no names, nothing privileged."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from icalendar import Alarm, Calendar, Event

from services.kit.language import Language
from services.projections.queries.person_calendar import DueEntry, SittingEntry
from services.projections.views.sittings import SittingKind
from services.workflow.recorded.views import LegalRule

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_SAYS: Final[dict[str, tuple[str, str]]] = {
    "name": ("枫桥 · 期限与日程", "Fengqiao · deadlines and agenda"),
    "due": ("期限：{title}（{number}）", "Due: {title} ({number})"),
    "provisional": ("〔暂定〕", "[provisional] "),
    "last": ("最后一日{on}", "last day {on}"),
    "natural": ("按日历计为{on}，遇休息日顺延", "{on} by counting, rolled over days off"),
    "own": ("由本机构履行", "a duty of your own body"),
    "watch": ("由当事人或他方履行，请关注", "another's act, to be watched"),
    "basis": ("依据：{source}（{rule}）", "basis: {source} ({rule})"),
    "unverified": ("规则尚未经法律人员核对", "the rule has not been checked by a lawyer"),
    "not_published": (
        "当年放假安排尚未公布，日期可能变动",
        "the year's days off are not published yet, the day may move",
    ),
    SittingKind.SESSION: ("调解（{number}）", "Mediation session ({number})"),
    SittingKind.HEARING: ("开庭（{number}）", "Hearing ({number})"),
}


class Writer:
    """Writes one calendar."""

    def __init__(
        self, rules: Mapping[str, LegalRule], soon: int, language: Language, address: str
    ) -> None:
        self._rules = rules
        self._soon = soon
        self._language = language
        self._address = address
        """Where the pages of disputes begin."""

    def calendar(self, due: Iterable[DueEntry], sittings: Iterable[SittingEntry]) -> bytes:
        """The whole calendar; the same entries make the same bytes."""
        made = Calendar()
        made.add("prodid", "-//fengqiao//calendar//ZH")
        made.add("version", "2.0")
        made.add("x-wr-calname", self._say("name"))
        made.add("refresh-interval", _HOUR, parameters={"value": "DURATION"})
        for entry in due:
            made.add_component(self._due(entry))
        for sitting in sittings:
            made.add_component(self._sitting(sitting))
        written: bytes = made.to_ical()
        return written

    def _due(self, entry: DueEntry) -> Event:
        rule = self._rules.get(entry.rule)
        title = entry.rule if rule is None else rule.zh if self._language == "zh" else rule.en
        mark = self._say("provisional") if entry.provisional else ""
        summary = mark + self._say("due", title=title, number=entry.case_number)
        matter = f"{entry.rule}:{entry.about}" if entry.about else entry.rule
        event = self._event(f"{entry.dispute}/{matter}", summary, entry)
        event.add("dtstart", entry.last_on)
        event.add("dtend", entry.last_on + _DAY)
        event.add("status", "TENTATIVE" if entry.provisional else "CONFIRMED")
        event.add("description", "\n".join([*self._lines(entry, rule), self._link(entry)]))
        event.add_component(_alarm(summary, timedelta(days=self._soon)))
        return event

    def _lines(self, entry: DueEntry, rule: LegalRule | None) -> Iterable[str]:
        yield self._say("last", on=entry.last_on)
        if entry.due_natural != entry.due_rolled:
            yield self._say("natural", on=entry.due_natural)
        yield self._say("own" if entry.is_own_duty else "watch")
        if rule is not None:
            yield self._say("basis", source=rule.source, rule=rule.id)
        if rule is not None and not rule.verified:
            yield self._say("unverified")
        if entry.provisional:
            yield self._say("not_published")

    def _sitting(self, entry: SittingEntry) -> Event:
        summary = self._say(entry.kind, number=entry.case_number)
        event = self._event(f"{entry.dispute}/sitting/{entry.key}", summary, entry)
        starts: Any = entry.starts_at or entry.on
        event.add("dtstart", starts)
        if isinstance(starts, datetime):
            event.add("dtend", starts + _HOUR)
        event.add("status", "CONFIRMED")
        event.add("description", self._link(entry))
        event.add_component(_alarm(summary, _DAY))
        return event

    def _event(self, uid: str, summary: str, entry: DueEntry | SittingEntry) -> Event:
        event = Event()
        event.add("uid", f"{uid}@fengqiao")
        event.add("summary", summary)
        event.add("sequence", entry.sequence)
        # Without a METHOD the stamp is that of the last change, so that the same is the same.
        event.add("dtstamp", entry.modified_at)
        event.add("last-modified", entry.modified_at)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT" if isinstance(entry, DueEntry) else "OPAQUE")
        return event

    def _link(self, entry: DueEntry | SittingEntry) -> str:
        return f"{self._address}/disputes/{entry.dispute}"

    def _say(self, what: str, **values: object) -> str:
        zh, en = _SAYS[what]
        return (zh if self._language == "zh" else en).format(**values)


def _alarm(summary: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -before)
    return alarm
