"""Files and folders -> the articles in them, decoded.

A new format is one function that turns a file's bytes into a ``Reading``, and one line of ``READERS``.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from kg import yamlfile
from kg.errors import DocumentError, InputError
from kg.models import Document


@dataclass(frozen=True, slots=True)
class Article:
    """A file that will be read: ``id`` becomes the id of its document."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one file; the fields are those of ``Document``."""

    text: str
    body: int = 0
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""


LONGEST_ARTICLE = 250_000
"""In code points. News articles have a tenth of it; the parser needs a gigabyte of memory for what is this long."""


def find_articles(inputs: Sequence[Path]) -> tuple[Article, ...]:
    """The articles of files and folders, sorted by path; the order in which the inputs are named does not matter.

    Folders are searched to the bottom; hidden files and folders, and links to folders, are passed over. A file found
    twice counts once. An id is the path relative to its input folder without the suffix (for a file named directly,
    its stem). Where that id is taken, a neighbour in the same folder keeps its suffix, an article of another input
    gets the names of its folders in front, as few as make it unique.

    InputError lists every input that is missing or in which no article was found.
    """
    problems: list[str] = []
    found: dict[Path, tuple[Path, Path]] = {}
    for given in sorted(inputs, key=Path.as_posix):
        root, paths = (given, _walk(given, problems)) if given.is_dir() else (given.parent, _single(given, problems))
        for path in paths:
            found.setdefault(path.resolve(), (root, path))
    if not inputs:
        problems.append("no input: name a folder of articles, or articles")
    if problems:
        raise InputError(problems)

    owners: dict[str, Path] = {}
    articles: list[Article] = []
    for root, path in sorted(found.values(), key=lambda item: item[1].as_posix()):
        name = next(name for name in _names(root, path, owners) if name not in owners)
        owners[name] = root
        articles.append(Article(name, path))
    return tuple(articles)


def read_article(article: Article) -> Document:
    """The document in an article's file. DocumentError says why it cannot be read, and where."""
    path = article.path.as_posix()
    try:
        if article.path.exists() and not article.path.is_file():
            raise DocumentError(path, "is not a regular file")
        data = article.path.read_bytes()
    except OSError as error:
        raise DocumentError(path, f"cannot be read: {error.strerror}") from error
    try:
        path.encode()
    except UnicodeEncodeError as error:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        raise DocumentError(shown, "the name of this file is not UTF-8; rename it") from error
    reading = READERS[article.path.suffix.lower()](data, path)
    if len(reading.text) > LONGEST_ARTICLE:
        raise DocumentError(
            path,
            f"is {len(reading.text):,} characters long, kg reads up to {LONGEST_ARTICLE:,}; split it into articles",
        )
    if not reading.text[reading.body :].strip():
        raise DocumentError(path, "holds no text" + (" after its front matter" if reading.body > 1 else ""))
    return Document(
        id=article.id,
        path=path,
        text=reading.text,
        title=reading.title,
        publisher=reading.publisher,
        url=reading.url,
        date=reading.date,
        sha256=hashlib.sha256(data).hexdigest(),
        body=reading.body,
    )


def read_documents(inputs: Sequence[Path]) -> Iterator[Document | DocumentError]:
    """One document, or the reason why there is none, for each article of ``find_articles(inputs)``, in that order.

    InputError is raised by the call itself, before anything is read.
    """
    return map(_document_or_error, find_articles(inputs))


def _document_or_error(article: Article) -> Document | DocumentError:
    try:
        return read_article(article)
    except DocumentError as error:
        return error


# --- which files -----------------------------------------------------------------------------------------------------


def _single(given: Path, problems: list[str]) -> list[Path]:
    if not os.path.lexists(given):
        problems.append(f"{given.as_posix()}: there is no such file or folder")
    elif given.suffix.lower() not in READERS:
        problems.append(f"{given.as_posix()}: kg does not read this format, only {_formats()}")
    else:
        return [given]
    return []


def _walk(folder: Path, problems: list[str]) -> list[Path]:
    articles: list[Path] = []
    others: set[str] = set()
    unreadable: list[OSError] = []
    for base, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(base, name)
            if name.startswith("."):
                continue
            if path.suffix.lower() in READERS:
                articles.append(path)
            else:
                others.add(path.suffix.lower() or "files without a suffix")
    problems.extend(f"{Path(error.filename).as_posix()}: cannot be read: {error.strerror}" for error in unreadable)
    if not articles and not unreadable:
        seen = f", only {', '.join(sorted(others))}" if others else "; it is empty"
        problems.append(f"{folder.as_posix()}: holds no article that kg can read ({_formats()}){seen}")
    return articles


