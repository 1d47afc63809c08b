"""Frames x rules -> claims, and for what was refused the reason.

Two steps. ``Matcher.attempts`` holds each rule that looks for a frame's predicate against the frame: who fills its
source and target, or what stopped it. ``Matcher.claims`` turns what was not stopped into claims. ``kg.language.trace``
prints the attempts: why a sentence made an edge, and why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.aliases import fold
from kg.language.context import Context
from kg.language.coreference import Article
from kg.language.deeds import doer_before, doer_of_the_same
from kg.language.grammar import RELATIVES, SUBJECTS, Frame, is_passive, lemma_of, prepositions_of
from kg.language.home import home_of
from kg.language.tokens import Span as TokenSpan
from kg.language.tokens import Token
from kg.models import STATUSES, Claim, Document, Evidence, Kind, Rejection, RelationType, Span, claim_id
from kg.rules import Lexicon, Rule, Rulebook, Trigger, TriggerKind

_DONE_IN_A_PLACE = frozenset({"based_in", "visited", "deployed_to", "withdrew_from", "attacked"})
"""Relations to a country that a state or a town of it can stand for."""
_OF_A_STATE = frozenset("senator sen. sen congressman congresswoman representative rep. rep".split())
"""Whose state says for which country's chamber they sit: "Senator X of Ohio"."""
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "csubj", "parataxis"})


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor that fills an argument: ``token`` is the word through which the sentence names it; ``part`` where a
    part of a country stands for it ("the outskirts of Kharkiv")."""

    actor: str
    token: int
    role: str
    part: bool = False


_ANY_OF_THEM = frozenset({"it", "him", "her", "them", "its", "his", "their"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rule held against one frame: the pairs (source, target) that it reads, or what stopped it. ``lacks`` are the
    words of the trigger that do not stand with the predicate."""

    rule: Rule
    trigger: Trigger
    frame: Frame
    sources: tuple[Filler, ...] = ()
    targets: tuple[Filler, ...] = ()
    pairs: tuple[tuple[Filler, Filler], ...] = ()
    stopped: str = ""
    lacks: tuple[str, ...] = ()

    @property
    def specificity(self) -> tuple[int, int, float]:
        """How closely the rule describes what it reads: words of the trigger, narrowed kinds, then confidence."""
        narrowed = bool(self.rule.source_kinds) + bool(self.rule.target_kinds)
        return (len(self.trigger.companions), narrowed, self.rule.confidence)


