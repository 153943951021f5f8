"""The pages' addresses: one router, mounted beside the API; reads only."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.console import (
    calendars_page,
    dispute_page,
    due_page,
    exceptions_page,
    figure_page,
    list_page,
    overview_page,
    static_files,
)
from services.console.guarding import guarded
from services.console.parts import ConsoleParts
from services.console.rendering import page

Page = Callable[[Request, Any, ConsoleParts], Awaitable[Response]]
PAGES: dict[str, Page] = {
    "/": overview_page.show,
    "/figures/{definition}": figure_page.show,
    "/disputes": list_page.show,
    "/disputes/{dispute}": dispute_page.show,
    "/deadlines": due_page.show,
    "/exceptions": exceptions_page.show,
    "/calendars": calendars_page.show,
}


def console_router(parts: ConsoleParts) -> APIRouter:
    """Everything that a browser is shown."""
    router = APIRouter(include_in_schema=False)
    for path, show in PAGES.items():
        router.add_route(path, guarded(_read(show, parts), parts.caller), include_in_schema=False)
    router.add_route("/help", guarded(_help, parts.caller), include_in_schema=False)
    router.add_route(f"{static_files.PREFIX}/{{digest}}/{{name}}", _static, include_in_schema=False)
    return router


def _read(show: Page, parts: ConsoleParts) -> Callable[[Request], Awaitable[Response]]:
    """A page from one look at the read models: all its numbers are of one moment."""

    async def read(request: Request) -> Response:
        async with (
            parts.read_models() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            return await show(request, connection, parts)

    return read


async def _help(request: Request) -> Response:
    return page(request, "help.html")


async def _static(request: Request) -> Response:
    return static_files.answer(request, request.path_params["digest"], request.path_params["name"])
