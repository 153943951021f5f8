"""Puts the files part together on its table and its object store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from services.partners.files.access import FileAccess
from services.partners.files.completing import Completing
from services.partners.files.contents import Contents
from services.partners.files.evidence import Evidence
from services.partners.files.keeping import FileKeeper
from services.partners.files.objects import Objects
from services.partners.files.receiving import Receiving
from services.partners.files.scanning import Scanner
from services.partners.files.serving import FileServices
from services.partners.files.table import FileTable
from services.partners.profiles.store import Profiles
from services.partners.side import Side
from services.workflow.settings import Settings


class FilesSide(msgspec.Struct, frozen=True, kw_only=True):
    """What serves files, what reads them for packages, and what ends unfinished uploads."""

    services: FileServices
    contents: Contents
    evidence: Evidence
    keeper: FileKeeper


@asynccontextmanager
async def files_side(
    settings: Settings, dsn: str, side: Side, profiles: Profiles, objects: Objects | None = None
) -> AsyncIterator[FilesSide]:
    """Connect and put together; `dsn` is that of the log as fengqiao_app."""
    stored = objects or Objects.of(settings)
    async with FileTable.open(dsn) as table:
        receiving = Receiving(table, stored, side.master, side.clock)
        completing = Completing(
            table, stored, receiving, Scanner(settings.clamd), side.handler, side.master, side.clock
        )
        contents = Contents(table, stored, side.master)
        services = FileServices(
            access=FileAccess(table, side.reader, profiles),
            receiving=receiving,
            completing=completing,
            contents=contents,
            reader=side.reader,
            clock=side.clock,
            file_limit=settings.file_limit_bytes,
            dispute_limit=settings.dispute_files_limit_bytes,
        )
        yield FilesSide(
            services=services,
            contents=contents,
            evidence=Evidence(contents, side.keyring),
            keeper=FileKeeper(table, receiving, completing, contents, side.reader, side.clock),
        )
