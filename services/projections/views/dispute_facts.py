"""What figures are made of: the deciding acts of each dispute, with the event that is their proof.

The one definition of facts: the live row and a figure as known at an earlier position are the
same fold over more or fewer events.
"""

from typing import Any
from uuid import UUID

import msgspec

from services.projections.view import Column, FoldedView, Row
from services.projections.views import confirmation_facts
from services.projections.views.fact_folds import after
from services.projections.views.facts import Act, ClaimFact, Deed, Facts, deed
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Disposition, Forum, Mandate
from services.workflow.recorded.views import dispute_events as e

__all__ = ["DISPUTE_FACTS", "Act", "Deed", "Facts", "apply"]

VERSION = 2
COLUMNS = (
    Column("dispute", "uuid"),
    Column("position", "bigint"),
    Column("dated_on", "date"),
    Column("region", "text"),
    Column("organisation", "uuid"),
    Column("leader", "uuid"),
    Column("worker_count", "integer"),
    Column("is_sample", "boolean"),
    Column("record", "bytea"),
)
replace = msgspec.structs.replace


def apply(facts: Facts | None, recorded: Recorded) -> Facts:
    """The facts after the event; the very same object where the event decides nothing."""
    if facts is None:
        return _begin(recorded)
    changed = after(recorded.event, facts, recorded)
    asked = confirmation_facts.after(facts.confirmations, facts.organisation, recorded)
    if asked is not facts.confirmations:
        changed = replace(changed, confirmations=asked)
    return facts if changed is facts else replace(changed, position=recorded.position)


def row(stream_id: UUID, facts: Facts) -> Row:
    """The columns by which the facts of an area are found."""
    return (
        stream_id,
        facts.position,
        facts.entry.on,
        facts.region,
        facts.organisation,
        facts.leader,
        facts.worker_count,
        facts.is_sample,
    )


def _begin(recorded: Recorded) -> Facts:
    event: Any = recorded.event
    match event:
        case e.DisputeRegistered():
            return _registered(event, recorded)
        case e.DirectFilingRecorded():
            return _filed_directly(event, recorded)
        case e.DisputeSplitOff():
            return _split_off(event, recorded)
        case _:
            raise ValueError(f"a dispute cannot begin with {type(event).__name__}")


def _registered(event: e.DisputeRegistered, recorded: Recorded) -> Facts:
    return Facts(
        dispute=recorded.stream_id,
        entry=deed(Act.REGISTERED, recorded),
        region=event.region,
        organisation=event.organisation,
        mandate=event.mandate,
        worker_count=event.worker_count,
        is_sample=event.source is not None and event.source.sample,
        claims=_claims(event, Disposition.OPEN),
        position=recorded.position,
    )


def _filed_directly(event: e.DirectFilingRecorded, recorded: Recorded) -> Facts:
    is_sued = event.forum is Forum.COURT
    entry = deed(Act.SUED if is_sued else Act.FILED, recorded)
    return Facts(
        dispute=recorded.stream_id,
        entry=entry,
        region=event.region,
        organisation=None,
        mandate=Mandate.SELF,
        worker_count=event.worker_count,
        is_sample=event.source is not None and event.source.sample,
        claims=_claims(event, Disposition.SUED if is_sued else Disposition.OPEN),
        position=recorded.position,
        filed=None if is_sued else entry,
        taken=entry if is_sued else None,
        seised=entry if is_sued else None,
    )


def _split_off(event: e.DisputeSplitOff, recorded: Recorded) -> Facts:
    """A part of its origin's matter, on file since the origin's application was received."""
    return Facts(
        dispute=recorded.stream_id,
        entry=deed(Act.REGISTERED, recorded, event.received_on),
        region=event.region,
        organisation=event.organisation,
        mandate=event.mandate,
        worker_count=event.worker_count,
        is_sample=False,
        claims=_claims(event, Disposition.OPEN),
        position=recorded.position,
        leader=event.origin,
        is_part=True,
        accepted=deed(Act.ACCEPTED, recorded, event.accepted_on) if event.accepted_on else None,
    )


def _claims(
    event: e.DisputeRegistered | e.DirectFilingRecorded | e.DisputeSplitOff, to: Disposition
) -> tuple[ClaimFact, ...]:
    return tuple(ClaimFact(claim.no, to) for claim in event.claims)


DISPUTE_FACTS = FoldedView(
    name="dispute_facts",
    version=VERSION,
    stream="dispute",
    columns=COLUMNS,
    state=Facts,
    apply=apply,
    row=row,
)
