"""Text as XML: what no parser may read is replaced, the rest survives every parser."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# Everything but https://www.w3.org/TR/xml/#charsets: no XML parser reads it, not even escaped.
_LEGAL = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_ILLEGAL = re.compile(f"[^{_LEGAL}]")
_SPECIAL = re.compile(f"[&<>\r]|[^{_LEGAL}]")


def legal(text: str) -> str:
    """The text with U+FFFD for every character that XML forbids."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def quoted(text: str) -> str:
    """The text as the value of an attribute, in quotes; line feeds and tabs are escaped, which parsers would turn into
    blanks."""
    return quoteattr(legal(text))


def content(text: str) -> str:
    """The text as the content of an element: one CDATA section where it can be, because the JDK's parser, which Gephi
    uses, loses white space between entities; XML reads a carriage return as such only when it is escaped."""
    if not _SPECIAL.search(text):
        return text
    text = legal(text)
    if "]]>" not in text and "\r" not in text:
        return f"<![CDATA[{text}]]>"
    return escape(text, {"\r": "&#13;"})
