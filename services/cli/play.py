"""`fengqiao play`: walks a scenario by HTTP against the running service and checks every answer."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import httpx2
import msgspec
import typer
from rich.console import Console

from services.cli.people import example_tokens
from services.cli.script import (
    Growing,
    InvalidScript,
    Script,
    Step,
    differences,
    filled,
    picked,
    read,
)
from services.cli.welcome import ADDRESS
from services.kit.clock import SystemClock
from services.workflow.settings import Settings, load

_WAIT_SECONDS = 15
_PATIENCE_SECONDS = 30
_BEHIND = 503
_REPEATED = "Idempotency-Replayed"


class Unexpected(Exception):
    """The service answered otherwise than the scenario expects."""


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def play(
        scenario: Annotated[Path, typer.Argument(help="TOML")],
        *,
        url: Annotated[str, typer.Option(help="服务地址 / where the service is")] = "",
        run_id: Annotated[
            str, typer.Option(help="同一编号重演不会重复办理 / the same id repeats, adds nothing")
        ] = "",
        tokens: Annotated[
            Path | None, typer.Option(help="fengqiao tokens --json 的输出 / its output")
        ] = None,
    ) -> None:
        """按剧本走一遍：每一步显示请求与结果并核对 / Walk a scenario and check every step."""
        console = Console()
        settings = load()
        try:
            script = read(scenario)
            where = url or _address(settings)
            with httpx2.Client(base_url=where, timeout=_WAIT_SECONDS) as client:
                known = _tokens(settings, tokens)
                Player(client, known, run_id or str(uuid4())[:8]).play(script, console)
        except (Unexpected, InvalidScript, httpx2.HTTPError) as error:
            console.print(f"\n[bold red]✗ {type(error).__name__}[/]: {error}", highlight=False)
            raise typer.Exit(1) from None


class Player:
    """Sends the steps of scenarios to one service."""

    def __init__(self, client: httpx2.Client, tokens: dict[str, str], run_id: str) -> None:
        self._client = client
        self._tokens = tokens
        self._run_id = run_id
        self._position = 0
        self._is_repeat = False
        # Whether the last command had been sent before: what was refused or read between such
        # commands would be answered from the present state, not from the one of then.

    def play(self, script: Script, console: Console) -> None:
        """Take every step. Raises Unexpected at the first answer that is not as it should be."""
        console.print(f"\n[bold]{script.zh}[/]\n[dim]{script.en} · run-id {self._run_id}[/]\n")
        names = script.names()
        before = self._count(script.figure) if script.figure else 0
        for number, step in enumerate(script.step, start=1):
            console.print(f"[bold]{number:>2}. {step.zh}[/]", highlight=False, soft_wrap=True)
            if self._is_repeat and not step.is_done_once:
                console.print("    [dim]重演，不再核对 / a repeat: not asked again[/]")
                continue
            answer = self._send(number, step, names)
            body = _json(answer)
            _tell(step, filled(step.path, names), answer, body, console)
            faults = list(differences(filled(step.expect.body, names), body))
            if answer.status_code != step.expect.status:
                faults.insert(
                    0, f"应为 expected {step.expect.status}, 得到 got {answer.status_code}"
                )
            if faults:
                raise Unexpected("; ".join(faults))
            names |= {name: picked(body, place) for name, place in step.keep.items()}
        self._tell_timeline(filled(script.timeline, names), console)
        if script.figure is not None:
            self._tell_growth(script.figure, before, console)
        console.print(f"\n[bold green]✓ {len(script.step)} 步全部符合预期[/] / all as expected\n")

    def _send(self, number: int, step: Step, names: dict[str, str]) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self._tokens[step.role]}"}
        path = filled(step.path, names)
        if step.get is not None:
            return self._client.get(path, headers=headers)
        body = msgspec.json.encode(filled(step.body, names))
        headers |= {
            "Idempotency-Key": f"{self._run_id}-{number}",
            "Content-Type": "application/json",
        }
        answer = self._client.post(path, content=body, headers=headers)
        self._position = max(self._position, int(answer.headers.get("Log-Position", 0)))
        self._is_repeat = _REPEATED in answer.headers
        return answer

    def _tell_timeline(self, path: str, console: Console) -> None:
        answer = self._read_own_writes(path)
        if answer.is_error:
            raise Unexpected(f"{path}: {answer.status_code} {answer.text}")
        console.print("\n[bold]经过[/] / timeline\n")
        for line in _lines(_json(answer)):
            console.print(f"  {line}", highlight=False)

    def _tell_growth(self, figure: Growing, before: int, console: Console) -> None:
        after, by = self._count(figure), 0 if self._is_repeat else figure.by
        console.print(f"\n[bold]{figure.zh}[/]: {before} → {after}", highlight=False)
        if after - before != by:
            raise Unexpected(f"{figure.place}: 应增加 expected to grow by {by}")

    def _count(self, figure: Growing) -> int:
        answer = self._read_own_writes(figure.get, figure.role)
        if answer.is_error:
            raise Unexpected(f"{figure.get}: {answer.status_code} {answer.text}")
        return int(picked(_json(answer), figure.place))

    def _read_own_writes(self, path: str, role: str = "clerk") -> httpx2.Response:
        """Read what must hold everything just sent; where it lags behind, asked again for a while."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            address = httpx2.URL(path).copy_merge_params({"min_position": self._position})
            headers = {"Authorization": f"Bearer {self._tokens[role]}"}
            answer = self._client.get(address, headers=headers)
            if answer.status_code != _BEHIND or time.monotonic() > until:
                return answer
            time.sleep(int(answer.headers["Retry-After"]))


def _tell(step: Step, path: str, answer: httpx2.Response, body: Any, console: Console) -> None:
    console.print(f"    [dim]{step.role}[/] {step.method} {path}", highlight=False, soft_wrap=True)
    told = body if isinstance(body, dict) else {}
    if answer.is_error:
        console.print(f"    [yellow]{answer.status_code} {told.get('detail')}[/]", highlight=False)
        if rule := told.get("rule"):
            console.print(f"    依据 {rule['id']} {rule['source']}", highlight=False)
    else:
        again = (
            " [dim]已办理过，得到当时的答复 / done before[/]" if _REPEATED in answer.headers else ""
        )
        state, number = told.get("state_name", ""), told.get("case_number", "")
        console.print(
            f"    [green]{answer.status_code}[/] {state} {number}{again}", highlight=False
        )


def _lines(history: Any) -> Iterator[str]:
    """What happened, when, and who recorded it on whose behalf."""
    for entry in history["items"] if isinstance(history, dict) else history:
        yield f"{entry['occurred_on']}  {entry['text']}"
        yield f"            —— {entry['actor']['text']}"


def _json(answer: httpx2.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _tokens(settings: Settings, file: Path | None) -> dict[str, str]:
    if file is not None:
        found: dict[str, str] = json.loads(file.read_text("utf-8"))
        return found
    return {person.role: token for person, token in example_tokens(settings, SystemClock())}


def _address(settings: Settings) -> str:
    """Where `fengqiao run` on this data folder said it is."""
    file = settings.data_dir / ADDRESS
    return file.read_text("utf-8") if file.exists() else f"http://{settings.host}:{settings.port}"
