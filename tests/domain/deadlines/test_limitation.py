"""Limitation per claim: TV06, which rule holds, what interrupts it, and when it is met."""

from datetime import date

import pytest

from services.workflow.domain.clocks.counting import Effect
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.parts import (
    ClaimKind,
    DeclineGround,
    Outcome,
    Post,
    SuccessionKind,
)
from services.workflow.domain.dispute.parts import LimitationFactKind as K
from services.workflow.domain.dispute.stages.intake.intake import DeclineApplication
from services.workflow.domain.dispute.stages.parties.parties import (
    AddParty,
    DropParty,
    SucceedParty,
)
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from tests.support.deadlines import all_of, basis_on, check
from tests.support.given_when_then import Scenario
from tests.support.limitation_builders import (
    claim,
    employed_until,
    fact,
    happened,
    of,
    stopped,
    wages,
)
from tests.support.party_builders import worker

LATER = date(2027, 6, 1)
ADDED = date(2026, 3, 2)


def limit(scenario: Scenario, no: int = 1, on: date = LATER) -> Deadline:
    """The limitation of a claim, whichever rule it is of; the oracle agrees with it."""
    rules = ("LIM.1Y", "LIM.WAGES", "LIM.CS60")
    found = all_of(scenario.dispute, on)
    (one,) = (found[key] for rule in rules if (key := f"{rule}:claims/{no}") in found)
    check(one, basis_on(on))
    return one


def causes(one: Deadline) -> list[tuple[str, Effect]]:
    assert one.clock is not None
    return [(broken.cause.cause, broken.effect) for broken in one.clock.interruptions]


# The worked timelines (TV06)


def test_a_year_that_ends_on_a_make_up_saturday_does_not_roll() -> None:
    """TV06 a; weekends alone would give 16 February, itself a day off."""
    one = limit(of(claim("2025-02-14")))
    assert (one.rule.id, one.due_on) == ("LIM.1Y", date(2026, 2, 14))
    assert one.due_on != date(2026, 2, 16)


def test_a_year_that_ends_in_spring_festival_rolls_to_the_next_working_day() -> None:
    """TV06 b."""
    one = limit(of(claim("2025-02-18")))
    assert one.clock is not None
    assert one.clock.due_natural == date(2026, 2, 18)
    assert one.due_on == date(2026, 2, 24)


def test_application_and_refusal_both_interrupt_and_the_later_counts() -> None:
    """TV06 c."""
    scenario = of(claim("2025-02-14"), received="2025-11-10")
    declined = DeclineApplication(ground=DeclineGround.OTHER_SIDE_REFUSES, guidance="可以申请仲裁")
    one = limit(scenario.after(declined, on=date(2025, 11, 13)))
    assert causes(one) == [
        ("mediation_applied", Effect.RESTARTS),
        ("mediation_refused", Effect.RESTARTS),
    ]
    assert one.due_on == date(2026, 11, 13)
    told = "".join(step.zh for step in one.explained(basis_on(LATER)))
    assert "2025-11-10（周一）：申请调解，在期间内（当时末日 2026-02-14）中断" in told
    assert "2025-11-13（周四）：对方不同意调解，在期间内" in told


def test_after_force_majeure_the_days_that_remained_run_on() -> None:
    """TV06 d."""
    scenario = of(claim("2025-03-03"), received="2026-03-18")
    one = limit(scenario.after(stopped("2026-02-20", "2026-03-05"), on=date(2026, 3, 19)))
    assert one.due_on == date(2026, 3, 17)
    (rest,) = [s for s in one.explained(basis_on(LATER)) if s.reason == "remaining"]
    assert "剩余12日" in rest.zh


def test_wages_are_claimed_within_a_year_of_the_end_of_employment() -> None:
    """TV06 e: the year ends on National Day."""
    scenario = of(wages(known_on="2025-01-31"), received="2026-10-09")
    one = limit(scenario.after(employed_until("2025-10-01"), on=date(2026, 10, 9)))
    assert (one.rule.id, one.due_on) == ("LIM.WAGES", date(2026, 10, 8))


# Which rule, from when


def test_without_the_day_of_knowledge_limitation_has_not_begun_and_says_why() -> None:
    one = limit(of(claim()))
    assert one.status is Status.NOT_STARTED
    assert one.facts.pending is not None
    assert one.facts.pending.code == "known_on_missing"
    assert one.explained(basis_on(LATER)) == ()


def test_arrears_of_pay_know_no_limitation_while_the_employment_lasts() -> None:
    scenario = of(wages())
    one = limit(scenario)
    assert one.facts.pending is not None
    assert one.facts.pending.code == "employment_missing"
    one = limit(scenario.after(employed_until(None)))
    assert one.status is Status.NOT_STARTED
    assert one.facts.pending is not None
    assert "27" in one.facts.pending.zh


def test_of_several_workers_the_one_who_left_first_has_the_least_time() -> None:
    both = [e.PartyAdded(occurred_on=ADDED, party=worker(no), reason="同案") for no in (3, 4)]
    left = [
        e.EmploymentRecorded(occurred_on=date(2026, 3, 2), party=no, ended_on=day)
        for no, day in ((1, date(2025, 9, 30)), (3, date(2025, 6, 30)), (4, None))
    ]
    scenario = happened(of(wages(), received="2026-12-01"), *both, *left)
    assert limit(scenario).due_on == date(2026, 6, 30)


