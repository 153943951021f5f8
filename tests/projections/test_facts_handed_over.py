"""Facts of disputes that other bodies had: referred, transferred, entrusted, before a commission."""

from datetime import date
from typing import Any

import pytest

from services.projections.ledger.results import ended
from services.projections.views.dispute_facts import Act, apply
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Disposition,
    Lapse,
    Mandate,
    MandateResult,
    ReturnGround,
)
from services.workflow.recorded.ledger_words import Result
from tests.support.facts import (
    CENTRE,
    COMMISSION,
    COURT,
    OTHER,
    REGISTERED,
    TAKEN,
    claims,
    facts_of,
    recorded,
)  # fmt: skip
from tests.support.scenes import IN_PERIOD, effective, failed, registration

D = Disposition
WITHDRAWN = e.ArbitrationWithdrawn(occurred_on=date(2019, 5, 1), by=(1,))


def test_arbitration_withdrawn_lets_the_agreement_stand_again() -> None:
    facts = facts_of(REGISTERED, effective(), TAKEN, WITHDRAWN)
    assert facts.is_resolved
    assert (facts.taken, claims(facts)) == (None, [D.SETTLED])


def test_arbitration_withdrawn_without_an_agreement_settles_nothing() -> None:
    facts = facts_of(REGISTERED, failed(), TAKEN, WITHDRAWN)
    assert facts.taken is not None
    assert claims(facts) == [D.WITHDRAWN]
    later = e.LitigationWithdrawn(occurred_on=date(2019, 6, 1), suit=1)
    assert facts_of(REGISTERED, failed(), TAKEN, WITHDRAWN, later).before_closing is None
    assert apply(facts_of(REGISTERED), recorded(2, later)).before_closing is None


def test_an_agreement_that_fell_does_not_come_back_with_a_withdrawn_arbitration() -> None:
    annulled = e.AgreementAnnulled(
        occurred_on=date(2019, 4, 1), version=1, kind=AnnulmentKind.VOID, by="法院", ground="违法"
    )
    facts = facts_of(REGISTERED, effective(), annulled, TAKEN, WITHDRAWN)
    assert not facts.is_resolved
    assert facts.undone is not None
    assert facts.undone.act is Act.ANNULLED


def test_a_transferred_dispute_goes_on_where_it_went_and_a_return_brings_it_back() -> None:
    transferred = e.TransferAccepted(occurred_on=date(2019, 4, 1), offer=1, by=OTHER)
    facts = facts_of(REGISTERED, failed(), transferred)
    assert (facts.organisation, facts.ending, facts.region) == (OTHER, None, "650105013")
    assert claims(facts) == [D.OPEN]
    returned = e.ReturnAccepted(occurred_on=date(2019, 4, 5), offer=2, by=CENTRE)
    back = facts_of(REGISTERED, failed(), transferred, returned)
    assert back.organisation == CENTRE
    assert back.ending is not None


def test_a_referral_returned_was_never_filed() -> None:
    accepted = e.ReferralAccepted(occurred_on=date(2019, 4, 1), offer=1, by=COMMISSION)
    offered = e.ReturnOffered(
        occurred_on=date(2019, 4, 2), offer=2, to=CENTRE, ground=ReturnGround.OTHER
    )
    returned = e.ReturnAccepted(occurred_on=date(2019, 4, 5), offer=2, by=CENTRE)
    assert facts_of(REGISTERED, failed(), accepted).filed is not None
    assert facts_of(REGISTERED, failed(), accepted, offered, returned).filed is None


def test_a_return_of_what_was_never_handed_over_changes_nothing() -> None:
    returned = e.ReturnAccepted(occurred_on=date(2019, 4, 5), offer=2, by=CENTRE)
    before = facts_of(REGISTERED)
    assert apply(before, recorded(2, returned)) is before


def entrusted(mandate: Mandate, body: Any) -> e.MediationEntrusted:
    return e.MediationEntrusted(
        occurred_on=date(2019, 4, 12),
        mandate=mandate,
        body=body,
        organisation=OTHER,
        consented_by=(1, 2),
    )


def returned(mandate: Mandate, result: MandateResult) -> e.MandateReturned:
    return e.MandateReturned(
        occurred_on=date(2019, 4, 20), mandate=mandate, to=COMMISSION, result=result
    )


