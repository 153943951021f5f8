"""The same matter twice: a person links, merges, tells apart, and undoes each of these.

Both streams stay; of a merged matter one leads, and figures count it once.
"""

from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    Event,
    MatterDistinguished,
    MatterLinked,
    MatterMerged,
    MatterUnlinked,
)
from services.workflow.domain.dispute.records import MatterDecision, Related
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import MissingPrerequisite
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank


class LinkMatter(Command, frozen=True, kw_only=True):
    """Decide that this dispute has to do with another; both count."""

    move = "link_matter"
    is_edit = True
    other: UUID
    reason: Written


class MergeMatter(Command, frozen=True, kw_only=True):
    """Decide that this dispute is the same matter as another, which leads."""

    move = "merge_matter"
    is_edit = True
    leader: UUID
    reason: Written

    @property
    def other(self) -> UUID:
        """The other dispute."""
        return self.leader


class MarkDistinct(Command, frozen=True, kw_only=True):
    """Decide that this is not the same matter as another; it is not asked again."""

    move = "mark_distinct"
    is_edit = True
    other: UUID
    reason: Written


class UnlinkMatter(Command, frozen=True, kw_only=True):
    """Undo what was decided about another dispute; without a name, the merge."""

    move = "unlink_matter"
    is_edit = True
    other: UUID | None = None
    reason: Written


MatterCommand = LinkMatter | MergeMatter | MarkDistinct


def ready_to_merge(dispute: Dispute, given: Given) -> None:
    """Refuses a dispute that follows another already, or that others follow."""
    given.insist(dispute.leader is None, "merged_already", rule="MATTER.ONCE")
    parts = any(one.decision is MatterDecision.SPLIT_OFF for one in dispute.related)
    given.insist(not parts, "leads_others", rule="MATTER.ONCE")


def ready_to_unlink(dispute: Dispute, given: Given) -> None:
    """Refuses where nothing was decided that a person can undo."""
    undoable = (one.decision is not MatterDecision.SPLIT_OFF for one in dispute.related)
    given.insist(any(undoable), "not_merged", rule="MATTER.ONCE")


def link(command: LinkMatter, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses itself, and another about which something is decided already."""
    _require_undecided(command, dispute, given)
    return (
        MatterLinked(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            other=command.other,
            reason=command.reason,
        ),
    )


def merge(command: MergeMatter, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses itself as leader, one that itself follows another, and chains the other way round."""
    given.insist(command.leader != dispute.id, "merge_with_itself", rule="MATTER.ONCE")
    given.insist(given.leader.leader is None, "leader_is_follower", rule="MATTER.ONCE")
    given.insist(not given.has_followers, "leads_others", rule="MATTER.ONCE")
    _require_undecided(command, dispute, given)
    return (
        MatterMerged(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            leader=command.leader,
            reason=command.reason,
        ),
    )


def distinguish(command: MarkDistinct, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses itself, and another about which something is decided already."""
    _require_undecided(command, dispute, given)
    return (
        MatterDistinguished(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            other=command.other,
            reason=command.reason,
        ),
    )


def unlink(command: UnlinkMatter, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Two matters again, or an open question. Refuses where nothing was decided about the other."""
    other = command.other or dispute.leader
    decided = _decided(dispute, other)
    if other is None or decided is None:
        raise MissingPrerequisite("nothing_decided", rule=given.rule("MATTER.ONCE"))
    is_part = decided.decision is MatterDecision.SPLIT_OFF
    given.insist(not is_part, "split_off_stays", rule="MATTER.ONCE")
    _require_reason(command.reason, given)
    return (
        MatterUnlinked(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            leader=other,
            reason=command.reason,
        ),
    )


def _require_undecided(command: MatterCommand, dispute: Dispute, given: Given) -> None:
    """What was decided is first undone, where it was decided; then another decision is open."""
    given.insist(command.other != dispute.id, "merge_with_itself", rule="MATTER.ONCE")
    given.insist(not _decided(dispute, command.other), "decided_already", rule="MATTER.ONCE")
    there = dispute.id is not None and _decided(given.leader, dispute.id)
    given.insist(not there, "decided_there", rule="MATTER.ONCE", number=given.leader.case_number)
    _require_reason(command.reason, given)


def _require_reason(reason: Written, given: Given) -> None:
    given.insist(not is_blank(reason), "matter_needs_reason", rule="MATTER.ONCE")


def _decided(dispute: Dispute, other: UUID | None) -> Related | None:
    return next((one for one in dispute.related if one.other == other), None)


DECISIONS: Decisions = {
    LinkMatter: link,
    MergeMatter: merge,
    MarkDistinct: distinguish,
    UnlinkMatter: unlink,
}
READY: Readiness = {"merge_matter": ready_to_merge, "unlink_matter": ready_to_unlink}
