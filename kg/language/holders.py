"""Who holds a role: the name behind a title, beside a comma, before "is", "as" or "was elected".

The order of the words is read first and the parse second: titles and commas are regular where parses are often wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.coreference import Article, Reference
from kg.language.grammar import SUBJECTS, is_passive, prepositions_of, set_adrift, subject_of
from kg.language.placed import (
    POSSESSIVE,
    PlacedNames,
    is_closed,
    listed_after,
    listed_before,
    name_after_comma,
    name_before_comma,
    phrase_after,
    together,
)
from kg.language.rolenouns import RoleNouns
from kg.language.tokens import Doc, Token

_WITHIN_TITLE = frozenset({"of", "for", "and", "the", "&", ",", "in", "to", "on"})
_OF_STATES = frozenset(
    "member members signatory signatories ally partner neighbor neighbour rival adversary states countries".split()
)
"""What a country can be, too: "NATO's newest member, Sweden"."""
MADE = frozenset({"name", "elect", "appoint", "make", "crown", "declare", "proclaim", "choose", "hire", "promote"})
_SMALL_STYLES = frozenset({"the", "his", "her", "general", "vice", "major", "colonel", "captain", "admiral"})
"""Of the words before names those that need no capital: "the president, his Excellency X", "minister general X"."""
_CALLED_AS = frozenset({"identified", "known"})
_CALLED = frozenset({"named", "called", *_CALLED_AS})
_PAIRS = frozenset({"couple", "duo", "trio"})
_AMONG = frozenset({"one", "some", "several", "two", "three", "most", "many", "all"})
_POST_WORDS = frozenset({"post", "office", "position", "role", "job", "title", "rank", "seat", "function", "duty"})
_HOLD_WORDS = frozenset(
    "hold assume resume take occupy have leave get win retain keep serve accept quit fill inherit enter".split()
)
_REPLACES = frozenset({"replace", "succeed", "follow", "precede", "supplant"})
"""Both hold the post in turn: "X replaced Y as mayor"."""


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds a role; ``scope`` is the token whose surroundings say how firmly it is told; ``title`` where the role
    stands before the name."""

    holders: list[Token]
    scope: Token
    how: str
    title: bool = False