class Matcher:
    """All rules, indexed by the kind and lemma of their triggers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._ontology: Mapping[str, RelationType] = rulebook.ontology
        self._calibration = rulebook.calibration
        self._lexicon: Lexicon = rulebook.lexicon
        self._context: Context | None = None  # of the article that is being read
        self._roles_of_people = {key: alias.roles for key, alias in rulebook.aliases.entries.items()}
        self._demonyms = frozenset(fold(word) for country in rulebook.countries for word in country.demonyms)
        self._country_ids = {country.name: country.id for country in rulebook.countries}
        self._by_trigger: dict[tuple[TriggerKind, str], list[tuple[Rule, Trigger]]] = {}
        for rule in rulebook.rules:
            for trigger in rule.triggers:
                self._by_trigger.setdefault((trigger.kind, trigger.lemma), []).append((rule, trigger))
        for bound in self._by_trigger.values():
            bound.sort(key=lambda pair: -len(pair[1].companions))
        # The places in those lists by the first word that must stand with the predicate, "" where none must.
        self._by_companion: dict[tuple[TriggerKind, str], dict[str, list[int]]] = {}
        for key, bound in self._by_trigger.items():
            places = self._by_companion.setdefault(key, {})
            for place, (_, trigger) in enumerate(bound):
                places.setdefault(trigger.companions[0] if trigger.companions else "", []).append(place)
        # Rules of refusals and threats, whose own deed says all of what is not or not yet done to somebody.
        self._takes_in = frozenset(
            rule.id for rule in rulebook.rules
            if rule.relation in ("rejected", "threatened") and ("deed" in rule.target or "will-not" in {
                word for trigger in rule.triggers for word in trigger.companions})
        )  # fmt: skip
        self._event_nouns = frozenset(lemma for kind, lemma in self._by_trigger if kind == "noun")
        self._undergone = _UNDERGONE | {
            trigger.lemma for rule in rulebook.rules if rule.relation in _UNDERGONE_RELATIONS
            for trigger in rule.triggers if trigger.kind == "noun"
        }  # fmt: skip

    @property
    def lemmas(self) -> Mapping[TriggerKind, frozenset[str]]:
        """The trigger lemmas by kind: what ``FrameReader`` has to look at."""
        kinds: tuple[TriggerKind, ...] = ("verb", "noun", "adjective", "role")
        return {kind: frozenset(lemma for k, lemma in self._by_trigger if k == kind) for kind in kinds}

    def claims(
        self, document: Document, article: Article, sentence: TokenSpan, frames: Iterable[Frame]
    ) -> Iterator[Claim | Rejection]:
        """What the frames of one sentence claim, each triple once with its firmest status, and what was refused."""
        evidence = _evidence(document, sentence)
        claims: dict[str, Claim] = {}
        for frame in frames:
            read: dict[frozenset[str], Attempt] = {}
            attempts = [attempt for attempt in self.attempts(article, frame) if attempt.pairs]
            tried: set[tuple[str, str, str]] = set()
            # The most specific rule first: it keeps the others from reading the same predicate and pair as less.
            for attempt in sorted(attempts, key=lambda attempt: attempt.specificity, reverse=True):
                for source, target in attempt.pairs:
                    if (attempt.rule.id, source.actor, target.actor) in tried:
                        continue  # another of the rule's triggers has read it
                    tried.add((attempt.rule.id, source.actor, target.actor))
                    refusal = self.refusal(article, attempt, source, target)
                    first = read.setdefault(frozenset((source.actor, target.actor)), attempt)
                    if not refusal and first.rule.relation != attempt.rule.relation:
                        refusal = f"rule {first.rule.id} describes it more closely"
                    if refusal:
                        if first == attempt:
                            del read[frozenset((source.actor, target.actor))]
                        detail = f"{source.actor} {attempt.rule.relation} {target.actor}"
                        yield Rejection(document.id, refusal, attempt.rule.id, detail, evidence)
                        continue
                    # "Y came second": behind whom, a sentence before tells; "'Y lied.'": who says so, one after.
                    shown, doc = evidence, article.doc
                    one, other = sorted((source.token, target.token))
                    if one < sentence.start or other >= sentence.end:
                        begin = doc[one].sent.start if one < sentence.start else sentence.start
                        end = doc[other].sent.end if other >= sentence.end else sentence.end
                        shown = _evidence(document, doc[begin:end])
                    claim = self._claim(document, article, attempt, source, target, shown)
                    if claim.relation == "citizen_of" and claim.status == "hypothetical":
                        detail = f"{claim.source} {claim.relation} {claim.target}"
                        yield Rejection(
                            document.id, "whose citizen somebody could be is a guess", claim.rule, detail, shown
                        )
                        continue
                    held = claims.get(claim.id)
                    if held is None or _firmness(claim) < _firmness(held):
                        claims[claim.id] = claim
        told = {(claim.source, claim.target) for claim in claims.values() if claim.rule in self._takes_in}
        for claim in claims.values():
            if claim.status == "asserted" or (claim.source, claim.target) not in told or claim.rule in self._takes_in:
                yield claim
                continue
            refusal = "what is refused or threatened is told by the refusal or the threat"
            detail = f"{claim.source} {claim.relation} {claim.target}"
            yield Rejection(document.id, refusal, claim.rule, detail, evidence)

    def attempts(self, article: Article, frame: Frame, near: bool = False) -> Iterator[Attempt]:
        """Each rule that looks for the frame's predicate: what it reads or what stopped it. With ``near`` also the
        rules whose trigger wants other words with the predicate. Of the triggers of one rule the one with the most
        words is tried first, and none after one that reads something."""
        reading: set[str] = set()
        bound = self._by_trigger.get((frame.kind, frame.lemma), [])
        if near:
            places: Iterable[int] = range(len(bound))
        else:
            by_companion = self._by_companion.get((frame.kind, frame.lemma), {})
            places = sorted(
                place for word in by_companion.keys() & {"", *frame.companions} for place in by_companion[word]
            )
        for rule, trigger in (bound[place] for place in places):
            if rule.id in reading:
                continue
            missing = tuple(word for word in trigger.companions if word not in frame.companions)
            if missing and not near:
                continue
            other = None
            if rule.unless:
                other = next((u for u in rule.unless if u.lemma == frame.lemma and _stand_with(u, frame)), None)
            if other is not None:
                if near:
                    yield Attempt(rule, trigger, frame, stopped=f"'{other.words}' is another sense of it")
            elif not missing:
                attempt = self._attempt(article, frame, rule, trigger, told=near)
                if attempt.pairs:
                    reading.add(rule.id)
                yield attempt
            else:
                wanted = ", ".join(f"'{word}'" for word in missing)
                stopped = f"'{trigger.words}' wants {wanted} with '{frame.lemma}'"
                yield Attempt(rule, trigger, frame, stopped=stopped, lacks=missing)

    def refusal(self, article: Article, attempt: Attempt, source: Filler, target: Filler) -> str:
        """Why the pair makes no claim, or ""."""
        rule, relation = attempt.rule, self._ontology[attempt.rule.relation]
        if source.actor == target.actor:
            return "source and target are the same"
        for end, actor, kinds, narrowed in (
            ("source", source.actor, relation.source_kinds, rule.source_kinds),
            ("target", target.actor, relation.target_kinds, rule.target_kinds),
        ):
            kind = article.actors[actor].kind
            if kind not in kinds:
                return f"{end} of {relation.id} cannot be a {kind}"
            if narrowed and kind not in narrowed:
                return f"{end} of rule {rule.id} must be {' or '.join(sorted(narrowed))}, not a {kind}"
        itinerary = "in-first" in attempt.trigger.words  # which names one's own capital as well
        placed = target.token in article.places or target.part
        at_home = placed and target.actor == article.home
        if itinerary and (at_home or target.actor == article.leads.get(source.actor)):
            return "a journey within the country is no visit to it"
        if relation.id == "visited" and _at_home(article, source, target):
            return "a journey within the country is no visit to it"
        if (
            source.token in article.places
            or (target.actor in article.seats and relation.id != "based_in" and not itinerary and target.role != "home")
            or (
                placed
                and relation.id not in _DONE_IN_A_PLACE
                and not (
                    relation.id == "holds_position" and (attempt.trigger.lemma in _OF_A_STATE or target.role == "home")
                )
            )
        ):
            return "a state or a town is where something is, not who does it or undergoes it"
        if (
            placed
            and relation.id in ("visited", "deployed_to")
            and target.actor == article.leads.get(source.actor)
            and (target.part or target.actor != article.home or article.actors[source.actor].alias is not None)
        ):
            return "a journey within the country is no visit to it"
        if sense := self._other_sense(article, attempt, source, target):
            return sense
        if relation.id == "succeeded" and attempt.trigger.words == "replace" and _shuffles(article, source, target):
            return "a head of government who replaces his minister does not succeed him"
        if relation.id not in ("part_of", "based_in") and _in_one_name(article, source.token, target.token):
            return "one name is part of the other"
        if attempt.frame.kind == "verb" and _inside(article, target.token, source.token, attempt.frame.token):
            return "target stands inside the source's own phrase"
        return ""

    def _other_sense(self, article: Article, attempt: Attempt, source: Filler, target: Filler) -> str:
        """Why the words of the rule mean something else between these two, or ""."""
        rule, relation, frame = attempt.rule, self._ontology[attempt.rule.relation], attempt.frame
        noun, kind = article.doc[frame.token], article.actors[target.actor].kind
        if (
            relation.id in ("demanded_of", "detained", "released", "expelled") or attempt.trigger.lemma == "warn"
        ) and self._of_a_people(article, target):
            return "the people of a country, asked, warned, arrested, freed or deported, are not the country"
        if "small letters" in rule.requires and noun.text.istitle() and not noun.is_sent_start:
            return "a title with capitals and a country is a post, not a nationality"
        posted = relation.id == "holds_position" and attempt.trigger.lemma.split()[-1] in _POSTED
        if posted and target.role == "to" and kind == "country":
            return "an ambassador to a country serves another"
        if relation.id == "protested_against" and self._some_of(article, source):
            return "the people of a country who protest are not the country"
        taken = relation.id == "citizen_of" and frame.kind == "noun"
        if taken and {token.lemma_.lower() for token in noun.ancestors} & {"strip", "deprive", "revoke"}:
            return "who takes a citizenship away does not have it"
        if "of somebody" in rule.requires and not any(child.dep_ == "poss" for child in noun.children):
            return "a friend or a partner is taken for a citizen only if he is somebody's"
        if "target itself" in rule.requires and target.token not in article.at:
            return "some of a country's people are not the country"
        kinds = {kind, article.actors[source.actor].kind}
        if relation.id == "competed_with" and "person" in kinds and len(kinds) > 1:
            return "people compete with people"
        after = article.doc[target.token + 1 : target.token + 3].text.lower()
        if relation.id == "part_of" and after in ("-based", "-headquartered", "-registered"):
            return "where a body is based is not what it is part of"
        apposed = relation.id == "part_of" and frame.how.startswith("apposition")
        if apposed and any(child.dep_ == "conj" for child in article.doc[source.token].children):
            return "stands in a list, not in an apposition"
        if _other_raid(article, relation, attempt, source):
            return "a raid by the police is a search, one by others an attack"
        deed = frame.kind != "role" and not relation.family.startswith("verbal")
        if deed and (story := _story_of(article.doc[frame.scope])):
            return f"happens in a {story}"
        return ""

    def _of_a_people(self, article: Article, filler: Filler) -> bool:
        """ "Americans", "a Chadian", "20 Chadian nationals": some of a country's people, not all of "the Americans"."""
        word = article.doc[filler.token]
        if article.actors[filler.actor].kind != "country" or any(c.lower_ == "the" for c in word.lefts):
            return False
        named = fold(word.text)
        demonym = word.i in article.at and word.tag_ != "JJ" and {named, named.removesuffix("s")} & self._demonyms
        return bool(demonym) or word.lemma_.lower() in ("national", "citizen")

    def _some_of(self, article: Article, filler: Filler) -> bool:
        """ "Hundreds of Iranians", "Iranian workers": people of a country, named otherwise than by its name."""
        if article.actors[filler.actor].kind != "country":
            return False
        word = article.doc[filler.token]
        return word.i not in article.at or word.tag_ in ("NNS", "NNPS") or self._of_a_people(article, filler)

    def _attempt(self, article: Article, frame: Frame, rule: Rule, trigger: Trigger, *, told: bool) -> Attempt:
        """``told`` says whether somebody wants to know what stopped it."""
        relation = self._ontology[rule.relation]
        pairs: list[tuple[Filler, Filler]] = []
        members: list[Filler] = []
        for role in rule.mutual if not self._of_another(article, frame, relation) else ():
            members = _once(self._fillers(article, frame, role, trigger))
            pairs += [
                (a, b) for i, a in enumerate(members) for b in members[i + 1 :]
                if a.token != b.token or a.token in article.at or article.doc[a.token].tag_ == "NNS"
                or article.doc[a.token].lemma_.lower() not in _SENT
            ]  # fmt: skip
        sources: list[Filler] = []
        targets: list[Filler] = []
        if rule.source and rule.target:
            source_kinds = rule.source_kinds or relation.source_kinds
            target_kinds = rule.target_kinds or relation.target_kinds
            sources = self._first(article, frame, rule.source, source_kinds, trigger)
            if sources or told:
                placed = relation.id in _DONE_IN_A_PLACE
                targets = self._first(article, frame, rule.target, target_kinds, trigger, sources, placed=placed)
            if len(sources) > 1 and targets and all(article.doc[b.token].lower_ == "they" for b in targets):
                doing = {a.actor for a in sources}
                targets = [b for b in targets if b.actor not in doing]  # "X and Y said they should leave"
            together = "among" in rule.target and not targets  # "X and Y traded blame"
            if len(sources) > 1 and (together or _each_other(article, frame, rule.target)):
                targets = sources
            if rule.source == rule.target:
                sources, targets = sources[:1], sources[1:]  # "fighting between X and Y": the first named acts
            if len(sources) > 1:
                doers = {filler.actor for filler in sources if article.doc[filler.token].pos_ != "PRON"}
                # "Slovakia and Hungary blocked it": whatever "it" is, it is neither of them.
                targets = [
                    b for b in targets if b.actor not in doers or article.doc[b.token].lower_ not in _ANY_OF_THEM
                ]
            pairs += [(a, b) for a in sources for b in targets if a.token != b.token or a.actor != b.actor]
        stopped = ""
        if len(members) > _TOGETHER:
            pairs = []
            stopped = f"of {len(members)} actors together it is not told who does it with whom"
        elif not pairs and told:
            lacking = [
                f"no actor is its {end} ({', '.join(roles)}){_said(article, frame, roles)}"
                for end, roles, found in (("source", rule.source, sources), ("target", rule.target, targets))
                if roles and not found
            ] or [f"no two actors share its {', '.join(rule.mutual)}"]
            stopped = "; ".join(lacking)
        unique = {(a.actor, b.actor): (a, b) for a, b in reversed(pairs)}
        return Attempt(
            rule, trigger, frame, tuple(sources or members), tuple(targets), tuple(reversed(unique.values())), stopped
        )

    def _of_another(self, article: Article, frame: Frame, relation: RelationType) -> bool:
        """ "X and Y, allies of Z" are not said to be allies of each other."""
        if frame.kind != "role":
            return False
        others = (article.at.get(a.token) for a in frame.arguments if a.role in ("owner", "of", "with", "to"))
        return any(other is not None and article.actors[other].kind in relation.target_kinds for other in others)

    def _claim(
        self, document: Document, article: Article, attempt: Attempt, source: Filler, target: Filler, evidence: Evidence
    ) -> Claim:
        rule, frame = attempt.rule, attempt.frame
        relation = self._ontology[rule.relation]
        if self._context is None or self._context.article is not article:
            self._context = Context(article, document.date, self._lexicon, self._event_nouns)
        told = self._context.of(
            frame, relation.id, rule.status, negation="not" not in " ".join(attempt.trigger.companions)
        )
        if relation.symmetric and target.actor < source.actor:
            source, target = target, source
        construction = construction_of(frame)
        return Claim(
            id=claim_id(document.id, source.actor, relation.id, target.actor, evidence.span),
            doc=document.id,
            source=source.actor,
            relation=relation.id,
            target=target.actor,
            status=told.status,
            role=frame.role if relation.id == "holds_position" else "",
            date=told.date,
            speaker=told.speaker,
            confidence=self._calibration.confidence(relation.id, rule.id, construction),
            rule=rule.id,
            evidence=evidence,
            construction=construction,
            trigger=_written(document, article, frame.token, frame.token + 1),
            source_at=_named_at(document, article, source),
            target_at=_named_at(document, article, target),
        )

    # -- who fills an argument -----------------------------------------------------------------------------------

    def _first(
        self,
        article: Article,
        frame: Frame,
        roles: Sequence[str],
        kinds: frozenset[Kind],
        trigger: Trigger,
        without: Sequence[Filler] = (),
        *,
        placed: bool = False,
    ) -> list[Filler]:
        """The actors of the first argument that has any of the right kind; failing that, of the first that has any,
        so that the refusal can say what was wrong with them. With ``placed`` a country is meant by a part of it."""
        barred = {filler.actor for filler in without}
        used = {filler.token for filler in without}
        wrong: list[Filler] = []
        same: list[Filler] = []
        for role in roles:
            everyone = _once(self._fillers(article, frame, role, trigger, placed=placed))
            found = [filler for filler in everyone if filler.actor not in barred]
            right = [filler for filler in found if article.actors[filler.actor].kind in kinds]
            if right:
                return right
            wrong = wrong or found
            same = same or [filler for filler in everyone if filler.token not in used]
        return wrong or same

    def _fillers(
        self, article: Article, frame: Frame, role: str, trigger: Trigger, *, placed: bool = False
    ) -> Iterator[Filler]:
        if role == "home":
            homes = home_of(article, frame, self._lexicon, self._roles_of_people, self._country_ids)
            yield from (Filler(actor, frame.token, role) for actor in homes)
            return
        if role == "doer":
            yield from self._who_did_the_same(article, frame)
            return
        if role == "holder":
            # The role reader names every holder; what is coordinated with one of them need not hold the post.
            for argument in frame.arguments:
                if argument.role == "holder":
                    for actor in _phrase_actors(article, article.doc[argument.token], self._lexicon, 0):
                        yield Filler(actor, argument.token, role)
            return
        name, _, owned = role.partition("'s ")
        arguments = list(_argument_tokens(article, frame, name, trigger))
        if owned and name != "patient":
            # "killed in a strike": of several phrases with "in" the one that the trigger names.
            named = [pair for pair in arguments if pair[0].lemma_.lower() in trigger.companions]
            arguments = named or arguments
        for token, alone in arguments:
            if frame.kind != "role" and _one_partisan(token):
                continue
            if owned == "doer":
                yield from self._who_did(article, token, trigger)
                continue
            if owned == "place":
                if name not in ("to", "for") or token.i not in article.at:  # "gave aid to X in Y" is no aid for Y
                    yield from _places_of(article, token, role, self._lexicon)
                continue
            elif owned and _person_at(article, token.i):
                continue  # "the Russian oligarch X" is himself meant
            elif owned:
                meant = lemma_of(token) in trigger.companions  # "commute sentence": his whose sentence it is
                actors = owners_of(article, token, self._lexicon, self._undergone, undergone_too=meant)
            elif role in ("modifier", "owner") or (token.i in article.owner and token.i not in article.at):
                named_by = article.at.get(token.i) or article.owner.get(token.i)
                if named_by is None and role != "owner":
                    continue
                actors = iter((named_by,)) if named_by else actors_of(article, token, self._lexicon)
            elif alone:
                actors = _phrase_actors(article, token, self._lexicon, 0)
            else:
                actors = actors_of(article, token, self._lexicon)
            yield from (Filler(actor, token.i, role) for actor in actors)
            if not owned and frame.kind != "role" and (placed or role in _WHERE):
                yield from _in_region(article, token, role, self._lexicon)
        if placed and role == "in" and frame.kind != "role":
            for place in _beside(article, frame, self._lexicon):
                yield from _at_place(article, place, role, self._lexicon)

    def _who_did_the_same(self, article: Article, frame: Frame) -> Iterator[Filler]:
        """Who did to others what the passive tells: "Canada blacklisted X. Y was also added to the list."."""
        if frame.how != "passive" or any(argument.role in ("agent", "by") for argument in frame.arguments):
            return

        def named(token: Token) -> list[str]:
            return [] if token.i in article.places else list(actors_of(article, token, self._lexicon))

        done = doer_of_the_same(article.doc[frame.token], named, self._lexicon)
        if done is not None:
            yield Filler(done[0], done[1].i, "doer")

    def _who_did(self, article: Article, noun: Token, trigger: Trigger) -> Iterator[Filler]:
        """Who did what "the move", "the ruling" mean; to deny what is said is not to refuse it."""
        if trigger.lemma == "deny":
            return

        def named(token: Token) -> list[str]:
            return [] if token.i in article.places else list(actors_of(article, token, self._lexicon))

        done = doer_before(noun, named, self._lexicon)
        if done is not None:
            yield Filler(done[0], done[1].i, "doer")


