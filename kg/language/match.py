"""Frames x rules -> claims, and for what was refused the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from kg.language.context import date_of, speaker_of, status_of
from kg.language.coreference import Article
from kg.language.frames import Frame
from kg.models import Claim, Document, Evidence, Rejection, RelationType, Span, claim_id
from kg.rules import Lexicon, Rule, Rulebook, TriggerKind

_ALL_KINDS = frozenset({"person", "institution", "country"})


@dataclass(frozen=True, slots=True)
class _Bound:
    rule: Rule
    companions: tuple[str, ...]


class Matcher:
    """All rules, indexed by the kind and lemma of their triggers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._ontology: Mapping[str, RelationType] = rulebook.ontology
        self._lexicon: Lexicon = rulebook.lexicon
        self._roles_of_people = {key: alias.roles for key, alias in rulebook.aliases.entries.items()}
        self._country_ids = {country.name: country.id for country in rulebook.countries}
        self._by_trigger: dict[tuple[TriggerKind, str], list[_Bound]] = {}
        for rule in rulebook.rules:
            for trigger in rule.triggers:
                bound = _Bound(rule, trigger.companions)
                self._by_trigger.setdefault((trigger.kind, trigger.lemma), []).append(bound)

    @property
    def lemmas(self) -> Mapping[TriggerKind, frozenset[str]]:
        """The trigger lemmas by kind: what ``FrameReader`` has to look at."""
        kinds: tuple[TriggerKind, ...] = ("verb", "noun", "adjective", "role")
        return {kind: frozenset(lemma for k, lemma in self._by_trigger if k == kind) for kind in kinds}

    def claims(
        self, document: Document, article: Article, sentence: TokenSpan, frames: Iterable[Frame]
    ) -> Iterator[Claim | Rejection]:
        """What the frames of one sentence claim, and what was refused."""
        evidence = _evidence(document, sentence)
        for frame in frames:
            for bound in self._by_trigger.get((frame.kind, frame.lemma), ()):
                if all(word in frame.companions for word in bound.companions):
                    yield from self._apply(document, article, frame, bound.rule, evidence)

    def _apply(
        self, document: Document, article: Article, frame: Frame, rule: Rule, evidence: Evidence
    ) -> Iterator[Claim | Rejection]:
        relation = self._ontology[rule.relation]
        pairs: list[tuple[str, str]] = []
        for role in rule.mutual:
            members = list(dict.fromkeys(self._actors(article, frame, role)))
            pairs += [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]]
        if rule.source and rule.target:
            sources = self._first(article, frame, rule.source, rule.source_kinds)
            targets = self._first(article, frame, rule.target, rule.target_kinds, without=sources)
            pairs += [(a, b) for a in sources for b in targets]
        for source, target in dict.fromkeys(pairs):
            if source == target:
                continue
            refusal = self._refusal(article, rule, relation, source, target)
            if refusal:
                yield Rejection(document.id, refusal, rule.id, f"{source} {relation.id} {target}", evidence)
                continue
            scope = article.doc[frame.scope]
            predicate = article.doc[frame.token]
            status = rule.status or status_of(predicate, self._lexicon)
            if frame.scope != frame.token and status == "asserted":
                status = status_of(scope, self._lexicon)
            if relation.symmetric and target < source:
                source, target = target, source
            yield Claim(
                id=claim_id(document.id, source, relation.id, target, evidence.span),
                doc=document.id,
                source=source,
                relation=relation.id,
                target=target,
                status=status,
                role=frame.role if relation.id == "holds_position" else "",
                date=date_of(evidence.text, document.date) if relation.plover != "none" else "",
                speaker=speaker_of(scope, article, self._lexicon),
                confidence=rule.confidence,
                rule=rule.id,
                evidence=evidence,
            )

    def _refusal(self, article: Article, rule: Rule, relation: RelationType, source: str, target: str) -> str:
        for end, actor, kinds, narrowed in (
            ("source", source, relation.source_kinds, rule.source_kinds),
            ("target", target, relation.target_kinds, rule.target_kinds),
        ):
            kind = article.actors[actor].kind
            if kind not in kinds:
                return f"{end} of {relation.id} cannot be a {kind}"
            if narrowed and kind not in narrowed:
                return f"{end} of rule {rule.id} must be {' or '.join(sorted(narrowed))}, not a {kind}"
        return ""

    def _first(
        self, article: Article, frame: Frame, roles: Sequence[str], kinds: frozenset[str], without: Sequence[str] = ()
    ) -> list[str]:
        """The actors of the first argument that has any (of the right kind, where the rule narrows it)."""
        for role in roles:
            found = [a for a in dict.fromkeys(self._actors(article, frame, role)) if a not in without]
            found = [a for a in found if article.actors[a].kind in (kinds or _ALL_KINDS)]
            if found:
                return found
        return []

    def _actors(self, article: Article, frame: Frame, role: str) -> Iterator[str]:
        if role == "home":
            yield from self._home(article, frame)
            return
        name, _, owned = role.partition("'s ")
        for argument in frame.arguments:
            if argument.role != name:
                continue
            token = article.doc[argument.token]
            if owned:
                yield from owners_of(article, token, self._lexicon)
            elif role in ("modifier", "owner") or argument.token in article.owner and argument.token not in article.at:
                actor = article.at.get(argument.token) or article.owner.get(argument.token)
                if actor:
                    yield actor
                elif role == "owner":
                    yield from actors_of(article, token, self._lexicon)
            else:
                yield from actors_of(article, token, self._lexicon)

    def _home(self, article: Article, frame: Frame) -> Iterator[str]:
        """The country of a national post named without one ("President Biden"): the one that the alias table gives
        its holder if the article names it, else the only country of the sentence so far, else the article's."""
        if frame.lemma not in self._lexicon["national_posts"]:
            return
        holder = next((a for a in self._actors(article, frame, "holder")), None)
        for role in self._roles_of_people.get(holder or "", ()):
            country = self._country_ids.get(role.of)
            if country in article.actors:
                yield country
                return
        sentence = article.doc[frame.token].sent
        before = [
            actor for i, actor in sorted(article.at.items())
            if sentence.start <= i < frame.token and article.actors[actor].kind == "country"
        ]  # fmt: skip
        if len(set(before)) == 1:
            yield before[0]
        elif not before and article.home:
            yield article.home


