"""Seals what people write in a command, under the key of the person it is most likely about."""

from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from services.workflow.application.ports import Keyring
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.parts import Party, Side
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.privileged import privileged_id
from services.workflow.domain.values.sealed import Sealed


@cache
def sealed_fields(kind: type[msgspec.Struct]) -> frozenset[str]:
    """The fields of a command that hold text to be sealed; on the wire they are plain strings."""
    return frozenset(name for name, hint in get_type_hints(kind).items() if holds_text(hint))


def holds_text(hint: Any) -> bool:
    """Whether a field of this type holds sealed text itself, not inside a part."""
    return hint is Sealed or (get_origin(hint) in {Union, UnionType} and Sealed in get_args(hint))


async def with_text_sealed(
    command: Command, dispute_id: UUID, dispute: Dispute, keyring: Keyring
) -> Command:
    """The command without a word of plaintext; a blank text stays blank."""
    stream = privileged_id(dispute_id) if command.is_privileged else dispute_id
    person = stream if command.is_privileged else subject(dispute.parties, dispute_id)
    changes: dict[str, Sealed] = {}
    for name in sorted(sealed_fields(type(command))):
        written = getattr(command, name)
        if isinstance(written, str) and written.strip():
            label = f"{command.move}/{name}"
            changes[name] = await keyring.seal(person, stream, label, written.strip())
    return msgspec.structs.replace(command, **changes)


def subject(parties: tuple[Party, ...], dispute_id: UUID) -> UUID:
    """The first claimant who is a person: free text of a dispute speaks of that person."""
    claimants_first = sorted(parties, key=lambda party: party.side is not Side.CLAIMANT)
    people = [p.name.person for p in claimants_first if isinstance(p.name, Sealed)]
    return people[0] if people else dispute_id
