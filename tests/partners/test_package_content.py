"""What travels in a package: the shared record with its files, as far as the receiver may see it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from msgspec import structs

from services.partners.handoff.verifying import keys_of, verify
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api
from tests.support.canary import places_of, planted
from tests.support.database import Databases
from tests.support.handing_over import Commission, commissions, members, offer_to, record_of
from tests.support.uploads import filed, pdf

NOTE, FACTS = planted("私下"), planted("无争议")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def a(api: Api, migrated: Databases) -> AsyncIterator[Commission]:
    async with commissions(api, migrated) as found:
        # Names of bodies are those of the read models.
        await catch_up(migrated.projector)
        yield found["commission"]


async def in_mediation(api: Api) -> str:
    claimant, respondent = APPLICATION["parties"]
    parties = [{**claimant, "region": "650102013"}, {**respondent, "region": "650103"}]
    dispute = await api.registered(parties=parties, matter="拖欠工资")
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    await api.done(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    return dispute


async def test_a_package_holds_the_record_its_files_and_nothing_said_in_confidence(
    api: Api, a: Commission
) -> None:
    dispute, slip = await in_mediation(api), pdf()
    await filed(api, dispute, slip)
    await api.done(f"{dispute}/confidential-notes", {"note": NOTE}, role=Role.MEDIATOR)
    facts = {"facts": FACTS, "agreed_by": [1, 2]}
    await api.done(f"{dispute}/undisputed-facts", facts, role=Role.MEDIATOR)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))

    verdict = await a.package(dispute)
    raw = (await a.get(f"{dispute}/referrals/1/package")).content
    found = members(raw)
    told, manifest = record_of(verdict), verdict.manifest
    shared = told["shared"]
    assert [one["region"] for one in shared["parties"]] == ["650102", "650103"]
    assert (shared["matter"], shared["is_oral"]) == ("拖欠工资", False)
    (evidence,) = shared["evidence"]
    assert evidence["title"] == "工资条.pdf"
    assert found[f"files/{evidence['sha256']}"] == slip
    names = [manifest[side]["name"] for side in ("sender", "receiver")]
    assert names == ["水磨沟区centre", "水磨沟区commission"]
    assert (manifest["position"], manifest["version"]) == (shared["position"], shared["version"])
    assert shared["first_contact_on"] == "2026-03-10"
    assert shared["interruptions"]
    assert shared["chronology"]
    texts = {name: content.decode("latin-1") for name, content in found.items()}
    texts["record.json"] = found["record.json"].decode()
    for personal in ("13999912345", "11010519491231002X"):
        assert personal not in texts["record.json"]
    assert places_of(NOTE, texts) == set()
    assert places_of(FACTS, texts) == {"record.json"}


async def test_a_package_stays_what_it_was_when_the_offer_ended(api: Api, a: Commission) -> None:
    dispute = await in_mediation(api)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    open_one = (await a.get(f"{dispute}/referrals/1/package")).content
    await api.done(f"{dispute}/sessions", {"place": "第一调解室", "present": [1, 2]})
    later = await a.get(f"{dispute}/referrals/1/package")
    assert later.content != open_one
    await a.tells("referral_accepted", dispute, offer=1)
    taken = await a.get(f"{dispute}/referrals/1/package")
    await a.tells("arbitration_accepted", dispute, number="水劳人仲案〔2026〕36号")
    assert (await a.get(f"{dispute}/referrals/1/package")).content == taken.content
    assert (await api.get(f"{dispute}/referrals/1/package")).content == taken.content
    assert taken.headers["Repr-Digest"].startswith("sha-256=:")
    english = {**a.bearer, "Accept-Language": "en"}
    other = await api.client.get(f"{dispute}/referrals/1/package", headers=english)
    assert verify(other.content).manifest["language"] == "en"


async def test_a_package_verifies_after_the_key_was_changed(api: Api, a: Commission) -> None:
    dispute = await in_mediation(api)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    before = (await a.get(f"{dispute}/referrals/1/package")).content
    old = verify(before).kid
    new = await api.partners.handoff.keys.rotate()
    keys = keys_of((await api.client.get("/.well-known/package-keys.json")).json())
    assert list(keys)[:2] == [new, old]
    assert verify(before, keys).is_trusted
    after = verify((await a.get(f"{dispute}/referrals/1/package")).content, keys)
    assert (after.kid, after.is_trusted) == (new, True)
    assert "d" not in keys[new]


async def test_a_package_whose_key_leaked_is_not_trusted_and_the_next_one_is(
    api: Api, a: Commission
) -> None:
    dispute = await in_mediation(api)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    before = (await a.get(f"{dispute}/referrals/1/package")).content
    leaked = verify(before).kid
    assert await api.partners.handoff.keys.revoke(leaked, is_compromised=True)
    assert not await api.partners.handoff.keys.revoke(leaked, is_compromised=True)

    keys = keys_of((await api.client.get("/.well-known/package-keys.json")).json())
    found = verify(before, keys)
    assert ([each.code for each in found.findings], found.is_trusted) == (["revoked_key"], False)
    assert (await a.package(dispute)).kid not in {leaked, ""}


async def test_what_a_profile_hides_is_left_out_and_said_to_be(api: Api, a: Commission) -> None:
    dispute, slip = await in_mediation(api), pdf()
    await filed(api, dispute, slip)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    await hide(api, "-answers.uscc", papers=("wage_record",))
    verdict = await a.package(dispute)
    shared = record_of(verdict)["shared"]
    assert shared["evidence"] == []
    assert all("uscc" not in party for party in shared["parties"])
    assert verdict.manifest["left_out"] == ["uscc", "wage_record"]
    assert [one["name"] for one in verdict.manifest["members"]] == ["record.json"]


async def test_no_word_of_a_package_or_a_history_tells_what_a_profile_hides(
    api: Api, a: Commission, migrated: Databases
) -> None:
    """Neither papers of a hidden kind, nor names, nor the value of another hidden member."""
    dispute = await in_mediation(api)
    await filed(api, dispute, pdf())
    letter = {"kind": "suggestion_letter", "title": "不外传的建议书", "recipients": [2]}
    await api.done(f"{dispute}/documents", letter)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    await catch_up(migrated.projector)
    await hide(api)
    shown = await told_to(a, dispute)
    listed = (await a.get("/v1/documents?total=true")).json()
    papers = ("wage_record", "suggestion_letter")
    await hide(api, "-answers.name", "-answers.reason", papers=papers)
    kept_back = await told_to(a, dispute)
    people = (await api.get(f"{dispute}/history")).text
    left = (await a.get("/v1/documents?total=true")).json()
    letters = [one for one in listed["items"] if one["kind"] == "suggestion_letter"]
    assert letters
    assert left["items"] == [one for one in listed["items"] if one not in letters]
    assert left["total"] == listed["total"] - len(letters)

    names = [party["name"] for party in APPLICATION["parties"]]
    for word in ("工资条", "不外传的建议书", *names, "申请人要求仲裁"):
        assert all(word in text for text in shown), word
        assert not any(word in text for text in kept_back), word
        assert word in people
    for kind in ("wage_record", "suggestion_letter", "EvidenceFiled", "DocumentIssued"):
        assert not any(kind in text for text in kept_back), kind
    await hide(api)


async def hide(api: Api, *fields: str, papers: tuple[str, ...] = ()) -> None:
    """What the commission's system is not told from now on."""
    profile: Any = await api.partners.profiles.find("commission")
    changed = structs.replace(
        profile, version=profile.version + 1, fields=("*", *fields), hidden_documents=papers
    )
    await api.partners.profiles.save(changed, by="test", what="hides")


