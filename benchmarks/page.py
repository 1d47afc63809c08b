"""How soon graph.html can be used and how smoothly it moves, beside the same graph as pyvis draws it by itself.

    python benchmarks/page.py [--sizes 100,1000,5000] [--seconds 3] [--patience 60] [--keep FOLDER]

For each number of actors a store with three times as many edges and six times as many claims is generated (invented
names, no article read), written by kg and by plain pyvis, and opened in Chromium without a GPU and without network.
Prints a table in Markdown: seconds until the page can be used (kg: it has drawn the graph and takes clicks; pyvis: its
physics has come to rest, or the patience ran out), pictures drawn a second while the view is dragged (kg: also with all
actors in the picture where it opens on the strongest part) and the CPU time of the page for one, which other programs
on the machine disturb less, the longest pause between two, and the size of the file. Both pages are measured in one run
on one machine; compare them, not runs.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from queue import Empty
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from kg.export import EXPORTERS
from kg.graph import Network
from kg.models import KINDS, Actor, Claim, Document, Evidence, Extraction, Mention, Span
from kg.ontology import load_ontology
from kg.rules import default_folder
from kg.store import Store

ONTOLOGY = load_ontology(default_folder() / "ontology.yaml")
CLAIMS = 12  # of one article
WORDS = "river harbour summit border treaty budget strike vote court port mine bridge grain reform union talks".split()
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")

# Drags the view from inside the page, one move for each picture that the browser asks for, as a mouse does that is fast
# enough; from outside, what is measured would be the way of the mouse's messages. Gives pictures a second, how many it
# were and the longest pause between two, in ms.
DRAG = """(seconds) => new Promise((done) => {
  const canvas = document.querySelector('canvas');
  const box = canvas.getBoundingClientRect();
  const send = (type, x, y, buttons) => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true,
    pointerId: 1, pointerType: 'mouse', isPrimary: true, button: type === 'pointermove' ? -1 : 0, buttons,
    clientX: box.left + x, clientY: box.top + y }));
  let [start, last, turns, drawn, pause] = [0, 0, 0, 0, 0];
  listen(() => { drawn += 1; });
  send('pointerdown', 6, 6, 1);
  requestAnimationFrame(function turn(now) {
    if (!start) start = last = now;
    pause = Math.max(pause, now - last);
    last = now;
    if (now - start > 1000 * seconds) {
      send('pointerup', 6, 6, 0);
      done([drawn / ((now - start) / 1000), drawn, pause]);
      return;
    }
    turns += 1;
    send('pointermove', 80 + 60 * Math.sin(turns / 9), 80 + 40 * Math.cos(turns / 7), 1);
    requestAnimationFrame(turn);
  });
})"""


def actor(number: int) -> Actor:
    """The actor with this number, a third of each kind."""
    kind = KINDS[number % 3]
    return Actor(
        f"{kind}/{number:05}", f"{WORDS[number % 16].title()} {WORDS[number // 16 % 16].title()} {number}", kind
    )


def articles(actors: int) -> Iterator[Extraction]:
    """Articles with six claims for each actor, about half as many edges; neighbours in number have most in common."""
    chance = random.Random(0)
    relations = sorted(ONTOLOGY)

    def pair() -> tuple[int, int, str]:
        first = int(actors * chance.random() ** 2.2)
        other = (
            (first + int(chance.gauss(0, 12))) % actors if chance.random() < 0.8 else int(actors * chance.random() ** 3)
        )
        return first, other, chance.choice(relations)

    edges: dict[tuple[int, int, str], None] = dict.fromkeys(
        (n, (n + 1) % actors, relations[n % 30]) for n in range(actors)
    )
    while len(edges) < 3 * actors:
        first, other, relation = pair()
        if first != other:
            edges[first, other, relation] = None
    told = [*edges, *chance.choices(list(edges), k=len(edges))]
    for number in range(-(-len(told) // CLAIMS)):
        doc, text = f"2026/{number:06}", ""
        claims, mentions, cast = [], {}, set()
        for source, target, relation in told[number * CLAIMS : (number + 1) * CLAIMS]:
            a, b = actor(source), actor(target)
            words = " ".join(chance.choices(WORDS, k=14))
            start = len(text)
            sentence = f"{a.name} {relation.replace('_', ' ')} {b.name} over the {words}, officials said on Monday."
            text += f"{sentence}\n"
            second = start + sentence.index(b.name, len(a.name))
            for at, one in ((start, a), (second, b)):
                mentions[at] = Mention(doc, Span(at, at + len(one.name)), one.name, one.kind, one.id)
            cast |= {source, target}
            evidence = Evidence(doc, Span(start, start + len(sentence)), sentence)
            claims.append(
                Claim("", doc, a.id, relation, b.id, "asserted", "", "", None, 0.8, relation, evidence,
                      trigger=Span(start + len(a.name) + 1, start + len(a.name) + 1 + len(relation)))
            )  # fmt: skip
        yield Extraction(
            Document(
                doc, f"{doc}.txt", text, f"Article {number}", f"Paper {number % 9}", "", f"2026-01-{number % 28 + 1:02}"
            ),
            tuple(mentions[at] for at in sorted(mentions)),
            tuple(actor(number) for number in sorted(cast)),
            tuple(claims),
        )


def write(actors: int, folder: Path) -> tuple[Path, Path, float]:
    """The page of kg, that of plain pyvis, and the CPU seconds that the first took."""
    import pyvis.network

    extractions = list(articles(actors))
    with Store.create(folder / "graph.sqlite") as store:
        store.add(extractions)
        assigned = {(e.document.id, one.id): one.id for e in extractions for one in e.actors}
        store.settle(assigned, [actor(number) for number in range(actors)])
    with Store.open(folder / "graph.sqlite") as store:
        network = Network(store, ONTOLOGY)
        started = time.process_time()
        EXPORTERS["html"].write(network, folder)
        spent = time.process_time() - started
        plain = pyvis.network.Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
        for node in network.nodes():
            plain.add_node(node.id, label=node.label, title=node.label)
        for edge in network.edges():
            plain.add_edge(edge.source, edge.target, title=edge.label)
    (folder / "pyvis.html").write_text(plain.generate_html(), encoding="utf-8")
    return folder / "graph.html", folder / "pyvis.html", spent


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield running
        running.close()


def opened(running: Browser, path: Path) -> tuple[Tab, float]:
    """The page, and when its loading began."""
    tab = running.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
    tab.set_default_timeout(600_000)
    tab.route("http*://**/*", lambda route: route.abort())
    started = time.perf_counter()
    tab.goto(path.as_uri(), wait_until="commit")
    return tab, started


def until(tab: Tab, code: str, started: float, patience: float) -> float | None:
    """Seconds since ``started`` until ``code`` is true; None if that takes longer than ``patience``."""
    while time.perf_counter() - started < patience:
        if tab.evaluate(code):
            return time.perf_counter() - started
        time.sleep(0.02)
    return None


# How each page tells of a picture that it has drawn.
KG = """(then) => { const on = kgPage.picture.renderer.on, frame = on.frame;
  on.frame = (moving) => { then(); frame(moving); }; }"""
PYVIS = "(then) => network.on('afterDrawing', then)"


def processor(tab: Tab) -> float:
    """CPU seconds that the page's process has taken so far."""
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "ProcessTime"))


