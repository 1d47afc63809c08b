"""One page for the browser, in one file: the graph, and behind every edge the sentences that say it.

pyvis builds the network and brings vis-network; the page itself is ours (``template/``), because the pages of pyvis
load style sheets from a host and let an article's text run as a script. What comes from articles enters the page only
as escaped JSON and is shown only as text; the content security policy allows no script but the two of the page and
no request at all. The page stands without its colours, which ``page.js`` sets by theme and choice of the reader.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.files import whole_file
from kg.export.looks import KIND_COLOURS, radii
from kg.graph import Network
from kg.models import KINDS, STATUSES, Claim
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

_TEMPLATE = Path(__file__).parent / "template"
_VIS = "lib/vis-9.1.2/vis-network.min.js"  # the version that pyvis 0.3.2 itself uses

# So that kinds can be told without colours.
_SHAPES = {"person": "dot", "institution": "square", "country": "diamond"}
# Light theme, dark theme; after Okabe and Ito (https://jfly.uni-koeln.de/color/), who keep them apart for the
# colour-blind.
_FAMILY_COLOURS = {
    "affiliation": ("#838b95", "#7d8794"),
    "tie": ("#7c4fa3", "#b18ad6"),
    "verbal cooperation": ("#3d9ad1", "#6dbcea"),
    "material cooperation": ("#0061a1", "#3f93d8"),
    "verbal conflict": ("#dd8a00", "#efb04a"),
    "material conflict": ("#c63d17", "#f0704c"),
    "competition": ("#b8478a", "#e286bb"),
}
_OTHER_COLOURS = (("#009e73", "#35c79c"), ("#8c6d46", "#c2a279"), ("#5b5bd6", "#9a9af0"), ("#4f5b66", "#aab4bd"))

_OPTIONS = {
    "autoResize": True,
    "physics": {
        "enabled": False,
        "barnesHut": {"gravitationalConstant": -9000, "springLength": 130, "springConstant": 0.02, "avoidOverlap": 0.3},
        "stabilization": False,
    },
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "tooltipDelay": 100000,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
    "nodes": {
        "borderWidth": 2,
        "borderWidthSelected": 4,
    },
    "edges": {
        "smooth": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.55}},
    },
}


def write(network: Network, out: Path) -> None:
    """Write graph.html into the folder ``out``.

    Raises:
        ExportError: the file cannot be written.
    """
    import pyvis.network

    graph = network.graph()
    families = _families(graph)
    drawing = pyvis.network.Network(directed=True, cdn_resources="in_line")
    drawing.options = _OPTIONS
    number = _add_nodes(drawing, graph)
    _add_edges(drawing, graph, number)

    drawing.set_template_dir(str(_TEMPLATE), "page.html")
    environment = drawing.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    vis = (Path(pyvis.__file__).parent / "templates" / _VIS).read_text(encoding="utf-8")
    scripts = {
        # A source map would be asked for by the browser's developer tools.
        "vis": vis.split("//# sourceMappingURL")[0].replace("</script", "<\\/script"),
        "script": (_TEMPLATE / "page.js").read_text(encoding="utf-8"),
    }
    environment.globals.update(
        scripts,
        style=(_TEMPLATE / "page.css").read_text(encoding="utf-8"),
        policy=_policy(*scripts.values()),
        data=_data(network.store, graph, number, families),
    )
    page = drawing.generate_html()
    with whole_file(out / "graph.html") as file:
        file.write(page.encode())


def _policy(*scripts: str) -> str:
    """A content security policy under which only these inline scripts run and nothing is fetched."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _families(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[str, str]]:
    """The families that occur, the known ones first, with their colours for the light and the dark theme."""
    present = {attributes["family"] for *_, attributes in graph.edges(data=True)}
    known = {family: colours for family, colours in _FAMILY_COLOURS.items() if family in present}
    others = sorted(present - set(known))
    return known | {family: _OTHER_COLOURS[n % len(_OTHER_COLOURS)] for n, family in enumerate(others)}


