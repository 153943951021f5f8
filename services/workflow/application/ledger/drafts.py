"""The rows of one registration number as one dispute: its record, its people, its digest."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID, uuid5

import msgspec

from services.workflow.application.ledger import checks, filings
from services.workflow.application.ledger.bodies import Bodies
from services.workflow.application.ledger.columns import BY_FIELD
from services.workflow.application.ledger.entries import Entry
from services.workflow.application.ledger.faults import Fault, Severity
from services.workflow.domain.dispute.history.record import Record, Result
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    Forum,
    Party,
    PartyKind,
    Side,
    Source,
)
from services.workflow.domain.organisation import Organisation, OrganisationKind
from services.workflow.domain.values.money import Fen
from services.workflow.recorded.codec import encode_value

T = TypeVar("T")

PERSONAL: Final = ("applicant", "document", "phone")
_OWN: Final = frozenset({*PERSONAL, "cause", "claimed", "agreed", "performed", "note"})
"""What each row says of its own claimant; everything else must be the same in all of them."""
_SHARED: Final = tuple(field for field in BY_FIELD if field not in _OWN | {"worker_count"})
_RECORDED: Final = tuple(f for f in BY_FIELD if f not in {*PERSONAL, "note", "duplicate_of"})
_FORUMS: Final = {
    Forum.ARBITRATION: OrganisationKind.ARBITRATION_COMMISSION,
    Forum.COURT: OrganisationKind.COURT,
}


class Draft(msgspec.Struct, kw_only=True):
    """One dispute as its rows have it, before anything is sealed."""

    organisation: Organisation
    """Whose ledger it stands in; with the number it makes the dispute's id."""
    entries: tuple[Entry, ...]
    record: Record
    """Its parties have no names yet."""
    digest: str

    @property
    def id(self) -> UUID:
        """The dispute's stream."""
        return self.record.id

    @property
    def first(self) -> Entry:
        """The row that faults of the whole dispute are shown at."""
        return self.entries[0]

    def at(self, field: str) -> Entry:
        """The first row that says something about a field."""
        return next((entry for entry in self.entries if field in entry.shown), self.first)


def dispute_id(organisation: UUID, number: str) -> UUID:
    """The stream of the dispute with this number in the organisation's ledger."""
    return uuid5(organisation, f"ledger/{number}")


def draft(entries: Sequence[Entry], organisation: Organisation, bodies: Bodies) -> Draft:
    """The dispute that rows with one number make; their faults have been asked for before."""
    assert organisation.id is not None
    first = entries[0]
    digest = _digest(entries)
    said = {field: _said(entries, field) for field in _SHARED}
    region = said["region"]
    channel: Channel = said["channel"] or Channel.COUNTER
    record = Record(
        id=dispute_id(organisation.id, first.number),
        number=first.number,
        body=_body(first, organisation, bodies) or organisation,
        is_direct=checks.forum(first) is not None,
        channel=channel,
        region=region,
        registered_on=said["registered_on"],
        parties=tuple(_parties(entries)),
        claims=tuple(_claims(entries)),
        worker_count=_worker_count(entries),
        accepted_on=said["accepted_on"],
        has_mediator=said["mediator"] is not None,
        mediator=bodies.mediator(said["mediator"], organisation) if said["mediator"] else None,
        result=said["result"] if isinstance(said["result"], Result) else None,
        result_on=said["result_on"],
        decline_ground=said["decline_ground"],
        court=bodies.seat(OrganisationKind.COURT, region),
        upper_court=bodies.upper_court(region),
        commission=bodies.seat(OrganisationKind.ARBITRATION_COMMISSION, region),
        **_tribunal(said),
        source=_source(entries, organisation, digest),
    )
    return Draft(
        organisation=organisation,
        entries=tuple(entries),
        record=_with_agreement(record, entries, said),
        digest=digest,
    )


def _tribunal(said: dict[str, Any]) -> dict[str, Any]:
    """What the ledger says of arbitration and suits, under the record's own names."""
    days = ("referred_on", "arbitration_accepted_on", "arbitration_closed_on", "award_served_on")
    codes = ("arbitration_result", "award_kind", "set_aside_on", "sued_on", "suit_result")
    return {
        **{field: said[field] for field in (*days, *codes, "suit_closed_on")},
        "arbitration_number": said["arbitration_number"] or "",
        "suit_number": said["suit_number"] or "",
    }


def _source(entries: Sequence[Entry], organisation: Organisation, digest: str) -> Source:
    return Source(
        ledger=f"{organisation.code}/{entries[0].number}",
        row_digest=digest,
        sample=any(entry.is_sample for entry in entries),
    )


