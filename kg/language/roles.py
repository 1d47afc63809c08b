"""Role frames: what a person or an institution is said to be ("X, head of Y", "Cuban doctor X", "Iran's Quds Force").

A role noun is found by its name, then who is it (the holder) and what it is a role in. Both are read from the order
of the words first and from the parse second: titles, commas and "of" are regular, and parses of them are often wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.aliases import fold
from kg.language.coreference import Article, Reference
from kg.language.grammar import SUBJECTS, Argument, Frame, companions_of, is_passive, prepositions_of, subject_of
from kg.language.placed import (
    POSSESSIVE,
    PlacedNames,
    is_closed,
    listed_after,
    listed_before,
    name_after_comma,
    name_before_comma,
    phrase_after,
    place_names,
    together,
    tokens_of,
)
from kg.language.tokens import Doc, Token
from kg.rules import Lexicon

_HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sir dame lord lady hon hon. rt the st. prof. professor rev. gen. gen general "
    "lt. lt lt.-gen. maj. maj col. col capt. capt sgt. adm. rear vice admiral colonel major captain sheikh "
    "ayatollah".split()
)
"""What may stand between a title and the name: "Senator the Hon. X", "Defence Minister General X"."""
_WITHIN_TITLE = frozenset({"of", "for", "and", "the", "&", ",", "in", "to", "on"})
_NOT_YET = frozenset(
    "candidate candidates nominee nominees hopeful hopefuls contender contenders frontrunner aspirant pretender "
    "race election elections campaign vote ballot bid term office palace".split()
)
"""After a role noun these make it another thing: a presidential candidate is no president."""
_PORTFOLIO = frozenset(
    {"minister", "secretary", "undersecretary", "commissioner", "portfolio", "envoy", "representative"}
)
"""Posts whose "for" and "of" name a field of work, which is no organisation even where a model takes it for one."""
_SPEAKS = frozenset("ambassador spokesman spokeswoman spokesperson negotiator counsel lawyer attorney agent".split())
"""Whoever is this "for" a country has his post there."""
_OF_STATES = frozenset("member members signatory signatories ally partner neighbor neighbour rival adversary".split())
"""What a country can be, too: "NATO's newest member, Sweden"."""
_SENT = frozenset({"ambassador", "envoy", "representative", "consul", "negotiator", "delegate"})
_MADE = frozenset({"name", "elect", "appoint", "make", "crown", "declare", "proclaim", "choose", "hire", "promote"})
_AMONG = frozenset({"one", "some", "several", "two", "three", "most", "many", "all"})
_POST_WORDS = frozenset({"post", "office", "position", "role", "job", "title", "rank", "seat", "function", "duty"})
_HOLD_WORDS = frozenset(
    "hold assume resume take occupy have leave get win retain keep serve accept quit fill inherit enter".split()
)
_REPLACES = frozenset({"replace", "succeed", "follow", "precede", "supplant"})
"""Both hold the post in turn: "X replaced Y as mayor"."""
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "person", "yst", "ographer")
_NO_POSTS = frozenset(
    "supporter backer critic opponent winner loser champion survivor visitor follower admirer rival user reader "
    "viewer buyer lover killer murderer attacker lender donor sponsor creditor debtor holder bidder beneficiary "
    "neighbor neighbour brother sister daughter father mother stepfather stepmother grandfather grandmother "
    "letter number matter order paper center power river water tower offer chapter answer computer helicopter "
    "cancer summer winter september october november december border corner dinner driver's factor sector author "
    "error terror horror mirror human woman german veteran carrier fighter bomber cruiser destroyer tanker "
    "container trailer border order member leader manager either other another former latter ever never rather "
    "whether pioneer frontrunner contender speaker peer insider outsider defector loser whistleblower prisoner "
    "stranger foreigner newcomer mentor ancestor predecessor successor namesake believer customer client voter "
    "protester demonstrator performer character monster master quarter starter cluster register asian indian "
    "russian italian canadian brazilian american christian persian civilian victor favor labor behavior".split()
)
"""Nouns with such endings that name no post or trade at an organisation."""
_PLACED = frozenset({"based", "headquartered", "registered"})
"""After a place and a hyphen these tell where somebody works: "Moscow-based"."""
_CANDIDATES = frozenset({"candidate", "presidential candidate", "nominee", "presidential nominee", "standard-bearer"})
"""No posts; with a party they tell whose party somebody is of."""
_CONTESTED = frozenset(
    "senate house congress parliament assembly council commons legislature duma knesset bundestag court university "
    "college school union eu nato un committee commission presidency".split()
)
"""What a candidate stands for a seat in."""
_STINTS = frozenset(
    "role position post job career tenure time work appointment election nomination term stint year resignation "
    "day departure reign record confirmation inauguration removal dismissal service performance duty credential "
    "life".split()
)
"""Nouns that go on with "as" and a post: "X's tenure as mayor"."""
_HAS = frozenset({"have", "leave", "adopt", "raise", "bear", "marry", "lose", "father"})
"""The subject of these is whose the object is: "X had a daughter, Y"."""
_CHAMBER_OF = {
    "senator": ("senate",), "sen.": ("senate",), "senators": ("senate",), "sen": ("senate",), "sens.": ("senate",),
    "congressman": ("house of representatives", "congress"), "congresswoman": ("house of representatives", "congress"),
    "rep.": ("house of representatives",), "reps.": ("house of representatives",), "rep": ("house of representatives",),
    "speaker": ("house of representatives",),
    "mp": ("house of commons", "parliament"), "mps": ("house of commons", "parliament"),
    "mep": ("european parliament",), "meps": ("european parliament",),
    "judge": ("court",), "magistrate": ("court",), "justice": ("high court",),
}  # fmt: skip
"""Titles of legislators and the chamber that they sit in, if the article names only one such."""
_PEOPLE = frozenset(
    "briton dane swede finn pole turk spaniard frenchman frenchwoman englishman englishwoman irishman irishwoman "
    "dutchman dutchwoman welshman scot scotsman serb croat czech slovak greek swiss thai scotswoman icelander "
    "new-zealander filipina filipino".split()
)
"""Nouns for the people of a country that are no adjectives."""
_BESIDE = frozenset("rival competitor opponent neighbor neighbour ally partner enemy foe counterpart customer".split())
"""Whose name goes before these is no parent of what they name: "Apple's rival Samsung"."""
_PARTY_POSTS = frozenset(
    {"leader", "deputy leader", "co-leader", "party leader", "general secretary", "spokesman", "spokeswoman",
     "spokesperson", "treasurer", "strategist", "campaign manager"}
)  # fmt: skip
"""Posts that somebody with a party's name before it holds in that party."""
_ADJECTIVES = frozenset({"democratic", "republican", "democrat"})
"""Of parties; they also go before posts held elsewhere ("the Republican leader of the Senate")."""
_PRIVATE = frozenset("academy council board bureau college commission institute office registry agency".split())
"""State bodies as a rule, and private ones where the name begins with "American"."""
_POSTED = frozenset({"embassy", "consulate", "mission", "delegation"})
"""Bodies that stand in another country than their own."""
_ANY_BODY = frozenset("company firm airline group organisation organization charity agency club party union".split())
_BARE_BODIES = _ANY_BODY | frozenset(
    "ministry commission department university team bank council committee army police bureau embassy court hospital "
    "school service foundation board federation association league church museum parliament senate force navy".split()
)
"""Words that before a post stand for the body of that kind which was named last."""
_GENERIC = frozenset(
    {"space agency", "agency", "ministry", "central bank", "army", "navy", "air force", "parliament", "lower house",
     "upper house", "intelligence", "police", "regulator", "service", "weather service", "office", "bureau"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """Who holds a role; ``scope`` is the token whose surroundings say how firmly it is told; ``title`` where the role
    stands before the name."""

    holders: list[Token]
    scope: Token
    how: str
    title: bool = False


class RoleReader:
    """Finds role nouns, who they are said of, and the body or country they belong to. ``known`` are the role names
    (lower case, one to four words) that some rule looks for.

    Three names stand for what has no noun of its own: ``person`` (somebody named with an institution, "X of Y"),
    ``partisan`` (named with a party, "Republican X", "X (D-Ohio)") and ``native`` (named with a nationality and no
    more, "the Cuban X", "X, a Canadian"); ``named body`` is an institution whose name has no known head word.
    """

    def __init__(self, known: frozenset[str], lexicon: Lexicon) -> None:
        known |= _CANDIDATES
        self._lexicon = lexicon
        self._known = known
        self._last_words = frozenset(phrase.split()[-1] for phrase in known) | {
            phrase.split()[0] for phrase in known if " of " in phrase or " in " in phrase or " to " in phrase
        }
        self._longest: dict[str, int] = {}
        for phrase in known:
            *_, last = phrase.replace("-", " ").split()
            self._longest[last] = max(self._longest.get(last, 1), phrase.count(" ") + 2 * phrase.count("-") + 1)
        self._beginnings = frozenset(phrase.replace("-", " ").split()[0] for phrase in known)
        self._index: PlacedNames | None = None

    def frames(self, article: Article, token: Token) -> Iterable[Frame]:
        """The role frames whose noun is ``token``."""
        names = self._placed(article)
        covering = names.cover.get(token.i)
        if (
            covering is None and token.pos_ in _NO_ROLES and token.lower_ not in names.party
            and token.tag_ not in ("NN", "NNP")
        ):  # fmt: skip
            return ()
        return self._frames(names, covering, token)

    def _frames(self, names: PlacedNames, covering: Reference | None, token: Token) -> Iterator[Frame]:
        article = names.article
        if covering is not None and token.lower_ in names.party and covering.end - covering.start == 1:
            yield from self._partisan(names, token)
            return
        if covering is None:
            titled = token.pos_ == "ADV" and token.i + 1 in names.start  # "Ajax forward X"
            if (titled or token.pos_ in ("NOUN", "PROPN", "ADJ")) and self._is_role(token):
                yield from self._role(names, token)
            elif token.lower_ in names.party and token.text[0].isupper():
                yield from self._partisan(names, token)
            elif _names_a_doer(token):
                yield from self._role(names, token)
        elif (
            covering.kind == "person" and token.i == covering.start and token.i < covering.head and self._is_role(token)
        ):
            yield from self._role(names, token, covering)
            return
        if covering is not None and token.i == covering.head:
            if covering.kind == "institution":
                yield from self._institution(names, covering)
            elif covering.kind == "person":
                yield from self._person(names, covering)
            elif token.i in article.owner or token.lower_ in _PEOPLE or token.tag_ in ("NNS", "NNPS"):
                yield from self._native(names, covering)

    def described(self, article: Article, noun: Token) -> Token:
        """The head of the name that ``noun`` stands behind in apposition or is a word of, else ``noun``: "X (Y), the
        movement | founded by Z", "the Alliance of Sahel States, | which"."""
        if noun.i in article.at or noun.i in article.owner or noun.pos_ not in ("NOUN", "PROPN"):
            return noun
        names = self._placed(article)
        named = names.cover.get(noun.i)
        if named is None:
            first = noun.left_edge
            if first.lower_ in ("a", "an", "the") and first.dep_ == "det":
                named = name_before_comma(names, noun.doc, first.i, noun.sent.start)
        if named is None or named.kind == "country":
            return noun
        return article.doc[named.head]

    def _placed(self, article: Article) -> PlacedNames:
        if self._index is None or self._index.article is not article:
            self._index = place_names(article, self._lexicon)
        return self._index

    def _is_role(self, token: Token) -> bool:
        return token.lower_ in self._last_words or token.lemma_.lower() in self._last_words or (
            token.tag_ == "NNPS" and _singular(token) in self._last_words
        )  # fmt: skip

    # -- roles -------------------------------------------------------------------------------------------------

    def _role(self, names: PlacedNames, noun: Token, inside: Reference | None = None) -> Iterator[Frame]:
        """``inside`` is the name that the role noun is part of ("President Biden" as a name of the alias table)."""
        phrase = self._phrase(names, noun)
        if phrase is None:
            return
        start, end, lemma = phrase
        doc = noun.doc
        if (
            end == noun.i + 1
            and noun.lower_ in self._beginnings
            and any(doc[noun.i : noun.i + size].text.lower() in self._known for size in (2, 3))
        ):
            return  # "secretary-general", "chief executive": its last word is the role noun
        following = doc[end] if end < len(doc) else None
        if following is not None and following.lower_ in _NOT_YET:
            return
        left = self._left_of(names, noun, start)
        if inside is not None:
            found = _Found([doc[inside.head]], doc[inside.head], "title before the name", title=True)
        else:
            found = self._holders(names, noun, left[0].i if left else start, start, end)
        if not found.holders:
            return
        barred = {i for holder in found.holders for i in tokens_of(names, holder)}
        arguments = self._seats(names, noun, end, lemma, barred, found)
        arguments += _left_arguments(names, left, start, lemma, barred)
        if not arguments:
            arguments = self._shared(names, noun, lemma, barred)
        if noun.dep_ in ("dobj", "obj") and noun.head.lemma_.lower() in _HAS and found.how == "apposition":
            subject = subject_of(noun.head, 0, names.control)
            if subject is not None and subject.i not in barred:
                arguments.append(Argument("owner", subject.i))
        if found.title and not left and not any(a.role in ("owner", "of") for a in arguments):
            arguments += _bare_owner(names, doc, start, barred, self._lexicon["kin"])
        seated = any(names.kind(a.token) in ("institution", "country") for a in arguments)
        if found.how in ("as", "made it") and not seated:
            arguments += _employers(names, found.scope)
        if not seated and (meant := _body_meant(names, noun, start, lemma)) is not None and meant not in barred:
            arguments.append(Argument("home", meant))
        chamber = _chamber(names, noun, start)
        if chamber is not None and not any(names.kind(a.token) == "institution" for a in arguments):
            arguments.append(Argument("home", chamber))
        party = next((t for t in left if t.lower_ in names.party and t.text[0].isupper() and _alone(names, t.i)), None)
        if party is not None and lemma in _PARTY_POSTS and not seated and party.lower_ not in _ADJECTIVES:
            arguments.append(Argument("modifier", names.party[party.lower_]))  # "Labour leader X"
        if lemma == "attorney" and found.title and noun.text[0].isupper() and any(a.role == "from" for a in arguments):
            lemma = "us attorney"  # the state's, while "an American attorney" is only a lawyer
        if any(t.lemma_.lower() in self._lexicon["national_posts"] and t.dep_ == "poss" for t in left):
            lemma = "presidential aide" if lemma in self._lexicon["posts"] else lemma  # "the president's spokesman"
        role = self._written(names, left, noun, _portfolio_end(names, doc, lemma, end))
        scope = found.scope
        pairs = _paired(names, found.holders, arguments, plural=noun.tag_ in ("NNS", "NNPS"))
        apart = not arguments and lemma in self._lexicon["posts"]  # "Presidents X and Y": each of his own country
        if apart or found.how == "named as an example":
            # Examples of allies are not allies of one another.
            pairs = (([holder], arguments) for holder in found.holders)
        if names.kind(found.holders[0].i) == "institution":
            # "Masdar, the Abu Dhabi company"
            towns = [
                t.i
                for t in left
                if names.kind(t.i) == "country" and t.i in names.head and not _is_nationality(names, t.i)
            ]
            arguments += [Argument("in", i) for i in towns if doc[i + 1].text not in POSSESSIVE]
        for holders, own in pairs:
            held = [Argument("holder", holder.i) for holder in holders]
            yield Frame("role", lemma, noun.i, scope.i, companions_of(noun), (*held, *own), role=role, how=found.how)
        based = next(
            (
                t
                for t in left
                if t.lower_ in _PLACED and t.i >= 2 and doc[t.i - 1].text == "-" and names.kind(t.i - 2) == "country"
            ),
            None,
        )
        if based is not None:
            held = [Argument("holder", holder.i) for holder in found.holders]
            yield Frame(
                "role", "based", noun.i, scope.i, frozenset(), (*held, Argument("in", based.i - 2)), how="based in"
            )
        parties = [a for a in arguments if _stands_for(names, a)] if lemma in _CANDIDATES else []
        if parties:
            held = [Argument("holder", holder.i) for holder in found.holders]
            of_party = (*held, parties[0])
            yield Frame("role", "partisan", noun.i, scope.i, frozenset(), of_party, how="stands for the party")
        if party is not None and not (lemma in _PARTY_POSTS and party.lower_ not in _ADJECTIVES):
            held = [Argument("holder", holder.i) for holder in found.holders]
            modifier = Argument("modifier", names.party[party.lower_])
            yield Frame(
                "role", "partisan", noun.i, scope.i, frozenset(), (*held, modifier), how="party before the role"
            )

    def _phrase(self, names: PlacedNames, noun: Token) -> tuple[int, int, str] | None:
        """The longest role name that ends at ``noun`` ("deputy prime minister") or goes on after it ("secretary of
        state"): (first token, end, lemma)."""
        doc = noun.doc
        for size in (4, 3):
            if noun.i + size <= len(doc) and doc[noun.i + 1].lower_ in ("of", "in", "to"):
                text = doc[noun.i : noun.i + size].text.lower()
                if text in self._known:
                    before = self._before(noun, noun.i, text)
                    return before, noun.i + size, text
        forms = dict.fromkeys((noun.lower_, noun.lemma_.lower(), _singular(noun)))
        most = max(self._longest.get(form, 1) for form in forms)
        for size in range(most, 0, -1):
            start = noun.i - size + 1
            if start < noun.sent.start or any(i in names.cover for i in range(start, noun.i)):
                continue
            text = "".join(t.lower_ + t.whitespace_ for t in doc[start : noun.i])
            for last in forms:
                if text + last in self._known:
                    return start, noun.i + 1, text + last
        return (noun.i, noun.i + 1, "doer") if _names_a_doer(noun) else None

    def _before(self, noun: Token, start: int, text: str) -> int:
        """ "deputy secretary of state": where the longer known name begins."""
        doc = noun.doc
        for size in (2, 1):
            if start - size >= noun.sent.start and doc[start - size : start].text.lower() + " " + text in self._known:
                return start - size
        return start

    def _left_of(self, names: PlacedNames, noun: Token, start: int) -> list[Token]:
        """The words of the noun phrase before the role noun."""
        doc = noun.doc
        left: list[Token] = []
        past = start
        for i in range(start - 1, max(noun.sent.start, start - 10) - 1, -1):
            token = doc[i]
            if i >= past:
                continue
            named = names.cover.get(i)
            if token.text == ")" and (opening := _short_form_before(names, doc, i)):
                past = opening  # "the African Union (AU) chairman"
                continue
            if named is None:
                if token.is_space or token.pos_ in ("AUX", "SCONJ", "CCONJ"):
                    break
                if token.pos_ in ("VERB", "ADP") and token.dep_ not in ("amod", "case", "compound"):
                    break
                if token.is_punct and token.text not in ("-", "’", "'", "."):
                    break
                if token.pos_ == "PRON" and token.dep_ != "poss" and token.tag_ != "PRP$":
                    break
                if token.ent_type_ in ("DATE", "TIME") or (token.pos_ == "NUM" and len(token) == 4):
                    break
                if (
                    token.pos_ == "ADV"
                    and not i < token.head.i <= noun.i
                    and token.lower_ not in self._lexicon["former"]
                ):
                    break  # "And so | Secretary X said"
            elif named.kind == "person" and doc[named.end].text not in POSSESSIVE and named.end != start:
                break
            left.append(token)
            if token.dep_ == "det" and token.lower_ in ("the", "a", "an", "this") and named is None:
                break
        return left[::-1]

    def _written(self, names: PlacedNames, left: Iterable[Token], noun: Token, end: int) -> str:
        """The role as the article writes it, without article, country and institution."""
        doc = noun.doc
        words = [
            t.text for t in left
            if t.i not in names.cover and t.dep_ not in ("det", "poss", "case", "nummod") and t.text not in POSSESSIVE
            and t.lower_ not in ("the", "a", "an", "his", "her", "its", "their") and not t.is_punct
        ]  # fmt: skip
        first = noun.i
        while first - 1 in {t.i for t in left} and first - 1 not in names.cover and doc[first - 1].text == "-":
            first -= 2
        phrase = self._phrase(names, noun)
        begin = phrase[0] if phrase else noun.i
        text = doc[begin:end].text
        if begin >= 1 and doc[begin - 1].text == "-" and words:
            return " ".join([*words[:-1], f"{words[-1]}-{text}"])
        return " ".join(" ".join([*words, text]).split())

    # -- who holds it ------------------------------------------------------------------------------------------

    def _holders(self, names: PlacedNames, noun: Token, first: int, start: int, end: int) -> _Found:
        plural = noun.tag_ in ("NNS", "NNPS")
        given = _examples_after(names, noun, end) if plural else []
        if given:
            return _Found(given, noun, "named as an example")
        after = self._name_after(names, noun, end)
        if after is not None:
            heads = [after.head, *(listed_after(names, after) if plural else ())]
            holders = [noun.doc[i] for i in heads]
            return _Found(holders, holders[0], "title before the name", title=True)
        return self._by_comma(names, noun, first, end, plural) or self._by_parse(names, noun, plural)

    def _name_after(self, names: PlacedNames, noun: Token, end: int) -> Reference | None:
        """The name that the role noun is a title of: "President X", "Secretary of State X", "Minister for Health X"."""
        doc = noun.doc
        limit = noun.sent.end
        at = end
        for _ in range(4):
            if at >= limit:
                return None
            named = names.start.get(at)
            if named is not None:
                if named.kind == "country" and (at in names.article.owner or doc[at].pos_ == "ADJ"):
                    return None
                if doc[named.head].pos_ == "PRON":
                    return None
                return named if self._is_title(noun, doc[named.head], named) else None
            token = doc[at]
            if token.lower_ in _HONORIFICS and at not in names.cover:
                at += 1
                continue
            if token.text == "(" and at + 2 < limit and noun.text[0].isupper():
                closing = next((k for k in range(at + 1, min(at + 6, limit)) if doc[k].text == ")"), 0)
                if closing and closing + 1 in names.start and names.start[closing + 1].kind == "person":
                    at = closing + 1  # "Labour MP (Member of Parliament) X"
                    continue
                return None
            if token.lower_ in ("and", "&", "-", "/", ",") and at + 1 < limit:
                nxt = self._next_title(names, noun, at, limit)
                if nxt is not None:
                    at = nxt
                    continue
                return None
            break
        if at < limit and (
            doc[at].lower_ in ("of", "for", "on", "at", "from")
            or (doc[at].lower_ in ("to", "in") and noun.text[0].isupper())
        ):
            return self._after_portfolio(names, noun, at, limit)
        if at + 1 < limit and doc[at].lower_ == "to":
            # "Ambassador to the United States X"
            place = names.start.get(at + 1) or (names.start.get(at + 2) if doc[at + 1].lower_ == "the" else None)
            named = names.start.get(place.end) if place is not None and place.kind != "person" else None
            return named if named is not None and named.kind == "person" else None
        return None

    def _next_title(self, names: PlacedNames, noun: Token, at: int, limit: int) -> int | None:
        """Where the coordinated title ends: "president and | chief executive X", "singer, | actor and | activist X"."""
        doc = noun.doc
        if doc[at].text == ",":
            chain = doc[at + 1 : min(at + 9, limit)]
            joint = next((t.i for t in chain if t.lower_ == "and"), None)
            if joint is None or any(names.cover.get(i) is not None for i in range(at + 1, joint)):
                return None
        first = at + 1
        if first < limit and doc[first].lower_ == "and":
            first += 1
        if noun.i and doc[noun.i - 1].lower_ == "the":
            return None
        for j in range(first, min(first + 4, limit)):
            token = doc[j]
            if j in names.cover or token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.dep_ == "poss":
                return None
            if self._is_role(token) and self._phrase(names, token) is not None:
                after = j + 1
                if after < limit and (
                    doc[after].lower_ in ("and", ",", "&") or after in names.start or doc[after].lower_ in _HONORIFICS
                ):
                    return after
        return None

    def _is_title(self, noun: Token, head: Token, named: Reference) -> bool:
        if noun.text[0].isupper() or noun.head.i == head.i or head.head.i == noun.i:
            return True
        determined = any(child.dep_ == "det" and child.lower_ != "one" for child in noun.children)
        return not determined or noun.dep_ in ("compound", "nmod", "amod")

    def _after_portfolio(self, names: PlacedNames, noun: Token, at: int, limit: int) -> Reference | None:
        """ "Secretary of Homeland Security X", "members of the Senate X and Y": the person after the field of work."""
        doc = noun.doc
        capital = noun.text[0].isupper()
        spans = 0
        k = at + 1
        for _ in range(14):
            if k >= limit:
                return None
            named = names.start.get(k)
            if named is not None and named.kind == "person":
                before = doc[k - 1]
                if before.text == "," or before.lower_ in _WITHIN_TITLE - {"the"} or k == at + 1:
                    return None  # "took over as leader from X"
                return named
            if named is not None:
                k = named.end
                spans += 1
                if not capital and spans > 1:
                    return None
                continue
            token = doc[k]
            small = (
                not capital
                and not spans
                and token.is_lower
                and token.pos_ in ("NOUN", "ADJ")
                and not self._is_role(token)
                and not _names_a_doer(token)
            )
            if (
                small
                or token.lower_ in _WITHIN_TITLE
                or token.lower_ in _HONORIFICS
                or (capital and token.text[0].isupper())
            ):
                k += 1
                continue
            return None
        return None

    def _by_comma(self, names: PlacedNames, noun: Token, first: int, end: int, plural: bool) -> _Found | None:
        """Apposition, read from the commas: "X, 45, the director of Y", "the director of Y, X,"."""
        doc = noun.doc
        subject = noun.dep_ in SUBJECTS
        left = name_before_comma(names, doc, first, noun.sent.start)
        if left is not None and left.kind == "institution" and self._is_personal(noun):
            left = _introduced_with(names, left) or left
        right = name_after_comma(names, doc, noun, end, countries=noun.lower_ in _OF_STATES)
        if doc[first].lower_ == "whose":
            return _Found([doc[right.head]], noun, "apposition") if right is not None else None
        apposed = [
            c
            for c in noun.children
            if c.dep_ == "appos" and c.i > noun.i and names.kind(c.i) in ("person", "institution")
        ]
        linked = next((c for c in apposed if names.kind(c.i) == "person"), apposed[0] if apposed else None)
        if right is None and linked is not None and linked.i in names.head:
            right = names.head[linked.i]
        if left is not None and (noun.dep_ == "appos" or (not subject and (right is None or noun.dep_ != "pobj"))):
            if (noun.dep_ == "conj" and right is not None and linked is not None) or (
                plural and not listed_before(names, left)
            ):
                left = None
            elif noun.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "attr") and not is_closed(doc, names, noun, end):
                left = None
            else:
                heads = [left.head, *(listed_before(names, left) if plural else ())]
                return _Found([doc[i] for i in sorted(heads)], doc[left.head], "apposition")
        if right is not None and (linked is not None or noun.dep_ != "appos"):
            heads = [right.head, *(listed_after(names, right) if plural else ())]
            return _Found([doc[i] for i in heads], noun, "apposition")
        return None

    def _is_personal(self, noun: Token) -> bool:
        """Whether only people can be what the noun says."""
        return any(noun.lemma_.lower() in self._lexicon[words] for words in ("posts", "ranks", "kin"))

    def _by_parse(self, names: PlacedNames, noun: Token, plural: bool, depth: int = 0) -> _Found:
        head = noun.head
        nobody = _Found([], noun, "")
        if depth > 4 or (head == noun and noun.dep_ != "ROOT"):
            return nobody
        if noun.dep_ == "appos":
            anchor = head
            for _ in range(4):
                if names.kind(anchor.i) in ("person", "institution") or anchor.pos_ == "PRON" or anchor.dep_ != "appos":
                    break
                anchor = anchor.head
            if anchor.i in names.article.at and anchor.i < noun.i:
                return _Found(together(anchor) if plural else [anchor], anchor, "apposition")
            return nobody
        if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN") and head.i not in names.article.at:
            if plural and head.tag_ == "NN" and self._is_role(head):
                return nobody  # "X, an adviser, and the heads of Y were held"
            phrase = self._phrase(names, head) if self._is_role(head) else None
            if phrase is not None and head.i not in names.cover:
                left = self._left_of(names, head, phrase[0])
                found = self._holders(names, head, left[0].i if left else phrase[0], phrase[0], phrase[1])
                return _Found(found.holders, found.scope, found.how)
            return self._by_parse(names, head, plural, depth + 1)
        if noun.dep_ in SUBJECTS and head.lemma_ == "be":
            # "Her father was X", "The new chairman is X"
            said = next((c for c in head.children if c.dep_ == "attr"), None)
            if said is not None and names.kind(said.i) == "person" and said.i in names.head:
                return _Found(together(said) if plural else [said], head, "copula")
            return nobody
        if noun.dep_ == "attr" and head.lemma_ in ("be", "become", "remain"):
            return _said_of(_subject(names, head), head, "copula", plural)
        if noun.dep_ == "oprd":
            if is_passive(head):
                return _said_of(subject_of(head, 0, names.control), head, "made it", plural)
            objects = [c for c in head.children if c.dep_ in ("dobj", "obj")]
            return _Found(objects[:1], head, "made it")
        if noun.dep_ in ("ccomp", "xcomp", "dobj", "attr") and head.pos_ == "VERB" and head.lemma_.lower() in _MADE:
            inner = [c for c in noun.children if c.dep_ in SUBJECTS]
            beside = head.nbor() if head.i + 1 < len(head.doc) else head
            if not inner and beside.lower_ in ("him", "her") and beside.i + 1 < noun.i and beside.i in names.article.at:
                inner = [beside]  # "making her the party's first candidate", where a parser takes "her" for a possessor
            if inner:
                return _Found(inner, head, "made it")
            if is_passive(head):
                return _said_of(subject_of(head, 0, names.control), head, "made it", plural)
        if noun.dep_ == "pobj" and head.lower_ == "as":
            return _as_role(names, head, plural)
        if noun.dep_ == "pobj" and head.lower_ in ("of", "among"):
            above = head.head
            if above.lower_ in _AMONG and above.pos_ in ("NUM", "DET", "PRON", "ADJ", "NOUN"):
                return self._by_parse(names, above, plural=False, depth=depth + 1)
            if (
                above.lemma_.lower() in _POST_WORDS
                and above.dep_ in ("dobj", "obj")
                and above.head.lemma_.lower() in _HOLD_WORDS
            ):
                return _said_of(subject_of(above.head, 0, names.control), above.head, "holds the post", plural=False)
        return nobody

    # -- what it is a role in ------------------------------------------------------------------------------------

    def _seats(
        self, names: PlacedNames, noun: Token, end: int, lemma: str, barred: set[int], found: _Found
    ) -> list[Argument]:
        """Prepositional phrases of the role noun and, for a title, of the name behind it."""
        doc = noun.doc
        out: dict[tuple[str, int], None] = {}
        pending = [(role, pobj, 0) for role, pobj in prepositions_of(noun)]
        if found.title:
            for holder in found.holders:
                place = names.head.get(holder.i)
                if place is not None:
                    after = phrase_after(names, doc, place.end)
                    if (
                        after is not None
                        and after[0] in self._behind_a_title(lemma)
                        and not _is_party(names, after[1])
                        and not _of_a_party(noun, names, after[1])
                    ):
                        pending.append((after[0], doc[after[1]], 0))
        beside = phrase_after(names, doc, end)
        if beside is not None:
            # What stands right behind the role is its own; a parse may hang on it what belongs to a later one.
            pending = [(beside[0], doc[beside[1]], 0)]
        if found.how == "apposition" and end + 1 < len(doc) and doc[end].text == "," and doc[noun.i - 1].text == ",":
            listed = names.start.get(end + 1) or (names.start.get(end + 2) if doc[end + 1].lower_ == "the" else None)
            if listed is not None and listed.kind == "institution" and listed.head not in barred:
                out["at", listed.head] = None  # "X, Director, Institute of Y"
        while pending and len(out) < 12:
            role, pobj, depth = pending.pop(0)
            if pobj.i in barred:
                continue
            if role in ("to", "of", "for") and pobj.lemma_.lower() in self._lexicon["national_posts"]:
                # "adviser to the Emirati president", "spokesman for the president of Kenya"
                led = [c for c in pobj.lefts if names.kind(c.i) == "country"]
                led += [t for inner, t in prepositions_of(pobj) if inner == "of" and names.kind(t.i) == "country"]
                for country in led[:1]:
                    out[role, country.i] = None
            if pobj.i not in names.article.at and pobj.i not in names.article.owner and depth < 3:
                titled = self._titled(names, pobj)
                out[role, titled if titled is not None else pobj.i] = None
                nested = [
                    (inner, t, depth + 1)
                    for inner, t in prepositions_of(pobj)
                    if inner in ("of", "in", "at", "for", "within")
                ]
                pending += nested
                if (
                    titled is None
                    and role in ("of", "at", "for")
                    and pobj.lemma_.lower() in self._lexicon["parts_of_a_body"]
                ):
                    # "head of Hamas's political bureau", "commander of Ukrainian ground forces"
                    owners = [
                        c
                        for c in pobj.lefts
                        if c.dep_ in ("poss", "amod", "compound", "nmod")
                        and names.kind(c.i) in ("country", "institution")
                    ]
                    for owner in owners[:1]:
                        out[role, owner.i] = None
                continue
            if role in ("of", "for") and _is_portfolio(lemma) and not self._is_body(names, pobj):
                continue
            if role == "for" and names.kind(pobj.i) == "country" and lemma.split()[-1] not in _SPEAKS:
                continue  # "Special Envoy for Iran", "director for Russia": a field of work
            out[role, pobj.i] = None
        return [Argument(role, i) for role, i in out]

    def _behind_a_title(self, lemma: str) -> tuple[str, ...]:
        """The prepositions that tell of the post behind a name with its title: "Professor X at Y", but not "President
        X at Y", who only is there."""
        if lemma in self._lexicon["national_posts"] or _is_portfolio(lemma):
            return ("of",)
        return ("of", "from", "for", "with", "at")

    def _titled(self, names: PlacedNames, noun: Token) -> int | None:
        """The head of the name that ``noun`` is a title of: "sister of singer X"."""
        if not self._is_role(noun):
            return None
        phrase = self._phrase(names, noun)
        named = self._name_after(names, noun, phrase[1]) if phrase is not None else None
        return named.head if named is not None else None

    def _is_body(self, names: PlacedNames, token: Token) -> bool:
        """False for a field of work that a model took for an organisation ("Foreign Affairs")."""
        named = names.head.get(token.i) or names.cover.get(token.i)
        if named is None or named.kind != "institution":
            return True
        words = [t.lower_ for t in token.doc[named.start : named.end]]
        if names.article.actors[named.actor].alias is not None or any(w.isupper() for w in (token.text,)):
            return True
        return words[-1] != "affairs" and (words[-1] in self._known or words[0] in self._known or "of" in words)

    def _shared(self, names: PlacedNames, noun: Token, lemma: str, barred: set[int]) -> list[Argument]:
        """ "president and CEO of Y", "Y's president and CEO": what the coordinated role has."""
        others = [c for c in noun.children if c.dep_ == "conj"]
        if noun.dep_ == "conj":
            others.append(noun.head)
        own = self._phrase(names, noun)
        joint = own[1] if own is not None else noun.i + 1
        if joint < noun.sent.end and noun.doc[joint].lower_ in ("and", "&"):
            # "CEO and co-founder of Y", whose hyphen parsers stumble over
            others += [t for t in noun.doc[joint + 1 : min(joint + 5, noun.sent.end)] if self._is_role(t)]
        for other in others:
            if other.pos_ not in ("NOUN", "PROPN") or other.i in names.cover or not self._is_role(other):
                continue
            phrase = self._phrase(names, other)
            if phrase is None:
                continue
            found = [Argument(role, pobj.i) for role, pobj in prepositions_of(other) if pobj.i not in barred]
            beside = phrase_after(names, noun.doc, phrase[1])
            if beside is not None and beside[1] not in barred and other.i > noun.i:
                found = [Argument(*beside)]
            if other.i < noun.i:
                found += _left_arguments(names, self._left_of(names, other, phrase[0]), phrase[0], lemma, barred)
            if found:
                return found
        return []

    # -- people without a role noun ------------------------------------------------------------------------------

    def _person(self, names: PlacedNames, named: Reference) -> Iterator[Frame]:
        """ "X of the Center for Y", "X from Y", "CNN's X", "X (D-Ohio)"."""
        doc = names.article.doc
        head = doc[named.head]
        holder = Argument("holder", named.head)
        fellows: list[Argument] = []
        end = named.end
        if end + 1 < len(doc) and doc[end].lower_ == "also":
            end += 1
        elif end + 1 < len(doc) and doc[end].text == ",":
            end += 2 if doc[end + 1].lower_ in ("formerly", "now", "currently", "both", "all", "also") else 1
            if doc[end].lower_ not in ("of", "from"):
                end = named.end
            elif doc[end - 1].lower_ in ("both", "all"):
                fellows = [Argument("holder", i) for i in listed_before(names, named) if i != named.head]
        yield from self._from_a_country(names, named, fellows, end)
        after = phrase_after(names, doc, end)
        arguments: list[Argument] = []
        if after is not None and names.kind(after[1]) == "institution":
            preposition = doc[end]
            own = preposition.head.i in range(named.start, named.end)
            if (
                after[0] == "of"
                or end > named.end
                or (after[0] in ("from", "with") and own)
                or (after[0] == "at" and own and head.dep_ in SUBJECTS and not self._titled_before(names, named))
            ):
                arguments.append(Argument(after[0], after[1]))
        if head.dep_ in ("compound", "nmod", "amod"):
            return
        if named.start >= 2 and doc[named.start - 1].text in POSSESSIVE:
            owner = names.end.get(named.start - 1) or names.end.get(named.start)
            if owner is not None and owner.kind == "institution":
                arguments.append(Argument("owner", owner.head))
            elif owner is not None and owner.kind == "country" and named.end - named.start > 1:
                native = (holder, Argument("from", owner.head))
                yield Frame("role", "native", head.i, head.i, frozenset(), native, how="named with it")
        inside = names.start.get(named.end + 1)
        bracketed = inside is not None and inside.end < len(doc) and doc[named.end].text + doc[inside.end].text == "()"
        if inside is not None and inside.kind == "institution" and bracketed:
            arguments.append(Argument("of", inside.head))
        if arguments:
            before = doc[named.start - 1] if named.start else head
            partisan = any(
                _is_party(names, argument.token) or _of_a_party(before, names, argument.token) for argument in arguments
            )
            yield Frame(
                "role",
                "partisan" if partisan else "person",
                head.i,
                head.i,
                frozenset(),
                (holder, *fellows, *arguments),
                how="named with it",
            )
        if named.end + 1 < len(doc) and doc[named.end].text in ("(", ","):
            letter = doc[named.end + 1]
            party = letter.lower_.split("-")[0].rstrip(".")
            state = "-" in letter.text or (named.end + 2 < len(doc) and doc[named.end + 2].text == "-")
            if party in names.party and letter.text[0].isupper() and (doc[named.end].text == "(" or state):
                modifier = Argument("modifier", names.party[party])
                yield Frame(
                    "role", "partisan", head.i, head.i, frozenset(), (holder, modifier), how="party in brackets"
                )

    def _from_a_country(
        self, names: PlacedNames, named: Reference, fellows: list[Argument], end: int
    ) -> Iterator[Frame]:
        """ "X and Y, both from Kenya,", "X of Kenya": where they are from; "X, from Turin, Italy,": where they live."""
        doc = names.article.doc
        if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "from"):
            return
        head = doc[named.head]
        holders = (Argument("holder", named.head), *fellows)
        after = phrase_after(names, doc, end)
        if after is not None and after[1] in names.article.places:
            if head.dep_ not in ("compound", "nmod", "amod") and not self._titled_before(names, named):
                arguments = (*holders, Argument("in", after[1]))
                yield Frame("role", "based", head.i, head.i, frozenset(), arguments, how="named with it")
            return
        if after is not None and names.kind(after[1]) == "country":
            closed = end == named.end and doc[end].lower_ == "of" and not self._titled_before(names, named)
            if (end > named.end or closed) and head.dep_ not in ("compound", "nmod", "amod"):
                arguments = (*holders, Argument("from", after[1]))
                yield Frame("role", "native", head.i, head.i, frozenset(), arguments, how="named with it")
            return
        town = next((e for e in doc[head.i].sent.ents if e.start == end + 1 and e.label_ in ("GPE", "LOC")), None)
        place = _country_after_comma(names, town.end) if town is not None else None
        if place is not None:
            arguments = (*holders, Argument("in", place))
            yield Frame("role", "based", head.i, head.i, frozenset(), arguments, how="named with it")

    def _titled_before(self, names: PlacedNames, named: Reference) -> bool:
        """Whether a role noun stands right before the name: "President X of Kenya"."""
        at = named.start - 1
        while at > 0 and names.article.doc[at].lower_ in _HONORIFICS:
            at -= 1
        if at < 0:
            return False
        before = names.article.doc[at]
        if at < named.start - 1 and names.article.doc[named.start - 1].lower_ not in ("mr.", "mr", "mrs.", "ms."):
            return True
        if any(self._is_role(t) for t in names.article.doc[named.start : named.head]):
            return True
        listed = at > 0 and before.lower_ in ("and", ",") and at in names.end
        return self._is_role(before) or _names_a_doer(before) or listed

    def _partisan(self, names: PlacedNames, token: Token) -> Iterator[Frame]:
        """ "Republican X", "fellow Democrats X and Y", "X, a Republican", "X is a Democrat"."""
        if token.i + 1 < len(token.doc) and self._is_role(token.nbor()) and token.dep_ in ("amod", "compound", "nmod"):
            return
        left = self._left_of(names, token, token.i)
        found = self._holders(names, token, left[0].i if left else token.i, token.i, token.i + 1)
        holders = [holder for holder in found.holders if names.kind(holder.i) == "person"]
        if holders:
            arguments = (*(Argument("holder", h.i) for h in holders), Argument("modifier", names.party[token.lower_]))
            yield Frame("role", "partisan", token.i, found.scope.i, frozenset(), arguments, how=found.how)

    def _native(self, names: PlacedNames, named: Reference) -> Iterator[Frame]:
        """ "Briton X", "X, a native Nigerien", "X is a Canadian": a nationality and no more."""
        doc = names.article.doc
        token = doc[named.head]
        after = names.start.get(named.end)
        holders: list[Token] = []
        scope = token
        before = doc[named.start - 1] if named.start else None
        if before is not None and before.text.istitle() and before.pos_ in ("ADJ", "PROPN") and before.ent_type_:
            return  # "American Samoan"
        if token.tag_ in ("NNS", "NNPS"):
            if token.text == names.article.actors[named.actor].name:
                return  # "the Philippines"
            found = self._holders(names, token, named.start, named.start, named.end)
            holders, scope = [h for h in found.holders if names.kind(h.i) == "person"], found.scope
        elif after is not None and after.kind == "person" and token.dep_ in ("amod", "compound", "nmod"):
            holders = [doc[after.head]]
        elif before is not None and before.lower_ in ("himself", "herself") and doc[before.i - 1].text == ",":
            other = names.end.get(before.i - 1)  # "X, himself Congolese,"
            holders = [doc[other.head]] if other is not None and other.kind == "person" else []
        elif token.dep_ in ("appos", "attr") and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            clause = any(child.dep_ == "relcl" for child in token.children)
            if token.left_edge.lower_ in ("a", "an") or (token.left_edge.lower_ == "the" and clause):
                found = self._by_comma(names, token, token.left_edge.i, named.end, plural=False) or self._by_parse(
                    names, token, plural=False
                )
                holders, scope = found.holders, found.scope
        elif token.dep_ == "acomp" and token.head.lemma_ == "be":
            subject = subject_of(token.head, 0, names.control)
            holders = [subject] if subject is not None and names.kind(subject.i) == "person" else []
            scope = token.head
        elif token.dep_ in SUBJECTS and named.start and doc[named.start - 1].lower_ in ("a", "an"):
            other = name_after_comma(names, doc, token, named.end)  # "An Australian, X, appeared"
            holders = [doc[other.head]] if other is not None and other.kind == "person" else []
        if holders:
            arguments = (*(Argument("holder", h.i) for h in holders), Argument("from", token.i))
            yield Frame("role", "native", token.i, scope.i, frozenset(), arguments, how="nationality")

    # -- institutions ----------------------------------------------------------------------------------------------

    def _institution(self, names: PlacedNames, named: Reference) -> Iterator[Frame]:
        """An institution and the country or body it is named with: "Iran's Quds Force", "the US Southern Command"."""
        article = names.article
        doc = article.doc
        head = doc[named.head]
        lemma = self._head_word(doc, named)
        if doc[named.start].lower_ == "american" and lemma in _PRIVATE:
            lemma = "private body"
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
            if head.is_lower:
                arguments[Argument("from", i)] = None
        before = doc[named.start - 1] if named.start else None
        if before is not None and before.text in POSSESSIVE and head.dep_ not in ("compound", "nmod", "amod"):
            owner = names.end.get(named.start - 1) or names.end.get(named.start)
            if owner is not None and owner.kind != "person":
                arguments[Argument("owner", owner.head)] = None
            elif owner is not None and _is_party(names, named.head):
                belonging = (Argument("holder", owner.head), Argument("modifier", named.head))
                yield Frame("role", "partisan", head.i, head.i, frozenset(), belonging, how="named with it")
        for child in head.children:
            if child.i >= named.start:
                break
            if child.dep_ == "poss" and (child.i in article.at or child.i in article.owner):
                if not any(t.lemma_.lower() in _BESIDE for t in doc[child.i : named.start]):
                    arguments[Argument("owner", child.i)] = None
            elif child.dep_ in ("amod", "compound", "nmod") and child.i in article.owner:
                arguments[Argument("modifier", child.i)] = None
                arguments[Argument("from", child.i)] = None
        beside = phrase_after(names, doc, named.end)
        if beside is not None and names.kind(beside[1]) != "person":
            arguments[Argument(*beside)] = None
        address = _country_after_comma(names, named.end) if not arguments else None
        if address is not None and lemma not in _POSTED:
            arguments[Argument("of", address)] = None
            arguments[Argument("in", address)] = None
        held = [Argument("holder", head.i)]
        if article.actors[named.actor].alias is None and lemma in _GENERIC:
            # "the Japanese space agency, JAXA": what is said of the one is said of the other.
            twins = [head.head] if head.dep_ == "appos" else [c for c in head.children if c.dep_ == "appos"]
            held += [Argument("holder", t.i) for t in twins if names.kind(t.i) == "institution" and t.i in names.head]
        if arguments:
            yield Frame(
                "role", lemma, head.i, head.i, frozenset(), (*held, *arguments),
                how="named with its country or parent",
            )  # fmt: skip

    def _head_word(self, doc: Doc, named: Reference) -> str:
        words = [t.lower_ for t in doc[named.start : named.end] if t.text not in POSSESSIVE]
        first = next((i for i, w in enumerate(words) if w in ("of", "for", "on", "in", "at")), len(words))
        core = words[:first] or words
        if core[0] in ("national", "federal") and len(core) > 1 and core[-1] in self._lexicon["national_bodies"]:
            return "national body"
        owned = named.start > 0 and doc[named.start - 1].text in POSSESSIVE
        if (
            owned
            and first < len(words)
            and core[-1] in self._lexicon["public_bodies"]
            and words[first] in ("of", "for")
        ):
            return "national body"  # "Bangladesh's Institute of Epidemiology"
        for size in (3, 2, 1):
            for part in (core, words):
                text = " ".join(part[-size:])
                if len(part) >= size and text in self._known:
                    return text
        lemma = doc[named.head].lemma_.lower()
        return lemma if lemma in self._known else "named body"

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


