"""Makes the package of an offer: the shared record as far as it was shared, its files, signed.

Made of the shared stream alone: what was said in confidence has a stream of its own.
"""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
import rfc8785

from services.kit.language import Language
from services.partners.handoff.archive import MOST_ENCLOSED, Body, Manifest, written
from services.partners.handoff.evidence import Evidence, Piece
from services.partners.handoff.keys import PackageKeys
from services.partners.handoff.steps import Conversation, Handover, conversation
from services.partners.handoff.verifying import FILES, RECORD
from services.partners.profiles.partner import Partner
from services.projections.package import package_of
from services.projections.packed import Package
from services.projections.queries import directories
from services.projections.withholding import NOTHING, Withheld, tell_without
from services.projections.words.cast import Names
from services.projections.words.naming import Opener, names_of
from services.workflow.application.ports import EventStore
from services.workflow.application.streams import DISPUTE
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.permissions import Scope
from services.workflow.domain.values.sealed import Sealed, Written
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow

RECORD_FORMAT: Final = "fengqiao.record/1"
AT_ONCE: Final = 2
"""Packages that one process makes at a time: each may hold all that is enclosed, twice."""
_OFFERED = (e.ReferralOffered, e.TransferOffered, e.ReturnOffered)


class For(msgspec.Struct, frozen=True, kw_only=True):
    """For whom a package is made."""

    scope: Scope
    language: Language = "zh"
    partner: Partner | None = None
    """Whose profile decides what it is not shown; none: a person of the body."""

    @property
    def withheld(self) -> Withheld:
        """What is left out."""
        return self.partner.withheld if self.partner else NOTHING


class Sharing:
    """Makes packages."""

    def __init__(
        self, store: EventStore, keys: PackageKeys, pool: Any, opener: Opener, evidence: Evidence
    ) -> None:
        self._store = store
        self._keys = keys
        self._pool = pool
        self._opener = opener
        self._evidence = evidence
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def conversation(self, dispute: UUID) -> Conversation | None:
        """The hand-overs of a dispute; None where there is no such dispute."""
        rows = await self._store.read_stream(dispute)
        if not rows or not DISPUTE.holds(rows):
            return None
        return conversation([codec.decode(row) for row in rows])

    async def package(self, said: Conversation, handover: Handover, wanted: For) -> bytes:
        """The record up to now while the offer is in flight, and as it was when it ended after that.

        What takes long is done by threads: other requests go on meanwhile.
        """
        async with self._slots:
            return await self._package(said, handover, wanted)

    async def _package(self, said: Conversation, handover: Handover, wanted: For) -> bytes:
        upto = said.version if handover.is_open else handover.last.version
        rows = await self._store.read_stream(said.dispute, up_to=upto)
        events = [codec.decode(row) for row in rows]
        names = await names_of(self._pool, events, wanted.scope, self._opener, self._opener)
        record = await asyncio.to_thread(_record, events, rows, handover, names, wanted)
        files, missing = await self._files(events, wanted)
        manifest = await self._manifest(said, handover, events[-1], wanted)
        manifest = msgspec.structs.replace(
            manifest, left_out=tuple(sorted({*manifest.left_out, *missing}))
        )
        sign = await self._keys.signer()
        return await asyncio.to_thread(written, manifest, {RECORD: record, **files}, sign)

    async def _manifest(
        self, said: Conversation, handover: Handover, last: Recorded, wanted: For
    ) -> Manifest:
        assert handover.sender is not None  # whoever has a dispute offers it
        bodies = {handover.sender, handover.receiver}
        known = await directories.organisation_names(self._pool, bodies)
        sender, receiver = (
            Body(id=body, name=known.get(body, "")) for body in (handover.sender, handover.receiver)
        )
        return Manifest(
            dispute=str(said.dispute),
            offer=handover.offer,
            kind=handover.kind,
            sender=sender,
            receiver=receiver,
            made_at=last.recorded_at,
            case_number=said.case_number,
            position=last.position,
            version=last.version,
            language=wanted.language,
            left_out=tuple(sorted(wanted.withheld.members | wanted.withheld.papers)),
        )

    async def _files(
        self, events: Sequence[Recorded], wanted: For
    ) -> tuple[Mapping[str, bytes], set[str]]:
        """Every stored file of the evidence that is told, as long as there is room; names of the others."""
        found, missing, left = dict[str, bytes](), set[str](), MOST_ENCLOSED
        dispute = fold((one.event for one in events), events[0].stream_id)
        async for piece in self._evidence.of(dispute, wanted.partner):
            name = FILES + piece.sha256
            if name in found:
                continue
            content = await _content(piece) if piece.size <= left else None
            if content is None:
                missing.add(name)
                continue
            found[name] = content
            left -= len(content)
        return found, missing


async def _content(piece: Piece) -> bytes | None:
    """The file; None where the storage no longer holds it as it was."""
    content, hashed = bytearray(), hashlib.sha256()
    try:
        async for part in piece.read():
            content += part
            await asyncio.to_thread(hashed.update, part)
    except (FileNotFoundError, ValueError):
        return None
    return bytes(content) if hashed.hexdigest() == piece.sha256 else None


def _shared(
    events: Sequence[Recorded], rows: Sequence[StoredRow], names: Names, wanted: For
) -> Package:
    digests = {row.position: hashlib.sha256(row.state).hexdigest() for row in rows}
    told = tell_without(events, names, wanted.language, wanted.withheld)
    return package_of(events, told, names, digests, wanted.withheld)


def _record(
    events: Sequence[Recorded],
    rows: Sequence[StoredRow],
    handover: Handover,
    names: Names,
    wanted: For,
) -> bytes:
    shared = _shared(events, rows, names, wanted)
    plain: dict[str, Any] = msgspec.to_builtins(shared, enc_hook=codec.encode_value)
    # The manifest has the hash of the whole record.
    del plain["digest"]
    told = {"shared": plain, "offer": _offer(events, handover, names)}
    return rfc8785.dumps({"format": RECORD_FORMAT, **_without(told, wanted.withheld.members)})


def _offer(events: Sequence[Recorded], handover: Handover, names: Names) -> dict[str, Any]:
    """The offer itself, and how far it is: the application to a commission is its applicant's."""
    (event,) = (
        one.event
        for one in events
        if isinstance(one.event, _OFFERED) and one.event.offer == handover.offer
    )
    told: dict[str, Any] = msgspec.to_builtins(event, enc_hook=codec.encode_value)
    messages = [msgspec.to_builtins(message) for message in handover.messages]
    reason = _read(event.reason, names)
    return {**told, "kind": handover.kind.value, "reason": reason, "messages": messages}


def _read(written_text: Written, names: Names) -> str | None:
    return names.texts.get(written_text.box) if isinstance(written_text, Sealed) else written_text


def _without(value: Any, hidden: frozenset[str]) -> Any:
    match value:
        case dict():
            return {k: _without(v, hidden) for k, v in value.items() if k not in hidden}
        case list() | tuple():
            return [_without(each, hidden) for each in value]
        case _:
            return value
