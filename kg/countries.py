"""The world's countries: names, demonyms, capitals, Wikidata ids.

Names and ids come from ``rigour.territories``, capitals and demonyms from ``countryinfo``; rules/lexicon/countries.yaml
says where English news differs (Turkey, Saudis, Kyiv). Regular plurals of demonyms (Cubans) are formed here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import yamlfile
from kg.aliases import slug
from kg.errors import RuleError
from kg.yamlfile import Problems, did_you_mean

_SMALL = 150_000
"""News does not call a government by its capital where fewer people live: Douglas, Hamilton and Victoria are others."""
_KEYS = ("code", "name", "names", "demonyms", "capitals", "capital_is_place", "polity", "near", "instead", "regions")


@dataclass(frozen=True, slots=True)
class Country:
    """One country. ``capitals`` are the cities whose names news uses for its government, ``regions`` its states and
    great cities, which only tell that something is in the country. Where a word of ``instead``
    stands in an article and none of ``near``, the country's name means something else there (Georgia and Atlanta)."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    peoples: tuple[str, ...]
    capitals: tuple[str, ...]
    wikidata: str | None
    near: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"country/{slug(self.name)}"


@dataclass(frozen=True, slots=True)
class _News:
    name: str | None
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    capital_is_place: bool
    near: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def load_countries(path: Path) -> tuple[Country, ...]:
    """All countries, by name. RuleError lists what is wrong in the exceptions file at ``path``."""
    # Imported here: the two libraries take a tenth of a second that `kg --help` need not pay.
    from countryinfo import CountryInfo, CountryNotFoundError  # type: ignore[attr-defined,unused-ignore]
    from rigour.territories import get_territories

    news = _news(path, {territory.code for territory in get_territories()})
    countries: list[Country] = []
    states: dict[str, list[str]] = {}
    for territory in get_territories():
        if territory.parent is not None and "-" in territory.code and not territory.is_historical:
            states.setdefault(territory.parent.code, []).append(territory.name)
    taken = {name for territory in get_territories() for name in (territory.name, territory.full_name)}
    taken |= {name for said in news.values() for name in said.names}
    for territory in get_territories():
        listed = news.get(territory.code)
        if listed is None and (territory.is_historical or not territory.is_country or territory.parent):
            continue
        said = listed or _News(None, (), (), (), False)
        try:
            facts = CountryInfo(territory.code.upper())
            capital, demonym = facts.capital() or "", facts.demonym() or ""
            capital = capital if (facts.population() or 0) >= _SMALL else ""
        except CountryNotFoundError:
            capital, demonym = "", ""
        name = said.name or territory.name
        capitals = () if said.capital_is_place or not capital or capital == name else (capital,)
        full = territory.full_name.removeprefix("The ")  # "Kingdom of Bahrain"; "Taiwan (Province of China)" is no name
        formal = [f"{state} of {name}" for state in ("Republic", "Kingdom")]
        formal = [*([] if "(" in full else [full]), *(form for form in formal if form not in taken)]
        names = tuple(dict.fromkeys((name, territory.name, *said.names, *formal)))
        demonyms = said.demonyms or tuple(word.strip() for word in demonym.split(",") if word.strip() not in ("", name))
        adjectives = tuple(dict.fromkeys(demonyms))
        # "Philippines" and "UK" are names of the country before they are plurals of its adjectives.
        peoples = dict.fromkeys(_people(word) for word in adjectives if word not in names)
        countries.append(
            Country(
                code=territory.code,
                name=name,
                names=names,
                demonyms=adjectives,
                peoples=tuple(word for word in peoples if word not in names),
                capitals=said.capitals or capitals,
                wikidata=territory.qid or None,
                near=tuple(word.lower() for word in said.near),
                instead=tuple(word.lower() for word in said.instead),
                regions=tuple(dict.fromkeys((*said.regions, *states.get(territory.code, ())))),
            )
        )
    return tuple(sorted(countries, key=lambda country: country.name))


def _people(demonym: str) -> str:
    """The plural noun for a people: Cubans from Cuban; French, Chinese, Swiss stay as they are."""
    if demonym.endswith(("shman", "chman")):
        return demonym[:-3] + "men"
    if demonym.endswith(("ese", "sh", "ch", "s", "x", "z", "ic", "asy", "otho", "swana", "Vanuatu", "Kiribati")):
        return demonym + "s" if demonym == "Czech" else demonym
    return demonym + "s"


def _news(path: Path, codes: set[str]) -> Mapping[str, _News]:
    problems = Problems.none()
    news: dict[str, _News] = {}
    for entry in yamlfile.records(path, problems, "country"):
        entry.only(*_KEYS)
        code = entry.text("code")
        if code not in codes:
            entry.problem(f"'{code}' is not a country code{did_you_mean(code, codes)}")
        if code in news:
            entry.problem(f"country '{code}' stands twice; keep one")
        news[code] = _News(
            name=entry.text("name", default="-") if entry.has("name") else None,
            names=entry.texts("names"),
            demonyms=entry.texts("demonyms"),
            capitals=entry.texts("capitals"),
            capital_is_place=entry.flag("capital_is_place"),
            near=entry.texts("near"),
            instead=entry.texts("instead"),
            regions=entry.texts("regions"),
        )
        entry.flag("polity")
    problems.stop(RuleError)
    return news
