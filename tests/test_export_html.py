"""graph.html as a file: one page, the same in every build, that asks for nothing and in which no data runs."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import OpenPage
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, ONTOLOGY, sample_store

from kg.export import EXPORTERS
from kg.graph import Network
from kg.models import Extraction, RelationType
from kg.store import Store

ATTACKS = (
    "</script><script>window.ran = 1</script>",
    '<img src="x" onerror="window.ran = 1">',
    '"><svg onload="window.ran = 1">',
    "<a href='javascript:window.ran = 1'>click</a>",
    "{{ 7 * 7 }} {% raw %} ${window.ran = 1} \\u003cscript\\u003e ' \" \\ ` <!-- ]]> ",
    "\u2028window.ran = 1\u2029 \x00\x07 \ud7ff \U0001f600",
    "=HYPERLINK(\"javascript:window.ran=1\") \u202eevil\u202c \u2067rtl",
)  # fmt: skip
POISON = "".join(ATTACKS)


def hostile() -> tuple[tuple[Extraction, ...], dict[str, RelationType]]:
    """The sample corpus with an attack in every text that a page could show, offsets and all else as they were."""
    extractions = tuple(
        replace(
            extraction,
            document=replace(
                extraction.document, title=POISON, publisher=POISON, date=POISON, url="javascript:window.ran=1"
            ),
            claims=tuple(
                replace(
                    claim,
                    rule=POISON,
                    role=POISON,
                    date=POISON,
                    speaker=replace(claim.speaker, text=POISON, via=POISON) if claim.speaker else None,
                    evidence=replace(claim.evidence, text=claim.evidence.text + POISON),
                )
                for claim in extraction.claims
            ),
        )
        for extraction in EXTRACTIONS
    )
    ontology = {
        name: replace(kind, label=kind.label + POISON, inverse_label=POISON, family=POISON, plover=POISON)
        for name, kind in ONTOLOGY.items()
    }
    return extractions, ontology


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("page")
    with sample_store(out / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), out)
    return out / "graph.html"


def evidence(page: str) -> dict[str, Any]:
    """What a page has packed."""
    found = re.search(r'id="evidence">([^<]*)<', page)
    assert found
    unpacked: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[1])))
    return unpacked


def test_the_page_names_no_host_and_loads_nothing(written: Path) -> None:
    text = written.read_text(encoding="utf-8")
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*\s(?:src|href)=", text)
    assert "@import" not in text
    assert "sourceMappingURL" not in text
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', text)[0])
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_the_same_records_give_the_same_page(written: Path, tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    assert (tmp_path / "graph.html").read_bytes() == written.read_bytes()


def test_a_sentence_is_packed_once_and_says_where_it_names_whom(written: Path) -> None:
    packed = evidence(written.read_text(encoding="utf-8"))
    assert len(packed["sentences"]) == len(set(packed["sentences"]))
    n = next(n for n, sentence in enumerate(packed["sentences"]) if "arrested" in sentence)
    (claim,) = (c for c, sentence in enumerate(packed["claims"]["sentence"]) if sentence == n)
    marks = packed["claims"]["marks"][claim]
    sentence = packed["sentences"][n]
    marked = [(sentence[start:end], role) for start, end, role in zip(*[iter(marks)] * 3, strict=True)]
    assert marked == [("Police", 1), ("Ardania", 1), ("arrested", 2), ("Zoë Márquez", 3)]


def test_nothing_from_articles_runs_and_nothing_is_fetched(open_page: OpenPage, tmp_path: Path) -> None:
    extractions, ontology = hostile()
    actors = [replace(actor, name=actor.name + POISON, aliases=ATTACKS, wikidata=POISON) for actor in ACTORS]
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(extractions)
        store.settle(ASSIGNED, actors)
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ontology), tmp_path)
    page = open_page(tmp_path / "graph.html")
    addresses = page.js(
        "[...kgPage.records.actors.map((a) => 'actor=' + encodeURIComponent(a.id)),"
        " ...kgPage.records.relations.map((r) => 'relation=' + r.id), 'view=actors', 'view=relations', '']"
    )
    assert len(addresses) == 14
    shown = ""
    for address in addresses:
        page.follow(address)
        page.until("document.getElementById('panel').childElementCount > 0")
        shown += page.panel + page.one("#list").inner_text() + page.one("#legend").inner_text()
        assert page.one("#panel a, #list a, main img, main script, main svg[onload]").count() == 0
    page.one("#search").fill("ardania")
    shown += page.one("#found").inner_text()
    x, y = page.place_of_line("Ardania" + POISON, "Zoë Márquez" + POISON)
    page.tab.mouse.move(x, y)
    page.until("document.getElementById('hint').textContent")
    page.one("#take summary").click()
    with page.tab.expect_download() as download:
        page.one("#take-svg").click()
    assert "<script" not in Path(download.value.path()).read_text(encoding="utf-8")
    assert page.js("window.ran") is None
    # Kept as text, not thrown away.
    assert all(attack in shown for attack in ATTACKS[:4])


def test_a_name_of_five_thousand_letters_spoils_nothing(open_page: OpenPage, tmp_path: Path) -> None:
    names = {"ardania": "Ardania " + "x" * 5000, "person/zoe-marquez": "\u202e" + "Zoë Márquez " * 420}
    actors = [replace(actor, name=names.get(actor.id, actor.name)) for actor in ACTORS]
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(EXTRACTIONS)
        store.settle(ASSIGNED, actors)
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = open_page(tmp_path / "graph.html")
    for address in ("", "actor=ardania", "between=ardania&and=person/zoe-marquez", "view=actors", "view=relations"):
        page.follow(address)
        page.until("document.getElementById('panel').childElementCount > 0")
        wide = page.js("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
        for box in ("#panel", "#list", "#legend"):
            over = page.js(
                "(id) => { const b = document.querySelector(id); return b.scrollWidth - b.clientWidth; }", box
            )
            assert over <= 1, (address, box)
    longest = page.js(
        "Math.max(...kgPage.picture.snapshot().placed.names.flatMap(({ lines }) => lines.map((l) => l.length)))"
    )
    assert longest <= 60


def test_an_empty_graph_is_a_page_too(open_page: OpenPage, tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        store.settle({}, [])
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["html"].write(Network(store, ONTOLOGY), tmp_path)
    page = open_page(tmp_path / "graph.html")
    assert page.one("#counts").inner_text() == "0 articles · 0 of 0 actors · 0 of 0 relations"
    for address in ("view=actors", "view=relations", ""):
        page.follow(address)
