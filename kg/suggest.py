"""What a person should look at: names that may be one actor, names that may be two, names that the table lacks.

Suggestions only: nothing here joins or splits anything. Likeness is rapidfuzz's Jaro-Winkler over the words of two
names, aligned one to one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from rapidfuzz.distance import JaroWinkler

from kg.aliases import AliasTable, fold
from kg.judgements import Judgements
from kg.models import Actor, Mention
from kg.store import Store

Verdict = Literal["same", "different"]
_NEAR = 0.84
"""Mean likeness of aligned words from which two names are worth a look; found on the names of 2,290 articles."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two names for a person to judge, likeliest first. ``quotes`` holds one (document id, text) for each name."""

    verdict: Verdict
    names: tuple[str, str]
    why: str
    score: float
    article: str
    quotes: tuple[tuple[str, str], ...]


def suggestions(store: Store) -> list[Suggestion]:
    """Candidates for joining (near-equal names, acronyms) and splitting (one surname, several people), best first."""
    actors = [actor for actor in store.actors() if actor.kind != "country"]
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in store.mentions():
        mentions[mention.actor].append(mention)
    actors = [actor for actor in actors if mentions[actor.id]]
    quote = _Quotes(store, mentions)
    found = [*_near(actors, quote), *_acronyms(actors, quote), *_shared_surnames(actors, mentions, quote)]
    return sorted(found, key=lambda s: (-s.score, s.names))


class _Quotes:
    """The words around the first mention of an actor, or of one of its names."""

    def __init__(self, store: Store, mentions: Mapping[str, Sequence[Mention]]) -> None:
        self._store = store
        self._mentions = mentions

    def of(self, actor: Actor, form: str | None = None, doc: str | None = None) -> tuple[str, str]:
        fitting = [
            mention for mention in self._mentions[actor.id]
            if (form is None or mention.text == form) and doc in (None, mention.doc)
        ]  # fmt: skip
        mention = (fitting or self._mentions[actor.id])[0]
        text = self._store.text(mention.doc)
        start, end = max(0, mention.span.start - 50), min(len(text), mention.span.end + 50)
        return mention.doc, " ".join(text[start:end].split())


def _near(actors: Sequence[Actor], quotes: _Quotes) -> Iterator[Suggestion]:
    blocks: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for actor in actors:
        # Names alike enough to matter share the first two letters of some word: an index instead of all pairs.
        for word in {word[:2] for word in fold(actor.name).split() if len(word) > 2}:
            blocks[actor.kind, word].append(actor)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for a, b in combinations(block, 2):
            if (a.id, b.id) in seen or (a.alias and b.alias):
                continue
            seen.add((a.id, b.id))
            score = likeness(a.name, b.name)
            if score >= _NEAR:
                both = (quotes.of(a), quotes.of(b))
                yield Suggestion("same", (a.name, b.name), "names nearly alike", score, "", both)


def likeness(one: str, other: str) -> float:
    """0 to 1: mean Jaro-Winkler likeness of the words of two names, each aligned with its best partner.

    Names of different length lose what has no partner; a number or a point of the compass makes all the difference.
    """
    a, b = fold(one).split(), fold(other).split()
    if len(a) > len(b):
        a, b = b, a
    if not a or len(a) == 1 != len(b) or _telling(a) != _telling(b):
        return 0.0
    left = list(b)
    total = 0.0
    worst = 1.0
    for word in a:
        best = max(left, key=lambda candidate: JaroWinkler.similarity(word, candidate))
        value = JaroWinkler.similarity(word, best)
        worst = min(worst, value)
        total += value
        left.remove(best)
    return 0.0 if worst < 0.65 else total / (len(a) + 0.5 * len(left))


def _telling(words: Iterable[str]) -> set[str]:
    return {word for word in words if word.isdigit() or word.removesuffix("ern") in _COMPASS}


_COMPASS = frozenset({"north", "south", "east", "west", "upper", "lower", "new", "old"})


def _acronyms(actors: Sequence[Actor], quotes: _Quotes) -> Iterator[Suggestion]:
    by_initials: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        words = [word for word in actor.name.replace("-", " ").split() if word[:1].isupper()]
        if actor.kind == "institution" and len(words) >= 2:
            by_initials["".join(word[0] for word in words)].append(actor)
    for actor in actors:
        letters = actor.name.replace(".", "")
        if actor.kind == "institution" and letters.isupper() and len(letters) >= 2:
            for full in by_initials.get(letters, ()):
                if full.id != actor.id:
                    why = f"{actor.name} may be short for it"
                    yield Suggestion("same", (full.name, actor.name), why, 0.9, "", (quotes.of(full), quotes.of(actor)))


