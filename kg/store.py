"""The store of record: what every article said, and which actors of the corpus it said it of, in one SQLite file.

Two layers. *As read*: ``documents``, ``article_actors``, ``mentions``, ``article_claims`` and ``rejections`` hold what
``language`` found, under the article's own actor ids; ``add`` writes them and nothing ever changes them. *Settled*:
``actors``, ``claim_ids`` and the columns named ``actor`` say which actor of the corpus each of them is; ``settle``
writes them, and writes them anew when it is called again. The view ``claims`` joins the two for anyone with a SQL
prompt: ``SELECT source, relation, target, status, text FROM claims``.

*For people with a SQL prompt, and for Datasette*: ``relations`` says what the relations mean (``describe`` writes it),
the view ``edges`` adds claims up as the graph does, the view ``evidence`` has every claim in words with its sentence
and its article: ``SELECT * FROM evidence WHERE source_name = 'Peru' AND relation = 'detained'``. FORMATS.md lists the
columns.

Every table is keyed by content and stored in key order, no clock is read and no row number is used, so that the same
input gives the same ``.dump``, whatever the size of the batches and whether it was made in one go. ``readings`` holds,
for every document, the fingerprint of all that its rows were made from: a build compares it to know what it need not
read again.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import batched
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Protocol, Self

from kg.errors import ExportError, InputError
from kg.models import (
    STATUSES,
    Actor,
    Claim,
    Document,
    Evidence,
    Extraction,
    Kind,
    Mention,
    Rejection,
    RelationType,
    Span,
    Speaker,
    Status,
    claim_id,
)

SCHEMA_VERSION = 7
SAME_ACTOR = "same actor"
"""Reason of a rejection: both ends of the claim turned out to be one actor of the corpus."""
SAME_CLAIM = "same claim"
"""Reason of a rejection: another rule had read the same claim from the same sentence."""

_APPLICATION_ID = 0x6B670001  # "kg": tells our files from other SQLite files

_SCHEMA = """
CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY, path TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL,
    date TEXT NOT NULL, language TEXT NOT NULL, sha256 TEXT NOT NULL, body INTEGER NOT NULL, text TEXT NOT NULL,
    provenance TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sketches (doc TEXT NOT NULL PRIMARY KEY REFERENCES documents, sketch BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE copies (
    doc TEXT NOT NULL PRIMARY KEY REFERENCES documents, origin TEXT NOT NULL REFERENCES documents
) WITHOUT ROWID;
CREATE TABLE readings (doc TEXT NOT NULL PRIMARY KEY REFERENCES documents, made_from TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE settlings (made_from TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE actors (
    id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, wikidata TEXT,
    alias TEXT, how TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE article_actors (
    doc TEXT NOT NULL REFERENCES documents, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    aliases TEXT NOT NULL, wikidata TEXT, alias TEXT, how TEXT NOT NULL,
    actor TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (doc, id)
) WITHOUT ROWID;
CREATE TABLE mentions (
    doc TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
    article_actor TEXT NOT NULL, actor TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (doc, start, "end", article_actor),
    FOREIGN KEY (doc, article_actor) REFERENCES article_actors (doc, id)
) WITHOUT ROWID;
CREATE INDEX articles_of_actor ON article_actors (actor);
CREATE INDEX mentions_of_actor ON mentions (actor);
CREATE TABLE article_claims (
    doc TEXT NOT NULL, nr INTEGER NOT NULL, source TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL,
    status TEXT NOT NULL, role TEXT NOT NULL, date TEXT NOT NULL, speaker TEXT, speaker_actor TEXT,
    speaker_named INTEGER, speaker_via TEXT, confidence REAL NOT NULL, rule TEXT NOT NULL,
    construction TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    trigger_start INTEGER, trigger_end INTEGER, source_start INTEGER, source_end INTEGER,
    target_start INTEGER, target_end INTEGER,
    PRIMARY KEY (doc, nr),
    FOREIGN KEY (doc, source) REFERENCES article_actors (doc, id),
    FOREIGN KEY (doc, target) REFERENCES article_actors (doc, id),
    FOREIGN KEY (doc, speaker_actor) REFERENCES article_actors (doc, id)
) WITHOUT ROWID;
CREATE TABLE claim_ids (
    id TEXT NOT NULL PRIMARY KEY, doc TEXT NOT NULL, nr INTEGER NOT NULL,
    source TEXT NOT NULL REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
    target TEXT NOT NULL REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
    speaker_actor TEXT REFERENCES actors DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (doc, nr) REFERENCES article_claims (doc, nr)
) WITHOUT ROWID;
CREATE INDEX claims_of_source ON claim_ids (source);
CREATE INDEX claims_of_speaker ON claim_ids (speaker_actor);
CREATE INDEX claims_of_article ON claim_ids (doc, nr);
CREATE INDEX claims_of_target ON claim_ids (target);
CREATE VIEW claims AS
    SELECT s.id, s.doc, s.source, c.relation, s.target, c.status, c.role, c.date, c.speaker, s.speaker_actor,
           c.speaker_named, c.speaker_via, c.confidence, c.rule, c.construction, c.start, c."end", c.text,
           c.trigger_start, c.trigger_end, c.source_start, c.source_end, c.target_start, c.target_end
    FROM claim_ids AS s JOIN article_claims AS c ON c.doc = s.doc AND c.nr = s.nr;
CREATE TABLE relations (
    id TEXT NOT NULL PRIMARY KEY, label TEXT NOT NULL, inverse_label TEXT NOT NULL, family TEXT NOT NULL,
    plover TEXT NOT NULL, symmetric INTEGER NOT NULL, meaning TEXT NOT NULL
) WITHOUT ROWID;
CREATE VIEW evidence AS
    SELECT c.id AS claim, c.source, s.name AS source_name, c.relation, coalesce(r.label, c.relation) AS label, c.target,
           t.name AS target_name, c.status, c.role, c.date, c.speaker, c.speaker_actor, c.speaker_via AS via,
           c.confidence, c.rule, c.text AS quote, c.start, c."end", c.doc AS article, d.title, d.publisher,
           d.date AS article_date, d.url, d.path
    FROM claims AS c JOIN actors AS s ON s.id = c.source JOIN actors AS t ON t.id = c.target
    JOIN documents AS d ON d.id = c.doc LEFT JOIN relations AS r ON r.id = c.relation;
CREATE VIEW edges AS
    SELECT e.source, s.name AS source_name, e.relation, coalesce(r.label, e.relation) AS label, e.target,
           t.name AS target_name, r.family, r.plover, r.symmetric,
           CASE WHEN claims_asserted THEN 'asserted' WHEN claims_alleged THEN 'alleged'
                WHEN claims_planned THEN 'planned' WHEN claims_hypothetical THEN 'hypothetical' ELSE 'denied' END
           AS status,
           weight, claims, claims_asserted, claims_alleged, claims_denied, claims_planned, claims_hypothetical,
           claims_denied > 0 AND claims_asserted + claims_alleged > 0 AS contested, first_date, last_date,
           coalesce(sure_asserted, sure_alleged, sure_planned, sure_hypothetical, sure_denied) AS confidence
    FROM (
        SELECT iif(r.symmetric AND c.target < c.source, c.target, c.source) AS source, c.relation,
               iif(r.symmetric AND c.target < c.source, c.source, c.target) AS target,
               count(DISTINCT c.doc) AS weight, count(*) AS claims, sum(c.status = 'asserted') AS claims_asserted,
               sum(c.status = 'alleged') AS claims_alleged, sum(c.status = 'denied') AS claims_denied,
               sum(c.status = 'planned') AS claims_planned, sum(c.status = 'hypothetical') AS claims_hypothetical,
               coalesce(min(nullif(c.date, '')), min(nullif(d.date, '')), '') AS first_date,
               coalesce(max(nullif(c.date, '')), max(nullif(d.date, '')), '') AS last_date,
               max(iif(c.status = 'asserted', c.confidence, NULL)) AS sure_asserted,
               max(iif(c.status = 'alleged', c.confidence, NULL)) AS sure_alleged,
               max(iif(c.status = 'denied', c.confidence, NULL)) AS sure_denied,
               max(iif(c.status = 'planned', c.confidence, NULL)) AS sure_planned,
               max(iif(c.status = 'hypothetical', c.confidence, NULL)) AS sure_hypothetical
        FROM claims AS c JOIN documents AS d ON d.id = c.doc LEFT JOIN relations AS r ON r.id = c.relation
        GROUP BY 1, 2, 3
    ) AS e JOIN actors AS s ON s.id = e.source JOIN actors AS t ON t.id = e.target
    LEFT JOIN relations AS r ON r.id = e.relation;
CREATE TABLE rejections (
    doc TEXT NOT NULL REFERENCES documents, settled INTEGER NOT NULL, nr INTEGER NOT NULL, reason TEXT NOT NULL,
    rule TEXT NOT NULL, detail TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (doc, settled, nr)
) WITHOUT ROWID;
"""

_ACTOR_FIELDS = "id, name, kind, aliases, wikidata, alias, how"
_NAMED = (
    "SELECT actor, doc, COUNT(*) AS n FROM mentions WHERE actor IS NOT NULL GROUP BY actor, doc"
    " UNION ALL SELECT source, doc, 0 FROM claim_ids UNION ALL SELECT target, doc, 0 FROM claim_ids"
)
"""Which article names which actor, and how often, in up to three rows."""
_TURNED = "SELECT claims.*, target < source AND relation IN (SELECT value FROM json_each(?)) AS turned FROM claims"
"""Claims with a flag: whether their edge is drawn from target to source, for the relation has no direction."""
_EDGE = "iif(turned, target, source) AS edge_source, iif(turned, source, target) AS edge_target"


class Assigned(Protocol):
    """Which actor of the corpus an article's actor is, by (document id, the article's actor id)."""

    def get(self, key: tuple[str, str], /) -> str | None: ...


class Store:
    """The records of one build. Use it in a ``with`` statement; every reader is ordered by content.

    A store made by ``create`` is written beside its path and takes its place, replacing an older one, when the
    ``with`` block ends well; after an exception nothing is left of it. One made by ``resume`` keeps, after an exception
    or the death of the process, what was added to it. Finish one reader before calling ``settle``.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Path, part: Path | None = None, *, lasting: bool = False
    ) -> None:
        """Not for callers: use ``create``, ``resume`` or ``open``."""
        self._connection = connection
        self._path = path
        self._part = part
        self._lasting = lasting

    @classmethod
    def create(cls, path: Path) -> Self:
        """A new, empty store that will stand at ``path``.

        Raises:
            ExportError: the folder cannot be written to.
        """
        part = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
        except OSError as error:
            raise ExportError(f"{path}: cannot be written: {error.strerror}") from error
        with _told(path):
            # The part file is worth nothing until it is whole, so nothing is lost by not syncing it piece by piece.
            connection = _connected(part, "MEMORY", "OFF")
            _lay_out(connection)
        return cls(connection, path, part)

    @classmethod
    def resume(cls, path: Path, part: Path, *, fresh: bool = False) -> Self:
        """The store that will stand at ``path``, to be brought up to date: what is unfinished in ``part``, else a copy
        of the finished one, else, or if it shall be ``fresh``, an empty one.

        Whatever happens to the process or to the disk, ``part`` has all batches that ``add`` has returned from. It must
        be on the same file system as ``path``. Only one process may do this at a time.

        Raises:
            ExportError: a folder cannot be written to.
        """
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            if fresh or not _is_ours(part):
                _remove(part)
                if not fresh and _is_ours(path):
                    copy = part.with_name(f"{part.name}.copy")
                    shutil.copyfile(path, copy)
                    os.replace(copy, part)
        except OSError as error:
            raise ExportError(f"{path}: cannot be written: {error.strerror}") from error
        with _told(path):
            connection = _connected(part, "WAL", "NORMAL")
            if not connection.execute("PRAGMA user_version").fetchone()[0]:
                _lay_out(connection)
        return cls(connection, path, part, lasting=True)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The store that stands at ``path``.

        Raises:
            InputError: there is no such file, it is no kg store, or another version of kg wrote it.
        """
        if not path.is_file():
            raise InputError(f"{path}: there is no such file; run 'kg build' to make it")
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute("PRAGMA foreign_keys = ON")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise InputError(f"{path}: is not a kg store ({error}); name the graph.sqlite of a build") from error
        if application != _APPLICATION_ID:
            connection.close()
            raise InputError(f"{path}: is not a kg store; name the graph.sqlite of a build")
        if version != SCHEMA_VERSION:
            connection.close()
            raise InputError(
                f"{path}: was written by another version of kg (schema {version}, this one reads {SCHEMA_VERSION}); "
                "run 'kg build' again"
            )
        return cls(connection, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
            return
        if self._lasting and not self._connection.execute("SELECT EXISTS (SELECT 1 FROM documents)").fetchone()[0]:
            self._lasting = False  # there is nothing to keep
        self._connection.close()
        if self._part is not None and not self._lasting:
            _remove(self._part)

    def close(self) -> None:
        """Close the file; a store made by ``create`` takes its place at its path.

        Raises:
            ExportError: the finished file cannot be put in its place.
        """
        if self._part is None:
            self._connection.close()
            return
        with _told(self._path):
            if self._lasting:
                self._tidy()
            # One file, with nothing beside it.
            self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()
        try:
            with open(self._part, "rb") as written:
                os.fsync(written.fileno())
            os.replace(self._part, self._path)
        except OSError as error:
            raise ExportError(f"{self._path}: cannot be written: {error.strerror}") from error
        self._part = None

    def _tidy(self) -> None:
        """Give back the pages of removed articles when they are a fifth of the file or more."""
        (free,) = self._connection.execute("PRAGMA freelist_count").fetchone()
        (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
        if free * 5 > pages:
            self._connection.execute("VACUUM")

    # ------------------------------------------------------------------ writing

    def add(self, batch: Iterable[Extraction], made_from: Mapping[str, str] = MappingProxyType({})) -> None:
        """Store what some articles yielded, all of them or none (one transaction).

        ``made_from`` tells, by document, what its extraction was made from; a document that has a place in it takes the
        place of an earlier one with its id. Else a document is added once, and every mention, claim and speaker must
        name an actor of its own extraction: anything else is a bug in the caller and raises
        ``sqlite3.IntegrityError``.

        Raises:
            ExportError: the file cannot be written (a full disk, another program holds it).
        """
        with self._transaction():
            for extraction in batch:
                doc = extraction.document.id
                if doc in made_from:
                    self._remove(doc)
                self._add(extraction)
                self._connection.execute("DELETE FROM settlings")
                if doc in made_from:
                    self._connection.execute("INSERT INTO readings VALUES (?, ?)", (doc, made_from[doc]))

    def remove(self, docs: Iterable[str]) -> None:
        """Forget some documents and all that they yielded (one transaction); their actors stay until ``settle``.

        Raises:
            ExportError: the file cannot be written.
        """
        with self._transaction():
            for doc in docs:
                self._remove(doc)

    def _remove(self, doc: str) -> None:
        tables = ("claim_ids", "rejections", "article_claims", "mentions", "article_actors", "readings", "sketches")
        for table in tables:
            self._connection.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))
        self._connection.execute("DELETE FROM copies WHERE ? IN (doc, origin)", (doc,))
        self._connection.execute("DELETE FROM documents WHERE id = ?", (doc,))
        self._connection.execute("DELETE FROM settlings")

    def _add(self, extraction: Extraction) -> None:
        document, doc = extraction.document, extraction.document.id
        execute, executemany = self._connection.execute, self._connection.executemany
        execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                doc,
                document.path,
                document.title,
                document.publisher,
                document.url,
                document.date,
                document.language,
                document.sha256,
                document.body,
                document.text,
                json.dumps(dict(document.provenance), ensure_ascii=False, sort_keys=True),
            ),
        )
        if document.sketch:
            execute("INSERT INTO sketches VALUES (?, ?)", (doc, document.sketch))
        executemany(
            "INSERT INTO article_actors VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            ((doc, *_actor_row(actor)) for actor in extraction.actors),
        )
        executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, NULL)",
            ((doc, m.span.start, m.span.end, m.text, m.kind, m.actor) for m in extraction.mentions),
        )
        executemany(
            f"INSERT INTO article_claims VALUES ({', '.join('?' * 24)})",
            ((doc, nr, *_claim_row(claim)) for nr, claim in enumerate(extraction.claims)),
        )
        self._reject(doc, enumerate(extraction.rejections), settled=False)

    def _reject(self, doc: str, rejections: Iterable[tuple[int, Rejection]], *, settled: bool) -> None:
        self._connection.executemany(
            "INSERT INTO rejections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (doc, settled, nr, r.reason, r.rule, r.detail, r.evidence.span.start, r.evidence.span.end,
                 r.evidence.text)
                for nr, r in rejections
            ),
        )  # fmt: skip

    def settle(self, assigned: Assigned, actors: Iterable[Actor], made_from: str = "") -> None:
        """Say which actor of the corpus every actor of every article is (one transaction; may be called again).

        ``assigned.get((doc, the article's actor id))`` is the id of one of ``actors``. Mentions and claims then read
        with corpus ids. A claim whose two ends became one actor is kept as a rejection with reason ``SAME_ACTOR``;
        where several rules read the same claim from one sentence, the one with the firmest status, then the highest
        confidence, stays, and the others become rejections with reason ``SAME_CLAIM``. Articles for which all is as
        before are not touched. ``made_from`` is remembered for ``settled_from``.

        Raises:
            ValueError: an article's actor is not assigned.
            ExportError: the file cannot be written.
        """
        execute, executemany = self._connection.execute, self._connection.executemany
        with self._transaction():
            execute("DROP TABLE IF EXISTS temp.changed")
            execute("DROP TABLE IF EXISTS temp.wanted")
            execute("CREATE TEMP TABLE changed (doc TEXT, id TEXT, actor TEXT, PRIMARY KEY (doc, id)) WITHOUT ROWID")
            execute("CREATE TEMP TABLE wanted AS SELECT * FROM actors WHERE FALSE")
            executemany("INSERT INTO wanted VALUES (?, ?, ?, ?, ?, ?, ?)", (_actor_row(actor) for actor in actors))
            execute(
                "INSERT INTO actors SELECT * FROM wanted EXCEPT SELECT * FROM actors WHERE TRUE ON CONFLICT (id) DO"
                " UPDATE SET name = excluded.name, kind = excluded.kind, aliases = excluded.aliases,"
                " wikidata = excluded.wikidata, alias = excluded.alias, how = excluded.how"
            )
            rows = execute("SELECT doc, id, actor FROM article_actors ORDER BY doc, id")
            executemany("INSERT INTO changed VALUES (?, ?, ?)", _changes(rows, assigned))
            execute(
                "UPDATE article_actors SET actor = c.actor FROM changed AS c"
                " WHERE c.doc = article_actors.doc AND c.id = article_actors.id"
            )
            execute(
                "UPDATE mentions SET actor = (SELECT a.actor FROM article_actors AS a"
                " WHERE a.doc = mentions.doc AND a.id = mentions.article_actor)"
                " WHERE doc IN (SELECT doc FROM changed)"
            )
            for (doc,) in execute("SELECT DISTINCT doc FROM changed ORDER BY doc").fetchall():
                self._settle_claims(doc)
            execute("DELETE FROM actors WHERE id NOT IN (SELECT id FROM wanted)")
            execute("DELETE FROM settlings")
            execute("INSERT INTO settlings VALUES (?)", (made_from,))

    def settle_origins(self, origins: Mapping[str, str]) -> None:
        """Say which articles are copies of which: each article -> the one it is a copy of, or itself.

        Raises:
            ExportError: the file cannot be written.
        """
        with self._transaction():
            self._connection.execute("DELETE FROM copies")
            self._connection.executemany(
                "INSERT INTO copies VALUES (?, ?)", ((doc, origin) for doc, origin in origins.items() if doc != origin)
            )

    def _settle_claims(self, doc: str) -> None:
        execute = self._connection.execute
        execute("DELETE FROM claim_ids WHERE doc = ?", (doc,))
        execute("DELETE FROM rejections WHERE doc = ? AND settled", (doc,))
        rows = execute(
            'SELECT c.doc, c.nr, s.actor, c.relation, t.actor, p.actor, c.start, c."end", c.status, c.confidence,'
            " c.rule, c.text FROM article_claims AS c"
            " JOIN article_actors AS s ON s.doc = c.doc AND s.id = c.source"
            " JOIN article_actors AS t ON t.doc = c.doc AND t.id = c.target"
            " LEFT JOIN article_actors AS p ON p.doc = c.doc AND p.id = c.speaker_actor"
            " WHERE c.doc = ?",
            (doc,),
        ).fetchall()
        kept: dict[str, str] = {}  # claim id -> rule
        refused: list[tuple[int, Rejection]] = []
        rows.sort(key=lambda row: (STATUSES.index(row[8]), -row[9], row[1]))
        for _, nr, source, relation, target, speaker, start, end, _, _, rule, text in rows:
            span = Span(start, end)
            claim = claim_id(doc, source, relation, target, span)
            if source == target:
                reason, detail = SAME_ACTOR, f"{relation}: both ends are {source}"
            elif claim in kept:
                reason, detail = SAME_CLAIM, f"{source} {relation} {target}: already read by {kept[claim]}"
            else:
                kept[claim] = rule
                self._connection.execute(
                    "INSERT INTO claim_ids VALUES (?, ?, ?, ?, ?, ?)", (claim, doc, nr, source, target, speaker)
                )
                continue
            refused.append((nr, Rejection(doc, reason, rule, detail, Evidence(doc, span, text))))
        self._reject(doc, refused, settled=True)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _told(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")  # deferred foreign keys are checked here
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self._connection.execute("ROLLBACK")
                raise

    def describe(self, relations: Iterable[RelationType]) -> None:
        """Say what relations mean, for the views ``edges`` and ``evidence`` (one transaction; nothing is written if the
        same was said before).

        Raises:
            ExportError: the file cannot be written.
        """
        rows = sorted(
            (kind.id, kind.label, kind.inverse_label, kind.family, kind.plover, int(kind.symmetric), kind.meaning)
            for kind in relations
        )
        if rows == list(self._rows("SELECT * FROM relations ORDER BY id")):
            return
        with self._transaction():
            self._connection.execute("DELETE FROM relations")
            self._connection.executemany("INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    # ------------------------------------------------------------------ reading

    def made_from(self) -> dict[str, str]:
        """What each document was made from, as told to ``add``; documents of which nothing was told are left out."""
        return dict(self._rows("SELECT doc, made_from FROM readings ORDER BY doc"))

    def settled_from(self) -> str:
        """What was told to ``settle``; "" if documents came or went since."""
        row = self._connection.execute("SELECT made_from FROM settlings").fetchone()
        return "" if row is None else str(row[0])

    def damages(self) -> list[str]:
        """What is wrong with the file itself: pages that SQLite cannot read, rows that refer to what is not there."""
        try:
            told = [str(row[0]) for row in self._rows("PRAGMA integrity_check(10)")]
            broken = list(self._rows("PRAGMA foreign_key_check"))
        except sqlite3.DatabaseError as error:
            return [f"{self._path}: the database is damaged ({error}); build again with --fresh"]
        found = [f"{self._path}: the database is damaged ({problem})" for problem in told if problem != "ok"]
        rows = Counter((table, parent) for table, _, parent, _ in broken)
        unsettled = {
            "claims without an entry in article_claims": "claim_ids EXCEPT SELECT doc, nr FROM article_claims",
            "claims that are neither kept nor refused": "article_claims EXCEPT SELECT doc, nr FROM claim_ids"
            " EXCEPT SELECT doc, nr FROM rejections WHERE settled",
        }
        for what, tables in unsettled.items():
            (count,) = next(self._rows(f"SELECT COUNT(*) FROM (SELECT doc, nr FROM {tables})"))
            if count:
                found.append(f"{self._path}: {count} {what}")
        return found + [
            f"{self._path}: {count} rows of {table} refer to rows of {parent} that are not there"
            for (table, parent), count in sorted(rows.items())
        ]

    def quotes(self, doc: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, text) of all that is quoted from a document: mentions, claims and rejections."""
        return self._rows(
            'SELECT start, "end", text FROM mentions WHERE doc = ? UNION SELECT start, "end", text FROM article_claims'
            ' WHERE doc = ? UNION SELECT start, "end", text FROM rejections WHERE doc = ? ORDER BY 1, 2, 3',
            *(doc, doc, doc),
        )

    def documents(self) -> Iterator[Document]:
        """Every document with its text, by id."""
        rows = self._rows(
            "SELECT id, path, text, title, publisher, url, date, language, sha256, body, provenance"
            " FROM documents ORDER BY id"
        )
        return (_document(row) for row in rows)

    def article(self, doc: str) -> Document:
        """A document without its text.

        Raises:
            KeyError: there is no such document.
        """
        row = self._connection.execute(
            "SELECT id, path, '', title, publisher, url, date, language, sha256, body, provenance"
            " FROM documents WHERE id = ?",
            (doc,),
        ).fetchone()
        if row is None:
            raise KeyError(doc)
        return _document(row)

    def sketches(self) -> Iterator[tuple[str, str, bytes]]:
        """(id, date, sketch) of every document that has a sketch, by id."""
        return self._rows("SELECT id, date, sketch FROM sketches JOIN documents ON id = doc ORDER BY id")

    def copies(self) -> dict[str, str]:
        """The articles that are copies -> the article each is a copy of."""
        return dict(self._rows("SELECT doc, origin FROM copies ORDER BY doc"))

    def text(self, doc: str) -> str:
        """The whole text of a document.

        Raises:
            KeyError: there is no such document.
        """
        row = self._connection.execute("SELECT text FROM documents WHERE id = ?", (doc,)).fetchone()
        if row is None:
            raise KeyError(doc)
        return str(row[0])

    def article_actors(self) -> Iterator[tuple[str, Actor]]:
        """(document id, actor of that article) by document id and actor id; also before ``settle``."""
        rows = self._rows(f"SELECT {_ACTOR_FIELDS}, doc FROM article_actors ORDER BY doc, id")
        return ((row[-1], _actor(row[:-1])) for row in rows)

    def assigned(self) -> dict[tuple[str, str], str]:
        """What ``settle`` was last given: (document id, the article's actor id) -> id of the actor of the corpus."""
        rows = self._rows("SELECT doc, id, actor FROM article_actors WHERE actor IS NOT NULL ORDER BY doc, id")
        return {(doc, local): actor for doc, local, actor in rows}

    def actors(self) -> Iterator[Actor]:
        """The actors of the corpus by id; none before ``settle``."""
        return (_actor(row) for row in self._rows(f"SELECT {_ACTOR_FIELDS} FROM actors ORDER BY id"))

    def mentions(self, actor: str | None = None) -> Iterator[Mention]:
        """Mentions (of one actor of the corpus) in text order; ``Mention.actor`` is its id. None before ``settle``."""
        rows = self._rows(
            'SELECT doc, start, "end", text, kind, actor FROM mentions WHERE actor IS NOT NULL'
            + (" AND actor = ?" if actor is not None else "")
            + ' ORDER BY doc, start, "end", article_actor',
            *([] if actor is None else [actor]),
        )
        return (Mention(doc, Span(start, end), text, kind, of) for doc, start, end, text, kind, of in rows)

    def named_where(self) -> Iterator[tuple[str, str, int, int, str]]:
        """(actor of the corpus, article, start, end, text) of every mention, by actor and in text order. None before
        ``settle``."""
        return self._rows(
            'SELECT actor, doc, start, "end", text FROM mentions WHERE actor IS NOT NULL'
            ' ORDER BY actor, doc, start, "end", article_actor'
        )

    def claims(self, source: str | None = None, target: str | None = None) -> Iterator[Claim]:
        """Claims (from ``source``, to ``target``) with corpus ids, in text order. None before ``settle``."""
        ends = [("source", source), ("target", target)]
        where = " AND ".join(f"{end} = ?" for end, actor in ends if actor is not None)
        rows = self._rows(
            "SELECT * FROM claims"
            + (f" WHERE {where}" if where else "")
            + ' ORDER BY doc, start, "end", source, relation, target, id',
            *(actor for _, actor in ends if actor is not None),
        )
        return (_claim(row) for row in rows)

    def named_actors(self) -> Iterator[tuple[Actor, int, int, tuple[str, ...]]]:
        """The actors that articles name, by id: (actor, mentions, articles, differing dates of these articles).

        An article whose claims have the actor at an end counts as one that names it. None before ``settle``.
        """
        rows = self._rows(
            f"SELECT {_ACTOR_FIELDS}, mentions, articles, dates FROM actors JOIN ("
            " SELECT actor, SUM(n) AS mentions, COUNT(*) AS articles, json_group_array(DISTINCT date) AS dates FROM ("
            f"  SELECT actor, doc, SUM(n) AS n FROM ({_NAMED}) GROUP BY actor, doc"
            " ) JOIN documents ON documents.id = doc GROUP BY actor"
            ") ON actor = actors.id ORDER BY actors.id"
        )
        return ((_actor(row[:-3]), row[-3], row[-2], tuple(sorted(_strings(row[-1])))) for row in rows)

    def activity(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """When the actors that articles name were in the news, by id: (actor, differing dates of the articles that name
        it and of its claims), as they are told. None before ``settle``."""
        rows = self._rows(
            "SELECT actor, json_group_array(DISTINCT date) FROM ("
            f" SELECT actor, date FROM ({_NAMED}) JOIN documents ON documents.id = doc"
            " UNION ALL SELECT source, date FROM claims UNION ALL SELECT target, date FROM claims"
            ") WHERE date <> '' GROUP BY actor ORDER BY actor"
        )
        return ((actor, tuple(sorted(json.loads(dates)))) for actor, dates in rows)

    def claims_by_edge(self, symmetric: Collection[str]) -> Iterator[tuple[tuple[str, str, str], Claim, str, str, str]]:
        """Claims by the edge they belong to, those of an edge in text order: (edge, claim, date, publisher and origin
        of the article). An edge is its (source, target, relation); that of a relation in ``symmetric`` begins at the
        smaller id.

        SQLite sorts, in a temporary file if need be: memory does not grow with the number of claims.
        """
        rows = self._rows(
            f"SELECT said.*, documents.date, publisher, coalesce(origin, said.doc), {_EDGE} FROM ({_TURNED}) AS said"
            " JOIN documents ON documents.id = said.doc LEFT JOIN copies ON copies.doc = said.doc"
            ' ORDER BY edge_source, edge_target, relation, said.doc, start, "end", source, target, said.id',
            json.dumps(sorted(symmetric)),
        )
        return (((row[-2], row[-1], row[3]), _claim(row[:-6]), row[-5], row[-4], row[-3]) for row in rows)

    def named_in_claims(self, symmetric: Collection[str]) -> Iterator[tuple[str, str, int, int]]:
        """(claim, actor, start, end) of the mentions of a claim's source and target within its sentence, in text order;
        the claims in the order of ``claims_by_edge``."""
        rows = self._rows(
            f'SELECT said.id, mentions.actor, mentions.start, mentions."end", {_EDGE} FROM ({_TURNED}) AS said'
            ' JOIN mentions ON mentions.doc = said.doc AND mentions.start BETWEEN said.start AND said."end"'
            ' AND mentions."end" <= said."end" AND mentions.actor IN (said.source, said.target)'
            ' ORDER BY edge_source, edge_target, relation, said.doc, said.start, said."end", source, target, said.id,'
            ' mentions.start, mentions."end", article_actor',
            json.dumps(sorted(symmetric)),
        )
        return (row[:4] for row in rows)

    def claiming(self) -> list[str]:
        """The ids of the articles with claims, in order."""
        return [doc for (doc,) in self._rows("SELECT DISTINCT doc FROM claims ORDER BY doc")]

    def number_of_documents(self) -> int:
        """How many articles were read."""
        return int(self._connection.execute("SELECT COUNT(*) FROM documents").fetchone()[0])

    def number_of_edges(self, symmetric: Collection[str]) -> int:
        """How many edges the claims make; ``symmetric`` as for ``claims_by_edge``."""
        (count,) = self._rows(
            f"SELECT COUNT(*) FROM (SELECT DISTINCT {_EDGE}, relation FROM ({_TURNED}))", json.dumps(sorted(symmetric))
        )
        return int(count[0])

    def pairs(self, symmetric: Collection[str]) -> Iterator[tuple[str, str, int]]:
        """The pairs of actors that claims join, the smaller id first, in order, and for each relation and direction the
        number of articles that say it, added up; ``symmetric`` as for ``claims_by_edge``."""
        return self._rows(
            "SELECT first, second, SUM(articles) FROM ("
            f" SELECT {_EDGE}, min(source, target) AS first, max(source, target) AS second,"
            f" COUNT(DISTINCT doc) AS articles FROM ({_TURNED}) GROUP BY edge_source, edge_target, relation"
            ") GROUP BY first, second ORDER BY first, second",
            json.dumps(sorted(symmetric)),
        )

    def targets(self, relations: Iterable[str]) -> frozenset[str]:
        """The actors that are the target of a claim of these relations, asserted or alleged."""
        rows = self._rows(
            "SELECT DISTINCT target FROM claims WHERE status IN ('asserted', 'alleged')"
            " AND relation IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(relations)),
        )
        return frozenset(row[0] for row in rows)

    def cited(self) -> Iterator[str]:
        """The ids of the articles that make a claim, in order."""
        return (row[0] for row in self._rows("SELECT DISTINCT doc FROM claim_ids ORDER BY doc"))

    def relations(self) -> dict[str, str]:
        """The relations that claims have -> an article with such a claim, the first by its id."""
        return dict(self._rows("SELECT relation, MIN(doc) FROM claims GROUP BY relation ORDER BY relation"))

    def kinds(self) -> dict[Kind, int]:
        """How many of the actors that articles name are of each kind."""
        return dict(
            self._rows(
                "SELECT kind, COUNT(*) FROM actors WHERE EXISTS (SELECT 1 FROM mentions WHERE actor = actors.id)"
                " OR EXISTS (SELECT 1 FROM claim_ids WHERE source = actors.id)"
                " OR EXISTS (SELECT 1 FROM claim_ids WHERE target = actors.id) GROUP BY kind ORDER BY kind"
            )
        )

    def statuses(self) -> dict[Status, int]:
        """How many claims are told with each status."""
        return dict(self._rows("SELECT status, COUNT(*) FROM claims GROUP BY status ORDER BY status"))

    def rejections(self) -> Iterator[Rejection]:
        """Everything that was refused, in text order, with the reason."""
        rows = self._rows(
            'SELECT doc, reason, rule, detail, start, "end", text FROM rejections'
            ' ORDER BY doc, start, "end", settled, nr'
        )
        return (
            Rejection(doc, reason, rule, detail, Evidence(doc, Span(start, end), text))
            for doc, reason, rule, detail, start, end, text in rows
        )

    def counts(self) -> dict[str, int]:
        """How many documents, mentions, actors, claims and rejections there are, for a closing table."""
        return {
            table: self._connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for table in ("documents", "mentions", "actors", "claims", "rejections")
        }

    def reasons(self) -> dict[str, int]:
        """How often each reason was given for a rejection, the most frequent first."""
        return dict(
            self._rows("SELECT reason, COUNT(*) FROM rejections GROUP BY reason ORDER BY COUNT(*) DESC, reason")
        )

    def _rows(self, query: str, *values: str | None) -> Iterator[Any]:
        with closing(self._connection.execute(query, values)) as cursor:
            yield from cursor


def _changes(rows: Iterable[Any], assigned: Assigned) -> Iterator[tuple[str, str, str]]:
    for doc, local, before in rows:
        now = assigned.get((doc, local))
        if now is None:
            raise ValueError(f"no actor of the corpus is assigned to {local} of {doc}")
        if now != before:
            yield doc, local, now


def _connected(path: Path, journal: str, synchronous: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _lay_out(connection: sqlite3.Connection) -> None:
    connection.executescript(
        f"BEGIN; PRAGMA application_id = {_APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; {_SCHEMA} COMMIT;"
    )


def _is_ours(path: Path) -> bool:
    """Whether a store of this version stands at the path."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(path)) as connection:
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError:
            return False
    return bool(application == _APPLICATION_ID and version == SCHEMA_VERSION)


def _remove(path: Path) -> None:
    """Take away a store with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """SQLite's failures to read or write as what the person at the keyboard can mend."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise ExportError(f"{path}: cannot be written: {error}") from error


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False, sort_keys=True)


def _document(row: Any) -> Document:
    return replace(Document(*row[:-1]), provenance=tuple(json.loads(row[-1]).items()))


def _actor_row(actor: Actor) -> tuple[str | None, ...]:
    return actor.id, actor.name, actor.kind, _json(actor.aliases), actor.wikidata, actor.alias, _json(actor.how)


def _actor(row: Any) -> Actor:
    identity, name, kind, aliases, wikidata, alias, how = row
    return Actor(identity, name, kind, _strings(aliases), wikidata, alias, _strings(how))


def _strings(values: str) -> tuple[str, ...]:
    return () if values == "[]" else tuple(json.loads(values))


def _claim_row(claim: Claim) -> tuple[str | int | float | None, ...]:
    said, span = claim.speaker, claim.evidence.span
    return (
        claim.source,
        claim.relation,
        claim.target,
        claim.status,
        claim.role,
        claim.date,
        *((None, None, None, None) if said is None else (said.text, said.actor, int(said.named), said.via)),
        claim.confidence,
        claim.rule,
        claim.construction,
        span.start,
        span.end,
        claim.evidence.text,
        *(
            offset
            for at in (claim.trigger, claim.source_at, claim.target_at)
            for offset in ((None, None) if at is None else (at.start, at.end))
        ),
    )


def _claim(row: Any) -> Claim:
    identity, doc, source, relation, target, status, role, date = row[:8]
    said, actor, named, via = row[8:12]
    confidence, rule, construction, start, end, text = row[12:18]
    places = (None if first is None else Span(first, last) for first, last in batched(row[18:], 2))
    trigger, source_at, target_at = places
    speaker = None if said is None else Speaker(said, actor, bool(named), via)
    evidence = Evidence(doc, Span(start, end), text)
    return Claim(
        identity, doc, source, relation, target, status, role, date, speaker, confidence, rule, evidence, construction,
        trigger, source_at, target_at,
    )  # fmt: skip
