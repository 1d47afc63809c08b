"""Precision and recall of what kg extracted, against articles annotated by people.

The gold folder holds one JSON file for each article, named after the document's id:

    {"actors":    [{"id": "a1", "kind": "person", "name": "...", "mentions": ["...", ...]}],
     "relations": [{"source": "a1", "relation": "accused", "target": "a2", "status": "asserted",
                    "optional": false, "evidence": ["..."]}]}

Actors are compared article by article. Every extracted actor stands for at most one annotated actor: first the one of
the same name, then the one with which it shares surface forms, longest first. Relations are then compared as sets, at
three grains (pair: which two actors are related at all; family: how, roughly; type: the very relation and its
direction), and the counts of all articles are pooled. An optional annotation is neither required nor punished.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from kg.calibration import Outcome
from kg.errors import InputError
from kg.models import RelationType
from kg.yamlfile import did_you_mean


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one comparison; ``a + b`` pools two of them (micro-average). Figures without a basis are 0."""

    true_positives: int = 0
    false_positives: int = 0
    false_negatives: int = 0

    @property
    def precision(self) -> float:
        """The share of what was extracted that is right."""
        return _share(self.true_positives, self.true_positives + self.false_positives)

    @property
    def recall(self) -> float:
        """The share of what is there that was extracted."""
        return _share(self.true_positives, self.true_positives + self.false_negatives)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.true_positives + other.true_positives,
            self.false_positives + other.false_positives,
            self.false_negatives + other.false_negatives,
        )


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of the decisions that could be compared are right; ``a + b`` pools two of them."""

    right: int = 0
    compared: int = 0

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None when nothing could be compared."""
        return self.right / self.compared if self.compared else None

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(self.right + other.right, self.compared + other.compared)


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """A relation that was extracted but not annotated, or (``missed``) annotated but not extracted.

    ``source`` and ``target`` are names; ``evidence`` is the sentence that the claim or the annotation rests on.
    """

    doc: str
    missed: bool
    source: str
    relation: str
    target: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures over all annotated articles. ``relations`` splits ``types`` by relation, in the order of their ids.

    ``kind`` is counted over the paired actors, ``status`` over the relations that both sides have, and
    ``status_not_asserted`` over those of them that the annotation does not call asserted.
    """

    articles: int
    actors: Score
    pairs: Score
    families: Score
    types: Score
    relations: Mapping[str, Score]
    kind: Accuracy
    status: Accuracy
    status_not_asserted: Accuracy
    mistakes: tuple[Mistake, ...]


def evaluate(gold: Path, actors: Path, claims: Path, ontology: Mapping[str, RelationType]) -> Evaluation:
    """Compare ``actors.jsonl`` and ``claims.jsonl`` of a build with the annotated articles in the folder ``gold``.

    Only annotated articles count. ``ontology`` tells the family of a relation and whether it has a direction.
    InputError lists every file that is missing or not in the form described above.
    """
    problems: list[str] = []
    annotated = _read_gold(gold, ontology, problems)
    extracted = _read_extracted(actors, claims, problems)
    if problems:
        raise InputError(problems)
    if extracted and extracted.keys().isdisjoint(annotated):
        raise InputError(
            f"{gold.as_posix()}: none of its articles ({_some(annotated)}) is in {actors.as_posix()} "
            f"({_some(extracted)}); build the folder of the very articles that were annotated"
        )
    comparisons = [
        _compare(doc, article, extracted.get(doc, _Article()), ontology) for doc, article in annotated.items()
    ]

    relations: dict[str, Score] = defaultdict(Score)
    for comparison in comparisons:
        for relation, score in comparison.relations.items():
            relations[relation] += score
    return Evaluation(
        articles=len(comparisons),
        actors=sum((c.actors for c in comparisons), Score()),
        pairs=sum((c.pairs for c in comparisons), Score()),
        families=sum((c.families for c in comparisons), Score()),
        types=sum((c.types for c in comparisons), Score()),
        relations=dict(sorted(relations.items())),
        kind=sum((c.kind for c in comparisons), Accuracy()),
        status=sum((c.status for c in comparisons), Accuracy()),
        status_not_asserted=sum((c.status_not_asserted for c in comparisons), Accuracy()),
        mistakes=tuple(sorted(mistake for c in comparisons for mistake in c.mistakes)),
    )


def outcomes(gold: Path, actors: Path, claims: Path, ontology: Mapping[str, RelationType]) -> tuple[Outcome, ...]:
    """How many claims of each rule and construction are right by the annotated articles, optional relations included.

    What ``kg calibrate`` writes. InputError as for ``evaluate``.
    """
    problems: list[str] = []
    annotated = _read_gold(gold, ontology, problems)
    extracted = _read_extracted(actors, claims, problems)
    if problems:
        raise InputError(problems)
    judged: Counter[tuple[str, str, str]] = Counter()
    right: Counter[tuple[str, str, str]] = Counter()
    for doc, article in annotated.items():
        mine = extracted.get(doc, _Article())
        paired = _pair(article.actors, mine.actors)
        true = {_key(r.source, r.relation, r.target, "type", ontology) for r in article.relations}
        for claim in mine.relations:
            source, target = (paired.get(end, f"?{end}") for end in (claim.source, claim.target))
            if source != target:
                rule = (claim.rule, claim.relation, claim.construction)
                judged[rule] += 1
                right[rule] += _key(source, claim.relation, target, "type", ontology) in true
    return tuple(Outcome(*rule, right[rule], count) for rule, count in sorted(judged.items()))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


# --- one article, as both sides see it -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Actor:
    id: str
    kind: str
    name: str
    forms: frozenset[str]
    """The folded surface forms, the folded name among them."""


@dataclass(frozen=True, slots=True)
class _Relation:
    source: str
    relation: str
    target: str
    status: str
    evidence: str
    optional: bool = False
    rule: str = ""
    construction: str = ""


@dataclass(frozen=True, slots=True)
class _Article:
    actors: tuple[_Actor, ...] = ()
    relations: tuple[_Relation, ...] = ()


type _Key = tuple[str, str, str]
"""What makes two relations the same at some grain: an actor, a label, an actor."""

_Grain = Literal["pair", "family", "type"]


@dataclass(frozen=True, slots=True)
class _Match:
    """The relations of one article at one grain: those that must be found, those that were, and how they meet."""

    required: dict[_Key, _Relation]
    optional: dict[_Key, _Relation]
    found: dict[_Key, _Relation]

    @property
    def right(self) -> set[_Key]:
        return self.required.keys() & self.found.keys()

    @property
    def wrong(self) -> set[_Key]:
        return self.found.keys() - self.required.keys() - self.optional.keys()

    @property
    def missed(self) -> set[_Key]:
        return self.required.keys() - self.found.keys()

    @property
    def score(self) -> Score:
        return Score(len(self.right), len(self.wrong), len(self.missed))


def _match(
    gold: Iterable[_Relation],
    placed: Iterable[tuple[str, str, _Relation]],
    grain: _Grain,
    ontology: Mapping[str, RelationType],
) -> _Match:
    match = _Match({}, {}, {})
    for relation in gold:
        key = _key(relation.source, relation.relation, relation.target, grain, ontology)
        (match.optional if relation.optional else match.required).setdefault(key, relation)
    for source, target, claim in placed:
        if source != target:
            match.found.setdefault(_key(source, claim.relation, target, grain, ontology), claim)
    return match


def _compare(doc: str, gold: _Article, extracted: _Article, ontology: Mapping[str, RelationType]) -> Evaluation:
    """The figures of one article."""
    paired = _pair(gold.actors, extracted.actors)
    gold_kinds = {actor.id: actor.kind for actor in gold.actors}
    kinds = [actor.kind == gold_kinds[paired[actor.id]] for actor in extracted.actors if actor.id in paired]

    # An actor that is paired with none keeps its own id, marked so that it cannot be taken for a gold id.
    placed = [
        (paired.get(claim.source, f"?{claim.source}"), paired.get(claim.target, f"?{claim.target}"), claim)
        for claim in extracted.relations
    ]
    pairs, families, types = (_match(gold.relations, placed, grain, ontology) for grain in get_args(_Grain))

    gold_status = {_key(r.source, r.relation, r.target, "type", ontology): r.status for r in gold.relations}
    statuses = [(types.found[key].status, status) for key, status in gold_status.items() if key in types.found]
    names = {f"?{actor.id}": actor.name for actor in extracted.actors} | {a.id: a.name for a in gold.actors}
    relations: dict[str, Score] = defaultdict(Score)
    mistakes: list[Mistake] = []
    for _, relation, _ in types.right:
        relations[relation] += Score(true_positives=1)
    for keys, basis, missed in ((types.wrong, types.found, False), (types.missed, types.required, True)):
        for key in keys:
            source, relation, target = key
            relations[relation] += Score(false_positives=not missed, false_negatives=missed)
            ends = (names.get(end, end.removeprefix("?")) for end in (source, target))
            mistakes.append(Mistake(doc, missed, next(ends), relation, next(ends), basis[key].evidence))
    return Evaluation(
        articles=1,
        actors=Score(len(paired), len(extracted.actors) - len(paired), len(gold.actors) - len(paired)),
        pairs=pairs.score,
        families=families.score,
        types=types.score,
        relations=relations,
        kind=Accuracy(sum(kinds), len(kinds)),
        status=Accuracy(sum(mine == theirs for mine, theirs in statuses), len(statuses)),
        status_not_asserted=Accuracy(
            sum(mine == theirs for mine, theirs in statuses if theirs != "asserted"),
            sum(theirs != "asserted" for _, theirs in statuses),
        ),
        mistakes=tuple(mistakes),
    )


def _pair(gold: Sequence[_Actor], extracted: Sequence[_Actor]) -> dict[str, str]:
    """Extracted id -> gold id, one to one."""
    paired: dict[str, str] = {}
    used: set[str] = set()

    def join(mine: _Actor, theirs: _Actor) -> None:
        if mine.id not in paired and theirs.id not in used:
            paired[mine.id] = theirs.id
            used.add(theirs.id)

    by_name: dict[str, list[_Actor]] = defaultdict(list)
    for theirs in gold:
        by_name[_fold(theirs.name)].append(theirs)
    for mine in extracted:
        for theirs in by_name[_fold(mine.name)]:
            join(mine, theirs)

    likenesses: list[tuple[tuple[int, float, bool], _Actor, _Actor]] = []
    for mine in extracted:
        for theirs in gold:
            common = (mine.forms & theirs.forms) - {""}
            if mine.id not in paired and theirs.id not in used and common:
                longest = max(len(form.split()) for form in common)
                overlap = len(common) / len(mine.forms | theirs.forms)
                likenesses.append(((longest, overlap, mine.kind == theirs.kind), mine, theirs))
    for _, mine, theirs in sorted(likenesses, key=lambda item: item[0], reverse=True):
        join(mine, theirs)
    return paired


def _key(source: str, relation: str, target: str, grain: _Grain, ontology: Mapping[str, RelationType]) -> _Key:
    low, high = sorted((source, target))
    if grain == "pair":
        return low, "", high
    known = ontology.get(relation)
    label = relation if grain == "type" else known.family if known else "?"
    return (low, label, high) if known and known.symmetric else (source, label, target)


def _fold(name: str) -> str:
    """A name without case, accents, possessive, punctuation and leading article."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    plain = re.sub(r"[’']s\b", "", plain)
    plain = re.sub(r"[^a-z0-9 ]+", " ", plain).strip()
    plain = re.sub(r"^(?:the|an?)\s+", "", plain)
    return re.sub(r"\s+", " ", plain).strip()


def _forms(name: str, surface_forms: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_fold, (name, *surface_forms)))


