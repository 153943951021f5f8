"""How long the sweep leaves alone a dispute in which people are writing down what happened."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from services.kit.clock import LEGAL_ZONE, Clock
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute.events import LapseWithdrawn
from services.workflow.domain.dispute.lapses import ENDING
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.legal import RulePack

SWEEP: Final = Actor(account="sweep", role=Role.SYSTEM)
QUIET: Final = "LAPSE.QUIET"
"""For how long nothing was recorded."""
MOST: Final = "LAPSE.UNRECORDED"
"""For how long a lapse waits in all, however often the dispute is touched."""
_DAY: Final = timedelta(days=1)


class QuietTime:
    """Of a lapse that ends something: an act in time may still be on its way to the file."""

    def __init__(self, reader: DisputeReader, clock: Clock) -> None:
        self._reader = reader
        self._clock = clock

    async def is_over(self, dispute: UUID, move: str, due_on: date, rules: RulePack) -> bool:
        """Whether the lapse may be recorded now, by when people recorded what and by our clock."""
        history = await self._reader.history(dispute, SWEEP)
        taken_back = [n for n, one in enumerate(history) if isinstance(one.event, LapseWithdrawn)]
        if move not in ENDING and not taken_back:
            return True
        # After a lapse was taken back the act in time is about to be recorded: it waits anew.
        since = history[taken_back[-1] :] if taken_back else history
        by_people = (one.recorded_at for one in since if one.meta.actor != SWEEP.account)
        passed_at = datetime.combine(due_on + _DAY, time(), LEGAL_ZONE)
        quiet, most = (_days(rules, rule) for rule in (QUIET, MOST))
        return self._clock.now() >= quiet_until(by_people, passed_at, quiet, most)


def quiet_until(
    recorded: Iterable[datetime], passed_at: datetime, quiet: timedelta, most: timedelta
) -> datetime:
    """From when nothing was recorded for the quiet time, or it has been waited for the most.

    The most counts from when the period had passed; for what is entered later, from when its
    entering began: the first of the recordings between which never so much time lay.
    """
    begun: datetime | None = None
    last: datetime | None = None
    for at in recorded:
        if begun is None or last is None or at - last >= most:
            begun = at
        last = at
    if begun is None or last is None:
        return passed_at
    return min(last + quiet, max(begun, passed_at) + most)


def _days(rules: RulePack, rule: str) -> timedelta:
    return timedelta(days=rules.rule(rule).quantity or 0)
