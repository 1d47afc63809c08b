"""From names to the article's actors: which namings mean one person, institution or country.

Full names first, then what refers back to them: surnames, acronyms, shortened names (here), role nouns and pronouns
(``kg.language.anaphora``). Where two readings are equally good none is taken: a wrong edge costs more than a missing
one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.aliases import Alias, Gender, fold, is_acronym, slug
from kg.language.anaphora import (
    BELOW,
    ONCE,
    PRONOUN_GENDER,
    Pointer,
    common_nouns,
    described_people,
    group_nouns,
    people_by_age_or_country,
    pronouns,
    role_nouns,
    short_nouns,
    state_nouns,
)
from kg.language.cast import Cast, Entity
from kg.language.lands import described_countries
from kg.language.mentions import Gazetteer, Name
from kg.language.own import own_bodies
from kg.language.people import (
    PersonName,
    bears,
    family_first,
    family_of,
    is_junior,
    misspells,
    person_name,
    same_person,
    without_style,
)
from kg.language.shapes import clipped
from kg.language.structure import NAMING, Block
from kg.language.suspects import suspects
from kg.language.tokens import Doc, Token
from kg.models import Actor, Kind


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens ``start:end`` refer to ``actor``; a ``place`` is a part of the country that it lies in ("in Texas")."""

    start: int
    end: int
    head: int
    actor: str
    kind: Kind
    pronoun: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """The actors of one article and where they stand.

    ``at`` maps the head token of a noun phrase to the actor it names; ``owner`` maps the head token of an adjective or
    an inner name ("Cuban", "US" in "US Army") to its actor. ``leads`` tells which country a person is named as leader
    of ("the Trump administration" is that country), ``home`` is the country that the article is about.
    ``places`` are the heads that name a country by a part of it: where something is, never who does it. ``pairs`` maps
    nouns for two actors ("the two countries") to both; ``seats`` are the countries named by places in them alone.
    """

    doc: Doc
    actors: dict[str, Actor]
    references: tuple[Reference, ...]
    at: dict[int, str]
    owner: dict[int, str]
    home: str | None
    leads: dict[str, str]
    places: frozenset[int] = frozenset()
    pairs: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    seats: frozenset[str] = frozenset()


def read_actors(doc: Doc, names: Sequence[Name], blocks: Sequence[Block], gazetteer: Gazetteer, date: str) -> Article:
    """The article's actors. ``date`` (ISO or empty) is used to resolve dated posts of the alias table."""
    cast = Cast(doc, blocks, gazetteer)
    naming = [name for name in names if cast.block_of[name.start] in NAMING]
    told = [name for name in naming if not name.passing]
    told = _short_names_of_firms(cast, _misspelt_people(_people_called_like_countries(cast, told)))
    _listed(cast, told)
    _people(cast, [name for name in told if name.kind == "person" and not name.key])
    home = _home(cast, naming)
    _Institutions(cast, told, home).read()
    _unlisted_surnames(cast, names)
    _seen_again(cast, names)
    shown = {id(name) for name in told}
    _elsewhere(cast, [name for name in names if id(name) not in shown])
    cast.drop_unnamed()
    role_nouns(cast, date, home)
    suspects(cast)
    described_people(cast)
    people_by_age_or_country(cast)
    short_nouns(cast)
    common_nouns(cast)
    pointers = [*pronouns(cast), *state_nouns(cast, home), *described_countries(cast)]
    leads = _leaders(cast, home)
    pointers += own_bodies(cast, pointers, leads)
    return _article(cast, pointers, home, leads, _only_places(cast, naming))


def _listed(cast: Cast, names: Iterable[Name]) -> None:
    for name in names:
        if name.key:
            entity = cast.listed(name.key)
            cast.add(entity, name)
            source = "country list" if entity.kind == "country" else "alias table"
            entity.note(f"{source}: '{name.text}' is a name of {entity.id}")
            if entity.kind == "person":
                _learn(cast, entity, name)


def _people_called_like_countries(cast: Cast, names: Sequence[Name]) -> list[Name]:
    """ "Jordan" after Michael Jordan, "Chad" after Chad Wolf: the person, unless the country is named otherwise too."""
    words = {
        word for name in names if name.kind == "person"
        for parts in [person_name(name.text)] if parts.full for word in (parts.core[0], parts.core[-1])
    }  # fmt: skip
    doubtful = {
        name.key for name in names
        if name.form == "country" and len(name.text.split()) == 1 and fold(name.text) in words
    }  # fmt: skip
    sure = {name.key for name in names if name.key in doubtful and fold(name.text) not in words}
    return [
        replace(name, kind="person", form="name", key=None, evidence="namesake")
        if name.key in doubtful - sure and name.form == "country" else name
        for name in names
    ]  # fmt: skip


def _misspelt_people(names: Sequence[Name]) -> list[Name]:
    """A lone word that the model takes for an organisation is a person if it misspells a surname of the article
    ("Chriac" after Jacques Chirac)."""
    people = [person_name(name.text) for name in names if name.kind == "person"]
    surnames = {parts.surnames()[0] for parts in people if parts.full}
    out: list[Name] = []
    for name in names:
        lone = name.kind == "institution" and not name.key and name.form == "name" and name.text.istitle()
        if lone and " " not in name.text and len(name.text) >= 6 and fold(name.text) not in surnames:
            folded = fold(name.text)
            if any(misspells(folded, surname) for surname in surnames):
                name = replace(name, kind="person")
        out.append(name)
    return out


def _home(cast: Cast, names: Iterable[Name]) -> str | None:
    """The country that the article is about: named at least twice as often as any other, by itself, by places in it or
    by the people and bodies of the alias table that are its; None where no one stands out, for a ministry or a
    president without a country may then be of either."""
    counts = Counter(name.key for name in names if name.passing and name.kind == "country" and name.key is not None)
    for entity in cast.entities.values():
        told = sum(not (name.passing or _is_elsewhere(cast.doc, name.start, name.end)) for name in entity.names)
        counts.update(dict.fromkeys(_countries_of(cast, entity), told))
    ranked = sorted(counts, key=lambda ident: (-counts[ident], ident))
    if not ranked or not counts[ranked[0]] or (len(ranked) > 1 and counts[ranked[0]] < 2 * counts[ranked[1]]):
        return None
    # Where the article never names its country, the one that it does name is another.
    return ranked[0] if ranked[0] in cast.entities else None


