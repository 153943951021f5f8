"""Puts hand-over together: keys, packages out and in, reconciliation, what was delivered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from fastapi import APIRouter

from services.cli.enclosed_files import UploadedFiles
from services.partners.files.composing import FilesSide
from services.partners.handoff.arrivals import Arrivals
from services.partners.handoff.arriving import Arriving
from services.partners.handoff.delivered import Delivered
from services.partners.handoff.handed_in import HandedInReads
from services.partners.handoff.keys import PackageKeys
from services.partners.handoff.reconciliation import Reconciliation
from services.partners.handoff.reconciling import Reconciling
from services.partners.handoff.referrals import ReferralReads
from services.partners.handoff.routes import (
    arrival_routes,
    contradiction_routes,
    handoff_router,
    reconciliation_routes,
    referral_routes,
)
from services.partners.handoff.sharing import Sharing
from services.partners.profiles.store import Profiles
from services.partners.side import Side

_NOTHING: Any = None
"""Stands where a described app would call something."""


class Handoff(msgspec.Struct, frozen=True, kw_only=True):
    """Everything of it."""

    keys: PackageKeys
    sharing: Sharing
    reads: ReferralReads
    reconciling: Reconciling
    arriving: Arriving
    handed_in: HandedInReads
    delivered: Delivered

    @property
    def router(self) -> APIRouter:
        """Its routes."""
        return handoff_router(
            *referral_routes(self.reads),
            *reconciliation_routes(self.reconciling),
            *contradiction_routes(self.reconciling),
            *arrival_routes(self.arriving, self.handed_in),
        )


@asynccontextmanager
async def handoff_side(
    dsn: str, side: Side, profiles: Profiles, pool: Any, files: FilesSide
) -> AsyncIterator[Handoff]:
    """Connect and put together; `pool` is that of the read models."""
    async with (
        PackageKeys.open(dsn, side.master, side.clock) as keys,
        Reconciliation.open(dsn, side.clock) as reconciliation,
        Arrivals.open(dsn, side.clock) as arrivals,
    ):
        sharing = Sharing(side.store, keys, pool, side.keyring.open_all, files.evidence)
        arriving = Arriving(
            side.handler,
            side.reader,
            side.keyring,
            arrivals,
            keys,
            profiles,
            UploadedFiles(files.services),
            side.store,
        )
        yield Handoff(
            keys=keys,
            sharing=sharing,
            reads=ReferralReads(sharing, keys, profiles),
            reconciling=Reconciling(sharing, reconciliation),
            arriving=arriving,
            handed_in=HandedInReads(side.reader, side.keyring, arrivals, profiles),
            delivered=Delivered(side.store, side.handler, profiles),
        )


def described_handoff() -> Handoff:
    """As the OpenAPI document describes it: over nothing."""
    return Handoff(
        keys=_NOTHING,
        sharing=_NOTHING,
        reads=ReferralReads(_NOTHING, _NOTHING, _NOTHING),
        reconciling=Reconciling(_NOTHING, _NOTHING),
        arriving=Arriving(*[_NOTHING] * 8),
        handed_in=HandedInReads(*[_NOTHING] * 4),
        delivered=_NOTHING,
    )
