"""Signing in and out: the form for accounts kept here, or the way to the identity provider."""

import re
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.access.passwords import TooBusy
from services.access.provider import ProviderAway, SignInRefused
from services.console.language import speaker
from services.console.rendering import SECURITY_HEADERS, link
from services.console.signing_in_cookies import (
    forget,
    keep_session,
    keep_visit,
    new_visit,
    session_of,
    visit_of,
)
from services.console.signing_in_forms import FormRefused
from services.console.signing_in_parts import SignInParts

SIGN_IN: Final = "/sign-in"
SIGN_OUT: Final = "/sign-out"
PROVIDER: Final = f"{SIGN_IN}/provider"
CALLBACK: Final = f"{SIGN_IN}/callback"
ACCOUNT: Final = "/account"
PASSWORD: Final = f"{ACCOUNT}/password"
_LONGEST_FIELD: Final = 200
_HERE: Final = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
"""An address of this service: never one that a browser takes for another host's."""
_log = structlog.stdlib.get_logger("fengqiao.access")


async def show(request: Request, parts: SignInParts) -> Response:
    """The sign-in page; whoever is signed in goes on."""
    onward = onward_of(request.query_params.get("next", ""))
    if await parts.who(request) is not None:
        return go(onward)
    return _form(request, parts, onward)


async def enter(request: Request, parts: SignInParts) -> Response:
    """Look at account and password; the same words for every way in which they do not fit."""
    _ = speaker(request)
    if parts.provider is not None:
        return go(SIGN_IN)
    try:
        fields = await parts.forms.read(request)
    except FormRefused:
        return _form(request, parts, "/", _("页面放得太久，或者浏览器没有保存cookie。请重新填写。"))
    onward = onward_of(fields.get("next", ""))
    account = fields.get("account", "").strip().lower()[:_LONGEST_FIELD]
    try:
        found = await parts.accounts.proven(account, fields.get("password", "")[:_LONGEST_FIELD])
    except TooBusy:
        return _form(request, parts, onward, _("同时登录的人太多，请过几秒再试。"), account)
    if found is None:
        told = _(
            "账号或密码不对。多次不对的账号要等一段时间才能再试，一次比一次长；忘记密码请找管理员。"
        )
        return _form(request, parts, onward, told, account)
    _log.info("signed in", account=found.account)
    said = await parts.sessions.begin(found.account)
    return entered(request, said, PASSWORD if found.must_change else onward)


async def leave(request: Request, parts: SignInParts) -> Response:
    """Sign out: the session ends, here and for whoever may have copied the cookie."""
    try:
        await parts.forms.read(request)
    except FormRefused:
        return go(ACCOUNT)
    await parts.sessions.end(session_of(request))
    response = go(SIGN_IN)
    forget(request, response)
    return response


async def to_provider(request: Request, parts: SignInParts) -> Response:
    """Send the browser to the identity provider."""
    if parts.provider is None:
        return go(SIGN_IN)
    visit = visit_of(request) or new_visit()
    try:
        url = await parts.provider.begin(visit, onward_of(request.query_params.get("next", "")))
    except ProviderAway as error:
        return _away(request, parts, error)
    response = go(url)
    keep_visit(request, response, visit)
    return response


async def from_provider(request: Request, parts: SignInParts) -> Response:
    """The browser comes back from the identity provider."""
    _ = speaker(request)
    if parts.provider is None:
        return go(SIGN_IN)
    try:
        arrived = await parts.provider.finish(dict(request.query_params), visit_of(request))
    except ProviderAway as error:
        return _away(request, parts, error)
    except SignInRefused as refused:
        _log.warning("sign-in refused", why=str(refused))
        told = _("没有登录成功：身份系统没有给出可用的身份，或者登录时间太长。请再试一次。")
        return _form(request, parts, "/", told)
    _log.info("signed in", account=arrived.actor.account)
    said = await parts.sessions.begin(arrived.actor.account, arrived.actor)
    return entered(request, said, arrived.onward)


def entered(request: Request, said: str, onward: str) -> Response:
    """Go on as somebody who is signed in, known by cookies that nobody had before."""
    response = go(onward)
    keep_session(request, response, said)
    keep_visit(request, response, new_visit())
    return response


def go(where: str) -> Response:
    """Go there, by GET."""
    return RedirectResponse(where, 303, headers=SECURITY_HEADERS)


def onward_of(wish: str) -> str:
    """Where somebody wanted to go, if it is here; else the first page."""
    return wish if len(wish) <= 2_000 and _HERE.fullmatch(wish) else "/"  # noqa: PLR2004


def _away(request: Request, parts: SignInParts, error: ProviderAway) -> Response:
    _ = speaker(request)
    _log.error("identity provider away", why=str(error))
    return _form(request, parts, "/", _("身份系统暂时没有应答，请过一会儿再试。"), status=503)


def _form(
    request: Request,
    parts: SignInParts,
    onward: str,
    told: str = "",
    account: str = "",
    status: int = 422,
) -> Response:
    by_provider = parts.provider is not None
    return parts.forms.page(
        request,
        "sign_in.html",
        status if told else 200,
        told=told,
        onward=onward,
        account=account,
        provider_href=link(PROVIDER, next=onward) if by_provider else "",
    )
