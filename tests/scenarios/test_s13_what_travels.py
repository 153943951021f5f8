"""S13, what crosses to others: only the undisputed fact travels; search finds what one may open."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest_asyncio

from services.partners.feed.chain import faults
from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api
from tests.support.canary import place_of, places_of, planted, stored
from tests.support.database import Databases
from tests.support.feeding import feed_all, items
from tests.support.partners import partner
from tests.support.queries import rows_of
from tests.support.streams import streaming

NOTE, OFFER, ADMISSION = planted("私下记录"), planted("让步"), planted("承认")
PRIVILEGED = (NOTE, OFFER, ADMISSION)
WORKER, EMPLOYER = planted("职工"), planted("有限公司")
FACT, RECORD, MATTER, REASON = (planted(of) for of in ("无争议", "笔录", "经过", "理由"))
PERSONAL = (WORKER, EMPLOYER, FACT, RECORD, MATTER, REASON)
NUMBERS = ("11010519491231002X", "13999912345")
DESK, COURT = Role.ARBITRATION_CLERK, Role.COURT_LIAISON


@dataclass
class Travelled:
    """One dispute from the talks to the court, and all that partners' systems were given of it."""

    dispute: str
    partners: dict[str, Partner]
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    """By partner: feed rows, pages, stream, by name."""
    package: str = ""
    signed: dict[str, str] = field(default_factory=dict)
    """The members of the signed package of the offer, by name."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def travelled(api: Api, migrated: Databases) -> AsyncIterator[Travelled]:
    found = Travelled("", {})
    for code in ("commission", "court", "other-centre", "centre"):
        found.partners[code] = await partner(api.partners.profiles, code)
    found.partners["bureau"] = await supervising(api)
    found.dispute = await talked(api)
    await taken_on(api, found.dispute)
    await feed_all(migrated, api.partners.profiles)
    await catch_up(migrated.projector)
    offered = await api.get(f"{found.dispute}/package", role=DESK)
    assert offered.status_code == 200, offered.text
    found.package = offered.text
    signed = await api.get(f"{found.dispute}/referrals/1/package", role=DESK)
    assert signed.status_code == 200, signed.text
    with zipfile.ZipFile(io.BytesIO(signed.content)) as packed:
        found.signed = {name: packed.read(name).decode() for name in packed.namelist()}
    for code, of in found.partners.items():
        found.given[code] = await read_everything(api, migrated, of)
    yield found


async def supervising(api: Api) -> Partner:
    """The system of a bureau that oversees the district, and so reads all of it."""
    kind = PartnerKind.SUPERVISOR
    bureau = Partner(id=partner_id("bureau"), code="bureau", kind=kind, zh="局", region="650105")
    await api.partners.profiles.save(bureau, by="test", what="added")
    return bureau


async def talked(api: Api) -> str:
    """The mediator hears an offer and an admission in confidence; a fact is agreed on; it fails."""
    worker, employer = APPLICATION["parties"]
    parties = [worker | {"name": WORKER}, employer | {"name": EMPLOYER}]
    dispute = await api.registered(parties=parties, is_oral=True, matter=MATTER)
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    await api.done(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    for path, body in (
        ("confidential-notes", {"note": NOTE}),
        ("confidential-notes", {"note": ADMISSION}),
        ("settlement-offers", {"party": 2, "content": OFFER}),
        ("sessions", {"place": "第一调解室", "present": [1, 2], "record": RECORD}),
        ("undisputed-facts", {"facts": FACT, "agreed_by": [1, 2]}),
        ("failure", {"reasons": [{"code": "facts_disputed"}]}),
    ):
        await api.done(f"{dispute}/{path}", body, role=Role.MEDIATOR)
    return dispute


async def taken_on(api: Api, dispute: str) -> None:
    """Arbitration takes over, accepts, and later the court has it."""
    offer = {"to": str(api.service.body("commission")), "reason": REASON, "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, role=DESK)
    bar = {"ground": "out_of_scope", "reason": REASON}
    await api.done(f"{dispute}/arbitration/non-acceptance", bar, role=DESK)
    suit = {"court": str(api.service.body("court")), "number": "（2026）新0105民初88号"}
    await api.done(f"{dispute}/suits", suit | {"ground": "not_accepted", "by": [1]}, role=COURT)


async def read_everything(api: Api, databases: Databases, of: Partner) -> dict[str, str]:
    """Whatever the partner's system can be given of its feed, and the rows behind it."""
    token = api.token("clerk", partner=of.code, scope="feed:read")
    headers = {"Authorization": f"Bearer {token}"}
    page = await api.client.get("/v1/feed?limit=1000", headers=headers)
    assert page.status_code == 200, page.text
    rows = items(databases, of.id)
    assert list(faults(rows)) == []
    streamed = b""
    if rows:
        asked = headers | {"Accept": "text/event-stream"}
        async with streaming(api.app, "/v1/feed", asked) as stream:
            while int(await stream.next_with("id")) < rows[-1].position:
                pass
            streamed = stream.sent
    return {
        "page": f"{page.text}{dict(page.headers)}",
        "stream": streamed.decode(),
        "rows": b"\n".join(row.body for row in rows).decode(),
    }