def _evidence(document: Document, sentence: TokenSpan) -> Evidence:
    start = document.body + sentence.start_char
    end = document.body + sentence.end_char
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Evidence(document.id, Span(start, start + len(text)), text)


def actors_of(article: Article, token: Token, lexicon: Lexicon, depth: int = 0) -> Iterator[str]:
    """The actors that the noun phrase headed by ``token`` stands for, coordinated ones included."""
    if depth > 5:
        return
    found = list(_phrase_actors(article, token, lexicon, depth))
    yield from found
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield from actors_of(article, child, lexicon, depth + 1)


def _phrase_actors(article: Article, token: Token, lexicon: Lexicon, depth: int) -> Iterator[str]:
    at = article.at.get(token.i)
    if at is not None:
        yield at
        return
    lemma, low = token.lemma_.lower(), token.lower_
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ"):
        return
    for child in token.children:
        if child.dep_ == "appos" and child.i in article.at:
            yield from actors_of(article, child, lexicon, depth + 1)
            return
    government = lemma in lexicon["governments"] or low in lexicon["governments"]
    group = lemma in lexicon["groups"] or low in lexicon["groups"]
    if government or group:
        for owner in _owner_tokens(article, token):
            actor = article.owner.get(owner.i) or article.at.get(owner.i)
            if actor and article.actors[actor].kind == "country":
                yield actor
                return
        if government:
            for owner in _owner_tokens(article, token):
                actor = article.at.get(owner.i)
                if actor and article.actors[actor].kind == "person":
                    country = _country_led_by(article, actor)
                    if country:
                        yield country
                        return
    if lemma in lexicon["representatives"] or low in lexicon["representatives"]:
        for owner in _owner_tokens(article, token):
            actor = article.at.get(owner.i) or article.owner.get(owner.i)
            if actor and article.actors[actor].kind == "institution":
                yield actor
                return
    if lemma in lexicon["transparent"] or low in lexicon["transparent"] or token.pos_ == "NUM":
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for pobj in child.children:
                    if pobj.dep_ == "pobj":
                        yield from actors_of(article, pobj, lexicon, depth + 1)


def _owner_tokens(article: Article, token: Token) -> list[Token]:
    """The tokens that say whose or from where the noun is: nationality, possessor, "of X", "from X"."""
    owners = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod")]
    spread = [t for c in owners for t in (c, *(g for g in c.children if g.dep_ in ("conj", "compound", "amod", "nmod")))]
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "for", "in"):
            spread += [c for c in child.children if c.dep_ == "pobj"]
    return [t for t in spread if t.i in article.owner or t.i in article.at]


def _country_led_by(article: Article, person: str) -> str | None:
    return article.leads.get(person)


def owners_of(article: Article, token: Token, lexicon: Lexicon) -> Iterator[str]:
    """Whose the thing is that ``token`` heads: "the American strategy", "Maduro's arrest by the US", "the policy of X"."""
    by = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "by" for p in c.children if p.dep_ == "pobj"]
    if by:
        for pobj in by:
            yield from actors_of(article, pobj, lexicon)
        return
    for child in token.children:
        if child.dep_ == "poss":
            yield from actors_of(article, child, lexicon)
            if child.i in article.owner and child.i not in article.at:
                yield article.owner[child.i]
            return
    for child in token.lefts:
        if child.dep_ in ("amod", "compound", "nmod") and (child.i in article.owner or child.i in article.at):
            yield article.owner.get(child.i) or article.at[child.i]
            return
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    yield from actors_of(article, pobj, lexicon)
