"""The award that still stands: not set aside, and no court refused to enforce it."""

from services.workflow.domain.dispute.parts import PartyKind
from services.workflow.domain.dispute.records import Award
from services.workflow.domain.dispute.state import Dispute


def standing_award(dispute: Dispute) -> Award | None:
    """The award that stands: the latest one, though a party may have filed again since."""
    cases = (dispute.arbitration, *reversed(dispute.past_arbitrations))
    award = next((case.award for case in cases if case and case.award), None)
    is_set_aside = dispute.set_aside is not None and dispute.set_aside.is_granted
    return None if award is None or is_set_aside or award.refused_on else award


def is_shut_out(award: Award, by: tuple[int, ...], dispute: Dispute) -> bool:
    """Whether only employers sue over an award that is final as a whole: theirs is setting aside."""
    employers = {party.no for party in dispute.parties if party.kind is PartyKind.EMPLOYER}
    return not award.has_open and employers.issuperset(by)
