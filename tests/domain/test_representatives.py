"""Representatives: on evidence, within limits, until a day; and what their acts bind."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards.authority import (
    POWER_NAMES,
    acting_for,
    require_authority,
)
from services.workflow.domain.dispute.parts import Power, RepresentativeKind, SuccessionKind
from services.workflow.domain.dispute.stages.parties.parties import RecordCancellation, SucceedParty
from services.workflow.domain.dispute.stages.parties.representatives import EndRepresentation
from services.workflow.domain.errors import Refusal
from tests.support.builders import ON, registered, sealed
from tests.support.given_when_then import TODAY, Scenario, given_on, only
from tests.support.party_builders import WORKERS, appoint, employer, worker

K = RepresentativeKind
LATER = date(2026, 3, 6)


def rule_of(refusal: Refusal) -> str:
    assert refusal.rule is not None
    return refusal.rule.id


def settles(scenario: Scenario, party: int, representative: int | None, on: date = TODAY) -> bool:
    return acting_for(scenario.dispute, party, representative, Power.SETTLE, on)


def test_a_representative_acts_from_the_day_until_the_day() -> None:
    scenario = registered()
    command = appoint(powers=(Power.SETTLE, Power.SETTLE), valid_until=LATER)
    appointed = only(scenario.when(command, ON), e.RepresentativeAppointed)
    assert appointed.representative == 1
    assert appointed.powers == (Power.SETTLE,)
    (known,) = scenario.dispute.representatives
    days = (date(2026, 3, 1), ON, LATER, date(2026, 3, 7))
    assert [known.acts_on(on) for on in days] == [False, True, True, False]
    assert settles(scenario, 1, 1, LATER)
    assert not settles(scenario, 1, 1, date(2026, 3, 7))


def test_an_authority_is_shown_and_not_over_before_it_begins() -> None:
    refusal = registered().refuses(appoint(evidence=""), "evidence_missing", ON)
    assert rule_of(refusal) == "REPR.AUTHORITY"
    over = appoint(valid_until=date(2026, 3, 1))
    refusal = registered().refuses(over, "authority_over_before_it_begins", ON)
    assert rule_of(refusal) == "REPR.AUTHORITY"


def test_somebody_is_appointed_for_a_party() -> None:
    registered().refuses(appoint(9), "unknown_party", ON)


@pytest.mark.parametrize(
    ("party", "kind"),
    [
        (1, K.LEGAL_REPRESENTATIVE),
        (1, K.STAFF),
        (2, K.GUARDIAN),
        (2, K.NEAR_RELATIVE),
        (2, K.WORKERS_REPRESENTATIVE),
    ],
)
def test_relatives_act_for_people_and_staff_for_employers(party: int, kind: K) -> None:
    refusal = registered(worker_count=12).refuses(
        appoint(party, kind), "kind_does_not_fit_party", ON
    )
    assert rule_of(refusal) == "REPR.AUTHORITY"


def test_a_party_has_two_representatives_at_a_time() -> None:
    scenario = registered().after(appoint(1), appoint(1, K.NEAR_RELATIVE), on=ON)
    refusal = scenario.refuses(appoint(1, K.UNION), "too_many_representatives", ON)
    assert rule_of(refusal) == "REPR.COUNT"
    assert refusal.allowed == ("end_representation",)
    scenario.when(appoint(2), ON)
    scenario.when(appoint(1, K.GUARDIAN), ON)
    scenario.when(appoint(1, K.UNION, replaces=2))
    assert [r.no for r in scenario.dispute.representatives if r.acts_on(TODAY)] == [1, 3, 4, 5]


def test_one_whose_authority_has_run_out_makes_room() -> None:
    scenario = registered().after(appoint(1, valid_until=LATER), appoint(1), on=ON)
    scenario.refuses(appoint(1), "too_many_representatives", LATER)
    scenario.when(appoint(1), date(2026, 3, 7))


def test_ten_workers_put_forward_up_to_five_representatives() -> None:
    chosen = appoint(1, K.WORKERS_REPRESENTATIVE, evidence="推举书")
    refusal = registered(worker_count=9).refuses(chosen, "too_few_workers", ON)
    assert rule_of(refusal) == "COLL.REPRESENT"
    scenario = registered(worker_count=10).after(*[chosen] * 5, on=ON)
    refusal = scenario.refuses(chosen, "too_many_representatives", ON)
    assert rule_of(refusal) == "COLL.REPRESENT"


def test_a_change_of_representative_is_one_act() -> None:
    scenario = registered().after(appoint(powers=(Power.SETTLE,)), on=ON)
    changed = only(
        scenario.when(appoint(powers=(Power.SETTLE,), replaces=1)), e.RepresentativeAppointed
    )
    assert changed.replaces == 1
    assert not settles(scenario, 1, 1)
    assert settles(scenario, 1, 2)


def test_only_one_who_acts_for_the_party_is_replaced() -> None:
    scenario = registered().after(appoint(1), appoint(2), on=ON)
    scenario.refuses(appoint(1, replaces=2), "represents_another", ON)
    scenario.refuses(appoint(1, replaces=9), "unknown_representative", ON)
    scenario.after(EndRepresentation(representative=1), on=ON)
    scenario.refuses(appoint(1, replaces=1), "authority_ended")


def test_a_representation_ends_once() -> None:
    scenario = registered().after(appoint(), on=ON)
    ended = only(
        scenario.when(EndRepresentation(representative=1, reason="解除委托")), e.RepresentationEnded
    )
    assert ended.reason == "解除委托"
    assert scenario.dispute.representatives[0].ended_on == TODAY
    scenario.refuses(EndRepresentation(representative=1), "authority_ended")
    scenario.refuses(EndRepresentation(representative=2), "unknown_representative")


def test_a_party_acts_in_person_while_it_is_one() -> None:
    scenario = registered()
    assert settles(scenario, 1, None)
    assert not settles(scenario, 9, None)


def test_what_needs_special_authority_is_not_done_on_a_general_one() -> None:
    scenario = registered().after(appoint(), appoint(1, K.GUARDIAN), on=ON)
    assert not settles(scenario, 1, 1)
    assert settles(scenario, 1, 2)
    assert not settles(scenario, 2, 2)
    assert not settles(scenario, 1, 9)


def test_an_authority_ends_with_the_party_it_was_given_by() -> None:
    scenario = registered().after(appoint(powers=(Power.SETTLE,)), on=ON)
    heir = SucceedParty(
        party=1, successor=worker(3), kind=SuccessionKind.DEATH, evidence=sealed("evidence")
    )
    scenario.when(heir, ON)
    assert not settles(scenario, 1, 1)
    assert not settles(scenario, 3, 1)


@pytest.mark.parametrize(
    ("party", "representative", "on", "code"),
    [
        (9, None, TODAY, "unknown_party"),
        (3, 1, TODAY, "represents_another"),
        (1, 9, TODAY, "unknown_representative"),
        (1, 1, date(2026, 3, 1), "authority_ended"),
        (1, 1, TODAY, "authority_too_narrow"),
    ],
)
def test_a_refusal_says_what_the_authority_lacks(
    party: int, representative: int | None, on: date, code: str
) -> None:
    scenario = registered(parties=WORKERS, worker_count=2).after(appoint(), on=ON)
    given = given_on(on, "sign_agreement")
    with pytest.raises(Refusal) as caught:
        require_authority(scenario.dispute, party, representative, Power.SETTLE, given)
    assert caught.value.code == code


def test_nobody_acts_for_an_employer_that_was_struck_off() -> None:
    office = appoint(2, K.LEGAL_REPRESENTATIVE)
    struck_off = RecordCancellation(party=2, evidence="注销登记信息", answerable=(employer(3),))
    scenario = registered().after(office, struck_off, on=ON)
    given = given_on(TODAY, "sign_agreement")
    for representative in (None, 1):
        assert not settles(scenario, 2, representative)
        with pytest.raises(Refusal) as caught:
            require_authority(scenario.dispute, 2, representative, Power.SETTLE, given)
        assert caught.value.code == "party_is_struck_off"
        assert rule_of(caught.value) == "PARTY.CANCELLED"
    assert settles(scenario, 3, None)


def test_whoever_has_authority_is_let_through() -> None:
    scenario = registered().after(appoint(powers=(Power.SETTLE,)), on=ON)
    given = given_on(TODAY, "sign_agreement")
    for representative in (None, 1):
        require_authority(scenario.dispute, 1, representative, Power.SETTLE, given)


def test_every_power_has_its_name() -> None:
    assert set(POWER_NAMES) == set(Power)