def _is_elsewhere(doc: Doc, start: int, end: int) -> bool:
    """ "Neighbouring | Kenya" is what another country has beside it, "the U.S. | -based monitor" only where it sits."""
    if start > 0 and doc[start - 1].lower_ in ("neighbouring", "neighboring", "nearby", "adjacent"):
        return True
    return end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in ("based", "headquartered")


def _countries_of(cast: Cast, entity: Entity) -> set[str]:
    """The country that an actor of the table is, sits in by its name, or has had a post in."""
    if entity.kind == "country":
        return {entity.id}
    if entity.key is None:
        return set()
    posts = (
        cast.gazetteer.by_country_name.get(fold(role.of)) for role in cast.gazetteer.aliases.entries[entity.key].roles
    )
    return {country for country in (cast.gazetteer.country_of(entity.key), *posts) if country is not None}


def _short_names_of_firms(cast: Cast, names: Sequence[Name]) -> list[Name]:
    """ "Corvid" beside Corvid Partners is the firm, also where the model takes it for a person, unless somebody of the
    article is called so."""
    heads = cast.lexicon["organisation_heads"] | cast.lexicon["corporate_words"]
    spelled = [fold(name.text).split() for name in names if name.kind == "institution" and name.form == "name"]
    firms = {words[0] for words in spelled if len(words) > 1 and all(word in heads for word in words[1:])}
    people = [set(fold(name.text).split()) for name in names if name.kind == "person" and " " in name.text]
    called = firms.difference(*people)
    return [
        replace(name, kind="institution", key=None)
        if name.kind == "person" and not name.key and name.form == "name" and fold(name.text) in called else name
        for name in names
    ]  # fmt: skip


# --- people -----------------------------------------------------------------------------------------------------------


def _people(cast: Cast, names: Sequence[Name]) -> None:
    parts = {id(name): person_name(name.text) for name in names}
    full = [name for name in names if parts[id(name)].full]
    short = [name for name in names if not parts[id(name)].full]
    styled = {id(name) for name in full if without_style(parts[id(name)]) is not None}
    for name in sorted(full, key=lambda n: (id(n) in styled, -len(parts[id(n)].core), n.start)):
        if _born_as(cast.doc, name.start):
            continue
        entity = _same_person(cast, parts[id(name)], name) or _without_initials(cast, name)
        if entity is None and id(name) in styled:
            entity = _under_a_style(cast, parts[id(name)], name)
        if entity is None:
            bearer, _ = _bearer(cast, parts[id(name)], name)
            entity = bearer or cast.entity("person", name.text)
        cast.add(entity, name)
        _learn(cast, entity, name)
    for name in sorted(short, key=lambda n: n.start):
        _short_name(cast, name, parts[id(name)])


def _born_as(doc: Doc, start: int) -> bool:
    """ "X, née Y": a former name; in "Kenya-born X" it is X's own."""
    return (
        start > 0
        and doc[start - 1].lower_ in ("born", "née", "nee")
        and (start < 2 or doc[start - 2].text not in ("-", "–"))
    )


def _without_initials(cast: Cast, name: Name) -> Entity | None:
    """The person of the alias table: "Antony J. Blinken" is Antony Blinken, "Ferdinand Marcos, Jr." another."""
    words = fold(name.text).split()
    kept = [words[0], *(word for word in words[1:] if len(word) > 1)]
    key = cast.gazetteer.aliases.strong.get(" ".join(kept))
    how = "with an initial" if len(kept) < len(words) else "with other signs"
    if key is None:
        bare = without_style(person_name(name.text)) or person_name(name.text)
        if len(bare.core) < 3 or family_first(bare):
            return None
        key, how = cast.gazetteer.aliases.strong.get(f"{bare.core[0]} {bare.core[-1]}"), "with a middle name"
    if key is None or cast.gazetteer.aliases.entries[key].kind != "person":
        return None
    entity = cast.listed(key)
    entity.note(f"alias table: '{name.text}' is {entity.name} {how}")
    return entity


def _under_a_style(cast: Cast, parts: PersonName, name: Name) -> Entity | None:
    """ "Shahid Soleymani", "Hajj Qassem": the one person who is called so without the style of address."""
    rest = without_style(parts)
    if rest is None:
        return None
    if rest.full:
        entity = _same_person(cast, rest, name)
    elif parts.words[0] in cast.gazetteer.given and parts.words[0] != "shahid":
        return None
    else:
        fitting = [e for e in cast.of("person") if any(bears(person_name(known), rest) for known in e.forms())]
        entity = fitting[0] if len(fitting) == 1 else None if fitting else _misspelt(cast, rest, name)
    if entity is not None:
        entity.note(f"'{name.text}' is {entity.name} with a style of address")
    return entity


def _short_name(cast: Cast, name: Name, parts: PersonName) -> None:
    """A lone surname or given name: whose it is in this article, else in the alias table, else its own."""
    if _born_as(cast.doc, name.start):
        return
    entity, doubtful = _bearer(cast, parts, name)
    if entity is None and not doubtful:
        if _a_family(cast, name):
            return
        entity = _of_a_couple(cast, name) or _weak_person(cast, fold(name.text)) or _misspelt(cast, parts, name)
        if entity is None and name.evidence != "weak":
            entity = cast.entity("person", name.text)
    if entity is None:
        return
    if entity.name != name.text:
        entity.note(f"'{name.text}' is the only fitting short form of {entity.name} in this article")
    cast.add(entity, name)
    _learn(cast, entity, name)


def _a_family(cast: Cast, name: Name) -> bool:
    """ "the Obamas": several people, of whom none is meant alone."""
    stem = family_of(name.text)
    return stem is not None and any(
        bears(person_name(known), person_name(stem)) == 3 for person in cast.of("person") for known in person.forms()
    )


def _same_person(cast: Cast, parts: PersonName, name: Name) -> Entity | None:
    matches = []
    for entity in cast.of("person"):
        if entity.key is not None and is_junior(name.text) and not any(map(is_junior, entity.forms())):
            continue
        known = [other for other in map(person_name, entity.forms()) if other.full]
        if any(other.core == parts.core for other in known):
            return entity
        if any(same_person(other, parts) for other in known):
            matches.append(entity)
    if len(matches) == 1:
        matches[0].note(f"'{name.text}' and '{matches[0].name}' can be one name")
        return matches[0]
    return None


