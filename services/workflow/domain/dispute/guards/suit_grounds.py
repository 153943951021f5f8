"""Why a suit is open: what each ground needs on record, and what speaks against it by our reading.

The court has taken the suit, so our reading of the law only warns; what contradicts the record,
such as a suit after an award that was never made, is refused.
"""

from collections.abc import Callable

from services.workflow.domain.dispute.deadlines.award import is_partly_final
from services.workflow.domain.dispute.guards.undertakings import WAGES, kinds_of, overdue
from services.workflow.domain.dispute.guards.windows import (
    WindowState,
    acceptance_due_on,
    award_due_on,
    award_windows,
)
from services.workflow.domain.dispute.parts import (
    Disposition,
    Instrument,
    Mandate,
    MandateResult,
    PartyKind,
    ReinforcementKind,
    ReinforcementResult,
    SuitGround,
)
from services.workflow.domain.dispute.standing import is_shut_out, standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given

_WINDOWS = {
    SuitGround.AFTER_AWARD: frozenset({"SUIT.15", "SUIT.15.W"}),
    SuitGround.SET_ASIDE: frozenset({"SUIT.AFTER.SA"}),
    SuitGround.NOT_ENFORCED: frozenset({"SUIT.AFTER.NE"}),
}
"""The windows in which a suit on a ground is in time."""
_DIRECT = frozenset({State.DECLINED, State.MEDIATION_FAILED, State.CLOSED, State.SUIT_OPEN})
"""Where a claim that needs no arbitration goes to court from."""
_TITLED = frozenset({State.ENFORCEABLE, State.IN_ENFORCEMENT})
"""Where only an award may turn out to have been sued against in time."""
_ORDER_ENDED = frozenset({ReinforcementResult.OBJECTED, ReinforcementResult.VOID})
"""Ends of a payment order after which the worker may sue on the agreement (解释一 13)."""


def _is_not_in_arbitration(dispute: Dispute) -> bool:
    case = dispute.arbitration
    return case is not None and case.accepted_on is None


def _is_before_award(dispute: Dispute) -> bool:
    case = dispute.arbitration
    return case is not None and case.accepted_on is not None and case.award is None


def _is_set_aside(dispute: Dispute) -> bool:
    return dispute.set_aside is not None and bool(dispute.set_aside.is_granted)


def _is_not_enforced(dispute: Dispute) -> bool:
    award = dispute.arbitration.award if dispute.arbitration else None
    return award is not None and award.refused_on is not None


def _agreed_on_wages(dispute: Dispute) -> bool:
    agreement = dispute.effective_agreement
    return agreement is not None and set(kinds_of(dispute, agreement).values()) == WAGES


def _was_delegated(dispute: Dispute) -> bool:
    past = any(one.mandate is Mandate.COURT_DELEGATED for one in dispute.past_mandates)
    return past or dispute.mandate is Mandate.COURT_DELEGATED


_BASIS: dict[SuitGround, Callable[[Dispute], bool]] = {
    SuitGround.NOT_ACCEPTED: _is_not_in_arbitration,
    SuitGround.AWARD_OVERDUE: _is_before_award,
    SuitGround.AFTER_AWARD: lambda dispute: standing_award(dispute) is not None,
    SuitGround.SET_ASIDE: _is_set_aside,
    SuitGround.NOT_ENFORCED: _is_not_enforced,
    SuitGround.WAGE_AGREEMENT: _agreed_on_wages,
    SuitGround.PAYMENT_ORDER_FAILED: lambda dispute: bool(_order_results(dispute)),
    SuitGround.MANDATE_FAILED: _was_delegated,
}
"""What must be on record for a ground to be possible at all."""


def _is_not_accepted(dispute: Dispute, given: Given) -> bool:
    case, due_on = dispute.arbitration, acceptance_due_on(dispute, given)
    return case is not None and (
        case.is_refused or case.is_silent or (due_on is not None and given.occurred_on > due_on)
    )


def _is_overdue(dispute: Dispute, given: Given) -> bool:
    case = dispute.arbitration
    is_heard = case is not None and case.accepted_on is not None
    return is_heard and given.occurred_on > award_due_on(dispute, given)


def _is_breached(dispute: Dispute, given: Given) -> bool:
    agreement, handler = dispute.effective_agreement, given.handler
    effective_on = agreement.effective_on if agreement else None
    is_named = (
        handler is not None and effective_on is not None and handler.is_article_10(effective_on)
    )
    return is_named and agreement is not None and bool(overdue(agreement, given))


def _delegation_failed(dispute: Dispute) -> bool:
    return any(
        one.mandate is Mandate.COURT_DELEGATED and one.result is MandateResult.FAILURE
        for one in dispute.past_mandates
    )


_READING: dict[SuitGround, Callable[[Dispute, Given], bool]] = {
    SuitGround.NOT_ACCEPTED: _is_not_accepted,
    SuitGround.AWARD_OVERDUE: _is_overdue,
    SuitGround.WAGE_AGREEMENT: _is_breached,
    SuitGround.PAYMENT_ORDER_FAILED: lambda d, _given: bool(_order_results(d) & _ORDER_ENDED),
    SuitGround.MANDATE_FAILED: lambda d, _given: _delegation_failed(d),
    SuitGround.WAGE_NOTE: lambda d, _given: d.state in _DIRECT and _is_on_wages_alone(d),
    SuitGround.NOT_ARBITRABLE: lambda d, _given: d.state in _DIRECT,
}
"""What the law seems to want besides, by our reading."""


