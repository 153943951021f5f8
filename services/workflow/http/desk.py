"""What people do at their desks, by HTTP: acts on tasks, and the address of a calendar of their own."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import FORBIDDEN, INVALID_QUERY, FieldError, Problem
from services.workflow.application.calendar_feeds import FeedAnswer, FeedEntry
from services.workflow.application.tasks import TaskEnvelope
from services.workflow.domain.dispute.permissions import granted
from services.workflow.domain.tasks import (
    ClaimTask,
    FinishTask,
    HandOverTask,
    ReleaseTask,
    ReopenTask,
    SnoozeTask,
    TaskCommand,
)
from services.workflow.http.answers import dispute_in_path, json_response, request_hash
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.headers import (
    expected_version,
    idempotency_key,
    require_json,
    require_json_taken,
)
from services.workflow.http.identity import caller_of
from services.workflow.http.operations.operation import DISPUTE, wire_of

Endpoint = Callable[[Request], Awaitable[Response]]
TASK: Final = f"{DISPUTE}/tasks/{{task:path}}"
FEEDS: Final = "/v1/calendar-feeds"
_LONGEST_KEY: Final = 200


class TaskOperation(msgspec.Struct, frozen=True):
    """One row: the body, its address below the task, and what the operation is called."""

    body: type[TaskCommand]
    last: str
    zh: str
    en: str

    @property
    def path(self) -> str:
        """Its address; the key of a task may have slashes, as `SUIT.15:parties/2`."""
        return f"{TASK}/{self.last}"

    @property
    def wire(self) -> type[msgspec.Struct]:
        """What is sent: text in the clear."""
        return wire_of(self.body)


TASKS: Final = (
    TaskOperation(ClaimTask, "claim", "领取待办", "Claim a task"),
    TaskOperation(ReleaseTask, "release", "退回待办", "Release a task"),
    TaskOperation(HandOverTask, "hand-over", "转交待办", "Hand a task over"),
    TaskOperation(FinishTask, "done", "标记待办已办好", "Tick a task off"),
    TaskOperation(ReopenTask, "reopen", "撤销已办好", "Undo the tick"),
    TaskOperation(SnoozeTask, "snooze", "稍后处理待办", "Put a task off"),
)


class TaskTold(msgspec.Struct, frozen=True, kw_only=True):
    """How a task stands after an act on it."""

    dispute: UUID
    task: str
    """Key of the deadline that it was born with."""
    version: int
    """Of the tasks of the dispute; also the ETag."""
    account: str
    """Who has it; empty: nobody, or a mediator by the roster."""
    mediator: UUID | None
    organisation: UUID | None
    is_done: bool
    snoozed_until: date | None
    last_on: date
    """The last day of the deadline, for whoever must act."""
    warnings: tuple[str, ...]
    """Such as `task_done_duty_stays`: the deadline stays until its legal act is recorded."""
    position: int
    recorded_at: datetime


class FeedTold(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the address of the calendar is open."""

    is_open: bool
    address: str | None
    """Told once, to whoever opened it: a repeat gets null. Whoever has it reads the calendar."""


class NoDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing has to be said: an empty object."""


def task_endpoint(operation: TaskOperation, dependencies: Dependencies) -> Endpoint:
    """The endpoint of a row."""
    reader = BodyReader(operation.wire)

    async def act(request: Request) -> Response:
        require_json(request.headers)
        require_json_taken(request.headers)
        caller = caller_of(request)
        key = caller.key(idempotency_key(request.headers))
        version = expected_version(request.headers, is_required=False)
        dispute, task = dispute_in_path(request), _text(request, "task")
        raw = await read_body(request, dependencies.body_limit_bytes)
        body: Any = await reader.read(raw)
        outcome = await dependencies.tasks.handle(
            TaskEnvelope(
                command=operation.body(**msgspec.structs.asdict(body)),
                dispute=dispute,
                task=task,
                actor=caller.actor,
                key=key,
                request_hash=request_hash(request, raw),
                expected_version=version,
            )
        )
        answer = outcome.answer
        headers = {"ETag": f'"{answer.version}"', "Log-Position": str(outcome.position)}
        if outcome.is_repeat:
            headers["Idempotency-Replayed"] = "true"
        told = TaskTold(
            **msgspec.structs.asdict(answer),
            position=outcome.position,
            recorded_at=outcome.recorded_at,
        )
        return json_response(told, headers=headers)

    act.__name__ = operation.body.act
    return act


def open_feed_endpoint(dependencies: Dependencies) -> Endpoint:
    """Open the address of a calendar; an earlier one is closed by it."""

    async def open_calendar_feed(request: Request) -> Response:
        caller = caller_of(request)
        is_system = caller.partner is not None
        if is_system and granted("open_calendar_feed", caller.actor.role, is_system=True) is None:
            # What hides fields from a partner, and ends it, stands before its token alone.
            raise Problem(
                FORBIDDEN,
                zh="日历订阅供人使用，合作单位的系统请用 /v1/feed 和 /v1/deadlines-due",
                en="calendars are for people; a partner's system has /v1/feed and /v1/deadlines-due",
            )
        return _feed_told(await dependencies.feeds.open(await _entry(request, dependencies)), 201)

    return open_calendar_feed


def close_feed_endpoint(dependencies: Dependencies) -> Endpoint:
    """Close the address: it leads nowhere from now on."""

    async def close_calendar_feed(request: Request) -> Response:
        return _feed_told(await dependencies.feeds.close(await _entry(request, dependencies)), 200)

    return close_calendar_feed


def close_feed_of_endpoint(dependencies: Dependencies) -> Endpoint:
    """Close the address of another account, whose body the caller answers for."""

    async def close_calendar_feed_of(request: Request) -> Response:
        account = _text(request, "account")
        entry = await _entry(request, dependencies)
        return _feed_told(await dependencies.feeds.close_of(account, entry), 200)

    return close_calendar_feed_of


async def _entry(request: Request, dependencies: Dependencies) -> FeedEntry:
    require_json(request.headers)
    require_json_taken(request.headers)
    caller = caller_of(request)
    key = caller.key(idempotency_key(request.headers))
    raw = await read_body(request, dependencies.body_limit_bytes)
    await _NO_DETAILS.read(raw)
    return FeedEntry(actor=caller.actor, key=key, request_hash=request_hash(request, raw))


def _feed_told(answer: FeedAnswer, status: int) -> Response:
    address = f"{FEEDS}/{answer.secret}.ics" if answer.secret else None
    headers = {"Log-Position": str(answer.position)}
    if answer.is_repeat:
        headers["Idempotency-Replayed"] = "true"
    return json_response(FeedTold(is_open=answer.is_open, address=address), status, headers)


def _text(request: Request, name: str) -> str:
    text: str = request.path_params[name]
    if len(text) <= _LONGEST_KEY and "\0" not in text:
        return text
    zh, en = f"至多 {_LONGEST_KEY} 个字符", f"at most {_LONGEST_KEY} characters"
    raise Problem(INVALID_QUERY, errors=(FieldError(parameter=name, zh=zh, en=en),))


_NO_DETAILS: Final = BodyReader(NoDetails)
