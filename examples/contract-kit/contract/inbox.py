"""The inbox: what is signed is kept once, what is forged is taken from nobody."""

import base64
import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

from contract.calling import Answer, Partner
from contract.checking import Check, needed, require, require_problem, require_status

_BEIJING = timezone(timedelta(hours=8))
_MONTH = 30 * 86_400
_AHEAD = -3_600


def message(**changes: Any) -> tuple[str, bytes]:
    """A message on a dispute that nobody knows: it is kept, and moves nothing."""
    told: Mapping[str, Any] = {
        "specversion": "1.0",
        "id": f"contract-kit-{uuid4()}",
        "type": "fengqiao.report.confirmation_docketed.v1",
        "source": "urn:contract-kit",
        "subject": str(uuid4()),
        "time": datetime.now(_BEIJING).replace(microsecond=0).isoformat(),  # noqa: TID251
        "data": {"number": "（2026）试0000民特1号"},
        **changes,
    }
    return str(told["id"]), json.dumps(told, ensure_ascii=False).encode()


def forged(partner: Partner, **how: Any) -> Answer:
    """A message that must be taken from nobody."""
    needed(partner.inbox_secret, "--inbox-secret")
    event_id, body = message()
    partner.token()
    return partner.report(event_id, body, **how)


def unsigned(partner: Partner) -> None:
    """Without a signature."""
    require_problem(forged(partner, **{"webhook-signature": ""}), 401)


def other_secret(partner: Partner) -> None:
    """Signed with another secret."""
    other = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    require_problem(forged(partner, secret=other), 401)


def garbled(partner: Partner) -> None:
    """With a signature that is none."""
    require_problem(forged(partner, **{"webhook-signature": "v1,%%%"}), 401)


def stale(partner: Partner) -> None:
    """Signed a month ago."""
    require_problem(forged(partner, age=_MONTH), 401)


def ahead(partner: Partner) -> None:
    """Signed in an hour's time."""
    require_problem(forged(partner, age=_AHEAD), 401)


def kept_once(partner: Partner) -> None:
    """A good message is kept before the answer; a repeat gets the same answer; another body is refused."""
    needed(partner.inbox_secret, "--inbox-secret")
    partner.token()
    event_id, body = message()
    first = require_status(partner.report(event_id, body), 202)
    require({"id", "verdict"} <= first.json.keys(), f"no id and verdict in {first}")
    again = require_status(partner.report(event_id, body), 202)
    require(first.json == again.json, f"a repeat got another answer: {first} – {again}")
    other = body.replace("1号".encode(), "2号".encode())
    require_problem(partner.report(event_id, other), 409)


def unreadable(partner: Partner) -> None:
    """A signed message that tells no fact is refused with every fault at its place."""
    needed(partner.inbox_secret, "--inbox-secret")
    partner.token()
    event_id, body = message(type="fengqiao.report.no_such_thing.v1")
    told = require_problem(partner.report(event_id, body), 422)
    require(told.get("errors"), "no errors are told")


CHECKS = (
    Check(zh="未签名的消息被拒收", en="an unsigned message is refused", run=unsigned),
    Check(zh="签名密钥不符被拒收", en="a message signed otherwise is refused", run=other_secret),
    Check(zh="签名不成形被拒收", en="a garbled signature is refused", run=garbled),
    Check(zh="时间过旧被拒收", en="a stale message is refused", run=stale),
    Check(zh="时间超前被拒收", en="a message from the future is refused", run=ahead),
    Check(zh="消息只收一次", en="a message is kept once", run=kept_once),
    Check(
        zh="不成事实的消息指出错处", en="an unreadable message is told its faults", run=unreadable
    ),
)
