"""What an operator does at the command line for a partner, as the guide tells it."""

import os
import re
import subprocess
import sys

from tests.examples.guide import blocks
from tests.examples.running import Running
from tests.support.database import Databases

COMMANDS = """
import shlex, sys
from services.cli.main import app
for line in sys.stdin:
    app(shlex.split(line)[1:], standalone_mode=False)
"""
"""Takes command lines in one process: starting Python for each takes longer than all of them."""


def handed_over(service: Running, databases: Databases) -> dict[str, str]:
    """The five values that the partner of the guide is handed, after the guide's own commands."""
    settings = {
        "DATABASE_URL": databases.app,
        "PROJECTOR_DATABASE_URL": databases.projector,
        "KEYS_DATABASE_URL": databases.key_app,
        "DATA_DIR": str(service.settings.data_dir),
    }
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS],
        check=False,
        input=blocks("zh")[0].text,
        env=os.environ | {f"FENGQIAO_{name}": value for name, value in settings.items()},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    client = dict(re.findall(r"(client_\w+)=(\S+)", done.stdout))
    inbox, webhook = re.findall(r"whsec_\S+", done.stdout)
    return {
        "FQ_PARTNER": "qifang",
        "FQ_CLIENT_ID": client["client_id"],
        "FQ_CLIENT_SECRET": client["client_secret"],
        "FQ_INBOX_SECRET": inbox,
        "FQ_WEBHOOK_SECRET": webhook,
    }
