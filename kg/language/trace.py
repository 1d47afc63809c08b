"""Why a sentence made an edge, and why not: what ``kg explain --sentence`` prints.

A trace holds the steps of one sentence as plain records: the actors it names, the frames read from it, the rules held
against each frame with what they read or what stopped them, and the words that no rule could use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.language.coreference import Article
from kg.language.grammar import Frame
from kg.language.match import Attempt, Matcher
from kg.language.tokens import Span as TokenSpan
from kg.models import Claim, Document, Kind, Rejection

_CONTENT = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class NamedActor:
    """Words of the sentence that refer to an actor."""

    text: str
    actor: str
    kind: Kind
    pronoun: bool


@dataclass(frozen=True, slots=True)
class TracedFrame:
    """A predicate of the sentence: its kind and lemma, what was undone to read it, its arguments as (name, words)."""

    kind: str
    lemma: str
    how: str
    arguments: tuple[tuple[str, str], ...]
    companions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule held against a frame (its place in ``Trace.frames``): the pairs of actor names that it reads, or what
    stopped it. ``near`` tells a rule whose trigger only lacks other words, ``others`` how many more of its triggers do:
    the one shown lacks the fewest."""

    rule: str
    relation: str
    trigger: str
    frame: int
    pairs: tuple[tuple[str, str], ...]
    stopped: str
    near: bool
    others: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A word of a sentence with two actors for which no rule looks, or that the parser took for another part of
    speech than the rules that do."""

    word: str
    lemma: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One sentence: who is named, what is predicated, which rules were tried, what came of it."""

    sentence: str
    actors: tuple[NamedActor, ...]
    frames: tuple[TracedFrame, ...]
    tried: tuple[Tried, ...]
    unread: tuple[Unread, ...]
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]


def explain(
    document: Document, article: Article, sentence: TokenSpan, frames: Iterable[Frame], matcher: Matcher
) -> Trace:
    """The trace of ``sentence``. ``frames`` are those of ``FrameReader.frames``."""
    read = tuple(frames)
    found = list(matcher.claims(document, article, sentence, read))
    tried = [
        one for number, frame in enumerate(read)
        for one in _nearest(matcher.attempts(article, frame, near=True), number, article, matcher)
    ]  # fmt: skip
    # What matched, then what was stopped for want of an actor, then what lacked a word; frames in reading order.
    tried.sort(key=lambda one: (not one.pairs, one.near, one.frame))
    return Trace(
        sentence=" ".join(sentence.text.split()),
        actors=_actors(article, sentence),
        frames=tuple(_frame(article, frame) for frame in read),
        tried=tuple(dict.fromkeys(tried)),
        unread=_unread(article, sentence, read, matcher),
        claims=tuple(item for item in found if isinstance(item, Claim)),
        rejections=tuple(item for item in found if isinstance(item, Rejection)),
    )


def _nearest(attempts: Iterable[Attempt], number: int, article: Article, matcher: Matcher) -> Iterator[Tried]:
    """The attempts on one frame. A rule whose triggers all lack words comes once: "send <goods>" are two hundred."""
    lacking: dict[str, list[Attempt]] = {}
    held: set[str] = set()
    for attempt in attempts:
        if attempt.lacks:
            lacking.setdefault(attempt.rule.id, []).append(attempt)
        else:
            held.add(attempt.rule.id)
            yield _tried(attempt, number, article, matcher)
    for rule, ones in lacking.items():
        if rule not in held:
            nearest = min(ones, key=lambda one: len(one.lacks))
            yield replace(_tried(nearest, number, article, matcher), others=len(ones) - 1)


def _tried(attempt: Attempt, number: int, article: Article, matcher: Matcher) -> Tried:
    names = {key: actor.name for key, actor in article.actors.items()}
    refusals = [matcher.refusal(article, attempt, source, target) for source, target in attempt.pairs]
    kept = tuple(
        (names[source.actor], names[target.actor])
        for (source, target), refusal in zip(attempt.pairs, refusals, strict=True) if not refusal
    )  # fmt: skip
    stopped = attempt.stopped or ("" if kept else "; ".join(dict.fromkeys(filter(None, refusals))))
    return Tried(
        attempt.rule.id, attempt.rule.relation, attempt.trigger.words, number, kept, stopped, bool(attempt.lacks)
    )


def _actors(article: Article, sentence: TokenSpan) -> tuple[NamedActor, ...]:
    return tuple(
        NamedActor(article.doc[r.start : r.end].text, article.actors[r.actor].name, r.kind, r.pronoun)
        for r in article.references if sentence.start <= r.start < sentence.end
    )  # fmt: skip


def _frame(article: Article, frame: Frame) -> TracedFrame:
    arguments = tuple((argument.role, _phrase(article, argument.token)) for argument in frame.arguments)
    return TracedFrame(frame.kind, frame.lemma, frame.how, arguments, tuple(sorted(frame.companions)))


def _phrase(article: Article, token: int) -> str:
    """The words of the noun phrase up to its head: "three Russian diplomats"."""
    head = article.doc[token]
    left = [child for child in head.lefts if child.dep_ not in ("punct", "cc", "mark")]
    start = min((child.left_edge.i for child in left), default=token)
    return article.doc[max(start, token - 6) : token + 1].text


def _unread(article: Article, sentence: TokenSpan, frames: tuple[Frame, ...], matcher: Matcher) -> tuple[Unread, ...]:
    """Predicates that no frame was made of, in a sentence that names two actors."""
    actors = {
        article.at.get(token.i) or article.owner.get(token.i) for token in sentence
        if token.i in article.at or token.i in article.owner
    }  # fmt: skip
    if len(actors) < 2:
        return ()
    read = {frame.token for frame in frames} | {frame.scope for frame in frames}
    lemmas = matcher.lemmas
    out: list[Unread] = []
    for token in sentence:
        if token.i in read or token.i in article.at or token.i in article.owner or token.pos_ not in _CONTENT:
            continue
        lemma = token.lemma_.lower()
        kinds = [kind for kind, known in lemmas.items() if lemma in known]
        if kinds:
            reason = f"rules look for it as a {' or '.join(kinds)}; here it is a {token.pos_}"
            out.append(Unread(token.text, lemma, reason))
        elif token.pos_ == "VERB":
            out.append(Unread(token.text, lemma, "no rule looks for it"))
    return tuple(out)
