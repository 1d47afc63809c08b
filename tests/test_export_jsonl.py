"""JSON Lines: the fields of the public contract, in its order, one record a line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sample_records import FIRST, ONTOLOGY, sample_store

from kg.export import EXPORTERS
from kg.graph import Network

FILES = ("documents.jsonl", "actors.jsonl", "claims.jsonl")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    with sample_store(tmp_path / "s.sqlite") as store:
        EXPORTERS["jsonl"].write(Network(store, ONTOLOGY), tmp_path)
    return tmp_path


def test_records_have_the_fields_of_the_contract(out: Path) -> None:
    documents, actors, claims = (
        [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()] for name in FILES
    )
    assert {tuple(record) for record in documents} == {
        ("id", "path", "title", "date", "publisher", "url", "sha256", "provenance")
    }
    assert documents[0]["provenance"] == dict(FIRST.provenance)
    assert {tuple(record) for record in actors} == {("id", "name", "kind", "aliases", "wikidata", "mentions")}
    assert {tuple(record) for record in claims} == {
        ("id", "doc", "source", "relation", "target", "status", "role", "date", "speaker", "confidence", "rule",
         "construction", "evidence")
    }  # fmt: skip
    assert {tuple(record["evidence"]) for record in claims} == {("text", "start", "end")}
    assert [record["speaker"] for record in claims if record["speaker"]] == [
        {"text": "her lawyer", "actor": None, "named": False, "via": "The Morning Gazette"},
        {"text": "Tamm", "actor": "person/ivo-tamm", "named": True, "via": None},
    ]
    quoted = [record["evidence"] for record in claims if record["doc"] == FIRST.id]
    assert quoted
    assert all(FIRST.text[piece["start"] : piece["end"]] == piece["text"] for piece in quoted)


def test_showing_the_table_loads_no_library_of_a_format() -> None:
    heavy = ("pyvis", "networkx", "numpy", "IPython", "jinja2", "pyarrow", "rdflib", "followthemoney", "rigour")
    code = f"import sys, kg.export; print(sorted(set({heavy!r}) & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[]"
