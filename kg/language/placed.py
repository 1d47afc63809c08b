"""The names of an article by their place, and what the order of words says of them: appositions, lists, phrases.

Commas, "and" and a preposition right behind a name are regular where a parse is often wrong, so role nouns and their
holders are sought with these first.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from kg.aliases import fold
from kg.language.coreference import Article, Reference
from kg.language.tokens import Doc, Token
from kg.rules import Lexicon

POSSESSIVE = ("'s", "’s", "'", "’")
_PARTY_SHORT: dict[str, tuple[str, ...]] = {
    "democratic party": ("democratic", "democrat", "democrats", "d", "dem", "dem."),
    "republican party": ("republican", "republicans", "r", "rep", "gop"),
    "labour party": ("labour", "labourite", "lab"),
    "labor party": ("labor",),
    "conservative party": ("conservative", "conservatives", "tory", "tories", "con"),
    "green party": ("green", "greens"),
    "liberal democrats": ("liberal democrat", "lib dem"),
    "scottish national party": ("snp",),
}
"""Words for a party's people, where they are not simply the party's first word ("a Socialist")."""

_RANKS_OF_COURT = {
    "supreme": ("high court",), "high": ("high court",),
    "appeal": ("court", "high court"), "appeals": ("court", "high court"), "constitutional": ("court", "high court"),
}  # fmt: skip
"""Words of a court's name that tell whether judges or justices sit in it; plain courts have judges."""


@dataclass(slots=True)
class PlacedNames:
    """The references of one article by their place. Pronouns are left out; of nested names the outer one counts.
    ``control`` are the verbs whose object does what their infinitive says, as ``subject_of`` wants them."""

    article: Article
    lexicon: Lexicon
    control: frozenset[str] = frozenset()
    cover: dict[int, Reference] = field(default_factory=dict)
    start: dict[int, Reference] = field(default_factory=dict)
    end: dict[int, Reference] = field(default_factory=dict)
    head: dict[int, Reference] = field(default_factory=dict)
    party: dict[str, int] = field(default_factory=dict)
    chamber: dict[str, int] = field(default_factory=dict)
    forms: dict[tuple[str, ...], int] = field(default_factory=dict)
    series: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def kind(self, i: int) -> str:
        """The kind of the actor named or owned at token ``i``, or ''."""
        actor = self.article.at.get(i) or self.article.owner.get(i)
        return self.article.actors[actor].kind if actor else ""


def place_names(article: Article, lexicon: Lexicon) -> PlacedNames:
    names = PlacedNames(article, lexicon, lexicon["object_control"])
    for reference in sorted(article.references, key=lambda r: (r.start - r.end, r.start)):
        if reference.pronoun:
            continue
        if reference.start in names.cover:
            continue
        for i in range(reference.start, reference.end):
            names.cover[i] = reference
        names.start[reference.start] = reference
        names.end[reference.end] = reference
        names.head[reference.head] = reference
    chambers: dict[str, set[str]] = {}
    parties: dict[str, set[str]] = {}
    plain: dict[str, str] = {}
    first: dict[str, int] = {}
    for head, reference in names.head.items():
        first.setdefault(reference.actor, head)
    for ident, head in first.items():
        actor = article.actors[ident]
        if actor.kind == "person":
            continue
        forms = {actor.name, *actor.aliases}
        if actor.kind == "institution" and any(fold(form).split()[-1:] == ["party"] for form in forms):
            for form in forms:
                initials = "".join(word[0] for word in form.split() if word[:1].isupper())
                for word in (fold(form), fold(initials)):  # "BJP lawmaker X"
                    if len(word) > 2 and " " not in word:
                        parties.setdefault(word, set()).add(ident)
        for form in forms:
            words = tuple(fold(form).split())
            if actor.kind == "country" or len(form) > 2:
                names.forms.setdefault(words, head)
            initials = "".join(word[0] for word in form.split() if word[:1].isupper()).lower()
            if len(initials) >= 2 and actor.kind == "institution":
                names.forms.setdefault((initials,), head)
            if actor.kind != "institution":
                continue
            text = " ".join(words)
            for name, short in _PARTY_SHORT.items():
                if text == name or (text.endswith(name) and actor.alias is not None):
                    for word in short:
                        parties.setdefault(word, set()).add(ident)
            if text in lexicon["party_names"]:
                plain[text] = ident
            if len(words) == 2 and words[1] == "party":
                for word in (words[0], words[0] + "s"):
                    parties.setdefault(word, set()).add(ident)
            if words[-1:] in (("court",), ("tribunal",)) or "court of" in text:
                for rank in _RANKS_OF_COURT.get(next((w for w in words if w in _RANKS_OF_COURT), ""), ("court",)):
                    chambers.setdefault(rank, set()).add(ident)
            for chamber in (
                "senate",
                "house of representatives",
                "house of commons",
                "parliament",
                "congress",
                "european parliament",
            ):
                if text == chamber or text.endswith(" " + chamber) or text.startswith(chamber + " of "):
                    chambers.setdefault(chamber, set()).add(ident)
    for word, ident in plain.items():
        parties.setdefault(word, {ident})  # "Labour", unless the article also has a "Labour Party"
    names.party = {word: first[next(iter(ids))] for word, ids in parties.items() if len(ids) == 1}
    names.chamber = {word: first[next(iter(ids))] for word, ids in chambers.items() if len(ids) == 1}
    return names


