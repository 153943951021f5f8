"""The package and the items of every dispute of the sample log, in which every type of event happens."""

import hashlib
from collections import defaultdict
from uuid import UUID

import msgspec
import pytest
import rfc8785

from services.cli.event_samples import sample_log
from services.kit.language import Language
from services.projections.package import package_of
from services.projections.packed import Package
from services.projections.view import Row
from services.projections.views.dispute_list import DISPUTE_LIST
from services.projections.words.cast import Names
from services.projections.words.telling import tell
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow
from services.workflow.recorded.views import Sealed
from services.workflow.recorded.views import dispute_events as e

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def disputes() -> list[list[Recorded]]:
    found: dict[UUID, list[Recorded]] = defaultdict(list)
    for row in sample_log():
        if row.topic.startswith("dispute:"):
            place = (row.position, row.stream_id, row.version, row.topic)
            stored = StoredRow(*place, bytes(row.state), row.recorded_at)
            found[row.stream_id].append(codec.decode(stored))
    return list(found.values())


def packed(
    events: list[Recorded], names: Names | None = None, language: Language = "zh"
) -> Package:
    names = names or Names()
    stored = {one.position: codec.encode(one.event, one.meta)[1] for one in events}
    digests = {position: hashlib.sha256(state).hexdigest() for position, state in stored.items()}
    return package_of(events, tell(events, names, language), names, digests)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_package_tells_every_event_of_a_dispute_and_the_facts_both_sides_agree_on(
    disputes: list[list[Recorded]], language: Language
) -> None:
    for events in disputes:
        agreed = [r for r in events if isinstance(r.event, e.UndisputedFactsRecorded)]
        texts = {r.event.facts.box: "事实" for r in agreed if isinstance(r.event.facts, Sealed)}
        names = Names(texts=texts)

        package = packed(events, names, language)

        assert [one.position for one in package.chronology] == [r.position for r in events]
        assert (package.version, package.position) == (events[-1].version, events[-1].position)
        assert [fact.position for fact in package.undisputed] == [r.position for r in agreed]
        assert {fact.facts for fact in package.undisputed} <= {"事实"}
        assert package.first_contact_on == min(r.event.occurred_on for r in events)
        assert msgspec.json.encode(package, enc_hook=codec.encode_value)


def test_the_sample_log_has_something_for_every_part_of_a_package(
    disputes: list[list[Recorded]],
) -> None:
    packages = [packed(events) for events in disputes]

    parts = ("undisputed", "agreements", "documents", "evidence", "interruptions", "chronology")
    for part in parts:
        assert any(getattr(package, part) for package in packages), part
    assert any(one.service for package in packages for one in package.documents)
    assert any(party.region for package in packages for party in package.parties)


def test_a_package_and_its_documents_can_be_compared_with_what_the_sender_holds(
    disputes: list[list[Recorded]],
) -> None:
    for events in disputes:
        package = packed(events)
        plain = msgspec.json.decode(msgspec.json.encode(package, enc_hook=codec.encode_value))
        told = plain.pop("digest")

        assert hashlib.sha256(rfc8785.dumps(plain)).hexdigest() == told
        assert packed(events).digest == told
        stored = {r.position: codec.encode(r.event, r.meta)[1] for r in events}
        for document in package.documents:
            assert document.digest == hashlib.sha256(stored[document.position]).hexdigest()
    assert len({packed(events).digest for events in disputes}) == len(disputes)


def has_taken_back(events: list[Recorded]) -> bool:
    return any(isinstance(recorded.event, e.LapseWithdrawn) for recorded in events)


def test_a_lapse_that_was_taken_back_is_no_fact_of_limitation(
    disputes: list[list[Recorded]],
) -> None:
    (events,) = [events for events in disputes if has_taken_back(events)]
    told = {fact.type for fact in packed(events).interruptions}
    assert "MediationPeriodLapsed" in {type(recorded.event).__name__ for recorded in events}
    assert told == {"DisputeRegistered"}


def test_a_failure_a_lapse_and_a_breach_are_told_as_facts_of_limitation(
    disputes: list[list[Recorded]],
) -> None:
    """调解仲裁法 27; 人社部令第17号 31 第7、8项."""
    kinds = (e.MediationFailed, e.MediationPeriodLapsed, e.PerformanceBreached)
    standing = [events for events in disputes if not has_taken_back(events)]
    happened = [r.position for events in standing for r in events if isinstance(r.event, kinds)]
    told = {fact.position for events in disputes for fact in packed(events).interruptions}

    assert happened
    assert set(happened) <= told


def test_the_row_of_every_dispute_is_made_after_each_of_its_events(
    disputes: list[list[Recorded]],
) -> None:
    """Also where the state was kept between two events."""
    last: list[Row] = []
    for events in disputes:
        kept = whole = None
        for recorded in events:
            whole = DISPUTE_LIST.apply(whole, recorded)
            kept = DISPUTE_LIST.apply(kept, recorded)
            row = DISPUTE_LIST.full_row(recorded.stream_id, kept)
            kept = DISPUTE_LIST.load(row[-1])
            assert row[:-1] == DISPUTE_LIST.full_row(recorded.stream_id, whole)[:-1]
        last.append(row)
    names = DISPUTE_LIST.names
    for column in ("handovers", "sittings", "documents", "reinforcements"):
        assert any(row[names.index(column)] for row in last), column
