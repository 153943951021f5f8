"""Who may know of a file and who may open it: the permission table, minus what a partner is not shown."""

from uuid import UUID

import msgspec

from services.kit.problem_details import FORBIDDEN, NOT_FOUND, Problem
from services.partners.files.evidence import is_hidden
from services.partners.files.table import FileTable
from services.partners.files.upload import Upload
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.workflow.application.read import DisputeReader
from services.workflow.domain.dispute.permissions import may_see_names
from services.workflow.domain.dispute.records import Evidence
from services.workflow.domain.dispute.stages.record.evidence import of_file
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.sealed import Sealed
from services.workflow.http.identity import Caller


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A file that the caller may know of."""

    upload: Upload
    dispute: Dispute
    filed: Evidence | None
    """None: still an upload, and the caller's own."""


class FileAccess:
    """Asks the log for every call: who may read changes with the dispute."""

    def __init__(self, table: FileTable, reader: DisputeReader, profiles: Profiles) -> None:
        self._table = table
        self._reader = reader
        self._profiles = profiles

    async def file(self, caller: Caller, file: UUID) -> Known:
        """The file of an id. Raises a Problem or Unknown where the caller may not know of it."""
        upload = await self._table.get(file)
        if upload is None:
            raise Problem(NOT_FOUND)
        dispute, _ = await self._reader.current(upload.dispute, caller.actor)
        filed = of_file(file, dispute)
        if filed is None:
            self._require_own(upload, caller)
        elif is_hidden(filed, dispute, await self.partner(caller)):
            raise Problem(NOT_FOUND)
        return Known(upload=upload, dispute=dispute, filed=filed)

    async def own(self, caller: Caller, file: UUID) -> Upload:
        """An upload of the caller's own that may still go on."""
        upload = await self._table.get(file)
        if upload is None:
            raise Problem(NOT_FOUND)
        self._require_own(upload, caller)
        return upload

    async def evidence(self, caller: Caller, dispute: UUID) -> tuple[Dispute, list[Evidence]]:
        """The evidence of a dispute that the caller may know of. Raises Unknown."""
        found, _ = await self._reader.current(dispute, caller.actor)
        partner = await self.partner(caller)
        return found, [one for one in found.evidence if not is_hidden(one, found, partner)]

    async def titles(
        self, caller: Caller, dispute: Dispute, evidence: list[Evidence]
    ) -> list[str | None]:
        """What the materials are called; they name persons, and are shown to who sees those."""
        assert dispute.id is not None
        if not may_see_names(caller.actor, dispute):
            return [None] * len(evidence)
        boxes = [one.title for one in evidence if isinstance(one.title, Sealed)]
        opened = iter(await self._reader.open_all(dispute.id, boxes))
        return [next(opened) if isinstance(e.title, Sealed) else e.title for e in evidence]

    async def partner(self, caller: Caller) -> Partner | None:
        """The partner whose system calls; none for people."""
        return await self._profiles.find(caller.partner) if caller.partner else None

    @staticmethod
    def require_content(caller: Caller, dispute: Dispute) -> None:
        """Evidence names persons: who does not see them by name does not open it."""
        if not may_see_names(caller.actor, dispute):
            raise Problem(
                FORBIDDEN,
                zh="证据材料载有当事人信息，该身份不能打开",
                en="evidence names persons; this role does not see them",
            )

    @staticmethod
    def _require_own(upload: Upload, caller: Caller) -> None:
        actor = caller.actor
        if (upload.account, upload.organisation) != (actor.account, actor.organisation):
            raise Problem(NOT_FOUND)
