"""管辖: which court or commission may act, by the places on record or a connecting fact stated."""

from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards.competence import inviting_court
from services.workflow.domain.dispute.guards.places import took_part
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    Connection,
    ConnectionKind,
    Instrument,
    MandateResult,
    Party,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationNotAccepted,
)
from services.workflow.domain.dispute.stages.court.enforcement import ReportEnforcementApplied
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from services.workflow.domain.dispute.stages.handover.mandate import ReturnMandate
from services.workflow.domain.dispute.stages.handover.referral import OfferReferral
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from services.workflow.domain.dispute.stages.reinforcement.confirmation import ApplyForConfirmation
from services.workflow.domain.dispute.stages.reinforcement.payment_order import ApplyForPaymentOrder
from services.workflow.domain.dispute.stages.reinforcement.review import ApplyForReview
from services.workflow.domain.errors import Refusal
from services.workflow.domain.organisation import Organisation, Tier
from services.workflow.domain.values.region import RegionCode
from services.workflow.rules.packs import pack_for
from tests.support.agreement_builders import (
    ARTICLE_10,
    LATE,
    SIGNED_AND_SEALED,
    confirmed,
    day,
    delegated,
    of_article_10,
)
from tests.support.builders import (
    CENTRE,
    CENTRE_BODY,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    PARTIES,
    effective,
    terms,
)
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import STUDIO, failed, transferred
from tests.support.handover_builders import delegated as by_court
from tests.support.tribunal_builders import (
    FILED,
    INTERMEDIATE,
    INTERMEDIATE_BODY,
    at_commission,
    award_received,
    in_litigation,
    item,
    rule_of,
    warnings,
)

ELSEWHERE = UUID("44444444-4444-5444-8444-444444444449")
YUYAO, CIXI, NINGBO = "330281", "330282", "330200"
replace = msgspec.structs.replace


def court_of(region: str, tier: Tier = Tier.DISTRICT) -> Organisation:
    named = {"id": ELSEWHERE, "name": f"{region}法院"}
    return replace(COURT_BODY, region=region, tier=tier, **named)


def commission_of(region: str) -> Organisation:
    return replace(COMMISSION_BODY, id=ELSEWHERE, region=region, name=f"{region}仲裁委员会")


def living(worker: str | None = None, employer: str | None = None) -> tuple[Party, ...]:
    """The parties with these domiciles."""
    regions = (worker, employer)
    return tuple(
        replace(party, region=RegionCode(region) if region else None)
        for party, region in zip(PARTIES, regions, strict=True)
    )


def stated(kind: ConnectionKind, region: str | None = None) -> Connection:
    return Connection(kind=kind, region=RegionCode(region) if region else None)


def to_court(connection: Connection | None = None) -> ApplyForConfirmation:
    return ApplyForConfirmation(court=ELSEWHERE, applicants=(1, 2), connection=connection)


def review(connection: Connection | None = None) -> ApplyForReview:
    return ApplyForReview(commission=ELSEWHERE, applicants=(1, 2), connection=connection)


def referral(connection: Connection | None = None, to: UUID = ELSEWHERE) -> OfferReferral:
    return OfferReferral(to=to, reason="调解不成", applicant=1, connection=connection)


def order(connection: Connection | None = None) -> ApplyForPaymentOrder:
    return ApplyForPaymentOrder(court=ELSEWHERE, applicant=1, connection=connection)


def confirms(
    region: str, scenario: Scenario | None = None, connection: Connection | None = None, **more: Any
) -> Any:
    """The application to the court of a county, as it is recorded."""
    dispute = scenario or effective()
    return dispute.when(to_court(connection), organisation=court_of(region), **more)[-1]


def refuses(region: str, code: str, scenario: Scenario | None = None, **more: Any) -> Refusal:
    connection = more.pop("connection", None)
    body = more.pop("organisation", court_of(region))
    dispute = scenario or effective()
    return dispute.refuses(to_court(connection), code, organisation=body, **more)


# Judicial confirmation


def test_the_court_of_the_organisations_seat_confirms() -> None:
    assert confirms(YUYAO).connection is None


