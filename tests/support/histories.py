"""Records of a ledger, and what is told from them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.workflow.domain.dispute.history.record import (
    Record,
    Result,
    Untellable,
)
from services.workflow.domain.dispute.history.telling import Told, tell
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from tests.support.builders import (
    CENTRE_BODY,
    CERTIFIED,
    CLAIMS,
    COMMISSION_BODY,
    COURT_BODY,
    PARTIES,
)
from tests.support.given_when_then import given_on

ID = UUID("77777777-7777-5777-8777-777777777777")
DAY = date(2026, 1, 5)
TODAY = date(2026, 11, 20)


def day(days: int) -> date:
    return DAY + timedelta(days)


def record(**facts: Any) -> Record:
    values: dict[str, Any] = {
        "id": ID,
        "number": "2026-001",
        "body": CENTRE_BODY,
        "region": RegionCode("330281001"),
        "registered_on": DAY,
        "parties": PARTIES,
        "claims": CLAIMS,
        "court": COURT_BODY,
        "commission": COMMISSION_BODY,
    }
    return Record(**(values | facts))


def told(**facts: Any) -> tuple[Told, ...]:
    given = given_on(TODAY, today=TODAY)
    given.is_binding = False
    return tell(record(**facts), given)


def events(**facts: Any) -> list[Any]:
    return [one.event for one in told(**facts)]


def kinds(**facts: Any) -> list[type[Any]]:
    return [type(event) for event in events(**facts)]


def codes(**facts: Any) -> set[str]:
    return {remark.code for one in told(**facts) for remark in one.remarks}


def refused(**facts: Any) -> tuple[str, str]:
    with pytest.raises(Untellable) as caught:
        told(**facts)
    assert str(caught.value) == caught.value.remark.en
    return caught.value.remark.about, caught.value.remark.code


AGREED: dict[str, Any] = {
    "accepted_on": day(1),
    "has_mediator": True,
    "mediator": CERTIFIED,
    "result": Result.AGREEMENT,
    "result_on": day(10),
    "effective_on": day(11),
    "agreed": ((1, Fen(2_000_000)),),
}
