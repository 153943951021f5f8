"""The timeline of a dispute in words: who, when, on whose behalf, what happened."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from services.kit.language import Language
from services.projections.words import rendering
from services.projections.words.acts import clauses
from services.projections.words.cast import Before, Cast, Names
from services.projections.words.phrases import CLAUSES
from services.projections.words.sentences import SENTENCES
from services.projections.words.warnings import warning
from services.workflow.recorded.metadata import Metadata, Recorded
from services.workflow.recorded.views import Dispute, Fact, Party, Role, evolve_dispute
from services.workflow.recorded.views import dispute_events as e


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One event in words, and where it stands."""

    dispute: UUID
    version: int
    position: int
    type: str
    """Name of the event's type."""
    occurred_on: date
    occurred_at: datetime | None
    recorded_at: datetime
    account: str
    role: Role
    organisation: UUID | None
    on_behalf_of: str | None
    who: str
    """Role, body and account, and for whom."""
    text: str
    """What happened, as one sentence."""
    remarks: tuple[str, ...]
    """What spoke against it when it was recorded."""


def tell(events: Sequence[Recorded], names: Names, language: Language) -> tuple[Told, ...]:
    """A dispute's events in words; they begin with its first, which names the parties."""
    cast = Cast(parties_of(events), names, language, before(events))
    return tuple(_told(recorded, cast) for recorded in events)


def parties_of(events: Iterable[Recorded]) -> tuple[Party, ...]:
    """Everybody who is or was a party, under the last name known."""
    dispute = Dispute()
    for recorded in events:
        dispute = evolve_dispute(dispute, recorded.event, recorded.stream_id)
    return dispute.parties


def before(events: Iterable[Recorded]) -> Before:
    """What was offered back, and whether the award is final."""
    told = [recorded.event for recorded in events]
    awards = [event for event in told if isinstance(event, e.AwardIssued)]
    finality = {item.is_final for item in awards[-1].items} if awards else set()
    return Before(
        returns=frozenset(one.offer for one in told if isinstance(one, e.ReturnOffered)),
        is_wholly_final=finality.pop() if len(finality) == 1 else None,
    )


def sentence(event: Fact, cast: Cast) -> str:
    """What happened, as one sentence."""
    said = "".join(_clause(key, values, cast) for key, values in clauses(event, cast))
    return f"{said}。" if cast.language == "zh" else f"{said[:1].upper()}{said[1:]}."


def who(meta: Metadata, cast: Cast) -> str:
    """Who recorded it, in which role and for which body, and on whose behalf."""
    role = Role(meta.role)
    values = {"role": role, "account": meta.actor}
    if meta.organisation:
        part = "who_system" if role is Role.SYSTEM else "who"
        told = cast.say(part, organisation=cast.body(meta.organisation), **values)
    else:
        told = cast.say("who_alone", **values)
    return told + (cast.say("for_whom", whom=meta.on_behalf_of) if meta.on_behalf_of else "")


def _clause(key: str, values: dict[str, object], cast: Cast) -> str:
    words = SENTENCES.get(key) or CLAUSES[key]
    return rendering.filled(words[0 if cast.language == "zh" else 1], values, cast.language)


def _told(recorded: Recorded, cast: Cast) -> Told:
    event, meta = recorded.event, recorded.meta
    return Told(
        dispute=recorded.stream_id,
        version=recorded.version,
        position=recorded.position,
        type=type(event).__name__,
        occurred_on=event.occurred_on,
        occurred_at=event.occurred_at,
        recorded_at=recorded.recorded_at,
        account=meta.actor,
        role=Role(meta.role),
        organisation=meta.organisation,
        on_behalf_of=meta.on_behalf_of,
        who=who(meta, cast),
        text=sentence(event, cast),
        remarks=tuple(warning(code, cast.language) for code in meta.warnings),
    )
