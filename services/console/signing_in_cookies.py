"""The two cookies of the pages: who is signed in, and which browser a form was given to."""

import secrets as randomness
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from services.access.sessions import LONGEST
from services.console.caller import is_at_this_machine

_SESSION: Final = "fengqiao-session"
_VISIT: Final = "fengqiao-visit"
_BOUND: Final = "__Host-"
"""With this in front a browser takes the cookie from this host alone, and only by https."""
_BYTES: Final = 16
_MOST: Final = 100


def session_of(request: Request) -> str:
    """What the session cookie says; nothing without one."""
    return _read(request, _SESSION)


def visit_of(request: Request) -> str:
    """What the cookie of this browser says; nothing without one."""
    return _read(request, _VISIT)


def new_visit() -> str:
    """What the cookie of a browser that has none will say."""
    return randomness.token_urlsafe(_BYTES)


def keep_session(request: Request, response: Response, said: str) -> None:
    """Let the browser keep the session."""
    _write(request, response, _SESSION, said, int(LONGEST.total_seconds()))


def keep_visit(request: Request, response: Response, said: str) -> None:
    """Let the browser be known again by its forms."""
    _write(request, response, _VISIT, said, int(LONGEST.total_seconds()))


def forget(request: Request, response: Response) -> None:
    """Let the browser forget both."""
    for name in (_SESSION, _VISIT):
        _write(request, response, name, "", 0)


def _read(request: Request, name: str) -> str:
    said = request.cookies.get(_named(request, name), "")
    return said if len(said) <= _MOST else ""


def _write(request: Request, response: Response, name: str, said: str, seconds: int) -> None:
    response.set_cookie(
        _named(request, name),
        said,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=_is_secure(request),
    )


def _named(request: Request, name: str) -> str:
    return _BOUND + name if _is_secure(request) else name


def _is_secure(request: Request) -> bool:
    """Everywhere but at this machine itself, where a trial has no https."""
    return not is_at_this_machine(request)