def _stand_with(other: Trigger, frame: Frame) -> bool:
    return all(word in frame.companions for word in other.companions)


_SEARCHING = frozenset(
    "police investigation investigations enforcement prosecutor prosecutors prosecution fraud corruption graft customs "
    "revenue tax taxes narcotics drug constabulary competition financial crimes gendarmerie carabinieri".split()
)


_PREMISES = frozenset("office home house headquarters apartment property premise residence".split())
"""Who raids these searches them, whoever it is."""


def _other_raid(article: Article, relation: RelationType, attempt: Attempt, source: Filler) -> bool:
    """Whether the rule takes a raid for an attack that is a search, or the other way round."""
    if relation.id == "attacked":
        return "raid" in (attempt.frame.lemma, *attempt.trigger.companions) and _searches(article, source)
    words = {attempt.trigger.lemma, *attempt.trigger.companions}
    searched = relation.id == "investigated" and "raid" in words and not words & _PREMISES
    return searched and not _searches(article, source)


def _searches(article: Article, source: Filler) -> bool:
    """Whether the source is a body that searches by law, or some of its people: police, prosecutors, tax inspectors."""
    actor, named = article.actors[source.actor], article.doc[source.token].lower_
    if actor.kind == "country":
        return named in ("authorities", "officials", "officers", "agents", "investigators", "detectives", "inspectors")
    return bool(_SEARCHING & set(actor.name.lower().replace("-", " ").split()))


