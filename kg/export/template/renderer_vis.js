/*
 * Renderer: the only part that knows vis-network. It draws nodes and lines without names, moves and zooms, and tells
 * where things are. Another renderer needs what ``visRenderer`` returns and nothing else:
 *
 *   show(nodes, lines)     draw exactly these. Node: id, x, y, shape, size, fill, border (or null), opacity. Line: id, from, to,
 *                          roundness, arrow, colour, opacity, width, dashes, hollow
 *   position(id)           of a node that is drawn or was, in the picture's coordinates (y downwards)
 *   toScreen(point), toPicture(point), scale(), camera(), look(camera, milliseconds)
 *   physics(on), redraw(), size(), element
 *   on.frame(moving)       after each drawing; moving: "view", "node" or "zoom" while the reader drags or zooms, else ""
 *   on.click(point), on.moved() (by the reader), on.resized()      points are pixels from the picture's corner
 */
const visRenderer = (container, options) => {
  const QUIET_FROM = 400; // lines: from here on they are not drawn while the picture moves
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, {
    ...options, layout: { improvedLayout: false, randomSeed: 1 },
  });
  const on = { frame: () => {}, click: () => {}, moved: () => {}, resized: () => {} };
  const looks = { nodes: new Map(), edges: new Map() };
  const left = new Map(); // where nodes stood when they left the picture
  const hollowHeads = new Set();
  let ground = "#fff";
  let dragging = "";
  let zooming = 0;
  let quiet = false;

  network.canvas.frame.setAttribute("role", "application");
  network.canvas.frame.setAttribute("aria-label",
    "Picture of the graph. Arrow keys move it. The lists of actors and relations say the same in words.");

  /** vis-network fills every arrowhead; where one is to be hollow, its fill becomes the ground and an outline. */
  function hollowArrowheads() {
    let kind = Object.getPrototypeOf(Object.values(network.body.edges)[0].edgeType);
    while (!Object.hasOwn(kind, "drawArrowHead")) kind = Object.getPrototypeOf(kind);
    const filled = kind.drawArrowHead;
    kind.drawArrowHead = function (context, values, ...rest) {
      if (!hollowHeads.has(this.id)) return filled.call(this, context, values, ...rest);
      context.fill = () => {
        context.fillStyle = ground;
        CanvasRenderingContext2D.prototype.fill.call(context);
        context.lineWidth = 1.5;
        context.setLineDash([]);
        context.stroke();
      };
      filled.call(this, context, values, ...rest);
      delete context.fill;
    };
  }

  /** Bring a data set to these items: add, change and remove only what differs. */
  function bring(data, last, items) {
    const added = [];
    const changed = [];
    const wanted = new Set();
    for (const { key, ...item } of items) {
      wanted.add(item.id);
      const text = JSON.stringify(key);
      const before = last.get(item.id);
      if (before === text) continue;
      last.set(item.id, text);
      (before === undefined ? added : changed).push(item);
    }
    const gone = [...last.keys()].filter((id) => !wanted.has(id));
    if (gone.length) {
      if (data === nodes) for (const id of gone) left.set(id, network.getPosition(id));
      data.remove(gone);
      for (const id of gone) last.delete(id);
    }
    if (changed.length) data.update(changed);
    if (added.length) data.add(added);
  }

  const visNode = ({ id, x, y, shape, size, fill, border, opacity }) => ({
    id, shape, size, opacity, borderWidth: border ? 2 : 0,
    color: { background: fill, border: border ?? fill, highlight: { background: fill, border: border ?? fill } },
    ...(looks.nodes.has(id) ? {} : left.get(id) ?? { x, y }),
    key: [shape, size, fill, border, opacity],
  });
  const visEdge = ({ id, from, to, roundness, arrow, colour, opacity, width, dashes, hollow }) => ({
    id, from, to, width, dashes: dashes ?? false, arrows: arrow ? "to" : "",
    smooth: roundness ? { enabled: true, type: "curvedCW", roundness } : false,
    color: { color: colour, highlight: colour, opacity, inherit: false },
    key: [colour, opacity, width, dashes, hollow],
  });

  let patched = false;
  let halfway = false; // vis-network redraws at every change; a picture of half a scene is nothing to set names on
  function show(shownNodes, shownLines, background) {
    halfway = true;
    ground = background;
    const wantQuiet = shownLines.length >= QUIET_FROM;
    if (wantQuiet !== quiet) {
      quiet = wantQuiet;
      network.setOptions({ interaction: { hideEdgesOnDrag: quiet, hideEdgesOnZoom: quiet } });
    }
    hollowHeads.clear();
    for (const { id, hollow } of shownLines) if (hollow) hollowHeads.add(id);
    // Lines go before their nodes go, and come after their nodes have come.
    const keep = new Set(shownLines.map(({ id }) => id));
    const gone = [...looks.edges.keys()].filter((id) => !keep.has(id));
    if (gone.length) {
      edges.remove(gone);
      for (const id of gone) looks.edges.delete(id);
    }
    bring(nodes, looks.nodes, shownNodes.map(visNode));
    bring(edges, looks.edges, shownLines.map(visEdge));
    if (!patched && shownLines.length) {
      hollowArrowheads();
      patched = true;
    }
    halfway = false;
    network.redraw();
  }

  const position = (id) => (looks.nodes.has(id) ? network.getPosition(id) : left.get(id));
  const camera = () => ({ ...network.getViewPosition(), scale: network.getScale() });
  const look = ({ x, y, scale }, milliseconds = 0) => network.moveTo({
    position: { x, y }, scale, animation: milliseconds ? { duration: milliseconds, easingFunction: "easeInOutQuad" } : false,
  });

  network.on("afterDrawing", () => { if (!halfway) on.frame(dragging || (zooming ? "zoom" : "")); });
  network.on("click", ({ pointer }) => on.click(pointer.DOM));
  network.on("dragStart", ({ nodes: [node] }) => { dragging = node === undefined ? "view" : "node"; });
  network.on("dragEnd", () => {
    dragging = "";
    on.moved();
    network.redraw();
  });
  network.on("zoom", () => {
    clearTimeout(zooming);
    zooming = setTimeout(() => {
      zooming = 0;
      on.moved();
      network.redraw();
    }, 250);
  });
  // vis-network tells of a new size before it has scaled the picture to it.
  network.on("resize", () => requestAnimationFrame(() => on.resized()));

  return {
    element: container, on, show, position, camera, look,
    scale: () => network.getScale(),
    toScreen: (point) => network.canvasToDOM(point),
    toPicture: (point) => network.DOMtoCanvas(point),
    size: () => ({ width: container.clientWidth, height: container.clientHeight }),
    physics: (enabled) => network.setOptions({ physics: { enabled } }),
    redraw: () => network.redraw(),
  };
};
