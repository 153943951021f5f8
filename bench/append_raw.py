"""The floor: pgbench inserting the same event row and key row, one transaction per command."""

import re
import subprocess
import tempfile
from pathlib import Path

import psycopg

from bench.append_ours import ANSWER, TOPIC, sample_state
from services.kit.embedded_postgres import EmbeddedPostgres
from services.kit.postgres_binaries import programs, server_account

_TABLES = """
CREATE SCHEMA raw;
CREATE TABLE raw.events (LIKE log.events INCLUDING ALL);
ALTER TABLE raw.events ALTER position ADD GENERATED ALWAYS AS IDENTITY;
CREATE TABLE raw.command_keys (LIKE log.command_keys INCLUDING ALL);
"""
# One statement, so one round trip: faster than the two inserts between BEGIN and COMMIT.
_INSERTS = """
WITH event AS (
    INSERT INTO raw.events (prev, recorded_at, stream_id, version, topic, state, hash)
    VALUES (0, clock_timestamp(), gen_random_uuid(), 1, U&'{topic}',
            convert_to(repeat('x', {state}), 'UTF8'), sha256('x'))
    RETURNING position, recorded_at, stream_id)
INSERT INTO raw.command_keys
       (key, recorded_at, first_position, last_position, subject, request_hash, answer)
SELECT gen_random_uuid(), recorded_at, position, position, stream_id, sha256('x'),
       convert_to(repeat('x', {answer}), 'UTF8') FROM event;
"""


def prepare_raw(dsn: str) -> None:
    """Make tables with the columns and indexes of the log, and positions from a sequence."""
    with psycopg.connect(dsn) as connection:
        connection.execute(_TABLES)


def raw_commands(server: EmbeddedPostgres, clients: int, seconds: float) -> float:
    """Transactions a second."""
    # pgbench reads a colon as the beginning of a variable.
    topic = TOPIC.replace(":", r"\003a")
    script = _INSERTS.format(topic=topic, state=len(sample_state()), answer=len(ANSWER))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        Path(file.name).write_text(script, encoding="utf-8")
        threads = str(min(clients, 2))
        command = [str(programs(server_account()) / "pgbench"), "-n", "-M", "prepared"]
        command += ["-h", str(server.data), "-U", "postgres", "-f", file.name]
        command += ["-c", str(clients), "-j", threads, "-T", str(round(seconds)), "fengqiao"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if found is None or "aborted" in done.stderr:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found[1])