_NO_ROLES = frozenset({"PUNCT", "SPACE", "DET", "CCONJ", "PART", "SYM"})


def _names_a_doer(noun: Token) -> bool:
    """A noun that by its ending and place names what somebody does ("goalkeeper", "glaciologist")."""
    low = noun.lower_
    return (
        noun.tag_ in ("NN", "NNP")
        and len(low) > 4
        and low.endswith(_DOERS)
        and noun.dep_ in ("appos", "compound", "nmod", "attr", "conj")
        and low not in _NO_POSTS
    )


def _singular(token: Token) -> str:
    low = token.lower_
    return low[:-1] if token.tag_ in ("NNS", "NNPS") and low.endswith("s") and not low.endswith("ss") else low


def _country_after_comma(names: PlacedNames, end: int) -> int | None:
    """ "the University of Padua, Italy," and "from Turin, Italy,": the head of the country that closes an address."""
    doc = names.article.doc
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    named = names.start.get(end + 1)
    if named is None or named.kind != "country" or named.head in names.article.owner:
        return None
    closing = doc[named.end] if named.end < len(doc) else None
    if closing is not None and closing.text not in (",", ".", ")", ";", ":", "—", "–") and closing.ent_type_ != "DATE":
        return None
    if closing is not None and closing.text == "," and named.end + 1 < len(doc):
        after = names.start.get(named.end + 1)
        if doc[named.end + 1].lower_ in ("and", "or") or (after is not None and after.kind == "country"):
            return None  # "told Oxfam, Kenya, and Uganda"
    return named.head


