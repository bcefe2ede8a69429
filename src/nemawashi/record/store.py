"""What the program itself writes: documents read, proposals' reviews, decisions. SQLite with a write-ahead log; nothing accepted is lost.

Decisions are append-only: a changed mind is a further row. Each stands on the document's hash and the span, so that it is found again when the
document is read anew. Every append is committed (``synchronous = FULL``) before it returns; a kill loses at most what was not yet decided.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from nemawashi.errors import Fault, Refused

__all__ = ["Decision", "Store", "Verdict"]

Verdict = Literal["accept", "correct", "reject"]

_SCHEMA = (
    """
    CREATE TABLE decision (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'correct', 'reject')),
        reviewer TEXT NOT NULL CHECK (reviewer <> ''), at TEXT NOT NULL,
        proposal TEXT NOT NULL, correction TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX decision_span ON decision (document, start, "end");
    CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
    CREATE TRIGGER decision_kept BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
    CREATE TABLE document (key TEXT PRIMARY KEY, file TEXT NOT NULL, content TEXT NOT NULL);
    CREATE TABLE answer (key TEXT PRIMARY KEY, content TEXT NOT NULL);
    """,
)
"""One entry a migration; the file's ``user_version`` counts those applied."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one reviewer on one proposed span. ``correction`` holds the changed fields as JSON."""

    document: str
    start: int
    end: int
    verdict: Verdict
    reviewer: str
    at: datetime
    proposal: str
    """The proposal as it was when decided, as JSON."""
    correction: str = ""
    note: str = ""

    @property
    def span(self) -> tuple[str, int, int]:
        """What the decision is on."""
        return self.document, self.start, self.end


class Store:
    """The overlay of one user: a file on disk, or ``:memory:``."""

    def __init__(self, path: Path | str) -> None:
        self._path = str(path)
        try:
            if self._path != ":memory:":
                Path(self._path).parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._migrate()
        except (sqlite3.DatabaseError, OSError) as error:
            raise Refused(
                Fault(self._path, f"cannot be used as a store ({error})", "the store is a SQLite file of this program", "name another file")
            ) from None

    def _migrate(self) -> None:
        done = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if done > len(_SCHEMA):
            raise sqlite3.DatabaseError("written by a later version of this program")
        for number, script in enumerate(_SCHEMA[done:], done + 1):
            self._connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield self._connection
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def decide(self, decision: Decision) -> None:
        """Append one decision; it is on disk when this returns."""
        if not decision.reviewer.strip():
            raise Refused(Fault("reviewer", "no name", "a decision is signed", "say who decides"))
        with self._write() as connection:
            connection.execute(
                'INSERT INTO decision (document, start, "end", verdict, reviewer, at, proposal, correction, note) VALUES (?,?,?,?,?,?,?,?,?)',
                (
                    decision.document,
                    decision.start,
                    decision.end,
                    decision.verdict,
                    decision.reviewer,
                    decision.at.isoformat(),
                    decision.proposal,
                    decision.correction,
                    decision.note,
                ),
            )

    def decisions(self, document: str | None = None) -> tuple[Decision, ...]:
        """All decisions, or those on one document, in the order they were made."""
        query = 'SELECT document, start, "end", verdict, reviewer, at, proposal, correction, note FROM decision'
        rows = self._connection.execute(
            f"{query} WHERE document = ? ORDER BY id" if document else f"{query} ORDER BY id", (document,) if document else ()
        )
        return tuple(Decision(d, int(s), int(e), v, r, datetime.fromisoformat(t), p, c, n) for d, s, e, v, r, t, p, c, n in rows)

    def remember(self, table: Literal["document", "answer"], key: str, content: str, file: str = "") -> None:
        """Keep what was read under ``key``, so that a run that was killed goes on where it stopped."""
        with self._write() as connection:
            if table == "document":
                connection.execute("INSERT OR REPLACE INTO document (key, file, content) VALUES (?,?,?)", (key, file, content))
            else:
                connection.execute("INSERT OR REPLACE INTO answer (key, content) VALUES (?,?)", (key, content))

    def recall(self, table: Literal["document", "answer"], key: str) -> str | None:
        """What was kept under ``key``."""
        query: Mapping[str, str] = {
            "document": "SELECT content FROM document WHERE key = ?",
            "answer": "SELECT content FROM answer WHERE key = ?",
        }
        row = self._connection.execute(query[table], (key,)).fetchone()
        return str(row[0]) if row else None
