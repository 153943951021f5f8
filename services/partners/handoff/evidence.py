"""The stored evidence of a dispute, as far as hand-over needs it; whatever stores it stands behind it."""

from collections.abc import AsyncIterator, Callable
from typing import Protocol

from services.partners.profiles.partner import Partner
from services.workflow.domain.dispute.state import Dispute


class Piece(Protocol):
    """One stored file of the evidence."""

    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def read(self) -> Callable[[], AsyncIterator[bytes]]:
        """Gives its content, in pieces. Raises FileNotFoundError, or ValueError where it is damaged."""
        ...


class Evidence(Protocol):
    """Reads the evidence of disputes."""

    def of(self, dispute: Dispute, receiver: Partner | None) -> AsyncIterator[Piece]:
        """Every stored file that stands and is not hidden from the receiver."""
        ...
