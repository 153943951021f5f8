"""Who reports what of commissions and courts."""

from uuid import UUID

import pytest

from services.workflow.domain.dispute.permissions import involved, require_permitted
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardWindowsClosed
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.given import Actor, Role
from tests.support.builders import CENTRE, COMMISSION, COURT, effective
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    INTERMEDIATE,
    TO_INTERMEDIATE,
    at_commission,
    award_received,
    in_enforcement,
    in_litigation,
    item,
    suit_open,
)

REGION = "330281"
FILED = at_commission().dispute
AWARDED = award_received(item(is_final=True)).dispute
SUABLE = suit_open().dispute
SUED = in_litigation().dispute
ENFORCED = in_enforcement().dispute
ENFORCEABLE = award_received().after(ReportAwardWindowsClosed(), on=AFTER_WINDOWS).dispute
AGREED = effective().dispute
ASKED = (
    award_received(item(is_final=True))
    .after((ReportSetAsideFiled(court=INTERMEDIATE, by=2), TO_INTERMEDIATE))
    .dispute
)


def may(move: str, role: Role, own: UUID, dispute: Dispute, *, body: UUID | None = None) -> bool:
    actor = Actor(account=role.value, role=role, organisation=own, region=REGION)
    try:
        require_permitted(move, actor, dispute, body=body)
    except NotPermitted:
        return False
    return True


@pytest.mark.parametrize(
    ("move", "dispute"),
    [
        ("arbitration_accepted", FILED),
        ("arbitration_acceptance_lapsed", FILED),
        ("award_windows_closed", AWARDED),
        ("arbitration_withdrawn", FILED),
    ],
)
def test_the_commission_that_has_the_case_reports_on_it(move: str, dispute: Dispute) -> None:
    assert may(move, Role.ARBITRATION_CLERK, COMMISSION, dispute)
    assert not may(move, Role.ARBITRATION_CLERK, CENTRE, dispute)
    assert not may(move, Role.COURT_LIAISON, COMMISSION, dispute)


@pytest.mark.parametrize(
    ("move", "dispute"),
    [
        ("litigation_filed", SUABLE),
        ("litigation_filed", ENFORCEABLE),
        ("set_aside_filed", AWARDED),
        ("enforcement_applied", AWARDED),
    ],
)
def test_a_court_of_the_region_reports_what_was_brought_before_itself(
    move: str, dispute: Dispute
) -> None:
    assert may(move, Role.COURT_LIAISON, COURT, dispute, body=COURT)
    assert not may(move, Role.COURT_LIAISON, COURT, dispute, body=INTERMEDIATE)
    assert may(move, Role.ARBITRATION_CLERK, COMMISSION, dispute, body=COURT)


def test_the_organisations_clerk_records_what_a_party_showed() -> None:
    assert may("arbitration_filed", Role.CLERK, CENTRE, AGREED, body=COMMISSION)
    assert may("litigation_filed", Role.CLERK, CENTRE, AGREED, body=COURT)
    assert not may("litigation_filed", Role.MEDIATOR, CENTRE, AGREED, body=COURT)


def test_the_court_of_the_suit_and_the_enforcing_court_report_on_theirs() -> None:
    assert may("judgment_given", Role.COURT_LIAISON, COURT, SUED)
    assert not may("judgment_given", Role.COURT_LIAISON, INTERMEDIATE, SUED)
    assert may("enforcement_concluded", Role.COURT_LIAISON, COURT, ENFORCED)


def test_only_the_court_that_was_asked_rules_on_setting_aside() -> None:
    assert may("set_aside_granted", Role.COURT_LIAISON, INTERMEDIATE, ASKED)
    assert not may("set_aside_granted", Role.COURT_LIAISON, COURT, ASKED)
    assert not may("set_aside_granted", Role.COURT_LIAISON, INTERMEDIATE, AWARDED)
    assert str(INTERMEDIATE) in involved(ASKED)
