"""Planted canaries: what is said in confidence comes out nowhere but to the mediator who has the case.

Texts that people write in the shared record are planted too: they are sealed wherever they are
kept, and open to those who may see names. A public text shows that the search finds what is there.
"""

import io
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
import pytest_asyncio
import structlog

from services.console.parts import ConsoleParts
from services.console.router import console_router
from services.kit.database import create_pool
from services.kit.logging import configure
from services.projections.definitions import DEFINITIONS
from services.projections.runner import catch_up
from services.projections.verification import verify_views
from services.workflow.domain.given import Role
from services.workflow.recorded.codec import encode_value
from services.workflow.rules.regions import regions
from services.workflow.storage.verify_keys import people_without_keys
from services.workflow.storage.verify_log import verify_log
from tests.support.api import APPLICATION, Api
from tests.support.canary import place_of, places_of, planted, stored
from tests.support.database import Databases
from tests.support.mediators import follow_a_recusal, take_over_by_transfer
from tests.support.pages import OPEN, clocks_of

NOTE, OFFER, ANSWER = planted("私下记录"), planted("让步"), planted("答复")
REFUSED, MALFORMED = planted("被拒"), planted("写错")
PRIVILEGED = (NOTE, OFFER, ANSWER, REFUSED, MALFORMED)
RECORD, UNDISPUTED, REASON, MATTER = (planted(of) for of in ("笔录", "无争议", "理由", "经过"))
SEALED = (RECORD, UNDISPUTED, REASON, MATTER)
PUBLIC = planted("有限公司")
FIGURE = "area_resolution@1?region=650105&from=2026-01-01&to=2026-12-31"


@dataclass
class Told:
    """Everything that came out, by place, and what the assigned mediator reads in confidence."""

    places: dict[str, str] = field(default_factory=dict)
    open_to_names: set[str] = field(default_factory=set)
    """Places where those who may see names read the shared texts."""
    mediator: str = ""

    def note(self, place: str, answer: Any) -> Any:
        self.places[f"{place} #{len(self.places)}"] = f"{answer.text}\n{dict(answer.headers)}"
        return answer


@contextmanager
def logging_to(stream: io.StringIO) -> Any:
    kept = logging.root.handlers[:], logging.root.level
    configure("debug", stream)
    try:
        yield
    finally:
        structlog.reset_defaults()
        logging.root.handlers[:], logging.root.level = kept[0], kept[1]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told(api: Api, migrated: Databases) -> AsyncIterator[Told]:
    """One dispute from the talks to arbitration, and all that anybody was told on the way."""
    found, lines = Told(), io.StringIO()
    with logging_to(lines):
        dispute = await _talks(api, found)
        await _mistakes(api, dispute, found)
        await _failed(api, dispute, found)
        await catch_up(migrated.projector)
        await _read(api, dispute, found)
        await _handed_over(api, dispute, found)
        await catch_up(migrated.projector)
        await _read(api, dispute, found)
        await _pages(api, migrated, dispute, found)
        for hand_on in (follow_a_recusal, take_over_by_transfer):
            await _next_mediator(api, await _talks(api, found), found, hand_on)
        await _verified(migrated, found)
    found.places["log lines"] = lines.getvalue()
    found.places |= stored(migrated)
    yield found


async def _talks(api: Api, told: Told) -> str:
    worker, employer = APPLICATION["parties"]
    application = APPLICATION | {
        "is_oral": True,
        "matter": MATTER,
        "parties": [worker, employer | {"name": PUBLIC}],
    }
    answer = told.note("registration", await api.post("/v1/disputes", application))
    dispute: str = answer.headers["Location"]
    consent = {"other_side_consented_on": "2026-03-10"}
    mediator = {"mediator": str(api.service.mediator)}
    await _done(api, told, f"{dispute}/acceptance", consent)
    await _done(api, told, f"{dispute}/mediator", mediator)
    for path, body in (
        ("confidential-notes", {"note": NOTE}),
        ("settlement-offers", {"party": 2, "content": OFFER}),
        ("settlement-offers/1/answers", {"party": 1, "answer": "countered", "content": ANSWER}),
    ):
        await _done(api, told, f"{dispute}/{path}", body, role=Role.MEDIATOR)
    session = {"place": "第一调解室", "present": [1, 2], "record": RECORD}
    await _done(api, told, f"{dispute}/sessions", session, role=Role.MEDIATOR)
    facts = {"facts": UNDISPUTED, "agreed_by": [1, 2]}
    await _done(api, told, f"{dispute}/undisputed-facts", facts, role=Role.MEDIATOR)
    read = await api.get(f"{dispute}/confidential-notes", role=Role.MEDIATOR)
    told.mediator = read.text
    return dispute


