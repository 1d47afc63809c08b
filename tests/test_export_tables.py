"""Tables, event data, property graph and RDF: what each format says beyond the contract of all."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import astuple, replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import rdflib
from antlr4 import CommonTokenStream, InputStream
from antlr4.error.ErrorListener import ErrorListener
from antlr4_cypher import CypherLexer, CypherParser
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, PROV, RDF
from sample_records import ACTORS, ARREST, ASSIGNED, EXTRACTIONS, ONTOLOGY, sample_store

from kg.errors import ExportError
from kg.export import EXPORTERS
from kg.export.csvfiles import _cell, _excel_cell
from kg.export.rdf import _decimal
from kg.export.tables import ACTORS as ACTOR_COLUMNS
from kg.export.tables import CLAIMS, EDGES
from kg.graph import Edge, Network
from kg.store import Store


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    with sample_store(folder / "s.sqlite", disputed=True) as store:
        network = Network(store, ONTOLOGY)
        for name in ("csv", "excel", "parquet", "neo4j", "turtle", "jsonld", "plover"):
            EXPORTERS[name].write(network, folder)
    return folder


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


# --- CSV and Parquet --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-- he said", "'-- he said"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("＝1＋1", "'＝1＋1"),
        ("a=b", "a=b"),
        ("'quoted'", "'quoted'"),
        ("a\x00b", "a\ufffdb"),
        (("=x", "y"), "'=x; y"),
        (-1, -1),
        (0.5, 0.5),
        (True, "true"),
    ],
)
def test_no_cell_is_a_formula(value: object, expected: object) -> None:
    assert _cell(value) == _excel_cell(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1234567890123456", "'1234567890123456"),
        ("12345678901234e5", "'12345678901234e5"),
        ("e19e18745ced6f94", "e19e18745ced6f94"),
        ("2026", "2026"),
        ("2026-01-03", "2026-01-03"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("x" * 40_000, "x" * 32_766 + "…"),
    ],
)
def test_excel_makes_no_number_of_an_id_and_gets_no_cell_that_it_cannot_hold(value: str, expected: str) -> None:
    assert _excel_cell(value) == expected


def test_only_the_files_for_excel_have_a_byte_order_mark_and_both_say_the_same(out: Path) -> None:
    for name in ("actors", "edges", "claims"):
        plain, excel = (out / folder / f"{name}.csv" for folder in ("csv", "excel"))
        assert excel.read_bytes().startswith(b"\xef\xbb\xbf")
        assert not plain.read_bytes().startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in plain.read_bytes()
        assert rows(plain) == rows(excel)


def test_the_tables_join_and_say_how_exact_a_date_is(out: Path) -> None:
    actors, edges, claims = (rows(out / "csv" / f"{name}.csv") for name in ("actors", "edges", "claims"))
    assert [list(table[0]) for table in (actors, edges, claims)] == [[*ACTOR_COLUMNS], [*EDGES], [*CLAIMS]]
    names = {row["id"]: row["name"] for row in actors}
    for row in (*edges, *claims):
        assert (row["source_name"], row["target_name"]) == (names[row["source"]], names[row["target"]])
    quotes: dict[str, list[dict[str, str]]] = {}
    for row in claims:
        quotes.setdefault(row["edge"], []).append(row)
    for edge in edges:
        assert int(edge["claims"]) == len(quotes[edge["id"]])
        assert int(edge["weight"]) == len({row["article"] for row in quotes[edge["id"]]})
        assert edge["quote"] in {row["quote"] for row in quotes[edge["id"]] if row["status"] == edge["status"]}
    assert {(row["date"], row["date_precision"]) for row in claims} >= {
        ("2026-01-03", "day"), ("2025-05", "month"), ("", ""),
    }  # fmt: skip
    (arrest,) = (row for row in claims if row["quote"] == ARREST)
    assert (arrest["title"], arrest["article_date"], arrest["url"]) == (
        "Arrest in Ardania", "2026-01-05", "https://gazette.example/arrest",
    )  # fmt: skip


def test_parquet_has_types_and_lists(out: Path) -> None:
    table = pq.read_table(out / "parquet" / "actors.parquet")
    assert str(table.schema.field("aliases").type) == "list<element: string>"
    assert str(table.schema.field("mentions").type) == "int64"
    assert table.column("aliases").to_pylist()[0] == ["Republic of Ardania"]
    edges = pq.read_table(out / "parquet" / "edges.parquet")
    assert {str(edges.schema.field(name).type) for name in ("contested", "confidence", "status")} == {
        "bool", "double", "string",
    }  # fmt: skip


def test_without_pyarrow_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with (
        sample_store(tmp_path / "s.sqlite") as store,
        pytest.raises(ExportError, match=r"pip install 'kg\[parquet\]'"),
    ):
        EXPORTERS["parquet"].write(Network(store, ONTOLOGY), tmp_path)


# --- the store at a SQL prompt ----------------------------------------------------------------------------------------


def test_the_views_of_the_store_add_up_as_the_graph_does(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        store.describe(ONTOLOGY.values())
        store.describe(ONTOLOGY.values())
        edges: list[Edge] = list(Network(store, ONTOLOGY).edges())
        names = ("source", "relation", "label", "target", "family", "plover", "symmetric", "status", "weight", "claims",
                 "claims_asserted", "claims_alleged", "claims_denied", "claims_planned", "claims_hypothetical",
                 "contested", "confidence", "first_date", "last_date")  # fmt: skip
        found = sorted(store._rows(f"SELECT {', '.join(names)} FROM edges"))
        assert found == sorted(tuple(getattr(edge, name) for name in names) for edge in edges)
        evidence = list(store._rows("SELECT claim, quote, source_name, target_name, title FROM evidence"))
        told = {claim.id: claim for edge in edges for claim in edge.evidence}
        assert {row[0]: row[1] for row in evidence} == {name: claim.evidence.text for name, claim in told.items()}
        assert ("Ardania", "Zoë Márquez", "Arrest in Ardania") in {row[2:] for row in evidence}
        store.describe([])
        assert len(list(store._rows("SELECT label FROM edges"))) >= len(edges)


# --- event data -------------------------------------------------------------------------------------------------------


def test_events_are_asserted_or_alleged_and_have_a_day_or_none(out: Path) -> None:
    events = rows(out / "events.tsv", "\t")
    assert {(row["Status"], row["Event Type"]) for row in events} == {
        ("asserted", "COERCE"), ("asserted", "CONSULT"), ("asserted", "ASSAULT"), ("alleged", "ASSAULT"),
        ("alleged", "ACCUSE"),
    }  # fmt: skip
    days = {row["Sentence"]: (row["Event Date"], row["Date Told"], row["Publication Date"]) for row in events}
    assert days[ARREST] == ("2026-01-03", "2026-01-03", "2026-01-05")
    # Told for May: no day. Not told at all: the day of the article, if it has one.
    assert days["The Harbour Front met envoys of Ardania in May."] == ("", "2025-05", "2026-01-05")
    assert days["Márquez has accused the Harbour Front of bribery, her lawyer said."][:2] == ("2026-01-05", "")
    for row in events:
        assert not row["Event Mode"]
        assert not row["Contexts"]
        assert row["Actor Name"]
        assert row["Recipient Name"]
        assert row["Source"]


def test_events_of_countries_have_their_iso_codes(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(EXTRACTIONS)
        store.settle(ASSIGNED, [replace(a, wikidata="Q419") if a.id == "ardania" else a for a in ACTORS])
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["plover"].write(Network(store, ONTOLOGY), tmp_path)
    events = rows(tmp_path / "events.tsv", "\t")
    assert {row["Actor Country"] for row in events if row["Actor ID"] == "ardania"} == {"PER"}
    assert {row["Actor Country"] for row in events if row["Actor ID"] != "ardania"} == {""}


# --- property graph ---------------------------------------------------------------------------------------------------


class Refuse(ErrorListener):  # type: ignore[misc]
    def syntaxError(  # noqa: N802
        self,
        recognizer: object,
        offending: object,
        line: int,
        column: int,
        msg: str,
        e: object,
    ) -> None:
        raise AssertionError(f"{line}:{column}: {msg}")


def parse(statement: str) -> None:
    lexer = CypherLexer(InputStream(statement))
    parser = CypherParser(CommonTokenStream(lexer))
    for one in (lexer, parser):
        one.removeErrorListeners()
        one.addErrorListener(Refuse())
    parser.script()


def test_every_line_of_the_script_is_a_statement_of_cypher(out: Path) -> None:
    lines = (out / "neo4j" / "graph.cypher").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    constraints, statements = lines[:3], lines[3:]
    # The grammar of openCypher has no schema; Neo4j's has.
    form = r"CREATE CONSTRAINT \w+ IF NOT EXISTS FOR \(n:\w+\) REQUIRE n\.id IS UNIQUE;"
    assert all(re.fullmatch(form, line) for line in constraints)
    assert len(statements) > 20
    for statement in statements:
        assert statement.count(";") == statement.endswith(";") == 1
        parse(statement.removesuffix(";"))


def test_hostile_text_stays_inside_its_string_of_cypher(tmp_path: Path) -> None:
    hostile = "'}) DETACH DELETE n; // \\' \\\\ \u2028 \n `"
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(EXTRACTIONS)
        store.settle(ASSIGNED, [replace(actor, name=hostile, aliases=(hostile,)) for actor in ACTORS])
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["neo4j"].write(Network(store, ONTOLOGY), tmp_path)
    lines = (tmp_path / "neo4j" / "graph.cypher").read_text(encoding="utf-8").split("\n")
    nodes = [line for line in lines if line.startswith("MERGE (n:Actor")]
    assert len(nodes) == len(ACTORS)
    for line in nodes:
        parse(line.removesuffix(";"))
        # With every string taken out, nothing of it is left.
        assert "DELETE" not in re.sub(r"'(?:[^'\\]|\\u[0-9A-F]{4})*'", "", line)


def test_the_files_for_bulk_import_have_the_header_and_ids_that_neo4j_asks_for(out: Path) -> None:
    folder = out / "neo4j"
    assert (folder / "actors.csv").read_text(encoding="utf-8").split("\n")[0] == (
        "id:ID(actor),name,kind,aliases:string[],wikidata,mentions:long,articles:long,first_seen,last_seen,:LABEL"
    )
    actors, articles, claims = (rows(folder / f"{name}.csv") for name in ("actors", "articles", "claims"))
    ids = {
        "actor": {row["id:ID(actor)"] for row in actors},
        "article": {row["id:ID(article)"] for row in articles},
        "claim": {row["id:ID(claim)"] for row in claims},
    }
    assert {row[":LABEL"] for row in actors} == {"Actor\x1fPerson", "Actor\x1fCountry", "Actor\x1fInstitution"}
    for name in ("edges", "claim_actors", "claim_articles"):
        for row in rows(folder / f"{name}.csv"):
            for column, value in row.items():
                if match := re.fullmatch(r":(?:START|END)_ID\((\w+)\)", column):
                    assert value in ids[match[1]]
    (detained,) = (row for row in rows(folder / "edges.csv") if row[":TYPE"] == "DETAINED")
    assert len(detained["evidence:string[]"].split("\x1f")) == 2
    ends = [(row[":START_ID(claim)"], row[":TYPE"]) for row in rows(folder / "claim_actors.csv")]
    assert sorted(ends) == sorted((claim, kind) for claim in ids["claim"] for kind in ("SOURCE", "TARGET"))


# --- RDF --------------------------------------------------------------------------------------------------------------

KG = rdflib.Namespace("urn:kg:")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_turtle_and_json_ld_are_the_same_graph(out: Path) -> None:
    turtle = rdflib.Graph().parse(out / "graph.ttl")
    assert len(turtle) > 200
    assert isomorphic(turtle, rdflib.Graph().parse(out / "graph.jsonld", format="json-ld"))


def test_a_claim_says_what_was_said_where_when_and_by_whom(out: Path) -> None:
    graph = rdflib.Graph().parse(out / "graph.ttl")
    (claim,) = graph.subjects(PROV.value, rdflib.Literal(ARREST))
    assert (claim, RDF.type, RDF.Statement) in graph
    assert graph.value(claim, RDF.subject) == KG["actor/ardania"]
    assert graph.value(claim, PROV.wasQuotedFrom) == KG["article/2026/arrest"]
    date = graph.value(claim, rdflib.DCTERMS.date)
    assert date == rdflib.Literal("2026-01-03", datatype=rdflib.XSD.date)
    (edge,) = graph.subjects(PROV.wasDerivedFrom, claim)
    assert graph.value(edge, KG.status) == rdflib.Literal("asserted")
    assert (KG["actor/ardania"], OWL.sameAs, rdflib.URIRef("http://www.wikidata.org/entity/Q999999")) in graph
    speakers = {str(graph.value(one, rdflib.RDFS.label)) for one in graph.objects(None, PROV.wasAttributedTo)}
    assert speakers == {"her lawyer", "Tamm", "two sources", "The two sources"}


def test_only_what_is_asserted_and_uncontested_is_a_plain_triple(out: Path) -> None:
    graph = rdflib.Graph().parse(out / "graph.ttl")
    plain = {(str(s), str(p), str(o)) for s, p, o in graph if str(p).startswith("urn:kg:relation/")}
    with sample_store(out / "rdf.sqlite", disputed=True) as store:
        edges = list(Network(store, ONTOLOGY).edges())
    expected = {
        (f"urn:kg:actor/{e.source}", f"urn:kg:relation/{e.relation}", f"urn:kg:actor/{e.target}")
        for e in edges
        if e.status == "asserted" and not e.contested
    }
    assert plain == expected
    assert len(plain) < len(edges)


@pytest.mark.parametrize(
    ("number", "text"), [(1.0, "1.0"), (0.9, "0.9"), (0.75, "0.75"), (0.0, "0.0"), (1 / 3, "0.333333"), (1e-9, "0.0")]
)
def test_a_confidence_is_a_decimal(number: float, text: str) -> None:
    assert astuple(_decimal(number)) == (text, "xsd:decimal")
