"""The composition root: the only file that knows every stage.

``build`` reads articles into the store and writes the exports; ``export`` writes them again from the store; ``check``
runs the examples of every rule. Nothing here prints: progress goes to a callback, results come back as records.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import batched
from multiprocessing import get_context
from pathlib import Path

from kg.aliases import fold, role_warnings
from kg.calibration import as_yaml
from kg.documents import STANDARD_LIMITS, Article, Limits, find_articles, read_article
from kg.errors import DocumentError, InputError
from kg.evaluate import outcomes
from kg.export import EXPORTERS
from kg.export.files import whole_file
from kg.graph import Network
from kg.language import EnglishReader, Gap, Trace
from kg.models import Claim, Document, Extraction, Kind, Status
from kg.resolve import resolve
from kg.rules import Counterexample, Example, Rule, Rulebook, default_folder, load_rulebook
from kg.store import Store

STORE = "graph.sqlite"
_BATCH = 16
"""Articles that are parsed and stored together, whatever the number of jobs: one batch is one transaction."""
_POOL_PAYS = 4
"""Batches below which starting worker processes costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told. ``formats`` are names of ``EXPORTERS``; ``jobs`` 0 means one for each core; ``columns``
    name the columns of tables ("title=Headline")."""

    inputs: tuple[Path, ...]
    out: Path
    rules: Path | None = None
    formats: tuple[str, ...] = tuple(EXPORTERS)
    model: str | None = None
    strict: bool = False
    jobs: int = 0
    columns: tuple[str, ...] = ()
    limits: Limits = STANDARD_LIMITS


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, for the closing table. ``files`` are the paths written; ``skipped`` tells which articles were
    left out and why."""

    read: int
    skipped: tuple[DocumentError, ...]
    actors: dict[Kind, int]
    claims: dict[Status, int]
    edges: int
    rejections: dict[str, int]
    files: tuple[Path, ...]
    seconds: float


type Progress = Callable[[int, int], None]
"""Called with (articles done, articles in all)."""


def build(settings: Settings, progress: Progress = lambda done, total: None) -> Report:
    """Read the articles, write out/.

    InputError (missing input, broken rules, missing model) is raised before anything is touched; ExportError when
    out/ cannot be written; DocumentError for an unreadable article when ``settings.strict``, which otherwise is
    skipped and reported. The files of an earlier build stay until the new ones are whole.
    """
    started = time.monotonic()
    articles = find_articles(settings.inputs, settings.columns, settings.limits)
    rulebook = load_rulebook(settings.rules)
    skipped: list[DocumentError] = []
    # The model is loaded first: where it is missing, not even the folder for out/ is made.
    with _extractor(rulebook, settings, len(articles)) as extracted, Store.create(settings.out / STORE) as store:
        done = 0
        for batch in extracted(batched(articles, _BATCH)):
            extractions = [item for item in batch if isinstance(item, Extraction)]
            unreadable = [item for item in batch if isinstance(item, DocumentError)]
            if unreadable and settings.strict:
                raise unreadable[0]
            skipped += unreadable
            store.add(extractions)
            done += len(batch)
            progress(done, len(articles))
        if done == len(skipped):
            raise InputError([str(error) for error in skipped])
        resolution = resolve(store.article_actors(), rulebook.judgements)
        store.settle(resolution.assigned, resolution.actors)
    with Store.open(settings.out / STORE) as store:
        network = Network(store, rulebook.ontology)
        files = _write(network, settings.formats, settings.out)
        return _report(network, skipped, (*files, settings.out / STORE), time.monotonic() - started)


def export(out: Path, formats: Sequence[str], rules: Path | None = None) -> tuple[Path, ...]:
    """Write the named formats again from ``out``/graph.sqlite; the paths written. InputError if there is no store."""
    with Store.open(out / STORE) as store:
        return _write(Network(store, load_rulebook(rules).ontology), formats, out)


def _write(network: Network, formats: Sequence[str], out: Path) -> tuple[Path, ...]:
    files: list[Path] = []
    for name in formats:
        EXPORTERS[name].write(network, out)
        files += [out / file for file in EXPORTERS[name].files]
    return tuple(files)


def _report(network: Network, skipped: Sequence[DocumentError], files: tuple[Path, ...], seconds: float) -> Report:
    return Report(
        read=network.articles,
        skipped=tuple(skipped),
        actors=network.store.kinds(),
        claims=network.store.statuses(),
        edges=network.number_of_edges(),
        rejections=network.store.reasons(),
        files=files,
        seconds=seconds,
    )


# --- reading, in this process or in several ---------------------------------------------------------------------------

type _Batch = Sequence[Article]
type _Outcome = list[Extraction | DocumentError]

_reader: tuple[EnglishReader, Limits] | None = None
"""The reader of a worker process: one model each, loaded once."""


@contextmanager
def _extractor(
    rulebook: Rulebook, settings: Settings, total: int
) -> Iterator[Callable[[Iterable[_Batch]], Iterator[_Outcome]]]:
    """Something that turns batches of articles into batches of extractions, in order, with the jobs that pay."""
    jobs = settings.jobs or os.cpu_count() or 1
    batches = -(-total // _BATCH)
    if jobs == 1 or (settings.jobs == 0 and batches < _POOL_PAYS):
        reader = EnglishReader(rulebook, settings.model)
        yield lambda work: (_read(reader, settings.limits, batch) for batch in work)
        return
    # The model is loaded here once, so that a missing one is an InputError and no crash of a worker.
    EnglishReader(rulebook, settings.model)
    with ProcessPoolExecutor(min(jobs, batches), get_context("spawn"), _start, (rulebook, settings)) as pool:
        try:
            yield lambda work: pool.map(_read_here, work)
        except BrokenProcessPool as error:
            raise InputError(
                "a worker process was ended from outside, perhaps because memory ran out; build again with --jobs 1"
            ) from error
        finally:
            # After an error or Ctrl-C the batches that nobody began are not worth waiting for.
            pool.shutdown(cancel_futures=True)


def _start(rulebook: Rulebook, settings: Settings) -> None:
    global _reader
    # A terminal sends Ctrl-C to every process; the one that started this one answers it for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reader = EnglishReader(rulebook, settings.model), settings.limits


def _read_here(batch: _Batch) -> _Outcome:
    assert _reader is not None, "the pool starts every worker with _start"
    return _read(*_reader, batch)


def _read(reader: EnglishReader, limits: Limits, batch: _Batch) -> _Outcome:
    read: list[Document | DocumentError] = []
    for article in batch:
        try:
            read.append(read_article(article, limits))
        except DocumentError as error:
            read.append(error)
    extractions = reader.read(item for item in read if isinstance(item, Document))
    return [item if isinstance(item, DocumentError) else next(extractions) for item in read]


def trace(text: str, date: str = "", rules: Path | None = None, model: str | None = None) -> list[Trace]:
    """Why each sentence of ``text``, read as an article of that date (ISO or empty), makes the claims it makes."""
    reader = EnglishReader(load_rulebook(rules), model)
    return list(reader.traces(Document("sentence", "", text, date=date)))


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
    reader = EnglishReader(load_rulebook(rules), model)
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
    reader = EnglishReader(rulebook, model)
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