def _chamber(names: PlacedNames, title: Token, start: int) -> int | None:
    """The head of the name of the only chamber or court of the article that somebody with this title sits in."""
    if start and title.doc[start - 1].lower_ in ("state", "provincial", "of"):
        return None  # "State Senator X", "Secretary of Justice X"
    return next((names.chamber[c] for c in _CHAMBER_OF.get(title.lower_, ()) if c in names.chamber), None)


def _introduced_with(names: PlacedNames, body: Reference) -> Reference | None:
    """ "X of the Green Party, chair of Y": the person that the body right before the comma is named with."""
    doc = names.article.doc
    at = body.start - 1
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    person = names.end.get(at) if at > 0 and doc[at].lower_ in ("of", "from", "at", "with") else None
    return person if person is not None and person.kind == "person" else None


def _short_form_before(names: PlacedNames, doc: Doc, closing: int) -> int:
    """Where the bracket opens that ends at token ``closing`` and gives the short form of the name before it; 0 if it
    is no such bracket."""
    for i in range(closing - 1, max(0, closing - 5), -1):
        if doc[i].text == "(":
            return i if i in names.end else 0
    return 0


def _examples_after(names: PlacedNames, noun: Token, end: int) -> list[Token]:
    """ "NATO members such as X and Y", "the 27 EU members, including X": the names given as examples."""
    doc = noun.doc
    limit = noun.sent.end
    at = end
    beside = phrase_after(names, doc, at)
    if beside is not None and beside[1] in names.head:
        at = names.head[beside[1]].end
    if at < limit and doc[at].text == ",":
        at += 1
    if at + 1 < limit and doc[at].lower_ == "such" and doc[at + 1].lower_ == "as":
        at += 2
    elif at < limit and doc[at].lower_ in ("including", "like", "notably", ":"):
        at += 1
    else:
        return []
    if at < limit and doc[at].lower_ == "the":
        at += 1
    first = names.start.get(at)
    if first is None or (first.end < limit and doc[first.end].text in POSSESSIVE):
        return []
    return [doc[i] for i in (first.head, *listed_after(names, first))]


