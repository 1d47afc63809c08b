"""What points back to an actor without naming it: role nouns ("the minister"), shortened nouns ("the court"), pronouns.

Each finds one actor or none. Role and shortened nouns are added to the cast as names; pronouns come back as pointers.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

from kg.aliases import Gender, fold
from kg.language.cast import Cast, Entity
from kg.language.focus import Focus, PeopleInFocus
from kg.language.grammar import is_passive, subject_of
from kg.language.mentions import Name
from kg.language.structure import NAMING
from kg.language.tokens import Doc, Span, Token, verb_above
from kg.models import Kind
from kg.rules import WALKS_OF_LIFE

_REACH = 3
"""How many sentences back a pronoun may look."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """The pronoun ``token`` means ``actor``."""

    token: int
    actor: str


# --- role nouns -------------------------------------------------------------------------------------------------------


def role_nouns(cast: Cast, date: str, home: str | None = None) -> None:
    """ "the Turkish president", "the minister": the person of the article who holds that post, else by ``date`` the
    holder in the alias table."""
    posts = cast.lexicon["posts"]
    for token in cast.doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in cast.resolved or cast.block_of[token.i] not in NAMING:
            continue
        if token.lower_ not in posts and token.lemma_.lower() not in posts:
            continue
        left = list(cast.doc[token.left_edge.i : token.i + 1])
        if not _definite(cast, left) or token.tag_ in ("NNS", "NNPS"):
            continue
        if token.dep_ in ("compound", "appos", "attr", "nmod", "oprd") or any(
            _tells_whose(child, token) for child in token.children if child.i > token.i
        ):
            continue
        if token.dep_ == "pobj" and token.head.lower_ == "as":
            continue  # "X, designated as the country's minister"
        if (
            token.i + 1 < len(cast.doc)
            and cast.doc[token.i + 1].text[:1].isupper()
            and cast.doc[token.i + 1].pos_ == "PROPN"
        ):
            continue
        if any(
            word.lower_ in ("former", "late", "then", "new", "next", "future", "incoming", "other", "another")
            for word in left
        ):
            continue
        owners = [entity for t in left if (entity := cast.at(t.i)) is not None]
        if any(entity.kind == "person" for entity in owners):
            continue
        country = next((entity.id for entity in owners if entity.kind == "country"), None)
        if any(entity.kind == "institution" for entity in owners):
            continue
        title = _title(left, posts)
        found = _holder(cast, title, country, token.i)
        if found is None and title in _AT_THE_HEAD and not any(word.lower_ in ONCE for word in left):
            found = _head_of(cast, country, date, token.i)
        if found is None and country is not None:
            found = _by_dated_role(cast, title, country, date)
        if found is None and country is None and home is not None and title in _LEADS:
            found = _leader_of(cast, title, home, date, token.i)
        if found is not None:
            name = Name(left[0].i, token.i + 1, token.i, "person", "generic", _text(cast.doc, left))
            found.note(f"'{name.text}' is the post that {found.name} holds")
            cast.add(found, name)


def _tells_whose(child: Token, post: Token) -> bool:
    """True for what makes the holder of a post another one: "the minister | of Peru", not "protested against the
    president | in Paris"."""
    if child.dep_ == "prep" and child.lower_ in ("in", "at") and post.lower_ in _ONLY_ONE:
        return False
    return _tells_which(child)


_ONLY_ONE = frozenset({"president", "minister", "premier", "chancellor", "king", "queen"})
"""Posts of which nobody tells the holders apart by the place."""


def _text(doc: Doc, tokens: Sequence[Token]) -> str:
    return doc[tokens[0].i : tokens[-1].i + 1].text


def _title(left: Sequence[Token], posts: frozenset[str]) -> str:
    """The longest post that ends the phrase: "deputy prime minister"."""
    words = [token.lower_ for token in left]
    return next((" ".join(words[-size:]) for size in (4, 3, 2) if " ".join(words[-size:]) in posts), words[-1])


def _definite(cast: Cast, left: Sequence[Token]) -> bool:
    if left[0].lower_ in ("the", "this"):
        return True
    # "Cuba's foreign minister", "its president"
    owner = cast.at(left[0].i)
    return owner is not None and owner.kind == "country" and any(t.lower_ in ("'s", "’s", "'", "’") for t in left)


def _holder(cast: Cast, title: str, country: str | None, at: int) -> Entity | None:
    last = title.split()[-1]
    lone = " " not in title
    fitting = [
        entity for entity in cast.of("person")
        if any(
            (post == title or (lone and post.split()[-1] == last and not _below_a_head(post)))
            and (country is None or where in (None, country))
            for post, where in entity.posts
        )
    ]  # fmt: skip
    present = [entity for entity in fitting if any(post in entity.present for post in (title, last))]
    fitting = present or fitting  # "the president" is not the former one where there is another
    if country is not None:
        fitting = [entity for entity in fitting if not _only_elsewhere(cast, entity, title, country)]
    if country is not None and len(fitting) > 1:
        fitting = [e for e in fitting if any(post == title and where == country for post, where in e.posts)] or fitting
    if len(fitting) == 1:
        # A person who is named only later is not yet known as the president.
        return fitting[0] if country or any(name.start < at for name in fitting[0].names) else None
    found = cast.nearest_before(fitting, at)
    if found is not None and country is None and len({where for e in fitting for _, where in e.posts}) > 1:
        before = max(name.start for name in found.names if name.start < at)
        return found if cast.in_one_block(before, at) else None
    return found


def _below_a_head(post: str) -> bool:
    """ "Vice president": nobody calls him "the president"; a deputy minister is "the minister" to many."""
    words = post.split()
    return words[0] in BELOW and words[-1] in _HEADS


def _only_elsewhere(cast: Cast, person: Entity, title: str, country: str) -> bool:
    """True of "President X", whom the alias table knows as the president of another country."""
    if person.key is None or any(where == country for _, where in person.posts):
        return False
    held = {role.of for role in cast.gazetteer.aliases.entries[person.key].roles if role.title == title}
    return bool(held) and cast.gazetteer.countries[country].name not in held


BELOW = frozenset({"vice", "deputy", "assistant", "associate"})
"""What begins the title of somebody who stands in for the holder of a post."""
_AT_THE_HEAD = frozenset({"leader", "head of state", "head of government", "premier", "strongman", "ruler"})
_HEADS = frozenset({
    "president", "prime minister", "chancellor", "king", "emir", "sultan", "supreme leader", "taoiseach",
    "premier", "general secretary", "crown prince", "dictator", "emperor", "ruler", "interim president",
})  # fmt: skip


