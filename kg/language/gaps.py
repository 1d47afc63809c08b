"""Predicates that join two actors and that no rule reads: where the rules have a hole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.coreference import Article
from kg.language.frames import FrameReader
from kg.language.grammar import Frame
from kg.language.match import Matcher, actors_of
from kg.language.tokens import Span as TokenSpan
from kg.rules import PREPOSITIONS, Lexicon, TriggerKind

_SAYING_NOTHING = frozenset(
    {"be", "have", "do", "become", "include", "say", "tell", "go", "come", "get", "make", "take", "accord"}
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A predicate with two actors as arguments, and the sentence: a rule that may be missing."""

    kind: TriggerKind
    lemma: str
    source_role: str
    target_role: str
    doc: str
    source: str
    target: str
    sentence: str


class _Everything(frozenset[str]):
    """A set that holds every lemma: the frame reader then reads every predicate, not only those that rules look for."""

    def __contains__(self, item: object) -> bool:
        return True


class GapReader:
    """Finds gaps: frames that no rule makes a claim of, with an actor as agent and another one elsewhere."""

    def __init__(self, lexicon: Lexicon, matcher: Matcher) -> None:
        self._lexicon = lexicon
        self._matcher = matcher
        lemmas = dict(matcher.lemmas)
        lists = ("posts", "kin", "occupations", "organisation_heads")
        self._persons_and_bodies = frozenset().union(*(lexicon[name] for name in lists))
        self._frames = FrameReader(
            lexicon, lemmas | {"verb": _Everything(lemmas["verb"]), "noun": _Everything(lemmas["noun"])}
        )

    def gaps(self, doc: str, article: Article, sentence: TokenSpan) -> Iterator[Gap]:
        """The gaps of one sentence; pairs of actors that some rule joins in it are none."""
        frames = list(self._frames.frames(article, sentence))
        joined = {
            frozenset((source.actor, target.actor))
            for frame in frames
            for attempt in self._matcher.attempts(article, frame)
            for source, target in attempt.pairs
        }
        for frame in frames:
            if frame.kind not in ("verb", "noun") or frame.lemma in _SAYING_NOTHING:
                continue
            if frame.lemma in self._lexicon["speech_verbs"] or frame.lemma in self._persons_and_bodies:
                continue
            for source_role, source, target_role, target in _pairs(article, frame, self._lexicon):
                if frozenset((source, target)) not in joined:
                    names = (article.actors[source].name, article.actors[target].name)
                    yield Gap(
                        frame.kind, frame.lemma, source_role, target_role, doc, *names, " ".join(sentence.text.split())
                    )


def _pairs(article: Article, frame: Frame, lexicon: Lexicon) -> Iterator[tuple[str, str, str, str]]:
    filled: list[tuple[str, str]] = []
    for argument in frame.arguments:
        if argument.role in ("agent", "patient", "recipient") or argument.role in PREPOSITIONS:
            actor = next(actors_of(article, article.doc[argument.token], lexicon), None)
            if actor is not None:
                filled.append((argument.role, actor))
    agents = [actor for role, actor in filled if role == "agent"]
    for agent in agents[:1]:
        for role, actor in filled:
            if role not in ("agent", "by", "of" if frame.kind == "noun" else "by") and actor != agent:
                yield "agent", agent, role, actor
                return