def _owner_of_the_row(names: PlacedNames, doc: Doc, start: int, kin: frozenset[str]) -> int | None:
    """ "X's wife Y, daughter Z and | son W": whose wife, daughter and son they are."""
    at = start
    for _ in range(8):
        while at > 0 and doc[at - 1].lower_ in (",", "and"):
            at -= 1
        named = names.end.get(at)
        noun = named.start - 1 if named is not None and at < start else -1
        if named is None or named.kind != "person" or noun < 1 or doc[noun].lower_ not in kin:
            return None
        if doc[noun - 1].text in POSSESSIVE:
            owner = names.end.get(noun - 1) or names.end.get(noun)
            return owner.head if owner is not None and owner.kind == "person" else None
        if doc[noun - 1].tag_ == "PRP$":
            return noun - 1 if noun - 1 in names.article.at else None
        at = noun
    return None


def _bare_owner(names: PlacedNames, doc: Doc, start: int, barred: set[int], kin: frozenset[str]) -> list[Argument]:
    """ "X and wife Y", "X left with wife Y": whose the bare kin noun is."""
    if start < 2:
        return []
    before = doc[start - 1]
    if (first := _owner_of_the_row(names, doc, start, kin)) is not None:
        return [Argument("owner", first)] if first not in barred else []
    if before.lower_ == "and":
        named = names.end.get(start - 1)
        return [Argument("owner", named.head)] if named is not None and named.kind == "person" else []
    if before.lower_ in ("with", "by") and before.head.pos_ in ("VERB", "AUX"):
        subject = subject_of(before.head, 0, names.control)
        if subject is not None and subject.i not in barred and names.kind(subject.i) == "person":
            return [Argument("owner", subject.i)]
    return []


