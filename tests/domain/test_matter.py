"""The same matter twice: linked, merged, told apart by a person, and each undone again."""

from typing import Any
from uuid import UUID

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.records import MatterDecision, Related
from services.workflow.domain.dispute.stages.record.matter import (
    LinkMatter,
    MarkDistinct,
    MergeMatter,
    UnlinkMatter,
)
from services.workflow.domain.dispute.state import Dispute
from tests.support.builders import CLAIMS, ON, registered
from tests.support.given_when_then import DISPUTE, Scenario, only
from tests.support.record_builders import OTHER, with_past

THIRD = UUID("88888888-8888-5888-8888-888888888888")
LINK = LinkMatter(other=OTHER, reason="同一用人单位，请求不同")
MERGE = MergeMatter(leader=OTHER, reason="同一工资争议重复登记")
DISTINCT = MarkDistinct(other=OTHER, reason="同名不同人")
DECISIONS: list[tuple[Any, type[Any], MatterDecision]] = [
    (LINK, e.MatterLinked, MatterDecision.LINKED),
    (MERGE, e.MatterMerged, MatterDecision.MERGED),
    (DISTINCT, e.MatterDistinguished, MatterDecision.DISTINCT),
]


def the_other(**changes: Any) -> dict[str, Any]:
    """What is brought of the other dispute."""
    return {"leader": Dispute(id=OTHER, state=State.ACCEPTED, case_number="9号", **changes)}


@pytest.mark.parametrize(("command", "kind", "decision"), DECISIONS)
def test_each_decision_keeps_both_records_and_can_be_undone(
    command: Any, kind: type[Any], decision: MatterDecision
) -> None:
    scenario = registered()
    before = scenario.dispute
    only(scenario.when(command, **the_other()), kind)
    assert scenario.dispute.related == (Related(other=OTHER, decision=decision),)
    assert scenario.dispute.leader == (OTHER if command is MERGE else None)
    assert scenario.stands(State.REGISTERED)
    undone = only(scenario.when(UnlinkMatter(other=OTHER, reason="误判")), e.MatterUnlinked)
    assert undone.leader == OTHER
    assert (scenario.dispute.related, scenario.dispute.leader) == (before.related, before.leader)
    refusal = scenario.refuses(UnlinkMatter(other=OTHER, reason="误判"), "not_merged")
    assert refusal.rule is not None
    assert refusal.rule.id == "MATTER.ONCE"


def test_undoing_without_a_name_undoes_the_merge() -> None:
    scenario = registered().after((MERGE, the_other()))
    only(scenario.when(UnlinkMatter(reason="误并")), e.MatterUnlinked)
    assert scenario.dispute.leader is None


def test_undoing_without_a_name_needs_a_merge() -> None:
    scenario = registered().after((LINK, the_other()))
    scenario.refuses(UnlinkMatter(reason="误并"), "nothing_decided")
    scenario.refuses(UnlinkMatter(other=THIRD, reason="误并"), "nothing_decided")


@pytest.mark.parametrize(("command", "_kind", "_decision"), DECISIONS)
def test_a_decision_is_undone_before_another_is_taken(
    command: Any, _kind: Any, _decision: Any
) -> None:
    scenario = registered().after((command, the_other()))
    for again in (LINK, DISTINCT):
        refusal = scenario.refuses(again, "decided_already", **the_other())
        assert refusal.rule is not None
        assert refusal.rule.id == "MATTER.ONCE"
    code = "merged_already" if command is MERGE else "decided_already"
    scenario.refuses(MERGE, code, **the_other())


@pytest.mark.parametrize(("command", "_kind", "_decision"), DECISIONS)
def test_what_was_decided_on_the_other_side_is_undone_there(
    command: Any, _kind: Any, _decision: Any
) -> None:
    decided = (Related(other=DISPUTE, decision=MatterDecision.DISTINCT),)
    refusal = registered().refuses(command, "decided_there", **the_other(related=decided))
    assert refusal.data["number"] == "9号"


@pytest.mark.parametrize(
    "command",
    [
        LinkMatter(other=DISPUTE, reason="误操作"),
        MergeMatter(leader=DISPUTE, reason="误操作"),
        MarkDistinct(other=DISPUTE, reason="误操作"),
    ],
)
def test_a_dispute_has_nothing_to_do_with_itself(command: Any) -> None:
    registered().refuses(command, "merge_with_itself", leader=registered().dispute)


@pytest.mark.parametrize(
    "command",
    [
        LinkMatter(other=OTHER, reason=" "),
        MergeMatter(leader=OTHER, reason=""),
        MarkDistinct(other=OTHER, reason=""),
    ],
)
def test_every_decision_gives_its_reason(command: Any) -> None:
    registered().refuses(command, "matter_needs_reason", **the_other())


def test_undoing_gives_its_reason() -> None:
    scenario = registered().after((MERGE, the_other()))
    scenario.refuses(UnlinkMatter(reason=" "), "matter_needs_reason")


def test_a_dispute_follows_a_leader_and_no_follower() -> None:
    following = the_other(leader=THIRD)
    refusal = registered().refuses(MERGE, "leader_is_follower", **following)
    assert refusal.rule is not None
    assert refusal.rule.id == "MATTER.ONCE"


def test_a_dispute_that_others_follow_is_not_merged_away_from_under_them() -> None:
    registered().refuses(MERGE, "leads_others", has_followers=True, **the_other())


def test_two_that_are_linked_to_different_disputes_may_both_be_linked() -> None:
    scenario = registered().after((LINK, the_other()))
    another: dict[str, Any] = {"leader": Dispute(id=THIRD, state=State.ACCEPTED)}
    scenario.when(LinkMatter(other=THIRD, reason="同一批"), **another)
    assert [one.other for one in scenario.dispute.related] == [OTHER, THIRD]


def with_part() -> Scenario:
    split = e.ClaimsSplitOff(
        occurred_on=ON, claims=(1,), dispute=OTHER, case_number="2号", reason="分案"
    )
    return with_past(registered(), split)


def test_a_split_stays_and_the_origin_leads_its_parts() -> None:
    with_part().refuses(MergeMatter(leader=THIRD, reason="重复"), "leads_others", **the_other())
    with_part().refuses(UnlinkMatter(other=OTHER, reason="误分"), "not_merged")
    linked = with_part().after(
        (LinkMatter(other=THIRD, reason="同一批"), {"leader": Dispute(id=THIRD)})
    )
    linked.refuses(UnlinkMatter(other=OTHER, reason="误分"), "split_off_stays")


def test_a_part_follows_its_origin_from_its_first_event() -> None:
    origin = registered().dispute
    assert origin.organisation is not None
    part = Scenario(
        past=[
            e.DisputeSplitOff(
                occurred_on=ON,
                dispute=DISPUTE,
                origin=OTHER,
                stage=State.ACCEPTED.value,
                organisation=origin.organisation,
                custodian=origin.organisation,
                case_number="2号",
                mandate=origin.mandate,
                region=origin.region,
                parties=origin.parties,
                claims=CLAIMS,
                received_on=ON,
                reason="分案",
            )
        ]
    )
    assert part.dispute.leader == OTHER
    part.refuses(MERGE, "merged_already", **the_other())
