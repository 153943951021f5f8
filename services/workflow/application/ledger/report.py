"""What came of an import: counts, and every fault at its cell."""

from collections.abc import Iterable

import msgspec

from services.workflow.application.ledger.faults import Fault, Severity


class Counts(msgspec.Struct, kw_only=True):
    """How many rows and disputes went which way."""

    rows: int = 0
    rows_refused: int = 0
    disputes: int = 0
    """Disputes that the good rows make."""
    added: int = 0
    corrected: int = 0
    """Disputes that were on file and for which the ledger says something new."""
    unchanged: int = 0
    merged: int = 0
    """Disputes newly marked as the same matter as another, or no longer."""
    events: int = 0
    organisations: int = 0
    """Bodies entered as unverified."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of importing one file."""

    file: str
    encoding: str
    is_dry_run: bool
    is_sample: bool
    counts: Counts
    faults: tuple[Fault, ...]
    """In the order of sheet, row and column."""
    position: int = 0
    """Log position at which all of it is recorded."""

    def of(self, severity: Severity) -> list[Fault]:
        """The faults of one severity."""
        return [fault for fault in self.faults if fault.severity is severity]

    @property
    def is_clean(self) -> bool:
        """Whether no row was refused."""
        return not any(fault.is_error for fault in self.faults)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults as a reader walks through the ledger, each once."""
    once = {(fault.place, fault.code): fault for fault in faults}
    return tuple(sorted(once.values(), key=lambda fault: fault.place))
