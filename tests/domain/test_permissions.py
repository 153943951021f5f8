"""Who may: one table, nothing open by default, the list scope and the decision agree."""

from uuid import UUID

import msgspec
import pytest

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.grants import PERMISSIONS, Relation
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.parts import ConfirmationBar, ConfirmationFault
from services.workflow.domain.dispute.permissions import (
    Scope,
    involved,
    may_be_told,
    may_read,
    reading_scope,
    require_permitted,
)
from services.workflow.domain.dispute.stages.handover.referral import OfferReferral
from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ReportConfirmationDocketed,
    ReportConfirmationNotAccepted,
    ReportConfirmationRefused,
    ReportConfirmationWithdrawn,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotPermitted
from services.workflow.domain.given import Actor, Role
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    MEDIATOR,
    ON,
    confirmation_pending,
    effective,
    in_mediation,
)

STRANGER = UUID("99999999-9999-5999-8999-999999999999")
MEDIATED = in_mediation().dispute
OFFERED = (
    in_mediation()
    .after(
        (
            OfferReferral(to=COMMISSION, reason="调解不成", applicant=1),
            {"organisation": COMMISSION_BODY},
        ),
        on=ON,
    )
    .dispute
)
AT_COURT = confirmation_pending().dispute


def actor(role: Role, body: UUID | None = None, region: str | None = None) -> Actor:
    mediator = MEDIATOR if role is Role.MEDIATOR else None
    return Actor(account=role.value, role=role, organisation=body, region=region, mediator=mediator)


def allowed(move: str, who: Actor, dispute: Dispute, **named: object) -> bool:
    try:
        require_permitted(move, who, dispute, **named)  # type: ignore[arg-type]
    except NotPermitted:
        return False
    return True


@pytest.mark.parametrize("move", MOVE)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_a_caller_without_a_part_in_the_dispute_may_do_nothing(move: str, role: Role) -> None:
    who = Actor(account="stranger", role=role, organisation=STRANGER, region="110101")
    for dispute in (MEDIATED, OFFERED, AT_COURT):
        assert not allowed(move, who, dispute)
        assert not may_read(who, dispute)


@pytest.mark.parametrize("move", MOVE)
def test_a_caller_without_body_and_region_may_do_nothing(move: str) -> None:
    for role in PERMISSIONS[move]:
        nobody = Actor(account="nobody", role=role)
        assert not allowed(move, nobody, MEDIATED)
        assert not may_read(nobody, MEDIATED)


def test_the_custodians_clerk_works_on_the_dispute() -> None:
    assert allowed("assign_mediator", actor(Role.CLERK, CENTRE), MEDIATED)
    assert not allowed("confirmation_granted", actor(Role.CLERK, CENTRE), AT_COURT)


def test_confidence_is_for_the_assigned_mediator() -> None:
    assert allowed("note_in_confidence", actor(Role.MEDIATOR, CENTRE), MEDIATED)
    other = Actor(account="other", role=Role.MEDIATOR, organisation=CENTRE, mediator=STRANGER)
    assert not allowed("note_in_confidence", other, MEDIATED)
    assert not allowed("note_in_confidence", actor(Role.CLERK, CENTRE), MEDIATED)
    unassigned = Actor(account="unassigned", role=Role.MEDIATOR, organisation=CENTRE)
    assert not allowed("note_in_confidence", unassigned, Dispute(custodian=CENTRE))


def test_the_body_that_is_offered_the_dispute_answers_the_offer_and_reads() -> None:
    commission = actor(Role.ARBITRATION_CLERK, COMMISSION)
    assert allowed("referral_accepted", commission, OFFERED)
    assert may_read(commission, OFFERED)
    assert not allowed("referral_accepted", commission, MEDIATED)
    assert not may_read(commission, MEDIATED)
    assert may_be_told(commission, OFFERED, MEDIATED)
    assert not may_be_told(actor(Role.ARBITRATION_CLERK, STRANGER), OFFERED, MEDIATED)


