"""Who signs an agreement, which acts it needs, and when it takes effect by them."""

from datetime import date

import msgspec

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import Power, RepresentativeKind
from services.workflow.domain.dispute.stages.agreement.agreement import SealAgreement, SignAgreement
from services.workflow.domain.legal import Evidence, RequiredActs
from services.workflow.rules.packs import national
from tests.support.agreement_builders import day
from tests.support.builders import (
    CENTRE_BODY,
    ON,
    PARTIES,
    agreed,
    in_mediation,
    sealed,
    terms,
)
from tests.support.given_when_then import only

WORKER, EMPLOYER, MEDIATOR = SignAgreement(party=1), SignAgreement(party=2), SignAgreement()
SEAL = SealAgreement()
TWO_ACTS = RequiredActs(
    acts=("party_signatures", "organisation_seal"),
    instrument="法",
    article="1",
    evidence=Evidence.INTERPRETED,
)
ONE_ACT = msgspec.structs.replace(TWO_ACTS, acts=("party_signatures",))


def test_the_required_acts_are_those_of_the_kind_of_organisation() -> None:
    acts = {("self", ""): TWO_ACTS, ("self", "mediation_centre"): ONE_ACT}
    rules = msgspec.structs.replace(national(), required_acts=acts)
    plain = only(in_mediation().when(terms(), ON, rules=rules), e.TermsRecorded)
    own = only(in_mediation().when(terms(), ON, rules=rules, handler=CENTRE_BODY), e.TermsRecorded)
    assert [act.value for act in plain.required] == ["party_signatures", "organisation_seal"]
    assert [act.value for act in own.required] == ["party_signatures"]


def test_only_who_is_a_party_now_signs_and_everybody_of_them_must() -> None:
    both = (*PARTIES, msgspec.structs.replace(PARTIES[0], no=3))
    scenario = agreed(parties=both, worker_count=2).after(WORKER, EMPLOYER, MEDIATOR, on=ON)
    only(scenario.when(SEAL, ON), e.AgreementSealed)
    dropped = agreed(parties=both, worker_count=2)
    dropped.past.append(e.PartyDropped(occurred_on=ON, party=3, reason="撤回"))
    dropped.refuses(SignAgreement(party=3), "unknown_party", ON)
    *_, effect = dropped.after(WORKER, EMPLOYER, MEDIATOR, on=ON).when(SEAL, ON)
    assert isinstance(effect, e.AgreementTookEffect)


def test_a_representative_signs_with_authority_to_settle_on_that_day() -> None:
    scenario = agreed()
    scenario.past.append(appointed(Power.SETTLE, valid_until=day(8)))
    signature = SignAgreement(party=1, representative=1)
    assert only(scenario.when(signature, day(8)), e.AgreementSigned).representative == 1
    late = agreed()
    late.past.append(appointed(Power.SETTLE, valid_until=day(8)))
    refusal = late.refuses(signature, "authority_ended", day(9))
    assert refusal.rule is not None
    assert refusal.rule.id == "REPR.AUTHORITY"
    late.refuses(SignAgreement(party=2, representative=1), "represents_another", day(8))
    general = agreed()
    general.past.append(appointed())
    general.refuses(signature, "authority_too_narrow", day(8))


def test_a_mediator_signs_in_person() -> None:
    agreed().refuses(SignAgreement(representative=1), "mediator_signs_in_person")


def appointed(*powers: Power, valid_until: date | None = None) -> e.RepresentativeAppointed:
    return e.RepresentativeAppointed(
        occurred_on=ON,
        representative=1,
        party=1,
        kind=RepresentativeKind.LAWYER,
        name=sealed("representative/1/name"),
        powers=powers,
        evidence="授权委托书",
        valid_until=valid_until,
    )
