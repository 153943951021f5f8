"""`schemas/events` describes what the code stores, and keeps what it described before."""

import re
from pathlib import Path
from shutil import copytree

import jsonschema_rs
import msgspec
import pytest

from services.cli.schemas import EVENTS, SAMPLES, file_name, files, schemas
from services.workflow.recorded.catalogue import TOPICS

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"(?P<stream>\w+)\.(?P<kind>\w+)\.v(?P<version>\d+)\.json")


def test_every_event_type_has_its_present_schema() -> None:
    differing = [
        str(path.relative_to(ROOT))
        for path, text in schemas(ROOT)
        if not path.exists() or path.read_text("utf-8") != text
    ]

    assert differing == [], "run: make generate"


def test_a_schema_of_no_known_version_is_not_kept() -> None:
    """Schemas of older versions stay; one of an unknown type or a future version is a leftover."""
    leftovers = []
    for path in (ROOT / EVENTS).iterdir():
        found = NAME.fullmatch(path.name)
        kind = TOPICS.get(f"{found['stream']}:{found['kind']}") if found else None
        if found is None or kind is None or int(found["version"]) > kind.class_version:
            leftovers.append(path.name)

    assert leftovers == []


@pytest.mark.parametrize("topic", TOPICS)
def test_the_sample_of_a_type_fits_its_schema(topic: str) -> None:
    name = file_name(topic, TOPICS[topic].class_version)
    schema, sample = [
        msgspec.json.decode((ROOT / folder / name).read_bytes()) for folder in (EVENTS, SAMPLES)
    ]

    jsonschema_rs.validate(schema, sample)
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(
            schema, sample | {"event": sample["event"] | {"occurred_on": 20260302}}
        )


def test_a_schema_that_drifted_is_found(tmp_path: Path) -> None:
    copytree(ROOT / "schemas", tmp_path / "schemas")
    drifted = tmp_path / EVENTS / "dispute.SessionHeld.v2.json"
    drifted.write_text(drifted.read_text("utf-8").replace("place", "room"), "utf-8")

    assert [path for path, text in files(tmp_path) if path.read_text("utf-8") != text] == [drifted]


def test_schemas_are_written_the_same_each_time() -> None:
    assert list(schemas(ROOT)) == list(schemas(ROOT))
