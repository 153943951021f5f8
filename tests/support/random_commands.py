"""Random commands to a dispute, made from the types of the commands: plausible more often than not."""

import types
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from hypothesis import strategies as st

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import DECISIONS
from services.workflow.domain.dispute.parts import (
    AwardItem,
    Claim,
    ClaimKind,
    Instalment,
    Party,
    PartyKind,
    Side,
    Term,
)
from services.workflow.domain.organisation import Organisation, OrganisationKind
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed
from tests.support.builders import (
    CENTRE,
    CENTRE_BODY,
    CLAIMS,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    MEDIATOR,
    PARTIES,
    body,
    sealed,
)

Any_ = st.SearchStrategy[Any]

CENTRE_B = UUID("22222222-2222-5222-8222-22222222222b")
COMMISSION_B = UUID("33333333-3333-5333-8333-33333333333b")
OTHER_MEDIATOR = UUID("55555555-5555-5555-8555-55555555555b")
OTHER_DISPUTE = UUID("99999999-9999-5999-8999-999999999999")
BODIES: dict[UUID, Organisation] = {
    CENTRE: CENTRE_BODY,
    CENTRE_B: body(OrganisationKind.UNION_STUDIO, CENTRE_B, "低塘街道工会调处工作室"),
    COMMISSION: COMMISSION_BODY,
    COMMISSION_B: body(OrganisationKind.ARBITRATION_COMMISSION, COMMISSION_B, "慈溪市仲裁委员会"),
    COURT: COURT_BODY,
}

_PARTY = st.sampled_from([1, 2, 1, 2, 1, 2, 3, 9])
_PARTIES = st.sampled_from([(1, 2), (1, 2), (1, 2), (1,), (2,), (1, 2, 3), (9,), ()])
_NUMBER = st.sampled_from([1, 1, 1, 2, 2, 3])
_DAY = st.dates(date(2026, 2, 20), date(2026, 12, 31))
_AFTER = st.dates(date(2026, 4, 1), date(2027, 6, 30))
_INSTANT = st.datetimes(datetime(2026, 3, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
_TERMS = st.sampled_from(
    [
        (Term(claim=1, instalments=(Instalment(no=1, due_on=date(2026, 4, 1), amount=Fen(600)),)),),
        (
            Term(claim=1, instalments=(Instalment(no=1, due_on=date(2026, 4, 1), amount=Fen(9)),)),
            Term(claim=2, duty=sealed("duty/2")),
        ),
        (Term(claim=9, duty=sealed("duty/9")),),
    ]
)
_HEIR = Party(no=3, side=Side.CLAIMANT, kind=PartyKind.WORKER, name=sealed("party/3/name"))
_DISPATCHER = Party(no=3, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="某某劳务公司")
_ITEMS = st.sampled_from(
    [
        (AwardItem(no=1, claim=1, amount=Fen(500), is_final=True),),
        (AwardItem(no=1, claim=1, amount=Fen(500)), AwardItem(no=2, claim=1, is_final=True)),
        (AwardItem(no=1, claim=7, amount=Fen(1)),),
    ]
)
_BY_NAME: dict[str, Any_] = {
    **dict.fromkeys(["party", "applicant", "by_party", "recipient"], _PARTY),
    **dict.fromkeys(
        ["applicants", "present", "consented_by", "recipients", "agreed_by", "representatives"],
        _PARTIES,
    ),
    **dict.fromkeys(["due_on", "until", "ends_on", "expires_on", "valid_until"], _AFTER),
    "court": st.just(COURT),
    "commission": st.sampled_from([COMMISSION, COMMISSION, COMMISSION_B]),
    "competent": st.sampled_from([COMMISSION_B]),
    "organisation": st.sampled_from([CENTRE, CENTRE, CENTRE_B]),
    "body": st.sampled_from([COMMISSION, COURT]),
    "seised_body": st.sampled_from([COMMISSION, COURT]),
    "to": st.sampled_from([COMMISSION, COMMISSION, CENTRE_B, CENTRE, COURT]),
    "mediator": st.sampled_from([MEDIATOR, MEDIATOR, OTHER_MEDIATOR]),
    "region": st.just(RegionCode("330281001")),
    "successor": st.sampled_from([_HEIR, _DISPATCHER]),
    "parties": st.just(PARTIES),
    "items": _ITEMS,
    "terms": _TERMS,
    "worker_count": st.integers(1, 12),
    "source": st.none(),
    "field": st.sampled_from(
        ["worker_count", "registered_on", "region", "effective_on", "claims/1/amount"]
    ),
    "new": st.integers(0, 900).map(str) | _DAY.map(date.isoformat) | st.just("330281002"),
}
_BY_TYPE: dict[Any, Any_] = {
    int: _NUMBER,
    bool: st.booleans(),
    str: st.sampled_from(["1号", "2号"]),
    date: _DAY,
    datetime: _INSTANT,
    UUID: st.just(OTHER_DISPUTE),
    Fen: st.integers(1, 900).map(Fen),
    Sealed: st.just(sealed("text")),
    Party: st.sampled_from([_HEIR, _DISPATCHER]),
    Claim: st.just(Claim(no=2, kind=ClaimKind.DAMAGES, amount=Fen(300))),
    tuple[Claim, ...]: st.just(CLAIMS),
}
_WHOLE = frozenset({"occurred_on", "occurred_at"})


@cache
def command_of(kind: type[Command]) -> st.SearchStrategy[Command]:
    """Commands of one type."""
    hints = get_type_hints(kind)
    fields = {
        name: _field(name, hint)
        for name, hint in hints.items()
        if get_origin(hint) is not ClassVar and name not in _WHOLE and hint is not ClassVar
    }
    return st.builds(kind, **fields)


@cache
def commands_by_move() -> dict[str, list[type[Command]]]:
    """The command types of each move."""
    kinds: dict[str, list[type[Command]]] = {}
    for kind in DECISIONS:
        kinds.setdefault(kind.move, []).append(kind)
    return kinds


def _field(name: str, hint: Any) -> Any_:
    if name == "by" and hint is int:
        return _PARTY
    if name == "by" and get_origin(hint) is tuple:
        return _PARTIES
    if name == "claims" and hint == tuple[int, ...]:
        return st.sampled_from([(1,), (2,), (1, 2), (9,)])
    known = _BY_NAME.get(name)
    if known is None or hint is Party or Sealed in get_args(hint):
        return _of(hint)
    is_optional = type(None) in get_args(hint)
    return known | st.none() if is_optional else known


def _of(hint: Any) -> Any_:
    if hint in _BY_TYPE:
        return _BY_TYPE[hint]
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(_of(one) for one in get_args(hint)))
    if origin is tuple:
        return st.lists(_of(get_args(hint)[0]), max_size=2).map(tuple)
    if hint is type(None):
        return st.none()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        parts = {name: _field(name, part) for name, part in get_type_hints(hint).items()}
        return st.builds(hint, **parts)
    raise TypeError(f"no random values for {hint}")
