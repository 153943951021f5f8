"""What a decision is given besides command and state: actor, time, rules, calendar, foreign data."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import Clock, computed
from services.workflow.domain.errors import MissingPrerequisite, Refusal
from services.workflow.domain.legal import LegalRule, RulePack
from services.workflow.domain.minimum_wages import NONE_KNOWN, MinimumWages


class Role(StrEnum):
    """What a caller is; permissions are granted to roles."""

    CLERK = "clerk"
    MEDIATOR = "mediator"
    ARBITRATION_CLERK = "arbitration_clerk"
    COURT_LIAISON = "court_liaison"
    SUPERVISOR = "supervisor"
    PARTNER_BUREAU = "partner_bureau"
    SYSTEM = "system"
    """Our own imports and sweeps; never a token."""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts: an account, in a role, for a body."""

    account: str
    role: Role
    organisation: UUID | None = None
    region: str | None = None
    """The region a supervisor or bureau answers for."""
    mediator: UUID | None = None
    """The roster entry of a mediator's account."""
    on_behalf_of: str | None = None


class Given(msgspec.Struct, kw_only=True):
    """Everything a decision needs from outside. Nothing in the domain reads a clock or a table.

    A guard of the law binds our own users. For a fact that another body decided, and for history
    taken from a ledger, `is_binding` is false: a breach is noted in `breaches` and recorded
    with the event as a warning, and the fact stands.
    """

    actor: Actor
    today: date
    occurred_on: date
    occurred_at: datetime | None = None
    rules: RulePack
    calendar: WorkingCalendar
    is_binding: bool = True
    breaches: list[Refusal] = msgspec.field(default_factory=list)
    case_number: str = ""
    new_dispute: UUID | None = None
    """Id of the linked dispute that a split registers."""
    organisation: Any = None
    """The organisation that the command names, where it names one."""
    seised: Any = None
    """The court or commission whose mandate a registration names."""
    handler: Any = None
    """The dispute's own mediation organisation, where the decision asks for it."""
    took_part: tuple[Any, ...] = ()
    """Every organisation that mediated the dispute, where the decision asks where they sit."""
    commission: Any = None
    """The dispute's commission, where the decision asks where it sits."""
    place_name: Callable[[str], str] = str
    """What a region is called, by its code."""
    wages: MinimumWages = NONE_KNOWN
    """Minimum wages, where the decision asks whether an award is final."""
    talks: Any = None
    """What is known of the privileged stream, for moves that write to it."""
    mediator: Any = None
    """The mediator that the command names, where it names one."""
    earlier_in_matter: frozenset[UUID] = frozenset()
    """Who mediated other disputes of the same matter before, for moves that choose a mediator."""
    leader: Any = None
    """The other dispute that the command names, where it names one."""
    leader_version: int | None = None
    """The version at which the other dispute was read: the decision holds only while it has it."""
    claimed_tasks: tuple[LegalRule, ...] = ()
    """Rules of the open deadlines whose task somebody has in hand and has not done, for closing."""
    tasks_version: int | None = None
    """The version at which the tasks were read: the decision holds only while they have it."""
    has_followers: bool = False
    """Whether other disputes were merged into this one."""

    def rule(self, rule_id: str) -> LegalRule:
        """The rule in force; a KeyError here is a fault of ours, not of the caller."""
        return self.rules.rule(rule_id)

    def due(self, rule_id: str, start_on: date, *, extension: int = 0) -> Clock:
        """The period of a rule that starts on a day, under this calendar."""
        return computed(self.rule(rule_id), self.calendar, start_on, extension=extension)

    def require(
        self,
        holds: object,
        code: str,
        *,
        rule: str | None = None,
        kind: type[Refusal] = MissingPrerequisite,
        allowed: tuple[str, ...] = (),
        **data: str | float,
    ) -> None:
        """Refuse unless it holds; where guards do not bind, note the breach instead."""
        if holds:
            return
        refusal = kind(code, rule=self.rule(rule) if rule else None, allowed=allowed, **data)
        if self.is_binding:
            raise refusal
        self.breaches.append(refusal)

    def insist(
        self,
        holds: object,
        code: str,
        *,
        rule: str | None = None,
        kind: type[Refusal] = MissingPrerequisite,
        **data: str | float,
    ) -> None:
        """Refuse unless it holds, whoever reports it: sequence and identity, not law."""
        if not holds:
            raise kind(code, rule=self.rule(rule) if rule else None, allowed=(), **data)

    def warn(
        self,
        holds: object,
        code: str,
        *,
        rule: str | None = None,
        kind: type[Refusal] = MissingPrerequisite,
        **data: str | float,
    ) -> None:
        """Note it where it does not hold, whoever acts: what is told, and never refused."""
        if not holds:
            named = self.rule(rule) if rule else None
            self.breaches.append(kind(code, rule=named, allowed=(), **data))
