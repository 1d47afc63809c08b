"""How fast kg is beside the parser that it is built on, what a second build costs, and that nothing is ever lost.

    python benchmarks/speed.py [FOLDER] [--articles 500] [--kills 20] [--only cold,again,jobs,memory,kills]

FOLDER has articles as JSON Lines (packed or not) with "text" and, if they are known, "title" and "date"; without it
they are made from seeds/. Every figure is a ratio of two measurements in one run, so that the machine makes little
difference. ``cpu`` is user and system time, which is what holds on a machine that has other things to do; ``wall`` is
what somebody waits. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
BATCH = 16
"""Articles that kg parses together; the bare parser gets as many."""


@dataclass(frozen=True)
class Spent:
    """What a process took, and what it printed."""

    cpu: float
    wall: float
    printed: str

    def beside(self, other: Spent) -> str:
        return f"{self.cpu / other.cpu:.3f} cpu, {self.wall / other.wall:.3f} wall"


def run(*command: str | Path, check: bool = True) -> Spent:
    """Run a program with the interpreter of this one, which may keep what it compiles, as it does for everybody."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, started = os.times(), time.monotonic()
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=settings
    )
    wall, after = time.monotonic() - started, os.times()
    if check and done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(cpu, wall, done.stdout)


def build(articles: Path, out: Path, rules: Path, *more: str) -> Spent:
    return run("-m", "kg", "build", articles, "--out", out, "--rules", rules, *more)


# --- articles ---------------------------------------------------------------------------------------------------------


def texts(folder: Path | None) -> Iterator[tuple[str, str, str]]:
    """(title, date, text) of the articles of a folder, or without end of ones made from seeds/."""
    if folder is None:
        seeds = [
            path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted((ROOT / "seeds").glob("*.md"))
        ]
        paragraphs = [seed.strip().split("\n\n") for seed in seeds]
        for turn, (one, other) in enumerate(product(paragraphs, repeat=2)):
            text = "\n\n".join(p for pair in zip(one, other, strict=False) for p in pair)
            yield f"Article {turn}", f"2026-01-{turn % 28 + 1:02}", text
        return
    rows = []
    for path in sorted(folder.glob("*.jsonl*")):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            rows += [json.loads(line) for line in file]
    random.Random(1).shuffle(rows)
    for row in rows:
        yield str(row.get("title", "")), str(row.get("date", ""))[:10], row["text"]


def write(folder: Path, source: Path | None, count: int) -> Path:
    folder.mkdir(parents=True)
    written = 0
    for title, date, text in islice(texts(source), count):
        front = f"---\ntitle: {json.dumps(title)}\ndate: {date}\n---\n\n"
        (folder / f"{written:05}.md").write_text(f"{front}{text}\n", encoding="utf-8")
        written += 1
    if written < count:
        print(f"there are only {written} articles", file=sys.stderr)
    return folder


PARSE = f"""
import sys, time
from itertools import batched
from pathlib import Path
import spacy
from kg.documents import find_articles, read_article
from kg.language.english import load_model
from kg.language.model import model_folder
model = load_model() if sys.argv[2] == "kg" else spacy.load(model_folder())
texts = [read_article(article) for article in find_articles([Path(sys.argv[1])])]
texts = [text.text[text.body:] for text in texts]
started, cpu = time.monotonic(), time.process_time()
for batch in batched(texts, {BATCH}):
    for doc in model.pipe(batch):
        pass
print(time.process_time() - cpu, time.monotonic() - started)
"""


def parse(articles: Path, whose: str) -> tuple[Spent, Spent]:
    """The parser alone over the same texts: ``nlp.pipe`` by itself, and the whole process with loading the model. Of
    "spacy", the model as it is loaded by anybody; of "kg", with what kg does to be quicker."""
    whole = run("-c", PARSE, articles, whose)
    cpu, wall = map(float, whole.printed.split())
    return Spent(cpu, wall, ""), whole


# --- what is measured -------------------------------------------------------------------------------------------------

type Row = tuple[str, str, str]
"""What is measured, how it came out, what is wanted."""


def cold(work: Path, articles: Path, rules: Path) -> Iterator[Row]:
    """A first build in one process beside the bare parser, three times in turn."""
    pipes, processes, own, builds = [], [], [], []
    for turn in range(3):
        pipe, process = parse(articles, "spacy")
        pipes.append(pipe)
        processes.append(process)
        own.append(parse(articles, "kg")[0])
        builds.append(build(articles, work / f"cold{turn}", rules, "--jobs", "1"))
    for name, others, wanted in (
        ("bare nlp.pipe", pipes, "≤ 1.25"),
        ("a process that loads the model and pipes", processes, ""),
        ("kg's own parse alone", own, ""),
    ):
        cpu = median(b.cpu / o.cpu for b, o in zip(builds, others, strict=True))
        wall = median(b.wall / o.wall for b, o in zip(builds, others, strict=True))
        yield f"cold build, one job ÷ {name}", f"{cpu:.3f} cpu, {wall:.3f} wall", wanted


NEW = (
    "Peru expelled the ambassador of Chile on Monday.",
    "Bolivia sanctioned Mongolia on Friday.",
    "The president of Bhutan, Karma Dorjiwang, met Foreign Minister Ilse Kvarnström of Sweden on Friday.",
)
"""Each makes an edge that no article had, the last between actors whom none had named."""


