"""Who is meant by "the suspect", "the accused", "the gunman": the only one of whom the article tells such a deed.

An article on a crime names the one who is held for it once and then goes on with such nouns, before the name as well
as behind it. Where it speaks of several, by a plural or by "another gunman", nobody is taken.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.cast import Cast
from kg.language.mentions import Name
from kg.language.structure import NAMING
from kg.language.tokens import Span, Token

_OTHERS = frozenset({"another", "other", "second", "third", "no", "any", "each", "every", "both"})
_IDENTIFYING = frozenset({"identify", "name"})


def suspects(cast: Cast) -> None:
    """Adds the definite nouns for an attacker or a suspect to the one person who is meant."""
    lexicon = cast.lexicon
    attackers, held = lexicon["attackers"], lexicon["suspects"]
    called = attackers | held
    said = [t for t in cast.doc if t.lower_ in called or t.lemma_.lower() in called]
    said = [t for t in said if cast.block_of[t.i] in NAMING and t.tag_ not in ("VBD", "VB", "VBZ", "VBP", "VBG")]
    if not said or any(t.tag_ == "NNS" or any(c.lower_ in _OTHERS for c in t.lefts) for t in said):
        return
    people = [(person.id, name) for person in cast.of("person") for name in person.names]
    violent = {ident for ident, name in people if _has_attacked(cast, name) or _is_called_one(cast, name)}
    charged = {ident for ident, name in people if _is_held(cast, cast.doc[name.head])}
    for token in said:
        phrase = _definite(cast, token)
        meant = violent if token.lower_ in attackers else violent | charged
        if phrase is None or len(meant) != 1:
            continue
        found = cast.entities[next(iter(meant))]
        found.note(f"'{phrase.text}' goes back to '{found.name}', the only one who is told to be such")
        cast.add(found, Name(phrase.start, token.i + 1, token.i, "person", "generic", phrase.text))


def _definite(cast: Cast, token: Token) -> Span | None:
    """The phrase "the alleged gunman" that ends at the token and is no part of another or of a name."""
    doc = cast.doc
    if token.i in cast.resolved or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative"):
        return None
    phrase = doc[token.left_edge.i : token.i + 1]
    if not 2 <= len(phrase) <= 7 or phrase[0].lower_ not in ("the", "this"):
        return None
    if any(not (t.like_num or t.lower_ in cast.lexicon["suspected_before"]) for t in phrase[1:-1]):
        return None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and (after.pos_ in ("NOUN", "PROPN") or after.lower_ in ("who", "that", "-")):
        return None
    return None if any(child.dep_ == "appos" and cast.at(child.i) for child in token.children) else phrase


def _is_called_one(cast: Cast, name: Name) -> bool:
    """ "Gunman X", "the attacker, identified as X", "the suspect was X"."""
    called = cast.lexicon["attackers"] | cast.lexicon["suspects"]
    return any(noun.lower_ in called for noun in _nouns(cast.doc[name.head], name.start))


def _has_attacked(cast: Cast, name: Name) -> bool:
    """ "X stabbed Y"."""
    head = cast.doc[name.head]
    deed = head.head
    done = head.dep_ == "nsubj" and deed.lemma_.lower() in cast.lexicon["attacking"]
    return done and not any(child.dep_ in ("neg", "aux") for child in deed.children)


def _is_held(cast: Cast, head: Token) -> bool:
    """ "X was arrested", "charged X with", "X, charged with": one who is held for what he has done."""
    held = cast.lexicon["held_for_a_crime"]
    head = head.head if head.dep_ == "appos" else head
    undergoes = head.dep_ in ("nsubjpass", "dobj") or head.head.lemma_ in ("plead", "surrender")
    if undergoes and head.head.lemma_.lower() in held:
        return True
    said = [*head.children, *(head.head.children if head.dep_ == "nsubj" else ())]
    return any(t.dep_ in ("acl", "advcl") and t.tag_ == "VBN" and t.lemma_.lower() in held for t in said)


def _nouns(head: Token, start: int) -> Iterator[Token]:
    """The nouns that stand with a name, which begins at ``start``, for the one who bears it."""
    yield from (child for child in head.children if child.dep_ == "appos")
    yield from head.doc[max(head.sent.start, start - 2) : start]
    if head.dep_ == "appos":
        yield head.head
    if head.dep_ == "nsubj" and head.head.lemma_ == "be":
        yield from (child for child in head.head.children if child.dep_ == "attr")
    if head.dep_ == "pobj" and head.head.lower_ == "as" and head.head.head.lemma_.lower() in _IDENTIFYING:
        verb = head.head.head
        yield from (child for child in verb.children if child.dep_ in ("dobj", "nsubjpass"))
        if verb.dep_ in ("acl", "relcl"):
            yield verb.head


__all__ = ["suspects"]
