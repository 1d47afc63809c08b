"""Who did what a sentence only calls "the move", "the ruling", "the attack": the doer that the sentence before tells.

"Kenya closed the camp. Amnesty criticized the decision." A noun for a deed goes back to a verb of its sort, as the word
lists ``*_told`` and ``*_done`` of rules/lexicon tell, or to the same noun; "the move" to whatever was done. Where the
sentence tells of two such deeds, or of one without a doer, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.language.grammar import doers_of, lemma_of
from kg.language.tokens import Span, Token, verb_above
from kg.rules import SORTS_OF_DEEDS, Lexicon

_THE = frozenset({"the", "this", "that", "these", "those", "such"})
_AGAIN = frozenset({"latest", "recent", "new", "same", "planned", "controversial", "surprise", "whole", "entire"})
_NO_MORE = frozenset({"as", "on", "for", "over", "during", "after", "in"})
"""Prepositions that tell no more of a deed than when and why somebody judges it."""
_FIRM = frozenset({"have", "be", "do"})
_EARLIER = frozenset({"previously", "already", "earlier", "once", "originally", "formerly", "first", "ago", "last"})
_ALIKE = (
    frozenset({"sanction", "sanctions", "blacklist", "designate", "designation"}),
    frozenset({"ban", "bans", "suspend", "fine", "fines", "suspension"}),
    frozenset({"arrest", "detain", "jail"}),
)
_LISTING = frozenset({"add", "put", "place", "include", "name", "target"})
"""What is done to those on the list of the sanctioned."""
_BACK = 3
"""How many sentences back it may be told, if those between judge it too or it is the very word for it."""


type ActorsOf = Callable[[Token], Iterable[str]]
"""Which actors the phrase that a token heads names."""


def doer_before(noun: Token, actors_of: ActorsOf, lexicon: Lexicon) -> tuple[str, Token] | None:
    """Who did what ``noun`` means, and the token that names him, in this sentence before it or in the one before."""
    low = noun.lower_
    sorts = [sort for sort in SORTS_OF_DEEDS if low in lexicon[f"{sort}_told"]]
    if not sorts:
        return None
    sentence = noun.sent
    here = noun.doc[sentence.start : noun.left_edge.i]
    if _sums_up(noun):
        return _only_one(noun, list(_deeds(here, noun, sorts, lexicon, None)), actors_of)
    if not _bare(noun):
        return None
    told = list(_deeds(here, noun, sorts, lexicon, verb_above(noun)))
    start = sentence.start
    judged = True
    for _ in range(_BACK):
        if told:
            return _only_one(noun, told, actors_of)
        if start == 0:
            break
        before = noun.doc[start - 1].sent
        told = list(_deeds(noun.doc[before.start : before.end], noun, sorts, lexicon, None))
        if not judged:
            told = [deed for deed in told if _cognate(noun, deed.lemma)]
        judged = judged and lemma_of(before.root) in lexicon["judging"]
        start = before.start
    return _only_one(noun, told, actors_of)


def doer_of_the_same(verb: Token, actors_of: ActorsOf, lexicon: Lexicon) -> tuple[str, Token] | None:
    """Who did to others what a passive tells without its doer, in this sentence or the one before: "Canada sanctioned
    X. Y was also sanctioned." Sentences that go on so without naming him are passed over."""
    if any(c.lower_ in _EARLIER or (c.tag_ == "CD" and len(c.text) == 4) for c in verb.subtree):
        return None
    lemma = lemma_of(verb)
    same = next((alike for alike in _ALIKE if lemma in alike), frozenset({lemma}))
    same = _ALIKE[0] if lemma in _LISTING else same
    start = verb.sent.start
    told = [deed for deed in _the_same(verb.doc[start : verb.i], same, lexicon) if deed.doers]
    for _ in range(_BACK):
        if told or start == 0:
            break
        before = verb.doc[start - 1].sent
        deeds = list(_the_same(verb.doc[before.start : before.end], same, lexicon))
        told = [deed for deed in deeds if deed.doers]
        if not deeds:
            return None
        start = before.start
    found = {actor: token for deed in told for token in deed.doers for actor in actors_of(token)}
    return next(iter(found.items())) if len(found) == 1 else None


def _the_same(tokens: Span, same: frozenset[str], lexicon: Lexicon) -> Iterator[_Deed]:
    """These deeds as they are told as done, by a verb or by its noun: "blacklisted X", "imposed sanctions on X"."""
    for token in tokens:
        lemma = lemma_of(token)
        if lemma not in same:
            continue
        if token.pos_ == "VERB" and token.dep_ != "amod" and _firm(token):
            yield _Deed(lemma, doers_of(token))
        elif token.dep_ == "dobj" and lemma_of(verb_above(token)) in lexicon["issuing"] and _firm(verb_above(token)):
            yield _Deed(lemma, doers_of(verb_above(token)))