def again(work: Path, articles: Path, rules: Path) -> Iterator[Row]:
    """Builds into a folder that has one."""
    out = work / "again"
    first = build(articles, out, rules, "--jobs", "1")
    yield "nothing changed ÷ cold", build(articles, out, rules, "--jobs", "1").beside(first), "≤ 0.02"
    with (rules / "relations" / "ties.yaml").open("a", encoding="utf-8") as file:
        file.write("\n# edited\n")
    yield "one rule edited ÷ cold", build(articles, out, rules, "--jobs", "1").beside(first), "≤ 0.25"
    middle = len(list(articles.iterdir())) // 2
    before = {path: path.read_text(encoding="utf-8") for path in sorted(articles.iterdir())[middle : middle + 3]}
    spent = []
    for (changed, text), new in zip(before.items(), NEW, strict=True):
        changed.write_text(f"{text}\n{new}\n", encoding="utf-8")
        spent.append(build(articles, out, rules, "--jobs", "1"))
    spent.sort(key=lambda one: one.cpu)
    yield "one article changed ÷ cold, median of three", spent[1].beside(first), "≤ 0.05"
    undisturbed = work / "undisturbed"
    build(articles, undisturbed, rules, "--jobs", "1")
    same = contents(out) == contents(undisturbed)
    yield "the same bytes as a fresh build", "yes" if same else "NO", "yes"
    for changed, text in before.items():
        changed.write_text(text, encoding="utf-8")


def jobs(work: Path, articles: Path, rules: Path) -> Iterator[Row]:
    """Throughput with two processes beside one."""
    ratios = []
    for turn in range(2):
        one = build(articles, work / f"one{turn}", rules, "--jobs", "1")
        two = build(articles, work / f"two{turn}", rules, "--jobs", "2")
        ratios.append(one.wall / two.wall)
    same = contents(work / "one0") == contents(work / "two0")
    yield "throughput, two jobs ÷ one (wall)", f"{median(ratios):.2f}", "≥ 1.7"
    yield "two jobs give the same bytes as one", "yes" if same else "NO", "yes"


PEAK = """
import resource, sys
from kg.cli import main
try: main(sys.argv[1:])
finally: print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def memory(work: Path, source: Path | None, rules: Path) -> Iterator[Row]:
    """The peak of the main process for 2,000 articles beside 200."""
    few, many = write(work / "few", source, 200), write(work / "many", source, 2000)
    for number in ("1", "2"):
        peaks = []
        for articles in (few, many):
            out = work / f"peak{number}{articles.name}"
            printed = run("-c", PEAK, "build", articles, "--out", out, "--rules", rules, "--jobs", number).printed
            peaks.append(int(printed.split()[-1]))
        told = f"{peaks[1] / peaks[0]:.2f} ({peaks[0] / 1024:.0f} → {peaks[1] / 1024:.0f} MB)"
        yield f"peak memory of the main process, 2,000 articles ÷ 200, --jobs {number}", told, "≤ 1.3"


def kills(work: Path, articles: Path, rules: Path, count: int) -> Iterator[Row]:
    """Builds that are killed at random moments and finished by the next."""
    undisturbed = work / "whole"
    took = build(articles, undisturbed, rules, "--jobs", "2").wall
    wanted = contents(undisturbed)
    chance = random.Random(7)
    good = kept = 0
    for turn in range(count):
        out = work / f"killed{turn}"
        number = str(turn % 2 + 1)
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", "build", articles, "--out", out, "--rules", rules, "--jobs", number],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        stored = 0
        end = time.monotonic() + chance.uniform(0.05, 1.1) * took
        while time.monotonic() < end and process.poll() is None:
            time.sleep(0.05)
            stored = max(stored, articles_in(out / ".kg" / "graph.sqlite"))
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = max(articles_in(out / ".kg" / "graph.sqlite"), articles_in(out / "graph.sqlite"))
        kept += left >= stored
        build(articles, out, rules, "--jobs", number)
        good += contents(out) == wanted
        shutil.rmtree(out)
    yield "builds killed at random, then finished: the same bytes", f"{good} of {count}", f"{count} of {count}"
    yield "... all batches that were stored are kept", f"{kept} of {count}", f"{count} of {count}"


def articles_in(store: Path) -> int:
    """Articles in an unfinished store, which another process may be writing."""
    if not store.exists():
        return 0
    try:
        connection = sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True, timeout=1)
        try:
            return int(connection.execute("SELECT COUNT(*) FROM readings").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


def contents(out: Path) -> Mapping[str, object]:
    """File name -> its bytes; of the store, its dump, for SQLite's pages may lie in another order."""
    found: dict[str, object] = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
    with sqlite3.connect(out / "graph.sqlite") as connection:
        found["graph.sqlite"] = tuple(connection.iterdump())
    connection.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", default="cold,again,jobs,memory,kills")
    asked = parser.parse_args()
    source: Path | None = asked.folder
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rules = Path(shutil.copytree(ROOT / "rules", work / "rules"))
        articles = write(work / "articles", source, asked.articles)
        some = write(work / "some", source, min(asked.articles, 60))
        measures: dict[str, Callable[[], Iterator[Row]]] = {
            "cold": lambda: cold(work, articles, rules),
            "again": lambda: again(work, articles, rules),
            "jobs": lambda: jobs(work, articles, rules),
            "memory": lambda: memory(work, source, rules),
            "kills": lambda: kills(work, some, rules, asked.kills),
        }
        print(f"| {asked.articles} articles, {os.cpu_count()} cores | measured | wanted |\n| --- | --- | --- |")
        for name in asked.only.split(","):
            for row in measures[name]():
                print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
