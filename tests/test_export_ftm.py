"""FollowTheMoney: the library itself takes every entity and statement, and a link says no more than its claims."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import followthemoney
import pytest
from conftest import ROOT
from followthemoney.proxy import EntityProxy
from followthemoney.statement import Statement
from followthemoney.statement.serialize import read_csv_statements
from sample_records import ACTORS, ASSIGNED, EXTRACTIONS, ONTOLOGY, PLAN, claim, document, sample_store

from kg.errors import InputError
from kg.export import EXPORTERS
from kg.export.ftm import LINKS, article_id
from kg.graph import Network
from kg.models import Actor, Extraction, FtmLink, RelationType
from kg.ontology import load_ontology
from kg.store import Store

model = followthemoney.model


def entities(out: Path) -> dict[str, EntityProxy]:
    """By id; each is what is left of it after the library has cleaned it, and must be what was written."""
    found = {}
    with (out / "ftm" / "entities.ftm.json").open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            proxy = model.get_proxy(record, cleaned=False)
            proxy.schema.validate(record)
            assert {prop: sorted(values) for prop, values in record["properties"].items()} == {
                prop: sorted(values) for prop, values in proxy.to_dict()["properties"].items()
            }
            found[record["id"]] = proxy
    return found


def statements(out: Path) -> list[Statement]:
    with (out / "ftm" / "statements.csv").open("rb") as file:
        return list(read_csv_statements(io.BytesIO(file.read())))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    with sample_store(tmp_path / "s.sqlite", disputed=True) as store:
        EXPORTERS["ftm"].write(Network(store, ONTOLOGY), tmp_path)
    return tmp_path


def test_actors_are_entities_of_fitting_schemata(out: Path) -> None:
    found = entities(out)
    assert {name: found[name].schema.name for name in found if not name.startswith(("link.", "article."))} == {
        "ardania": "PublicBody",
        "country.belmark": "PublicBody",
        "institution.harbour-front": "Organization",
        "person.ivo-tamm": "Person",
        "person.zoe-marquez": "Person",
    }
    assert found["ardania"].get("alias") == ["Republic of Ardania"]
    assert found["ardania"].get("wikidataId") == ["Q999999"]


def test_a_link_carries_its_proof_in_the_schemas_own_properties(out: Path) -> None:
    found = entities(out)
    (detained,) = (one for one in found.values() if one.schema.edge and one.get("role") == ["detained"])
    assert detained.schema.name == "UnknownLink"
    assert (detained.get("subject"), detained.get("object")) == (["ardania"], ["person.zoe-marquez"])
    assert sorted(detained.get("status")) == ["asserted", "denied"]
    assert detained.get("description")[0] == (
        "[2026/arrest | asserted | 2026-01-03] Police of Ardania arrested Zoë Márquez on Monday."
    )
    assert detained.get("date") == ["2026-01-03", "2026-02-06"]
    assert detained.get("sourceUrl") == ["https://gazette.example/arrest"]
    assert len(detained.get("recordId")) == 2
    assert detained.get("summary")[0].startswith("asserted once, denied once; contested")
    proofs = [found[proof] for proof in detained.get("proof")]
    assert [proof.schema.name for proof in proofs] == ["Article", "Article"]
    assert proofs[0].get("title") == ["Arrest in Ardania"]
    assert proofs[0].get("publishedAt") == ["2026-01-05"]


def test_every_statement_is_the_librarys_own_and_names_publisher_and_article(out: Path) -> None:
    told = statements(out)
    for statement in told:
        own = Statement.make_key(
            statement.dataset, statement.entity_id, statement.prop, statement.value, statement.external
        )
        assert statement.id == own
        assert statement.prop_type == model.get(statement.schema).get(statement.prop).type.name  # type: ignore[union-attr]
    assert len({statement.id for statement in told}) == len(told)
    quotes = {s.value: (s.dataset, s.origin) for s in told if s.prop == "description"}
    assert ("morning_gazette", "2026/arrest") in quotes.values()
    assert ("belmark_post", "2026/denial") in quotes.values()
    assert {s.dataset for s in told} == {"kg", "morning_gazette", "belmark_post"}
    found = entities(out)
    together: dict[tuple[str, str], set[str]] = {}
    for s in told:
        together.setdefault((s.entity_id, s.prop), set()).add(s.value)
    assert together == {
        (identity, prop): set(values)
        for identity, proxy in found.items()
        for prop, values in proxy.to_dict()["properties"].items()
    }


CARGO = document(
    "2026/cargo", "Ivo Tamm is director of Cargo AG. Ivo Tamm is clerk of Cargo AG. Tamm owns the Harbour."
)


def linked(
    tmp_path: Path, ontology: Mapping[str, RelationType], relation: str, role: str = "", status: str = "asserted",
    source: str = "person", target: str = "institution",
) -> EntityProxy:  # fmt: skip
    """The one link of a corpus with one claim."""
    said = claim(CARGO, "a", relation, "b", CARGO.text[:33], status, role=role)  # type: ignore[arg-type]
    ends = (Actor(f"{source}/a", "Ivo Tamm", source), Actor(f"{target}/b", "Harbour", target))  # type: ignore[arg-type]
    local = tuple(replace(actor, id=actor.id[-1]) for actor in ends)
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add([Extraction(CARGO, actors=local, claims=(said,))])
        store.settle({(CARGO.id, actor.id): one.id for actor, one in zip(local, ends, strict=True)}, ends)
    with Store.open(tmp_path / "s.sqlite") as store:
        EXPORTERS["ftm"].write(Network(store, ontology), tmp_path)
    (link,) = (proxy for name, proxy in entities(tmp_path).items() if name.startswith("link."))
    return link


@pytest.mark.parametrize(
    ("relation", "role", "status", "source", "target", "schema"),
    [
        ("holds_position", "director", "asserted", "person", "institution", "Directorship"),
        ("holds_position", "Chief Executive", "alleged", "person", "institution", "Directorship"),
        ("holds_position", "director of communications", "asserted", "person", "institution", "Employment"),
        ("holds_position", "", "asserted", "person", "institution", "Employment"),
        ("holds_position", "president", "asserted", "person", "country", "Employment"),
        ("holds_position", "director", "denied", "person", "institution", "UnknownLink"),
        ("holds_position", "director", "planned", "person", "institution", "UnknownLink"),
        ("member_of", "", "asserted", "institution", "institution", "Membership"),
        ("owns", "", "asserted", "country", "institution", "Ownership"),
        ("owns", "", "hypothetical", "country", "institution", "UnknownLink"),
        ("family_of", "", "asserted", "person", "person", "Family"),
        ("allied_with", "", "asserted", "person", "person", "Associate"),
        ("allied_with", "", "asserted", "country", "country", "UnknownLink"),
        ("detained", "", "asserted", "institution", "person", "UnknownLink"),
    ],
)
def test_a_link_has_the_schema_that_relation_role_actors_and_status_allow(
    tmp_path: Path, ontology: Mapping[str, RelationType], relation: str, role: str, status: str, source: str,
    target: str, schema: str,
) -> None:  # fmt: skip
    link = linked(tmp_path, ontology, relation, role, status, source, target)
    assert link.schema.name == schema
    edge_source, edge_target = link.schema.source_prop, link.schema.target_prop
    assert edge_source is not None
    assert edge_target is not None
    assert {link.get(edge_source)[0], link.get(edge_target)[0]} == {f"{source}.a", f"{target}.b"}
    assert link.get(edge_source) == ([f"{source}.a"] if not ontology[relation].symmetric else link.get(edge_source))
    assert PLAN not in link.get("description")


def test_the_table_of_links_and_the_ontology_are_those_of_the_library(ontology: Mapping[str, RelationType]) -> None:
    for name, (source, sources, target, targets) in LINKS.items():
        schema = model.get(name)
        assert schema is not None
        assert schema.edge
        assert (schema.edge_source, schema.edge_target) == (source, target)
        for prop, kinds in ((source, sources), (target, targets)):
            range_ = schema.get(prop).range  # type: ignore[union-attr]
            assert range_ is not None
            assert all(model["PublicBody" if kind == "Country" else kind].is_a(range_) for kind in kinds)
    used = {link.schema for kind in ontology.values() for link in kind.ftm}
    assert used >= {"Directorship", "Employment", "Membership", "Ownership", "Family"}
    assert used <= set(LINKS)


def test_a_schema_that_is_no_link_is_an_input_error(tmp_path: Path) -> None:
    wrong = {**ONTOLOGY, "detained": replace(ONTOLOGY["detained"], ftm=(FtmLink("Person"),))}
    with (
        sample_store(tmp_path / "s.sqlite") as store,
        pytest.raises(InputError, match=r"ftm of 'detained' is 'Person'; it may be one of .*Ownership"),
    ):
        EXPORTERS["ftm"].write(Network(store, wrong), tmp_path)


def test_names_tell_public_bodies_and_companies(tmp_path: Path) -> None:
    renamed = {
        "Ministry of Health": "PublicBody", "Supreme Court of Ardania": "PublicBody", "Cargo AG": "Company",
        "Harbour Front": "Organization", "Polícia & Sons Ltd.": "Company", "State in the Sea": "Organization",
    }  # fmt: skip
    for name, schema in renamed.items():
        folder = tmp_path / schema / str(len(name))
        with Store.create(folder / "s.sqlite") as store:
            store.add(EXTRACTIONS)
            store.settle(
                ASSIGNED,
                [replace(a, name=name) if a.id == "institution/harbour-front" else a for a in ACTORS],
            )
        with Store.open(folder / "s.sqlite") as store:
            EXPORTERS["ftm"].write(Network(store, ONTOLOGY), folder)
        assert entities(folder)["institution.harbour-front"].schema.name == schema, name


def test_a_build_of_the_sample_articles_is_valid(built: Path, tmp_path: Path) -> None:
    with Store.open(built / "graph.sqlite") as store:
        network = Network(store, load_ontology(ROOT / "rules" / "ontology.yaml"))
        EXPORTERS["ftm"].write(network, tmp_path)
        found = entities(tmp_path)
        links = sum(name.startswith("link.") for name in found)
        assert links == network.number_of_edges()
    assert {proxy.schema.name for proxy in found.values()} >= {"Person", "Organization", "PublicBody", "Article"}
    assert article_id("x") not in found
    assert any(proxy.has("country") for proxy in found.values() if proxy.schema.name == "PublicBody")
