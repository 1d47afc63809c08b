"""How much time, memory and disk every export of a large graph takes.

    python benchmarks/exports.py [--actors 100000] [--edges 1000000] [--format NAME ...] [--keep FOLDER]

A store of that size is generated (invented names, no article read), then every format is written from it by a process
of its own. Prints a table in Markdown: CPU seconds, also as a multiple of those for the JSON Lines, the largest memory
of the process, and the size of what was written. Formats that need the whole graph at once (html) are only measured if
they are named.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import batched
from pathlib import Path

from kg.export import EXPORTERS
from kg.graph import Network
from kg.models import KINDS, STATUSES, Actor, Claim, Document, Evidence, Extraction, Mention, Span, Speaker
from kg.ontology import load_ontology
from kg.rules import default_folder
from kg.store import Store

_CLAIMS = 10  # of one article
_WORDS = "river harbour summit border treaty budget strike vote court port mine bridge grain reform union talks".split()


def actor(number: int) -> Actor:
    """The actor with this number; every third of each kind."""
    kind = KINDS[number % 3]
    name = f"{_WORDS[number % 16].title()} {_WORDS[number // 16 % 16].title()} {number}"
    return Actor(f"{kind}/{number:07}", name, kind, (f"{name} the Elder", f"N. {number}"), f"Q{number + 1}")


def articles(actors: int, edges: int) -> Iterator[Extraction]:
    """Articles that make so many claims, each of an edge of its own, about so many actors."""
    chance = random.Random(0)
    relations = list(load_ontology(default_folder() / "ontology.yaml").values())
    made: set[int] = set()
    for number in range(-(-edges // _CLAIMS)):
        doc = f"2026/{number:07}"
        # Two actors in turn, so that each is named, and others by a power law, as in the news.
        turn = [number * 2 % actors, (number * 2 + 1) % actors]
        cast = sorted({*turn, *(int(actors * chance.random() ** 3) for _ in range(6))})
        claims: list[Claim] = []
        mentions: list[Mention] = []
        text = ""
        while len(claims) < min(_CLAIMS, edges - number * _CLAIMS):
            source, target = chance.sample(cast, 2) if claims else turn
            kind = chance.choice(relations)
            ends = (min(source, target), max(source, target)) if kind.symmetric else (source, target)
            edge = hash((*ends, relations.index(kind)))
            if edge in made:
                continue
            made.add(edge)
            a, b, relation, status = actor(source), actor(target), kind.id, chance.choice(STATUSES)
            words = " ".join(chance.choices(_WORDS, k=12))
            sentence = f"{a.name} {relation} {b.name} over the {words}, officials said."
            start = len(text)
            text += f"{sentence} "
            mentions += [
                Mention(doc, Span(start + at, start + at + len(one.name)), one.name, one.kind, one.id)
                for one, at in ((a, 0), (b, sentence.index(b.name, len(a.name))))
            ]
            date = f"2026-{chance.randint(1, 12):02}"
            evidence = Evidence(doc, Span(start, start + len(sentence)), sentence)
            said, sure = Speaker("officials"), round(chance.random(), 2)
            claims.append(Claim("", doc, a.id, relation, b.id, status, "", date, said, sure, relation, evidence))
        date = f"2026-{1 + number % 12:02}-{1 + number % 28:02}"
        document = Document(doc, f"{doc}.txt", text, f"Article {number}", f"Paper {number % 50}", "", date)
        yield Extraction(document, tuple(mentions), tuple(map(actor, cast)), tuple(claims))


def generate(path: Path, actors: int, edges: int) -> None:
    """Write the store."""
    with Store.create(path) as store:
        named = set()
        assigned = {}
        for batch in batched(articles(actors, edges), 500):
            store.add(batch)
            for extraction in batch:
                for one in extraction.actors:
                    assigned[extraction.document.id, one.id] = one.id
                    named.add(one.id)
        store.settle(assigned, (one for one in map(actor, range(actors)) if one.id in named))


def measure(store: Path, out: Path, name: str) -> dict[str, float]:
    """Write one format in a process of its own; what it cost."""
    command = [sys.executable, __file__, "--write", name, str(store), str(out)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _write(name: str, path: Path, out: Path) -> None:
    with Store.open(path) as store:
        EXPORTERS[name].write(Network(store, load_ontology(default_folder() / "ontology.yaml")), out)
    used = resource.getrusage(resource.RUSAGE_SELF)
    size = sum((out / file).stat().st_size for file in EXPORTERS[name].files)
    print(json.dumps({"cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024, "size": size / 2**20}))


def main() -> None:
    """Generate, measure, print."""
    if sys.argv[1:2] == ["--write"]:
        _write(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
        return
    if sys.argv[1:2] == ["--generate"]:
        generate(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--format", action="append", choices=list(EXPORTERS))
    parser.add_argument("--keep", type=Path, help="keep the store and the files here, and use a store that is there")
    asked = parser.parse_args()
    names = asked.format or [name for name in EXPORTERS if name != "html"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        path = folder / "graph.sqlite"
        if not path.exists():
            # In a process of its own, whose memory is nobody's business.
            numbers = map(str, (asked.actors, asked.edges))
            subprocess.run([sys.executable, __file__, "--generate", str(path), *numbers], check=True)
        with Store.open(path) as store:
            network = Network(store, load_ontology(default_folder() / "ontology.yaml"))
            sizes = (network.number_of_nodes(), network.number_of_edges(), network.articles)
            print("{:,} actors, {:,} edges, {:,} articles\n".format(*sizes))
        print("| format | CPU seconds | times JSON Lines | peak memory, MB | written, MB |")
        print("| --- | ---: | ---: | ---: | ---: |")
        base = measure(path, folder, "jsonl")["cpu"]
        for name in names:
            cost = measure(path, folder, name)
            ratio = cost["cpu"] / base
            print(
                f"| `{name}` | {cost['cpu']:.0f} | {ratio:.1f} | {cost['memory']:.0f} | {cost['size']:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
