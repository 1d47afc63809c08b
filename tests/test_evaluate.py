from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluate import Accuracy, Evaluation, Mistake, Score, evaluate
from kg.models import RelationType

type Record = dict[str, Any]
type Ontology = Mapping[str, RelationType]


def annotated(id: str, kind: str, name: str, *forms: str) -> Record:
    return {"id": id, "kind": kind, "name": name, "mentions": list(forms or (name,))}


def relation(source: str, id: str, target: str, status: str = "asserted", optional: bool = False) -> Record:
    return {
        "source": source, "relation": id, "target": target, "status": status, "optional": optional,
        "evidence": [f"{source} {id} {target}.", "and again"],
    }  # fmt: skip


def actor(id: str, kind: str, name: str, *mentions: tuple[str, str]) -> Record:
    return {
        "id": id,
        "kind": kind,
        "name": name,
        "mentions": [{"doc": doc, "start": 0, "end": len(text), "text": text} for doc, text in mentions],
    }


def claim(doc: str, source: str, id: str, target: str, status: str = "asserted") -> Record:
    sentence = f"{source} {id} {target}!"
    return {
        "doc": doc, "source": source, "relation": id, "target": target, "status": status,
        "evidence": {"text": sentence, "start": 0, "end": len(sentence)},
    }  # fmt: skip


def run(
    write: Write,
    ontology: Ontology,
    gold: Mapping[str, tuple[Sequence[Record], Sequence[Record]]],
    actors: Sequence[Record],
    claims: Sequence[Record],
) -> Evaluation:
    folder = write(
        {
            f"gold/{doc}.json": json.dumps({"doc": doc, "actors": people, "relations": relations})
            for doc, (people, relations) in gold.items()
        }
        | {
            "actors.jsonl": "".join(json.dumps(record) + "\n" for record in actors),
            "claims.jsonl": "".join(json.dumps(record) + "\n" for record in claims),
        }
    )
    return evaluate(folder / "gold", folder / "actors.jsonl", folder / "claims.jsonl", ontology)


def test_two_articles_computed_by_hand(write: Write, ontology: Ontology) -> None:
    first = (
        [
            annotated("a1", "country", "United States", "US troops", "Washington"),
            annotated("a2", "person", "Nicolás Maduro", "Nicolás Maduro", "Maduro"),
            annotated("a3", "country", "Cuba", "Cuba"),
            annotated("a4", "institution", "Sebin", "Sebin"),
        ],
        [
            relation("a1", "detained", "a2"),
            relation("a3", "criticized", "a1"),
            relation("a3", "met_with", "a1", status="planned"),
            relation("a3", "demanded_of", "a1", status="hypothetical", optional=True),
        ],
    )
    second = ([annotated("b1", "country", "Cuba"), annotated("b2", "country", "Venezuela")], [])
    actors = [
        # paired by its surface forms, with the wrong kind; in the second article it is one actor too many
        actor("p-us", "institution", "The U.S.", ("one", "Washington"), ("two", "U.S.")),
        actor("p-maduro", "person", "Nicolas Maduro", ("one", "Maduro")),  # the same name once accents are folded
        actor("p-cuba", "country", "Cuba", ("one", "Cuba"), ("two", "Cuba")),
    ]
    claims = [
        claim("one", "p-us", "detained", "p-maduro"),  # right
        claim("one", "p-us", "detained", "p-maduro", status="denied"),  # the first claim of a relation counts
        claim("one", "p-cuba", "accused", "p-us"),  # right pair and family, wrong type
        claim("one", "p-us", "met_with", "p-cuba"),  # right: no direction; wrong status
        claim("one", "p-cuba", "demanded_of", "p-us", status="hypothetical"),  # neither required nor punished
        claim("one", "p-cuba", "visited", "p-cuba"),  # no relation of an actor with itself
        claim("two", "p-us", "sanctioned", "p-cuba"),  # wrong: nothing is annotated there
        claim("three", "p-us", "sanctioned", "p-cuba"),  # an article without annotation does not count
    ]
    result = run(write, ontology, {"one": first, "two": second}, actors, claims)

    assert result.articles == 2
    assert result.actors == Score(4, 1, 2)  # missing: Sebin, Venezuela; too many: The U.S. in "two"
    assert result.pairs == Score(2, 1, 0)
    assert result.families == Score(3, 1, 0)
    assert result.types == Score(2, 2, 1)
    assert result.relations == {
        "accused": Score(0, 1, 0),
        "criticized": Score(0, 0, 1),
        "detained": Score(1, 0, 0),
        "met_with": Score(1, 0, 0),
        "sanctioned": Score(0, 1, 0),
    }
    assert list(result.relations) == sorted(result.relations)
    assert result.kind == Accuracy(3, 4)
    assert result.status == Accuracy(2, 3)  # detained, demanded_of right, met_with wrong
    assert result.status_not_asserted == Accuracy(1, 2)
    assert result.mistakes == (
        Mistake("one", False, "Cuba", "accused", "United States", "p-cuba accused p-us!"),
        Mistake("one", True, "Cuba", "criticized", "United States", "a3 criticized a1."),
        Mistake("two", False, "The U.S.", "sanctioned", "Cuba", "p-us sanctioned p-cuba!"),
    )


