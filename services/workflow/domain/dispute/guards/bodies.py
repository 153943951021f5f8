"""The body that a command names must be of the kind that the act needs."""

from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind


def require_commission(given: Given, *, rule: str | None = None) -> None:
    """Refuse a body that is no arbitration commission."""
    given.insist(
        given.organisation.kind is OrganisationKind.ARBITRATION_COMMISSION,
        "not_a_commission",
        rule=rule,
        name=given.organisation.name,
    )


def require_court(given: Given, *, rule: str | None = None) -> None:
    """Refuse a body that is no court."""
    given.insist(
        given.organisation.kind is OrganisationKind.COURT,
        "not_a_court",
        rule=rule,
        name=given.organisation.name,
    )
