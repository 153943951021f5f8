"""Finds a planted text wherever it came out, however it is written there."""

import base64
from collections.abc import Iterable, Iterator
from uuid import uuid4

import psycopg

from tests.support.database import Databases


def planted(place: str) -> str:
    """A text that stands nowhere else, with letters that survive every way of writing it."""
    return f"金丝雀{place}canary{uuid4().hex}"


def place_of(canary: str) -> str:
    """Where it was planted: names a test, the same in every process that collects it."""
    return canary.partition("canary")[0]


def places_of(canary: str, told: dict[str, str]) -> set[str]:
    """Where the text can be read: as it is, as bytes in hexadecimal, or in base 64."""
    needles = set(_needles(canary))
    return {place for place, text in told.items() if any(one in text for one in needles)}


def _needles(canary: str) -> Iterator[str]:
    # What JSON, addresses and HTML write otherwise is the Chinese part alone.
    for text in (canary, canary[canary.index("canary") :]):
        yield text
        written = text.encode()
        yield written.hex()
        for shift in range(3):
            # Three alignments, without the ends, which the neighbours decide.
            encoded = base64.b64encode(b"\0" * shift + written).decode()
            yield encoded[4:-4]


def stored(databases: Databases) -> dict[str, str]:
    """Every row of every table of both databases, as text."""
    return {
        f"table {name}": "\n".join(rows)
        for dsn in (databases.admin, databases.key_admin)
        for name, rows in _tables(dsn)
    }


def _tables(dsn: str) -> Iterable[tuple[str, list[str]]]:
    with psycopg.connect(dsn, autocommit=True) as connection:
        names = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for (name,) in names:
            rows = connection.execute(f"SELECT t::text FROM {name} t".encode()).fetchall()
            yield name, [row for (row,) in rows]