def _head_of(cast: Cast, country: str | None, date: str, at: int) -> Entity | None:
    """ "the Turkish leader", "the head of state": the only person named so far who leads that country, by the posts
    that the article gives, else by the alias table."""
    named = [entity for entity in cast.of("person") if any(name.start < at for name in entity.names)]
    fitting = [
        entity for entity in named
        if any(post in _HEADS and (country is None or where == country) for post, where in entity.posts)
    ]  # fmt: skip
    if not fitting and country is not None and date:
        wanted = cast.gazetteer.countries[country].name
        fitting = [
            entity for entity in named if entity.key is not None
            and any(
                role.of == wanted and role.title in _HEADS and (not role.since or role.since <= date)
                and (not role.until or date < role.until)
                for role in cast.gazetteer.aliases.entries[entity.key].roles
            )
        ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


_LEADS = frozenset({"president", "prime minister", "premier", "chancellor"})


def _leader_of(cast: Cast, title: str, home: str, date: str, at: int) -> Entity | None:
    """Who by the alias table leads the country that the article is about, if he has been named, the article calls
    nobody else so, and no other country that it names has a leader of that title."""
    if not date or any(post == title for entity in cast.of("person") for post, _ in entity.posts):
        return None
    named = {country.name for country in (cast.gazetteer.countries[e.id] for e in cast.of("country"))}
    holders = [
        (alias.id, role.of) for alias in cast.gazetteer.aliases.entries.values() for role in alias.roles
        if role.of in named and role.title == title and (not role.since or role.since <= date)
        and (not role.until or date < role.until)
    ]  # fmt: skip
    if len(holders) != 1 or holders[0][1] != cast.gazetteer.countries[home].name:
        return None
    found = cast.entities.get(holders[0][0])
    if found is None or not any(name.start < at for name in found.names):
        return None
    found.note(f"alias table: {found.name} was {title} of {holders[0][1]} on {date}")
    return found


def _by_dated_role(cast: Cast, title: str, country: str, date: str) -> Entity | None:
    if not date:
        return None
    wanted = cast.gazetteer.countries[country].name
    holders = [
        alias for alias in cast.gazetteer.aliases.entries.values()
        if any(
            role.of == wanted and role.title == title and (not role.since or role.since <= date)
            and (not role.until or date < role.until)
            for role in alias.roles
        )
    ]  # fmt: skip
    if len(holders) != 1:
        return None
    entity = cast.listed(holders[0].id)
    entity.note(f"alias table: {holders[0].name} was {title} of {wanted} on {date}")
    return entity


# --- shortened nouns --------------------------------------------------------------------------------------------------

_MORE_HEADS = frozenset({
    "opposition", "military", "judiciary", "firm", "newspaper", "outlet", "broadcaster", "channel", "carrier",
    "rebels", "militia",
})  # fmt: skip
_PLURAL_HEADS = frozenset({"police"})


def short_nouns(cast: Cast) -> None:
    """ "the ministry", "the party", "the police", "the fire service": the institution last named with these words."""
    heads = cast.lexicon["organisation_heads"] | _MORE_HEADS
    mentions = sorted(
        ((name.start, entity) for entity in cast.of("institution") for name in entity.names), key=lambda pair: pair[0]
    )
    words = {
        entity.id: {w for name in entity.names for w in fold(name.text).split()} | set(fold(entity.name).split())
        for entity in cast.of("institution")
    }
    last: dict[str, tuple[int, Entity]] = {}
    beside: dict[str, tuple[int, Entity]] = {}
    at = 0
    for token in cast.doc:
        while at < len(mentions) and mentions[at][0] < token.i:
            for word in words[mentions[at][1].id] & heads:
                if word in last and last[word][1] is not mentions[at][1]:
                    beside[word] = last[word]
                last[word] = mentions[at]
            at += 1
        if token.lower_ not in last or token.i in cast.resolved:
            continue
        if token.tag_ not in ("NN", "NNP") and token.lower_ not in _PLURAL_HEADS:
            continue
        if cast.block_of[token.i] not in NAMING or token.dep_ in ("compound", "amod", "nmod"):
            continue
        left = cast.doc[token.left_edge.i : token.i + 1]
        if len(left) < 2 or left[0].lower_ not in ("the", "this", "that"):
            continue
        if any(child.dep_ in ("prep", "relcl", "acl") and child.i > token.i for child in token.children):
            continue
        found = last[token.lower_][1]
        if any(not t.is_lower or t.lower_ not in words[found.id] for t in left[1:-1]):
            continue
        if not any(_is_headed_by(text, token.lower_) for text in (found.name, *(name.text for name in found.names))):
            continue  # "the free software" is no Free Software Foundation
        if _in_one_row(cast, last[token.lower_], beside.get(token.lower_)):
            continue
        if found.name.lower() != token.lower_:
            name = Name(left[0].i, token.i + 1, token.i, "institution", "generic", left.text)
            found.note(f"'{left.text}' goes back to '{found.name}'")
            cast.add(found, name)


def _is_headed_by(name: str, head: str) -> bool:
    words = fold(name).split()
    if head not in (words[0], words[-1]):
        return head in words and words[words.index(head) + 1] in ("of", "for", "in", "on", "to")
    return True


def _in_one_row(cast: Cast, last: tuple[int, Entity], other: tuple[int, Entity] | None) -> bool:
    """ "The Labour Party and the Green Party met. The party ...": nobody can tell which."""
    if other is None or other[1] is last[1] or cast.doc[last[0]].sent != cast.doc[other[0]].sent:
        return False
    return any(t.dep_ == "cc" for t in cast.doc[other[0] : last[0]]) and not any(
        t.pos_ == "VERB" for t in cast.doc[other[0] : last[0]]
    )


# --- common nouns -----------------------------------------------------------------------------------------------------

_BUSINESS = frozenset({"company", "firm", "business", "corporation"})
_ASSOCIATION = frozenset({"group", "organisation", "organization"})
_STANDS_FOR: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (_BUSINESS, _BUSINESS),
    (
        _ASSOCIATION,
        _ASSOCIATION | {"charity", "ngo", "nonprofit", "movement", "militia", "network", "coalition", "alliance",
                        "faction", "foundation", "federation", "association"},
    ),
    (frozenset({"club", "team", "side"}), frozenset({"club", "team", "side", "outfit"})),
    (frozenset({"newspaper", "paper", "daily", "outlet"}), frozenset({"newspaper", "daily", "tabloid", "outlet"})),
    (frozenset({"bank", "lender"}), frozenset({"bank", "lender"})),
    (frozenset({"airline", "carrier"}), frozenset({"airline", "carrier"})),
    (frozenset({"rebels", "insurgents"}), frozenset({"rebels", "rebel", "insurgents", "insurgent"})),
)  # fmt: skip
"""Nouns that go back to a body, and what the article must have called it, unless that very noun."""
_AGENCY = frozenset({"agency", "bureau", "commission", "authority", "administration", "directorate", "office"})
_PAPERS = frozenset(
    "times post journal gazette herald tribune guardian telegraph chronicle observer mail mirror globe express "
    "standard independent daily courier examiner inquirer sun".split()
)
_OF_A_CLASS: dict[str, frozenset[str]] = {
    "agency": _AGENCY,
    "regulator": _AGENCY | {"regulator", "reserve", "board"},
    "watchdog": _AGENCY | {"watchdog", "board", "ombudsman"},
    "union": frozenset({"union", "employees", "teamsters", "workers", "unite", "unison"}),
    "lender": frozenset({"bank", "bancorp"}),
    **dict.fromkeys(("newspaper", "paper", "daily", "tabloid", "broadsheet"), _PAPERS),
    **dict.fromkeys(("airline", "carrier"), frozenset({"airlines", "airways", "air", "airline"})),
    **dict.fromkeys(("carmaker", "automaker"), frozenset({"motors", "motor"})),
    "broadcaster": frozenset({"broadcasting", "broadcaster", "tv", "television", "radio"}),
    "insurer": frozenset({"insurance", "assurance"}),
    "bloc": frozenset({"union", "eu", "ecowas", "asean", "mercosur", "brics", "caricom", "community"}),
}
"""Nouns that go back to the only body of the article whose name has one of these words."""
_GOES_BACK = (
    frozenset().union(*(nouns for nouns, _ in _STANDS_FOR)) | {"agency", "federation", "council"} | _OF_A_CLASS.keys()
)


@dataclass(frozen=True, slots=True)
class Description:
    """The article calls ``entity`` a ``noun``, told up to token ``end``; the words ``beside`` stand with the noun."""

    entity: Entity
    noun: str
    beside: frozenset[str]
    end: int
    past: bool = False