def test_figures_of_a_score() -> None:
    score = Score(2, 1, 0) + Score(1, 1, 3)
    assert score == Score(3, 2, 3)
    assert score.precision == pytest.approx(0.6)
    assert score.recall == pytest.approx(0.5)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.5 / 1.1)
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)
    assert (Accuracy(1, 4) + Accuracy(2, 0 + 2)).share == pytest.approx(0.5)
    assert Accuracy().share is None


def paired_names(write: Write, ontology: Ontology, gold: Sequence[Record], actors: Sequence[Record]) -> set[str]:
    """The gold actors that were paired, found out by a claim of each extracted actor about an actor of its own name."""
    anchor = annotated("z", "country", "Anchor")
    everyone = [*actors, actor("p-z", "country", "Anchor", ("d", "Anchor"))]
    claims = [claim("d", record["id"], "accused", "p-z") for record in actors]
    result = run(write, ontology, {"d": ([*gold, anchor], [])}, everyone, claims)
    return {f"{mistake.evidence.split()[0]} = {mistake.source}" for mistake in result.mistakes}


def test_the_same_name_goes_before_shared_forms(write: Write, ontology: Ontology) -> None:
    gold = [
        annotated("a1", "person", "Bruno Rodríguez", "Rodríguez", "Bruno Rodríguez", "the minister"),
        annotated("a2", "person", "Delcy Rodríguez", "Rodríguez"),
    ]
    actors = [
        actor("p1", "person", "Rodríguez", ("d", "Rodríguez"), ("d", "Bruno Rodríguez"), ("d", "the minister")),
        actor("p2", "person", "bruno rodriguez", ("d", "Rodríguez")),
    ]
    assert paired_names(write, ontology, gold, actors) == {"p1 = Delcy Rodríguez", "p2 = Bruno Rodríguez"}


def test_the_longest_shared_form_goes_first(write: Write, ontology: Ontology) -> None:
    gold = [annotated("a1", "person", "The Mayor of Lima", "Ruiz", "mayor", "owner", "Mario Ruiz Paz")]
    actors = [
        actor("p1", "person", "Ruiz", ("d", "Ruiz"), ("d", "mayor"), ("d", "owner")),
        actor("p2", "person", "Paz", ("d", "Paz"), ("d", "Mario Ruiz Paz")),
    ]
    assert paired_names(write, ontology, gold, actors) == {"p1 = Ruiz", "p2 = The Mayor of Lima"}


def test_then_the_share_of_forms_then_the_kind(write: Write, ontology: Ontology) -> None:
    gold = [
        annotated("a1", "person", "Ana Ruiz", "Ruiz"),
        annotated("a2", "person", "Mario Ruiz", "Ruiz", "mayor"),
        annotated("a3", "country", "Georgia the land", "Georgia"),
        annotated("a4", "institution", "Georgia the team", "Georgia"),
    ]
    actors = [
        actor("p1", "person", "M. Ruiz", ("d", "Ruiz"), ("d", "mayor")),
        actor("p2", "person", "Ruiz", ("d", "Ruiz")),
        actor("p3", "institution", "Georgia", ("d", "Georgia")),
    ]
    assert paired_names(write, ontology, gold, actors) == {
        "p1 = Mario Ruiz",
        "p2 = Ana Ruiz",
        "p3 = Georgia the team",
    }


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("the White House", "White  House"),
        ("Maduro's", "Maduro"),
        ("Maduro’s", "MADURO"),
        ("U.S.", "U S"),
        ("An Nahar", "Nahar"),
        ("Élysée", "Elysee"),
    ],
)
def test_names_are_compared_without_case_accents_and_punctuation(
    write: Write, ontology: Ontology, name: str, same: str
) -> None:
    gold = {"d": ([annotated("a", "person", name)], [])}
    result = run(write, ontology, gold, [actor("p", "person", same, ("d", "-"))], [])
    assert result.actors == Score(1, 0, 0)


