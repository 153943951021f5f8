"""What the app is made of: the same in production and in tests, only the things behind differ."""

from fastapi import APIRouter
from fastapi.middleware import Middleware
from msgspec import Struct

from services.kit.tokens import TokenVerifier
from services.workflow.application.calendar_feeds import CalendarFeeds
from services.workflow.application.calendars import CalendarReader
from services.workflow.application.handle import CommandHandler
from services.workflow.application.holiday_notices import HolidayNotices
from services.workflow.application.ports import Rulebook
from services.workflow.application.read import DisputeReader
from services.workflow.application.registry import Registry
from services.workflow.application.tasks import TaskHandler
from services.workflow.http.edge import Admission
from services.workflow.http.identity import Caller


class Dependencies(Struct, frozen=True, kw_only=True):
    """Handed to `create_app` once; nothing is looked up anywhere else."""

    handler: CommandHandler
    reader: DisputeReader
    registry: Registry
    tasks: TaskHandler
    feeds: CalendarFeeds
    notices: HolidayNotices
    calendars: CalendarReader
    rulebook: Rulebook
    verifier: TokenVerifier[Caller]
    admission: Admission | None = None
    """What else a verified caller must pass; none: nothing."""
    inner: tuple[Middleware, ...] = ()
    """Around the endpoints, inside the edge: who calls is verified there."""
    body_limit_bytes: int = 1_048_576
    routers: tuple[APIRouter, ...] = ()
    """Of the read side: lists, histories, figures."""
    bodies: tuple[type, ...] = ()
    """What is sent to the routers, for the OpenAPI document."""
    answers: tuple[type, ...] = ()
    """What the routers answer with, for the OpenAPI document."""
