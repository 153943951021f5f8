"""Disputes before commissions and courts, as far as a test needs them; days in March 2026."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    AwardItem,
    Instrument,
    SuitGround,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAccepted,
    ReportArbitrationFiled,
    ReportArbitrationNotAccepted,
)
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportAwardIssued,
    ReportAwardServed,
)
from services.workflow.domain.dispute.stages.court.enforcement import ReportEnforcementApplied
from services.workflow.domain.dispute.stages.court.litigation import ReportLitigationFiled
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.money import Fen
from tests.support.builders import (
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    body,
    direct_filing,
)
from tests.support.given_when_then import Scenario

OTHER_COMMISSION = UUID("33333333-3333-5333-8333-333333333334")
OTHER_COMMISSION_BODY = body(
    OrganisationKind.ARBITRATION_COMMISSION, OTHER_COMMISSION, "宁波市仲裁委员会"
)
INTERMEDIATE = UUID("44444444-4444-5444-8444-444444444445")
INTERMEDIATE_BODY = msgspec.structs.replace(
    body(OrganisationKind.COURT, INTERMEDIATE, "宁波市中级人民法院"),
    tier=Tier.CITY,
    region="330200",
)
TO_COMMISSION: dict[str, Any] = {"organisation": COMMISSION_BODY}
TO_COURT: dict[str, Any] = {"organisation": COURT_BODY}
TO_INTERMEDIATE: dict[str, Any] = {"organisation": INTERMEDIATE_BODY}
FILED = ReportArbitrationFiled(commission=COMMISSION, by_party=1)
ACCEPTED = ReportArbitrationAccepted(number="甬余姚劳人仲案〔2026〕8号")
NOT_ACCEPTED = ReportArbitrationNotAccepted(ground=ArbitrationBar.NOT_DEFINITE)
AWARD_NUMBER = "甬余姚劳人仲案〔2026〕8号裁决书"
LAST_TO_SUE = date(2026, 3, 25)
"""The fifteenth day from TODAY, on which both sides received the award."""
AFTER_WINDOWS = date(2026, 3, 26)


def item(no: int = 1, claim: int = 1, *, is_final: bool = False) -> AwardItem:
    return AwardItem(no=no, claim=claim, amount=Fen(2_640_000), is_final=is_final)


def suit(ground: SuitGround, *by: int) -> ReportLitigationFiled:
    return ReportLitigationFiled(
        court=COURT, number="（2026）浙0281民初9号", ground=ground, by=by or (1,)
    )


def enforcement(instrument: Instrument = Instrument.AWARD) -> ReportEnforcementApplied:
    return ReportEnforcementApplied(court=COURT, by=(1,), instrument=instrument)


def at_commission(on: date = ON, **changes: Any) -> Scenario:
    """Filed straight with the commission, which has not decided on acceptance."""
    scenario = Scenario()
    scenario.when(direct_filing(**changes), on, **TO_COMMISSION)
    return scenario


def in_arbitration(on: date = ON, **changes: Any) -> Scenario:
    return at_commission(on, **changes).after(ACCEPTED, on=on)


def awarded(*items: AwardItem) -> Scenario:
    """Awarded today, by default one item that is not final."""
    award = ReportAwardIssued(number=AWARD_NUMBER, items=items or (item(),))
    return in_arbitration().after(award)


def award_received(*items: AwardItem) -> Scenario:
    """Both sides received the award today."""
    return awarded(*items).after(ReportAwardServed(party=1), ReportAwardServed(party=2))


def suit_open() -> Scenario:
    return at_commission().after(NOT_ACCEPTED, on=ON)


def in_litigation() -> Scenario:
    return suit_open().after((suit(SuitGround.NOT_ACCEPTED), TO_COURT))


def in_enforcement() -> Scenario:
    """A final award, enforced at once."""
    return award_received(item(is_final=True)).after((enforcement(), TO_COURT))


def warnings(scenario: Scenario) -> list[str]:
    """Codes of what spoke against the last command."""
    assert scenario.given is not None
    return [breach.code for breach in scenario.given.breaches]


def rule_of(refusal: Any) -> str:
    """Id of the rule behind a refusal."""
    return str(refusal.rule.id)
