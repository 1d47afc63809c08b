"""One page for the browser, in one file: the graph, and behind every edge the sentences that say it.

pyvis builds the network and brings vis-network; the page itself is ours (``template/``), because the pages of pyvis
load style sheets from a host and let an article's text run as a script. What comes from articles enters the page only
as escaped JSON and is shown only as text; the content security policy allows no script but the two of the page and
no request at all. The page stands without its colours, which ``picture.js`` sets by theme and choice of the reader.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.deferred import deferred
from kg.export.files import whole_file
from kg.export.looks import radii
from kg.export.pagedata import page_data
from kg.graph import Network
from kg.models import KINDS

_TEMPLATE = Path(__file__).parent / "template"
_VIS = "lib/vis-9.1.2/vis-network.min.js"  # the version that pyvis 0.3.2 itself uses

_SCRIPTS = (
    "words.js", "records.js", "elements.js", "state.js", "filters.js", "paths.js", "renderer_vis.js", "names.js",
    "picture.js", "panel.js", "lists.js", "search.js", "legend.js", "takeaway.js", "page.js",
)  # fmt: skip
"""The page's script in parts, each a constant of its own; a part may use those before it."""

# So that kinds can be told without colours.
_SHAPES = {"person": "dot", "institution": "square", "country": "diamond"}
_CURVE = 0.16  # roundness of the lines of a pair that has several

_OPTIONS = {
    "autoResize": True,
    "physics": {
        "enabled": False,
        "barnesHut": {"gravitationalConstant": -9000, "springLength": 130, "springConstant": 0.02, "avoidOverlap": 0.3},
        "stabilization": False,
    },
    "interaction": {
        "hover": False,  # vis-network's costs most of the frames of a large graph; the page has its own
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "tooltipDelay": 100000,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
    "nodes": {"borderWidth": 2, "chosen": False},
    "edges": {
        "smooth": False,
        "chosen": False,
        "arrowStrikethrough": False,
        "arrows": {"to": {"scaleFactor": 0.55}},
    },
}


def write(network: Network, out: Path) -> None:
    """Write graph.html into the folder ``out``.

    Raises:
        ExportError: the file cannot be written.
    """
    with deferred("IPython.display", "IFrame"):  # for notebooks
        import pyvis.network
        from pyvis.edge import Edge
        from pyvis.node import Node

    page = page_data(network)
    drawing = pyvis.network.Network(directed=True, cdn_resources="in_line")
    drawing.options = _OPTIONS
    # Its methods look through all nodes to add a node or a line: the time for them grows with the square.
    nodes = [Node(**node).options for node in _nodes(network, page.core["actors"])]
    lines = [Edge(**line).options for line in _lines(page.core)]

    drawing.set_template_dir(str(_TEMPLATE), "page.html")
    environment = drawing.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    vis = (Path(pyvis.__file__).parent / "templates" / _VIS).read_text(encoding="utf-8")
    scripts = {
        # A source map would be asked for by the browser's developer tools.
        "vis": vis.split("//# sourceMappingURL")[0].replace("</script", "<\\/script"),
        "script": _script(),
    }
    style = (_TEMPLATE / "page.css").read_text(encoding="utf-8")
    environment.globals.update(
        scripts,
        style=style,
        policy=_policy(style, *scripts.values()),
        data=page.core,
        evidence=page.evidence,
    )
    *_, options = drawing.get_network_data()
    template = environment.get_template("page.html")
    with whole_file(out / "graph.html") as file:
        # Piece by piece; what pyvis would give is the whole page, once or twice in memory.
        for piece in template.generate(nodes=nodes, edges=lines, options=options):
            file.write(piece.encode())


def _script() -> str:
    """The page's own script, its parts put together in one scope."""
    parts = ((_TEMPLATE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _policy(style: str, *scripts: str) -> str:
    """A content security policy under which only these inline scripts run, this style holds and nothing is fetched."""

    def digest(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; script-src {' '.join(map(digest, scripts))}; style-src {digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _nodes(network: Network, actors: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """The actors, by their number in the page. Area grows with the number of articles."""
    # numpy and networkx cost a moment; `kg --help` loads this module and must not pay it.
    from kg.export.layout import positions

    sizes = radii(dict(zip(actors["id"], actors["articles"], strict=True)))
    where = positions(network.outline(), sizes, network.drafts)
    for number, (actor, kind) in enumerate(zip(actors["id"], actors["kind"], strict=True)):
        x, y = where[actor]
        # Names are set by the page.
        yield {"n_id": number, "label": " ", "shape": _SHAPES[KINDS[kind]], "size": sizes[actor], "x": x, "y": y}


def _lines(core: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One line for each pair and direction, and one for what has no direction; ``relations`` are its edges.

    Where a pair has several lines those with a direction bend, each to its right, so that each can be clicked.
    """
    relations, types = core["relations"], core["types"]
    lines: defaultdict[tuple[int, int, bool], list[int]] = defaultdict(list)
    for n, (source, target, of) in enumerate(
        zip(relations["source"], relations["target"], relations["type"], strict=True)
    ):
        lines[source, target, types[of]["symmetric"]].append(n)
    for n, ((start, end, mutual), parallel) in enumerate(lines.items()):
        others = ((end, start, False), (end, start, True), (start, end, True))
        bent = not mutual and any(other in lines for other in others)
        yield {
            "source": start,
            "dest": end,
            "id": n,
            "relations": parallel,
            "arrows": "" if mutual else "to",
            "smooth": {"enabled": True, "type": "curvedCW", "roundness": _CURVE} if bent else False,
        }
