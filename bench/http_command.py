"""A command by HTTP, one worker, 32 connections, against the same endpoint without a database."""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.http_server import Ready
from services.access.schemas import migrate as migrate_access
from services.kit.embedded_postgres import EmbeddedPostgres
from services.partners.schemas import migrate as migrate_partners
from services.projections.storage.migrations import migrate as migrate_views
from services.workflow.storage.databases import prepare_databases
from services.workflow.storage.migrations import migrate, migrate_keys

CONNECTIONS = 32
RATIO_GOAL = 0.35
P99_GOAL = 3.0
SCRIPT = Path(__file__).with_name("http_requests.lua")


class Measured(msgspec.Struct, frozen=True):
    """What one run of wrk gave."""

    requests: int
    microseconds: int
    not_2xx: int
    lost: int
    p50_us: int
    p99_us: int

    @property
    def a_second(self) -> float:
        """Requests answered in a second."""
        return self.requests / self.microseconds * 1e6


@contextmanager
def _server(folder: Path, *arguments: str) -> Iterator[Ready]:
    """The app in a process of its own."""
    command = [sys.executable, "-m", "bench.http_server", str(folder), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield msgspec.json.decode(process.stdout.readline(), type=Ready)
        finally:
            process.terminate()


def _measured(ready: Ready, folder: Path, prefix: str, seconds: float) -> Measured:
    disputes = folder / "disputes.txt"
    disputes.write_text("\n".join(map(str, ready.disputes)) + "\n")
    environment = {
        **os.environ,
        "TOKEN": ready.token,
        "DISPUTES": str(disputes),
        "PREFIX": prefix,
    }
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "-s", str(SCRIPT), ready.url]
    told = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    measured = msgspec.json.decode(told.stdout.splitlines()[-1], type=Measured)
    assert not measured.not_2xx, measured
    assert not measured.lost, measured
    return measured


def _print(pairs: list[tuple[Measured, Measured]]) -> bool:
    ratios = sorted(ours.a_second / floor.a_second for ours, floor in pairs)
    tails = sorted(ours.p99_us / floor.p99_us for ours, floor in pairs)
    for name, number in (("command", 0), ("no database", 1)):
        runs = [pair[number] for pair in pairs]
        print(
            f"{name:12} {statistics.median(r.a_second for r in runs):8,.0f} req/s"
            f"  p50 {statistics.median(r.p50_us for r in runs) / 1000:6.2f} ms"
            f"  p99 {statistics.median(r.p99_us for r in runs) / 1000:6.2f} ms"
        )
    ratio, tail = statistics.median(ratios), statistics.median(tails)
    print(
        f"ratio {ratio:.2f} [{ratios[0]:.2f}–{ratios[-1]:.2f}], goal {RATIO_GOAL};"
        f" p99 {tail:.1f} times [{tails[0]:.1f}–{tails[-1]:.1f}], goal at most {P99_GOAL:g}"
    )
    return ratio >= RATIO_GOAL and tail <= P99_GOAL


def main(arguments: list[str] | None = None) -> int:
    """Print the ratio; the exit code says whether the goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each measurement")
    parser.add_argument("--repetitions", type=int, default=3)
    chosen = parser.parse_args(arguments)
    if shutil.which("wrk") is None:
        print("wrk is missing; on Debian: apt-get install wrk", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fq-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with EmbeddedPostgres(folder) as server:
            prepare_databases(server.dsn())
            for step in (migrate, migrate_views, migrate_access, migrate_partners):
                step(server.dsn("fengqiao"))
            migrate_keys(server.dsn("fengqiao_keys"))
            print(
                f"{os.cpu_count()} cores shared by wrk -t1, one worker and PostgreSQL,"
                f" load {os.getloadavg()[0]:.1f}, {platform.platform()},"
                f" Python {platform.python_version()}, uvloop and httptools, default durability"
            )
            print(
                f"{chosen.repetitions} repetitions, interleaved, {chosen.seconds:g} s each,"
                f" {CONNECTIONS} connections; POST …/performances with a token and a key, started",
                time.strftime("%Y-%m-%d %H:%M"),
            )
            with _server(folder) as ours, _server(folder, "--floor") as floor:
                for ready in (ours, floor):
                    _measured(ready, folder, "warm", 2)
                pairs = [
                    (
                        _measured(ours, folder, f"ours{number}", chosen.seconds),
                        _measured(floor, folder, f"floor{number}", chosen.seconds),
                    )
                    for number in range(chosen.repetitions)
                ]
    return 0 if _print(pairs) else 1


if __name__ == "__main__":
    sys.exit(main())
