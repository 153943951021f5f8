"""A partner's profile: which body's system it is, what it may ask for, what it may see."""

from enum import StrEnum
from typing import Final
from uuid import UUID, uuid5

import msgspec

from services.projections.withholding import Withheld
from services.workflow.domain.given import Actor, Role

_HIDDEN: Final = "-answers."
_PARTNERS = UUID("5f0c8f0e-7a0b-5b58-9d0e-6f3c1f2a9b10")


class PartnerKind(StrEnum):
    """What body's system it is."""

    COURT = "court"
    """A court's liaison system (总对总 or the court's own)."""
    COMMISSION = "commission"
    """The case system of an arbitration commission."""
    ORGANISATION = "organisation"
    """A mediation organisation that works in a system of its own (工会, 司法 …)."""
    BUREAU = "bureau"
    """A bureau that hands disputes in and is told of those."""
    SUPERVISOR = "supervisor"
    """A bureau that oversees a region."""


ROLES: Final[dict[PartnerKind, Role]] = {
    PartnerKind.COURT: Role.COURT_LIAISON,
    PartnerKind.COMMISSION: Role.ARBITRATION_CLERK,
    PartnerKind.ORGANISATION: Role.CLERK,
    PartnerKind.BUREAU: Role.PARTNER_BUREAU,
    PartnerKind.SUPERVISOR: Role.SUPERVISOR,
}
"""As whom a partner's facts and calls are decided: the permission table knows roles alone."""


class PartnerScope(StrEnum):
    """What a partner's token may be used for (OAuth2 scopes)."""

    READ = "disputes:read"
    WRITE = "disputes:write"
    FEED = "feed:read"
    HANDOFF = "handoff"
    IMPORT = "imports"
    FILES = "files"
    WEBHOOKS = "webhooks"
    """To manage its own subscriptions, and to look at and repeat its own deliveries."""


ALL_SCOPES: Final = tuple(scope.value for scope in PartnerScope)
LATE_SECONDS: Final = 300
"""How old a signed message may be where the sender signs each attempt anew."""


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """One partner as it is set up now."""

    id: UUID
    code: str
    """Its name in addresses: lower-case letters, digits and hyphens."""
    kind: PartnerKind
    zh: str
    organisation: UUID | None = None
    """The body on the register for which it acts."""
    region: str | None = None
    """Digits that every region of its area begins with; none outside of any area."""
    scopes: tuple[str, ...] = ALL_SCOPES
    fields: tuple[str, ...] = ("*",)
    """What it may see of an event: `*`, `<chapter>`, `<chapter>.<field>`; one with a leading `-` takes away.

    `-answers.<name>` leaves the members of that name out of every JSON answer to it.
    """
    hidden_documents: tuple[str, ...] = ()
    """Kinds of documents and files that it is not shown."""
    requests_per_minute: int = 600
    late_seconds: int = LATE_SECONDS
    """How old a signed message of it may be when it arrives, by its own retry policy."""
    is_active: bool = True
    version: int = 1

    @property
    def hidden_in_answers(self) -> frozenset[str]:
        """Names of members that no JSON answer to it has."""
        return frozenset(
            field.removeprefix(_HIDDEN) for field in self.fields if field.startswith(_HIDDEN)
        )

    @property
    def withheld(self) -> Withheld:
        """What neither an answer nor a sentence in it tells."""
        return Withheld(members=self.hidden_in_answers, papers=frozenset(self.hidden_documents))

    @property
    def actor(self) -> Actor:
        """As whom it acts and reads."""
        return Actor(
            account=f"partner:{self.code}",
            role=ROLES[self.kind],
            organisation=self.organisation,
            region=self.region,
        )


def partner_id(code: str) -> UUID:
    """The id of the partner of a code; always the same."""
    return uuid5(_PARTNERS, code)
