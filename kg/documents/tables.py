"""Files with an article a row: JSON Lines and CSV, read row by row, so that their size does not matter."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from kg.documents.encoding import MARKS, clean, guess, mend
from kg.documents.reading import FIELDS, Found, Limits, Reading, iso_date, one_line

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "fulltext", "articlebody", "articletext", "article"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publishedat", "publishdate", "publicationdate", "pubdate", "datetime", "timestamp"),
    "publisher": ("publisher", "source", "outlet", "sitename", "newspaper", "publication"),
    "url": ("url", "link", "uri", "permalink"),
    "id": ("id", "articleid", "uuid", "guid"),
}
"""Field of an article -> the columns it may stand in, the one to prefer first; case, blanks, "_" and "-" are folded."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, what names it ("" if nothing does), and its article as ``read_row`` takes it.
    ``refusal`` tells why there is no article in it."""

    line: int
    key: str = ""
    data: bytes = b""
    refusal: str = ""


type Chosen = Mapping[str, str]
"""Field -> the column that a person named for it."""


def json_rows(file: BinaryIO, chosen: Chosen, limits: Limits) -> Iterator[Row]:
    """The rows of a JSON Lines file; each line is for itself, so a broken one costs one article."""
    with _text(file) as text:
        for line, written in _lines(text, limits.bytes):
            if written is None:
                yield Row(line, refusal=_too_long(limits))
                continue
            if not written.strip():
                continue
            try:
                value = json.loads(written)
            except RecursionError:
                yield Row(line, refusal="is not valid JSON: its lists or objects are nested too deeply")
            except ValueError as error:
                yield Row(line, refusal=f"is not valid JSON: {one_line(str(error), 120)}")
            else:
                if isinstance(value, dict):
                    yield _row(line, value, _columns(value, chosen))
                else:
                    yield Row(line, refusal='must be one JSON object: {"text": ..., "title": ...}')


def csv_rows(file: BinaryIO, chosen: Chosen, limits: Limits) -> Iterator[Row]:
    """The rows of a CSV file with a line of column names; separated by commas, semicolons or tabs."""
    with _text(file) as text:
        yield from _csv_rows(_lines(text, limits.bytes), chosen, limits)


def _csv_rows(lines: Iterator[tuple[int, str | None]], chosen: Chosen, limits: Limits) -> Iterator[Row]:
    at = 0
    too_long = False

    def whole() -> Iterator[str]:
        nonlocal at, too_long
        for number, written in lines:
            at, too_long = number, written is None
            if written is None:
                return
            yield written

    source = whole()
    # Excel is told the separator in a line above the names.
    head = next((written for written in source if written.strip() and not _SEPARATOR.fullmatch(written)), "")
    if not head:
        return
    begins = at
    csv.field_size_limit(limits.bytes)
    try:
        names = max((next(csv.reader([head], delimiter=mark), []) for mark in ",;\t|"), key=_known)
        mark = next(mark for mark in ",;\t|" if next(csv.reader([head], delimiter=mark), []) == names)
        columns = _columns(dict.fromkeys(names), chosen)
        if "text" not in columns:
            shown = ", ".join(f"'{one_line(name, 30)}'" for name in names[:12])
            yield Row(begins, refusal=f"has no column of texts, only {shown}; name it with --map text=COLUMN")
            return
        reader = csv.reader(source, delimiter=mark)
        begins += 1
        for values in reader:
            if values:
                yield _row(begins, dict(zip(names, values, strict=False)), columns)
            begins = at + 1
    except csv.Error as error:
        yield Row(begins, refusal=f"is no CSV that can be read: {error}; is a quotation mark missing?")
    if too_long:
        yield Row(at, refusal=f"{_too_long(limits)}; the rest of the table is not read")


_SEPARATOR = re.compile(r"\ufeff?\"?sep=.\"?[,;\t]*\s*", re.IGNORECASE)


def read_row(data: bytes, path: str) -> Reading:
    """The article of a ``Row``."""
    fields: dict[str, list[str]] = json.loads(data)
    text = mend(clean(fields.pop("text")[0])).replace("\r\n", "\n").replace("\r", "\n")
    found = []
    for field, told in fields.items():
        value, column = (mend(clean(words)) for words in told)
        where = f"column {column}"
        if field == "date":
            # A column full of dates that can be read two ways is no reason to lose the articles; but the dates are.
            date = iso_date(value) or ""
            where = where if date else f"none: '{value}' in {where} can be read two ways or none"
            value = date
        found.append(Found(field, value, where))
    return Reading(text, found=tuple(found))


_PARAGRAPHS = re.compile(r"<(?:p|div|br|article|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)


def looks_like_page(text: str) -> bool:
    """Whether a text is that of a web page, with its marks of paragraphs."""
    return len(_PARAGRAPHS.findall(text)) > 1 or (text.lstrip().startswith("<") and bool(_PARAGRAPHS.search(text)))


def _too_long(limits: Limits) -> str:
    return f"is longer than {limits.bytes:,} characters; split it or raise --limit bytes=N"


def _row(line: int, values: Mapping[str, Any], columns: Chosen) -> Row:
    fields = {}
    for field, column in columns.items():
        value = values.get(column)
        if field in FIELDS and isinstance(value, dict):  # {"source": {"name": "Reuters"}}
            value = value.get("name")
        if isinstance(value, str | int) and not isinstance(value, bool):
            fields[field] = [str(value) if field == "text" else one_line(str(value)), one_line(column, 60)]
    key = fields.pop("id", [""])[0]
    if not fields.get("text", [""])[0].strip():
        seen = ", ".join(f"'{one_line(name, 30)}'" for name in list(values)[:12])
        column = f"column '{columns['text']}'" if "text" in columns else f"columns {seen or 'of this row'}"
        return Row(line, refusal=f"holds no text in the {column}; name another with --map text=COLUMN")
    fields = {field: found for field, found in fields.items() if found[0]}
    return Row(line, key if len(key) <= 120 else "", json.dumps(fields, sort_keys=True).encode())


def _columns(names: Mapping[str, Any], chosen: Chosen) -> dict[str, str]:
    """Field -> the column of ``names`` that it stands in."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_folded(name), name)
    columns = {
        field: next(folded[known] for known in options if known in folded)
        for field, options in COLUMNS.items()
        if any(known in folded for known in options)
    }
    return {**columns, **{field: column for field, column in chosen.items() if column in names}}


