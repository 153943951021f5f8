"""What an open dispute waits for: its next clock, or a reason that is true; and who looks after it."""

from datetime import date

import msgspec
import pytest

from services.workflow.domain.dispute.deadlines.deadline import Deadline, counted
from services.workflow.domain.dispute.deadlines.facts import ClockFacts
from services.workflow.domain.dispute.deadlines.liveness import (
    REASONS,
    WaitsFor,
    is_alive,
    next_clock,
    waiting,
)
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.deadlines.responsible import responsible
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import DeclineGround
from services.workflow.domain.dispute.stages.agreement.agreement import AmendAgreement
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.dispute.stages.intake.intake import DeclineApplication
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import review_pending
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COURT,
    MEDIATOR,
    confirmation_pending,
    effective,
    in_mediation,
    registered,
    terms,
    withdraw,
)
from tests.support.deadlines import all_of, basis_on, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import FAILURE, STUDIO, delegated, offered
from tests.support.tribunal_builders import (
    at_commission,
    award_received,
    awarded,
    in_enforcement,
    in_litigation,
)

LATER = date(2026, 4, 30)
"""After the windows of an agreement of 2 March."""
DECLINE = DeclineApplication(ground=DeclineGround.OUT_OF_SCOPE, guidance="可以向人民法院起诉")


def waits(dispute: Dispute, on: date = TODAY) -> str:
    """The key of the next clock, or the reason."""
    it = waiting(dispute, all_of(dispute, on).values())
    if it.deadline is not None:
        return it.deadline.key
    assert it.reason is not None
    return it.reason.value


def paid() -> Scenario:
    return effective(600).after(RecordPerformance(amount=Fen(600)))


def test_the_deadline_that_is_due_first_comes_next_and_the_longest_overdue_before_it() -> None:
    dispute = registered().dispute
    assert waits(dispute, date(2026, 3, 4)) == "MED.ACCEPT"
    assert waits(dispute, date(2026, 3, 20)) == "MED.ACCEPT"
    assert waits(in_mediation().dispute) == "MED.15.ACCEPT"


@pytest.mark.parametrize(
    ("scenario", "on", "reason"),
    [
        (registered().after(DECLINE), TODAY, WaitsFor.THE_PARTIES),
        (in_mediation().after(FAILURE), TODAY, WaitsFor.THE_PARTIES),
        (paid(), LATER, WaitsFor.CLOSING),
        (
            paid().after(AmendAgreement(terms=terms(7).terms, consented_by=(1, 2))),
            LATER,
            WaitsFor.SIGNATURES,
        ),
    ],
)
def test_where_no_clock_runs_a_reason_that_is_true_is_said(
    scenario: Scenario, on: date, reason: WaitsFor
) -> None:
    assert waits(scenario.dispute, on) == reason
    assert is_alive(scenario.dispute, all_of(scenario.dispute, on).values())


def reason_without_clocks(dispute: Dispute) -> WaitsFor | None:
    return waiting(dispute, ()).reason


def test_each_reason_holds_only_under_its_condition() -> None:
    assert reason_without_clocks(effective(600).dispute) is WaitsFor.PERFORMANCE
    assert reason_without_clocks(paid().dispute) is WaitsFor.CLOSING
    assert reason_without_clocks(awarded().dispute) is WaitsFor.SERVICE
    assert reason_without_clocks(award_received().dispute) is WaitsFor.THE_PARTIES
    assert reason_without_clocks(in_litigation().dispute) is WaitsFor.THE_COURT
    # An agreement that was performed says nothing of what a judgment orders later.
    ordered = msgspec.structs.replace(in_litigation().dispute, state=State.ENFORCEABLE)
    assert reason_without_clocks(ordered) is WaitsFor.PERFORMANCE


