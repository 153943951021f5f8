"""The tables of the log and of the keys; `migrate` and `migrate_keys` are steps of their own."""

from pathlib import Path

from services.kit.migration import migrate as migrate_schema
from services.workflow.storage.databases import OWNER

_HERE = Path(__file__).parent
LOG_REVISIONS = _HERE / "log"
KEY_REVISIONS = _HERE / "keys"


def migrate(dsn: str) -> None:
    """Bring the log (schema `log`) of a database up to date."""
    migrate_schema(dsn, LOG_REVISIONS, schema="log", owner=OWNER)


def migrate_keys(dsn: str) -> None:
    """Bring the keys (schema `keys`) of a database up to date."""
    migrate_schema(dsn, KEY_REVISIONS, schema="keys", owner=OWNER)