def common_nouns(cast: Cast) -> None:
    """ "the company", "the airline": the only body that the article has called so before ("the Dutch airline X", "X, a
    mining company", "X is a charity"), whatever its name; "the Dutch company" the only one called Dutch."""
    called = _descriptions(cast)
    focus = Focus(cast)
    lexicon = cast.lexicon
    for token in cast.doc:
        low = token.lower_
        sorted_ = low in focus.nouns and (token.tag_ in ("NN", "NNP") or low in lexicon["armed_called"])
        if (
            not sorted_
            and low not in _GOES_BACK
            and low not in lexicon["kinds_of_body"]
            and low not in lexicon["firms"]
        ):
            continue
        phrase = bare_definite(cast, token, words=6)
        if phrase is None:
            continue
        found, how = _called_so(cast, called, phrase), "which the article calls such"
        if found is None and sorted_:
            nouns: dict[str, set[str]] = {}
            for told in called:
                if told.end <= phrase.start:
                    nouns.setdefault(told.entity.id, set()).add(told.noun)
            found = focus.body(phrase, nouns)
            how = "the only body of that sort that is spoken of"
            if found is not None:
                called.append(Description(found, low, frozenset(), token.i + 1))
        if found is None:
            continue
        found.note(f"'{phrase.text}' goes back to '{found.name}', {how}")
        cast.add(found, Name(phrase.start, token.i + 1, token.i, "institution", "generic", phrase.text))
        focus.add(token.i, found)


def _called_so(cast: Cast, called: Sequence[Description], phrase: Span) -> Entity | None:
    """The only body that the article has called so before, or that has a word of the sort in its name."""
    low = phrase[-1].lower_
    if len(phrase) > (5 if low in _OF_A_CLASS else 3):
        return None
    wanted = {low}.union(*(described for nouns, described in _STANDS_FOR if low in nouns))
    if low in _BUSINESS:
        wanted |= cast.lexicon["firms"] - cast.lexicon["never_companies"]
    if len(phrase) == 3 and low in _BUSINESS | {"group"}:
        wanted |= _BUSINESS | {"group"}
    fitting = {
        told.entity.id: told.entity for told in called
        if told.end <= phrase.start and told.noun in wanted
        and (len(phrase) == 2 or {t.lower_ for t in phrase[1:-1]} <= told.beside)
    }  # fmt: skip
    if not fitting and low in _OF_A_CLASS and not any(t.text[0].isupper() for t in phrase[1:-1]):
        fitting = _of_a_class(cast, _OF_A_CLASS[low], phrase.start)
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _of_a_class(cast: Cast, heads: frozenset[str], at: int) -> dict[str, Entity]:
    """The institutions with such a word in one of their names, if one of them has been named before ``at``."""
    fitting = {
        entity.id: entity for entity in cast.of("institution")
        if any(heads.intersection(fold(text).split()) for text in (entity.name, *(name.text for name in entity.names)))
    }  # fmt: skip
    before = any(name.start < at for entity in fitting.values() for name in entity.names)
    return fitting if before else {}


_KINDRED = tuple(
    frozenset(words.split())
    for words in (
        "tycoon magnate mogul billionaire businessman businesswoman industrialist financier entrepreneur oligarch",
        "striker forward footballer player midfielder defender goalkeeper winger",
        "lawyer attorney barrister solicitor",
        "actor actress star", "singer musician star", "journalist reporter", "official bureaucrat",
        "politician lawmaker legislator", "gunman shooter attacker", "premier minister",
    )
)  # fmt: skip
"""Nouns for a person that may stand for one another the second time."""
ONCE = frozenset({"former", "ex", "then", "late", "ousted", "deposed", "jailed", "disgraced", "incarcerated", "exiled"})
_NEAR = 4
"""How many sentences after a person was last named a description may point back to him."""


DOERS = ("er", "or", "ist", "ian", "yst", "ographer")
"""How nouns for people by what they do end."""


def described_people(cast: Cast) -> None:
    """ "the tycoon", "the former governor", "the ex-premier": the only person that the article has described so before
    ("salmon magnate X", "X, a former governor"), named not long ago."""
    if not any(cast.of("person")):
        return
    posts, occupations = cast.lexicon["posts"], cast.lexicon["occupations"]
    nouns = occupations | posts | cast.lexicon["people_again"]
    described = _descriptions(cast, "person")
    walks = frozenset().union(*(cast.lexicon[f"{walk}_people"] for walk in WALKS_OF_LIFE))
    never = cast.lexicon["no_posts"] | cast.lexicon["organisation_heads"] | cast.lexicon["kin"]
    nouns |= {n.noun for n in described if n.noun in walks or (n.noun.endswith(DOERS) and n.noun not in never)}
    called = [told for told in described if told.noun in nouns]
    known = {told.noun for told in called}
    by_noun: dict[str, set[str]] = {}
    for told in described:
        by_noun.setdefault(told.entity.id, set()).add(told.noun)
    focus: PeopleInFocus | None = None
    for token in [t for t in cast.doc if t.lower_ in nouns]:
        low = token.lower_
        if token.tag_ not in ("NN", "NNP", "JJ"):
            continue
        phrase = bare_definite(cast, token, words=5) or _once(cast, token)
        if phrase is None or (token.dep_ == "pobj" and token.head.lower_ == "as"):
            continue
        between = {t.lower_ for t in phrase[1:-1] if t.text != "-"}
        found = None
        how = "whom the article describes so"
        wanted = {low}.union(*(kin for kin in _KINDRED if low in kin))
        if wanted & known and (len(phrase) > 2 or low not in posts or low in occupations):
            found = _described_so(cast, called, wanted, between, phrase)
        if found is None:
            focus = focus or PeopleInFocus(cast, by_noun)
            found = focus.person(phrase, low, bool(between & ONCE))
            how = "of whom alone it has just spoken"
        if found is None:
            continue
        found.note(f"'{phrase.text}' goes back to '{found.name}', {how}")
        cast.add(found, Name(phrase.start, token.i + 1, phrase.root.i, "person", "generic", phrase.text))


def _described_so(
    cast: Cast, called: Sequence[Description], wanted: Set[str], between: Set[str], phrase: Span
) -> Entity | None:
    """The only person that the article has called by one of the ``wanted`` nouns, with all that stands ``between``."""
    past = bool(between & ONCE)
    told_of = between - ONCE
    fitting = {
        told.entity.id: told.entity for told in called
        if told.end <= phrase.start and told.noun in wanted and told_of <= told.beside
        and (not past or told.beside & ONCE or told.past)
    }  # fmt: skip
    if len(fitting) != 1:
        return None
    found = next(iter(fitting.values()))
    at = phrase.end - 1
    named = [name.start for name in found.names if name.start < at and name.form != "generic"]
    back = cast.sentence_number[at] - cast.sentence_number[max(named)]
    opens = cast.sentence_number[min(named)] == 0
    # Who is named but once is soon forgotten, unless the article begins with him.
    return None if back > (_NEAR if len(named) > 1 or opens else 1) else found


_OF_A_COUNTRY = ("an", "man", "woman", "briton", "spaniard")
_MORE_OF_A_COUNTRY = frozenset(
    "dane swede pole finn turk serb croat argentine israeli iraqi pakistani bangladeshi".split()
)


def people_by_age_or_country(cast: Cast) -> None:
    """ "The 29-year-old", "the Frenchman": the only person of that age or country named so far, else the only person of
    this sentence and the one before, if he is its subject. The country is not meant, whoever is."""
    doc = cast.doc
    aged = [t for t in doc if t.lower_ == "old"] if "-year-old" in doc.text else []
    for token in aged:
        if token.i < 5 or doc[token.i - 5].lower_ != "the" or token.i in cast.resolved or _has_a_noun(doc, token):
            continue
        age, *rest = (t.lower_ for t in doc[token.i - 4 : token.i])
        if age.isdigit() and rest == ["-", "year", "-"] and cast.block_of[token.i] in NAMING:
            _person_again(cast, token, token.i - 5, _people_with(cast, token.i, partial(_is_aged, doc, age)))
    for country in cast.of("country"):
        for name in list(country.names):
            token = doc[name.head]
            if name.end - name.start != 1 or cast.block_of[token.i] not in NAMING or not _is_one_person(doc, token):
                continue
            if fold(token.text) in cast.gazetteer.by_country_name:
                continue  # "the Sudan"
            fitting = _people_with(cast, token.i, partial(_is_of, cast, country.id))
            if _person_again(cast, token, token.i - 1, fitting) or any(cast.of("person")):
                country.names = [other for other in country.names if other.head != token.i]
                if cast.resolved.get(token.i) == country.id:
                    del cast.resolved[token.i]
    cast.drop_unnamed()


