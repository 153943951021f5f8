"""Turns a template and its values into a page: one environment per language, and the headers."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from services.console.language import chosen, keep, said
from services.console.static_files import address
from services.kit.clock import LEGAL_ZONE
from services.kit.language import Language

# The edge around every answer adds nosniff.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Vary": "Accept-Language, Cookie",
}
SIGNED_IN = "fengqiao.signed_in"
"""Where a request keeps who is signed in, for the head of its page."""
_TEMPLATES = Path(__file__).with_name("templates")


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The template as a page in the reader's language."""
    language = chosen(request)
    text = (
        environment(language)
        .get_template(template)
        .render(
            path=request.url.path,
            switch_to=_switch(request, language),
            signed_in=request.scope.get(SIGNED_IN),
            **values,
        )
    )
    response = HTMLResponse(text, status_code=status, headers=SECURITY_HEADERS)
    response.headers["Content-Language"] = "zh-CN" if language == "zh" else "en"
    keep(request, response)
    return response


@cache
def environment(language: Language) -> Environment:
    """Templates in one language; an unknown name or an untranslated message is a fault."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    gettext = partial(said, language=language)
    made.install_gettext_callables(gettext, _no_plural, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(language=language, static=address, link=link)
    made.filters.update(moment=moment, listed=partial(listed, language=language))
    return made


def link(path: str, **parameters: object) -> str:
    """A path with the parameters that have a value, in the order given."""
    given = {name: str(value) for name, value in parameters.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


def moment(instant: datetime) -> str:
    """An instant as people here read it: Beijing time, to the minute."""
    return f"{instant.astimezone(LEGAL_ZONE):%Y-%m-%d %H:%M}"


def listed(parts: Iterable[object], language: Language) -> str:
    """Several things in one line, with the language's own comma."""
    return ("、" if language == "zh" else ", ").join(map(str, parts))


def _switch(request: Request, language: Language) -> str:
    other = "en" if language == "zh" else "zh"
    url = request.url.include_query_params(lang=other)
    return f"{url.path}?{url.query}"


def _no_plural(one: str, many: str, count: int) -> str:
    raise NotImplementedError(f"messages here have no plural: {one!r}, {many!r}, {count}")
