"""Names: how they are folded, and who owns which in the alias table."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from conftest import ROOT, Write
from hypothesis import example, given
from hypothesis import strategies as st

from kg.aliases import AliasTable, fold, is_acronym, load_aliases, slug
from kg.errors import AliasError

# --- fold, slug, is_acronym -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Díaz-Canel's", "diaz canel"),
        ("RODRÍGUEZ", "rodriguez"),
        ("Rodri\u0301guez", "rodriguez"),  # the accent as a character of its own
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("İstanbul", "istanbul"),
        ("Lech Wałęsa", "lech walesa"),
        ("Łódź", "lodz"),
        ("Håkan Åsa Østergård", "hakan asa ostergard"),
        ("Ǿrsted", "orsted"),
        ("Đặng Văn Lâm", "dang van lam"),
        ("Nguyễn Phú Trọng", "nguyen phu trong"),
        ("Þórdís Ægisdóttir", "thordis aegisdottir"),
        ("Ðuro", "duro"),
        ("Ħamrun", "hamrun"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("GROẞ", "gross"),
        ("Œuvre", "oeuvre"),
        ("İlham Əliyev", "ilham əliyev"),
        ("Владимир Путин", "владимир путин"),
        ("ВЛАДИМИР ПУТИН", "владимир путин"),
        ("Αλέξης Τσίπρας", "αλεξησ τσιπρασ"),
        ("习近平", "习近平"),
        ("김정은", "김정은"),
        ("עמית", "עמית"),
        ("عبد الفتاح السيسي", "عبد الفتاح السيسي"),
        ("नरेन्द्र मोदी", "नरेनदर मोदी"),
        ("ＷＨＯ", "who"),
        ("O'Brien", "o brien"),
        ("O’Brien", "o brien"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Nukuʻalofa", "nukualofa"),
        ("Saint–Denis", "saint denis"),
        ("“Gazprom”", "gazprom"),
        ("U.S.", "us"),
        ("U.S.A.", "usa"),
        ("u.s.", "us"),
        ("U.S.’s", "us"),
        ("Washington, D.C.", "washington dc"),
        ("J.K. Rowling", "jk rowling"),
        ("St. Petersburg", "st petersburg"),
        ("Russia's", "russia"),
        ("RUSSIA'S", "russia"),
        ("Banks'", "banks"),
        ("AT&T", "at t"),
        ("a country", "country"),
        ("An Post", "post"),
        ("The", "the"),
        ("Theresa May", "theresa may"),
        ("  New \n York\t", "new york"),
        ("...", ""),
        ("", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
pieces = "The a Díaz O’Brien's U.S. Łódź ǽ “ ” – Әл İ ß ŉ K. 'S".split()
names = st.lists(st.sampled_from(pieces), max_size=6).map(" ".join)


@given(hostile | names)
@example("the the x")
@example("ǽ")
@example("ſ's")
@example("A.B")
@example("ẞ’S")
def test_folding_again_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(hostile | names)
@example("ℍavana")
@example("№ 10")
def test_a_folded_name_is_words_with_one_space_between(name: str) -> None:
    folded = fold(name)
    assert folded == " ".join(folded.split())
    assert not re.search(r"[A-Z'’.,;:()\"“”–—_/-]", folded)


@given(st.text(st.characters(codec="latin-1", categories=["L"]), min_size=1, max_size=20))
def test_case_and_accents_do_not_matter(name: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    decomposed = unicodedata.normalize("NFD", name)
    assert fold(name) == fold(decomposed) == fold(plain)
    assert fold(name.upper()) == fold(name.casefold()) or "µ" in name


@given(hostile | names)
def test_a_slug_is_one_word(name: str) -> None:
    assert not re.search(r"\s", slug(name))
    assert slug(name).replace("-", " ") == fold(name)


@pytest.mark.parametrize("name", ["WHO", "US", "U.S.", "U.S.A.", "CIA", "BRICS", "ÖVP", "СССР", "C.I.A."])
def test_a_short_name_of_capitals_is_an_acronym(name: str) -> None:
    assert is_acronym(name)


@pytest.mark.parametrize("name", ["", ".", "A", "A.", "Who", "MoD", "UNESCO", "G7", "AT&T", "U S", "CIA's", "习近平"])
def test_other_names_are_no_acronyms(name: str) -> None:
    assert not is_acronym(name)


# --- the table --------------------------------------------------------------------------------------------------------

RUIZ = """\
- id: mario-ruiz
  name: Mario Ruiz
  kind: person
  aliases: [Mario José Ruiz]
  weak: [Ruiz]
  gender: male
  wikidata: Q80
  roles:
    - {title: foreign minister, of: Ardania, from: 2020-01-02, until: 2021}
"""
JUNIOR = """\
- id: mario-ruiz-jr
  name: Mario Ruiz Jr.
  kind: person
  weak: [Ruiz]
