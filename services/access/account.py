"""An account: a person who signs in here, and as whom that person acts."""

import re
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from services.access.area import stem_of
from services.access.client import ID_PREFIX
from services.workflow.domain.given import Actor, Role

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{1,62}")


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One account as it is on the list, without anything of its password."""

    account: str
    name: str
    """Of the person, as the pages greet it."""
    role: Role
    organisation: UUID | None = None
    region: str | None = None
    mediator: UUID | None = None
    must_change: bool = True
    """Whether the password was given by somebody else and must be changed first."""
    locked_until: datetime | None = None
    made_at: datetime
    disabled_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """As whom it acts and reads."""
        return Actor(
            account=self.account,
            role=self.role,
            organisation=self.organisation,
            region=stem_of(self.region),
            mediator=self.mediator,
        )


def is_name(text: str) -> bool:
    """Whether an account may be called so: small letters, digits, and `.`, `_`, `@`, `-`."""
    return bool(_NAME.fullmatch(text)) and not text.startswith(ID_PREFIX)
