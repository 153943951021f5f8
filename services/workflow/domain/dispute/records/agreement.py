"""What is known of an agreement, and of its one slot for making it enforceable."""

from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    Excuse,
    Instalment,
    Instrument,
    ReinforcementKind,
    ReinforcementResult,
    RequiredAct,
    Served,
    Term,
)


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """It was said that the due day of an instalment had passed unpaid."""

    instalment: int
    due_on: date
    """The agreed day."""
    last_on: date
    """The last day on which a payment was in time."""
    said_on: date


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the agreement, the acts done on it, and what was paid."""

    version: int
    terms: tuple[Term, ...]
    required: tuple[RequiredAct, ...]
    recorded_on: date
    signed_by: frozenset[int] = frozenset()
    is_signed_by_mediator: bool = False
    is_sealed: bool = False
    signed_on: tuple[tuple[int, date], ...] = ()
    """On which day each party signed."""
    mediator_signed_on: date | None = None
    sealed_on: date | None = None
    last_act_on: date | None = None
    effective_on: date | None = None
    due: int = 0
    """All that is to be paid, in fen."""
    paid: int = 0
    """Paid so far, in fen."""
    named_payments: tuple[tuple[int, int], ...] = ()
    """Of what was paid, the payments that named their instalment: its number, fen."""
    payments: tuple[tuple[date, int, int | None], ...] = ()
    """Every payment: its day, fen, and the instalment that it named."""
    duties_performed: frozenset[int] = frozenset()
    """Claims whose duty in words was performed."""
    said_breached: tuple[Breach, ...] = ()
    """Every breach that was recorded, also one that a payment turned out to have prevented."""

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """Those that stand: a payment made in time and recorded late clears its instalment."""
        return tuple(one for one in self.said_breached if not self._was_in_time(one))

    @property
    def breached(self) -> frozenset[int]:
        """Instalments whose due day passed unpaid."""
        return frozenset(one.instalment for one in self.breaches)

    @property
    def breached_on(self) -> date | None:
        """Day on which the first breach was recorded."""
        return next((one.said_on for one in self.breaches), None)

    @property
    def instalments(self) -> tuple[Instalment, ...]:
        """Every payment due under the agreement."""
        return tuple(i for term in self.terms for i in term.instalments)

    @property
    def is_performed(self) -> bool:
        """Whether all that was to be paid is paid and every duty in words performed."""
        duties = {term.claim for term in self.terms if term.duty}
        return self.paid >= self.due and duties <= self.duties_performed

    def outstanding(self, no: int) -> int:
        """What is missing of an instalment, in fen."""
        return self._missing().get(no, 0)

    def paid_in_full_on(self, no: int) -> date | None:
        """Day of the payment with which nothing of an instalment was missing any more."""
        if self.outstanding(no):
            return None
        days = sorted(self.payments, key=lambda payment: payment[0])
        until_then = (days[:count] for count in range(1, len(days) + 1))
        return next((some[-1][0] for some in until_then if not self._after(some, no)), None)

    def claims_filled_by(self, payment: int) -> tuple[int, ...]:
        """Claims whose instalments the payment of this number filled (民法典 560)."""
        earlier, then = list(self.payments[: payment - 1]), list(self.payments[:payment])
        return tuple(
            term.claim
            for term in self.terms
            if any(self._after(earlier, i.no) > self._after(then, i.no) for i in term.instalments)
        )

    def _was_in_time(self, breach: Breach) -> bool:
        paid_on = self.paid_in_full_on(breach.instalment)
        return paid_on is not None and paid_on <= breach.last_on

    def _after(self, payments: list[tuple[date, int, int | None]], no: int) -> int:
        """What was missing of an instalment after these payments, in fen."""
        named = tuple((to, amount) for _, amount, to in payments if to is not None)
        paid = sum(amount for _, amount, _ in payments)
        return msgspec.structs.replace(self, paid=paid, named_payments=named).outstanding(no)

    def _missing(self) -> dict[int, int]:
        """By instalment: a payment fills the one it names, the others the earliest due (民法典 560)."""
        by_due_day = sorted(self.instalments, key=lambda i: (i.due_on, i.no))
        missing: dict[int, int] = {i.no: i.amount for i in by_due_day}
        left = self.paid
        for no, amount in self.named_payments:
            filled = min(amount, missing.get(no, 0), left)
            missing[no] = missing.get(no, 0) - filled
            left -= filled
        for no, amount in missing.items():
            filled = min(amount, left)
            missing[no] = amount - filled
            left -= filled
        return missing


class Supplement(msgspec.Struct, frozen=True, kw_only=True):
    """Material that a court asked for: when, until when, and when it came."""

    asked_on: date
    due_on: date
    supplied_on: date


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """An objection to a confirming ruling; `party` none: by an interested person."""

    party: int | None
    on: date
    start_on: date | None = None
    """Day of receipt, or of knowledge for an interested person, as told with the objection."""


class Reinforcement(msgspec.Struct, frozen=True, kw_only=True):
    """The one slot per agreement for making it enforceable, in use or ended in an instrument."""

    kind: ReinforcementKind = ReinforcementKind.CONFIRMATION
    body: UUID
    """The court or commission."""
    version: int = 1
    """Of the agreement."""
    applied_on: date
    applicant: int | None = None
    """Who asked for the payment order; confirmation and review are asked for by both sides."""
    excuse: Excuse | None = None
    """Why an application after the last day is in time all the same."""
    excused_on: date | None = None
    """The day it was posted, or the obstacle ended."""
    docket_number: str = ""
    docketed_on: date | None = None
    """Day on which the body took the application up."""
    decided_on: date | None = None
    """Day on which it ended in an instrument."""
    is_extended: bool = False
    """Whether more time than usual was approved for deciding, as far as told."""
    ruling_number: str = ""
    """Of the ruling, statement or order."""
    supplement_asked_on: date | None = None
    supplement_due_on: date | None = None
    """The day the court gave for material; none once it was handed in."""
    supplied: tuple[Supplement, ...] = ()
    """Material that the court asked for and was handed in."""
    objections: tuple[Objection, ...] = ()
    """To the confirming ruling, in the order they were recorded."""
    served: tuple[Served, ...] = ()
    """Who received the ruling, statement or order, and when."""
    issued_on: date | None = None
    """Day of the payment order."""

    def supplied_on(self, day: date) -> "Reinforcement":
        """With the material handed in; where none was asked for it stays as it is."""
        asked_on, due_on = self.supplement_asked_on, self.supplement_due_on
        handed_in = (
            (Supplement(asked_on=asked_on, due_on=due_on, supplied_on=day),)
            if asked_on and due_on
            else ()
        )
        return msgspec.structs.replace(
            self, supplement_due_on=None, supplied=(*self.supplied, *handed_in)
        )

    @property
    def served_on(self) -> frozenset[int]:
        """Parties who received the ruling, statement or order."""
        return frozenset(served.party for served in self.served)

    @property
    def is_issued(self) -> bool:
        """Whether the payment order was issued."""
        return self.issued_on is not None

    def received_on(self, party: int) -> date | None:
        """Day on which the party received it, as far as known; also from its own objection."""
        served = (one.on for one in self.served if one.party == party)
        told = (one.start_on for one in self.objections if one.party == party)
        return next((day for day in (*served, *told) if day is not None), None)


class PastReinforcement(msgspec.Struct, frozen=True, kw_only=True):
    """A use of the slot that ended, and how."""

    kind: ReinforcementKind
    result: ReinforcementResult
    ground: str = ""
    """Code of the ground, where the body gave one."""
    version: int
    on: date
    body: UUID | None = None
    """The court or commission."""
    applicant: int | None = None
    """Who had asked for the payment order."""
    ruling_received_on: date | None = None
    """Day on which the applicant received the ruling that ended the payment order, as far as told."""


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """The named instrument that makes the dispute enforceable."""

    instrument: Instrument
    number: str
    on: date
    applied_on: tuple[date, ...] = ()
    """Every day on which enforcement was applied for."""
