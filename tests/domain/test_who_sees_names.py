"""Names are for those who work on a dispute; documents and telephone numbers for who has it."""

from uuid import UUID

import pytest

from services.workflow.domain.dispute.permissions import may_see_contacts, may_see_names
from services.workflow.domain.given import Actor, Role
from tests.support.builders import CENTRE, COMMISSION, registered

DISPUTE = registered().dispute


def actor(role: Role, organisation: UUID | None = None) -> Actor:
    return Actor(account="someone", role=role, organisation=organisation, region="330281")


@pytest.mark.parametrize("role", [Role.CLERK, Role.MEDIATOR])
def test_the_body_that_has_the_dispute_sees_names_and_contacts(role: Role) -> None:
    assert may_see_names(actor(role, CENTRE), DISPUTE)
    assert may_see_contacts(actor(role, CENTRE), DISPUTE)


def test_a_supervisor_reads_the_record_without_names() -> None:
    assert not may_see_names(actor(Role.SUPERVISOR, CENTRE), DISPUTE)
    assert not may_see_contacts(actor(Role.SUPERVISOR, CENTRE), DISPUTE)


@pytest.mark.parametrize("organisation", [None, COMMISSION])
def test_a_body_without_part_in_the_dispute_sees_neither(organisation: UUID | None) -> None:
    assert not may_see_names(actor(Role.CLERK, organisation), DISPUTE)
    assert not may_see_contacts(actor(Role.CLERK, organisation), DISPUTE)
