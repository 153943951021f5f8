"""Refusals: the expected noes of the domain. They carry data and know nothing of HTTP.

Refusal
├── NotAllowedInThisState   the move is not in the table for this state
├── OutsideLegalLimit       a period or a limit of the law stands against it
├── MissingPrerequisite     something that must be there first is not
├── NotPermitted            this caller may not do it
├── AlreadyExists           it is there already
└── Unknown                 what is named does not exist
"""

from typing import ClassVar

from services.workflow.domain.legal import LegalRule
from services.workflow.domain.reasons import REASONS


class Refusal(Exception):
    """A command that law, state or permission refuses.

    `code` is stable and has its words in `reasons`; `rule` is the legal rule behind it with
    its article; `allowed` are the moves that are possible instead.
    """

    category: ClassVar[str] = "refused"

    def __init__(
        self,
        code: str,
        *,
        rule: LegalRule | None = None,
        allowed: tuple[str, ...] = (),
        **data: str | float,
    ) -> None:
        zh, en = REASONS[code]
        super().__init__(en.format(**data))
        self.code = code
        self.zh = zh.format(**data)
        self.en = en.format(**data)
        self.rule = rule
        self.allowed = allowed
        self.data = data


class NotAllowedInThisState(Refusal):
    """The transition table has no such move from the present state."""

    category = "not-allowed-in-this-state"


class OutsideLegalLimit(Refusal):
    """A legal period or limit refuses it; `rule` says which."""

    category = "outside-legal-limit"


class MissingPrerequisite(Refusal):
    """Something required is missing or does not fit; `data` says what."""

    category = "missing-prerequisite"


class NotPermitted(Refusal):
    """The caller's role or relation to the dispute does not allow it."""

    category = "not-permitted"


class AlreadyExists(Refusal):
    """The thing to be made exists."""

    category = "already-exists"


class Unknown(Refusal):
    """What the command names does not exist, or the caller may not know of it."""

    category = "unknown"
