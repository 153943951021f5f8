"""PostgreSQL in a data folder: started by whoever comes first, shared, stopped by whoever leaves last."""

import asyncio
import contextlib
import fcntl
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

from services.kit.postgres_binaries import PostgresUnusable, closed_parent, run, server_account

ADMIN = "postgres"
"""The server's superuser; only preparation and migration act as it."""

_LONGEST_SOCKET_PATH = 100
_MAJOR_VERSION = "18"
_SOCKET = ".s.PGSQL.5432"
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Compiling a plan costs more than any of our queries.
    "jit": "off",
    "max_wal_size": "2GB",
    "idle_in_transaction_session_timeout": "60s",
}


class EmbeddedPostgres:
    """The server of one data folder, and this process's use of it."""

    def __init__(self, folder: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "postgres"
        self._settings = {**_SETTINGS, **(settings or {})}
        self._use: int | None = None

    def dsn(self, database: str = "postgres", user: str = ADMIN) -> str:
        """How to connect; the socket stands in the data folder."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.data))}"

    def join(self) -> None:
        """Use the server: the running one, or start it, on first use of the folder create it."""
        self._check_paths()
        with self._exclusively():
            if self._use is None:
                self._use = os.open(self.folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o644)
                fcntl.flock(self._use, fcntl.LOCK_SH)
            self._ensure_running()

    def leave(self, *, keep_running: bool = False) -> bool:
        """Stop using the server; it stops, and True is returned, when nobody else uses it."""
        if self._use is None:
            return False
        with self._exclusively():
            use, self._use = self._use, None
            try:
                fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            finally:
                os.close(use)
            if keep_running:
                return False
            return self._stop()

    def stop(self) -> bool:
        """Stop the server whoever uses it; False if it was not running."""
        if not self.data.exists():
            return False
        with self._exclusively():
            return self._stop()

    def ensure_running(self) -> None:
        """Start the server again if it died."""
        with self._exclusively():
            self._ensure_running()

    async def watch(self, every_seconds: float = 0.5) -> None:
        """Start the server again whenever it has died, until cancelled."""
        while True:
            await asyncio.sleep(every_seconds)
            if self.pid() is None:
                with contextlib.suppress(PostgresUnusable):
                    await asyncio.to_thread(self.ensure_running)

    def pid(self) -> int | None:
        """The process of the running server; None when there is none."""
        try:
            pid = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            os.kill(pid, 0)
        except (FileNotFoundError, IndexError, ProcessLookupError):
            return None
        except PermissionError:
            pass
        return pid

    def __enter__(self) -> Self:
        self.join()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()

    @contextlib.contextmanager
    def _exclusively(self) -> Iterator[None]:
        """Hold off every other process that wants to start or stop the server."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.folder / "start.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except PermissionError as refused:
            raise PostgresUnusable(
                zh=f"无权使用数据目录 {self.folder}：它属于另一系统用户。",
                en=f"The data folder {self.folder} belongs to another OS user.",
            ) from refused
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _check_paths(self) -> None:
        length = len(os.fsencode(self.data / _SOCKET))
        if length > _LONGEST_SOCKET_PATH:
            longest = _LONGEST_SOCKET_PATH - length + len(os.fsencode(self.folder))
            raise PostgresUnusable(
                zh=f"数据目录路径过长：{self.folder}（最多 {longest} 字节）。"
                "请用 FENGQIAO_DATA_DIR 指定较短的路径。",
                en=f"The path of the data folder {self.folder} is too long for a socket: "
                f"at most {longest} bytes. Choose a shorter one by FENGQIAO_DATA_DIR.",
            )
        closed = closed_parent(self.data) if server_account() else None
        if closed is not None and closed != self.folder:
            raise PostgresUnusable(
                zh=f"以 root 启动时，数据库由另一系统用户运行，该用户无法进入 {closed}。"
                "请用 FENGQIAO_DATA_DIR 指定其他目录，例如 /var/lib/fengqiao。",
                en=f"Started by root, the database runs as another OS user, who may not enter "
                f"{closed}. Choose another folder by FENGQIAO_DATA_DIR, such as /var/lib/fengqiao.",
            )

    def _ensure_running(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._create()
        found = (self.data / "PG_VERSION").read_text(encoding="utf-8").strip()
        if found != _MAJOR_VERSION:
            raise PostgresUnusable(
                zh=f"{self.data} 由 PostgreSQL {found} 建立，本版本需要 {_MAJOR_VERSION}。",
                en=f"{self.data} was made by PostgreSQL {found}; this release needs "
                f"{_MAJOR_VERSION}.",
            )
        # A server that has just died leaves a process id behind, and its last children hold its
        # memory for a moment: the first attempt after that may fail, a later one does not.
        for wait_seconds in (0.05, 0.2, 0.5, 1, 2):
            if self.pid() is not None and self.answers():
                return
            try:
                self._start()
            except subprocess.SubprocessError:
                time.sleep(wait_seconds)
        if not self.answers():
            raise PostgresUnusable(
                zh=f"PostgreSQL 未能启动，日志：{self._log}\n{self._last_log_lines()}",
                en=f"PostgreSQL did not start; its log is {self._log}",
            )

    def _create(self) -> None:
        if account := server_account():
            # Only this folder is the server's; what stands above and beside it is not touched.
            self.folder.chmod(self.folder.stat().st_mode | 0o001)
            self.data.mkdir(mode=0o700, exist_ok=True)
            os.chown(self.data, account.pw_uid, account.pw_gid)
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"]
        locale += ["--lc-collate=C", "--lc-ctype=C", "--lc-messages=C"]
        settings = [f"--set={name}={value}" for name, value in self._settings.items()]
        with self._whole_or_nothing():
            run(
                "initdb",
                [
                    f"--pgdata={self.data}",
                    f"--username={ADMIN}",
                    "--auth=trust",
                    *locale,
                    *settings,
                ],
            )

    @contextlib.contextmanager
    def _whole_or_nothing(self) -> Iterator[None]:
        try:
            yield
        except subprocess.SubprocessError as failed:
            shutil.rmtree(self.data, ignore_errors=True)
            reason = failed.stderr if isinstance(failed, subprocess.CalledProcessError) else failed
            raise PostgresUnusable(
                zh=f"无法在 {self.data} 建立数据库：\n{reason}",
                en=f"No database could be made in {self.data}.",
            ) from failed

    @property
    def _log(self) -> Path:
        return self.data / "server.log"

    def _start(self) -> None:
        options = f"-k {shlex.quote(str(self.data))}"
        where = ["-D", str(self.data), "-l", str(self._log)]
        run("pg_ctl", ["start", "-w", "-t", "60", "-s", *where, "-o", options])

    def _stop(self) -> bool:
        if self.pid() is None:
            return False
        run("pg_ctl", ["stop", "-w", "-s", "-m", "fast", "-D", str(self.data)])
        return True

    def answers(self) -> bool:
        """Whether the server takes connections just now."""
        try:
            with psycopg.connect(self.dsn(), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def _last_log_lines(self) -> str:
        try:
            lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(lines[-10:])