@pytest.mark.parametrize(("name", "other"), [("Cubas", "Cuba"), ("Anita", "Nita"), ("«»", "…")])
def test_other_names_are_other_actors(write: Write, ontology: Ontology, name: str, other: str) -> None:
    gold = {"d": ([annotated("a", "person", "Ana", name)], [])}
    result = run(write, ontology, gold, [actor("p", "person", "Eva", ("d", other))], [])
    assert result.actors == Score(0, 1, 1)


@given(st.data())
def test_a_build_that_equals_the_gold_is_perfect(
    tmp_path_factory: pytest.TempPathFactory, ontology: Ontology, data: st.DataObject
) -> None:
    ids = data.draw(st.lists(st.sampled_from("abcdef"), min_size=2, unique=True))
    triples = data.draw(
        st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(sorted(ontology)), st.sampled_from(ids)), max_size=8)
    )
    triples = [(source, label, target) for source, label, target in triples if source != target]
    folder = tmp_path_factory.mktemp("perfect")

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(str(content))
        return folder

    result = run(
        write,
        ontology,
        {"d": ([annotated(id, "person", id * 3) for id in ids], [relation(*triple) for triple in triples])},
        [actor(id, "person", id * 3, ("d", id * 3)) for id in ids],
        [claim("d", *triple) for triple in triples],
    )
    assert result.mistakes == ()
    assert result.actors == Score(len(ids), 0, 0)
    for score in (result.pairs, result.families, result.types):
        assert score.f1 == (1 if triples else 0)


def test_an_article_of_which_nothing_was_extracted_is_missed_whole(write: Write, ontology: Ontology) -> None:
    people = [annotated("a1", "country", "Cuba"), annotated("a2", "country", "Spain")]
    gold = {"one": (people, [relation("a1", "accused", "a2")]), "sub/two": (people, [])}
    result = run(write, ontology, gold, [actor("p", "country", "Cuba", ("sub/two", "Cuba"))], [])
    assert result.actors == Score(1, 0, 3)
    assert result.types == Score(0, 0, 1)


def test_another_folder_than_the_annotated_one_is_an_error(write: Write, ontology: Ontology) -> None:
    gold = {"one": ([annotated("a1", "country", "Cuba")], [])}
    with pytest.raises(InputError, match=r"none of its articles \(one\) is in .*actors.jsonl \(other\)"):
        run(write, ontology, gold, [actor("p", "country", "Cuba", ("other", "Cuba"))], [])


def test_everything_that_cannot_be_read_is_listed(write: Write, ontology: Ontology) -> None:
    folder = write(
        {
            "gold/a.json": "{",
            "gold/b.json": '{"actors": [{"id": "a1"}], "relations": []}',
            "gold/c.json": json.dumps(
                {"actors": [annotated("a1", "person", "A")], "relations": [relation("a1", "acused", "a9")]}
            ),
            "actors.jsonl": '{"id": "p"}\n\nnonsense\n',
        }
    )
    with pytest.raises(InputError) as caught:
        evaluate(folder / "gold", folder / "actors.jsonl", folder / "claims.jsonl", ontology)
    assert [problem.removeprefix(f"{folder}/") for problem in caught.value.problems] == [
        "gold/a.json: is not an annotated article: "
        "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "gold/b.json: is not an annotated article: it has no 'kind'",
        "gold/c.json: 'a1 acused a9': there is no relation type 'acused' (did you mean 'accused'?)",
        "gold/c.json: 'a1 acused a9': there is no actor 'a9' in this file",
        "actors.jsonl:1: is not an actor: it has no 'kind'",
        "actors.jsonl:3: Expecting value: line 1 column 1 (char 0)",
        "claims.jsonl: No such file or directory; make it with `kg build`",
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [({}, "there is no such folder"), ({"gold/readme.txt": "x"}, "holds no annotated article")],
)
def test_a_folder_without_annotated_articles(
    write: Write, ontology: Ontology, files: dict[str, str | bytes], message: str
) -> None:
    folder = write(files | {"actors.jsonl": "", "claims.jsonl": ""})
    with pytest.raises(InputError, match=message):
        evaluate(folder / "gold", folder / "actors.jsonl", folder / "claims.jsonl", ontology)
