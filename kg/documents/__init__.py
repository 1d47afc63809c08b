"""Files, folders, tables and standard input -> the articles in them, decoded.

``find_articles`` says which articles there are, ``read_article`` makes a ``Document`` of one, in this process or in any
other. Formats stand in the tables ``READERS`` (an article a file) and ``TABLES`` (an article a row).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.documents.apart import read_apart
from kg.documents.files import opened
from kg.documents.find import ROW, Article, Articles, find_articles, format_of
from kg.documents.formats import PLAIN, READERS, reader
from kg.documents.head import read_head
from kg.documents.reading import FIELDS, STANDARD_LIMITS, Limits
from kg.documents.tables import TABLES, looks_like_page, read_row
from kg.documents.tongue import language_of
from kg.errors import DocumentError, ForeignLanguage
from kg.models import Document
from kg.origins import sketch

__all__ = [
    "READERS", "STANDARD_LIMITS", "TABLES", "Article", "Articles", "Limits", "find_articles", "fingerprint",
    "read_article", "read_documents",
]  # fmt: skip


_TOKEN = re.compile(r"\w+|[^\w\s]")


def fingerprint(article: Article, limits: Limits = STANDARD_LIMITS) -> str:
    """SHA-256 of the bytes of an article, in hex: while it stays the same, so does the document, but for what its path
    and its id say. Costs reading the bytes, nothing more. DocumentError as of ``read_article``."""
    return hashlib.sha256(_data(article, limits)).hexdigest()


def read_article(article: Article, limits: Limits = STANDARD_LIMITS) -> Document:
    """The document of an article. DocumentError says why it cannot be read, and where; ForeignLanguage, that it is not
    in English."""
    data = _data(article, limits)
    place = article.place
    format = article.format or format_of(article.path)
    if format == ROW:
        reading = read_row(data, place)
        if looks_like_page(reading.text):  # as content systems export it
            page = read_apart(".html", f"<article>{reading.text}</article>".encode(), place, limits)
            reading = replace(reading, text=page.text, found=(*reading.found, *page.found))
    elif format in PLAIN:
        reading = reader(format)(data, place)
    else:
        reading = read_apart(format, data, place, limits)
    if len(reading.text) > limits.characters:
        raise DocumentError(
            place,
            f"is {len(reading.text):,} characters long, kg reads up to {limits.characters:,}; split it into articles "
            "or raise --limit characters=N",
        )
    if not reading.text[reading.body :].strip():
        raise DocumentError(place, "holds no text" + (" after its front matter" if reading.body > 1 else ""))
    tokens = sum(1 for _ in _TOKEN.finditer(reading.text, reading.body)) if len(reading.text) > limits.tokens else 0
    if tokens > limits.tokens:
        raise DocumentError(
            place,
            f"has {tokens:,} words and signs, kg reads up to {limits.tokens:,}; split it into articles or raise "
            "--limit tokens=N",
        )
    language = language_of(reading.text[reading.body :])
    if language != "en":
        raise ForeignLanguage(place, language)
    values = dict[str, str]()
    provenance = dict[str, str]()
    for found in (*reading.found, *read_head(reading.text, reading.body)):
        if found.field not in provenance:
            values[found.field] = found.value
            provenance[found.field] = found.where
    if reading.notes:
        provenance["text"] = "; ".join(reading.notes)
    return Document(
        id=article.id,
        path=place if article.line else article.path.as_posix(),
        text=reading.text,
        sha256=hashlib.sha256(data).hexdigest(),
        body=reading.body,
        provenance=tuple(sorted(provenance.items())),
        sketch=sketch(reading.text[reading.body :]),
        **{field: values.get(field, "") for field in FIELDS},
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


def _data(article: Article, limits: Limits) -> bytes:
    """The bytes of an article, unpacked."""
    if article.refusal:
        raise DocumentError(article.place, article.refusal)
    data = article.data
    if data is None:
        try:
            article.path.as_posix().encode()
            with opened(article.path) as file:
                data = file.read(limits.bytes + 1)
        except UnicodeEncodeError as error:
            raise DocumentError(article.place, "the name of this file is not UTF-8; rename it") from error
        except OSError as error:
            told = f"cannot be read: {error.strerror}" if error.strerror else str(error)
            raise DocumentError(article.place, told) from error
    if len(data) > limits.bytes:
        raise DocumentError(
            article.place,
            f"is larger than {limits.bytes:,} bytes; split it into articles or raise --limit bytes=N",
        )
    return data
