"""One call of an operator on clients, accounts and keys, on the databases of the settings."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import typer

from services.access.accounts import AccountExists, UnknownAccount
from services.access.area import code_of_area
from services.access.clients import UnknownClient
from services.cli.access_side import AccessSide, access_side
from services.cli.databases import Databases, databases, require_migrated
from services.cli.serving import run
from services.cli.write_calls import refuse
from services.kit.clock import Clock, SystemClock
from services.kit.logging import configure
from services.partners.profiles.store import Profiles
from services.workflow.domain.invalid import InvalidValue
from services.workflow.settings import Mode, Settings, load
from services.workflow.storage.master_key import LocalMasterKey, MasterKey

OPERATOR: Final = "operator"
"""Who makes a change at the command line, as the journal names it."""
Told = TypeVar("Told")


class _Side:
    """The little of a write side that this needs."""

    def __init__(self, settings: Settings) -> None:
        self.clock: Clock = SystemClock()
        self.master: MasterKey = LocalMasterKey.load(
            settings.master_key_file,
            settings.data_dir,
            is_production=settings.mode is Mode.PRODUCTION,
        )


def on_access(ask: Callable[[AccessSide, Profiles], Awaitable[Told]]) -> Told:
    """Ask; what is unknown or there already ends the command in words."""
    settings = load()
    configure(settings.log_level)
    found: list[Told] = []

    async def asked(at: Databases) -> None:
        side = _Side(settings)
        async with (
            Profiles.open(at.app, side.master, side.clock) as profiles,
            access_side(settings, at.app, side, profiles) as access,
        ):
            found.append(await ask(access, profiles))

    with databases(settings) as at:
        require_migrated(at)
        try:
            run(asked(at))
        except UnknownClient as unknown:
            refuse(f"没有这个客户端，或者已停用 / no such client, or disabled: {unknown}")
        except UnknownAccount as unknown:
            refuse(f"没有这个账号，或者已停用 / no such account, or disabled: {unknown}")
        except AccountExists as there:
            refuse(f"账号已存在 / the account exists: {there}")
    return found[0]


def region_of(text: str) -> str | None:
    """A region as it was typed, checked; none where nothing was."""
    try:
        return code_of_area(text)
    except InvalidValue as wrong:
        raise typer.BadParameter(f"{wrong.zh} / {wrong.en}") from None
