"""Every read is taken down before it is answered: who, what, on which ground, how many; no name."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from services.partners.profiles.partner import ALL_SCOPES
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api, api_on, dispute_id
from tests.support.database import Databases
from tests.support.partners import partner
from tests.support.queries import rows_of

NAMES = ("阿依古丽", "%E9%98%BF", "乌鲁木齐某某建筑有限公司", "13999912345", "11010519491231002X")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, tmp_path_factory.mktemp("keys")) as running:
        yield running


async def taken_down(api: Api, migrated: Databases) -> list[dict[str, Any]]:
    """What was taken down since it was asked last."""
    await api.partners.record.stored()
    rows = rows_of(migrated.admin, "SELECT to_jsonb(r) FROM audit.reads r ORDER BY no")
    rows_of(migrated.admin, "TRUNCATE audit.reads")
    assert not any(name in str(rows) for name in NAMES)
    return [row for (row,) in rows]


async def test_a_record_is_taken_down_with_who_what_and_on_which_ground(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.registered()
    answer = await api.get(dispute, X_Access_Reason="complaint-2026/17")
    (row,) = await taken_down(api, migrated)

    assert (row["account"], row["role"]) == ("clerk@centre", "clerk")
    assert row["organisation"] == str(api.service.body("centre"))
    assert (row["operation"], row["dispute"]) == ("get_dispute", str(dispute_id(dispute)))
    assert (row["status"], row["ground"], row["results"]) == (200, "involved", 1)
    assert row["reason"] == "complaint-2026/17"
    assert row["request"] == answer.headers["x-request-id"]


async def test_a_search_is_taken_down_with_its_parameters_but_no_text(
    api: Api, migrated: Databases
) -> None:
    await api.registered()
    await catch_up(migrated.projector)
    text = APPLICATION["parties"][1]["name"]
    answer = await api.get(f"/v1/disputes?state=registered&region=650105&text={text}")
    (row,) = await taken_down(api, migrated)

    assert len(answer.json()["items"]) == row["results"] >= 1
    assert row["parameters"] == {"state": "registered", "region": "650105", "text": "…"}
    assert row["dispute"] is None


@pytest.mark.parametrize("sent", ["?name=阿依古丽", "?阿依古丽=1"])
async def test_what_is_typed_into_a_refused_request_is_not_kept(
    api: Api, migrated: Databases, sent: str
) -> None:
    dispute = await api.registered()
    await api.get(f"{dispute}/package{sent}", role=Role.SUPERVISOR)
    await api.get(f"{dispute}/confidential-notes{sent}", role=Role.COURT_LIAISON)

    await taken_down(api, migrated)


async def test_a_refused_read_is_taken_down_without_a_ground(api: Api, migrated: Databases) -> None:
    dispute = await api.registered()
    assert (await api.get(dispute, role=Role.COURT_LIAISON)).status_code == 404
    assert (await api.get(f"{dispute}/confidential-notes")).status_code == 403
    rows = await taken_down(api, migrated)

    assert [(row["operation"], row["status"], row["ground"]) for row in rows] == [
        ("get_dispute", 404, None),
        ("list_confidential_notes", 403, None),
    ]
    assert {row["dispute"] for row in rows} == {str(dispute_id(dispute))}


async def test_the_privileged_record_packages_and_exports_are_answered_once_stored(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    note = {"note": "阿依古丽愿意让步"}
    await api.done(f"{dispute}/confidential-notes", note, role=Role.MEDIATOR)
    offer = {"to": str(api.service.body("commission")), "reason": "调解不成", "applicant": 1}
    await api.post(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    await api.done(f"{dispute}/referrals", offer)
    await catch_up(migrated.projector)
    await taken_down(api, migrated)
    for path, role in (
        (f"{dispute}/confidential-notes", Role.MEDIATOR),
        (f"{dispute}/package", Role.ARBITRATION_CLERK),
        ("/v1/ledger", Role.CLERK),
    ):
        assert (await api.get(path, role=role)).status_code == 200
        stored = rows_of(migrated.admin, "SELECT count(*) FROM audit.reads")[0][0]
        assert stored == 1, path
        (row,) = await taken_down(api, migrated)
        assert row["role"] == role.value
        assert row["results"] >= 1
    assert row["operation"] == "export_ledger"


async def test_a_calendar_is_taken_down_as_read_by_whoever_opened_it(
    api: Api, migrated: Databases
) -> None:
    opened = await api.post("/v1/calendar-feeds", {})
    await api.client.get(opened.json()["address"])
    (row,) = await taken_down(api, migrated)

    assert (row["operation"], row["account"]) == ("read_calendar_feed", "clerk@centre")
    assert row["ground"] == "involved"


async def test_a_partners_system_reads_its_feed_as_its_own_and_disputes_as_its_role(
    api: Api, migrated: Databases
) -> None:
    await partner(api.partners.profiles, "centre")
    dispute = await api.registered()
    token = api.token("clerk", "centre", partner="centre", scope=" ".join(ALL_SCOPES))
    for path in ("/v1/feed", dispute, "/v1/inbox-messages"):
        await api.client.get(path, headers={"Authorization": f"Bearer {token}"})
    rows = await taken_down(api, migrated)

    assert {row["partner"] for row in rows} == {"centre"}
    assert [(row["operation"], row["status"], row["ground"]) for row in rows] == [
        ("read_feed", 200, "own_partner"),
        ("get_dispute", 200, "involved"),
        ("list_inbox_messages", 200, "own_partner"),
    ]


async def test_who_compares_beliefs_is_taken_down_for_each_dispute_that_it_is_told_of(
    api: Api, migrated: Databases
) -> None:
    offered = {"to": str(api.service.body("commission")), "reason": "调解不成", "applicant": 1}
    disputes = [await api.in_mediation() for _ in range(2)]
    for dispute in disputes:
        await api.done(f"{dispute}/referrals", offered)
    named = [*(str(dispute_id(dispute)) for dispute in disputes), str(uuid4())]
    sent = [{"dispute": one, "offer": 1, "step": "offered"} for one in named]
    answer = await api.post("/v1/reconciliation", {"beliefs": sent}, role=Role.ARBITRATION_CLERK)
    assert answer.status_code == 200
    rows = await taken_down(api, migrated)

    assert [row["dispute"] for row in rows] == named[:2]
    assert {(row["operation"], row["account"], row["ground"]) for row in rows} == {
        ("reconcile", "arbitration_clerk@commission", "own_body")
    }


async def test_what_tells_nothing_of_disputes_is_not_taken_down(
    api: Api, migrated: Databases
) -> None:
    for path in ("/v1/organisations", "/v1/projections", "/v1/calendars/650105", "/problems"):
        assert (await api.get(path)).status_code == 200
    await api.registered()

    assert await taken_down(api, migrated) == []


async def test_a_reason_is_a_number_or_code_and_no_text(api: Api, migrated: Databases) -> None:
    dispute = await api.registered()
    answer = await api.get(dispute, X_Access_Reason="asked by Zhang San")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "X-Access-Reason"
    assert await taken_down(api, migrated) == []


async def test_who_read_a_dispute_is_told_to_its_clerk_and_its_supervisor(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.registered()
    for _ in range(3):
        await api.get(dispute)
    await api.get(dispute, role=Role.COURT_LIAISON)
    await catch_up(migrated.projector)
    await api.partners.record.stored()
    page = (await api.get(f"{dispute}/reads?limit=3")).json()
    rest = (await api.get(f"{dispute}/reads?cursor={page['next']}", role=Role.SUPERVISOR)).json()

    told = [(one["account"], one["status"]) for one in (*page["items"], *rest["items"])]
    assert told == [("court_liaison@court", 404), *[("clerk@centre", 200)] * 3]
    for role, status in ((Role.MEDIATOR, 403), (Role.COURT_LIAISON, 404)):
        assert (await api.get(f"{dispute}/reads", role=role)).status_code == status


async def test_a_supervisor_asks_by_account_and_day_within_its_region(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.registered()
    await api.get(dispute)
    await api.get("/v1/disputes")
    await catch_up(migrated.projector)
    await api.partners.record.stored()
    path = "/v1/reads?account=clerk@centre&from=2026-03-10&to=2026-03-10"
    here = (await api.get(path, role=Role.SUPERVISOR)).json()["items"]
    token = api.token("supervisor", region="330281")
    elsewhere = await api.client.get(path, headers={"Authorization": f"Bearer {token}"})

    assert [one["operation"] for one in here][:2] == ["list_disputes", "get_dispute"]
    assert UUID(here[1]["dispute"]) == dispute_id(dispute)
    assert elsewhere.json() == {"items": [], "next": None}
    later = await api.get("/v1/reads?from=2026-03-11", role=Role.SUPERVISOR)
    assert later.json()["items"] == []
    assert (await api.get("/v1/reads")).status_code == 403


async def test_nobody_changes_or_deletes_what_was_taken_down(migrated: Databases) -> None:
    for statement in ("DELETE FROM audit.reads", "UPDATE audit.reads SET account = 'x'"):
        with pytest.raises(Exception, match="permission denied"):
            rows_of(migrated.app, statement)
