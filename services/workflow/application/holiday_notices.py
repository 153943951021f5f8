"""Holiday notices: entered and withdrawn by who keeps a region's calendar, a stream per region."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Annotated

import msgspec

from services.kit.clock import Clock
from services.workflow.application.handle import ATTEMPTS, StaleVersion, TooMuchContention
from services.workflow.application.ports import (
    AppendRequest,
    EventStore,
    KeyReused,
    Receipt,
    Rulebook,
    StateCache,
    StreamWrite,
    VersionConflict,
)
from services.workflow.application.registry import Entry
from services.workflow.application.streams import CALENDAR, Streams
from services.workflow.domain import holiday_calendar
from services.workflow.domain.errors import Refusal, Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.holiday_calendar import (
    NATIONAL,
    Event,
    HolidayCalendar,
    HolidayNoticeEntered,
    Known,
    calendar_id,
    require_keeper,
)
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata
from services.workflow.rules import shipped_days

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=r"\S")]
Remark = Annotated[str, msgspec.Meta(max_length=2_000)]
Days = Annotated[tuple[date, ...], msgspec.Meta(max_length=120)]
_DIGITS = 6


class NoticeDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A notice of days off as its text has it, day by day: the whole arrangement of one year."""

    year: int
    off_days: Days
    """Every day off; Saturdays and Sundays may be left out."""
    make_up_days: Days = ()
    """The Saturdays and Sundays that are worked for them (调休上班)."""
    title: Text
    number: Text
    """The notice's own number, such as 国办发明电〔2025〕7号; its date where it has none."""
    issuer: Text
    published_on: date
    read_at: Text
    """Where the text was read: an address, or a file."""
    note: Remark = ""
    replaces: int | None = None
    """The notice whose place it takes, by its number here; 0 for what came with the program."""


class NoticeWithdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a notice was entered by mistake."""

    reason: Text


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """What seems wrong with a notice, and was entered all the same."""

    code: str
    zh: str
    en: str


class NoticeAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What was entered or withdrawn, and where that stands."""

    region: str
    """`CN`, or the first digits of the region."""
    notice: int
    """Its number in this calendar."""
    version: int
    """Of the region's entries; also the ETag."""
    warnings: tuple[Doubt, ...]
    position: int
    """Position in the log."""


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, and whether it was given before."""

    answer: NoticeAnswer
    is_repeat: bool = False


Decision = Callable[[HolidayCalendar], tuple[Event, ...]]


class HolidayNotices:
    """Takes entries about calendars; the rulebook of this process knows them before the answer."""

    def __init__(
        self, store: EventStore, cache: StateCache, clock: Clock, rulebook: Rulebook
    ) -> None:
        self._store = store
        self._clock = clock
        self._rulebook = rulebook
        self._streams = Streams(store, cache)

    async def enter(
        self, region: str, details: NoticeDetails, entry: Entry, seen: int | None = None
    ) -> Answered:
        """Enter a notice; `seen` is the version that the caller has seen, where it says so.

        Raises Unknown for no region, NotPermitted, AlreadyExists, MissingPrerequisite, StaleVersion.
        """
        code = self._kept(region, entry)
        notice = HolidayNoticeEntered(
            occurred_on=self._clock.today(),
            region=code,
            notice=0,
            **msgspec.structs.asdict(details),
        )
        known = await self._known(code, details.year, entry.actor)

        def decide(calendar: HolidayCalendar) -> tuple[Event, ...]:
            return holiday_calendar.enter(notice, calendar, known)

        return await self._store_it(
            code, decide, entry, seen, holiday_calendar.doubts(notice, known)
        )

    async def withdraw(
        self,
        region: str,
        number: int,
        withdrawal: NoticeWithdrawal,
        entry: Entry,
        seen: int | None = None,
    ) -> Answered:
        """Withdraw a notice that was entered by mistake; raises as entering does."""
        code = self._kept(region, entry)
        known = await self._known(code, self._clock.today().year, entry.actor)

        def decide(calendar: HolidayCalendar) -> tuple[Event, ...]:
            return holiday_calendar.withdraw(number, withdrawal.reason, calendar, known)

        return await self._store_it(code, decide, entry, seen)

    def _kept(self, region: str, entry: Entry) -> str:
        code = calendar_code(region, self._rulebook)
        require_keeper(entry.actor, code)
        return code

    async def _known(self, code: str, year: int, actor: Actor) -> Known:
        """What the decision is given; the national calendar as it stands now."""
        await self._rulebook.refresh()
        national = self._rulebook.calendar(NATIONAL)
        return Known(
            today=self._clock.today(),
            rules=self._rulebook.pack(code),
            first_year=shipped_days.FIRST_YEAR,
            is_shipped=shipped_days.is_arranged(code, year),
            is_national_known=code == NATIONAL or year in national.published_years,
            festivals=shipped_days.festivals(year),
            national_off=frozenset() if code == NATIONAL else national.off_days,
            is_operator=actor.role is Role.SYSTEM,
        )

    async def _store_it(
        self,
        code: str,
        decide: Decision,
        entry: Entry,
        seen: int | None,
        doubts: Iterable[Refusal] = (),
    ) -> Answered:
        told = tuple(doubts)
        async with self._streams.one_at_a_time(calendar_id(code)):
            for _ in range(ATTEMPTS):
                if (found := await self._store.find_receipt(entry.key)) is not None:
                    if found[0] != entry.request_hash:
                        raise KeyReused(entry.key)
                    return Answered(answer=_answer(found[1]), is_repeat=True)
                try:
                    receipt = await self._attempt(code, decide, entry, seen, told)
                except VersionConflict:
                    self._streams.forget((calendar_id(code),))
                    continue
                await self._rulebook.refresh()
                return Answered(answer=_answer(receipt))
        raise TooMuchContention

    async def _attempt(
        self,
        code: str,
        decide: Decision,
        entry: Entry,
        seen: int | None,
        doubts: tuple[Refusal, ...],
    ) -> Receipt:
        stream = calendar_id(code)
        calendar, version = await self._streams.refresh(CALENDAR, stream)
        if seen is not None and seen != version:
            raise StaleVersion(version)
        (event,) = decide(calendar)
        answer = NoticeAnswer(
            region=code,
            notice=event.notice,
            version=version + 1,
            warnings=tuple(Doubt(code=d.code, zh=d.zh, en=d.en) for d in doubts),
            position=0,
        )
        meta = self._metadata(code, entry, doubts)
        return await self._store.append(
            AppendRequest(
                key=entry.key,
                request_hash=entry.request_hash,
                answer=msgspec.json.encode(answer),
                subject=stream,
                writes=(StreamWrite(stream, version, (codec.encode(event, meta),)),),
            )
        )

    def _metadata(self, code: str, entry: Entry, doubts: tuple[Refusal, ...]) -> Metadata:
        actor = entry.actor
        return Metadata(
            actor=actor.account,
            role=actor.role.value,
            organisation=actor.organisation,
            on_behalf_of=actor.on_behalf_of,
            command_id=entry.key,
            correlation_id=entry.key,
            rule_pack=self._rulebook.pack(code).version,
            calendar=self._rulebook.calendar(code).version,
            warnings=tuple(doubt.code for doubt in doubts),
        )


def calendar_code(region: str, rulebook: Rulebook) -> str:
    """`CN`, or the digits that a region's codes begin with: 65 for 65, 650000. Raises Unknown."""
    if region == NATIONAL:
        return region
    if region.isascii() and region.isdecimal() and len(region) in {2, 4, _DIGITS}:
        whole = region.ljust(_DIGITS, "0")
        if rulebook.knows_region(whole):
            return whole.removesuffix("00").removesuffix("00")
    raise Unknown("unknown_region", region=region[:12])


def _answer(receipt: Receipt) -> NoticeAnswer:
    answer = msgspec.json.decode(receipt.answer, type=NoticeAnswer)
    return msgspec.structs.replace(answer, position=receipt.position)
