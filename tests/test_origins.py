"""Copies of one text, and texts that are only alike."""

from __future__ import annotations

import random
from array import array
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st

from kg.explain import explain_edge
from kg.graph import Network
from kg.ontology import load_ontology
from kg.origins import Sketched, origins, sketch
from kg.pipeline import Settings, build
from kg.rules import default_folder
from kg.store import Store


def story(paragraphs: int = 12, seed: int = 1) -> list[str]:
    """Paragraphs of some fifty invented words each."""
    chance = random.Random(seed)
    return [" ".join(f"w{chance.randrange(3000)}" for _ in range(50)) + "." for _ in range(paragraphs)]


def grouped(**texts: str | list[str]) -> dict[str, str]:
    """Which article each is a copy of; dates rise with the order of the arguments."""
    joined = {doc: text if isinstance(text, str) else "\n\n".join(text) for doc, text in texts.items()}
    dates = {doc: f"2026-01-{day:02}" for day, doc in enumerate(joined, 1)}
    return dict(origins(Sketched(doc, dates[doc], sketch(text)) for doc, text in sorted(joined.items())))


def test_a_wire_story_in_other_papers_is_one_origin() -> None:
    wire = story()
    lead = "A staff writer of the Daily Sun has put this sentence of her own above it."
    credit = "(c) The Daily Sun. All rights reserved. Read more on our page."
    found = grouped(
        wire=wire, same=wire, upper="\n".join(wire).upper(), lead=[lead, *wire, credit], cut=wire[:6],
        without=wire[3:], other=story(seed=2),
    )  # fmt: skip
    assert found == {**dict.fromkeys(("wire", "same", "upper", "lead", "cut", "without"), "wire"), "other": "other"}


def test_the_earliest_is_the_origin_and_the_first_by_name_where_dates_are_the_same() -> None:
    text = sketch("\n".join(story()))
    dated = [Sketched("a", "2026-02-02", text), Sketched("b", "2026-02-01", text), Sketched("c", "", text)]
    assert set(origins(dated).values()) == {"b"}
    assert set(origins([Sketched("b", "", text), Sketched("a", "", text)]).values()) == {"a"}


def test_texts_after_one_pattern_are_no_copies() -> None:
    form = story()
    assert len(set(grouped(a=form[:7] + story(5, seed=3), b=form[:7] + story(5, seed=4)).values())) == 2


def test_short_notices_are_one_only_if_they_are_the_same() -> None:
    found = grouped(a="Talks go on in Lima today.", b="Talks go on in Lima again.", c="talks go on in lima today")
    assert found == {"a": "a", "b": "b", "c": "a"}


@given(st.lists(st.text(max_size=200), max_size=8), st.randoms())
def test_the_order_of_the_articles_does_not_matter(texts: list[str], chance: random.Random) -> None:
    articles = [Sketched(str(number), "", sketch(text)) for number, text in enumerate(texts)]
    shuffled = chance.sample(articles, len(articles))
    found = origins(articles)
    assert found == origins(shuffled)
    assert all(found[origin] == origin for origin in found.values())


@pytest.mark.parametrize("text", ["", " ", "\0", "a" * 300_000, "\ud800 a", "e\u0301 " * 10_000])
def test_any_text_has_a_sketch(text: str) -> None:
    assert len(sketch(text)) == len(sketch("other"))


REPORTED = "Reuters reported that the United States arrested Nicolás Maduro in Caracas on Monday."
SAID = "The United States arrested Nicolás Maduro in Caracas on Monday."
MORE = " ".join(
    f"Officials of the ministry did not say how many of the {n} trucks had left the harbour." for n in range(20)
)


def test_a_sketch_is_the_same_everywhere_and_shares_as_much_as_the_texts_do() -> None:
    words = [f"word{at}" for at in range(1000)]
    one, other = (array("I", sketch(" ".join(some))) for some in (words[:700], words[300:]))
    assert one[0] == other[0] == 696
    common = sum(a == b for a, b in zip(one[1:], other[1:], strict=True)) / (len(one) - 1)
    assert common == pytest.approx(396 / 996, abs=0.08)
    assert sha256(sketch("Peru expelled Chile's ambassador. " * 9)).hexdigest()[:8] == "8bf18f9a"


def test_a_build_counts_origins_and_explain_names_the_copies(write: Write) -> None:
    folder = write({
        "in/a.md": f"---\ndate: 2026-01-04\npublisher: The Post\n---\n{SAID} {MORE}",
        "in/b.md": f"---\ndate: 2026-01-05\npublisher: The Sun\n---\n{SAID} {MORE}\n\nRead more on our page.",
        "in/c.md": f"---\ndate: 2026-01-05\npublisher: The Star\n---\n{REPORTED}",
        "in/d.md": f"---\ndate: 2026-01-06\npublisher: Reuters\n---\n{SAID}",
    })  # fmt: skip
    build(Settings((folder / "in",), folder / "out", formats=("jsonl",), jobs=1))
    ontology = load_ontology(default_folder() / "ontology.yaml")
    with Store.open(folder / "out" / "graph.sqlite") as store:
        assert store.copies() == {"b": "a"}
        (edge,) = [edge for edge in Network(store, ontology).edges() if edge.relation == "detained"]
        assert (edge.weight, edge.origins, edge.publishers) == (4, 2, 4)
        told = "\n".join(explain_edge(store, "United States", "Nicolás Maduro", ontology))
    assert "4 articles of 4 publishers from 2 origins" in told
    assert told.count(f"a copy of {folder}/in/a.md") == 1
    Path(folder / "in/a.md").unlink()
    build(Settings((folder / "in",), folder / "out", formats=("jsonl",), jobs=1))
    with Store.open(folder / "out" / "graph.sqlite") as store:
        assert store.copies() == {}