def _person_again(cast: Cast, token: Token, start: int, fitting: Sequence[Entity]) -> bool:
    """Takes the phrase from ``start`` to ``token`` for the one who fits, else for who is spoken of; False if nobody."""
    found = fitting[0] if len(fitting) == 1 else None if fitting else _person_before(cast, token)
    if found is None:
        return False
    phrase = cast.doc[start : token.i + 1]
    found.note(f"'{phrase.text}' goes back to '{found.name}'")
    cast.add(found, Name(phrase.start, token.i + 1, token.i, "person", "generic", phrase.text))
    return True


def _is_one_person(doc: Doc, token: Token) -> bool:
    """True of "the Kenyan", "the Frenchman", where one person is meant and not the state."""
    low = token.lower_
    if token.i < 1 or doc[token.i - 1].lower_ != "the" or token.tag_ not in ("NN", "NNP"):
        return False
    if not (low.endswith(_OF_A_COUNTRY) or low in _MORE_OF_A_COUNTRY):
        return False
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj") or _has_a_noun(doc, token):
        return False
    return token.dep_ not in _SUBJECT or token.head.tag_ != "VBP"


def _has_a_noun(doc: Doc, token: Token) -> bool:
    """ "the 29-year-old | striker", "the German | company"."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and (after.pos_ in ("NOUN", "PROPN", "ADJ") or after.text == "-")


def _people_with(cast: Cast, at: int, fits: Callable[[Name], bool]) -> list[Entity]:
    """The people of whom a name before ``at`` fits."""
    return [
        person for person in cast.of("person")
        if any(name.start < at and name.form != "generic" and fits(name) for name in person.names)
    ]  # fmt: skip


def _is_aged(doc: Doc, age: str, name: Name) -> bool:
    return name.end + 1 < len(doc) and doc[name.end].text in (",", "(") and doc[name.end + 1].text == age


def _is_of(cast: Cast, country: str, name: Name) -> bool:
    """ "French striker X", "X of France"."""
    before = range(max(cast.doc[name.head].sent.start, name.start - 4), name.start)
    after = range(name.end, min(name.end + 2, len(cast.doc)))
    if any(country in (cast.resolved.get(i), cast.resolved.get(-1 - i)) for i in before):
        return True
    return any(cast.resolved.get(i) == country and cast.doc[i - 1].lower_ in ("of", "from") for i in after)


def _person_before(cast: Cast, token: Token) -> Entity | None:
    """The only person of this sentence and the one before, if he is the subject there."""
    place = cast.sentence_number
    near = [
        (name.head, entity) for entity in cast.of("person") for name in entity.names
        if name.end <= token.i and not name.inner and place[token.i] - place[name.head] <= 1
    ]  # fmt: skip
    if len({entity.id for _, entity in near}) != 1 or not any(_is_subject(cast.doc[head]) for head, _ in near):
        return None
    return near[0][1]


def _once(cast: Cast, token: Token) -> Span | None:
    """ "the ex-governor", which the parser takes apart."""
    if token.i < 3 or token.i in cast.resolved or cast.block_of[token.i] not in NAMING:
        return None
    phrase = cast.doc[token.i - 3 : token.i + 1]
    return phrase if [t.lower_ for t in phrase[:3]] == ["the", "ex", "-"] else None


def _tells_which(child: Token) -> bool:
    """True for what tells of which company one speaks, not for "accused the company | of fraud", "| in 2019"."""
    if child.dep_ == "prep":
        if child.lower_ == "of" and child.head.dep_ == "dobj" and child.head.head.lemma_ in _OF_WHAT:
            return False
        return not any(pobj.ent_type_ in ("DATE", "TIME") for pobj in child.children)
    if child.dep_ in ("relcl", "acl") and child.doc[child.head.i + 1].text == ",":
        return False  # "the bank, which closed in May,"
    if child.dep_ == "appos" and child.doc[child.left_edge.i].lower_ in ("a", "an"):
        return False  # "the sheriff, a Republican from Ohio,"
    return child.dep_ in ("relcl", "acl", "appos")


_OF_WHAT = frozenset(
    {"accuse", "suspect", "convict", "acquit", "warn", "inform", "notify", "remind", "strip", "deprive"}
)


def _descriptions(cast: Cast, kind: Kind = "institution") -> list[Description]:
    """What the article calls its actors of a kind; of institutions also the words of their names."""
    doc = cast.doc
    found: list[Description] = []
    for entity in cast.of(kind):
        for name in entity.names:
            if name.inner or name.form == "adjective" or (kind == "person" and name.form == "generic"):
                continue
            head = doc[name.head]
            past = head.dep_ == "nsubj" and head.head.lower_ in ("was", "were")
            if kind == "institution":
                found += [
                    Description(entity, doc[i].lower_, frozenset(), name.end) for i in range(name.start, name.end)
                ]
            nouns = [child for child in head.children if child.dep_ == "appos"]
            nouns += [child for child in head.lefts if child.dep_ in ("compound", "nmod") and child.i < name.start]
            if name.start and doc[name.start - 1].pos_ == "NOUN":
                nouns.append(doc[name.start - 1])
            if head.dep_ == "appos":
                nouns.append(head.head)
            if head.dep_ == "nsubj" and head.head.lemma_ == "be":
                nouns += [child for child in head.head.children if child.dep_ == "attr"]
            if kind == "person":
                nouns += _before_the_comma(cast, name.start)
            for noun in nouns:
                if noun.i in cast.resolved or name.start <= noun.i < name.end:
                    continue
                before = noun.i < name.start
                start = min(noun.left_edge.i, head.left_edge.i) if before else noun.left_edge.i
                beside = frozenset(token.lower_ for token in doc[start : noun.i])
                end = max(noun.i + 1, name.end)
                found.append(Description(entity, noun.lower_, beside, end, past))
                if beside & {"rebel", "insurgent"}:
                    found.append(Description(entity, "rebel", beside, end))
    return found


def _before_the_comma(cast: Cast, start: int) -> list[Token]:
    """ "a former governor of Kano State, Alhaji X": the post, where the parser sees no apposition."""
    comma = start - 1
    if comma > 0 and cast.doc[comma].lower_.rstrip(".") in cast.lexicon["honorifics"] | cast.lexicon["styles"]:
        comma -= 1
    if comma < 1 or cast.doc[comma].text != ",":
        return []
    for token in reversed(cast.doc[max(0, comma - 8) : comma]):
        if token.lower_ in cast.lexicon["posts"] or token.lower_ in cast.lexicon["occupations"]:
            return [token]
        if token.pos_ not in ("ADP", "DET", "ADJ", "NOUN", "PROPN"):
            break
    return []


def bare_definite(cast: Cast, token: Token, words: int = 2) -> Span | None:
    """The phrase "the company" that ends at ``token``, has at most so many words, and is told no more of."""
    if token.i in cast.resolved or token.i == 0 or cast.block_of[token.i] not in NAMING:
        return None
    if token.dep_ in ("compound", "amod", "nmod", "appos", "attr", "oprd"):
        return None
    left = cast.doc[token.left_edge.i : token.i + 1]
    if len(left) > words or len(left) < 2 or left[0].lower_ not in ("the", "this"):
        return None
    if any(_tells_which(child) for child in token.children if child.i > token.i):
        return None
    after = cast.doc[token.i + 1] if token.i + 1 < len(cast.doc) else None
    if after is not None and (after.text == "-" or (after.text[:1].isupper() and after.pos_ == "PROPN")):
        return None
    return None if after is not None and after.text == "," and _named_behind(after) else left


def _named_behind(comma: Token) -> bool:
    """ "His victory over the challenger, Tom Hale,": a name that the parser makes another word's apposition."""
    if comma.i + 2 >= len(comma.doc) or comma.nbor().pos_ != "PROPN":
        return False
    name = comma.nbor()
    while name.dep_ in ("compound", "nmod") and name.head.i > name.i:
        name = name.head
    return name.dep_ == "appos" and name.head.i < comma.i


