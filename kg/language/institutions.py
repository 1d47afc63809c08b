"""Institutions named with the country or the body that they belong to: "Iran's Quds Force", "UN Security Council"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.aliases import fold
from kg.language.coreference import Reference
from kg.language.grammar import Argument, Frame
from kg.language.placed import POSSESSIVE, PlacedNames, listed_before, past_bracket, phrase_after
from kg.language.rolenouns import RoleNouns
from kg.language.seats import country_after_comma, is_party
from kg.language.tokens import Doc, Token

_BESIDE = frozenset("rival competitor opponent neighbor neighbour ally partner enemy foe counterpart customer".split())
"""Whose name goes before these is no parent of what they name: "Apple's rival Samsung"."""
_ABBREVIATED = frozenset({"US", "U.S.", "UK", "U.K.", "USA", "UAE"})
_BEFORE = ("amod", "nmod", "compound")
_OF_STATES = frozenset({"national", "federal", "public", "state", "royal"})
_SERVING = frozenset({"service", "maker", "manufacturer", "operator", "producer"})
"""Nouns that say what the body named before them does."""
_POSTED = frozenset({"embassy", "consulate", "mission", "delegation"})
"""Bodies that stand in another country than their own."""


class InstitutionReader:
    """Role frames of institutions by the head word of their names, ``named body`` where no rule knows one."""

    def __init__(self, nouns: RoleNouns) -> None:
        self._known = nouns.known
        self._lexicon = nouns.lexicon

    def frames(self, names: PlacedNames, named: Reference) -> Iterator[Frame]:
        """An institution and the country or body it is named with: "Iran's Quds Force", "the US Southern Command"."""
        article = names.article
        doc = article.doc
        head = doc[named.head]
        if states := _member_states(names, named):
            belonging = (*(Argument("holder", i) for i in states), Argument("of", head.i))
            yield Frame("role", "member state", head.i, head.i, frozenset(), belonging, how="list behind the name")
        lemma = self._head_word(names, doc, named)
        if doc[named.start].lower_ == "american" and lemma in names.lexicon["private_bodies"]:
            lemma = "private body"
        if lemma in ("congress", "national body") and is_party(names, named.head):
            lemma = "private body"  # "the Indian National Congress" is no parliament
        kind = self._kind_behind(doc, named)
        if kind is not None and lemma == "named body":
            lemma = kind[1]
        if lemma == "named body" and self._told_by_the_noun_before(doc, named):
            return
        arguments: dict[Argument, None] = {}
        inside = [i for i in range(named.start, named.end) if i in article.owner and i != head.i]
        body = next((i for i in inside if names.kind(i) == "institution" and doc[i].dep_ == "pobj"), None)
        if body is not None:
            inside = [i for i in inside if i <= body]  # "Central Committee of the Party | of China"
        if len({article.owner[i] for i in inside if names.kind(i) == "country"}) > 1:
            inside = []  # "British American Drama Academy" is of neither
        parent = self._longer_name(names, named, inside)
        if parent is not None:
            arguments[Argument("modifier", parent)] = None
        for i in inside:
            possessive = i + 1 < named.end and doc[i + 1].text in POSSESSIVE
            place = doc[i].head.lower_ if doc[i].dep_ == "pobj" else ""
            if place == "of":
                arguments[Argument("of", i)] = None
            if place in ("in", "to", "at"):
                arguments[Argument(place, i)] = None  # "the US Embassy in Iraq" stands there and is none of its bodies
                continue
            arguments[Argument("owner" if possessive else "modifier", i)] = None
            if head.is_lower or (doc[i].text in _ABBREVIATED and i == named.start):  # "the U.S. | Green Party"
                arguments[Argument("from", i)] = None
        before = doc[named.start - 1] if named.start else None
        modifies = head.dep_ in ("compound", "nmod", "amod") and kind is None
        if before is not None and before.text in POSSESSIVE and not modifies:
            owner = names.end.get(named.start - 1) or names.end.get(named.start)
            if owner is not None and owner.kind != "person":
                arguments[Argument("owner", owner.head)] = None
            elif owner is None and named.start > 2 and doc[named.start - 2].lower_ in names.lexicon["governments"]:
                arguments[Argument("owner", named.start - 2)] = None  # "the X administration's | Department of Justice"
            elif owner is not None and (is_party(names, named.head) or _may_be_party(names, named)):
                belonging = (Argument("holder", owner.head), Argument("modifier", named.head))
                yield Frame("role", "partisan", head.i, head.i, frozenset(), belonging, how="named with it")
        for child in (*head.children, *(kind[0].children if kind is not None else ())):
            if child.i >= named.start:
                continue
            if child.dep_ == "poss" and (child.i in article.at or child.i in article.owner):
                if not any(t.lemma_.lower() in _BESIDE for t in doc[child.i : named.start]):
                    arguments[Argument("owner", child.i)] = None
            elif any(i in names.cover and names.kind(i) != "country" for i in range(child.i + 1, named.start)):
                continue  # "the Kenyan Foreign Ministry, | Oxfam", where the parse hangs the adjective on the last
            elif child.dep_ in ("amod", "compound", "nmod") and child.i in article.owner:
                arguments[Argument("modifier", child.i)] = None
                arguments[Argument("from", child.i)] = None
            elif child.dep_ == "compound" and child.i + 1 == named.start and names.kind(child.i) == "country":
                arguments[Argument("modifier", child.i)] = None  # "the U.S. | National Hurricane Center"
        inward = before is not None and named.start <= before.head.i < named.end and before.dep_ in _BEFORE
        if inward and not arguments and named.start - 1 in article.owner:
            # "the Irish [Competition and Consumer Commission]", where the parse gives the adjective to a part of it
            arguments[Argument("modifier", named.start - 1)] = None
            arguments[Argument("from", named.start - 1)] = None
        end = past_bracket(doc, named.end, head.sent.end)
        both = end + 2 < head.sent.end and doc[end].text == "," and doc[end + 1].lower_ in ("both", "all")
        beside = phrase_after(names, doc, end + 2 if both else end)
        if beside is not None and beside[0] == "from" and not _hangs_on(doc, beside[1], named):
            beside = None  # "took over the presidency of the African Union from Chad"
        if beside is not None and names.kind(beside[1]) != "person":
            arguments[Argument(*beside)] = None
        elif beside is not None and beside[0] == "of" and is_party(names, named.head):
            belonging = (Argument("holder", beside[1]), Argument("modifier", head.i))
            yield Frame("role", "partisan", head.i, head.i, frozenset(), belonging, how="named with it")
        if not arguments and lemma != "named body" and (shared := _owner_of_all(names, named, lemma)) is not None:
            arguments[Argument("owner", shared)] = None
        if not arguments and (state := _acts_through(names, named)) is not None:
            arguments[Argument("under", state)] = None
        abroad = lemma in _POSTED and any(t.lower_ in ("in", "to") for t in doc[named.start : named.end])
        address = country_after_comma(names, named.end) if not arguments or abroad else None
        if address is not None and lemma not in _POSTED:
            arguments[Argument("of", address)] = None
        if address is not None and (abroad or lemma not in _POSTED):
            arguments[Argument("in", address)] = None  # "the US Embassy in Georgetown, Guyana,"
        held = [
            Argument("holder", i)
            for i in ([head.i] if not both else dict.fromkeys([*listed_before(names, named), head.i]))
        ]
        if article.actors[named.actor].alias is None and lemma in names.lexicon["generic_bodies"]:
            # "the Japanese space agency, JAXA": what is said of the one is said of the other.
            twins = [head.head] if head.dep_ == "appos" else [c for c in head.children if c.dep_ == "appos"]
            listed = names.series.get(head.i, ())
            twins = [t for t in twins if t.i not in listed and not any(c.dep_ == "conj" for c in t.children)]
            held += [Argument("holder", t.i) for t in twins if names.kind(t.i) == "institution" and t.i in names.head]
        if arguments:
            yield Frame(
                "role", lemma, head.i, head.i, frozenset(), (*held, *arguments),
                how="named with its country or parent",
            )  # fmt: skip

    def _told_by_the_noun_before(self, doc: Doc, named: Reference) -> bool:
        """ "Croatia's anti-corruption agency | USKOK": the noun's own role tells what the name is of its country."""
        before = doc[named.start - 1] if named.start > 1 else None
        if before is None or not before.is_lower or before.pos_ != "NOUN" or before.lower_ not in self._known:
            return False
        head = doc[named.head]
        return (head.dep_ == "appos" and head.head.i == before.i) or (
            before.dep_ in ("compound", "nmod") and before.head.i == head.i
        )

    def _kind_behind(self, doc: Doc, named: Reference) -> tuple[Token, str] | None:
        """The noun behind a name that says what it is, and the known role in it: "Israel's Shin Bet security agency",
        "Germany's Süddeutsche Zeitung newspaper". What stands before the name is the noun's."""
        if doc[named.head].dep_ not in ("compound", "nmod"):
            return None
        at = named.end
        while at + 1 < len(doc) and at - named.end < 2 and doc[at].is_lower and doc[at + 1].is_lower:
            if doc[at + 1].pos_ != "NOUN" or doc[at].dep_ not in ("compound", "amod", "nmod"):
                break
            at += 1
        if at >= len(doc) or not doc[at].is_lower or doc[at].pos_ != "NOUN":
            return None
        if any(child.lower_ in ("a", "an", "this", "that") for child in doc[at].lefts):
            return None  # "that Finnish IRC channel": one of its kind
        for first in range(max(named.end, at - 2), at + 1):
            phrase = doc[first : at + 1].text.lower()
            if phrase in self._known and doc[at].lower_ in self._lexicon["bodies"] | _SERVING:
                return doc[at], phrase
        return None

    def _head_word(self, names: PlacedNames, doc: Doc, named: Reference) -> str:
        words = [t.lower_ for t in doc[named.start : named.end] if t.text not in POSSESSIVE]
        core = _core(words)
        first = len(core)
        own = core[_countries_before(names, named) :]
        if len(own) > 1 and own[0] in _OF_STATES and own[-1] in self._lexicon["national_bodies"]:
            return "national body"
        if self._is_private(words):
            return "private body"
        if self._is_a_states(fold(words[0])) or fold(" ".join(words[:2])) in self._lexicon["state_words"]:
            return "national body"
        owned = (named.start > 0 and doc[named.start - 1].text in POSSESSIVE) or (
            names.kind(named.start) == "country"
            and named.start in names.article.owner
            and words[0] not in ("american", "british", "european")
        )
        if (
            owned
            and first < len(words)
            and core[-1] in self._lexicon["public_bodies"]
            and words[first] in ("of", "for")
        ):
            return "national body"  # "Bangladesh's Institute of Epidemiology", "the Norwegian Institute of Health"
        for size in (3, 2, 1):
            for part in (core, words):
                text = " ".join(part[-size:])
                if len(part) >= size and text in self._known:
                    return text
        # "the Departments of State and | Energy", "Germany's | BAMF", the Federal Office for Migration and Refugees
        called = names.article.actors[named.actor].name.lower().split()
        lemmas = (doc[named.head].lemma_.lower(), _core(called)[-1], called[-1])
        return next((lemma for lemma in lemmas if lemma in self._known), "named body")

    def _is_private(self, words: list[str]) -> bool:
        """ "The Free Syrian Army", "the Peruvian Labour Congress": called after a country whose state it is none of."""
        if "people" in words:
            return False  # "the People's Liberation Army"
        return any(all(word in words for word in pair.split()) for pair in self._lexicon["private_pairs"])

    def _is_a_states(self, first: str) -> bool:
        """Whether a name that begins so is a state's body in another language."""
        return first in self._lexicon["state_words"] or (
            len(first) > 8 and any(first.startswith(c) or first.endswith(c) for c in self._lexicon["state_words_cut"])
        )

    def _longer_name(self, names: PlacedNames, named: Reference, inside: list[int]) -> int | None:
        """The other actor whose name this one goes on from: "UN" in "UN Security Council", "US" in "US Senate"."""
        doc = names.article.doc
        words = [fold(t.text) for t in doc[named.start : named.end]]
        if words and words[0] == "the":
            words = words[1:]
        for size in range(min(len(words) - 1, 5), 0, -1):
            head = names.forms.get(tuple(words[:size]))
            if head is None:
                continue
            other = names.head[head].actor
            if other == named.actor:
                continue
            kind = names.article.actors[other].kind
            if kind == "country":
                return None if inside else head
            if kind == "institution" and words[-1] in self._lexicon["units"]:
                return head
        before = words[: words.index("committee")] if "committee" in words else []
        chamber = next((word for word in before if word in ("house", "senate")), "")
        if chamber:
            return names.chamber.get("senate" if chamber == "senate" else "house of representatives")
        return None


