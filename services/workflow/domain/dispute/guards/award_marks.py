"""Whether the items of an award are marked final as they read: noted, and never refused."""

from services.workflow.domain.dispute.finality import read_award
from services.workflow.domain.dispute.parts import AwardItem
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


def note_marks(items: tuple[AwardItem, ...], dispute: Dispute, given: Given) -> None:
    """Note items marked otherwise than they read, and both sorts in one document."""
    read = read_award(dispute, items, given.occurred_on, given.rules, given.wages)
    for one in read.items:
        given.warn(
            not one.differs,
            "marked_final" if one.item.is_final else "not_marked_final",
            rule=one.rules[0].id,
            item=one.item.no,
        )
    is_uniform = len({item.is_final for item in items}) == 1
    given.warn(is_uniform, "award_mixed", rule="FINAL.SEPARATE")