def _add_nodes(drawing: Any, graph: nx.MultiDiGraph[str]) -> dict[str, int]:
    """Add the actors; actor id -> number of its node. Area grows with the number of articles."""
    # numpy and networkx cost a moment; `kg --help` loads this module and must not pay it.
    from kg.export.layout import positions

    sizes = radii(graph)
    where = positions(graph, sizes)
    number: dict[str, int] = {}
    for node, attributes in graph.nodes(data=True):
        number[node] = len(number)
        x, y = where[node]
        drawing.add_node(
            number[node],
            label=attributes["label"] or node,
            shape=_SHAPES[attributes["kind"]],
            size=sizes[node],
            x=x,
            y=y,
        )
    return number


def _add_edges(drawing: Any, graph: nx.MultiDiGraph[str], number: dict[str, int]) -> None:
    """Add the relations, those of one pair fanned out so that each can be clicked."""
    pairs: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    edges = list(graph.edges(data=True))
    for n, (source, target, _) in enumerate(edges):
        ends = number[source], number[target]
        pairs[min(ends), max(ends)].append(n)
    bend: dict[int, float] = {}
    for fan in pairs.values():
        step = min(0.22, 1.2 / len(fan))
        for place, n in enumerate(fan):
            bend[n] = (place - (len(fan) - 1) / 2) * step
    for n, (source, target, attributes) in enumerate(edges):
        start, end = number[source], number[target]
        # vis-network bends to the right of the way from start to end: turn round for edges against the pair's order.
        roundness = round(bend[n] if start < end else -bend[n], 3)
        smooth = {"enabled": True, "type": "curvedCW" if roundness > 0 else "curvedCCW", "roundness": abs(roundness)}
        drawing.add_edge(
            start,
            end,
            id=n,
            width=round(1.4 + min(math.log2(attributes["weight"]), 5), 2),
            arrows="" if attributes["symmetric"] else "to",
            smooth=smooth if roundness else False,
        )


def _data(
    store: Store, graph: nx.MultiDiGraph[str], number: dict[str, int], families: dict[str, tuple[str, str]]
) -> dict[str, Any]:
    """What the page tells of nodes and edges; their numbers are those of vis-network's nodes and edges."""
    cited = {doc for *_, attributes in graph.edges(data=True) for doc in attributes["articles"]}
    documents = [document for document in store.documents() if document.id in cited]
    article = {document.id: n for n, document in enumerate(documents)}
    return {
        "articles": graph.graph.get("articles", len(documents)),
        "kinds": [{"name": kind, "colours": KIND_COLOURS[kind]} for kind in KINDS],
        "families": [{"name": family, "colours": colours} for family, colours in families.items()],
        "statuses": STATUSES,
        "documents": [
            {"id": d.id, "title": d.title, "publisher": d.publisher, "date": d.date, "url": d.url} for d in documents
        ],
        "actors": [
            {
                "id": attributes["id"],
                "name": attributes["label"] or node,
                **{
                    key: attributes[key]
                    for key in ("kind", "aliases", "wikidata", "mentions", "articles", "first_seen", "last_seen")
                },
            }
            for node, attributes in graph.nodes(data=True)
        ],
        "relations": [
            {
                "source": number[source],
                "target": number[target],
                **{
                    key: attributes[key]
                    for key in ("id", "label", "inverse_label", "relation", "family", "plover", "symmetric", "status",
                                "weight", "contested", "unnamed_only", "summary")
                },
                "claims": [_claim(claim, article, number) for claim in attributes["evidence"]],
            }
            for source, target, attributes in graph.edges(data=True)
        ],
    }  # fmt: skip


def _claim(claim: Claim, article: dict[str, int], number: dict[str, int]) -> dict[str, Any]:
    said = claim.speaker
    speaker = said and {
        "text": said.text,
        "actor": None if said.actor is None else number.get(said.actor),
        "named": said.named,
        "via": said.via,
    }
    return {
        "document": article[claim.doc],
        "source": number[claim.source],
        "target": number[claim.target],
        "status": claim.status,
        "role": claim.role,
        "date": claim.date,
        "speaker": speaker,
        "rule": claim.rule,
        "quote": claim.evidence.text,
    }
