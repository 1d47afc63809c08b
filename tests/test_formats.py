"""Every format that holds an article: the same article in each, and what only one of them can have wrong."""

from __future__ import annotations

import base64
import email.policy
import subprocess
import sys
import textwrap
from collections import defaultdict
from pathlib import Path

import docx
import hostile_files
import pytest
import sample_formats as sample
from conftest import Write

from kg.documents import READERS, TABLES, Article, Limits, find_articles, read_article
from kg.errors import DocumentError
from kg.models import Document
from kg.pipeline import Settings, build
from kg.store import Store

DERIVED = sorted(set(READERS) - {".txt", ".md"})


def read(data: bytes | str, format: str, limits: Limits = Limits()) -> Document:  # noqa: B008
    article = Article("it", Path("it" + format), data=data.encode() if isinstance(data, str) else data, format=format)
    return read_article(article, limits)


def refusal(data: bytes | str, format: str, limits: Limits = Limits()) -> str:  # noqa: B008
    with pytest.raises(DocumentError) as caught:
        read(data, format, limits)
    assert caught.value.path == f"it{format}"
    return caught.value.problem


# --- the same article -------------------------------------------------------------------------------------------------


def test_there_is_a_sample_of_every_format() -> None:
    names = sample.every_format()
    assert {Path(name.removesuffix(".gz")).suffix for name in names} == {*READERS, *TABLES}


def test_every_format_gives_the_paragraphs_of_the_article_and_nothing_else(write: Write) -> None:
    folder = write(sample.every_format())
    articles = list(find_articles([folder]))
    assert len(articles) == len(sample.every_format())
    for article in articles:
        document = read_article(article)
        blocks = [block for block in document.text[document.body :].split("\n\n") if block.strip()]
        # Where the title stands in the text of the page it may stay: it is known for a heading.
        assert [block.strip() for block in blocks if block != sample.TITLE] == list(sample.PARAGRAPHS), (
            article.path.name
        )


def test_every_format_gives_the_same_claims(write: Write, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = write(sample.every_format())
    out = tmp_path_factory.mktemp("formats")
    report = build(Settings((folder,), out, formats=("jsonl",), jobs=1))
    assert report.skipped == ()
    claims: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    with Store.open(out / "graph.sqlite") as store:
        texts = {document.id: document.text for document in store.documents()}
        for claim in store.claims():
            span = claim.evidence.span
            assert texts[claim.doc][span.start : span.end] == claim.evidence.text
            said = " ".join(claim.evidence.text.split())
            claims[claim.doc].add((claim.source, claim.relation, claim.target, claim.status, claim.role, said))
    assert len(claims) == len(sample.every_format())
    first, *others = claims.values()
    assert len(first) >= 6
    assert not any("attacked" in claim for claim in first)  # what only navigation, captions and comments say
    for other in others:
        assert other == first


@pytest.mark.parametrize("format", [".html", ".htm", ".mhtml", ".mht"])
def test_a_page_tells_its_metadata_and_where_it_says_so(format: str) -> None:
    document = read(sample.saved_page() if format.startswith(".mh") else sample.page(), format)
    found = (document.title, document.date, document.publisher, document.url)
    assert found == (sample.TITLE, sample.DATE, sample.PUBLISHER, sample.URL)
    assert dict(document.provenance) == {
        "title": "page, JSON-LD headline",
        "date": "page, JSON-LD datePublished",
        "publisher": "page, JSON-LD publisher",
        "url": "page, link canonical",
    }


# --- web pages --------------------------------------------------------------------------------------------------------

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in sample.PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="A &amp; B say no">', "title", "A & B say no"),
        ("<title>Talks end</title>", "title", "Talks end"),
        ('<meta property="article:published_time" content="2026-02-03T01:02:03+00:00">', "date", "2026-02-03"),
        ('<meta name="date" content="03/02/2026">', "date", ""),
        ('<meta property="og:site_name" content="The Post">', "publisher", "The Post"),
        ('<link rel="canonical" href="javascript:alert(1)">', "url", ""),
        (
            '<script type="application/ld+json">{"@type": "Article", "headline": ["x"], "publisher": 3}</script>',
            "title",
            "",
        ),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "title", ""),
    ],
    ids=["og:title", "title", "published", "two ways", "site", "script as url", "wrong types", "deep"],
)
def test_metadata_of_a_page(head: str, field: str, value: str) -> None:
    document = read(f"<html><head>{head}</head><body><article>{BODY}</article></body></html>", ".html")
    assert getattr(document, field) == value


