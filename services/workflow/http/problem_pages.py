"""The page behind every problem's `type`: what it means and what to do about it."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from services.kit.problem_details import NOT_FOUND, PROBLEM_PAGES, Problem, ProblemKind
from services.workflow.http.problems import KINDS

_BY_SLUG = {kind.slug: kind for kind in KINDS}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Cache-Control": "public, max-age=3600",
}
_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:16px/1.7 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}}
code{{background:#f1f3f5;padding:.1em .3em}}</style></head><body>{body}</body></html>"""


async def list_problems(_request: Request) -> HTMLResponse:
    """Every kind of problem."""
    rows = "".join(
        f'<li><a href="{kind.type}">{escape(kind.zh)}</a> <code>{kind.status}</code>'
        f'<br><span lang="en">{escape(kind.en)}</span></li>'
        for kind in KINDS
    )
    return _page("问题类型", f"<h1>问题类型</h1><ul>{rows}</ul>")


async def show_problem(request: Request) -> HTMLResponse:
    """One kind of problem."""
    kind = _BY_SLUG.get(request.path_params["slug"])
    if kind is None:
        raise Problem(NOT_FOUND)
    return _page(kind.zh, _about(kind))


def _about(kind: ProblemKind) -> str:
    return (
        f"<h1>{escape(kind.zh)}</h1><p>HTTP <code>{kind.status}</code> · "
        f"<code>type: {kind.type}</code></p><p>{escape(kind.help_zh)}</p>"
        f'<section lang="en"><h2>{escape(kind.en)}</h2><p>{escape(kind.help_en)}</p></section>'
        f'<p><a href="{PROBLEM_PAGES}">全部问题类型</a></p>'
    )


def _page(title: str, body: str) -> HTMLResponse:
    return HTMLResponse(_PAGE.format(title=escape(title), body=body), headers=_HEADERS)