def _body_meant(names: PlacedNames, noun: Token, start: int, lemma: str) -> int | None:
    """ "Ministry spokeswoman X", "company chairman Y": the head of the name of the body that the bare word means, the
    last one called by that word or, for a company or a group, the only one near."""
    doc = noun.doc
    first = doc[start]
    word = first.lower_ if " " in lemma and start < noun.i else doc[start - 1].lower_ if start else ""
    if word not in _BARE_BODIES or (word == doc[start - 1].lower_ and start - 1 in names.cover):
        return None
    near: dict[str, int] = {}
    called: dict[str, list[int]] = {}
    sentence = noun.sent.start
    reach = doc[sentence - 1].sent.start if sentence else 0
    for head in sorted(names.head, reverse=True):
        named = names.head[head]
        if named.kind != "institution":
            continue
        actor = names.article.actors[named.actor]
        if any(word in fold(form).split() for form in (actor.name, *actor.aliases)):
            called.setdefault(named.actor, []).append(head)
        elif reach <= head < noun.i:
            near.setdefault(named.actor, head)
    if called:
        most = sorted(called.values(), key=len, reverse=True)
        clear = len(most) == 1 or len(most[0]) > 2 * len(most[1])
        return most[0][0] if clear else None
    return next(iter(near.values())) if len(near) == 1 and word in _ANY_BODY else None


