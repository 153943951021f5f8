"""One act that a ledger's record amounts to, and what every chapter of a history needs."""

from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.history.record import Record, Remark, Untellable
from services.workflow.domain.dispute.parts import Outcome, Side
from services.workflow.domain.organisation import Organisation
from services.workflow.domain.values.money import Fen

T = TypeVar("T")


class TakeEffect(NamedTuple):
    """The agreement took effect: its day is the ledger's fact; who signed when is not in it."""

    move: str = "seal_agreement"


class JudgmentStands(NamedTuple):
    """A judgment ended the suit: what it says and whether it was appealed is not in the ledger."""

    number: str
    move: str = "judgment_effective"


class CloseOnRecord(NamedTuple):
    """Closed on the last day the ledger has a result for: a convention, so no window is asked."""

    outcome: Outcome
    move: str = "close_dispute"


class Step(NamedTuple):
    """One act of the record: the field that says it, the day, and what it amounts to."""

    about: str
    on: date
    act: Command | TakeEffect | JudgmentStands | CloseOnRecord
    remarks: tuple[Remark, ...] = ()
    body: Organisation | None = None
    """The body that the act names, where it is not the ledger's own."""


_ASSUMED = {
    "accepted_on": ("受理日期未填，按登记日期记录", "no day of acceptance: that of registration"),
    "effective_on": ("协议生效日期未填，按结果日期记录", "no day of effect: that of the result"),
    "confirmation_on": (
        "台账没有司法确认申请日，按裁定日、不迟于申请期限届满日记录",
        "no day of application: that of the ruling, at the latest the last day of the window",
    ),
    "review_on": (
        "台账没有仲裁审查申请日，按结果日、不迟于申请期限届满日记录",
        "no day of application: that of the answer, at the latest the last day of the window",
    ),
    "award_kind": ("裁决类型未填，按非终局记录", "no kind of award: recorded as not final"),
    "award_served_on": (
        "裁决送达日期未填，按仲裁结案日期记录",
        "no day of service: that of the award",
    ),
    "set_aside_on": (
        "没有登记中级人民法院，按本地法院记录",
        "no intermediate court is on file: recorded with the local one",
    ),
}


def assumed(about: str) -> Remark:
    """A remark on what stands in for a value that the ledger does not have."""
    return Remark(about, f"{about}_assumed", *_ASSUMED[about])


def needed(value: T | None, about: str, zh: str, en: str) -> T:
    """The value. Raises Untellable where there is none."""
    if value is None:
        raise Untellable(Remark(about, "missing", f"缺少{zh}", f"{en} is missing"))
    return value


def total(record: Record) -> Fen | None:
    """What is to be paid in all, where the ledger says it."""
    return Fen(sum(amount for _, amount in record.agreed)) if record.agreed else None


def numbers(record: Record, side: Side | None = None) -> tuple[int, ...]:
    """The numbers of the parties, of one side or both."""
    return tuple(party.no for party in record.parties if side in {None, party.side})


def identity(body: Organisation) -> UUID:
    """Id of a body that is on file."""
    assert body.id is not None
    return body.id