def dragged(tab: Tab, listen: str, seconds: float) -> list[str]:
    """Pictures a second while the view is dragged, CPU ms that the page needs for one, the longest pause in seconds."""
    before = processor(tab)
    rate, drawn, pause = tab.evaluate(DRAG.replace("listen(", f"({listen})("), seconds)
    return [f"{rate:.0f}", f"{1000 * (processor(tab) - before) / max(drawn, 1):.1f}", f"{pause / 1000:.2f}"]


def of_kg(path: Path, seconds: float, patience: float) -> list[list[str]]:
    """Rows of the table: as the page opens, and with all actors if it opens on a part."""
    with browser() as running:
        tab, started = opened(running, path)
        until(tab, "document.documentElement.dataset.ready === 'true'", started, patience)
        tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        ready = time.perf_counter() - started
        spent = processor(tab)
        tab.wait_for_timeout(500)
        rows = [["kg", *drawn_by_kg(tab), f"{ready:.1f}", f"{spent:.1f}", *dragged(tab, KG, seconds), size(path)]]
        if tab.evaluate("!document.getElementById('left-out').hidden"):
            tab.evaluate("document.getElementById('show-all').click()")
            tab.wait_for_timeout(1500)
            rows.append(["kg, all actors", *drawn_by_kg(tab), "", "", *dragged(tab, KG, seconds), ""])
        return rows


