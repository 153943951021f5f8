"""Around every page: who may see it, and what is told when it cannot be shown."""

from collections.abc import Awaitable, Callable
from functools import wraps

import structlog
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from services.console.caller import ConsoleCaller, caller_of
from services.console.language import speaker
from services.console.parts import ConsoleParts
from services.console.rendering import SECURITY_HEADERS, SIGNED_IN, link, page
from services.console.signing_in import PASSWORD, SIGN_IN, go
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.logging import REQUEST
from services.projections.http.read_side import READS_AS
from services.workflow.application.ports import StoreUnavailable
from services.workflow.domain.errors import Unknown

Show = Callable[[Request, ConsoleParts], Awaitable[Response]]
Answer = Callable[[Request], Awaitable[Response]]
AWAY = (StoreUnavailable, *LOST_CONNECTION, *OVERLOADED)
_log = structlog.stdlib.get_logger("fengqiao.console")


class NotThere(Exception):
    """Nothing is at this address, as far as this reader may know."""


def guarded(show: Show, parts: ConsoleParts) -> Answer:
    """The page for those who may see it, read as whom they are."""

    async def guard(request: Request) -> Response:
        if request.method != "GET":
            # Starlette routes HEAD here as well, and only a GET is taken down as a read.
            return Response(status_code=405, headers={"Allow": "GET", **SECURITY_HEADERS})
        caller = await _entered(request, parts)
        if isinstance(caller, Response):
            return caller
        request.scope[SIGNED_IN] = caller.signed_in
        request.scope[READS_AS] = caller.signed_in.actor if caller.signed_in else None
        return await show(request, replace(parts, caller=caller))

    return told(guard)


async def _entered(request: Request, parts: ConsoleParts) -> ConsoleCaller | Response:
    """Who reads, or what is answered instead of the page."""
    found = await parts.sign_in.who(request) if parts.sign_in else None
    if found is not None:
        caller = caller_of(found)
        if found.must_change:
            return go(PASSWORD)
        return caller if caller.scope is not None else _no_pages(request)
    if parts.caller.may_see(request):
        return parts.caller
    if parts.sign_in is None:
        return _closed(request, parts.caller)
    return go(link(SIGN_IN, next=_wanted(request)))


def _wanted(request: Request) -> str:
    """Where to go on after signing in: the very page, or nothing for the first one."""
    query = f"?{request.url.query}" if request.url.query else ""
    return "" if request.url.path == "/" and not query else request.url.path + query


def told(answer: Answer) -> Answer:
    """The answer, or a page that says why there is none; never a fault's words."""

    @wraps(answer)
    async def guard(request: Request) -> Response:
        try:
            return await answer(request)
        except (Unknown, NotThere):
            return not_there(request)
        except AWAY as error:
            _log.warning("page without database", path=request.url.path, why=type(error).__name__)
            return _away(request)
        except Exception:  # noqa: BLE001
            _log.exception("fault", method=request.method, path=request.url.path)
            return _fault(request)

    return guard


def not_there(request: Request) -> Response:
    """There is no such page."""
    _ = speaker(request)
    lines = [_("核对地址；也可能是您无权知悉其存在。")]
    return page(request, "notice.html", 404, heading=_("没有这个页面"), lines=lines)


def _closed(request: Request, caller: ConsoleCaller) -> Response:
    _ = speaker(request)
    if caller.scope is not None:
        lines = [
            _("目前没有登录，页面只给坐在本机前的人看。请在运行本服务的机器上打开127.0.0.1。"),
            _("其他机器请通过接口办理。"),
        ]
    else:
        lines = [
            _("生产模式下，没有配置身份认证就不开放页面，以免把案件给不该看的人看。"),
            _("接口照常可用。"),
        ]
    return page(request, "notice.html", 403, heading=_("页面没有开放"), lines=lines)


def _no_pages(request: Request) -> Response:
    _ = speaker(request)
    lines = [_("您的账号没有所属机构或区域，没有可看的争议。请找管理员核对账号。")]
    return page(request, "notice.html", 403, heading=_("没有可看的页面"), lines=lines)


def _away(request: Request) -> Response:
    _ = speaker(request)
    lines = [_("数据库暂时没有应答，记录没有丢失。请过一会儿刷新本页。")]
    response = page(request, "notice.html", 503, heading=_("暂时取不到数据"), lines=lines)
    response.headers["Retry-After"] = "5"
    return response


def _fault(request: Request) -> Response:
    _ = speaker(request)
    lines = [_("这是软件的错误，不是您的操作有误；记录没有改变。")]
    if (request_id := REQUEST.get()) is not None:
        lines.append(_("报告时请附上编号：%(id)s") % {"id": request_id})
    return page(request, "notice.html", 500, heading=_("这一页出错了"), lines=lines)