def _bearer(cast: Cast, parts: PersonName, name: Name) -> tuple[Entity | None, bool]:
    """The person of this article whom the short name means; True instead if several fit and none fits better. Whoever
    is named only later has not been introduced yet: another of that family name who has been goes before."""
    ranked: dict[int, list[Entity]] = defaultdict(list)
    for entity in cast.of("person"):
        rank = max(bears(person_name(known), parts) for known in entity.forms())
        if rank:
            ranked[rank].append(entity)
    if not ranked:
        return None, False
    best = ranked[max(ranked)]
    for rank in sorted(ranked.keys() - {1}, reverse=True):
        introduced = [e for e in ranked[rank] if any(other.start < name.start for other in e.names)]
        if introduced:
            best = introduced
            break
    if len(best) == 1:
        return best[0], False
    return _told_apart(cast, best, name), True


def _called_by_it(cast: Cast, entity: Entity, name: Name) -> bool:
    """Whether the alias table has the surname for this actor's."""
    return entity.key is not None and entity.key in cast.gazetteer.aliases.weak.get(fold(name.text), ())


def _told_apart(cast: Cast, bearers: Sequence[Entity], name: Name) -> Entity | None:
    """Of several people with one surname the one whose title stands before it, else whose spelling it is, else the
    one named last, if it was in this paragraph or by the surname alone in a paragraph without the full name, else the
    one whom the article has named most, or first: news gives the others their first names."""
    titles = {token.lower_.rstrip(".") for token in _before_name(cast.doc, name.start)}
    if titles:
        held = [
            e for e in bearers if any(set(post.split()) <= titles and post.split()[-1] in titles for post, _ in e.posts)
        ]
        if held:
            longest = max(max(len(p.split()) for p, _ in e.posts if set(p.split()) <= titles) for e in held)
            held = [e for e in held if any(len(p.split()) == longest and set(p.split()) <= titles for p, _ in e.posts)]
        gendered = "female" if titles & {"ms", "mrs", "miss"} else "male" if "mr" in titles else None
        if not held and gendered:
            held = [e for e in bearers if e.gender in (None, gendered)]
        if len(held) == 1:
            held[0].note(f"'{name.text}' stands after a title of {held[0].name}")
            return held[0]
    gender = _gender_after(cast, name)
    told = [e for e in bearers if e.gender in (None, gender)]
    if gender and len(told) == 1:
        told[0].note(f"'{name.text}' goes with a pronoun that fits {told[0].name}")
        return told[0]
    spelled = [e for e in bearers if any(name.text in other.text.split() and " " in other.text for other in e.names)]
    if len(spelled) == 1 and not name.text.isascii():
        spelled[0].note(f"'{name.text}' is spelled as in {spelled[0].name}")
        return spelled[0]
    before = {
        e.id: sorted((other.start, " " in other.text) for other in e.names if other.start < name.start)
        for e in spelled or bearers
    }
    named = [e for e in spelled or bearers if before[e.id]]
    if not named:
        return None
    known = [e for e in named if _called_by_it(cast, e, name)]
    if len(known) == 1 and min(named, key=lambda e: before[e.id][0]) == known[0]:
        # "Joe Biden ... his son Hunter Biden ... Biden said": who is famous by the name and was named first, unless
        # the paragraph has only the other.
        here = {e.id for e in named if any(cast.in_one_block(start, name.start) for start, _ in before[e.id])}
        if not here or known[0].id in here or len(named) > 2:
            known[0].note(f"'{name.text}' is the name that {known[0].name} is known by")
            return known[0]
    found = max(named, key=lambda e: before[e.id][-1])
    last, in_full = before[found.id][-1]
    given = not any(fold(name.text) in _surnames(e) for e in named)
    full_names = [start for start, whole in before[found.id] if whole]
    goes_on = not in_full and not any(cast.in_one_block(start, last) for start in full_names)
    if given or goes_on or cast.in_one_block(last, name.start):
        found.note(f"'{name.text}': {found.name} is the one of that name who was named last")
        return found
    found = max(named, key=lambda e: (len(before[e.id]), -before[e.id][0][0]))
    found.note(f"'{name.text}': {found.name} is the one of that name whom the article names most")
    return found


def _gender_after(cast: Cast, name: Name) -> Gender | None:
    """The gender of the first pronoun that follows in the sentence before anybody else is named."""
    for token in cast.doc[name.end : cast.doc[name.head].sent.end]:
        if token.ent_type_ == "PERSON":
            return None
        if token.lower_ in PRONOUN_GENDER:
            return PRONOUN_GENDER[token.lower_]
    return None


def _of_a_couple(cast: Cast, name: Name) -> Entity | None:
    """ "Barack and Michelle Obama": the first has the surname of the second."""
    doc = cast.doc
    if name.end + 1 >= len(doc) or doc[name.end].lower_ not in ("and", "&"):
        return None
    given = cast.lexicon["female_words"] | cast.lexicon["male_words"]
    if fold(name.text) not in given or len(name.text.split()) > 1:
        return None
    if name.start and doc[name.start - 1].lower_.rstrip(".") in cast.lexicon["honorifics"] | {"prince", "princess"}:
        return None  # "Prince Harry and Meghan Markle"
    other = next(
        ((entity, known) for entity in cast.of("person") for known in entity.names if known.start == name.end + 1), None
    )
    if other is None or len(other[1].text.split()) < 2:
        return None
    whole = f"{name.text} {other[1].text.split()[-1]}"
    entity = _same_person(cast, person_name(whole), name) or cast.entity("person", whole)
    entity.note(f"'{name.text}' shares the surname of '{other[1].text}'")
    return entity


def _weak_person(cast: Cast, folded: str) -> Entity | None:
    """The person of the alias table with this weak name, if the article names a country where he held a post."""
    keys = [
        key
        for key in cast.gazetteer.aliases.weak.get(folded, ())
        if cast.gazetteer.aliases.entries[key].kind == "person"
    ]
    here = {entity.name for entity in cast.of("country")} | {entity.name for entity in cast.of("institution")}
    fitting = [
        key for key in keys
        if any(role.of in here for role in cast.gazetteer.aliases.entries[key].roles)
    ]  # fmt: skip
    if not fitting and len(keys) == 1 and folded not in cast.gazetteer.given:
        fitting = keys
    if len(fitting) != 1:
        return None
    entity = cast.listed(fitting[0])
    entity.note(f"alias table: '{folded}' is a weak name of {fitting[0]}, and the article has no nearer bearer of it")
    return entity


