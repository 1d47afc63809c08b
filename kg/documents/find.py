"""Files, folders, tables and standard input -> the articles in them, each with the id that it will always have."""

from __future__ import annotations

import codecs
import os
import re
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from kg.documents.encoding import visible
from kg.documents.files import opened
from kg.documents.formats import READERS
from kg.documents.reading import STANDARD_LIMITS, Limits
from kg.documents.tables import COLUMNS, TABLES, Chosen, Row
from kg.errors import InputError
from kg.yamlfile import did_you_mean

STANDARD_INPUT = Path("-")
_LARGEST_INPUT = 4_000_000_000
"""Bytes that are taken from standard input, which may never end."""
_MANY = 10
"""Rows without an article for each with one, from which a table is taken for something else."""
ROW = ".row"
"""The format of a row of a table, as tables.py writes it."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article that will be read: ``id`` becomes the id of its document, ``path`` the file it is in.

    ``line`` is where it begins in a table, else 0; ``data`` its bytes where it is no file of its own (a row of a table,
    standard input), and ``format`` the suffix that tells how to read them. ``refusal`` is why it cannot be read, if
    that is known before it is.
    """

    id: str
    path: Path
    line: int = 0
    data: bytes | None = field(default=None, repr=False)
    format: str = ""
    refusal: str = ""

    @property
    def size(self) -> int:
        """Bytes, packed or not; 0 where that cannot be told without reading it."""
        if self.data is not None:
            return len(self.data)
        try:
            return self.path.stat().st_size
        except (OSError, ValueError):
            return 0

    @property
    def place(self) -> str:
        """The file, and the line in a table, as messages name it: one line, whatever the name of the file."""
        name = "standard input" if self.path == STANDARD_INPUT else visible(self.path.as_posix())
        return f"{name}:{self.line}" if self.line else name


class Articles:
    """The articles of some inputs, in order. It has a length, and may be gone through any number of times: the rows of
    tables are read from their files as one goes, so that memory holds one of them."""

    def __init__(self, files: Sequence[Article], chosen: Chosen, limits: Limits, typed: BinaryIO | None) -> None:
        """Not for callers: use ``find_articles``."""
        self._files = files
        self._chosen = chosen
        self._limits = limits
        self._typed = typed
        self._length: int | None = None
        if typed is not None:
            weakref.finalize(self, typed.close)

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(1 for _ in self)
        return self._length

    def __iter__(self) -> Iterator[Article]:
        taken = {article.id for article in self._files}
        for article in self._files:
            rows = None if article.refusal or article.data is not None else TABLES.get(article.format)
            if rows is None:
                yield article
                continue
            for row in self._rows(article, rows):
                name = f"{article.id}/{visible(row.key) or row.line}"
                while name in taken:
                    name += "'"
                taken.add(name)
                yield Article(name, article.path, row.line, row.data, ROW, row.refusal)

    def _rows(self, article: Article, rows: Callable[[BinaryIO, Chosen, Limits], Iterator[Row]]) -> Iterator[Row]:
        line = good = 0
        refused: list[Row] = []
        try:
            with self._open(article) as file:
                for row in rows(file, self._chosen, self._limits):
                    line = row.line
                    if row.refusal:
                        refused.append(row)
                        if len(refused) >= _MANY * (good + 1):
                            told = f"{len(refused)} of its first {good + len(refused)} rows hold no article"
                            place = row if good else refused[0]
                            yield replace(place, refusal=f"{told}, so the rest is not read: {refused[0].refusal}")
                            return
                        if not good:
                            continue  # perhaps this is no table of articles at all, which is one message
                    elif not good:
                        yield from refused
                    good += not row.refusal
                    yield row
            if not good:
                yield from refused
            if not line:
                yield Row(1, refusal="the table has no rows")
        except (OSError, UnicodeError) as error:
            told = getattr(error, "strerror", None) or str(error)
            if not good:
                yield from refused
            yield Row(line + 1, refusal=f"the table cannot be read from here on: {told}")

    @contextmanager
    def _open(self, article: Article) -> Iterator[BinaryIO]:
        if article.path != STANDARD_INPUT or self._typed is None:
            with opened(article.path) as file:
                yield file
            return
        with open(os.dup(self._typed.fileno()), "rb") as file:
            file.seek(0)
            yield file


def find_articles(
    inputs: Sequence[Path],
    columns: Sequence[str] = (),
    limits: Limits = STANDARD_LIMITS,
    out: Path | None = None,
) -> Articles:
    """The articles of files and folders, sorted by path; the order in which the inputs are named does not matter.

    Folders are searched to the bottom; hidden files and folders, links to folders, and ``out``, where kg writes tables
    of its own, are passed over. A file found twice counts once. An id is the path relative to its input folder without
    the suffix (for a file named directly, its stem). Where that id is taken, a neighbour in the same folder keeps its
    suffix, an article of another input gets the names of its folders in front, as few as make it unique. The articles
    of a table are called by its name and their ``id``, else by their line. ``-`` is standard input, in any of the
    formats.

    What cannot be read, in a folder, is an article with a refusal: a subfolder, or a link that leads elsewhere.
    InputError lists every input that is missing, unreadable or in which no article was found, and wrong ``columns``
    ("title=Headline").
    """
    problems: list[str] = []
    chosen = _chosen(columns, problems)
    found: dict[Path, tuple[Path, Path, str]] = {}
    typed = None
    for given in sorted(set(inputs), key=Path.as_posix):
        if given == STANDARD_INPUT:
            continue
        root, paths = (
            (given, _walk(given, out, problems)) if given.is_dir() else (given.parent, _single(given, problems))
        )
        for path, refusal in paths:
            found.setdefault(path if refusal else _resolved(path), (root, path, refusal))
    if not inputs:
        problems.append("no input: name a folder of articles, or articles")
    if problems:
        raise InputError(problems)

    owners: dict[str, Path] = {}
    articles: list[Article] = []
    for root, path, refusal in sorted(found.values(), key=lambda item: item[1].as_posix()):
        name = next(name for name in _names(root, path, owners) if name not in owners)
        owners[name] = root
        articles.append(Article(name, path, format=format_of(path), refusal=refusal))
    if STANDARD_INPUT in inputs:
        typed = _typed(problems)
        articles.insert(0, _of_standard_input(typed, limits))
    if problems:
        raise InputError(problems)
    return Articles(articles, chosen, limits, typed)