def _employers(names: PlacedNames, verb: Token) -> list[Argument]:
    """ "joined X as engineer", "worked at X as", "X named Y director": the organisation stands with the verb."""
    lemma = verb.lemma_.lower()
    if lemma in _MADE and not is_passive(verb):
        subject = subject_of(verb, 0, names.control)
        if subject is not None and names.kind(subject.i) in ("institution", "country"):
            return [Argument("at", subject.i)]
        return []
    if lemma in ("join", "leave", "quit", "rejoin"):
        return [Argument("at", c.i) for c in verb.children if c.dep_ == "dobj" and names.kind(c.i) == "institution"]
    if lemma in ("work", "serve", "spend", "start", "begin", "hire", "employ"):
        return [
            Argument("at", pobj.i) for role, pobj in prepositions_of(verb)
            if role in ("at", "in", "for", "with", "by") and names.kind(pobj.i) == "institution"
        ]  # fmt: skip
    return []


def _subject(names: PlacedNames, verb: Token) -> Token | None:
    """``subject_of``, also where the parse hangs "and is the mother of" on an adjective or a noun."""
    found = subject_of(verb, 0, names.control)
    if (
        found is None
        and verb.dep_ == "conj"
        and verb.head.pos_ not in ("VERB", "AUX")
        and verb.head.head.pos_ in ("VERB", "AUX")
    ):
        return subject_of(verb.head.head, 0, names.control)
    if found is None and verb.dep_ == "ROOT":
        # "X, nicknamed Y, was chairman": the parse takes the participle for the clause.
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
        return subject_of(clause, 0, names.control) if clause is not None else None
    return found


