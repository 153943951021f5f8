"""No command leaves an open dispute to nobody, or waiting for nothing; and what a ledger keeps lapses there."""

from datetime import date

import msgspec
import pytest

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.decider import require_looked_after
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Source
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Given
from tests.support.builders import in_mediation
from tests.support.deadlines import basis_on, one_of
from tests.support.given_when_then import TODAY, given_on

replace = msgspec.structs.replace


def left(dispute: Dispute) -> Dispute:
    """As a fault of the service could leave it: with nobody who has it."""
    return replace(dispute, custodian=None, organisation=None)


def judged(before: Dispute, after: Dispute, move: str = "recuse_mediator") -> Given:
    given = given_on(TODAY, move)
    require_looked_after(move, before, after, basis_on(), given)
    return given


def test_our_own_move_is_refused_with_its_rule_and_what_is_possible() -> None:
    dispute = in_mediation().dispute

    with pytest.raises(Refusal) as refused:
        judged(dispute, left(dispute))

    assert refused.value.code == "left_to_nobody"
    assert refused.value.rule is not None
    assert refused.value.rule.id == "RECORD.LOOKED_AFTER"
    assert refused.value.allowed


def test_a_fact_of_another_body_stands_with_a_warning() -> None:
    dispute = in_mediation().dispute

    given = judged(dispute, left(dispute), "arbitration_filed")

    assert [breach.code for breach in given.breaches] == ["left_to_nobody"]


def test_what_was_so_already_is_not_held_fast() -> None:
    dispute = left(in_mediation().dispute)

    assert [breach.code for breach in judged(dispute, dispute).breaches] == ["left_to_nobody"]


def test_what_is_looked_after_or_closed_is_let_pass() -> None:
    dispute = in_mediation().dispute

    assert judged(dispute, dispute).breaches == []
    assert judged(dispute, replace(left(dispute), state=State.CLOSED)).breaches == []


def test_what_a_ledger_keeps_does_not_lapse_by_itself() -> None:
    dispute, later = in_mediation().dispute, date(2026, 3, 18)
    lapsed = one_of(dispute, "MED.15.ACCEPT", later)
    kept = replace(dispute, source=Source(ledger="梨洲街道2026", row_digest="ab"))

    assert lapsed.status is Status.LAPSED
    assert lapse_of(lapsed, dispute) is not None
    assert lapse_of(lapsed, kept) is None
