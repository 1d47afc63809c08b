"""The store: what goes in comes out, settled or not, in one order, in a file that appears whole or not at all."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import (
    ACTORS,
    ASSIGNED,
    EXTRACTIONS,
    FIRST,
    MINISTER,
    PLAN,
    SECOND,
    TALKS,
    claim,
    document,
    sample_store,
)

from kg.errors import ExportError, InputError
from kg.models import Actor, Extraction, Mention, Rejection, Span, claim_id
from kg.store import SAME_ACTOR, SAME_CLAIM, SCHEMA_VERSION, Store


def dump(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        lines = "\n".join(connection.iterdump())
    connection.close()
    return lines


def test_documents_come_back_as_they_went_in(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        assert list(store.documents()) == [FIRST, SECOND]
        assert store.text(FIRST.id) == FIRST.text
        with pytest.raises(KeyError, match="nowhere"):
            store.text("nowhere")


def test_articles_actors_come_back_as_they_went_in_before_and_after_settling(tmp_path: Path) -> None:
    expected = [(e.document.id, actor) for e in EXTRACTIONS for actor in e.actors]
    with Store.create(tmp_path / "s.sqlite") as store:
        store.add(EXTRACTIONS)
        assert list(store.article_actors()) == expected
        assert store.assigned() == {}
        assert [*store.claims(), *store.mentions(), *store.actors()] == []
        store.settle(ASSIGNED, ACTORS)
        assert list(store.article_actors()) == expected
        assert store.assigned() == ASSIGNED


def test_settled_records_carry_corpus_ids(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        assert list(store.actors()) == sorted(ACTORS, key=lambda actor: actor.id)
        said = {m.span.start: m for m in store.mentions("person/ivo-tamm")}
        assert [m.text for m in said.values()] == ["Ivo Tamm", "Tamm"]
        assert all(SECOND.text[m.span.start : m.span.end] == m.text for m in said.values())
        assert len(list(store.mentions())) == sum(len(e.mentions) for e in EXTRACTIONS)
        (detention,) = store.claims(target="person/zoe-marquez")
        assert (detention.source, detention.relation) == ("ardania", "detained")
        span = detention.evidence.span
        assert detention.id == claim_id(FIRST.id, "ardania", "detained", "person/zoe-marquez", span)
        (denial,) = store.claims("ardania", "country/belmark")
        assert denial.speaker is not None
        assert denial.speaker.actor == "person/ivo-tamm"
        assert denial.speaker.named
        (accusation,) = store.claims("person/zoe-marquez")
        assert accusation.speaker == EXTRACTIONS[0].claims[1].speaker


def test_claims_come_in_text_order(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        claims = list(store.claims())
        keys = [
            (c.doc, c.evidence.span.start, c.evidence.span.end, c.source, c.relation, c.target, c.id) for c in claims
        ]
        assert keys == sorted(keys)
        assert len(claims) == 7


def test_a_claim_whose_ends_became_one_actor_is_a_rejection(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        (refused,) = [r for r in store.rejections() if r.reason == SAME_ACTOR]
        assert refused.evidence.text == PLAN
        assert "ardania" in refused.detail
        assert all(c.source != c.target for c in store.claims())


def test_of_two_readings_of_one_claim_the_firmest_stays(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        (kept,) = [c for c in store.claims() if c.evidence.text == TALKS]
        assert (kept.status, kept.rule) == ("asserted", "met_with")
        (refused,) = [r for r in store.rejections() if r.reason == SAME_CLAIM]
        assert (refused.rule, refused.detail.split(": ")[1]) == ("meet_noun", "already read by met_with")
        assert store.reasons() == {SAME_ACTOR: 1, SAME_CLAIM: 1, "wrong kind": 1}


def test_settling_again_starts_from_what_was_read(tmp_path: Path) -> None:
    once, again = tmp_path / "once.sqlite", tmp_path / "again.sqlite"
    apart = dict(ASSIGNED) | {(SECOND.id, "a5"): "country/old-ardania"}
    others = (*ACTORS, Actor("country/old-ardania", "Republic of Ardania", "country"))
    sample_store(once).close()
    with sample_store(again) as store:
        store.settle(apart, others)
        (claim_of_old,) = store.claims("country/old-ardania")
        assert claim_of_old.status == "hypothetical"
        assert SAME_ACTOR not in store.reasons()
        store.settle(ASSIGNED, ACTORS)
    assert dump(again) == dump(once)


def test_the_same_records_give_the_same_dump_in_any_order_and_batch(tmp_path: Path) -> None:
    one, other = tmp_path / "one.sqlite", tmp_path / "other.sqlite"
    sample_store(one).close()
    with Store.create(other) as store:
        for extraction in reversed(EXTRACTIONS):
            shuffled = replace(extraction, mentions=extraction.mentions[::-1], actors=extraction.actors[::-1])
            store.add([shuffled])
        store.settle(dict(reversed(ASSIGNED.items())), reversed(ACTORS))
    assert dump(one) == dump(other)
    assert "Márquez" in dump(one)


def test_an_unassigned_actor_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    with sample_store(tmp_path / "s.sqlite") as store:
        before = list(store.claims())
        some = {key: actor for key, actor in ASSIGNED.items() if key[1] != "a5"}
        with pytest.raises(ValueError, match=r"a5 of 2026/denial"):
            store.settle(some, ACTORS)
        with pytest.raises(sqlite3.IntegrityError):
            store.settle(ASSIGNED, ACTORS[1:])
        assert list(store.claims()) == before


def test_a_batch_is_stored_whole_or_not_at_all(tmp_path: Path) -> None:
    third = document("2026/third", "Nobody met nobody.")
    stranger = Extraction(third, claims=(claim(third, "a1", "met_with", "a2", "Nobody met nobody."),))
    with sample_store(tmp_path / "s.sqlite") as store:
        fine = document("2026/fine", "Nothing happened.")
        with pytest.raises(sqlite3.IntegrityError):
            store.add([Extraction(fine), stranger])
        assert [d.id for d in store.documents()] == [FIRST.id, SECOND.id]
        store.add([Extraction(fine)])
        assert store.counts()["documents"] == 3


def test_a_new_store_replaces_the_old_one_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "s.sqlite"
    sample_store(path).close()
    before = path.read_bytes()
    with pytest.raises(sqlite3.IntegrityError), Store.create(path) as store:
        store.add([*EXTRACTIONS, *EXTRACTIONS])
    assert path.read_bytes() == before
    with Store.create(path) as store:
        store.add(EXTRACTIONS[:1])
        assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["s.sqlite"]
    with Store.open(path) as store:
        assert store.counts() == {"documents": 1, "mentions": 6, "actors": 0, "claims": 0, "rejections": 1}


def test_files_that_are_no_store_are_named(tmp_path: Path) -> None:
    missing, text, other, old = (tmp_path / name for name in ("missing", "text", "other", "old"))
    with pytest.raises(InputError, match=f"{missing}: there is no such file"):
        Store.open(missing)
    assert not missing.exists()
    text.write_text("not a database, but long enough to be looked at as one" * 20, encoding="utf-8")
    with pytest.raises(InputError, match=f"{text}: is not a kg store"):
        Store.open(text)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(InputError, match=f"{other}: is not a kg store"):
        Store.open(other)
    sample_store(old).close()
    connection = sqlite3.connect(old)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(InputError, match=rf"{old}: was written by another version of kg \(schema {SCHEMA_VERSION + 1}"):
        Store.open(old)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match=r"s\.sqlite: cannot be written"):
        Store.create(tmp_path / "file" / "s.sqlite")


def test_anyone_with_a_sql_prompt_can_read_the_claims(tmp_path: Path) -> None:
    sample_store(tmp_path / "s.sqlite").close()
    connection = sqlite3.connect(tmp_path / "s.sqlite")
    rows = connection.execute("SELECT source, relation, target, text FROM claims WHERE rule = 'holds_position'")
    assert rows.fetchall() == [("person/ivo-tamm", "holds_position", "ardania", MINISTER)]
    connection.close()


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts, texts, texts, texts)
def test_any_text_survives(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str, alias: str, why: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "s.sqlite"
    article = document("d", f"{text}|", title=name, publisher=alias)
    actor = Actor("a", name, "person", (alias,), None, why, (why,))
    mention = Mention("d", Span(0, len(text)), text, "person", "a")
    refused = Rejection("d", why, name, alias, replace(claim(article, "a", "r", "a", "|").evidence, text=text))
    with Store.create(path) as store:
        store.add([Extraction(article, (mention,), (actor,), (), (refused,))])
        store.settle({("d", "a"): "a"}, [actor])
        assert list(store.documents()) == [article]
        assert list(store.article_actors()) == [("d", actor)]
        assert list(store.mentions("a")) == [mention]
        assert list(store.rejections()) == [refused]
