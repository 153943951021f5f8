"""Clocks within an arbitration: service, tribunal, answer, hearings, the one notice of a collective case."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.succession import received_on
from services.workflow.domain.dispute.parts import DocumentKind, Side
from services.workflow.domain.dispute.records import Arbitration, Document
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.legal_day import legal_day_of


def clocks(case: Arbitration, dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """What is owed after acceptance, beside the award."""
    notices = _notices(case, dispute)
    for respondent in sorted(dispute.side(Side.RESPONDENT)):
        yield from _with_respondent(respondent, notices, case, dispute, basis)
    yield _tribunal(case, basis)
    yield from _one_notice(notices, case, dispute, basis)
    for no, starts_at, is_held in case.hearings:
        hearing_on = legal_day_of(starts_at)
        yield from _hearing(no, hearing_on, case, basis, is_held=is_held)


def _notices(case: Arbitration, dispute: Dispute) -> list[Document]:
    """Documents with which the commission served the copy of the application."""
    return [
        one
        for one in dispute.documents
        if one.kind is DocumentKind.ARBITRATION_NOTICE
        and one.issued_on is not None
        and one.issued_on >= case.filed_on
    ]


def _with_respondent(
    no: int, notices: list[Document], case: Arbitration, dispute: Dispute, basis: Basis
) -> Iterator[ClockFacts]:
    """ARB.SERVE, ARB.ANSWER, ARB.ANSWER.FWD; without an answer the case goes on all the same."""
    served_on = _first(received_on(one.served_on, no, dispute) for one in notices)
    answered_on = _first(received_on(one.replied_on, no, dispute) for one in notices)
    about = f"parties/{no}"
    yield ClockFacts(
        rule=basis.standing("ARB.SERVE", case.accepted_on),
        about=about,
        start_on=case.accepted_on,
        met_on=served_on,
        ended_on=case.ended_on,
    )
    yield ClockFacts(
        rule=basis.standing("ARB.ANSWER", served_on),
        about=about,
        start_on=served_on,
        met_on=answered_on,
        ended_on=case.ended_on,
        is_over_once_lapsed=True,
    )
    if answered_on is not None:
        # Nobody tells us when it was passed on: a reminder to its last day.
        yield ClockFacts(
            rule=basis.standing("ARB.ANSWER.FWD", answered_on),
            about=about,
            start_on=answered_on,
            ended_on=case.ended_on,
            is_over_once_lapsed=True,
        )


def _tribunal(case: Arbitration, basis: Basis) -> ClockFacts:
    """ARB.PANEL; where nobody told the day, there is a tribunal when it lists a hearing."""
    return ClockFacts(
        rule=basis.standing("ARB.PANEL", case.accepted_on),
        start_on=case.accepted_on,
        met_on=case.panel_formed_on or min((on for _, on in case.listed), default=None),
        ended_on=case.ended_on,
        is_over_once_lapsed=True,
    )


def _one_notice(
    notices: list[Document], case: Arbitration, dispute: Dispute, basis: Basis
) -> Iterator[ClockFacts]:
    """COLL.NOTICE, where as many workers have a common claim as the rule says."""
    rule = basis.rules.standing("COLL.NOTICE", case.accepted_on or basis.today)
    if rule.quantity is None or dispute.worker_count < rule.quantity:
        return
    yield ClockFacts(
        rule=rule.id,
        start_on=case.accepted_on,
        met_on=_first(notice.issued_on for notice in notices),
        ended_on=case.ended_on,
    )


def _hearing(
    no: int, hearing_on: date, case: Arbitration, basis: Basis, *, is_held: bool
) -> Iterator[ClockFacts]:
    """ARB.NOTICE and ARB.POSTPONE, counted back from the hearing; its listing is its notice."""
    about = f"hearings/{no}"
    yield ClockFacts(
        rule=basis.standing("ARB.NOTICE", hearing_on),
        about=about,
        start_on=hearing_on,
        met_on=next((on for listed, on in case.listed if listed == no), None),
    )
    yield ClockFacts(
        rule=basis.standing("ARB.POSTPONE", hearing_on),
        about=about,
        start_on=hearing_on,
        ended_on=hearing_on if is_held else case.ended_on,
        is_over_once_lapsed=True,
    )


def _first(days: Iterator[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
