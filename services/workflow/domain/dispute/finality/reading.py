"""What can be said of an award: item by item and as a document, on which rules, and what is missing."""

from datetime import date
from enum import StrEnum

import msgspec

from services.workflow.domain.dispute.parts import AwardBasis, AwardItem, ClaimKind
from services.workflow.domain.legal import LegalRule, WageDay
from services.workflow.domain.minimum_wages import MinimumWage


class Finality(StrEnum):
    """What can be said."""

    FINAL = "final"
    NOT_FINAL = "not_final"
    UNDETERMINED = "undetermined"


class Missing(StrEnum):
    """What would be needed to say more."""

    BASIS = "basis"
    """What the item is awarded for."""
    AMOUNT = "amount"
    MINIMUM_WAGE = "minimum_wage"
    """The region's figure in force on the day."""
    WAGE_DAY = "wage_day"
    """No rule of the region says whether the day of application or of the award counts."""
    TEXT = "text"
    """No text read says whether such an item is final."""


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """The limit by the minimum wage of one day."""

    day: WageDay
    on: date
    wage: MinimumWage | None
    amount: int | None
    """In fen; none where the wage is not known."""


class ItemReading(msgspec.Struct, frozen=True, kw_only=True):
    """What can be said of one item, and the rules it rests on, the deciding one first."""

    item: AwardItem
    kind: ClaimKind | None
    basis: AwardBasis | None
    finality: Finality
    rules: tuple[LegalRule, ...]
    limits: tuple[Limit, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the commission marked it otherwise than it reads."""
        reads_final = self.finality is Finality.FINAL
        return self.finality is not Finality.UNDETERMINED and reads_final != self.item.is_final


class AwardReading(msgspec.Struct, frozen=True, kw_only=True):
    """What can be said of an award as one document."""

    finality: Finality
    items: tuple[ItemReading, ...]
    is_mixed: bool
    """Whether items of both sorts stand in it (FINAL.SEPARATE)."""
    rules: tuple[LegalRule, ...]
