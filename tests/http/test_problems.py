"""Every refusal has its problem, every problem its page, and a fault of ours tells nothing."""

from html.parser import HTMLParser
from typing import cast
from uuid import uuid4

import httpx2
import msgspec
import pytest

from services.kit.problem_details import Problem
from services.workflow.application.handle import (
    CommandHandler,
    StaleVersion,
    TooMuchContention,
)
from services.workflow.application.ports import KeyReused, StoreUnavailable
from services.workflow.domain.errors import Refusal
from services.workflow.domain.invalid import InvalidValue
from services.workflow.http.app import create_app
from services.workflow.http.examples import EXAMPLES
from services.workflow.http.problems import FAULT, KINDS, REFUSALS, problem_of
from services.workflow.recorded.codec import UnknownEventType
from tests.support.api import Api


def kinds_of_refusal(kind: type[Refusal] = Refusal) -> set[type[Refusal]]:
    found = set(kind.__subclasses__())
    return found.union(*(kinds_of_refusal(each) for each in found))


def test_every_kind_of_refusal_has_its_problem() -> None:
    assert set(REFUSALS) == kinds_of_refusal()


def test_a_refusals_problem_is_named_after_its_category() -> None:
    renamed = {kind.category: problem.slug for kind, problem in REFUSALS.items()}

    assert {k: v for k, v in renamed.items() if k != v} == {"unknown": "not-found"}


def test_problem_types_are_told_apart() -> None:
    slugs = [kind.slug for kind in KINDS]

    assert len(slugs) == len(set(slugs))


def test_what_nobody_expected_is_no_problem_of_the_callers() -> None:
    assert problem_of(KeyError("x")) is None
    assert problem_of(Problem(FAULT)) is not None


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "href" and value]


async def test_every_problem_type_is_a_page(api: Api) -> None:
    listed = _Links()
    listed.feed((await api.client.get("/problems")).text)

    assert set(listed.found) == {kind.type for kind in KINDS}
    for kind in KINDS:
        page = await api.client.get(kind.type)
        assert page.status_code == 200
        assert kind.zh in page.text
        assert kind.help_en in page.text.replace("&#x27;", "'")


@pytest.mark.parametrize("path", ["/problems/none-such", "/nonsense", "/v1/nonsense"])
async def test_an_address_that_is_none_is_told_as_a_problem(api: Api, path: str) -> None:
    answer = await api.get(path)

    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/not-found"


async def test_a_wrong_method_is_told_with_the_right_ones(api: Api) -> None:
    dispute = await api.registered()
    notes = await api.client.delete(
        f"{dispute}/confidential-notes", headers={"Authorization": f"Bearer {api.token('clerk')}"}
    )
    acceptance = await api.get(f"{dispute}/acceptance")

    assert notes.status_code == acceptance.status_code == 405
    assert notes.headers["Allow"] == "GET, POST"
    assert acceptance.headers["Allow"] == "POST"
    assert acceptance.json()["type"] == "/problems/method-not-allowed"


class Refusing:
    """A handler that meets what a real one may meet."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def handle(self, _envelope: object) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status", "retry"),
    [
        (TooMuchContention(), 503, "1"),
        (StoreUnavailable(), 503, "1"),
        (UnknownEventType("dispute:Later"), 503, "1"),
        (KeyReused(uuid4()), 422, None),
        (StaleVersion(7), 412, None),
        (InvalidValue("amount.x", "金额不对", "the amount is wrong"), 422, None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
async def test_what_a_handler_meets_is_told(
    api: Api, error: Exception, status: int, retry: str | None
) -> None:
    handler = cast("CommandHandler", Refusing(error))
    app = create_app(msgspec.structs.replace(api.dependencies, handler=handler))
    headers = {"Authorization": f"Bearer {api.token('clerk')}", "Idempotency-Key": "x"}
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://fengqiao") as client:
        path = "/v1/disputes/1f0c8d3e-4c58-4b3b-9b0e-3f1b8a7c2d10/seal"
        answer = await client.post(path, json={}, headers=headers)

    assert answer.status_code == status
    assert answer.headers.get("Retry-After") == retry
    assert answer.headers["Content-Type"] == "application/problem+json"


async def test_the_log_being_away_is_told_as_503_and_when_to_try_again(api: Api) -> None:
    await api.service.store.close()
    answer = await api.post("/v1/disputes", EXAMPLES["register_dispute"])

    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/unavailable"
    assert answer.headers["Retry-After"] == "1"
