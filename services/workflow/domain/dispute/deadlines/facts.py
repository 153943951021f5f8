"""What one clock of a dispute rests on: its rule, the day it starts, what moved it, how it ended."""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Break
from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.legal import RulePack


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What a dispute's clocks are counted under."""

    rules: RulePack
    calendar: WorkingCalendar
    today: date

    def standing(self, rule_id: str, on: date | None) -> str:
        """Id of the rule that stands here in the place of this one, on the day its period starts."""
        return self.rules.standing(rule_id, on or self.today).id


class Pending(msgspec.Struct, frozen=True):
    """Why a clock has not begun."""

    code: str
    zh: str
    en: str


class ClockFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One clock, before it is counted. Every day in it is a recorded fact, none is computed."""

    rule: str
    """Id of the rule that stands here, after what replaces it for the region or kind."""
    about: str = ""
    """What it is about where one dispute has several, named as corrections name it: `parties/2`,
    `claims/1`, `instalments/3`, `hearings/1`, `documents/4/recipients/2`, `suits/1`."""
    start_on: date | None
    """Day of the trigger; none: it has not begun, as a window whose award is not served."""
    pending: Pending | None = None
    """Why it has not begun, where that is worth saying."""
    until: date | None = None
    """The last day as agreed, extended or named by a body, in place of one that is counted."""
    set_on: date | None = None
    """Day on which that was done: what did not count before it is in the day that was set."""
    extension: int = 0
    """Further units that the rule itself allows, once approved."""
    suspended: tuple[Suspension, ...] = ()
    """Stretches that have ended, and count only where the rule says that they stop it."""
    suspended_since: date | None = None
    """First day of a suspension that has not ended."""
    interrupted: tuple[Break, ...] = ()
    """Every event that was to start the period anew; the latest that counts wins."""
    held_since: date | None = None
    """First day of a procedure that has not ended: begun in time, it keeps the period from ending."""
    met_on: date | None = None
    """Day of the act that the period was for, in time or not."""
    ended_on: date | None = None
    """Day since which nothing depends on it any more: the procedure took another way."""
    is_warning: bool = False
    """Whether its end is a warning alone, as limitation is: nobody is refused for it."""
    is_over_once_lapsed: bool = False
    """Whether nobody has to look after it once it has lapsed: a party's right is gone with its last
    day, or nobody tells us of the act."""
    outlives_closing: bool = False
    """Whether it runs on when the dispute is closed, as a retention term does."""


Chapter = Callable[[Dispute, Basis], Iterable[ClockFacts]]