_STATE = frozenset({"government", "authorities", "country", "nation", "regime", "capital"})


def state_nouns(cast: Cast, home: str | None) -> list[Pointer]:
    """ "the government", "the country": the country that the article is about, unless this sentence so far or the one
    before names another, which is not the one that does something to it ("France condemned the government"); "the
    island": the only one that the article names."""
    islands = [entity.id for entity in cast.of("country") if entity.name.lower() in cast.lexicon["islands"]]
    island = islands[0] if len(islands) == 1 else None
    if home is not None and _of_a_private_person(cast, home):
        home = None
    if home is None and island is None:
        return []
    sentences = [(sentence.start, sentence.end) for sentence in cast.doc.sents]
    named: list[tuple[int, str]] = sorted(
        (name.start, entity.id) for entity in cast.of("country") for name in entity.names
    )
    found: list[Pointer] = []
    for number, (start, end) in enumerate(sentences):
        for token in cast.doc[start:end]:
            if token.lower_ == "island" and island is not None and bare_definite(cast, token) is not None:
                found.append(Pointer(token.i, island))
            if home is None or token.lower_ not in _STATE:
                continue
            phrase = bare_definite(cast, token, words=3 if token.lower_ == "government" else 2)
            if phrase is None and token.lower_ == "authorities" and _stands_bare(cast, token):
                phrase = cast.doc[token.i : token.i + 1]
            if phrase is None or (len(phrase) == 3 and phrase[1].lower_ not in cast.lexicon["government_qualities"]):
                continue
            begin = sentences[number - 1][0] if number else start
            doer = doer_of(cast, token)
            here = {ident for at, ident in named if start <= at < token.i} - doer
            before = {ident for at, ident in named if begin <= at < start}
            if here <= {home} and (not before or home in here | before):
                found.append(Pointer(token.i, home))
    return found


def _stands_bare(cast: Cast, token: Token) -> bool:
    """ "Authorities arrested X", "according to authorities": nobody's but the country's."""
    if token.i in cast.resolved or token.left_edge.i != token.i or cast.block_of[token.i] not in NAMING:
        return False
    if token.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj", "agent"):
        return False
    return not any(_tells_which(child) for child in token.children if child.i > token.i)


def _of_a_private_person(cast: Cast, country: str) -> bool:
    """Whether the country is named but once, as what somebody without a post is: "the American businessman X"."""
    names = cast.entities[country].names if country in cast.entities else []
    if len(names) != 1 or names[0].form != "adjective":
        return False
    return cast.doc[names[0].end - 1].head.lemma_.lower() in cast.lexicon["occupations"]


# --- two of a kind ----------------------------------------------------------------------------------------------------

_GROUPS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(
        ("countries", "nations", "states", "governments", "neighbours", "neighbors", "capitals", "powers"), ("country",)
    ),
    **dict.fromkeys(
        ("leaders", "men", "women", "presidents", "ministers", "rivals", "candidates", "counterparts",
         "diplomats", "officials", "secretaries", "brothers", "sisters", "politicians", "lawmakers", "activists"),
        ("person",),
    ),
    **dict.fromkeys(
        ("companies", "firms", "clubs", "teams", "banks", "airlines", "groups", "organisations", "organizations",
         "factions", "newspapers", "agencies", "unions", "carmakers"), ("institution",)
    ),
    **dict.fromkeys(("sides", "parties"), ("country", "institution")),
}  # fmt: skip
"""Nouns that may stand for several actors named before, and of what kind these are."""


_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_BY_THEMSELVES: dict[str, tuple[int, tuple[Kind, ...]]] = {
    "both": (2, ("person", "country")),
    "two": (2, ("person", "country")),
    "three": (3, ("person", "country")),
    "four": (4, ("person", "country")),
    "pair": (2, ("person",)),
    "duo": (2, ("person",)),
    "couple": (2, ("person",)),
    "trio": (3, ("person",)),
}
"""Words for so many actors without a noun: "the three", "the pair"."""


type Naming = list[tuple[int, Kind, str]]
"""Who is named in a sentence: head token, kind, id."""


def group_nouns(cast: Cast) -> dict[int, tuple[str, ...]]:
    """ "the two countries", "both leaders", "the three governments", "the pair": the only two of the kind that this
    sentence so far names, else the sentence before; of three or more the ones that were last named in one list.
    "They": the ones of the list that is the subject before."""
    named = sorted(
        (name.head, entity.kind, entity.id)
        for entity in cast.entities.values() for name in entity.names if not (entity.kind == "person" and name.inner)
    )  # fmt: skip
    found: dict[int, tuple[str, ...]] = {}
    before: Naming = []
    history: list[Naming] = []
    lists: list[tuple[int, Kind, tuple[str, ...]]] = []
    for number, sentence in enumerate(cast.doc.sents):
        here = [item for item in named if sentence.start <= item[0] < sentence.end]
        lists += [(number, *listed) for listed in _lists(cast, here)]
        for token in sentence:
            plural = token.lower_ in ("them", "their") or (token.lower_ == "they" and token.dep_ in _SUBJECT)
            if plural and cast.block_of[token.i] in NAMING:
                told = _they(cast, token, dict(_heads(here)), dict(_heads(before)))
                if told:
                    found[token.i] = told
                continue
            wanted = _counted(cast, token)
            if wanted is None:
                continue
            count, kinds = wanted
            doer = doer_of(cast, token)
            for kind in kinds:
                first = {ident for head, k, ident in here if k == kind and head < token.i} - doer
                group = first if len(first) == count else {ident for _, k, ident in before if k == kind} - doer
                if first and group is not first and not doer:
                    continue
                if count > 2:
                    last = [ids for at, k, ids in lists if k == kind and number - at <= _REACH and len(ids) == count]
                    group = set(last[-1]) if last else set()
                where = here if group is first else before
                if (
                    count == 2
                    and token.lower_ in _SIDES
                    and not (len(group) == 2 and _set_together(cast, where, group))
                ):
                    group, where = _sides_before(cast, kind, history[-_REACH:], doer)
                if len(group) == count and (kind != "institution" or count > 2 or _set_together(cast, where, group)):
                    found[token.i] = tuple(sorted(group))
                    break
        before = here or before
        history.append(here)
    return found


_SIDES = frozenset({"sides", "parties"})


def _sides_before(cast: Cast, kind: Kind, history: Sequence[Naming], doer: set[str]) -> tuple[set[str], Naming]:
    """The two of the last sentences that are set side by side or against each other: "fighting between A and B"."""
    for named in reversed(history):
        heads = {head: ident for head, k, ident in named if k == kind and ident not in doer}
        rows = {
            frozenset({heads[cast.doc[head].head.i], ident})
            for head, ident in heads.items() if cast.doc[head].dep_ == "conj" and cast.doc[head].head.i in heads
        }  # fmt: skip
        pair = set(next(iter(rows))) if len(rows) == 1 else set(heads.values())
        if len(pair) == 2 and _set_together(cast, named, pair):
            return pair, named
        if len(pair) > 1:
            break
    return set(), []


def doer_of(cast: Cast, token: Token) -> set[str]:
    """Who does something to "both sides" is none of them."""
    if token.dep_ not in ("dobj", "pobj", "dative"):
        return set()
    verb = verb_above(token)
    subject = next((child for child in verb.children if child.dep_ in _SUBJECT), None)
    named = cast.at(subject.i) if subject is not None else None
    return {named.id} if named is not None else set()


