"""The main job: one command starts everything on the example, and a wage claim is played on it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.cli.welcome import ADDRESS
from services.kit.embedded_postgres import EmbeddedPostgres
from tests.support.database import temporary_folder

ROOT = Path(__file__).parents[2]
SCENARIO = str(ROOT / "examples/s1-wage-claim.toml")
START_SECONDS = 240


def fengqiao(folder: Path, *arguments: str) -> Result:
    """A command of the service in this process, as an operator's terminal would show it."""
    return CliRunner().invoke(app, arguments, env=environment(folder))


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FENGQIAO_")}
    return kept | {"FENGQIAO_DATA_DIR": str(folder), "COLUMNS": "200"}


class Running:
    """A started service."""

    def __init__(self, folder: Path, process: subprocess.Popen[str], url: str) -> None:
        self.folder = folder
        self.process = process
        self.url = url

    def token(self, role: str) -> str:
        return fengqiao(self.folder, "tokens", "--role", role).stdout.strip()

    def get(self, path: str, role: str, **query: str) -> Any:
        headers = {"Authorization": f"Bearer {self.token(role)}"}
        answer = httpx2.get(self.url + path, params=query, headers=headers, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()


def waited_for(found: Callable[[], Any], process: subprocess.Popen[str]) -> Any:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, process.communicate()
        with contextlib.suppress(OSError, httpx2.HTTPError):
            return found()
        time.sleep(0.1)
    process.kill()
    raise AssertionError(f"the service did not start: {process.communicate()}")


@contextlib.contextmanager
def started(*options: str) -> Iterator[Running]:
    with (
        temporary_folder() as folder,
        subprocess.Popen(
            [sys.executable, "-m", "services.cli", "run", "--port", "0", *options],
            env=environment(folder),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        try:
            url = waited_for(lambda: (folder / ADDRESS).read_text("utf-8"), process)
            waited_for(lambda: httpx2.get(f"{url}/problems").raise_for_status(), process)
            yield Running(folder, process, url)
        finally:
            if process.poll() is None:
                process.kill()
            EmbeddedPostgres(folder).stop()


def follower_of(process: subprocess.Popen[str]) -> int:
    """The process that keeps the read models up."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    (follower,) = [
        int(child) for child in children if b"follow" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]
    return follower


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_what_runs_beside_ends_with_the_service_however_it_ends() -> None:
    with started("--no-example", "--no-standins") as running:
        follower = follower_of(running.process)
        assert is_alive(follower)
        running.process.kill()
        until = time.monotonic() + 30
        while is_alive(follower) and time.monotonic() < until:
            time.sleep(0.1)

        assert not is_alive(follower)


@pytest.fixture
def running() -> Iterator[Running]:
    with started() as service:
        yield service


def test_one_command_starts_everything_and_ctrl_c_ends_it(running: Running, tmp_path: Path) -> None:
    """One start for all of it: it takes as long as the whole example."""
    the_first_page_shows_the_example(running)
    a_wage_claim_is_played_to_its_end(running)
    played_again_under_its_id_it_adds_nothing(running)
    it_counts_once_in_the_areas_numerator(running)
    answered_otherwise_than_expected_it_fails(running, tmp_path)
    the_read_models_follow_again_when_their_process_died(running)
    a_port_that_is_taken_is_told_in_words(running)
    ctrl_c_ends_all_that_was_started(running)


def the_first_page_shows_the_example(running: Running) -> None:
    page = httpx2.get(running.url, timeout=30)

    assert page.status_code == 200
    assert "示例数据" in page.text
    assert "华光街" in page.text


def a_wage_claim_is_played_to_its_end(running: Running) -> None:
    played = fengqiao(running.folder, "play", SCENARIO, "--run-id", "test")

    assert played.exit_code == 0, played.output
    assert "CONF.JOINT" in played.stdout
    assert "步全部符合预期" in played.stdout
    assert "2026-03-13" in played.stdout.partition("timeline")[2]


def played_again_under_its_id_it_adds_nothing(running: Running) -> None:
    again = fengqiao(running.folder, "play", SCENARIO, "--run-id", "test")
    listed = running.get("/v1/disputes", "supervisor", received_from="2026-03-02", total="true")

    assert again.exit_code == 0, again.output
    assert listed["total"] == 1


def it_counts_once_in_the_areas_numerator(running: Running) -> None:
    told = fengqiao(
        running.folder,
        *("figures", "area_resolution@1", "--region", "650105013"),
        *("--from", "2026-01-01", "--to", "2026-12-31", "--json"),
    )

    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["total"]["numerator"]["count"] == 1


def answered_otherwise_than_expected_it_fails(running: Running, folder: Path) -> None:
    text = Path(SCENARIO).read_text("utf-8").replace('state = "registered"', 'state = "closed"')
    other = folder / "other.toml"
    other.write_text(text, "utf-8")
    played = fengqiao(running.folder, "play", str(other))

    assert played.exit_code == 1
    assert "/state" in played.stdout


def the_read_models_follow_again_when_their_process_died(running: Running) -> None:
    os.kill(follower_of(running.process), signal.SIGKILL)
    played = fengqiao(running.folder, "play", SCENARIO)

    assert played.exit_code == 0, played.output


def a_port_that_is_taken_is_told_in_words(running: Running) -> None:
    port = running.url.rsplit(":", 1)[1]
    refused = fengqiao(running.folder, "run", "--port", port)

    assert refused.exit_code == 2
    assert port in refused.stderr
    assert "FENGQIAO_PORT" in refused.stderr
    assert "Traceback" not in refused.stderr


def ctrl_c_ends_all_that_was_started(running: Running) -> None:
    running.process.send_signal(signal.SIGINT)
    _, errors = running.process.communicate(timeout=60)

    assert running.process.returncode == 0, errors
    assert "Traceback" not in errors
    assert EmbeddedPostgres(running.folder).pid() is None