def test_a_worker_who_was_dropped_has_no_employment_here_any_more() -> None:
    scenario = of(wages(), received="2026-03-02").after(AddParty(party=worker(3), reason="同案"))
    scenario.after(employed_until("2024-06-01", party=3), employed_until(None))
    assert limit(scenario).due_on == date(2025, 6, 3)
    one = limit(scenario.after(DropParty(party=3, reason="撤回申请")))
    assert one.facts.pending is not None
    assert one.facts.pending.code == "still_employed"


def test_the_employment_of_a_worker_whose_heirs_go_on_still_counts() -> None:
    scenario = of(wages(), received="2026-03-02").after(employed_until("2025-10-01"))
    heir = SucceedParty(
        party=1, successor=worker(3), kind=SuccessionKind.DEATH, evidence="死亡证明"
    )
    assert limit(scenario.after(heir)).due_on == limit(scenario).due_on == date(2027, 3, 2)
    assert limit(scenario).facts.start_on == date(2025, 10, 1)


def test_an_appointed_civil_servant_has_sixty_days() -> None:
    scenario = of(claim("2026-01-05"), wages(2, "2026-01-05"), received="2026-03-20")
    hired = employed_until(None, Post.APPOINTED_CIVIL_SERVANT)
    scenario.after(hired, on=date(2026, 3, 20))
    for no in (1, 2):
        one = limit(scenario, no)
        assert (one.rule.id, one.due_on) == ("LIM.CS60", date(2026, 3, 6))


def test_staff_of_a_public_institution_have_the_year_of_everybody() -> None:
    scenario = of(claim("2025-02-14")).after(employed_until(None, Post.INSTITUTION_STAFF))
    assert limit(scenario).rule.id == "LIM.1Y"


def test_a_corrected_end_of_employment_moves_limitation_of_a_closed_dispute() -> None:
    """The clock part of S15: wrong by a year, put right without reopening."""
    scenario = of(wages(), received="2026-03-02").after(employed_until("2026-01-31"))
    failed = e.MediationFailed(occurred_on=date(2026, 3, 9), reasons=())
    closed = e.DisputeClosed(occurred_on=date(2026, 3, 9), outcome=Outcome.NO_AGREEMENT)
    happened(scenario, failed, closed)
    before = limit(scenario)
    assert (before.due_on, before.status) == (date(2027, 3, 9), Status.ENDED)
    correction = CorrectFact(
        field="employment/1/ended_on", new="2025-01-31", reason="年份录错", evidence="离职证明"
    )
    (event,) = scenario.when(correction)
    after = limit(scenario)
    assert event.dependents == ("LIM.WAGES",)
    # The application of March 2026 came too late to interrupt anything.
    assert (after.due_on, after.status) == (date(2026, 2, 2), Status.ENDED)
    assert {effect for _, effect in causes(after)} == {Effect.AFTER_END}


def test_a_corrected_day_of_receipt_moves_the_interruption() -> None:
    scenario = of(claim("2025-06-02"))
    assert limit(scenario).due_on == date(2027, 3, 2)
    sent = CorrectFact(field="registered_on", new="2026-02-27", reason="录错", evidence="收件章")
    scenario.when(sent)
    assert limit(scenario).due_on == date(2027, 3, 1)


# Recorded facts


@pytest.mark.parametrize("kind", sorted(set(K) - {K.NEGOTIATION_BEGUN, K.NEGOTIATION_TERM_AGREED}))
def test_each_recorded_fact_interrupts_and_says_what_it_was(kind: K) -> None:
    scenario = of(claim("2025-02-14")).after(fact(kind, "2026-01-15"), on=date(2026, 3, 2))
    one = limit(scenario)
    assert (kind.value, Effect.RESTARTS) in causes(one)
    assert (one.clock is not None, one.due_on) == (True, date(2027, 3, 2))


def test_a_fact_about_one_claim_leaves_the_others_alone() -> None:
    scenario = of(claim("2025-02-14"), claim("2025-02-14", no=2))
    scenario.after(
        fact(K.COMPLAINT_TO_AUTHORITY, "2026-02-10", 2), stopped("2026-02-10", "2026-02-12", 1)
    )
    assert limit(scenario, 1).due_on == date(2026, 2, 24)
    assert limit(scenario, 2).due_on == date(2027, 3, 2)


def test_a_suspension_that_lasts_stops_the_clock_until_it_ends() -> None:
    scenario = of(claim("2025-06-02"), received="2025-06-02").after(
        stopped("2026-03-01"), on=date(2026, 3, 2)
    )
    one = limit(scenario, on=date(2026, 3, 10))
    assert (one.status, one.due_on) == (Status.SUSPENDED, date(2026, 6, 12))
    assert limit(scenario, on=date(2026, 3, 20)).due_on == date(2026, 6, 22)


def test_limitation_is_a_warning_and_lapsed_it_is_nobodys_task() -> None:
    one = limit(of(claim("2025-02-14")))
    assert (one.status, one.facts.is_warning, one.is_open) == (Status.LAPSED, True, False)


def test_a_claim_that_is_not_pursued_here_has_no_clock() -> None:
    scenario = of(claim("2025-06-02"), claim("2025-06-02", no=2))
    gone = e.ClaimsWithdrawn(occurred_on=date(2026, 3, 3), claims=(2,), by=(1,))
    keys = all_of(happened(scenario, gone).dispute)
    assert "LIM.1Y:claims/1" in keys
    assert "LIM.1Y:claims/2" not in keys


def test_kinds_other_than_pay_proper_take_the_ordinary_year() -> None:
    for kind in set(ClaimKind) - {ClaimKind.REMUNERATION}:
        assert limit(of(claim("2025-02-14", kind))).rule.id == "LIM.1Y"
