"""The processes of the compose file, under a process manager: they serve, and come back when killed."""

import configparser
import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xmlrpc.client import ServerProxy

import httpx2
import pytest
from joserfc.jwk import KeySet, OKPKey

from services.kit.clock import SystemClock
from services.kit.tokens import TokenIssuer
from services.workflow.application.registry import organisation_id
from tests.deploy.compose import services
from tests.support.api import APPLICATION
from tests.support.database import Databases

ISSUER = "https://identity.example"
_CENTRE = {
    "code": "centre",
    "name": "华光街调解中心",
    "short_name": "华光街",
    "kind": "mediation_centre",
    "tier": "township",
    "region": "650105013",
    "established_on": "2020-01-01",
}


def test_the_processes_serve_and_come_back(own_server: Databases, tmp_path: Path) -> None:
    issuer = production(own_server, tmp_path)
    ports = {name: free_port() for name in ("api-1", "api-2")}
    with managed(own_server, tmp_path, ports) as manager:
        first, second = (httpx2.Client(base_url=f"http://127.0.0.1:{p}") for p in ports.values())
        with first, second:
            ready(first)
            ready(second)
            registered = register(first, issuer)
            listed(second, issuer, registered)
            killed = process(manager, "api-1")["pid"]
            os.kill(killed, signal.SIGKILL)
            # The other one serves meanwhile; the manager brings the first back.
            assert register(second, issuer)
            wait(lambda: process(manager, "api-1")["pid"] not in (0, killed))
            ready(first)
            assert first.get("/health/keeping-up").json()["is_well"]
            wait(
                lambda: all(
                    each["statename"] == "RUNNING"
                    for each in manager.supervisor.getAllProcessInfo()
                )
            )


def production(databases: Databases, folder: Path) -> TokenIssuer:
    """What an operator prepares: key files, and the schema by its own step."""
    (folder / "master.key").write_bytes(secrets.token_bytes(32))
    (folder / "master.key").chmod(0o600)
    key = OKPKey.generate_key("Ed25519", parameters={"use": "sig", "alg": "Ed25519"})
    key.ensure_kid()
    jwks = KeySet.import_key_set({"keys": [key.as_dict(private=False)]})
    (folder / "jwks.json").write_text(json.dumps(jwks.as_dict(private=False)))
    return TokenIssuer(key, issuer=ISSUER, audience="fengqiao", clock=SystemClock())


@contextlib.contextmanager
def managed(databases: Databases, folder: Path, ports: dict[str, int]) -> Iterator[Any]:
    """The compose file's own processes under supervisord, until the end of the block."""
    control = free_port()
    config = configparser.RawConfigParser()
    config["supervisord"] = {
        "nodaemon": "true",
        "logfile": str(folder / "supervisord.log"),
        "pidfile": str(folder / "supervisord.pid"),
        "childlogdir": str(folder),
        **({"user": "root"} if os.geteuid() == 0 else {}),
    }
    config["inet_http_server"] = {"port": f"127.0.0.1:{control}"}
    config["rpcinterface:supervisor"] = {
        "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
    }
    for name, each in services().items():
        if each["image"] != "fengqiao" or name == "migrate":
            continue
        port = ["--host", "127.0.0.1", "--port", str(ports[name])] if name in ports else []
        config[f"program:{name}"] = {
            "command": " ".join([sys.executable, "-m", "services.cli", *each["command"], *port]),
            "directory": str(Path.cwd()),
            "autorestart": "true" if each["restart"] == "unless-stopped" else "false",
            "stopwaitsecs": "20",
            "redirect_stderr": "true",
        }
    with (folder / "supervisord.conf").open("w") as file:
        config.write(file)
    started = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "-c", str(folder / "supervisord.conf")],
        env=environment(databases, folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with ServerProxy(f"http://127.0.0.1:{control}/RPC2") as manager:
            asked: Any = manager
            wait(lambda: len(asked.supervisor.getAllProcessInfo()) == len(ports) + 3)
            yield asked
    finally:
        started.send_signal(signal.SIGTERM)
        assert started.wait(40) == 0


def environment(databases: Databases, folder: Path) -> dict[str, str]:
    """The settings of production, as the environment file has them."""
    return os.environ | {
        "FENGQIAO_MODE": "production",
        "FENGQIAO_DATA_DIR": str(folder / "data"),
        "FENGQIAO_DATABASE_URL": databases.app,
        "FENGQIAO_PROJECTOR_DATABASE_URL": databases.projector,
        "FENGQIAO_KEYS_DATABASE_URL": databases.key_app,
        "FENGQIAO_MASTER_KEY_FILE": str(folder / "master.key"),
        "FENGQIAO_TOKEN_ISSUER": ISSUER,
        "FENGQIAO_TOKEN_JWKS": str(folder / "jwks.json"),
    }


def ready(client: httpx2.Client) -> None:
    wait(lambda: client.get("/health/ready").status_code == 200)


def register(client: httpx2.Client, issuer: TokenIssuer) -> httpx2.Response:
    supervisor = {"role": "supervisor", "region": "650105"}
    entered = post(client, issuer, "/v1/organisations", _CENTRE, supervisor)
    assert entered.status_code in {201, 409}, entered.text
    clerk = {"role": "clerk", "org": str(organisation_id("centre"))}
    answer = post(client, issuer, "/v1/disputes", APPLICATION, clerk)
    assert answer.status_code == 201, answer.text
    return answer


def post(
    client: httpx2.Client, issuer: TokenIssuer, path: str, body: Any, claims: dict[str, str]
) -> httpx2.Response:
    token = issuer.issue("test", claims, lifetime_seconds=600)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": secrets.token_hex(8)}
    return client.post(path, json=body, headers=headers)


def listed(client: httpx2.Client, issuer: TokenIssuer, registered: httpx2.Response) -> None:
    """The projector, a process of its own, brings it to the list of the other API process."""
    claims = {"role": "clerk", "org": str(organisation_id("centre"))}
    token = issuer.issue("test", claims, lifetime_seconds=600)
    answer = client.get(
        "/v1/disputes",
        params={"min_position": registered.headers["Log-Position"]},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 200, answer.text
    assert registered.json()["case_number"] in answer.text


def process(manager: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = manager.supervisor.getProcessInfo(name)
    return found


def wait(is_so: Any) -> None:
    """Until it is so; a process that is just starting refuses connections."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError, httpx2.HTTPError):
            if is_so():
                return
        time.sleep(0.1)
    pytest.fail("it did not come about within a minute")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