@pytest.mark.parametrize(
    "state", [State.REGISTERED, State.ACCEPTED, State.IN_MEDIATION, State.AGREED]
)
def test_where_an_organisation_works_only_a_clock_will_do(state: State) -> None:
    dispute = msgspec.structs.replace(in_mediation().dispute, state=state)
    assert not is_alive(dispute, ())


def test_a_silent_commission_is_waited_for() -> None:
    scenario = in_litigation()
    case = scenario.dispute.arbitration
    assert case is not None
    filed = msgspec.structs.replace(scenario.dispute, state=State.ARBITRATION_FILED)
    silent = msgspec.structs.replace(case, is_silent=True)
    heard = msgspec.structs.replace(case, is_silent=False)
    assert is_alive(msgspec.structs.replace(filed, arbitration=silent), ())
    assert not is_alive(msgspec.structs.replace(filed, arbitration=heard), ())


def test_a_closed_dispute_waits_for_nothing() -> None:
    closed = registered().after(withdraw()).dispute
    assert is_alive(closed, ())
    assert next_clock(all_of(closed).values()) is None


def test_without_a_custodian_nobody_looks_after_it() -> None:
    dispute = in_mediation().after(FAILURE).dispute
    assert is_alive(dispute, ())
    assert not is_alive(msgspec.structs.replace(dispute, custodian=None), ())


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(REASONS) == set(WaitsFor)
    assert all(zh and en for zh, en in REASONS.values())


# Who is responsible


def test_the_organisation_acts_and_its_mediator_is_named() -> None:
    dispute = in_mediation().dispute
    who = responsible(one_of(dispute, "MED.15.ACCEPT"), dispute)
    assert (who.body, who.mediator, who.is_own_duty) == (CENTRE, MEDIATOR, True)


def test_what_a_party_owes_the_handler_watches() -> None:
    dispute = effective(600).dispute
    who = responsible(one_of(dispute, "MED.FOLLOW:instalments/1"), dispute)
    assert (who.body, who.is_own_duty) == (CENTRE, False)


def test_an_offer_is_for_its_receiver_to_answer() -> None:
    dispute = offered().dispute
    assert dispute.offer is not None
    who = responsible(one_of(dispute, "REFERRAL.EXPIRY:offers/1"), dispute)
    assert (who.body, who.mediator) == (dispute.offer.to, None)


def test_a_commission_or_court_acts_in_its_own_procedure() -> None:
    in_case = at_commission().dispute
    was_mediated = msgspec.structs.replace(in_case, mediator=MEDIATOR)
    who = responsible(one_of(was_mediated, "ARB.ACCEPT"), was_mediated)
    assert (who.body, who.mediator) == (COMMISSION, None)
    reviewed = review_pending().dispute
    elsewhere = msgspec.structs.replace(reviewed, arbitration=in_case.arbitration)
    assert elsewhere.reinforcement is not None
    (of_review,) = [one for one in all_of(elsewhere, LATER).values() if one.rule.id == "REV.ACCEPT"]
    assert responsible(of_review, elsewhere).body == elsewhere.reinforcement.body


@pytest.mark.parametrize("scenario", [confirmation_pending(), in_litigation(), in_enforcement()])
def test_the_court_that_has_it_acts(scenario: Scenario) -> None:
    court = responsible(of_court(), scenario.dispute)
    assert (court.body, court.mediator) == (COURT, None)


def test_where_no_court_has_it_yet_the_custodian_sees_to_it() -> None:
    dispute = in_mediation().dispute
    assert responsible(of_court(), dispute).body == CENTRE


def of_court() -> Deadline:
    """A deadline on which a court acts."""
    return counted(ClockFacts(rule="CT.FILE", start_on=TODAY), basis_on())


def test_nothing_on_file_has_no_deadline() -> None:
    assert deadlines(Dispute(), basis_on()) == ()


def test_under_a_mandate_the_organisation_that_mediates_acts() -> None:
    dispute = delegated().dispute
    assert responsible(one_of(dispute, "SPEC.30"), dispute).body == STUDIO