# --- reading both sides ----------------------------------------------------------------------------------------------


def _read_gold(folder: Path, ontology: Mapping[str, RelationType], problems: list[str]) -> dict[str, _Article]:
    if not folder.is_dir():
        problems.append(f"{folder.as_posix()}: there is no such folder of annotated articles")
        return {}
    articles: dict[str, _Article] = {}
    for path in sorted(folder.rglob("*.json")):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            article = _Article(
                tuple(
                    _Actor(a["id"], a["kind"], a["name"], _forms(a["name"], a["mentions"])) for a in record["actors"]
                ),
                tuple(
                    _Relation(
                        r["source"],
                        r["relation"],
                        r["target"],
                        r["status"],
                        next(iter(r.get("evidence", ())), ""),
                        r.get("optional", False),
                    )
                    for r in record["relations"]
                ),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"{path.as_posix()}: is not an annotated article: {_reason(error)}")
            continue
        known = {actor.id for actor in article.actors}
        for relation in article.relations:
            where = f"{path.as_posix()}: '{relation.source} {relation.relation} {relation.target}'"
            if relation.relation not in ontology:
                near = did_you_mean(relation.relation, ontology)
                problems.append(f"{where}: there is no relation type '{relation.relation}'{near}")
            problems.extend(
                f"{where}: there is no actor '{actor}' in this file"
                for actor in (relation.source, relation.target)
                if actor not in known
            )
        articles[path.relative_to(folder).with_suffix("").as_posix()] = article
    if not articles and not problems:
        problems.append(f"{folder.as_posix()}: holds no annotated article (*.json)")
    return articles


