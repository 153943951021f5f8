"""Runs one SQL statement of a test, as whatever user the DSN names."""

from typing import Any

import psycopg


def rows_of(dsn: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a statement; none for one that gives none."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        cursor = connection.execute(query.encode(), values or None)
        return cursor.fetchall() if cursor.description else []
