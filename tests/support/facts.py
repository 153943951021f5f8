"""The facts that figures are made of, from the events of one dispute."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from services.projections.views.dispute_facts import Facts, apply
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import Disposition
from services.workflow.recorded.metadata import Recorded
from tests.support.recording import META
from tests.support.scenes import registration

CENTRE, OTHER, COMMISSION, COURT, LEADER = uuid4(), uuid4(), uuid4(), uuid4(), uuid4()
REGISTERED = registration(CENTRE, "650105013")
TAKEN = e.ArbitrationAccepted(occurred_on=date(2019, 4, 10), number="1")


def facts_of(*events: Any) -> Facts:
    facts: Facts | None = None
    for position, event in enumerate(events, start=1):
        facts = apply(facts, recorded(position, event))
    assert facts is not None
    return facts


def recorded(position: int, event: Any) -> Recorded:
    return Recorded(position, CENTRE, position, event, META, datetime(2019, 3, 5, tzinfo=UTC))


def claims(facts: Facts) -> list[Disposition]:
    return [claim.disposition for claim in facts.claims]
