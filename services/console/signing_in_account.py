"""One's own account: who one is here, another password, a token for the API, signing out."""

from datetime import timedelta
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from services.access.accounts import UnknownAccount
from services.access.area import code_of
from services.access.passwords import RULES, TooBusy, faults
from services.access.sessions import SignedIn
from services.console.language import chosen, speaker
from services.console.rendering import SIGNED_IN
from services.console.signing_in import PASSWORD, SIGN_IN, entered, go
from services.console.signing_in_forms import FormRefused
from services.console.signing_in_parts import SignInParts
from services.kit.problem_details import Words
from services.projections.words.codes import term

TOKEN_LIFETIME: Final = timedelta(hours=8)


async def show(request: Request, parts: SignInParts) -> Response:
    """Who one is here."""
    signed_in = await parts.who(request)
    if signed_in is None:
        return go(SIGN_IN)
    if signed_in.must_change:
        return go(PASSWORD)
    return _account(request, parts, signed_in)


async def give_token(request: Request, parts: SignInParts) -> Response:
    """A token for the API, of the same role and body, shown once."""
    signed_in = await parts.who(request)
    if signed_in is None or signed_in.must_change or parts.tokens is None:
        return go(SIGN_IN)
    try:
        await parts.forms.read(request)
    except FormRefused:
        return _account(request, parts, signed_in)
    actor = signed_in.actor
    claims = {
        "client_id": "console",
        "role": str(actor.role),
        "org": str(actor.organisation) if actor.organisation else None,
        "region": code_of(actor.region),
        "mediator": str(actor.mediator) if actor.mediator else None,
    }
    seconds = int(TOKEN_LIFETIME.total_seconds())
    token = await parts.tokens.issue(actor.account, claims, lifetime_seconds=seconds)
    return _account(request, parts, signed_in, token)


async def show_password(request: Request, parts: SignInParts) -> Response:
    """The form for another password."""
    signed_in = await parts.who(request)
    if signed_in is None or not signed_in.is_local:
        return go(SIGN_IN)
    return _password(request, parts, signed_in)


async def change_password(request: Request, parts: SignInParts) -> Response:
    """Keep another password: the present one is asked for, and every other session ends."""
    _ = speaker(request)
    signed_in = await parts.who(request)
    if signed_in is None or not signed_in.is_local:
        return go(SIGN_IN)
    try:
        fields = await parts.forms.read(request)
        wrong = await _wrong(request, parts, signed_in, fields)
        if not wrong:
            await parts.accounts.change_password(signed_in.actor.account, fields["new"])
    except FormRefused:
        wrong = {"form": _("页面放得太久，请重新填写。")}
    except TooBusy:
        wrong = {"form": _("同时登录的人太多，请过几秒再试。")}
    except UnknownAccount:
        return go(SIGN_IN)
    if wrong:
        return _password(request, parts, signed_in, wrong)
    return entered(request, await parts.sessions.begin(signed_in.actor.account), "/")


async def _wrong(
    request: Request, parts: SignInParts, signed_in: SignedIn, fields: dict[str, str]
) -> dict[str, str]:
    """What is wrong, by field."""
    _, account = speaker(request), signed_in.actor.account
    new = fields.get("new", "")
    found = "; ".join(_said(words, request) for words in faults(new, account))
    if found:
        return {"new": found}
    if new != fields.get("again", ""):
        return {"again": _("两次填写的新密码不一样。")}
    if new == fields.get("present", ""):
        return {"new": _("新密码与现在的密码一样。")}
    if await parts.accounts.proven(account, fields.get("present", "")) is None:
        return {"present": _("现在的密码不对，或者试得太多，请过一会儿再试。")}
    return {}


def _account(
    request: Request, parts: SignInParts, signed_in: SignedIn, token: str = ""
) -> Response:
    actor = signed_in.actor
    told = {
        "account": actor.account,
        "name": signed_in.name,
        "role": term(actor.role, chosen(request)),
        "region": actor.region or "",
        "is_local": signed_in.is_local,
        "has_tokens": parts.tokens is not None,
        "token": token,
        "hours": int(TOKEN_LIFETIME.total_seconds()) // 3600,
    }
    return _page(request, parts, signed_in, "account.html", 200, **told)


def _password(
    request: Request,
    parts: SignInParts,
    signed_in: SignedIn,
    wrong: dict[str, str] | None = None,
) -> Response:
    told = {
        "account": signed_in.actor.account,
        "must_change": signed_in.must_change,
        "rules": _said(RULES, request),
        "wrong": wrong or {},
    }
    return _page(request, parts, signed_in, "password.html", 422 if wrong else 200, **told)


def _page(
    request: Request,
    parts: SignInParts,
    signed_in: SignedIn,
    template: str,
    status: int,
    **told: Any,
) -> Response:
    request.scope[SIGNED_IN] = signed_in
    return parts.forms.page(request, template, status, **told)


def _said(words: Words, request: Request) -> str:
    return words.en if chosen(request) == "en" else words.zh
