"""Old versions of an event are brought up to the present one; newer ones are told apart, not guessed."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import pytest
import rfc8785
from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import register_topic

from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.recorded.catalogue import TOPIC_OF, TOPICS
from services.workflow.recorded.codec import UnknownEventType, decode_state, encode
from services.workflow.recorded.mapper import CanonicalTranscoder, DomainEvent, EventMapper
from tests.support.recording import META

TOPIC = "test:WageAgreed"
STREAM = UUID(int=7)
MAPPER = EventMapper(transcoder=CanonicalTranscoder())


class WageAgreed(Fact, frozen=True, kw_only=True):
    """Version 1 had yuan as text; version 2 had fen; version 3 says how often it is paid."""

    class_version: ClassVar[int] = 3
    amount: Fen
    every: str

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["amount"] = int(state.pop("yuan")) * 100

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        state["every"] = "month"


NOW = WageAgreed(occurred_on=date(2026, 3, 2), amount=Fen(500_000), every="month")


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    TOPICS[TOPIC], TOPIC_OF[WageAgreed] = WageAgreed, TOPIC
    register_topic(TOPIC, WageAgreed)
    yield
    del TOPICS[TOPIC], TOPIC_OF[WageAgreed]


def stored(version: int, **fields: Any) -> bytes:
    _, present = encode(NOW, META)
    meta = CanonicalTranscoder().decode(present)["meta"]
    event = {"occurred_on": "2026-03-02", "occurred_at": None, **fields}
    return rfc8785.dumps({"class_version": version, "event": event, "meta": meta})


OLD = pytest.mark.parametrize(
    "state",
    [
        pytest.param(lambda: stored(1, yuan="5000"), id="v1"),
        pytest.param(lambda: stored(2, amount=500_000), id="v2"),
        pytest.param(lambda: stored(3, amount=500_000, every="month"), id="v3"),
    ],
)


@OLD
def test_every_version_is_read_as_the_present_one(state: Any) -> None:
    assert decode_state(TOPIC, state()) == (NOW, META)


@OLD
def test_the_library_brings_it_up_alike(state: Any) -> None:
    read = MAPPER.to_domain_event(StoredEvent(STREAM, 1, TOPIC, state()))

    assert read == DomainEvent(STREAM, 1, NOW, META)


def test_the_present_version_is_written_by_both() -> None:
    by_the_library = MAPPER.to_stored_event(DomainEvent(STREAM, 1, NOW, META))

    assert encode(NOW, META) == (TOPIC, stored(3, amount=500_000, every="month"))
    assert by_the_library.state == stored(3, amount=500_000, every="month")


def test_an_old_version_that_would_fit_the_present_type_is_brought_up_all_the_same() -> None:
    """What a version-2 writer happened to add must not pass for what version 3 means by it."""
    event, _ = decode_state(TOPIC, stored(2, amount=500_000, every="week"))

    assert event == NOW


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(lambda: stored(4, amount=500_000, every="month"), id="that would fit"),
        pytest.param(lambda: stored(4, sum={"fen": 500_000}), id="that would not fit"),
    ],
)
def test_a_version_of_a_newer_release_is_unknown_and_not_guessed_at(state: Any) -> None:
    with pytest.raises(UnknownEventType, match="test:WageAgreed version 4"):
        decode_state(TOPIC, state())
    with pytest.raises(UnknownEventType, match="test:WageAgreed version 4"):
        MAPPER.to_domain_event(StoredEvent(STREAM, 1, TOPIC, state()))
