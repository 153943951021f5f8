"""Which disputes are there: one row each, as the domain's own fold makes it, to find and to list."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.projections.view import Column, FoldedView, Row
from services.projections.views import handovers, reinforcements, sittings
from services.projections.views.documents import deliveries
from services.projections.views.handovers import Handover
from services.projections.views.reinforcements import Application, Made
from services.projections.views.sittings import Sitting
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import (
    Channel,
    ClaimKind,
    Dispute,
    Sealed,
    employer_keys,
    evolve_dispute,
    involved,
)

VERSION = 4
COLUMNS = (
    Column("dispute", "uuid"),
    Column("first_position", "bigint"),
    Column("position", "bigint"),
    Column("version", "integer"),
    Column("case_number", "text"),
    Column("state", "text"),
    Column("region", "text"),
    Column("organisation", "uuid"),
    Column("custodian", "uuid"),
    Column("mediator", "uuid"),
    Column("channel", "text"),
    Column("mandate", "text"),
    Column("claim_kind", "text"),
    Column("amount", "bigint"),
    Column("worker_count", "integer"),
    Column("received_on", "date"),
    Column("updated_on", "date"),
    Column("outcome", "text"),
    Column("leader", "uuid"),
    Column("is_sample", "boolean"),
    Column("involved", "uuid[]"),
    Column("people", "uuid[]"),
    Column("employers", "text[]"),
    Column("employer_keys", "text[]"),
    Column("numbers", "text[]"),
    Column("pending_before", "uuid"),
    Column("is_breached", "boolean"),
    Column("handovers", "jsonb"),
    Column("sittings", "jsonb"),
    Column("documents", "jsonb"),
    Column("reinforcements", "jsonb"),
    Column("record", "bytea"),
)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute, and what its listing needs besides."""

    dispute: Dispute
    channel: Channel
    first_position: int
    position: int
    version: int
    registered_at: datetime
    """When its registration was recorded."""
    recorded_at: datetime
    """When its last event was recorded."""
    employer_keys: tuple[str, ...] = ()
    """Of every name that an employer among its parties ever had."""
    numbers: tuple[str, ...] = ()
    """Every case number it ever had: what was given to somebody resolves for ever."""
    handovers: tuple[Handover, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    makers: tuple[Made, ...] = ()
    reinforcements: tuple[Application, ...] = ()


def apply(entry: Entry | None, recorded: Recorded) -> Entry:
    """The entry after the event; a stream begins with a registration or a direct filing."""
    before = entry.dispute if entry else Dispute()
    dispute = evolve_dispute(before, recorded.event, recorded.stream_id)
    known = entry or _begun(dispute, recorded)
    makers = reinforcements.made(known.makers, dispute, recorded)
    return msgspec.structs.replace(
        known,
        dispute=dispute,
        position=recorded.position,
        version=recorded.version,
        recorded_at=recorded.recorded_at,
        employer_keys=_keys_after(known, before, dispute),
        numbers=_with(known.numbers, (dispute.case_number,)),
        handovers=handovers.after(known.handovers, dispute, recorded),
        sittings=sittings.after(known.sittings, dispute, recorded),
        makers=makers,
        reinforcements=reinforcements.after(
            known.reinforcements, makers, before, dispute, recorded
        ),
    )


def _begun(dispute: Dispute, recorded: Recorded) -> Entry:
    return Entry(
        dispute=dispute,
        channel=dispute.channel,
        first_position=recorded.position,
        position=recorded.position,
        version=recorded.version,
        registered_at=recorded.recorded_at,
        recorded_at=recorded.recorded_at,
    )


def row(stream_id: UUID, entry: Entry) -> Row:
    """The columns a list is filtered and sorted by."""
    dispute = entry.dispute
    amounts = [int(c.claim.amount) for c in dispute.claims if c.claim.amount is not None]
    return (
        stream_id,
        entry.first_position,
        entry.position,
        entry.version,
        dispute.case_number,
        dispute.state,
        dispute.region,
        dispute.organisation,
        dispute.custodian,
        dispute.mediator,
        entry.channel,
        dispute.mandate,
        # A row is made of any state, whatever the next event may still bring.
        dispute.claims[0].claim.kind if dispute.claims else ClaimKind.OTHER,
        sum(amounts) if amounts else None,
        dispute.worker_count,
        dispute.received_on,
        dispute.last_on,
        dispute.outcome,
        dispute.leader,
        dispute.source is not None and dispute.source.sample,
        sorted(involved(dispute)),
        sorted({party.name.person for party in dispute.parties if isinstance(party.name, Sealed)}),
        sorted(_employers(dispute)),
        list(entry.employer_keys),
        list(entry.numbers),
        dispute.pending_before,
        _is_breached(dispute),
        entry.handovers,
        entry.sittings,
        deliveries(dispute),
        entry.reinforcements,
    )


def _is_breached(dispute: Dispute) -> bool:
    agreement = dispute.effective_agreement
    return agreement is not None and bool(agreement.breached) and not agreement.is_performed


def _employers(dispute: Dispute) -> set[str]:
    names = {party.name for party in dispute.parties if isinstance(party.name, str)}
    return names | {party.uscc for party in dispute.parties if party.uscc}


def _keys_after(known: Entry, before: Dispute, dispute: Dispute) -> tuple[str, ...]:
    # Most events leave the parties as they are, and normalising names is a third of the work.
    if dispute.parties is before.parties:
        return known.employer_keys
    return _with(known.employer_keys, _employer_keys(dispute))


def _with(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """In a steady order, as rows of a rebuilt table are compared byte by byte."""
    is_known = all(each in known for each in more)
    return known if is_known else tuple(sorted({*known, *more}))


def _employer_keys(dispute: Dispute) -> tuple[str, ...]:
    keys = [
        employer_keys(party.name, party.uscc)
        for party in dispute.parties
        if isinstance(party.name, str)
    ]
    return tuple(sorted(frozenset().union(*keys)))


DISPUTE_LIST = FoldedView(
    name="dispute_list",
    version=VERSION,
    stream="dispute",
    columns=COLUMNS,
    state=Entry,
    apply=apply,
    row=row,
)
