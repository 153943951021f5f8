"""Figures by HTTP, the definitions behind them, and how far the read models are."""

from typing import Any

import pytest

from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.queries import rows_of

PERIOD = "from=2026-01-01&to=2026-12-31"
AREA = f"/v1/figures/area_resolution@1?region=650105&{PERIOD}"
SUPERVISOR: Any = {"role": Role.SUPERVISOR}


async def test_every_number_opens_into_its_disputes_and_events(
    api: Api, migrated: Databases
) -> None:
    await catch_up(migrated.projector)
    before = (await api.get(AREA, **SUPERVISOR)).json()["total"]["numerator"]["count"]
    dispute = await api.effective()
    await catch_up(migrated.projector)

    answer = await api.get(AREA, **SUPERVISOR)
    figure = answer.json()
    numerator = figure["total"]["numerator"]
    item = next(i for i in numerator["items"] if i["id"] == str(dispute_id(dispute)))
    history = (await api.get(f"{dispute}/history", **SUPERVISOR)).json()["items"]
    types = {entry["position"]: entry["type"] for entry in history}

    assert numerator["count"] == len(numerator["items"]) == before + 1
    assert item["disputes"] == [item["id"]]
    assert {types[position] for position in item["events"]} >= {"AgreementTookEffect"}
    assert figure["definition"]["name"] == "area_resolution@1"
    assert figure["region"] == "650105"
    assert int(answer.headers["Log-Position"]) == figure["position"]


async def test_a_figure_is_known_as_it_was(api: Api, migrated: Databases) -> None:
    await api.registered()
    await catch_up(migrated.projector)
    then = (await api.get(AREA, **SUPERVISOR)).json()
    await api.effective()
    await catch_up(migrated.projector)

    now = (await api.get(AREA, **SUPERVISOR)).json()
    at_position = (await api.get(f"{AREA}&known_at={then['position']}", **SUPERVISOR)).json()
    at_instant = (await api.get(f"{AREA}&known_at={then['known_at']}", **SUPERVISOR)).json()

    assert at_position["total"] == at_instant["total"] == then["total"]
    assert now["total"] != then["total"]


async def test_a_city_has_its_districts(api: Api, migrated: Databases) -> None:
    await api.effective()
    await catch_up(migrated.projector)
    token = api.token("supervisor", region="650100")
    path = AREA.replace("650105", "650100")
    city = await api.client.get(path, headers={"Authorization": f"Bearer {token}"})

    assert city.json()["region"] == "650100"
    assert city.json()["total"]["numerator"]["count"] >= 1


async def test_a_breakdown_has_a_row_for_each_organisation(api: Api, migrated: Databases) -> None:
    await api.effective()
    await catch_up(migrated.projector)
    path = f"/v1/figures/mediation_success?region=650105&{PERIOD}&by=organisation"
    figure = (await api.get(path, **SUPERVISOR)).json()

    assert [row["organisation"] for row in figure["rows"]] == [str(api.service.body("centre"))]
    assert figure["rows"][0]["numerator"] == figure["total"]["numerator"]


async def test_definitions_say_what_is_counted(api: Api) -> None:
    definitions = (await api.get("/v1/figures")).json()["items"]

    assert {each["name"] for each in definitions} == {
        "area_resolution@1",
        "area_resolution_closed@1",
        "centres_reaching@1",
        "mediation_success@1",
        "confirmation_granted@1",
        "confirmation_refused@1",
    }
    assert all(each["numerator_zh"] and each["denominator_en"] for each in definitions)


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        (Role.SUPERVISOR, "650105", 200),
        (Role.SUPERVISOR, "650105013", 200),
        (Role.SUPERVISOR, "650100", 403),
        (Role.SUPERVISOR, "650106", 403),
        (Role.CLERK, "650105013", 200),
        (Role.CLERK, "650105", 403),
        (Role.COURT_LIAISON, "650105", 403),
        (Role.PARTNER_BUREAU, "650105013", 403),
    ],
)
async def test_figures_are_for_some_roles_and_their_own_region(
    api: Api, migrated: Databases, role: Role, region: str, status: int
) -> None:
    await catch_up(migrated.projector)
    path = AREA.replace("region=650105", f"region={region}")
    answer = await api.get(path, role=role)

    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("region=650105&from=2026-01-01", "to"),
        (PERIOD, "region"),
        ("region=650105&from=2026-02-01&to=2026-01-31", "to"),
        (f"region=650105&{PERIOD}&by=centre", "by"),
        (f"region=650105&{PERIOD}&known_at=2026-01-01T00:00:00", "known_at"),
        (f"region=650105&{PERIOD}&known_at=then", "known_at"),
    ],
)
async def test_a_question_that_cannot_be_meant_is_refused(
    api: Api, query: str, parameter: str
) -> None:
    answer = await api.get(f"/v1/figures/area_resolution@1?{query}", **SUPERVISOR)

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


async def test_an_unknown_figure_names_those_there_are(api: Api) -> None:
    answer = await api.get(AREA.replace("resolution@1", "resolution@9"), **SUPERVISOR)

    assert answer.status_code == 404
    assert "area_resolution@1" in answer.json()["detail"]


async def test_the_read_models_say_how_far_behind_they_are(api: Api, migrated: Databases) -> None:
    await catch_up(migrated.projector)
    assert {lag for lag, _ in await lags(api)} == {0}
    dispute = await api.in_mediation()
    assert {lag for lag, _ in await lags(api)} == {(await api.get(dispute)).json()["version"] + 1}
    assert all(seconds >= 0 for _, seconds in await lags(api))


async def lags(api: Api) -> list[tuple[int, float]]:
    """Events and seconds that the tables shown are behind."""
    told = (await api.get("/v1/projections")).json()["items"]
    return [(table["lag_events"], table["lag_seconds"]) for table in told if table["is_live"]]


async def test_a_dispute_held_back_is_marked_and_told_to_those_who_may_know(
    api: Api, migrated: Databases
) -> None:
    path = await api.registered()
    dispute = dispute_id(path)
    await catch_up(migrated.projector)
    rows_of(
        migrated.projector,
        "INSERT INTO views.quarantine (table_name, stream_id, position, topic, error, error_hash)"
        " SELECT table_name, %s, 1, 'dispute:SessionHeld', 'ValueError', 'h'"
        " FROM views.positions WHERE is_live AND view = 'dispute_list'",
        dispute,
    )

    listed = (await api.get(f"/v1/disputes?ids={dispute}")).json()["items"][0]
    told = (await api.get("/v1/projections")).json()["quarantine"]
    hidden = await api.get("/v1/projections", role=Role.ARBITRATION_CLERK)

    assert listed["is_stale"]
    assert [(held["stream"], held["error"]) for held in told] == [(str(dispute), "ValueError")]
    assert hidden.json()["quarantine"] == []
    await catch_up(migrated.projector)
    assert not (await api.get(f"/v1/disputes?ids={dispute}")).json()["items"][0]["is_stale"]