@pytest.mark.parametrize("parties", [living(worker=CIXI), living(employer=CIXI)])
def test_the_court_of_a_recorded_domicile_confirms(parties: tuple[Party, ...]) -> None:
    assert confirms(CIXI, effective(parties=parties)).court == ELSEWHERE


def test_of_two_organisations_that_took_part_either_seat_counts() -> None:
    both = (CENTRE_BODY, replace(CENTRE_BODY, region="330282001"))
    assert confirms(CIXI, took_part=both).court == ELSEWHERE


def test_who_handed_it_over_and_who_had_it_under_a_mandate_took_part() -> None:
    assert took_part(effective().dispute) == [CENTRE]
    assert took_part(transferred().dispute) == [STUDIO, CENTRE]
    failure = ReturnMandate(result=MandateResult.FAILURE, report="差距过大")
    assert took_part(by_court().after(failure).dispute) == [STUDIO]
    assert took_part(at_commission().dispute) == []


def test_another_court_is_refused_with_the_places_that_count() -> None:
    scenario = effective(parties=living(worker="420106"))
    refusal = refuses(
        CIXI, "court_not_competent", scenario, place_name=lambda code: f"<{code[:6]}>"
    )
    assert rule_of(refusal) == "CONF.COURT"
    assert refusal.data["seat"] == f"<{CIXI}>"
    places = str(refusal.data["places_zh"])
    assert f"调解组织所在地（<{YUYAO}>）" in places
    assert "第1号当事人住所地（<420106>）" in places
    assert "第2号当事人住所地（未记录，请补充）" in places


def test_a_domicile_that_is_recorded_later_counts() -> None:
    scenario = effective()
    refuses(CIXI, "court_not_competent", scenario)
    found = CorrectFact(
        field="parties/2/region", new="330282003", reason="补记", evidence="营业执照"
    )
    event = scenario.when(found)[-1]
    assert (event.old, event.new) == ("", CIXI)
    assert confirms(CIXI, scenario).court == ELSEWHERE


def test_an_unknown_place_is_not_taken_for_another() -> None:
    nowhere = replace(CENTRE_BODY, region="")
    refuses(YUYAO, "court_not_competent", took_part=(nowhere,))


def test_no_court_above_the_basic_one_confirms_unless_it_was_designated() -> None:
    refuses(NINGBO, "not_a_basic_court", organisation=court_of(NINGBO, Tier.CITY))
    designated = stated(ConnectionKind.DESIGNATED)
    body = court_of(NINGBO, Tier.CITY)
    event = effective().when(to_court(designated), organisation=body)[-1]
    assert event.connection == designated


def test_an_intermediate_court_confirms_what_belongs_to_its_level_and_that_is_recorded() -> None:
    level, body = stated(ConnectionKind.INTERMEDIATE_LEVEL, YUYAO), court_of(NINGBO, Tier.CITY)
    event = effective().when(to_court(level), organisation=body)[-1]
    assert event.connection == level
    for connection, court, code in (
        (level, court_of(YUYAO), "not_an_intermediate_court"),
        (level, court_of("330000", Tier.PROVINCE), "not_an_intermediate_court"),
        (level, court_of("330300", Tier.CITY), "connection_elsewhere"),
        (stated(ConnectionKind.INTERMEDIATE_LEVEL), body, "connection_needs_place"),
    ):
        refused = refuses(court.region, code, organisation=court, connection=connection)
        assert rule_of(refused) == "CONF.COURT"


def test_a_stated_place_makes_the_basic_court_there_competent_and_none_above_it() -> None:
    subject, body = stated(ConnectionKind.SUBJECT_PLACE, YUYAO), court_of(NINGBO, Tier.CITY)
    refuses(NINGBO, "not_a_basic_court", organisation=body, connection=subject)


