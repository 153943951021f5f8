"""The cells of the matrix: every operation for every role, region and standing, from the one table."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, Final

import msgspec

from services.access.reads.operations import (
    FILTERED,
    NAMED,
    OF_FILES,
    OPEN,
    UNTOLD,
    row_of,
)
from services.cli.contracts import described
from services.partners.profiles.partner import ROLES as ROLES_OF_KINDS
from services.workflow.domain.dispute.grants import TABLE, Relation
from services.workflow.domain.dispute.grants.partners import NO_SYSTEM, OWN_SYSTEM
from services.workflow.domain.dispute.lifecycle import MOVE
from services.workflow.domain.dispute.permissions import granted
from services.workflow.domain.given import Role
from services.workflow.http import openapi

ROLES: Final = tuple(role for role in Role if role is not Role.SYSTEM)


class Standing(StrEnum):
    """How the caller's body stands to the dispute."""

    MEDIATES = "mediates"
    """It has the dispute in hand, and the caller is its mediator."""
    HAS = "has"
    """It has the dispute in hand."""
    PART = "part"
    """It has a part in it without having it in hand: that which the operation asks for, if any."""
    STRANGER = "stranger"


class Verdict(StrEnum):
    """What becomes of the call, as far as permission goes."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    """403: the caller may know of the dispute, and may not do this."""
    HIDDEN = "hidden"
    """404: the caller is not told that it is there."""


class Cell(msgspec.Struct, frozen=True):
    """One constellation of caller and dispute."""

    role: Role
    is_own_region: bool
    standing: Standing


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """An operation of the OpenAPI document, and the row that it asks for."""

    id: str
    method: str
    path: str
    zh: str
    en: str
    chapter: str
    row: str | None
    """None: the table does not know the operation."""
    body: Any
    """An example of what is sent; none for a read."""

    @property
    def states(self) -> tuple[str, ...]:
        """The states from which the move is possible; none where it is no move."""
        return tuple(state.value for state in MOVE[self.id].sources) if self.id in MOVE else ()

    @property
    def is_of_a_dispute(self) -> bool:
        """Whether it is about something that may be hidden from the caller."""
        return "{dispute_id}" in self.path or self.id in NAMED | UNTOLD | OF_FILES


@cache
def operations() -> tuple[Asked, ...]:
    """Every operation that needs a token, in the order of the OpenAPI document."""
    return tuple(one for one in _operations() if one.id not in OPEN)


def cells(role: Role | None = None) -> Iterator[Cell]:
    """Every constellation, or those of a role; only mediators have disputes of their own."""
    for each in ROLES if role is None else (role,):
        for is_own_region in (True, False):
            for standing in Standing:
                if standing is not Standing.MEDIATES or each is Role.MEDIATOR:
                    yield Cell(each, is_own_region, standing)


def applies(asked: Asked, cell: Cell) -> bool:
    """Whether the cell is one of its own: where there is no dispute, nobody stands to one."""
    return asked.is_of_a_dispute or cell.standing is Standing.HAS


def as_systems() -> Iterator[Cell]:
    """Those of partners' systems, one of each kind, in their own region."""
    return (c for role in ROLES_OF_KINDS.values() for c in cells(role) if c.is_own_region)


def verdict(asked: Asked, cell: Cell, *, is_system: bool = False) -> Verdict:
    """What the table says of a call. Raises KeyError for an operation that it does not know."""
    if asked.row is None:
        raise KeyError(asked.id)
    relation = granted(asked.row, cell.role, is_system=is_system)
    if relation is not None and (asked.id in FILTERED or holds(relation, cell)):
        return Verdict.ALLOWED
    if not asked.is_of_a_dispute or (asked.id in NAMED and relation is None):
        return Verdict.REFUSED
    is_told = asked.id not in NAMED | UNTOLD and holds(TABLE["read_record"][cell.role], cell)
    return Verdict.REFUSED if is_told else Verdict.HIDDEN


def of_system(asked: Asked, *, is_own: bool) -> Verdict | None:
    """What becomes of the call of a partner's system, about what is its own or another's.

    None where it may what its role may: the table says no more of it.
    """
    if asked.row in NO_SYSTEM:
        return Verdict.HIDDEN if asked.id in UNTOLD and not is_own else Verdict.REFUSED
    if asked.row not in OWN_SYSTEM:
        return None
    is_about_one = "{" in asked.path
    if is_own or not is_about_one:
        return Verdict.ALLOWED
    return Verdict.REFUSED if asked.id == "renew_secret" else Verdict.HIDDEN


def holds(relation: Relation, cell: Cell) -> bool:
    """Whether the caller stands so to the dispute; what a command names is the caller's own body."""
    if relation in {Relation.NONE, Relation.OWN_BODY}:
        return True
    if relation in _BY_REGION:
        return cell.is_own_region
    return cell.standing in _STANDINGS[relation]


_BY_REGION: Final = frozenset(
    {Relation.OWN_REGION, Relation.OWN_BODY_OF_REGION, Relation.COURT_OF_AGREEMENT}
)
_HANDLING: Final = frozenset({Standing.MEDIATES, Standing.HAS})
_WITH_A_PART: Final = _HANDLING | {Standing.PART}
_STANDINGS: Final[dict[Relation, frozenset[Standing]]] = {
    Relation.CUSTODIAN: _HANDLING,
    Relation.HANDLER: _HANDLING,
    Relation.ASSIGNED: frozenset({Standing.MEDIATES}),
    Relation.ON_DUTY: _HANDLING,
    Relation.OFFERED: frozenset({Standing.PART}),
    Relation.OFFEROR: _WITH_A_PART,
    Relation.OFFER_PARTNER: _WITH_A_PART,
    Relation.HANDED: _WITH_A_PART,
    Relation.INVOLVED: _WITH_A_PART,
    Relation.SEISED: frozenset({Standing.PART}),
    Relation.MANDATOR: frozenset({Standing.PART}),
    Relation.SETTING_ASIDE: frozenset({Standing.PART}),
    Relation.OWN_THING: _HANDLING,
    # Of no cell: in each somebody else has begun it. `test_matrix_begun` calls as who has.
    Relation.OWN_ACCOUNT: frozenset(),
    Relation.OWN_PARTNER: frozenset(),
}


def _operations() -> Iterator[Asked]:
    document = openapi.document(described())
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            zh, _, en = told["summary"].partition(" · ")
            yield Asked(
                id=told["operationId"],
                method=method.upper(),
                path=path,
                zh=zh,
                en=en,
                chapter=told.get("tags", ["other"])[0],
                row=row_of(told["operationId"]),
                body=_example(told),
            )


def _example(told: Any) -> Any:
    content = told.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    examples = content.get("schema", {}).get("examples") or [content.get("example", {})]
    return examples[0]
