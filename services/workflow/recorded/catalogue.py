"""Every event type ever recorded, by its permanent topic."""

from types import UnionType
from typing import get_args

from eventsourcing.utils import register_topic

from services.workflow.domain import (
    account,
    holiday_calendar,
    mediator,
    organisation,
    privileged,
    register,
    tasks,
)
from services.workflow.domain.dispute import events as dispute
from services.workflow.domain.fact import Fact


def _types(union: UnionType | type[Fact]) -> tuple[type[Fact], ...]:
    return get_args(union) or (union,)


TOPICS: dict[str, type[Fact]] = {
    f"{stream}:{kind.__name__}": kind
    for stream, union in (
        ("dispute", dispute.Event),
        ("privileged", privileged.Event),
        ("register", register.Event),
        ("organisation", organisation.Event),
        ("mediator", mediator.Event),
        ("task", tasks.Event),
        ("account", account.Event),
        ("calendar", holiday_calendar.Event),
    )
    for kind in _types(union)
}
"""Topic to type. Topics are stored for ever; a renamed type keeps its topic here."""

TOPIC_OF: dict[type[Fact], str] = {kind: topic for topic, kind in TOPICS.items()}

# The library resolves stored topics by this registry, so its own tools read our log.
for _topic, _kind in TOPICS.items():
    register_topic(_topic, _kind)