class HolderReader:
    """Finds who holds the role that a noun names."""

    def __init__(self, nouns: RoleNouns) -> None:
        self._nouns = nouns
        self._lexicon = nouns.lexicon

    def holders(self, names: PlacedNames, noun: Token, first: int, start: int, end: int) -> Holders:
        """Who holds the role named by the tokens ``start:end``; ``first`` is where its noun phrase begins."""
        if end < len(noun.doc) and noun.doc[end].text in POSSESSIVE and noun.doc[end].i == noun.i + 1:
            return Holders([], noun, "")  # "X, the former premier's counsel": of the premier nothing is told
        people = noun.i in names.head and noun.text.endswith("ns")  # "Kenyans X and Y", whatever the tag is
        plural = people or noun.tag_ in ("NNS", "NNPS", "VBZ") or noun.lower_ in _PAIRS
        given = _examples_after(names, noun, end) if plural else []
        if not given and plural:
            given = _with_others(names, noun, first, start)
        if given:
            return Holders(given, noun, "named as an example")
        after = self.name_after(names, noun, end)
        if after is not None:
            heads = [after.head, *(listed_after(names, after) if plural else ())]
            holders = [noun.doc[i] for i in heads]
            return Holders(holders, holders[0], "title before the name", title=True)
        called = self.called(names, noun, end, plural)
        if called is not None:
            return called
        if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            said = self.by_parse(names, noun, plural)
            if said.holders and names.kind(said.holders[0].i) == "person":
                return said  # "X, who was its captain, and Y"
        sought = first == start and start > 0 and noun.doc[start - 1].lower_ == "for"
        if sought and (end >= len(noun.doc) or noun.doc[end].text != ","):
            return self.by_parse(names, noun, plural)  # "nominated X for president and truck driver Y"
        born = _born(names, noun, first)
        core = noun.doc[start] if noun.lower_ == "law" else noun  # "son-in-law": the parse hangs on the son
        return born or self.by_comma(names, noun, first, end, plural) or self.by_parse(names, core, plural)

    def name_after(self, names: PlacedNames, noun: Token, end: int) -> Reference | None:
        """The name that the role noun is a title of: "President X", "Secretary of State X", "Minister for Health X"."""
        doc = noun.doc
        limit = noun.sent.end
        at = end
        for _ in range(6):
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
            styled = token.text[:1].isupper() or token.lower_ in _SMALL_STYLES
            if styled and token.lower_ in names.lexicon["before_names"] and at not in names.cover:
                at += 1
                continue
            if styled and token.pos_ in ("PROPN", "ADJ") and self._nouns.is_kin(noun) and at not in names.cover:
                at += 1  # "his son-in-law Foreign Minister | X"
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
                    if doc[at].lower_ in ("of", "for"):  # "Deputy Prime Minister and Minister | of Finance X"
                        return self._after_portfolio(names, doc[at - 1], at, limit)
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

    def called(self, names: PlacedNames, noun: Token, end: int, plural: bool) -> Holders | None:
        """ "a Polish chef named X", "two soldiers of the Guard, identified as X and Y": whom the noun is said to be."""
        doc = noun.doc
        limit = noun.sent.end
        at = _past_body(names, noun, end)
        if at + 1 >= limit or doc[at].lower_ not in _CALLED or doc[at].dep_ not in ("acl", "relcl", "amod"):
            return None
        if doc[at - 1].text == "," and noun.dep_ == "appos":
            return None  # "Hale, the party's nominee, named Lee as ..."
        needs_as = doc[at].lower_ in _CALLED_AS
        for k in range(at + 1, min(at + (8 if needs_as else 2), limit)):
            if needs_as and doc[k - 1].lower_ != "as":
                continue
            named = names.start.get(k)
            if named is None or named.kind != "person" or doc[named.head].pos_ == "PRON":
                return None
            heads = [named.head, *(listed_after(names, named) if plural else ())]
            return Holders([doc[i] for i in heads], doc[named.head], "apposition")
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
        phrase = self._nouns.phrase(names, noun)
        begin = phrase[0] if phrase is not None else noun.i
        if begin and doc[begin - 1].lower_ in ("the", "for"):
            return None  # "nominated X for president and truck driver Y for vice president"
        for j in range(first, min(first + 4, limit)):
            token = doc[j]
            if j in names.cover or token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.dep_ == "poss":
                return None
            if self._nouns.is_role(token) and self._nouns.phrase(names, token) is not None:
                after = j + 1
                if after < limit and (
                    doc[after].lower_ in ("and", ",", "&")
                    or (doc[after].lower_ in ("of", "for") and token.text[0].isupper())
                    or after in names.start
                    or doc[after].lower_ in names.lexicon["before_names"]
                ):
                    return after
        return None

    def _is_title(self, noun: Token, head: Token, named: Reference) -> bool:
        if noun.text[0].isupper() or noun.head.i == head.i or head.head.i == noun.i:
            return True
        if (
            named.start == noun.i + 1
            and noun.head.i == head.head.i
            and noun.dep_ == head.dep_
            and noun.dep_ in SUBJECTS
        ):
            return True  # "the aid agency Oxfam left", where a parse gives the verb two subjects
        determined = any(child.dep_ == "det" and child.lower_ != "one" for child in noun.children)
        return not determined or noun.dep_ in ("compound", "nmod", "amod")

    def _after_portfolio(self, names: PlacedNames, noun: Token, at: int, limit: int) -> Reference | None:
        """ "Secretary of Homeland Security X", "members of the Senate X and Y": the person after the field of work."""
        doc = noun.doc
        capital = noun.text[0].isupper()
        if not capital and noun.lemma_.lower() in names.lexicon["kin"]:
            return None  # "son of the late X"
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
                ruler = named.end < limit and doc[named.end].lower_ in names.lexicon["governments"]
                return None if ruler else named  # "spokesman for the X administration's Department"
            if named is not None:
                joined = spans == 1 and doc[named.start - 1].lower_ == "of"
                k = named.end
                spans += 1
                if k < limit and doc[k].text in POSSESSIVE and named.kind != "person":
                    k += 1  # "Deputy Chief of Hamas's | Political Bureau X"
                    spans -= 1
                if not capital and spans > 1 and not joined:
                    return None
                continue
            token = doc[k]
            if token.text == "(" and k + 2 < limit and doc[k + 2].text == ")" and doc[k + 1].text.isupper():
                k += 3  # "the Bureau of Public Affairs (PA) | X"
                continue
            if spans and token.is_lower and self._nouns.is_role(token):
                return None  # "a spokesman for U.N. | chief X"
            small = (
                (not capital or noun.is_sent_start or k == at + 1)
                and not spans
                and token.is_lower
                and token.pos_ in ("NOUN", "ADJ")
                and (token.tag_ == "NNS" or not self._nouns.is_role(token))
                and not self._nouns.names_a_doer(token)
            )
            if (
                small
                or token.lower_ in _WITHIN_TITLE
                or token.lower_ in names.lexicon["before_names"]
                or (capital and token.text[0].isupper())
            ):
                k += 1
                continue
            return None
        return None

    def by_comma(self, names: PlacedNames, noun: Token, first: int, end: int, plural: bool) -> Holders | None:
        """Apposition, read from the commas: "X, 45, the director of Y", "the director of Y, X,"."""
        doc = noun.doc
        goes_on = _goes_on_with_whose(doc, noun, first)
        subject = noun.dep_ in SUBJECTS and not goes_on
        left = name_before_comma(names, doc, first, noun.sent.start)
        subject = subject and not (left is not None and set_adrift(doc[left.head], noun))
        if left is not None and left.kind == "institution" and self._nouns.is_personal(noun):
            introduced = _introduced_with(names, left)
            member = self._member_of(names, doc[left.head]) if introduced is None else None
            if member is not None and member is not noun:
                told = self.by_parse(names, member, plural)
                if told.holders:
                    return told  # "X is a fellow with Y, a former Z official"
            left = introduced or left
        right = name_after_comma(names, doc, noun, end, countries=noun.lower_ in _OF_STATES)
        if doc[first].lower_ == "whose":
            return Holders([doc[right.head]], noun, "apposition") if right is not None else None
        if (
            left is not None
            and right is not None
            and left.kind == "institution"
            and right.kind == "person"
            and self._nouns.is_personal(noun)
        ):
            # "Speaking to Reuters, the president of Oxfam, X, said"
            return Holders(
                [doc[i] for i in (right.head, *(listed_after(names, right) if plural else ()))], noun, "apposition"
            )
        apposed = [
            c
            for c in noun.children
            if c.dep_ == "appos"
            and c.i > noun.i
            and names.kind(c.i) in ("person", "institution")
            and doc[c.i - 1].text != "("  # "director of the National Congress (NDC)"
        ]
        linked = next((c for c in apposed if names.kind(c.i) == "person"), apposed[0] if apposed else None)
        if right is None and linked is not None and linked.i in names.head:
            right = names.head[linked.i]
        if right is not None and _tells_it(names, noun, right):
            right = linked = None
        if left is not None and (noun.dep_ == "appos" or (not subject and (right is None or noun.dep_ != "pobj"))):
            if (noun.dep_ == "conj" and right is not None and linked is not None) or (
                plural and not listed_before(names, left)
            ):
                left = None
            elif (
                noun.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "attr")
                and not goes_on
                and not is_closed(doc, names, noun, end)
            ):
                left = None
            else:
                heads = [left.head, *(listed_before(names, left) if plural else ())]
                return Holders([doc[i] for i in sorted(heads)], doc[left.head], "apposition")
        apart = first > 0 and doc[first - 1].text == ";"  # "his wife, X; their sons, Y and Z"
        if right is not None and (linked is not None or noun.dep_ != "appos" or apart):
            heads = [right.head, *(listed_after(names, right) if plural else ())]
            return Holders([doc[i] for i in heads], noun, "apposition")
        return None

    def by_parse(self, names: PlacedNames, noun: Token, plural: bool, depth: int = 0) -> Holders:
        """From the parse: apposition, copula, "as", "was elected", "one of the heads"."""
        head = noun.head
        nobody = Holders([], noun, "")
        if depth > 4 or (head == noun and noun.dep_ != "ROOT"):
            return nobody
        if noun.dep_ == "appos":
            member = self._member_of(names, head) if self._nouns.is_personal(noun) else None
            if member is not None and member is not noun:
                return self.by_parse(names, member, plural, depth + 1)  # "X is a member of Y, a co-founder of Z"
            anchor = head
            for _ in range(4):
                if names.kind(anchor.i) in ("person", "institution") or anchor.pos_ == "PRON" or anchor.dep_ != "appos":
                    break
                anchor = anchor.head
            if anchor.i in names.article.at and anchor.i < noun.i:
                return Holders(together(anchor) if plural else [anchor], anchor, "apposition")
            if anchor.dep_ == "attr" and anchor.i not in names.article.at and self._nouns.is_role(anchor):
                return self.by_parse(names, anchor, plural, depth + 1)  # "X is a member of Y and | co-founder of Z"
            return nobody
        if noun.dep_ == "conj" and head.pos_ in ("NOUN", "PROPN") and head.i not in names.article.at:
            if plural and head.tag_ == "NN" and self._nouns.is_role(head):
                return nobody  # "X, an adviser, and the heads of Y were held"
            phrase = self._nouns.phrase(names, head) if self._nouns.is_role(head) else None
            if phrase is not None and head.i not in names.cover:
                left = self._nouns.left_of(names, head, phrase[0])
                found = self.holders(names, head, left[0].i if left else phrase[0], phrase[0], phrase[1])
                return Holders(found.holders, found.scope, found.how)
            return self.by_parse(names, head, plural, depth + 1)
        if noun.dep_ in SUBJECTS and head.lemma_ == "be":
            # "Her father was X", "The new chairman is X"
            said = next((c for c in head.children if c.dep_ == "attr"), None)
            if said is not None and not names.kind(said.i):  # "whose leader is the former minister, X"
                apposed = (c for c in said.children if c.dep_ == "appos" and names.kind(c.i) == "person")
                said = next(apposed, said)
            kind = names.kind(said.i) if said is not None else ""
            of_states = kind == "country" and plural and noun.lower_ in _OF_STATES
            if said is not None and (kind == "person" or of_states) and said.i in names.head:
                return Holders(together(said) if plural else [said], head, "copula")
            return nobody
        if noun.dep_ == "attr" and head.lemma_ in ("be", "become", "remain"):
            return _said_of(_subject(names, head), head, "copula", plural)
        if noun.dep_ == "oprd":
            if is_passive(head):
                return _said_of(subject_of(head, 0, names.control), head, "made it", plural)
            objects = [c for c in head.children if c.dep_ in ("dobj", "obj")]
            return Holders(objects[:1], head, "made it")
        if noun.dep_ in ("ccomp", "xcomp", "dobj", "attr") and head.pos_ == "VERB" and head.lemma_.lower() in MADE:
            inner = [c for c in noun.children if c.dep_ in SUBJECTS]
            beside = head.nbor() if head.i + 1 < len(head.doc) else head
            if not inner and beside.lower_ in ("him", "her") and beside.i + 1 < noun.i and beside.i in names.article.at:
                inner = [beside]  # "making her the party's first candidate", where a parser takes "her" for a possessor
            if not inner and noun.dep_ == "dobj" and not is_passive(head):
                named = part_of_title(names.article, noun)
                inner = [named] if named is not None else []
            if inner:
                return Holders(inner, head, "made it")
            if is_passive(head):
                return _said_of(subject_of(head, 0, names.control), head, "made it", plural)
        if noun.dep_ == "pobj" and head.lower_ == "as":
            return _as_role(names, head, plural)
        if noun.dep_ == "pobj" and head.lower_ in ("of", "among"):
            above = head.head
            if above.lower_ in _AMONG and above.pos_ in ("NUM", "DET", "PRON", "ADJ", "NOUN"):
                return self.by_parse(names, above, plural=False, depth=depth + 1)
            if (
                above.lemma_.lower() in _POST_WORDS
                and above.dep_ in ("dobj", "obj")
                and above.head.lemma_.lower() in _HOLD_WORDS
            ):
                return _said_of(subject_of(above.head, 0, names.control), above.head, "holds the post", plural=False)
        return nobody

    def _member_of(self, names: PlacedNames, body: Token) -> Token | None:
        """The noun for a person that tells what somebody is of the institution ``body``: "| member of Y"."""
        for _ in range(3):
            if body.dep_ not in ("appos", "conj") or body.head is body:
                break
            body = body.head
        if (
            body.dep_ != "pobj"
            or body.head.lower_ not in ("of", "at", "with", "for", "in")
            or names.kind(body.i) != "institution"
        ):
            return None
        noun = body.head.head
        told = noun.lemma_.lower() == "member" or self._nouns.is_personal(noun)
        return noun if told and noun.dep_ in ("attr", "appos") and noun.i not in names.article.at else None


