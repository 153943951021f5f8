"""The tables of the read models; `migrate` is a step of its own."""

from pathlib import Path

from services.kit.migration import migrate as migrate_schema

REVISIONS = Path(__file__).parent / "views"
SCHEMA = "views"
OWNER = "fengqiao_owner"
"""Owns every table; the projector writes rows and never makes a table."""


def migrate(dsn: str) -> None:
    """Bring the read models (schema `views`) of a database up to date; the log comes before."""
    migrate_schema(dsn, REVISIONS, schema=SCHEMA, owner=OWNER)
