"""What is said in confidence in mediation: a stream of its own, under a key of its own.

Nothing here is read by a projection, a package, a search, an export or the shared history.
"""

from uuid import UUID, uuid5

from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Sealed


class ConfidentialNoteTaken(Fact, frozen=True, kw_only=True):
    """A mediator noted an offer, an admission or an impression, for the mediation alone."""

    note: Sealed


Event = ConfidentialNoteTaken


def privileged_id(dispute: UUID) -> UUID:
    """The privileged stream of a dispute; also the name of the key it is sealed under."""
    return uuid5(dispute, "privileged")