def _tells_it(names: PlacedNames, noun: Token, named: Reference) -> bool:
    """ "They hired X as coach, the club's owner Y announced": Y, who tells it, is not the coach, whatever the parse."""
    doc = noun.doc
    before = doc[max(noun.left_edge.i - 1, 0)]
    if noun.left_edge.i <= noun.sent.start or before.pos_ not in ("ADP", "VERB", "AUX", "SCONJ"):
        return False  # "A member of the board, X said"
    if (noun.dep_ in SUBJECTS and before.lower_ != "as") or named.end >= len(doc) or named.start < noun.i:
        return False
    verb = doc[named.end]
    return verb.tag_ in ("VBD", "VBZ") and verb.lemma_.lower() in names.lexicon["speech_verbs"]


def _goes_on_with_whose(doc: Doc, noun: Token, first: int) -> bool:
    """ "X, a travel agency in Y, whose owner testified": an apposition, of which a parse may make the subject."""
    if doc[first].lower_ not in ("a", "an"):
        return False
    after = noun.right_edge.i + 1
    if after + 1 < noun.sent.end and doc[after].text == "," and doc[after + 1].lower_ == "whose":
        return True
    return any(part.lower_ == "whose" for child in noun.rights for part in child.subtree)


def part_of_title(article: Article, post: Token) -> Token | None:
    """ "appointed X ambassador to Peru", "named X finance minister": the person whose name the parser makes part of the
    post's."""
    for name in post.lefts:
        if name.dep_ in ("nmod", "compound") and name.i in article.at:
            between = post.doc[name.i + 1 : post.i]
            if all(word.is_lower and name.i < word.head.i <= post.i for word in between):
                return name if article.actors[article.at[name.i]].kind == "person" else None
    return None


