"""kg explain: what stands behind a node or an edge, and what is said when nobody is called so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_records import ACTORS, ARREST, FIRST, ONTOLOGY, TALKS, sample_store

from kg.errors import InputError
from kg.explain import explain_edge, explain_node, find_actor
from kg.graph import Network
from kg.models import Actor
from kg.store import Store

BY_ID = {actor.id: actor for actor in ACTORS}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with sample_store(tmp_path / "s.sqlite") as store:
        yield store


# --- finding the actor ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["person/zoe-marquez", "Zoë Márquez", "zoe marquez", "ZOE MARQUEZ", "Márquez", "marquez", "The Zoë Márquez's"],
)
def test_an_actor_is_found_by_id_name_and_alias(name: str) -> None:
    assert find_actor(BY_ID, name).id == "person/zoe-marquez"


def test_a_name_comes_before_an_alias() -> None:
    actors = {a.id: a for a in (Actor("a", "Tamm", "person"), Actor("b", "Ivo Tamm", "person", ("Tamm",)))}
    assert find_actor(actors, "tamm").id == "a"


def test_a_name_of_two_actors_is_answered_with_their_ids() -> None:
    tamms = (Actor("a", "Ana Tamm", "person", ("Tamm",)), Actor("b", "Ivo Tamm", "person", ("Tamm",)))
    actors = {actor.id: actor for actor in tamms}
    with pytest.raises(InputError) as caught:
        find_actor(actors, "Tamm")
    assert str(caught.value) == "'Tamm' is the name of 2 actors; use an id: a, b"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Zoe Marques", " (did you mean 'Zoë Márquez'?)"),
        ("ardnia", " (did you mean 'Ardania'?)"),
        ("marqez", " (did you mean 'Márquez'?)"),
        ("Qwxyz", ""),
        ("", ""),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        find_actor(BY_ID, name)
    assert str(caught.value) == f"no actor is called '{name}'{hint}"


def test_an_empty_graph_has_no_actor() -> None:
    with pytest.raises(InputError, match=r"no actor is called 'Ardania'$"):
        find_actor({}, "Ardania")


# --- what is told -----------------------------------------------------------------------------------------------------


def test_a_node_is_told_with_its_names_reasons_and_claims(store: Store) -> None:
    lines = list(explain_node(store, "ardania"))
    assert lines[:4] == [
        "Ardania (country, id ardania)",
        "  Wikidata Q999999",
        "  named 6 times in 2 articles:",
        "       6 × Ardania",
    ]
    assert "  why these names are one actor:" in lines
    assert "    alias table: Ardania" in lines
    claims = list(store.claims(source="ardania")) + list(store.claims(target="ardania"))
    assert f"  {len(claims)} claims" in lines
    assert sum(line.startswith("      “") for line in lines) == len(claims)


def test_an_edge_is_told_in_both_directions(store: Store) -> None:
    lines = list(explain_edge(store, "Harbour Front", "Ardania"))
    assert lines == list(explain_edge(store, "Harbour Front", "Ardania"))
    assert lines[0] == "Harbour Front and Ardania"
    assert [line for line in lines if " — " in line] == [
        "  Ardania — met_with → Harbour Front",
        "  Harbour Front — met_with → Ardania",
    ]


def test_a_relation_without_direction_is_one_edge_with_its_summary(store: Store) -> None:
    lines = list(explain_edge(store, "Harbour Front", "Ardania", ONTOLOGY))
    assert [line for line in lines if " — " in line] == ["  Ardania — met_with ↔ Harbour Front"]
    told = Network(store, ONTOLOGY).graph().edges["ardania", "institution/harbour-front", "met_with"]["summary"]
    assert f"    {told}" in lines
    assert told == "asserted twice; 2 articles of 2 publishers; May 2025 to June 2025"


def test_a_claim_is_told_with_its_sentence_place_status_rule_and_speaker(store: Store) -> None:
    lines = list(explain_edge(store, "Ardania", "Zoë Márquez"))
    start = FIRST.text.index(ARREST)
    assert lines == [
        "Ardania and Zoë Márquez",
        "  1 claim",
        "  Ardania — detained → Zoë Márquez",
        "    asserted once; 1 article of 1 publisher; 3 January 2026",
        "    asserted, 2026-01-03; rule detained",
        f"      “{ARREST}”",
        f"      2026/arrest.txt:{start}-{start + len(ARREST)} (Arrest in Ardania, The Morning Gazette, 2026-01-05)",
        "  where it stands what these articles are:",
        "    2026/arrest.txt (date: page, time; title: page, h1)",
    ]
    (told,) = (line for line in explain_edge(store, "Zoë Márquez", "Harbour Front") if "rule" in line)
    assert told == "    alleged, an unnamed source: “her lawyer”, via The Morning Gazette; rule accused"
    (told,) = (line for line in explain_edge(store, "Tamm", "Ardania") if "rule" in line)
    assert told == "    asserted, as foreign minister; rule holds_position"


def test_the_place_that_is_told_is_where_the_sentence_stands(store: Store) -> None:
    for line in explain_node(store, "Harbour Front"):
        place = line.strip().split(" ")[0]
        if place.startswith("2026/arrest.txt:"):
            start, end = map(int, place.rpartition(":")[2].split("-"))
            assert FIRST.text[start:end] in (ARREST, TALKS) or "accused" in FIRST.text[start:end]


def test_an_edge_that_is_not_there_has_no_claim(store: Store) -> None:
    assert list(explain_edge(store, "Zoë Márquez", "Ivo Tamm")) == ["Zoë Márquez and Ivo Tamm", "  no claim"]


def test_nothing_is_told_of_an_unknown_name(store: Store) -> None:
    with pytest.raises(InputError, match="Belmrk"):
        list(explain_edge(store, "Ardania", "Belmrk"))
