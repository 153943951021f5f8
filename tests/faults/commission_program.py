"""A commission's small program: fetches the package, gives its receipt, answers; begins again where it died.

What it means to say it writes down before it says it, under an id of its own; so whoever dies, it
says the same again, and reconciliation tells it what became of it.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
from standardwebhooks import Webhook

from services.partners.handoff.verifying import keys_of, verify
from tests.faults.killable import DIE, die

STEPS = ("delivered", "received")
"""What it says before it answers the offer."""
_GROUNDS = {"refused": {"ground": "no_capacity"}}
_NOW = datetime(2026, 3, 10, 1, tzinfo=UTC)
"""The instant at which the clock of the tests stands."""


@dataclass(frozen=True)
class Setting:
    """What an installer wrote down for the program."""

    url: str
    token: str
    secret: str
    journal: Path
    end: str = "accepted"
    """Its answer: `accepted` or `refused`."""


@dataclass(frozen=True)
class Deaths:
    """Where somebody dies: this program at one of its own places, or the other side by a header."""

    own: str = ""
    """`<step> intended`, `<step> sent`, `package fetched`."""
    theirs: str = ""
    """`<step> before`, `<step> after`, `<step> answered`."""


class Journal:
    """A file that is written to disk line by line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[dict[str, Any]]:
        if self._path.exists():
            yield from (json.loads(line) for line in self._path.read_text().splitlines())

    def write(self, **entry: Any) -> None:
        with self._path.open("a") as file:
            file.write(json.dumps(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def find(self, kind: str, step: str) -> dict[str, Any] | None:
        found = [one for one in self if (one["kind"], one["step"]) == (kind, step)]
        return found[0] if found else None


class Program:
    """One run of it, about one dispute."""

    def __init__(self, setting: Setting, dispute: str, deaths: Deaths) -> None:
        self._setting = setting
        self._dispute = dispute
        self._deaths = deaths
        self._journal = Journal(setting.journal)
        self._bearer = {"Authorization": f"Bearer {setting.token}"}

    def run(self) -> None:
        with httpx2.Client(base_url=self._setting.url, timeout=20) as client:
            self._reconcile(client)
            self._fetch(client)
            for step in (*STEPS, self._setting.end):
                self._say(step, client)

    def _fetch(self, client: httpx2.Client) -> None:
        if self._journal.find("answered", "package"):
            return
        path = f"/v1/disputes/{self._dispute}/referrals/1/package"
        answer = client.get(path, headers=self._bearer | self._death("package"))
        keys = keys_of(client.get("/.well-known/package-keys.json").json())
        self._die_at("package fetched")
        assert verify(answer.content, keys).is_trusted
        self._journal.write(kind="answered", step="package")

    def _say(self, step: str, client: httpx2.Client) -> None:
        if self._journal.find("answered", step):
            return
        meant = self._journal.find("meant", step)
        if meant is None:
            meant = {"id": str(uuid4())}
            self._journal.write(kind="meant", step=step, **meant)
        self._die_at(f"{step} intended")
        answer = client.post(
            "/v1/inbox/commission", content=(raw := self._event(step, meant["id"])),
            headers=self._signed(raw, meant["id"]) | self._death(step),
        )  # fmt: skip
        assert answer.status_code == 202, answer.text
        self._die_at(f"{step} sent")
        self._journal.write(kind="answered", step=step)

    def _reconcile(self, client: httpx2.Client) -> None:
        """What the other side never got is said again, whatever was answered before."""
        said = [one["step"] for one in self._journal if one["kind"] == "meant"]
        if not said:
            return
        belief = {"dispute": self._dispute, "offer": 1, "step": said[-1]}
        answer = client.post("/v1/reconciliation", json={"beliefs": [belief]}, headers=self._bearer)
        (result,) = answer.json()["results"]
        self._journal.write(kind="reconciled", step=said[-1], result=result["result"])

    def _event(self, step: str, event: str) -> str:
        told = {
            "specversion": "1.0",
            "type": f"fengqiao.report.referral_{step}.v1",
            "source": "https://commission.example",
            "id": event,
            "subject": self._dispute,
            "time": _NOW.isoformat(),
            "data": {"offer": 1, **_GROUNDS.get(step, {})},
        }
        return json.dumps(told)

    def _signed(self, raw: str, message: str) -> dict[str, str]:
        return {
            "webhook-id": message,
            "webhook-timestamp": str(int(_NOW.timestamp())),
            "webhook-signature": Webhook(self._setting.secret).sign(message, _NOW, raw),
            "content-type": "application/cloudevents+json",
        }

    def _death(self, step: str) -> dict[str, str]:
        whose, _, moment = self._deaths.theirs.partition(" ")
        return {DIE: moment} if whose == step else {}

    def _die_at(self, place: str) -> None:
        if self._deaths.own == place:
            die()


def run(setting: Setting, dispute: str, deaths: Deaths) -> None:
    """One run, to its end or its death; a lost connection ends it, to be begun again later."""
    try:
        Program(setting, dispute, deaths).run()
    except httpx2.TransportError:
        raise SystemExit(1) from None