async def test_feeds_tell_that_a_fact_is_undisputed_and_nothing_that_was_said(
    travelled: Travelled,
) -> None:
    seen = {code: rows["rows"] for code, rows in travelled.given.items()}

    assert "fengqiao.event.UndisputedFactsRecorded" in seen["bureau"]
    assert "fengqiao.event.ReferralOffered" in seen["commission"]
    assert "fengqiao.event.LitigationFiled" in seen["court"]
    assert seen["other-centre"] == ""
    for told in travelled.given.values():
        for canary in (*PRIVILEGED, *PERSONAL):
            assert places_of(canary, told) == set(), place_of(canary)
        for number in NUMBERS:
            assert not [place for place, text in told.items() if number in text]
        assert "ConfidentialNote" not in told["rows"]
        assert "Settlement" not in told["rows"]


async def test_no_table_of_what_crosses_to_partners_holds_a_word_of_it(
    travelled: Travelled, migrated: Databases
) -> None:
    crossing = ("feed.", "deliveries.", "handoff.", "partners.", "inbox.")
    rows = {
        place: text
        for place, text in stored(migrated).items()
        if place.removeprefix("table ").startswith(crossing)
    }

    assert travelled.dispute.rsplit("/", 1)[1] in rows["table feed.items"]
    for canary in (*PRIVILEGED, *PERSONAL):
        assert places_of(canary, rows) == set(), place_of(canary)


async def test_the_package_carries_the_undisputed_fact_and_nothing_said_in_confidence(
    travelled: Travelled,
) -> None:
    told = {"package": travelled.package}

    assert json.loads(travelled.package)["undisputed"][0]["facts"] == FACT
    assert any(FACT in text for text in travelled.signed.values())
    for canary in PRIVILEGED:
        assert places_of(canary, told | travelled.signed) == set(), place_of(canary)
    for number in NUMBERS:
        assert number not in travelled.package


async def test_a_clerk_finds_and_counts_only_what_it_may_open(
    api: Api, travelled: Travelled
) -> None:
    stranger = api.token("clerk", "other-centre")

    async def found(token: str, **query: str) -> tuple[int, int]:
        headers = {"Authorization": f"Bearer {token}"}
        asked: dict[str, Any] = {"total": "true", **query}
        answer = await api.client.get("/v1/disputes", params=asked, headers=headers)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        return len(page["items"]), page["total"]

    own = api.tokens[Role.CLERK]
    assert await found(own, text=EMPLOYER) == (1, 1)
    assert await found(stranger, text=EMPLOYER) == (0, 0)
    assert await found(stranger) == (0, 0)
    assert await found(own, text=WORKER) == (0, 0)
    opened = await api.client.get(
        travelled.dispute, headers={"Authorization": f"Bearer {stranger}"}
    )
    assert opened.status_code in {403, 404}


async def test_whatever_was_read_of_it_was_taken_down(
    api: Api, travelled: Travelled, migrated: Databases
) -> None:
    await api.get(f"/v1/disputes?text={EMPLOYER}")
    await api.partners.record.stored()
    rows = rows_of(migrated.admin, "SELECT operation, partner, dispute::text FROM audit.reads")
    dispute = travelled.dispute.rsplit("/", 1)[1]

    assert {("get_package", None, dispute), ("get_referral_package", None, dispute)} <= set(rows)
    assert {("read_feed", code, None) for code in travelled.partners} <= set(rows)
    assert ("list_disputes", None, None) in rows
