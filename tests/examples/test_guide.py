"""The partner guide followed literally, and the contract test kit that it names run against the service."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from services.cli.example import FOLDER
from services.workflow.application.registry import organisation_id
from tests.examples.guide import blocks, written
from tests.examples.operator import handed_over
from tests.examples.running import Running
from tests.support.database import Databases

KIT = FOLDER / "contract-kit/run.py"
ANOTHER = "whsec_" + "A" * 43 + "="
"""A secret, and nobody's."""
APPLICATION = {
    "region": "650105001",
    "parties": [
        {"side": "claimant", "kind": "worker", "name": "麦某"},
        {"side": "respondent", "kind": "employer", "name": "新疆某某建筑劳务有限公司"},
    ],
    "claims": [{"kind": "remuneration", "amount": 1_320_000}],
}


@pytest.fixture(scope="module")
def handed(service: Running, migrated: Databases) -> dict[str, str]:
    """What the operator hands the partner of the guide."""
    return handed_over(service, migrated)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


def ran(
    command: list[str], folder: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """A program of an integrator, with this Python as `python3`."""
    bins = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        command,
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": bins, **env},
        capture_output=True,
        text=True,
        timeout=90,
    )


def test_an_integrator_who_follows_the_guide_gets_to_its_end(
    service: Running, handed: dict[str, str], tmp_path: Path
) -> None:
    """Registers a dispute, receives a webhook, verifies it, acknowledges and takes over a hand-off."""
    told = {"FQ": service.url, "CLERK": service.tokens["clerk"], "PORT": str(free_port())}
    followed = ran(["bash", str(written(tmp_path))], tmp_path, handed | told)

    assert followed.returncode == 0, followed.stdout + followed.stderr
    assert "proven:" in followed.stdout
    referral = json.loads((tmp_path / "referral.json").read_text("utf-8"))
    assert referral["step"] == "accepted"


def offered_to(service: Running, body: str) -> str:
    """A dispute of the first centre, offered to another; `<dispute>/<offer>`."""
    dispute = service.post("/v1/disputes", APPLICATION | {"region": "650105013"})["dispute"]
    offer = {"to": str(organisation_id(body)), "reason": "用工地在贵辖区", "consented_by": [1]}
    service.post(f"/v1/disputes/{dispute}/referrals", offer)
    return f"{dispute}/1"


def test_the_contract_kit_finds_every_contract_kept(
    service: Running, handed: dict[str, str], tmp_path: Path
) -> None:
    application = tmp_path / "application.json"
    application.write_text(json.dumps(APPLICATION), "utf-8")
    told = {
        "FQ_SERVICE": service.url,
        "FQ_LISTEN": f"127.0.0.1:{free_port()}",
        "FQ_REFERRAL": offered_to(service, "SMG-QF"),
        "FQ_APPLICATION": str(application),
    }
    report = ran([sys.executable, str(KIT)], tmp_path, handed | told)

    assert report.returncode == 0, report.stdout + report.stderr
    assert "✗" not in report.stdout
    assert " 0 项未测" in report.stdout


def test_the_contract_kit_says_what_is_broken_and_what_it_left_out(
    service: Running, handed: dict[str, str], tmp_path: Path
) -> None:
    told = {"FQ_SERVICE": service.url, "FQ_WEBHOOK_SECRET": "", "FQ_INBOX_SECRET": ANOTHER}
    report = ran([sys.executable, str(KIT)], tmp_path, handed | told)

    assert report.returncode == 1
    assert "✗ 消息只收一次" in report.stdout
    assert "--webhook-secret 未给出" in report.stdout


def test_both_languages_of_the_guide_have_the_same_blocks() -> None:
    here = [block for block in blocks("zh") if block.kind != "sh"]
    there = [block for block in blocks("en") if block.kind != "sh"]

    assert here == there


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_says_nothing_of_the_machine_it_was_written_on(language: str) -> None:
    text = "".join(block.text for block in blocks(language))

    assert "/home" not in text
    assert "/tmp" not in text
