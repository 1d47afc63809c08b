"""What every reader shares: what it makes of a file, how much it may take, which date a written one is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from kg.errors import InputError

FIELDS = ("title", "date", "publisher", "url")
"""The metadata of an article."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value of one of ``FIELDS`` and where it stood: "front matter", "page", "column headline"."""

    field: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one article.

    ``text`` is what quotes and offsets refer to, analysis begins at ``body``; ``found`` is metadata, the most
    trustworthy of a field first; ``notes`` tell what was guessed or mended on the way to the text.
    """

    text: str
    body: int = 0
    found: tuple[Found, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take: bytes as stored (and unpacked), characters and tokens of text, seconds to open it and
    as many, of the processor, to read it. A book has 100,000 tokens; parsing takes 17 kilobytes of memory for each."""

    bytes: int = 20_000_000
    characters: int = 250_000
    tokens: int = 40_000
    seconds: int = 20

    @classmethod
    def parse(cls, written: Iterable[str]) -> Self:
        """The limits with those of ``written`` ("characters=500000") in place. InputError names all that are none."""
        names = [field.name for field in fields(cls)]
        limits, problems = cls(), []
        for one in written:
            name, _, number = one.partition("=")
            if name not in names or not re.fullmatch(r"[1-9]\d{0,11}", number.replace("_", ""), re.ASCII):
                problems.append(f"--limit {one}: write NAME=NUMBER with one of {', '.join(names)}")
            else:
                limits = replace(limits, **{name: int(number.replace("_", ""))})
        if problems:
            raise InputError(problems)
        return limits


STANDARD_LIMITS = Limits()

type Reader = Callable[[bytes, str], Reading]
"""Takes the bytes of an article and its place (for messages); raises DocumentError."""

_ISO_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ]\d.*)?", re.ASCII)
_ISO_FORMATS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
_WRITTEN_DATES = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%A, %B %d, %Y", "%A, %d %B %Y", "%B %Y")
_EPOCH = re.compile(r"1\d{9}(\d{3})?", re.ASCII)


def iso_date(written: str) -> str | None:
    """The day (or month, or year) as ISO 8601; None for what is no date or, like 01/02/2026, could be two."""
    iso = _ISO_DATE.fullmatch(written)
    if iso:
        day = iso[1]
        return day if _matches(day, _ISO_FORMATS[len(day)]) else None
    for form in _WRITTEN_DATES:
        date = _matches(written, form)
        if date:
            return date.strftime("%Y-%m-%d" if "%d" in form else "%Y-%m")
    if _EPOCH.fullmatch(written):  # seconds or milliseconds since 1970, as databases export them
        return datetime.fromtimestamp(int(written[:10]), UTC).date().isoformat()
    try:
        return parsedate_to_datetime(written).date().isoformat()  # the form of feeds: Mon, 26 Jan 2026 10:00:00 GMT
    except (ValueError, OverflowError):
        return None


def _matches(written: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(written, form)
    except ValueError:
        return None


def one_line(value: str, longest: int = 500) -> str:
    """``value`` with runs of white space as one blank, cut to ``longest`` code points."""
    return " ".join(value[: 4 * longest].split())[:longest]
