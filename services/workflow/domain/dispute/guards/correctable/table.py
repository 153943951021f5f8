"""Every fact that can be corrected, by the name of its field; what a correction makes of a dispute."""

from collections.abc import Callable

from services.workflow.domain.dispute.guards.correctable.agreement import AGREEMENT
from services.workflow.domain.dispute.guards.correctable.arbitration import ARBITRATION
from services.workflow.domain.dispute.guards.correctable.correctable import Correctable, replace
from services.workflow.domain.dispute.guards.correctable.court import COURT
from services.workflow.domain.dispute.guards.correctable.documents import DOCUMENTS
from services.workflow.domain.dispute.guards.correctable.facts import FACTS
from services.workflow.domain.dispute.guards.correctable.mediation import MEDIATION
from services.workflow.domain.dispute.guards.correctable.reinforcement import REINFORCEMENT
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.records import BeforeClosing, MandateRecord, Stood
from services.workflow.domain.dispute.state import Dispute

CORRECTABLE: dict[str, Correctable] = (
    FACTS | AGREEMENT | MEDIATION | REINFORCEMENT | ARBITRATION | COURT | DOCUMENTS
)
"""With a star for the number of an item."""


def found(field: str) -> tuple[Correctable, tuple[int, ...]] | None:
    """The kind of fact that a field names, and the numbers of its items; None for an unknown one."""
    parts = field.split("/")
    numbers = parts[1::2]
    if len(parts) % 2 == 0 or not all(no.isascii() and no.isdecimal() for no in numbers):
        return None
    pattern = "/".join("*" if at % 2 else part for at, part in enumerate(parts))
    known = CORRECTABLE.get(pattern)
    return (known, tuple(int(no) for no in numbers)) if known else None


def kind_of(field: str) -> Kind | None:
    """What a value of the field is; None for a field that is not known."""
    known = found(field)
    return known[0].kind if known else None


def corrected(dispute: Dispute, field: str, new: str) -> Dispute:
    """The dispute with the corrected value; unchanged for a field that is not known.

    What is kept to stand again, should the dispute come back or be reopened, is corrected too.
    """
    known = found(field)
    if known is None or known[0].value(dispute, *known[1]) is None:
        return dispute
    fact, nos = known
    old = fact.value(dispute, *nos)

    def again(stood: Dispute) -> Dispute:
        return fact.write(stood, new, *nos) if fact.value(stood, *nos) == old else stood

    after = fact.write(dispute, new, *nos)
    return replace(
        after,
        handed_over=tuple(
            replace(over, stood=_stood(over.stood, dispute, again)) for over in after.handed_over
        ),
        mandate_record=_before_mandate(after.mandate_record, dispute, again),
        before_closing=_before_closing(after.before_closing, dispute, again),
    )


def _stood(stood: Stood, dispute: Dispute, again: Callable[[Dispute], Dispute]) -> Stood:
    """As it was before another body had it; its case was the present one then."""
    past = tuple(one for one in dispute.past_arbitrations if one != stood.arbitration)
    now = again(
        replace(
            dispute,
            accepted_on=stood.accepted_on,
            arbitration=stood.arbitration,
            past_arbitrations=past,
            agreement=stood.agreement,
            standing=stood.standing,
        )
    )
    return replace(
        stood,
        accepted_on=now.accepted_on,
        arbitration=now.arbitration,
        agreement=now.agreement,
        standing=now.standing,
    )


def _before_mandate(
    record: MandateRecord | None, dispute: Dispute, again: Callable[[Dispute], Dispute]
) -> MandateRecord | None:
    if record is None or record.stood is None:
        return record
    return replace(record, stood=_stood(record.stood, dispute, again))


def _before_closing(
    before: BeforeClosing | None, dispute: Dispute, again: Callable[[Dispute], Dispute]
) -> BeforeClosing | None:
    if before is None:
        return None
    now = again(replace(dispute, claims=before.claims))
    return replace(before, claims=now.claims)