def test_an_agreement_on_entrustment_remembers_who_mediated_for_whom() -> None:
    mandate = Mandate.ARBITRATION_ENTRUSTED
    given = entrusted(mandate, COMMISSION)
    facts = facts_of(REGISTERED, failed(), TAKEN, given, effective(date(2019, 4, 15)))
    assert facts.is_resolved
    assert (facts.resolved_by, facts.resolved_under) == (OTHER, mandate)
    after_return = facts_of(
        REGISTERED, failed(), TAKEN, given, effective(date(2019, 4, 15)),
        returned(mandate, MandateResult.SUCCESS),
    )  # fmt: skip
    assert after_return.is_resolved


@pytest.mark.parametrize(
    ("mandate", "act", "disposition"),
    [
        (Mandate.ARBITRATION_ENTRUSTED, Act.ARBITRATED, D.ARBITRATED),
        (Mandate.COURT_ENTRUSTED, Act.SUED, D.SUED),
    ],
)
def test_what_was_registered_on_entrustment_and_failed_is_the_seised_bodys(
    mandate: Mandate, act: Act, disposition: Disposition
) -> None:
    registered = registration(CENTRE, "650105013", mandate=mandate, seised_body=COMMISSION)
    facts = facts_of(registered, failed(), returned(mandate, MandateResult.FAILURE))
    assert facts.taken is not None
    assert (facts.taken.act, claims(facts)) == (act, [disposition])


def test_a_suggestion_returned_without_success_is_with_the_commission() -> None:
    mandate = Mandate.ARBITRATION_SUGGESTED
    suggested = e.MediationSuggested(
        occurred_on=date(2019, 4, 1), commission=COMMISSION, organisation=OTHER, consented_by=(1, 2)
    )
    failure = returned(mandate, MandateResult.FAILURE)
    facts = facts_of(REGISTERED, failed(), suggested, failed(), failure)
    assert facts.filed is not None
    assert (facts.mandate, claims(facts)) == (mandate, [D.OPEN])
    registered = registration(CENTRE, "650105013", mandate=mandate, seised_body=COMMISSION)
    assert facts_of(registered, failure).filed is not None
    filing = e.ArbitrationFiled(occurred_on=IN_PERIOD, commission=COMMISSION)
    kept = facts_of(REGISTERED, filing, suggested, failure)
    assert kept.filed is not None
    assert kept.filed.position == 2


def test_a_courts_delegation_comes_back_as_it_went() -> None:
    mandate = Mandate.COURT_DELEGATED
    delegated = e.MediationDelegated(
        occurred_on=date(2019, 4, 1), court=COURT, organisation=OTHER, consented_by=(1, 2)
    )
    success = facts_of(
        REGISTERED, failed(), delegated, effective(date(2019, 4, 9)),
        returned(mandate, MandateResult.SUCCESS),
    )  # fmt: skip
    assert success.is_resolved
    failure = facts_of(REGISTERED, failed(), delegated, returned(mandate, MandateResult.FAILURE))
    assert claims(failure) == [D.FAILED]


def test_a_lapse_that_was_taken_back_ended_nothing() -> None:
    lapsed = e.MediationPeriodLapsed(
        occurred_on=date(2019, 3, 20), due_on=date(2019, 3, 19), rule="MED.15.ACCEPT"
    )
    facts = facts_of(REGISTERED, lapsed)
    assert (facts.ending is not None, claims(facts)) == (True, [D.FAILED])

    def back(lapse: Lapse) -> e.LapseWithdrawn:
        on = date(2019, 3, 21)
        return e.LapseWithdrawn(occurred_on=on, lapse=lapse, reason="补录", evidence="延期同意书")

    again = facts_of(REGISTERED, lapsed, back(Lapse.MEDIATION_PERIOD))
    assert (again.ending, claims(again)) == (None, [D.OPEN])
    assert facts_of(REGISTERED, lapsed, back(Lapse.RECEIPT_PERIOD)).ending == facts.ending


def test_nor_does_a_ledger_say_so() -> None:
    on = date(2019, 3, 20)
    lapsed = e.MediationPeriodLapsed(occurred_on=on, due_on=on, rule="MED.15.ACCEPT")
    back = e.LapseWithdrawn(
        occurred_on=on, lapse=Lapse.MEDIATION_PERIOD, reason="补录", evidence="延期同意书"
    )
    assert ended([lapsed]).result is Result.NO_AGREEMENT
    assert ended([lapsed, back]).result is None
