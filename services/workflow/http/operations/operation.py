"""One operation that changes a dispute: what is sent where, and what it is called."""

import re
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from services.workflow.application.requests import Request
from services.workflow.application.sealing import sealed_fields
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.lifecycle import MOVE, State

DISPUTE = "/v1/disputes/{dispute_id}"
REFERRAL = f"{DISPUTE}/referrals/{{offer}}"
_NAMED = re.compile(r"\{(\w+)\}")
_NOT_SENT = frozenset({"source", "file"})
"""Fields that only we fill: of an import, and of a file that came in by upload."""


class Operation(msgspec.Struct, frozen=True):
    """One row: the body, its address, and what the operation is called."""

    body: type[Command | Request]
    path: str
    zh: str
    en: str

    @property
    def move(self) -> str:
        """Its row in the table of moves, which is also the operation's id."""
        return self.body.move

    @property
    def is_edit(self) -> bool:
        """Whether If-Match is required: it changes data that was shown."""
        return self.body.is_edit

    @property
    def creates(self) -> bool:
        """Whether it puts a new dispute on file."""
        return State.UNREGISTERED in MOVE[self.move].sources

    @property
    def from_path(self) -> frozenset[str]:
        """Fields of the body that the address names, such as `offer`."""
        return frozenset(_NAMED.findall(self.path)) - {"dispute_id"}

    @property
    def wire(self) -> type[msgspec.Struct]:
        """What is sent: text in the clear, and nothing that the address names or only we fill."""
        return wire_of(self.body, self.from_path | _NOT_SENT)


@cache
def wire_of(
    body: type[msgspec.Struct], left_out: frozenset[str] = frozenset()
) -> type[msgspec.Struct]:
    """The type that is sent for a body: text in the clear, and without these fields."""
    fields = msgspec.structs.fields(body)
    texts = sealed_fields(body)
    if left_out.isdisjoint(field.name for field in fields) and not texts:
        return body
    kept: list[Any] = []
    hints = get_type_hints(body, include_extras=True)
    for field in fields:
        if field.name not in left_out:
            kind = _in_the_clear(hints[field.name]) if field.name in texts else hints[field.name]
            default = () if field.default is msgspec.NODEFAULT else (field.default,)
            kept.append((field.name, kind, *default))
    return msgspec.defstruct(
        body.__name__, kept, frozen=True, kw_only=True, forbid_unknown_fields=True,
        namespace={"__doc__": body.__doc__, "documented_as": body}, module=body.__module__,
    )  # fmt: skip


def _in_the_clear(hint: Any) -> Any:
    return str | None if type(None) in get_args(hint) else str


Row = tuple[type[Command | Request], str, str, str]
"""Body, address, what it is called in Chinese and in English."""
