"""Acts of a story to rows of a log: positions, versions, instants, metadata, canonical bytes."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

import msgspec

from services.workflow.domain.fact import Fact
from services.workflow.recorded.codec import encode
from services.workflow.recorded.metadata import Metadata

STORY = UUID("5f0c2a9e-0b7d-5c1e-8a41-3d9e6b2f7a10")
"""Namespace of every id in the story."""

_OFFICE_OPENS = time(2, 30, tzinfo=UTC)  # half past ten in Asia/Shanghai
_RULE_PACK, _CALENDAR = "CN-2026.1", "CN-65-2026.1+holidays-0.109"


class Actor(msgspec.Struct, frozen=True):
    """An account, its role, and the body it acts for."""

    account: str
    role: str
    organisation: UUID | None = None
    on_behalf_of: str | None = None


class Act(msgspec.Struct, frozen=True):
    """One command that was carried out: who, on which day it was recorded, what came of it."""

    actor: Actor
    on: date
    writes: tuple[tuple[UUID, Fact], ...]
    warnings: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """One event as the log holds it; `state` is the stored bytes, unchanged."""

    position: int
    stream_id: UUID
    version: int
    topic: str
    recorded_at: datetime
    state: msgspec.Raw


def record(acts: Iterable[Act]) -> list[Row]:
    """The log of the acts, in the order of their days."""
    rows: list[Row] = []
    versions: Counter[UUID] = Counter()
    for number, act in enumerate(sorted(acts, key=lambda act: act.on), start=1):
        meta = _metadata(act, number)
        at = datetime.combine(act.on, _OFFICE_OPENS) + timedelta(seconds=number, milliseconds=417)
        for stream_id, event in act.writes:
            versions[stream_id] += 1
            topic, state = encode(event, meta)
            place = (len(rows) + 1, stream_id, versions[stream_id])
            rows.append(Row(*place, topic, at, msgspec.Raw(state)))
    return rows


def _metadata(act: Act, number: int) -> Metadata:
    command_id = uuid5(STORY, f"command/{number}")
    return Metadata(
        actor=act.actor.account,
        role=act.actor.role,
        organisation=act.actor.organisation,
        on_behalf_of=act.actor.on_behalf_of,
        command_id=command_id,
        correlation_id=command_id,
        rule_pack=_RULE_PACK,
        calendar=_CALENDAR,
        warnings=act.warnings,
    )
