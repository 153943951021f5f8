"""The service as an operator runs it: processes of their own, production mode, tokens from outside."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest
from joserfc.jwk import KeySet, OKPKey

from services.kit.clock import SystemClock
from services.kit.tokens import TokenIssuer
from services.workflow.application.registry import organisation_id
from tests.support.api import APPLICATION
from tests.support.database import Databases

ISSUER = "https://identity.example"
CLERK = {"role": "clerk", "org": str(organisation_id("centre"))}
SUPERVISOR = {"role": "supervisor", "region": "650105"}
_CENTRE = {
    "code": "centre",
    "name": "华光街调解中心",
    "short_name": "华光街",
    "kind": "mediation_centre",
    "tier": "township",
    "region": "650105013",
    "established_on": "2020-01-01",
}


@dataclass(frozen=True)
class Production:
    """What an operator has prepared: key files, settings, and who signs tokens."""

    environment: dict[str, str]
    issuer: TokenIssuer

    def headers(self, claims: dict[str, str], **more: str) -> dict[str, str]:
        token = self.issuer.issue("test", claims, lifetime_seconds=3600)
        return {"Authorization": f"Bearer {token}", **more}

    def post(
        self, client: httpx2.Client, path: str, body: Any, claims: dict[str, str]
    ) -> httpx2.Response:
        headers = self.headers(claims) | {"Idempotency-Key": secrets.token_hex(8)}
        return client.post(path, json=body, headers=headers)

    def register(self, client: httpx2.Client) -> httpx2.Response:
        """A dispute of the centre, which is put on the register first."""
        entered = self.post(client, "/v1/organisations", _CENTRE, SUPERVISOR)
        assert entered.status_code in {201, 409}, entered.text
        answer = self.post(client, "/v1/disputes", APPLICATION, CLERK)
        assert answer.status_code == 201, answer.text
        return answer


def prepared_in(folder: Path, databases: Databases) -> Production:
    """The files of keys in a folder, and the settings that name them."""
    (folder / "master.key").write_bytes(secrets.token_bytes(32))
    (folder / "master.key").chmod(0o600)
    key = OKPKey.generate_key("Ed25519", parameters={"use": "sig", "alg": "Ed25519"})
    key.ensure_kid()
    jwks = KeySet.import_key_set({"keys": [key.as_dict(private=False)]})
    (folder / "jwks.json").write_text(json.dumps(jwks.as_dict(private=False)))
    environment = os.environ | {
        "FENGQIAO_MODE": "production",
        "FENGQIAO_DATA_DIR": str(folder / "data"),
        "FENGQIAO_DATABASE_URL": databases.app,
        "FENGQIAO_PROJECTOR_DATABASE_URL": databases.projector,
        "FENGQIAO_KEYS_DATABASE_URL": databases.key_app,
        "FENGQIAO_MASTER_KEY_FILE": str(folder / "master.key"),
        "FENGQIAO_TOKEN_ISSUER": ISSUER,
        "FENGQIAO_TOKEN_JWKS": str(folder / "jwks.json"),
    }
    issuer = TokenIssuer(key, issuer=ISSUER, audience="fengqiao", clock=SystemClock())
    return Production(environment, issuer)


@dataclass(frozen=True)
class Served:
    """One API process."""

    url: str
    pid: int


@contextlib.contextmanager
def served(production: Production) -> Iterator[Served]:
    """An API process of its own, until the end of the block."""
    port = free_port()
    process = subprocess.Popen(
        command("serve", "--host", "127.0.0.1", "--port", str(port)), env=production.environment
    )
    try:
        url = f"http://127.0.0.1:{port}"
        with httpx2.Client(base_url=url) as client:
            ready(client)
        yield Served(url, process.pid)
    finally:
        process.terminate()
        assert process.wait(30) == 0


def command(*arguments: str) -> list[str]:
    """A `fengqiao` command of this checkout."""
    return [sys.executable, "-m", "services.cli", *arguments]


def ready(client: httpx2.Client) -> None:
    """Wait until the process serves."""
    wait(lambda: client.get("/health/ready").status_code == 200)


def wait(is_so: Callable[[], object]) -> None:
    """Until it is so; a process that is just starting refuses connections."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError, httpx2.HTTPError):
            if is_so():
                return
        time.sleep(0.05)
    pytest.fail("it did not come about within a minute")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