_POSTED = frozenset({"ambassador", "envoy", "emissary", "consul", "commissioner", "attaché"})
_STORIES = frozenset(
    "film movie novel drama comedy sitcom opera musical thriller episode cartoon comic sketch videogame soap".split()
)


def _story_of(verb: Token) -> str:
    """ "In the film, X kills Y", "a novel in which X invades Y": the word for that story, or ""."""
    for role, thing in prepositions_of(verb):
        if role != "in":
            continue
        word = verb.head if thing.lower_ == "which" and verb.dep_ == "relcl" else thing
        if word.lower_ in _STORIES and verb.tag_ in ("VBZ", "VBP"):
            return word.lower_
    return ""


def construction_of(frame: Frame) -> str:
    """What sort of grammar the frame was read from, without its words: "noun, light verb", "role, apposition"."""
    how = frame.how.split("'")[0].strip()
    return frame.kind if how in ("", frame.kind) else f"{frame.kind}, {how}"


def _firmness(claim: Claim) -> tuple[int, float, str]:
    return (STATUSES.index(claim.status), -claim.confidence, claim.rule)


def _once(fillers: Iterable[Filler]) -> list[Filler]:
    unique: dict[str, Filler] = {}
    for filler in fillers:
        unique.setdefault(filler.actor, filler)
    return list(unique.values())


def _said(article: Article, frame: Frame, roles: Sequence[str]) -> str:
    """What stands in those arguments instead of an actor, for the trace."""
    tokens = [article.doc[a.token].text for a in frame.arguments if a.role in {role.split("'")[0] for role in roles}]
    return f": '{"', '".join(tokens)}' names none" if tokens else ""


def _each_other(article: Article, frame: Frame, roles: Sequence[str]) -> bool:
    """True where "each other" or "one another" fills one of the arguments: the doers are also those who undergo it."""
    if frame.kind != "verb":
        return False
    for child in article.doc[frame.token].children:
        here = [child] if child.dep_ in ("dobj", "obj") and "patient" in roles else []
        if child.dep_ == "prep" and child.lower_ in roles:
            here += child.children
        for token in here:
            if token.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in token.children):
                return True
    return False


def _argument_tokens(article: Article, frame: Frame, name: str, trigger: Trigger) -> Iterator[tuple[Token, bool]]:
    """The tokens that fill the argument, and whether each does so without what is coordinated with it.

    A parser hangs "took aim at X" and "bombed a base in X" on either word, so an object lends its verb the place where
    it is, and a word that the trigger names lends it all its prepositional phrases."""
    found = False
    for argument in frame.arguments:
        if argument.role == name:
            found = True
            yield article.doc[argument.token], argument.alone
    if frame.kind != "verb":
        return
    several = any(article.doc[a.token].tag_ in ("NNS", "NNPS") for a in frame.arguments if a.role == name)
    if name == "patient" and several:  # "arrested five men, including X": the parser may hang it on the verb
        yield from ((article.doc[a.token], False) for a in frame.arguments if a.role == "including")
    if found or name == "by":
        return
    for argument in frame.arguments:
        thing = article.doc[argument.token]
        if argument.token in article.at:
            continue
        named = thing.lemma_.lower() in trigger.companions or thing.lower_ in trigger.companions
        if named or (argument.role == "patient" and name in ("in", "inside")):
            yield from ((pobj, False) for role, pobj in prepositions_of(thing) if role == name)


def _inside(article: Article, inner: int, outer: int, predicate: int) -> bool:
    """True where token ``inner`` is part of the noun phrase that ``outer`` heads: "the envoy to Iran said"; what a
    clause or an apposition says of ``outer`` is not part of it."""
    if inner == outer:
        return False
    if outer < predicate < inner and article.doc[predicate].dep_ == "amod":
        return False  # "A court on Monday jailed activist X", read as one phrase
    token = article.doc[inner]
    for _ in range(8):
        if token.dep_ in _CLAUSES or token.dep_ in ("conj", "appos") or token.i == predicate or token.head == token:
            return False
        token = token.head
        if token.i == outer:
            return True
    return False


def _evidence(document: Document, sentence: TokenSpan) -> Evidence:
    start = document.body + sentence.start_char
    end = document.body + sentence.end_char
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Evidence(document.id, Span(start, start + len(text)), text)


def _named_at(document: Document, article: Article, filler: Filler) -> Span:
    """Where the text names the actor: the whole name or noun that refers to it, else the word that fills the role."""
    for reference in article.references:
        if reference.actor == filler.actor and reference.start <= filler.token < reference.end:
            return _written(document, article, reference.start, reference.end)
    return _written(document, article, filler.token, filler.token + 1)


def _written(document: Document, article: Article, start: int, end: int) -> Span:
    tokens = article.doc[start:end]
    return Span(document.body + tokens.start_char, document.body + tokens.end_char)


