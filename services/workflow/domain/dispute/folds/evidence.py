"""What evidence makes of a dispute."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import on, replace
from services.workflow.domain.dispute.records import Evidence
from services.workflow.domain.dispute.state import Dispute


@on(e.EvidenceFiled)
def _(d: Dispute, event: e.EvidenceFiled) -> Dispute:
    filed = Evidence(
        no=event.evidence,
        kind=event.kind,
        party=event.party,
        claims=event.claims,
        document=event.document,
        title=event.title,
        file=event.file,
        filed_on=event.occurred_on,
    )
    return replace(d, evidence=(*d.evidence, filed))


@on(e.EvidenceWithdrawn)
def _(d: Dispute, event: e.EvidenceWithdrawn) -> Dispute:
    return replace(
        d,
        evidence=tuple(
            replace(one, withdrawn_on=event.occurred_on) if one.no == event.evidence else one
            for one in d.evidence
        ),
    )
