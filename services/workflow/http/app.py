"""Builds the app from the tables: commands, entries, reads, problem pages, the OpenAPI document."""

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.middleware import Middleware
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from services.kit.problem_details import INVALID_QUERY, PROBLEM_PAGES, FieldError, Problem
from services.workflow.application.deadlines import DeadlineTold
from services.workflow.application.deadlines_told import DisputeDeadlines
from services.workflow.http import calendar_docs, desk_docs, openapi
from services.workflow.http.answers import json_response
from services.workflow.http.calendars import CALENDAR, NOTICES, WITHDRAWAL, YEAR, CalendarEndpoints
from services.workflow.http.commands import Endpoint, endpoint
from services.workflow.http.deadlines import DEADLINES, PARAMETERS, DeadlineReads
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.desk import (
    FEEDS,
    TASKS,
    close_feed_endpoint,
    close_feed_of_endpoint,
    open_feed_endpoint,
    task_endpoint,
)
from services.workflow.http.dispute_deadlines import DisputeDeadlineReads
from services.workflow.http.edge import Edge
from services.workflow.http.entries import ENTRIES, entry_endpoint
from services.workflow.http.finality import FinalityReads, FinalityTold
from services.workflow.http.operations import DISPUTE, OPERATIONS
from services.workflow.http.problem_pages import list_problems, show_problem
from services.workflow.http.reads import ActionTold, DisputeReads, NoteTold
from services.workflow.http.record.whole import DisputeRecord
from services.workflow.http.routes_told import RouteTold
from services.workflow.http.schema_components import Schema, reference
from services.workflow.http.scope import ClaimScope, ScopeReads

OPENAPI = "/v1/openapi.json"
_ALWAYS = "At least this Log-Position; always so here, for this reads the log itself."
_OVER_AGE = "`true` where they are those of an over-age worker, which the record does not say."
_AS_OF = """\
As they were understood at the end of this day: from the record and the calendar as known then, each
where it stood on that day. The rules are those of today, with a caveat where they have changed.\
"""


def create_app(dependencies: Dependencies) -> FastAPI:
    """The app; production and tests differ in the dependencies only."""
    app = FastAPI(
        title=openapi.TITLE,
        openapi_url=None,
        redirect_slashes=False,
        middleware=_middleware(dependencies),
        exception_handlers={RequestValidationError: _invalid_query, HTTPException: _no_route},
    )
    for operation in OPERATIONS:
        _add(
            app,
            "POST",
            operation.path,
            endpoint(operation, dependencies),
            summary=f"{operation.zh} · {operation.en}",
            status_code=201 if operation.creates else 200,
            openapi_extra=openapi.command_docs(operation),
        )
    for entry in ENTRIES:
        _add(
            app,
            "POST",
            entry.path,
            entry_endpoint(entry, dependencies),
            summary=f"{entry.zh} · {entry.en}",
            status_code=201 if entry.creates else 200,
            openapi_extra=openapi.entry_docs(entry),
        )
    _add_desk(app, dependencies)
    _add_calendars(app, CalendarEndpoints(dependencies))
    _add_what_is_read(app, dependencies)
    for router in dependencies.routers:
        app.include_router(router)
    app.state.bodies = dependencies.bodies
    app.state.answers = dependencies.answers
    app.add_route(PROBLEM_PAGES, list_problems)
    app.add_route(f"{PROBLEM_PAGES}/{{slug}}", show_problem)
    app.add_route(OPENAPI, _document, include_in_schema=False)
    return app


def _middleware(dependencies: Dependencies) -> list[Middleware]:
    verifier, admission = dependencies.verifier, dependencies.admission
    return [Middleware(Edge, verifier=verifier, admission=admission), *dependencies.inner]


def _add_what_is_read(app: FastAPI, dependencies: Dependencies) -> None:
    _add_reads(app, DisputeReads(dependencies))
    _add_deadlines(app, DisputeDeadlineReads(dependencies))
    _add_readings(app, FinalityReads(dependencies), ScopeReads(dependencies))
    _add_calculations(app, DeadlineReads(dependencies.rulebook, dependencies.reader))


def _add_desk(app: FastAPI, dependencies: Dependencies) -> None:
    for operation in TASKS:
        _add(
            app,
            "POST",
            operation.path,
            task_endpoint(operation, dependencies),
            summary=f"{operation.zh} · {operation.en}",
            openapi_extra=desk_docs.task_docs(operation),
        )
    feeds = (
        (FEEDS, open_feed_endpoint(dependencies), "开通日历订阅 · Open a calendar", 201),
        (f"{FEEDS}/closure", close_feed_endpoint(dependencies), "关闭日历订阅 · Close it", 200),
        (
            f"{FEEDS}/{{account}}/closure",
            close_feed_of_endpoint(dependencies),
            "关闭他人的日历订阅 · Close another's",
            200,
        ),
    )
    for path, serve, summary, status in feeds:
        docs = desk_docs.feed_docs(serve.__name__)
        _add(app, "POST", path, serve, summary=summary, status_code=status, openapi_extra=docs)