# --- noun phrases -----------------------------------------------------------------------------------------------------

_DEPTH = 5
_CIVIL = frozenset(
    "official officials authority authorities government governments lawmaker lawmakers regulator regulators "
    "prosecutor prosecutors leader leaders leadership police court courts tribunal judge judges jury".split()
)
"""Groups that "in X" ties to X: officials in Iran are Iran's, soldiers in Iran may be anybody's."""
_SENT = frozenset({"delegation", "mission", "team", "group"})
"""Groups that act for whom they are led by: "a delegation led by X"."""
_NOT_A_DEED = frozenset("plan proposal bill offer idea deal book film law policy decision song play".split())
"""Nouns whose own "by" is nearer than that of what is done with them: "support for a plan by X"."""
_NAMING = frozenset({"name", "call", "identify", "know", "dub"})
_SUITS = frozenset({"lawsuit", "suit", "complaint", "petition"})
_PARTY_MEN = frozenset({"democrat", "republican", "tory", "liberal", "conservative", "socialist", "communist"})
_ONE_OF_THEM = frozenset({"a", "an", "the", "one", "another", "this", "that", "fellow", "her", "his", "any", "no"})
_AT_BODIES = frozenset(
    "mismanagement fraud corruption misconduct wrongdoing abuse irregularity bullying harassment discrimination "
    "failing condition practice culture failure leak safety accounting breach problem lapse nepotism "
    "racism sexism".split()
)
"""What goes wrong "at" an organisation is the organisation's: "an inquiry into fraud at X"."""
_PARTISANS = frozenset(
    "critic opponent ally friend rival foe enemy adversary supporter follower associate loyalist backer donor insider "
    "defector hostage captive prisoner victim survivor mourner protester protestor demonstrator detainee figure "
    "celebrity icon hero veteran family woman man child citizen resident worker student girl boy teenager "
    "neighbor neighbour".split()
)
"""People named by their relation to somebody: what is done to them is not done to him."""
_UNDERGONE_RELATIONS = frozenset({"killed", "detained", "convicted", "dismissed", "expelled", "released", "appointed"})
_TOGETHER = 12
"""The most actors of one phrase that a mutual relation is read between: of forty at a conference, who met whom?"""
_UNDERGONE = frozenset("death treatment mistreatment disappearance plight suffering poisoning torture fate".split())


def _one_partisan(token: Token) -> bool:
    """ "a Democrat", "the Republican": somebody of the party, not the party, which does not do what he does."""
    return (
        token.lower_ in _PARTY_MEN
        and token.dep_ not in ("compound", "amod", "nmod")
        and any(child.lower_ in _ONE_OF_THEM or child.tag_ == "JJS" for child in token.lefts)
    )


def actors_of(article: Article, token: Token, lexicon: Lexicon, depth: int = 0) -> Iterator[str]:
    """The actors that the noun phrase headed by ``token`` stands for, coordinated ones included.

    Looked through: "thousands of Cuban doctors" is Cuba, "leaders of Hamas" is Hamas, "officials from Iran and Iraq"
    is both. A person is never meant by who works for him or is kin to him.
    """
    if depth > _DEPTH:
        return
    yield from _phrase_actors(article, token, lexicon, depth)
    for child in token.children:
        if child.i < token.i:  # "Kim Jong-un and President X": parsers make one name of two
            if child.i in article.at and child.dep_ in ("nmod", "compound") and child.nbor().dep_ == "cc":
                yield article.at[child.i]
        elif child.i > token.i and (
            (child.dep_ == "conj" and not _apart(token, child, article)) or _another_person(article, token, child)
        ):
            yield from actors_of(article, child, lexicon, depth)  # however long the list is
        elif child.i > token.i and child.dep_ == "appos" and token.i in article.at:
            for other in _after_apposition(article, token, child):
                yield from actors_of(article, other, lexicon, depth + 1)


def _after_apposition(article: Article, token: Token, apposition: Token) -> Iterator[Token]:
    """ "X, the head of the army, and Y", "X, a banker, Y, a lawyer, and Z": Y, which the parser hangs on the apposition
    of X."""
    doc = token.doc
    if apposition.i in article.at or apposition.left_edge.i == token.i + 1 or not _person_at(article, token.i):
        return
    for child in apposition.children:
        if child.dep_ not in ("conj", "appos") or child.i < apposition.i or not _person_at(article, child.i):
            continue
        before = child.left_edge.i - 1
        joined = child.dep_ == "conj" and doc[before].dep_ == "cc" and doc[before - 1].text == ","
        listed = (
            child.dep_ == "appos" and doc[before].text == "," and _one_of(apposition)
            and any(c.dep_ in ("conj", "appos") for c in child.children)
        )  # fmt: skip
        if joined or listed:
            yield child


def _at_home(article: Article, source: Filler, target: Filler) -> bool:
    """True for who is brought to, or takes part in something in, a town of the country that the article is about or
    that he leads: neither tells of a journey."""
    if not target.role.endswith("'s place") and (target.role, source.role) != ("to", "patient"):
        return False
    town = article.doc[target.token].text not in article.actors[target.actor].name
    return town and target.actor in (article.home, article.leads.get(source.actor))


def _shuffles(article: Article, source: Filler, target: Filler) -> bool:
    """ "Prime Minister X replaced health minister Y"."""
    above, below = (
        {token.lower_ for token in article.doc[article.doc[end.token].left_edge.i : end.token]}
        for end in (source, target)
    )
    leading = source.actor in article.leads or above & {"prime", "premier", "president", "chancellor"}
    return bool(leading) and bool(below & {"minister", "secretary"} and not below & {"prime", "former"})


def _apart(token: Token, other: Token, article: Article) -> bool:
    """True for what goes on about somebody else after "and" ("against X and Y's help for it") and for who is named only
    to say that he is not meant: "X rather than Y", "X, not Y"."""
    if any(child.dep_ == "case" for child in other.children):
        return True
    first = other.left_edge.i
    before = [word.lower_ for word in other.doc[max(token.i, first - 2) : first]]
    if before[-1:] in (["not"], ["than"]) or before == ["instead", "of"] or other.doc[first].lower_ == "not":
        return True
    deed = other.lemma_.lower() in _DEEDS and any(child.dep_ == "poss" for child in other.children)
    return deed and token.i in article.at and other.i not in article.at


_DEEDS = frozenset("help support aid assistance influence pressure backing policy strategy presence".split())


def _another_person(article: Article, token: Token, child: Token) -> bool:
    """ "met President X, Minister Y and Z": parsers take Y for an apposition of X."""
    one, other = article.at.get(token.i), article.at.get(child.i)
    return (
        child.dep_ == "appos" and one is not None and other is not None and one != other
        and article.actors[one].kind == article.actors[other].kind == "person" and child.left_edge.i > token.i + 1
        and token.doc[child.left_edge.i - 1].text == ","
    )  # fmt: skip


def _one_of(noun: Token) -> bool:
    """ "the sheriff, a Republican": one of those, not all of them."""
    return any(child.lower_ in ("a", "an") for child in noun.children)