def _names(root: Path, path: Path, owners: Mapping[str, Path]) -> Iterator[str]:
    """Ids for an article, the one to prefer first."""
    inner = path.relative_to(root)
    name = inner.with_suffix("").as_posix()
    if owners.get(name) == root:
        name = inner.as_posix()
    yield name
    folders = root.resolve().parts[1:]
    for count in range(1, len(folders) + 1):
        yield "/".join((*folders[-count:], name))
    yield path.resolve().as_posix()


def _formats() -> str:
    return ", ".join(sorted(READERS))


# --- text and markdown -----------------------------------------------------------------------------------------------

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?:(?P<yaml>.*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENS_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[A-Za-z_][\w \t.-]*:(?:[ \t]|\n|\Z)")
_YAML_HINTS = (
    ("mapping values are not allowed", '; a value that holds a colon needs quotation marks: title: "Cuba: a report"'),
    ("unexpected end of stream", "; is a quotation mark missing?"),
)
"""Words of a message of libyaml, and what to add to it."""
_METADATA = ("title", "date", "publisher", "url")
_LONGEST_FRONT_MATTER = 10_000
"""In code points. What is longer is an article; and hundred thousands of brackets overflow the stack of libyaml."""


def _read_text(data: bytes, path: str) -> Reading:
    """Text or Markdown, with or without YAML front matter.

    The text is what ``open(path, encoding=...).read()`` gives: every line end becomes a line feed, and a UTF-8 byte
    order mark stays in the text as its first code point, so that offsets hold, but before ``body``.
    """
    text = _decode(data, path).replace("\r\n", "\n").replace("\r", "\n")
    start = 1 if text.startswith("\ufeff") else 0
    block = _FRONT_MATTER.match(text)
    if block and not (block["yaml"] or "").strip():
        return Reading(text, body=block.end())
    if not _OPENS_FRONT_MATTER.match(text):
        return Reading(text, body=start)  # "---" may also be a rule drawn above the first paragraph
    if not block or block.end() > _LONGEST_FRONT_MATTER:
        raise DocumentError(f"{path}:1", "front matter begins here and has no closing line '---'")
    metadata = _metadata(block["yaml"], path)
    return Reading(text, body=block.end(), **metadata)


def _decode(data: bytes, path: str) -> str:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            path,
            f"is not {encoding.upper()} text: byte 0x{data[error.start]:02x} at byte offset {error.start}; "
            "save it as UTF-8",
        ) from error
    if "\0" in text:
        # UTF-16 without a byte order mark decodes as UTF-8, with a NUL beside every letter.
        raise DocumentError(
            path, f"is not text: it holds a NUL character at byte offset {data.index(0)}; save it as UTF-8"
        )
    return text


def _metadata(block: str, path: str) -> dict[str, str]:
    problems = yamlfile.Problems.none()
    root = yamlfile.parse(block, path, problems, first_line=2)
    if problems.found or root is None:
        line, _, problem = problems.found[0].removeprefix(f"{path}:").partition(": ")
        hint = next((hint for cause, hint in _YAML_HINTS if cause in problem), "")
        raise DocumentError(f"{path}:{line}", f"front matter: {problem}{hint}")
    if not isinstance(root.value, dict):
        raise DocumentError(f"{path}:{root.line}", "front matter must be lines of 'key: value'")
    metadata: dict[str, str] = {}
    for key in _METADATA:
        node = root.value.get(key)
        if node is None:
            continue
        if not isinstance(node.value, str):
            raise DocumentError(f"{path}:{node.line}", f"front matter: '{key}' must be one text")
        value = " ".join(node.value.split())
        metadata[key] = "" if value in ("~", "null") else value
    if metadata.get("date"):
        date = _iso_date(metadata["date"])
        if date is None:
            raise DocumentError(
                f"{path}:{root.value['date'].line}",
                f"front matter: '{metadata['date']}' is not a date that can be read one way only; "
                "write it as 2026-01-31",
            )
        metadata["date"] = date
    return metadata


_ISO_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d.*)?")
_ISO_FORMATS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
_WRITTEN_DATES = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%B %Y")


def _iso_date(written: str) -> str | None:
    """The day (or month, or year) as ISO 8601; None for what is no date or, like 01/02/2026, could be two."""
    iso = _ISO_DATE.fullmatch(written)
    if iso:
        day = iso[1]
        return day if _matches(day, _ISO_FORMATS[len(day)]) else None
    for form in _WRITTEN_DATES:
        date = _matches(written, form)
        if date:
            return date.strftime("%Y-%m-%d" if "%d" in form else "%Y-%m")
    try:
        return parsedate_to_datetime(written).date().isoformat()  # the form of feeds: Mon, 26 Jan 2026 10:00:00 GMT
    except ValueError:
        return None


def _matches(written: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(written, form)
    except ValueError:
        return None


Reader = Callable[[bytes, str], Reading]
"""Takes a file's bytes and its path (for messages); raises DocumentError."""

READERS: Mapping[str, Reader] = {
    ".md": _read_text,
    ".txt": _read_text,
}
"""Suffix, in small letters -> the reader of that format."""
