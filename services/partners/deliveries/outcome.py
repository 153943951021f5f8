"""What an attempt means: for the delivery, for its subscription, and for when the next may be."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final
from uuid import UUID

import msgspec

from services.kit.outgoing import Answer
from services.partners.deliveries.delivery import DeliveryState
from services.partners.deliveries.ladder import asked_pause, left_alone, wait_after

_BUSY: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery that is tried now."""

    id: UUID
    subscription: UUID
    partner: UUID
    position: int
    dispute: UUID
    kind: str
    attempts: int
    step: int
    url: str
    failures: int
    """Of the subscription in a row, before this attempt."""
    body: bytes


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How it goes on."""

    state: DeliveryState
    due_at: datetime
    failures: int
    """Of the subscription in a row, now."""
    open_until: datetime | None
    """Nothing is sent to the subscription before, as too much fails; None: no reason to wait."""
    asked_until: datetime | None = None
    """The same, as the receiver asked for it."""
    is_gone: bool = False
    """The receiver wants no more: the subscription is disabled."""


def judged(due: Due, answer: Answer | None, now: datetime, chance: float) -> Outcome:
    """What follows from an answer, or from none. Only 2xx is success: nobody follows a redirect."""
    if answer is not None and HTTPStatus(200) <= answer.status < HTTPStatus(300):
        state = DeliveryState.DELIVERED
        return Outcome(state=state, due_at=now, failures=0, open_until=None)
    if answer is not None and answer.status == HTTPStatus.GONE:
        state, failures = DeliveryState.HELD, due.failures + 1
        return Outcome(state=state, due_at=now, failures=failures, open_until=None, is_gone=True)
    pause = _pause(answer, now)
    # Who says when to come back is there: that is no sign of a dead receiver.
    failures = due.failures if pause is not None else due.failures + 1
    alone = left_alone(failures)
    wait = wait_after(due.step, chance)
    return Outcome(
        state=DeliveryState.FAILED if wait is None else DeliveryState.WAITING,
        due_at=now + max(wait or timedelta(0), pause or timedelta(0)),
        failures=failures,
        open_until=now + alone if alone is not None else None,
        asked_until=now + pause if pause is not None else None,
    )


def _pause(answer: Answer | None, now: datetime) -> timedelta | None:
    if answer is None or answer.status not in _BUSY:
        return None
    return asked_pause(answer.headers.get("retry-after", ""), now)