def _phrase_actors(article: Article, token: Token, lexicon: Lexicon, depth: int) -> Iterator[str]:
    at = article.at.get(token.i)
    if at is not None:
        yield at
        return
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "DET", "ADJ"):
        return
    if token.i in article.pairs:
        yield from article.pairs[token.i]
        return
    for child in token.children:
        if child.dep_ == "appos" and not _one_of(child):
            listed = any(c.dep_ == "conj" for c in child.children)
            if listed and token.tag_ == "NN" and any(t.text == ":" for t in token.doc[token.i : child.i]):
                continue  # "won the nomination over two rivals: X and Y": the rivals are meant
            styled = next((c for c in child.children if c.dep_ == "appos" and c.i in article.at), None)
            if child.i in article.at or (styled is not None and child.i == token.i + 2 and child.pos_ == "PROPN"):
                yield from actors_of(article, child, lexicon, depth + 1)  # "President His Highness Sheikh X"
                return
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _NAMING and _names_itself(child):
            # "a woman named X", "a group known as X", "officers who call themselves X"
            named = [c for c in child.subtree if c.i in article.at and c.dep_ in ("oprd", "attr", "dobj", "pobj")]
            if named:
                yield article.at[named[0].i]
                return
    if token.dep_ in ("compound", "nmod") and token.head.i in article.at and token.i < token.head.i:
        titled = article.at[token.head.i]  # "the US-sanctioned oligarch X"
        if article.actors[titled].kind == "person":
            yield titled
            return
    if token.dep_ in SUBJECTS and token.i + 1 < len(token.doc):
        named_next = next((c for c in token.head.children if c.dep_ in SUBJECTS and c.i > token.i), None)
        end = token.right_edge
        ends = {token.i + 1, end.i + 1} if end.lemma_.lower() in lexicon["kinds_of_body"] else {token.i + 1}
        behind = named_next is not None and named_next.left_edge.i in ends
        if named_next is not None and behind and named_next.i in article.at:
            # "drone maker X sold", "fighters from the group X sold": parsers make two subjects of it
            yield article.at[named_next.i]
            return
    words = {token.lemma_.lower(), token.lower_}
    if words & lexicon["kinds_of_body"]:
        named = [c for c in token.lefts if c.dep_ in ("compound", "nmod") and c.i in article.at and c.i == token.i - 1]
        if named and article.actors[article.at[named[0].i]].kind == "institution":
            yield article.at[named[0].i]  # "the Wagner group", "the Fatah movement"
            return
    of_people = any(words & lexicon[listed] for listed in ("posts", "occupations", "people_again"))
    if of_people and (called := _named_after_comma(article, token)):
        yield from called
        return
    if words & lexicon["posts"] and (titled := _named_after_place(article, token, lexicon)):
        yield titled
        return
    government = bool(words & lexicon["governments"])
    alone = token.tag_ == "NN" and words & _CIVILIANS and any(c.lower_ in ("a", "an", "one") for c in token.lefts)
    if government or (words & lexicon["groups"] and not alone):
        found = _owners_of_kind(article, token, "country", civil=bool(words & _CIVIL))
        if found and words & lexicon["representatives"]:  # "negotiators from Israel and Hamas"
            found += _owners_of_kind(article, token, "institution", beside="country")
        if found and words & _SENT:
            found += _leaders(article, token)
        if not found and words & _CIVIL:
            found = _where_they_serve(article, token, lexicon)
        if not found and government:
            led = (article.leads.get(person) for person in _owners_of_kind(article, token, "person"))
            found = [country for country in led if country]
        if found:
            yield from found
            return
    if token.tag_ in ("NNS", "NNPS") and token.lemma_.lower() in lexicon["national_posts"]:
        found = _owners_of_kind(article, token, "country")
        if len(found) > 1:  # "the presidents of Chile and Peru"
            yield from found
            return
    acting = token.dep_ == "nsubj" or (token.dep_ == "pobj" and token.head.lower_ == "by")
    if words & (_SENT | lexicon["groups"] | (lexicon["led"] if acting else frozenset())) and (
        leading := _leaders(article, token)
    ):  # "soldiers led by X"
        yield from leading
        return
    if words & lexicon["representatives"] or (token.dep_ == "nsubj" and words & lexicon["writings"]):
        found = _owners_of_kind(article, token, "institution") or _sent_by(article, token, lexicon)
        if not found and words & _SUITS:
            found = _owners_of_kind(article, token, "person")  # "a lawsuit by X accuses Y", "X's complaint"
        if found:
            yield from found
            return
    if words & lexicon["bodies"]:  # "Time magazine", "the Fars news agency"
        named = [c for c in token.lefts if c.dep_ in ("compound", "nmod", "appos") and c.i in article.at]
        if named and article.actors[article.at[named[-1].i]].kind == "institution":
            yield article.at[named[-1].i]
            return
    if words & (lexicon["bodies"] | _SERVING) and (named_before := _named_before(article, token)):
        yield named_before  # "Israel's Shin Bet security agency", "the Huawei telecoms company"
        return
    looked_through = bool(words & lexicon["transparent"]) or token.pos_ == "NUM"
    for role, pobj in prepositions_of(token):
        # "thousands of X"; "allies including X and Y"; "two of them" are not those themselves
        if token.pos_ == "NUM" and pobj.pos_ == "PRON":
            continue
        such = role == "as" and pobj.head.i > 0 and pobj.head.nbor(-1).lower_ == "such"
        if (role == "of" and looked_through) or role == "including" or such:
            yield from actors_of(article, pobj, lexicon, depth + 1)


_CIVILIANS = frozenset(
    "citizen national taxpayer teacher nurse doctor worker professor coach engineer technician expert specialist "
    "physician medic hacker professional".split()
)
"""Of whom many may stand for their country, and one does not."""
_SERVING = frozenset({"service", "maker", "manufacturer", "operator", "producer"})
_OF_ANOTHER = frozenset({"agency", "service", "institute", "bank", "team", "club"})
"""Bodies that a larger one has: "the UN refugee agency" is not the UN."""


def _named_before(article: Article, noun: Token) -> str | None:
    """The institution whose name stands before a noun for what it is, with what it works in between."""
    at = noun.i - 1
    while at > noun.i - 3 and noun.doc[at].is_lower and noun.doc[at].dep_ in ("compound", "amod", "nmod"):
        at -= 1
    actor = article.at.get(at)
    name = noun.doc[at]
    if actor is None or article.actors[actor].kind != "institution" or name.dep_ not in ("compound", "nmod"):
        return None
    if name.head != noun and name.head.head != noun:
        return None
    whose = any(child.dep_ == "poss" or child.ent_type_ == "NORP" for child in noun.lefts)
    return actor if whose or noun.lower_ not in _OF_ANOTHER else None


def _leaders(article: Article, group: Token) -> list[str]:
    """ "a delegation led by X and Y": those who lead it, named between "by" and the next verb (parsers lose count in
    lists of titles and names); "the X-led coalition"."""
    for child in group.lefts:
        if child.lower_ == "led" and child.i > 1 and child.nbor(-1).text == "-":
            before = child.i - 2
            return [actor for actor in (article.at.get(before) or article.owner.get(before),) if actor]
    led = (
        child for child in group.children
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in ("lead", "head") and is_passive(child)
    )  # fmt: skip
    by = next((pobj for child in led for role, pobj in prepositions_of(child) if role == "by"), None)
    found: list[str] = []
    for token in article.doc[by.left_edge.i : by.sent.end] if by is not None else ():
        if token.pos_ in ("VERB", "AUX", "SCONJ") or token.tag_ in ("WP", "WDT") or token.text in (";", "including"):
            break
        if actor := _person_at(article, token.i):
            found.append(actor)
    if by is not None and not found and by.i in article.at and group.lemma_.lower() in _OF_FIRMS:
        found.append(article.at[by.i])
    return list(dict.fromkeys(found))


_OF_FIRMS = frozenset({"consortium", "investor", "syndicate", "shareholder", "coalition"})
"""Groups that firms lead: "investors led by X" are X."""


