"""What every format promises: the same bytes twice, every edge and quote that it can hold, hostile text, whole files.

Each format is read back by a library that is not ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import cycle
from pathlib import Path

import followthemoney
import igraph
import networkx as nx
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib.namespace import PROV, RDF
from sample_records import (
    ACTORS,
    ASSIGNED,
    DISPUTE,
    EXTRACTIONS,
    GOLDEN_FORMATS,
    ONTOLOGY,
    SAMPLE_GOLDEN,
    sample_store,
)  # fmt: skip

from kg.errors import ExportError
from kg.export import DEFAULTS, EXPORTERS
from kg.export.ftm import entity_id
from kg.export.markup import legal
from kg.export.plover import COLUMNS
from kg.graph import Edge, Network
from kg.models import Extraction
from kg.store import Store

# rdflib's own reading of JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

HOSTILE = (
    '=HYPERLINK("https://x.example","click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "</script><script>alert(1)</script> ]]> <!-- & &amp; \"quoted\" 'single' `back` ; { } \\ \\u0041 \\n $x // --",
    "tab\tline\nreturn\rboth\r\nend",
    "return\ralone",
    "control \x00\x01\x08\x0b\x1f\x7f\x85 noncharacter \ufffe\uffff",
    "עברית \u202egnp.exe 漢字 Zoë \U0001f600 \u2028\u2029",
)


@dataclass(frozen=True)
class Read:
    """What a foreign library found in a file: names of actors, (source, relation, target) of edges, quotes; None where
    the format does not hold it."""

    names: set[str] | None = None
    edges: set[tuple[str, str, str]] | None = None
    quotes: set[str] | None = None


def plain(text: str) -> str:
    """What the formats agree on: no character that XML forbids, white space as blanks."""
    return " ".join(legal(text).split())


def bare(text: str) -> str:
    return plain(text.replace("\N{REPLACEMENT CHARACTER}", " "))


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows of a file of separated values, by Arrow; everything is text."""
    parse = pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    header = path.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r").split(delimiter)
    convert = pa.csv.ConvertOptions(column_types=dict.fromkeys(header, pa.string()))
    rows: list[dict[str, str]] = pa.csv.read_csv(path, parse_options=parse, convert_options=convert).to_pylist()
    return rows


def unguarded(text: str) -> str:
    """A cell without the apostrophe that keeps it from being a formula."""
    return text[1:] if re.match(r"'[=+\-@\t\r\n]", text) else text