def _introduced_with(names: PlacedNames, body: Reference) -> Reference | None:
    """ "X of the Green Party, chair of Y": the person that the body right before the comma is named with."""
    doc = names.article.doc
    at = body.start - 1
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    person = names.end.get(at) if at > 0 and doc[at].lower_ in ("of", "from", "at", "with") else None
    return person if person is not None and person.kind == "person" else None


def _past_body(names: PlacedNames, noun: Token, end: int) -> int:
    """Behind the body that the noun is tied to and a comma: "members of NATO, | such as"."""
    at = end
    beside = phrase_after(names, noun.doc, at)
    if beside is not None and beside[1] in names.head:
        at = names.head[beside[1]].end
    return at + 1 if at < noun.sent.end and noun.doc[at].text == "," else at


def _born(names: PlacedNames, noun: Token, first: int) -> Holders | None:
    """ "X was born in Oslo in 1940, the son of Y": X, whatever the parser hangs the son on."""
    doc = noun.doc
    if noun.lemma_.lower() not in _CHILDREN or first < 4 or doc[first - 1].text != ",":
        return None
    verb = next((t for t in doc[max(noun.sent.start, first - 16) : first] if t.lower_ == "born"), None)
    if verb is None or any(t.pos_ == "VERB" or t.text == ";" for t in doc[verb.i + 1 : first]):
        return None
    subject = subject_of(verb)
    if subject is None or names.kind(subject.i) != "person" or subject.i > verb.i:
        return None
    return Holders([subject], subject, "apposition")


