"""What stands goes on standing while a party files again, and is what the dispute goes back to."""

from collections.abc import Callable

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    ArbitrationBar,
    Disposition,
    Instance,
    JudgmentResult,
    Outcome,
    ReturnGround,
    SuitGround,
    Withdrawal,
)
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AnnulAgreement,
    SettleOnTheSpot,
)
from services.workflow.domain.dispute.stages.arbitration import arbitration, award
from services.workflow.domain.dispute.stages.court import litigation
from services.workflow.domain.dispute.stages.handover.referral import AcceptReferral, OfferReturn
from services.workflow.domain.dispute.stages.intake.intake import WithdrawApplication
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Refusal
from tests.support.agreement_builders import ORDER, REVIEW, RULING, amend, confirmed
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COURT,
    agreed,
    apply,
    effective,
    in_mediation,
    terms,
)
from tests.support.given_when_then import DISPUTE, TODAY, Scenario, given_on
from tests.support.handover_builders import (
    BY_COURT,
    DELEGATION,
    FAILURE,
    REFERRAL,
    STUDIO,
    agreed_at_studio,
)
from tests.support.mediation_builders import schedule
from tests.support.tribunal_builders import (
    ACCEPTED,
    AFTER_WINDOWS,
    AWARD_NUMBER,
    FILED,
    NOT_ACCEPTED,
    TO_COMMISSION,
    TO_COURT,
    award_received,
    in_arbitration,
    in_litigation,
    suit,
    warnings,
)

S = State
FILING = (FILED, TO_COMMISSION)
WITHDRAWN = arbitration.ReportArbitrationWithdrawn(by=(1,))
STAYED_AWAY = arbitration.ReportArbitrationDeemedWithdrawn(reason="申请人无正当理由不到庭")
DECIDED = arbitration.ReportArbitrationNotAccepted(ground=ArbitrationBar.DECIDED_ALREADY)
ANNUL = AnnulAgreement(kind=AnnulmentKind.VOID, by="余姚市人民法院", ground="违反强制性规定")
STATEMENT = "甬余姚劳人仲案〔2026〕8号调解书"


def closed(scenario: Scenario, outcome: Outcome) -> Scenario:
    return scenario.after(CloseDispute(outcome=outcome, reason="当事人要求"), on=AFTER_WINDOWS)


def closed_on_ruling() -> Scenario:
    ruled = confirmed(on=TODAY)
    return closed(ruled, Outcome.AGREEMENT_EFFECTIVE)


def closed_on_award() -> Scenario:
    windows = award.ReportAwardWindowsClosed()
    return closed(award_received().after(windows, on=AFTER_WINDOWS), Outcome.AWARDED)


def closed_on_statement(start: Callable[[], Scenario] = in_arbitration) -> Scenario:
    served = (award.ReportArbitralStatementServed(number=STATEMENT, party=no) for no in (1, 2))
    return closed(start().after(*served), Outcome.ARBITRATION_MEDIATED)


def closed_on_judgment() -> Scenario:
    judged = litigation.ReportJudgmentGiven(
        suit=1, instance=Instance.FIRST, number="判1号", result=JudgmentResult.UPHELD
    )
    final = litigation.ReportJudgmentEffective(suit=1)
    return closed(in_litigation().after(judged, final), Outcome.JUDGMENT)


def stood_by(dispute: Dispute) -> tuple[State, str, str, Disposition]:
    case = dispute.arbitration
    number = case.award.number if case and case.award else ""
    return dispute.state, dispute.instrument, number, dispute.claims[0].disposition


@pytest.mark.parametrize("end", [WITHDRAWN, STAYED_AWAY, DECIDED, NOT_ACCEPTED])
def test_a_filing_that_comes_to_nothing_leads_back_to_the_ruling(end: Command) -> None:
    scenario = closed_on_ruling().after(FILING, end, on=AFTER_WINDOWS)
    assert stood_by(scenario.dispute) == (S.ENFORCEABLE, RULING, "", Disposition.SETTLED)
    scenario.refuses(apply(), "enforceable_already", AFTER_WINDOWS)
    closed(scenario, Outcome.AGREEMENT_EFFECTIVE)


@pytest.mark.parametrize("end", [WITHDRAWN, STAYED_AWAY, DECIDED, NOT_ACCEPTED])
def test_a_filing_that_comes_to_nothing_leads_back_to_the_award(end: Command) -> None:
    scenario = closed_on_award().after(FILING, end, on=AFTER_WINDOWS)
    assert stood_by(scenario.dispute) == (
        S.ENFORCEABLE,
        AWARD_NUMBER,
        AWARD_NUMBER,
        Disposition.ARBITRATED,
    )
    (failed,) = scenario.dispute.past_arbitrations
    assert failed.award is None
    closed(scenario, Outcome.AWARDED)


def test_a_withdrawal_gives_it_back_to_whoever_made_what_stands() -> None:
    ways = (
        (closed_on_ruling, CENTRE),
        (closed_on_award, COMMISSION),
        (closed_on_statement, COMMISSION),
        (closed_on_judgment, COURT),
    )
    for come_to, body in ways:
        scenario = come_to().after(FILING, ACCEPTED, WITHDRAWN, on=AFTER_WINDOWS)
        assert scenario.stands(S.ENFORCEABLE)
        assert scenario.dispute.custodian == body


