"""From a filing with a commission to the last payment, over the API, by the bodies themselves."""

from datetime import date
from typing import Any

from services.projections.runner import catch_up
from services.workflow.application.registry import OrganisationDetails
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from tests.support.api import APPLICATION, Answer, Api
from tests.support.database import Databases
from tests.support.write_side import entry

COMMISSION, COURT = Role.ARBITRATION_CLERK, Role.COURT_LIAISON
AWARD = "水劳人仲案〔2026〕34号裁决书"
JUDGMENT = "（2026）新0105民初88号"


def item(*, is_final: bool) -> dict[str, Any]:
    return {"no": 1, "claim": 1, "amount": 2_000_000, "is_final": is_final}


async def filed(api: Api) -> str:
    """The address of a dispute filed straight with the commission."""
    filing = APPLICATION | {
        "body": str(api.service.body("commission")),
        "case_number": "水劳人仲收〔2026〕34号",
    }
    answer = await api.post("/v1/direct-filings", filing, role=COMMISSION)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


async def awarded(api: Api, *, is_final: bool) -> str:
    """The address of a dispute whose award both sides received today."""
    dispute = await filed(api)
    case = f"{dispute}/arbitration"
    await api.done(f"{case}/acceptance", {"number": "水劳人仲案〔2026〕34号"}, role=COMMISSION)
    award = {"number": AWARD, "items": [item(is_final=is_final)]}
    await api.done(f"{case}/award", award, role=COMMISSION)
    for party in (1, 2):
        await api.done(f"{case}/award/service", {"party": party}, role=COMMISSION)
    return dispute


def enforcement(api: Api, instrument: str) -> dict[str, Any]:
    return {"court": str(api.service.body("court")), "by": [1], "instrument": instrument}


async def record(api: Api, dispute: str, role: Role = COMMISSION) -> dict[str, Any]:
    answer = await api.get(dispute, role=role)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def intermediate_court(api: Api) -> str:
    """A token of a court of the city, which has no part in any dispute yet."""
    details = OrganisationDetails(
        code="intermediate",
        name="乌鲁木齐市中级人民法院",
        short_name="乌鲁木齐中院",
        kind=OrganisationKind.COURT,
        tier=Tier.CITY,
        region=RegionCode("650100"),
        established_on=date(2018, 1, 1),
    )
    await api.service.registry.register_organisation(details, entry())
    return api.token("court_liaison", "intermediate", region="650100")


async def test_an_award_takes_effect_after_its_windows_and_is_enforced(api: Api) -> None:
    dispute = await awarded(api, is_final=False)
    early = await api.post(f"{dispute}/arbitration/award/effect", {}, role=COMMISSION)
    assert early.status_code == 409
    assert early.json()["rule"]["id"] == "SUIT.15"
    too_soon = await api.post(f"{dispute}/enforcement", enforcement(api, "award"), role=COURT)
    assert too_soon.status_code == 409

    api.service.clock.advance(days=16)
    effect = await api.done(f"{dispute}/arbitration/award/effect", {}, role=COMMISSION)
    assert effect.json()["state"] == "enforceable"
    applied = await api.done(f"{dispute}/enforcement", enforcement(api, "award"), role=COURT)
    assert applied.json()["custodian"] == str(api.service.body("court"))
    stay = {"cause": "other", "detail": "被执行人申请和解"}
    await api.done(f"{dispute}/enforcement/stay", stay, role=COURT)
    await api.done(f"{dispute}/enforcement/resumption", {}, role=COURT)
    concluded = await api.done(f"{dispute}/enforcement/conclusion", {}, role=COURT)

    assert concluded.json()["state"] == "closed"
    told = await record(api, dispute)
    assert (told["outcome"], told["instrument"]) == ("awarded", AWARD)


