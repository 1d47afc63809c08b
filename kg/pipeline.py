"""The composition root: the only file that knows every stage.

``build`` reads articles into the store and writes the exports; ``export`` writes them again from the store; ``check``
runs the examples of every rule. Nothing here prints: progress goes to a callback, results come back as records.

A build does only what is not done yet. Every result says what it was made from (``_Stages``), so that an article, the
settling and each export are made again only when that has changed; and what an interrupted build had stored is where
the next one begins. What serves only that is in ``out``/.kg and may be deleted at any time.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import language
from kg.aliases import fold, role_warnings
from kg.calibration import as_yaml
from kg.documents import STANDARD_LIMITS, Article, Articles, Limits, find_articles, fingerprint, read_article
from kg.documents.encoding import clean
from kg.errors import DocumentError, ExportError, InputError
from kg.evaluate import outcomes
from kg.export import DEFAULTS, EXPORTERS
from kg.export.files import whole_file
from kg.fingerprint import digest
from kg.graph import Network
from kg.models import Claim, Document, Extraction, Kind, Status
from kg.ontology import load_ontology
from kg.origins import Sketched, origins
from kg.parses import Made, ParseCache, Size
from kg.resolve import resolve
from kg.rules import Counterexample, Example, Rule, Rulebook, default_folder, load_rulebook
from kg.stages import Stages
from kg.store import Store
from kg.verify import Findings
from kg.verify import verify as verify_build
from kg.workers import Workers

if TYPE_CHECKING:
    from kg.language import EnglishReader, Gap, Trace

STORE = "graph.sqlite"
WORK = ".kg"
"""The folder in out/ for what makes the next build quicker, and for what is not finished."""
PARSES = "parses.sqlite"
DRAFTS = "layout.npz"
_BATCH = 16
"""Articles that are parsed and stored together, at most, whatever the number of jobs: one batch is one transaction."""
_BATCH_BYTES = 120_000
"""Bytes at which a batch is full although it has fewer: the memory that the networks take (about four megabytes for a
thousand bytes), and what is lost or waited for at most, are matters of length."""
_POOL_PAYS = 4
"""Batches below which starting worker processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told. ``formats`` are names of ``EXPORTERS``; ``jobs`` 0 means one for each core;
    ``columns`` name the columns of tables ("title=Headline"); ``fresh`` forgets what earlier builds did."""

    inputs: tuple[Path, ...]
    out: Path
    rules: Path | None = None
    formats: tuple[str, ...] = DEFAULTS
    model: str | None = None
    strict: bool = False
    jobs: int = 0
    columns: tuple[str, ...] = ()
    limits: Limits = STANDARD_LIMITS
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, for the closing table. ``files`` are the paths written; ``skipped`` tells which articles were
    left out and why; ``notes`` what to know of the files."""

    read: int
    skipped: tuple[DocumentError, ...]
    actors: dict[Kind, int]
    claims: dict[Status, int]
    edges: int
    rejections: dict[str, int]
    files: tuple[Path, ...]
    seconds: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exports:
    """Paths of the files that were asked for, and what to know of those that were written."""

    files: tuple[Path, ...]
    notes: tuple[str, ...]


type Progress = Callable[[int, int], None]
"""Called with (articles done, articles in all)."""


def build(settings: Settings, progress: Progress = lambda done, total: None) -> Report:
    """Read what is new or changed among the articles, forget what is gone, write out/.

    InputError (missing input, broken rules, missing model, another build into this folder) is raised before anything is
    touched; ExportError when out/ cannot be written; DocumentError for an unreadable article when ``settings.strict``,
    which otherwise is skipped and reported. The files of an earlier build stay until the new ones are whole; the
    articles that an interrupted build has stored are not read again.
    """
    started = time.monotonic()
    articles = find_articles(settings.inputs, settings.columns, settings.limits, settings.out)
    rules = settings.rules or default_folder()
    stages = Stages.of(rules, settings.model, settings.limits)
    with _alone(settings.out), _little_garbage():
        skipped: list[DocumentError] = []
        made_from = {article.id: _made_from(article, settings.limits, stages) for article in articles}
        if settings.fresh or not _is_up_to_date(settings.out, made_from, stages):
            skipped, stale = _bring_up_to_date(settings, articles, made_from, stages, progress)
            if stale > _BATCH:  # the exports use the memory that the model took; of a short build it pays not
                gc.unfreeze()
                gc.collect()
        ontology = load_ontology(rules / "ontology.yaml")
        with Store.open(settings.out / STORE) as store:
            store.describe(ontology.values())
            network = Network(store, ontology, settings.out / WORK / DRAFTS)
            exports = _write(network, settings.formats, settings.out, stages)
            return _report(network, skipped, exports, settings.out / STORE, time.monotonic() - started)


