"""S11: whom a dispute may be given to, whom it may not, and who stands in; over the API."""

from datetime import date
from typing import Any
from uuid import UUID

from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.rules.packs import national
from tests.support.api import Answer, Api
from tests.support.database import Databases
from tests.support.mediators import enter_mediator, later, refused, token_of


async def accepted(api: Api) -> str:
    dispute = await api.registered()
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    return dispute


async def assign(api: Api, dispute: str, mediator: UUID) -> Answer:
    return await api.post(f"{dispute}/mediator", {"mediator": str(mediator)})


async def consent(api: Api, dispute: str, *parties: int, conflict: int = 1) -> None:
    for party in parties:
        await api.done(f"{dispute}/conflicts/{conflict}/consents", {"party": party})


async def mediation(api: Api, dispute: str) -> dict[str, Any]:
    record: dict[str, Any] = (await api.get(dispute)).json()
    return record


async def listed(api: Api, databases: Databases, mediator: UUID) -> dict[str, Any]:
    """A mediator as the clerk who assigns sees one."""
    await catch_up(databases.projector)
    centre = api.service.body("centre")
    answer = await api.get(f"/v1/mediators?organisation={centre}&on=2026-03-10")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = next(i for i in answer.json()["items"] if i["id"] == str(mediator))
    return found


async def test_an_uncertified_person_is_refused_and_seen_to_be_before(
    api: Api, migrated: Databases
) -> None:
    expired = await enter_mediator(api, "新调昨日", valid_until=date(2026, 3, 9))
    dispute = await accepted(api)

    assert not (await listed(api, migrated, expired))["is_certified"]
    answer = await assign(api, dispute, expired)
    refused(answer, "certificate_not_valid", "MEDIATOR.CERTIFIED")


async def test_somebody_whom_the_organisation_may_not_use_is_refused(api: Api) -> None:
    elsewhere = await enter_mediator(
        api, "新调他处", organisations=(api.service.body("other-centre"),)
    )
    answer = await assign(api, await accepted(api), elsewhere)
    refused(answer, "not_of_this_organisation", "MEDIATOR.CERTIFIED")


async def test_an_overloaded_person_is_pointed_out_and_not_refused(
    api: Api, migrated: Databases
) -> None:
    most = national().rule("MEDIATOR.CASELOAD").quantity
    assert most is not None
    busy = await enter_mediator(api, "新调忙")
    for _ in range(most):
        assert (await assign(api, await accepted(api), busy)).status_code == 200
    before = await listed(api, migrated, busy)
    assert (before["caseload"], before["is_overloaded"]) == (most, False)

    assert (await assign(api, await accepted(api), busy)).status_code == 200
    after = await listed(api, migrated, busy)
    assert (after["caseload"], after["is_overloaded"]) == (most + 1, True)


async def test_a_failed_mediation_is_no_longer_in_hand(api: Api, migrated: Databases) -> None:
    mediator = await enter_mediator(api, "新调轻")
    dispute = await accepted(api)
    await assign(api, dispute, mediator)
    assert (await listed(api, migrated, mediator))["caseload"] == 1

    await api.done(f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    assert (await listed(api, migrated, mediator))["caseload"] == 0


async def test_a_relation_to_the_employer_goes_on_only_with_both_consents(api: Api) -> None:
    related = await enter_mediator(api, "新调亲")
    dispute = await accepted(api)
    tie = {"mediator": str(related), "kind": "near_relative", "detail": "弟弟在公司任职"}
    await api.done(f"{dispute}/conflicts", tie)

    refused(await assign(api, dispute, related), "conflict_not_consented", "MEDIATOR.CONFLICT")
    await consent(api, dispute, 1)
    problem = refused(
        await assign(api, dispute, related), "conflict_not_consented", "MEDIATOR.CONFLICT"
    )
    assert "consent_to_conflict" in str(problem["allowed"])
    await consent(api, dispute, 2)
    assert (await assign(api, dispute, related)).status_code == 200


async def test_a_conflict_found_out_later_stops_the_sessions_until_both_consent(api: Api) -> None:
    dispute = await api.in_mediation()
    held = {"place": "第一调解室", "present": [1, 2]}
    await api.done(f"{dispute}/conflicts", {"kind": "interest"}, role=Role.MEDIATOR)

    answer = await api.post(f"{dispute}/sessions", held, role=Role.MEDIATOR)
    refused(answer, "conflict_not_consented", "MEDIATOR.CONFLICT")
    await consent(api, dispute, 1, 2)
    await api.done(f"{dispute}/sessions", held, role=Role.MEDIATOR)


async def test_a_recused_mediator_comes_back_only_with_both_consents_and_it_is_told(
    api: Api, migrated: Databases
) -> None:
    first, second = api.service.mediator, await enter_mediator(api, "新调接")
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/recusals", {"by": "party", "reason": "申请人有异议"})
    assert (await assign(api, dispute, second)).status_code == 200
    refused(await assign(api, dispute, first), "earlier_role_not_disclosed", "MEDIATOR.CONFLICT")

    role = {"mediator": str(first), "kind": "earlier_role"}
    await api.done(f"{dispute}/conflicts", role)
    refused(await assign(api, dispute, first), "conflict_not_consented", "MEDIATOR.CONFLICT")
    await consent(api, dispute, 1, 2)
    assert (await assign(api, dispute, first)).status_code == 200

    await catch_up(migrated.projector)
    told = [entry["text"] for entry in (await api.get(f"{dispute}/history")).json()["items"]]
    assert "王调解回避（当事人提出），等待另行指派，理由：申请人有异议。" in "".join(told)
    assert "曾在同一事项中任职" in "".join(told)
    assert "申请人阿依古丽知悉第1项利害关系，同意继续调解。" in told


async def test_who_covers_works_on_the_days_of_the_cover_alone(api: Api) -> None:
    stand_in = await enter_mediator(api, "新调代")
    token = token_of(api, stand_in)
    dispute = await api.in_mediation()
    days = {"starts_on": "2026-03-11", "ends_on": "2026-03-12"}
    await api.done(f"{dispute}/covers", {"mediator": str(stand_in), **days})
    notes, said = f"{dispute}/confidential-notes", {"note": "代班时所记"}

    assert (await api.post(notes, said, token=token)).status_code == 403
    for day in (1, 2):
        with later(api, days=day):
            assert (await api.post(notes, said, token=token)).status_code == 200
    with later(api, days=3):
        assert (await api.post(notes, said, token=token)).status_code == 403
    answer = await api.get(notes, role=Role.MEDIATOR)
    assert [note["note"] for note in answer.json()] == ["代班时所记"] * 2


async def test_cover_is_checked_like_an_assignment(api: Api) -> None:
    ends = await enter_mediator(api, "新调将满", valid_until=date(2026, 3, 12))
    dispute = await api.in_mediation()
    days = {"starts_on": "2026-03-11", "ends_on": "2026-03-13"}
    answer = await api.post(f"{dispute}/covers", {"mediator": str(ends), **days})
    problem = refused(answer, "certificate_not_valid", "MEDIATOR.CERTIFIED")
    assert "2026-03-13" in problem["detail"]
    backwards = {"mediator": str(ends), "starts_on": "2026-03-12", "ends_on": "2026-03-11"}
    answer = await api.post(f"{dispute}/covers", backwards)
    refused(answer, "cover_ends_before_it_starts", "MEDIATOR.COVER")
