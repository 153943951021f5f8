"""Partners of the tests' bodies, with profiles and secrets in the real tables."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.partners.profiles.secret import Direction, Secret
from services.partners.profiles.store import Profiles
from services.workflow.application.registry import organisation_id
from services.workflow.storage.master_key import LocalMasterKey
from tests.support.database import Databases
from tests.support.write_side import StandingClock

BODIES: dict[str, tuple[PartnerKind, str | None]] = {
    "court": (PartnerKind.COURT, "650105"),
    "commission": (PartnerKind.COMMISSION, "650105"),
    "centre": (PartnerKind.ORGANISATION, "650105013"),
    "other-centre": (PartnerKind.BUREAU, None),
}
"""Code of a body of the tests, which is its partner's code too, to kind and region."""


@asynccontextmanager
async def profiles_on(
    databases: Databases, folder: Path, clock: StandingClock
) -> AsyncIterator[Profiles]:
    """The profiles; `folder` holds the master key of the service."""
    master = LocalMasterKey.load(None, folder, is_production=False)
    async with Profiles.open(databases.app, master, clock) as profiles:
        yield profiles


async def partner(profiles: Profiles, code: str, **changes: Any) -> Partner:
    """The partner of a body of the tests, kept."""
    kind, region = BODIES[code]
    found = Partner(
        **{
            "id": partner_id(code),
            "code": code,
            "kind": kind,
            "zh": code,
            "organisation": organisation_id(code),
            "region": region,
            **changes,
        }
    )
    await profiles.save(found, by="test", what="added")
    return found


async def secret(profiles: Profiles, of: Partner, direction: Direction) -> Secret:
    """A new secret; one before it stays valid for an hour."""
    return await profiles.add_secret(of, direction, by="test", keep_old=timedelta(hours=1))
