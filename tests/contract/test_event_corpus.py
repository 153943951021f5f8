"""T21: the committed log of every event type folds to the committed states, whatever HEAD became."""

from collections import Counter
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.cli.event_samples import Row
from services.cli.golden_states import as_known_then, digest, fold_rows, golden_states, rows
from services.cli.schemas import CORPORA, CORPUS, SAMPLES, golden_of
from services.workflow.domain.dispute.parts import Outcome
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded.catalogue import TOPICS
from services.workflow.recorded.codec import decode_state, encode

ROOT = Path(__file__).parents[2]
FILES = [ROOT / SAMPLES / f"{name}.jsonl" for name in CORPORA]
LOG = rows((ROOT / CORPUS).read_text("utf-8"))
EXPECTED: dict[tuple[str, str], Any] = {
    (file.stem, stream): golden
    for file in FILES
    for stream, golden in msgspec.json.decode(golden_of(file).read_bytes()).items()
}
NOW = {
    (file.stem, stream): state
    for file in FILES
    for stream, state in golden_states(file.read_text("utf-8")).items()
}
EVERY_ROW = [row for file in FILES for row in rows(file.read_text("utf-8"))]


def test_the_corpus_is_a_whole_log() -> None:
    versions: Counter[UUID] = Counter()
    for position, row in enumerate(LOG, start=1):
        versions[row.stream_id] += 1
        assert (row.position, row.version) == (position, versions[row.stream_id])
    assert sorted(LOG, key=lambda row: row.recorded_at) == LOG


def test_the_corpus_holds_disputes_that_ended_in_many_ways() -> None:
    disputes = [s for s in fold_rows(LOG).states.values() if isinstance(s, Dispute)]

    assert {dispute.outcome for dispute in disputes} >= {
        Outcome.AGREEMENT_PERFORMED,
        Outcome.SETTLED_ON_THE_SPOT,
        Outcome.SETTLED_PRIVATELY,
        Outcome.DECLINED,
    }


@pytest.mark.parametrize("row", EVERY_ROW, ids=lambda row: f"{row.position}-{row.topic}")
def test_every_row_decodes_and_at_its_present_version_encodes_to_the_same_bytes(row: Row) -> None:
    state = bytes(row.state)
    event, meta = decode_state(row.topic, state)

    if msgspec.json.decode(state)["class_version"] == TOPICS[row.topic].class_version:
        assert encode(event, meta) == (row.topic, state)


@pytest.mark.parametrize("stream", EXPECTED, ids="-".join)
def test_every_stream_folds_to_its_golden_state(stream: tuple[str, str]) -> None:
    golden = EXPECTED[stream]

    state = as_known_then(NOW[stream]["state"], golden["state"])

    assert state == golden["state"]
    assert digest(state) == golden["sha256"]


def test_no_stream_of_the_corpus_goes_without_a_golden_state() -> None:
    assert NOW.keys() == EXPECTED.keys()


def test_a_field_that_the_state_gained_later_does_not_matter_but_a_changed_value_does() -> None:
    golden = {"state": "closed", "claims": [{"no": 1}]}

    assert (
        as_known_then({"state": "closed", "claims": [{"no": 1, "x": 2}], "y": 3}, golden) == golden
    )
    assert as_known_then({"state": "agreed", "claims": [{"no": 1}]}, golden) != golden
    assert as_known_then({"state": "closed", "claims": []}, golden) != golden
    with pytest.raises(KeyError):
        as_known_then({"claims": [{"no": 1}]}, golden)


@pytest.mark.parametrize(
    ("topic", "version", "reported"),
    [
        ("dispute:StrikeCalled", 2, "dispute:StrikeCalled"),
        ("dispute:SessionHeld", 9, "dispute:SessionHeld version 9"),
    ],
    ids=["a new type", "a new version of a known type"],
)
def test_an_event_of_a_newer_release_is_reported_and_stops_no_other_stream(
    topic: str, version: int, reported: str
) -> None:
    """As the release before reads it: N-1 beside N in a rolling update."""
    held = next(row for row in LOG if row.topic == "dispute:SessionHeld")
    raw = bytes(held.state).replace(b'"class_version":2', b'"class_version":%d' % version)
    newer = msgspec.structs.replace(held, topic=topic, state=msgspec.Raw(raw))
    log = [newer if row is held else row for row in LOG]

    folded = fold_rows(log)

    others = {
        stream: state for stream, state in fold_rows(LOG).states.items() if stream != held.stream_id
    }
    assert folded.unknown == {held.stream_id: reported}
    assert folded.states == others
