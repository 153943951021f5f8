"""Who relied on what was put right or annulled: bodies, persons, and the acts that rested on it.

In step with `dependents`: what it names as a decision has here the act that records one.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.moved import Moved
from services.workflow.domain.dispute.deadlines.responsible import responsible
from services.workflow.domain.dispute.guards.dependents import Dependent
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact


class Reliance(StrEnum):
    """How somebody relied on it."""

    HANDLED = "handled"
    """The body whose people act in the dispute."""
    MEDIATED = "mediated"
    """The mediator who has it."""
    WATCHED = "watched"
    """The body that acts on, or watches, a deadline that moved."""
    SEISED = "seised"
    """The court or commission before which it is."""
    DECIDED = "decided"
    """Who recorded an act that rested on the old value."""


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded event and who recorded it."""

    event: type[Fact]
    account: str
    organisation: UUID | None = None


class ReliedOn(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who relied on the old value, to be told."""

    how: Reliance
    body: UUID | None = None
    mediator: UUID | None = None
    account: str = ""
    """Of who recorded the act."""
    act: str = ""
    """Type of the event that rested on it."""
    of: tuple[str, ...] = ()
    """What was relied on: deadlines by key, or codes of what had been computed."""


REVISING: Final[frozenset[type[Fact]]] = frozenset(
    {
        e.FactCorrected,
        e.AgreementAnnulled,
        e.ConfirmationAnnulled,
        e.ConfirmationChanged,
        e.SetAsideGranted,
        e.EnforcementRefused,
        e.LimitationFactWithdrawn,
        e.LapseWithdrawn,
    }
)
"""Events after which what was relied on is otherwise: it is told what moved, and who relied on it."""

RESTS_ON: Final[dict[type[Fact], tuple[str, ...]]] = {
    e.ApplicationAccepted: ("MED.ACCEPT",),
    e.ReceiptPeriodLapsed: ("MED.15.RECEIPT",),
    e.MediationExtended: ("MED.15.ACCEPT",),
    e.MediationPeriodLapsed: ("MED.15.ACCEPT",),
    e.ConfirmationApplied: ("CONF.APPLY", Dependent.CONFIRMATION),
    e.ConfirmationObjected: ("CONF.OBJECT",),
    e.ReviewApplied: ("REV.APPLY", Dependent.REVIEW),
    e.PerformanceBreached: ("MED.FOLLOW",),
    e.PaymentOrderApplied: ("MED.FOLLOW",),
    e.PaymentOrderObjected: ("PO.OBJECT",),
    e.PaymentOrderTookEffect: ("PO.OBJECT",),
    e.MandateReturned: (Dependent.MANDATE,),
    e.ReferralExpired: ("REFERRAL.EXPIRY",),
    e.ArbitrationAcceptanceLapsed: ("ARB.ACCEPT",),
    e.AwardIssued: ("ARB.AWARD", Dependent.AWARD),
    e.AwardTookEffect: ("SUIT.15", "SUIT.15.W"),
    e.LitigationFiled: ("SUIT.15", "SUIT.15.W", "SUIT.AFTER.SA"),
    e.SetAsideFiled: ("SETASIDE.30",),
    e.JudgmentAppealed: ("CT.APPEAL",),
    e.JudgmentTookEffect: ("CT.APPEAL",),
    e.EnforcementApplied: ("ENF.2Y",),
    e.DisputeClosed: ("CONF.APPLY", "REV.APPLY", "SUIT.15", "SETASIDE.30", Dependent.CLOSING),
    e.DisputeArchived: ("ARC.RETENTION",),
}
"""By act: the rules whose last day, and the codes of what else, it was decided by."""


def relied_on(
    before: Dispute, moved: Iterable[Moved], dependents: Iterable[str], acts: Iterable[Act]
) -> tuple[ReliedOn, ...]:
    """Everybody, once for each way; nobody where nothing moved and nothing was computed from it."""
    changes, codes = tuple(moved), tuple(dependents)
    of = (*(one.known.key for one in changes), *codes)
    if not of:
        return ()
    rules = {one.known.rule.replaces or one.known.rule.id for one in changes}
    found = (
        *_handlers(before, of),
        *_watchers(before, changes),
        *_deciders(rules | set(codes), acts),
    )
    return tuple(dict.fromkeys(found))


def _handlers(before: Dispute, of: tuple[str, ...]) -> Iterator[ReliedOn]:
    if before.handler is not None:
        yield ReliedOn(how=Reliance.HANDLED, body=before.handler, of=of)
    if before.mediator is not None:
        yield ReliedOn(how=Reliance.MEDIATED, mediator=before.mediator, of=of)
    for body in _seised(before):
        yield ReliedOn(how=Reliance.SEISED, body=body, of=of)


def _seised(before: Dispute) -> Iterator[UUID]:
    """Courts and commissions before which it is or was brought, other than who handles it."""
    bodies = (
        before.pending_before,
        before.reinforcement.body if before.reinforcement else None,
        before.commission,
        before.set_aside.court if before.set_aside else None,
        before.enforcement.court if before.enforcement else None,
        *(suit.court for suit in before.suits),
    )
    for body in dict.fromkeys(bodies):
        if body is not None and body != before.handler:
            yield body


def _watchers(before: Dispute, changes: tuple[Moved, ...]) -> Iterator[ReliedOn]:
    named = {before.handler, *_seised(before)}
    for one in changes:
        body = responsible(one.was, before).body if one.was else None
        if body is not None and body not in named:
            yield ReliedOn(how=Reliance.WATCHED, body=body, of=(one.known.key,))


def _deciders(what: set[str], acts: Iterable[Act]) -> Iterator[ReliedOn]:
    for act in acts:
        rested = tuple(code for code in RESTS_ON.get(act.event, ()) if code in what)
        if rested:
            yield ReliedOn(
                how=Reliance.DECIDED,
                body=act.organisation,
                account=act.account,
                act=act.event.__name__,
                of=tuple(str(code) for code in rested),
            )
