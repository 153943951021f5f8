"""Every event of a dispute is told in plain Chinese and English."""

import re
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import get_args
from uuid import UUID

import msgspec
import pytest

from services.kit.language import Language
from services.projections.words.cast import Cast, Names
from services.projections.words.codes import TERMS
from services.projections.words.phrases import CLAUSES, PARTS
from services.projections.words.rendering import rendered
from services.projections.words.sentences import SENTENCES
from services.projections.words.telling import Told, tell, who
from services.projections.words.warnings import OTHER, warning
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import Claim, ClaimKind, PartyKind
from services.workflow.domain.values.money import Fen
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow

CORPUS = Path(__file__).parents[2] / "schemas/samples/corpus.v4.jsonl"
LANGUAGES: tuple[Language, Language] = ("zh", "en")
CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\bNone\b|[{}]|UUID|datetime")
CENTRE = UUID("58e40396-31ef-5f45-aebb-b247a3e32202")
MAIN = "水磨沟华光街劳人调〔2026〕0001号"


class _Row(msgspec.Struct):
    position: int
    stream_id: UUID
    version: int
    topic: str
    state: msgspec.Raw
    recorded_at: datetime

    def recorded(self) -> Recorded:
        place = (self.position, self.stream_id, self.version, self.topic)
        return codec.decode(StoredRow(*place, bytes(self.state), self.recorded_at))


@pytest.fixture(scope="module")
def disputes() -> list[list[Recorded]]:
    """Every dispute of the committed sample log, which has every type of event."""
    found: dict[UUID, list[Recorded]] = defaultdict(list)
    for line in CORPUS.read_text("utf-8").splitlines():
        row = msgspec.json.decode(line, type=_Row)
        if row.topic.startswith("dispute:"):
            found[row.stream_id].append(row.recorded())
    return list(found.values())


@pytest.fixture(scope="module")
def told(disputes: list[list[Recorded]]) -> dict[Language, list[Told]]:
    names = Names(bodies={CENTRE: "华光街调解中心"}, parties={1: "阿依古丽"})
    return {
        language: [entry for events in disputes for entry in tell(events, names, language)]
        for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_event_has_words(
    told: dict[Language, list[Told]], language: Language
) -> None:
    assert {entry.type for entry in told[language]} == {k.__name__ for k in get_args(e.Event)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_shows_a_code(told: dict[Language, list[Told]], language: Language) -> None:
    for entry in told[language]:
        for words in (entry.text, entry.who, *entry.remarks):
            assert not CODE.search(words.replace(entry.account, "")), words


def test_a_chinese_sentence_ends_in_its_stop_and_an_english_one_begins_large(
    told: dict[Language, list[Told]],
) -> None:
    assert all(entry.text.endswith("。") and "。。" not in entry.text for entry in told["zh"])
    assert all(entry.text.endswith(".") and not entry.text[0].islower() for entry in told["en"])


def test_a_chinese_reader_is_told_who_when_and_for_whom(
    told: dict[Language, list[Told]],
) -> None:
    texts = {entry.type: entry for entry in reversed(told["zh"])}
    registered = texts["DisputeRegistered"]

    assert registered.text == (
        "收到申请人阿依古丽对被申请人乌鲁木齐丝路晨光餐饮管理有限公司的调解申请（窗口），"
        f"华光街调解中心登记为{MAIN}，请求：劳动报酬22,100.00元、经济补偿6,900.00元；"
        "口头申请，当场记录。"
    )
    assert registered.who == "华光街调解中心登记员（clerk-hgj-01）"
    assert texts["AgreementTookEffect"].text == "调解协议生效，应付26,400.00元。"
    assert texts["DisputeClosed"].text == "结案：协议已履行。"
    whom = [entry.who for entry in told["zh"] if entry.on_behalf_of]
    assert whom[0] == "华光街调解中心登记员（clerk-hgj-02），代union-smg-07办理"


def test_an_english_reader_is_told_the_same(told: dict[Language, list[Told]]) -> None:
    texts = {entry.type: entry for entry in reversed(told["en"])}

    assert texts["PerformanceRecorded"].text == "6,600.00 yuan was paid (instalment 1)."
    assert "6,600.00 yuan on 15 April 2026" in texts["TermsRecorded"].text
    assert texts["AgreementSigned"].text == "Claimant 阿依古丽 signed the agreement."
    assert texts["DisputeRegistered"].who == "clerk clerk-hgj-01 of 华光街调解中心"


def test_what_the_system_took_over_names_the_body_it_was_for(
    disputes: list[list[Recorded]],
) -> None:
    imported = next(r for events in disputes for r in events if r.meta.role == "system")
    meta = msgspec.structs.replace(imported.meta, organisation=CENTRE)
    names = Names(bodies={CENTRE: "华光街调解中心"})

    chinese, english = (who(meta, Cast((), names, language)) for language in LANGUAGES)

    assert chinese == "系统为华光街调解中心记录（ledger-import）"
    assert english == "system for 华光街调解中心 (ledger-import)"


def test_a_person_who_was_erased_is_somebody(disputes: list[list[Recorded]]) -> None:
    names = Names(parties={1: None})
    chinese, english = (tell(disputes[0], names, language) for language in LANGUAGES)

    assert chinese[0].text.startswith("收到申请人某某对")
    assert english[0].text.startswith("Claimant (a person) applied for mediation")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Fen(2_640_000), "26,400.00元", "26,400.00 yuan"),
        (date(2026, 3, 5), "2026年3月5日", "5 March 2026"),
        (ClaimKind.REMUNERATION, "劳动报酬", "remuneration"),
        (("甲", "乙"), "甲、乙", "甲, 乙"),
    ],
)
def test_values_are_written_as_people_read_them(value: object, zh: str, en: str) -> None:
    assert (rendered(value, "zh"), rendered(value, "en")) == (zh, en)


@pytest.mark.parametrize("value", [None, CENTRE, Claim(no=1, kind=ClaimKind.OTHER)])
def test_a_value_without_words_is_never_shown(value: object) -> None:
    with pytest.raises(TypeError):
        rendered(value, "zh")


def test_a_coded_term_without_words_is_never_shown() -> None:
    with pytest.raises(KeyError):
        rendered(PartyKind.WORKER, "zh")


def test_every_member_of_a_coded_term_has_words_of_its_own() -> None:
    for kind, terms in TERMS.items():
        assert set(terms) == set(kind)
        for column in (0, 1):
            assert len({words[column] for words in terms.values()}) == len(terms), kind


def test_both_languages_name_the_same_values() -> None:
    for phrases in (SENTENCES, CLAUSES, PARTS):
        for key, (zh, en) in phrases.items():
            assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en)), key


def test_a_warning_is_told_without_the_values_it_does_not_keep() -> None:
    assert warning("confirmation_too_late", "zh") == "申请司法确认时，申请期限已经届满"
    assert warning("relation_not_confirmable", "en").startswith("the agreement has terms")
    assert warning("not_merged", "en") == "nothing was decided that could be undone"
    assert warning("unknown_leader", "zh") == OTHER[0]
    assert warning("from_a_later_release", "en") == OTHER[1]
