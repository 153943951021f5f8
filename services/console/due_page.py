"""What is due: open deadlines as tasks, what is due first first, and in whose hands each is."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.console.language import Say, chosen, speaker
from services.console.lights import LIGHTS, tone_of
from services.console.lines import address
from services.console.parts import ClockParts, ConsoleParts
from services.console.places import Places, places
from services.console.rendering import link, page
from services.console.shown import AsOf, Choice
from services.kit.language import Language
from services.projections.queries import directories, open_deadlines, reached
from services.projections.queries.cursor import InvalidCursor, ItemCursor
from services.projections.queries.open_deadlines import Days, Light, OpenDeadline, Wanted
from services.workflow.application.deadline_words import about_in_words

PATH, PAGE_SIZE = "/deadlines", 25
HANDS: dict[str, dict[str, Any]] = {
    "": {"is_done": None},
    "open": {"is_done": False},
    "unclaimed": {"is_done": False, "is_claimed": False},
    "claimed": {"is_done": False, "is_claimed": True},
    "done": {"is_done": True},
}
"""By what the address says: which tasks."""


class DueLine(msgspec.Struct, frozen=True, kw_only=True):
    """One open deadline in a table."""

    href: str
    case_number: str
    title: str
    about: str
    last_on: date
    light: str
    tone: str
    marks: tuple[str, ...]
    body: str
    hands: str
    is_sample: bool


class DueWish(msgspec.Struct, frozen=True, kw_only=True):
    """The filters, as typed; what there is not is left out."""

    light: str
    hands: str
    centre: str
    region: str
    cursor: str

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.light or self.hands or self.centre or self.region)


async def show(request: Request, connection: Any, parts: ConsoleParts) -> Response:
    """One page of the list."""
    language, _ = chosen(request), speaker(request)
    scope, clocks = parts.caller.scope, parts.clocks
    assert scope is not None
    position = await reached.reach(connection)
    known, days = await places(connection, parts), Days(today=clocks.today(), soon=clocks.soon)
    wish = _wish(request.query_params)
    wanted = _wanted(wish, known)
    found = await open_deadlines.page(
        connection, wanted, scope, days, size=PAGE_SIZE, after=_after(wish)
    )
    every = msgspec.structs.replace(wanted, light=None)
    counts = await open_deadlines.counts(connection, every, scope, days)
    bodies = {row.body or row.organisation for row in found.rows} - {None}
    names = await directories.organisation_names(connection, [b for b in bodies if b])
    rows = [_line(row, days, names, clocks, language, _) for row in found.rows]
    return page(
        request,
        "due.html",
        wish=wish,
        today=days.today,
        lights=[_light(wish, light, counts[light], language) for light in Light],
        total=counts[Light(wish.light)] if wish.light else sum(counts.values()),
        hands=_hands(wish, _),
        centres=[
            Choice(value=centre.code, name=centre.name, is_chosen=centre.code == wish.centre)
            for centre in known.centres
        ],
        regions=known.choices(wish.region),
        rows=rows,
        first_href=_address(wish),
        next_href=_address(wish, cursor=found.next.encode()) if found.next else "",
        as_of_log=AsOf(position=position, is_sample=any(row.is_sample for row in rows)),
    )


def _wish(typed: Any) -> DueWish:
    light, hands = typed.get("light", ""), typed.get("tasks", "")
    return DueWish(
        light=light if light in set(Light) else "",
        hands=hands if hands in HANDS else "",
        centre=typed.get("centre", ""),
        region=typed.get("region", ""),
        cursor=typed.get("cursor", ""),
    )


def _wanted(wish: DueWish, known: Places) -> Wanted:
    return Wanted(
        light=Light(wish.light) if wish.light else None,
        organisation=next((c.id for c in known.centres if c.code == wish.centre), None),
        region=wish.region if wish.region in known.regions else None,
        **HANDS[wish.hands],
    )


def _after(wish: DueWish) -> ItemCursor | None:
    """Where the page begins; at the top where the address was tampered with."""
    try:
        cursor = ItemCursor.decode(wish.cursor) if wish.cursor else None
        if cursor is not None:
            date.fromisoformat(cursor.place)
    except (InvalidCursor, ValueError):
        return None
    return cursor


def _address(wish: DueWish, *, light: str | None = None, cursor: str = "") -> str:
    return link(
        PATH,
        light=wish.light if light is None else light,
        tasks=wish.hands,
        centre=wish.centre,
        region=wish.region,
        cursor=cursor,
    )


def _light(wish: DueWish, light: Light, count: int, language: Language) -> Choice:
    words = LIGHTS[light][language == "en"]
    is_chosen = wish.light == light
    href = _address(wish, light="" if is_chosen else light.value)
    return Choice(value=str(count), name=words, is_chosen=is_chosen, href=href)


def _hands(wish: DueWish, _: Say) -> list[Choice]:
    names = {
        "": _("全部期限"),
        "open": _("待办：未办好的"),
        "unclaimed": _("待办：无人领取的"),
        "claimed": _("待办：已有人领取的"),
        "done": _("已标记办好的"),
    }
    return [Choice(value=v, name=n, is_chosen=v == wish.hands) for v, n in names.items()]


def _line(
    row: OpenDeadline,
    days: Days,
    names: dict[UUID, str],
    clocks: ClockParts,
    language: Language,
    _: Say,
) -> DueLine:
    rule, light = clocks.rules.get(row.rule), days.light(row.last_on)
    zh, en = about_in_words(row.about)
    marks = [_("只作提示")] if row.is_warning else []
    marks += [_("暂定")] if row.provisional else []
    title = row.rule if rule is None else rule.zh if language == "zh" else rule.en
    body = row.body or row.organisation
    return DueLine(
        href=address(row.dispute),
        case_number=row.case_number,
        title=title,
        about=zh if language == "zh" else en,
        last_on=row.last_on,
        light=LIGHTS[light][language == "en"],
        tone=tone_of(light),
        marks=tuple(marks),
        body=names.get(body, "") if body else "",
        hands=_in_hands(row, _),
        is_sample=row.is_sample,
    )


def _in_hands(row: OpenDeadline, _: Say) -> str:
    if row.is_done:
        return _("已办好，期限仍在")
    if not row.is_claimed:
        return _("无人领取")
    who = row.task.account or _("调解员")
    if row.is_snoozed and row.task.snoozed_until:
        return _("%(who)s，推迟到%(on)s") % {"who": who, "on": row.task.snoozed_until}
    return who
