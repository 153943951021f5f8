"""Which language a page is shown in: the switch, then the browser's wish, then Chinese."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from services.kit.language import Language, preferred

Say = Callable[[str], str]
"""Says a message, given in Chinese, in the reader's language."""
COOKIE = "language"
LANGUAGES: tuple[Language, Language] = ("zh", "en")
_WORDS = Path(__file__).with_name("words") / "en.toml"
_YEAR_SECONDS = 365 * 24 * 60 * 60


def chosen(request: Request) -> Language:
    """The language asked for by `?lang=`, else the one kept, else the browser's."""
    for wish in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        for language in LANGUAGES:
            if wish == language:
                return language
    return preferred(request.headers.get("accept-language", ""))


def speaker(request: Request) -> Say:
    """Says a message in the reader's language."""
    return partial(said, language=chosen(request))


def keep(request: Request, response: Response) -> None:
    """Remember the choice when the request made one."""
    wish = request.query_params.get("lang")
    if wish in LANGUAGES:
        response.set_cookie(COOKIE, wish, max_age=_YEAR_SECONDS, httponly=True, samesite="lax")


@cache
def english() -> Mapping[str, str]:
    """The English of every message, by its Chinese."""
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def said(message: str, language: Language) -> str:
    """The message in a language; a message that nobody translated is a fault."""
    return english()[message] if language == "en" else message
