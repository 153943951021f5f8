"""Periods around applications, awards and judgments, as the deadlines of the dispute have them."""

from datetime import date
from enum import StrEnum

import msgspec

from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.dispute.deadlines import arbitration, award, litigation
from services.workflow.domain.dispute.deadlines.award import TO_SUE
from services.workflow.domain.dispute.deadlines.deadline import Deadline, counted
from services.workflow.domain.dispute.deadlines.facts import Chapter
from services.workflow.domain.dispute.guards.periods import basis_of
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


class WindowState(StrEnum):
    """Where a window stands on a day."""

    NOT_SERVED = "not_served"
    """It has not begun: the party has not received what it starts with."""
    OPEN = "open"
    CLOSED = "closed"


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Until when one party may go to court, by which rule."""

    party: int
    rule: str
    start_on: date | None = None
    due_natural: date | None = None
    due_rolled: date | None = None
    is_provisional: bool = False
    state: WindowState = WindowState.NOT_SERVED


def clock_of(
    chapter: Chapter, rule_id: str, dispute: Dispute, given: Given, *, about: str = ""
) -> Clock | None:
    """The clock of a rule in a chapter of the deadlines, on the day the act occurred, if it has begun."""
    found = (
        one.clock
        for one in deadlines_of(chapter, dispute, given)
        if rule_id in {one.rule.id, one.rule.replaces} and one.facts.about == about
    )
    return next(found, None)


def deadlines_of(chapter: Chapter, dispute: Dispute, given: Given) -> list[Deadline]:
    """The deadlines of one chapter on the day the act occurred."""
    basis = basis_of(given)
    return [counted(facts, basis) for facts in chapter(dispute, basis)]


def award_windows(dispute: Dispute, given: Given) -> tuple[Window, ...]:
    """Every window of the award, for each present party by its own receipt, on the day given."""
    windows = deadlines_of(award.clocks, dispute, given)
    return tuple(_window(deadline, given) for deadline in windows)


def windows_to_sue(dispute: Dispute, given: Given) -> tuple[Window, ...]:
    """Those in which the award can still be sued against."""
    return tuple(window for window in award_windows(dispute, given) if window.rule in TO_SUE)


def _window(deadline: Deadline, given: Given) -> Window:
    party, rule, clock = int(deadline.facts.about.split("/")[1]), deadline.rule.id, deadline.clock
    if clock is None:
        return Window(party=party, rule=rule)
    is_over = given.occurred_on > clock.due_rolled
    return Window(
        party=party,
        rule=rule,
        start_on=clock.start_on,
        due_natural=clock.due_natural,
        due_rolled=clock.due_rolled,
        is_provisional=clock.provisional,
        state=WindowState.CLOSED if is_over else WindowState.OPEN,
    )


def acceptance_due_on(dispute: Dispute, given: Given) -> date | None:
    """The last day for deciding on acceptance (ARB.ACCEPT); none while it waits for something."""
    clock = clock_of(arbitration.clocks, "ARB.ACCEPT", dispute, given)
    return clock.due_rolled if clock else None


def award_due_on(dispute: Dispute, given: Given, *, extended: bool = False) -> date:
    """The last day for the award (ARB.AWARD), stays left out; `extended` as far as the rule allows."""
    case = dispute.arbitration
    assert case is not None  # it was accepted
    basis = basis_of(given)
    facts = arbitration.award_period(case, dispute, basis)
    if extended:
        longest = given.rule(facts.rule).extension
        facts = msgspec.structs.replace(facts, extension=longest)
    clock = counted(facts, basis).clock
    assert clock is not None
    return clock.due_rolled


def appeal_due_on(suit: int, party: int, dispute: Dispute, given: Given) -> date | None:
    """The last day for a party's appeal (CT.APPEAL); none where the judgment has not reached it."""
    about = f"suits/{suit}/parties/{party}"
    clock = clock_of(litigation.clocks, "CT.APPEAL", dispute, given, about=about)
    return clock.due_rolled if clock else None