_OF_THE_RECORD = (
    SuitGround.NOT_ACCEPTED,
    SuitGround.AWARD_OVERDUE,
    SuitGround.MANDATE_FAILED,
    SuitGround.WAGE_AGREEMENT,
    SuitGround.PAYMENT_ORDER_FAILED,
)
"""Grounds that the record itself bears out; on the others the court must hear more than we know."""

_BY_DATE = frozenset({SuitGround.NOT_ACCEPTED, SuitGround.AWARD_OVERDUE})
_NO_LONGER_FILED = frozenset({State.AGREEMENT_EFFECTIVE, State.CLOSED})
"""Where a period of the commission runs no more: the application was withdrawn."""


def open_grounds(dispute: Dispute, given: Given) -> tuple[SuitGround, ...]:
    """The grounds on which somebody can sue today, by the record and by our reading of the law."""
    windows = award_windows(dispute, given)
    in_time = {window.rule for window in windows if window.state is not WindowState.CLOSED}
    return (
        *(
            ground
            for ground in _OF_THE_RECORD
            if _BASIS[ground](dispute) and _READING[ground](dispute, given)
            if ground not in _BY_DATE or dispute.state not in _NO_LONGER_FILED
        ),
        *(
            ground
            for ground, rules in _WINDOWS.items()
            if _BASIS[ground](dispute) and rules & in_time
        ),
    )


def ready_to_sue(dispute: Dispute, given: Given) -> None:
    """Refuses what no suit takes away: another title than an award, or final items being enforced."""
    title = dispute.title
    is_open = dispute.state not in _TITLED or (
        title is not None and title.instrument is Instrument.AWARD
    )
    given.insist(is_open, "title_is_no_award", rule="SUIT.GROUND")
    given.insist(not _is_final_part_enforced(dispute, given), "final_part_enforced", rule="SUIT.15")


def _is_final_part_enforced(dispute: Dispute, given: Given) -> bool:
    """Whether only the final items are being enforced, while the others may still be sued over."""
    award, running = standing_award(dispute), dispute.enforcement
    began_early = running is not None and running.before is State.AWARD_ISSUED
    return (
        dispute.state is State.IN_ENFORCEMENT
        and began_early
        and award is not None
        and award.has_open
        and is_partly_final(award, given.rules)
    )


def require_ground(ground: SuitGround, by: tuple[int, ...], dispute: Dispute, given: Given) -> None:
    """Refuse a ground that the record contradicts; note what the law seems to want besides."""
    is_against_title = dispute.state in _TITLED
    given.insist(
        not is_against_title or ground is SuitGround.AFTER_AWARD,
        "suit_not_against_award",
        rule="SUIT.GROUND",
    )
    award = standing_award(dispute)
    given.insist(
        not (is_against_title and award is not None and is_shut_out(award, by, dispute)),
        "employer_against_final",
        rule="SUIT.15.W",
    )
    has_basis = ground not in _BASIS or _BASIS[ground](dispute)
    given.insist(has_basis, "suit_ground_not_on_record", rule="SUIT.GROUND")
    fits = ground not in _READING or _READING[ground](dispute, given)
    given.require(fits, "suit_ground_doubtful", rule="SUIT.GROUND")
    _note_lateness(ground, by, dispute, given)


def _note_lateness(ground: SuitGround, by: tuple[int, ...], dispute: Dispute, given: Given) -> None:
    """A suit outside its window; an employer has none against a final award."""
    if ground not in _WINDOWS:
        return
    windows = [
        window
        for window in award_windows(dispute, given)
        if window.party in by and window.rule in _WINDOWS[ground]
    ]
    for window in windows:
        given.require(
            window.state is not WindowState.CLOSED,
            "suit_late",
            rule=window.rule,
            kind=OutsideLegalLimit,
            party=window.party,
            due=window.due_rolled.isoformat() if window.due_rolled else "",
        )
    employers = {party.no for party in dispute.parties if party.kind is PartyKind.EMPLOYER}
    shut_out = employers.intersection(by) - {window.party for window in windows}
    given.require(not shut_out, "employer_cannot_sue", rule="SUIT.15.W")


def _is_on_wages_alone(dispute: Dispute) -> bool:
    gone = {Disposition.WITHDRAWN, Disposition.SPLIT_OFF}
    kinds = {r.claim.kind for r in dispute.claims if r.disposition not in gone}
    return kinds == WAGES


def _order_results(dispute: Dispute) -> set[ReinforcementResult]:
    """How payment orders on the version that binds have ended."""
    agreement = dispute.effective_agreement
    return {
        past.result
        for past in dispute.past_reinforcements
        if past.kind is ReinforcementKind.PAYMENT_ORDER
        and (agreement is None or past.version == agreement.version)
        and past.result is not ReinforcementResult.GRANTED
    }
