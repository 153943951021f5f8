"""Limitation per claim: which rule, from when, what interrupted or suspended it. A warning only."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.dispute.deadlines.breaks import breaks, filed_on, held_since
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts, Pending
from services.workflow.domain.dispute.parts import (
    Claim,
    ClaimKind,
    Disposition,
    InterruptionCause,
    PartyKind,
    Post,
    Side,
)
from services.workflow.domain.dispute.records import (
    Agreement,
    ClaimRecord,
    Employment,
    concerns,
)
from services.workflow.domain.dispute.state import Dispute

C = InterruptionCause
ONE_YEAR, WAGES, CIVIL_SERVANT = "LIM.1Y", "LIM.WAGES", "LIM.CS60"
_PERFORMS = frozenset({C.AGREEMENT_EFFECTIVE, C.AGREEMENT_PERFORMED_IN_PART})
NOT_KNOWN = Pending(
    "known_on_missing",
    "没有记录知道或者应当知道权利被侵害之日，无法起算",
    "the day on which the infringement was known is not recorded",
)
NO_EMPLOYMENT = Pending(
    "employment_missing",
    "没有记录劳动关系的起止，不知道是否已经终止，无法起算",
    "it is not recorded whether the employment has ended",
)
EMPLOYED = Pending(
    "still_employed",
    "劳动关系存续期间，拖欠劳动报酬的争议不受1年时效限制（调解仲裁法第27条第4款）",
    "while the employment lasts, arrears of pay know no limitation (law on mediation and "
    "arbitration of labour disputes, 27(4))",
)


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """One for each claim that is pursued here; met by arbitration, or by a suit where that is direct."""
    for record in dispute.claims:
        if has_limitation(record, dispute):
            yield _of(record.claim, dispute, basis)


def has_limitation(record: ClaimRecord, dispute: Dispute) -> bool:
    """Whether it is pursued here, or went with the whole application and may be brought again."""
    if record.disposition is Disposition.WITHDRAWN:
        return not dispute.is_open
    return record.disposition is not Disposition.SPLIT_OFF


def rule_of(claim: Claim, dispute: Dispute) -> str:
    """Which limitation holds: by the post of the worker, then by what is claimed."""
    if any(one.post is Post.APPOINTED_CIVIL_SERVANT for one in employments_here(dispute)):
        return CIVIL_SERVANT
    return WAGES if claim.kind is ClaimKind.REMUNERATION else ONE_YEAR


def employments_here(dispute: Dispute) -> list[Employment]:
    """Those of the workers who claim, or whose successors do; not of one who was dropped."""
    here = dispute.side(Side.CLAIMANT)
    workers = {party.no for party in dispute.parties if party.kind is PartyKind.WORKER}
    return [
        one
        for one in dispute.employments
        if one.party in workers and dispute.followed_by(one.party) in here
    ]


def _of(claim: Claim, dispute: Dispute, basis: Basis) -> ClockFacts:
    rule = rule_of(claim, dispute)
    start_on, pending = _start(claim, rule, dispute)
    stops = [s for s in dispute.limitation.standing_suspensions if concerns(s.claims, claim.no)]
    running = [s.first_on for s in stops if s.last_on is None]
    return ClockFacts(
        rule=basis.rules.standing(rule, start_on or basis.today).id,
        about=f"claims/{claim.no}",
        start_on=start_on,
        pending=pending,
        suspended=tuple(Suspension(s.first_on, s.last_on) for s in stops if s.last_on),
        suspended_since=min(running, default=None),
        interrupted=breaks(claim.no, dispute, basis),
        held_since=held_since(claim.no, dispute),
        met_on=filed_on(claim.no, dispute),
        ended_on=_replaced_on(claim.no, dispute),
        is_warning=True,
        is_over_once_lapsed=True,
    )


def _start(claim: Claim, rule: str, dispute: Dispute) -> tuple[date | None, Pending | None]:
    if rule != WAGES:
        return claim.known_on, None if claim.known_on else NOT_KNOWN
    ends = [one.ended_on for one in employments_here(dispute)]
    # Of several workers the one whose employment ended first has the least time.
    ended_on = min((day for day in ends if day), default=None)
    if ended_on is not None:
        return ended_on, None
    return None, EMPLOYED if ends else NO_EMPLOYMENT


def _replaced_on(no: int, dispute: Dispute) -> date | None:
    """Day since which what was settled is enforceable, or performed: nobody has to claim it."""
    is_settled = any(
        r.claim.no == no and r.disposition is Disposition.SETTLED for r in dispute.claims
    )
    if not is_settled:
        return None
    if dispute.title is not None:
        return dispute.title.on
    agreement = dispute.effective_agreement
    if agreement is None or not _is_performed(no, agreement):
        return None
    days = (b.on for b in dispute.limitation.breaks if b.cause in _PERFORMS and no in b.claims)
    return max(days, default=agreement.effective_on)


def _is_performed(no: int, agreement: Agreement) -> bool:
    terms = [term for term in agreement.terms if term.claim == no]
    if not terms:
        return agreement.is_performed
    paid = all(not agreement.outstanding(i.no) for term in terms for i in term.instalments)
    has_duty = any(term.duty for term in terms)
    return paid and (not has_duty or no in agreement.duties_performed)
