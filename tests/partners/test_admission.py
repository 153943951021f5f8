"""A partner's call needs an active profile, the scope of its token, and keeps the agreed rate."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from msgspec import structs

from services.partners.profiles.admission import KNOWN_FOR_SECONDS
from services.partners.profiles.partner import Partner
from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api
from tests.support.partners import partner


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def court(api: Api) -> AsyncIterator[Partner]:
    yield await partner(api.partners.profiles, "court")


def call(api: Api, of: Partner, *scopes: str) -> dict[str, str]:
    claims: dict[str, Any] = {"partner": of.code, "scope": " ".join(scopes) or None}
    token = api.token("court_liaison", "court", region="650105", **claims)
    return {"Authorization": f"Bearer {token}"}


async def test_a_token_opens_what_its_scope_names_and_no_more(api: Api, court: Partner) -> None:
    reads = call(api, court, "disputes:read")
    assert (await api.client.get("/v1/disputes", headers=reads)).status_code == 200
    refused = await api.client.get("/v1/partners/court", headers=reads)
    assert refused.status_code == 403
    assert refused.headers["WWW-Authenticate"].endswith('scope="webhooks"')
    without = await api.client.get("/v1/disputes", headers=call(api, court))
    assert without.status_code == 403


async def test_the_scopes_of_a_token_bind_whoever_has_it(api: Api) -> None:
    reading = api.token("clerk", "centre", scope="disputes:read")
    registered = await api.post("/v1/disputes", APPLICATION, token=reading)
    headers = {"Authorization": f"Bearer {reading}"}

    assert registered.status_code == 403
    assert registered.headers["WWW-Authenticate"].endswith('scope="disputes:write"')
    assert (await api.client.get("/v1/disputes", headers=headers)).status_code == 200
    assert (await api.client.get("/v1/imports/x", headers=headers)).status_code == 403
    writing = api.token("clerk", "centre", scope="disputes:write")
    assert (await api.post("/v1/calendar-feeds", token=writing)).status_code == 403
    # What an outside issuer writes of signing in says nothing of what may be done here.
    person = api.token("clerk", "centre", scope="openid profile")
    assert (await api.post("/v1/disputes", APPLICATION, token=person)).status_code == 201


async def test_a_partner_that_is_not_active_stops_within_seconds(api: Api, court: Partner) -> None:
    reads = call(api, court, "disputes:read")
    assert (await api.client.get("/v1/disputes", headers=reads)).status_code == 200
    off = structs.replace(court, version=2, is_active=False)
    await api.partners.profiles.save(off, by="test", what="off")
    api.service.clock.advance(seconds=KNOWN_FOR_SECONDS)
    assert (await api.client.get("/v1/disputes", headers=reads)).status_code == 403
    await api.partners.profiles.save(structs.replace(court, version=3), by="test", what="on")
    api.service.clock.advance(seconds=KNOWN_FOR_SECONDS)
    assert (await api.client.get("/v1/disputes", headers=reads)).status_code == 200


async def test_beyond_the_agreed_rate_a_call_is_told_when_to_come_back(api: Api) -> None:
    slow = await partner(api.partners.profiles, "commission", requests_per_minute=3)
    token = api.token(
        "arbitration_clerk", "commission", partner=slow.code, scope="disputes:read", region="650105"
    )
    headers = {"Authorization": f"Bearer {token}"}
    answers = [await api.client.get("/v1/disputes", headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].json()["type"] == "/problems/too-many-requests"
    # People and other partners go on.
    assert (await api.get("/v1/disputes")).status_code == 200


async def test_what_its_profile_hides_is_in_no_json_answer(api: Api) -> None:
    bureau = await partner(
        api.partners.profiles,
        "other-centre",
        fields=("*", "-answers.name", "-answers.parties"),
        hidden_documents=("suggestion_letter",),
    )
    token = api.token(
        "partner_bureau", "other-centre", partner=bureau.code, scope="disputes:read disputes:write"
    )
    dispute = await api.registered()
    offered = {
        "to": str(api.service.body("other-centre")),
        "reason": "事发地在该中心",
        "consented_by": [1],
    }
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    for kind in ("suggestion_letter", "other"):
        letter = {"kind": kind, "title": "", "recipients": [2]}
        await api.done(f"{dispute}/documents", letter)
    await api.done(f"{dispute}/referrals", offered)
    headers = {"Authorization": f"Bearer {token}"}
    whole = await api.get(dispute)
    shown = await api.client.get(dispute, headers=headers)
    assert shown.status_code == 200, shown.text
    assert "阿依古丽" in whole.text
    assert "阿依古丽" not in shown.text
    assert set(whole.json()) - set(shown.json()) == {"parties"}
    assert [one["kind"] for one in whole.json()["documents"]] == ["suggestion_letter", "other"]
    assert [one["kind"] for one in shown.json()["documents"]] == ["other"]
    assert int(shown.headers["content-length"]) == len(shown.content)
    assert (await api.client.get("/v1/ledger", headers=headers)).status_code == 403


async def test_profiles_are_seen_by_the_partner_itself_and_its_supervisor(
    api: Api, court: Partner
) -> None:
    own = await api.client.get("/v1/partners", headers=call(api, court, "webhooks"))
    assert [each["code"] for each in own.json()] == ["court"]
    supervised = await api.get("/v1/partners", role=Role.SUPERVISOR)
    assert "court" in [each["code"] for each in supervised.json()]
    assert (await api.get("/v1/partners")).status_code == 403
    other = await api.client.get("/v1/partners/commission", headers=call(api, court, "webhooks"))
    assert other.status_code == 404


async def test_a_partner_renews_its_own_secret_and_nobody_elses(api: Api, court: Partner) -> None:
    headers = call(api, court, "webhooks")
    made = await api.client.post(
        "/v1/partners/court/secrets", json={"direction": "in"}, headers=headers
    )
    assert made.status_code == 201, made.text
    assert made.json()["secret"].startswith("whsec_")
    other = await api.client.post(
        "/v1/partners/commission/secrets", json={"direction": "in"}, headers=headers
    )
    assert other.status_code == 403
    wrong = await api.client.post(
        "/v1/partners/court/secrets",
        json={"direction": "in", "keep_old_hours": 9999},
        headers=headers,
    )
    assert wrong.status_code == 422
    assert wrong.json()["errors"][0]["pointer"] == "#/keep_old_hours"


@pytest.mark.parametrize("code", ["a%00b", "A", "a", "%E6%B3%95%E9%99%A2", "a" * 64])
async def test_what_is_no_code_of_a_partner_is_not_looked_for(
    api: Api, court: Partner, code: str
) -> None:
    headers = call(api, court, "webhooks")
    asked = await api.client.get(f"/v1/partners/{code}", headers=headers)
    path = f"/v1/partners/{code}/secrets"
    renewed = await api.client.post(path, json={"direction": "in"}, headers=headers)
    assert (asked.status_code, renewed.status_code) == (404, 404)