def _surnames(entity: Entity) -> set[str]:
    return {parts.surnames()[0] for text in entity.forms() for parts in [person_name(text)] if parts.full}


def _misspelt(cast: Cast, parts: PersonName, name: Name) -> Entity | None:
    """The one person whose surname the lone name misspells."""
    found = [
        entity
        for entity in cast.of("person")
        if any(misspells(parts.core[-1], surname) for surname in _surnames(entity))
    ]
    if len(found) != 1:
        return None
    found[0].note(f"'{name.text}' is {found[0].name} but for a letter")
    return found[0]


def _unlisted_surnames(cast: Cast, names: Sequence[Name]) -> None:
    """Surnames that no gazetteer and no model saw, where their bearer is known."""
    covered = {i for entity in cast.entities.values() for name in entity.names for i in range(name.start, name.end)}
    covered |= {i for name in names for i in range(name.start, name.end)}
    surnames = {
        parts.surnames()[0]
        for entity in cast.of("person") for known in entity.forms()
        for parts in [person_name(known)] if parts.full and len(parts.surnames()[0]) >= 3
    }  # fmt: skip
    for token in cast.doc:
        if token.i in covered or not token.text[:1].isupper() or cast.block_of[token.i] not in NAMING:
            continue
        if token.is_sent_start and token.pos_ not in ("PROPN", "NOUN", "X") and token.dep_ != "nsubj":
            continue
        word = fold(token.text)
        if word not in surnames or token.text == token.text.upper() or " " in word or _within_a_name(cast.doc, token):
            continue
        name = Name(token.i, token.i + 1, token.i, "person", "name", token.text, evidence="surname")
        found, _ = _bearer(cast, person_name(token.text), name)
        if found is not None:
            found.note(f"'{token.text}' is the surname of {found.name}")
            cast.add(found, name)


def _seen_again(cast: Cast, names: Sequence[Name]) -> None:
    """Names of the article that the model knew in one place and overlooked in another."""
    covered = {i for name in names for i in range(name.start, name.end)}
    covered |= {i for entity in cast.entities.values() for name in entity.names for i in range(name.start, name.end)}
    known: dict[str, list[tuple[list[str], Entity]]] = defaultdict(list)
    for entity in cast.entities.values():
        for text in {name.text for name in entity.names if name.form == "name" and entity.kind != "country"}:
            words = text.split()
            if len(words) > 1 or (len(text) > 3 and text.isupper()):
                known[words[0]].append((words, entity))
    for token in cast.doc:
        if token.text not in known or token.i in covered or cast.block_of[token.i] not in NAMING:
            continue
        for words, entity in known[token.text]:
            end = token.i + len(words)
            if [t.text for t in cast.doc[token.i : end]] == words and not covered & set(range(token.i, end)):
                span = cast.doc[token.i : end]
                cast.add(entity, Name(token.i, end, span.root.i, entity.kind, "name", span.text, evidence="seen again"))
                covered |= set(range(token.i, end))
                break


def _within_a_name(doc: Doc, token: Token) -> bool:
    """ "Bush Airport", "the Clinton Foundation": part of what is called after somebody."""
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return (
        following is not None and following.text[:1].isupper() and following.pos_ == "PROPN" and token.head == following
    )


# --- what the words around a name tell of a person --------------------------------------------------------------------


def _before_name(doc: Doc, start: int) -> list[Token]:
    """The words directly before a name that belong to it: no verb, no comma, no preposition but "of"."""
    kept: list[Token] = []
    for i in range(start - 1, max(-1, start - 8), -1):
        token = doc[i]
        if (token.is_punct and token.text not in ("-", ".")) or token.is_space:
            break
        if token.text == "." and doc[i + 1].is_sent_start:
            break
        if token.pos_ in ("VERB", "AUX", "CCONJ", "SCONJ", "PRON") and token.dep_ != "poss":
            break
        if token.pos_ == "ADP" and token.lower_ not in ("of", "for"):
            break
        kept.append(token)
        if token.dep_ == "det" and token.lower_ in ("the", "a", "an"):
            break
    return kept[::-1]


def _learn(cast: Cast, entity: Entity, name: Name) -> None:
    """Notes the posts and the gender that stand beside a person's name."""
    doc, head = cast.doc, cast.doc[name.head]
    near = _before_name(doc, name.start)
    phrases: list[list[Token]] = [near]
    for child in head.children:
        if child.dep_ == "appos" and child.i > name.head:
            phrases.append(list(doc[child.left_edge.i : child.i + 1]))
    if head.dep_ == "appos" and head.head.i < head.i:
        phrases.append(list(doc[head.head.left_edge.i : head.head.i + 1]))
        if (post := _set_apart(doc, head.head, name)) is not None:
            phrases.append(list(doc[post.left_edge.i : post.i + 1]))
    if doc[name.start].lower_ in cast.lexicon["posts"]:
        phrases.append([doc[name.start]])  # "Pope Francis", "King Harald"
    if head.dep_ == "nsubj" and head.head.lemma_ in ("be", "become"):
        phrases += [list(doc[c.left_edge.i : c.i + 1]) for c in head.head.children if c.dep_ == "attr"]
    if head.dep_ in ("oprd", "dobj", "nsubjpass"):
        phrases += [
            list(doc[c.left_edge.i : c.i + 1]) for c in head.head.children if c.dep_ == "oprd" and c.i != head.i
        ]
    for phrase in phrases:
        _note_posts(cast, entity, phrase)
    if entity.gender is None:
        words = [token.lower_.rstrip(".") for phrase in phrases for token in phrase if token.dep_ != "poss"]
        given = fold(name.text).split()
        if len(given) > 1:
            words.append(given[0])
        female = any(word in cast.lexicon["female_words"] for word in words)
        male = any(word in cast.lexicon["male_words"] for word in words)
        if female != male:
            entity.gender = "female" if female else "male"


def _set_apart(doc: Doc, place: Token, name: Name) -> Token | None:
    """ "The mayor of Cape Town, X, said": the mayor, where the parse names the town X."""
    of = place.head
    if place.dep_ != "pobj" or of.lower_ != "of" or doc[name.start - 1].text != "," or name.end >= len(doc):
        return None
    return of.head if doc[name.end].text == "," and of.head.pos_ in ("NOUN", "PROPN") else None


