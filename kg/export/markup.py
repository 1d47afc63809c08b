"""Text as XML: what no parser may read is replaced, the rest survives every parser."""

from __future__ import annotations

import re

# Everything but https://www.w3.org/TR/xml/#charsets: no XML parser reads it, not even escaped.
_LEGAL = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_ILLEGAL = re.compile(f"[^{_LEGAL}]")
_SPECIAL = re.compile(f"[&<>\r]|[^{_LEGAL}]")
_PERHAPS_SPECIAL = bytes({*range(0x20), *b"&<>", 0x7F, 0xED, 0xEF} - {*b"\t\n"})
"""Octets of UTF-8 without which nothing is special: to look for them takes a fifth of the time."""
_PLAIN = re.compile(r"[\w /@.,:+-]*", re.ASCII)
# As the standard library's ``xml.sax.saxutils`` does it, which brings an HTTP client that `kg --help` would wait for.
_IN_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTES = _IN_CONTENT | str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def legal(text: str) -> str:
    """The text with U+FFFD for every character that XML forbids."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def quoted(text: str) -> str:
    """The text as the value of an attribute, in quotes; line feeds and tabs are escaped, which parsers would turn into
    blanks."""
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    text = legal(text).translate(_IN_ATTRIBUTES)
    if '"' not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else '"{}"'.format(text.replace('"', "&quot;"))


def content(text: str) -> str:
    """The text as the content of an element: one CDATA section where it can be, because the JDK's parser, which Gephi
    uses, loses white space between entities; XML reads a carriage return as such only when it is escaped."""
    octets = text.encode("utf-8", "surrogatepass")
    if len(octets.translate(None, _PERHAPS_SPECIAL)) == len(octets) or not _SPECIAL.search(text):
        return text
    text = legal(text)
    if "]]>" not in text and "\r" not in text:
        return f"<![CDATA[{text}]]>"
    return text.translate(_IN_CONTENT)
