"""A dispute that was split off has the clocks of its origin: what ran runs on, what was met stays so."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.parts import Claim, ClaimKind, Mandate, SuspensionCause
from services.workflow.domain.dispute.stages.intake.intake import RequestCorrection
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ExtendMediation,
    ReportReceiptPeriodLapsed,
    RestartMediation,
    ResumeMediation,
    SuspendMediation,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.money import Fen
from tests.support.builders import CLAIMS, ON, accept, in_mediation, registered
from tests.support.deadlines import all_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import BY_COURT, DELEGATION, FAILURE
from tests.support.party_builders import NEW_DISPUTE, SPLITTING, split

TWO: dict[str, Any] = {
    "claims": (*CLAIMS, Claim(no=2, kind=ClaimKind.DAMAGES, amount=Fen(300))),
}
LATE = date(2026, 3, 20)
AGAIN = RestartMediation(consented_by=(1, 2))
EXTENDED = ExtendMediation(until=date(2026, 4, 30), consented_by=(1, 2))
APPRAISAL = SuspendMediation(cause=SuspensionCause.AWAITS_APPRAISAL)


def split_off(scenario: Scenario) -> Dispute:
    """The linked dispute that the second claim goes on in."""
    _, first = scenario.when(split(2), LATE, **SPLITTING)
    return fold([first], NEW_DISPUTE)


def dates(found: dict[str, Deadline]) -> dict[str, tuple[date | None, Status]]:
    """What runs on claims by themselves is not of interest here."""
    return {key: (one.due_on, one.status) for key, one in found.items() if "claims/" not in key}


@pytest.mark.parametrize(
    "scenario",
    [
        registered(**TWO).after(RequestCorrection(items="身份证", due_on=date(2026, 3, 25))),
        in_mediation(**TWO).after(EXTENDED),
        in_mediation(**TWO).after(FAILURE, AGAIN),
        in_mediation(**TWO).after(ReportReceiptPeriodLapsed(), on=date(2026, 3, 19)),
        in_mediation(**TWO).after(APPRAISAL),
        in_mediation(**TWO).after(APPRAISAL, ResumeMediation()),
        registered(mandate=Mandate.COURT_DELEGATED, **TWO).after(accept()),
        in_mediation(**TWO).after(FAILURE, (DELEGATION, BY_COURT)),
    ],
)
def test_it_has_the_clocks_of_its_origin(scenario: Scenario) -> None:
    before = dates(all_of(scenario.dispute, LATE))
    assert dates(all_of(split_off(scenario), LATE)) == before


def test_it_keeps_the_day_of_the_check_and_of_what_was_asked() -> None:
    asked = registered(**TWO).after(RequestCorrection(items="身份证", due_on=date(2026, 3, 25)))
    assert split_off(asked).correction_asked_on == TODAY
    anew = in_mediation(**TWO).after(FAILURE, AGAIN)
    assert split_off(anew).checked_on == ON
    lapsed = in_mediation(**TWO).after(ReportReceiptPeriodLapsed(), on=date(2026, 3, 19))
    assert split_off(lapsed).period.receipt_lapsed_on == date(2026, 3, 19)
    waited = in_mediation(**TWO).after(APPRAISAL, ResumeMediation())
    assert split_off(waited).period.appraisals == ((TODAY, TODAY),)
