"""Amending an agreement: by all, as a new version; the old one stands until the new is effective."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Term
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AbandonAmendment,
    SealAgreement,
)
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.dispute.stages.reinforcement.confirmation import ApplyForConfirmation
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import (
    AT_COURT,
    SIGNED_AND_SEALED,
    amend,
    confirmed,
    day,
    payments,
)
from tests.support.builders import COURT, agreed, confirmation_pending, effective
from tests.support.given_when_then import only


def test_other_terms_before_the_last_signature_replace_the_draft() -> None:
    scenario = agreed()
    event = only(scenario.when(amend(), day(5)), e.AgreementAmended)
    assert (event.version, event.consented_by) == (2, (1, 2))
    assert scenario.stands(State.AGREED)
    assert scenario.dispute.standing is None
    *_, effect = scenario.after(*SIGNED_AND_SEALED[:3]).when(SealAgreement(), day(12))
    assert effect.version == 2
    assert [i.due_on.month for i in effect.instalments] == [5, 6]


def test_the_effective_version_binds_until_the_new_one_does() -> None:
    scenario = effective().after(amend(), on=day(5))
    assert scenario.stands(State.AGREED)
    assert scenario.dispute.effective_agreement is not None
    assert scenario.dispute.effective_agreement.version == 1
    scenario.after(*SIGNED_AND_SEALED, on=day(9))
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.effective_agreement is not None
    assert scenario.dispute.effective_agreement.version == 2
    assert scenario.dispute.standing is None


def test_the_new_version_has_windows_of_its_own() -> None:
    scenario = effective(on=date(2026, 1, 20)).after(amend(), *SIGNED_AND_SEALED, on=day(9))
    application = ApplyForConfirmation(court=COURT, applicants=(1, 2))
    event = only(scenario.when(application, day(30), **AT_COURT), e.ConfirmationApplied)
    assert event.version == 2
    assert event.due_rolled == day(8, 4)


def test_payments_under_the_old_version_do_not_count_on_the_new() -> None:
    scenario = effective(660_000, 660_000)
    scenario.after(RecordPerformance(amount=Fen(660_000)), on=day(4))
    scenario.after(amend(660_000), *SIGNED_AND_SEALED, on=day(9))
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.outstanding(1) == 660_000


def test_an_amendment_is_wanted_by_all_parties() -> None:
    refusal = effective().refuses(amend(consented_by=(1,)), "amendment_needs_all")
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.AMEND"
    assert refusal.data["parties"] == "2"
    effective().refuses(amend(consented_by=(1, 2, 7)), "unknown_party")


def test_the_terms_of_an_amendment_are_held_to_the_same_rules() -> None:
    effective().refuses(amend(terms=(payments(1, claim=4),)), "term_for_unknown_claim")
    effective().refuses(amend(terms=(Term(claim=1),)), "term_is_empty")


def test_an_abandoned_amendment_leaves_the_effective_version() -> None:
    scenario = effective().after(amend(), on=day(5))
    event = only(scenario.when(AbandonAmendment(reason="不再变更"), day(6)), e.AmendmentAbandoned)
    assert event.version == 2
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.version == 1
    assert only(scenario.when(amend(), day(7)), e.AgreementAmended).version == 3


def test_a_first_draft_cannot_be_abandoned_for_one_that_never_was() -> None:
    refusal = agreed().refuses(AbandonAmendment(), "nothing_to_go_back_to")
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.AMEND"


def test_nothing_is_amended_while_it_is_before_a_court_or_enforceable() -> None:
    confirmation_pending().refuses(amend(), "not_in_this_state")
    confirmed().refuses(amend(), "not_in_this_state", day(10, 4))
