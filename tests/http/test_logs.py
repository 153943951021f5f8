"""Logs tell what was asked and what broke, and nothing about a person."""

import io
import json
import logging
from typing import Any

import httpx2
import msgspec
import pytest

from services.kit.logging import masked
from services.workflow.http.app import create_app
from tests.support.api import APPLICATION, Api

CANARY, NUMBER, PHONE = "金丝雀", "11010519491231002X", "13999912345"


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def test_a_request_is_one_line_with_its_id(api: Api, logged: io.StringIO) -> None:
    sent = "5f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10"
    answer = await api.post("/v1/disputes", APPLICATION, X_Request_Id=sent)
    (line,) = [line for line in lines(logged) if line["event"] == "request"]

    assert answer.headers["X-Request-Id"] == line["request_id"] == sent
    assert (line["method"], line["path"], line["status"]) == ("POST", "/v1/disputes", 201)


async def test_the_secret_address_of_a_calendar_is_not_logged(
    api: Api, logged: io.StringIO
) -> None:
    address = (await api.post("/v1/calendar-feeds")).json()["address"]
    secret = address.rsplit("/", 1)[1]
    for path in (address, f"{address}x", f"/v1/calendar-feeds/x{secret}"):
        await api.client.get(path)

    assert secret.removesuffix(".ics") not in logged.getvalue()
    assert "/v1/calendar-feeds/{secret}.ics" in logged.getvalue()


async def test_an_id_that_is_none_is_replaced(api: Api, logged: io.StringIO) -> None:
    answer = await api.get("/problems", X_Request_Id="Robert'); DROP TABLE")

    assert answer.headers["X-Request-Id"] == lines(logged)[0]["request_id"]
    assert "DROP" not in logged.getvalue()


async def test_no_personal_data_reaches_the_log(api: Api, logged: io.StringIO) -> None:
    party, employer = APPLICATION["parties"]
    named = APPLICATION | {
        "is_oral": True,
        "matter": f"{CANARY}被拖欠工资",
        "parties": [party | {"name": CANARY}, employer],
    }
    dispute = (await api.post("/v1/disputes", named)).headers["Location"]
    await api.post("/v1/disputes", named | {"region": f"{CANARY}{PHONE}", CANARY: NUMBER})
    await api.get(f"{dispute}?version={CANARY}{NUMBER}")
    await api.get(f"/v1/disputes/{CANARY}{PHONE}")
    text = logged.getvalue()

    assert len(lines(logged)) == 4
    for secret in (CANARY, NUMBER, PHONE):
        assert secret not in text
        assert json.dumps(secret).strip('"') not in text


class Fault(Exception):
    """A fault of ours whose words name a person."""


class BrokenReader:
    """Fails as no reader should."""

    async def current(self, *_: object) -> None:
        raise Fault(f"{CANARY} {NUMBER} {PHONE}")


async def test_a_fault_is_told_as_an_id_and_logged_with_its_trace(
    api: Api, logged: io.StringIO
) -> None:
    app = create_app(msgspec.structs.replace(api.dependencies, reader=BrokenReader()))
    dispute = await api.registered()
    logged.truncate(0)
    logged.seek(0)
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://fengqiao") as client:
        headers = {"Authorization": f"Bearer {api.token('clerk', 'centre')}"}
        answer = await client.get(dispute, headers=headers)
    fault = next(line for line in lines(logged) if line["event"] == "fault")

    assert answer.status_code == 500
    assert set(answer.json()) == {"type", "title", "status", "instance"}
    assert answer.json()["instance"] == f"urn:uuid:{fault['request_id']}"
    assert fault["fault"] == "Fault"
    assert any("reads.py" in place for place in fault["trace"])
    for secret in (CANARY, NUMBER, PHONE):
        assert secret not in logged.getvalue()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("document 11010519491231002X.", "document ******."),
        ("old document 110105491231002", "old document ******"),
        ("call 13999912345 or 0991-4641234", "call ****** or ******"),
        ("5f0c8d3e-4c58-4b3b-9b0e-313999912345", "5f0c8d3e-4c58-4b3b-9b0e-313999912345"),
        ("position 123456 at 2026-03-02", "position 123456 at 2026-03-02"),
    ],
)
def test_numbers_of_persons_are_masked_and_ids_are_not(text: str, told: str) -> None:
    assert masked(text) == told


def test_what_libraries_log_is_masked_too(logged: io.StringIO) -> None:
    logging.getLogger("library").error("failing row contains (%s)", PHONE)

    assert lines(logged)[0]["event"] == "failing row contains (******)"
