"""What every command to a dispute says: its move, and when the act took place."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, ClassVar

import msgspec

from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


class Command(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An act to be recorded. Without a time it took place when the command came in."""

    move: ClassVar[str]
    """Its row in the transition table."""
    is_edit: ClassVar[bool] = False
    """Whether it changes data that was shown, so that the caller must have seen the latest."""
    is_privileged: ClassVar[bool] = False
    """Whether it is said in confidence: it goes to the privileged stream, under that stream's key."""
    occurred_on: date | None = None
    """Day on which it took place (Asia/Shanghai), for acts recorded later."""
    occurred_at: datetime | None = None
    """Instant at which it took place, where known; its day in Asia/Shanghai counts."""


Decision = Callable[[Any, Dispute, Given], tuple[Any, ...]]
"""A pure function from a command and the present state to the events that follow."""
Decisions = Mapping[type[Command], Decision]
Readiness = Mapping[str, Callable[[Dispute, Given], None]]
"""By move: what must hold whatever the command says; raises a Refusal."""