def test_an_award_whose_windows_run_is_not_lost_by_a_filing() -> None:
    delegated = award_received().after((DELEGATION, BY_COURT), FILING, WITHDRAWN)
    assert stood_by(delegated.dispute) == (
        S.AWARD_ISSUED,
        "",
        AWARD_NUMBER,
        Disposition.ARBITRATED,
    )
    assert delegated.dispute.custodian == COMMISSION


def test_an_agreement_made_after_an_award_is_gone_back_to_before_the_award() -> None:
    settled = agreed_at_studio(award_received().after((DELEGATION, BY_COURT)))
    settled.after(FILING, ACCEPTED, WITHDRAWN)
    assert stood_by(settled.dispute) == (
        S.AGREEMENT_EFFECTIVE,
        "",
        AWARD_NUMBER,
        Disposition.SETTLED,
    )
    assert settled.dispute.custodian == STUDIO


@pytest.mark.parametrize("come_to", [closed_on_ruling, closed_on_award, closed_on_judgment])
def test_a_suit_that_is_withdrawn_leaves_the_title(come_to: Callable[[], Scenario]) -> None:
    scenario = come_to()
    title = scenario.dispute.title
    sued = suit(SuitGround.NOT_ACCEPTED)
    scenario.after(FILING, (sued, TO_COURT), on=AFTER_WINDOWS)
    open_suit = scenario.dispute.open_suit
    assert open_suit is not None
    scenario.after(
        litigation.ReportLitigationWithdrawn(suit=open_suit.no, by=(1,)), on=AFTER_WINDOWS
    )
    assert scenario.dispute.title == title


def test_staying_away_is_remembered_behind_the_award() -> None:
    scenario = closed_on_award().after(FILING, STAYED_AWAY, on=AFTER_WINDOWS)
    closed(scenario, Outcome.AWARDED).when(FILED, AFTER_WINDOWS, **TO_COMMISSION)
    assert warnings(scenario) == ["filed_again_after_default"]


@pytest.mark.parametrize("second", [apply(), REVIEW, ORDER])
def test_no_second_title_is_applied_for_while_one_stands(second: Command) -> None:
    titled = msgspec.structs.replace(effective().dispute, title=confirmed().dispute.title)
    with pytest.raises(Refusal) as refused:
        decide(second, titled, given_on(TODAY, second.move))
    assert refused.value.code == "enforceable_already"


def test_an_unsigned_draft_ends_with_a_filing_and_the_version_in_force_stands() -> None:
    assert agreed().after(FILING).dispute.agreement is None
    amended = effective().after(amend(), FILING).dispute
    assert amended.agreement is not None
    assert (amended.agreement.version, amended.standing) == (1, None)


def test_an_unsigned_draft_ends_with_a_hand_over_and_is_back_with_its_return() -> None:
    scenario = in_mediation().after((REFERRAL, TO_COMMISSION), terms(), AcceptReferral(offer=1))
    assert scenario.dispute.agreement is None
    scenario.after(OfferReturn(ground=ReturnGround.SENT_IN_ERROR), AcceptReferral(offer=2))
    assert scenario.stands(S.AGREED)
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.past_arbitrations == ()


def test_annulling_an_agreement_leaves_the_award_that_it_was_closed_on() -> None:
    scenario = closed_on_statement(lambda: effective().after(FILING, ACCEPTED))
    before = scenario.dispute
    scenario.when(ANNUL, AFTER_WINDOWS)
    after = scenario.dispute
    assert (after.state, after.title, after.outcome) == (S.CLOSED, before.title, before.outcome)
    assert after.claims == before.claims
    scenario.refuses(ANNUL, "no_agreement_stands", AFTER_WINDOWS)


def test_annulling_an_agreement_under_a_mandate_leaves_the_title_of_the_body() -> None:
    titled = closed_on_award().dispute.title
    there = msgspec.structs.replace(effective().dispute, title=titled)
    annulled = e.AgreementAnnulled(
        occurred_on=TODAY, version=1, kind=AnnulmentKind.VOID, by="法院", ground="无效"
    )
    after = evolve(there, annulled, CENTRE)
    assert (after.state, after.title) == (S.MEDIATION_FAILED, titled)


@pytest.mark.parametrize(
    "end",
    [
        FILING,
        WithdrawApplication(reason=Withdrawal.NO_LONGER_PURSUED, by=(1,)),
        SettleOnTheSpot(),
    ],
)
def test_a_listed_session_ends_with_the_mediation(end: object) -> None:
    scenario = in_mediation().after(schedule(), end)
    assert scenario.dispute.listed_sessions == ()


def test_a_reopening_of_what_was_never_closed_changes_nothing() -> None:
    dispute = in_mediation().dispute
    assert evolve(dispute, e.DisputeReopened(occurred_on=TODAY, reason="有误"), DISPUTE) == (
        msgspec.structs.replace(dispute, last_on=TODAY)
    )


def test_a_listed_session_ends_with_a_suit() -> None:
    sued = (suit(SuitGround.WAGE_NOTE), TO_COURT)
    scenario = in_mediation().after(schedule(), FAILURE, sued)
    assert scenario.dispute.listed_sessions == ()
