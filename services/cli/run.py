"""`fengqiao run`: the whole service by one command, on the example where there is nothing yet."""

import asyncio
import contextlib
import socket
from typing import Annotated, Any

import typer
from fastapi import APIRouter, FastAPI
from rich.console import Console

from services.cli import welcome
from services.cli.access_side import AccessSide, own_keys
from services.cli.clock_parts import clock_parts
from services.cli.databases import Databases, databases, migrate_all, require_migrated
from services.cli.deadline_keeping import bring_deadlines_up
from services.cli.example import Example, seed_example
from services.cli.importing import progress
from services.cli.partner_feeds import held_feeds
from services.cli.partner_side import PartnerSide, partner_side
from services.cli.people import verifier
from services.cli.projections import rebuild_outdated
from services.cli.read_side import read_side
from services.cli.serving import beside, listen, run, serve
from services.cli.standins import set_up, standing_in
from services.cli.sweeping import sweeping
from services.cli.write_side import WriteSide, write_side
from services.console.caller import console_caller
from services.console.parts import ConsoleParts
from services.console.router import console_router
from services.kit.logging import configure
from services.projections.http.health import health_router
from services.projections.http.read_side import ReadSide
from services.projections.http.router import ANSWERS, create_router
from services.projections.runner import catch_up
from services.workflow.http.app import create_app
from services.workflow.http.dependencies import Dependencies
from services.workflow.rules.regions import regions
from services.workflow.settings import Mode, Settings, load


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("run")
    def start(
        *,
        host: Annotated[str, typer.Option(help="监听地址 / address to listen on")] = "",
        port: Annotated[int | None, typer.Option(help="端口 / port")] = None,
        example: Annotated[
            bool, typer.Option(help="空库时导入示例台账 / import the example into an empty log")
        ] = True,
        place: Annotated[
            Example, typer.Option(help="哪一地的示例 / whose example: shuimogou, yuyao")
        ] = Example.SHUIMOGOU,
        with_standins: Annotated[
            bool,
            typer.Option(
                "--standins/--no-standins",
                help="同时启动模拟的法院、仲裁委、转办单位 / start the stand-ins of other bodies too",
            ),
        ] = True,
    ) -> None:
        """启动服务：数据库、接口、查询、页面 / Start everything."""
        chosen: dict[str, Any] = {"host": host or None, "port": port}
        settings = load(**{name: value for name, value in chosen.items() if value is not None})
        configure(settings.log_level)
        is_trial = settings.mode is Mode.DEVELOPMENT
        listening = listen(settings.host, settings.port, or_next=is_trial and port is None)
        with listening, databases(settings) as found:
            if found.server is not None:
                migrate_all(found)
                rebuild_outdated(found)
            require_migrated(found)
            shown = place if example and is_trial else None
            played = with_standins and shown is not None and settings.token_jwks is None
            run(_serve(settings, found, listening, shown, with_standins=played))


async def _serve(
    settings: Settings,
    found: Databases,
    listening: socket.socket,
    example: Example | None,
    *,
    with_standins: bool,
) -> None:
    async with (
        write_side(settings, found) as side,
        read_side(found.app, side.keyring.open_all, side.keyring.namesakes, side.feeds) as reads,
    ):
        if example is not None and await side.store.head() == 0:
            await _seed(side, found, example)
        async with contextlib.AsyncExitStack() as running:
            partners = await running.enter_async_context(
                partner_side(settings, found.app, side, reads)
            )
            app = whole_app(settings, side, reads, partners)
            if found.server is not None:
                watching = asyncio.create_task(found.server.watch())
                running.callback(watching.cancel)
            shown = example or Example.SHUIMOGOU
            await running.enter_async_context(beside("follow", "--until-input-ends"))
            await running.enter_async_context(beside("exchange", "--until-input-ends"))
            await running.enter_async_context(sweeping(side, reads.pool))
            placed = (
                await set_up(side, shown, settings.data_dir / "standins") if with_standins else []
            )
            started = asyncio.Event()
            where = welcome.address(settings.host, listening)
            await running.enter_async_context(standing_in(placed, where, started))

            def told() -> None:
                welcome.show(settings, listening, Console(), shown, placed)
                started.set()

            await serve(app, listening, told, partners.end)


async def _seed(side: WriteSide, found: Databases, example: Example) -> None:
    async with progress() as told:
        await seed_example(side, found, told, example=example)
    await catch_up(found.projector)
    await bring_deadlines_up(found)


def _pages(settings: Settings, side: WriteSide, reads: ReadSide, access: AccessSide) -> APIRouter:
    parts = ConsoleParts(
        caller=console_caller(is_development=settings.mode is Mode.DEVELOPMENT),
        read_models=reads.pool.acquire,
        open_names=side.keyring.open_all,
        clocks=clock_parts(side.reader, side.rulebook, side.calendars, side.clock),
        region_name=regions().name,
        sign_in=access.sign_in,
    )
    return console_router(parts)


def whole_app(
    settings: Settings, side: WriteSide, reads: ReadSide, partners: PartnerSide
) -> FastAPI:
    """The app with everything on it: commands, reads, lists, figures, pages."""
    return create_app(
        Dependencies(
            handler=side.handler,
            reader=side.reader,
            registry=side.registry,
            tasks=side.tasks,
            feeds=side.feeds,
            notices=side.notices,
            calendars=side.calendars,
            rulebook=side.rulebook,
            verifier=verifier(settings, side.clock, own_keys(partners.access)),
            body_limit_bytes=settings.body_limit_bytes,
            routers=(
                create_router(reads),
                health_router(reads.pool, held_feeds(partners.feeds)),
                *partners.routers,
                _pages(settings, side, reads, partners.access),
            ),
            admission=partners.admission,
            inner=partners.inner,
            bodies=partners.bodies,
            answers=(*ANSWERS, *partners.answers),
        )
    )
