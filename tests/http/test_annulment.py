"""An agreement is annulled by a court that stands on file and says so in its own name."""

from typing import Any
from uuid import uuid4

import pytest

from services.workflow.domain.given import Role
from tests.support.api import Api

VOID = {"kind": "void", "by": "水磨沟区人民法院（2026）新0105民初1号", "ground": "显失公平"}


def void_by(court: Any) -> dict[str, Any]:
    return VOID | {"court": str(court)}


async def test_the_court_that_it_names_annuls_the_agreement(api: Api) -> None:
    dispute = await api.effective()
    answer = void_by(api.service.body("court"))
    await api.done(f"{dispute}/annulment", answer, role=Role.COURT_LIAISON)

    assert (await api.get(dispute)).json()["state"] == "mediation_failed"


async def test_a_body_that_nobody_registered_annuls_nothing(api: Api) -> None:
    dispute, nobody = await api.effective(), uuid4()
    token = api.token("court_liaison", None, org=str(nobody), region="650105")
    for body in (VOID, void_by(nobody), void_by(api.service.body("court"))):
        answer = await api.post(f"{dispute}/annulment", body, token=token)
        assert answer.status_code in {403, 404}, answer.text

    assert (await api.get(dispute)).json()["state"] == "agreement_effective"


@pytest.mark.parametrize(
    ("region", "named"), [("650105", None), ("330281", "court"), ("650105", "commission")]
)
async def test_a_court_annuls_in_its_own_name_and_region_alone(
    api: Api, region: str, named: str | None
) -> None:
    dispute = await api.effective()
    token = api.token("court_liaison", "court", region=region)
    body = void_by(api.service.body(named)) if named else VOID

    answer = await api.post(f"{dispute}/annulment", body, token=token)

    assert answer.status_code in {403, 404}, answer.text


async def test_while_one_court_has_it_no_other_annuls_it(api: Api) -> None:
    dispute = await api.effective()
    court = str(api.service.body("court"))
    await api.done(f"{dispute}/confirmation", {"court": court, "applicants": [1, 2]})
    other = api.service.body("other-centre")
    token = api.token("court_liaison", None, org=str(other), region="650105")

    refused = await api.post(f"{dispute}/annulment", void_by(other), token=token)

    assert refused.status_code in {403, 404}, refused.text
    await api.done(f"{dispute}/annulment", void_by(court), role=Role.COURT_LIAISON)


async def test_a_body_that_is_no_court_annuls_nothing(api: Api) -> None:
    dispute = await api.effective()
    token = api.token("court_liaison", "commission", region="650105")

    answer = await api.post(
        f"{dispute}/annulment", void_by(api.service.body("commission")), token=token
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "not_a_court")


async def test_our_clerk_records_it_without_a_court(api: Api) -> None:
    dispute = await api.effective()
    await api.done(f"{dispute}/annulment", VOID)
