"""Corrections, claims, splits, parties and representatives in plain words."""

import pytest

from services.cli.event_samples.many_people import ACTS, LINKED, ORIGIN
from services.cli.event_samples.recording import record
from services.projections.words.cast import Names
from services.projections.words.codes import TERMS
from services.projections.words.telling import tell
from services.workflow.domain.dispute.parts import (
    Power,
    RepresentativeKind,
    Stance,
    SuccessionKind,
)
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow

PEOPLE = {1: "阿依古丽", 3: "买买提", 5: "古丽娜"}


@pytest.fixture(scope="module")
def log() -> list[Recorded]:
    rows = record(ACTS)
    return [
        codec.decode(
            StoredRow(
                row.position,
                row.stream_id,
                row.version,
                row.topic,
                bytes(row.state),
                row.recorded_at,
            )
        )
        for row in rows
    ]


def told(log: list[Recorded], language: str = "zh", *, is_open: bool = True) -> dict[str, str]:
    """What the origin's history says, by type of event; the last of each."""
    events = [recorded for recorded in log if recorded.stream_id == ORIGIN]
    values = [v for r in events for v in (getattr(r.event, f) for f in r.event.__struct_fields__)]
    texts = {v.box: f"〔{v.label}〕" for v in values if isinstance(v, Sealed)}
    names = Names(parties=PEOPLE, texts=texts) if is_open else Names()
    told = tell(events, names, "zh" if language == "zh" else "en")
    return {entry.type: entry.text for entry in told}


def test_a_registration_names_who_was_there_at_first(log: list[Recorded]) -> None:
    text = told(log)["DisputeRegistered"]
    assert "收到申请人阿依古丽（当事人1）、申请人买买提（当事人3）对" in text
    assert "古丽娜" not in text
    assert text.endswith("；案件来自一家机构，编号（2026）新0105诉前调31号。")


def test_a_correction_says_what_and_by_when(log: list[Recorded]) -> None:
    texts = told(log)
    assert texts["CorrectionRequested"] == (
        "要求申请人最迟于2026年6月9日补正：〔request_correction/items〕。"
    )
    assert texts["CorrectionSubmitted"] == "申请人提交补正材料：〔submit_correction/items〕。"


def test_claims_are_told_by_number(log: list[Recorded]) -> None:
    texts = told(log)
    assert texts["ClaimsAdded"] == "增加请求：社会保险、工时休假950.00元。"
    assert texts["ClaimsWithdrawn"] == (
        "撤回第4项请求；由申请人买买提（当事人3）提出；由第1号代理人代为提出，"
        "理由：〔withdraw_claims/reason〕。"
    )
    assert texts["ClaimsSplitOff"] == (
        "第3项请求分案处理，另立水磨沟龙盛街劳人调〔2026〕0002号，理由：〔split_claims/reason〕。"
    )


def test_a_linked_dispute_begins_with_where_it_comes_from(log: list[Recorded]) -> None:
    events = [recorded for recorded in log if recorded.stream_id == LINKED]
    names = Names(disputes={ORIGIN: "水磨沟龙盛街劳人调〔2026〕0001号"})
    (entry,) = tell(events, names, "zh")
    assert entry.text == (
        "从水磨沟龙盛街劳人调〔2026〕0001号分案，一家机构登记为水磨沟龙盛街劳人调〔2026〕0002号，"
        "请求：社会保险；涉及劳动者2人，理由：（内容保密）。"
    )


def test_a_representative_is_told_with_powers_and_end(log: list[Recorded]) -> None:
    assert told(log)["RepresentativeAppointed"] == (
        "〔representative/1/name〕（律师，第1号代理人）代理申请人阿依古丽（当事人1），"
        "特别授权：放弃、变更请求、和解、签署协议，至2027年6月8日，"
        "依据：〔appoint_representative/evidence〕。"
    )
    assert told(log, is_open=False)["RepresentativeAppointed"].startswith("某某（律师")


def test_parties_are_told_as_they_come_and_go(log: list[Recorded]) -> None:
    texts = told(log)
    assert texts["PartySucceeded"].startswith(
        "申请人古丽娜（当事人5）承继申请人买买提（当事人3）的地位（原当事人死亡）"
    )
    assert texts["PartyRenamed"].startswith("被申请人（当事人2）更名为乌鲁木齐某某生活服务有限公司")
    assert texts["EmploymentRecorded"] == (
        "记录申请人阿依古丽（当事人1）的用工期间，自2023年2月1日起，至2026年5月20日止。"
    )
    assert texts["PartyAdded"].endswith("加入为当事人，理由：对注销的用人单位承担责任。")
    assert "已注销" in texts["EmployerCancelled"]
    assert "不再是当事人" in texts["PartyDropped"]
    assert "答复：承认部分请求；陈述：" in texts["PartyResponded"]


def test_an_english_reader_is_told_the_same(log: list[Recorded]) -> None:
    texts = told(log, "en")
    assert texts["RepresentationEnded"].startswith("Representative 1 no longer acts")
    assert "took the place of" in texts["PartySucceeded"]
    assert texts["ClaimsAdded"].startswith("The applicant claimed more: social insurance")


@pytest.mark.parametrize("kind", [RepresentativeKind, Power, Stance, SuccessionKind])
def test_every_term_of_this_chapter_has_words(kind: type) -> None:
    assert kind in TERMS
