"""Web pages, alone or saved with all their parts (MHTML)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree, html

from kg.documents.encoding import clean, decode
from kg.documents.reading import Found, Reading, iso_date, one_line
from kg.errors import DocumentError

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_NO_ARTICLE = (
    "//figure | //figcaption | //aside | //nav | //footer | //form | //button | //noscript | //iframe | //template"
    " | //*[@hidden] | //*[@aria-hidden='true']"
)
"""Parts that stand within articles and are none of them."""

_META = (
    ("title", "og:title"), ("title", "twitter:title"), ("title", "dc.title"), ("title", "headline"),
    ("date", "article:published_time"), ("date", "datepublished"), ("date", "og:article:published_time"),
    ("date", "parsely-pub-date"), ("date", "dc.date.issued"), ("date", "dc.date"), ("date", "sailthru.date"),
    ("date", "pubdate"), ("date", "publish-date"), ("date", "publish_date"), ("date", "date"),
    ("publisher", "og:site_name"), ("publisher", "dc.publisher"), ("publisher", "publisher"),
    ("publisher", "application-name"),
    ("url", "og:url"),
)  # fmt: skip
"""(field, name or property of <meta>), the most trustworthy of a field first."""
_LONGEST_CELL = 300
"""In code points: what is longer is no cell of a table that shows figures or names."""
_ARTICLES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "blogposting", "opinionnewsarticle",
     "backgroundnewsarticle", "liveblogposting", "webpage"}
)  # fmt: skip
"""Types of schema.org whose fields are those of the page's article."""


def read_page(data: bytes, place: str, charset: str = "") -> Reading:
    """The article of a web page, without navigation, comments, captions and what else there is to read; ``charset`` is
    what it came with, which counts more than what it says itself."""
    declared = _DECLARED.search(data[:4096])
    text, notes = decode(data, place, charset or (declared[1].decode() if declared else ""))
    return read_html(text, place, notes)


def read_html(text: str, place: str, notes: tuple[str, ...] = ()) -> Reading:
    """The article of a page that is decoded already."""
    from trafilatura import bare_extraction

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError(place, f"is no web page that can be read: {one_line(str(error), 120)}") from error
    found = tuple(_metadata(tree))
    _strip(tree)
    page = bare_extraction(
        tree, include_comments=False, include_formatting=False, favor_precision=True, prune_xpath=_NO_ARTICLE,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    body = page.body if page is not None and not isinstance(page, dict) else None
    blocks = [] if body is None else [block for block in _blocks(body) if block]
    if not blocks:
        raise DocumentError(place, "is a web page in which no article was found; save its text as .txt")
    return Reading("\n\n".join(blocks), found=found, notes=notes)


_BESIDE = re.compile(
    r"(?:\A|[\s_-])(?:related|recirc\w*|recommend\w*|comments?|respond|sidebar|newsletter|subscri\w+|share|sharing|social|promo\w*"
    r"|most-?(?:read|popular|viewed)|trending|popular|taboola|outbrain|cookies?|consent|breadcrumbs?|advert\w*|ads?|banner"
    r"|read-?(?:more|next|also)|more-?(?:stories|news|from|on)|also-?(?:read|like)|tags?|topic-?list|author-?(?:bio|box|info)"
    r"|caption|credit|paywall|widget|teasers?|footer|menu|nav|navigation)(?:[\s_-]|\Z)",
    re.IGNORECASE,
)
"""Words in the class or id of what stands beside an article."""


def _strip(tree: Any) -> None:
    """Take away what names itself as no part of the article, and links that stand within sentences: a paragraph with
    two of them looks like a list of links."""
    for block in list(tree.iter("pre")):  # paragraphs are told by blank lines there
        parts = re.split(r"\n[ \t]*\n", block.text_content())
        if len(parts) > 1:
            tail = block.tail
            block.clear()
            block.tag, block.tail = "div", tail
            for part in parts:
                etree.SubElement(block, "p").text = clean(part)
    whole = len(tree.text_content())
    for element in list(tree.iter("div", "section", "ul", "ol", "span", "p", "h2", "h3", "h4")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
        # A page may call its whole body "has-sidebar": what holds much of the text is the article.
        if _BESIDE.search(names) and element.getparent() is not None and 3 * len(element.text_content()) < whole:
            element.drop_tree()
    for link in list(tree.iter("a")):
        parent = link.getparent()
        if parent is not None and parent.tag in ("p", "em", "strong", "i", "b", "span"):
            inside = len(link.text_content())
            if 3 * inside < len(parent.text_content()):
                link.drop_tag()


_INLINE = frozenset({"hi", "ref", "del", "ins", "code", "graphic", "span"})
_CUT = "\N{PARAGRAPH SEPARATOR}"


def _blocks(body: Any) -> Iterator[str]:
    """Paragraphs, headings, list items and rows of tables, each on one line."""
    for row in list(body.iter("row")):
        cells = [_words(" ".join(cell.itertext())) for cell in row.iter("cell")]
        if len(cells) > 1 and max(map(len, cells)) < _LONGEST_CELL:  # else a table that only sets the page
            row.clear(keep_tail=True)
            row.text = " | ".join(cells)
    for element in body.iter():
        if element.tag not in _INLINE:
            element.text = f"{_CUT}{element.text or ''}"
            element.tail = f"{_CUT}{element.tail or ''}"
    yield from map(_words, "".join(body.itertext()).split(_CUT))


def _words(text: str) -> str:
    return " ".join(clean(text).split())


def _metadata(tree: Any) -> Iterator[Found]:
    yield from _linked_data(tree)
    content: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content.setdefault(name.lower(), meta.get("content") or "")
    for field, name in _META:
        yield from _found(field, content.get(name), f"page, meta {name}")
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield from _found("url", link.get("href"), "page, link canonical")
    for time in tree.xpath("//article//time[@datetime] | //header//time[@datetime] | //main//time[@datetime]")[:1]:
        yield from _found("date", time.get("datetime"), "page, time")
    for tag in ("h1", "title"):
        for element in tree.iter(tag):
            yield from _found("title", "".join(element.itertext()), f"page, {tag}")


def _linked_data(tree: Any) -> Iterator[Found]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            for field, key in (("title", "headline"), ("date", "datePublished"), ("url", "url")):
                yield from _found(field, thing.get(key), f"page, JSON-LD {key}")
            publisher = thing.get("publisher")
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            yield from _found("publisher", name, "page, JSON-LD publisher")


def _things(data: Any) -> Iterator[Mapping[str, Any]]:
    things = data if isinstance(data, list) else [data]
    for thing in things[:50]:
        if not isinstance(thing, dict):
            continue
        graph = thing.get("@graph")
        if isinstance(graph, list):
            yield from _things(graph)
        types = thing.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and name.lower() in _ARTICLES for name in names):
            yield thing


def _found(field: str, value: Any, where: str) -> Iterator[Found]:
    if not isinstance(value, str) or not value.strip():
        return
    told: str | None = one_line(clean(value))
    if field == "date":
        told = iso_date(told or "")
    if field == "url" and not re.match(r"https?://", told or ""):
        return
    if told:
        yield Found(field, told, where)
