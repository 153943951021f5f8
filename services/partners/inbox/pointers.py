"""Places in a message as they may be kept: what a sender calls a field of its own may be a name."""

from functools import cache
from typing import Final

from services.partners.inbox.event import CloudEvent
from services.partners.inbox.kinds import kinds
from services.workflow.http.schema_components import components

ELSE: Final = "…"
"""Stands for a field that no report has."""
_LONGEST_INDEX: Final = 3


def plain(pointer: str) -> str:
    """The JSON pointer with every step that no schema of ours knows left out."""
    first, *steps = pointer.split("/")
    return "/".join((first, *(step if _is_ours(step) else ELSE for step in steps)))


def _is_ours(step: str) -> bool:
    is_index = step.isascii() and step.isdigit() and len(step) <= _LONGEST_INDEX
    return is_index or step in known_names()


@cache
def known_names() -> frozenset[str]:
    """Every name of a field in any report, the envelope included."""
    parts = components([*(kind.wire for kind in kinds().values()), CloudEvent], [])
    told = (name for part in parts.values() for name in part.get("properties", ()))
    return frozenset({*told, "data"})