async def _done(api: Api, told: Told, path: str, body: Any, *, role: Role = Role.CLERK) -> None:
    answer = told.note(path, await api.post(path, body, role=role))
    assert answer.status_code == 200, answer.text


async def _mistakes(api: Api, dispute: str, told: Told) -> None:
    """Whatever is wrong with a command, the answer does not repeat what it said."""
    notes, offers = f"{dispute}/confidential-notes", f"{dispute}/settlement-offers"
    mediator: Any = {"role": Role.MEDIATOR}
    statuses = set()
    for path, body, how in (
        (notes, {"note": [MALFORMED]}, mediator),
        (notes, {"note": NOTE, "aside": MALFORMED}, mediator),
        (notes, {"note": MALFORMED + "长" * 40_000}, mediator),
        (notes, f'{{"note": "{MALFORMED}'.encode(), mediator),
        (notes, {"note": REFUSED}, mediator | {"If_Match": '"1"'}),
        (notes, {"note": REFUSED}, mediator | {"If_Match": MALFORMED[-38:]}),
        (notes, {"note": REFUSED}, {"role": Role.CLERK}),
        (notes, {"note": REFUSED}, {"role": Role.COURT_LIAISON}),
        (offers, {"party": 9, "content": REFUSED}, mediator),
        (offers, {"party": MALFORMED, "content": REFUSED}, mediator),
        (f"{offers}/7/answers", {"party": 1, "answer": "refused", "content": REFUSED}, mediator),
        (f"{offers}/1/answers", {"party": 1, "answer": MALFORMED}, mediator),
    ):
        answer = told.note(f"refused {path}", await api.post(path, body, **how))
        statuses.add(answer.status_code)
        assert answer.status_code >= 400, (body, answer.text)
    assert {400, 403, 412, 422} <= statuses
    key = "11111111-2222-4333-8444-555555555555"
    note = {"note": NOTE}
    for body in (note, note, {"note": REFUSED}):
        told.note("repeat", await api.post(notes, body, key=key, **mediator))


async def _failed(api: Api, dispute: str, told: Told) -> None:
    await _done(api, told, f"{dispute}/failure", {"reasons": [{"code": "gap_too_wide"}]})
    commission = str(api.service.body("commission"))
    offer = {"to": commission, "reason": REASON, "applicant": 1}
    await _done(api, told, f"{dispute}/referrals", offer)


async def _handed_over(api: Api, dispute: str, told: Told) -> None:
    there = Role.ARBITRATION_CLERK
    await _done(api, told, f"{dispute}/referrals/1/receipt", {}, role=there)
    await _done(api, told, f"{dispute}/referrals/1/acceptance", {}, role=there)
    number = {"number": "水劳人仲案〔2026〕34号"}
    await _done(api, told, f"{dispute}/arbitration/acceptance", number, role=there)
    # The dispute is with the commission now: nobody takes notes in confidence any more.
    note = await api.post(f"{dispute}/confidential-notes", {"note": REFUSED}, role=Role.MEDIATOR)
    assert told.note("late note", note).status_code >= 400


async def _next_mediator(
    api: Api, dispute: str, told: Told, hand_on: Callable[[Api, str], Awaitable[str]]
) -> None:
    """Whoever mediates after a recusal or a transfer is told nothing of the talks before."""
    token = await hand_on(api, dispute)
    headers = {"Authorization": f"Bearer {token}"}
    for path in ("confidential-notes", "actions"):
        read = await api.client.get(f"{dispute}/{path}", headers=headers)
        assert told.note(f"next mediator {path}", read).status_code == 200, read.text
    answers = f"{dispute}/settlement-offers/1/answers"
    for party in (1, 2):
        answer = {"party": party, "answer": "refused"}
        said = told.note("next mediator answers", await api.post(answers, answer, token=token))
        assert said.json()["code"] == "unknown_settlement_offer"


