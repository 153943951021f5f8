"""Organisations, mediators and case registers."""

from datetime import date
from uuid import UUID

import pytest

from services.workflow.domain import mediator, organisation, register
from services.workflow.domain.errors import AlreadyExists, MissingPrerequisite
from services.workflow.domain.organisation import Organisation, OrganisationKind, Tier
from tests.support.builders import CENTRE, COURT, MEDIATOR, sealed
from tests.support.given_when_then import DISPUTE

DAY = date(2018, 1, 1)
ENTERED = organisation.OrganisationRegistered(
    occurred_on=DAY,
    code="SMG-HGJ",
    name="华光街街道劳动人事争议调解中心",
    short_name="水磨沟华光街",
    kind=OrganisationKind.MEDIATION_CENTRE,
    tier=Tier.TOWNSHIP,
    region="650105013",
)


def entered() -> Organisation:
    return organisation.evolve(Organisation(), ENTERED, CENTRE)


def test_a_body_is_entered_once() -> None:
    assert organisation.register(ENTERED, Organisation()) == (ENTERED,)
    assert entered().id == CENTRE
    with pytest.raises(AlreadyExists):
        organisation.register(ENTERED, entered())


def test_an_area_holds_from_its_day_and_the_same_again_adds_nothing() -> None:
    (area,) = organisation.set_area(("650105014", "650105013"), entered(), DAY)
    body = organisation.evolve(entered(), area, CENTRE)
    assert body.area(date(2017, 12, 31)) == ()
    assert body.area(DAY) == ("650105013", "650105014")
    assert organisation.set_area(("650105013", "650105014"), body, DAY) == ()


def test_the_legal_basis_is_dated_and_the_latest_counts() -> None:
    named = organisation.LegalBasisRecorded(
        occurred_on=DAY, is_article_10=True, basis="劳动争议调解仲裁法第十条第一款第三项"
    )
    ended = organisation.LegalBasisRecorded(
        occurred_on=date(2020, 1, 1), is_article_10=False, basis="机构撤销"
    )
    body = organisation.evolve(organisation.evolve(entered(), ended, CENTRE), named, CENTRE)
    assert not body.is_article_10(date(2017, 12, 31))
    assert body.is_article_10(DAY)
    assert not body.is_article_10(date(2020, 1, 1))


ROSTER = mediator.MediatorRegistered(
    occurred_on=DAY,
    name=sealed("name"),
    certificate_no="新调0001",
    valid_from=DAY,
    valid_until=date(2020, 12, 31),
    organisations=(CENTRE,),
)


def on_roster() -> mediator.Mediator:
    return mediator.evolve(mediator.Mediator(), ROSTER, MEDIATOR)


def test_a_mediator_is_entered_once() -> None:
    assert mediator.register(ROSTER, mediator.Mediator()) == (ROSTER,)
    with pytest.raises(AlreadyExists):
        mediator.register(ROSTER, on_roster())


def test_a_certificate_is_valid_on_its_days_and_a_renewal_follows_it() -> None:
    renewal = mediator.CertificateRenewed(
        occurred_on=date(2020, 12, 1),
        certificate_no="新调0099",
        valid_from=date(2021, 1, 1),
        valid_until=date(2023, 12, 31),
    )
    person = mediator.evolve(on_roster(), renewal, MEDIATOR)
    assert person.certificate(date(2017, 12, 31)) is None
    numbers = [c.number for d in (2020, 2021) if (c := person.certificate(date(d, 6, 1)))]
    assert numbers == ["新调0001", "新调0099"]
    assert person.certificate(date(2024, 1, 1)) is None


def test_an_organisation_may_use_a_person_while_the_term_runs() -> None:
    lent = mediator.MediatorAdmitted(
        occurred_on=date(2019, 1, 1), organisation=COURT, until=date(2019, 12, 31)
    )
    person = mediator.evolve(on_roster(), lent, MEDIATOR)
    assert person.serves(COURT, date(2019, 12, 31))
    assert not person.serves(COURT, date(2020, 1, 1))
    released = mediator.MediatorReleased(occurred_on=date(2020, 1, 1), organisation=CENTRE)
    person = mediator.evolve(person, released, MEDIATOR)
    assert not person.serves(CENTRE, date(2020, 6, 1))


def test_numbers_follow_one_another_without_a_gap() -> None:
    numbers = register.CaseRegister()
    given = []
    for _ in range(3):
        event = register.give(DISPUTE, "水磨沟华光街", 2018, numbers, DAY)
        numbers = register.evolve(numbers, event, CENTRE)
        given.append(event.number)
    assert given[0] == "水磨沟华光街劳人调〔2018〕0001号"
    assert [event[-5:-1] for event in given] == ["0001", "0002", "0003"]


def test_a_void_number_stays_in_the_register() -> None:
    numbers = register.CaseRegister(given=2)
    (voided,) = register.void(1, "重复取号", numbers, DAY)
    numbers = register.evolve(numbers, voided, CENTRE)
    assert numbers.void == {1}
    assert register.void(1, "重复取号", numbers, DAY) == ()
    assert register.give(DISPUTE, "水磨沟华光街", 2018, numbers, DAY).serial == 3
    with pytest.raises(MissingPrerequisite):
        register.void(3, "没有此号", numbers, DAY)


def test_each_organisation_and_year_has_its_own_register() -> None:
    streams = {register.register_id(o, y) for o in (CENTRE, COURT) for y in (2018, 2019)}
    assert len(streams) == 4
    assert all(isinstance(stream, UUID) for stream in streams)
