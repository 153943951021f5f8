"""What a partner is told of an event: by type, by its profile, and never what people wrote."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import NoneType
from typing import Any, get_args
from uuid import UUID

import msgspec
import pytest
import rfc8785
from msgspec.structs import replace

from services.cli.event_samples import sample_log
from services.partners.feed.redaction import REFERENCES, chapter_of, shown, told, view_of
from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute import parts as p
from services.workflow.domain.dispute.grants import Relation
from services.workflow.domain.dispute.permissions import READING
from services.workflow.domain.dispute.records import Document, Evidence
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded.catalogue import TOPICS
from services.workflow.recorded.codec import decode, encode_value
from services.workflow.recorded.metadata import Recorded, StoredRow

COURT = UUID("264d8125-aba7-519d-9409-31d1dce8a935")
PARTNER = Partner(
    id=partner_id("court"), code="court", kind=PartnerKind.COURT, zh="court", organisation=COURT
)
AT_COURT = Dispute(custodian=COURT)
CANARY = "CANARY-canary-金丝雀"
WITHHELD = {
    "name": "who somebody is",
    "uscc": "who somebody is",
    "certificate_no": "who a mediator is",
    "ledger": "names the office that kept it",
    "row_digest": "made of a row with personal data",
    "sha256": "read with the file",
    "media_type": "read with the file",
    "old": "told by what is corrected",
    "new": "told by what is corrected",
}
"""Plain text that does not pass, and why."""


def recorded_samples() -> Iterator[Recorded]:
    for row in sample_log():
        state = bytes(row.state)
        yield decode(
            StoredRow(row.position, row.stream_id, row.version, row.topic, state, row.recorded_at)
        )


SAMPLES = list(recorded_samples())


def planted(value: Any, declared: Any = None) -> Any:
    """The value with a canary in place of every sealed one and of every text that may be sealed."""
    if isinstance(value, Sealed):
        return replace(value, box=CANARY, label=CANARY, person=UUID(int=0xCA7A21))
    if isinstance(value, msgspec.Struct):
        of_fields = {field.name: field for field in msgspec.structs.fields(value)}
        changed = {
            name: planted(getattr(value, name), field.type) for name, field in of_fields.items()
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(planted(one) for one in value)
    is_written = Sealed in get_args(declared)
    return CANARY if is_written and isinstance(value, str | NoneType) else value


def recorded(event: Fact, **changes: Any) -> Recorded:
    at = datetime(2026, 3, 2, 2, 30, tzinfo=UTC)
    return replace(Recorded(7, UUID(int=9), 3, event, SAMPLES[0].meta, at), **changes)


def the_event(body: bytes | None) -> dict[str, Any]:
    assert body is not None
    found: dict[str, Any] = json.loads(body)["data"]["event"]
    return found


def test_the_samples_show_every_kind_of_event_of_a_dispute() -> None:
    assert {type(one.event) for one in SAMPLES} >= set(get_args(e.Event))


@pytest.mark.parametrize(
    "one", SAMPLES, ids=lambda one: f"{one.position} {type(one.event).__name__}"
)
def test_nothing_sealed_or_written_passes(one: Recorded) -> None:
    body = shown(replace(one, event=planted(one.event)), AT_COURT, view_of(PARTNER)) or b""

    assert CANARY.encode() not in body
    assert b'"person"' not in body
    assert b"ca7a21" not in body


def test_the_canaries_are_planted() -> None:
    planted_in = [msgspec.json.encode(planted(one.event), enc_hook=encode_value) for one in SAMPLES]

    assert sum(CANARY.encode() in event for event in planted_in) > 60


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if not topic.startswith("dispute:")])
def test_nothing_of_other_streams_is_told(topic: str) -> None:
    of_kind = [one for one in SAMPLES if type(one.event) is TOPICS[topic]]

    assert of_kind
    assert all(shown(one, AT_COURT, view_of(PARTNER)) is None for one in of_kind)


def plain_texts(kind: type[msgspec.Struct]) -> Iterator[str]:
    for field in msgspec.structs.fields(kind):
        types = {field.type, *get_args(field.type)}
        if Sealed not in types and str in types:
            yield field.name
        for inner in types | {deep for one in types for deep in get_args(one)}:
            if isinstance(inner, type) and issubclass(inner, msgspec.Struct) and inner != Sealed:
                yield from plain_texts(inner)


@pytest.mark.parametrize("kind", get_args(e.Event))
def test_it_is_decided_of_every_plain_text_whether_it_passes(kind: type[Fact]) -> None:
    assert set(plain_texts(kind)) <= REFERENCES | set(WITHHELD)


def test_no_party_is_named_and_no_home_is_told() -> None:
    parties = [
        party
        for one in SAMPLES
        if isinstance(one.event, e.DisputeRegistered | e.DirectFilingRecorded)
        for party in the_event(shown(one, AT_COURT, view_of(PARTNER)))["parties"]
    ]

    assert parties
    assert {frozenset(party) for party in parties} == {frozenset({"no", "side", "kind"})}


def test_the_bytes_are_canonical() -> None:
    bodies = [shown(one, AT_COURT, view_of(PARTNER)) for one in SAMPLES]

    assert all(body == rfc8785.dumps(json.loads(body)) for body in bodies if body)


def test_an_item_is_a_cloud_event_with_where_the_dispute_stands() -> None:
    event = e.ConfirmationGranted(occurred_on=date(2026, 3, 2), ruling_number="37号")
    after = replace(AT_COURT, case_number="0001号")

    body = json.loads(told(recorded(event), after, PARTNER) or b"")

    data = body.pop("data")
    assert body == {
        "specversion": "1.0",
        "type": f"fengqiao.event.ConfirmationGranted.v{e.ConfirmationGranted.class_version}",
        "source": "urn:fengqiao",
        "id": "7",
        "subject": str(UUID(int=9)),
        "time": "2026-03-02T02:30:00Z",
        "datacontenttype": "application/json",
    }
    assert data["event"]["ruling_number"] == "37号"
    assert (data["position"], data["version"], data["case_number"]) == (7, 3, "0001号")
    assert (data["state"], data["custodian"]) == ("unregistered", str(COURT))


def test_who_may_read_hangs_on_region_and_bodies_alone() -> None:
    """By these the feeder remembers who is told: another relation needs another key there."""
    assert set(READING.values()) <= {Relation.NONE, Relation.OWN_REGION, Relation.INVOLVED}


def test_nothing_is_told_of_a_dispute_that_the_partner_may_not_read() -> None:
    assert told(SAMPLES[0], Dispute(custodian=UUID(int=1)), PARTNER) is None


@pytest.mark.parametrize(
    ("fields", "seen"),
    [
        (("*",), {"occurred_on", "occurred_at", "amount", "instalment"}),
        (("agreement",), {"occurred_on", "occurred_at", "amount", "instalment"}),
        (("agreement.amount", "mediation"), {"amount"}),
        (("*", "-agreement.amount"), {"occurred_on", "occurred_at", "instalment"}),
        (("*", "-agreement"), None),
        (("mediation",), None),
        ((), None),
    ],
)
def test_a_profile_lists_chapters_and_fields(
    fields: tuple[str, ...], seen: set[str] | None
) -> None:
    event = e.PerformanceRecorded(occurred_on=date(2026, 3, 2), instalment=1, amount=Fen(100))
    body = told(recorded(event), AT_COURT, replace(PARTNER, fields=fields))

    assert chapter_of(type(event)) == "agreement"
    assert (set(the_event(body)) if body else None) == seen


def test_a_hidden_document_and_its_service_are_not_told() -> None:
    on = date(2026, 3, 2)
    issued = e.DocumentIssued(
        occurred_on=on, document=1, kind=p.DocumentKind.SUGGESTION_LETTER, recipients=(2,)
    )
    replied = e.ReplyReceived(occurred_on=on, document=1, recipient=2)
    corrected = e.FactCorrected(
        occurred_on=on, field="documents/1/issued_on", old="", new="2026-03-03", reason="slip"
    )
    known = Document(no=1, kind=issued.kind, recipients=(2,), issued_on=on)
    after = replace(AT_COURT, documents=(known,))
    told_all, hidden = PARTNER, replace(PARTNER, hidden_documents=("suggestion_letter",))

    for event in (issued, replied, corrected):
        assert told(recorded(event), after, told_all) is not None
        assert told(recorded(event), after, hidden) is None


def test_hidden_material_is_not_told_of_nor_what_becomes_of_it() -> None:
    on = date(2026, 3, 2)
    filed = e.EvidenceFiled(occurred_on=on, evidence=4, kind=p.EvidenceKind.WAGE_RECORD)
    withdrawn = e.EvidenceWithdrawn(occurred_on=on, evidence=4, reason="误交")
    after = replace(AT_COURT, evidence=(Evidence(no=4, kind=filed.kind),))
    hidden = replace(PARTNER, hidden_documents=(filed.kind.value,))

    for event in (filed, withdrawn):
        assert told(recorded(event), after, PARTNER) is not None
        assert told(recorded(event), after, hidden) is None


@pytest.mark.parametrize(
    ("field", "is_told"),
    [
        ("claims/2/amount", True),
        ("region", True),
        ("parties/2/name", False),
        ("case_number", False),
    ],
)
def test_a_correction_tells_values_that_are_no_texts(field: str, is_told: bool) -> None:
    event = e.FactCorrected(
        occurred_on=date(2026, 3, 2), field=field, old="1", new="2", reason="slip"
    )
    seen = the_event(told(recorded(event), AT_COURT, PARTNER))

    assert seen["field"] == field
    assert ("old" in seen, "new" in seen) == (is_told, is_told)
