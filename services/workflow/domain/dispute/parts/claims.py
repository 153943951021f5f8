"""What is claimed, and what becomes of it."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from services.workflow.domain.values.money import Fen


class ClaimKind(StrEnum):
    """Main cause of a claim, by the human-resources statistics list (`law.md` 3.2)."""

    REMUNERATION = "remuneration"
    SOCIAL_INSURANCE = "social_insurance"
    WORK_INJURY = "work_injury"
    HOURS_AND_LEAVE = "hours_and_leave"
    CONTRACT_CONCLUSION = "contract_conclusion"
    CONTRACT_CHANGE = "contract_change"
    CONTRACT_TERMINATION = "contract_termination"
    ECONOMIC_COMPENSATION = "economic_compensation"
    DAMAGES = "damages"
    LABOUR_RELATION = "labour_relation"
    WELFARE_TRAINING_PROTECTION = "welfare_training_protection"
    PERSONNEL = "personnel"
    OTHER = "other"


class Disposition(StrEnum):
    """What became of one claim."""

    OPEN = "open"
    SETTLED = "settled"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    ARBITRATED = "arbitrated"
    SUED = "sued"
    SPLIT_OFF = "split_off"
    """It went on in a linked dispute."""


class ClaimDetails(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim as it is brought in; `amount` in fen."""

    kind: ClaimKind
    amount: Fen | None = None
    known_on: date | None = None
    """Day on which the worker knew or should have known of the infringement (LIM.1Y)."""

    def numbered(self, no: int) -> "Claim":
        """The claim under its number within the dispute."""
        return Claim(no=no, kind=self.kind, amount=self.amount, known_on=self.known_on)


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim (请求事项), numbered within its dispute from 1; `amount` in fen, if any."""

    no: int
    kind: ClaimKind
    amount: Fen | None = None
    known_on: date | None = None
    """Day on which the worker knew or should have known of the infringement (LIM.1Y)."""


ClaimNumbers = Annotated[tuple[int, ...], msgspec.Meta(min_length=1, max_length=100)]
"""Some claims of a dispute, by number."""
NewClaims = Annotated[tuple[ClaimDetails, ...], msgspec.Meta(min_length=1, max_length=100)]
"""Claims as they are brought in; numbered in this order."""
