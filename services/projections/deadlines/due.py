"""One deadline that is not met and has not ended, as its table has it."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from services.workflow.recorded.views import ClockFacts


class Key(NamedTuple):
    """What a deadline goes by, also after its dates have moved."""

    dispute: UUID
    rule: str
    about: str


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline that runs, stands still, or lapsed unmet; the order of the fields is that of the statements."""

    dispute: UUID
    rule: str
    about: str
    case_number: str
    state: str
    region: str
    organisation: UUID | None
    """The handler."""
    body: UUID | None
    """Who must act, or see to it that others do."""
    mediator: UUID | None
    is_own_duty: bool
    start_on: date
    due_natural: date
    due_rolled: date
    act_by: date
    provisional: bool
    status: str
    """`running` or `suspended`; a running one has lapsed when `due_rolled` is past."""
    is_warning: bool
    lapse: str
    """The move that records its lapse; empty where there is none, and while it is suspended."""
    is_sample: bool
    rule_pack: str
    facts: ClockFacts
    turns_on: date | None
    """From this day on it is computed anew with every day; none: time alone changes it no more."""
    calendar: str
    """Edition under which the row was written; a later one that changed nothing left it."""
    position: int
    """Last event of the dispute when the row was written."""

    @property
    def key(self) -> Key:
        """What it goes by."""
        return Key(self.dispute, self.rule, self.about)

    @property
    def said(self) -> tuple[Any, ...]:
        """Everything but when it was written, and under which edition."""
        return msgspec.structs.astuple(self)[:_SAID]


COLUMNS = Due.__struct_fields__
_SAID = COLUMNS.index("calendar")