def _may_be_party(names: PlacedNames, named: Reference) -> bool:
    """ "X's | Alliance for the Future of Kosovo": a body with a word in its name that parties have."""
    doc = names.article.doc
    words = {token.lower_ for token in doc[named.start : named.end]}
    lexicon = names.lexicon
    other = lexicon["company_named"] | lexicon["club_named"] | lexicon["university_named"] | lexicon["outlet_named"]
    alone = doc[named.head].dep_ not in _BEFORE and named.end - named.start > 1
    return alone and bool(words & _OF_PARTIES) and not words & other and names.article.actors[named.actor].alias is None


_OF_PARTIES = frozenset({"alliance", "movement", "front", "democratic", "democrats", "bloc", "rally", "coalition"})


def _core(words: list[str]) -> list[str]:
    """The words of a name up to what it is of or for: "Federal Office" of "Federal Office for Migration"."""
    return words[: next((i for i, w in enumerate(words) if w in ("of", "for", "on", "in", "at")), None)] or words


def _member_states(names: PlacedNames, named: Reference) -> tuple[int, ...]:
    """ "The G7 (Canada, France, ...)", "the Quad - Australia and India -", "the BRICS group of Brazil and India":
    the countries that a body is made of, as the list behind its name tells."""
    doc = names.article.doc
    at = named.end
    noun = at + 1 < len(doc) and doc[at].lower_ in _OF_MEMBERS and doc[at + 1].lower_ == "of"
    if not noun and (at + 1 >= len(doc) or doc[at].text not in _OPENING):
        return ()
    at += 2 if noun else 1
    states: list[int] = []
    while (country := names.start.get(at + (at < len(doc) and doc[at].lower_ == "the"))) is not None:
        if country.kind != "country" or country.head in names.article.owner or country.head in names.article.places:
            return ()
        states.append(country.head)
        at = country.end
        while at < len(doc) and doc[at].lower_ in (",", "and", "&"):
            at += 1
    closed = at < len(doc) and doc[at].text in _CLOSING
    return tuple(states) if len(states) > 2 or (len(states) == 2 and (closed or noun)) else ()


