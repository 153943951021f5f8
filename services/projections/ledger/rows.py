"""The rows of one dispute in a ledger: one for each claimant, with the same 登记编号."""

from collections.abc import Sequence
from typing import Any, Final

from services.projections.ledger import reinforced, results, tribunals
from services.projections.ledger.line import Case, Line, filled, reference, yuan
from services.projections.ledger.results import Ended
from services.workflow.recorded.ledger_words import CAUSES, CHANNELS, SAMPLE, Result, word
from services.workflow.recorded.views import Claim, Disposition, Forum, Party, Side
from services.workflow.recorded.views import dispute_events as e

UNNAMED: Final = "未列名"
"""A mediator whom the record does not name."""
_MEDIATED: Final = frozenset({Result.AGREEMENT, Result.ON_THE_SPOT})
HIDDEN: Final = "某某"
"""A person whose name is not to be seen, or was erased."""


def rows_of(case: Case) -> list[Line]:
    """Every column that the record can fill; the same in all rows but for what is each claimant's."""
    events = [recorded.event for recorded in case.events]
    end = results.ended(events)
    shared = _intake(case, events, end) | results.columns(case, end)
    if end.result is Result.AGREEMENT:
        shared |= reinforced.confirmation(events) | reinforced.review(events)
    shared |= tribunals.arbitration(events, end.result)
    shared |= tribunals.suit(events, case.dispute.case_number)
    first_only = "已履行金额"
    own = _own(case, end)
    return [
        {t: cell for t, cell in shared.items() if at == 0 or t != first_only} | line
        for at, line in enumerate(own)
    ]


def _intake(case: Case, events: Sequence[Any], end: Ended) -> Line:
    dispute = case.dispute
    organisation, number = reference(dispute, case.codes)
    is_direct = isinstance(end.result, Forum)
    mediator = None if is_direct else _mediator(case, events, end)
    first, *others = _present(case, Side.RESPONDENT)
    return filled(
        {
            "登记编号": number,
            "调解组织": organisation,
            "区划代码": dispute.region,
            "登记日期": dispute.received_on,
            "渠道": word(CHANNELS, case.channel),
            "被申请人": _name(case, first),
            "统一社会信用代码": first.uscc,
            "涉及人数": dispute.worker_count,
            "受理日期": None if is_direct else dispute.accepted_on or _accepted_on(events),
            "调解员": mediator,
            "重复于": case.repeats,
            "备注": _note(case, [_name(case, other) for other in others]),
        }
    )


def _own(case: Case, end: Ended) -> list[Line]:
    """What each row says of its own claimant."""
    claimants = _present(case, Side.CLAIMANT)
    claims = [
        record.claim
        for record in case.dispute.claims
        if record.disposition is not Disposition.SPLIT_OFF
    ] or [record.claim for record in case.dispute.claims]
    agreed = results.agreed(end)
    return [
        filled(
            {
                "申请人": _name(case, claimant),
                "申请人证件号": case.text(claimant.document),
                "申请人电话": case.text(claimant.phone),
                "争议类型": word(CAUSES, (share or claims)[0].kind),
                "请求金额": _sum([int(claim.amount or 0) for claim in share]),
                "协议金额": _sum([agreed.get(no, 0) for no in _numbers(share, at)]),
            }
        )
        for at, (claimant, share) in enumerate(_shares(claimants, claims))
    ]


def _shares(
    claimants: Sequence[Party], claims: Sequence[Claim]
) -> list[tuple[Party, Sequence[Claim]]]:
    """As many claims as claimants are one each; otherwise the first row has them all."""
    if len(claims) == len(claimants):
        return [(party, [claim]) for party, claim in zip(claimants, claims, strict=True)]
    return [(party, claims if at == 0 else []) for at, party in enumerate(claimants)]


def _numbers(share: Sequence[Claim], at: int) -> list[int]:
    """Numbers of the claims; 0 stands for what is agreed on the whole and told in the first row."""
    return [*([0] if at == 0 else []), *(claim.no for claim in share)]


def _sum(amounts: Sequence[int]) -> Any:
    return yuan(sum(amounts)) if sum(amounts) else None


def _present(case: Case, side: Side) -> list[Party]:
    """The parties of a side; who left is told only where nobody else is there."""
    everybody = [party for party in case.dispute.parties if party.side is side]
    return [party for party in everybody if party.no not in case.dispute.left] or everybody


def _name(case: Case, party: Party) -> str:
    return case.text(party.name) or HIDDEN


def _mediator(case: Case, events: Sequence[Any], end: Ended) -> str:
    assigned = [event.mediator for event in events if isinstance(event, e.MediatorAssigned)]
    named = case.dispute.mediator or (assigned[-1] if assigned else None)
    if named is None:
        # An agreement says by itself that there was somebody.
        return UNNAMED if assigned and end.result not in _MEDIATED else ""
    return case.mediators.get(named) or HIDDEN


def _accepted_on(events: Sequence[Any]) -> Any:
    days = [event.occurred_on for event in events if isinstance(event, e.ApplicationAccepted)]
    return days[-1] if days else None


def _note(case: Case, others: Sequence[str]) -> str:
    source = case.dispute.source
    said = [SAMPLE] if source is not None and source.sample else []
    if others:
        said.append(f"其他被申请人：{'、'.join(others)}")
    return "；".join(said)
