"""The command line: parse, call the pipeline, print, turn a ``KgError`` into a message and an exit code.

Exit codes: 0 done; 1 something in the input stands in the way (the message says what); 2 wrong usage.
Nothing heavy is imported before it is needed: ``kg --help`` must answer at once.
"""

from __future__ import annotations

import atexit
import gc
import io
import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import SIGNS, DocumentError, ForeignLanguage, KgError
from kg.export import DEFAULTS, EXPORTERS

if TYPE_CHECKING:
    from kg.evaluate import Evaluation, Score
    from kg.pipeline import Draft, Report

_FOLDER = click.Path(path_type=Path, file_okay=False)
_rules = click.option("--rules", type=_FOLDER, help="Folder of rules to use instead of those that come with kg.")
_model = click.option("--model", help="Another English spaCy model than en_core_web_md: a package name or a path.")
_store_in = click.option("--out", type=_FOLDER, default=Path("out"), show_default=True, help="Folder of the build.")
_formats = click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*EXPORTERS, "all"]),
    default=DEFAULTS,
    show_default=True,
    help="Write this format; repeatable. 'kg export --list' tells what they are.",
)


def _told[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Print a ``KgError`` plainly and exit with 1; bugs keep their traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        # To look for garbage once more when the program ends would cost a small build a tenth of its time.
        atexit.unregister(gc.freeze)
        atexit.register(gc.freeze)
        try:
            return command(*args, **kwargs)
        except KgError as error:
            for line in str(error).splitlines():
                _say(f"kg: {line}", err=True)
            sys.exit(1)

    return run


_VISIBLE = SIGNS | {0x0A: 0x20}
"""What is broken over two lines must not look like a line of kg's own, least of all in YAML."""


def _say(line: str, *, err: bool = False) -> None:
    """Print a line that holds words of articles or names of files."""
    click.echo(line.translate(_VISIBLE), err=err)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Build a graph of who did what to whom from a folder of news articles, every edge with its sentences."""
    # Nothing here does algebra that a second thread would make quicker, but each that numpy starts, one for each core,
    # spins for a while before it sleeps, in every process.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # in whatever encoding a terminal or a file on Windows is
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT...")
@click.option("--out", type=_FOLDER, default=Path("out"), show_default=True, help="Folder to write to.")
@_formats
@_rules
@_model
@click.option("--strict", is_flag=True, help="Stop at the first article that cannot be read, instead of skipping it.")
@click.option("--jobs", type=click.IntRange(0), default=0, show_default="one for each core", help="Worker processes.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Column of a .csv or .jsonl file that holds the text, title, date, publisher, url or id; repeatable.",
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=NUMBER",
    show_default="bytes=20000000, characters=250000, tokens=40000, seconds=20",
    help="What one article may take, or it is skipped; repeatable.",
)
@click.option("--fresh", is_flag=True, help="Forget earlier builds into this folder and read everything again.")
@_told
def build(
    inputs: tuple[Path, ...], out: Path, formats: tuple[str, ...], rules: Path | None, model: str | None, strict: bool,
    jobs: int, columns: tuple[str, ...], limits: tuple[str, ...], fresh: bool,
) -> None:  # fmt: skip
    """Read articles (files, folders, or - for standard input) and write the graph.

    What was in the output folder stays until the new files are whole. Only what is new or changed since the last build
    is read; a build that was interrupted goes on where it stopped.
    """
    from kg.documents import Limits
    from kg.pipeline import Settings
    from kg.pipeline import build as run

    taken = Limits.parse(limits)
    settings = Settings(inputs, out, rules, _formats_of(formats), model, strict, jobs, columns, taken, fresh)
    with _ending_in_order(), _progress() as progress:
        report = run(settings, progress)
    _closing_table(report)


@main.command()
@_store_in
@_formats
@click.option("--list", "listed", is_flag=True, help="Print the formats, and what each of them keeps and loses.")
@_rules
@_told
def export(out: Path, formats: tuple[str, ...], listed: bool, rules: Path | None) -> None:
    """Write exports again from the store of an earlier build, without reading any article."""
    if listed:
        _format_table()
        return
    from kg.pipeline import export as run

    exports = run(out, _formats_of(formats), rules)
    for path in exports.files:
        _say(str(path))
    for note in exports.notes:
        _say(f"note: {note}", err=True)


@main.command()
@click.argument("rule_ids", nargs=-1, metavar="[RULE_ID]...")
@_rules
@_model
@_told
def check(rule_ids: tuple[str, ...], rules: Path | None, model: str | None) -> None:
    """Look for mistakes in rules/ and run the examples of every rule, or of the rules named."""
    from kg.pipeline import check as run

    result = run(rules, model, rule_ids)
    for warning in result.warnings:
        _say(f"warning: {warning}", err=True)
    for failure in result.failures:
        _say(str(failure), err=True)
    click.echo(
        f"{result.rules} rules with {result.triggers} triggers; {result.examples} examples run, "
        f"{len(result.failures)} of them wrong"
    )
    if result.failures:
        sys.exit(1)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME] [NAME]")
@_store_in
@click.option("--sentence", help="Show instead what kg reads in this sentence: names, frames, rules, and why not.")
@click.option(
    "--date", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE",
    help="With --sentence: the date of its article, as 2026-01-31.",
)  # fmt: skip
@_rules
@_model
@_told
def explain(
    names: tuple[str, ...], out: Path, sentence: str | None, date: datetime | None, rules: Path | None,
    model: str | None,
) -> None:  # fmt: skip
    """Show what stands behind a node (one NAME) or an edge (two): names, reasons, and every claim with its sentence."""
    from kg.explain import explain_edge, explain_node, explain_trace

    if sentence:
        from kg.pipeline import trace

        for found in trace(sentence, date.date().isoformat() if date else "", rules, model):
            for line in explain_trace(found):
                _say(line)
        return
    from kg.ontology import load_ontology
    from kg.pipeline import STORE
    from kg.rules import default_folder
    from kg.store import Store

    if len(names) not in (1, 2):
        raise click.UsageError("give one name or two (a name of several words in quotes), or --sentence")
    ontology = load_ontology((rules or default_folder()) / "ontology.yaml")
    with Store.open(out / STORE) as store:
        lines = (
            explain_node(store, names[0], ontology)
            if len(names) == 1
            else explain_edge(store, names[0], names[1], ontology)
        )
        for line in lines:
            _say(line)


@main.command()
@click.argument("gold", type=_FOLDER, metavar="GOLD_DIR")
@_store_in
@_rules
@click.option("--errors", type=click.IntRange(0), default=0, help="Also list this many wrong and missing edges.")
@_told
def evaluate(gold: Path, out: Path, rules: Path | None, errors: int) -> None:
    """Compare the output folder with annotated articles: precision, recall and F1, and by relation."""
    from kg.evaluate import evaluate as run
    from kg.ontology import load_ontology
    from kg.rules import default_folder

    ontology = load_ontology((rules or default_folder()) / "ontology.yaml")
    result = run(gold, out / "actors.jsonl", out / "claims.jsonl", ontology)
    _evaluation_table(result)
    for mistake in result.mistakes[:errors]:
        what = "missing" if mistake.missed else "wrong"
        _say(f"{what} in {mistake.doc}: {mistake.source} — {mistake.relation} → {mistake.target}")
        _say(f"    “{' '.join(mistake.evidence.split())}”")


@main.command()
@click.argument("gold", type=_FOLDER, metavar="GOLD_DIR")
@_store_in
@_rules
@_told
def calibrate(gold: Path, out: Path, rules: Path | None) -> None:
    """Measure how often each rule was right on annotated articles: confidences are estimated from that."""
    from kg.pipeline import calibrate as run

    path, judged = run(gold, out, rules)
    click.echo(f"wrote {path} from {judged} claims; build again to see it")


@main.command()
@click.argument("out", type=_FOLDER, default=Path("out"), metavar="[OUT]")
@_rules
@click.option("--map", "columns", multiple=True, metavar="FIELD=COLUMN", help="As it was given to kg build.")
@_told
def verify(out: Path, rules: Path | None, columns: tuple[str, ...]) -> None:
    """Compare a finished build with its sources: every quote at its offsets, the tables, the exports."""
    from kg.pipeline import verify as run

    found = run(out, rules, columns)
    for problem in found.problems:
        _say(problem, err=True)
    click.echo(
        f"{found.articles} articles with {found.quotes} quotes and {found.exports} files compared; "
        f"{len(found.problems) or 'no'} problem{'' if len(found.problems) == 1 else 's'}"
    )
    if found.problems:
        sys.exit(1)


@main.command()
@_store_in
@_model
@click.option("--prune", is_flag=True, help="Delete parses that the next build cannot use.")
@_told
def cache(out: Path, model: str | None, prune: bool) -> None:
    """Show how much room the parses take that make the next build quick."""
    from kg.pipeline import cache as run

    size = run(out, model, prune=prune)
    click.echo(f"{size.parses} parses, {size.bytes / 1e6:.1f} MB, {size.unused} of them of no further use")


@main.group()
def aliases() -> None:
    """Keep the alias table in step with the articles: what to join, to split, to add."""


@aliases.command()
@_store_in
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="Print at most this many.")
@_told
def suggest(out: Path, limit: int) -> None:
    """Print pairs of names that may be one actor, or two, as YAML for judgements.yaml, likeliest first."""
    from kg.pipeline import STORE
    from kg.store import Store
    from kg.suggest import as_yaml, suggestions

    with Store.open(out / STORE) as store:
        found = suggestions(store)
        for line in as_yaml(found[:limit]):
            _say(line)
    if not found:
        click.echo("# no two names look like one actor, and no name like two")
    if len(found) > limit:
        click.echo(f"# {len(found) - limit} more; see them with --limit {len(found)}")


@aliases.command("check")
@_store_in
@_rules
@click.option("--limit", type=click.IntRange(1), default=40, show_default=True, help="Print at most this many of each.")
@_told
def check_aliases(out: Path, rules: Path | None, limit: int) -> None:
    """List table entries and judgements that no article needs, and draft entries for frequent names without one."""
    from kg.aliases import load_aliases
    from kg.judgements import load_judgements
    from kg.pipeline import STORE
    from kg.rules import default_folder
    from kg.store import Store
    from kg.suggest import coverage, draft_entries, idle

    table = load_aliases((rules or default_folder()) / "aliases.yaml")
    with Store.open(out / STORE) as store:
        found = coverage(store, table)
        unused = list(idle(store, load_judgements((rules or default_folder()) / "judgements.yaml")))
    click.echo(f"# {len(found.unseen)} of {len(table.entries)} entries are named in no article:")
    for name in found.unseen[:limit]:
        click.echo(f"#   {name}")
    if len(found.unseen) > limit:
        click.echo(f"#   and {len(found.unseen) - limit} more")
    for line in unused:
        click.echo(f"# {line}")
    click.echo(f"# {len(found.missing)} actors of three articles or more are not in the table:")
    for line in draft_entries(found.missing[:limit]):
        _say(line)


@main.group("rules")
def rules_group() -> None:
    """Find what the relation rules miss."""


@rules_group.command("suggest")
@_store_in
@_rules
@_model
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Print at most this many.")
@_told
def suggest_rules(out: Path, rules: Path | None, model: str | None, limit: int) -> None:
    """Print draft rules for the predicates that most often join two actors and that no rule reads."""
    from kg.pipeline import drafts

    found = drafts(out, rules, model)
    if not found:
        click.echo("# no predicate joins two actors twice without a rule that reads it")
    for draft in found[:limit]:
        for line in _draft_rule(draft):
            _say(line)
    if len(found) > limit:
        click.echo(f"# {len(found) - limit} more; see them with --limit {len(found)}")


@main.command("import-gephi")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_store_in
@_rules
@click.option(
    "--limit", type=click.IntRange(1), default=40, show_default=True, help="Name at most this many deletions."
)
@_told
def import_gephi(file: Path, out: Path, rules: Path | None, limit: int) -> None:
    """Read a graph back that was mended in Gephi (GraphML or GEXF): print its merged, renamed and deleted nodes as
    drafts for judgements.yaml and aliases.yaml."""
    from kg.corrections import as_yaml, corrections
    from kg.graph import Network
    from kg.ontology import load_ontology
    from kg.pipeline import STORE
    from kg.rules import default_folder
    from kg.store import Store

    ontology = load_ontology((rules or default_folder()) / "ontology.yaml")
    with Store.open(out / STORE) as store:
        for line in as_yaml(corrections(Network(store, ontology), file), file, limit):
            _say(line)


# --- what it looks like -----------------------------------------------------------------------------------------------


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does, so that unfinished files and worker processes are cleared away."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what a signal does
        return
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Reading articles"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        begun: list[tuple[float, int]] = []

        def show(done: int, total: int) -> None:
            if not begun:
                begun.append((time.monotonic(), done))
            bar.update(task, completed=done, total=total, description=_pace(*begun[0], done, total))

        yield show


def _pace(began: float, before: int, done: int, total: int) -> str:
    """How many articles are read in a second or a minute, and when the last of them will be; "" before any is. What an
    earlier build had done (``before``) counts for neither."""
    seconds = time.monotonic() - began
    if done == before or seconds <= 0:
        return ""
    each = seconds / (done - before)
    rate = f"{1 / each:.1f}/s" if each < 1 else f"{60 / each:.0f}/min"
    left = round((total - done) * each)
    hours, minutes = divmod(left // 60, 60)
    told = f"{hours}:{minutes:02}:{left % 60:02}" if hours else f"{minutes}:{left % 60:02}"
    return f"{rate}, {told} left" if done < total else rate


def _formats_of(asked: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(EXPORTERS) if "all" in asked else tuple(dict.fromkeys(asked))


def _format_table() -> None:
    from textwrap import fill

    for name, exporter in EXPORTERS.items():
        click.echo(f"{name}{' (default)' if name in DEFAULTS else ''}")
        texts = {"": exporter.description, "keeps: ": exporter.keeps, "loses: ": exporter.loses}
        for head, text in {**texts, "writes: ": ", ".join(exporter.files)}.items():
            click.echo(fill(f"{head}{text}", 100, initial_indent="    ", subsequent_indent="        "))


def _closing_table(report: Report) -> None:
    from kg.models import KINDS, STATUSES

    plural = {"person": "people", "institution": "institutions", "country": "countries"}
    kinds = [(kind, kind if report.actors.get(kind) == 1 else plural[kind]) for kind in KINDS]
    rows = [
        ("articles read", f"{report.read}", ""),
        ("articles skipped", f"{len(report.skipped)}", _in_other_languages(report.skipped)),
        ("actors", *_sum(report.actors, kinds)),
        ("claims", *_sum(report.claims, [(status, status) for status in STATUSES])),
        ("edges", f"{report.edges}", ""),
        ("not made into edges", f"{sum(report.rejections.values())}", ""),
        *(("", f"{count}", reason) for reason, count in _refusals(report.rejections)),
        ("seconds", f"{report.seconds:.1f}", ""),
    ]
    label_width, number_width = (max(len(row[column]) for row in rows) for column in (0, 1))
    for label, number, note in rows:
        _say(f"{label:<{label_width}}  {number:>{number_width}}  {note}".rstrip())
    for path in report.files:
        _say(f"wrote {path}")
    for note in report.notes:
        _say(f"note: {note}", err=True)
    for error in report.skipped:
        _say(f"kg: skipped {error}", err=True)


def _in_other_languages(skipped: Sequence[DocumentError]) -> str:
    """ "(3 in Spanish, 1 in French)": what a later release could read."""
    found = Counter(error.name for error in skipped if isinstance(error, ForeignLanguage))
    told = ", ".join(
        f"{count} in {name}" for name, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return f"({told})" if told else ""


def _draft_rule(draft: Draft) -> Iterator[str]:
    yield f"# {draft.count} sentences in {draft.articles} articles"
    yield f"- id: {draft.lemma}-{draft.target}"
    yield "  relation: TODO          # an id of ontology.yaml"
    trigger = draft.lemma if draft.target in ("patient", "recipient") else f"{draft.lemma} {draft.target}"
    yield f"  {draft.kind}s: [{trigger if draft.kind == 'verb' else draft.lemma}]"
    yield f"  source: {draft.source}"
    yield f"  target: {draft.target}"
    yield "  examples:               # write your own in place of these quotes"
    for gap in draft.gaps:
        # A JSON string is a YAML string, whatever stands in it.
        text, source, target = (
            json.dumps(words, ensure_ascii=False) for words in (gap.sentence, gap.source, gap.target)
        )
        yield f"    - {{text: {text}, claim: [{source}, TODO, {target}]}}"
    yield ""


def _refusals(rejections: Mapping[str, int]) -> list[tuple[str, int]]:
    """Rejections by reason, most frequent first; what names a rule or a relation is told as what it comes to."""
    told: Counter[str] = Counter()
    for reason, count in rejections.items():
        kinds = reason.startswith(("source of ", "target of "))
        closer = reason.endswith("describes it more closely")
        plain = "no actor of a fitting kind" if kinds else "another rule fits better" if closer else reason
        told[plain] += count
    return sorted(told.items(), key=lambda item: (-item[1], item[0]))


def _sum(counts: Mapping[Any, int], names: Sequence[tuple[str, str]]) -> tuple[str, str]:
    parts = ", ".join(f"{counts.get(key, 0)} {name}" for key, name in names if counts.get(key, 0))
    return f"{sum(counts.values())}", f"({parts})" if parts else ""


def _evaluation_table(result: Evaluation) -> None:
    click.echo(f"{result.articles} articles")
    click.echo(f"{'':<20}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>8}{'wrong':>8}{'missing':>9}")
    grains = {"actors": result.actors, "pairs": result.pairs, "families": result.families, "types": result.types}
    for name, score in grains.items():
        click.echo(_score_line(name, score))
    shares = (("kinds", result.kind.share), ("statuses", result.status.share))
    click.echo(", ".join(f"{name} right {'-' if share is None else format(share, '.3f')}" for name, share in shares))
    click.echo("by relation")
    for name, score in sorted(result.relations.items()):
        click.echo(_score_line(name, score))


def _score_line(name: str, score: Score) -> str:
    return (
        f"{name:<20}{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>8.3f}"
        f"{score.true_positives:>8}{score.false_positives:>8}{score.false_negatives:>9}"
    )
