"""How mediation ended, as a ledger says it: the last result, and the agreement that stands."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import msgspec

from services.projections.ledger.line import Case, Line, filled, total, yuan
from services.workflow.recorded.ledger_words import DECLINE_GROUNDS, RESULTS, Result, word
from services.workflow.recorded.views import Fen, Forum
from services.workflow.recorded.views import dispute_events as e
from services.workflow.recorded.views import dispute_parts as p

_ENDED_BY_PARTIES: Final = frozenset(
    {Result.ON_THE_SPOT, Result.SETTLED_PRIVATELY, Result.WITHDRAWN}
)
"""Results that are no more once the dispute is taken up again."""

_RESULTS: Final[dict[type, Result]] = {
    e.SettledOnTheSpot: Result.ON_THE_SPOT,
    e.ApplicationWithdrawn: Result.WITHDRAWN,
    e.ApplicationDeclined: Result.DECLINED,
    e.MediationFailed: Result.NO_AGREEMENT,
    e.MediationPeriodLapsed: Result.NO_AGREEMENT,
    e.AgreementAnnulled: Result.NO_AGREEMENT,
}


class Ended(msgspec.Struct, kw_only=True):
    """The result so far, and what was agreed and paid."""

    result: Result | Forum | None = None
    on: date | None = None
    ground: object = None
    """Why it was not accepted."""
    effective_on: date | None = None
    terms: tuple[p.Term, ...] = ()
    on_the_spot: Fen | None = None
    paid: int = 0
    paid_on: date | None = None


def ended(events: Iterable[Any]) -> Ended:
    """Fold the events of a dispute into the last result that its ledger can say."""
    found = Ended()
    versions: dict[int, tuple[date, tuple[p.Term, ...]]] = {}
    for event in events:
        match event:
            case e.TermsRecorded() | e.AgreementAmended():
                versions[event.version] = event.occurred_on, event.terms
            case e.AgreementTookEffect():
                agreed_on, terms = versions[event.version]
                found.result, found.on = Result.AGREEMENT, agreed_on
                found.effective_on, found.terms = event.occurred_on, terms
            case e.PerformanceRecorded():
                found.paid += event.amount
                found.paid_on = event.occurred_on
            case _:
                _end(found, event)
    return found


def _end(found: Ended, event: Any) -> None:
    """Another result than an agreement."""
    result = _result(event)
    if result is not None:
        found.result, found.on = result, event.occurred_on
    match event:
        case e.ApplicationDeclined():
            found.ground = event.ground
        case e.SettledOnTheSpot():
            found.on_the_spot = event.amount
        case e.MediationRestarted():
            found.result = found.on = None
        case e.LapseWithdrawn() if event.lapse is p.Lapse.MEDIATION_PERIOD:
            found.result = found.on = None
        case e.DisputeReopened() if found.result in _ENDED_BY_PARTIES:
            found.result = found.on = None


def _result(event: Any) -> Result | Forum | None:
    match event:
        case e.DirectFilingRecorded():
            return p.Forum(event.forum)
        case e.ApplicationWithdrawn() if event.reason is p.Withdrawal.SETTLED_PRIVATELY:
            return Result.SETTLED_PRIVATELY
        case e.MandateReturned() if event.result is p.MandateResult.FAILURE:
            return Result.NO_AGREEMENT
        case _:
            return _RESULTS.get(type(event))


def columns(case: Case, end: Ended) -> Line:
    """The result, and of an agreement its days and what was paid; amounts are each claimant's."""
    said: dict[str, Any] = {"结果": word(RESULTS, end.result), "结果日期": end.on}
    if end.result is Result.DECLINED:
        said["不予受理原因"] = word(DECLINE_GROUNDS, end.ground)
    if end.result is Result.AGREEMENT:
        standing = case.dispute.effective_agreement
        due_days = [i.due_on for term in end.terms for i in term.instalments]
        said |= {
            # What was corrected since stands in the agreement itself.
            "协议生效日期": standing.effective_on if standing else end.effective_on,
            "约定履行日期": max(due_days, default=None),
            "履行日期": end.paid_on,
            "已履行金额": yuan(end.paid) if end.paid else None,
        }
    return filled(said)


def agreed(end: Ended) -> dict[int, int]:
    """What is to be paid on each claim, in fen; what was paid at once is not told apart."""
    if end.result is Result.ON_THE_SPOT and end.on_the_spot:
        return {0: int(end.on_the_spot)}
    if end.result is not Result.AGREEMENT:
        return {}
    found: dict[int, int] = {}
    for term in end.terms:
        found[term.claim] = found.get(term.claim, 0) + total(i.amount for i in term.instalments)
    return found