def _add_reads(app: FastAPI, reads: DisputeReads) -> None:
    docs = openapi.read_docs
    number = {"type": "integer", "minimum": 1}
    past = (
        openapi.query("version", number, "As it was at this version."),
        openapi.query("at", {"type": "string", "format": "date-time"}, "As it was known then."),
    )
    own_writes = openapi.query("min_position", number, _ALWAYS)
    parts = ("actions", "routes", "confidential-notes")
    actions, routes, notes = (f"{DISPUTE}/{part}" for part in parts)
    rows: tuple[tuple[str, Endpoint, str, Schema], ...] = (
        (
            DISPUTE,
            reads.get_dispute,
            "争议记录 · The record of a dispute",
            docs(reference(DisputeRecord), DISPUTE, *past, own_writes),
        ),
        (
            actions,
            reads.list_actions,
            "现在可以办理的事项 · What may be done now",
            docs({"type": "array", "items": reference(ActionTold)}, actions, own_writes),
        ),
        (
            routes,
            reads.list_routes,
            "可走的途径 · Roads open to the parties",
            docs({"type": "array", "items": reference(RouteTold)}, routes, own_writes),
        ),
        (
            notes,
            reads.list_confidential_notes,
            "保密记录 · The privileged record",
            docs({"type": "array", "items": reference(NoteTold)}, notes, own_writes),
        ),
    )
    for path, read, summary, extra in rows:
        _add(app, "GET", path, read, summary=summary, openapi_extra=extra)


def _add_deadlines(app: FastAPI, reads: DisputeDeadlineReads) -> None:
    path = f"{DISPUTE}/deadlines"
    number = {"type": "integer", "minimum": 1}
    parameters = (
        openapi.query("version", number, "From the record at this version."),
        openapi.query("as_of", {"type": "string", "format": "date"}, _AS_OF),
        openapi.query("explain", {"type": "boolean"}, "`false` leaves out the days of each."),
        openapi.query("min_position", number, _ALWAYS),
    )
    _add(
        app,
        "GET",
        path,
        reads.list_deadlines,
        summary="争议的各项期限 · The deadlines of a dispute",
        openapi_extra=openapi.read_docs(reference(DisputeDeadlines), path, *parameters),
    )


def _add_readings(app: FastAPI, finality: FinalityReads, scope: ScopeReads) -> None:
    path = f"{DISPUTE}/finality"
    own_writes = openapi.query("min_position", {"type": "integer", "minimum": 1}, _ALWAYS)
    _add(
        app,
        "GET",
        path,
        finality.get_finality,
        summary="裁决是否终局 · Whether the award is final",
        openapi_extra=openapi.read_docs(reference(FinalityTold), path, own_writes),
    )
    path = f"{DISPUTE}/scope"
    answer = {"type": "array", "items": reference(ClaimScope)}
    over_age = openapi.query("over_age", {"type": "boolean"}, _OVER_AGE)
    _add(
        app,
        "GET",
        path,
        scope.list_scope,
        summary="各项请求的受案范围 · Where each claim goes",
        openapi_extra=openapi.read_docs(answer, path, over_age, own_writes),
    )


def _add_calculations(app: FastAPI, reads: DeadlineReads) -> None:
    _add(
        app,
        "GET",
        DEADLINES,
        reads.compute_deadline,
        summary="期限计算 · One period, counted and explained",
        openapi_extra=openapi.read_docs(reference(DeadlineTold), DEADLINES, *PARAMETERS),
    )


def _add(app: FastAPI, method: str, path: str, serve: Endpoint, **documented: Any) -> None:
    app.add_api_route(
        path,
        serve,
        methods=[method],
        operation_id=serve.__name__,
        response_class=Response,
        response_model=None,
        **documented,
    )


def _add_calendars(app: FastAPI, calendars: CalendarEndpoints) -> None:
    _add(
        app,
        "POST",
        NOTICES,
        calendars.enter_holiday_notice,
        summary="录入放假通知 · Enter a holiday notice",
        status_code=201,
        openapi_extra=calendar_docs.entering_docs(),
    )
    _add(
        app,
        "POST",
        WITHDRAWAL,
        calendars.withdraw_holiday_notice,
        summary="撤回误录的放假通知 · Withdraw a notice entered by mistake",
        openapi_extra=calendar_docs.withdrawing_docs(),
    )
    _add(
        app,
        "GET",
        CALENDAR,
        calendars.get_calendar,
        summary="一地的日历 · The calendar of a region",
        openapi_extra=calendar_docs.calendar_docs(),
    )
    _add(
        app,
        "GET",
        YEAR,
        calendars.get_calendar_year,
        summary="一年的放假和调休 · Days off and make-up days of a year",
        openapi_extra=calendar_docs.year_docs(),
    )


async def _document(request: Request) -> Response:
    return json_response(openapi.document(request.app))


async def _invalid_query(_request: Request, error: Exception) -> Response:
    """Typed parameters of the read side, as FastAPI refuses them, told like all others."""
    assert isinstance(error, RequestValidationError)
    faults = tuple(
        FieldError(parameter=str(fault["loc"][-1]), zh=fault["msg"], en=fault["msg"])
        for fault in error.errors()
    )
    raise Problem(INVALID_QUERY, errors=faults) from None


async def _no_route(request: Request, error: Exception) -> Response:
    """Let the edge tell it; a wrong method is told with all the right ones."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:  # noqa: PLR2004
        matching = (
            getattr(route, "methods", None) or set()
            for route in request.app.routes
            if route.matches(request.scope)[0] is Match.PARTIAL
        )
        error.headers = {"Allow": ", ".join(sorted(set().union(*matching)))}
    raise error