def _counted(cast: Cast, token: Token) -> tuple[int, tuple[Kind, ...]] | None:
    """How many actors, and of what kinds, a noun or a number points back to; None for any other word."""
    if token.lower_ not in _GROUPS and token.lower_ not in _BY_THEMSELVES:
        return None
    if token.i == 0 or cast.block_of[token.i] not in NAMING:
        return None
    left = [t.lower_ for t in cast.doc[token.left_edge.i : token.i]]
    if any(child.lower_ == "of" and _tells_which(child) for child in token.children):
        return None
    kinds = _GROUPS.get(token.lower_)
    if kinds is not None:
        count = _COUNTS.get(left[-1] if left != ["both", "the"] else "both", 0) if left else 0
        return (count, kinds) if count and left[:-1] in (["the"], ["these"], ["all"], ["both"], []) else None
    alone = _BY_THEMSELVES.get(token.lower_)
    if (
        alone is None
        or left != ([] if token.lower_ == "both" else ["the"])
        or token.dep_ not in (("nsubj", "nsubjpass") if token.lower_ in _COUNTS else (*_SUBJECT, "dobj", "pobj"))
        or any(_tells_which(child) for child in token.rights)
    ):
        return None
    return alone


def _heads(named: Sequence[tuple[int, Kind, str]]) -> Iterator[tuple[int, tuple[Kind, str]]]:
    for head, kind, ident in named:
        yield head, (kind, ident)


def _they(
    cast: Cast, they: Token, here: Mapping[int, tuple[Kind, str]], before: Mapping[int, tuple[Kind, str]]
) -> tuple[str, ...]:
    """The actors of the list that is the subject of a clause around "they", else of the sentence before, where that
    speaks of no other people; empty if there is none."""
    verb = verb_above(they)
    for _ in range(6):
        if verb.head == verb:
            break
        verb = verb_above(verb.head)
        subject = _listed_subject(verb, here)
        if subject and max(subject) < they.i:
            if they.lower_ != "they" and any(t.tag_ in _MANY for t in cast.doc[max(subject) + 1 : they.i]):
                return ()  # "X and Y allow citizens to use | their right"
            return _of_one_kind(here[head] for head in subject)
        if any(child.dep_ in _SUBJECT and child.i < they.i for child in verb.children):
            return ()
    start = they.sent.start
    doers = [t for t in cast.doc[start : they.i] if t.dep_ in _SUBJECT]
    if not start or any(t.lower_ != "they" and (t.tag_ not in _ONE or they.lower_ == "they") for t in doers):
        return ()
    if any(head < they.i and cast.doc[head] not in doers for head in here):
        return ()
    last = cast.doc[start - 1].sent
    subject = _listed_subject(last.root, before)
    if not subject or any(_other_people(cast, token) for token in last):
        return ()
    return _of_one_kind(before[head] for head in subject)


_MANY = frozenset({"NNS", "NNPS"})
_ONE = frozenset({"NN", "NNP", "PRP"})
"""Tags of a subject that acts alone: "Ethiopia accused | them"."""


def _listed_subject(verb: Token, named: Mapping[int, tuple[Kind, str]]) -> list[int]:
    """The heads of "A, B and C" before ``verb``, if each names an actor; empty for a subject that is no list."""
    first = next((child for child in verb.children if child.dep_ in _SUBJECT), None)
    heads: list[int] = []
    while first is not None:
        heads.append(first.i)
        first = next((child for child in first.children if child.dep_ == "conj"), None)
    return heads if len(heads) > 1 and all(head in named for head in heads) else []


def _of_one_kind(members: Iterable[tuple[Kind, str]]) -> tuple[str, ...]:
    listed = list(members)
    ids = tuple(sorted({ident for _, ident in listed}))
    return ids if len({kind for kind, _ in listed}) == 1 and len(ids) > 1 else ()


_PEOPLE = ("posts", "occupations", "kin", "groups", "representatives", "plural_groups", "united_people")


def _other_people(cast: Cast, token: Token) -> bool:
    """A plural noun for people or bodies that names no actor of the cast: "they" may be these."""
    if token.tag_ not in ("NNS", "NNPS") or token.i in cast.resolved:
        return False
    words = {token.lower_, token.lemma_.lower()}
    if any(words & cast.lexicon[listed] for listed in _PEOPLE) or words & cast.lexicon["organisation_heads"]:
        return True
    return token.dep_ in _SUBJECT or token.lemma_.lower() in _HUMANS


_HUMANS = frozenset(
    "person people man woman child boy girl citizen resident protester demonstrator supporter critic worker student "
    "refugee migrant voter victim member ally partner country nation state group company firm side".split()
)


def _lists(cast: Cast, named: Sequence[tuple[int, Kind, str]]) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """The lists of three or more actors of one kind: "A, B and C"."""
    members: dict[int, list[tuple[Kind, str]]] = {}
    for head, kind, ident in named:
        first = cast.doc[head]
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        members.setdefault(first.i, []).append((kind, ident))
    for listed in members.values():
        ids = tuple(dict.fromkeys(ident for _, ident in listed))
        if len(ids) > 2 and len({kind for kind, _ in listed}) == 1:
            yield listed[0][0], ids


def _set_together(cast: Cast, named: Sequence[tuple[int, Kind, str]], pair: set[str]) -> bool:
    """True where the sentence names them side by side or has one act on the other: an outlet and its source are not
    "both sides"."""
    heads = {head: ident for head, _, ident in named if ident in pair}
    for head, ident in heads.items():
        token = cast.doc[head]
        if token.dep_ == "conj" and heads.get(token.head.i, ident) != ident:
            return True
        verb = verb_above(token)
        lemma = verb.lemma_.lower()
        if token.dep_ not in ("dobj", "pobj") or lemma in cast.lexicon["speech_verbs"] or lemma in ("speak", "talk"):
            continue
        if any(c.dep_ in _SUBJECT and heads.get(c.i, ident) != ident for c in verb.children):
            return True
    return False


# --- pronouns ---------------------------------------------------------------------------------------------------------

PRONOUN_GENDER: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip


def pronouns(cast: Cast) -> list[Pointer]:
    """He, she, it and they where one candidate fits in number, gender and position."""
    place = cast.sentence_number
    people = sorted((name.head, e.id) for e in cast.of("person") for name in e.names if not name.inner)
    others = sorted(
        (name.head, entity.id)
        for entity in cast.entities.values() if entity.kind != "person"
        for name in entity.names if not name.inner and name.form not in ("adjective", "region")
    )  # fmt: skip
    covered = {
        i: entity.id
        for entity in cast.entities.values() if entity.kind != "person"
        for name in entity.names if not name.inner and name.form not in ("adjective", "region")
        for i in range(name.start, name.end)
    }  # fmt: skip
    ends = {name.end: e.id for e in cast.entities.values() for name in e.names if not name.inner}
    found: list[Pointer] = []
    for token in cast.doc:
        if (token.pos_ != "PRON" and token.tag_ != "WP$") or cast.block_of[token.i] not in NAMING:
            continue
        low = token.lower_
        actor: str | None = None
        blamed = ends.get(_treated_for(cast, token) or -1) if token.dep_ == "poss" else None
        if low == "whose":
            actor = _antecedent(cast, token) or _just_before(cast, token, ends)
        elif blamed is not None and _may_be(cast.entities[blamed], low):
            actor = blamed
        elif (beside := ends.get(_with_relative(cast, token) or -1)) and _may_be(cast.entities[beside], low):
            actor = beside
        elif (ahead := _whose_subject(cast, token)) is not None and _may_be(ahead, low):
            actor = ahead.id
        elif low in PRONOUN_GENDER:
            actor = _person(cast, token, PRONOUN_GENDER[low], people, place)
            if actor is not None:
                insort(people, (token.i, actor))
        elif low in ("it", "its", "itself"):
            actor = _thing(cast, token, others, covered, place)
        elif low in ("they", "their", "them", "themselves"):
            actor = _many(cast, token, others, place)
        if actor is not None:
            found.append(Pointer(token.i, actor))
    return found