async def _read(api: Api, dispute: str, told: Told) -> None:
    identity = dispute.rsplit("/", 1)[1]
    filled = {"dispute_id": identity, "definition": FIGURE}
    paths = [path.format_map(defaultdict(lambda: "1", filled)) for path in _every_read(api)]
    paths += [f"/v1/figures/{FIGURE.replace('area_resolution@1', name)}" for name in DEFINITIONS]
    searches = [f"/v1/disputes?text={text}" for text in (NOTE, RECORD, PUBLIC, "水磨沟")]
    single = [f"{dispute}?version=2"]
    around = ["/v1/openapi.json", "/problems", f"/v1/disputes?cursor={NOTE}", f"/v1/none/{NOTE}"]
    for role in api.tokens:
        for path in (*paths, *searches, *single, *around):
            if role is Role.MEDIATOR and path.endswith("/confidential-notes"):
                continue
            answer = told.note(f"{role} {path.partition('?')[0]}", await api.get(path, role=role))
            if role is not Role.SUPERVISOR and path.startswith(dispute):
                told.open_to_names.add([*told.places][-1])
            assert answer.status_code < 500, (path, answer.text)


def _every_read(api: Api) -> list[str]:
    """The address of everything that can be read, as the document tells it."""
    found = api.app.openapi()["paths"]
    return [path for path, operations in found.items() if "get" in operations]


async def _pages(api: Api, databases: Databases, dispute: str, told: Told) -> None:
    async with await create_pool(databases.app, name="test pages", size=2) as pool:
        parts = ConsoleParts(
            caller=OPEN,
            read_models=pool.acquire,
            open_names=api.service.keyring.open_all,
            clocks=clocks_of(api),
            region_name=regions().name,
        )
        api.app.include_router(console_router(parts))
        page = dispute.removeprefix("/v1")
        figures = [f"/figures/{name}" for name in DEFINITIONS]
        paths = ("/", "/disputes", page, "/help", f"/disputes?number={PUBLIC}", f"{page}x")
        for path in (*paths, *figures):
            for language in ("zh", "en"):
                headers = {"Accept-Language": language, "Host": "127.0.0.1"}
                answer = await api.client.get(path, headers=headers)
                told.note(f"page {path.partition('?')[0]}", answer)
                assert answer.status_code in {200, 404}, (path, answer.text)
                assert answer.status_code == 200 or path.endswith("x"), path


async def _verified(databases: Databases, told: Told) -> None:
    found = (
        await verify_log(databases.app),
        await people_without_keys(databases.app, databases.key_app),
        await verify_views(databases.projector),
    )
    told.places["verify"] = msgspec.json.encode(found, enc_hook=_plain).decode()


def _plain(value: Any) -> Any:
    return value.__dict__ if hasattr(value, "__dict__") else encode_value(value)


@pytest.mark.parametrize("canary", PRIVILEGED, ids=place_of)
async def test_what_is_said_in_confidence_comes_out_nowhere(told: Told, canary: str) -> None:
    assert places_of(canary, told.places) == set()


async def test_the_mediator_who_has_the_case_reads_all_of_it(told: Told) -> None:
    for canary in (NOTE, OFFER, ANSWER):
        assert places_of(canary, {"notes": told.mediator}) == {"notes"}
    for canary in (REFUSED, MALFORMED):
        assert places_of(canary, {"notes": told.mediator}) == set()


@pytest.mark.parametrize("canary", SEALED, ids=place_of)
async def test_what_is_written_in_the_shared_record_is_open_to_those_who_see_names_only(
    told: Told, canary: str
) -> None:
    places = places_of(canary, told.places)

    assert places <= told.open_to_names
    assert any("package" in place for place in places)
    # The matter as the applicant told it is no event of its own.
    assert canary == MATTER or any("history" in place for place in places)


async def test_only_the_undisputed_fact_travels(told: Told) -> None:
    packages = {place: text for place, text in told.places.items() if "/package #" in place}
    receiver = {p: t for p, t in packages.items() if p.startswith(Role.ARBITRATION_CLERK)}

    # As JSON and as the signed file, each asked for twice.
    assert len(places_of(UNDISPUTED, receiver)) == len(receiver) == 4
    assert all('"undisputed"' in text for text in receiver.values())


async def test_the_search_finds_what_is_public_wherever_it_is_kept(told: Told) -> None:
    """The same search, for a text that is no secret: it could have found the others."""
    places = {place.partition(" #")[0] for place in places_of(PUBLIC, told.places)}

    assert {"clerk /v1/disputes", "table log.events"} <= places
    assert any(place.startswith("table views.dispute_list") for place in places)
    assert any(place.startswith("table views.dispute_timeline") for place in places)
    assert any(place.startswith("page /disputes/") for place in places)
    assert any(place.endswith("/package") for place in places)
    assert not any(place.startswith(("log lines", "verify", "refused")) for place in places)
