"""Tells what a correction or an annulment moved, also of deadlines that were over, and who relied on it.

Rows are those of the present; this is computed from the stream, before the event and after it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
import structlog

from services.kit.clock import legal_day
from services.projections.deadlines import tables
from services.projections.deadlines.computing import Computer
from services.projections.deadlines.moving import Cause, Change, Move
from services.projections.storage import event_log
from services.workflow.recorded.codec import decode
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import (
    REVISING,
    Act,
    Basis,
    Deadline,
    DeadlineStatus,
    Dispute,
    Moved,
    ReliedOn,
    WhyMoved,
    deadlines,
    dispute_events,
    evolve_dispute,
    moved,
    relied_on,
)

_log = structlog.get_logger()
_TOPICS: Final = [f"dispute:{kind.__name__}" for kind in REVISING]
_STREAMS = """
SELECT stream_id, max(position) FROM log.events
 WHERE position > $1 AND position <= $2 AND topic = ANY ($3) GROUP BY stream_id
"""
_OPEN: Final = frozenset({DeadlineStatus.RUNNING, DeadlineStatus.SUSPENDED, DeadlineStatus.LAPSED})
_CHANGES: Final[dict[WhyMoved, Change]] = {
    WhyMoved.BEGAN: Change.BEGAN,
    WhyMoved.ENDED: Change.ENDED,
    WhyMoved.START: Change.START,
    WhyMoved.LAST_DAY: Change.EXTENSION,
    WhyMoved.SUSPENSION: Change.SUSPENSION,
    WhyMoved.INTERRUPTION: Change.INTERRUPTION,
    WhyMoved.MET: Change.MET,
    WhyMoved.RULE: Change.RULE,
    WhyMoved.CALENDAR: Change.CALENDAR,
    WhyMoved.STATUS: Change.ENDED,
}


class Revision(NamedTuple):
    """An event that put something right, the dispute before and after it, and what was recorded."""

    recorded: Recorded
    before: Dispute
    after: Dispute
    acts: tuple[Act, ...]


async def revised(connection: Any, computer: Computer, *, after: int, up_to: int) -> list[Move]:
    """What the corrections and annulments among these events moved.

    A stream that cannot be read stops no other: it stands among the exceptions by its own row.
    """
    found: list[Move] = []
    for stream, last in await connection.fetch(_STREAMS, after, up_to, _TOPICS):
        rows = await event_log.read_stream(connection, stream, from_position=0, up_to=last)
        try:
            revisions = list(_revisions(rows, stream, after))
            bodies = {b.organisation for one in revisions for b in (one.before, one.after)}
            wanted = {body for body in bodies if body} - computer.kinds.keys()
            computer.kinds.update(await tables.kinds(connection, wanted))
            found += [move for one in revisions for move in moves_of(one, computer)]
        except Exception as fault:  # noqa: BLE001 a fault stays with its dispute
            _log.error("a correction is not in the journal", error=type(fault).__name__)
    return found


def moves_of(revision: Revision, computer: Computer) -> Iterator[Move]:
    """The rows of the journal, as things were seen on the day of the event."""
    recorded, before, after, acts = revision
    was, now = (_basis(one, recorded, computer) for one in (before, after))
    changed = moved(deadlines(before, was), deadlines(after, now))
    event = recorded.event
    dependents = event.dependents if isinstance(event, dispute_events.FactCorrected) else ()
    relied = relied_on(before, changed, dependents, acts)
    told = {
        "bodies": list(dict.fromkeys(str(one.body) for one in relied if one.body)),
        "dependents": dependents,
        "relied": [_told(one) for one in relied],
    }
    cause = Cause(
        topic=f"dispute:{type(event).__name__}",
        position=recorded.position,
        recorded_at=recorded.recorded_at,
    )
    packs = was.rules.version, now.rules.version
    for one in changed:
        yield _move(one, recorded.stream_id, cause, packs, told)


def unexplained(moves: Iterable[Move], told: Sequence[Move]) -> list[Move]:
    """Those of the rows that are not told already with the event that put it right."""
    last = {(one.dispute, one.rule, one.about): one for one in told}
    return [one for one in moves if not _is_told(one, last.get((one.dispute, one.rule, one.about)))]


def _is_told(move: Move, known: Move | None) -> bool:
    if known is None:
        return False
    same_days = (move.start_is, move.rolled_is) == (known.start_is, known.rolled_is)
    return move.position == known.position or same_days


def _revisions(rows: Iterable[Any], stream: UUID, after: int) -> Iterator[Revision]:
    dispute = Dispute()
    acts: list[Act] = []
    for row in rows:
        recorded = decode(row)
        before, dispute = dispute, evolve_dispute(dispute, recorded.event, stream)
        if type(recorded.event) in REVISING and row.position > after:
            yield Revision(recorded, before, dispute, tuple(acts))
        acts.append(_act(recorded))


def _act(recorded: Recorded) -> Act:
    meta = recorded.meta
    return Act(event=type(recorded.event), account=meta.actor, organisation=meta.organisation)


def _basis(dispute: Dispute, recorded: Recorded, computer: Computer) -> Basis:
    today = legal_day(recorded.recorded_at)
    basis = computer.basis(dispute.region, dispute.organisation)
    return msgspec.structs.replace(basis, today=today)


def _told(one: ReliedOn) -> dict[str, Any]:
    """The account stays in the log: who reads the journal is told the body and the act."""
    return {
        "how": one.how.value,
        "body": str(one.body) if one.body else None,
        "mediator": str(one.mediator) if one.mediator else None,
        "act": one.act,
        "of": one.of,
    }


def _changes(one: Moved) -> tuple[Change, ...]:
    was_open, is_open = _is_open(one.was), _is_open(one.now)
    if was_open and not is_open:
        is_met = one.now is not None and one.now.status is DeadlineStatus.MET
        return (Change.MET if is_met else Change.ENDED,)
    if is_open and not was_open:
        return (Change.BEGAN if one.was is None or one.was.clock is None else Change.BEGAN_AGAIN,)
    change = _CHANGES[one.why]
    return (change,) if was_open else (change, Change.WAS_OVER)


def _is_open(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline.status in _OPEN


def _move(
    one: Moved, dispute: UUID, cause: Cause, packs: tuple[str, str], told: dict[str, Any]
) -> Move:
    changes = _changes(one)
    # Of one that runs no more the journal has no day; of one that was over it has both.
    has_ended = _is_open(one.was) and not _is_open(one.now)
    was, now = _clock(one.was), None if has_ended else _clock(one.now)
    known = now or was
    return Move(
        dispute=dispute,
        rule=one.known.rule.id,
        about=one.known.facts.about,
        changes=changes,
        start_was=was.start_on if was else None,
        start_is=now.start_on if now else None,
        natural_was=was.due_natural if was else None,
        natural_is=now.due_natural if now else None,
        rolled_was=was.due_rolled if was else None,
        rolled_is=now.due_rolled if now else None,
        cause=cause.topic,
        position=cause.position,
        recorded_at=cause.recorded_at,
        calendar_was=(was or known).calendar_version if known else "",
        calendar_is=known.calendar_version if known else "",
        rule_pack_was=packs[0],
        rule_pack_is=packs[1],
        relied_on=told,
    )


def _clock(deadline: Deadline | None) -> Any:
    return deadline.clock if deadline else None