def test_a_stated_fact_is_recorded_and_must_count_and_lie_where_the_court_is() -> None:
    subject = stated(ConnectionKind.SUBJECT_PLACE, CIXI)
    assert confirms(CIXI, connection=subject).connection == subject
    for connection, code in (
        (stated(ConnectionKind.SUBJECT_PLACE, YUYAO), "connection_elsewhere"),
        (stated(ConnectionKind.SUBJECT_PLACE), "connection_needs_place"),
        (stated(ConnectionKind.PERFORMANCE_PLACE, CIXI), "connection_does_not_count"),
    ):
        assert rule_of(refuses(CIXI, code, connection=connection)) == "CONF.COURT"


def under_mandate() -> Scenario:
    """An agreement made on the delegation of the court, which has it back."""
    made = delegated().after(terms(), *SIGNED_AND_SEALED[:2])
    return made.after(ReturnMandate(result=MandateResult.SUCCESS, report="已达成协议"))


def test_a_court_that_invited_the_mediation_is_the_only_one() -> None:
    refusal = refuses(YUYAO, "not_the_inviting_court", under_mandate(), seised=COURT_BODY)
    assert refusal.data["name"] == COURT_BODY.name
    by_it = ApplyForConfirmation(court=COURT, applicants=(1, 2))
    assert under_mandate().when(by_it, organisation=COURT_BODY)[-1].court == COURT
    invited = stated(ConnectionKind.INVITED)
    assert confirms(CIXI, under_mandate(), invited).connection == invited


def test_only_an_agreement_made_under_the_mandate_goes_back_to_that_court() -> None:
    assert inviting_court(under_mandate().dispute) == COURT
    assert inviting_court(effective().dispute) is None
    assert inviting_court(delegated().dispute) is None


# Arbitration review and referral


@pytest.mark.parametrize("region", [YUYAO, NINGBO])
def test_the_commission_of_the_workplace_reviews_or_one_above_it(region: str) -> None:
    assert effective().when(review(), organisation=commission_of(region))


def test_the_commission_of_the_employers_seat_reviews_and_that_of_a_workers_home_does_not() -> None:
    at_seat = effective(parties=living(employer=CIXI))
    assert at_seat.when(review(), organisation=commission_of(CIXI))
    at_home = effective(parties=living(worker=CIXI))
    body = commission_of(CIXI)
    refusal = at_home.refuses(review(), "commission_not_competent", organisation=body)
    assert rule_of(refusal) == "ARB.COMPETENT"
    assert "劳动合同履行地" in str(refusal.data["places_zh"])
    assert "第2号当事人（用人单位）所在地（未记录，请补充）" in refusal.zh
    assert "seat of employer 2 (not recorded, please add it)" in refusal.en
    known = stated(ConnectionKind.EMPLOYER_SEAT, CIXI)
    assert at_home.when(review(known), organisation=body)[-1].connection == known


def test_in_zhejiang_the_commission_of_the_organisations_seat_reviews() -> None:
    elsewhere: dict[str, Any] = {
        "organisation": commission_of(CIXI),
        "took_part": (replace(CENTRE_BODY, region="330282001"),),
    }
    assert effective().when(review(), rules=pack_for(YUYAO), **elsewhere)
    by_seat = stated(ConnectionKind.ORGANISATION_SEAT, CIXI)
    effective().refuses(review(), "commission_not_competent", **elsewhere)
    effective().refuses(review(by_seat), "connection_does_not_count", **elsewhere)
    assert effective().when(review(by_seat), rules=pack_for(YUYAO), **elsewhere)


def test_a_dispute_is_offered_to_a_commission_of_the_workplace_or_the_seat() -> None:
    body = commission_of(CIXI)
    refusal = failed().refuses(referral(), "commission_not_competent", organisation=body)
    assert rule_of(refusal) == "ARB.COMPETENT"
    performed = stated(ConnectionKind.PERFORMANCE_PLACE, CIXI)
    assert failed().when(referral(performed), organisation=body)[-1].connection == performed


def test_the_commission_that_a_wrong_one_named_is_offered_it_all_the_same() -> None:
    wrong = ReportArbitrationNotAccepted(
        ground=ArbitrationBar.WRONG_COMMISSION, competent=ELSEWHERE
    )
    body: dict[str, Any] = {"organisation": commission_of(CIXI)}
    scenario = at_commission().after((wrong, body), on=day(3))
    other = UUID("33333333-3333-5333-8333-333333333339")
    scenario.refuses(referral(to=other), "commission_not_competent", **body)
    assert scenario.when(referral(), **body)


