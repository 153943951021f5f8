"""Looks, when a dispute is put on file, whether the same matter may be on file already."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from services.workflow.domain.dispute.grants import TABLE
from services.workflow.domain.dispute.permissions import may_read
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import MissingPrerequisite
from services.workflow.domain.given import Actor, Given
from services.workflow.domain.same_matter import Candidate

TOLD_OF_OTHERS = frozenset(TABLE["know_of_others"])
"""Who handles disputes by office, and may know that there is one more at another body.

Of such a dispute nothing is told but that it is there, and only where worker and employer are
certainly the same. A partner bureau is told of none that it may not read.
"""


class Matters(Protocol):
    """What is known across disputes; it may be a moment behind the log."""

    async def candidates(self, dispute: Dispute) -> Sequence[Candidate]:
        """Disputes that may be the same matter as this one; none where they cannot be looked up."""
        ...

    async def has_followers(self, dispute: UUID) -> bool:
        """Whether other disputes were merged into this one."""
        ...


class NoMatters:
    """Knows of no other dispute: for a write side without read models."""

    async def candidates(self, dispute: Dispute) -> Sequence[Candidate]:  # noqa: ARG002
        """None."""
        return ()

    async def has_followers(self, dispute: UUID) -> bool:  # noqa: ARG002
        """No."""
        return False


NO_MATTERS = NoMatters()


async def warn_if_known(given: Given, dispute: Dispute, matters: Matters) -> None:
    """Note with the registration that the matter may be on file already; it is put on file all the same."""
    found = await matters.candidates(dispute)
    if any(_may_know(given.actor, candidate) for candidate in found):
        rule = given.rule("MATTER.ONCE")
        given.breaches.append(MissingPrerequisite("same_matter_possible", rule=rule))


def _may_know(actor: Actor, candidate: Candidate) -> bool:
    if may_read(actor, candidate.dispute):
        return True
    return candidate.likeness.is_strong and actor.role in TOLD_OF_OTHERS
