"""The stand-in programs as processes beside a running service."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2

from services.cli.example import Example
from services.cli.standins import PROGRAMS, Placed, set_up
from tests.examples.running import Running

PATIENCE_SECONDS = 20


class Playing:
    """A stand-in that runs."""

    def __init__(self, placed: Placed, process: subprocess.Popen[bytes]) -> None:
        self.placed = placed
        self.process = process

    def order(self, **told: Any) -> dict[str, Any]:
        """Tell it what to do."""
        answer = httpx2.post(f"{self.placed.url}/control", json=told)
        assert answer.status_code == 200, answer.text
        done: dict[str, Any] = answer.json()["done"] or {}
        return done

    def state(self) -> dict[str, Any]:
        """What it knows, counted."""
        told: dict[str, Any] = httpx2.get(f"{self.placed.url}/state").json()
        return told

    def events(self, dispute: str) -> list[str]:
        """The kinds of the events that it knows of a dispute, in their order."""
        told = httpx2.get(f"{self.placed.url}/events", params={"dispute": dispute}).json()
        return [event["type"].split(".")[2] for event in told]


@contextlib.contextmanager
def playing(service: Running, *programs: str) -> Iterator[list[Playing]]:
    """Run these programs beside the service, each with credentials of its own."""
    folder = service.settings.data_dir / "standins"
    placed = service.ask(lambda side: set_up(side, Example.SHUIMOGOU, folder))
    chosen = [each for name in programs for each in placed if each.standin.program == name]
    with contextlib.ExitStack() as stack:
        found = [stack.enter_context(_process(service, each)) for each in chosen]
        until(lambda: all(each.state()["subscribed"] for each in found))
        yield found


@contextlib.contextmanager
def _process(service: Running, placed: Placed) -> Iterator[Playing]:
    command = [sys.executable, str(PROGRAMS / f"{placed.standin.program}.py")]
    options = {
        "--service": service.url,
        "--port": str(placed.port),
        "--data": str(placed.folder),
        "--credentials": str(placed.folder / "credentials.json"),
    }
    arguments = [part for option in options.items() for part in option]
    with subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL) as process:
        try:
            yield Playing(placed, process)
        finally:
            process.terminate()


def until(holds: Callable[[], Any]) -> Any:
    """What the condition gives once it gives something."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        with contextlib.suppress(httpx2.HTTPError):
            if found := holds():
                return found
        time.sleep(0.02)
    raise AssertionError("it did not come about")
