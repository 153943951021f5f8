"""The same matter twice: a person merges and undoes; both streams stay, one leads, figures count once."""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import Event, MatterMerged, MatterUnlinked
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


class MergeMatter(Command, frozen=True, kw_only=True):
    """Decide that this dispute is the same matter as another, which leads."""

    move = "merge_matter"
    is_edit = True
    leader: UUID
    reason: str


class UnlinkMatter(Command, frozen=True, kw_only=True):
    """Undo the merge."""

    move = "unlink_matter"
    is_edit = True
    reason: str


def ready_to_merge(dispute: Dispute, given: Given) -> None:
    """Refuses a dispute that follows another already."""
    given.insist(dispute.leader is None, "merged_already", rule="MATTER.ONCE")


def ready_to_unlink(dispute: Dispute, given: Given) -> None:
    """Refuses where nothing is merged."""
    given.insist(dispute.leader is not None, "not_merged")


def merge(command: MergeMatter, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses itself as leader, and a leader that itself follows another."""
    given.insist(command.leader != dispute.id, "merge_with_itself", rule="MATTER.ONCE")
    given.insist(given.leader.leader is None, "leader_is_follower", rule="MATTER.ONCE")
    return (
        MatterMerged(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            leader=command.leader,
            reason=command.reason,
        ),
    )


def unlink(command: UnlinkMatter, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Two matters again."""
    assert dispute.leader is not None  # ready_to_unlink has seen to it
    return (
        MatterUnlinked(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            leader=dispute.leader,
            reason=command.reason,
        ),
    )


DECISIONS: Decisions = {MergeMatter: merge, UnlinkMatter: unlink}
READY: Readiness = {"merge_matter": ready_to_merge, "unlink_matter": ready_to_unlink}
