"""The stored evidence of a dispute for whoever may have it: for packages of hand-over."""

from collections.abc import AsyncIterator, Callable
from uuid import UUID

import msgspec

from services.partners.files.contents import Contents
from services.partners.files.media import kind_named
from services.partners.files.names import safe_name
from services.partners.profiles.partner import Partner
from services.workflow.domain.dispute.records import Evidence as Filed
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.sealed import Sealed
from services.workflow.storage.keys import PersonKeyring


class EvidencePiece(msgspec.Struct, frozen=True, kw_only=True):
    """One stored file of the evidence."""

    no: int
    """Number of the evidence within the dispute."""
    sha256: str
    name: str
    """With an extension that says what it is; of the number alone where the name was erased."""
    media_type: str
    size: int
    read: Callable[[], AsyncIterator[bytes]]
    """The plaintext in pieces of at most a mebibyte."""


class Evidence:
    """Reads the evidence that stands, in the order it was filed."""

    def __init__(self, contents: Contents, keyring: PersonKeyring) -> None:
        self._contents = contents
        self._keyring = keyring

    async def of(self, dispute: Dispute, receiver: Partner | None) -> AsyncIterator[EvidencePiece]:
        """Every stored file that was neither withdrawn nor erased, nor is hidden from the receiver."""
        assert dispute.id is not None
        for filed in dispute.evidence:
            if filed.file is None or not filed.stands or is_hidden(filed, dispute, receiver):
                continue
            content = await self._contents.find(dispute.id, filed.file.sha256)
            if content is None:
                continue
            title = await self._title(dispute.id, filed)
            yield EvidencePiece(
                no=filed.no,
                sha256=filed.file.sha256,
                name=safe_name(title or f"{filed.no:03}", kind_named(filed.file.media_type)),
                media_type=filed.file.media_type,
                size=filed.file.size,
                read=lambda content=content: self._contents.read(content),  # type: ignore[misc]
            )

    async def _title(self, dispute: UUID, filed: Filed) -> str | None:
        if not isinstance(filed.title, Sealed):
            return filed.title
        (title,) = await self._keyring.open_all([(dispute, filed.title)])
        return title


def is_hidden(filed: Filed, dispute: Dispute, receiver: Partner | None) -> bool:
    """Whether the partner is not shown this kind of evidence, or the document that it is a copy of."""
    if receiver is None:
        return False
    kinds = {str(filed.kind)}
    kinds |= {str(one.kind) for one in dispute.documents if one.no == filed.document}
    return not kinds.isdisjoint(receiver.hidden_documents)