async def told_to(a: Commission, dispute: str) -> list[str]:
    """What the package, the package of the read models and the history tell of papers and in words."""
    read = [(await a.get(f"{dispute}/{part}")).json() for part in ("package", "history")]
    said = [record_of(await a.package(dispute))["shared"], *read]
    # Members themselves are taken out at the edge, which keeps a profile for some seconds.
    parts = ("chronology", "items", "documents", "evidence")
    return [str({part: one.get(part) for part in parts}) for one in said]


async def test_only_the_two_sides_get_it(api: Api, a: Commission) -> None:
    dispute = await in_mediation(api)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    path = f"{dispute}/referrals/1"
    for role, status in (
        (Role.COURT_LIAISON, 404),
        (Role.PARTNER_BUREAU, 404),
        (Role.SUPERVISOR, 403),
        (Role.CLERK, 200),
        (Role.ARBITRATION_CLERK, 200),
    ):
        assert (await api.get(f"{path}/package", role=role)).status_code == status
        assert (await api.get(path, role=role)).status_code == status
    await api.done(f"{path}/recall", {"reason": "申请人撤回"})
    assert (await api.get(f"{path}/package")).status_code == 200
    assert (await a.get(f"{path}/package")).status_code == 403
    assert (await a.get(path)).status_code == 200
    for nothing in (
        f"{dispute}/referrals/2",
        f"{dispute}/referrals/x",
        "/v1/disputes/x/referrals/1",
    ):
        assert (await a.get(nothing)).status_code == 404
