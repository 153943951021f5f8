"""Which command records a lapse; it is refused before its day, and does nothing a second time."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Mandate
from services.workflow.domain.dispute.stages.agreement.agreement import AmendAgreement
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor, Role
from services.workflow.rules.packs import pack_for
from tests.support.builders import (
    accepted,
    agreed,
    effective,
    in_mediation,
    registered,
    terms,
)
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import (
    ENTRUSTMENT,
    TAKEN_UP,
    TO_STUDIO,
    delegated,
    offered,
    suggested,
)
from tests.support.tribunal_builders import at_commission, award_received, in_litigation

SYSTEM = Actor(account="sweep", role=Role.SYSTEM)
ONE = timedelta(days=1)


def lapsed(scenario: Scenario, key: str, **brought: Any) -> tuple[Command, date]:
    """The command and the first day on which it is due."""
    due_on = one_of(scenario.dispute, key, rules=brought.get("rules")).due_on
    assert due_on is not None
    on_its_day = one_of(scenario.dispute, key, due_on, brought.get("rules"))
    assert lapse_of(on_its_day, scenario.dispute) is None
    after = due_on + ONE
    command = lapse_of(one_of(scenario.dispute, key, after, brought.get("rules")), scenario.dispute)
    assert command is not None
    return command, after


@pytest.mark.parametrize(
    ("scenario", "key", "event", "state"),
    [
        (registered(), "MED.15.RECEIPT", e.ReceiptPeriodLapsed, State.REGISTERED),
        (agreed(), "MED.15.RECEIPT", e.ReceiptPeriodLapsed, State.AGREED),
        (accepted(), "MED.15.ACCEPT", e.MediationPeriodLapsed, State.MEDIATION_FAILED),
        (in_mediation(), "MED.15.ACCEPT", e.MediationPeriodLapsed, State.MEDIATION_FAILED),
        (
            effective(600),
            "MED.FOLLOW:instalments/1",
            e.PerformanceBreached,
            State.AGREEMENT_EFFECTIVE,
        ),
        (offered(), "REFERRAL.EXPIRY:offers/1", e.ReferralExpired, State.MEDIATION_FAILED),
        (
            at_commission(),
            "ARB.ACCEPT",
            e.ArbitrationAcceptanceLapsed,
            State.ARBITRATION_FILED,
        ),
        (suggested(), "ARB.SUGGEST", e.MandateReturned, State.ARBITRATION_FILED),
        (delegated(), "SPEC.30", e.MandateReturned, State.MEDIATION_FAILED),
        (
            in_litigation().after((ENTRUSTMENT, TO_STUDIO), TAKEN_UP),
            "SPEC.15",
            e.MandateReturned,
            State.IN_LITIGATION,
        ),
        (
            registered(mandate=Mandate.COURT_DELEGATED),
            "SPEC.30",
            e.MandateReturned,
            State.MEDIATION_FAILED,
        ),
    ],
)
def test_a_lapse_becomes_a_fact_after_its_day_and_once(
    scenario: Scenario, key: str, event: type[Any], state: State
) -> None:
    past = Scenario(past=list(scenario.past))
    command, after = lapsed(past, key)
    with pytest.raises(Refusal):
        past.when(command, after - ONE, today=after - ONE, actor=SYSTEM)
    (recorded,) = past.when(command, after, today=after, actor=SYSTEM)
    assert isinstance(recorded, event)
    assert past.stands(state)
    left = all_of(past.dispute, after).values()
    assert lapse_of_key(key, past, after) is None
    assert command not in [lapse_of(one, past.dispute) for one in left]
    with pytest.raises(Refusal):
        past.when(command, after, today=after, actor=SYSTEM)


def lapse_of_key(key: str, scenario: Scenario, on: date) -> Command | None:
    """What still lapses of that deadline; none where it is gone."""
    found = all_of(scenario.dispute, on).get(key)
    return lapse_of(found, scenario.dispute) if found else None


def test_the_rule_of_a_region_lapses_as_the_general_one_does() -> None:
    command, after = lapsed(in_mediation(), "MED.15.ZJ", rules=pack_for("330281001"))
    assert (command.move, after) == ("mediation_period_lapsed", date(2026, 3, 18))


def test_terms_that_wait_for_signatures_are_not_ended_by_the_passing_of_days() -> None:
    late = date(2026, 6, 1)
    waiting = agreed().dispute
    assert lapse_of(one_of(waiting, "MED.15.ACCEPT", late), waiting) is None
    under_mandate = delegated().after(TAKEN_UP, terms()).dispute
    assert lapse_of(one_of(under_mandate, "SPEC.30", late), under_mandate) is None


def test_a_breach_cannot_be_said_while_an_amendment_is_signed() -> None:
    late = date(2026, 6, 1)
    amended = effective(600).after(AmendAgreement(terms=terms(9).terms, consented_by=(1, 2)))
    due = one_of(amended.dispute, "MED.FOLLOW:instalments/1", late)
    assert lapse_of(due, amended.dispute) is None


def test_the_windows_of_an_award_close_with_the_last_of_them() -> None:
    late = date(2026, 6, 1)
    dispute = award_received().dispute
    commands = (lapse_of(one, dispute) for one in all_of(dispute, late).values())
    assert {one.move for one in commands if one} == {"award_windows_closed"}


def test_a_duty_whose_lapse_does_nothing_by_itself_has_no_command() -> None:
    late = date(2026, 6, 1)
    dispute = registered().dispute
    assert lapse_of(one_of(dispute, "MED.ACCEPT", late), dispute) is None
    assert lapse_of(one_of(dispute, "MED.15.RECEIPT", TODAY), dispute) is None
