"""What a reader takes away from graph.html: the picture, a table, a graph for other programs."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from browser import OpenPage, Page
from sample_records import FIRST, ONTOLOGY, sample_store

from kg.export import EXPORTERS
from kg.graph import Network


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dispute")
    with sample_store(out / "s.sqlite", disputed=True) as store:
        for name in ("html", "graphml"):
            EXPORTERS[name].write(Network(store, ONTOLOGY), out)
    return out


@pytest.fixture
def page(open_page: OpenPage, folder: Path) -> Page:
    return open_page(folder / "graph.html")


def take(page: Page, what: str) -> tuple[str, bytes]:
    page.one("#take summary").click()
    with page.tab.expect_download() as download:
        page.one(f"#take-{what}").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_picture_as_svg(page: Page) -> None:
    name, content = take(page, "svg")
    assert name == "graph.svg"
    root = ElementTree.fromstring(content)
    texts = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Ardania", "Belmark", "≠", "diplomacy", "asserted", "alleged", "person"} <= texts
    shapes = [element.tag.split("}")[1] for element in root.iter()]
    assert shapes.count("circle") >= 2  # people, and the marks of contested relations
    assert b"stroke-dasharray" in content
    assert not [value for element in root.iter() for key, value in element.attrib.items() if "href" in key]


def test_the_picture_as_png(page: Page) -> None:
    name, content = take(page, "png")
    assert name == "graph.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(content[16:20], "big")
    assert width == 2 * page.js("kgPage.picture.renderer.size().width")


def test_the_visible_relations_with_their_quotes_as_csv(page: Page) -> None:
    page.toggle("publishers", "The Morning Gazette")
    name, content = take(page, "csv")
    assert name == "graph.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {row["relation"] for row in rows} == {"detained", "accused", "met with"}
    row = next(row for row in rows if row["relation"] == "accused")
    assert row["source"] == "Zoë Márquez"
    assert row["status"] == "alleged"
    assert row["speaker"] == "her lawyer, via The Morning Gazette"
    assert row["quote"] == "Márquez has accused the Harbour Front of bribery, her lawyer said."
    assert (row["article"], row["article_date"], row["url"]) == (FIRST.title, FIRST.date, FIRST.url)
    assert FIRST.text[int(row["start"]) :].startswith(row["quote"])


def test_a_quote_that_looks_like_a_formula_is_text_in_the_table(open_page: OpenPage, folder: Path) -> None:
    page = open_page(folder / "graph.html")
    page.js("kgPage.records.actors[0].name = '=1+1'")
    _, content = take(page, "csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert "'=1+1" in {row["source"] for row in rows}


def test_the_visible_part_as_graphml_has_the_attributes_of_the_whole(page: Page, folder: Path, tmp_path: Path) -> None:
    page.toggle("kinds", "institution")
    name, content = take(page, "graphml")
    assert name == "graph-part.graphml"
    (tmp_path / name).write_bytes(content)
    part, whole = (nx.read_graphml(path, force_multigraph=True) for path in (tmp_path / name, folder / "graph.graphml"))
    assert set(part) == {"ardania", "country/belmark", "person/ivo-tamm", "person/zoe-marquez"}
    for node, attributes in part.nodes(data=True):
        known = whole.nodes[node]
        assert {key: known[key] for key in attributes if key in known} == attributes, node
    assert part.number_of_edges() == 4
    of_whole = {key: attributes for *_, key, attributes in whole.edges(keys=True, data=True)}
    for *_, key, attributes in part.edges(keys=True, data=True):
        for name in ("label", "relation", "family", "status", "contested"):
            assert attributes[name] == of_whole[key][name]
        # Only what passes the filters: the denials stay behind.
        assert attributes["claims"] == of_whole[key]["claims"] - of_whole[key]["claims_denied"]
        assert "denied" not in attributes["evidence"]