_CHILDREN = frozenset({"son", "daughter", "child", "grandson", "granddaughter", "twin", "nephew", "niece"})


def _examples_after(names: PlacedNames, noun: Token, end: int) -> list[Token]:
    """ "NATO members such as X and Y", "the 27 EU members, including X", "Democrats objected, among them X": the names
    given as examples."""
    doc = noun.doc
    limit = noun.sent.end
    at = _past_body(names, noun, end)
    if (row := _among_them(names, doc, at, limit)) is not None:
        return row
    colon = doc[at].text == ":" if at < limit else False
    behind = _past_introduction(doc, at, limit)
    if behind is None and (told := _colon_after(names, noun, end)) is not None:
        colon, behind = True, told + 1
    if behind is None:
        behind = _introduced_later(names, noun)
    if behind is None:
        return []
    if behind < limit and doc[behind].lower_ == "the":
        behind += 1
    first = names.start.get(behind) or _titled_example(names, doc, behind, limit)
    if first is None or (first.end < limit and doc[first.end].text in POSSESSIVE):
        return []
    if colon and doc[first.head].dep_ in SUBJECTS:
        return []  # "He met officials in Kenya: X was there"
    listed = names.series.get(first.head, ())
    listed = listed[listed.index(first.head) + 1 :] if listed else ()
    after = listed_after(names, first)
    return [doc[i] for i in (first.head, *(listed if len(listed) > len(after) else after))]


