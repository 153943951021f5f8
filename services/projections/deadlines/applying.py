"""Brings the rows of some disputes up to date: computes them, compares, and writes what differs."""

import traceback
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from services.kit.clock import legal_day
from services.projections.collector import paused
from services.projections.deadlines import tables
from services.projections.deadlines.computing import Computed, Computer, Kept
from services.projections.deadlines.due import Due, Key
from services.projections.deadlines.faults import Code, Fault
from services.projections.deadlines.moving import Cause, Move, moves
from services.projections.deadlines.tables import Listed, Wrong
from services.workflow.recorded.codec import decode_value

_kept = msgspec.json.Decoder(Kept, dec_hook=decode_value)

CauseOf = Callable[[Listed], Cause | None]
"""What a change of the dispute's rows follows from; none: it is written nowhere."""


class Applied(msgspec.Struct, kw_only=True):
    """What was written, or would be."""

    disputes: int = 0
    new: int = 0
    """Rows that were not there, or said something else."""
    gone: int = 0
    moved: int = 0
    failed: int = 0
    """Disputes that could not be computed."""

    def add(self, other: "Applied") -> None:
        """Count both."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def differing(self) -> int:
        """Rows that were not as they are computed."""
        return self.new + self.gone


class Difference(msgspec.Struct, kw_only=True):
    """What some disputes' rows are short of."""

    disputes: list[UUID] = []
    new: list[Due] = []
    gone: list[Key] = []
    moved: list[Move] = []
    wrong: list[Wrong] = []

    @property
    def counted(self) -> Applied:
        """Its size."""
        return Applied(
            disputes=len(self.disputes),
            new=len(self.new),
            gone=len(self.gone),
            moved=len(self.moved),
            failed=sum(one.fault.code is Code.NOT_COMPUTED for one in self.wrong),
        )


async def differences(
    connection: Any, listed: Sequence[Listed], computer: Computer, cause_of: CauseOf
) -> Difference:
    """Compute these disputes and compare them with their rows."""
    found = Difference(disputes=[one.dispute for one in listed])
    kept = _decoded(found, listed)
    bodies = {one.dispute.organisation for one in kept.values() if one.dispute.organisation}
    computer.kinds.update(await tables.kinds(connection, bodies - computer.kinds.keys()))
    computed = _computed(found, listed, kept, computer)
    stand = await tables.due(connection, found.disputes)
    begun = {
        row.dispute
        for now in computed.values()
        for row in now.rows
        if row.key not in stand[row.dispute]
    }
    over = await tables.over(connection, begun)
    for one in listed:
        if (now := computed.get(one.dispute)) is not None:
            _compare(found, one, stand[one.dispute], now, cause_of(one), over)
    return found


def _decoded(found: Difference, listed: Sequence[Listed]) -> dict[UUID, Kept]:
    kept: dict[UUID, Kept] = {}
    with paused():
        for one in listed:
            try:
                kept[one.dispute] = _kept.decode(one.record)
            except Exception as fault:  # noqa: BLE001 a fault stays with its dispute
                found.wrong.append(_failed(one, fault))
    return kept


def _computed(
    found: Difference, listed: Sequence[Listed], kept: dict[UUID, Kept], computer: Computer
) -> dict[UUID, Computed]:
    computed: dict[UUID, Computed] = {}
    with paused():
        for one in listed:
            if one.dispute not in kept:
                continue
            try:
                computed[one.dispute] = computer.compute(kept[one.dispute])
            except Exception as fault:  # noqa: BLE001 a fault stays with its dispute
                found.wrong.append(_failed(one, fault))
    return computed


async def write(connection: Any, found: Difference) -> Applied:
    """Write it inside the caller's transaction.

    What the list of disputes could hold these tables can: no dispute is refused here alone.
    """
    await tables.write(connection, new=found.new, gone=found.gone, moved=found.moved)
    await tables.write_faults(connection, found.disputes, found.wrong)
    return found.counted


def _compare(
    found: Difference,
    one: Listed,
    was: dict[Key, Due],
    now: Computed,
    cause: Cause | None,
    over: set[Key],
) -> None:
    keys = {row.key for row in now.rows}
    for row in now.rows:
        before = was.get(row.key)
        if before is None or row.said != before.said:
            found.new.append(row)
    found.gone += [key for key in was if key not in keys]
    since = legal_day(one.recorded_at)
    found.wrong += [Wrong(one.dispute, since, fault) for fault in now.faults]
    if cause is not None:
        found.moved += moves(was, now, cause, over)


def _failed(one: Listed, fault: Exception) -> Wrong:
    """Kind and place of the fault, never its words, which may quote the record."""
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if "services" in f.filename]
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    detail = {"error": f"{type(fault).__name__}{place}"}
    since = legal_day(one.recorded_at)
    return Wrong(one.dispute, since, Fault(code=Code.NOT_COMPUTED, detail=detail))