def _note_posts(cast: Cast, entity: Entity, phrase: Sequence[Token]) -> None:
    known = cast.lexicon["posts"]
    country = None
    for token in phrase:
        owner = cast.resolved.get(token.i) or cast.resolved.get(-1 - token.i)
        if owner and owner in cast.gazetteer.countries:
            country = owner
    for size in (4, 3, 2, 1):
        for at in range(len(phrase) - size + 1):
            text = " ".join(token.lower_ for token in phrase[at : at + size]).replace(" - ", "-")
            if text not in known:
                continue
            if [token.lower_ for token in phrase[at + size : at + size + 2]] in (["-", "elect"], ["-", "designate"]):
                continue
            below = text.split()[0] in BELOW or (at > 0 and phrase[at - 1].lower_ in BELOW)
            posts = {text} if not below or size > 1 else set()
            posts |= _OTHERWISE.get(text, set())
            if not below:
                posts.add(text.split()[-1])
            entity.posts.update((post, country) for post in posts)
            if not any(token.lower_ in ONCE for token in phrase[:at]):
                entity.present.update(posts)


_OTHERWISE = {"pope": {"pontiff"}, "king": {"monarch"}, "queen": {"monarch"}}
"""What the holder of a post is called as well."""


# --- institutions -----------------------------------------------------------------------------------------------------

_COMMON = frozenset({"federal", "national", "state", "general", "international", "public", "central", "royal"})
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "s"})
_CHAMBERS = frozenset({"house", "senate", "congress", "assembly", "parliament"})


