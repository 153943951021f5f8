"""Every section of a dispute's page, for every dispute of the sample log after each of its events."""

from collections import defaultdict
from functools import partial
from uuid import UUID

import pytest

from services.cli.event_samples import sample_log
from services.console.filed import documents, related
from services.console.language import said
from services.console.mediating import mediation
from services.console.tribunals import arbitration, courts
from services.console.undertaking import agreement, enforceability
from services.kit.language import Language
from services.projections.views.dispute_list import DISPUTE_LIST, Entry
from services.projections.words.cast import Cast, Names
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import StoredRow

LANGUAGES: tuple[Language, ...] = ("zh", "en")
SECTIONS = (mediation, agreement, enforceability, arbitration, courts, documents)


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """Where each dispute stands after each event."""
    states: dict[UUID, Entry] = {}
    found = []
    for row in sample_log():
        if row.topic.startswith("dispute:"):
            place = (row.position, row.stream_id, row.version, row.topic)
            recorded = codec.decode(StoredRow(*place, bytes(row.state), row.recorded_at))
            state = DISPUTE_LIST.apply(states.get(row.stream_id), recorded)
            found.append(state)
            states[row.stream_id] = state
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_told_in_words_wherever_a_dispute_stands(
    entries: list[Entry], language: Language
) -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        cast = Cast(entry.dispute.parties, Names(), language)
        for section in SECTIONS:
            for name, lines in section(entry, cast, partial(said, language=language)):
                assert lines
                assert all(lines), (section.__name__, name)
                told[section.__name__].add(name)
        for line in related(entry, cast):
            assert line.decision
            assert line.href == ""

    assert set(told) == {section.__name__ for section in SECTIONS}
    if language == "en":
        assert all(name.isascii() for names in told.values() for name in names)
