"""Mediation: mediators, sessions, confidence, failure."""

from datetime import date
from uuid import uuid5

import msgspec

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.mediation import (
    AssignMediator,
    HoldSession,
    NoteInConfidence,
    RecordFailure,
)
from services.workflow.domain.dispute.parts import Disposition, FailureCode, FailureReason
from services.workflow.domain.mediator import Mediator
from services.workflow.domain.mediator import Term as ServiceTerm
from services.workflow.domain.privileged import ConfidentialNoteTaken, privileged_id
from tests.support.builders import (
    CENTRE,
    CERTIFIED,
    COURT,
    MEDIATOR,
    ON,
    accepted,
    assign,
    in_mediation,
    sealed,
)
from tests.support.given_when_then import DISPUTE, only


def test_a_certified_mediator_of_the_organisation_takes_the_dispute() -> None:
    scenario = accepted()
    event = only(scenario.when(assign(), ON, mediator=CERTIFIED), e.MediatorAssigned)
    assert event.certificate_no == "浙调0001"
    assert scenario.stands(State.IN_MEDIATION)
    assert scenario.dispute.mediator == MEDIATOR


def test_a_certificate_that_ended_yesterday_is_none() -> None:
    ended = msgspec.structs.replace(CERTIFIED.certificates[0], valid_until=date(2026, 3, 1))
    expired = msgspec.structs.replace(CERTIFIED, certificates=(ended,))
    refusal = accepted().refuses(assign(), "certificate_not_valid", ON, mediator=expired)
    assert refusal.rule is not None
    assert refusal.rule.id == "MEDIATOR.CERTIFIED"


def test_a_certificate_holds_on_its_last_day() -> None:
    last = msgspec.structs.replace(CERTIFIED.certificates[0], valid_until=ON)
    accepted().when(assign(), ON, mediator=msgspec.structs.replace(CERTIFIED, certificates=(last,)))


def test_nobody_is_not_a_mediator() -> None:
    accepted().refuses(AssignMediator(), "certificate_not_valid", ON)


def test_a_mediator_of_another_organisation_is_refused() -> None:
    elsewhere = msgspec.structs.replace(CERTIFIED, terms=(ServiceTerm(COURT, date(2024, 1, 1)),))
    accepted().refuses(assign(), "not_of_this_organisation", ON, mediator=elsewhere)


def test_a_mediators_term_with_the_organisation_has_an_end() -> None:
    term = ServiceTerm(CENTRE, date(2024, 1, 1), date(2026, 3, 1))
    left: Mediator = msgspec.structs.replace(CERTIFIED, terms=(term,))
    accepted().refuses(assign(), "not_of_this_organisation", ON, mediator=left)


def test_the_dispute_can_be_given_to_another_mediator() -> None:
    scenario = in_mediation()
    scenario.when(assign(), ON, mediator=CERTIFIED)
    assert scenario.stands(State.IN_MEDIATION)


def test_a_session_records_who_came() -> None:
    scenario = in_mediation()
    session = HoldSession(place="梨洲街道调解室", present=(2, 1, 1))
    assert only(scenario.when(session, ON), e.SessionHeld).present == (1, 2)
    assert scenario.stands(State.IN_MEDIATION)


def test_a_session_needs_somebody_of_the_dispute() -> None:
    in_mediation().refuses(HoldSession(place="调解室", present=()), "nobody_present", ON)
    in_mediation().refuses(HoldSession(place="调解室", present=(9,)), "unknown_party", ON)


def test_a_confidential_note_goes_to_the_privileged_stream_alone() -> None:
    scenario = in_mediation()
    before = scenario.dispute
    events = scenario.when(NoteInConfidence(note=sealed("note")), ON)
    assert isinstance(only(events, ConfidentialNoteTaken).note.box, str)
    assert scenario.dispute == before
    assert privileged_id(DISPUTE) == uuid5(DISPUTE, "privileged")


def test_a_failure_needs_a_coded_reason_of_a_party_there_is() -> None:
    in_mediation().refuses(RecordFailure(reasons=()), "failure_needs_reason", ON)
    stranger = RecordFailure(reasons=(FailureReason(code=FailureCode.NO_SHOW, party=7),))
    in_mediation().refuses(stranger, "unknown_party", ON)


def test_a_failure_ends_the_mediation() -> None:
    scenario = in_mediation()
    reasons = (
        FailureReason(code=FailureCode.GAP_TOO_WIDE),
        FailureReason(code=FailureCode.REFUSES_TO_CONTINUE, party=2),
    )
    event = only(scenario.when(RecordFailure(reasons=reasons), ON), e.MediationFailed)
    assert event.reasons == reasons
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.claims[0].disposition is Disposition.FAILED
