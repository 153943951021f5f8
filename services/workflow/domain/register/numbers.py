"""The register of one organisation and year: events, state and decisions.

A number is the count of numbers given so far plus one, appended in the same command as the
registration, so there is never a gap; a void number stays, with its reason.
"""

from datetime import date
from typing import assert_never
from uuid import UUID, uuid5

import msgspec

from services.workflow.domain.errors import MissingPrerequisite
from services.workflow.domain.fact import Fact


class CaseNumberGiven(Fact, frozen=True, kw_only=True):
    """The next number was given to a dispute."""

    serial: int
    number: str
    dispute: UUID


class CaseNumberVoided(Fact, frozen=True, kw_only=True):
    """A number was given by mistake; it stays in the register and is not used again."""

    serial: int
    reason: str


Event = CaseNumberGiven | CaseNumberVoided


class CaseRegister(msgspec.Struct, frozen=True, kw_only=True):
    """How many numbers were given, and which are void."""

    given: int = 0
    void: frozenset[int] = frozenset()


def register_id(organisation: UUID, year: int) -> UUID:
    """The stream of an organisation's register for a year."""
    return uuid5(organisation, f"register/{year}")


def evolve(register: CaseRegister, event: Event, _stream_id: UUID) -> CaseRegister:
    """The register after the event. Never refuses."""
    match event:
        case CaseNumberGiven():
            return msgspec.structs.replace(register, given=event.serial)
        case CaseNumberVoided():
            return msgspec.structs.replace(register, void=register.void | {event.serial})
        case _:
            assert_never(event)


def give(
    dispute: UUID, short_name: str, year: int, register: CaseRegister, on: date
) -> CaseNumberGiven:
    """The next number, such as 水磨沟华光街劳人调〔2026〕0001号."""
    serial = register.given + 1
    return CaseNumberGiven(
        occurred_on=on,
        serial=serial,
        number=f"{short_name}劳人调〔{year}〕{serial:04d}号",
        dispute=dispute,
    )


def void(serial: int, reason: str, register: CaseRegister, on: date) -> tuple[Event, ...]:
    """Void a number that was given; again adds nothing. Raises MissingPrerequisite for an unknown one."""
    if not 1 <= serial <= register.given:
        raise MissingPrerequisite("no_such_number", serial=serial)
    if serial in register.void:
        return ()
    return (CaseNumberVoided(occurred_on=on, serial=serial, reason=reason),)