def _before(
    token: Token, named: Sequence[tuple[int, str]], place: dict[int, int], reach: int
) -> Sequence[tuple[int, str]]:
    """Of who is ``named``, as sorted (head token, id), those before the token and at most ``reach`` sentences away."""
    end = start = bisect_left(named, (token.i,))
    while start and place[token.i] - place[named[start - 1][0]] <= reach:
        start -= 1
    return named[start:end]


def _whose_subject(cast: Cast, whose: Token) -> Entity | None:
    """ "Like her predecessor X, | Y left", "In its reply, | Oxfam said so": the named subject behind the phrase that
    the clause begins with, where nobody is named in the phrase before."""
    if whose.tag_ != "PRP$":
        return None
    phrase: Token = whose.head
    for _ in range(4):
        if phrase.dep_ in ("prep", "advcl") or phrase.head == phrase:
            break
        phrase = phrase.head
    clause = phrase.head
    if phrase.dep_ != "prep" or clause.pos_ not in ("VERB", "AUX") or phrase.left_edge.i != clause.left_edge.i:
        return None
    subject = next((t for t in clause.lefts if t.dep_ in _SUBJECT), None)
    if subject is None or subject.i < whose.i or subject.pos_ != "PROPN":
        return None
    if any(cast.at(i) is not None for i in range(phrase.left_edge.i, whose.i)):
        return None
    return cast.at(subject.i) if cast.doc[subject.left_edge.i - 1].text == "," else None


def _treated_for(cast: Cast, whose: Token) -> int | None:
    """ "Sanctions on Russia for its war", "thanked Kenya for its help", "held Russia to account for its war": what
    somebody is treated so for is his own; so is what somebody is supplied "even after". Where his name ends."""
    doc = cast.doc
    if whose.i < 4 or doc[whose.i - 1].lower_ not in ("for", "over", "after", "despite"):
        return None
    end = whose.i - 1
    if doc[end].lower_ in ("after", "despite"):
        if doc[end - 1].lower_ != "even":
            return None
        end -= 1
        return end if doc[end - 1].dep_ in ("dobj", "pobj") else None
    if doc[end].lower_ == "over" and not (doc[end - 1].dep_ == "dobj" and _judged(cast, doc[end - 1].head)):
        return None
    if doc[end - 1].lower_ in ("accountable", "responsible", "account", "fault"):
        end -= 2 if doc[end - 2].lower_ in ("to", "fully", "at", "directly") else 1
        return end
    treated = doc[end - 1]
    acted_on = treated.dep_ == "dobj" or (treated.dep_ == "pobj" and treated.head.lower_ in ("on", "against", "at"))
    return end if acted_on else None


def _judged(cast: Cast, verb: Token) -> bool:
    """ "Criticised X over", "fined X over": X has done what it is over."""
    word = verb.lemma_.lower()
    lists = ("blame", "claiming", "prosecuting", "judging")
    return word in _PUNISHING or any(word in cast.lexicon[words] for words in lists)


_PUNISHING = frozenset({"rebuke", "chide", "fine", "punish", "sanction", "censure"})


def _with_relative(cast: Cast, whose: Token) -> int | None:
    """ "Met X and his wife": whoever is named right before is the one whose wife she is. Where his name ends."""
    if whose.tag_ != "PRP$" or whose.i < 2 or cast.doc[whose.i - 1].lower_ != "and":
        return None
    if any(token.lower_ == whose.lower_ for token in cast.doc[max(whose.sent.start, whose.i - 7) : whose.i]):
        return None  # "with his brother X and his cousin Y"
    return whose.i - 1 if whose.head.lemma_.lower() in cast.lexicon["kin"] and whose.head.tag_ == "NN" else None


def _may_be(entity: Entity, pronoun: str) -> bool:
    if pronoun in PRONOUN_GENDER:
        return entity.kind == "person" and entity.gender in (None, PRONOUN_GENDER[pronoun])
    return entity.kind != "person"


def _antecedent(cast: Cast, whose: Token) -> str | None:
    """The actor before a clause with "whose": "Gazprom, whose boss left, ..."."""
    verb = whose.head
    for _ in range(6):
        if verb.dep_ == "relcl":
            named = cast.at(verb.head.i)
            return named.id if named is not None and verb.head.i < whose.i else None
        if verb.head == verb:
            return None
        verb = verb.head
    return None


def _just_before(cast: Cast, whose: Token, ends: dict[int, str]) -> str | None:
    """The actor named right before ", whose", also with its short form in brackets, where the parse says otherwise."""
    at = whose.i - 1
    if at < 1 or cast.doc[at].text != ",":
        return None
    if cast.doc[at - 1].text == ")" and at > 3 and cast.doc[at - 3].text == "(":
        return ends.get(at - 3)
    return ends.get(at)


def _person(
    cast: Cast, token: Token, gender: Gender, people: Sequence[tuple[int, str]], place: dict[int, int]
) -> str | None:
    if token.tag_ == "PRP$" and token.head.lemma_.lower() in cast.lexicon["kin"] and _somebody_near(cast, token):
        return None
    here = place[token.i]
    near = _before(token, people, place, _REACH)
    candidates = [(head, ident) for head, ident in near if cast.entities[ident].gender in (None, gender)]
    if token.dep_ in ("dobj", "pobj", "dative") and token.lower_ not in ("himself", "herself"):
        # An object pronoun is never its own clause's subject.
        clause = verb_above(token)
        subject = next((t for t in clause.children if t.dep_ in _SUBJECT), None)
        if subject is None and token.dep_ != "pobj" and not is_passive(clause):
            subject = subject_of(clause)  # "X resigned, blaming him"; but "X left, taking Y with him"
        doer = cast.at(clause.head.i) if clause.dep_ == "relcl" else None
        if subject is not None and subject.lower_ == "who" and doer is not None and doer.kind == "person":
            # "X, who pinned a medal on him": somebody else of this sentence, or nobody knows who.
            candidates = [(head, ident) for head, ident in candidates if place[head] == here]
            subject = clause.head
        barred = {ident for head, ident in candidates if subject is not None and head == subject.i}
        candidates = [(head, ident) for head, ident in candidates if ident not in barred]
    others = _spoken_of(cast, token)
    candidates = [(head, ident) for head, ident in candidates if ident not in others]
    for back in range(_REACH + 1):
        group = [(head, ident) for head, ident in candidates if here - place[head] == back]
        distinct = {ident for _, ident in group}
        if not distinct:
            continue
        if len(distinct) > 1:
            known = {ident for ident in distinct if cast.entities[ident].gender == gender}
            subjects = {ident for head, ident in group if _is_subject(cast.doc[head])}
            if back == 1 and len(subjects) > 1 and _says(cast, token):
                # "X demanded that Y explain it. They shield him, he alleged": who spoke before goes on.
                subjects = {ident for head, ident in group if not _in_a_clause(cast.doc[head])}
            if len(known) == 1:
                distinct = known
            elif len(subjects & (known or subjects)) == 1:
                distinct = subjects & (known or subjects)
            else:
                return None
        found = next(iter(distinct))
        if cast.entities[found].gender is None:
            cast.entities[found].gender = gender
        return found
    return None


def _with_its_subject(verb: Token) -> Token:
    """The verb whose subject ``verb`` shares: "X fired back, calling him a liar", "X met Y and praised him"."""
    for _ in range(4):
        shares = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
        if not shares or verb.head.pos_ != "VERB" or any(child.dep_ in _SUBJECT for child in verb.children):
            break
        verb = verb.head
    return verb


def _spoken_of(cast: Cast, speaker: Token) -> set[str]:
    """Whom the clause names that the pronoun says, who is somebody else: X in "'X is a liar,' he said"."""
    if speaker.dep_ != "nsubj":
        return set()
    found: set[str] = set()
    for clause in speaker.head.children:
        if clause.dep_ == "ccomp":
            for child in clause.children:
                named = cast.at(child.i) if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") else None
                if named is not None and named.kind == "person":
                    found.add(named.id)
    return found


