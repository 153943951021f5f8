"""A stand-in at work: keeps what comes in, decides on it, and sends what it decided until it is taken."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import httpx2

from speaking.feed import BrokenFeed, Chain
from speaking.link import Service
from speaking.messages import Forgery, Report, forged, today, written
from speaking.orders import Orders
from speaking.store import Store, Waiting

_POLL_SECONDS = 0.05
_TROUBLE_SECONDS = 1.0
_LONGEST_SECONDS = 60.0
_FEED_WAIT = 10
_TAKEN, _PERMANENT, _TOO_MANY = 300, 500, 429
TROUBLES = (httpx2.HTTPError, BrokenFeed, ValueError, KeyError)
"""What may go wrong with the service or what it says; it is noted, and tried again."""
_log = logging.getLogger("standin")

Deciding = Callable[[dict[str, Any]], Awaitable[Sequence[Report]]]
"""What a body answers to an event of the service."""


class StandIn:
    """One body's system."""

    def __init__(self, store: Store, service: Service, deciding: Deciding) -> None:
        self.store = store
        self.service = service
        self.orders = Orders()
        self._deciding = deciding

    def received(self, webhook_id: str, event: dict[str, Any]) -> bool:
        """Keep a delivered event; false where the delivery came before."""
        with self.store.together():
            is_first = self.store.is_first_delivery(webhook_id, int(event["id"]))
            self.store.add_event(event, "webhook")
        return is_first

    def say(self, event_id: str, subject: str, report: Report) -> None:
        """Have a message sent, once, however often it is said."""
        body = written(self.service.credentials.partner, event_id, subject, report)
        self.store.add_message(event_id, subject, body, time.time() + self.orders.delay)

    def ordered(self, told: dict[str, Any]) -> dict[str, Any] | None:
        """Take `{"report": {"move", "subject", "day", "data", "id"}}` out of what was told, and say it."""
        report = told.pop("report", None)
        if report is None:
            return None
        event_id = report.get("id") or f"{self.service.credentials.partner}-{uuid4()}"
        day = date.fromisoformat(report["day"]) if "day" in report else today()
        said = Report(move=report["move"], day=day, data=report.get("data", {}))
        self.say(event_id, report["subject"], said)
        return {"id": event_id}

    async def run(self, url: str, after: int | None = None) -> None:
        """Subscribe for webhooks at an address; decide, send and follow the feed until cancelled.

        `after`: position of the log up to which no webhooks are wanted.
        """
        if self.store.noted("begun") is None:
            self.begin()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._subscribed(url, after))
            for step in (self.decide, self.send, self.follow):
                group.create_task(self._again_and_again(step))

    async def decide(self) -> None:
        """Answer the events that nothing was answered to yet.

        What goes wrong with one holds up its own dispute alone; it is tried again later.
        """
        if self.orders.is_down:
            return
        failed: dict[str, Exception] = {}
        for event in self.store.unhandled():
            if event["subject"] in failed:
                continue
            try:
                reports = await self._deciding(event) if self._is_answered(event) else ()
            except TROUBLES as trouble:
                failed[event["subject"]] = trouble
            else:
                self._answer(event, reports)
        for first in failed.values():
            raise first

    def _answer(self, event: dict[str, Any], reports: Sequence[Report]) -> None:
        with self.store.together():
            for report in reports:
                event_id = f"{self.service.credentials.partner}-{event['id']}-{report.move}"
                self.say(f"{event_id}{_party(report)}", event["subject"], report)
            self.store.handled(int(event["id"]))

    def begin(self) -> None:
        """From now on what happens is answered; what was before is history."""
        self.store.note("begun", datetime.now(UTC).isoformat())  # noqa: TID251 — its own clock

    def _is_answered(self, event: dict[str, Any]) -> bool:
        begun = datetime.fromisoformat(self.store.noted("begun"))
        return not self.orders.silent and datetime.fromisoformat(event["time"]) >= begun

    async def send(self) -> None:
        """Send what is due, once each; what nobody takes is sent again later."""
        if self.orders.is_down:
            return
        for message in self.store.waiting(time.time(), is_reversed=self.orders.reorder):
            fakes = list(forged(self.orders.forge, message.event_id, message.body))
            await self._send_forged(f for f in fakes if f.event_id != message.event_id)
            status = 0
            for _ in range(max(1, self.orders.double)):
                status = await self._sent(message)
            await self._send_forged(f for f in fakes if f.event_id == message.event_id)
            if status < _TAKEN or (status < _PERMANENT and status != _TOO_MANY):
                self.store.answered(message.seq, status)
            else:
                delay = min(_LONGEST_SECONDS, 0.2 * 2**message.tries)
                self.store.put_off(message.seq, time.time() + delay)

    async def follow(self) -> None:
        """Read on in the feed, prove that nothing was left out, and keep what no webhook brought."""
        if self.orders.is_down or not self.orders.pull:
            return
        chain = Chain.remembered(self.store.noted("feed"))
        answer = await self.service.get("/v1/feed", after=chain.position, wait=_FEED_WAIT)
        if not self.orders.pull:
            return
        events = chain.proven(answer.raise_for_status().json())
        with self.store.together():
            for event in events:
                self.store.add_event(event, "feed")
            self.store.note("feed", chain.told())

    async def _send_forged(self, fakes: Iterable[Forgery]) -> None:
        for fake in fakes:
            answer = await self.service.report(
                fake.event_id, fake.body, secret=fake.secret, at=fake.at
            )
            self.store.count(f"forgeries answered {answer.status_code}")

    async def _sent(self, message: Waiting) -> int:
        try:
            answer = await self.service.report(message.event_id, message.body)
        except httpx2.HTTPError as error:
            _log.warning("%s was not taken: %r", message.event_id, error)
            return _PERMANENT
        if answer.status_code >= _TAKEN:
            _log.warning("%s: %s %s", message.event_id, answer.status_code, answer.text)
        return answer.status_code

    async def _again_and_again(self, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            is_well = await self._tried(step)
            await asyncio.sleep(_POLL_SECONDS if is_well else _TROUBLE_SECONDS)

    async def _subscribed(self, url: str, after: int | None) -> None:
        while True:
            if await self._tried(lambda: self.service.subscribe(url, after)):
                self.store.note("subscribed", url)
                return
            await asyncio.sleep(_TROUBLE_SECONDS)

    async def _tried(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Whether it went well; what was the matter can be read at /state."""
        try:
            await step()
        except TROUBLES as error:
            _log.warning("%r", error)
            self.store.note("trouble", repr(error))
            return False
        return True


def _party(report: Report) -> str:
    """Tells apart the reports that one event brings for each party."""
    return f"-{report.data['party']}" if "party" in report.data else ""
