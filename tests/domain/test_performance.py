"""Performance: payments, other duties, reminders, and the due day that passes."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Claim,
    ClaimKind,
    Instalment,
    Instrument,
    NoticeMethod,
    Term,
)
from services.workflow.domain.dispute.stages.agreement.agreement import RecordTerms
from services.workflow.domain.dispute.stages.agreement.performance import (
    RecordDutyPerformed,
    RecordPerformance,
    RemindPerformance,
    ReportPerformanceBreached,
)
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import SIGNED_AND_SEALED, confirmed, day, payments
from tests.support.builders import CLAIMS, COMMISSION, ON, effective, in_mediation, sealed
from tests.support.given_when_then import Scenario, only

BREACH = ReportPerformanceBreached(instalment=1)


def pay(amount: int, instalment: int | None = None) -> RecordPerformance:
    return RecordPerformance(amount=Fen(amount), instalment=instalment)


def missing(scenario: Scenario) -> tuple[int, int]:
    agreement = scenario.dispute.effective_agreement
    assert agreement is not None
    return agreement.outstanding(1), agreement.outstanding(2)


def with_duty() -> Scenario:
    """A payment on the first claim, another duty on the second."""
    claims = (*CLAIMS, Claim(no=2, kind=ClaimKind.SOCIAL_INSURANCE))
    terms = RecordTerms(terms=(payments(660_000), Term(claim=2, duty=sealed("duty/2"))))
    return in_mediation(claims=claims).after(terms, *SIGNED_AND_SEALED, on=ON)


def test_part_payments_add_up_and_fill_the_earliest_instalment() -> None:
    scenario = effective(660_000, 660_000).after(pay(300_000, 1), pay(460_000), on=day(5))
    agreement = scenario.dispute.agreement
    assert agreement is not None
    assert missing(scenario) == (0, 560_000)
    assert agreement.outstanding(9) == 0


def test_a_payment_fills_the_instalment_that_it_names() -> None:
    scenario = effective(660_000, 660_000).after(pay(600_000, 2), on=day(5))
    assert missing(scenario) == (660_000, 60_000)
    assert missing(scenario.after(pay(100_000), on=day(6))) == (560_000, 60_000)
    assert missing(scenario.after(pay(620_000), on=day(7))) == (0, 0)


def test_more_than_is_outstanding_of_an_instalment_is_not_paid_on_it() -> None:
    scenario = effective(660_000, 660_000).after(pay(300_000, 1))
    refusal = scenario.refuses(pay(360_001, 1), "pays_more_than_instalment")
    assert refusal.data["amount"] == 360_000
    scenario.after(pay(360_000)).refuses(pay(1, 1), "instalment_is_paid")
    scenario.when(pay(660_000, 2))
    assert missing(scenario) == (0, 0)


def test_what_was_booked_twice_on_an_instalment_fills_the_next() -> None:
    scenario = effective(660_000, 660_000)
    paid = e.PerformanceRecorded(occurred_on=ON, amount=Fen(500_000), instalment=2)
    scenario.past += [paid, paid]
    assert missing(scenario) == (320_000, 0)


def test_books_are_kept_on_the_version_that_binds_while_another_is_signed() -> None:
    scenario = effective(660_000, 660_000).after(BREACH, on=day(16, 4))
    scenario.past += [
        e.AgreementAmended(
            occurred_on=day(17, 4),
            version=2,
            terms=(payments(900),),
            required=(),
            consented_by=(1, 2),
        ),
        e.ArbitrationFiled(occurred_on=day(18, 4), commission=COMMISSION),
        e.ArbitrationWithdrawn(occurred_on=day(18, 4), by=(1,)),
    ]
    scenario.past += [
        e.PerformanceRecorded(occurred_on=day(19, 4), amount=Fen(660_000), instalment=1),
        e.PerformanceBreached(
            occurred_on=day(18, 5), instalment=2, due_on=day(15, 5), outstanding=Fen(660_000)
        ),
        e.DutyPerformed(occurred_on=day(18, 5), claim=1),
    ]
    binding = scenario.dispute.effective_agreement
    assert binding is not None
    assert (binding.version, binding.paid) == (1, 660_000)
    assert binding.breached == {1, 2}
    assert missing(scenario) == (0, 660_000)


def test_nothing_is_paid_before_there_were_terms() -> None:
    scenario = in_mediation().after(
        RecordTerms(terms=(payments(900),)), *SIGNED_AND_SEALED, on=day(9)
    )
    scenario.refuses(pay(900), "before_terms", day(8))


def test_payments_are_recorded_while_a_title_stands() -> None:
    scenario = confirmed()
    only(scenario.when(pay(2_640_000), day(20, 4)), e.PerformanceRecorded)
    assert scenario.stands(State.ENFORCEABLE)


def test_what_an_award_orders_is_paid_without_an_agreement() -> None:
    scenario = in_mediation()
    scenario.past += [
        e.ArbitrationFiled(occurred_on=ON, commission=COMMISSION),
        e.ArbitralStatementTookEffect(occurred_on=ON, number="1号"),
    ]
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.ARBITRAL_STATEMENT
    only(scenario.when(pay(100)), e.PerformanceRecorded)
    scenario.refuses(pay(100, 1), "no_agreement_stands")
    scenario.refuses(BREACH, "no_agreement_stands")


def test_a_duty_in_words_is_performed_once() -> None:
    scenario = with_duty()
    done = RecordDutyPerformed(claim=2)
    scenario.refuses(RecordDutyPerformed(claim=1), "no_such_duty")
    only(scenario.when(done), e.DutyPerformed)
    scenario.refuses(done, "duty_performed_already")
    assert scenario.dispute.agreement is not None
    assert not scenario.dispute.agreement.is_performed
    scenario.when(pay(660_000))
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.is_performed


def test_a_reminder_is_of_an_instalment_or_of_the_whole() -> None:
    scenario = effective(660_000, 660_000)
    one = RemindPerformance(instalment=1, method=NoticeMethod.TELEPHONE)
    whole = RemindPerformance(method=NoticeMethod.MESSAGE)
    assert only(scenario.when(one), e.PerformanceReminded).instalment == 1
    assert only(scenario.when(whole), e.PerformanceReminded).method is NoticeMethod.MESSAGE
    scenario.after(pay(660_000))
    scenario.refuses(one, "instalment_is_paid")
    scenario.refuses(RemindPerformance(instalment=3, method=one.method), "unknown_instalment")
    scenario.after(pay(660_000)).refuses(whole, "performed_already")


def test_a_breach_is_what_is_missing_once_the_last_day_has_passed() -> None:
    scenario = effective(660_000, 660_000).after(pay(300_000))
    event = only(scenario.when(BREACH, day(16, 4)), e.PerformanceBreached)
    assert (event.instalment, event.due_on, event.outstanding) == (1, day(15, 4), 360_000)
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.breached == {1}
    assert scenario.dispute.agreement.breached_on == day(16, 4)


@pytest.mark.parametrize(
    ("due_on", "last_day"),
    [(date(2026, 3, 20), date(2026, 3, 20)), (date(2026, 5, 2), date(2026, 5, 6))],
)
def test_a_due_day_on_a_holiday_rolls(due_on: date, last_day: date) -> None:
    due = Instalment(no=1, due_on=due_on, amount=Fen(900))
    terms = RecordTerms(terms=(Term(claim=1, instalments=(due,)),))
    scenario = in_mediation().after(terms, *SIGNED_AND_SEALED, on=ON)
    scenario.refuses(BREACH, "not_yet_due", ON)
    refusal = scenario.refuses(BREACH, "not_yet_due", last_day)
    assert isinstance(refusal, OutsideLegalLimit)
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.FOLLOW"
    assert refusal.data["due"] == last_day.isoformat()
    scenario.when(BREACH, last_day.replace(day=last_day.day + 1))


def test_a_breach_is_said_once_and_not_of_what_is_paid() -> None:
    scenario = effective(660_000, 660_000)
    scenario.refuses(ReportPerformanceBreached(instalment=5), "unknown_instalment", day(16, 4))
    scenario.when(BREACH, day(16, 4))
    scenario.refuses(BREACH, "breach_said_already", day(17, 4))
    paid = effective(660_000, 660_000).after(pay(660_000))
    refusal = paid.refuses(BREACH, "instalment_is_paid", day(16, 4))
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.FOLLOW"


def test_the_first_breach_is_remembered() -> None:
    scenario = effective(660_000, 660_000).after(BREACH, on=day(16, 4))
    scenario.when(ReportPerformanceBreached(instalment=2), day(18, 5))
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.breached == {1, 2}
    assert scenario.dispute.agreement.breached_on == day(16, 4)