@pytest.mark.parametrize(
    "end",
    [
        ReportConfirmationNotAccepted(ground=ConfirmationBar.OTHER_PROCEDURE),
        ReportConfirmationWithdrawn(by=(1,)),
        ReportConfirmationRefused(ground=ConfirmationFault.UNCLEAR, number="1"),
    ],
)
def test_the_court_whose_application_ended_stays_involved(end: Command) -> None:
    scenario = confirmation_pending()
    if isinstance(end, ReportConfirmationRefused):
        scenario = scenario.after(ReportConfirmationDocketed(number="1"))
    ended = scenario.after(end).dispute
    assert ended.reinforcement is None
    assert may_read(actor(Role.COURT_LIAISON, COURT), ended)


def test_the_seised_court_reports_on_its_application() -> None:
    assert allowed("confirmation_granted", actor(Role.COURT_LIAISON, COURT), AT_COURT)
    assert not allowed("confirmation_granted", actor(Role.COURT_LIAISON, STRANGER), AT_COURT)


def test_registration_is_for_ones_own_body_and_region() -> None:
    new = Dispute()
    assert allowed("register_dispute", actor(Role.CLERK, CENTRE), new, body=CENTRE)
    assert not allowed("register_dispute", actor(Role.CLERK, CENTRE), new, body=STRANGER)
    bureau = actor(Role.PARTNER_BUREAU, STRANGER, "330281")
    assert allowed("register_dispute", bureau, new, body=CENTRE, region="330281001")
    assert not allowed("register_dispute", bureau, new, body=CENTRE, region="330282001")


def test_a_supervisor_reads_and_merges_in_its_region() -> None:
    supervisor = actor(Role.SUPERVISOR, region="330281")
    assert may_read(supervisor, MEDIATED)
    assert allowed("merge_matter", supervisor, MEDIATED)
    assert not may_read(actor(Role.SUPERVISOR, region="330282"), MEDIATED)


def test_our_own_system_is_not_held_up() -> None:
    system = actor(Role.SYSTEM)
    assert all(allowed(move, system, MEDIATED) for move in MOVE)
    assert may_read(system, MEDIATED)
    assert reading_scope(system) == Scope(relation=Relation.NONE)


def test_a_commission_reports_a_filing_of_its_own_region_only() -> None:
    here = actor(Role.ARBITRATION_CLERK, COMMISSION, "330281")
    assert allowed("arbitration_filed", here, MEDIATED, body=COMMISSION)
    assert not allowed("arbitration_filed", here, MEDIATED, body=STRANGER)
    elsewhere = actor(Role.ARBITRATION_CLERK, COMMISSION, "110101")
    assert not allowed("arbitration_filed", elsewhere, MEDIATED, body=COMMISSION)


def test_a_refused_caller_is_told_why() -> None:
    with pytest.raises(NotPermitted, match="your body does not have the dispute") as caught:
        require_permitted("hold_session", actor(Role.CLERK, STRANGER), MEDIATED)
    assert "争议不在本机构办理" in caught.value.zh


def test_lists_are_scoped_as_single_reads_are_decided() -> None:
    assert reading_scope(actor(Role.CLERK, CENTRE)) == Scope(
        relation=Relation.INVOLVED, value=str(CENTRE)
    )
    assert reading_scope(actor(Role.SUPERVISOR, region="3302")) == Scope(
        relation=Relation.OWN_REGION, value="3302"
    )
    assert reading_scope(actor(Role.CLERK)) is None
    assert involved(AT_COURT) == {str(CENTRE), str(COURT)}


@pytest.mark.parametrize(
    ("body", "region", "named", "is_open"),
    [
        (COURT, "650105", COURT, True),
        (COURT, "330281", COURT, False),
        (COURT, "650105", None, False),
        (STRANGER, "650105", COURT, False),
        (STRANGER, "650105", STRANGER, True),
    ],
)
def test_a_court_annuls_an_agreement_of_its_region_in_its_own_name(
    body: UUID, region: str, named: UUID | None, *, is_open: bool
) -> None:
    dispute = msgspec.structs.replace(effective().dispute, region="650105013")
    who = actor(Role.COURT_LIAISON, body, region)
    assert allowed("annul_agreement", who, dispute, body=named) is is_open


def test_while_an_application_is_before_a_court_that_court_alone_annuls_the_agreement() -> None:
    region = AT_COURT.region[:6]
    for body, is_open in ((COURT, True), (STRANGER, False)):
        who = actor(Role.COURT_LIAISON, body, region)
        assert allowed("annul_agreement", who, AT_COURT, body=body) is is_open
