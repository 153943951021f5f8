"""What events make of the facts that figures are made of."""

from datetime import date
from typing import Any, get_args

import pytest

from services.projections.views.dispute_facts import Act, Facts, apply
from services.projections.views.fact_folds import after
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    AnnulmentKind,
    Claim,
    ClaimKind,
    DeclineGround,
    Disposition,
    Forum,
    Mandate,
    Outcome,
    SuitGround,
    Term,
    Withdrawal,
)
from services.workflow.domain.fact import Fact
from tests.support.builders import CLAIMS, PARTIES
from tests.support.facts import (
    CENTRE,
    COMMISSION,
    COURT,
    LEADER,
    OTHER,
    REGISTERED,
    TAKEN,
    claims,
    facts_of,
    recorded,
)  # fmt: skip
from tests.support.scenes import IN_PERIOD, effective, failed, registration

D = Disposition
TWO = (*CLAIMS, Claim(no=2, kind=ClaimKind.ECONOMIC_COMPENSATION))
OF_TWO = registration(CENTRE, "650105013", claims=TWO)
DECIDING_NOTHING = {
    e.AbsenceRecorded, e.AgreementSealed, e.AgreementSigned, e.AmendmentAbandoned,
    e.ArbitralStatementServed, e.ArbitralStatementTookEffect, e.ArbitrationAcceptanceLapsed,
    e.ArbitrationExtended, e.ArbitrationNotAccepted, e.ArbitrationResumed, e.ArbitrationStayed,
    e.ArbitrationTransferred, e.AwardIssued, e.AwardServed, e.AwardTookEffect,
    e.ConfirmationApplied, e.ConfirmationChanged, e.ConfirmationDeemedWithdrawn,
    e.ConfirmationDocketed, e.ConfirmationGranted, e.ConfirmationNotAccepted,
    e.ConfirmationObjected, e.ConfirmationRefused, e.ConfirmationSupplementAsked,
    e.ConfirmationSupplied, e.ConfirmationWithdrawn, e.ConflictConsented, e.ConflictDisclosed,
    e.CorrectionRequested, e.CorrectionSubmitted, e.CourtStatementServed, e.CoverArranged,
    e.DisputeArchived, e.DisputeClosed, e.DocumentIssued, e.DutyPerformed, e.EmployerCancelled,
    e.EmploymentRecorded, e.EnforcementApplied, e.EnforcementConcluded, e.EnforcementEnded,
    e.EnforcementRefused, e.EnforcementResumed, e.EnforcementStayed, e.EvidenceFiled,
    e.EvidenceWithdrawn, e.HearingHeld,
    e.HearingListed, e.JudgmentAppealed, e.JudgmentGiven, e.JudgmentTookEffect,
    e.LimitationFactRecorded, e.LimitationFactWithdrawn, e.LimitationSuspensionEnded,
    e.LimitationSuspensionRecorded,
    e.MatterDistinguished, e.MatterLinked, e.MediationExtended, e.MediationResumed,
    e.MediationSuspended, e.MediatorAssigned, e.MediatorRecused, e.PartyAdded, e.PartyDropped,
    e.PartyRenamed, e.PartyResponded, e.PartySucceeded, e.PaymentOrderApplied,
    e.PaymentOrderDismissed, e.PaymentOrderIssued, e.PaymentOrderObjected, e.PaymentOrderServed,
    e.PaymentOrderTookEffect, e.PaymentOrderVoided, e.PerformanceBreached, e.PerformanceRecorded,
    e.PerformanceReminded, e.ReceiptPeriodLapsed, e.ReferralDelivered, e.ReferralExpired,
    e.ReferralOffered, e.ReferralRecalled, e.ReferralReceived, e.ReferralRefused, e.ReplyReceived,
    e.RepresentationEnded, e.RepresentativeAppointed, e.ReturnOffered, e.ReviewAccepted,
    e.ReviewApplied, e.ReviewNotAccepted, e.ReviewRefused, e.ReviewStatementServed,
    e.ReviewStatementTookEffect, e.ReviewWithdrawn, e.ServiceRecorded, e.SessionAdjourned,
    e.SessionCancelled, e.SessionHeld, e.SessionScheduled, e.SetAsideDismissed, e.SetAsideFiled,
    e.SetAsideGranted, e.TransferOffered, e.UndisputedFactsRecorded,
}  # fmt: skip
"""What commissions and courts decide on claims before them, and what is done on an agreement."""
BEGINNING = {e.DisputeRegistered, e.DirectFilingRecorded, e.DisputeSplitOff}