async def test_a_case_that_is_not_accepted_goes_to_court_and_through_both_instances(
    api: Api,
) -> None:
    dispute = await api.in_mediation()
    filing = {"commission": str(api.service.body("commission")), "by_party": 1}
    await api.done(f"{dispute}/arbitration/filing", filing, role=COMMISSION)
    bar = {"ground": "out_of_scope", "reason": "不属于受理范围"}
    await api.done(f"{dispute}/arbitration/non-acceptance", bar, role=COMMISSION)
    suit = {
        "court": str(api.service.body("court")),
        "number": JUDGMENT,
        "ground": "not_accepted",
        "by": [1],
    }
    sued = await api.done(f"{dispute}/suits", suit, role=COURT)
    assert sued.json()["warnings"] == []
    first = {"suit": 1, "number": JUDGMENT, "result": "upheld"}
    await api.done(f"{dispute}/judgments", first, role=COURT)
    await api.done(f"{dispute}/judgments/appeal", {"suit": 1, "by": [2]}, role=COURT)
    second = first | {"instance": "second", "number": "（2026）新01民终5号"}
    await api.done(f"{dispute}/judgments", second, role=COURT)
    final = await api.done(f"{dispute}/judgments/effect", {"suit": 1}, role=COURT)
    assert final.json()["state"] == "enforceable"
    await api.done(f"{dispute}/enforcement", enforcement(api, "judgment"), role=COURT)
    await api.done(f"{dispute}/enforcement/conclusion", {}, role=COURT)

    told = await record(api, dispute)
    assert (told["outcome"], told["instrument"]) == ("judgment", "（2026）新01民终5号")


async def test_a_ground_that_the_record_contradicts_is_refused_with_its_rule(api: Api) -> None:
    dispute = await api.effective()
    suit = {
        "court": str(api.service.body("court")),
        "number": JUDGMENT,
        "ground": "after_award",
        "by": [1],
    }
    refused = await api.post(f"{dispute}/suits", suit, role=COURT)

    assert refused.status_code == 409
    assert refused.json()["rule"]["id"] == "SUIT.GROUND"


async def history(api: Api, databases: Databases, dispute: str, token: str) -> list[Any]:
    """The history as a caller reads it, once the read models have it all."""
    await catch_up(databases.projector)
    answer = await api.client.get(
        f"{dispute}/history", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200, answer.text
    told: list[Any] = answer.json()["items"]
    return told


async def test_each_party_is_shown_its_own_windows(api: Api) -> None:
    dispute = await awarded(api, is_final=True)
    case = (await record(api, dispute))["tribunal"]["arbitration"]

    assert [
        (one["party"], window["rule"], window["state"])
        for one in case["award"]["service"]
        for window in one["windows"]
    ] == [(1, "SUIT.15.W", "open"), (2, "SETASIDE.30", "open")]


async def test_enforcement_beside_a_setting_aside_is_marked_for_both_courts(
    api: Api, migrated: Databases
) -> None:
    other = await intermediate_court(api)
    dispute = await awarded(api, is_final=True)
    asked = {"court": str(api.service.body("intermediate")), "by": 2}
    await api.done(f"{dispute}/award-annulment", asked, token=other)
    marked = await api.done(f"{dispute}/enforcement", enforcement(api, "award"), role=COURT)
    assert marked.json()["warnings"] == ["enforcement_beside_suit"]
    for token in (other, api.tokens[COURT]):
        *_, last = await history(api, migrated, dispute, token)
        assert last["remarks"] == ["裁决正在被申请撤销，同时又申请执行，请两个法院注意"]

    ruling = {"number": "（2026）新01民特12号"}
    not_theirs = await api.post(f"{dispute}/award-annulment/ruling", ruling, role=COURT)
    assert not_theirs.status_code == 403
    granted: Answer = await api.done(f"{dispute}/award-annulment/ruling", ruling, token=other)
    assert granted.json()["state"] == "suit_open"


async def test_a_withdrawn_arbitration_leads_back_to_the_agreement(api: Api) -> None:
    dispute = await api.effective()
    filing = {"commission": str(api.service.body("commission")), "by_party": 1}
    await api.done(f"{dispute}/arbitration/filing", filing, role=COMMISSION)
    back = await api.done(f"{dispute}/arbitration/withdrawal", {"by": [1]}, role=COMMISSION)

    assert back.json()["state"] == "agreement_effective"
    assert back.json()["custodian"] == str(api.service.body("centre"))
