"""The partner guide, followed literally: only curl and Python, in the order in which it stands."""

import json
import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from services.cli.main import app
from tests.examples.guide import blocks, written
from tests.examples.service import Running
from tests.support.database import Databases

OPERATOR_LINES = 4


def operated(service: Running, migrated: Databases) -> dict[str, str]:
    """What the operator does by the guide, and hands over."""
    settings = {
        "DATABASE_URL": migrated.app,
        "PROJECTOR_DATABASE_URL": migrated.projector,
        "KEYS_DATABASE_URL": migrated.key_app,
        "DATA_DIR": str(service.settings.data_dir),
    }
    env = {f"FENGQIAO_{name}": value for name, value in settings.items()}
    told = []
    for line in blocks("zh")[0].text.splitlines():
        _, *arguments = shlex.split(line)
        done = CliRunner().invoke(app, arguments, env=env)
        assert done.exit_code == 0, done.output
        told.append(done.stdout)
    assert len(told) == OPERATOR_LINES
    client = dict(pair.split("=", 1) for pair in told[1].split())
    return {
        "FQ_PARTNER": "qifang",
        "FQ_CLIENT_ID": client["client_id"],
        "FQ_CLIENT_SECRET": client["client_secret"],
        "FQ_INBOX_SECRET": secret_in(told[2]),
        "FQ_WEBHOOK_SECRET": secret_in(told[3]),
    }


def secret_in(told: str) -> str:
    return next(word for word in told.split() if word.startswith("whsec_"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


def test_an_integrator_who_follows_the_guide_gets_to_its_end(
    service: Running, migrated: Databases, tmp_path: Path
) -> None:
    """Registers a dispute, receives a webhook, verifies it, acknowledges and takes over a hand-off."""
    handed = operated(service, migrated)
    bins = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = {**os.environ, **handed, "FQ": service.url, "CLERK": service.tokens["clerk"]}
    env |= {"PATH": bins, "PORT": str(free_port())}
    script = written(tmp_path)
    command = ["bash", str(script)]
    followed = subprocess.run(
        command, check=False, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60
    )

    assert followed.returncode == 0, followed.stdout + followed.stderr
    assert "proven:" in followed.stdout
    referral = json.loads((tmp_path / "referral.json").read_text("utf-8"))
    assert referral["step"] == "accepted"


def test_both_languages_of_the_guide_have_the_same_blocks() -> None:
    here = [block for block in blocks("zh") if block.kind != "sh"]
    there = [block for block in blocks("en") if block.kind != "sh"]

    assert here == there


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_says_nothing_of_the_machine_it_was_written_on(language: str) -> None:
    text = "".join(block.text for block in blocks(language))

    assert "/home" not in text
    assert "/tmp" not in text
