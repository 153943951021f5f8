"""Sessions and hearings for agendas: one item each, on its day, with who holds it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from services.kit.clock import legal_day
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Dispute, dispute_parts
from services.workflow.recorded.views import dispute_events as e

replace = msgspec.structs.replace


class SittingKind(StrEnum):
    """Whether a mediator or a tribunal sits."""

    SESSION = "session"
    HEARING = "hearing"


class SittingState(StrEnum):
    """What became of a listed session or hearing."""

    LISTED = "listed"
    HELD = "held"
    ADJOURNED = "adjourned"
    CANCELLED = "cancelled"


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """One session or hearing; `key` is the version of the event that brought it."""

    key: str
    kind: SittingKind
    no: int | None
    """None for one that was held without having been listed."""
    state: SittingState
    on: date
    starts_at: datetime | None
    mode: dispute_parts.SessionMode | None = None
    organisation: UUID | None = None
    """The mediation organisation, or the commission."""
    mediator: UUID | None = None
    """Who has it that day: the dispute's mediator, or the cover."""


_OF_SESSION = {
    "scheduled": SittingState.LISTED,
    "held": SittingState.HELD,
    "adjourned": SittingState.ADJOURNED,
    "cancelled": SittingState.CANCELLED,
}


_BRINGING = frozenset({e.SessionScheduled, e.HearingListed, e.SessionHeld, e.HearingHeld})


def after(
    sittings: tuple[Sitting, ...], dispute: Dispute, recorded: Recorded
) -> tuple[Sitting, ...]:
    """The sittings after an event, given the dispute that the event has made."""
    if not sittings and type(recorded.event) not in _BRINGING:
        return sittings
    kept = tuple(_followed(one, dispute) if _can_move(one) else one for one in sittings)
    new = _new(recorded)
    return (*kept, _placed(new, dispute)) if new else kept


def _can_move(one: Sitting) -> bool:
    """An adjourned session is listed again when its time is known."""
    return one.no is not None and one.state in {SittingState.LISTED, SittingState.ADJOURNED}


def _new(recorded: Recorded) -> Sitting | None:
    event, key = recorded.event, str(recorded.version)
    match event:
        case e.SessionScheduled():
            return _listed(key, SittingKind.SESSION, event.session, event.starts_at, event.mode)
        case e.HearingListed():
            return _listed(key, SittingKind.HEARING, event.hearing, event.starts_at, None)
        case e.SessionHeld(session=None) | e.HearingHeld(hearing=None):
            is_session = isinstance(event, e.SessionHeld)
            return Sitting(
                key=key,
                kind=SittingKind.SESSION if is_session else SittingKind.HEARING,
                no=None,
                state=SittingState.HELD,
                on=event.occurred_on,
                starts_at=event.occurred_at,
            )
        case _:
            return None


def _listed(
    key: str,
    kind: SittingKind,
    no: int,
    starts_at: datetime,
    mode: dispute_parts.SessionMode | None,
) -> Sitting:
    return Sitting(
        key=key,
        kind=kind,
        no=no,
        state=SittingState.LISTED,
        on=legal_day(starts_at),
        starts_at=starts_at,
        mode=mode,
    )


def _followed(one: Sitting, dispute: Dispute) -> Sitting:
    if one.kind is SittingKind.HEARING:
        return _hearing(one, dispute)
    session = next((s for s in dispute.sessions if s.no == one.no), None)
    if session is None:
        return replace(one, state=SittingState.CANCELLED)
    state = _OF_SESSION[session.state]
    followed = replace(
        one, state=state, starts_at=session.starts_at, on=legal_day(session.starts_at)
    )
    return _placed(followed, dispute) if state is SittingState.LISTED else followed


def _hearing(one: Sitting, dispute: Dispute) -> Sitting:
    hearings = dispute.arbitration.hearings if dispute.arbitration else ()
    for no, _, was_held in hearings:
        if no == one.no:
            return replace(one, state=SittingState.HELD) if was_held else one
    return replace(one, state=SittingState.CANCELLED)


def _placed(one: Sitting, dispute: Dispute) -> Sitting:
    if one.kind is SittingKind.HEARING:
        return replace(one, organisation=dispute.commission)
    covers = (c.mediator for c in dispute.covers if c.starts_on <= one.on <= c.ends_on)
    mediator = next(covers, dispute.mediator)
    return replace(one, organisation=dispute.organisation, mediator=mediator)
