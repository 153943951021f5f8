"""Prepares .venv from bare python3: no uv, pip, ensurepip, git or compiler is needed beforehand.

`make setup` runs it, and so does every target that needs the environment. It returns at once
when .venv already fits uv.lock and pyproject.toml. The syntax stays that of Python 3.5, so that
an interpreter that is too old gets a sentence and not a SyntaxError.
"""

import fcntl
import hashlib
import os
import shutil
import ssl
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 14)
UV_VERSION = "0.13.9"
ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
BOOT = os.path.join(ROOT, ".boot")
VENV = os.path.join(ROOT, ".venv")
DATA = os.path.join(ROOT, ".fengqiao")
STAMP = os.path.join(VENV, ".ok")
PIP = os.path.join(ROOT, "tools", "pip-26.3-py3-none-any.whl", "pip")
UV = os.path.join(BOOT, "bin", "uv")
INDEX_VARIABLES = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")


def main():
    if is_ready():
        return
    use_a_fitting_python()
    os.makedirs(BOOT, exist_ok=True)
    with open(os.path.join(BOOT, "lock"), "w") as lock:
        wait_for(lock)
        if is_ready():
            return
        keep_data_reachable()
        discard_a_moved_environment()
        install_uv()
        install_packages()
        with open(STAMP, "w") as stamp:
            stamp.write(fingerprint())


def is_ready():
    """Whether .venv works, stands where it was made, and holds what the lock file says."""
    try:
        with open(STAMP) as stamp:
            return stamp.read() == fingerprint()
    except OSError:
        return False


def fingerprint():
    """The checkout's place, the interpreter, and the two files that decide the packages."""
    digest = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    python = os.path.realpath(os.path.join(VENV, "bin", "python"))
    if not os.path.exists(python):
        raise OSError(python)
    return "\n".join([ROOT, python, digest.hexdigest(), ""])


def use_a_fitting_python():
    """Go on under another Python of this machine when `python3` is too old or too new."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        command = "python3.%d" % minor
        # A version manager puts names on the path that only say "not installed".
        if shutil.which(command) and subprocess.call([command, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            os.execvp(command, [command, os.path.realpath(__file__)])
    stop(
        "fengqiao needs Python %d.%d to %d.%d; python3 here is %d.%d (%s)."
        % (OLDEST + NEWEST + sys.version_info[:2] + (sys.executable,)),
        "Install one, on Debian 12 or later: apt-get install python3",
        "or name another one: make PYTHON=/path/to/python3.12 setup",
    )


def wait_for(lock):
    """One preparation at a time; a second call waits and then finds everything done."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("Another call is preparing the environment; waiting for it.")
        fcntl.flock(lock, fcntl.LOCK_EX)


def keep_data_reachable():
    """As root, keep the data out of folders that other users cannot enter.

    PostgreSQL refuses to run as root, so root starts it as a user of its own. Instead of opening
    a closed home folder to that user, the data is put under /var/lib and linked from here.
    """
    if os.geteuid() != 0 or os.path.lexists(DATA) or os.environ.get("FENGQIAO_DATA_DIR", DATA) != DATA:
        return
    closed = closed_folder_above(DATA)
    if closed is None:
        return
    name = "%s-%s" % (os.path.basename(ROOT), hashlib.sha256(ROOT.encode()).hexdigest()[:8])
    target = os.path.join("/var/lib/fengqiao", name)
    say("%s is closed to other users and PostgreSQL cannot run as root: its data goes to %s" % (closed, target))
    os.makedirs(target, exist_ok=True)
    os.chmod(os.path.dirname(target), 0o755)
    os.chmod(target, 0o755)
    os.symlink(target, DATA)


def closed_folder_above(path):
    """The nearest folder above `path` that other users may not enter."""
    while path != os.path.dirname(path):
        path = os.path.dirname(path)
        if not os.stat(path).st_mode & 0o001:
            return path
    return None