def test_a_partys_own_filing_elsewhere_is_noted() -> None:
    scenario = failed()
    scenario.when(FILED, organisation=commission_of(CIXI))
    assert warnings(scenario) == ["filed_elsewhere"]
    here = failed()
    here.when(FILED, organisation=commission_of(YUYAO))
    assert warnings(here) == []


# Payment order, setting aside, enforcement


def test_a_payment_order_is_for_the_court_of_the_debtors_domicile() -> None:
    asked = {"handler": ARTICLE_10}
    known = of_article_10(parties=living(worker=CIXI, employer=YUYAO))
    refusal = known.refuses(
        order(), "court_not_competent", LATE, organisation=court_of(CIXI), **asked
    )
    assert rule_of(refusal) == "PO.COURT"
    basic = court_of(NINGBO, Tier.CITY)
    known.refuses(order(), "not_a_basic_court", LATE, organisation=basic, **asked)
    moved = stated(ConnectionKind.PARTY_DOMICILE, CIXI)
    event = known.when(order(moved), LATE, organisation=court_of(CIXI), **asked)[-1]
    assert event.connection == moved
    known = of_article_10(parties=living(employer=YUYAO))
    known.when(order(), LATE, organisation=court_of(YUYAO), **asked)
    assert warnings(known) == []


def test_a_debtors_domicile_that_is_not_recorded_is_asked_for() -> None:
    scenario = of_article_10()
    scenario.when(order(), LATE, organisation=court_of(YUYAO), handler=ARTICLE_10)
    assert warnings(scenario) == ["debtor_domicile_unknown"]


@pytest.mark.parametrize(
    ("court", "commission", "noted"),
    [
        (INTERMEDIATE_BODY, COMMISSION_BODY, []),
        (INTERMEDIATE_BODY, None, []),
        (COURT_BODY, COMMISSION_BODY, ["set_aside_elsewhere"]),
        (INTERMEDIATE_BODY, commission_of("330102"), ["set_aside_elsewhere"]),
    ],
)
def test_setting_aside_elsewhere_than_at_the_intermediate_court_of_the_seat_is_noted(
    court: Organisation, commission: Organisation | None, noted: list[str]
) -> None:
    scenario = award_received(item(is_final=True))
    asked = ReportSetAsideFiled(court=INTERMEDIATE, by=2)
    scenario.when(asked, organisation=court, commission=commission)
    assert warnings(scenario) == noted


def enforced(
    scenario: Scenario, instrument: Instrument, court: UUID, region: str = YUYAO
) -> list[str]:
    asked = ReportEnforcementApplied(court=court, by=(1,), instrument=instrument)
    scenario.when(asked, LATE, organisation=court_of(region))
    return warnings(scenario)


def test_a_ruling_is_enforced_by_the_court_that_made_it_or_where_property_is() -> None:
    ruling = Instrument.CONFIRMATION_RULING
    assert enforced(confirmed(), ruling, COURT) == []
    assert enforced(confirmed(), ruling, ELSEWHERE) == ["enforced_elsewhere"]


def test_an_award_is_enforced_where_the_debtor_is_as_far_as_that_is_known() -> None:
    award = (item(is_final=True),)
    assert enforced(award_received(*award), Instrument.AWARD, ELSEWHERE, CIXI) == []
    known = award_received(*award)
    known.when(
        CorrectFact(field="parties/2/region", new=YUYAO, reason="补记", evidence="营业执照"), TODAY
    )
    assert enforced(known, Instrument.AWARD, ELSEWHERE, CIXI) == ["enforced_elsewhere"]


def test_a_judgment_is_enforced_by_the_court_of_first_instance() -> None:
    for court, noted in ((COURT, []), (ELSEWHERE, ["enforced_elsewhere"])):
        scenario = in_litigation()
        scenario.past.append(e.JudgmentTookEffect(occurred_on=TODAY, suit=1, number="1号"))
        assert enforced(scenario, Instrument.JUDGMENT, court) == noted
