"""Joining actors across articles: what is joined, what is left alone, and that the order of articles is no matter."""

from __future__ import annotations

from itertools import permutations

from kg.judgements import Judgement, Judgements
from kg.models import Actor, Kind
from kg.resolve import Resolution, resolve


def actor(ident: str, name: str, kind: Kind = "person", *aliases: str, alias: str | None = None) -> Actor:
    return Actor(ident, name, kind, aliases, alias=alias, how=(f"named {name}",))


def joined(*articles: tuple[str, Actor], judgements: Judgements = Judgements()) -> Resolution:  # noqa: B008
    return resolve(articles, judgements)


RUIZ = actor("person/mario-ruiz", "Mario Ruiz", "person", "Ruiz")
LONE = actor("person/ruiz", "Ruiz")
ANA = actor("person/ana-ruiz", "Ana Ruiz")


def test_a_lone_surname_joins_its_only_bearer_and_says_why() -> None:
    found = joined(("a", RUIZ), ("b", LONE))
    assert found.assigned == {RUIZ.id: RUIZ.id, LONE.id: RUIZ.id}
    assert found.actors[0].how[0] == "'Ruiz' (in b) is the surname of only one actor here"
    assert found.actors[0].aliases == ("Ruiz",)


def test_a_lone_given_name_does_not_join_a_monarch_of_that_name() -> None:
    queen = actor("person/queen-astrid", "Queen Astrid", "person", "Astrid of Norland")
    found = joined(("a", queen), ("b", actor("person/astrid", "Astrid")))
    assert found.assigned["person/astrid"] == "person/astrid"


def test_a_lone_surname_joins_the_bearer_who_is_in_ten_times_as_many_articles_as_the_others() -> None:
    often = [(f"a{n:02}", actor("person/ana-ruiz", "Ana Ruiz")) for n in range(20)]
    lone = ("b", actor("person/ruiz", "Ruiz"))
    seldom = [(f"c{n}", actor("person/eva-ruiz", "Eva Ruiz")) for n in range(3)]
    found = joined(*often, lone, *seldom[:2])
    assert found.assigned["person/ruiz"] == "person/ana-ruiz"
    assert "'Ruiz' (in b) is the surname of Ana Ruiz in 20 articles, of others in 2" in found.actors[0].how
    assert joined(*often, lone, *seldom).assigned["person/ruiz"] == "person/ruiz"


def test_a_lone_surname_of_two_people_stays_its_own_node() -> None:
    found = joined(("a", RUIZ), ("b", LONE), ("c", ANA))
    assert {a.id for a in found.actors} == {RUIZ.id, LONE.id, ANA.id}


def test_a_first_name_joins_nobody() -> None:
    assert len(joined(("a", RUIZ), ("b", actor("person/mario", "Mario"))).actors) == 2


def test_a_person_and_an_institution_of_one_name_stay_apart() -> None:
    found = joined(("a", actor("person/ford", "Ford")), ("b", actor("institution/ford", "Ford", "institution")))
    assert len(found.actors) == 2


def test_an_acronym_joins_the_institution_that_another_article_gives_it_to() -> None:
    full = actor("institution/casla-institute", "Casla Institute", "institution", "CI")
    short = actor("institution/ci", "CI", "institution")
    assert joined(("a", full), ("b", short)).assigned[short.id] == full.id


def test_a_middle_initial_makes_no_other_person_but_a_middle_name_may() -> None:
    plain, initial = actor("person/ann-lee", "Ann Lee"), actor("person/ann-b-lee", "Ann B. Lee")
    named = actor("person/ann-beth-lee", "Ann Beth Lee")
    found = joined(("a", plain), ("b", initial), ("c", named))
    assert found.assigned[initial.id] == plain.id
    assert found.assigned[named.id] == named.id


def test_two_middle_initials_leave_all_apart() -> None:
    people = [actor("person/ann-lee", "Ann Lee"), actor("person/ann-b-lee", "Ann B. Lee"),
              actor("person/ann-c-lee", "Ann C. Lee")]  # fmt: skip
    assert len(joined(*((str(i), person) for i, person in enumerate(people))).actors) == 3


def test_the_table_wins_over_a_name() -> None:
    listed = actor("mario-ruiz", "Mario Ruiz", "person", alias="mario-ruiz")
    found = joined(("a", RUIZ), ("b", listed))
    assert set(found.assigned.values()) == {"mario-ruiz"}


def test_two_entries_of_the_table_are_never_joined() -> None:
    one = actor("mario-ruiz", "Mario Ruiz", "person", alias="mario-ruiz")
    two = actor("mario-ruiz-jr", "Mario Ruiz", "person", alias="mario-ruiz-jr")
    assert len(joined(("a", one), ("b", two)).actors) == 2


def test_judgements_outrank_the_guess() -> None:
    apart = Judgements((Judgement(False, ("ruiz", "mario ruiz"), "", "judgements.yaml", 1),))
    assert len(joined(("a", actor("person/mario-ruiz", "Mario Ruiz")), ("b", LONE), judgements=apart).actors) == 2
    together = Judgements((Judgement(True, ("ana ruiz", "mario ruiz"), "", "judgements.yaml", 7),))
    found = joined(("a", RUIZ), ("b", ANA), judgements=together)
    assert len(found.actors) == 1
    assert "judgements.yaml:7" in found.actors[0].how[0]


def test_different_also_stops_a_join_over_a_third_name() -> None:
    third = actor("person/m-ruiz-soto", "M. Ruiz Soto")
    judgements = Judgements((
        Judgement(False, ("ana ruiz", "mario ruiz"), "", "j", 1),
        Judgement(True, ("mario ruiz", "m ruiz soto"), "", "j", 2),
        Judgement(True, ("m ruiz soto", "ana ruiz"), "", "j", 3),
    ))  # fmt: skip
    found = joined(("a", RUIZ), ("b", ANA), ("c", third), judgements=judgements)
    assert found.assigned[RUIZ.id] != found.assigned[ANA.id]


def test_the_order_of_articles_is_no_matter() -> None:
    articles = [("a", RUIZ), ("b", LONE), ("c", actor("person/mario-j-ruiz", "Mario J. Ruiz")), ("d", LONE)]
    results = {(tuple(sorted(r.assigned.items())), r.actors) for r in (joined(*p) for p in permutations(articles))}
    assert len(results) == 1
