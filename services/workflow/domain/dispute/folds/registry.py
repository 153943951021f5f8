"""Which function folds which event: filled by the chapters, read by the one fold."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from services.workflow.domain.dispute.parts import Disposition
from services.workflow.domain.dispute.records import ClaimRecord
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact

T = TypeVar("T", bound=Fact)
Fold = Callable[[Dispute, Any], Dispute]
FOLDS: dict[type[Fact], Fold] = {}
replace = msgspec.structs.replace

LEFT_FOR_GOOD = frozenset({Disposition.WITHDRAWN, Disposition.SPLIT_OFF})
"""A claim that was withdrawn or split off has no part in what becomes of the others."""


def on(kind: type[T]) -> Callable[[Callable[[Dispute, T], Dispute]], Fold]:
    """Register the function that folds this type of event."""

    def register(fold: Callable[[Dispute, T], Dispute]) -> Fold:
        FOLDS[kind] = fold
        return fold

    return register


def disposed(
    dispute: Dispute, to: Disposition, *, only: frozenset[Disposition] | None = None
) -> tuple[ClaimRecord, ...]:
    """The claims with a new disposition: those of `only`, otherwise all that are still here."""
    return tuple(
        replace(record, disposition=to)
        if (record.disposition in only if only else record.disposition not in LEFT_FOR_GOOD)
        else record
        for record in dispute.claims
    )
