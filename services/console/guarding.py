"""Around every page: who may see it, and what is told when it cannot be shown."""

from collections.abc import Awaitable, Callable
from functools import wraps

import structlog
from starlette.requests import Request
from starlette.responses import Response

from services.console.caller import ConsoleCaller
from services.console.language import speaker
from services.console.rendering import page
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.logging import REQUEST
from services.workflow.application.ports import StoreUnavailable
from services.workflow.domain.errors import Unknown

Show = Callable[[Request], Awaitable[Response]]
AWAY = (StoreUnavailable, *LOST_CONNECTION, *OVERLOADED)
_log = structlog.stdlib.get_logger("fengqiao.console")


class NotThere(Exception):
    """Nothing is at this address, as far as this reader may know."""


def guarded(show: Show, caller: ConsoleCaller) -> Show:
    """The page for those who may see it; never a fault's words."""

    @wraps(show)
    async def guard(request: Request) -> Response:
        if not caller.may_see(request):
            return _closed(request, caller)
        try:
            return await show(request)
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
