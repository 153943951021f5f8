"""`fengqiao serve`: interface and pages alone, as one of several processes behind a load balancer."""

import socket
from typing import Annotated, Any

import structlog
import typer

from services.cli.databases import Databases, databases, require_migrated
from services.cli.partner_side import partner_side
from services.cli.read_side import read_side
from services.cli.run import whole_app
from services.cli.serving import listen, run, serve
from services.cli.welcome import address
from services.cli.write_side import write_side
from services.kit.logging import configure
from services.workflow.settings import Settings, load

_log = structlog.stdlib.get_logger("fengqiao.serve")


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("serve")
    def start(
        *,
        host: Annotated[str, typer.Option(help="监听地址 / address to listen on")] = "",
        port: Annotated[int | None, typer.Option(help="端口 / port")] = None,
    ) -> None:
        """只提供接口和页面 / Serve the API and the pages; the other processes run beside it."""
        chosen: dict[str, Any] = {"host": host or None, "port": port}
        settings = load(**{name: value for name, value in chosen.items() if value is not None})
        configure(settings.log_level)
        with (
            listen(settings.host, settings.port, or_next=False) as listening,
            databases(settings) as found,
        ):
            require_migrated(found)
            run(_serving(settings, found, listening))


async def _serving(settings: Settings, found: Databases, listening: socket.socket) -> None:
    async with (
        write_side(settings, found) as side,
        read_side(found.app, side.keyring.open_all, side.keyring.namesakes, side.feeds) as reads,
        partner_side(settings, found.app, side, reads) as partners,
    ):
        app = whole_app(settings, side, reads, partners)
        url = address(settings.host, listening)
        await serve(app, listening, lambda: _log.warning("serving", url=url), partners.end)
