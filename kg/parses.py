"""What an earlier build made of the texts of articles, in one SQLite file beside the store: an edited rule re-reads
parses and the names in them, not text.

A parse is found by the text that was parsed and by the fingerprint of what parsed it, its names by the fingerprint of
what found them, so that neither ever has to be declared out of date. Nothing is lost with the file but time.
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

_VERSION = 2
_SCHEMA = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE parses (
    text TEXT NOT NULL, fingerprint TEXT NOT NULL, parse BLOB NOT NULL, names BLOB, names_from TEXT,
    PRIMARY KEY (text, fingerprint)
);
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many parses there are, how many bytes the file has, and how many of the parses are of no further use."""

    parses: int
    bytes: int
    unused: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a build made of a text: ``parse`` or ``names`` are None where an earlier one had it. ``told`` is what the
    names depend on beside the text."""

    parse: bytes | None = None
    names: bytes | None = None
    told: str = ""


class ParseCache:
    """The parses in a file, and the names that were found in them. Use it in a ``with`` statement."""

    def __init__(self, path: Path, fingerprint: str = "", naming: str = "") -> None:
        """The parses of ``path``, made if it is not there. ``fingerprint`` is that of the model and the parsing code,
        ``naming`` that of what finds names in a parse.

        Raises:
            ExportError: the file cannot be made or read.
        """
        self._path = path
        self._fingerprint = fingerprint
        self._naming = naming
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

    def names(self, text: str, told: str) -> bytes | None:
        """The names in a text, or None; ``told`` is what they depend on beside it."""
        with self._told():
            row = self._connection.execute(
                "SELECT names FROM parses WHERE text = ? AND fingerprint = ? AND names_from = ?",
                (digest(text), self._fingerprint, digest(self._naming, told)),
            ).fetchone()
        return None if row is None else bytes(row[0])

    def add(self, made: Mapping[str, Made]) -> None:
        """Keep what was made of some texts; all of it or nothing.

        Raises:
            ExportError: the file cannot be written.
        """
        keyed = [(digest(text), one) for text, one in made.items()]
        parses = ((key, self._fingerprint, one.parse) for key, one in keyed if one.parse is not None)
        names = (
            (one.names, digest(self._naming, one.told), key, self._fingerprint)
            for key, one in keyed if one.names is not None
        )  # fmt: skip
        with self._told(), self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO parses (text, fingerprint, parse) VALUES (?, ?, ?)", parses
            )
            self._connection.executemany(
                "UPDATE parses SET names = ?, names_from = ? WHERE text = ? AND fingerprint = ?", names
            )

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
