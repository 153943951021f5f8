"""Deployment files are held against the schemas and checkers of the programs that read them."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.cli.main import COMMANDS
from tests.deploy.compose import services

DEPLOY = Path("deploy")
UNITS = sorted((DEPLOY / "systemd").iterdir())


def test_the_compose_file_fits_its_published_schema() -> None:
    subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"),
            str(DEPLOY / "compose.yaml"),
        ],
        check=True,
        capture_output=True,
    )


def test_every_process_of_the_compose_file_is_a_command_and_none_may_write_or_is_root() -> None:
    ours = {name: each for name, each in services().items() if each["image"] == "fengqiao"}
    assert {each["command"][0] for each in ours.values()} == {
        "migrate", "serve", "follow", "exchange", "sweep",
    }  # fmt: skip
    assert {each["command"][0] for each in ours.values()} <= set(COMMANDS)
    assert all(each["read_only"] and each["cap_drop"] == ["ALL"] for each in ours.values())
    assert re.search(r"^USER (?!0|root)\d+$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)


def test_the_units_run_the_same_processes() -> None:
    started = {
        found[1] for unit in UNITS if (found := re.search(r"bin/fengqiao (\w+)", unit.read_text()))
    }
    assert started == {"migrate", "serve", "follow", "exchange", "sweep"}


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_systemd_reads_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        # What the units start is not installed here; any program that is there will do.
        text = re.sub(r"/opt/fengqiao/bin/fengqiao", "/bin/true", unit.read_text())
        (tmp_path / unit.name).write_text(text)
    told = subprocess.run(
        [
            "systemd-analyze",
            "verify",
            "--recursive-errors=no",
            *sorted(map(str, tmp_path.iterdir())),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in told.stderr.splitlines() if "fengqiao" in line]
    assert [line for line in ours if "Unknown" in line or "Failed" in line] == []


@pytest.mark.skipif(not shutil.which("haproxy"), reason="no haproxy")
def test_haproxy_reads_its_configuration(tmp_path: Path) -> None:
    certificate(tmp_path / "tls.pem")
    environment = {
        "API_1": "127.0.0.1:8001",
        "API_2": "127.0.0.1:8002",
        "TLS_PEM": str(tmp_path / "tls.pem"),
    }
    subprocess.run(
        ["haproxy", "-c", "-f", str(DEPLOY / "haproxy.cfg")],
        env=os.environ | environment,
        check=True,
        capture_output=True,
    )


def certificate(file: Path) -> None:
    """A certificate of this minute, with its key, as HAProxy wants them."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)  # noqa: TID251
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