"""


def load(write: Write, text: str) -> AliasTable:
    return load_aliases(write({"aliases.yaml": text}) / "aliases.yaml")


def problems(write: Write, text: str) -> list[str]:
    path = write({"aliases.yaml": text}) / "aliases.yaml"
    with pytest.raises(AliasError) as caught:
        load_aliases(path)
    assert all(problem.startswith(f"{path}:") for problem in caught.value.problems)
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


def test_strong_names_lead_to_one_actor_weak_ones_to_all_their_bearers(write: Write) -> None:
    table = load(write, RUIZ + JUNIOR)
    assert table.strong == {
        "mario ruiz": "mario-ruiz",
        "mario jose ruiz": "mario-ruiz",
        "mario ruiz jr": "mario-ruiz-jr",
    }
    assert table.weak == {"ruiz": ("mario-ruiz", "mario-ruiz-jr")}


def test_an_entry_is_read_whole(write: Write) -> None:
    ruiz = load(write, JUNIOR + RUIZ).entries["mario-ruiz"]
    assert (ruiz.name, ruiz.kind, ruiz.gender, ruiz.wikidata, ruiz.line) == ("Mario Ruiz", "person", "male", "Q80", 5)
    assert ruiz.strong == ("Mario Ruiz", "Mario José Ruiz")
    (role,) = ruiz.roles
    assert (role.title, role.of, role.since, role.until) == ("foreign minister", "Ardania", "2020-01-02", "2021")


def test_an_empty_table_is_a_table(write: Write) -> None:
    assert load(write, "").entries == {}


@pytest.mark.parametrize(
    ("second", "name"),
    [("aliases: [Mario Ruiz]", "Mario Ruiz"), ("aliases: [MARIO  JOSE RUIZ]", "MARIO  JOSE RUIZ")],
)
def test_a_strong_name_of_two_actors_is_told_with_both_lines(write: Write, second: str, name: str) -> None:
    text = RUIZ + JUNIOR.replace("weak: [Ruiz]", second)
    assert problems(write, text) == [
        f"10: alias '{name}' belongs to both mario-ruiz (line 1) and mario-ruiz-jr; make it weak in one"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RUIZ.replace("aliases", "alias"), "4: unknown key 'alias' in actor (did you mean 'aliases'?)"),
        (RUIZ.replace("kind: person", "kind: persn"),
         "3: 'kind' is 'persn', not one of person, institution, country (did you mean 'person'?)"),
        (RUIZ.replace("  kind: person\n", ""), "1: actor has no 'kind'"),
        (RUIZ.replace("Q80", "80"), "7: wikidata '80' is not an item id such as Q80"),
        (RUIZ.replace("gender: male", "gender: man"), "6: 'gender' is 'man', not one of female, male"),
        (RUIZ.replace("2020-01-02", "2.1.2020"),
         "9: 'from' is '2.1.2020', not a date such as 2026, 2026-01 or 2026-01-03"),
        (RUIZ.replace("title:", "titel:"), "9: unknown key 'titel' in role (did you mean 'title'?)"),
        (RUIZ.replace("[Ruiz]", "[Mario Ruiz]"), "1: 'Mario Ruiz' is both strong and weak in mario-ruiz; keep one"),
        (RUIZ.replace("[Mario José Ruiz]", "['...']"), "1: a name of 'mario-ruiz' has no letters"),
        (RUIZ + RUIZ, "10: id 'mario-ruiz' stands twice; first on line 1"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(write: Write, text: str, told: str) -> None:
    assert told in problems(write, text)


def test_all_mistakes_are_told_at_once(write: Write) -> None:
    text = RUIZ.replace("Q80", "80") + JUNIOR.replace("weak:", "weaks:").replace("Ruiz Jr.", "Ruiz")
    told = "\n".join(problems(write, text))
    assert [what for what in ("wikidata '80'", "unknown key 'weaks'", "belongs to both") if what not in told] == []


def test_broken_yaml_is_told_with_its_line(write: Write) -> None:
    (problem,) = problems(write, RUIZ + "- id: 'open\n")
    assert re.match(r"1[01]: is not valid YAML", problem)


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(AliasError, match=r"aliases\.yaml:1: cannot be read: No such file"):
        load_aliases(tmp_path / "aliases.yaml")


# --- the one that kg ships --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> AliasTable:
    return load_aliases(ROOT / "rules" / "aliases.yaml")


def test_the_shipped_table_holds_who_the_news_names(shipped: AliasTable) -> None:
    assert len(shipped.entries) >= 120
    for name in ("Delcy Rodriguez", "Bruno Rodriguez", "Nicolas Maduro", "SEBIN", "DGCIM", "MINSAP", "NATO", "Hamas"):
        assert fold(name) in shipped.strong, name
    assert {"delcy-rodriguez", "jorge-rodriguez", "bruno-rodriguez"} <= set(shipped.weak["rodriguez"])


def test_ids_of_the_shipped_table_are_slugs(shipped: AliasTable) -> None:
    assert [name for name in shipped.entries if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_people_of_the_shipped_table_have_no_one_word_strong_name_that_is_a_common_surname(shipped: AliasTable) -> None:
    # A lone surname must be weak: the article may name another bearer.
    last = {}
    for entry in shipped.entries.values():
        if entry.kind == "person":
            last[entry.id] = fold(entry.name).split()[-1]
    lone = [
        f"{entry.path}:{entry.line}: {name}"
        for entry in shipped.entries.values()
        if entry.kind == "person" and len(fold(entry.name).split()) > 1
        for name in entry.strong
        if fold(name) == last[entry.id]
    ]
    assert lone == []
