"""The processes of the compose file, under a process manager: they serve, and come back when killed."""

import configparser
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xmlrpc.client import ServerProxy

import httpx2

from tests.deploy.compose import services
from tests.support.database import Databases
from tests.support.production import (
    CLERK,
    Production,
    command,
    free_port,
    prepared_in,
    ready,
    wait,
)


def test_the_processes_serve_and_come_back(own_server: Databases, tmp_path: Path) -> None:
    production = prepared_in(tmp_path, own_server)
    ports = {name: free_port() for name in ("api-1", "api-2")}
    with managed(production, tmp_path, ports) as manager:
        first, second = (httpx2.Client(base_url=f"http://127.0.0.1:{p}") for p in ports.values())
        with first, second:
            ready(first)
            ready(second)
            listed(second, production, production.register(first))
            killed = process(manager, "api-1")["pid"]
            os.kill(killed, signal.SIGKILL)
            # The other one serves meanwhile; the manager brings the first back.
            production.register(second)
            wait(lambda: process(manager, "api-1")["pid"] not in (0, killed))
            ready(first)
            assert first.get("/health/keeping-up").json()["is_well"]
            wait(
                lambda: all(
                    each["statename"] == "RUNNING"
                    for each in manager.supervisor.getAllProcessInfo()
                )
            )


@contextlib.contextmanager
def managed(production: Production, folder: Path, ports: dict[str, int]) -> Iterator[Any]:
    """The compose file's own processes under supervisord, until the end of the block."""
    control = free_port()
    file = folder / "supervisord.conf"
    with file.open("w") as written:
        configuration(folder, ports, control).write(written)
    started = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "-c", str(file)],
        env=production.environment,
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


def configuration(
    folder: Path, ports: dict[str, int], control: int
) -> configparser.RawConfigParser:
    """The services of the compose file, as supervisord wants them."""
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
        if each["image"] == "fengqiao" and name != "migrate":
            port = ["--host", "127.0.0.1", "--port", str(ports[name])] if name in ports else []
            config[f"program:{name}"] = {
                "command": " ".join(command(*each["command"], *port)),
                "directory": str(Path.cwd()),
                "autorestart": "true" if each["restart"] == "unless-stopped" else "false",
                "stopwaitsecs": "20",
                "redirect_stderr": "true",
            }
    return config


def listed(client: httpx2.Client, production: Production, registered: httpx2.Response) -> None:
    """The projector, a process of its own, brings it to the list of the other API process."""
    answer = client.get(
        "/v1/disputes",
        params={"min_position": registered.headers["Log-Position"]},
        headers=production.headers(CLERK),
    )
    assert answer.status_code == 200, answer.text
    assert registered.json()["case_number"] in answer.text


def process(manager: Any, name: str) -> dict[str, Any]:
    """One process, as the manager knows it."""
    found: dict[str, Any] = manager.supervisor.getProcessInfo(name)
    return found
