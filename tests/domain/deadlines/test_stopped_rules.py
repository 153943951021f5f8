"""What a chapter says has stopped a period, or begun it anew, counts by its rule, or it is said why not."""

from collections.abc import Callable

import msgspec
import pytest

from services.workflow.domain.dispute.parts import EnforcementEnd, StayCause, SuspensionCause
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAccepted,
)
from services.workflow.domain.dispute.stages.arbitration.hearings import (
    ReportArbitrationResumed,
    ReportArbitrationStayed,
)
from services.workflow.domain.dispute.stages.court.enforcement import ReportEnforcementEnded
from services.workflow.domain.dispute.stages.mediation.mediation import SuspendMediation
from services.workflow.domain.dispute.stages.parties.parties import AddParty
from services.workflow.rules.packs import layers, pack_for
from tests.support.builders import ON, in_mediation
from tests.support.deadlines import all_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import (
    BY_COURT,
    DELEGATION,
    ENTRUSTMENT,
    TAKEN_UP,
    TO_STUDIO,
    delegated,
    failed,
)
from tests.support.limitation_builders import claim, of, stopped, wages
from tests.support.party_builders import employer
from tests.support.tribunal_builders import (
    TO_COURT,
    at_commission,
    award_received,
    enforcement,
    in_arbitration,
    item,
)

APPRAISAL = SuspendMediation(cause=SuspensionCause.AWAITS_APPRAISAL)
NOT_STOPPED = {
    "MED.": "no rule takes the time that the sides asked for from an organisation's period",
    "SPEC.": "only the platform's rules leave an appraisal out",
    "ARB.ENTRUST": "the term ends when it ends: the commission has the case",
}
"""Why what stops a mediation does not stop these; by the beginning of the rule's id."""
PLACES = sorted({(layer.region, layer.kind) for layer in layers()})


def simple() -> Scenario:
    """Heard under simple procedure, stayed for a while, with a party joined."""
    case = at_commission().after(ReportArbitrationAccepted(number="8号", is_simple=True), on=ON)
    case.after(ReportArbitrationStayed(cause=StayCause.OTHER_CASE), on=ON)
    return case.after(ReportArbitrationResumed(), AddParty(party=employer(3), reason="用工单位"))


def online() -> Scenario:
    platform = msgspec.structs.replace(DELEGATION, is_online=True)
    return failed().after((platform, BY_COURT), TAKEN_UP, APPRAISAL)


def enforced_twice() -> Scenario:
    apply = (enforcement(), TO_COURT)
    ended = ReportEnforcementEnded(ground=EnforcementEnd.NO_ASSETS)
    return award_received(item(is_final=True)).after(apply, ended)


STORIES: dict[str, Callable[[], Scenario]] = {
    "ARB.SIMPLE.ZJ": simple,
    "ARB.AWARD": simple,
    "MED.": lambda: in_mediation().after(APPRAISAL),
    "SPEC.": lambda: delegated().after(TAKEN_UP, APPRAISAL),
    "ARB.ENTRUST": lambda: in_arbitration().after((ENTRUSTMENT, TO_STUDIO), TAKEN_UP, APPRAISAL),
    "ONL.30": online,
    "LIM.1Y": lambda: of(claim("2026-01-05")).after(stopped("2026-03-05")),
    "LIM.WAGES": lambda: of(wages()).after(stopped("2026-03-05")),
    "ENF.2Y": enforced_twice,
}
"""By the rule, or the beginning of its id, that the story stops or begins anew."""


@pytest.mark.parametrize("about", STORIES)
def test_no_rule_drops_in_silence_what_its_chapter_passes(about: str) -> None:
    dispute, found = STORIES[about]().dispute, set()
    for region, kind in PLACES:
        for one in all_of(dispute, TODAY, pack_for(region, kind)).values():
            facts, rule = one.facts, one.rule
            if facts.suspended or facts.suspended_since:
                found.add(rule.id)
                assert rule.suspended_by or rule.id.startswith(tuple(NOT_STOPPED)), rule.id
            if facts.interrupted:
                found.add(rule.id)
                assert rule.interrupted_by or rule.id.startswith(tuple(NOT_STOPPED)), rule.id
    assert any(rule.startswith(about) for rule in found), found


def test_what_is_said_not_to_stop_names_nothing_that_would() -> None:
    for layer in layers():
        for rule in layer.rules:
            if rule.id.startswith(tuple(NOT_STOPPED)):
                assert not rule.suspended_by
                assert not rule.interrupted_by
