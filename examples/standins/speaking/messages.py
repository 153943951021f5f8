"""Messages to the service's inbox: CloudEvents about what was decided here, and forgeries of them."""

import base64
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

_BEIJING = timezone(timedelta(hours=8))
_OPENING = 9
_STALE = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a body decided: the move of the service's table, and its body."""

    move: str
    day: date
    """The day on which it was decided."""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Forgery:
    """A message that must be refused, or must at least change nothing."""

    event_id: str
    body: bytes
    secret: str = ""
    at: datetime | None = None


def today() -> date:
    """The day in Beijing."""
    return datetime.now(_BEIJING).date()  # noqa: TID251 — the partner's clock


def days_after(day: str, days: int) -> date:
    """So many days after a day, but no later than today: nobody reports what is to come."""
    return min(date.fromisoformat(day) + timedelta(days=days), today())


def written(partner: str, event_id: str, subject: str, report: Report) -> bytes:
    """The message as it is signed and sent."""
    return json.dumps(
        {
            "specversion": "1.0",
            "type": f"fengqiao.report.{report.move}.v1",
            "source": f"urn:standin:{partner}",
            "id": event_id,
            "subject": subject,
            "time": _instant(report.day).isoformat(),
            "datacontenttype": "application/json",
            "data": {"occurred_on": report.day.isoformat(), **report.data},
        },
        ensure_ascii=False,
    ).encode()


def forged(kinds: list[str], event_id: str, body: bytes) -> Iterator[Forgery]:
    """Forgeries of a message, of the kinds asked for."""
    for kind in kinds:
        match kind:
            case "signature":
                wrong = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
                yield Forgery(event_id=f"{event_id}-forged", body=body, secret=wrong)
            case "stale":
                old = datetime.now(UTC) - _STALE  # noqa: TID251 — the partner's clock
                yield Forgery(event_id=f"{event_id}-stale", body=body, at=old)
            case "unknown_dispute":
                told = json.loads(body) | {"subject": str(uuid4()), "id": f"{event_id}-unknown"}
                yield Forgery(event_id=told["id"], body=json.dumps(told).encode())
            case "changed_body":
                told = json.loads(body)
                told["data"] |= {"number": "（2026）假0000民特1号"}
                yield Forgery(event_id=event_id, body=json.dumps(told).encode())


def _instant(day: date) -> datetime:
    now = datetime.now(_BEIJING)  # noqa: TID251 — the partner's clock
    opening = datetime(day.year, day.month, day.day, _OPENING, tzinfo=_BEIJING)
    return now.replace(microsecond=0) if day == now.date() else opening
