"""What was handed in on the mediation of `mediated`: a file, a paper, and the file taken back."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import EvidenceFile, EvidenceKind
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Sealed

from . import cast, mediated
from .recording import Act

_STREAM = mediated.DISPUTE


def _act(event: Fact) -> Act:
    return Act(cast.OTHER_CLERK, event.occurred_on, ((_STREAM, event),))


def _written(label: str) -> Sealed:
    return cast.sealed(_STREAM, label, "worker/mediated")


ACTS = (
    _act(
        e.EvidenceFiled(
            occurred_on=date(2027, 1, 5),
            evidence=1,
            kind=EvidenceKind.WAGE_RECORD,
            party=1,
            claims=(1,),
            title=_written("file_evidence/title"),
            file=EvidenceFile(
                id=cast.named("file/wage-record"),
                sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                size=183_204,
                media_type="application/pdf",
            ),
        )
    ),
    _act(
        e.EvidenceFiled(
            occurred_on=date(2027, 1, 5),
            evidence=2,
            kind=EvidenceKind.DOCUMENT_COPY,
            document=1,
        )
    ),
    _act(
        e.EvidenceWithdrawn(
            occurred_on=date(2027, 1, 6),
            evidence=1,
            reason=_written("withdraw_evidence/reason"),
        )
    ),
)
