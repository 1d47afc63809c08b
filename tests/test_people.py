"""Names of persons as data: forms of one name, surnames, what tells namesakes apart. No article, no parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.people import bears, family_of, misspells, person_name, same_person, without_style


@pytest.mark.parametrize(
    ("whole", "short", "rank"),
    [
        ("Delcy Rodríguez", "Rodriguez", 3),
        ("Delcy Rodríguez", "Delcy", 1),
        ("Delcy Rodríguez", "Maduro", 0),
        ("Bashar al-Assad", "Assad", 3),
        ("Bashar al-Assad", "al-Assad", 3),
        ("Mohammed bin Salman", "bin Salman", 3),
        ("Abu Mahdi al-Karbali", "al-Karbali", 3),
        ("Abu Mahdi al-Karbali", "Abu Mahdi", 1),
        ("Rocky De La Fuente", "De La Fuente", 3),
        ("Ursula von der Leyen", "von der Leyen", 3),
        ("Gustavo Petro Urrego", "Petro", 2),
        ("Gabriel García Márquez", "García Márquez", 3),
        ("Xi Jinping", "Xi", 3),
        ("Xi Jinping", "Jinping", 2),
        ("Kim Jong Un", "Kim", 3),
        ("Nguyen Phu Trong", "Trong", 3),
        ("Nguyen Phu Trong", "Nguyen", 2),
        ("Edward DeBartolo Jr.", "DeBartolo", 3),
        ("Lula", "Lula", 0),
    ],
)
def test_how_well_a_short_name_stands_for_a_person(whole: str, short: str, rank: int) -> None:
    assert bears(person_name(whole), person_name(short)) == rank


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nicolás Maduro", "Nicolas Maduro Moros"),
        ("Antony J. Blinken", "Antony Blinken"),
        ("Tony Blinken", "Antony Blinken"),
        ("Hamza bin Ladin", "Hamza bin Laden"),
        ("Usama bin Laden", "Osama bin Laden"),
        ("William S. Saturn", "Bill Saturn"),
        ("Miguel Díaz-Canel", "Miguel Diaz-Canel Bermúdez"),
        ("C. L. Gammon", "Charles Gammon"),
        ("Volodymyr Zhukenko", "Volodoymyr Zhukenko"),
        ("Mohamed Farah", "Mohammed Farah"),
        ("Sergei Petrov", "Sergey Petrov"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert same_person(person_name(one), person_name(other))
    assert same_person(person_name(other), person_name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Delcy Rodríguez", "Bruno Rodríguez"),
        ("Delcy Rodríguez", "Jorge Rodríguez Gómez"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Elena Petrova", "Ivan Petrov"),
        ("George Bush", "Jeb Bush"),
        ("Daniel Costa", "Daniela Costa"),
        ("Mario Rossi", "Maria Rossi"),
        ("Julia Marsh", "Julie Marsh"),
        ("Ali Hassan", "Hassan Ali"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not same_person(person_name(one), person_name(other))


def test_a_letter_makes_a_misspelling_only_in_a_long_word() -> None:
    assert misspells("chriac", "chirac")
    assert misspells("pierliusi", "pierluisi")
    assert misspells("soleymani", "soleimani")
    assert misspells("zelenskiy", "zelensky")
    assert not misspells("kim", "kin")
    assert not misspells("hansen", "jansen")
    assert not misspells("chirac", "chirac")


def test_a_style_of_address_is_left_out() -> None:
    bare = without_style(person_name("Tan Sri Zainal Othman"))
    assert bare is not None
    assert bare.words == ("zainal", "othman")
    assert without_style(person_name("Zainal Othman")) is None
    assert without_style(person_name("Malik Othman")) is None


def test_the_plural_of_a_surname() -> None:
    assert family_of("Obamas") == "obama"
    assert family_of("Joneses") == "jones"
    assert family_of("Kim") is None
    assert family_of("United Nations") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_hostile_names_never_fail(one: str, other: str) -> None:
    first, second = person_name(one), person_name(other)
    if first.words and second.words:
        assert same_person(first, second) == same_person(second, first)
        assert 0 <= bears(first, second) <= 3