def tokens_of(names: PlacedNames, token: Token) -> Iterable[int]:
    named = names.head.get(token.i)
    return range(named.start, named.end) if named is not None else (token.i,)


def together(token: Token, depth: int = 0) -> list[Token]:
    """The noun phrase's head and what is coordinated with it: "X and Y"."""
    out = [token]
    while token.dep_ == "conj" and depth < 20 and token.head.pos_ in ("PROPN", "NOUN", "PRON"):
        token = token.head
        depth += 1
        out.insert(0, token)
    seen = {t.i for t in out}
    for member in out:
        for child in member.children:
            if child.dep_ == "conj" and child.i not in seen and len(out) < 30:
                seen.add(child.i)
                out.append(child)
    return out


def phrase_after(names: PlacedNames, doc: Doc, end: int) -> tuple[str, int] | None:
    """The preposition that stands at ``end`` and the head of the actor named right after it, past what describes it
    ("of the far-right National Rally") or whose it is ("of the army's Western Command"); the whole where its part has
    no name of its own ("of Stanford's physics department")."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("of", "from", "at", "in", "for", "with", "within", "under"):
        return None
    at = end + 1
    while at < len(doc) and at - end <= 2 and doc[at].lower_ in ("the", "both", "late"):
        at += 1
    first = at
    at = _past_description(names, doc, at)
    named = names.start.get(at)
    if named is not None and is_hyphened(doc, named.end):  # "the Havana-based newspaper | X", "US-backed | X"
        further = _past_description(names, doc, named.end + 2)
        at = further if further in names.start else at
    named = names.start.get(at)
    if named is not None and named.end + 1 < len(doc) and doc[named.end].text in POSSESSIVE:
        if named.kind == "institution" and _is_part(names, doc, named.end + 1):
            return doc[end].lower_, named.head
        named = names.start.get(named.end + 1)
        if named is None or named.kind != "institution":
            return None
    if named is None or (first < at and named.kind != "institution"):
        return None
    if named.end < len(doc) and doc[named.end].text in POSSESSIVE:
        return None
    if (named.head in names.article.owner and named.head not in names.article.at) or qualifies(names, named):
        return None
    return doc[end].lower_, named.head


def _is_part(names: PlacedNames, doc: Doc, at: int) -> bool:
    """Whether a part of an organisation that has no name begins at ``at``: "its| London office", "| AI lab"."""
    for token in doc[at : min(at + 5, len(doc))]:
        if token.i in names.start or token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.ent_type_ == "PERSON":
            return False
        after = token.nbor() if token.i + 1 < len(doc) else token
        if token.is_lower and token.lower_ in names.lexicon["parts_of_a_body"] and after.pos_ not in ("NOUN", "PROPN"):
            return True
    return False


def _past_description(names: PlacedNames, doc: Doc, at: int) -> int:
    first = at = _past_seat(doc, at)
    while at not in names.start and at + 2 < len(doc) and at - first < 5:
        capital = doc[at + 1].text == "The"  # "of the faction | The Dark Order"
        if not _describes(doc[at], names.start.get(at + 1 + capital)):
            break
        at += 1 + capital
    return at


def _past_seat(doc: Doc, at: int) -> int:
    """Behind "Stratford-upon-Avon-based" or ``at``: a town that is no actor."""
    for k in range(at + 2, min(at + 9, len(doc) - 1)):
        if doc[k].lower_ in ("based", "headquartered") and doc[k - 1].text == "-" and doc[at].text[:1].isupper():
            return k + 1
        if not (doc[k].text == "-" or doc[k].text[:1].isupper() or doc[k - 1].text == "-"):
            break
    return at


def is_hyphened(doc: Doc, at: int) -> bool:
    """Whether a name that ends before ``at`` goes on with a hyphen and a participle: "Havana| -based"."""
    return at + 2 < len(doc) and doc[at].text == "-" and doc[at + 1].tag_ in ("VBN", "VBD") and doc[at + 1].is_lower


def is_described(names: PlacedNames, head: int) -> bool:
    """Whether the name only tells of what sort something is: "the | Iran-backed rebels"."""
    named = names.head.get(head)
    return named is not None and is_hyphened(names.article.doc, named.end)


def qualifies(names: PlacedNames, named: Reference) -> bool:
    """Whether a name stands before a noun of another thing that it qualifies: "the | Oxfam | report". A parse alone
    may say so across a verb or a preposition; "the Vox party" and "Pacific Gas Company" are what the name names."""
    doc = names.article.doc
    if doc[named.head].dep_ not in ("amod", "nmod", "poss", "compound"):
        return False
    if named.end >= len(doc):
        return False
    following = doc[named.end]
    if following.lower_ in names.lexicon["said_after_names"]:
        after = doc[named.end + 1] if named.end + 1 < len(doc) else following
        return after.pos_ in ("NOUN", "PROPN") or after.text in POSSESSIVE
    return following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "PART") or following.text in ("-", "/") or (
        following.pos_ == "VERB" and following.dep_ in ("amod", "compound")
    )  # fmt: skip


def _describes(token: Token, beside: Reference | None) -> bool:
    """A small word before a name that only says what it is: "the far-right | X", "the aid agency | X"."""
    if beside is not None and token.is_lower and token.dep_ == "pobj" and token.doc[beside.head].dep_ == "appos":
        return True  # "of the opposition | Left Party"
    return token.text == "-" or (
        (token.is_lower or token.text == "NGO")
        and token.dep_ in ("amod", "compound", "nmod", "advmod", "npadvmod")
        and (token.pos_ != "VERB" or token.tag_ == "VBG" or token.nbor(-1).text == "-")  # "state-run"
    )


def _skip_brackets(doc: Doc, i: int, stop: int) -> int:
    """The place before a bracket or an age that ends just before token ``i``."""
    if i - 1 > stop and doc[i - 1].text == ")":
        for k in range(i - 2, max(stop, i - 14), -1):
            if doc[k].text == "(":
                return k
    if i - 2 > stop and doc[i - 1].like_num and doc[i - 2].text == ",":
        return i - 2
    return i


def name_before_comma(names: PlacedNames, doc: Doc, first: int, stop: int) -> Reference | None:
    """The name that a phrase beginning at ``first`` stands behind in apposition: "X, [45,] the director"."""
    at = first
    for _ in range(2):
        if at - 1 > stop and doc[at - 1].lower_ in (
            "also",
            "now",
            "then",
            "currently",
            "formerly",
            "once",
            "both",
            "then-",
        ):
            at -= 1
    if at - 1 <= stop or doc[at - 1].text not in (",", "–", "—", "-"):
        return None
    end = _skip_brackets(doc, at - 1, stop)
    named = names.end.get(end)
    if named is None or (named.kind == "country" and named.head in names.article.owner):
        return None
    return named


def name_after_comma(
    names: PlacedNames, doc: Doc, noun: Token, end: int, *, countries: bool = False
) -> Reference | None:
    """ "the director of Y, X, said": X, if the commas (or the end) close it in; ``countries`` where it may be one."""
    at = end
    stop = noun.sent.end
    if at < stop and doc[at].lower_ in ("of", "for", "at", "in", "to"):
        k = at + 1
        for _ in range(14):
            if k >= stop or doc[k].text == ",":
                break
            named = names.cover.get(k)
            if named is not None:
                k = max(k + 1, named.end)
            elif doc[k].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "PART", "NUM"):
                k += 1
            elif doc[k].text == "(":
                break
            else:
                return None
        at = past_bracket(doc, k, stop)
    dash = at + 1 < stop and doc[at].text == "-" and bool(doc[at - 1].whitespace_)  # not "self-made"
    if at + 1 >= stop or (doc[at].text not in (",", "–", "—") and not dash):
        return None
    first = at + 1
    for _ in range(6):
        # "his father, Sultan X", "her husband, the Danish musician X": the name may have a title of its own.
        told = names.cover.get(first) if first < stop else None
        if told is not None and told.kind == "country" and told.head in names.article.owner:
            first = told.end
            continue
        opening = first == at + 1 and first < stop and doc[first].lower_ == "the"
        if first >= stop or told is not None or not (opening or doc[first].pos_ in ("NOUN", "PROPN", "ADJ")):
            break
        first += 1
    named = names.start.get(first)
    if named is None or (named.kind == "country" and (not countries or named.head in names.article.owner)):
        return None
    if first > at + 1 and named.kind != "person":
        return None
    children = noun.tag_ == "NNS" and noun.lemma_.lower() in names.lexicon["kin"]  # "the daughters of X, Y and Z"
    if not children and any(noun.i < head < at for head in names.series.get(named.head, ())):
        return None  # "the offices of X, Y and Z"
    closing = past_bracket(doc, named.end, stop)
    if noun.dep_ == "pobj" and closing + 1 < stop and doc[closing].lower_ == "of":
        whose = names.start.get(closing + 1)
        if whose is not None and whose.end < stop and doc[whose.end].pos_ in ("VERB", "AUX"):
            return None  # "after talks with the leader of Y, X of Z left": nothing closes it in
    if (
        closing >= stop
        or doc[closing].text in (",", ".", ";", "–", "—", ":")
        or dash
        or doc[named.end].lower_ in ("of", "and")
    ):
        return named
    opens = noun.left_edge.is_sent_start and doc[named.head].dep_ in ("nsubj", "nsubjpass") and named.kind == "person"
    return named if opens or doc[named.head].dep_ == "appos" else None  # "A member of the Senate, X said"


def past_bracket(doc: Doc, i: int, stop: int) -> int:
    """The place behind a bracket that opens at token ``i``, else ``i``."""
    if i < stop and doc[i].text == "(":
        for k in range(i + 1, min(stop, i + 14)):
            if doc[k].text == ")":
                return k + 1
    return i


def is_closed(doc: Doc, names: PlacedNames, noun: Token, end: int) -> bool:
    """Whether the phrase of ``noun`` ends with a comma, a bracket or the sentence."""
    stop = noun.sent.end
    edge = max(noun.right_edge.i + 1, end)
    return edge >= stop or doc[edge].text in (",", ".", ")", ";", "–", "—", ":", "\n")


def listed_after(names: PlacedNames, first: Reference) -> list[int]:
    """ "Senators X, Y and Z": the heads of the names after the first."""
    doc = names.article.doc
    out: list[int] = []
    at = first.end
    for _ in range(12):
        beside = phrase_after(names, doc, at)
        if beside is not None:
            at = names.head[beside[1]].end if beside[1] in names.head else at
        at = _past_number(doc, past_bracket(doc, at, len(doc)))
        while at < len(doc) and doc[at].lower_ in (",", "and", "&"):
            at += 1
        named = names.start.get(at)
        if named is None or named.kind != first.kind or doc[at - 1].lower_ not in (",", "and", "&"):
            return out
        out.append(named.head)
        at = named.end
    return out


_JOINS = (("and",), ("&",), ("as", "well", "as"), ("but", "also"), ("but",))
"""What stands before the last member of a list."""
_OF_TITLES = frozenset({"of", "for", "in", "to", "the", "and", "&", "-", "."})
_NAMED_FOR = frozenset({"compound", "nmod", "amod", "poss"})


def in_series(names: PlacedNames, titles: Container[str]) -> dict[int, tuple[int, ...]]:
    """The lists of the article in which each name may have a title and an apposition, as the order of the words shows
    them: "NATO Secretary General X, OSCE Chairman-in-Office Y and Senator Z of Ohio", "the airline X, the newspaper Y
    and Z", "X as well as Y", "the EU, Norway and Iceland", "X, the German chancellor, Y, the French president, and Z",
    "X, a lawyer; Y, a teacher; and Z". By the head of each member the heads of all of them; ``titles`` are words that
    may end a title."""
    doc = names.article.doc
    found: dict[int, tuple[int, ...]] = {}
    ordered = [reference for _, reference in sorted(names.start.items())]
    for place, first in enumerate(ordered):
        if first.head in found or not _stands_alone(names, first):
            continue
        members = [first.head]
        at, last, closed = place, first, False
        while not closed:
            following = _next_member(names, ordered, at, titles)
            if following is None:
                break
            at, closed = following
            last = ordered[at]
            members.append(last.head)
        if closed and doc[last.head].sent.start == doc[first.head].sent.start:
            found.update(dict.fromkeys(members, tuple(members)))
    return found


def _stands_alone(names: PlacedNames, name: Reference) -> bool:
    """Whether the name is a noun phrase of its own, not a word before another noun."""
    doc = names.article.doc
    head = doc[name.head]
    if name.head not in names.article.at or (name.end < len(doc) and doc[name.end].text in POSSESSIVE):
        return False
    return not (head.dep_ in _NAMED_FOR and name.end <= head.head.i < name.end + 4 and head.head.i not in names.cover)


def _next_member(
    names: PlacedNames, ordered: list[Reference], at: int, titles: Container[str]
) -> tuple[int, bool] | None:
    """The place of the next name of the list that name ``at`` is in, and whether it is the last one."""
    doc = names.article.doc
    here = ordered[at]
    k = here.end
    beside = phrase_after(names, doc, k)
    if beside is not None and beside[1] in names.head:
        k = names.head[beside[1]].end  # "Senator X of Ohio, ..."
    k = past_bracket(doc, k, len(doc))
    if here.kind == "person":
        k = _past_apposition(names, k, titles)
    repeated, k = _past_particulars(names, k)
    comma = k < len(doc) and doc[k].text in (",", ";")
    k += comma
    join = next((j for j in _JOINS if tuple(t.lower_ for t in doc[k : k + len(j)]) == j), ())
    k += len(join)
    if not join and not comma:
        return None
    for place in range(at + 1, min(at + 4, len(ordered))):
        name = ordered[place]
        if name.start < k:
            continue
        if repeated and (name.end >= len(doc) or doc[name.end].lower_ != repeated):
            return None
        if name.kind == here.kind and _stands_alone(names, name) and _entitles(doc, k, name, titles):
            return place, bool(join)
        if _acts_like(names, ordered, at, place, k):
            return place, bool(join)
        if here.kind != "person" or name.kind == "person":
            return None
    return None


def _acts_like(names: PlacedNames, ordered: list[Reference], at: int, place: int, start: int) -> bool:
    """Whether a state stands beside a union of states in one list: "the EU, Norway and Iceland", "Kenya, Uganda and the
    African Union". "Oxfam, Kenya, and" is an address."""
    doc = names.article.doc
    here, name = ordered[at], ordered[place]
    if {here.kind, name.kind} != {"institution", "country"} or not _stands_alone(names, name):
        return False
    if name.start - start > 1 or (name.start - start == 1 and doc[start].lower_ != "the"):
        return False
    union = names.article.actors[(here if here.kind == "institution" else name).actor]
    return bool({fold(union.name), *map(fold, union.aliases)} & names.lexicon["bodies_of_states"])