def drawn_by_kg(tab: Tab) -> list[str]:
    counts = tab.evaluate("(() => { const s = kgPage.picture.snapshot(); return [s.nodes.length, s.lines.length]; })()")
    return [f"{count:,}" for count in counts]


def of_pyvis(path: Path, seconds: float, patience: float) -> list[list[str]]:
    """The row of the table, measured when the physics has come to rest or the patience has run out."""
    with browser() as running:
        tab, started = opened(running, path)
        until(tab, "typeof network !== 'undefined' && Boolean(network)", started, patience)
        tab.evaluate("() => { network.once('stabilizationIterationsDone', () => { window.kgRest = true; }); }")
        rest = until(tab, "window.kgRest === true", started, patience)
        spent = processor(tab)
        counts = tab.evaluate("() => [network.body.nodeIndices.length, network.body.edgeIndices.length]")
        told = f"{rest:.1f}" if rest is not None else f"more than {patience:.0f}"
        moved = dragged(tab, PYVIS, seconds)
        return [["pyvis", *(f"{count:,}" for count in counts), told, f"{spent:.1f}", *moved, size(path)]]


def in_time(measure: Callable[[Path, float, float], list[list[str]]], *given: Any) -> list[list[str]]:
    """What ``measure`` gives, or that the page froze: a page that answers nothing holds up whoever asks it."""
    path, seconds, patience = given
    context = get_context("spawn")
    results: Any = context.Queue()
    process = context.Process(target=_put, args=(results, measure, given))
    process.start()
    try:
        return list(results.get(timeout=2 * patience + 2 * seconds + 30))
    except Empty:
        return [["pyvis" if measure is of_pyvis else "kg", "", "", "frozen", "", "", "", "", size(path)]]
    finally:
        process.kill()
        process.join()


def _put(results: Any, measure: Callable[..., list[list[str]]], given: tuple[Any, ...]) -> None:
    results.put(measure(*given))


def size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="100,1000,5000")
    options.add_argument("--seconds", type=float, default=3.0)
    options.add_argument("--patience", type=float, default=60.0)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    if not shutil.which("chromium"):
        raise SystemExit("chromium is not installed; Debian: apt-get install chromium")
    head = ("actors, edges", "page", "actors drawn", "lines drawn", "s to usable", "CPU s to usable",
            "pictures/s dragged", "CPU ms a picture", "longest pause, s", "MB")  # fmt: skip
    print("|", " | ".join(head), "|")
    print("|", " | ".join(["---"] * 2 + ["---:"] * 8), "|")
    with tempfile.TemporaryDirectory() as folder:
        for actors in map(int, chosen.sizes.split(",")):
            out = (chosen.keep or Path(folder)) / str(actors)
            out.mkdir(parents=True, exist_ok=True)
            page, plain, spent = write(actors, out)
            rows = in_time(of_kg, page, chosen.seconds, chosen.patience)
            rows += in_time(of_pyvis, plain, chosen.seconds, chosen.patience)
            for row in rows:
                print(f"| {actors:,}, {3 * actors:,} | {' | '.join(row)} |", flush=True)
            print(f"<!-- kg wrote the page of {actors:,} actors in {spent:.1f} s of CPU time -->", flush=True)


if __name__ == "__main__":
    main()