class _Institutions:
    """Which names of institutions mean one: whole names, then acronyms, shortened names and bodies of a state."""

    def __init__(self, cast: Cast, told: Sequence[Name], home: str | None) -> None:
        self.cast = cast
        self.home = home
        self.told = told
        self.names = [name for name in told if name.kind == "institution" and not name.key]
        self.brackets = _brackets(cast.doc, told)
        bodies = [name for name in told if name.kind == "institution" and not name.inner]
        self.starts = {name.start: name for name in bodies}
        self.ends = {name.end: name for name in bodies}
        self._words_of: dict[str, tuple[str, ...]] = {}
        written = ((name, cast.doc[name.start : name.end].text) for name in self.names if name.form == "name")
        self.chained = {name.text: fold(text) for name, text in written if name.text.startswith(f"{text} ")}

    def read(self) -> None:
        whole = [name for name in self.names if name.form == "name" and not self._is_short_form(name)]
        for name in sorted(whole, key=lambda n: (-len(n.text), n.start)):
            entity = self._same(name) or self._weak(name)
            if entity is not None or name.evidence != "weak":
                self._take(name, entity)
        generic = [name for name in self.names if name.evidence == "generic"]
        for name in sorted(generic, key=lambda n: (-len(n.text), n.start)):
            self._take(name, self._same(name))
        for name in (name for name in self.names if name.evidence == "body"):
            self._body(name)
        for name in self.names:
            if name.form == "name" and self._is_short_form(name):
                self._short_form(name)
        self._tables_short_forms()
        self._appositions()

    def _take(self, name: Name, entity: Entity | None) -> None:
        if entity is None and _a_family(self.cast, name):
            return
        self.cast.add(entity or self.cast.entity("institution", name.text), name)

    # Acronyms

    def _is_short_form(self, name: Name) -> bool:
        return fold(name.text) in self.brackets

    def _short_form(self, name: Name) -> None:
        full = self.brackets[fold(name.text)]
        if full is None:
            return
        entity = next((e for e in self.cast.of("institution") if any(n.start == full.start for n in e.names)), None)
        if entity is None:
            return
        entity.note(f"'{name.text}' is given in brackets as the short form of '{full.text}'")
        self.cast.add(entity, name)

    def _tables_short_forms(self) -> None:
        """A short form of the table that the article itself explains: the table's actor if the two names have a word in
        common, else the article's ("Federal Sugar Bureau (FSB)")."""
        for folded, full in self.brackets.items():
            if full is None:
                continue
            entity = next((e for e in self.cast.of("institution") if any(n.start == full.start for n in e.names)), None)
            short = next((e for e in self.cast.of("institution") if any(fold(n.text) == folded for n in e.names)), None)
            if entity is None or short is None or entity is short:
                continue
            why = f"'{folded.upper()}' is given in brackets as the short form of '{entity.name}'"
            if short.key is None:
                self.cast.merge(short, entity, why)
            elif entity.key is None and self._akin(full, short):
                self.cast.merge(entity, short, why)
            elif entity.key is None:
                self.cast.hand_over(short, entity, folded, why)

    def _akin(self, full: Name, short: Entity) -> bool:
        """True if a name of the table's actor shares a telling word with the full name in the article."""
        heads = self.cast.lexicon["organisation_heads"]
        names = self.cast.gazetteer.aliases.entries[short.key or ""]
        known = {word for name in (*names.strong, *names.weak) for word in self._words(name)}
        return any(word in known and word not in heads and word not in _COMMON for word in self._words(full.text))

    def _appositions(self) -> None:
        """ "Ukraine's intelligence agency, the SBU, said", "Roscosmos, the Russian space agency, said": a body of a
        state told by a common noun, made one with the name beside it."""
        for name in self.names:
            if name.form == "name":
                self._called_by_letters(name)
            if name.form != "generic" or self.cast.doc[name.head].lower_ not in self.cast.lexicon["go_by_names"]:
                continue
            here = self.cast.at(name.head)
            named = self._beside(name)
            if here is None or named is None or here is named or here.key or named.kind != "institution":
                continue
            if named.key or named.names[-1].form == "name":
                self.cast.merge(here, named, f"'{name.text}' describes '{named.name}'")

    def _called_by_letters(self, name: Name) -> None:
        """ "The Special Structure Against Corruption, SPAK, has asked": letters between commas behind a name of several
        words are short for it, in whatever language."""
        doc = self.cast.doc
        short = self.starts.get(name.end + 1)
        if short is None or short.end - short.start != 1 or not doc[short.start].is_upper or name.end - name.start < 3:
            return
        closed = short.end + 1 < len(doc) and doc[name.end].text == doc[short.end].text == ","
        if not closed or doc[short.end + 1].pos_ not in ("VERB", "AUX") or not self._apposed(name, short):
            return
        here, other = self.cast.at(name.head), self.cast.at(short.head)
        if here is not None and other is not None and here is not other and not (here.key and other.key):
            keep, gone = (other, here) if other.key else (here, other)
            self.cast.merge(gone, keep, f"'{short.text}' stands behind '{name.text}' as its short form")

    def _beside(self, name: Name) -> Entity | None:
        """The actor that stands in apposition to the name, behind it or before it."""
        doc = self.cast.doc
        told = self.starts.get(name.end)  # "Germany's news agency DPA"
        if told is not None and self._apposed(name, told):
            return self.cast.at(told.head)
        told = self.starts.get(name.end + 1 + (name.end + 1 < len(doc) and doc[name.end + 1].lower_ == "the"))
        if told is not None and doc[name.end].text == "," and self._apposed(name, told) and _closes(doc, told.end):
            return self.cast.at(told.head)
        the = name.start - (name.start > 0 and doc[name.start - 1].lower_ == "the")
        told = self.ends.get(the - 1)
        if told is not None and doc[the - 1].text == "," and _closes(doc, name.end):
            return self.cast.at(told.head) if told.text.isupper() or self._apposed(told, name) else None
        return None

    def _apposed(self, first: Name, second: Name) -> bool:
        """Whether the parse hangs the second on the first or, where it lists them, both on one word."""
        head, twin = self.cast.doc[first.head], self.cast.doc[second.head]
        if twin.dep_ == "appos":
            return first.start <= twin.head.i < first.end
        return twin.head == head.head and twin.dep_ == head.dep_

    # Shortened names

    def _same(self, name: Name) -> Entity | None:
        words = self._words(name.text)
        matches: dict[str, Entity] = {}
        nearer: dict[str, Entity] = {}
        countries = self.cast.gazetteer.countries
        for entity in self.cast.of("institution"):
            for text in {entity.name, *(n.text for n in entity.names)}:
                known = self._words(text)
                if set(known) == set(words):
                    return entity
                if self._shortens(name, words, text, known) or self._part_alone(name, text):
                    matches[entity.id] = entity
                    if all(word in countries for word in set(known) - set(words)):
                        nearer[entity.id] = entity
        if len(nearer) == 1:
            matches = nearer
        if len(matches) == 1:
            entity = next(iter(matches.values()))
            entity.note(f"'{name.text}' is a shortened form of '{entity.name}'")
            return entity
        return None

    def _part_alone(self, name: Name, text: str) -> bool:
        """ "The Political Directorate", where the article has spoken of the "Political Directorate of the Police"."""
        return text != name.text and text in self.chained and self.chained[text] == fold(name.text)

    def _words(self, text: str) -> tuple[str, ...]:
        """The words that tell institutions apart, a country or its adjective as the country's id."""
        known = self._words_of.get(text)
        if known is None:
            known = self._words_of[text] = self._split(text)
        return known

    def _split(self, text: str) -> tuple[str, ...]:
        words = fold(text).split()
        gazetteer = self.cast.gazetteer
        out: list[str] = []
        at = 0
        while at < len(words):
            for size in (3, 2, 1):
                phrase = " ".join(words[at : at + size])
                country = gazetteer.by_country_name.get(phrase) or gazetteer.by_demonym.get(phrase)
                if country:
                    out.append(country)
                    at += size
                    break
            else:
                if words[at] not in _SMALL:
                    out.append(words[at])
                at += 1
        return tuple(out)

    def _without_country(self, text: str) -> str:
        """ "United States Commission on Debates" without its first words, the country."""
        words = text.split()
        for size in (3, 2, 1):
            first = fold(" ".join(words[:size]))
            if first in self.cast.gazetteer.by_country_name or first in self.cast.gazetteer.by_demonym:
                return " ".join(words[size:])
        return text

    def _shortens(self, name: Name, words: tuple[str, ...], text: str, known: tuple[str, ...]) -> bool:
        """True if a name of ``words`` is a shorter form of ``text``."""
        heads = self.cast.lexicon["organisation_heads"]
        if len(words) == 1:
            word = words[0]
            if name.text.isupper() and 2 <= len(word) <= 7:
                whole = _initials(text)
                own = _initials(self._without_country(text))
                return word in (whole, own) or (len(word) > 2 and _initials(text.split(" of ")[0]) == word)
            if word in self.cast.lexicon["club_words"]:
                return len(known) > 1 and known[-1] == word  # "Rovers" are "Bristol Rovers", not the "Rovers Trust"
            if word not in heads and len(known) > 1 and known[0] == word:
                return all(rest in heads for rest in known[1:]) or self._name_of_its_own(name, known)
            return False
        if len(known) <= len(words) or not set(words) <= set(known):
            return False
        countries = self.cast.gazetteer.countries
        short, long = fold(name.text).split(), fold(text).split()
        if "of" in short and short[0] in heads and long[: len(short)] == short and long[len(short)] in heads:
            return False  # "House of Commons Library", "Bank of England Museum": another body
        if known[: len(words)] == words and all(word in heads or word in countries for word in known[len(words) :]):
            # "Thai Raksa Chart" shortens "Thai Raksa Chart Party", "Youth Forum" "Youth Forum Zimbabwe".
            return fold(text).split()[len(fold(name.text).split())] not in _SMALL
        if any(word in countries for word in words) and not any(word in heads for word in words):
            return False
        folded, wide = fold(name.text).split(), fold(text).split()
        if wide[-len(folded) :] == folded:
            # "Department of State" shortens "US Department of State"; "House of Commons" is not its library.
            return text not in self.chained
        if wide[: len(folded)] == folded:
            # "Eastern Shoshone" shortens "Eastern Shoshone Tribe"; "Bank of China" is not its branch.
            rest = wide[len(folded) :]
            if rest[0] == "in" and folded[-1] in ("embassy", "consulate"):
                return True
            return rest[0] not in _SMALL and (
                not any(word in heads for word in words) or all(word in heads for word in rest)
            )
        if known[-1] == words[-1] and words[-1] in _CHAMBERS and set(known) - set(words) <= _COMMON:
            return True  # "Argentine congress" shortens "Argentine National Congress"
        if "and" in wide and folded[-1] == wide[-1] and folded[-1] in heads:
            # "Oversight Committee" shortens "House Oversight and Reform Committee".
            field = wide[: wide.index("and")]
            return len(folded) > 1 and field[1 - len(folded) :] == folded[:-1] and field[0] not in heads - _CHAMBERS
        return any(word in heads for word in words) and all(word in countries for word in set(known) - set(words))

    def _name_of_its_own(self, name: Name, known: tuple[str, ...]) -> bool:
        """ "Hexal" of "Hexal Grain", "Calder" of "Calder Avionics": a word that means nothing else begins both."""
        word = known[0]
        gazetteer = self.cast.gazetteer
        return (
            len(known) <= 3
            and len(word) >= 5
            and name.text.istitle()
            and name.form == "name"
            and word not in _COMMON
            and word not in gazetteer.countries
            and word not in gazetteer.given
            and word not in self.cast.lexicon["not_names"]
            and not any(t.is_lower and t.text == word for t in self.cast.doc)
            and not any(t.ent_type_ in ("GPE", "LOC") and fold(t.text) == word for t in self.cast.doc)
        )

    # Bodies of a state

    def _body(self, name: Name) -> None:
        """ "the Supreme Court": the article's one, else that of the country which the article is about."""
        words = set(self._words(name.text))
        countries = self.cast.gazetteer.countries
        fitting = [
            entity for entity in self.cast.of("institution")
            if any(
                words <= set(known) and all(word in countries for word in set(known) - words)
                for text in (entity.name, *(n.text for n in entity.names)) for known in [self._words(text)]
            )
        ]  # fmt: skip
        entity = self.cast.nearest_before(fitting, name.start) or (fitting[0] if len(fitting) == 1 else None)
        if entity is None and fold(name.text) == "police":
            forces = [e for e in self.cast.of("institution") if "police" in fold(e.name).split()]
            entity = forces[0] if len(forces) == 1 else None
            home = self.cast.entities.get(self.home) if self.home else None
            if entity is None and (forces or home is None or all(n.form != "country" for n in home.names)):
                return  # "Police searched the Dutch airline" may be any country's
        if entity is not None:
            entity.note(f"'{name.text}' is a shortened form of '{entity.name}'")
            self.cast.add(entity, name)
            return
        entity = self._of_home(name) or self._weak(name)
        if entity is None and name.text[:1].isupper():
            entity = self.cast.entity("institution", name.text)
        if entity is not None:
            self.cast.add(entity, name)

    def _with_home(self, text: str) -> str:
        return f"{self.cast.gazetteer.demonym_of[self.home]} {text}" if self.home else text

    def _of_home(self, name: Name) -> Entity | None:
        if self.home is None:
            return None
        key = self.cast.gazetteer.aliases.strong.get(fold(self._with_home(name.text)))
        if key is not None and self.cast.gazetteer.aliases.entries[key].kind == "institution":
            entity = self.cast.listed(key)
        else:
            weak = [
                k for k in self.cast.gazetteer.aliases.weak.get(fold(name.text), ())
                if self.cast.gazetteer.country_of(k) == self.home
            ]  # fmt: skip
            entity = (
                self.cast.listed(weak[0])
                if len(weak) == 1
                else self.cast.entity("institution", self._with_home(name.text))
            )
        entity.note(f"'{name.text}' in an article about {self.cast.gazetteer.countries[self.home].name}")
        return entity

    def _weak(self, name: Name) -> Entity | None:
        """The institution of the table with this weak name: the home country's, else of the only country named that
        has one, else the only one there is."""
        gazetteer = self.cast.gazetteer
        keys = [
            k
            for k in gazetteer.aliases.weak.get(fold(name.text), ())
            if gazetteer.aliases.entries[k].kind == "institution"
            and _spelled_so(gazetteer.aliases.entries[k], name.text)
        ]
        if not keys:
            return None
        country = {key: gazetteer.country_of(key) for key in keys}
        chosen = [key for key in keys if country[key] is not None and country[key] == self.home]
        if not chosen:
            chosen = [key for key in keys if country[key] in self.cast.entities]
        if not chosen and not any(self.cast.of("country")):
            # English news that names no country speaks of the United States, unless it names another one's bodies.
            told = [c for e in self.cast.entities.values() if e.key is not None for c in _countries_of(self.cast, e)]
            elsewhere = len(told) > (0 if len(keys) > 1 else 1)
            chosen = [key for key in keys if country[key] in (told if elsewhere else ("country/united-states",))]
        if not chosen and len(keys) == 1 and country[keys[0]] is None:
            chosen = keys
        if len(chosen) != 1:
            return None
        entity = self.cast.listed(chosen[0])
        entity.note(f"alias table: '{name.text}' is a weak name of {chosen[0]}")
        return entity


