"""E-mail, and web pages that browsers save as if they were e-mail (MHTML)."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from kg.documents.encoding import clean, decode
from kg.documents.page import read_page
from kg.documents.papers import paragraphs
from kg.documents.reading import Found, Reading, iso_date, one_line
from kg.errors import DocumentError

_FORWARDED = re.compile(r"(?i)\s*(?:(?:fwd?|wg|tr|re|aw)\s*:\s*)+")
_REPLY = re.compile(r"(?:>|On .{1,200} wrote:\Z)")


def read_eml(data: bytes, place: str) -> Reading:
    """The text of a message: its plain part, or the web page in it; without signature and quoted lines. The date of a
    message that only forwards another one is not taken for that of the article."""
    message = _message(data)
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise DocumentError(place, "is a message without a text; save what is attached to it as a file")
    payload = _payload(body)
    subject = str(message.get("Subject", ""))
    found = []
    title = one_line(clean(_FORWARDED.sub("", subject, count=1)))
    if title:
        found.append(Found("title", title, "mail, Subject"))
    date = iso_date(" ".join(str(message.get("Date", "")).split()))
    if date and not _FORWARDED.match(subject):
        found.append(Found("date", date, "mail, Date"))
    if body.get_content_type() == "text/html":
        page = read_page(payload, place, body.get_content_charset() or "")
        return Reading(page.text, found=(*found, *page.found), notes=page.notes)
    text, notes = decode(payload, place, body.get_content_charset() or "")
    lines = clean(text).replace("\r\n", "\n").split("\n")
    kept: list[str] = []
    for line in lines:
        if line == "-- ":
            break
        if not _REPLY.match(line):
            kept.append(line.strip())
    return Reading("\n\n".join(paragraphs(kept)), found=tuple(found), notes=notes)


def read_mhtml(data: bytes, place: str) -> Reading:
    """The article of a page that a browser saved in one file."""
    message = _message(data)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise DocumentError(place, "is no web page saved in one file: no part of it is HTML")
    page = read_page(_payload(pages[0]), place, pages[0].get_content_charset() or "")
    saved = (message.get("Snapshot-Content-Location"), pages[0].get("Content-Location"))
    urls = [one_line(str(url)) for url in saved if url and re.match(r"https?://", str(url))]
    return Reading(page.text, found=(*page.found, *(Found("url", url, "file") for url in urls[:1])), notes=page.notes)


def _message(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def _payload(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