def _known(names: Sequence[str]) -> tuple[int, int]:
    known = {option for options in COLUMNS.values() for option in options}
    return sum(_folded(name) in known for name in names), len(names)


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char not in " _-\ufeff")


def _text(file: BinaryIO) -> io.TextIOWrapper:
    """``file`` as text with its own line ends; its encoding is told from its beginning."""
    head = file.read(1 << 18)
    file.seek(0)
    encoding = next((name for mark, name in MARKS if head.startswith(mark)), "") or guess(head, partial=True)
    return io.TextIOWrapper(file, encoding, errors="replace", newline="")


def _lines(text: io.TextIOWrapper, longest: int) -> Iterator[tuple[int, str | None]]:
    """(number, line); None for a line that is longer than ``longest`` characters, which is read past in pieces."""
    number = 0
    while written := text.readline(longest + 1):
        number += 1
        if len(written) <= longest or written.endswith("\n"):
            yield number, written
            continue
        while (rest := text.readline(1 << 20)) and not rest.endswith("\n"):
            pass
        yield number, None


type Rows = Callable[[BinaryIO, Chosen, Limits], Iterator[Row]]

TABLES: Mapping[str, Rows] = {".csv": csv_rows, ".jsonl": json_rows}
"""Suffix -> what reads the rows of such a file. A row that cannot be read is a row with a refusal."""
