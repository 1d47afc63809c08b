"""The world's countries: no two are called the same, and their people are called what English calls them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest
from conftest import ROOT, Write

from kg.aliases import fold
from kg.countries import Country, load_countries
from kg.errors import RuleError

EXCEPTIONS = ROOT / "rules" / "lexicon" / "countries.yaml"


@pytest.fixture(scope="module")
def countries() -> Mapping[str, Country]:
    """By code."""
    return {country.code: country for country in load_countries(EXCEPTIONS)}


def shared(owned: Iterable[tuple[str, Country]]) -> dict[str, list[str]]:
    """Folded words that more than one country has -> the codes."""
    owners: dict[str, set[str]] = defaultdict(set)
    for word, country in owned:
        owners[fold(word)].add(country.code)
    return {word: sorted(codes) for word, codes in owners.items() if len(codes) > 1}


def test_every_member_of_the_united_nations_is_there(countries: Mapping[str, Country]) -> None:
    # The 193 members, and those that news speaks of as countries besides.
    members = """
        af al dz ad ao ag ar am au at az bs bh bd bb by be bz bj bt bo ba bw br bn bg bf bi cv kh cm ca cf td cl cn co
        km cg cr ci hr cu cy cz kp cd dk dj dm do ec eg sv gq er ee sz et fj fi fr ga gm ge de gh gr gd gt gn gw gy ht
        hn hu is in id ir iq ie il it jm jp jo kz ke ki kw kg la lv lb ls lr ly li lt lu mg mw my mv ml mt mh mr mu mx
        fm mc mn me ma mz mm na nr np nl nz ni ne ng mk no om pk pw pa pg py pe ph pl pt qa kr md ro ru rw kn lc vc ws
        sm st sa sn rs sc sl sg sk si sb so za ss es lk sd sr se ch sy tj th tl tg to tt tn tr tm tv ug ua ae gb tz us
        uy uz vu ve vn ye zm zw ps tw xk va hk
    """.split()
    assert len(members) == 193 + 5
    assert [code for code in members if code not in countries] == []


def test_no_two_countries_have_a_name_a_capital_or_an_id_in_common(countries: Mapping[str, Country]) -> None:
    every = countries.values()
    called = [(word, c) for c in every for word in (*c.names, *c.capitals)]
    assert shared(called) == {}
    assert len({country.id for country in every}) == len(countries)
    qids = [country.wikidata for country in every if country.wikidata]
    assert len(set(qids)) == len(qids)
    assert [qid for qid in qids if not re.fullmatch(r"Q[1-9]\d*", qid)] == []


def test_no_two_countries_have_a_word_for_their_people_in_common(countries: Mapping[str, Country]) -> None:
    words = [(word, c) for c in countries.values() for word in (*c.demonyms, *c.peoples)]
    islands = {"channel islander", "channel islanders"}  # of Jersey and of Guernsey, and no matter of world news
    assert shared(words).keys() <= islands


def test_a_word_for_a_people_is_no_name_of_another_country(countries: Mapping[str, Country]) -> None:
    names = {fold(name): c.code for c in countries.values() for name in (*c.names, *c.capitals)}
    wrong = [
        (word, c.code)
        for c in countries.values()
        for word in (*c.demonyms, *c.peoples)
        if names.get(fold(word), c.code) != c.code
    ]
    assert wrong == []


def test_a_plural_is_no_name_of_its_country(countries: Mapping[str, Country]) -> None:
    # "The Philippines" and "Laos" are countries before they are plurals.
    assert [c.name for c in countries.values() if set(c.peoples) & set(c.names)] == []


@pytest.mark.parametrize(
    ("code", "name", "demonym", "people", "capital", "qid"),
    [
        ("cu", "Cuba", "Cuban", "Cubans", "Havana", "Q241"),
        ("ve", "Venezuela", "Venezuelan", "Venezuelans", "Caracas", "Q717"),
        ("us", "United States", "American", "Americans", "Washington", "Q30"),
        ("gb", "United Kingdom", "British", "Britons", "London", "Q145"),
        ("de", "Germany", "German", "Germans", "Berlin", "Q183"),
        ("fr", "France", "French", "Frenchmen", "Paris", "Q142"),
        ("ie", "Ireland", "Irish", "Irishmen", "Dublin", "Q27"),
        ("cn", "China", "Chinese", "Chinese", "Beijing", "Q148"),
        ("ch", "Switzerland", "Swiss", "Swiss", "Bern", "Q39"),
        ("cz", "Czech Republic", "Czech", "Czechs", "Prague", "Q213"),
        ("gr", "Greece", "Greek", "Greeks", "Athens", "Q41"),
        ("es", "Spain", "Spanish", "Spaniards", "Madrid", "Q29"),
        ("pl", "Poland", "Polish", "Poles", "Warsaw", "Q36"),
        ("tr", "Turkey", "Turkish", "Turks", "Ankara", "Q43"),
        ("sa", "Saudi Arabia", "Saudi", "Saudis", "Riyadh", "Q851"),
        ("ae", "United Arab Emirates", "Emirati", "Emiratis", "Abu Dhabi", "Q878"),
        ("ua", "Ukraine", "Ukrainian", "Ukrainians", "Kyiv", "Q212"),
        ("ph", "Philippines", "Filipino", "Filipinos", "Manila", "Q928"),
        ("pk", "Pakistan", "Pakistani", "Pakistanis", "Islamabad", "Q843"),
        ("th", "Thailand", "Thai", "Thais", "Bangkok", "Q869"),
        ("kp", "North Korea", "North Korean", "North Koreans", "Pyongyang", "Q423"),
        ("ir", "Iran", "Iranian", "Iranians", "Tehran", "Q794"),
        ("cd", "Democratic Republic of the Congo", "Congolese", "Congolese", "Kinshasa", "Q974"),
    ],
)
def test_what_english_news_calls_it(
    countries: Mapping[str, Country], code: str, name: str, demonym: str, people: str, capital: str, qid: str
) -> None:
    country = countries[code]
    assert (country.name, country.wikidata) == (name, qid)
    assert demonym in country.demonyms
    assert people in country.peoples
    assert capital in country.capitals


def test_plurals_are_english(countries: Mapping[str, Country]) -> None:
    plurals = {word for country in countries.values() for word in country.peoples}
    wrong = "Germen Germens Frenchmans Chineses Swisss Dutchs Spanishs Greekss Croatss Icelandics Czech Laos UAEs Manxs"
    assert plurals & set(wrong.split()) == set()
    odd = [word for word in plurals if word.endswith(("ss", "shs", "chs", "eses"))]
    assert sorted(odd) == ["Czechs", "Swiss"]


def test_a_capital_that_is_a_place_or_little_known_is_no_government(countries: Mapping[str, Country]) -> None:
    for code in ("sg", "kw", "pa", "lu", "be", "mc", "im", "bm", "fk"):
        assert countries[code].capitals == (), code
    assert all(country.capitals != (country.name,) for country in countries.values())


def test_ids_of_countries_are_made_of_their_names(countries: Mapping[str, Country]) -> None:
    assert countries["us"].id == "country/united-states"
    assert countries["ci"].id == "country/ivory-coast"


def test_the_exceptions_outrank_the_library(write: Write) -> None:
    path = write({"c.yaml": "- {code: fr, name: Gaul, names: [Gallia], demonyms: [Gaulish, Gaul], capitals: [Lyon]}\n"})
    (gaul,) = (country for country in load_countries(path / "c.yaml") if country.code == "fr")
    assert (gaul.name, gaul.id, gaul.capitals) == ("Gaul", "country/gaul", ("Lyon",))
    assert {"Gaul", "France", "Gallia", "French Republic", "Republic of Gaul", "Kingdom of Gaul"} == set(gaul.names)
    assert gaul.demonyms == ("Gaulish", "Gaul")
    assert gaul.peoples == ("Gaulish",)


def test_every_mistake_in_the_exceptions_is_told(write: Write) -> None:
    text = "- {code: xq, name: Nowhere}\n- {code: fr, demonym: [French]}\n- {code: fr}\n- {name: Cuba}\n"
    path = write({"c.yaml": text}) / "c.yaml"
    with pytest.raises(RuleError) as caught:
        load_countries(path)
    told = [problem.removeprefix(f"{path}:") for problem in caught.value.problems]
    assert told[0].startswith("1: 'xq' is not a country code")
    assert "2: unknown key 'demonym' in country (did you mean 'demonyms'?)" in told
    assert "3: country 'fr' stands twice; keep one" in told
    assert "4: country has no 'code'" in told


def test_norway_is_not_false(write: Write) -> None:
    path = write({"c.yaml": "- {code: no, names: [Norge]}\n"}) / "c.yaml"
    assert any("Norge" in country.names for country in load_countries(path) if country.code == "no")