def _said_of(subject: Token | None, scope: Token, how: str, plural: bool) -> _Found:
    if subject is None:
        return _Found([], scope, "")
    return _Found(together(subject) if plural else [subject], scope, how)


def _as_role(names: PlacedNames, preposition: Token, plural: bool) -> _Found:
    """ "served as", "named X as", "X's appointment as", "X, as president,"."""
    verb = preposition.head
    if verb.pos_ in ("VERB", "AUX"):
        objects = [c for c in verb.children if c.dep_ in ("dobj", "obj") and names.kind(c.i) == "person"]
        if objects and verb.lemma_.lower() in _REPLACES and not is_passive(verb):
            subject = subject_of(verb, 0, names.control)
            return _Found([*([subject] if subject is not None else []), objects[0]], verb, "as")
        if objects and not is_passive(verb):
            return _Found(together(objects[0]) if plural else objects[:1], verb, "as")
        return _said_of(subject_of(verb, 0, names.control), verb, "as", plural)
    if verb.i in names.article.at:
        return _Found([verb], verb, "as")
    apposed = next((c for c in verb.children if c.dep_ == "appos" and names.kind(c.i) == "person"), None)
    if apposed is not None:
        return _Found([apposed], verb, "as")
    if verb.lemma_.lower() in _STINTS:
        owner = next((c for c in verb.children if c.dep_ == "poss"), None)
        if owner is None:
            owner = next((p for role, p in prepositions_of(verb) if role == "of"), None)
        if owner is None and verb.dep_ in ("dobj", "obj", "pobj"):
            above = verb.head if verb.dep_ != "pobj" else verb.head.head
            owner = subject_of(above, 0, names.control) if above.pos_ in ("VERB", "AUX") else None
        if owner is not None and (owner.i in names.article.at):
            return _Found([owner], verb, "as")
    return _Found([], verb, "")


