"""The tables of this package: a schema for each part, with its own revisions; `migrate` is a step of its own."""

from pathlib import Path
from typing import Final

from services.kit.migration import migrate as migrate_schema
from services.workflow.storage.databases import OWNER

_HERE = Path(__file__).parent
SCHEMAS: Final[dict[str, Path]] = {
    "partners": _HERE / "profiles" / "migrations",
    "inbox": _HERE / "inbox" / "migrations",
    "feed": _HERE / "feed" / "migrations",
    "deliveries": _HERE / "deliveries" / "migrations",
    "handoff": _HERE / "handoff" / "migrations",
    "files": _HERE / "files" / "migrations",
    "imports": _HERE / "imports" / "migrations",
}
"""Schema of the database to the folder of its revisions, in the order in which they are made."""


def migrate(dsn: str) -> None:
    """Bring every schema of this package up to date; the log comes before."""
    for schema, revisions in SCHEMAS.items():
        migrate_schema(dsn, revisions, schema=schema, owner=OWNER)
