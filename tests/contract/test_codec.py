"""The hot path's bytes are the library mapper's, are RFC 8785, and give back the same event."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest
import rfc8785
from eventsourcing.persistence import StoredEvent
from hypothesis import given, settings
from hypothesis import strategies as st

from services.workflow.domain.dispute.events import (
    ApplicationDeclined,
    DisputeClosed,
    DisputeRegistered,
)
from services.workflow.domain.dispute.parts import DeclineGround, Outcome
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded.catalogue import TOPIC_OF, TOPICS
from services.workflow.recorded.codec import UnknownEventType, decode, decode_state, encode
from services.workflow.recorded.mapper import CanonicalTranscoder, DomainEvent, EventMapper
from services.workflow.recorded.metadata import Metadata, StoredRow
from tests.support import strategies
from tests.support.builders import register
from tests.support.recording import META

STREAM = UUID(int=7)
MAPPER = EventMapper(transcoder=CanonicalTranscoder())


@pytest.mark.parametrize("topic", TOPICS)
@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_hot_path_and_library_write_the_same_canonical_bytes_and_read_them_alike(
    topic: str, data: st.DataObject
) -> None:
    event: Fact = data.draw(strategies.events(TOPICS[topic]))
    meta: Metadata = data.draw(strategies.metadata)
    placed = DomainEvent(STREAM, 1, event, meta)

    _, state = encode(event, meta)

    stored = StoredEvent(STREAM, 1, topic, state)
    assert MAPPER.to_stored_event(placed) == stored
    assert rfc8785.dumps(json.loads(state)) == state
    assert decode_state(topic, state) == (event, meta)
    assert MAPPER.to_domain_event(stored) == placed
    assert encode(*decode_state(topic, state)) == (topic, state)


def declined(guidance: str) -> ApplicationDeclined:
    return ApplicationDeclined(
        occurred_on=date(2026, 3, 2), ground=DeclineGround.WRONG_BODY, guidance=guidance
    )


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("请向余姚市劳动人事争议仲裁委员会申请", '"请向余姚市劳动人事争议仲裁委员会申请"'),
        ('"\\/', '"\\"\\\\/"'),
        ("\b\t\n\f\r", '"\\b\\t\\n\\f\\r"'),
        ("\x00\x0b\x1f\x7f", '"\\u0000\\u000b\\u001f\x7f"'),
        ("\u0085\u2028\u2029\ufeff", '"\u0085\u2028\u2029\ufeff"'),
        ("𠮷👩‍⚖️", '"𠮷👩‍⚖️"'),
    ],
    ids=["chinese", "quotes", "short escapes", "controls", "separators", "beyond the BMP"],
)
def test_text_is_stored_as_rfc_8785_writes_it(text: str, stored: str) -> None:
    topic, state = encode(declined(text), META)

    assert f'"guidance":{stored}'.encode() in state
    assert decode_state(topic, state)[0] == declined(text)


def test_text_is_stored_as_written_and_not_normalised() -> None:
    composed, decomposed = encode(declined("é"), META), encode(declined("e\u0301"), META)

    assert composed != decomposed
    assert decode_state(*decomposed)[0] == declined("e\u0301")


def test_a_lone_surrogate_is_no_text_and_is_stored_by_neither() -> None:
    event = declined("\ud83d")

    with pytest.raises(UnicodeEncodeError):
        encode(event, META)
    with pytest.raises(rfc8785.CanonicalizationError):
        MAPPER.to_stored_event(DomainEvent(STREAM, 1, event, META))


def test_an_instant_keeps_its_microseconds() -> None:
    at = datetime(2026, 3, 2, 1, 2, 3, 4005, tzinfo=UTC)
    event = DisputeClosed(occurred_on=date(2026, 3, 2), occurred_at=at, outcome=Outcome.WITHDRAWN)

    topic, state = encode(event, META)

    assert b'"occurred_at":"2026-03-02T01:02:03.004005Z"' in state
    assert decode_state(topic, state)[0] == event


def test_a_value_type_is_stored_as_the_text_it_is() -> None:
    given_by_a_command = register(region=RegionCode("330281001"))
    event = DisputeRegistered(
        occurred_on=date(2026, 3, 2),
        organisation=given_by_a_command.organisation,
        case_number="1号",
        channel=given_by_a_command.channel,
        mandate=given_by_a_command.mandate,
        region=given_by_a_command.region,
        parties=given_by_a_command.parties,
        claims=given_by_a_command.claims,
    )

    topic, state = encode(event, META)

    assert b'"region":"330281001"' in state
    assert MAPPER.to_stored_event(DomainEvent(STREAM, 1, event, META)).state == state
    assert decode_state(topic, state)[0] == event


def test_a_row_is_decoded_with_its_place_in_the_log() -> None:
    topic, state = encode(declined("另行申请"), META)
    at = datetime(2026, 3, 2, tzinfo=UTC)

    recorded = decode(StoredRow(9, STREAM, 3, topic, state, at))

    assert (recorded.position, recorded.stream_id, recorded.version) == (9, STREAM, 3)
    assert (recorded.event, recorded.meta) == (declined("另行申请"), META)
    assert recorded.recorded_at == at


def test_every_type_has_one_topic_and_every_topic_one_type() -> None:
    assert {topic: TOPIC_OF[kind] for topic, kind in TOPICS.items()} == {t: t for t in TOPICS}


def test_a_topic_that_this_release_does_not_know_says_so() -> None:
    with pytest.raises(UnknownEventType, match="dispute:StrikeCalled"):
        decode_state("dispute:StrikeCalled", b"{}")


def test_bytes_that_do_not_fit_their_type_are_no_unknown_type() -> None:
    topic, state = encode(declined("另行申请"), META)

    with pytest.raises(msgspec.ValidationError, match="ground"):
        decode_state(topic, state.replace(b"wrong_body", b"wrong_planet"))
