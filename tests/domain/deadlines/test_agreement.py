"""Clocks of an agreement: one for each instalment, met on the day it was fully paid."""

from datetime import date

import msgspec

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import AnnulmentKind, Instrument
from services.workflow.domain.dispute.records import Title
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AmendAgreement,
    SealAgreement,
    SignAgreement,
)
from services.workflow.domain.dispute.stages.agreement.performance import (
    RecordPerformance,
    ReportPerformanceBreached,
)
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.values.money import Fen
from tests.support.builders import effective, in_mediation, terms
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import TODAY, Scenario

FIRST, SECOND = "MED.FOLLOW:instalments/1", "MED.FOLLOW:instalments/2"
LAST_DAY = date(2026, 4, 15)
"""The first instalment is due on 15 April, a Wednesday; the second on 15 May, a Friday."""


def pay(amount: int, instalment: int | None = None) -> RecordPerformance:
    return RecordPerformance(amount=Fen(amount), instalment=instalment)


def test_each_instalment_runs_to_its_agreed_day() -> None:
    dispute = effective(600, 400).dispute
    first, second = one_of(dispute, FIRST, LAST_DAY), one_of(dispute, SECOND, LAST_DAY)
    assert (first.due_on, first.status) == (LAST_DAY, Status.RUNNING)
    assert second.due_on == date(2026, 5, 15)
    assert one_of(dispute, FIRST, date(2026, 4, 16)).status is Status.LAPSED


def test_an_agreed_day_off_rolls_to_the_next_working_day() -> None:
    due = one_of(effective(1, 1, 1, 1, 1).dispute, "MED.FOLLOW:instalments/5")
    assert due.clock is not None
    # 15 August is a Saturday.
    assert (due.clock.due_natural, due.due_on) == (date(2026, 8, 15), date(2026, 8, 17))


def test_it_is_met_on_the_day_of_the_payment_that_left_nothing_missing() -> None:
    scenario = effective(600, 400).after(pay(100))
    assert one_of(scenario.dispute, FIRST).status is Status.RUNNING
    scenario.after(pay(500), on=date(2026, 4, 20))
    scenario.after(pay(400, 2), on=date(2026, 4, 1))
    first, second = one_of(scenario.dispute, FIRST), one_of(scenario.dispute, SECOND)
    assert (first.facts.met_on, first.is_late) == (date(2026, 4, 20), True)
    assert (second.facts.met_on, second.is_late) == (date(2026, 4, 1), False)


def test_a_payment_that_is_recorded_later_but_was_made_earlier_counts_on_its_day() -> None:
    scenario = effective(600).after(pay(500), on=date(2026, 4, 20))
    scenario.after(pay(100), on=date(2026, 4, 2))
    assert one_of(scenario.dispute, FIRST).facts.met_on == date(2026, 4, 20)


def test_a_breach_that_was_recorded_leaves_it_overdue_until_it_is_paid() -> None:
    late = date(2026, 4, 16)
    scenario = effective(600).after(ReportPerformanceBreached(instalment=1), on=late)
    assert one_of(scenario.dispute, FIRST, late).status is Status.LAPSED
    scenario.after(pay(600), on=late)
    assert one_of(scenario.dispute, FIRST, late).status is Status.MET


def corrected(scenario: Scenario, paid: int) -> Scenario:
    evidence = "银行回单"
    fix = CorrectFact(field="paid", new=str(paid), reason="记错金额", evidence=evidence)
    return scenario.after(fix, on=date(2026, 3, 12))


def test_a_corrected_sum_decides_what_is_missing() -> None:
    less = corrected(effective(600).after(pay(600)), 500)
    assert one_of(less.dispute, FIRST).status is Status.RUNNING
    more = corrected(effective(600).after(pay(500)), 600)
    assert one_of(more.dispute, FIRST).status is Status.ENDED
    assert more.dispute.agreement is not None
    assert more.dispute.agreement.paid_in_full_on(1) is None


def test_while_an_amendment_is_signed_the_old_days_stand_and_then_the_new_ones() -> None:
    scenario = effective(600).after(AmendAgreement(terms=terms(1, 2).terms, consented_by=(1, 2)))
    assert SECOND not in all_of(scenario.dispute)
    assert one_of(scenario.dispute, FIRST).due_on == LAST_DAY
    scenario.after(SignAgreement(party=1), SignAgreement(party=2), SignAgreement(), SealAgreement())
    assert one_of(scenario.dispute, SECOND).facts.start_on == TODAY


def test_without_an_agreement_in_force_nothing_is_due() -> None:
    assert FIRST not in all_of(in_mediation().after(terms(600)).dispute)


def test_a_judgment_takes_the_place_of_the_agreement_and_a_confirmation_does_not() -> None:
    def under(instrument: Instrument) -> Status:
        title = Title(instrument=instrument, number="1号", on=TODAY)
        dispute = msgspec.structs.replace(effective(600).dispute, title=title)
        return one_of(dispute, FIRST).status

    assert under(Instrument.CONFIRMATION_RULING) is Status.RUNNING
    assert under(Instrument.JUDGMENT) is Status.ENDED


def test_an_agreement_that_fell_leaves_nothing_due() -> None:
    scenario = effective(600)
    scenario.past.append(
        e.AgreementAnnulled(
            occurred_on=TODAY,
            version=1,
            kind=AnnulmentKind.VOID,
            by="余姚市人民法院",
            ground="欺诈",
        )
    )
    assert FIRST not in all_of(scenario.dispute)