def triples(graph: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    return {(source, edge["relation"], target) for source, target, edge in graph.edges(data=True)}


def read_jsonl(out: Path) -> Read:
    actors, claims = (
        [json.loads(line) for line in (out / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
        for name in ("actors", "claims")
    )
    return Read({actor["name"] for actor in actors}, None, {claim["evidence"]["text"] for claim in claims})


def read_graphml(out: Path) -> Read:
    graph = nx.read_graphml(out / "graph.graphml", force_multigraph=True)
    claims = igraph.Graph.Read_GraphML(str(out / "claims.graphml"))
    assert set(claims.vs["id"]) == set(graph)
    quotes = set(claims.es["quote"]) if claims.ecount() else set()
    in_edges = [line for *_, edge in graph.edges(data=True) for line in edge["evidence"].splitlines()]
    # Of the characters that XML forbids, a line of quotes has those for blanks that Python has for blanks.
    on_lines = {bare(re.sub(r"^\[.*?\] ", "", line)) for line in in_edges}
    assert on_lines >= {bare(quote) for quote in quotes if not re.search(r"[\]\x85\u2028\u2029]", quote)}
    return Read({node["label"] for node in graph.nodes.values()}, triples(graph), quotes)


def read_gexf(out: Path) -> Read:
    graph = nx.read_gexf(out / "graph.gexf", version="1.3")
    lines = [line for *_, edge in graph.edges(data=True) for line in edge["evidence"].split("\n")]
    return Read(
        {node["label"] for node in graph.nodes.values()},
        triples(nx.MultiDiGraph(graph)),
        {line.partition("] ")[2] for line in lines},
    )


def read_tables(out: Path) -> Read:
    """The three tables as CSV."""
    actors, edges, claims = (table(out / f"{name}.csv") for name in ("actors", "edges", "claims"))
    assert {claim["edge"] for claim in claims} == {edge["id"] for edge in edges}
    return Read(
        {unguarded(row["name"]) for row in actors},
        {(row["source"], row["relation"], row["target"]) for row in edges},
        {unguarded(row["quote"]) for row in claims},
    )


def read_parquet(out: Path) -> Read:
    actors, edges, claims = (
        pa.parquet.read_table(out / "parquet" / f"{name}.parquet").to_pylist() for name in ("actors", "edges", "claims")
    )
    return Read(
        {row["name"] for row in actors},
        {(row["source"], row["relation"], row["target"]) for row in edges},
        {row["quote"] for row in claims},
    )


def read_ftm(out: Path) -> Read:
    names: set[str] = set()
    quotes: set[str] = set()
    for line in (out / "ftm" / "entities.ftm.json").read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        proxy = followthemoney.model.get_proxy(json.loads(line))
        proxy.schema.validate(json.loads(line))
        if proxy.schema.is_a("LegalEntity"):
            names |= set(proxy.get("name"))
        elif proxy.schema.edge:
            quotes |= {line.partition("] ")[2] for line in proxy.get("description")}
    return Read(names, None, quotes)


def read_neo4j(out: Path) -> Read:
    folder = out / "neo4j"
    edges = {
        (row[":START_ID(actor)"], row[":TYPE"].lower(), row[":END_ID(actor)"]) for row in table(folder / "edges.csv")
    }
    names = {row["name"] for row in table(folder / "actors.csv")}
    return Read(names, edges, {row["quote"] for row in table(folder / "claims.csv")})


def read_rdf(path: Path, form: str) -> Read:
    graph = rdflib.Graph().parse(path, format=form)
    kg = rdflib.Namespace("urn:kg:")
    edges = set()
    for edge in set(graph.subjects(PROV.wasDerivedFrom)):
        parts = (graph.value(edge, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        source, relation, target = (str(part).split("/", 1)[1] for part in parts)
        edges.add((source, relation, target))
    named = {str(graph.value(one, rdflib.RDFS.label)) for one in graph.subjects(kg.mentions)}
    return Read(named, edges, {str(quote) for quote in graph.objects(None, PROV.value)})


def read_plover(out: Path) -> Read:
    rows = table(out / "events.tsv", "\t")
    assert all(tuple(row) == COLUMNS for row in rows)
    return Read(None, None, {row["Sentence"] for row in rows})


READERS: Mapping[str, Callable[[Path], Read]] = {
    "html": lambda out: Read(),  # a browser reads it: test_export_html.py
    "graphml": read_graphml,
    "jsonl": read_jsonl,
    "gexf": read_gexf,
    "csv": lambda out: read_tables(out / "csv"),
    "excel": lambda out: read_tables(out / "excel"),
    "parquet": read_parquet,
    "ftm": read_ftm,
    "neo4j": read_neo4j,
    "turtle": lambda out: read_rdf(out / "graph.ttl", "turtle"),
    "jsonld": lambda out: read_rdf(out / "graph.jsonld", "json-ld"),
    "plover": read_plover,
}


def hostile(extraction: Extraction) -> Extraction:
    """The article with all of HOSTILE in every text, each of its quotes beginning with another piece."""
    poison = "\n".join(HOSTILE)
    document = replace(
        extraction.document, title=poison, publisher=poison, date=poison, url=f"https://x.example/ {poison}"
    )
    claims = tuple(
        replace(
            claim,
            role=poison,
            date=poison,
            rule=poison,
            speaker=replace(claim.speaker, text=poison, via=poison) if claim.speaker else None,
            evidence=replace(claim.evidence, text=f"{HOSTILE[number % len(HOSTILE)]} {poison} {claim.evidence.text}"),
        )
        for number, claim in enumerate(extraction.claims)
    )
    return replace(extraction, document=document, claims=claims)


@pytest.fixture(params=["plain", "hostile"])
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Network]:
    if request.param == "plain":
        with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
            yield Network(store, ONTOLOGY)
        return
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(map(hostile, EXTRACTIONS))
        store.settle(
            ASSIGNED,
            [
                replace(actor, name=f"{HOSTILE[number]} {actor.name}", aliases=HOSTILE)
                for number, actor in enumerate(ACTORS)
            ],
        )
    with Store.open(tmp_path / "s.sqlite") as store:
        yield Network(store, ONTOLOGY)


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_every_format_has_a_reader_here_and_says_what_it_is() -> None:
    assert set(READERS) == set(EXPORTERS)
    assert set(DEFAULTS) <= set(EXPORTERS)
    for exporter in EXPORTERS.values():
        assert exporter.description.endswith(".")
        assert "\n" not in f"{exporter.description}{exporter.keeps}{exporter.loses}"
        assert exporter.keeps
        assert exporter.loses
    written = [file for exporter in EXPORTERS.values() for file in exporter.files]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize("name", list(EXPORTERS))
def test_the_same_graph_gives_the_same_bytes_and_only_the_files_it_names(
    network: Network, tmp_path: Path, name: str
) -> None:
    again = Network(network.store, network.ontology)
    EXPORTERS[name].write(network, tmp_path / "one")
    EXPORTERS[name].write(again, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert set(files(tmp_path / "one")) == set(EXPORTERS[name].files)


@pytest.mark.parametrize("name", GOLDEN_FORMATS)
def test_the_files_are_the_golden_ones(tmp_path: Path, name: str) -> None:
    """``python tests/sample_records.py`` writes them again; look at what changed."""
    with sample_store(tmp_path / "s.sqlite") as store:
        EXPORTERS[name].write(Network(store, ONTOLOGY), tmp_path / "out")
    # Where nodes stand is the business of test_export_layout.py and test_export_graphml.py.
    place = re.compile(rb'(?<=<data key="[xy]">)[^<]*|<viz:position [^>]*>')
    for file in EXPORTERS[name].files:
        found, golden = (place.sub(b"", (folder / file).read_bytes()) for folder in (tmp_path / "out", SAMPLE_GOLDEN))
        assert found == golden, file


@pytest.mark.parametrize("name", list(EXPORTERS))
def test_another_library_reads_every_name_edge_and_quote(network: Network, tmp_path: Path, name: str) -> None:
    EXPORTERS[name].write(network, tmp_path / "out")
    read = READERS[name](tmp_path / "out")
    edges = list(network.edges())
    claims = [claim for edge in edges for claim in edge.evidence]
    if name == "plover":
        events = {edge.relation for edge in edges if edge.plover != "none"}
        claims = [c for c in claims if c.status in ("asserted", "alleged") and c.relation in events]
    assert claims
    if read.names is not None:
        assert {plain(text) for text in read.names} == {plain(node.label) for node in network.nodes()}
    if read.edges is not None:
        assert read.edges == {(edge.source, edge.relation, edge.target) for edge in edges}
    if read.quotes is not None:
        # Where a quote stands at the end of a line, after "] ", a hostile one cannot be told from what is before it.
        last = -40 if name in ("gexf", "ftm") else 0
        assert {plain(quote)[last:] for quote in read.quotes} == {plain(claim.evidence.text)[last:] for claim in claims}


@pytest.mark.parametrize("name", list(EXPORTERS))
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(HOSTILE), min_size=1, max_size=9),
    st.sampled_from(["", "2026", "2026-01", "2026-01-31", "0001", "9999-12-31"]),
)
@example(["return\ralone"], "0001")
@example(["x" * 70_000], "9999-12-31")
def test_any_words_anywhere_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, words: Sequence[str], date: str
) -> None:
    folder = tmp_path_factory.mktemp("words")
    next_words = partial(next, cycle(words))

    def said(extraction: Extraction) -> Extraction:
        document = replace(
            extraction.document, path=next_words(), title=next_words(), publisher=next_words(), date=date,
            url=f"https://x.example/{next_words()[:400]}",
        )  # fmt: skip
        claims = tuple(
            replace(
                claim, role=next_words(), date=date,
                evidence=replace(claim.evidence, text=f"{next_words()} {claim.evidence.text}"),
                speaker=claim.speaker and replace(claim.speaker, text=next_words(), via=next_words()),
            ) for claim in extraction.claims
        )  # fmt: skip
        return replace(extraction, document=document, claims=claims)

    with Store.create(folder / "s.sqlite") as store:
        store.add(map(said, EXTRACTIONS))
        actors = [replace(actor, name=f"{actor.name} {next_words()}", aliases=(next_words(),)) for actor in ACTORS]
        store.settle(ASSIGNED, actors)
    with Store.open(folder / "s.sqlite") as store:
        network = Network(store, ONTOLOGY)
        EXPORTERS[name].write(network, folder / "out")
        read = READERS[name](folder / "out")
        begin = 300  # some formats cut what is longer
        assert {plain(text)[:begin] for text in read.names or ()} == (
            set() if read.names is None else {plain(node.label)[:begin] for node in network.nodes()}
        )
        if read.edges is not None:
            assert read.edges == {(edge.source, edge.relation, edge.target) for edge in network.edges()}


@pytest.mark.parametrize("name", ["jsonl", "parquet", "turtle", "jsonld"])
def test_some_formats_change_no_character(network: Network, tmp_path: Path, name: str) -> None:
    EXPORTERS[name].write(network, tmp_path / "out")
    read = READERS[name](tmp_path / "out")
    assert read.names == {node.label for node in network.nodes()}
    assert read.quotes == {claim.evidence.text for edge in network.edges() for claim in edge.evidence}


@pytest.mark.parametrize("name", list(EXPORTERS))
@pytest.mark.parametrize("size", [0, 1])
def test_an_empty_graph_and_one_node_are_written_and_read(tmp_path: Path, name: str, size: int) -> None:
    lonely = replace(DISPUTE, claims=(), mentions=DISPUTE.mentions[:size], actors=DISPUTE.actors[:size])
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add([lonely])
        store.settle({(DISPUTE.document.id, "a1"): "ardania"} if size else {}, ACTORS if size else [])
    with Store.open(tmp_path / "s.sqlite") as store:
        network = Network(store, ONTOLOGY)
        assert (network.number_of_nodes(), network.number_of_edges()) == (size, 0)
        EXPORTERS[name].write(network, tmp_path / "out")
        read = READERS[name](tmp_path / "out")
        assert len(read.names if read.names is not None else [1] * size) == size
        assert not read.edges
        assert not read.quotes


@pytest.mark.parametrize("name", list(EXPORTERS))
def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stop(Exception):
        pass

    out = tmp_path / "out"
    with sample_store(tmp_path / "s.sqlite") as store:
        EXPORTERS[name].write(Network(store, ONTOLOGY), out)
        before = files(out)
    with sample_store(tmp_path / "d.sqlite", disputed=True) as store:
        network = Network(store, ONTOLOGY)
        first = next(network.edges())

        def broken() -> Iterator[Edge]:
            yield first
            raise Stop

        if name == "jsonl":
            monkeypatch.setattr(network, "claims", broken)
        else:
            monkeypatch.setattr(network, "edges", broken)
        with pytest.raises((Stop, AttributeError)):
            EXPORTERS[name].write(network, out)
        late = {"documents.jsonl", "actors.jsonl"}  # stand before claims.jsonl is begun
        assert {file: data for file, data in files(out).items() if file not in late} == {
            file: data for file, data in before.items() if file not in late
        }
        (tmp_path / "file").touch()
        with pytest.raises(ExportError, match="cannot be written"):
            EXPORTERS[name].write(Network(store, ONTOLOGY), tmp_path / "file")


def test_ids_of_actors_are_ids_of_followthemoney() -> None:
    assert entity_id("person/zoe-marquez") == "person.zoe-marquez"
    assert entity_id("person/漢字") != entity_id("person/漢")
    for actor in ("ardania", "person/ruiz@2026/01", "person/漢字", "x" * 300, "-", ""):
        assert followthemoney.types.registry.entity.validate(entity_id(actor))
