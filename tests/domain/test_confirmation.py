"""Judicial confirmation: joint, in time, before a court, for definite payment; four ways of no."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    ClaimKind,
    ConfirmationBar,
    ConfirmationFault,
    Excuse,
    ReinforcementKind,
    ReinforcementResult,
    Term,
)
from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationDeemedWithdrawn,
    ReportConfirmationDocketed,
    ReportConfirmationNotAccepted,
    ReportConfirmationRefused,
    ReportConfirmationSupplementAsked,
    ReportConfirmationWithdrawn,
    SupplyConfirmationMaterial,
)
from services.workflow.domain.errors import OutsideLegalLimit
from tests.support.agreement_builders import (
    AT_COURT,
    RULING,
    SIGNED_AND_SEALED,
    amend,
    claim,
    confirmed,
    day,
    review_pending,
)
from tests.support.builders import (
    COMMISSION_BODY,
    COURT,
    ON,
    agreed,
    apply,
    confirmation_pending,
    effective,
    in_mediation,
    sealed,
    terms,
)
from tests.support.given_when_then import TODAY, Scenario, only

DOCKETED = ReportConfirmationDocketed(number=RULING)
ASKED = ReportConfirmationSupplementAsked(items="营业执照", due_on=day(20))
REFUSED = ReportConfirmationRefused(ground=ConfirmationFault.UNCLEAR, number=RULING)
LAST_DAY = date(2026, 2, 24)
"""Of the window of an agreement in effect on 20 January: day 30 lies in Spring Festival."""


def january() -> Scenario:
    return effective(on=date(2026, 1, 20))


def excused(excuse: Excuse, on: date | None) -> ApplyForConfirmation:
    return ApplyForConfirmation(court=COURT, applicants=(1, 2), excuse=excuse, excused_on=on)


def warned(scenario: Scenario) -> list[str]:
    assert scenario.given is not None
    return [breach.code for breach in scenario.given.breaches]


def test_both_sides_apply_and_the_last_day_is_kept_as_it_was_counted() -> None:
    scenario = january()
    event = only(scenario.when(apply(2, 1), LAST_DAY, **AT_COURT), e.ConfirmationApplied)
    assert event.applicants == (1, 2)
    assert event.due_natural == date(2026, 2, 19)
    assert event.due_rolled == LAST_DAY
    assert scenario.stands(State.CONFIRMATION_PENDING)


def test_the_day_after_the_last_day_is_too_late() -> None:
    refusal = january().refuses(apply(), "confirmation_too_late", date(2026, 2, 25), **AT_COURT)
    assert isinstance(refusal, OutsideLegalLimit)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.APPLY"
    assert refusal.data["due"] == "2026-02-24"
    assert "arbitration_filed" in refusal.allowed


def test_an_application_posted_on_the_last_day_is_in_time() -> None:
    posted = excused(Excuse.POSTED_IN_TIME, LAST_DAY)
    event = only(january().when(posted, date(2026, 2, 26), **AT_COURT), e.ConfirmationApplied)
    assert (event.excuse, event.excused_on) == (Excuse.POSTED_IN_TIME, LAST_DAY)
    late = excused(Excuse.POSTED_IN_TIME, date(2026, 2, 25))
    refusal = january().refuses(late, "posted_too_late", date(2026, 2, 26), **AT_COURT)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.APPLY"


@pytest.mark.parametrize("excuse", [Excuse.FORCE_MAJEURE, Excuse.OTHER_JUSTIFIED])
def test_an_obstacle_excuses_for_ten_days_after_its_end(excuse: Excuse) -> None:
    ended = excused(excuse, date(2026, 2, 27))
    # The tenth day is 9 March, a Monday.
    event = only(january().when(ended, day(9), **AT_COURT), e.ConfirmationApplied)
    assert event.excuse is excuse
    refusal = january().refuses(ended, "excused_too_late", day(10), **AT_COURT)
    assert isinstance(refusal, OutsideLegalLimit)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.EXCUSE"
    assert refusal.data["due"] == "2026-03-09"


def test_an_excuse_names_its_day_and_that_day_has_been() -> None:
    january().refuses(excused(Excuse.FORCE_MAJEURE, None), "excuse_needs_day", day(3), **AT_COURT)
    later = excused(Excuse.FORCE_MAJEURE, day(4))
    january().refuses(later, "excused_later", day(3), **AT_COURT)


def test_who_is_in_time_needs_no_excuse() -> None:
    early = excused(Excuse.POSTED_IN_TIME, date(2026, 2, 1))
    event = only(january().when(early, date(2026, 2, 3), **AT_COURT), e.ConfirmationApplied)
    assert (event.excuse, event.excused_on) == (None, None)


@pytest.mark.parametrize(("alone", "missing"), [((1,), "被申请人"), ((2,), "申请人")])
def test_one_signature_is_no_joint_application(alone: tuple[int, ...], missing: str) -> None:
    refusal = effective().refuses(apply(*alone), "confirmation_needs_both", TODAY, **AT_COURT)
    assert refusal.data["missing"] == missing
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.JOINT"
    assert "205" in refusal.rule.article


def test_only_parties_apply() -> None:
    effective().refuses(apply(1, 2, 9), "unknown_party", TODAY, **AT_COURT)


def test_only_a_court_confirms() -> None:
    refusal = effective().refuses(apply(), "not_a_court", TODAY, organisation=COMMISSION_BODY)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.COURT"


def test_nothing_is_confirmed_before_it_has_effect() -> None:
    scenario = agreed().after(*SIGNED_AND_SEALED, on=day(9))
    scenario.refuses(apply(), "confirmation_before_effect", day(8), **AT_COURT)


def test_a_duty_in_words_cannot_be_confirmed() -> None:
    duty = terms(terms=(Term(claim=1, duty=sealed("duty")),))
    scenario = in_mediation().after(duty, *SIGNED_AND_SEALED, on=ON)
    refusal = scenario.refuses(apply(), "confirmation_needs_payment", TODAY, **AT_COURT)
    assert refusal.data["claims"] == "1"
    assert refusal.allowed == ("amend_agreement", "apply_for_review")


def test_whether_there_is_a_labour_relation_cannot_be_confirmed() -> None:
    scenario = effective(claims=(claim(ClaimKind.LABOUR_RELATION),))
    refusal = scenario.refuses(apply(), "relation_not_confirmable", TODAY, **AT_COURT)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.CONTENT"


def test_while_one_road_is_open_the_other_is_refused_with_its_reason() -> None:
    refusal = confirmation_pending().refuses(apply(), "reinforcement_in_use", TODAY, **AT_COURT)
    assert refusal.rule is not None
    assert refusal.rule.id == "REINFORCE.ONE"
    assert "司法确认" in refusal.zh
    assert set(refusal.allowed) == {"confirmation_withdrawn", "record_performance"}
    other = review_pending().refuses(apply(), "reinforcement_in_use", TODAY, **AT_COURT)
    assert "仲裁审查" in other.zh
    assert "review_withdrawn" in other.allowed


def test_what_is_enforceable_needs_no_confirmation() -> None:
    refusal = confirmed().refuses(apply(), "enforceable_already", day(4, 4), **AT_COURT)
    assert refusal.data["number"] == RULING
    assert "enforcement_applied" in refusal.allowed
    agreed().refuses(apply(), "not_in_this_state", TODAY, **AT_COURT)


def test_a_court_numbers_an_application_once() -> None:
    scenario = confirmation_pending()
    only(scenario.when(DOCKETED), e.ConfirmationDocketed)
    assert scenario.stands(State.CONFIRMATION_PENDING)
    scenario.refuses(DOCKETED, "docketed_already")


def test_what_a_court_reports_is_recorded_with_a_warning_not_refused() -> None:
    scenario = confirmation_pending()
    scenario.when(DOCKETED, date(2026, 3, 1))
    assert warned(scenario) == ["before_receipt", "answered_before_asked"]


def test_material_is_handed_in_by_the_day_the_court_set() -> None:
    scenario = confirmation_pending().after(ASKED, on=day(11))
    assert scenario.dispute.reinforcement is not None
    assert scenario.dispute.reinforcement.supplement_due_on == day(20)
    only(scenario.when(SupplyConfirmationMaterial(items="执照"), day(20)), e.ConfirmationSupplied)
    assert warned(scenario) == []
    assert scenario.dispute.reinforcement.supplement_due_on is None


def test_late_material_is_handed_in_with_a_warning() -> None:
    scenario = confirmation_pending().after(ASKED, on=day(11))
    only(scenario.when(SupplyConfirmationMaterial(), day(23)), e.ConfirmationSupplied)
    assert warned(scenario) == ["supplied_late"]


def test_nothing_is_handed_in_that_was_not_asked_for() -> None:
    refusal = confirmation_pending().refuses(SupplyConfirmationMaterial(), "nothing_asked_for")
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.SUPPLEMENT"


def test_a_court_asks_for_a_day_to_come() -> None:
    confirmation_pending().refuses(ASKED, "due_before_asked", day(21))


@pytest.mark.parametrize(
    ("answer", "result", "ground"),
    [
        (
            ReportConfirmationNotAccepted(ground=ConfirmationBar.NOT_THIS_COURT),
            ReinforcementResult.NOT_ACCEPTED,
            "not_this_court",
        ),
        (REFUSED, ReinforcementResult.REFUSED, "unclear"),
        (ReportConfirmationWithdrawn(by=(1,)), ReinforcementResult.WITHDRAWN, ""),
        (ReportConfirmationDeemedWithdrawn(), ReinforcementResult.DEEMED_WITHDRAWN, ""),
    ],
)
def test_four_kinds_of_no_are_kept_apart(
    answer: Command, result: ReinforcementResult, ground: str
) -> None:
    scenario = confirmation_pending().after(ASKED, on=day(11)).after(answer, on=day(23))
    (past,) = scenario.dispute.past_reinforcements
    assert (past.kind, past.result, past.ground, past.version, past.on) == (
        ReinforcementKind.CONFIRMATION, result, ground, 1, day(23),
    )  # fmt: skip
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.reinforcement is None


def test_parties_withdraw() -> None:
    confirmation_pending().refuses(ReportConfirmationWithdrawn(by=(7,)), "unknown_party")


def test_a_withdrawal_that_nothing_led_to_is_noted() -> None:
    scenario = confirmation_pending().after(ReportConfirmationDeemedWithdrawn())
    assert warned(scenario) == ["nothing_was_asked_for"]
    early = confirmation_pending().after(ASKED, on=day(11))
    early.when(ReportConfirmationDeemedWithdrawn(), day(20))
    assert warned(early) == ["supplement_not_due"]


def test_what_was_deemed_withdrawn_is_applied_for_again() -> None:
    scenario = confirmation_pending().after(ASKED, on=day(11))
    scenario.after(ReportConfirmationDeemedWithdrawn(), on=day(23))
    only(scenario.when(apply(), day(24), **AT_COURT), e.ConfirmationApplied)


def test_a_refused_version_is_amended_before_it_is_applied_for_again() -> None:
    scenario = confirmation_pending().after(REFUSED, on=day(12))
    refusal = scenario.refuses(apply(), "version_refused_already", day(13), **AT_COURT)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.RESULT"
    assert {"amend_agreement", "arbitration_filed"} <= set(refusal.allowed)
    scenario.after(amend(), *SIGNED_AND_SEALED, on=day(16))
    event = only(scenario.when(apply(), day(17), **AT_COURT), e.ConfirmationApplied)
    assert event.version == 2
    assert event.due_rolled == day(15, 4)


def test_an_answer_without_an_application_is_folded_all_the_same() -> None:
    scenario = effective()
    scenario.past.append(e.ConfirmationWithdrawn(occurred_on=TODAY, by=(1,)))
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.past_reinforcements == ()