def format_of(path: Path) -> str:
    """The suffix that tells the format of a file, in small letters; that of what is packed for .gz."""
    name = path.name.lower()
    return Path(name.removesuffix(".gz")).suffix


def _reads(path: Path) -> bool:
    return format_of(path) in READERS or format_of(path) in TABLES


def _formats() -> str:
    return ", ".join(sorted([*READERS, *TABLES])) + ", also packed as .gz"


def _single(given: Path, problems: list[str]) -> list[tuple[Path, str]]:
    if not os.path.lexists(given):
        problems.append(f"{visible(given.as_posix())}: there is no such file or folder")
    elif not _reads(given):
        problems.append(f"{visible(given.as_posix())}: kg does not read this format, only {_formats()}")
    else:
        return [(given, "")]
    return []


def _walk(folder: Path, out: Path | None, problems: list[str]) -> list[tuple[Path, str]]:
    """The articles of a folder, each with the reason why it cannot be read, if there is one."""
    articles: list[tuple[Path, str]] = []
    others: set[str] = set()
    unreadable: list[OSError] = []
    home = _resolved(folder)
    for base, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if out is not None and out.name in folders and _resolved(Path(base, out.name)) == _resolved(out):
            folders.remove(out.name)
        for name in sorted(files):
            path = Path(base, name)
            if name.startswith("."):
                continue
            if not _reads(path):
                others.add(format_of(path) or "files without a suffix")
            elif path.is_symlink() and not _resolved(path).is_relative_to(home):
                told = "is a link that leads out of the folder; name the file itself as an input if it is to be read"
                articles.append((path, told))
            else:
                articles.append((path, ""))
    for error in unreadable:
        path, told = Path(error.filename), f"the folder cannot be read: {error.strerror}"
        if path == folder:
            problems.append(f"{visible(path.as_posix())}: {told}")
        else:
            articles.append((path, told))
    if not articles and not unreadable:
        seen = f", only {visible(', '.join(sorted(others)))}" if others else "; it is empty"
        problems.append(f"{visible(folder.as_posix())}: holds no article that kg can read ({_formats()}){seen}")
    return articles


def _resolved(path: Path) -> Path:
    """As ``Path.resolve``, which raises where links lead in a circle."""
    return Path(os.path.realpath(path))


def _names(root: Path, path: Path, owners: Mapping[str, Path]) -> Iterator[str]:
    """Ids for an article, the one to prefer first."""
    inner = visible(path.relative_to(root).as_posix())
    suffix = len(path.name) - len(path.name.lower().removesuffix(".gz")) + len(format_of(path))
    name = inner[: len(inner) - suffix] or inner
    if owners.get(name) == root:
        name = inner
    yield name
    folders = [visible(part) for part in _resolved(root).parts[1:]]
    for count in range(1, len(folders) + 1):
        yield "/".join((*folders[-count:], name))
    yield visible(_resolved(path).as_posix())
    # Two names that differ in what cannot be shown.
    yield from (f"{inner}{'?' * count}" for count in range(1, 1000))


def _chosen(columns: Sequence[str], problems: list[str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for written in columns:
        name, separator, column = written.partition("=")
        if name not in COLUMNS or not column:
            hint = did_you_mean(name, COLUMNS) if separator else ""
            problems.append(f"--map {written}: write FIELD=COLUMN with one of {', '.join(COLUMNS)}{hint}")
        chosen[name] = column
    return chosen


# --- standard input ---------------------------------------------------------------------------------------------------


def _typed(problems: list[str]) -> BinaryIO:
    """A copy of standard input that can be read again, on disk and without a name."""
    copy = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115
    while (piece := sys.stdin.buffer.read(1 << 20)) and copy.tell() < _LARGEST_INPUT:
        copy.write(piece)
    if not copy.tell():
        problems.append("standard input: holds nothing")
    elif piece:
        problems.append(f"standard input: is longer than {_LARGEST_INPUT:,} bytes; name files instead")
    copy.flush()
    copy.seek(0)
    return copy


def _of_standard_input(typed: BinaryIO, limits: Limits) -> Article:
    format = _looks_like(typed.read(4096))
    typed.seek(0)
    data = None if format in TABLES else typed.read(limits.bytes + 1)
    return Article("stdin", STANDARD_INPUT, data=data, format=format)


_MAIL = re.compile(
    rb"(?:From|Return-Path|Received|Delivered-To|MIME-Version|Date|Subject|Message-ID): ?\S", re.IGNORECASE
)
_SIGNS = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".docx"), (b"{", ".jsonl"), (b"<", ".html"))


def _looks_like(head: bytes) -> str:
    """The format of what begins with ``head``."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for sign, format in _SIGNS:
        if start.startswith(sign):
            return format
    if _MAIL.match(start):
        return ".mhtml" if b"multipart/related" in head else ".eml"
    first = start.splitlines()[0].decode("utf-8", "replace") if start else ""
    names = [name.strip(" \"'").casefold() for name in re.split(r"[,;\t|]", first)]
    return ".csv" if len(names) > 1 and not {*COLUMNS["text"]}.isdisjoint(names) else ".txt"
