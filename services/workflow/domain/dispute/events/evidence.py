"""Events of evidence: what parties hand in, and what they take back."""

from services.workflow.domain.dispute.parts import EvidenceFile, EvidenceKind
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Written


class EvidenceFiled(Fact, frozen=True, kw_only=True):
    """A material was handed in, as a stored file or on paper."""

    evidence: int
    """Number within the dispute from 1."""
    kind: EvidenceKind
    party: int | None = None
    """Who handed it in; nobody where the body itself made or fetched it."""
    claims: tuple[int, ...] = ()
    """The claims it bears on; none: the whole matter."""
    document: int | None = None
    """The document of the file that it is a copy of."""
    title: Written = ""
    """What it is called; the name of the file."""
    file: EvidenceFile | None = None
    """None: it was handed in on paper or as an object."""


class EvidenceWithdrawn(Fact, frozen=True, kw_only=True):
    """A material is relied on no more; it stays on file, and so does what was stored."""

    evidence: int
    reason: Written


Event = EvidenceFiled | EvidenceWithdrawn
