"""What the record shows of award, windows, suits and enforcement."""

from datetime import UTC, date, datetime

from services.workflow.domain.dispute.guards.windows import WindowState
from services.workflow.domain.dispute.parts import Instrument, SuitGround
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportArbitralStatementServed,
    ReportAwardServed,
)
from services.workflow.domain.dispute.stages.arbitration.hearings import ReportHearingListed
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from services.workflow.http.record.tribunal import TribunalRecord, tribunal_of
from tests.support.builders import registered
from tests.support.given_when_then import TODAY, Scenario, given_on
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    AWARD_NUMBER,
    INTERMEDIATE,
    TO_INTERMEDIATE,
    award_received,
    awarded,
    in_arbitration,
    in_enforcement,
    in_litigation,
    item,
)

LISTED = ReportHearingListed(starts_at=datetime(2026, 3, 20, 1, tzinfo=UTC))


def shown(scenario: Scenario, on: date = TODAY) -> TribunalRecord:
    return tribunal_of(scenario.dispute, given_on(on))


def test_a_dispute_in_mediation_has_nothing_of_it() -> None:
    nothing = TribunalRecord(arbitration=None, suits=(), title=None, enforcement=None)
    assert shown(registered()) == nothing


def test_every_party_is_shown_its_own_windows() -> None:
    case = shown(awarded().after(ReportAwardServed(party=1)), AFTER_WINDOWS).arbitration
    assert case is not None
    assert case.award is not None
    assert case.award.stands
    worker, employer = case.award.service
    assert [window.state for window in worker.windows] == [WindowState.CLOSED]
    assert employer.received_on is None
    assert [window.state for window in employer.windows] == [WindowState.NOT_SERVED]


def test_hearings_and_signatures_are_shown() -> None:
    signed = ReportArbitralStatementServed(number="8号调解书", party=2)
    case = shown(in_arbitration().after(LISTED, signed)).arbitration
    assert case is not None
    assert [(one.no, one.is_held) for one in case.hearings] == [(1, False)]
    assert (case.statement_number, case.statement_served_on) == ("8号调解书", (2,))


def test_suits_settings_aside_and_enforcement_are_shown() -> None:
    (sued,) = shown(in_litigation()).suits
    assert (sued.no, sued.ground, sued.is_ended) == (1, SuitGround.NOT_ACCEPTED, False)
    asked = award_received(item(is_final=True)).after(
        (ReportSetAsideFiled(court=INTERMEDIATE, by=2), TO_INTERMEDIATE)
    )
    case = shown(asked).arbitration
    assert case is not None
    assert case.setting_aside is not None
    assert case.setting_aside.is_granted is None
    enforced = shown(in_enforcement())
    assert enforced.enforcement is not None
    assert enforced.title is not None
    assert (enforced.title.instrument, enforced.title.number) == (Instrument.AWARD, AWARD_NUMBER)