def _left_arguments(names: PlacedNames, left: list[Token], start: int, lemma: str, barred: set[int]) -> list[Argument]:
    """Possessor, institution and nationality before the role noun. A nationality is ``from`` and, where no institution
    stands there too, ``modifier``."""
    out: list[Argument] = []
    institutions: list[int] = []
    countries: list[int] = []
    doc = left[0].doc if left else None
    for token in left:
        i = token.i
        if i in barred or doc is None:
            continue
        named = names.cover.get(i)
        if named is None:
            possessive = token.tag_ in ("PRP$", "WP$") or doc[i + 1].text in POSSESSIVE  # "its", "the government's"
            if possessive and i in names.article.at:
                out.append(Argument("owner", i))
            continue
        if i != named.head:
            continue
        if named.end < len(doc) and doc[named.end].text in POSSESSIVE:
            out.append(Argument("owner", i))
        elif named.kind == "institution" and token.lower_ in names.party and named.end - named.start == 1:
            continue
        elif named.kind == "institution" and _names_portfolio(lemma, doc, named, start):
            countries += [k for k in range(named.start, named.end) if k in names.article.owner and k != named.head]
        elif named.kind == "institution":
            if not (_is_portfolio(lemma) and named.end == start and not _known_body(names, named)):
                institutions.append(i)
        elif named.kind == "country":
            if named.end + 1 < len(doc) and doc[named.end].text == "-" and doc[named.end + 1].lower_.endswith("ed"):
                continue  # "US-sanctioned oligarch X"; a frame of its own: "Moscow-based analyst X"
            countries.append(i)
        else:
            out.append(Argument("modifier", i))
    sent = lemma.split()[-1] in _SENT
    if sent and (countries or any(names.kind(a.token) == "country" for a in out)):
        institutions = []  # "Kenya's U.N. ambassador" is Kenya's
    ethnic = len(countries) > 1 and max(countries) - min(countries) < len(countries)
    out += [Argument("modifier", i) for i in institutions[-1:] or ([] if ethnic else countries)]
    out += [Argument("from", i) for i in countries if _is_nationality(names, i)]
    return out


def _is_nationality(names: PlacedNames, i: int) -> bool:
    """True for an adjective or a country's name before a noun, not for its capital ("Washington lobbyist")."""
    if i in names.article.owner:
        return True
    named = names.head.get(i)
    if named is None:
        return False
    text = names.article.doc[named.start : named.end].text
    return text.replace(".", "").isupper() or fold(text) == fold(names.article.actors[named.actor].name)


def _portfolio_end(names: PlacedNames, doc: Doc, lemma: str, end: int) -> int:
    """Where the field of work ends that belongs to the title: "Minister of Foreign Affairs | X"."""
    if not _is_portfolio(lemma) or end >= len(doc) or doc[end].lower_ not in ("of", "for"):
        return end
    at = end + 1
    for _ in range(10):
        if (
            at >= len(doc)
            or at in names.cover
            or doc[at].is_punct
            or doc[at].pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ", "DET", "ADP")
        ):
            break
        at += 1
    while at > end + 1 and doc[at - 1].pos_ in ("CCONJ", "ADP", "DET"):
        at -= 1
    return at if at > end + 1 else end


def _alone(names: PlacedNames, i: int) -> bool:
    """Whether token ``i`` is no part of a longer name."""
    named = names.cover.get(i)
    return named is None or named.end - named.start == 1


def _known_body(names: PlacedNames, named: Reference) -> bool:
    actor = names.article.actors[named.actor]
    return actor.alias is not None or named.end - named.start > 1 or names.article.doc[named.head].text.isupper()


def _names_portfolio(lemma: str, doc: Doc, named: Reference, start: int) -> bool:
    """ "US Treasury | Secretary X": the institution's name is the field of the post, which is its country's."""
    last = doc[named.end - 1]
    return (
        lemma in ("minister", "secretary", "deputy minister", "deputy secretary")
        and named.end == start
        and last.lower_ not in ("ministry", "department", "office", "agency", "council", "party", "committee")
        and not last.text.isupper()
    )


def _is_portfolio(lemma: str) -> bool:
    return lemma.split()[-1] in _PORTFOLIO


def _is_party(names: PlacedNames, i: int) -> bool:
    named = names.head.get(i)
    if named is None:
        return False
    actor = names.article.actors[named.actor]
    words = {word for form in (actor.name, *actor.aliases) for word in fold(form).split()}
    return "party" in words or any(form in names.party for form in (fold(actor.name), *map(fold, actor.aliases)))


def _of_a_party(title: Token, names: PlacedNames, body: int) -> bool:
    """ "Senator X of the PML-N": behind a legislator's name stands his party, if not his chamber."""
    if title.lower_ not in _CHAMBER_OF or title.lower_ in ("judge", "justice", "magistrate", "speaker"):
        return False
    named = names.head.get(body)
    words = {token.lower_ for token in names.article.doc[named.start : named.end]} if named is not None else set()
    return named is not None and named.kind == "institution" and not words & _CONTESTED


def _stands_for(names: PlacedNames, argument: Argument) -> bool:
    """Whether the candidate's body is his party: "National Rally candidate X", not "Senate candidate X"."""
    if names.kind(argument.token) != "institution" or argument.role not in ("modifier", "owner", "of", "for"):
        return False
    named = names.head.get(argument.token)
    words = {token.lower_ for token in names.article.doc[named.start : named.end]} if named is not None else set()
    return _is_party(names, argument.token) or (argument.role == "modifier" and not words & _CONTESTED)


def _paired(
    names: PlacedNames, holders: list[Token], arguments: list[Argument], plural: bool
) -> Iterator[tuple[list[Token], list[Argument]]]:
    """One frame for all, or one each where as many places are named as holders ("Presidents X of A and Y of B",
    "X and Y, the leaders of A and B")."""
    if not plural or len(holders) < 2:
        yield holders, arguments
        return
    doc = names.article.doc
    own: list[tuple[str, int] | None] = []
    for holder in holders:
        named = names.head.get(holder.i)
        own.append(phrase_after(names, doc, named.end) if named is not None else None)
    places = [a for a in arguments if a.role == "of" and names.kind(a.token)]
    members = together(doc[places[0].token]) if places else []
    first = names.head.get(places[0].token) if places else None
    if first is not None and len(members) != len(holders):
        members = [doc[i] for i in (first.head, *listed_after(names, first))]
    if sum(place is not None for place in own) >= 2:
        taken = {place[1] for place in own if place is not None}
        rest = [a for a in arguments if a.token not in taken]
        for holder, place in zip(holders, own, strict=True):
            yield [holder], [Argument("modifier", place[1]), *rest] if place is not None else rest
    elif len(members) == len(holders) and all(names.kind(m.i) for m in members):
        for holder, member in zip(holders, members, strict=True):
            yield [holder], [Argument("modifier", member.i)]
    else:
        yield holders, arguments
