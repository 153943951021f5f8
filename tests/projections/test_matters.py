"""Disputes that are one matter count once, by all claims that are its own."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.projections.definitions.area_resolution import area_resolution
from services.projections.definitions.known import Known, Question
from services.projections.definitions.matter import Standing, matters, standing_of
from services.projections.definitions.mediation_success import mediation_success
from services.projections.views.facts import Act, ClaimFact, Deed, Facts
from services.workflow.domain.dispute.parts import Disposition, Mandate
from services.workflow.domain.organisation import Organisation, OrganisationKind, Tier

D = Disposition
CENTRE, DISTRICT = uuid4(), uuid4()
ON = date(2019, 3, 5)
QUESTION = Question(region="650105", from_on=date(2019, 1, 1), to_on=date(2019, 12, 31))
TIERS = {CENTRE: Tier.TOWNSHIP, DISTRICT: Tier.DISTRICT}
BODIES = {
    stream: Organisation(
        id=stream,
        code=f"{tier}",
        name=f"{tier}",
        short_name=f"{tier}",
        kind=OrganisationKind.MEDIATION_CENTRE,
        tier=tier,
        region="650105",
    )
    for stream, tier in TIERS.items()
}


def deed(act: Act, on: date = ON, position: int = 1) -> Deed:
    return Deed(act=act, on=on, position=position, rule_pack="CN")


def facts(dispute: UUID, *claims: Disposition, position: int = 1, **changes: Any) -> Facts:
    values: dict[str, Any] = {
        "dispute": dispute,
        "entry": deed(Act.REGISTERED, position=position),
        "region": "650105013",
        "organisation": CENTRE,
        "mandate": Mandate.SELF,
        "worker_count": 1,
        "is_sample": False,
        "claims": tuple(ClaimFact(no, claim) for no, claim in enumerate(claims, start=1)),
        "position": position,
    }
    return Facts(**(values | changes))


def resolved(dispute: UUID, *claims: Disposition, **changes: Any) -> Facts:
    on = changes.pop("on", date(2019, 3, 20))
    settled: dict[str, Any] = {
        "resolution": deed(Act.AGREEMENT, on, 5),
        "resolved_by": CENTRE,
    }
    return facts(dispute, *(claims or (D.SETTLED,)), **(settled | changes))


LEADER, PART, DUPLICATE, SECOND = uuid4(), uuid4(), uuid4(), uuid4()
ENDED: dict[str, Any] = {"ending": deed(Act.FAILED, date(2019, 3, 25), 7)}
TAKEN: dict[str, Any] = {"taken": deed(Act.ARBITRATED, date(2019, 4, 25), 8)}


def of(leader: UUID = LEADER, position: int = 2) -> dict[str, Any]:
    """A part of the leader."""
    return {"leader": leader, "is_part": True, "position": position}


def known(*found: Facts) -> Known:
    return Known(
        facts={one.dispute: one for one in found}, bodies=BODIES, position=9, known_at=None
    )


def stands(*found: Facts) -> Standing:
    (matter,) = matters({one.dispute: one for one in found})
    return standing_of(matter, TIERS)[0]


WITH_PART = (D.SETTLED, D.SPLIT_OFF)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (resolved(PART, **of()), Standing.RESOLVED),
        (resolved(PART, resolved_by=DISTRICT, **of()), Standing.RESOLVED_ABOVE),
        (facts(PART, D.OPEN, **of()), Standing.PARTLY),
        (facts(PART, D.FAILED, **of(), **ENDED), Standing.PARTLY),
        (facts(PART, D.ARBITRATED, **of(), **TAKEN), Standing.PARTLY),
        (
            facts(PART, D.WITHDRAWN, **of(), ending=deed(Act.WITHDRAWN)),
            Standing.RESOLVED,
        ),
    ],
)
def test_a_matter_is_resolved_when_one_claim_is_settled_and_none_is_left(
    part: Facts, expected: Standing
) -> None:
    assert stands(resolved(LEADER, *WITH_PART), part) is expected


def test_a_part_that_is_only_partly_settled_leaves_the_matter_partly_resolved() -> None:
    part = resolved(PART, D.SETTLED, D.FAILED, **of())
    assert stands(resolved(LEADER, *WITH_PART), part) is Standing.PARTLY


@pytest.mark.parametrize(
    ("leader", "part", "expected"),
    [
        (facts(LEADER, D.FAILED, **ENDED), facts(PART, D.OPEN, **of()), Standing.FAILED),
        (facts(LEADER, D.OPEN), facts(PART, D.OPEN, **of()), Standing.OPEN),
        (
            facts(LEADER, D.FAILED, **ENDED),
            facts(PART, D.ARBITRATED, **of(), **TAKEN),
            Standing.ARBITRATED,
        ),
    ],
)
def test_where_nothing_is_settled_the_part_that_went_furthest_says_where_it_stands(
    leader: Facts, part: Facts, expected: Standing
) -> None:
    assert stands(leader, part) is expected


def test_the_claims_of_a_duplicate_are_those_of_its_leader() -> None:
    duplicate = facts(DUPLICATE, D.OPEN, leader=LEADER, position=3)
    assert stands(resolved(LEADER), duplicate) is Standing.RESOLVED


def test_a_part_of_a_duplicate_is_a_duplicate_too_and_a_part_of_a_part_is_none() -> None:
    duplicate = facts(DUPLICATE, D.OPEN, leader=LEADER, position=3)
    its_part = facts(SECOND, D.OPEN, **of(DUPLICATE, 4))
    assert stands(resolved(LEADER), duplicate, its_part) is Standing.RESOLVED
    split_again = facts(SECOND, D.OPEN, **of(PART, 4))
    assert stands(resolved(LEADER), resolved(PART, **of()), split_again) is Standing.PARTLY


def test_a_matter_with_parts_is_one_in_the_numerator_and_one_in_the_denominator() -> None:
    share, _ = area_resolution(known(resolved(LEADER), resolved(PART, **of())), QUESTION)
    assert (share.numerator.count, share.denominator.count) == (1, 1)
    assert set(share.numerator.items[0].disputes) == {LEADER, PART}


def test_an_agreement_on_entrustment_counts_at_the_level_of_the_body_that_gave_it() -> None:
    for mandate in (Mandate.COURT_ENTRUSTED, Mandate.ARBITRATION_ENTRUSTED):
        assert stands(resolved(LEADER, resolved_under=mandate)) is Standing.RESOLVED_ABOVE
    # 委派 ends with the organisation, which settles it itself.
    delegated = resolved(LEADER, resolved_under=Mandate.COURT_DELEGATED)
    assert stands(delegated) is Standing.RESOLVED


def test_what_a_commission_or_a_court_settles_is_not_resolved_at_the_grassroots() -> None:
    assert stands(facts(LEADER, D.ARBITRATED, **TAKEN)) is Standing.ARBITRATED


def test_a_dispute_transferred_since_counts_for_who_resolved_it_and_where_the_work_is() -> None:
    transferred = resolved(LEADER, organisation=DISTRICT, resolved_by=CENTRE)
    assert stands(transferred) is Standing.RESOLVED


def success(*found: Facts) -> tuple[int, int]:
    share, _ = mediation_success(known(*found), QUESTION)
    return share.numerator.count, share.denominator.count


def test_a_mediation_is_a_success_only_where_no_part_of_it_failed() -> None:
    failed = facts(PART, D.FAILED, **of(), **ENDED)
    assert success(resolved(LEADER, *WITH_PART), failed) == (0, 1)
    assert success(resolved(LEADER, *WITH_PART), resolved(PART, **of())) == (1, 1)


def test_a_mediation_is_not_finished_while_a_part_of_it_goes_on() -> None:
    assert success(resolved(LEADER, *WITH_PART), facts(PART, D.OPEN, **of())) == (0, 0)


def test_a_mediation_is_finished_with_its_last_part() -> None:
    late = resolved(PART, on=date(2020, 1, 5), **of())
    assert success(resolved(LEADER, *WITH_PART), late) == (0, 0)
