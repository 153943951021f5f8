"""Clocks of a suit: what the court owes, and until when each party may appeal."""

from collections.abc import Iterator
from typing import Final

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.succession import place_of, served_on
from services.workflow.domain.dispute.parts import Instance, SuitProcedure
from services.workflow.domain.dispute.records import Suit
from services.workflow.domain.dispute.state import Dispute

_TRIAL_OF: Final = {
    SuitProcedure.SUMMARY: "CT.TRIAL.SUMMARY",
    SuitProcedure.SMALL_CLAIMS: "CT.TRIAL.SMALL",
}
"""Any other procedure, and one that was not told, has the ordinary limit."""


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """Of every suit, the earliest first."""
    for suit in dispute.suits:
        yield from _filed(suit, basis)
        yield from _tried(suit, basis)
        if suit.judged_at is Instance.FIRST or suit.appealed_on is not None:
            yield from appeals(suit, dispute, basis)
        if suit.is_dismissed:
            yield from _appeals_against_ruling(suit, dispute, basis)


def _filed(suit: Suit, basis: Basis) -> Iterator[ClockFacts]:
    """CT.FILE where the day of the complaint was told; CT.SERVE, of which nobody tells the act."""
    about = f"suits/{suit.no}"
    if suit.complaint_on is not None:
        yield ClockFacts(
            rule=basis.standing("CT.FILE", suit.complaint_on),
            about=about,
            start_on=suit.complaint_on,
            met_on=suit.filed_on,
        )
    yield ClockFacts(
        rule=basis.standing("CT.SERVE", suit.filed_on),
        about=about,
        start_on=suit.filed_on,
        ended_on=suit.first_judged_on or suit.ended_on,
        is_over_once_lapsed=True,
    )


def _tried(suit: Suit, basis: Basis) -> Iterator[ClockFacts]:
    """CT.TRIAL by procedure, from the docketing or the remand; CT.TRIAL.SECOND from the appeal."""
    begun_on = suit.remanded_on or suit.filed_on
    rule = _TRIAL_OF.get(suit.procedure, "CT.TRIAL") if suit.procedure else "CT.TRIAL"
    yield ClockFacts(
        rule=basis.standing(rule, begun_on),
        about=f"suits/{suit.no}",
        start_on=begun_on,
        met_on=suit.first_judged_on,
        ended_on=suit.ended_on,
    )
    if suit.appealed_on is not None:
        # The second instance's own docketing is not told: its limit is no earlier than this one.
        yield ClockFacts(
            rule=basis.standing("CT.TRIAL.SECOND", suit.appealed_on),
            about=f"suits/{suit.no}",
            start_on=suit.appealed_on,
            met_on=suit.judgment_on if suit.judged_at is Instance.SECOND else None,
            ended_on=suit.ended_on,
        )


def appeals(suit: Suit, dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """CT.APPEAL per party from service of the judgment of first instance."""
    for party in sorted(dispute.present_parties):
        received_on = served_on(suit.first_served, party, dispute)
        has_appealed = place_of(party, dispute) & suit.appealed_by
        yield ClockFacts(
            rule=basis.standing("CT.APPEAL", received_on),
            about=f"suits/{suit.no}/parties/{party}",
            start_on=received_on,
            met_on=suit.appealed_on if has_appealed else None,
            # A judgment after the first one's is not appealed against by anybody.
            ended_on=suit.judgment_on if suit.judged_at is not Instance.FIRST else suit.ended_on,
            is_over_once_lapsed=suit.is_on_appeal,
        )


def _appeals_against_ruling(suit: Suit, dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """CT.APPEAL.RULING per party from service of the dismissal; the dispute is mostly closed by then."""
    for party in sorted(dispute.present_parties):
        received_on = served_on(suit.ruling_served, party, dispute)
        yield ClockFacts(
            rule=basis.standing("CT.APPEAL.RULING", received_on),
            about=f"suits/{suit.no}/parties/{party}",
            start_on=received_on,
            is_over_once_lapsed=True,
            outlives_closing=True,
        )
