"""Recording what bears on limitation: facts, suspensions, slips; a split; and the warning at a filing."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.guards.dependents import Dependent, computed
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import LimitationFactKind as K
from services.workflow.domain.dispute.parts import Outcome, Post
from services.workflow.domain.dispute.stages.record.limitation import (
    EndLimitationSuspension,
    WithdrawLimitationFact,
)
from tests.support.builders import ON
from tests.support.deadlines import one_of
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.handover_builders import REFERRAL, SUGGESTION, TO_STUDIO, failed
from tests.support.limitation_builders import (
    claim,
    employed_until,
    fact,
    happened,
    of,
    stopped,
    wages,
)
from tests.support.party_builders import NEW_DISPUTE, SPLITTING, split
from tests.support.tribunal_builders import FILED, TO_COMMISSION, at_commission, rule_of, warnings

COMPLAINT = fact(K.COMPLAINT_TO_AUTHORITY, "2026-01-15", 1)
TERM = K.NEGOTIATION_TERM_AGREED
LATER = date(2027, 6, 1)


def end(entry: int, last_on: str) -> EndLimitationSuspension:
    return EndLimitationSuspension(entry=entry, last_on=date.fromisoformat(last_on))


def slip(entry: int, reason: str = "误记于本案") -> WithdrawLimitationFact:
    return WithdrawLimitationFact(entry=entry, reason=reason)


def two() -> Scenario:
    return of(claim("2025-06-02"), claim("2025-06-02", no=2))


# Recorded


def test_facts_and_suspensions_are_numbered_in_one_row() -> None:
    scenario = two()
    recorded = only(scenario.when(COMPLAINT), e.LimitationFactRecorded)
    assert (recorded.entry, recorded.occurred_on, recorded.happened_on.year) == (1, TODAY, 2026)
    stop = only(scenario.when(stopped("2026-03-01")), e.LimitationSuspensionRecorded)
    assert stop.entry == 2
    third = only(scenario.when(fact(K.CLAIM_MADE, "2026-02-01", 2, 1, 2)), e.LimitationFactRecorded)
    assert (third.entry, third.claims) == (3, (1, 2))


def test_it_is_recorded_in_a_closed_dispute_too_and_moves_nothing_else() -> None:
    closed = e.DisputeClosed(occurred_on=ON, outcome=Outcome.WITHDRAWN)
    scenario = happened(two(), closed).after(COMPLAINT)
    assert scenario.stands(State.CLOSED)
    assert len(scenario.dispute.limitation.facts) == 1


@pytest.mark.parametrize(
    ("sent", "code", "rule"),
    [
        (
            msgspec.structs.replace(COMPLAINT, evidence=" "),
            "limitation_needs_evidence",
            "LIM.BREAK",
        ),
        (fact(K.CLAIM_MADE, "2026-03-11"), "not_yet_happened", "LIM.BREAK"),
        (fact(K.CLAIM_MADE, "2026-02-01", 3), "unknown_claim", "CLAIM.COVERED"),
        (fact(TERM, "2026-02-01"), "term_and_its_kind", "NEG.TERM"),
        (fact(K.CLAIM_MADE, "2026-02-01", until=ON), "term_and_its_kind", "NEG.TERM"),
        (fact(TERM, "2026-03-03", until=ON), "term_ends_before_it_begins", "NEG.TERM"),
        (stopped("2026-03-11"), "not_yet_happened", "LIM.SUSPEND"),
        (stopped("2026-03-01", "2026-03-11"), "not_yet_happened", "LIM.SUSPEND"),
        (stopped("2026-03-01", None, 9), "unknown_claim", "CLAIM.COVERED"),
        (stopped("2026-03-02", "2026-03-01"), "suspension_ends_before_it_begins", "LIM.SUSPEND"),
        (
            msgspec.structs.replace(stopped("2026-03-01"), evidence=""),
            "limitation_needs_evidence",
            "LIM.SUSPEND",
        ),
    ],
)
def test_what_cannot_be_so_is_refused(sent: Any, code: str, rule: str) -> None:
    assert rule_of(two().refuses(sent, code)) == rule


def test_a_running_suspension_is_ended_once_and_the_rest_runs_on() -> None:
    scenario = two()
    scenario.refuses(end(1, "2026-03-05"), "no_suspension_runs")
    scenario.after(COMPLAINT, stopped("2026-03-01"))
    scenario.refuses(end(1, "2026-03-05"), "not_a_running_suspension")
    scenario.refuses(end(9, "2026-03-05"), "unknown_limitation_entry")
    scenario.refuses(end(2, "2026-02-28"), "suspension_ends_before_it_begins")
    ended = only(scenario.when(end(2, "2026-03-05")), e.LimitationSuspensionEnded)
    assert (ended.entry, ended.last_on) == (2, date(2026, 3, 5))
    (known,) = scenario.dispute.limitation.suspensions
    assert known.last_on == date(2026, 3, 5)
    scenario.after(stopped("2026-03-07"))
    scenario.refuses(end(2, "2026-03-05"), "not_a_running_suspension")


def test_a_slip_is_withdrawn_with_its_reason_and_stays_on_file() -> None:
    scenario = two()
    scenario.refuses(slip(1), "no_limitation_entry")
    scenario.after(COMPLAINT, stopped("2026-03-01", "2026-03-03"))
    scenario.refuses(slip(1, " "), "slip_needs_reason")
    scenario.refuses(slip(3), "unknown_limitation_entry")
    for entry in (1, 2):
        withdrawn = only(scenario.when(slip(entry)), e.LimitationFactWithdrawn)
        assert withdrawn.entry == entry
    known = scenario.dispute.limitation
    assert all(one.is_withdrawn for one in known.facts)
    assert all(one.is_withdrawn for one in known.suspensions)
    scenario.refuses(slip(1), "no_limitation_entry")
    one = one_of(scenario.dispute, "LIM.1Y:claims/1", LATER)
    assert one.facts.suspended == ()
    assert [broken.cause for broken in one.facts.interrupted] == ["mediation_applied"]


def test_the_post_of_a_worker_is_recorded_with_the_employment() -> None:
    scenario = two()
    sent = employed_until(None, Post.APPOINTED_CIVIL_SERVANT)
    assert only(scenario.when(sent), e.EmploymentRecorded).post is Post.APPOINTED_CIVIL_SERVANT
    assert computed(scenario.dispute, tuple(Dependent)[4:7]) == ("LIM.CS60",)


# A split


def test_a_claim_that_is_split_off_takes_its_limitation_along_under_its_new_number() -> None:
    scenario = of(*(claim("2025-06-02", no=no) for no in (1, 2, 3)))
    scenario.after(
        fact(K.CLAIM_MADE, "2026-01-09", 1),
        fact(K.COMPLAINT_TO_AUTHORITY, "2026-01-15", 1, 3),
        fact(K.PERFORMANCE_PROMISED, "2026-01-20"),
        stopped("2026-03-04", "2026-03-05", 3),
        fact(K.CLAIM_MADE, "2026-01-21", 3),
        slip(5),
        employed_until("2026-02-28", Post.WORKER),
    )
    born = next(
        event
        for event in scenario.when(split(3), **SPLITTING)
        if isinstance(event, e.DisputeSplitOff)
    )
    linked = fold([born], NEW_DISPUTE)
    known = linked.limitation
    assert [(one.no, one.claims) for one in known.facts] == [(2, (1,)), (3, ())]
    assert [(one.no, one.claims) for one in known.suspensions] == [(4, (1,))]
    assert [(one.on, one.claims) for one in known.breaks] == [(ON, (1,))]
    assert (known.made, linked.employments[0].post) == (5, Post.WORKER)
    here, there = (
        one_of(dispute, key, LATER)
        for dispute, key in ((two().dispute, "LIM.1Y:claims/1"), (linked, "LIM.1Y:claims/1"))
    )
    assert (here.due_on, there.due_on) == (date(2027, 3, 2), date(2027, 3, 4))


def test_of_an_older_split_the_first_application_is_known() -> None:
    scenario = two()
    born = next(
        event
        for event in scenario.when(split(2), **SPLITTING)
        if isinstance(event, e.DisputeSplitOff)
    )
    people = msgspec.structs.replace(born.people, limitation=None)
    linked = fold([msgspec.structs.replace(born, people=people)], NEW_DISPUTE)
    assert [(one.on, one.claims) for one in linked.limitation.breaks] == [(ON, (1,))]


# The warning at a filing


def test_an_application_after_limitation_is_noted_and_taken() -> None:
    late = of(claim("2025-02-14"), claim("2025-02-18", no=2), claim("2025-06-02", no=3))
    assert late.given is not None
    (breach,) = late.given.breaches
    assert (breach.code, rule_of(breach)) == ("limitation_passed", "LIM.1Y")
    assert (breach.data["claims"], breach.data["due"]) == ("1、2", "2026-02-14")
    assert "2026-02-14" in breach.zh
    assert warnings(of(claim("2025-03-03"))) == []
    assert warnings(at_commission(claims=(claim("2025-02-14"),))) == ["limitation_passed"]


def test_a_referral_and_a_partys_own_filing_after_limitation_are_noted_and_taken() -> None:
    late = happened(failed(), *_employment("2025-02-28"))
    late.when(REFERRAL, **TO_COMMISSION)
    assert "limitation_passed" in warnings(late)
    own = happened(of(wages()), *_employment("2025-02-28"))
    own.when(FILED, **TO_COMMISSION)
    assert "limitation_passed" in warnings(own)
    in_time = happened(of(wages()), *_employment("2025-09-30"))
    in_time.when(FILED, **TO_COMMISSION)
    assert "limitation_passed" not in warnings(in_time)


def test_a_claim_that_arbitration_met_late_is_not_asked_about_again() -> None:
    scenario = at_commission(claims=(claim("2024-06-03"),))
    assert warnings(scenario) == ["limitation_passed"]
    scenario.after((SUGGESTION, TO_STUDIO)).when(FILED, **TO_COMMISSION)
    assert "limitation_passed" not in warnings(scenario)


def _employment(ended_on: str) -> tuple[e.Event, ...]:
    day = date.fromisoformat(ended_on)
    return (e.EmploymentRecorded(occurred_on=ON, party=1, ended_on=day),)
