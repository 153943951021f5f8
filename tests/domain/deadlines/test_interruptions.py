"""What of the procedure itself interrupts limitation, for which claims, and what meets it (LIM.BREAK)."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    ClaimDetails,
    ClaimKind,
    DeclineGround,
    DismissalGround,
    Instalment,
    Instrument,
    Mandate,
    MandateResult,
    PaymentOrderEnd,
    ReturnGround,
    SuitGround,
    Term,
)
from services.workflow.domain.dispute.stages.agreement.agreement import RecordTerms
from services.workflow.domain.dispute.stages.agreement.performance import (
    RecordDutyPerformed,
    RecordPerformance,
    ReportPerformanceBreached,
)
from services.workflow.domain.dispute.stages.handover.referral import AcceptReferral, OfferReturn
from services.workflow.domain.dispute.stages.intake.claims import AddClaims
from services.workflow.domain.dispute.stages.intake.intake import DeclineApplication
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ReportMediationPeriodLapsed,
    RestartMediation,
)
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import SIGNED_AND_SEALED
from tests.support.builders import COURT, ON, in_mediation, registered, sealed
from tests.support.deadlines import one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import (
    FAILURE,
    entrusted,
    failed,
    offered,
    referred,
    registered_under,
)
from tests.support.limitation_builders import claim, happened, of
from tests.support.tribunal_builders import (
    FILED,
    NOT_ACCEPTED,
    TO_COMMISSION,
    TO_COURT,
    award_received,
    in_arbitration,
    in_litigation,
    item,
    suit,
)

ONE = claim("2025-06-02")
BOTH = (ONE, claim("2025-06-02", no=2))
LATER = date(2027, 6, 1)
APPLIED = ("mediation_applied", ON)


def breaks(scenario: Scenario, no: int = 1) -> list[tuple[str, date]]:
    found = scenario.dispute.limitation.breaks
    return [(one.cause.value, one.on) for one in found if no in one.claims]


def limit(scenario: Scenario, no: int = 1) -> Deadline:
    return one_of(scenario.dispute, f"LIM.1Y:claims/{no}", LATER)


def paid_in_two() -> Scenario:
    """Effective since 2 March: 1,000 yuan on each of two claims, due on 15 April and 15 May."""
    agreed = tuple(
        Term(claim=no, instalments=(Instalment(no=no, due_on=due_on, amount=Fen(100_000)),))
        for no, due_on in ((1, date(2026, 4, 15)), (2, date(2026, 5, 15)))
    )
    return in_mediation(claims=BOTH).after(RecordTerms(terms=agreed), *SIGNED_AND_SEALED, on=ON)


# Mediation


def test_mediation_interrupts_when_applied_for_and_when_it_ends() -> None:
    assert breaks(registered(claims=BOTH), 2) == [APPLIED]
    assert breaks(in_mediation(claims=BOTH).after(FAILURE))[1:] == [("mediation_failed", TODAY)]


def test_a_period_that_lapses_interrupts_on_its_last_day_not_when_it_is_recorded() -> None:
    scenario = in_mediation(claims=BOTH)
    scenario.when(ReportMediationPeriodLapsed(), date(2026, 3, 25))
    assert breaks(scenario) == [APPLIED, ("mediation_lapsed", date(2026, 3, 17))]


def test_only_the_other_sides_refusal_makes_a_decline_an_interruption() -> None:
    declined = {
        ground: of(ONE).after(DeclineApplication(ground=ground, guidance="可以申请仲裁"))
        for ground in (DeclineGround.OTHER_SIDE_REFUSES, DeclineGround.OUT_OF_SCOPE)
    }
    assert breaks(declined[DeclineGround.OTHER_SIDE_REFUSES])[1:] == [("mediation_refused", TODAY)]
    assert breaks(declined[DeclineGround.OUT_OF_SCOPE]) == [APPLIED]


def test_a_second_attempt_and_a_claim_added_are_applied_for_on_their_own_day() -> None:
    scenario = of(ONE, claim("2025-06-02", no=2))
    added = AddClaims(claims=(ClaimDetails(kind=ClaimKind.DAMAGES, known_on=date(2025, 6, 2)),))
    scenario.when(added)
    assert breaks(scenario, 3) == [("mediation_applied", TODAY)]
    again = failed().after(RestartMediation(consented_by=(1, 2)))
    assert breaks(again)[-1] == ("mediation_applied", TODAY)


# Agreement and performance


def test_an_agreement_is_a_promise_for_the_claims_of_its_terms() -> None:
    assert breaks(paid_in_two(), 2) == [APPLIED, ("agreement_effective", ON)]
    typed_in = e.AgreementTookEffect(occurred_on=TODAY, version=1, amount=Fen(100_000))
    assert breaks(happened(in_mediation(claims=BOTH), typed_in), 2)[-1] == (
        "agreement_effective",
        TODAY,
    )


def test_part_payment_restarts_limitation_for_its_claim_only() -> None:
    """S8: and the date says why."""
    scenario = paid_in_two()
    scenario.after(RecordPerformance(amount=Fen(40_000), instalment=2), on=date(2026, 6, 10))
    assert limit(scenario, 1).due_on == date(2027, 4, 15)
    assert limit(scenario, 2).due_on == date(2027, 6, 10)
    clock = limit(scenario, 2).clock
    assert clock is not None
    assert clock.interruptions[-1].cause.zh == "对方部分履行调解协议"


def test_a_payment_that_names_nothing_is_of_the_claims_whose_instalments_it_fills() -> None:
    scenario = paid_in_two().after(RecordPerformance(amount=Fen(100_000)))
    assert [len(breaks(scenario, no)) for no in (1, 2)] == [3, 2]
    scenario.after(RecordPerformance(amount=Fen(10_000)))
    assert [len(breaks(scenario, no)) for no in (1, 2)] == [3, 3]


def test_where_no_term_is_on_file_a_payment_is_of_all_that_was_settled() -> None:
    typed_in = e.AgreementTookEffect(occurred_on=ON, version=1, amount=Fen(100_000))
    scenario = happened(in_mediation(claims=BOTH), typed_in)
    scenario.when(RecordPerformance(amount=Fen(40_000)))
    assert breaks(scenario, 2)[-1] == ("agreement_performed_in_part", TODAY)
    assert limit(scenario, 2).facts.ended_on is None
    scenario.when(RecordPerformance(amount=Fen(60_000)))
    assert limit(scenario, 2).facts.ended_on == TODAY


def test_a_due_day_that_passed_unpaid_interrupts_for_the_claims_of_that_term_only() -> None:
    scenario = paid_in_two()
    scenario.when(ReportPerformanceBreached(instalment=1), date(2026, 4, 20))
    assert breaks(scenario, 1)[-1] == ("agreement_not_performed", date(2026, 4, 15))
    assert breaks(scenario, 2)[-1] == ("agreement_effective", ON)
    lost = e.PerformanceBreached(occurred_on=TODAY, instalment=1, due_on=TODAY, outstanding=Fen(1))
    assert breaks(happened(registered(claims=BOTH), lost)) == [APPLIED]
    paid = e.PerformanceRecorded(occurred_on=TODAY, amount=Fen(1))
    assert breaks(happened(registered(claims=BOTH), paid)) == [APPLIED]


def test_limitation_of_a_performed_claim_ends_and_that_of_the_other_runs_on() -> None:
    scenario = paid_in_two().after(RecordPerformance(amount=Fen(100_000), instalment=1))
    assert (limit(scenario, 1).status, limit(scenario, 1).facts.ended_on) == (Status.ENDED, TODAY)
    assert limit(scenario, 2).facts.ended_on is None


def test_another_duty_counts_as_performed_when_it_is() -> None:
    agreed = RecordTerms(terms=(Term(claim=1, duty=sealed("duty/1")),))
    scenario = in_mediation(claims=(ONE,)).after(agreed, *SIGNED_AND_SEALED, on=ON)
    assert limit(scenario).facts.ended_on is None
    scenario.when(RecordDutyPerformed(claim=1))
    assert breaks(scenario)[-1] == ("agreement_performed_in_part", TODAY)
    assert limit(scenario).facts.ended_on == TODAY


def test_once_a_settled_claim_is_enforceable_nobody_has_to_claim_it() -> None:
    title = e.PaymentOrderTookEffect(occurred_on=TODAY, number="（2026）浙0281民督1号")
    scenario = happened(paid_in_two(), _order(), title)
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.PAYMENT_ORDER
    assert limit(scenario).facts.ended_on == TODAY


# Payment orders


def _order() -> e.PaymentOrderApplied:
    return e.PaymentOrderApplied(occurred_on=ON, version=1, court=COURT, applicant=1, amount=Fen(1))


@pytest.mark.parametrize(
    "ended",
    [
        e.PaymentOrderObjected(occurred_on=TODAY, party=2),
        e.PaymentOrderVoided(occurred_on=TODAY, reason=next(iter(PaymentOrderEnd))),
        e.PaymentOrderDismissed(occurred_on=TODAY, ground=next(iter(DismissalGround))),
    ],
)
def test_a_payment_order_interrupts_when_applied_for_and_when_it_comes_to_nothing(
    ended: Any,
) -> None:
    scenario = happened(paid_in_two(), _order(), ended)
    assert breaks(scenario)[-2:] == [("payment_order_applied", ON), ("proceedings_ended", TODAY)]


# Arbitration and suits


def test_a_partys_filing_meets_limitation_and_shows_whether_it_was_late() -> None:
    scenario = of(ONE, received="2026-03-02").after((FILED, TO_COMMISSION))
    assert (limit(scenario).status, limit(scenario).facts.met_on) == (Status.MET, TODAY)
    assert not limit(scenario).is_late
    late = of(claim("2024-06-03")).after((FILED, TO_COMMISSION))
    assert limit(late).is_late


def test_a_referral_meets_it_on_the_day_the_commission_took_it_over() -> None:
    assert breaks(referred())[-1] == ("arbitration_filed", TODAY)
    assert breaks(offered())[-1] == ("mediation_failed", ON)


def test_a_filing_that_comes_to_nothing_meets_nothing_and_the_year_starts_anew() -> None:
    refused = of(ONE).after((FILED, TO_COMMISSION), NOT_ACCEPTED)
    assert breaks(refused)[-1] == ("proceedings_ended", TODAY)
    assert limit(refused).facts.met_on is None
    assert limit(refused).due_on == date(2027, 3, 10)
    again = refused.after((suit(SuitGround.NOT_ACCEPTED), TO_COURT))
    assert (breaks(again)[-1], limit(again).facts.met_on) == (("suit_filed", TODAY), TODAY)


def test_a_referral_that_is_given_back_meets_nothing() -> None:
    scenario = referred()
    back = OfferReturn(ground=ReturnGround.PARTY_PREFERS_MEDIATION)
    scenario.after(back, AcceptReferral(offer=2))
    assert breaks(scenario)[-1] == ("proceedings_ended", TODAY)


def test_a_transfer_that_is_given_back_interrupts_nothing() -> None:
    transfer = e.TransferOffered(occurred_on=ON, offer=1, to=COURT, reason="", consented_by=(1,))
    taken = e.TransferAccepted(occurred_on=ON, offer=1, by=COURT)
    back = e.ReturnOffered(
        occurred_on=ON, offer=2, to=COURT, ground=ReturnGround.SENT_IN_ERROR, reason=""
    )
    given_back = e.ReturnAccepted(occurred_on=TODAY, offer=2, by=COURT)
    scenario = happened(in_mediation(claims=BOTH), transfer, taken, back, given_back)
    assert breaks(scenario) == [APPLIED]


def test_a_withdrawn_suit_meets_nothing_unless_an_award_stands_behind_it() -> None:
    gone = e.LitigationWithdrawn(occurred_on=TODAY, suit=1)
    assert breaks(happened(in_litigation(), gone))[-1] == ("proceedings_ended", TODAY)
    sued = award_received(item()).after((suit(SuitGround.AFTER_AWARD), TO_COURT))
    assert breaks(happened(sued, gone))[-1] == ("suit_filed", TODAY)


def test_another_case_that_fails_leaves_what_the_earlier_award_met() -> None:
    stands = happened(
        award_received(item()),
        e.AwardTookEffect(occurred_on=TODAY, number="1号"),
        e.ArbitrationFiled(occurred_on=TODAY, commission=COURT),
        e.ArbitrationNotAccepted(occurred_on=TODAY, ground=ArbitrationBar.NOT_DEFINITE),
    )
    assert "proceedings_ended" not in [cause for cause, _ in breaks(stands)]


def test_a_claim_added_before_a_commission_is_filed_there_that_day() -> None:
    scenario = in_arbitration(claims=(ONE,))
    scenario.when(AddClaims(claims=(ClaimDetails(kind=ClaimKind.DAMAGES),)))
    assert breaks(scenario, 2) == [("arbitration_filed", TODAY)]


# Mandates


def test_under_a_mandate_the_court_or_commission_was_applied_to_before() -> None:
    sued = registered_under(Mandate.COURT_ENTRUSTED)
    assert breaks(sued) == [APPLIED, ("suit_filed", ON)]
    suggested = registered(mandate=Mandate.ARBITRATION_SUGGESTED)
    assert breaks(suggested) == [APPLIED, ("arbitration_filed", ON)]


def test_a_mandate_returned_without_success_interrupts_and_with_it_does_not() -> None:
    returned = {
        result: happened(
            entrusted(),
            e.MandateReturned(
                occurred_on=TODAY,
                mandate=Mandate.ARBITRATION_ENTRUSTED,
                to=COURT,
                result=result,
            ),
        )
        for result in MandateResult
    }
    assert breaks(returned[MandateResult.FAILURE])[-1] == ("mediation_failed", TODAY)
    assert breaks(returned[MandateResult.SUCCESS])[-1] == ("arbitration_filed", ON)
