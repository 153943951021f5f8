"""The files that a partner encloses, as far as hand-over needs them; whatever stores them stands behind it."""

from typing import Protocol
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import EvidenceKind
from services.workflow.domain.given import Actor


class EnclosedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a package, and what its record says of it."""

    sha256: str
    content: bytes
    kind: EvidenceKind
    title: str
    party: int | None
    """Who handed it in, by our number."""


class EnclosedFiles(Protocol):
    """Where they go."""

    async def keep(self, dispute: UUID, file: EnclosedFile, actor: Actor) -> str | None:
        """Put it on file as evidence, once however often it is asked; a code where it is not taken.

        Raises StoreUnavailable, after which it is asked again.
        """
        ...