def discard_a_moved_environment():
    """An environment names its own place in every script; moved or copied, it starts the old one."""
    try:
        with open(STAMP) as stamp:
            made_at = stamp.readline().rstrip("\n")
    except OSError:
        return
    if made_at == ROOT and os.path.exists(os.path.join(VENV, "bin", "python")):
        return
    shutil.rmtree(VENV)


def install_uv():
    """Bring the pinned uv with the pip wheel of this repository; its archive must match a hash."""
    if os.path.exists(UV):
        answer = subprocess.run([UV, "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if answer.stdout.split()[1:2] == [UV_VERSION.encode()]:
            return
    say("Installing uv %s into .boot" % UV_VERSION)
    fresh = os.path.join(BOOT, "new")
    shutil.rmtree(fresh, ignore_errors=True)
    pip("install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-input",
        "--disable-pip-version-check", "--root-user-action", "ignore",
        "--target", fresh, "-r", os.path.join(ROOT, "tools", "uv.txt"))
    shutil.rmtree(os.path.dirname(UV), ignore_errors=True)
    os.replace(os.path.join(fresh, "bin"), os.path.dirname(UV))
    shutil.rmtree(fresh, ignore_errors=True)


def pip(*arguments):
    """Run the committed pip, free of personal settings that contradict a plain target folder."""
    clean = dict(os.environ, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
    clean.pop("PIP_TARGET", None)
    clean.pop("PIP_PREFIX", None)
    run([sys.executable, PIP] + list(arguments), clean)


def install_packages():
    """Install exactly what uv.lock says, by hash, from the usual index or from a mirror."""
    say("Installing the locked packages into .venv")
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never", UV_PROJECT_ENVIRONMENT=VENV)
    environment.pop("VIRTUAL_ENV", None)
    if has_certificates():
        # Like pip: trust what this machine trusts, which behind a filtering gateway is more.
        environment.setdefault("UV_SYSTEM_CERTS", "1")
    python = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    mirror = configured_index()
    if mirror is None:
        run([UV, "sync", "--quiet", "--locked", "--python", python], environment)
    else:
        install_from(mirror, python, environment)


def has_certificates():
    paths = ssl.get_default_verify_paths()
    return bool(paths.cafile or (paths.capath and os.listdir(paths.capath)))


def configured_index():
    """The package index that this user has set for uv or pip, if it is not the usual one."""
    for variable in INDEX_VARIABLES:
        if os.environ.get(variable):
            return os.environ[variable]
    answer = subprocess.run([sys.executable, PIP, "config", "get", "global.index-url"],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return answer.stdout.decode().strip() or None


def install_from(mirror, python, environment):
    """Install from a mirror; the lock file names its own index, so its hashes are what is kept."""
    say("Packages come from the configured index; their hashes are those of uv.lock")
    for variable in INDEX_VARIABLES:
        environment.pop(variable, None)
    needed = os.path.join(BOOT, "requirements.txt")
    run([UV, "export", "--quiet", "--frozen", "--no-emit-project", "--output-file", needed], environment)
    environment["UV_DEFAULT_INDEX"] = mirror
    place = environment["UV_PROJECT_ENVIRONMENT"]
    if not os.path.exists(os.path.join(place, "bin", "python")):
        run([UV, "venv", "--quiet", "--allow-existing", "--python", python, place], environment)
    inside = ["--quiet", "--python", os.path.join(place, "bin", "python")]
    run([UV, "pip", "sync"] + inside + ["--require-hashes", needed], environment)
    run([UV, "pip", "install"] + inside + ["--no-deps", "--editable", ROOT], environment)


def run(command, environment):
    try:
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    except subprocess.CalledProcessError as failure:
        stop("%s ended with %d." % (os.path.basename(command[0]), failure.returncode),
             "Installing needs a Python package index. Behind a mirror, set PIP_INDEX_URL to it.")


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def stop(*sentences):
    sys.exit("\n".join(sentences))


main()