def _titled_example(names: PlacedNames, doc: Doc, at: int, limit: int) -> Reference | None:
    """ "including | their leader X": the person named behind a title in small letters."""
    for i in range(at, min(at + 4, limit)):
        named = names.start.get(i)
        if named is not None:
            return named if named.kind == "person" and i > at else None
        if i in names.cover or doc[i].pos_ not in ("NOUN", "ADJ", "DET", "PRON"):
            return None
    return None


def _past_introduction(doc: Doc, at: int, limit: int) -> int | None:
    """Behind the words at ``at`` that introduce examples: "such as", "including", "among them"."""
    if at < limit and doc[at].lower_ in _INCLUDING:
        return at + 1
    if at + 1 < limit and (doc[at].lower_, doc[at + 1].lower_) in (("such", "as"), ("among", "them")):
        return at + 2
    return None


_INCLUDING = frozenset({"including", "like", "notably", ":"})


def _introduced_later(names: PlacedNames, noun: Token) -> int | None:
    """ "Several Democrats objected to it, including | X": where the examples of the subject begin, if no other noun
    behind the verb may be the one that has them; past the title of the first ("such as former senator | X")."""
    verb, doc, limit = noun.head, noun.doc, noun.sent.end
    if noun.dep_ not in SUBJECTS or verb.i < noun.i:
        return None
    for token in doc[verb.i + 1 : limit]:
        if token.tag_ in ("NNS", "NNPS") or token.dep_ in SUBJECTS or token.text in (";", ":"):
            return None
        if token.lower_ == "with" and doc[token.i - 1].text == ",":
            named = names.start.get(token.i + 1)  # "Democrats objected, with X calling it ..."
            after = doc[named.end : named.end + 4] if named is not None and named.kind == "person" else doc[0:0]
            speech = names.lexicon["speech_verbs"] | names.lexicon["calling"]
            says = any(word.tag_ == "VBG" and word.lemma_.lower() in speech for word in after)
            return token.i + 1 if says else None
        behind = _past_introduction(doc, token.i, limit)
        if behind is None or token.lower_ == "like" or (doc[token.i - 1].text != "," and token.lower_ != "such"):
            continue
        if names.kind(token.i - 2) in ("institution", "country"):
            return None  # "attacked the EU, including X"
        for i in range(behind, min(behind + 7, limit)):
            named = names.start.get(i)
            of_states = i == behind and noun.lower_ in _OF_STATES
            if named is not None and (named.kind == "person" or (named.kind == "country" and of_states)):
                return i
            if i not in names.cover and doc[i].pos_ not in ("NOUN", "PROPN", "ADJ", "DET"):
                return None
        return None
    return None


