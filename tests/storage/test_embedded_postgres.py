"""The embedded server: created, shared, outliving its users only when asked, and back after a kill."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from services.kit.embedded_postgres import EmbeddedPostgres
from services.kit.postgres_binaries import PostgresUnusable, closed_parent
from tests.support.database import temporary_folder
from tests.support.queries import rows_of

_JOIN_AND_WAIT = """
import sys
from pathlib import Path
from services.kit.embedded_postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.join()
print("joined", server.pid(), flush=True)
sys.stdin.readline()
print("stopped" if server.leave() else "left", flush=True)
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One data folder for this module: creating a server takes a second."""
    with temporary_folder() as made:
        yield made


def _another_user(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _JOIN_AND_WAIT, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def _said(process: "subprocess.Popen[str]") -> list[str]:
    assert process.stdout is not None
    return process.stdout.readline().split()


def test_a_first_use_creates_a_server_that_keeps_its_data(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        rows_of(server.dsn(), "CREATE TABLE kept (what text)")
        rows_of(server.dsn(), "INSERT INTO kept VALUES ('枫桥')")
        settings = "SELECT current_setting('fsync'), current_setting('listen_addresses')"
        assert rows_of(server.dsn(), settings) == [("on", "")]
    assert server.pid() is None
    with EmbeddedPostgres(folder) as server:
        assert rows_of(server.dsn(), "SELECT what FROM kept") == [("枫桥",)]
        rows_of(server.dsn(), "DROP TABLE kept")


def test_a_second_process_uses_the_running_server_and_the_last_one_stops_it(folder: Path) -> None:
    first = EmbeddedPostgres(folder)
    first.join()
    with _another_user(folder) as second:
        assert _said(second) == ["joined", str(first.pid())]
        assert first.leave() is False
        assert first.pid() is not None
        second.communicate("\n")
    assert first.pid() is None


def test_a_user_who_was_killed_does_not_keep_the_server_running(folder: Path) -> None:
    with _another_user(folder) as killed:
        _said(killed)
        killed.kill()
    server = EmbeddedPostgres(folder)
    assert server.pid() is not None
    server.join()
    assert server.leave() is True


def test_a_server_may_be_left_running_and_stopped_later(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    server.join()
    assert server.leave(keep_running=True) is False
    assert server.pid() is not None
    assert EmbeddedPostgres(folder).stop() is True
    assert EmbeddedPostgres(folder).stop() is False
    assert server.leave() is False


async def test_a_watched_server_is_back_after_a_kill(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    await asyncio.to_thread(server.join)
    watch = asyncio.create_task(server.watch(every_seconds=0.05))
    try:
        before = server.pid()
        assert before is not None
        os.kill(before, signal.SIGKILL)
        async with asyncio.timeout(30):
            while server.pid() in (None, before) or not server.answers():  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    finally:
        watch.cancel()
        await asyncio.to_thread(server.leave)


def test_a_server_that_died_is_started_by_the_next_who_joins(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    server.join()
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with EmbeddedPostgres(folder) as other:
        assert rows_of(other.dsn(), "SELECT 1") == [(1,)]
    server.leave()


def test_a_path_too_long_for_a_socket_is_refused_with_the_limit(tmp_path: Path) -> None:
    deep = tmp_path / ("深" * 40)
    with pytest.raises(PostgresUnusable, match="at most 77 bytes"):
        EmbeddedPostgres(deep).join()
    assert not deep.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another OS user")
def test_started_by_root_a_closed_home_is_refused_and_not_opened() -> None:
    with temporary_folder() as home:
        home.chmod(0o700)
        with pytest.raises(PostgresUnusable, match="FENGQIAO_DATA_DIR"):
            EmbeddedPostgres(home / "data").join()
        assert home.stat().st_mode & 0o777 == 0o700
        assert closed_parent(home / "data") == home


def test_data_of_another_major_version_is_refused() -> None:
    with temporary_folder() as folder:
        (folder / "postgres").mkdir()
        (folder / "postgres" / "PG_VERSION").write_text("16\n", encoding="utf-8")
        with pytest.raises(PostgresUnusable, match="made by PostgreSQL 16"):
            EmbeddedPostgres(folder).join()


def test_a_server_that_cannot_start_says_where_its_log_is(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    server.join()
    server.leave()
    configuration = folder / "postgres" / "postgresql.conf"
    kept = configuration.read_text(encoding="utf-8")
    configuration.write_text(kept + "\nshared_buffers = nonsense\n", encoding="utf-8")
    try:
        with pytest.raises(PostgresUnusable, match=r"server\.log"):
            server.join()
    finally:
        configuration.write_text(kept, encoding="utf-8")
    server.leave()


def test_connections_are_taken_through_the_socket_alone(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server, psycopg.connect(server.dsn()) as connection:
        assert connection.info.host == str(folder / "postgres")
        assert (folder / "postgres").stat().st_mode & 0o077 == 0
