"""Every sample ever released decodes for ever, and no committed sample is changed or taken away."""

import json
from pathlib import Path
from shutil import copytree

import pytest
import rfc8785

from services.cli.schemas import (
    CORPORA,
    FROZEN,
    SAMPLES,
    FrozenSampleChanged,
    file_name,
    files,
    frozen_samples,
)
from services.workflow.recorded.catalogue import TOPICS
from services.workflow.recorded.codec import decode_state, encode
from services.workflow.recorded.metadata import Metadata

ROOT = Path(__file__).parents[2]
RELEASED = [
    (topic, version)
    for topic, kind in TOPICS.items()
    for version in range(1, kind.class_version + 1)
]


def stored(topic: str, version: int) -> bytes:
    """The stored bytes that a sample shows indented."""
    path = ROOT / SAMPLES / file_name(topic, version)
    return rfc8785.dumps(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize(("topic", "version"), RELEASED)
def test_a_sample_decodes_as_its_type(topic: str, version: int) -> None:
    event, meta = decode_state(topic, stored(topic, version))

    assert type(event) is TOPICS[topic]
    assert isinstance(meta, Metadata)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sample_of_the_present_version_is_encoded_to_the_same_bytes(topic: str) -> None:
    """Where this fails, what is stored has changed: raise class_version and add an upcaster."""
    state = stored(topic, TOPICS[topic].class_version)

    assert encode(*decode_state(topic, state)) == (topic, state)


def test_samples_are_frozen_and_none_is_missing() -> None:
    frozen = {path.name for path in frozen_samples(ROOT)}
    there = {path.name for path in (ROOT / SAMPLES).iterdir()}

    assert {file_name(*released) for released in RELEASED} <= frozen
    golden = {f"{corpus}.golden.json" for corpus in CORPORA}
    assert frozen == there - {FROZEN.name, *golden}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    copytree(ROOT / "schemas", tmp_path / "schemas")
    return tmp_path


def write(root: Path) -> list[str]:
    """Write what differs, as `make generate` does; the names of what was written."""
    different = [
        (path, text)
        for path, text in files(root)
        if not path.exists() or path.read_text("utf-8") != text
    ]
    for path, text in different:
        path.write_text(text, "utf-8")
    return [path.name for path, _ in different]


def test_nothing_is_written_when_nothing_is_new(copy: Path) -> None:
    assert write(copy) == []


def test_a_new_type_gets_its_sample_and_is_frozen_with_the_others(copy: Path) -> None:
    name = "dispute.SessionHeld.v2.json"
    (copy / SAMPLES / name).unlink()
    lines = (copy / FROZEN).read_text("utf-8").splitlines(keepends=True)
    (copy / FROZEN).write_text("".join(line for line in lines if name not in line), "utf-8")

    assert write(copy) == [name, FROZEN.name]
    assert (copy / FROZEN).read_text("utf-8") == (ROOT / FROZEN).read_text("utf-8")


@pytest.mark.parametrize("name", ["dispute.SessionHeld.v1.json", "corpus.v1.jsonl"])
def test_the_generator_refuses_where_a_frozen_sample_was_edited(copy: Path, name: str) -> None:
    sample = copy / SAMPLES / name
    edited = sample.read_text("utf-8").replace("华光街", "龙盛街")
    sample.write_text(edited, "utf-8")

    with pytest.raises(FrozenSampleChanged, match=name):
        write(copy)
    assert sample.read_text("utf-8") == edited


def test_the_generator_refuses_where_a_frozen_sample_was_deleted(copy: Path) -> None:
    sample = copy / SAMPLES / "dispute.SessionHeld.v1.json"
    sample.unlink()

    with pytest.raises(FrozenSampleChanged, match=sample.name):
        write(copy)
    assert not sample.exists()
