"""The events of evidence in words: handed in, taken back."""

from collections.abc import Iterator

from services.projections.words.acts.clause import Clause, clauses, optional, text
from services.projections.words.cast import Cast
from services.workflow.recorded.views import dispute_events as e


@clauses.register
def _(event: e.EvidenceFiled, cast: Cast) -> Iterator[Clause]:
    told: dict[str, object] = {"no": event.evidence, "kind": event.kind}
    if event.party is None:
        yield "EvidenceFiled", told
    else:
        yield "EvidenceFiled.by", told | {"party": cast.party(event.party)}
    if event.file is None:
        yield "evidence.on_paper", {}
    yield from optional("document.title", event.title, cast)
    if event.document is not None:
        yield "evidence.copy_of", {"document": event.document}
    if event.claims:
        yield "about_claims", {"claims": event.claims}


@clauses.register
def _(event: e.EvidenceWithdrawn, cast: Cast) -> Iterator[Clause]:
    yield "EvidenceWithdrawn", {"no": event.evidence, "reason": text(event.reason, cast)}
