"""What a corpus of recorded events folds to: the states that every later release must find in it."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from services.cli.event_samples import Row
from services.workflow.domain import (
    account,
    holiday_calendar,
    mediator,
    organisation,
    register,
    tasks,
)
from services.workflow.domain.dispute import fold
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded.codec import UnknownEventType, decode_state, encode_value

_FOLDS: dict[str, tuple[Any, Any]] = {
    "dispute": (Dispute(), fold.evolve),
    "organisation": (organisation.Organisation(), organisation.evolve),
    "mediator": (mediator.Mediator(), mediator.evolve),
    "register": (register.CaseRegister(), register.evolve),
    "task": (tasks.Desk(), tasks.evolve),
    "calendar": (holiday_calendar.HolidayCalendar(), holiday_calendar.evolve),
    "account": (account.Account(), account.evolve),
    # Only how many notes there are: nobody folds what they say.
    "privileged": (0, lambda count, _event, _stream_id: count + 1),
}
_rows = msgspec.json.Decoder(Row)


class Folded(msgspec.Struct):
    """The states of every stream, and what could not be folded."""

    states: dict[UUID, Any]
    unknown: dict[UUID, str]
    """Streams that hold an event of a newer release, with what is not known of it."""


def rows(corpus: str) -> list[Row]:
    """The rows of a corpus, their stored bytes as they were written."""
    return [_rows.decode(line) for line in corpus.splitlines()]


def fold_rows(log: Iterable[Row]) -> Folded:
    """Fold every stream; one that holds an unknown event is set aside and stops no other."""
    folded = Folded({}, {})
    for row in log:
        if row.stream_id in folded.unknown:
            continue
        try:
            event, _ = decode_state(row.topic, bytes(row.state))
        except UnknownEventType as unknown:
            folded.unknown[row.stream_id] = str(unknown)
            folded.states.pop(row.stream_id, None)
            continue
        initial, evolve = _FOLDS[row.topic.partition(":")[0]]
        state = folded.states.get(row.stream_id, initial)
        folded.states[row.stream_id] = evolve(state, event, row.stream_id)
    return folded


def golden_states(corpus: str) -> dict[str, Any]:
    """The state of every stream in plain values, each with its digest."""
    states = fold_rows(rows(corpus)).states
    plain = {str(stream): _plain(state) for stream, state in states.items()}
    return {stream: {"sha256": digest(state), "state": state} for stream, state in plain.items()}


def as_known_then(state: Any, golden: Any) -> Any:
    """A state in plain values without the fields that a golden state had not yet."""
    match golden:
        case dict():
            return {key: as_known_then(state[key], known) for key, known in golden.items()}
        case list() if len(state) == len(golden):
            return [as_known_then(*pair) for pair in zip(state, golden, strict=True)]
    return state


def digest(plain: Any) -> str:
    """Digest of the canonical form of plain values."""
    return hashlib.sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()


def _plain(state: Any) -> Any:
    if isinstance(state, Dispute):
        fields = {name: getattr(state, name) for name in Dispute.__struct_fields__}
        state = fields | _as_first_told(state)
    return msgspec.to_builtins(state, order="sorted", enc_hook=encode_value)


def _as_first_told(dispute: Dispute) -> dict[str, Any]:
    """What earlier releases kept in other fields: it must still be known."""
    slot, case, terms = dispute.reinforcement, dispute.arbitration, dispute.agreement
    return {
        "agreement": terms and {**_breach(terms), **msgspec.structs.asdict(terms)},
        "arbitration": case and {"days_stayed": _days(case.stays), **msgspec.structs.asdict(case)},
        "documents": [
            {"replied": one.replied, **msgspec.structs.asdict(one)} for one in dispute.documents
        ],
        "commission": dispute.commission,
        "arbitration_number": dispute.arbitration_number,
        "instrument": dispute.instrument,
        "reinforcement": slot and {"court": slot.body, **msgspec.structs.asdict(slot)},
    }


def _days(stretches: Iterable[tuple[date, date]]) -> int:
    """How many days they hold, both ends included."""
    return sum((last_on - first_on).days + 1 for first_on, last_on in stretches)


def _breach(agreement: Agreement) -> dict[str, Any]:
    return {"breached": agreement.breached, "breached_on": agreement.breached_on}