def terms(*numbers: int, version: int = 1) -> e.TermsRecorded:
    return e.TermsRecorded(
        occurred_on=IN_PERIOD,
        version=version,
        terms=tuple(Term(claim=no) for no in numbers),
        required=(),
    )


def sued(on: date = date(2019, 4, 10)) -> e.LitigationFiled:
    return e.LitigationFiled(
        occurred_on=on, suit=1, court=COURT, number="1", ground=SuitGround.WAGE_AGREEMENT, by=(1,)
    )


def split_off(**changes: Any) -> e.DisputeSplitOff:
    values: dict[str, Any] = {
        "occurred_on": date(2019, 3, 15),
        "dispute": CENTRE,
        "origin": LEADER,
        "stage": "accepted",
        "organisation": CENTRE,
        "custodian": CENTRE,
        "case_number": "2号",
        "mandate": Mandate.SELF,
        "region": "650105013",
        "parties": PARTIES,
        "claims": CLAIMS,
        "received_on": IN_PERIOD,
        "accepted_on": date(2019, 3, 6),
        "reason": "分案",
    }
    return e.DisputeSplitOff(**(values | changes))


def test_the_facts_decide_on_every_event_type_by_name() -> None:
    deciding = {kind for kind in after.registry if kind is not object}
    assert set(get_args(e.Event)) == deciding | DECIDING_NOTHING | BEGINNING
    assert not deciding & DECIDING_NOTHING


def test_acceptance_by_a_commission_takes_a_resolution_away_only_when_it_came_later() -> None:
    earlier, later = date(2019, 3, 10), date(2019, 4, 10)

    def after(accepted_on: date) -> Facts:
        return facts_of(
            registration(CENTRE, "650105013"),
            effective(date(2019, 3, 20)),
            e.ArbitrationAccepted(occurred_on=accepted_on, number="1"),
        )

    assert after(earlier).undone is None
    undone = after(later).undone
    assert undone is not None
    assert (undone.act, undone.on, undone.position) == (Act.ARBITRATED, later, 3)


def test_a_corrected_day_moves_the_entry_and_keeps_its_event() -> None:
    facts = facts_of(
        registration(CENTRE, "650105013"),
        e.FactCorrected(
            occurred_on=IN_PERIOD, field="registered_on", old="", new="2018-12-31", reason="误"
        ),
    )

    assert (facts.entry.on, facts.entry.position, facts.changes) == (date(2018, 12, 31), 1, (2,))


def test_an_event_that_decides_nothing_leaves_the_facts_as_they_are() -> None:
    before = facts_of(registration(CENTRE, "650105013"))
    held = e.SessionHeld(occurred_on=IN_PERIOD, place="调解室", present=(1, 2))

    assert apply(before, recorded(2, held)) is before


def test_a_dispute_begins_with_a_registration_a_filing_or_a_split_and_with_nothing_else() -> None:
    direct = e.DirectFilingRecorded(
        occurred_on=IN_PERIOD,
        body=COURT,
        forum=Forum.COURT,
        case_number="1号",
        region="650105013",
        parties=PARTIES,
        claims=CLAIMS,
    )
    assert facts_of(direct).taken is not None
    with pytest.raises(ValueError, match="SessionHeld"):
        facts_of(e.SessionHeld(occurred_on=IN_PERIOD, place="", present=()))