def _closes(doc: Doc, end: int) -> bool:
    """Whether an apposition can end before token ``end``, which no list goes on behind."""
    if end >= len(doc) or doc[end].text not in (",", ".", ";", ")", "(", "–", "—"):
        return False
    return end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ not in ("and", "or", "the")


def _spelled_so(alias: Alias, text: str) -> bool:
    """True unless the weak name is an acronym that is written otherwise here: "Ned" is not the NED."""
    written = [weak for weak in alias.weak if fold(weak) == fold(text)]
    return not written or any(
        not is_acronym(weak) or weak.replace(".", "") == text.replace(".", "") for weak in written
    )


def _brackets(doc: Doc, names: Sequence[Name]) -> dict[str, Name | None]:
    """Folded acronym -> the name it stands for: "Ministry of Health (MoH)", "MoH (Ministry of Health)"; None where it
    stands for what names no actor ("Foreign Terrorist Organization (FTO)")."""
    by_end = {name.end: name for name in names if not name.inner}
    by_start = {name.start: name for name in names if not name.inner}
    found: dict[str, Name | None] = {}
    for token in doc:
        if token.text != "(" or token.i + 2 >= len(doc) or token.i == 0:
            continue
        inside = doc[token.i + 1]
        quoted = inside.text in ('"', "“", "'") and token.i + 4 < len(doc)
        inside = doc[token.i + 2] if quoted else inside
        close = doc[inside.i + (2 if quoted else 1)] if inside.i + 2 < len(doc) or not quoted else inside
        full = by_end.get(token.i)
        third = doc[token.i + 3] if token.i + 3 < len(doc) else inside
        if full is not None and third.text == ")" and inside.is_upper and doc[token.i - 1].text == third.nbor(-1).text:
            found[fold(doc[inside.i : third.i].text)] = full  # "University of Colorado at Boulder (CU Boulder)"
            continue
        capitals = sum(c.isupper() for c in inside.text)
        clip = capitals == 1 and full is not None and clipped(inside.text, full.text)
        if close.text in (")", ",", ";") and len(inside.text) >= 2 and (capitals >= 2 or clip):
            if full is not None and full.kind == "institution" and len(inside.text) < len(full.text):
                found[fold(inside.text)] = full
            elif full is None and _spelled_before(doc, token.i, inside.text):
                found[fold(inside.text)] = None
        elif full is not None and full.kind == "institution" and full.text.isupper():
            start = inside.i + (1 if inside.lower_ == "the" else 0)
            long = by_start.get(start)
            if (
                long is not None
                and long.kind == "institution"
                and long.end < len(doc)
                and doc[long.end].text in (")", ",")
            ):
                found[fold(full.text)] = long
    return found