def _colon_after(names: PlacedNames, noun: Token, end: int) -> int | None:
    """ "the Kenyan businessmen close to Ruto|: X, Y and Z": the colon that ends the noun phrase."""
    for token in noun.doc[end : min(end + 9, noun.sent.end)]:
        if token.text == ":":
            return token.i
        if token.is_punct or token.pos_ == "AUX" or not (token.is_ancestor(noun) or noun.is_ancestor(token)):
            return None
    return None


def _with_others(names: PlacedNames, noun: Token, first: int, start: int) -> list[Token]:
    """ "X, Y and other members of NATO", "X, along with two fellow Labour MPs": the names before, who are of those."""
    doc = noun.doc
    if not any(word.lower_ in _OTHERS for word in doc[first:start]):
        return []
    at = next((first - len(words.split()) for words in _JOINED if _ends_with(doc, first, words)), None)
    if at is None:
        return []
    named = names.end.get(at - 1 if at > 1 and doc[at - 1].text == "," else at)
    row: list[Token] = []
    while named is not None and named.start >= noun.sent.start and (not row or named.kind == names.kind(row[0].i)):
        row.insert(0, doc[named.head])
        named = names.end.get(named.start - 1) if named.start and doc[named.start - 1].text == "," else None
    return row


def _ends_with(doc: Doc, end: int, words: str) -> bool:
    size = len(words.split())
    return end >= size and doc[end - size : end].text.lower() == words


_OTHERS = frozenset({"other", "fellow"})
_JOINED = ("along with", "together with", "as well as", "and", "or", "&", "like")


def _among_them(names: PlacedNames, doc: Doc, at: int, limit: int) -> list[Token] | None:
    """ "several members, X and Y among them,": the names, if "among them" follows their row."""
    first = names.start.get(at)
    if first is None or doc[at - 1].text != ",":
        return None
    heads = [first.head, *listed_after(names, first)]
    end = names.head[heads[-1]].end
    if end + 1 < limit and doc[end].lower_ == "among" and doc[end + 1].lower_ == "them":
        return [doc[i] for i in heads]
    return None


def _bracketed(names: PlacedNames, doc: Doc, at: int, limit: int) -> list[Token] | None:
    """ "the Quad countries (X, Y and Z)": the names, if the brackets hold nothing else."""
    first = names.start.get(at + 1) if at < limit and doc[at].text == "(" else None
    rest = listed_after(names, first) if first is not None else []
    if first is None or not rest:
        return None
    end = names.head[rest[-1]].end
    return [doc[i] for i in (first.head, *rest)] if end < limit and doc[end].text == ")" else None


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