def test_a_part_is_on_file_since_its_origin_was_and_follows_it() -> None:
    part = facts_of(split_off())
    assert (part.leader, part.is_part, part.entry.on) == (LEADER, True, IN_PERIOD)
    assert part.accepted is not None
    assert facts_of(split_off(accepted_on=None)).accepted is None


def test_an_agreement_settles_the_claims_it_has_terms_for() -> None:
    assert claims(facts_of(OF_TWO, effective())) == [D.SETTLED, D.SETTLED]
    assert claims(facts_of(OF_TWO, terms(1), effective())) == [D.SETTLED, D.OPEN]


def test_claims_come_and_go_one_by_one() -> None:
    added = e.ClaimsAdded(occurred_on=IN_PERIOD, claims=TWO[1:])
    withdrawn = e.ClaimsWithdrawn(occurred_on=IN_PERIOD, claims=(1,))
    split = e.ClaimsSplitOff(
        occurred_on=IN_PERIOD, claims=(2,), dispute=OTHER, case_number="2号", reason="分案"
    )
    assert claims(facts_of(REGISTERED, added, withdrawn)) == [D.WITHDRAWN, D.OPEN]
    gone = facts_of(OF_TWO, split, effective(), TAKEN)
    assert claims(gone) == [D.ARBITRATED, D.SPLIT_OFF]


def test_an_amended_agreement_was_resolved_by_its_first_version() -> None:
    amended = e.AgreementAmended(
        occurred_on=date(2019, 5, 1), version=2, terms=(), required=(), consented_by=(1, 2)
    )
    facts = facts_of(REGISTERED, terms(1), effective(), amended, effective(date(2019, 5, 9)))
    assert facts.resolution is not None
    assert facts.resolution.on == date(2019, 3, 20)
    assert claims(facts) == [D.SETTLED]


@pytest.mark.parametrize("extent", AnnulledExtent)
def test_an_annulled_confirmation_undoes_only_where_the_agreement_falls(
    extent: AnnulledExtent,
) -> None:
    annulled = e.ConfirmationAnnulled(
        occurred_on=date(2019, 9, 1), extent=extent, number="1", ground="违法"
    )
    facts = facts_of(REGISTERED, effective(), annulled)
    assert facts.is_resolved is (extent is not AnnulledExtent.AGREEMENT)
    assert claims(facts) == [D.SETTLED if facts.is_resolved else D.FAILED]


def test_an_agreement_may_be_made_again_after_one_that_fell() -> None:
    annulled = e.AgreementAnnulled(
        occurred_on=date(2019, 4, 1), version=1, kind=AnnulmentKind.VOID, by="法院", ground="违法"
    )
    restarted = e.MediationRestarted(occurred_on=date(2019, 4, 2), consented_by=(1, 2))
    facts = facts_of(REGISTERED, effective(), annulled, restarted)
    assert claims(facts) == [D.OPEN]
    again = facts_of(REGISTERED, effective(), annulled, restarted, effective(date(2019, 4, 9)))
    assert again.is_resolved
    assert again.resolution is not None
    assert again.resolution.on == date(2019, 4, 9)


def test_a_lapse_of_the_period_fails_and_a_restart_opens_again() -> None:
    lapsed = e.MediationPeriodLapsed(
        occurred_on=date(2019, 3, 25), due_on=date(2019, 3, 24), rule="MED.15.ACCEPT"
    )
    facts = facts_of(REGISTERED, lapsed)
    assert facts.ending is not None
    assert (facts.ending.act, claims(facts)) == (Act.FAILED, [D.FAILED])
    restarted = e.MediationRestarted(occurred_on=date(2019, 4, 2), consented_by=(1, 2))
    assert facts_of(REGISTERED, lapsed, restarted).ending is None


def test_a_suit_later_than_the_resolution_takes_it_away() -> None:
    facts = facts_of(REGISTERED, effective(), sued())
    assert facts.undone is not None
    assert (facts.undone.act, claims(facts)) == (Act.SUED, [D.SUED])
    assert facts_of(REGISTERED, effective(), sued(date(2019, 3, 10))).is_resolved