LINKED = "".join(
    f"<p>{one[0]} <a href=/1>{one[1]}</a> {' '.join(one[2:9])} <a href=/2>{one[9]}</a> {' '.join(one[10:])}</p>"
    for one in (paragraph.split(" ") for paragraph in sample.PARAGRAPHS)
)
FALSE = "Norway attacked Sweden in the night, says a report that nobody has seen."
LISTED = f"<ul><li><a href=/1>{FALSE}</a></li><li><a href=/2>{FALSE}</a></li></ul>"
LAYOUTS = {
    "blog": f"<div class=menu>{LISTED}</div><main><article class='post type-post'><h1 class=entry-title>Talks</h1>"
    f"<div class=entry-content>{LINKED}<div class=sharedaddy>Share this</div></div>"
    f"<div class=related-posts><h3>You may also like</h3><p>{FALSE}</p></div></article>"
    f"<div id=comments class=comments-area><ol class=comment-list><li><p>{FALSE}</p></li></ol></div></main>",
    "portal": f"<div class=region-content><div class='node node--type-article'><div class=field-body>{BODY}</div></div>"
    f"</div><div class=related-posts><article><h4>{FALSE}</h4><p>{FALSE}</p></article></div>"
    f"<div id=comments><p>{FALSE}</p></div><div class='newsletter-signup'><p>{FALSE}</p></div>",
    "components": "<main id=main-content><article><header><h1>Talks</h1></header>"
    + LINKED.replace("<p>", "<div data-component=text-block><div class=c1><p>").replace("</p>", "</p></div></div>")
    + f"<section data-component=topic-list class=topic-list><h2>Related topics</h2>{LISTED}</section></article></main>",
    "tables": f"<table><tr><td class=sidebar>{LISTED}</td><td><b>Talks</b><br>{'<br><br>'.join(sample.PARAGRAPHS)}"
    f"</td></tr></table><footer><p>{FALSE}</p></footer>",
    "has-sidebar": f"<div class='page has-sidebar comments-open'><div class=content>{BODY}</div>"
    f"<div class='sidebar'>{LISTED}</div></div>",
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_page_gives_all_of_its_article_and_nothing_beside_it(layout: str) -> None:
    text = read(f"<html><head><title>Talks</title></head><body>{layout}</body></html>", ".html").text
    blocks = [" ".join(block.split()) for block in text.split("\n\n")]
    assert [block for block in blocks if block not in ("Talks", "Share this")] == list(sample.PARAGRAPHS)


@pytest.mark.parametrize(
    "page", [BODY, f"<div>{'<br><br>'.join(sample.PARAGRAPHS)}</div>", f"<table><tr><td>{BODY}</td></tr></table>",
     "<pre>" + "\n \n".join(textwrap.fill(paragraph, 72) for paragraph in sample.PARAGRAPHS) + "</pre>"],
)  # fmt: skip
def test_paragraphs_of_a_page_stay_apart_however_they_are_made(page: str) -> None:
    text = read(f"<html><body>{page}</body></html>", ".html").text
    assert text.split("\n\n") == list(sample.PARAGRAPHS)


def test_a_page_may_be_in_the_encoding_that_it_declares() -> None:
    declaration = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    page = f"{declaration}<p>{sample.PARAGRAPHS[0]} Путин.</p>"
    assert "Путин." in read(page.replace("í", "i").replace("á", "a").encode("cp1251"), ".html").text


def test_what_nobody_sees_in_a_page_is_not_in_its_text() -> None:
    page = "<p>Nico&shy;lás Ma&#8203;duro &#8238;met&#8236; Marco Rubio in Caracas, and both of them said so.</p>"
    assert read(page, ".html").text == "Nicolás Maduro met Marco Rubio in Caracas, and both of them said so."


# --- PDF, Word, e-mail ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [45, 60, 90])
@pytest.mark.parametrize("lines", [9, 14, 100])
def test_lines_and_broken_words_of_a_pdf_are_mended(width: int, lines: int) -> None:
    text = read(sample.pdf(width, lines), ".pdf").text
    assert "well-known smuggler" in text
    # What stands at the head of a single page could be its title: it stays. And where the last line of a paragraph is
    # full, nothing in the file tells that it is the last.
    assert " ".join(text.split()).removeprefix(f"{sample.PUBLISHER} ") == " ".join(sample.PARAGRAPHS)


def test_a_word_file_gives_its_tables_row_by_row() -> None:
    file = docx.Document()
    file.add_paragraph(sample.PARAGRAPHS[0])
    table = file.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    assert read(sample._saved(file), ".docx").text.split("\n\n")[1:] == ["cell 0 | cell 1", "cell 2 | cell 3"]


def test_a_message_that_forwards_another_is_not_dated_by_it() -> None:
    message = sample.mail().replace(b"Subject: ", b"Subject: Fwd: ")
    assert (read(message, ".eml").title, read(message, ".eml").date) == (sample.TITLE, "")


def test_a_message_may_hold_a_web_page_only() -> None:
    message = email.message.EmailMessage(policy=email.policy.default)
    message["Subject"] = "Talks"
    message.set_content(sample.page().decode(), subtype="html")
    assert list(sample.PARAGRAPHS)[1] in read(message.as_bytes(), ".eml").text


@pytest.mark.parametrize("cte", ["quoted-printable", "base64"])
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_message_tells_its_encoding_for_all_that_is_in_it(subtype: str, cte: str) -> None:
    message = email.message.EmailMessage(policy=email.policy.default)
    message["Subject"] = "Václav Havel"
    message.set_content("<p>Petr Nečas met Jiří Paroubek in Olomouc, said the office of the president.</p>",
                        subtype=subtype, charset="iso-8859-2", cte=cte)  # fmt: skip
    found = read(message.as_bytes(), ".eml")
    assert "Petr Nečas met Jiří Paroubek" in found.text
    assert found.title == "Václav Havel"
    assert "text" not in dict(found.provenance)


@pytest.mark.parametrize(
    ("format", "data", "told"),
    [
        (".html", b"<html></html>", "is a web page in which no article was found"),
        (".html", b"", "is no web page that can be read"),
        (".mhtml", b"MIME-Version: 1.0\n\ntext", "is no web page saved in one file"),
        (".pdf", b"%PDF-1.4 nonsense", "cannot be read, it is broken"),
        (".docx", b"PK\3\4 nonsense", "is no Word file"),
        (".docx", base64.b64decode("0M8R4KGxGuE="), "is no Word file; if it is an old .doc, save it as .docx"),
        (".eml", b"Subject: a\nContent-Type: image/png\n\nx", "is a message without a text"),
        (".txt", rb"{\rtf1\ansi Cuba said.}", "is an RTF file; save it as .docx"),
    ],
)
def test_what_holds_no_article_is_refused_in_words(format: str, data: bytes, told: str) -> None:
    assert refusal(data, format).startswith(told)


# --- what an attacker sends -------------------------------------------------------------------------------------------


def test_a_parser_that_takes_too_long_is_ended_and_the_next_article_is_read() -> None:
    attributes = " ".join(f"a{number}=x" for number in range(200_000))
    told = refusal(f"<p {attributes}>{BODY}", ".html", Limits(seconds=1))
    assert told == "takes longer than 1 seconds to read; raise --limit seconds=N if it is worth it"
    assert sample.PARAGRAPHS[0] in read(sample.page(), ".html").text


@pytest.mark.parametrize(
    "document",
    [
        b"<a>" + b" " * 120_000_000 + b"</a>",
        hostile_files.entities(),
        hostile_files.WORD + b"<w:tbl><w:tr><w:tc>" * 30_000,
    ],
    ids=["zip bomb", "entities", "deep"],
)  # fmt: skip
def test_a_word_file_that_explodes_costs_one_message(document: bytes) -> None:
    assert refusal(hostile_files.word_with(document), ".docx")


def test_nothing_is_read_from_the_disk_for_a_word_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("sesame")
    entity = f"<!DOCTYPE a [<!ENTITY e SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>".encode()
    document = entity + hostile_files.WORD + b"<w:p><w:r><w:t>Open &e; now.</w:t></w:r></w:p></w:body></w:document>"
    assert "sesame" not in read(hostile_files.word_with(document), ".docx").text


def test_what_reads_foreign_formats_can_open_no_socket_and_no_program() -> None:
    from kg.documents import apart

    code = "import subprocess, sys, socket; from kg.documents.apart import _confine; _confine()\n"
    for act in (
        "socket.create_connection(('localhost', 9))",
        "subprocess.run([sys.executable])",
        "import os; os.system('true')",
    ):
        attempt = f"{code}try: {act}\nexcept PermissionError as error: print(error)\n"

        done = subprocess.run([sys.executable, "-c", attempt], capture_output=True, encoding="utf-8", check=True)
        assert done.stdout.startswith("an article may not do this"), done
    assert apart._MEMORY < 1_500_000_000