def _sums_up(noun: Token) -> bool:
    """ "X banned the march, a decision that Y condemned"."""
    first = noun.left_edge
    return (
        first.lower_ in ("a", "an")
        and first.i > noun.sent.start
        and noun.doc[first.i - 1].text in (",", "in")
        and any(child.dep_ == "relcl" for child in noun.children)
    )


def _bare(noun: Token) -> bool:
    """ "The latest attack", not "the attack on Odesa", "their attack", "the decision to leave"."""
    left = noun.doc[noun.left_edge.i : noun.i]
    if not len(left) or left[0].lower_ not in _THE or any(t.lower_ not in _AGAIN for t in left[1:]):
        return False
    if noun.dep_ in ("compound", "conj", "appos") or any(child.dep_ == "conj" for child in noun.children):
        return False
    return not any(
        child.dep_ in ("relcl", "acl", "appos") or (child.dep_ == "prep" and child.lower_ not in _NO_MORE)
        for child in noun.children
    )


@dataclass(frozen=True, slots=True)
class _Deed:
    """What somebody does: the verb's or the noun's lemma, and the words that head who does it."""

    lemma: str
    doers: list[Token]


def _only_one(noun: Token, told: Sequence[_Deed], actors_of: ActorsOf) -> tuple[str, Token] | None:
    """The one actor who does all of these deeds, or those that ``noun`` is the very word for."""
    told = [deed for deed in told if _cognate(noun, deed.lemma)] or told
    found: dict[str, Token] = {}
    for deed in told:
        actors = {actor: token for token in deed.doers for actor in actors_of(token)}
        if len(actors) != 1:
            return None
        found |= actors
    return next(iter(found.items())) if len(found) == 1 else None


def _cognate(noun: Token, verb: str) -> bool:
    """ "Threat" of "threaten", "decision" of "decide"."""
    low = noun.lemma_.lower()
    return low == verb or low[:4] == verb[:4] or (low[:3] == verb[:3] and low.endswith(("ion", "ling")))


def _deeds(tokens: Span, noun: Token, sorts: list[str], lexicon: Lexicon, judged: Token | None) -> Iterator[_Deed]:
    """The deeds of ``tokens`` that ``noun`` may mean; ``judged`` is the verb that it depends on."""
    done = frozenset().union(*(lexicon[f"{sort}_done"] for sort in sorts))
    alike = frozenset().union(*(lexicon[f"{sort}_told"] for sort in sorts if sort not in ("any", "offer")))
    for token in tokens:
        lemma = lemma_of(token)
        if token.pos_ == "VERB" and token != judged and lemma in done and _firm(token):
            yield _Deed(lemma, doers_of(token))
        elif token.pos_ in ("NOUN", "PROPN") and (lemma == noun.lemma_.lower() or token.lower_ in alike):
            verb = verb_above(token)
            claimed = (
                token.dep_ == "pobj" and token.head.head.lower_ == "responsibility"
            )  # "claimed responsibility for"
            if (claimed or (token.dep_ == "dobj" and lemma_of(verb) in lexicon["issuing"])) and _firm(verb):
                yield _Deed(lemma, doers_of(verb))
    if "any" in sorts and judged is None:
        yield from _whatever(tokens, lexicon)


def _whatever(tokens: Span, lexicon: Lexicon) -> Iterator[_Deed]:
    """What the sentence is about: "Kenya closed the camp", "Kenya said it would close the camp"."""
    root = tokens[0].sent.root
    lemma = lemma_of(root)
    if root.pos_ != "VERB" or lemma in lexicon["judging"] or not _firm(root):
        return
    if lemma in lexicon["speech_verbs"] or lemma in lexicon["planning"]:
        clause = next((c for c in root.children if c.dep_ in ("ccomp", "xcomp")), None)
        will = clause is not None and any(c.lower_ in ("will", "would", "to") for c in clause.children)
        thing = lemma == "announce" and any(c.dep_ == "dobj" for c in root.children)
        inner = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None) if clause else None
        if thing or (will and (inner is None or inner.lower_ in ("it", "he", "she"))):
            yield _Deed(lemma, doers_of(root))
        elif will and inner is not None and inner.dep_ == "nsubj":
            yield _Deed(lemma, [inner])
    elif any(c.dep_ in ("dobj", "prep", "xcomp", "agent") for c in root.children):
        yield _Deed(lemma, doers_of(root))


def _firm(verb: Token) -> bool:
    """Told as done: not negated, no "may", "if", "to do"."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "aux" and lemma_of(child) not in _FIRM and child.lower_ != "will"):
            return False
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return False
    return True


__all__ = ["doer_before", "doer_of_the_same"]
