"""What is known of the evidence of a dispute."""

from datetime import date

import msgspec

from services.workflow.domain.dispute.parts import EvidenceFile, EvidenceKind
from services.workflow.domain.values.sealed import Written


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A material that was handed in."""

    no: int
    kind: EvidenceKind
    party: int | None = None
    claims: tuple[int, ...] = ()
    document: int | None = None
    title: Written = ""
    file: EvidenceFile | None = None
    filed_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn_on is None
