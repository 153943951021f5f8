"""What is known of a dispute's people beside the parties themselves."""

from datetime import date

import msgspec

from services.workflow.domain.dispute.parts import Post, Power, RepresentativeKind, Stance
from services.workflow.domain.values.sealed import Sealed


class Representative(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who acts for a party, and until when."""

    no: int
    party: int
    kind: RepresentativeKind
    name: Sealed | str = ""
    phone: Sealed | None = None
    powers: tuple[Power, ...]
    valid_from: date
    valid_until: date | None = None
    ended_on: date | None = None

    def acts_on(self, on: date) -> bool:
        """Whether the authority holds on that day."""
        if on < self.valid_from or (self.valid_until is not None and on > self.valid_until):
            return False
        return self.ended_on is None or on < self.ended_on


class Employment(msgspec.Struct, frozen=True, kw_only=True):
    """A worker's employment, as far as recorded."""

    party: int
    started_on: date | None = None
    ended_on: date | None = None
    post: Post | None = None
    """None: not recorded; taken for a worker's."""


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """What one party last said to the claims."""

    party: int
    stance: Stance
    on: date
