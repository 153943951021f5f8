"""By closing: a mediation counts when it ends, what was never mediated when it is accepted."""

from datetime import date
from typing import Any

import pytest

from services.projections.definitions.area_resolution_closed import area_resolution_closed
from services.projections.definitions.figure import Share
from services.projections.definitions.known import Known, Question
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import DeclineGround, Forum, SuitGround
from services.workflow.domain.organisation import Organisation, Tier
from tests.support.builders import CLAIMS, PARTIES
from tests.support.facts import CENTRE, COMMISSION, COURT, REGISTERED, facts_of
from tests.support.scenes import effective, failed

IN_MARCH, IN_MAY, IN_JULY = date(2019, 3, 20), date(2019, 5, 20), date(2019, 7, 20)
ACCEPTED = e.ApplicationAccepted(occurred_on=date(2019, 3, 6))
FILED = e.ArbitrationFiled(occurred_on=IN_MARCH, commission=COMMISSION)
DIRECT = e.DirectFilingRecorded(
    occurred_on=IN_MARCH,
    body=COMMISSION,
    forum=Forum.ARBITRATION,
    case_number="1号",
    region="650105013",
    parties=PARTIES,
    claims=CLAIMS,
)
SUED = e.LitigationFiled(
    occurred_on=IN_JULY, suit=1, court=COURT, number="1", ground=SuitGround.AFTER_AWARD, by=(1,)
)


def taken(on: date) -> e.ArbitrationAccepted:
    return e.ArbitrationAccepted(occurred_on=on, number="1")


def declined(ground: DeclineGround) -> e.ApplicationDeclined:
    return e.ApplicationDeclined(occurred_on=IN_MARCH, ground=ground, guidance="")


def month(day: date, *events: Any) -> Share:
    """The figure of the month that the day lies in."""
    facts = facts_of(*events)
    centre = Organisation(id=CENTRE, code="HGJ", tier=Tier.TOWNSHIP, region="650105")
    known = Known(facts={facts.dispute: facts}, bodies={CENTRE: centre}, position=1, known_at=None)
    question = Question(region="650105", from_on=day.replace(day=1), to_on=day.replace(day=30))
    return area_resolution_closed(known, question)[0]


def counted(share: Share) -> dict[str, int]:
    parts = (*share.made_of, *share.beside, *share.excluded)
    return {str(part.code): part.count for part in parts if part.count}


@pytest.mark.parametrize(
    ("events", "on", "code"),
    [
        ((REGISTERED, ACCEPTED, effective(IN_MAY)), IN_MAY, "resolved"),
        ((REGISTERED, ACCEPTED, effective(IN_MAY), taken(IN_JULY)), IN_MAY, "undone"),
        ((REGISTERED, ACCEPTED, failed(IN_MAY)), IN_MAY, "failed"),
        ((REGISTERED, ACCEPTED, failed(IN_MAY), taken(IN_JULY)), IN_MAY, "arbitrated"),
        ((REGISTERED, ACCEPTED, FILED), IN_MARCH, "cut_short"),
        ((REGISTERED, ACCEPTED, FILED, taken(IN_MAY)), IN_MARCH, "arbitrated"),
        ((DIRECT, taken(IN_MAY)), IN_MAY, "arbitrated"),
        ((DIRECT, taken(IN_MAY), SUED), IN_MAY, "sued"),
        ((REGISTERED, declined(DeclineGround.OTHER_SIDE_REFUSES), FILED, taken(IN_MAY)), IN_MAY,
         "arbitrated"),
    ],
)  # fmt: skip
def test_it_counts_once_in_the_month_that_finished_it(
    events: tuple[Any, ...], on: date, code: str
) -> None:
    share = month(on, *events)

    assert counted(share) == {code: 1}
    assert share.denominator.count == 1
    assert share.numerator.count == (code == "resolved")
    for other in {IN_MARCH, IN_MAY, IN_JULY} - {on}:
        assert counted(month(other, *events)) == {}


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ((DIRECT,), "filed"),
        ((REGISTERED, declined(DeclineGround.OTHER_SIDE_REFUSES)), "declined_unmediated"),
        ((REGISTERED, declined(DeclineGround.OUT_OF_SCOPE)), "out_of_scope"),
        ((REGISTERED, declined(DeclineGround.WRONG_BODY)), "wrong_body"),
    ],
)
def test_what_was_neither_mediated_nor_accepted_is_shown_and_not_counted(
    events: tuple[Any, ...], code: str
) -> None:
    share = month(IN_MARCH, *events)

    assert counted(share) == {code: 1}
    assert share.fraction is None


def test_what_is_still_in_mediation_is_of_no_month() -> None:
    assert counted(month(IN_MARCH, REGISTERED, ACCEPTED)) == {}
