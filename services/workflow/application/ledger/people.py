"""The people of a ledger: their names and numbers sealed in bulk, and compared with what is sealed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

import msgspec

from services.workflow.application.ledger.drafts import Draft
from services.workflow.application.ledger.entries import Entry
from services.workflow.application.ledger.faults import Fault
from services.workflow.application.ports import Keyring
from services.workflow.domain.dispute.events import DirectFilingRecorded, DisputeRegistered
from services.workflow.domain.dispute.history.telling import Told
from services.workflow.domain.dispute.parts import Party
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Sealed


class BulkKeyring(Keyring, Protocol):
    """A keyring that makes the keys of many people at once."""

    async def people_for(self, documents: Sequence[str | None]) -> list[UUID]:
        """The persons of many document numbers, in order; a new one for each without a number."""
        ...


class _Box(NamedTuple):
    entry: Entry
    field: str
    stream: UUID
    sealed: Sealed | None
    text: str | None


async def named(
    drafts: Sequence[Draft], told: Sequence[tuple[Told, ...]], keyring: BulkKeyring
) -> list[list[Fact]]:
    """The events of new disputes with their people's names, each sealed under the person's key."""
    entries = [entry for draft in drafts for entry in draft.entries]
    people = iter(
        await keyring.people_for([e.document.number if e.document else None for e in entries])
    )
    events: list[list[Fact]] = []
    for draft, history in zip(drafts, told, strict=True):
        parties = [
            await _sealed(party, entry, next(people), draft.id, keyring)
            for party, entry in zip(draft.record.parties, draft.entries, strict=False)
        ]
        first = history[0].event
        assert isinstance(first, DisputeRegistered | DirectFilingRecorded)
        whole = (*parties, *draft.record.parties[len(parties) :])
        intake = msgspec.structs.replace(first, parties=whole)
        events.append([intake, *(one.event for one in history[1:])])
    return events


async def differences(
    pairs: Sequence[tuple[Draft, Dispute]], keyring: Keyring
) -> dict[UUID, list[Fault]]:
    """By dispute, where a row names people otherwise than its dispute has them.

    What is known of a person cannot be corrected by a ledger; an erased person is left alone.
    """
    boxes = [box for draft, dispute in pairs for box in _boxes(draft, dispute)]
    texts = await keyring.open_all([(box.stream, box.sealed) for box in boxes if box.sealed])
    opened = iter(texts)
    faults: dict[UUID, list[Fault]] = {}
    for box in boxes:
        known = next(opened) if box.sealed else ""
        if known is not None and box.text is not None and known != box.text:
            faults.setdefault(box.stream, []).append(_differs(box))
    return faults


async def _sealed(
    party: Party, entry: Entry, person: UUID, stream: UUID, keyring: Keyring
) -> Party:
    texts = _texts(entry)

    async def seal(field: str, label: str) -> Sealed | None:
        text = texts[field]
        if text is None:
            return None
        return await keyring.seal(person, stream, f"party/{party.no}/{label}", text)

    name = await seal("applicant", "name")
    assert name is not None
    return msgspec.structs.replace(
        party,
        name=name,
        document=await seal("document", "document"),
        phone=await seal("phone", "phone"),
    )


def _boxes(draft: Draft, dispute: Dispute) -> Iterator[_Box]:
    if len(dispute.parties) != len(draft.record.parties):
        # Who is who cannot be told; that the claimants differ is reported as such.
        return
    for party, entry in zip(dispute.parties, draft.entries, strict=False):
        texts = _texts(entry)
        known = {"applicant": party.name, "document": party.document, "phone": party.phone}
        for field, sealed in known.items():
            if not isinstance(sealed, str):
                yield _Box(entry, field, draft.id, sealed, texts[field])


def _texts(entry: Entry) -> dict[str, str | None]:
    """What is sealed of a claimant, by field; written as live work writes it."""
    document = f"{entry.document.type}:{entry.document.number}" if entry.document else None
    return {"applicant": entry.applicant, "document": document, "phone": entry.phone}


def _differs(box: _Box) -> Fault:
    return box.entry.fault(
        box.field,
        "person_differs",
        "与已导入的当事人信息不同，台账不能更正当事人，请在系统中办理",
        "differs from what was taken over of this person; the ledger cannot correct people",
    )