_OPENING, _CLOSING = ("(", "-", "–", "—"), (")", "-", "–", "—")
_OF_MEMBERS = frozenset(
    {"group", "grouping", "bloc", "alliance", "nations", "countries", "states", "members", "coalition"}
)


def _countries_before(names: PlacedNames, named: Reference) -> int:
    """How many of the name's first words are its country: 2 in "United States National Hurricane Center"."""
    country = next((k for k in (named.start + 1, named.start) if k in names.article.owner), None)
    return 0 if country is None or names.kind(country) != "country" else country + 1 - named.start


def _owner_of_all(names: PlacedNames, named: Reference, lemma: str) -> int | None:
    """ "Peru's Ministry of Energy, Customs Office and Geological Institute": the country that owns the first of the
    bodies owns those behind it, each without an article, unless they are of the world's; an organ of a state also with
    one: "the Peruvian Foreign Ministry, the Ministry of Energy"."""
    doc = names.article.doc
    at = named.start
    if doc[at].lower_ in names.lexicon["above_states"]:
        return None
    organs = names.lexicon["organs_of_a_state"]
    if doc[at - 1].lower_ == "the" and lemma in organs:
        at -= 1
    while at > 1:
        end = at - (doc[at - 1].lower_ in ("and", "or", "&"))
        end -= doc[end - 1].text == ","
        before = names.end.get(end)
        if end == at and before is not None and before.kind == "country" and before.head in names.article.owner:
            return before.head if at == named.start else None
        if end == at or before is None or before.kind != "institution":
            break
        at = before.start
        inner = [k for k in range(max(0, at - 1), end) if k in names.article.owner and names.kind(k) == "country"]
        alike = lemma in organs and doc[before.head].lemma_.lower() in organs
        if inner and (alike or _called_alike(names, before, named)):
            return inner[0]
        owners = [k for k in inner if k >= at and (doc[k].text in POSSESSIVE or doc[k + 1].text in POSSESSIVE)]
        if owners or doc[at - 1].text in POSSESSIVE:
            owner = names.end.get(at - 1)
            return owners[0] if owners else owner.head if owner is not None and owner.kind == "country" else None
        at -= alike and doc[at - 1].lower_ == "the"
    return None


def _called_alike(names: PlacedNames, first: Reference, other: Reference) -> bool:
    """ "the Kenyan army and navy": the second is called the Kenyan navy without those words."""
    actors, doc = names.article.actors, names.article.doc
    adjective = actors[other.actor].name.split()[0]
    return adjective == actors[first.actor].name.split()[0] and doc[other.start].text != adjective


def _hangs_on(doc: Doc, inner: int, named: Reference) -> bool:
    """Whether the parse hangs the phrase that token ``inner`` stands in on the name, or on the noun behind it."""
    return any(named.start <= token.i <= named.end for token in doc[inner].ancestors if token.pos_ != "ADP")


def _acts_through(names: PlacedNames, named: Reference) -> int | None:
    """ "The Government of Colombia, through the Ministry of Health": the head of the country whose body acts for it."""
    doc = names.article.doc
    at = named.start - 1
    if at > 1 and doc[at].lower_ in ("the", "its"):
        at -= 1
    if at < 2 or doc[at].lower_ not in ("through", "via"):
        return None
    state = names.end.get(at - 1 if doc[at - 1].text == "," else at)
    return state.head if state is not None and state.kind == "country" else None
