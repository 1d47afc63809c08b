"""One article of our own, as every format of news holds it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import textwrap
import zlib
from collections.abc import Mapping
from email.message import EmailMessage

import docx

TITLE = "Ministers meet in Caracas, and nobody says why"
DATE = "2026-02-03"
PUBLISHER = "The Kestrel Post"
URL = "https://kestrel.example/2026/02/03/ministers"
PARAGRAPHS = (
    "Cuban Foreign Minister Bruno Rodríguez met Venezuelan President Delcy Rodríguez in Caracas on Monday, the first "
    "meeting of the two governments since the capture of Nicolás Maduro by US forces.",
    "The United States has imposed sanctions on Cuba’s Ministry of the Interior, and Washington accused Havana of "
    "helping a well-known smuggler. “We reject that,” the minister told reporters at the airport of the capital.",
    "Mexico criticized the United States for the blockade. Brazil did not. Spain sent food and medicine to Cuba last "
    "week, according to the Spanish foreign ministry, which gave no figures and announced no further shipments.",
    "A spokesman for the European Union said that Brussels had not been told of the visit beforehand, and that a "
    "meeting of its ambassadors would be held in Madrid before the end of the month.",
)


def text() -> bytes:
    return "\n\n".join(PARAGRAPHS).encode()


def markdown() -> bytes:
    head = f'---\ntitle: "{TITLE}"\ndate: {DATE}\npublisher: {PUBLISHER}\nurl: {URL}\n---\n\n'
    return head.encode() + text()


def page(encoding: str = "utf-8") -> bytes:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "not this", "url": "https://kestrel.example/"},
            {"@type": ["NewsArticle"], "headline": TITLE, "datePublished": f"{DATE}T08:30:00Z",
             "publisher": {"@type": "Organization", "name": PUBLISHER}},
        ],
    }  # fmt: skip
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="{encoding}"><title>{TITLE} | {PUBLISHER}</title>
<link rel="canonical" href="{URL}"><script type="application/ld+json">{json.dumps(data)}</script>
<script>document.title = "France attacked Spain"; fetch("https://tracker.example/")</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<div class="cookie-banner"><p>Germany accused Italy of using cookies. Accept all.</p></div>
<main><article><h1>{TITLE}</h1><p class="byline">By Ana Ruiz</p>
<figure><img src="a.jpg" alt=""><figcaption>Japan attacked Chile. (Photo: Ana Ruiz)</figcaption></figure>
{body}
<aside class="related"><h3>You may also like</h3><ul><li><a href="/1">France arrested Peru’s president</a></li>
<li><a href="/2">Kenya expelled the ambassador of Ghana</a></li></ul></aside>
</article></main>
<section id="comments"><h2>Comments</h2><div class="comment"><p>Russia bombed Canada, said no one.</p></div></section>
<footer><p>© 2026 {PUBLISHER}. All rights reserved.</p></footer></body></html>""".encode(encoding)


def saved_page() -> bytes:
    """As a browser saves it: quoted-printable, with a picture."""
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = URL
    message["Subject"] = TITLE
    message["Date"] = "Tue, 3 Mar 2026 10:00:00 -0000"
    message.set_content(page().decode(), subtype="html", cte="quoted-printable")
    message.add_related(b"\xff\xd8\xff", "image", "jpeg", cid="<a>")
    return message.as_bytes()


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = f"{PUBLISHER} <news@kestrel.example>"
    message["To"] = "desk@kestrel.example"
    message["Subject"] = TITLE
    message["Date"] = "Tue, 3 Feb 2026 08:30:00 +0000"
    lines = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    message.set_content(f"{lines}\n\n-- \nFrance attacked Spain, says this signature.\n")
    message.add_alternative("<p>another form of it</p>", subtype="html")
    return message.as_bytes()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = TITLE
    document.add_heading(TITLE, 1)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    return _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(width: int = 60, lines_on_page: int = 12) -> bytes:
    """Two pages or more, with a running head, page numbers, and words that are broken at the end of lines."""
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        lines += [*_set(paragraph, width), ""]
    pages = [lines[start : start + lines_on_page] for start in range(0, len(lines), lines_on_page)]
    return pdf_of([[PUBLISHER, "", *page, "", str(number)] for number, page in enumerate(pages, 1)])


def _set(paragraph: str, width: int) -> list[str]:
    """Lines of a paragraph; long words are broken where a line ends."""
    lines = [""]
    for word in paragraph.split(" "):
        line = f"{lines[-1]} {word}".strip()
        if len(line) <= width:
            lines[-1] = line
        elif len(word) > 8 and word.isalpha() and width - len(lines[-1]) > 6:
            cut = min(len(word) - 3, width - len(lines[-1]) - 2)
            lines[-1] += f" {word[:cut]}-"
            lines.append(word[cut:])
        else:
            lines.append(word)
    return lines


def pdf_of(pages: list[list[str]]) -> bytes:
    """A PDF with these lines on its pages."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page in pages:
        shown = [line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in page]
        drawn = b"BT /F1 10 Tf 14 TL 50 780 Td " + b" ".join(b"(%s) Tj T*" % line for line in shown)
        packed = zlib.compress(drawn + b" ET")
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) >>" % TITLE.encode())
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, len(objects), table,
    )  # fmt: skip
    return bytes(out)


def row() -> dict[str, str]:
    return {"title": TITLE, "date": DATE, "publisher": PUBLISHER, "url": URL, "text": text().decode()}


def json_lines() -> bytes:
    return json.dumps(row()).encode() + b"\n"


def table() -> bytes:
    file = io.StringIO()
    rows = csv.DictWriter(file, [*row()])
    rows.writeheader()
    rows.writerow(row())
    return file.getvalue().encode()


def every_format() -> Mapping[str, bytes]:
    """{name of a file: the article in it}, one for each format."""
    return {
        "article.txt": text(),
        "article.md": markdown(),
        "article.html": page(),
        "latin.htm": page("windows-1252"),
        "article.mhtml": saved_page(),
        "article.mht": saved_page(),
        "article.pdf": pdf(),
        "article.docx": word(),
        "article.eml": mail(),
        "article.jsonl": json_lines(),
        "article.csv": table(),
        "packed.html.gz": gzip.compress(page()),
    }
