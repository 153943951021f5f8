"""Rows of messages in words, and only as much of each as this caller may know."""

from collections.abc import Sequence
from typing import Any

import msgspec

from services.kit.language import Language
from services.partners.inbox.answers import (
    VERDICT_NAMES,
    InboxAct,
    InboxFault,
    InboxMessage,
    InboxMessageWhole,
    InboxRefusal,
    InboxRule,
)
from services.partners.inbox.kinds import type_of
from services.partners.inbox.message import Fault, Verdict
from services.partners.inbox.reading import Act
from services.workflow.domain.dispute.permissions import may_read
from services.workflow.domain.dispute.state import Dispute
from services.workflow.http.identity import Caller

_PLAIN = (
    "id",
    "webhook_id",
    "source",
    "event_id",
    "subject",
    "happened_at",
    "received_at",
    "needs_look",
    "waits_since",
    "repeats",
    "position",
)


def told(row: Any, caller: Caller, dispute: Dispute | None, tongue: Language) -> InboxMessage:
    """One message of a list."""
    return InboxMessage(**_members(row, caller, dispute, tongue))


def told_whole(
    row: Any, caller: Caller, dispute: Dispute | None, tongue: Language, acts: Sequence[Act]
) -> InboxMessageWhole:
    """One message with its history; a partner is not told which of our people decided."""
    return InboxMessageWhole(
        **_members(row, caller, dispute, tongue),
        body_hash=row["body_hash"].hex(),
        acts=tuple(
            InboxAct(at=act.at, by=_by(act.by, caller), what=act.what, reason=_reason(act, caller))
            for act in acts
        ),
    )


def _members(row: Any, caller: Caller, dispute: Dispute | None, tongue: Language) -> dict[str, Any]:
    # A court of the area may send a report on a dispute in which it has no part yet.
    is_open = dispute is not None and (caller.partner is None or may_read(caller.actor, dispute))
    verdict = Verdict(row["verdict"])
    zh, en = VERDICT_NAMES[verdict]
    return {
        **{name: row[name] for name in _PLAIN},
        "partner": row["code"],
        "type": type_of(row["move"]) if row["move"] else None,
        "verdict": verdict,
        "verdict_name": zh if tongue == "zh" else en,
        "dispute": row["dispute"] if is_open else None,
        "case_number": row["case_number"] if is_open else "",
        "refusal": _refusal(row["refusal"], tongue) if is_open else None,
        "errors": tuple(
            InboxFault(pointer=f.pointer, code=f.code, detail=f.zh if tongue == "zh" else f.en)
            for f in msgspec.json.decode(row["faults"], type=tuple[Fault, ...])
        ),
    }


def _refusal(stored: str | None, tongue: Language) -> InboxRefusal | None:
    if stored is None:
        return None
    found = msgspec.json.decode(stored)
    rule = found["rule"]
    return InboxRefusal(
        code=found["code"],
        category=found["category"],
        detail=found[tongue],
        rule=InboxRule(id=rule["id"], source=rule["source"], title=rule[tongue]) if rule else None,
        allowed=tuple(found["allowed"]),
    )


def _by(account: str, caller: Caller) -> str:
    is_told = caller.partner is None or account in ("inbox", caller.actor.account)
    return account if is_told else "person"


def _reason(act: Act, caller: Caller) -> str | None:
    """What our people wrote is for our people; a partner reads its own."""
    is_told = caller.partner is None or act.by == caller.actor.account
    return act.reason if is_told else None
