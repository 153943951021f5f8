"""What a registration must have: both sides, a claim, and a mandate that fits how it came in."""

from uuid import UUID

from services.workflow.domain.dispute.parts import (
    BY_COURT,
    CHANNEL_OF,
    DIRECT,
    MANDATED,
    Channel,
    Claim,
    Forum,
    Mandate,
    Party,
    PartyKind,
    Side,
)
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind

NOT_MEDIATING = frozenset(
    {OrganisationKind.ARBITRATION_COMMISSION, OrganisationKind.COURT, OrganisationKind.BUREAU}
)


def require_complete(
    parties: tuple[Party, ...], claims: tuple[Claim, ...], worker_count: int, given: Given
) -> None:
    """Refuse without both sides, without a claim, or with fewer workers than are named."""
    sides = {party.side for party in parties}
    given.insist(sides == {Side.CLAIMANT, Side.RESPONDENT}, "needs_both_sides")
    given.insist(claims, "needs_a_claim")
    named = sum(1 for party in parties if party.kind is PartyKind.WORKER)
    given.insist(
        worker_count >= max(named, 1),
        "fewer_workers_than_named",
        worker_count=worker_count,
        named=named,
    )


def require_mediating(given: Given) -> None:
    """Refuse a body that does not mediate, such as a court."""
    given.insist(
        given.organisation.kind not in NOT_MEDIATING,
        "not_a_mediation_organisation",
        name=given.organisation.name,
    )


def forum_of(given: Given) -> Forum:
    """Where a direct filing went; refuses a body that decides no cases."""
    is_court = given.organisation.kind is OrganisationKind.COURT
    given.insist(
        is_court or given.organisation.kind is OrganisationKind.ARBITRATION_COMMISSION,
        "not_a_commission",
        name=given.organisation.name,
    )
    return Forum.COURT if is_court else Forum.ARBITRATION


def require_mandate(
    mandate: Mandate, channel: Channel, seised_body: UUID | None, given: Given
) -> None:
    """Refuse a mandate without the body it is returned to, or that its channel speaks against.

    A ledger knows the channel and not the body: there it is noted.
    """
    given.require(
        channel not in DIRECT and _fits(mandate, channel),
        "channel_does_not_fit",
        rule="MED.APPLICATION",
        channel=channel.value,
        mandate=mandate.value,
    )
    if mandate not in MANDATED:
        given.insist(seised_body is None, "body_without_mandate", mandate=mandate.value)
        return
    given.require(seised_body, "mandate_needs_body", rule="MANDATE.RETURN", mandate=mandate.value)
    if seised_body is None:
        return
    is_court = given.seised.kind is OrganisationKind.COURT
    is_commission = given.seised.kind is OrganisationKind.ARBITRATION_COMMISSION
    given.insist(
        is_court if mandate in BY_COURT else is_commission,
        "mandate_of_another_kind",
        name=given.seised.name,
        mandate=mandate.value,
    )


def _fits(mandate: Mandate, channel: Channel) -> bool:
    own = CHANNEL_OF.get(mandate)
    return channel is own if own else channel not in CHANNEL_OF.values()
