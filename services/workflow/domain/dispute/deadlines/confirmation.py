"""Clocks of judicial confirmation: the application, the court's answers, objections to its ruling."""

from collections.abc import Iterator

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.joint_application import used_for, windows
from services.workflow.domain.dispute.deadlines.succession import place_of, received_on
from services.workflow.domain.dispute.parts import ReinforcementKind
from services.workflow.domain.dispute.records import Reinforcement
from services.workflow.domain.dispute.state import Dispute


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """CONF.APPLY with CONF.EXCUSE; while it is before the court what the court and the sides owe."""
    yield from windows(ReinforcementKind.CONFIRMATION, dispute, basis)
    used = used_for(ReinforcementKind.CONFIRMATION, dispute)
    if used is None:
        return
    yield from _before_court(used, basis)
    if used.decided_on is not None:
        yield from objections(dispute, used, basis)


def _before_court(used: Reinforcement, basis: Basis) -> Iterator[ClockFacts]:
    yield ClockFacts(
        rule=basis.standing("CONF.ACCEPT", used.applied_on),
        start_on=used.applied_on,
        met_on=used.docketed_on,
        ended_on=used.decided_on,
    )
    yield from _supplements(used, basis)
    for rule_id in ("CONF.DECIDE", "CONF.DECIDE.HARD"):
        rule = basis.rules.rule(basis.standing(rule_id, used.docketed_on))
        yield ClockFacts(
            rule=rule.id,
            start_on=used.docketed_on,
            extension=rule.extension if used.is_extended else 0,
            met_on=used.decided_on,
        )


def _supplements(used: Reinforcement, basis: Basis) -> Iterator[ClockFacts]:
    """CONF.SUPPLEMENT to the day that the court named; the present one last."""
    for no, one in enumerate(used.supplied, start=1):
        yield ClockFacts(
            rule=basis.standing("CONF.SUPPLEMENT", one.asked_on),
            about=f"supplements/{no}",
            start_on=one.asked_on,
            until=one.due_on,
            met_on=one.supplied_on,
        )
    if used.supplement_due_on is not None:
        yield ClockFacts(
            rule=basis.standing("CONF.SUPPLEMENT", used.supplement_asked_on),
            about=f"supplements/{len(used.supplied) + 1}",
            start_on=used.supplement_asked_on,
            until=used.supplement_due_on,
            ended_on=used.decided_on,
        )


def objections(dispute: Dispute, used: Reinforcement, basis: Basis) -> Iterator[ClockFacts]:
    """CONF.OBJECT per party from its receipt, CONF.OBJECT.THIRD per interested person who objected."""
    for party in sorted(dispute.present_parties):
        start_on, place = received_on(used.received_on, party, dispute), place_of(party, dispute)
        yield ClockFacts(
            rule=basis.standing("CONF.OBJECT", start_on),
            about=f"parties/{party}",
            start_on=start_on,
            met_on=next((one.on for one in used.objections if one.party in place), None),
            is_over_once_lapsed=True,
            outlives_closing=True,
        )
    for no, one in enumerate(used.objections, start=1):
        if one.party is None:
            yield ClockFacts(
                rule=basis.standing("CONF.OBJECT.THIRD", one.start_on),
                about=f"objections/{no}",
                start_on=one.start_on,
                met_on=one.on,
                outlives_closing=True,
            )
