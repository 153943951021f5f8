"""Who records an event, by which command, under which rules and calendar: the same for every stream."""

from uuid import UUID

from services.workflow.domain.given import Actor, Given
from services.workflow.recorded.metadata import Metadata


def metadata_of(
    key: UUID, actor: Actor, given: Given, *, correlation_id: UUID | None = None
) -> Metadata:
    """What is kept beside each event of a command; without a correlation it is its own."""
    return Metadata(
        actor=actor.account,
        role=actor.role.value,
        organisation=actor.organisation,
        on_behalf_of=actor.on_behalf_of,
        command_id=key,
        correlation_id=correlation_id or key,
        rule_pack=given.rules.version,
        calendar=given.calendar.version,
        warnings=tuple(breach.code for breach in given.breaches),
    )
