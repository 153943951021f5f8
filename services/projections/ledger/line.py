"""What a ledger's row is made of: the dispute, its events, and everything that is shown of others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Channel, Dispute, Fen, Sealed, Written

Cell = str | int | date | Decimal
"""Text, a number of people, a day, or yuan."""
Line = dict[str, Cell]
"""Cells by the title of their column; what is not there is empty."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute as its ledger tells it."""

    dispute: Dispute
    channel: Channel
    """How it came in at first."""
    events: Sequence[Recorded]
    shown: Mapping[str, str] = {}
    """By sealed box, what this reader is shown of it; what is not there is hidden."""
    codes: Mapping[UUID, str] = {}
    """Codes of the bodies."""
    mediators: Mapping[UUID, str] = {}
    """Names of the mediators, as this reader is shown them."""
    repeats: str = ""
    """The dispute that leads this matter, as `组织/编号`."""

    def text(self, written: Written | None) -> str:
        """A name or text as this reader is shown it."""
        if isinstance(written, Sealed):
            return self.shown.get(written.box, "")
        return written or ""


def reference(dispute: Dispute, codes: Mapping[UUID, str]) -> tuple[str, str]:
    """In whose ledger the dispute stands, by code, and its number there."""
    if dispute.source is not None:
        organisation, _, number = dispute.source.ledger.partition("/")
        return organisation, number
    body = dispute.organisation or dispute.custodian
    return codes.get(body, "") if body else "", dispute.case_number


def yuan(fen: int) -> Decimal:
    """An amount as a ledger writes it."""
    return Decimal(fen).scaleb(-2).quantize(Decimal("0.01"))


def total(amounts: Iterable[Fen | None]) -> int:
    """The sum of those amounts that are known, in fen."""
    return sum(int(amount) for amount in amounts if amount is not None)


def filled(cells: Mapping[str, Cell | None]) -> Line:
    """The cells that say something."""
    return {title: cell for title, cell in cells.items() if cell is not None and cell != ""}
