"""What a linked dispute says of people, sealed anew: a box opens only in its own stream."""

from collections.abc import Iterator
from uuid import UUID, uuid5

import msgspec

from services.workflow.application.ports import Keyring
from services.workflow.domain.dispute.events import DisputeSplitOff
from services.workflow.domain.dispute.parts import CarriedRepresentative, Party
from services.workflow.domain.values.sealed import Sealed

replace = msgspec.structs.replace


def linked_dispute(key: UUID) -> UUID:
    """The id of a dispute that is split off under a command's key: a repeat names the same one."""
    return uuid5(key, "linked dispute")


async def resealed(event: DisputeSplitOff, keyring: Keyring) -> DisputeSplitOff:
    """The event with every box of the origin sealed for its own stream, under the same keys.

    A person who was erased stays erased: that box is carried over and opens nowhere.
    """
    boxes = list(_boxes(event))
    texts = await keyring.open_all([(event.origin, box) for box in boxes])
    new = {
        box.box: await keyring.seal(box.person, event.dispute, box.label, text)
        for box, text in zip(boxes, texts, strict=True)
        if text is not None
    }

    def moved(value: Sealed) -> Sealed:
        return new.get(value.box, value)

    def party(old: Party) -> Party:
        return replace(
            old,
            name=moved(old.name) if isinstance(old.name, Sealed) else old.name,
            document=moved(old.document) if old.document else None,
            phone=moved(old.phone) if old.phone else None,
        )

    def representative(old: CarriedRepresentative) -> CarriedRepresentative:
        return replace(
            old,
            name=moved(old.name) if isinstance(old.name, Sealed) else old.name,
            phone=moved(old.phone) if old.phone else None,
        )

    people = replace(
        event.people,
        representatives=tuple(representative(one) for one in event.people.representatives),
    )
    reason = moved(event.reason) if isinstance(event.reason, Sealed) else event.reason
    parties = tuple(party(one) for one in event.parties)
    return replace(event, parties=parties, people=people, reason=reason)


def _boxes(event: DisputeSplitOff) -> Iterator[Sealed]:
    values = [event.reason]
    for party in event.parties:
        values += [value for value in (party.name, party.document, party.phone) if value]
    for acting in event.people.representatives:
        values += [value for value in (acting.name, acting.phone) if value]
    yield from (value for value in values if isinstance(value, Sealed))