def faults(entries: Sequence[Entry], organisation: Organisation, bodies: Bodies) -> Iterator[Fault]:
    """What is wrong between rows with one number, and with the body they name."""
    yield from _contradictions(entries)
    yield from _repeated(entries)
    yield from _count_faults(entries)
    first = entries[0]
    if _body(first, organisation, bodies) is None:
        yield first.fault(
            "region" if first.region else "organisation",
            "no_such_seat",
            "该区县没有登记（或登记了不止一个）仲裁委员会或法院，不知道向哪里提起",
            "no commission or court of that district is on file, or more than one",
        )
    named = entries[0].mediator
    if named and bodies.mediator(named, organisation) is None:
        yield first.fault(
            "mediator",
            "mediator_not_on_roster",
            "名册中没有这位调解员（或有同名的），按未列名调解员记录",
            "no mediator of that name on the organisation's roster, or two; recorded without",
            Severity.WARNING,
        )


def _with_agreement(record: Record, entries: Sequence[Entry], said: dict[str, Any]) -> Record:
    """The details of an agreement, where the result is one."""
    amounts = [(no, entry.agreed) for no, entry in enumerate(entries, start=1)]
    agreed = tuple((no, amount) for no, amount in amounts if amount)
    if record.result is Result.ON_THE_SPOT:
        return msgspec.structs.replace(record, agreed=agreed)
    if record.result is not Result.AGREEMENT:
        return record
    paid = sum(entry.performed or 0 for entry in entries)
    return msgspec.structs.replace(
        record,
        agreed=agreed,
        effective_on=said["effective_on"],
        due_on=said["due_on"],
        performed_on=said["performed_on"],
        performed=Fen(paid) if paid else None,
        confirmation=said["confirmation"],
        confirmation_on=said["confirmation_on"],
        confirmation_ground=filings.ground(said["confirmation"], said["confirmation_ground"]),
        confirmation_number=said["confirmation_number"] or "",
        review=said["review"],
        review_on=said["review_on"],
        review_number=said["review_number"] or "",
    )


def _parties(entries: Sequence[Entry]) -> Iterator[Party]:
    for no, _ in enumerate(entries, start=1):
        yield Party(no=no, side=Side.CLAIMANT, kind=PartyKind.WORKER, name="")
    yield Party(
        no=len(entries) + 1,
        side=Side.RESPONDENT,
        kind=PartyKind.EMPLOYER,
        name=_said(entries, "respondent"),
        uscc=_said(entries, "uscc"),
    )


def _claims(entries: Sequence[Entry]) -> Iterator[Claim]:
    for no, entry in enumerate(entries, start=1):
        yield Claim(no=no, kind=entry.cause, amount=entry.claimed)


def _body(entry: Entry, organisation: Organisation, bodies: Bodies) -> Organisation | None:
    """The organisation, or for a direct filing the commission or court: itself or the district's."""
    forum = checks.forum(entry)
    if forum is None or organisation.kind is _FORUMS[forum]:
        return organisation
    return bodies.seat(_FORUMS[forum], entry.region)


def _worker_count(entries: Sequence[Entry]) -> int:
    return max(_counts(entries) | {len(entries)})


def _counts(entries: Iterable[Entry]) -> set[int]:
    return {entry.worker_count for entry in entries if entry.worker_count is not None}


def _count_faults(entries: Sequence[Entry]) -> Iterator[Fault]:
    # A 1 in each of several rows counts that row's own claimant.
    counts = _counts(entries) - {1}
    if len(counts) > 1 or any(count < len(entries) for count in counts):
        for entry in entries:
            if entry.worker_count not in {None, 1}:
                yield entry.fault(
                    "worker_count",
                    "worker_counts_differ",
                    f"同一登记编号共列{len(entries)}名申请人，涉及人数应相同且不少于此数",
                    f"{len(entries)} claimants are listed under this number; the counts must agree and not be fewer",
                )


def _contradictions(entries: Sequence[Entry]) -> Iterator[Fault]:
    for field in _SHARED:
        said = _said(entries, field)
        for entry in entries:
            value = getattr(entry, field)
            if value is not None and value != said:
                row = entries[0].place.row
                yield entry.fault(
                    field,
                    "rows_differ",
                    f"与同一登记编号的第{row}行不一致",
                    f"differs from row {row}, which has the same number",
                )


def _repeated(entries: Sequence[Entry]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        key = (entry.applicant, entry.document.number if entry.document else "")
        if key in seen:
            yield entry.fault(
                "applicant",
                "row_repeated",
                f"与第{seen[key]}行是同一登记编号、同一申请人",
                f"the same number and applicant as row {seen[key]}",
            )
        seen.setdefault(key, entry.place.row)


def _said(entries: Sequence[Entry], field: str) -> Any:
    """What the first row that says something says."""
    values = (getattr(entry, field) for entry in entries)
    return next((value for value in values if value is not None), None)


def _digest(entries: Sequence[Entry]) -> str:
    """Digest of all that is recorded openly: a changed row is told by it; people are compared apart."""
    said = [
        {f: value for f in _RECORDED if (value := getattr(entry, f)) is not None}
        for entry in entries
    ]
    encoded = msgspec.json.encode(said, order="sorted", enc_hook=encode_value)
    return hashlib.sha256(encoded).hexdigest()
