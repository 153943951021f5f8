"""JSON logs on standard error: one line per event, a request id in each, personal numbers masked."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from contextvars import ContextVar
from typing import Any, TextIO
from uuid import UUID

import msgspec
import structlog

MASK = "******"
_NUMBERS = re.compile(
    r"(?P<keep>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
    r"|(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15}|1[3-9][0-9]{9}|0[0-9]{2,3}-[2-9][0-9]{6,7})(?![0-9])"
)
_WORDS = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_QUIET = ("asyncio", "httpx2", "httpcore2", "uvicorn.access")

Event = MutableMapping[str, Any]
REQUEST: ContextVar[UUID | None] = ContextVar("request", default=None)
"""The id of the request that this task serves."""


def masked(text: str) -> str:
    """The text without identity and telephone numbers; ids of ours stay."""
    return _NUMBERS.sub(lambda found: found["keep"] or MASK, text)


def configure(level: str, stream: TextIO | None = None) -> None:
    """Send our events and those of the libraries to one stream, in one form."""
    out = stream or sys.stderr
    shared: list[structlog.typing.Processor] = [
        _with_request,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _told_fault,
        _mask,
    ]
    renderer = structlog.processors.JSONRenderer(serializer=_json)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level.lower()),
        logger_factory=structlog.WriteLoggerFactory(file=out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _with_request(_logger: Any, _method: str, event: Event) -> Event:
    """The id of the request that is being served, if any."""
    if (request := REQUEST.get()) is not None:
        event["request_id"] = str(request)
    return event


def _told_fault(_logger: Any, _method: str, event: Event) -> Event:
    """An exception as its kind and the places it passed; its words lose all that may be a name."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["fault"] = type(error).__name__
        event["fault_says"] = _WORDS.sub(MASK, str(error))
        frames = traceback.extract_tb(error.__traceback__)
        event["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event


def _mask(_logger: Any, _method: str, event: Event) -> Event:
    for name, value in event.items():
        event[name] = _masked_value(value)
    return event


def _masked_value(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, list | tuple):
        return [_masked_value(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _masked_value(each) for name, each in value.items()}
    return value


def _json(event: Event, **_: Any) -> str:
    return msgspec.json.encode(event, enc_hook=str).decode()
