"""What the pages are made from: handed in once, at the start."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.console.caller import ConsoleCaller
from services.console.names import masked
from services.console.signing_in_parts import SignInParts
from services.projections.words.naming import Opener
from services.workflow.application.calendars import CalendarReader
from services.workflow.application.deadlines_told import DisputeDeadlines
from services.workflow.recorded.views import LegalRule, Sealed


class ClockParts(msgspec.Struct, frozen=True, kw_only=True):
    """What pages tell of deadlines and calendars beside the read models."""

    of_dispute: Callable[[UUID], Awaitable[DisputeDeadlines]]
    """Every deadline of a dispute with its explanation. Whether it may be shown is asked before."""
    calendars: CalendarReader
    rules: Mapping[str, LegalRule]
    soon: int
    """From so many days before its last day a deadline shows amber (DESK.SOON)."""
    unrecorded_days: int
    """A lapse that is not recorded after so many days is an exception (LAPSE.UNRECORDED)."""
    today: Callable[[], date]


class ConsoleParts(msgspec.Struct, frozen=True, kw_only=True):
    """The read models, the names, and who may see them."""

    caller: ConsoleCaller
    """As whom pages read: whoever signed in, or in a trial who needs not."""
    read_models: Callable[[], AbstractAsyncContextManager[Any]]
    """A connection to the read models, for as long as one page takes."""
    open_names: Opener
    """Opens sealed names; pages show no more than a surname of what it gives."""
    clocks: ClockParts
    region_name: Callable[[str], str | None]
    """The name of a region, by its code."""
    sign_in: SignInParts | None = None
    """How people sign in; none: nobody can."""

    async def open_masked(self, boxes: Sequence[tuple[UUID, Sealed]]) -> Sequence[str | None]:
        """Names with all but the surname hidden; the only way by which pages come to a name."""
        texts = await self.open_names(boxes)
        return [None if text is None else masked(text) for text in texts]
