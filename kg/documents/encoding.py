"""Bytes -> text: by byte order mark, then by what the file declares, then by what it looks like."""

from __future__ import annotations

import codecs
import re

from kg.errors import SIGNS, DocumentError

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order mark -> encoding; the mark of UTF-8 is a code point that stays where it is."""

_SAMPLE = 1 << 16
_MOJIBAKE = re.compile(
    "[\u00c2-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""Two characters that are one in UTF-8, read as windows-1252 or latin-1."""


def decode(data: bytes, path: str, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of ``data``, and notes on what was guessed or mended. DocumentError if it is no text.

    Every code point of the text can be written as UTF-8. Mojibake ("PeÃ±a") is mended where ftfy is certain of it.
    """
    notes: list[str] = []
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    text = _strictly(data, marked or _every_other_is_nul(data) or "utf-8")
    if text is None and marked:
        raise DocumentError(path, f"begins like {marked.upper()} text and is none; save it as UTF-8")
    if text is None and declared and _known(declared):
        text = _strictly(data, declared)
    if text is None:
        encoding = guess(data)
        text = data.decode(encoding, errors="replace")
        notes.append(f"decoded as {encoding}, which is a guess")
    if "\0" in text:
        raise DocumentError(
            path, f"is not text: it holds a NUL character at byte offset {data.find(0)}; save it as UTF-8"
        )
    mended = mend(text)
    if mended != text:
        notes.append("mended where UTF-8 had been read as another encoding")
    return mended, tuple(notes)


def mend(text: str) -> str:
    """``text`` without mojibake: "PeÃ±a" becomes "Peña" in each line where ftfy is certain of it."""
    if not _MOJIBAKE.search(text):
        return text
    from ftfy import fix_encoding

    return "".join(fix_encoding(line) if _MOJIBAKE.search(line) else line for line in text.splitlines(keepends=True))


def guess(data: bytes, *, partial: bool = False) -> str:
    """The encoding that ``data`` looks like; ``partial`` if it is the beginning of more, cut anywhere."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=not partial)
        return "utf-8"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    # What is not UTF-8 in English news is nearly always windows-1252; detection may say otherwise only where
    # that cannot decode it or the bytes are mostly no ASCII.
    sample = data[:_SAMPLE]
    foreign = sum(byte > 127 for byte in sample) * 3 > len(sample)
    if not foreign and b"\r" in sample and b"\n" not in sample:  # lines end so on old Macs only
        return "mac_roman"
    if not foreign and _strictly(data, "cp1252") is not None:
        return "windows-1252"
    best = from_bytes(sample).best()
    return best.encoding if best is not None and _known(best.encoding) else "windows-1252"


def _every_other_is_nul(data: bytes) -> str:
    """UTF-16 without a byte order mark: English has a NUL beside nearly every letter."""
    sample = data[:_SAMPLE]
    for encoding, begin in (("utf-16-le", 1), ("utf-16-be", 0)):
        half = sample[begin::2]
        if len(half) > 3 and half.count(0) * 10 > len(half) * 8 and sample.count(0) < len(half) * 1.1:
            return encoding
    return ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except (LookupError, ValueError):
        return False


_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """``text`` without what no reader sees (soft hyphens, marks of direction) and no file format can carry: lone
    surrogates and control characters become U+FFFD."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))


def visible(name: str) -> str:
    """``name`` on one line that can be printed: control characters and bytes that are no UTF-8 become signs."""
    shown = (f"\\x{ord(char) & 0xFF:02x}" if "\ud800" <= char <= "\udfff" else char for char in name)
    return "".join(shown).translate(SIGNS)