def _past_apposition(names: PlacedNames, k: int, titles: Container[str]) -> int:
    """The place behind what commas tell of a person in a list: "X, | 54, Y and", "X, | the German chancellor, Y", "X, |
    a lawyer; Y". The closing comma or semicolon is the list's; ``k`` if nothing of the sort stands there."""
    doc = names.article.doc
    if k + 2 >= len(doc) or doc[k].text != ",":
        return k
    if (past := _past_number(doc, k)) > k:
        return past
    if doc[k + 1].tag_ in ("WP", "WP$", "WDT"):  # "the dancer X, who died in 1990; and Y"
        return next((i for i in range(k + 2, min(k + 25, len(doc))) if doc[i].text == ";"), k)
    first = names.cover.get(k + 1)
    if doc[k + 1].tag_ not in ("DT", "PRP$", "NN", "JJ") and (first is None or first.kind == "person"):
        return k
    titled = False
    for i in range(k + 1, min(k + 14, len(doc) - 1)):
        if doc[i].text in (",", ";"):
            return i if titled else k
        named = names.cover.get(i)
        if named is not None:
            if named.kind == "person":
                return k
            continue
        if doc[i].pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "PUNCT", "PRON", "NUM", "CCONJ"):
            return k
        titled = titled or doc[i].lower_ in titles
    return k


