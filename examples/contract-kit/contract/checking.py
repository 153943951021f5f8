"""A check and how it went; the report of all of them."""

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from contract.calling import Answer, Partner

PASSED, FAILED, LEFT_OUT = "✓", "✗", "–"


class Broken(Exception):
    """The service does not keep what it promises."""


class LeftOut(Exception):
    """It could not be checked: something was not told on the command line."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One promise."""

    zh: str
    en: str
    run: Callable[[Partner], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one check went."""

    check: Check
    mark: str
    why: str = ""


def carried_out(checks: Iterable[Check], partner: Partner) -> Iterable[Outcome]:
    """Carry the checks out, one after another; one that fails stops none."""
    for check in checks:
        try:
            check.run(partner)
        except LeftOut as left:
            yield Outcome(check=check, mark=LEFT_OUT, why=str(left))
        except Broken as broken:
            yield Outcome(check=check, mark=FAILED, why=str(broken))
        except Exception:  # noqa: BLE001 — told, and the other checks go on
            yield Outcome(check=check, mark=FAILED, why=traceback.format_exc(limit=-3))
        else:
            yield Outcome(check=check, mark=PASSED)


def require(holds: object, why: str) -> None:
    """Raise Broken where it does not hold."""
    if not holds:
        raise Broken(why)


def require_status(answer: Answer, *statuses: int) -> Answer:
    """Raise Broken where the answer has none of these statuses."""
    require(answer.status in statuses, f"expected {' or '.join(map(str, statuses))}, got {answer}")
    return answer


def require_problem(answer: Answer, status: int, slug: str = "") -> dict[str, Any]:
    """Raise Broken where the answer is no problem document (RFC 9457) of this status and type."""
    require_status(answer, status)
    kind = answer.headers.get("content-type", "")
    require(kind.startswith("application/problem+json"), f"Content-Type is {kind}")
    told: dict[str, Any] = answer.json
    for name in ("type", "title", "status"):
        require(name in told, f"no {name} in {answer}")
    require(told["status"] == status, f"status in the document is {told['status']}")
    require(str(told["type"]).endswith(slug), f"type is {told['type']}, expected …{slug}")
    return told


def needed(value: str, option: str) -> str:
    """The value of an option that this check needs. Raises LeftOut."""
    if not value:
        raise LeftOut(f"{option} 未给出 / was not given")
    return value
