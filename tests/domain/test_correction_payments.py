"""The right day of one payment moves its interruption of limitation, and no other act's."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.parts import Instalment, InterruptionCause, Term
from services.workflow.domain.dispute.stages.agreement.agreement import RecordTerms
from services.workflow.domain.dispute.stages.agreement.performance import (
    RecordDutyPerformed,
    RecordPerformance,
)
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import SIGNED_AND_SEALED
from tests.support.builders import ON, effective, in_mediation, sealed
from tests.support.correction_builders import at, correction
from tests.support.given_when_then import DISPUTE, Scenario
from tests.support.limitation_builders import claim, happened

TODAY = at(20)


def pay(scenario: Scenario, day: int, instalment: int | None = None) -> Scenario:
    paid = RecordPerformance(amount=Fen(10_000), instalment=instalment)
    scenario.when(paid, at(day), today=TODAY)
    return scenario


def put_right(scenario: Scenario, payment: int, day: int) -> None:
    scenario.when(correction(f"payments/{payment}/paid_on", at(day).isoformat()), TODAY)
    assert fold(scenario.past, DISPUTE) == scenario.dispute


def interrupted(scenario: Scenario) -> list[tuple[date, tuple[int, ...]]]:
    cause = InterruptionCause.AGREEMENT_PERFORMED_IN_PART
    found = (one for one in scenario.dispute.limitation.breaks if one.cause is cause)
    return sorted((one.on, one.claims) for one in found)


def agreed(*, duty: bool = False) -> Scenario:
    """1,000 yuan on each of two claims; on the first another duty as well, where it is said."""
    terms = tuple(
        Term(
            claim=no,
            instalments=(Instalment(no=no, due_on=date(2026, 4, 15), amount=Fen(100_000)),),
            duty=sealed("duty/1") if duty and no == 1 else None,
        )
        for no in (1, 2)
    )
    claims = (claim("2026-01-05"), claim("2026-01-05", no=2))
    return in_mediation(claims=claims).after(RecordTerms(terms=terms), *SIGNED_AND_SEALED, on=ON)


def test_of_two_payments_of_a_day_the_other_still_interrupts() -> None:
    scenario = pay(pay(effective(660_000), 12), 12)
    put_right(scenario, 1, 9)
    assert interrupted(scenario) == [(at(9), (1,)), (at(12), (1,))]
    put_right(scenario, 1, 12)
    assert interrupted(scenario) == [(at(12), (1,))]


def test_a_payment_moved_onto_the_day_of_another_and_away_leaves_the_other() -> None:
    scenario = pay(pay(effective(660_000), 10), 12)
    put_right(scenario, 1, 12)
    assert interrupted(scenario) == [(at(12), (1,))]
    put_right(scenario, 1, 8)
    assert interrupted(scenario) == [(at(8), (1,)), (at(12), (1,))]


def test_only_the_claims_of_the_payment_are_interrupted_on_its_right_day() -> None:
    scenario = pay(pay(agreed(), 12, 1), 12, 2)
    put_right(scenario, 1, 9)
    assert interrupted(scenario) == [(at(9), (1,)), (at(12), (2,))]


def test_a_payment_that_filled_nothing_moves_no_interruption() -> None:
    scenario = pay(effective(660_000), 12)
    more = e.PerformanceRecorded(occurred_on=at(12), amount=Fen(660_000))
    beyond = e.PerformanceRecorded(occurred_on=at(12), amount=Fen(1))
    scenario = happened(scenario, more, beyond)
    put_right(scenario, 3, 9)
    assert interrupted(scenario) == [(at(12), (1,))]


def test_the_day_of_a_payment_that_is_not_on_record_moves_nothing() -> None:
    scenario = pay(effective(660_000), 12)
    for no in (0, 2):
        told = e.FactCorrected(
            occurred_on=TODAY,
            field=f"payments/{no}/paid_on",
            old="2026-03-12",
            new="2026-03-09",
            reason="录错",
        )
        assert interrupted(happened(scenario, told)) == [(at(12), (1,))]


def test_without_terms_on_file_the_other_payment_of_the_day_interrupts_too() -> None:
    typed_in = e.AgreementTookEffect(occurred_on=ON, version=1, amount=Fen(100_000))
    scenario = happened(in_mediation(claims=(claim("2026-01-05"),)), typed_in)
    pay(pay(scenario, 12), 12)
    put_right(scenario, 1, 9)
    assert interrupted(scenario) == [(at(9), (1,)), (at(12), (1,))]


def test_a_duty_performed_that_day_still_interrupts() -> None:
    scenario = pay(agreed(duty=True), 12, 1)
    scenario.when(RecordDutyPerformed(claim=1), at(12), today=TODAY)
    put_right(scenario, 1, 9)
    assert interrupted(scenario) == [(at(9), (1,)), (at(12), (1,))]


def test_a_duty_performed_on_another_day_keeps_nothing_of_the_wrong_one() -> None:
    scenario = pay(agreed(duty=True), 12, 1)
    scenario.when(RecordDutyPerformed(claim=1), at(11), today=TODAY)
    put_right(scenario, 1, 9)
    assert interrupted(scenario) == [(at(9), (1,)), (at(11), (1,))]
