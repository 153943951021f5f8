"""What cannot be read is told at its place, all of it at once, and never as a fault of ours."""

from collections.abc import AsyncIterator
from typing import Any

import httpx2
import msgspec
import pytest

from services.workflow.domain.given import Role
from services.workflow.http.app import create_app
from tests.support.api import APPLICATION, Api

PERFORMANCE = "/v1/disputes/1f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10/performances"


async def errors(
    api: Api, body: Any, path: str = PERFORMANCE, *, if_match: str = ""
) -> dict[str, str]:
    """Pointer to code of a body that must be refused as 422."""
    answer = await api.post(path, body, If_Match=if_match)
    assert answer.status_code == 422, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    return {error["pointer"]: error["code"] for error in answer.json()["errors"]}


async def test_every_fault_of_a_body_is_told_at_once(api: Api) -> None:
    worker, employer = APPLICATION["parties"]
    body = APPLICATION | {
        "region": "99",
        "parties": [
            worker
            | {
                "side": "left",
                "phone": "12",
                "document": {"type": "resident_id", "number": "110105194912310021"},
            },
            employer | {"name": ""},
        ],
        "claims": [{"kind": "remuneration", "amount": 1.5}],
        "worker_count": 0,
        "colour": "red",
    }

    assert await errors(api, body, "/v1/disputes") == {
        "#/colour": "unknown",
        "#/region": "region.shape",
        "#/parties/0/side": "choice",
        "#/parties/0/phone": "phone.unreadable",
        "#/parties/0/document": "resident_id.check",
        "#/parties/1/name": "length",
        "#/claims/0/amount": "amount.not_whole_fen",
        "#/worker_count": "range",
    }


async def test_faults_are_told_in_the_callers_language(api: Api) -> None:
    chinese = await api.post(PERFORMANCE, {"amount": -1})
    english = await api.post(PERFORMANCE, {"amount": -1}, Accept_Language="en")

    assert chinese.json()["errors"][0]["detail"] == "金额须大于 0"
    assert english.json()["errors"][0]["detail"] == "An amount must be more than 0"


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        (b"[]", "#", "object"),
        (b"null", "#", "object"),
        (b"{}", "#/amount", "missing"),
        (b'{"amount": 1, "amount": 2}', "#", "duplicate"),
        (b'{"amount": true}', "#/amount", "amount.not_whole_fen"),
        (b'{"amount": 1, "instalment": 12345678901}', "#/instalment", "range"),
        (b'{"amount": 1, "instalment": -1}', "#/instalment", "range"),
        (b'{"amount": 1, "occurred_on": "2026-02-30"}', "#/occurred_on", "date"),
        (b'{"amount": 1, "occurred_on": "0001-01-01"}', "#/occurred_on", "year"),
        (b'{"amount": 1, "occurred_at": "2026-03-02T09:30:00"}', "#/occurred_at", "date_time"),
    ],
)
async def test_a_readable_body_with_a_fault_is_refused_at_its_place(
    api: Api, body: bytes, place: str, code: str
) -> None:
    assert await errors(api, body) == {place: code}


@pytest.mark.parametrize(
    ("text", "code"),
    [("  ", "blank"), ("", "blank"), ("a\0b", "character"), ("x" * 20_001, "length")],
)
async def test_a_text_that_says_nothing_or_cannot_be_kept_is_refused(
    api: Api, text: str, code: str
) -> None:
    path = PERFORMANCE.replace("performances", "confirmation/docketing")

    assert await errors(api, {"number": text}, path) == {"#/number": code}


async def test_half_a_surrogate_pair_is_refused(api: Api) -> None:
    path = PERFORMANCE.replace("performances", "confirmation/docketing")

    assert await errors(api, b'{"number": "\\ud800"}', path) == {"#/number": "character"}


async def test_unknown_fields_are_refused_at_every_depth(api: Api) -> None:
    payment = {"no": 1, "due_on": "2026-05-01", "amount": 1, "currency": "CNY"}
    body = {"terms": [{"claim": 1, "instalments": [payment]}]}
    path = PERFORMANCE.replace("performances", "terms")

    assert await errors(api, body, path) == {"#/terms/0/instalments/0/currency": "unknown"}


async def test_fields_that_the_address_names_are_not_sent(api: Api) -> None:
    path = PERFORMANCE.replace("performances", "referrals/1/acceptance")

    assert await errors(api, {"offer": 2}, path) == {"#/offer": "unknown"}


async def test_a_caller_cannot_pass_off_a_fact_as_imported(api: Api) -> None:
    source = {"ledger": "x", "row_digest": "y", "sample": True}
    body = {"field": "region", "new": "650105002", "reason": "x", "source": source}
    path = PERFORMANCE.replace("performances", "corrections")

    assert await errors(api, body, path, if_match='"1"') == {"#/source": "unknown"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"amount": NaN}',
        b'{"amount": Infinity}',
        b'{"amount": 01}',
        b"\xff\xfe",
        b'\xef\xbb\xbf{"amount": 1}',
        b'{"amount": ' + b"9" * 5000 + b"}",
        b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    ],
)
async def test_what_is_not_json_is_told_as_malformed(api: Api, body: bytes) -> None:
    answer = await api.post(PERFORMANCE, body)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/malformed-json"


async def test_a_body_above_the_limit_is_refused_before_it_is_whole(api: Api) -> None:
    sent = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            sent.append(b" " * 1024)
            yield sent[-1]

    app = create_app(msgspec.structs.replace(api.dependencies, body_limit_bytes=4096))
    headers = {
        "Authorization": f"Bearer {api.tokens[Role.CLERK]}",
        "Idempotency-Key": "large",
        "Content-Type": "application/json",
    }
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://fengqiao") as client:
        large = {**headers, "Content-Length": "9999999"}
        declared = await client.post("/v1/disputes", content=b"{}", headers=large)
        streamed = await client.post("/v1/disputes", content=endless(), headers=headers)

    assert declared.status_code == streamed.status_code == 413
    assert streamed.json()["limit_bytes"] == 4096
    assert len(sent) < 8


@pytest.mark.parametrize(
    "media",
    ["text/plain", "", "application/x-www-form-urlencoded", "application/json; charset=gbk"],
)
async def test_a_body_not_declared_as_json_is_refused(api: Api, media: str) -> None:
    answer = await api.post("/v1/disputes", b"{}", Content_Type=media)

    assert answer.status_code == 415


@pytest.mark.parametrize(
    "media", ["application/json; charset=UTF-8", "application/cloudevents+json"]
)
async def test_a_body_declared_as_a_kind_of_json_is_read(api: Api, media: str) -> None:
    assert (await api.post("/v1/disputes", APPLICATION, Content_Type=media)).status_code == 201


@pytest.mark.parametrize("accepted", ["text/html", "application/xml, application/json;q=0"])
async def test_who_does_not_take_json_gets_none(api: Api, accepted: str) -> None:
    assert (await api.post("/v1/disputes", APPLICATION, Accept=accepted)).status_code == 406
