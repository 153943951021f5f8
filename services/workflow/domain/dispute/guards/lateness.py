"""A joint application after its last day: in time all the same when posted in time, or excused."""

from datetime import date
from typing import Protocol

from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.dispute.parts import Excuse
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given


class MayBeExcused(Protocol):
    """A command that says why it is in time all the same."""

    @property
    def excuse(self) -> Excuse | None:
        """Why it is in time."""

    @property
    def excused_on(self) -> date | None:
        """The day it was posted, or the obstacle ended."""


def require_excuse(
    command: MayBeExcused,
    window: Clock,
    given: Given,
    *,
    excuse_rule: str,
    allowed: tuple[str, ...],
) -> None:
    """Posted in the window (民事诉讼法 85), or soon after an obstacle ended (86).

    The command names its excuse, and comes after the window's last day.
    """
    on = command.excused_on
    given.insist(on, "excuse_needs_day", rule=excuse_rule)
    assert on is not None
    given.insist(on <= given.occurred_on, "excused_later", rule=excuse_rule)
    is_posted = command.excuse is Excuse.POSTED_IN_TIME
    last_day = window.due_rolled if is_posted else given.due(excuse_rule, on).due_rolled
    done_on = on if is_posted else given.occurred_on
    given.require(
        done_on <= last_day,
        "posted_too_late" if is_posted else "excused_too_late",
        rule=window.rule.id if is_posted else excuse_rule,
        kind=OutsideLegalLimit,
        allowed=allowed,
        excused_on=on.isoformat(),
        due=last_day.isoformat(),
    )
