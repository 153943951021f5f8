"""Tasks: born with an open deadline, claimed, handed over, put off and done by people, ended with it."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.parts import Outcome
from services.workflow.domain.dispute.stages.intake.intake import RequestCorrection
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor, Given, Role
from services.workflow.domain.mediator import Mediator
from services.workflow.domain.tasks import (
    ClaimTask,
    Desk,
    FinishTask,
    HandOverTask,
    Holder,
    ReleaseTask,
    ReopenTask,
    SnoozeTask,
    TaskClaimed,
    TaskCommand,
    TaskDone,
    claimed_and_open,
    decide,
    evolve,
    matter_of,
    tasks_id,
)
from tests.support.builders import CENTRE, CERTIFIED, COMMISSION, MEDIATOR, ON, accept, registered
from tests.support.given_when_then import DISPUTE, Scenario, given_on
from tests.support.record_builders import OTHER, failed

CHECK = "MED.ACCEPT"
"""The check of an application: three working days from its receipt on Monday, 2 March 2026."""
LAST = date(2026, 3, 5)
AFTER = date(2026, 4, 30)
TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)
ANN = Actor(account="ann", role=Role.CLERK, organisation=CENTRE)
BEN = Actor(account="ben", role=Role.CLERK, organisation=CENTRE)
MEI = Actor(account="mei", role=Role.MEDIATOR, organisation=CENTRE, mediator=MEDIATOR)


class Tasks:
    """The desk of one dispute, act by act."""

    def __init__(self, past: Scenario) -> None:
        self.past = past
        self.desk = Desk()
        self.mediator = CERTIFIED

    def given(self, actor: Actor, on: date) -> Given:
        return given_on(on, actor=actor, today=on, mediator=self.mediator)

    def basis(self, on: date) -> Basis:
        given = self.given(ANN, on)
        return Basis(rules=given.rules, calendar=given.calendar, today=on)

    def when(
        self, command: TaskCommand, actor: Actor = ANN, on: date = TUESDAY, key: str = CHECK
    ) -> tuple[tuple[Any, ...], list[str]]:
        given, dispute = self.given(actor, on), self.past.dispute
        matter = matter_of(key, dispute, self.basis(on))
        events = decide(command, self.desk.task(key), matter, dispute, given)
        for event in events:
            self.desk = evolve(self.desk, event, tasks_id(DISPUTE))
        return events, [breach.code for breach in given.breaches]

    def refuses(self, command: TaskCommand, code: str, *of: Any, **by: Any) -> Refusal:
        with pytest.raises(Refusal) as caught:
            self.when(command, *of, **by)
        assert caught.value.code == code
        assert caught.value.zh
        return caught.value

    def holds_up_closing(self, on: date = TUESDAY) -> list[str]:
        return [one.key for one in claimed_and_open(self.desk, self.past.dispute, self.basis(on))]


@pytest.fixture
def tasks() -> Tasks:
    return Tasks(registered())


def test_a_task_is_claimed_by_whoever_comes_first(tasks: Tasks) -> None:
    (claimed,), _ = tasks.when(ClaimTask())

    assert isinstance(claimed, TaskClaimed)
    assert (claimed.account, claimed.organisation) == ("ann", CENTRE)
    assert (claimed.dispute, claimed.task, claimed.period_from) == (DISPUTE, CHECK, ON)
    assert tasks.when(ClaimTask()) == ((), [])
    assert "ann" in tasks.refuses(ClaimTask(), "task_of_somebody_else", BEN).zh


def test_a_released_task_is_free_for_others(tasks: Tasks) -> None:
    tasks.refuses(ReleaseTask(), "task_of_nobody")
    tasks.when(ClaimTask())
    tasks.refuses(ReleaseTask(), "task_of_somebody_else", BEN)
    tasks.when(ReleaseTask())

    assert tasks.when(ClaimTask(), BEN)[0][0].account == "ben"


def test_a_task_is_about_an_open_deadline(tasks: Tasks) -> None:
    tasks.refuses(ClaimTask(), "unknown_task", key="NO.SUCH")
    tasks.past.after(accept(TUESDAY), on=TUESDAY)
    ended = tasks.refuses(ClaimTask(), "task_has_ended")

    assert ended.rule is not None
    assert ended.rule.id == CHECK


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.PARTNER_BUREAU])
def test_tasks_are_for_those_who_act_in_disputes(tasks: Tasks, role: Role) -> None:
    somebody = Actor(account="x", role=role, organisation=CENTRE, region="330281")

    tasks.refuses(ClaimTask(), "task_not_for_role", somebody)


def test_tasks_are_for_the_bodies_concerned(tasks: Tasks) -> None:
    elsewhere = Actor(account="x", role=Role.CLERK, organisation=COMMISSION)

    tasks.refuses(ClaimTask(), "task_of_another_body", elsewhere)


def test_a_task_goes_to_one_colleague(tasks: Tasks) -> None:
    tasks.refuses(HandOverTask(), "task_to_one_colleague")
    tasks.refuses(HandOverTask(account="ben", mediator=MEDIATOR), "task_to_one_colleague")
    tasks.when(HandOverTask(account=" ben "))

    assert tasks.when(HandOverTask(account="ben")) == ((), [])
    assert tasks.when(ReleaseTask(), BEN)[0]


def test_a_task_goes_to_a_mediator_of_the_body_alone(tasks: Tasks) -> None:
    tasks.mediator = Mediator(id=MEDIATOR)
    tasks.refuses(HandOverTask(mediator=MEDIATOR), "task_to_a_stranger")
    tasks.mediator = CERTIFIED
    tasks.when(HandOverTask(mediator=MEDIATOR))

    assert tasks.when(SnoozeTask(until=WEDNESDAY, reason="等证据"), MEI)[0]


def test_a_clerk_passes_on_what_a_colleague_has_and_a_mediator_does_not(tasks: Tasks) -> None:
    tasks.when(ClaimTask())
    tasks.refuses(HandOverTask(mediator=MEDIATOR), "task_of_somebody_else", MEI)
    tasks.when(HandOverTask(account="ben"), BEN)

    assert tasks.desk.task(CHECK).holder is not None
    assert tasks.when(HandOverTask(mediator=MEDIATOR), BEN)[0]
    assert tasks.when(HandOverTask(account="ann"), MEI)[0]


def test_done_meets_no_legal_duty_and_says_so(tasks: Tasks) -> None:
    (done,), warnings = tasks.when(FinishTask(note="已电话告知"))

    assert isinstance(done, TaskDone)
    assert warnings == ["task_done_duty_stays"]
    assert matter_of(CHECK, tasks.past.dispute, tasks.basis(TUESDAY)).last_on == LAST
    assert tasks.when(FinishTask()) == ((), ["task_done_duty_stays"])
    for command in (ClaimTask(), HandOverTask(account="ben"), SnoozeTask(until=LAST, reason="?")):
        tasks.refuses(command, "task_done_already")


def test_what_somebody_has_another_does_not_tick_off(tasks: Tasks) -> None:
    tasks.when(ClaimTask())
    tasks.refuses(FinishTask(), "task_of_somebody_else", BEN)

    assert tasks.when(FinishTask())[0]


def test_done_is_undone(tasks: Tasks) -> None:
    tasks.refuses(ReopenTask(), "task_not_done")
    tasks.when(FinishTask())
    tasks.when(ReopenTask(), BEN)

    assert not tasks.desk.task(CHECK).is_done(ON)


def test_done_says_nothing_of_a_period_that_starts_anew(tasks: Tasks) -> None:
    tasks.when(FinishTask())

    assert tasks.desk.task(CHECK).is_done(ON)
    assert not tasks.desk.task(CHECK).is_done(TUESDAY)


def snooze(until: date, reason: str = "等对方回电") -> SnoozeTask:
    return SnoozeTask(until=until, reason=reason)


def test_who_has_a_task_puts_it_off_with_a_reason(tasks: Tasks) -> None:
    tasks.refuses(snooze(WEDNESDAY), "task_of_nobody")
    tasks.when(ClaimTask())
    tasks.refuses(snooze(WEDNESDAY, " "), "snooze_needs_reason")
    tasks.refuses(snooze(TUESDAY), "snooze_not_ahead")
    tasks.when(snooze(WEDNESDAY))
    task = tasks.desk.task(CHECK)

    assert task.is_snoozed(ON, TUESDAY, LAST)
    assert not task.is_snoozed(ON, WEDNESDAY, LAST)
    assert not task.is_snoozed(TUESDAY, TUESDAY, LAST)


def test_a_task_shows_again_when_its_last_day_moves_nearer(tasks: Tasks) -> None:
    tasks.when(ClaimTask())
    tasks.when(snooze(LAST))

    assert not tasks.desk.task(CHECK).is_snoozed(ON, TUESDAY, WEDNESDAY)


def test_a_task_is_not_put_off_beyond_its_last_day(tasks: Tasks) -> None:
    tasks.when(ClaimTask())
    refusal = tasks.refuses(snooze(date(2026, 3, 6)), "snooze_beyond_last_day")

    assert "2026-03-05" in refusal.zh
    assert refusal.rule is not None
    assert refusal.rule.id == CHECK
    assert tasks.when(snooze(LAST))[0]


def test_an_overdue_duty_of_ones_own_is_not_put_off(tasks: Tasks) -> None:
    late = date(2026, 3, 9)
    tasks.when(ClaimTask(), on=late)

    tasks.refuses(snooze(date(2026, 3, 10)), "snooze_of_overdue_duty", on=late)


def test_a_new_holder_looks_at_it_anew(tasks: Tasks) -> None:
    tasks.when(ClaimTask())
    tasks.when(snooze(LAST))
    tasks.when(HandOverTask(account="ben"))

    assert tasks.desk.task(CHECK).snooze is None


def test_a_claimed_task_holds_up_closing_until_it_is_done_or_released(tasks: Tasks) -> None:
    assert tasks.holds_up_closing() == []
    tasks.when(ClaimTask())
    assert tasks.holds_up_closing() == [CHECK]
    tasks.when(FinishTask())
    assert tasks.holds_up_closing() == []
    tasks.when(ReopenTask())
    assert tasks.holds_up_closing() == [CHECK]
    tasks.when(ReleaseTask())
    assert tasks.holds_up_closing() == []


def test_a_claim_of_a_body_that_has_no_more_to_do_with_it_holds_nothing(tasks: Tasks) -> None:
    of_another = TaskClaimed(
        occurred_on=TUESDAY,
        dispute=DISPUTE,
        task=CHECK,
        period_from=ON,
        account="x",
        organisation=OTHER,
    )
    tasks.desk = evolve(tasks.desk, of_another, tasks_id(DISPUTE))

    assert tasks.holds_up_closing() == []
    assert not Holder(organisation=OTHER, account="ann").is_held_by(ANN)
    assert tasks.when(ClaimTask())[0]


def test_a_dispute_is_not_closed_while_somebody_has_a_task_of_it(tasks: Tasks) -> None:
    rule = tasks.given(ANN, AFTER).rules.rule("MED.ACCEPT")
    closing = CloseDispute(outcome=Outcome.NO_AGREEMENT)
    refusal = failed().refuses(closing, "task_still_claimed", on=AFTER, claimed_tasks=(rule,))

    assert rule.zh in refusal.zh
    assert refusal.rule is not None
    assert refusal.rule.id == "CLOSE.TASK_OPEN"
    assert failed().when(closing, on=AFTER)


def test_what_a_party_owes_is_put_off_after_its_last_day_with_a_warning(tasks: Tasks) -> None:
    material = RequestCorrection(items="身份证明", due_on=WEDNESDAY)
    tasks.past.after(material, on=TUESDAY)
    on, again = date(2026, 3, 9), date(2026, 3, 11)
    tasks.when(ClaimTask(), on=on, key="MED.CORRECT")
    (put_off,), warnings = tasks.when(snooze(again), on=on, key="MED.CORRECT")

    assert put_off.until == again
    assert warnings == ["snoozed_after_last_day"]
