"""Parses that an earlier build made, in one SQLite file beside the store: an edited rule re-reads parses, not text.

A parse is found by the text that was parsed and by the fingerprint of what parsed it, so that it never has to be
declared out of date. Nothing is lost with the file but time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import ExportError
from kg.fingerprint import digest

_VERSION = 1
_SCHEMA = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE parses (
    text TEXT NOT NULL, fingerprint TEXT NOT NULL, parse BLOB NOT NULL, PRIMARY KEY (text, fingerprint)
);
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many parses there are, how many bytes the file has, and how many of the parses are of no further use."""

    parses: int
    bytes: int
    unused: int


class ParseCache:
    """The parses in a file. Use it in a ``with`` statement."""

    def __init__(self, path: Path, fingerprint: str = "") -> None:
        """The parses of ``path``, made if it is not there; ``fingerprint`` is that of the model and the parsing code.

        Raises:
            ExportError: the file cannot be made or read.
        """
        self._path = path
        self._fingerprint = fingerprint
        with self._told():
            try:
                self._connection = self._open()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                for suffix in ("", "-wal", "-shm"):  # something else, or damaged: it can be made again
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
                self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version not in (0, _VERSION):
                connection.execute("DROP TABLE parses")
            # Readers are not stopped by the writer, and a killed one leaves what it had committed.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if version != _VERSION:
                connection.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
        except BaseException:
            connection.close()
            raise
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def get(self, text: str) -> bytes | None:
        """The parse of a text, or None."""
        with self._told():
            row = self._connection.execute(
                "SELECT parse FROM parses WHERE text = ? AND fingerprint = ?", (digest(text), self._fingerprint)
            ).fetchone()
        return None if row is None else bytes(row[0])

    def add(self, parses: Mapping[str, bytes]) -> None:
        """Keep parses, given by their texts; all of them or none.

        Raises:
            ExportError: the file cannot be written.
        """
        rows = ((digest(text), self._fingerprint, parse) for text, parse in parses.items())
        with self._told(), self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO parses VALUES (?, ?, ?)", rows)

    def size(self, used: Collection[str]) -> Size:
        """What there is; ``used`` are the digests of the texts that the store has articles of."""
        with self._told():
            rows = self._connection.execute("SELECT text, fingerprint FROM parses").fetchall()
        wanted = set(used)
        unused = sum(text not in wanted or made != self._fingerprint for text, made in rows)
        return Size(len(rows), self._path.stat().st_size, unused)

    def prune(self, used: Collection[str]) -> None:
        """Forget what no article of the store has the text of, and what another model or other code made."""
        with self._told():
            with self._transaction():
                self._connection.execute("CREATE TEMP TABLE used (text TEXT PRIMARY KEY)")
                self._connection.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((text,) for text in used))
                self._connection.execute(
                    "DELETE FROM parses WHERE fingerprint != ? OR text NOT IN (SELECT text FROM used)",
                    (self._fingerprint,),
                )
            self._connection.execute("DROP TABLE used")
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise ExportError(f"{self._path}: cannot be written: {error}") from error
