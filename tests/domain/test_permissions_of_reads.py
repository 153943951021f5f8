"""Reads are rows of the same table as moves: who may read what, and nothing open by default."""

from uuid import UUID

import pytest

from services.workflow.domain.dispute.grants import PERMISSIONS, READS, TABLE, WHY, Relation
from services.workflow.domain.dispute.grants.partners import (
    EXCHANGES,
    NO_SYSTEM,
    OWN_SYSTEM,
    SYSTEMS,
)
from services.workflow.domain.dispute.permissions import granted, may
from services.workflow.domain.given import Actor, Role
from tests.support.builders import CENTRE, COMMISSION, COURT, MEDIATOR
from tests.support.given_when_then import TODAY
from tests.support.handover_builders import STUDIO, offered, transferred

STRANGER = UUID("99999999-9999-5999-8999-999999999999")
OFFERED, TRANSFERRED = offered().dispute, transferred().dispute


def actor(role: Role, body: UUID | None = None, **more: object) -> Actor:
    return Actor(account=role.value, role=role, organisation=body, **more)  # type: ignore[arg-type]


def test_no_row_has_two_meanings() -> None:
    chapters = (PERMISSIONS, READS, EXCHANGES)
    assert sum(len(chapter) for chapter in chapters) == len({n for c in chapters for n in c})
    assert set(OWN_SYSTEM) < set(EXCHANGES)
    assert set(NO_SYSTEM) < set(TABLE) - OWN_SYSTEM
    assert set(SYSTEMS) < set(EXCHANGES) - OWN_SYSTEM - NO_SYSTEM
    assert {Relation.NONE} == {r for of in TABLE.values() for r in of.values()} - set(WHY)


def test_a_partners_system_may_what_is_its_own_and_else_what_its_role_may() -> None:
    clerk, court = Role.CLERK, Role.COURT_LIAISON
    assert granted("read_feed", court, is_system=True) is Relation.OWN_PARTNER
    assert granted("read_feed", court) is None
    assert granted("settle_contradiction", clerk, is_system=True) is None
    assert granted("settle_contradiction", clerk) is Relation.INVOLVED
    assert granted("start_import", court, is_system=True) is Relation.OWN_BODY
    assert granted("start_import", court) is None
    assert granted("read_record", court, is_system=True) is Relation.INVOLVED


@pytest.mark.parametrize("row", READS)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_a_stranger_from_elsewhere_reads_nothing_of_a_dispute(row: str, role: Role) -> None:
    who = actor(role, STRANGER, region="110101", mediator=STRANGER)
    is_of_no_dispute = READS[row].get(role) is Relation.NONE

    assert may(row, who, OFFERED, today=TODAY) is is_of_no_dispute


def test_the_privileged_record_is_for_its_mediator_alone() -> None:
    assert may("read_notes", actor(Role.MEDIATOR, CENTRE, mediator=MEDIATOR), OFFERED)
    assert not may("read_notes", actor(Role.MEDIATOR, CENTRE, mediator=STRANGER), OFFERED)
    for role in set(Role) - {Role.MEDIATOR, Role.SYSTEM}:
        assert not may("read_notes", actor(role, CENTRE, region="330281"), OFFERED)


def test_a_package_is_for_the_two_bodies_of_an_offer() -> None:
    for body in (CENTRE, COMMISSION):
        assert may("read_package", actor(Role.ARBITRATION_CLERK, body), OFFERED)
    assert not may("read_package", actor(Role.COURT_LIAISON, COURT), OFFERED)
    assert not may("read_package", actor(Role.SUPERVISOR, CENTRE, region="330281"), OFFERED)
    for body in (CENTRE, STUDIO):
        assert may("read_package", actor(Role.CLERK, body), TRANSFERRED)


def test_who_read_a_dispute_is_told_to_the_offices_of_who_has_it_and_to_its_supervisor() -> None:
    assert may("read_reads", actor(Role.CLERK, STUDIO), TRANSFERRED)
    assert may("read_reads", actor(Role.SUPERVISOR, region="3302"), TRANSFERRED)
    assert not may("read_reads", actor(Role.CLERK, CENTRE), TRANSFERRED)
    assert not may("read_reads", actor(Role.MEDIATOR, STUDIO), TRANSFERRED)
