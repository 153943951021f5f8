"""Mandates at registration: whose, by which channel, and where the dispute goes back to."""

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import CHANNEL_OF, MANDATED, Channel, Mandate
from services.workflow.domain.dispute.state import Dispute
from tests.support.builders import (
    CENTRE_BODY,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    register,
    registered,
    withdraw,
)
from tests.support.given_when_then import Scenario, given_on

NEW = {"organisation": CENTRE_BODY, "case_number": "1号"}


@pytest.mark.parametrize(
    ("mandate", "body", "custodian", "before"),
    [
        (Mandate.COURT_DELEGATED, COURT, None, State.MEDIATION_FAILED),
        (Mandate.COURT_ENTRUSTED, COURT, COURT, State.IN_LITIGATION),
        (Mandate.ARBITRATION_SUGGESTED, COMMISSION, None, State.ARBITRATION_FILED),
        (Mandate.ARBITRATION_ENTRUSTED, COMMISSION, COMMISSION, State.IN_ARBITRATION),
    ],
)
def test_a_mandate_names_its_body_and_where_the_dispute_goes_back_to(
    mandate: Mandate, body: object, custodian: object, before: State
) -> None:
    dispute = registered(mandate=mandate, seised_reference="（2026）甬0281民初1号").dispute

    assert dispute.mandate_record is not None
    assert dispute.mandate_record.body == body
    assert dispute.mandate_record.before is before
    assert dispute.mandate_record.reference == "（2026）甬0281民初1号"
    assert dispute.custodian == (custodian or CENTRE_BODY.id)
    assert dispute.handler == CENTRE_BODY.id
    assert (dispute.open_suit is not None) == (mandate is Mandate.COURT_ENTRUSTED)
    assert (dispute.arbitration is not None) == (body == COMMISSION)


@pytest.mark.parametrize("mandate", sorted(MANDATED))
def test_a_mandate_without_its_body_is_refused(mandate: Mandate) -> None:
    refusal = Scenario().refuses(
        register(mandate=mandate, seised_body=None), "mandate_needs_body", ON, **NEW
    )
    assert refusal.rule is not None
    assert refusal.rule.id == "MANDATE.RETURN"


def test_a_ledger_that_does_not_name_the_body_is_taken_with_a_warning() -> None:
    given = given_on(ON, "register_dispute", **NEW)
    given.is_binding = False
    command = register(mandate=Mandate.COURT_DELEGATED, seised_body=None)

    (event,) = decide(command, Dispute(), given)

    assert isinstance(event, e.DisputeRegistered)
    assert [breach.code for breach in given.breaches] == ["mandate_needs_body"]


@pytest.mark.parametrize(
    ("mandate", "seised"),
    [
        (Mandate.COURT_ENTRUSTED, COMMISSION_BODY),
        (Mandate.COURT_DELEGATED, CENTRE_BODY),
        (Mandate.ARBITRATION_SUGGESTED, COURT_BODY),
        (Mandate.ARBITRATION_ENTRUSTED, CENTRE_BODY),
    ],
)
def test_a_court_delegates_and_a_commission_suggests(mandate: Mandate, seised: object) -> None:
    Scenario().refuses(
        register(mandate=mandate), "mandate_of_another_kind", ON, seised=seised, **NEW
    )


def test_no_body_is_named_without_a_mandate() -> None:
    Scenario().refuses(register(seised_body=COURT), "body_without_mandate", ON, **NEW)


@pytest.mark.parametrize(
    ("mandate", "channel"),
    [
        (Mandate.SELF, Channel.COURT_DELEGATED),
        (Mandate.PARTNER_TRANSFER, Channel.ARBITRATION_SUGGESTED),
        (Mandate.COURT_DELEGATED, Channel.COUNTER),
        (Mandate.COURT_ENTRUSTED, Channel.COURT_DELEGATED),
        (Mandate.SELF, Channel.DIRECT_SUIT),
    ],
)
def test_a_mandate_comes_in_by_its_own_channel(mandate: Mandate, channel: Channel) -> None:
    command = register(mandate=mandate, channel=channel)
    refusal = Scenario().refuses(command, "channel_does_not_fit", ON, seised=COURT_BODY, **NEW)
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.APPLICATION"


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.PARTNER_TRANSFER])
@pytest.mark.parametrize("mandate", [Mandate.SELF, Mandate.PARTNER_TRANSFER])
def test_a_partner_s_transfer_comes_in_by_any_open_channel(
    mandate: Mandate, channel: Channel
) -> None:
    assert set(CHANNEL_OF) == MANDATED
    scenario = registered(mandate=mandate, channel=channel)
    assert scenario.dispute.mandate_record is None


@pytest.mark.parametrize("mandate", sorted(MANDATED))
def test_under_a_mandate_nobody_withdraws_before_it_is_returned(mandate: Mandate) -> None:
    refusal = registered(mandate=mandate).refuses(withdraw(), "mandate_not_returned", ON)
    assert refusal.rule is not None
    assert refusal.rule.id == "MANDATE.RETURN"
    assert refusal.allowed == ("mandate_returned",)