def test_an_agreement_told_late_is_undone_by_what_had_taken_the_claims() -> None:
    facts = facts_of(REGISTERED, TAKEN, effective(date(2019, 3, 20)))
    assert facts.undone == facts.taken


WITHDREW = e.ApplicationWithdrawn(occurred_on=date(2019, 3, 9), reason=Withdrawal.SETTLED_PRIVATELY)
CLOSED = e.DisputeClosed(occurred_on=date(2019, 3, 9), outcome=Outcome.SETTLED_PRIVATELY)
REOPENED = e.DisputeReopened(occurred_on=date(2019, 3, 10), reason="并未和解")
ON_THE_SPOT = e.SettledOnTheSpot(occurred_on=date(2019, 3, 9))


@pytest.mark.parametrize("settled", [WITHDREW, ON_THE_SPOT])
def test_a_settlement_that_is_reopened_was_none(settled: Fact) -> None:
    assert facts_of(REGISTERED, settled, CLOSED).is_resolved
    facts = facts_of(REGISTERED, settled, CLOSED, REOPENED)
    assert (facts.resolution, claims(facts)) == (None, [D.OPEN])
    assert facts.changes == (4,)


def test_reopening_takes_back_the_closing_alone_where_something_else_ended_it() -> None:
    facts = facts_of(REGISTERED, failed(), CLOSED, REOPENED)
    assert facts.ending is not None
    assert facts.changes == ()


def test_who_withdrew_and_filed_goes_on_with_open_claims() -> None:
    withdrew = e.ApplicationWithdrawn(occurred_on=IN_PERIOD, reason=Withdrawal.NO_LONGER_PURSUED)
    filing = e.ArbitrationFiled(occurred_on=date(2019, 4, 1), commission=COMMISSION)
    facts = facts_of(REGISTERED, withdrew, CLOSED, filing)
    assert claims(facts) == [D.OPEN]
    assert claims(facts_of(REGISTERED, withdrew, CLOSED, filing, TAKEN)) == [D.ARBITRATED]


def test_a_declined_application_keeps_its_ground() -> None:
    declined = e.ApplicationDeclined(
        occurred_on=IN_PERIOD, ground=DeclineGround.WRONG_BODY, guidance="请向仲裁委申请"
    )
    assert facts_of(REGISTERED, declined).ground is DeclineGround.WRONG_BODY


def test_a_merge_is_undone_by_the_decision_about_its_leader_alone() -> None:
    merged = e.MatterMerged(occurred_on=IN_PERIOD, leader=LEADER, reason="重复")
    another = e.MatterUnlinked(occurred_on=IN_PERIOD, leader=OTHER, reason="误判")
    same = e.MatterUnlinked(occurred_on=IN_PERIOD, leader=LEADER, reason="误判")
    assert facts_of(REGISTERED, merged, another).leader == LEADER
    assert facts_of(REGISTERED, merged, another, same).leader is None


@pytest.mark.parametrize(
    ("field", "new", "name", "value"),
    [
        ("region", "650105014", "region", "650105014"),
        ("worker_count", "12", "worker_count", 12),
        ("case_number", "9号", "changes", ()),
    ],
)
def test_a_correction_counts_where_figures_ask_for_it(
    field: str, new: str, name: str, value: object
) -> None:
    corrected = e.FactCorrected(occurred_on=IN_PERIOD, field=field, old="", new=new, reason="误")
    assert getattr(facts_of(REGISTERED, corrected), name) == value


def test_a_corrected_day_of_effect_moves_the_resolution() -> None:
    corrected = e.FactCorrected(
        occurred_on=IN_PERIOD, field="effective_on", old="", new="2019-06-01", reason="误"
    )
    facts = facts_of(REGISTERED, effective(), corrected)
    assert facts.resolution is not None
    assert facts.resolution.on == date(2019, 6, 1)