def _read_extracted(actors: Path, claims: Path, problems: list[str]) -> dict[str, _Article]:
    mentions: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    described: dict[str, tuple[str, str]] = {}
    relations: dict[str, list[_Relation]] = defaultdict(list)
    for where, record in _lines(actors, problems):
        try:
            described[record["id"]] = (record["kind"], record["name"])
            for mention in record["mentions"]:
                mentions[mention["doc"]][record["id"]].add(mention["text"])
        except (KeyError, TypeError) as error:
            problems.append(f"{where}: is not an actor: {_reason(error)}")
    for where, record in _lines(claims, problems):
        try:
            relations[record["doc"]].append(
                _Relation(
                    record["source"],
                    record["relation"],
                    record["target"],
                    record["status"],
                    record["evidence"]["text"],
                    rule=record.get("rule", ""),
                    construction=record.get("construction", ""),
                )
            )
        except (KeyError, TypeError) as error:
            problems.append(f"{where}: is not a claim: {_reason(error)}")
    return {
        doc: _Article(
            tuple(
                _Actor(actor, kind, name, _forms(name, forms))
                for actor, forms in mentions[doc].items()
                for kind, name in (described[actor],)
            ),
            tuple(relations[doc]),
        )
        for doc in sorted({*mentions, *relations})
    }


def _lines(path: Path, problems: list[str]) -> Iterator[tuple[str, Any]]:
    """The records of a JSON Lines file, each with its path:line."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path.as_posix()}: {_reason(error)}; make it with `kg build`")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield f"{path.as_posix()}:{number}", json.loads(line)
            except ValueError as error:
                problems.append(f"{path.as_posix()}:{number}: {_reason(error)}")


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"it has no {error}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)


def _some(names: Iterable[str]) -> str:
    listed = sorted(names)
    return ", ".join(listed[:3]) + (", ..." if len(listed) > 3 else "")