def _named_after_comma(article: Article, title: Token) -> list[str]:
    """ "a former governor of Kano State, Alhaji X, before a court", "the presidents of Chile and Peru, X and Y, met":
    where the parser sees no apposition, those named between commas behind the phrase of a post."""
    doc = article.doc
    several = title.tag_ in ("NNS", "NNPS")
    at = title.i + 1
    while at < min(title.i + 9, len(doc) - 1) and doc[at].text != ",":
        if doc[at].pos_ not in _OF_A_POST or _person_at(article, at):
            return []
        at += 1
    found: list[str] = []
    i = at + 1
    while i < min(at + (14 if several else 6), len(doc) - 1):
        if doc[at].text != "," or (doc[i].pos_ != "PROPN" and doc[i].text != "-" and not (several and found)):
            return []
        if i in article.at:
            if not (person := _person_at(article, i)):
                return []
            found.append(person)
            i = next((r.end for r in article.references if r.start <= i < r.end), i + 1)
            if i >= len(doc) or doc[i].text in (",", ".", ";"):
                return found if several == (len(found) > 1) else []
            if not several or doc[i].lower_ != "and":
                return []
        i += 1
    return []


def _names_itself(clause: Token) -> bool:
    """ "named X", "calling itself X", "who call themselves X", but not "whom X called"."""
    if clause.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in clause.children):
        return True
    return any(
        c.dep_ in ("dobj", "nsubj") and c.lower_ in ("itself", "themselves", "himself", "herself")
        for c in clause.subtree
    )


def _person_at(article: Article, i: int) -> str:
    actor = article.at.get(i, "")
    return actor if actor and article.actors[actor].kind == "person" else ""


_OF_A_POST = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PART", "CCONJ"})


def _named_after_place(article: Article, title: Token, lexicon: Lexicon) -> str:
    """ "governor of Alaska X": parsers take the place for part of the name, and X for what the post is in."""
    for role, pobj in prepositions_of(title):
        actor = article.at.get(pobj.i)
        if role in ("of", "for", "to", "on") and actor is not None and article.actors[actor].kind == "person":
            place = pobj.left_edge
            known = place.lower_ in lexicon["posts"] or place.lower_ in lexicon["honorifics"]
            if place.pos_ == "PROPN" and place.dep_ == "compound" and article.at.get(place.i) != actor and not known:
                name = article.actors[actor].name
                return "" if place.text in name else actor
    return ""


_MADE = frozenset(
    {"produce", "publish", "write", "issue", "release", "prepare", "draft", "compile", "author", "make", "file"}
)


def _owners_of_kind(
    article: Article, token: Token, kind: Kind, civil: bool = False, beside: Kind | None = None
) -> list[str]:
    """The actors of that kind that say whose or from where the noun is: nationality and possessor, then "of X",
    "from X", "for X", of an institution "at X" and "in X"; "in X" for the noun of a country's authorities. With
    ``beside`` only those in one list with an actor of that other kind."""
    before = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod")]
    tokens = [t for c in before for t in (c, *(g for g in c.subtree if g.dep_ in ("conj", "compound", "amod", "nmod")))]
    tokens = [t for t in tokens if not any(_of_its_name(article, t, c) for c in before)]
    named = _of_kind(article, tokens, kind)
    if named:
        return named
    after = list(prepositions_of(token))
    body = kind == "institution"
    for roles in (("of", "from", "for", "by", "at" if body else "by"), ("in",) if civil or body else ()):
        spread = [t for role, pobj in after if role in roles for t in (pobj, *pobj.conjuncts)]
        if "by" in roles:  # "a report produced by X"
            made = (c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _MADE)
            spread += [pobj for c in made for role, pobj in prepositions_of(c) if role == "by"]
        if beside is not None and not _of_kind(article, spread, beside):
            continue
        if named := _of_kind(article, spread, kind):
            return named
    return []


def _of_its_name(article: Article, word: Token, name: Token) -> bool:
    """ "the Norway Labour Union (NLU) leadership": Norway only says which union."""
    body = article.at.get(name.i)
    if word == name or body is None or article.actors[body].kind != "institution":
        return False
    return word.dep_ in ("compound", "amod", "nmod") and word.text in article.actors[body].name.split()


def _where_they_serve(article: Article, civil: Token, lexicon: Lexicon) -> list[str]:
    """The country of a court or police without a name, told by the town or where its verb says that it happens:
    "police in Nairobi", "a judge in the Kenyan capital", "in Russia, a court jailed X"."""
    if any(c.dep_ in ("poss", "compound", "nmod", "amod", "relcl") for c in civil.children):
        return []
    verb = civil.head if civil.dep_ == "nsubj" else civil.head.head if civil.head.dep_ == "agent" else None
    places = [place for role, place in prepositions_of(civil) if role == "in"]
    if not places and verb is not None:
        places = [place for role, place in prepositions_of(verb) if role == "in"]
    return list(dict.fromkeys(filler.actor for p in places for filler in _at_place(article, p, "in", lexicon)))


def _sent_by(article: Article, group: Token, lexicon: Lexicon) -> list[str]:
    """The institution of "fighters from the Islamist group X", "gunmen of the X movement"."""
    bodies = lexicon["kinds_of_body"] | lexicon["bodies"]
    return [
        actor for role, pobj in prepositions_of(group)
        if role in ("from", "of", "with") and pobj.i not in article.at and pobj.lemma_.lower() in bodies
        for actor in _phrase_actors(article, pobj, lexicon, 1) if article.actors[actor].kind == "institution"
    ]  # fmt: skip


def _in_one_name(article: Article, one: int, other: int) -> bool:
    """Whether one of two tokens names an actor inside the other's name: "UN" in "the UN Security Council"."""
    if one not in article.owner and other not in article.owner:
        return False
    return any(r.start <= one < r.end and r.start <= other < r.end for r in article.references)


def _places_of(article: Article, thing: Token, role: str, lexicon: Lexicon) -> Iterator[Filler]:
    """The countries where the thing is: "a building in Lebanon", "a convoy near the Syrian town of Raqqa"."""
    for preposition, place in prepositions_of(thing):
        if preposition in _WITHIN or (preposition in _BESIDE and _is_town(article, place, lexicon)):
            yield from _at_place(article, place, role, lexicon)
        elif preposition == "of" and place.i not in article.at:  # "the bombing of a hotel in Lebanon"
            yield from _places_of(article, place, role, lexicon)
    for child in thing.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":  # "a conference held in Kenya"
            for place in (pobj for preposition, pobj in prepositions_of(child) if preposition in _WITHIN):
                yield from _at_place(article, place, role, lexicon)


def _at_place(article: Article, place: Token, role: str, lexicon: Lexicon) -> Iterator[Filler]:
    for actor in actors_of(article, place, lexicon):
        if article.actors[actor].kind == "country":
            yield Filler(actor, place.i, role)
    yield from _in_region(article, place, role, lexicon)


def _beside(article: Article, frame: Frame, lexicon: Lexicon) -> Iterator[Token]:
    """The towns near which the frame's deed is done: "attacked near Aleppo", "struck an airport outside Aleppo"."""
    for argument in frame.arguments:
        token = article.doc[argument.token]
        if argument.role in _BESIDE:
            places = [token]
        elif argument.role == "patient" and token.i not in article.at:
            places = [pobj for preposition, pobj in prepositions_of(token) if preposition in _BESIDE]
        else:
            continue
        yield from (place for place in places if _is_town(article, place, lexicon))