def _shared_surnames(
    actors: Sequence[Actor], mentions: Mapping[str, Sequence[Mention]], quotes: _Quotes
) -> Iterator[Suggestion]:
    """Articles where a bare surname went to one of several people of that name."""
    bearers: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        words = fold(actor.name).split()
        if actor.kind == "person" and len(words) > 1:
            bearers[words[-1]].append(actor)
    for surname, people in bearers.items():
        if len(people) < 2:
            continue
        for actor in people:
            docs = {m.doc for m in mentions[actor.id] if fold(m.text) == surname}
            rivals = {m.doc: other for other in people if other.id != actor.id for m in mentions[other.id]}
            for doc in sorted(docs & rivals.keys()):
                form = next(m.text for m in mentions[actor.id] if m.doc == doc and fold(m.text) == surname)
                why = f"{rivals[doc].name} is in this article too"
                yield Suggestion("different", (form, actor.name), why, 0.8, doc, (quotes.of(actor, form, doc),))


def as_yaml(found: Iterable[Suggestion]) -> Iterator[str]:
    """The suggestions as lines to paste into rules/judgements.yaml, with the reason and quotes as comments."""
    for suggestion in found:
        yield f"# {suggestion.why} ({suggestion.score:.2f})"
        yield from (f"#   {doc}: … {text} …" for doc, text in suggestion.quotes)
        yield f"- {suggestion.verdict}: [{', '.join(_quoted(name) for name in suggestion.names)}]"
        if suggestion.article:
            yield f"  article: {_quoted(suggestion.article)}"
        yield ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the alias table fits a corpus: entries that no article names, and frequent actors that it lacks as
    (actor, mentions, articles), most frequent first."""

    unseen: tuple[str, ...]
    missing: tuple[tuple[Actor, int, int], ...]


def coverage(store: Store, aliases: AliasTable, at_least: int = 3) -> Coverage:
    """Compare the table with the store; ``at_least`` is the number of articles from which a name counts as frequent."""
    seen: set[str] = set()
    missing: list[tuple[Actor, int, int]] = []
    counts: Counter[str] = Counter()
    articles: dict[str, set[str]] = defaultdict(set)
    for mention in store.mentions():
        counts[mention.actor] += 1
        articles[mention.actor].add(mention.doc)
    for actor in store.actors():
        if actor.alias:
            seen.add(actor.alias)
        elif actor.kind != "country" and len(articles[actor.id]) >= at_least:
            missing.append((actor, counts[actor.id], len(articles[actor.id])))
    missing.sort(key=lambda row: (-row[2], -row[1], row[0].id))
    unseen = tuple(sorted(entry.name for key, entry in aliases.entries.items() if key not in seen))
    return Coverage(unseen, tuple(missing))


def idle(store: Store, judgements: Judgements) -> Iterator[str]:
    """``path:line: what to do`` for each judgement that speaks of a name or an article that the store does not have."""
    articles = {document.id for document in store.documents()}
    names = {fold(form) for actor in store.actors() for form in (actor.name, *actor.aliases)}
    names |= {fold(mention.text) for mention in store.mentions()} | {actor.id for actor in store.actors()}
    for judgement in judgements.decisions:
        where = f"{judgement.path}:{judgement.line}"
        if judgement.article and judgement.article not in articles:
            yield f"{where}: no article has the id '{judgement.article}'"
        for name in judgement.names:
            if name not in names:
                yield f"{where}: no actor is called '{name}'"


def draft_entries(missing: Iterable[tuple[Actor, int, int]]) -> Iterator[str]:
    """Entries for rules/aliases.yaml, to be read and mended before pasting."""
    for actor, count, docs in missing:
        ident = actor.id.split("/", 1)[-1]
        others = [form for form in actor.aliases if fold(form) != fold(actor.name)]
        strong = [form for form in others if len(fold(form).split()) > 1]
        weak = [form for form in others if len(fold(form).split()) == 1]
        yield f"# {count} mentions in {docs} articles"
        yield f"- id: {ident}"
        yield f"  name: {_quoted(actor.name)}"
        yield f"  kind: {actor.kind}"
        if strong:
            yield f"  aliases: [{', '.join(map(_quoted, strong))}]"
        if weak:
            yield f"  weak: [{', '.join(map(_quoted, weak))}]"
        yield ""
