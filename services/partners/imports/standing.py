"""Whether an importer still may: asked when its job begins, and again while it goes on."""

import asyncpg

from services.access.standing import StandingReaders
from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.partners.imports.job import Job
from services.partners.profiles.partner import PartnerScope
from services.partners.profiles.store import Profiles
from services.workflow.application.ports import StoreUnavailable


class ImporterStanding:
    """The partner's profile, and the account or client on our lists that handed the file in."""

    def __init__(self, profiles: Profiles, callers: StandingReaders) -> None:
        self._profiles = profiles
        self._callers = callers

    async def stands(self, job: Job) -> bool:
        """Whether the partner is active and may import, and the caller is what it was then.

        Of callers that are on no list of ours nothing else is known. Raises StoreUnavailable.
        """
        code = job.partner
        try:
            partner = await self._profiles.find(code) if code else None
        except (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError) as error:
            raise StoreUnavailable from error
        if code and (
            partner is None or not partner.is_active or PartnerScope.IMPORT not in partner.scopes
        ):
            return False
        return await self._callers.stands(job.actor)
