"""`GET …/finality`, competence over the wire, and domiciles: asked for, kept to the county, shown."""

from typing import Any

from services.workflow.application.registry import OrganisationDetails
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from tests.support.api import APPLICATION, Api
from tests.support.write_side import entry

COMMISSION = Role.ARBITRATION_CLERK
AWARD = "水劳人仲案〔2026〕77号裁决书"


async def awarded(api: Api, *items: dict[str, Any]) -> tuple[str, list[str]]:
    """The address of a dispute whose award has these items, and what was noted with it."""
    filing = APPLICATION | {
        "body": str(api.service.body("commission")),
        "case_number": "水劳人仲收〔2026〕77号",
        "claims": [
            {"kind": "remuneration", "amount": 2_640_000},
            {"kind": "hours_and_leave"},
            {"kind": "contract_termination"},
        ],
    }
    answer = await api.post("/v1/direct-filings", filing, role=COMMISSION)
    assert answer.status_code == 201, answer.text
    dispute = answer.headers["Location"]
    case = f"{dispute}/arbitration"
    await api.done(f"{case}/acceptance", {"number": "水劳人仲案〔2026〕77号"}, role=COMMISSION)
    award = {"number": AWARD, "items": [*items]}
    made = await api.done(f"{case}/award", award, role=COMMISSION)
    return dispute, made.json()["warnings"]


async def registered_court(api: Api, code: str, region: str) -> str:
    """The id of another basic court."""
    details = OrganisationDetails(
        code=code,
        name=f"{code}法院",
        short_name=code,
        kind=OrganisationKind.COURT,
        tier=Tier.DISTRICT,
        region=RegionCode(region),
        established_on=api.clock.today(),
    )
    await api.service.registry.register_organisation(details, entry())
    return str(api.service.body(code))


async def test_each_item_is_told_with_its_rule_and_what_is_missing(api: Api) -> None:
    dispute, noted = await awarded(
        api,
        {"no": 1, "claim": 1, "amount": 2_000_000, "is_final": True},
        {"no": 2, "claim": 2, "amount": 100_000, "is_final": True},
        {"no": 3, "claim": 3, "amount": 100_000, "is_final": True, "basis": "other"},
    )

    answer = await api.get(f"{dispute}/finality", role=COMMISSION)

    assert noted == ["marked_final"]
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["number"], told["finality"], told["is_mixed"]) == (AWARD, "not_final", True)
    pay, leave, other = told["items"]
    assert (pay["finality"], pay["title"], pay["basis"]) == (
        "undetermined",
        "不能确定",
        "remuneration",
    )
    assert pay["missing"] == [
        {"code": "minimum_wage", "detail": "没有录入本地当时的月最低工资标准"}
    ]
    assert pay["limits"][0]["amount"] is None
    assert pay["rules"][0]["id"] == "FINAL.AMOUNT"
    assert pay["rules"][0]["evidence"] == "S"
    assert pay["rules"][0]["is_verified"] is False
    assert (leave["finality"], leave["rules"][0]["id"]) == ("final", "FINAL.STANDARD")
    assert (other["finality"], other["differs"]) == ("not_final", True)
    english = await api.get(f"{dispute}/finality", role=COMMISSION, Accept_Language="en")
    assert english.json()["items"][0]["title"] == "undetermined"


async def test_before_an_award_nothing_is_read_and_a_stranger_reads_nothing(api: Api) -> None:
    dispute = await api.registered()
    told = (await api.get(f"{dispute}/finality")).json()
    assert (told["number"], told["finality"], told["items"]) == (None, None, [])
    assert (await api.get(f"{dispute}/finality", role=COMMISSION)).status_code == 404
    unknown = await api.get(f"{dispute}/finality?day=2026-01-01")
    assert unknown.status_code == 422


async def test_another_court_is_refused_with_places_by_name_until_the_tie_is_stated(
    api: Api,
) -> None:
    dispute = await api.effective()
    court = await registered_court(api, "tianshan-court", "650102")
    asked: dict[str, Any] = {"court": court, "applicants": [1, 2]}

    refused = await api.post(f"{dispute}/confirmation", asked)

    assert refused.status_code == 409
    problem = refused.json()
    assert [one["move"] for one in problem["allowed"]] == ["apply_for_confirmation", "correct_fact"]
    assert (problem["code"], problem["rule"]["id"]) == ("court_not_competent", "CONF.COURT")
    assert "调解组织所在地（水磨沟区）" in problem["detail"]
    assert "第2号当事人住所地（未记录，请补充）" in problem["detail"]
    tie = {"kind": "party_domicile", "region": "650199"}
    nowhere = await api.post(f"{dispute}/confirmation", asked | {"connection": tie})
    assert nowhere.json()["code"] == "unknown_region"
    tie["region"] = "650102"
    await api.done(f"{dispute}/confirmation", asked | {"connection": tie})


async def test_a_domicile_is_kept_to_the_county_and_makes_its_court_competent(api: Api) -> None:
    worker, employer = APPLICATION["parties"]
    dispute = await api.registered(parties=[worker, employer | {"region": "650102002"}])

    parties = (await api.get(dispute)).json()["parties"]

    assert [party["region"] for party in parties] == [None, "650102"]
    nowhere = APPLICATION | {"parties": [worker, employer | {"region": "659999"}]}
    refused = await api.post("/v1/disputes", nowhere)
    assert refused.json()["code"] == "unknown_region"


async def test_each_claim_is_told_where_it_goes(api: Api) -> None:
    claims = [
        {"kind": "remuneration", "known_on": "2026-07-05"},
        {"kind": "economic_compensation", "known_on": "2026-07-05"},
        {"kind": "remuneration", "known_on": "2026-01-20"},
    ]
    dispute = await api.registered(claims=claims)

    plain = (await api.get(f"{dispute}/scope")).json()
    over_age = (await api.get(f"{dispute}/scope?over_age=true", Accept_Language="en")).json()

    assert {(one["scope"], one["rule"]["id"]) for one in plain} == {("in_scope", "SCOPE.ARB")}
    assert [one["scope"] for one in over_age] == ["in_scope", "to_court", "ask"]
    assert over_age[1]["title"] == "to court directly"
    assert over_age[2]["missing"] == "transition"
