"""Whether a finished build still holds: every quote against its source, the tables against each other, the exports
against the store.

Nothing is believed: articles are read again from their files, quotes compared at their offsets, and every export that
stands beside the store is made again elsewhere and compared byte by byte.
"""

from __future__ import annotations

import filecmp
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.documents import Article, Limits, find_articles, read_article
from kg.errors import DocumentError, InputError
from kg.export import EXPORTERS
from kg.graph import Network
from kg.models import Document, RelationType
from kg.store import Store

_ALL = Limits(bytes=100_000_000, characters=2**40, tokens=2**40, seconds=3600)
"""What was read once is read again, however large."""
_ROW = re.compile(r"(?P<table>.+):(?P<line>\d+)", re.DOTALL)
_SHOWN = 3
"""Offsets or ids that a message names; the rest is counted."""


@dataclass(slots=True)
class Findings:
    """What was compared, and what is wrong, a line each."""

    articles: int = 0
    quotes: int = 0
    exports: int = 0
    problems: list[str] = field(default_factory=list)


def verify(out: Path, store: Store, ontology: Mapping[str, RelationType], columns: Sequence[str] = ()) -> Findings:
    """Compare what is in the folder ``out`` with its store and the sources. ``columns`` are those of the build."""
    found = Findings()
    found.problems += store.damages()
    sound = not found.problems and _verify_sources(store, columns, found)
    if sound:
        _verify_exports(out, Network(store, ontology), found)
    return found


# --- sources ----------------------------------------------------------------------------------------------------------


def _verify_sources(store: Store, columns: Sequence[str], found: Findings) -> bool:
    """Whether the store agrees with itself; what it or a source says otherwise goes to ``found``."""
    sound = True
    tables: dict[str, dict[int, Article]] = {}
    for document in store.documents():
        found.articles += 1
        quotes = list(store.quotes(document.id))
        found.quotes += len(quotes)
        stale = [start for start, end, quote in quotes if document.text[start:end] != quote]
        if stale:
            sound = False
            found.problems.append(f"{document.path}: {_places(stale)} not in the text that the store holds of it")
        try:
            again = read_article(_article(document, tables, columns), _ALL)
        except DocumentError as error:
            found.problems.append(f"{error}; {len(quotes)} quotes rest on it")
            continue
        wrong = [start for start, end, quote in quotes if again.text[start:end] != quote]
        if again.sha256 != document.sha256:
            rest = f"; {_places(wrong)} no longer there" if wrong else "; all quotes are still at their places"
            found.problems.append(f"{document.path}: has changed since it was read{rest}")
        elif wrong:
            found.problems.append(f"{document.path}: {_places(wrong)} not there, though the file is the same")
    return sound


def _article(document: Document, tables: dict[str, dict[int, Article]], columns: Sequence[str]) -> Article:
    """Where a document is from. DocumentError if that is no more."""
    path = Path(document.path)
    if document.path == "-":
        raise DocumentError("standard input", "cannot be read again")
    row = _ROW.fullmatch(document.path)
    if row is None or path.exists():
        if not path.exists():
            raise DocumentError(document.path, "is missing (paths count from the folder that kg build was run in)")
        return Article(document.id, path)
    table = row["table"]
    if table not in tables:
        tables.clear()  # documents of one table follow each other
        try:
            tables[table] = {article.line: article for article in find_articles([Path(table)], columns, _ALL)}
        except InputError as error:
            raise DocumentError(document.path, f"cannot be read again: {error.problems[0]}") from error
    if int(row["line"]) not in tables[table]:
        raise DocumentError(document.path, "no article begins at this line any more")
    return tables[table][int(row["line"])]


def _places(starts: Sequence[int]) -> str:
    shown = ", ".join(str(start) for start in sorted(set(starts))[:_SHOWN])
    more = len(set(starts)) - _SHOWN
    return f"the quotes at {shown}{f' and {more} more' if more > 0 else ''} are"


# --- exports ----------------------------------------------------------------------------------------------------------


def _verify_exports(out: Path, network: Network, found: Findings) -> None:
    with tempfile.TemporaryDirectory(prefix="kg-verify-") as folder:
        for name, exporter in EXPORTERS.items():
            there = [file for file in exporter.files if (out / file).exists()]
            if not there:
                continue
            exporter.write(network, Path(folder))
            for file in exporter.files:
                if file not in there:
                    found.problems.append(f"{out / file}: is missing, while the rest of --format {name} is there")
                    continue
                found.exports += 1
                if not filecmp.cmp(out / file, Path(folder, file), shallow=False):
                    how = _difference(out / file, Path(folder, file))
                    found.problems.append(f"{out / file}: is not what the store says{how}; kg export writes it again")


_IDS = {
    ".graphml": re.compile(rb'<(node|edge) id="([^"]*)"'),
    ".gexf": re.compile(rb'<(node|edge) id="([^"]*)"'),
    ".jsonl": re.compile(rb'^\{"(id)": ?"([^"]*)"', re.MULTILINE),
}


def _difference(there: Path, wanted: Path) -> str:
    """Which nodes, edges or records are missing in a file or are too many, where its format lets one tell."""
    ids = _IDS.get(there.suffix)
    if ids is None:
        return ""
    mine, theirs = (set(ids.findall(path.read_bytes())) for path in (there, wanted))
    told: defaultdict[str, list[str]] = defaultdict(list)
    for word, some in (("lacks", theirs - mine), ("has besides", mine - theirs)):
        for kind, ident in sorted(some):
            what = "record" if kind == b"id" else kind.decode()
            told[word].append(f"{what} {ident.decode(errors='replace')}")
    return "".join(f" ({word} {', '.join(_some(items))})" for word, items in told.items())


def _some(items: Sequence[str]) -> Iterator[str]:
    yield from items[:_SHOWN]
    if len(items) > _SHOWN:
        yield f"{len(items) - _SHOWN} more"