def _says(cast: Cast, token: Token) -> bool:
    """True where the pronoun is who says the sentence; "he said" inside a quote is another."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lemma_.lower() not in cast.lexicon["speech_verbs"]:
        return False
    return sum(t.is_quote for t in cast.doc[token.sent.start : token.i]) % 2 == 0


def _in_a_clause(token: Token) -> bool:
    """True of whom the sentence only says something: Y in "X demanded that Y explain it"."""
    if not _is_subject(token):
        return True
    while token.dep_ in ("conj", "appos"):
        token = token.head
    return token.head.dep_ in ("ccomp", "relcl", "acl", "pcomp", "xcomp", "csubj") and token.head.i > token.head.head.i


def _somebody_near(cast: Cast, his: Token) -> bool:
    """ "The former premier met his sister": whoever the subject of the clause is, she is his, not somebody else's."""
    subject = next((t for t in verb_above(his).children if t.dep_ in _SUBJECT), None)
    return (
        subject is not None and subject.pos_ == "NOUN" and subject.tag_ == "NN" and subject.i < his.i
        and cast.at(subject.i) is None and his not in subject.subtree and _human(cast, subject)
        and not any(child.dep_ == "poss" and cast.at(child.i) is not None for child in subject.children)
    )  # fmt: skip


def _thing(
    cast: Cast, token: Token, others: Sequence[tuple[int, str]], covered: Mapping[int, str], place: dict[int, int]
) -> str | None:
    """It: the subject of the innermost clause around it that has a thing for its subject, else the only candidate of
    its sentence, else the subject of the sentence before. A subject that names no actor is what it means, too."""
    if token.dep_ == "expl" or (
        token.lower_ == "it" and token.head.lemma_ in ("be", "seem", "appear", "take", "remain")
    ):
        return None
    subject = _subject_around(cast, token)
    named = _named_by(cast, subject, covered) if subject is not None else None
    if token.lower_ == "its" and _held_at_a_body(cast, token):
        if named is not None and cast.entities[named].kind == "institution":
            return named
        near = _body_near(cast, token, others, place)
        if near is not None:
            return near
    if named is not None and _undergoes(token):
        other = {ident for _, ident in _before(token, others, place, 0)} - {named}
        return next(iter(other)) if len(other) == 1 else None
    if subject is not None:
        return named
    here = {ident for _, ident in _before(token, others, place, 0)}
    if here:
        apart = token.lower_ == "its" or token.dep_ in ("dobj", "pobj")
        return next(iter(here)) if apart and len(here) == 1 else None
    first = _subject_of_the_sentence_before(cast, token)
    return _named_by(cast, first, covered) if first is not None else None


def _undergoes(it: Token) -> bool:
    """ "X condemned Y and sued it", "imposed sanctions on it": not who does that."""
    if it.lower_ != "it" or verb_above(it).pos_ != "VERB":
        return False
    return it.dep_ in ("dobj", "dative") or (
        it.dep_ == "pobj" and it.head.lower_ in ("on", "against", "to", "from", "with")
    )


def _subject_of_the_sentence_before(cast: Cast, token: Token) -> Token | None:
    start = token.sent.start
    main = cast.doc[start - 1].sent.root if start > 0 else None
    return next((t for t in main.children if t.dep_ in _SUBJECT), None) if main is not None else None


def _held_at_a_body(cast: Cast, its: Token) -> bool:
    """A post or a part that only an organisation has: "its chief executive", "its subsidiary"."""
    return any(
        token.lemma_.lower() in cast.lexicon["posts_of_a_body"] for token in cast.doc[its.i + 1 : its.head.i + 1]
    )


def _body_near(cast: Cast, token: Token, others: Sequence[tuple[int, str]], place: dict[int, int]) -> str | None:
    """The only institution, or the only one that is a subject, that this sentence or else the one before has named,
    unless the latter speaks of another body without a name ("The laboratory said that X was near")."""
    for back in (0, 1):
        first = _subject_of_the_sentence_before(cast, token) if back else None
        if first is not None and not _human(cast, first) and cast.at(first.i) is None and not _said_to_be(cast, first):
            return None
        near = [
            (head, ident) for head, ident in others
            if head < token.i and place[token.i] - place[head] == back and cast.entities[ident].kind == "institution"
        ]  # fmt: skip
        found = {ident for _, ident in near}
        if len(found) > 1:
            found = {ident for head, ident in near if _is_subject(cast.doc[head])}
        if near:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _said_to_be(cast: Cast, subject: Token) -> bool:
    """ "The winner was X": the subject is an actor."""
    said = (child for child in subject.head.children if child.dep_ == "attr")
    return subject.head.lemma_ == "be" and any(cast.at(token.i) is not None for token in said)


_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_RELATIVE = frozenset({"which", "that"})


def _subject_around(cast: Cast, token: Token) -> Token | None:
    """The subject, not of a human, of the innermost clause around ``token`` that has one before it."""
    verb = verb_above(token)
    for _ in range(12):
        subject = next((t for t in verb.children if t.dep_ in _SUBJECT), None)
        own = subject is not None and token in subject.subtree
        if verb.dep_ in ("acl", "relcl") and not own and (subject is None or subject.lower_ in _RELATIVE):
            subject = verb.head  # "a company that raised its prices"
        if subject is not None and not own and subject.i < token.i and not _human(cast, subject):
            return subject
        if verb.head == verb:
            return None
        verb = verb_above(verb.head)
    return None


def _human(cast: Cast, subject: Token) -> bool:
    if subject.pos_ == "PRON":
        return subject.lower_ not in ("it", "which", "that", "this")
    named = cast.at(subject.i)
    if named is not None:
        return named.kind == "person"
    low = subject.lemma_.lower()
    return (
        subject.tag_ == "NNS" or subject.dep_ == "expl"
        or any(low in cast.lexicon[words] for words in ("posts", "occupations", "kin", "representatives"))
    )  # fmt: skip


def _named_by(cast: Cast, subject: Token, covered: Mapping[int, str]) -> str | None:
    """The actor that a subject names, also as "the Government of Russia"."""
    if subject.i in covered:
        return covered[subject.i]
    if subject.lemma_.lower() in _SPEAKS_FOR:  # "the Cuban government said it ..."
        for child in subject.lefts:
            named = cast.at(child.i)
            if named is not None and named.kind == "country":
                return named.id
    inner = [t for prep in subject.children if prep.lower_ == "of" for t in prep.children if t.i in covered]
    return covered[inner[0].i] if len(inner) == 1 and subject.lemma_.lower() in _SPEAKS_FOR else None


_SPEAKS_FOR = frozenset({"government", "administration", "authorities", "regime", "republic", "kingdom"})


def _many(cast: Cast, token: Token, others: Sequence[tuple[int, str]], place: dict[int, int]) -> str | None:
    """They: an institution or a people that is the only candidate, with no other plural near."""
    near = _before(token, others, place, 1)
    for back in (0, 1):
        group = [(head, ident) for head, ident in near if place[token.i] - place[head] == back]
        subjects = {ident for head, ident in group if _is_subject(cast.doc[head])}
        sentences = [t for t in cast.doc[max(0, token.i - 60) : token.i] if place[t.i] - place[token.i] == -back]
        if any(t.tag_ == "NNS" and t.i not in cast.resolved for t in sentences):
            return None
        if any(t.tag_ in ("NNP", "NN") and t.dep_ == "conj" for t in sentences):
            return None
        if len(subjects) == 1 and len({ident for _, ident in group}) == 1:
            found = next(iter(subjects))
            return found if cast.entities[found].kind == "institution" else None
        if group:
            return None
    return None


def _is_subject(token: Token) -> bool:
    for _ in range(8):
        if token.dep_ not in ("conj", "appos"):
            break
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")
