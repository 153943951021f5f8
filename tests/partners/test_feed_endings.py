"""Whoever had a part in a dispute is told by which event it ends, and reads on where it stays involved."""

import json
from typing import Any

import pytest

from services.partners.profiles.partner import Partner
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.feeding import expected, feed_all, items
from tests.support.partners import partner


async def told_of(api: Api, databases: Databases, of: Partner, dispute: str) -> list[str]:
    """The kinds of the events of a dispute that the partner was told."""
    await feed_all(databases, api.partners.profiles)
    found = items(databases, of.id)
    assert [(one.position, one.body) for one in found] == await expected(api.service.store, of)
    events: list[Any] = [json.loads(one.body) for one in found]
    about = [event for event in events if event["subject"] == str(dispute_id(dispute))]
    return [event["type"].split(".")[2] for event in about]


@pytest.mark.parametrize(
    ("end", "body", "role", "kind"),
    [
        ("recall", {"reason": "当事人和解"}, Role.CLERK, "ReferralRecalled"),
        ("refusal", {"ground": "no_capacity"}, Role.ARBITRATION_CLERK, "ReferralRefused"),
    ],
)
async def test_who_was_offered_a_dispute_is_told_the_end_and_reads_it_no_more(
    api: Api, migrated: Databases, end: str, body: dict[str, Any], role: Role, kind: str
) -> None:
    commission = await api.partners.profiles.find("commission") or await partner(
        api.partners.profiles, "commission"
    )
    dispute = await api.in_mediation()
    offered = {"to": str(commission.organisation), "applicant": 1, "reason": "调解不成"}
    await api.done(f"{dispute}/referrals", offered)
    await api.done(f"{dispute}/referrals/1/{end}", body, role=role)
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "facts_disputed"}]})

    assert await told_of(api, migrated, commission, dispute) == ["ReferralOffered", kind]
    assert (await api.get(dispute, role=Role.ARBITRATION_CLERK)).status_code == 404


async def test_a_court_is_told_that_its_application_was_withdrawn_and_reads_on(
    api: Api, migrated: Databases
) -> None:
    court = await partner(api.partners.profiles, "court")
    dispute = await api.effective()
    asked = {"court": str(court.organisation), "applicants": [1, 2]}
    await api.done(f"{dispute}/confirmation", asked)
    await api.done(f"{dispute}/confirmation/withdrawal", {"by": [1]})
    await catch_up(migrated.projector)

    told = await told_of(api, migrated, court, dispute)
    assert told == ["ConfirmationApplied", "ConfirmationWithdrawn"]
    assert (await api.get(dispute, role=Role.COURT_LIAISON)).status_code == 200
    listed = (await api.get("/v1/disputes", role=Role.COURT_LIAISON)).json()["items"]
    assert str(dispute_id(dispute)) in str(listed)