_OF_EACH = frozenset({"of", "on", "in", "to", "as", "for", "at", "after", "with"})


def _past_particulars(names: PlacedNames, k: int) -> tuple[str, int]:
    """What is told of each member apart, the preposition that begins it and the place behind it: "to X | on Monday, Y
    on Tuesday and Z on Friday", "jailed X | for ten years and Y for two"; ("", k) where nothing of the sort stands."""
    doc = names.article.doc
    if k + 2 >= len(doc) or doc[k].lower_ not in _OF_EACH:
        return "", k
    for i in range(k + 1, min(k + 9, len(doc))):
        if i > k + 1 and (doc[i].text in (",", ";") or doc[i].lower_ == "and"):
            return doc[k].lower_, i
        if i in names.cover or doc[i].pos_ not in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PRON", "ADP", "SYM"):
            break
    return "", k


def _past_number(doc: Doc, k: int) -> int:
    """The place behind an age or a time between commas: "X, | 54, Y and", "X, | 2:05:46, and Y"; else ``k``."""
    if k + 2 >= len(doc) or doc[k].text != "," or not doc[k + 1].text[0].isdigit():
        return k
    return k + 2 if doc[k + 2].text in (",", ";") or doc[k + 2].lower_ == "and" else k


def _entitles(doc: Doc, start: int, name: Reference, titles: Container[str]) -> bool:
    """Whether the words from ``start`` to the name are nothing or its title ("OSCE Chairman-in-Office | X", "his wife
    | X"); of a body also what it is ("the newspaper | X")."""
    words = doc[start : name.start]
    if not len(words) or (len(words) == 1 and words[0].lower_ == "the"):
        return True
    if len(words) > 14:
        return False
    after = words[1:] if len(words) > 1 and words[0].tag_ == "PRP$" else words
    if not all(t.pos_ in ("NOUN", "PROPN", "ADJ") or t.lower_ in _OF_TITLES for t in after):
        return False
    last = words[-1]
    if name.kind == "person":
        return any(t.lower_ in titles for t in words) and (last.lower_ not in _OF_TITLES or last.text == ".")
    return name.kind == "institution" and words[0].lower_ == "the" and last.tag_ == "NN" and last.text.islower()


def listed_before(names: PlacedNames, last: Reference) -> list[int]:
    """ "X, Y and Z, ministers of": the heads of the names before the last."""
    doc = names.article.doc
    out: list[int] = []
    at = last.start
    for _ in range(12):
        if at == 0 or doc[at - 1].lower_ not in ("and", ",", "&") or (not out and doc[at - 1].lower_ == ","):
            return out
        k = at - 1
        while k > 0 and doc[k - 1].lower_ in (",", "and"):
            k -= 1
        named = names.end.get(_skip_brackets(doc, k, 0))
        if named is None or named.kind != last.kind:
            return out
        out.append(named.head)
        at = named.start
    return out
