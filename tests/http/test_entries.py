"""Bodies and mediators, entered by a supervisor of the region."""

from typing import Any

from services.workflow.domain.given import Role
from services.workflow.http.examples import EXAMPLES
from tests.support.api import Answer, Api

SUPERVISOR = Role.SUPERVISOR
CENTRE = EXAMPLES["register_organisation"] | {"region": "650105001"}


async def entered(api: Api, code: str) -> Answer:
    return await api.post("/v1/organisations", CENTRE | {"code": code}, role=SUPERVISOR)


async def test_a_body_is_entered_with_its_area_and_its_legal_basis(api: Api) -> None:
    answer = await entered(api, "SMG-1")
    assert answer.status_code == 201
    body = f"/v1/organisations/{answer.json()['id']}"
    area = await api.post(f"{body}/area", EXAMPLES["set_area"], role=SUPERVISOR)
    basis = await api.post(f"{body}/legal-basis", EXAMPLES["record_legal_basis"], role=SUPERVISOR)

    assert (area.status_code, basis.status_code) == (200, 200)
    assert basis.json()["version"] == 3
    assert basis.headers["ETag"] == '"3"'


async def test_a_body_is_entered_once(api: Api, key: str) -> None:
    first = await api.post(
        "/v1/organisations", CENTRE | {"code": "SMG-2"}, role=SUPERVISOR, key=key
    )
    again = await api.post(
        "/v1/organisations", CENTRE | {"code": "SMG-2"}, role=SUPERVISOR, key=key
    )
    other = await entered(api, "SMG-2")

    assert again.json() == first.json()
    assert other.status_code == 409
    assert other.json()["type"] == "/problems/already-exists"


async def test_a_supervisor_enters_for_the_own_region_alone(api: Api) -> None:
    elsewhere = api.token("supervisor", region="330281")
    body = CENTRE | {"code": "SMG-3"}

    assert (await api.post("/v1/organisations", body, token=elsewhere)).status_code == 403


async def test_a_mediator_is_entered_and_can_be_assigned(api: Api) -> None:
    details: dict[str, Any] = EXAMPLES["register_mediator"] | {
        "certificate_no": "新调0099",
        "organisations": [str(api.service.body("centre"))],
    }
    answer = await api.post("/v1/mediators", details, role=SUPERVISOR)
    assert answer.status_code == 201
    dispute = await api.registered()
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    assigned = await api.done(f"{dispute}/mediator", {"mediator": answer.json()["id"]})

    assert assigned.json()["state"] == "in_mediation"


async def test_entries_about_a_body_that_is_not_there_are_refused(api: Api) -> None:
    path = "/v1/organisations/1f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10/area"
    answer = await api.post(path, EXAMPLES["set_area"], role=SUPERVISOR)

    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown_organisation"