def _made_from(article: Article, limits: Limits, stages: Stages) -> str:
    """The fingerprint of what would be read of an article; "" if it cannot be read."""
    try:
        content = fingerprint(article, limits)
    except DocumentError:
        return ""
    return stages.of_article(article.id, article.place if article.line else article.path.as_posix(), content)


def _is_up_to_date(out: Path, made_from: Mapping[str, str], stages: Stages) -> bool:
    if (out / WORK / STORE).exists() or not (out / STORE).exists():
        return False
    try:
        with Store.open(out / STORE) as store:
            return store.made_from() == made_from and store.settled_from() == stages.settling
    except InputError:
        return False  # of another version


def _bring_up_to_date(
    settings: Settings, articles: Articles, made_from: Mapping[str, str], stages: Stages, progress: Progress
) -> tuple[list[DocumentError], int]:
    """Make the store what one would be that is made of the articles from nothing; the articles that were skipped, and
    how many were not as the store had them."""
    rulebook = load_rulebook(settings.rules)
    work = settings.out / WORK
    skipped: list[DocumentError] = []
    unreadable: set[str] = set()
    if settings.fresh:
        for kept in (PARSES, DRAFTS):
            (work / kept).unlink(missing_ok=True)
    with (
        Store.resume(settings.out / STORE, work / STORE, fresh=settings.fresh) as store,
        ParseCache(work / PARSES, stages.parsing, stages.naming) as parses,
    ):
        known = store.made_from()
        stale = {doc for doc, now in made_from.items() if known.get(doc) != now}
        done = len(made_from) - len(stale)
        progress(done, len(made_from))
        begun: deque[_Batch] = deque()

        def batches() -> Iterator[_Batch]:
            for batch in _batches(article for article in articles if article.id in stale):
                begun.append(batch)
                yield batch

        with _extractor(rulebook, settings, stages, -(-len(stale) // _BATCH)) as extracted:
            for outcomes in extracted(batches()):
                batch = begun.popleft()
                read: list[Extraction] = []
                new: dict[str, Made] = {}
                for article, outcome in zip(batch, outcomes, strict=True):
                    if isinstance(outcome, DocumentError):
                        if settings.strict:
                            raise outcome
                        skipped.append(outcome)
                        unreadable.add(article.id)
                        continue
                    read.append(outcome.extraction)
                    if outcome.made is not None:
                        document = outcome.extraction.document
                        new[document.text[document.body :]] = outcome.made
                parses.add(new)
                store.add(read, {one.document.id: _as_read(one.document, stages) for one in read})
                done += len(batch)
                progress(done, len(made_from))
        if made_from and len(skipped) == len(made_from):
            raise InputError([str(error) for error in skipped])
        store.remove(unreadable | (known.keys() - made_from.keys()))
        store.settle_origins(origins(Sketched(*row) for row in store.sketches()))
        resolution = resolve(store.article_actors(), rulebook.judgements)
        store.settle(resolution, resolution.actors, stages.settling)
    return skipped, len(stale)


def _batches(articles: Iterable[Article]) -> Iterator[_Batch]:
    """The articles in their order, in batches that take about as long as each other."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        own = article.size
        if batch and (len(batch) == _BATCH or size + own > _BATCH_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(article)
        size += own
    if batch:
        yield tuple(batch)


def _as_read(document: Document, stages: Stages) -> str:
    """As ``_made_from``, of the bytes that were read: the file may have changed since."""
    return stages.of_article(document.id, document.path, document.sha256)


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Look for garbage seldom: nearly all that a build makes stays, or goes by itself. To look as often as Python does
    costs a small build a tenth of its time."""
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    gc.set_threshold(50_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not frozen:
            gc.unfreeze()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """No other process builds into this folder meanwhile. SQLite's locks do it on every system, and end with a process
    that is killed."""
    lock = out / WORK / "lock"
    missing = [folder for folder in (lock.parent, *lock.parent.parents) if not folder.exists()]
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(lock, timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise ExportError(f"{out}: cannot be written: {getattr(error, 'strerror', None) or error}") from error
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise InputError(
                f"{out}: another kg is writing into this folder; let it end first, or name another folder with --out"
            ) from error
        yield
    finally:
        connection.close()
        if missing and os.listdir(lock.parent) == [lock.name]:  # nothing came of it
            lock.unlink()
            for folder in missing:
                with suppress(OSError):
                    folder.rmdir()


def export(out: Path, formats: Sequence[str], rules: Path | None = None) -> Exports:
    """Write the named formats again from ``out``/graph.sqlite. InputError if there is no store."""
    with Store.open(out / STORE) as store, _alone(out):
        return _write(Network(store, load_rulebook(rules).ontology, out / WORK / DRAFTS), formats, out)


def verify(out: Path, rules: Path | None = None, columns: Sequence[str] = ()) -> Findings:
    """Compare ``out`` with the articles that it was made from, and its exports with its store. InputError if there is
    no store."""
    with Store.open(out / STORE) as store:
        return verify_build(out, store, load_ontology((rules or default_folder()) / "ontology.yaml"), columns)


def cache(out: Path, model: str | None = None, *, prune: bool = False) -> Size:
    """How large the parses are that builds into ``out`` have kept; with ``prune`` those of no further use go first.
    InputError if there is no store."""
    stages = Stages.of(default_folder(), model, STANDARD_LIMITS)
    with Store.open(out / STORE) as store, _alone(out), ParseCache(out / WORK / PARSES, stages.parsing) as parses:
        used = [digest(document.text[document.body :]) for document in store.documents()]
        if prune:
            parses.prune(used)
        return parses.size(used)


def _write(network: Network, formats: Sequence[str], out: Path, stages: Stages | None = None) -> Exports:
    """Write exports; with ``stages`` only those that are not as they would be written."""
    record = out / WORK / "exports.json"
    written: dict[str, list[str]] = {}
    if stages and record.is_file():
        with suppress(ValueError):  # damaged: everything is written
            written = json.loads(record.read_bytes())
    now = stages.of_exports(network.store.made_from().items(), network.store.settled_from()) if stages else ""
    files: list[Path] = []
    notes: list[str] = []
    for name in formats:
        own = EXPORTERS[name].files
        files += (out / file for file in own)
        if stages and all(written.get(file) == [now, _sha256(out / file)] for file in own):
            continue
        notes += EXPORTERS[name].write(network, out) or ()
        if stages:
            written |= {file: [now, _sha256(out / file)] for file in own}
            with whole_file(record) as kept:
                kept.write(json.dumps(written, indent=0, sort_keys=True).encode())
    return Exports(tuple(files), tuple(notes))


def _sha256(path: Path) -> str:
    """Of a file; "" if there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _report(
    network: Network, skipped: Sequence[DocumentError], exports: Exports, store: Path, seconds: float
) -> Report:
    return Report(
        read=network.articles,
        skipped=tuple(skipped),
        actors=network.store.kinds(),
        claims=network.store.statuses(),
        edges=network.number_of_edges(),
        rejections=network.store.reasons(),
        files=(*exports.files, store),
        seconds=seconds,
        notes=exports.notes,
    )


# --- reading, in this process or in several ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of an article, and of its text what the next build may use."""

    extraction: Extraction
    made: Made | None


type _Batch = Sequence[Article]
type _Outcomes = list[_Read | DocumentError]


class _Kept:
    """What earlier builds made of texts, and what is new."""

    def __init__(self, cache: ParseCache) -> None:
        self._cache = cache
        self.new: dict[str, Made] = {}
        self.get = cache.get
        self.names = cache.names

    def put(self, text: str, parse: bytes) -> None:
        self.new[text] = Made(parse)

    def put_names(self, text: str, told: str, names: bytes) -> None:
        self.new[text] = replace(self.new.get(text, Made()), names=names, told=told)


@contextmanager
def _extractor(
    rulebook: Rulebook, settings: Settings, stages: Stages, batches: int
) -> Iterator[Callable[[Iterable[_Batch]], Iterator[_Outcomes]]]:
    """Something that turns batches of articles into what came of them, in order, with the jobs that pay."""
    jobs = min(settings.jobs or os.cpu_count() or 1, batches)
    arguments = (rulebook, settings.model, settings.limits, settings.out / WORK / PARSES, stages)
    if jobs <= 1 or (settings.jobs == 0 and batches < _POOL_PAYS):
        yield lambda work: map(_start(*arguments), work)
        return
    with Workers(jobs, _start, arguments, _given_up) as workers:
        yield workers.map


def _start(
    rulebook: Rulebook, model: str | None, limits: Limits, parses: Path, stages: Stages
) -> Callable[[_Batch], _Outcomes]:
    """What reads batches of articles, with a model that is loaded once, when the first text is to be parsed."""
    readers: list[EnglishReader] = []

    def work(batch: _Batch) -> _Outcomes:
        # Nothing of a batch is garbage before its end, and the model never is. (What unpacks the model's files enables
        # the collection, so that to disable it would not do.)
        before, first = gc.get_threshold(), not readers
        gc.set_threshold(0)
        try:
            return read_batch(batch)
        finally:
            if first:
                gc.freeze()  # rules, libraries and model stay: nobody need look through them again
            else:
                gc.collect(0)  # what the batch leaves
            gc.set_threshold(*before)

    def read_batch(batch: _Batch) -> _Outcomes:
        read = [_document(article, limits) for article in batch]
        if not readers and any(isinstance(item, Document) for item in read):
            readers.append(language.EnglishReader(rulebook, model))
        characters = sum(len(item.text) for item in read if isinstance(item, Document))
        try:
            # A batch of long articles takes its time without anything being wrong.
            with _time_limit(limits.seconds + characters // 5000):
                return extracted(read)
        except _TimeUp:  # one of them is to blame, perhaps: each for itself
            return [outcome for article, item in zip(batch, read, strict=True) for outcome in alone(article, item)]

    def extracted(read: Sequence[Document | DocumentError]) -> _Outcomes:
        documents = [item for item in read if isinstance(item, Document)]
        with ParseCache(parses, stages.parsing, stages.naming) as cache:
            kept = _Kept(cache)
            extractions = iter(readers[0].read(documents, kept) if documents else ())
            return [
                item if isinstance(item, DocumentError)
                else _Read(next(extractions), kept.new.get(item.text[item.body :]))
                for item in read
            ]  # fmt: skip

    def alone(article: Article, item: Document | DocumentError) -> _Outcomes:
        try:
            with _time_limit(limits.seconds):
                return extracted([item])
        except _TimeUp:
            told = f"takes longer than {limits.seconds} seconds to read; split it, or raise --limit seconds=N"
            return [DocumentError(article.place, told)]

    return work


class _TimeUp(BaseException):
    """No Exception, so that nothing on its way takes it for one of its own."""


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raise ``_TimeUp`` within the block after so many seconds of the processor, which a busy machine does not shorten.
    Without effect where the system knows no such clock (Windows), and in any but the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise _TimeUp

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)  # again every second: it may be raised where nobody hears it
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _document(article: Article, limits: Limits) -> Document | DocumentError:
    try:
        return read_article(article, limits)
    except DocumentError as error:
        return error


def _given_up(article: Article, why: str) -> DocumentError:
    return DocumentError(article.place, f"the process that read it {why}, twice; split it, or leave it out")


def trace(text: str, date: str = "", rules: Path | None = None, model: str | None = None) -> list[Trace]:
    """Why each sentence of ``text``, read as an article of that date (ISO or empty), makes the claims it makes."""
    reader = language.EnglishReader(load_rulebook(rules), model)
    return list(reader.traces(Document("sentence", "", clean(text), date=date)))


# --- kg rules suggest -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that may be missing: a predicate with its arguments, how often it joins two actors that no rule joins, and
    some of the sentences."""

    kind: str
    lemma: str
    source: str
    target: str
    count: int
    articles: int
    gaps: tuple[Gap, ...]


def drafts(out: Path, rules: Path | None = None, model: str | None = None) -> list[Draft]:
    """Drafts of rules from the articles in ``out``/graph.sqlite, most frequent first; what occurs once is left out.
    InputError if there is no store."""
    reader = language.EnglishReader(load_rulebook(rules), model)
    found: dict[tuple[str, str, str, str], list[Gap]] = {}
    with Store.open(out / STORE) as store:
        documents = (replace(document, text=store.text(document.id)) for document in store.documents())
        for gap in reader.gaps(documents):
            found.setdefault((gap.kind, gap.lemma, gap.source_role, gap.target_role), []).append(gap)
    result = [
        Draft(*key, len(gaps), len({gap.doc for gap in gaps}), tuple(gaps[:3]))
        for key, gaps in found.items() if len(gaps) > 1
    ]  # fmt: skip
    return sorted(result, key=lambda draft: (-draft.articles, -draft.count, draft.lemma, draft.target))


# --- kg calibrate -----------------------------------------------------------------------------------------------------


def calibrate(gold: Path, out: Path, rules: Path | None = None) -> tuple[Path, int]:
    """Measure in ``out`` how often each rule is right by the annotated articles in ``gold``, and write it into
    rules/confidence.yaml; its path and the number of claims compared. The next build estimates confidences from it."""
    folder = rules or default_folder()
    found = outcomes(gold, out / "actors.jsonl", out / "claims.jsonl", load_rulebook(rules).ontology)
    path = folder / "confidence.yaml"
    with whole_file(path) as file:
        file.write("".join(f"{line}\n" for line in as_yaml(found)).encode())
    return path, sum(outcome.judged for outcome in found)


# --- kg check ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Failure:
    """An example or counterexample that does not hold, as ``path:line: what happened``."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Check:
    """What ``check`` ran: numbers of rules, triggers and examples, every failure, and what looks doubtful."""

    rules: int
    triggers: int
    examples: int
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()


def check(rules: Path | None = None, model: str | None = None, only: Sequence[str] = ()) -> Check:
    """Lint rules/ and run every example of every rule (or of the rules with the ids ``only``).

    InputError lists what is wrong with the files themselves; failed examples come back in the result.
    """
    rulebook = load_rulebook(rules)
    chosen = [rule for rule in rulebook.rules if not only or rule.id in only]
    unknown = sorted(set(only) - {rule.id for rule in rulebook.rules})
    if unknown:
        raise InputError([f"no rule has the id '{name}'" for name in unknown])
    cases: list[tuple[Rule, Example | Counterexample]] = []
    for rule in chosen:
        cases += [(rule, example) for example in rule.examples]
        cases += [(rule, counterexample) for counterexample in rule.counterexamples]
    reader = language.EnglishReader(rulebook, model)
    documents = (Document(str(number), "", case.text) for number, (_, case) in enumerate(cases))
    failures = [
        Failure(f"{rule.path}:{case.line}", message)
        for (rule, case), extraction in zip(cases, reader.read(documents), strict=True)
        if (message := _verdict(rule, case, extraction, rulebook))
    ]
    triggers = {(rule.relation, trigger) for rule in chosen for trigger in rule.triggers}
    return Check(len(chosen), len(triggers), len(cases), tuple(failures), tuple(role_warnings(rulebook.aliases)))


def _verdict(rule: Rule, case: Example | Counterexample, extraction: Extraction, rulebook: Rulebook) -> str:
    names = {actor.id: actor.name for actor in extraction.actors}
    told = [(names[claim.source], claim.relation, names[claim.target]) for claim in extraction.claims]
    heard = "; ".join(" ".join(triple) for triple in told) or "nothing"
    if isinstance(case, Counterexample):
        wrong = [triple for triple, claim in zip(told, extraction.claims, strict=True) if claim.rule == rule.id]
        return f"rule {rule.id} must not fire on {case.text!r}; it gives {wrong[0]}" if wrong else ""
    found = [claim for claim in extraction.claims if _is(claim, case, extraction, rulebook)]
    if not found:
        return f"rule {rule.id}: {case.text!r} gives {heard}, not {' '.join(case.claim)}"
    if case.status and case.status not in {claim.status for claim in found}:
        return f"rule {rule.id}: {case.text!r} is told as {found[0].status}, not {case.status}"
    if case.role is not None and case.role not in {claim.role for claim in found}:
        return f"rule {rule.id}: {case.text!r} gives the role {found[0].role!r}, not {case.role!r}"
    return ""


def _is(claim: Claim, case: Example, extraction: Extraction, rulebook: Rulebook) -> bool:
    forms = {actor.id: {fold(form) for form in (actor.name, *actor.aliases)} for actor in extraction.actors}
    source, relation, target = case.claim
    if claim.relation != relation:
        return False
    ends = [(claim.source, claim.target)]
    if rulebook.ontology[relation].symmetric:
        ends.append((claim.target, claim.source))
    return any(fold(source) in forms[a] and fold(target) in forms[b] for a, b in ends)
