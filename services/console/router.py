"""The pages' addresses: one router, mounted beside the API; reads only."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter
from msgspec.structs import replace
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
    signing_in,
    signing_in_account,
    static_files,
)
from services.console.guarding import Show, guarded, told
from services.console.parts import ConsoleParts
from services.console.rendering import page
from services.console.signing_in import go
from services.console.signing_in_parts import SignInParts
from services.projections.queries import directories
from services.workflow.domain.values.region import RegionCode

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
OF_FIGURES = frozenset({"/", "/figures/{definition}"})
"""Pages for those who may ask for figures."""
INSTEAD_OF_FIGURES = "/disputes"
"""Where those are sent who may not."""
Act = Callable[[Request, SignInParts], Awaitable[Response]]
SIGNING_IN: dict[tuple[str, str], Act] = {
    ("GET", signing_in.SIGN_IN): signing_in.show,
    ("POST", signing_in.SIGN_IN): signing_in.enter,
    ("POST", signing_in.SIGN_OUT): signing_in.leave,
    ("GET", signing_in.PROVIDER): signing_in.to_provider,
    ("GET", signing_in.CALLBACK): signing_in.from_provider,
    ("GET", signing_in.ACCOUNT): signing_in_account.show,
    ("POST", f"{signing_in.ACCOUNT}/token"): signing_in_account.give_token,
    ("GET", signing_in.PASSWORD): signing_in_account.show_password,
    ("POST", signing_in.PASSWORD): signing_in_account.change_password,
}


def console_router(parts: ConsoleParts) -> APIRouter:
    """Everything that a browser is shown."""
    router = APIRouter(include_in_schema=False)
    for path, show in PAGES.items():
        router.add_route(path, guarded(_read(path, show), parts), include_in_schema=False)
    router.add_route("/help", guarded(_help, parts), include_in_schema=False)
    if parts.sign_in is not None:
        _add_signing_in(router, parts.sign_in)
    router.add_route(f"{static_files.PREFIX}/{{digest}}/{{name}}", _static, include_in_schema=False)
    return router


def _add_signing_in(router: APIRouter, parts: SignInParts) -> None:
    for (method, path), act in SIGNING_IN.items():

        async def answer(request: Request, act: Act = act) -> Response:
            return await act(request, parts)

        router.add_route(path, told(answer), methods=[method], include_in_schema=False)


def _read(path: str, show: Page) -> Show:
    """A page from one look at the read models: all its numbers are of one moment."""

    async def read(request: Request, parts: ConsoleParts) -> Response:
        async with (
            parts.read_models() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            within = await _within(connection, parts) if path in OF_FIGURES else parts
            if within is None:
                return go(INSTEAD_OF_FIGURES)
            return await show(request, connection, within)

    return read


async def _within(connection: Any, parts: ConsoleParts) -> ConsoleParts | None:
    """The parts for one who may ask for figures: of its region, or of that of its body."""
    caller = parts.caller
    if not caller.may_ask_figures:
        return None
    if caller.signed_in is None or caller.region is not None:
        return parts
    body = caller.signed_in.actor.organisation
    region = await directories.region_of(connection, body) if body else None
    if region is None:
        return None
    return replace(parts, caller=replace(caller, region=RegionCode(region).stem))


async def _help(request: Request, _: ConsoleParts) -> Response:
    return page(request, "help.html")


async def _static(request: Request) -> Response:
    return static_files.answer(request, request.path_params["digest"], request.path_params["name"])