def _spelled_before(doc: Doc, at: int, acronym: str) -> bool:
    letters = [token.text[0] for token in doc[max(0, at - 12) : at] if token.text[:1].isupper()]
    wanted = [c for c in acronym if c.isupper()]
    return letters[-len(wanted) :] == wanted


def _initials(text: str) -> str:
    words = [word for word in re.split(r"[\s-]+", text) if word[:1].isupper()]
    return "".join(word[0] for word in words).lower()


# --- names outside the prose ------------------------------------------------------------------------------------------


def _elsewhere(cast: Cast, names: Sequence[Name]) -> None:
    """Names in headings, captions and the like, and names in passing, count only for actors that the prose names."""
    for name in names:
        entity: Entity | None = None
        if name.key:
            entity = cast.entities.get(name.key)
        elif name.kind == "person":
            parts = person_name(name.text)
            entity = (_same_person(cast, parts, name) if parts.full else None) or _bearer(cast, parts, name)[0]
        else:
            same = [e for e in cast.of("institution") if any(fold(n.text) == fold(name.text) for n in e.names)]
            entity = same[0] if len(same) == 1 else None
        if entity is not None:
            cast.add(entity, name)


# --- result -----------------------------------------------------------------------------------------------------------


def _only_places(cast: Cast, names: Iterable[Name]) -> frozenset[str]:
    """Countries that the prose names by nothing but a place in them ("a firm in Vilnius"): only somebody's seat is
    told of them. Adds them to the cast."""
    found: set[str] = set()
    for name in names:
        if name.passing and name.kind == "country" and name.key is not None:
            if name.key not in cast.entities:
                found.add(name.key)
            if name.key in found:
                cast.add(cast.listed(name.key), name)
    return frozenset(found)


def _article(
    cast: Cast, pointers: Sequence[Pointer], home: str | None, leads: dict[str, str], seats: frozenset[str]
) -> Article:
    at: dict[int, str] = {}
    owner: dict[int, str] = {}
    places: set[int] = set()
    references: list[Reference] = []
    actors: dict[str, Actor] = {}
    for entity in cast.entities.values():
        for name in entity.names:
            if name.form == "adjective" and _for_another(cast.doc, name.start):
                continue
            place = name.form == "region" or entity.id in seats
            references.append(Reference(name.start, name.end, name.head, entity.id, entity.kind, place=place))
            if place:
                places.add(name.head)
            if name.inner or name.form == "adjective":
                # A body inside a body's name may end on its country, too: "Committee of the Party | of China".
                last = name.inner and name.kind == "country"
                owner[name.end - 1 if last else name.head] = entity.id
                if name.form == "adjective" and not name.inner and _nominal(cast.doc[name.head]):
                    at[name.head] = entity.id
            else:
                at[name.head] = entity.id
        actors[entity.id] = Actor(
            id=entity.id,
            name=entity.name,
            kind=entity.kind,
            aliases=(entity.name,) if entity.id in seats else tuple(sorted(_written(cast.doc, entity))),
            wikidata=_wikidata(cast, entity.key),
            alias=entity.key,
            how=tuple(entity.how),
        )
    for pointer in pointers:
        at[pointer.token] = pointer.actor
        kind = cast.entities[pointer.actor].kind
        references.append(Reference(pointer.token, pointer.token + 1, pointer.token, pointer.actor, kind, True))
    references.sort(key=lambda r: (r.start, r.end, r.actor))
    return Article(
        cast.doc, actors, tuple(references), at, owner, home, leads, frozenset(places),
        group_nouns(cast), seats,
    )  # fmt: skip


def _written(doc: Doc, entity: Entity) -> set[str]:
    """What the entity is called, and how that is written ("Parliament of Portugal" beside "Portuguese parliament")."""
    written = {doc[name.start : name.end].text for name in entity.names if name.form == "generic" and not name.inner}
    return {entity.name, *written, *(name.text for name in entity.names if name.form != "region")}


def _leaders(cast: Cast, home: str | None) -> dict[str, str]:
    """Person -> the country whose government bears the person's name: by the posts that the article gives, else by
    the alias table's posts in a country that the article names, else the article's home country."""
    leads: dict[str, str] = {}
    national = cast.lexicon["national_posts"]
    table = cast.gazetteer.aliases.entries
    for entity in cast.of("person"):
        told = [country for post, country in sorted(entity.posts, key=str) if country and post in national]
        roles = table[entity.key].roles if entity.key is not None and entity.key in table else ()
        listed = [f"country/{slug(role.of)}" for role in roles]
        listed = [country for country in listed if country in cast.gazetteer.countries]
        named = [country for country in listed if country in cast.entities]
        # A leader of a country that the article does not name is nobody's leader here.
        if told or named or (home and not listed):
            leads[entity.id] = (told or named or [home or ""])[0]
    return leads


def _wikidata(cast: Cast, key: str | None) -> str | None:
    if key is None:
        return None
    if key in cast.gazetteer.countries:
        return cast.gazetteer.countries[key].wikidata
    if key in cast.gazetteer.aliases.entries:
        return cast.gazetteer.aliases.entries[key].wikidata
    return None


def _for_another(doc: Doc, start: int) -> bool:
    """ "The pro-Russian party": whom somebody is for, not whose it is."""
    return start > 1 and doc[start - 1].text in ("-", "–", "‑") and doc[start - 2].lower_ == "pro"


def _nominal(token: Token) -> bool:
    """An adjective used as a noun: "the French", "the British"."""
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "dative", "agent", "ROOT")


__all__ = ["Article", "Reference", "read_actors"]