def _said_of(subject: Token | None, scope: Token, how: str, plural: bool) -> Holders:
    if subject is None:
        return Holders([], scope, "")
    return Holders(together(subject) if plural else [subject], scope, how)


def _doer_above(names: PlacedNames, verb: Token) -> Token | None:
    """Who does what ``verb`` says; "began his career before | joining X as": of the verb above, where the parse gives
    it a thing for its subject."""
    subject = subject_of(verb, 0, names.control)
    above = verb
    for _ in range(4):
        if subject is None or subject.i in names.article.at or subject.pos_ == "PRON" or above.tag_ != "VBG":
            return subject
        above = above.head if above.dep_ != "pcomp" else above.head.head
        while above.pos_ not in ("VERB", "AUX") and above.head is not above:
            above = above.head
        found = subject_of(above, 0, names.control)
        subject = found if found is not None else subject
    return subject


def _as_role(names: PlacedNames, preposition: Token, plural: bool) -> Holders:
    """ "served as", "named X as", "X's appointment as", "X, as president,"."""
    verb = preposition.head
    if preposition.dep_ == "conj" and verb.lower_ == "as":
        verb = verb.head  # "served as mayor and as senator"
    if verb.pos_ in ("VERB", "AUX"):
        if is_passive(verb) and verb.lemma_.lower() in _REPLACES:
            by = next((child for child in verb.children if child.dep_ == "agent"), None)
            both = [subject_of(verb, 0, names.control), next(iter(by.children), None) if by is not None else None]
            return Holders([one for one in both if one is not None], verb, "as")  # "X was succeeded by Y as mayor"
        objects = [c for c in verb.children if c.dep_ in ("dobj", "obj", "oprd")]
        # "nominated a senior official, X, as"
        beside = [t for c in objects for t in c.children if t.dep_ == "appos" and names.kind(t.i) == "person"]
        objects = [c for c in objects if names.kind(c.i) == "person"] or beside
        if objects and verb.lemma_.lower() in _REPLACES and not is_passive(verb):
            subject = subject_of(verb, 0, names.control)
            return Holders([*([subject] if subject is not None else []), objects[0]], verb, "as")
        if objects and not is_passive(verb):
            return Holders(together(objects[0]) if plural else objects[:1], verb, "as")
        for stint in verb.children:
            if stint.lemma_.lower() in names.lexicon["stints"] and verb.i < stint.i < preposition.i:
                owner = next((c for c in stint.children if c.dep_ == "poss" and c.i in names.article.at), None)
                if owner is not None:  # "praised X's tenure as president"
                    return Holders([owner], verb, "as")
        return _said_of(_doer_above(names, verb), verb, "as", plural)
    if verb.dep_ == "acomp":
        # "X was popular as mayor", "X was re-elected unopposed as chair"
        return _said_of(subject_of(verb.head, 0, names.control), verb.head, "as", plural)
    if verb.i in names.article.at:
        return Holders([verb], verb, "as")
    apposed = next((c for c in verb.children if c.dep_ == "appos" and names.kind(c.i) == "person"), None)
    if apposed is not None:
        return Holders([apposed], verb, "as")
    if verb.lemma_.lower() in names.lexicon["stints"]:
        owner = next((c for c in verb.children if c.dep_ == "poss"), None)
        if owner is None:
            owner = next((p for role, p in prepositions_of(verb) if role == "of"), None)
        if owner is None and verb.dep_ in ("dobj", "obj", "pobj"):
            above = verb.head if verb.dep_ != "pobj" else verb.head.head
            owner = subject_of(above, 0, names.control) if above.pos_ in ("VERB", "AUX") else None
        if owner is not None and owner.i not in names.article.at and owner.tag_ == "PRP$" and verb.head.dep_ == "prep":
            owner = subject_of(verb.head.head, 0, names.control)  # "In her capacity as chair, X said"
        if owner is not None and (owner.i in names.article.at):
            return Holders([owner], verb, "as")
    return Holders([], verb, "")