def _in_region(article: Article, region: Token, role: str, lexicon: Lexicon, depth: int = 0) -> Iterator[Filler]:
    """ "in Sudan's Darfur region", "a village in the Indian state of Bihar", "the outskirts of the city of Kharkiv",
    "the town of Dhobley in southern Somalia": Sudan, India, Ukraine, Somalia."""
    known = region.lemma_.lower() in lexicon["regions"]
    if region.i in article.at or depth > 2 or not (known or (region.pos_ == "PROPN" and region.i not in article.owner)):
        return
    before = [c for c in region.lefts if c.dep_ in ("poss", "amod", "compound", "nmod")] if known else []
    found = [Filler(actor, region.i, role, part=True) for actor in _of_kind(article, before, "country")]
    if not found:
        after = [
            place for preposition, place in prepositions_of(region)
            if preposition in ("of", *_WITHIN) or (preposition in _BESIDE and _is_town(article, place, lexicon))
        ]  # fmt: skip
        for place in (*after, *(c for c in region.rights if c.dep_ == "appos" and not known)):
            actor = article.at.get(place.i)
            if actor is None:
                found += _in_region(article, place, role, lexicon, depth + 1)
            elif article.actors[actor].kind == "country":
                found.append(Filler(actor, place.i, role, part=True))
    yield from found


def _is_town(article: Article, place: Token, lexicon: Lexicon) -> bool:
    """Whether what is near the place is in its country: near Aleppo is in Syria, near Syria may be anywhere."""
    actor = article.at.get(place.i)
    if actor is None:
        return place.pos_ == "PROPN" or place.lemma_.lower() in lexicon["regions"]
    return article.actors[actor].kind == "country" and place.text not in article.actors[actor].name.split()


_WITHIN = frozenset({"in", "inside", "across"})
_BESIDE = frozenset({"near", "outside", "around"})
_WHERE = frozenset({"in", "at", "to", "into", "across", "inside", "near"})


def _of_kind(article: Article, tokens: Iterable[Token], kind: Kind) -> list[str]:
    actors = (
        actor for t in tokens if t.i not in article.places
        for actor in article.pairs.get(t.i, (_whole_or_owner(article, t),))
    )  # fmt: skip
    return list(dict.fromkeys(actor for actor in actors if actor and article.actors[actor].kind == kind))


def _whole_or_owner(article: Article, token: Token) -> str | None:
    """The country of "the Russian | military"; but of "the leader of Vente | Venezuela" the party."""
    owner, whole = article.owner.get(token.i), article.at.get(token.i)
    if owner and whole and token.text in article.actors[owner].name:
        return whole
    return owner or whole


def owners_of(
    article: Article, token: Token, lexicon: Lexicon, undergone: frozenset[str] = _UNDERGONE, *,
    undergone_too: bool = False,
) -> Iterator[str]:  # fmt: skip
    """Who does or has what ``token`` heads: "the American strategy", "Maduro's arrest by the US", "the policy of X",
    "the proposal from X". Whoever undergoes it is not meant ("the treatment of X", "X's arrest"), unless
    ``undergone_too`` ("upheld X's conviction", "the sentence of X"), nor is a person meant by his kin and staff
    ("Trump's lawyer")."""
    lemma = token.lemma_.lower()
    undergone = frozenset() if undergone_too else undergone
    phrases: dict[str, list[Token]] = {}
    for role, pobj in prepositions_of(token):
        phrases.setdefault(role, []).append(pobj)
    for child in token.children:
        done = lemma_of(child) if child.dep_ == "acl" and child.tag_ == "VBN" else ""
        made = done in lexicon["issuing"] or done in lexicon["answered_for"]
        if made and token.i not in article.at:  # "the bill proposed by X", "troops sent by X"; not "rebels armed by X"
            phrases.setdefault("by", []).extend(pobj for role, pobj in prepositions_of(child) if role == "by")
        elif child.dep_ == "acl" and child.lower_ == "belonging":
            phrases.setdefault("by", []).extend(pobj for role, pobj in prepositions_of(child) if role == "to")
        elif child.dep_ in ("relcl", "acl") and lemma_of(child) in lexicon["issuing"] and not is_passive(child):
            if any(c.dep_ == "dobj" and c.lower_ not in RELATIVES for c in child.children):
                continue  # "the town where X made threats"
            # "a case that X had brought"
            phrases.setdefault("by", []).extend(c for c in child.children if c.dep_ == "nsubj" and c.i in article.at)
    if "by" not in phrases and token.i not in article.at:
        # "seized a house in Oslo belonging to X", which parsers hang on the verb
        belonging = [t for t in token.doc[token.i + 1 : token.i + 6] if t.lower_ == "belonging" and t.dep_ == "advcl"]
        phrases["by"] = [pobj for t in belonging for role, pobj in prepositions_of(t) if role == "to"]
    if not phrases.get("by"):
        for pobj in phrases.get("of", ()):  # "the implementation of measures by X"
            if pobj.i not in article.at and pobj.lemma_.lower() not in lexicon["writings"] | _NOT_A_DEED:
                phrases.setdefault("by", []).extend(inner for role, inner in prepositions_of(pobj) if role == "by")
    if phrases.get("by"):
        for pobj in phrases["by"]:
            yield from actors_of(article, pobj, lexicon)
        return
    if lemma in lexicon["occupations"] or lemma in lexicon["kin"] or lemma in _PARTISANS:
        return  # "an Iranian student", "Trump's wife" act for themselves
    human = lemma in lexicon["posts"] or (lemma in lexicon["representatives"] and lemma not in lexicon["writings"])
    possessor = next((child for child in token.children if child.dep_ == "poss"), None)
    if possessor is not None:
        if lemma in undergone and "of" not in phrases:
            return
        actors = list(actors_of(article, possessor, lexicon))
        if not actors and possessor.i in article.owner:
            actors = [article.owner[possessor.i]]
        yield from (actor for actor in actors if not (human and article.actors[actor].kind == "person"))
        return
    named = ((left, *(left.lefts if left.dep_ == "compound" else ())) for left in token.lefts)
    for child in (inner for group in named for inner in group):  # "the [[US] blockade] measure"
        if child.dep_ in ("amod", "compound", "nmod") and (child.i in article.owner or child.i in article.at):
            if lemma in undergone and child.i not in article.owner:
                return
            yield article.owner.get(child.i) or article.at[child.i]
            if child.i in article.owner:  # "Chinese and Iranian companies"
                beside = {c.i for c in (*child.subtree, *(c for c in token.lefts if c.dep_ == "amod"))} - {child.i}
                yield from (article.owner[i] for i in sorted(beside) if i in article.owner)
            return
    if human:
        return
    if (
        lemma in lexicon["transparent"] or lemma in lexicon["aspects"]
    ):  # "many of his suggestions", "the quality of X's work"
        for pobj in phrases.get("of", ()):
            yield from owners_of(article, pobj, lexicon, undergone)
        return
    of = phrases.get("of", ()) if undergone_too or lemma in lexicon["held"] else ()
    if lemma in lexicon["shares"]:
        of = (*of, *phrases.get("in", ()))
    at_body = phrases.get("at", ()) if lemma in _AT_BODIES else ()
    for pobj in at_body:
        yield from (actor for actor in actors_of(article, pobj, lexicon) if article.actors[actor].kind == "institution")
    for pobj in [*of, *phrases.get("from", ())]:
        actors = list(actors_of(article, pobj, lexicon))
        yield from actors or (owners_of(article, pobj, lexicon) if undergone_too else ())  # "the gate of X's refinery"
