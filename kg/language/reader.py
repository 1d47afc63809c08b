"""One article in, one ``Extraction`` out: names, actors, frames, claims, in that order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.aliases import fold
from kg.language.coreference import Article, read_actors
from kg.language.frames import FrameReader
from kg.language.gaps import Gap, GapReader
from kg.language.grammar import asked_from
from kg.language.judge import judged
from kg.language.kept import Kept, names_from_bytes, names_to_bytes
from kg.language.match import Matcher
from kg.language.mentions import Gazetteer, find_names
from kg.language.parse import Parser
from kg.language.structure import ASSERTING, PRESUPPOSING, Block
from kg.language.tokens import Doc
from kg.language.tokens import Span as TokenSpan
from kg.language.trace import Trace, explain
from kg.language.voices import with_persons
from kg.models import Claim, Document, Evidence, Extraction, Mention, Rejection, Span
from kg.rules import Rulebook

if TYPE_CHECKING:
    from spacy.language import Language

_PRESUPPOSED = frozenset({
    "role, title before the name", "role, apposition", "role, named with its country or parent", "role, named with it",
    "role, party before the role",
})  # fmt: skip
"""Constructions that tell who somebody is in passing: a question ("Did President X know?") takes them for granted."""

_LONGEST_SENTENCE = 600
"""Tokens; the longest of 35,000 sentences of news had 150. More is a list or a table without a full stop, of which no
parse is right; and it costs the square of its length."""
_SHOWN = 30


class EnglishReader:
    """Reads English articles with one model and one rulebook. Make one and keep it: loading takes seconds, and happens
    when the first text is parsed. ModelMissing if there is no such model."""

    def __init__(self, rulebook: Rulebook, model: Language | str | None = None) -> None:
        self._parser = Parser(model)
        self._rulebook = rulebook
        self._gazetteer = Gazetteer(rulebook)
        self._matcher = Matcher(rulebook)
        self._frames = FrameReader(rulebook.lexicon, self._matcher.lemmas)

    def read(self, documents: Iterable[Document], kept: Kept | None = None) -> Iterator[Extraction]:
        """The extraction of each document, in order. With ``kept``, what was parsed before is not parsed again, names
        that were found before are not looked for, and what is found now is kept there. ModelMissing if the model cannot
        be loaded."""
        for document, blocks, doc in self._parser.parse(documents, kept):
            yield self.extract(document, blocks, doc, kept)

    def extract(self, document: Document, blocks: tuple[Block, ...], doc: Doc, kept: Kept | None = None) -> Extraction:
        """The extraction of one parsed document: a pure function of the document, its parse and the rulebook."""
        article = self._article(document, blocks, doc, kept)
        claims: list[Claim] = []
        rejections: list[Rejection] = []
        kinds = {block.span.start: block for block in blocks}
        starts = sorted(kinds)
        at = 0
        for sentence in doc.sents:
            while at + 1 < len(starts) and starts[at + 1] <= _first_letter(sentence):
                at += 1
            block = kinds[starts[at]] if starts else None
            if block is None:
                continue
            if len(sentence) > _LONGEST_SENTENCE:
                begin = Span(document.body + sentence.start_char, document.body + sentence[:_SHOWN].end_char)
                evidence = Evidence(document.id, begin, document.text[begin.start : begin.end])
                told = f"is a sentence of more than {_LONGEST_SENTENCE} words"
                rejections.append(Rejection(document.id, told, "", "", evidence))
                continue
            refusal = "" if block.kind in ASSERTING else f"stands in a {block.kind}"
            frames = self._frames.frames(article, sentence)
            asked = asked_from(sentence) if not refusal else None
            if asked == sentence.start:
                refusal = "is a question"
            elif asked is not None:  # "X accused Y and said: 'Why?'"
                frames = (frame for frame in frames if frame.token < asked)
            for found in self._matcher.claims(document, article, sentence, frames):
                if isinstance(found, Rejection):
                    rejections.append(found)
                elif refusal and not (block.kind in PRESUPPOSING and found.construction in _PRESUPPOSED):
                    detail = f"{found.source} {found.relation} {found.target}"
                    rejections.append(Rejection(document.id, refusal, found.rule, detail, found.evidence))
                else:
                    claims.append(found)
        claims, at_home = self._abroad(document, article, claims)
        rejections += at_home
        related = {claim.source for claim in claims} | {claim.target for claim in claims}
        seats = article.seats & related
        untold = (article.seats - seats) | (_publisher(document, article) - related)
        actors = [actor for ident, actor in article.actors.items() if ident not in untold]
        return Extraction(
            document=document,
            mentions=tuple(name for name in _mentions(document, article, seats) if name.actor not in untold),
            actors=tuple(sorted(actors, key=lambda actor: actor.id)),
            claims=tuple(sorted(claims, key=lambda c: (c.evidence.span, c.source, c.relation, c.target))),
            rejections=tuple(rejections),
        )

    def _abroad(self, document: Document, article: Article, claims: list[Claim]) -> tuple[list[Claim], list[Rejection]]:
        """The claims without those by which somebody deals with the country that he serves by other claims of the
        article as one deals with other countries: "X travels to Boston", "X offered U.S. support"."""
        serves = {
            frozenset((claim.source, claim.target))
            for claim in claims
            if claim.relation in ("holds_position", "part_of")
            and claim.status == "asserted"
            and article.actors[claim.target].kind == "country"
            and not _NO_LONGER.intersection(claim.role.lower().replace("-", " ").split())
        }
        kept: list[Claim] = []
        refused: list[Rejection] = []
        for claim in claims:
            if self._rulebook.ontology[claim.relation].abroad and {claim.source, claim.target} in serves:
                detail = f"{claim.source} {claim.relation} {claim.target}"
                told = "is what states do with each other, not with those who serve them"
                refused.append(Rejection(document.id, told, claim.rule, detail, claim.evidence))
            else:
                kept.append(claim)
        return kept, refused

    def _article(self, document: Document, blocks: tuple[Block, ...], doc: Doc, kept: Kept | None = None) -> Article:
        text, told = document.text[document.body :], document.date
        earlier = kept.names(text, told) if kept is not None else None
        if earlier is not None:
            article = names_from_bytes(doc, earlier)
        else:
            names = find_names(doc, self._gazetteer)
            article = read_actors(doc, names, blocks, self._gazetteer, document.date)
            article = with_persons(article, self._rulebook.lexicon)
            if kept is not None:
                kept.put_names(text, told, names_to_bytes(article))
        return judged(article, document.id, self._rulebook.judgements, self._rulebook.aliases)

    def traces(self, document: Document) -> Iterator[Trace]:
        """Why each sentence of the document makes the claims it makes, and why no others."""
        for _, blocks, doc in self._parser.parse([document]):
            article = self._article(document, blocks, doc)
            for sentence in doc.sents:
                yield explain(document, article, sentence, self._frames.frames(article, sentence), self._matcher)

    def gaps(self, documents: Iterable[Document]) -> Iterator[Gap]:
        """Predicates of the documents that join two actors and that no rule reads, in text order."""
        reader = GapReader(self._rulebook.lexicon, self._matcher)
        for document, blocks, doc in self._parser.parse(documents):
            article = self._article(document, blocks, doc)
            for sentence in doc.sents:
                if asked_from(sentence) is None:
                    yield from reader.gaps(document.id, article, sentence)


_NO_LONGER = frozenset({"former", "ex", "then", "late", "onetime", "ousted", "deposed", "exiled"})


def _first_letter(sentence: TokenSpan) -> int:
    for token in sentence:
        if not token.is_space:
            return token.idx
    return sentence.start_char


def _publisher(document: Document, article: Article) -> set[str]:
    """The article's own publisher, who is an actor of it only where it takes part in what the text tells."""
    own = fold(document.publisher)
    return {ident for ident, actor in article.actors.items() if own and own in map(fold, (actor.name, *actor.aliases))}


def _mentions(document: Document, article: Article, seats: frozenset[str]) -> tuple[Mention, ...]:
    """The names of the article's actors; places name a country only where it is one of ``seats``."""
    out: dict[tuple[int, int, str], Mention] = {}
    for reference in article.references:
        if reference.pronoun or (reference.place and reference.actor not in seats):
            continue
        span = article.doc[reference.start : reference.end]
        start = document.body + span.start_char
        end = document.body + span.end_char
        out[start, end, reference.actor] = Mention(
            document.id, Span(start, end), document.text[start:end], reference.kind, reference.actor
        )
    return tuple(out[key] for key in sorted(out))
