"""What the agreement that binds obliges to: the claims it covers, what is due, what is overdue."""

from services.workflow.domain.dispute.guards.periods import instalment_due_on
from services.workflow.domain.dispute.parts import ClaimKind, Instalment
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given

ARTICLE_16 = frozenset(
    {
        ClaimKind.REMUNERATION,
        ClaimKind.WORK_INJURY,
        ClaimKind.ECONOMIC_COMPENSATION,
        ClaimKind.DAMAGES,
    }
)
"""Claims for which an unkept agreement opens the payment order (调解仲裁法 16; rule PO.SCOPE).

Of a work injury only the medical costs: that is for the applicant to say and the court to see.
"""
WAGES = frozenset({ClaimKind.REMUNERATION})
"""Claims on which an unkept agreement alone may be sued (劳动争议解释(一) 51; rule SUIT.GROUND)."""


def kinds_of(dispute: Dispute, agreement: Agreement) -> dict[int, ClaimKind]:
    """The kinds of the claims that the agreement covers, by number; of all where it has no terms."""
    covered = {term.claim for term in agreement.terms}
    return {
        record.claim.no: record.claim.kind
        for record in dispute.claims
        if not covered or record.claim.no in covered
    }


def overdue(agreement: Agreement, given: Given) -> tuple[Instalment, ...]:
    """Instalments whose last day has passed and which are not fully paid."""
    return tuple(
        instalment
        for instalment in agreement.instalments
        if instalment_due_on(agreement, instalment, given) < given.occurred_on
        and agreement.outstanding(instalment.no)
    )


def overdue_amount(
    dispute: Dispute, agreement: Agreement, given: Given, kinds: frozenset[ClaimKind]
) -> int:
    """What is overdue of payments on claims of these kinds, in fen."""
    late = {instalment.no for instalment in overdue(agreement, given)}
    known = kinds_of(dispute, agreement)
    return sum(
        agreement.outstanding(instalment.no)
        for term in agreement.terms
        if known.get(term.claim) in kinds
        for instalment in term.instalments
        if instalment.no in late
    )
