"""What a stand-in remembers, in SQLite: events received, messages to send, its place in the feed."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLES = """
CREATE TABLE IF NOT EXISTS deliveries (webhook_id TEXT PRIMARY KEY, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS events (
  position INTEGER PRIMARY KEY, dispute TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  way TEXT NOT NULL, is_late INTEGER NOT NULL, is_handled INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT UNIQUE NOT NULL, dispute TEXT NOT NULL,
  body TEXT NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL DEFAULT 0, answer INTEGER);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A message that is to be sent."""

    seq: int
    event_id: str
    dispute: str
    body: bytes
    tries: int


class Store:
    """One stand-in's memory; safe to open again after the process died."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """End it."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written inside is kept, or none of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def is_first_delivery(self, webhook_id: str, position: int) -> bool:
        """Note a delivery; false where this one came before."""
        return self._added("deliveries (webhook_id, position)", (webhook_id, position))

    def add_event(self, event: dict[str, Any], way: str) -> bool:
        """Keep an event by its position; false where it is known, by whichever way it came."""
        position, dispute = int(event["id"]), event["subject"]
        later = "SELECT 1 FROM events WHERE dispute = ? AND position > ?"
        is_late = self._db.execute(later, (dispute, position)).fetchone() is not None
        kind = event["type"].split(".")[2]
        row = (position, dispute, kind, json.dumps(event, ensure_ascii=False), way, is_late)
        return self._added("events (position, dispute, kind, body, way, is_late)", row)

    def unhandled(self) -> list[dict[str, Any]]:
        """Events to which nothing was answered yet, in the order of the log."""
        rows = self._db.execute("SELECT body FROM events WHERE NOT is_handled ORDER BY position")
        return [json.loads(body) for (body,) in rows]

    def handled(self, position: int) -> None:
        """An event was dealt with."""
        self._db.execute("UPDATE events SET is_handled = 1 WHERE position = ?", (position,))

    def add_message(self, event_id: str, dispute: str, body: bytes, due: float) -> bool:
        """Keep what is to be sent at `due`; false where it is kept already."""
        columns = "outbox (event_id, dispute, body, due)"
        return self._added(columns, (event_id, dispute, body.decode(), due))

    def waiting(self, now: float, *, is_reversed: bool) -> list[Waiting]:
        """What is due, in the order in which it came about; only the first of each dispute.

        Reversed: the last of each dispute goes first.
        """
        pick = "max" if is_reversed else "min"
        rows = self._db.execute(
            f"SELECT seq, event_id, dispute, body, tries FROM outbox WHERE seq IN"  # noqa: S608
            f" (SELECT {pick}(seq) FROM outbox WHERE answer IS NULL GROUP BY dispute)"
            " AND due <= ? ORDER BY seq",
            (now,),
        ).fetchall()
        return [
            Waiting(seq=seq, event_id=told, dispute=of, body=body.encode(), tries=tries)
            for seq, told, of, body, tries in rows
        ]

    def answered(self, seq: int, status: int) -> None:
        """The service took a message, or refused it for good."""
        self._db.execute("UPDATE outbox SET answer = ? WHERE seq = ?", (status, seq))

    def put_off(self, seq: int, due: float) -> None:
        """Nobody took it: send it again later."""
        self._db.execute("UPDATE outbox SET due = ?, tries = tries + 1 WHERE seq = ?", (due, seq))

    def note(self, name: str, value: Any) -> None:
        """Remember a value."""
        row = (name, json.dumps(value, ensure_ascii=False))
        self._db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", row)

    def noted(self, name: str, default: Any = None) -> Any:
        """The value remembered under a name."""
        row = self._db.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else default

    def count(self, name: str) -> None:
        """Count one more of something."""
        self.note(name, self.noted(name, 0) + 1)

    def events(self, dispute: str | None = None) -> list[dict[str, Any]]:
        """What is known, of one dispute or of all, in the order of the log."""
        where, given = ("WHERE dispute = ?", (dispute,)) if dispute else ("", ())
        rows = self._db.execute(f"SELECT body FROM events {where} ORDER BY position", given)  # noqa: S608
        return [json.loads(body) for (body,) in rows]

    def told(self) -> dict[str, Any]:
        """Counts, for whoever looks at the stand-in from outside."""
        one = (
            "SELECT count(*), coalesce(sum(is_late), 0), coalesce(sum(way = 'feed'), 0) FROM events"
        )
        events, late, fed = self._db.execute(one).fetchone()
        (deliveries,) = self._db.execute("SELECT count(*) FROM deliveries").fetchone()
        counted = self._db.execute(
            "SELECT name FROM notes WHERE name LIKE 'forgeries %'"
        ).fetchall()
        sent = self._db.execute(
            "SELECT event_id, json_extract(body, '$.type'), dispute, answer, tries"
            " FROM outbox ORDER BY seq"
        )
        names = ("id", "type", "dispute", "answer", "tries")
        return {
            "events": events,
            "late": late,
            "first_by_feed": fed,
            "deliveries": deliveries,
            **{name: self.noted(name) for (name,) in counted},
            "messages": [dict(zip(names, row, strict=True)) for row in sent],
        }

    def _added(self, table: str, row: tuple[Any, ...]) -> bool:
        marks = ", ".join("?" * len(row))
        added = self._db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)  # noqa: S608
        return added.rowcount == 1
