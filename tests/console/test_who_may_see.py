"""Who may see the pages, and what is told when they cannot be shown."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from services.console.caller import ConsoleCaller, console_caller
from services.console.parts import ConsoleParts
from services.console.router import console_router
from services.projections.words.naming import nothing
from services.workflow.recorded.views import Relation

OPEN = console_caller(is_development=True)
CLOSED = console_caller(is_development=False)
HERE = ("127.0.0.1", 1)


class Unreadable:
    """Read models that nobody may come near, or that fail in a way of their own."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.was_asked = False

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Any]:
        self.was_asked = True
        if self.failure:
            raise self.failure
        yield None


NOTHING: Any = None
"""Nobody gets as far as to be told of deadlines."""


async def answer(
    caller: ConsoleCaller,
    models: Unreadable,
    *,
    host: str = "127.0.0.1",
    client: tuple[str, int] = HERE,
    path: str = "/",
    method: str = "GET",
) -> httpx2.Response:
    app = FastAPI(openapi_url=None)
    parts = ConsoleParts(
        caller=caller,
        read_models=models,
        open_names=nothing,
        clocks=NOTHING,
        region_name=lambda _: None,
    )
    app.include_router(console_router(parts))
    transport = httpx2.ASGITransport(app, client=client)
    async with httpx2.AsyncClient(transport=transport, base_url=f"http://{host}") as reader:
        return await reader.request(method, path, headers={"Accept-Language": "zh"})


@pytest.mark.parametrize("path", ["/", "/disputes", "/disputes/x", "/figures/x", "/help"])
async def test_in_production_without_identity_every_page_is_closed_and_says_why(path: str) -> None:
    models = Unreadable()
    told = await answer(CLOSED, models, path=path)

    assert told.status_code == 403
    assert "没有配置身份认证就不开放页面" in told.text
    assert not models.was_asked


@pytest.mark.parametrize(
    ("host", "client"),
    [
        ("127.0.0.1", ("10.0.0.9", 1)),
        ("127.0.0.1", ("::ffff:10.0.0.9", 1)),
        ("127.0.0.1", ("unix", 0)),
        ("fengqiao.example", HERE),
        ("127.0.0.1.example", HERE),
    ],
)
async def test_only_this_machine_by_a_local_name_sees_the_pages(
    host: str, client: tuple[str, int]
) -> None:
    models = Unreadable()
    told = await answer(OPEN, models, host=host, client=client)

    assert told.status_code == 403
    assert "只给坐在本机前的人看" in told.text
    assert not models.was_asked


@pytest.mark.parametrize(
    ("host", "client"), [("localhost", HERE), ("127.0.0.1", HERE), ("[::1]", ("::1", 1))]
)
async def test_this_machine_sees_them(host: str, client: tuple[str, int]) -> None:
    told = await answer(OPEN, Unreadable(), host=host, client=client, path="/help")

    assert told.status_code == 200


async def test_a_database_that_does_not_answer_is_told_with_when_to_come_again() -> None:
    told = await answer(OPEN, Unreadable(ConnectionRefusedError()))

    assert told.status_code == 503
    assert told.headers["Retry-After"] == "5"
    assert "记录没有丢失" in told.text


async def test_a_fault_is_told_without_its_words() -> None:
    told = await answer(OPEN, Unreadable(RuntimeError("张伟强 330281")))

    assert told.status_code == 500
    assert "这一页出错了" in told.text
    assert "张伟强" not in told.text
    assert "RuntimeError" not in told.text


def test_a_region_narrows_what_is_seen() -> None:
    scope = console_caller(is_development=True, region="330281").scope

    assert scope is not None
    assert (scope.relation, scope.value) == (Relation.OWN_REGION, "330281")


@pytest.mark.parametrize("path", ["/", "/disputes", f"/disputes/{'0' * 32}", "/help"])
async def test_a_page_is_read_by_get_alone_as_nothing_else_is_taken_down(path: str) -> None:
    models = Unreadable()
    asked = await answer(OPEN, models, path=path, method="HEAD")

    assert (asked.status_code, asked.headers["Allow"]) == (405, "GET")
    assert not models.was_asked
