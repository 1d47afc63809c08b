/* The page behind graph.html. Everything that comes from articles is put into the page by textContent. */
"use strict";

(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("page-data");
  const drawn = read("network-data");
  const { actors, relations, documents, kinds, families, statuses } = data;
  const byId = (id) => document.getElementById(id);

  /** How a status is drawn (dashes; arrowheads filled or hollow), and whether it is shown before the reader asks. */
  const STATUS_LOOKS = {
    asserted: { dashes: false, hollow: false, shown: true },
    alleged: { dashes: [10, 6], hollow: false, shown: true },
    planned: { dashes: [3, 5], hollow: false, shown: true },
    denied: { dashes: [14, 4, 2, 4], hollow: true, shown: false },
    hypothetical: { dashes: [1, 6], hollow: true, shown: false },
  };
  const CONTESTED = "≠";
  const NAME_SIZE = 12.5; // pixels on the screen, whatever the zoom
  const RELATION_SIZE = 11.5;
  const LEAST_RADIUS = 3.5; // of an actor on the screen, so that a large graph is not dust when it opens
  const MARK_SIZE = 7.5; // radius of the mark of a contested relation
  const RELATIONS_NAMED = 40; // if more are in view, their names would say nothing
  const MARGIN = { x: 80, y: 50 }; // of the picture, for names at its edge
  const LETTERS = 20; // of a name on one line; kg/export/layout.py leaves room for names broken like this
  const LIST_UP_TO = 12;
  const LIST_MORE = 50;
  const READABLE = 800; // a graph of more relations opens with those that several articles tell

  const state = {
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
    kinds: new Set(kinds.map((kind) => kind.name)),
    families: new Set(families.map((family) => family.name)),
    statuses: new Set(statuses.filter((status) => STATUS_LOOKS[status].shown)),
    least: 1,
    lonely: false,
    contestedOnly: false,
    unnamedToo: true,
    chosen: null, // {actor: number} or {relation: number}
    over: null, // the same, under the mouse
  };

  const relationsOf = actors.map(() => []);
  relations.forEach((relation, n) => {
    relationsOf[relation.source].push(n);
    relationsOf[relation.target].push(n);
  });
  const shade = () => (state.theme === "dark" ? 1 : 0);
  const kindColour = (name) => kinds.find((kind) => kind.name === name).colours[shade()];
  const familyColour = (name) => families.find((family) => family.name === name).colours[shade()];

  // ---------------------------------------------------------------- words

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];

  /** "2026-01-05" -> "5 January 2026"; whatever is not an ISO date stays as it is. */
  function day(iso) {
    const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso);
    if (!parts || (parts[2] && !MONTHS[parts[2] - 1])) return iso;
    return [parts[3] && Number(parts[3]), parts[2] && MONTHS[parts[2] - 1], parts[1]].filter(Boolean).join(" ");
  }
  const period = (first, last) => (first === last ? day(first) : `${day(first)} to ${day(last)}`);
  /** A date as precise as it is told, and what it does not tell. */
  const dateTold = (iso) => day(iso) +
    (/^\d{4}-\d\d$/.test(iso) ? ", day not told" : /^\d{4}$/.test(iso) ? ", month and day not told" : "");
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
  const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

  const UNMARKED = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };

  /** Lower case, without accents and punctuation: what a search compares. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[ßæœøłđðþı]/g, (letter) => UNMARKED[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }

  // ---------------------------------------------------------------- pieces of the page

  /** An element with properties; children that are strings become text. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name.includes("-") || name === "role") element.setAttribute(name, value);
      else element[name] = value;
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  function svg(className, width, height, ...shapes) {
    const NS = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(NS, "svg");
    picture.setAttribute("class", className);
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.setAttribute("aria-hidden", "true");
    for (const shape of shapes) {
      const path = document.createElementNS(NS, shape.tag);
      for (const [name, value] of Object.entries(shape)) if (name !== "tag") path.setAttribute(name, value);
      picture.append(path);
    }
    return picture;
  }

  function glyph(kind) {
    const fill = kindColour(kind);
    const shapes = {
      person: { tag: "circle", cx: 7, cy: 7, r: 5.5, fill },
      institution: { tag: "rect", x: 2, y: 2, width: 10, height: 10, fill },
      country: { tag: "path", d: "M7 .5 13.5 7 7 13.5 .5 7z", fill },
    };
    return svg("glyph", 14, 14, shapes[kind]);
  }

  /** A piece of line as a relation of this status is drawn, with its arrowhead if asked for. */
  function stroke(colour, status, headed = false) {
    const { dashes, hollow } = STATUS_LOOKS[status];
    const line = {
      tag: "path", d: headed ? "M1 5H17" : "M1 5H25", stroke: colour, "stroke-width": 2.4,
      "stroke-dasharray": dashes ? dashes.map((length) => length * 0.6).join(" ") : "none",
    };
    const head = { tag: "path", d: "M17.5 1.5 25 5 17.5 8.5z", stroke: colour, "stroke-width": 1.2, fill: hollow ? "none" : colour };
    return svg("stroke", 26, 10, ...(headed ? [line, head] : [line]));
  }

  /** What a reader must not miss of a relation. */
  const badges = (relation) => [
    relation.contested
      ? make("span", { className: "badge contested", title: "Asserted or alleged by some, denied by others" }, `${CONTESTED} contested`) : null,
    relation.unnamed_only
      ? make("span", { className: "badge unnamed", title: "Nobody who says it is named" }, "unnamed sources only") : null,
  ].filter(Boolean);

  /** A link only where it leads to the web: an article's address may be anything. */
  function link(address, text) {
    let protocol = "";
    try {
      protocol = new URL(address).protocol;
    } catch {
      // not an address
    }
    if (protocol !== "https:" && protocol !== "http:") return text;
    return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
  }

  // ---------------------------------------------------------------- the network

  // Without their labels: names are set as on a map, see below.
  const nodes = new vis.DataSet(drawn.nodes.map(({ label, ...node }) => node));
  const edges = new vis.DataSet(drawn.edges);
  const network = new vis.Network(byId("network"), { nodes, edges }, read("network-options"));
  window.kgNetwork = network; // for the browser's console and the tests
  network.canvas.frame.setAttribute("role", "application");
  network.canvas.frame.setAttribute("aria-label",
    "Picture of the graph. Arrow keys move it. All actors and relations can be reached by the search and the lists, too.");

  // vis-network fills every arrowhead: where one is to be hollow, its fill becomes the ground and an outline.
  if (relations.length) {
    let kind = Object.getPrototypeOf(network.body.edges[0].edgeType);
    while (!Object.hasOwn(kind, "drawArrowHead")) kind = Object.getPrototypeOf(kind);
    const filled = kind.drawArrowHead;
    kind.drawArrowHead = function (context, values, ...rest) {
      if (!STATUS_LOOKS[relations[this.id].status].hollow) return filled.call(this, context, values, ...rest);
      context.fill = () => {
        context.fillStyle = colours.canvas;
        CanvasRenderingContext2D.prototype.fill.call(context);
        context.lineWidth = 1.5;
        context.setLineDash([]);
        context.stroke();
      };
      filled.call(this, context, values, ...rest);
      delete context.fill;
    };
  }

  const passes = (relation) =>
    state.families.has(relation.family) &&
    state.statuses.has(relation.status) &&
    relation.weight >= state.least &&
    (relation.contested || !state.contestedOnly) &&
    (state.unnamedToo || !relation.unnamed_only) &&
    state.kinds.has(actors[relation.source].kind) &&
    state.kinds.has(actors[relation.target].kind);

  /** Which actors and relations are in the picture; what the reader has chosen always is. */
  function visible() {
    const shownRelations = new Set();
    const shownActors = new Set();
    relations.forEach((relation, n) => {
      if (passes(relation) || state.chosen?.relation === n) {
        shownRelations.add(n);
        shownActors.add(relation.source).add(relation.target);
      }
    });
    if (state.lonely) actors.forEach((actor, n) => {
      if (relationsOf[n].length === 0 && state.kinds.has(actor.kind)) shownActors.add(n);
    });
    if (state.chosen?.actor !== undefined) shownActors.add(state.chosen.actor);
    return { shownActors, shownRelations };
  }

  /** The actors and relations that stay bright while something is chosen; null: all. */
  function bright({ shownRelations }) {
    if (state.chosen === null) return null;
    const near = { actors: new Set(), relations: new Set() };
    if (state.chosen.actor !== undefined) {
      near.actors.add(state.chosen.actor);
      for (const n of relationsOf[state.chosen.actor]) if (shownRelations.has(n)) near.relations.add(n);
    } else {
      near.relations.add(state.chosen.relation);
    }
    for (const n of near.relations) near.actors.add(relations[n].source).add(relations[n].target);
    return near;
  }

  // ---------------------------------------------------------------- what is drawn, and how

  const lastLooks = { nodes: new Map(), edges: new Map() };

  /** Give vis-network only what changed: it redraws everything it is given. */
  function update(dataset, last, looks) {
    const changed = looks.filter((look) => {
      const text = JSON.stringify(look);
      if (last.get(look.id) === text) return false;
      last.set(look.id, text);
      return true;
    });
    if (changed.length) dataset.update(changed);
  }

  /** What is in the picture now; ``draw`` sets it, the names are set by it. */
  let shown = { shownActors: new Set(), shownRelations: new Set() };
  let near = null;
  let colours = {};
  const isOver = (key, n) => state.over?.[key] === n;
  const isChosen = (key, n) => state.chosen?.[key] === n;

  /** Radius of an actor in the picture's units, as large as must be at the zoom of the last drawing. */
  let enlarged = 0;
  const radiusOf = (n) => Math.max(drawn.nodes[n].size, enlarged);

  function draw() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    colours = { ink: value("--ink"), canvas: value("--canvas"), sans: value("--sans") };
    shown = visible();
    near = bright(shown);
    const quiet = shown.shownRelations.size > 150 ? 0.5 : 0.8;

    update(nodes, lastLooks.nodes, actors.map((actor, n) => {
      const ring = isChosen("actor", n) || isOver("actor", n) ? colours.ink : colours.canvas;
      const paint = { background: kindColour(actor.kind), border: ring };
      return {
        id: n,
        hidden: !shown.shownActors.has(n),
        size: radiusOf(n),
        opacity: near === null || near.actors.has(n) ? 1 : 0.15,
        color: { ...paint, highlight: paint, hover: paint },
      };
    }));
    update(edges, lastLooks.edges, relations.map((relation, n) => {
      const strong = isOver("relation", n) || isChosen("relation", n);
      const colour = familyColour(relation.family);
      const opacity = strong ? 1 : near === null ? quiet : near.relations.has(n) ? 0.85 : 0.07;
      return {
        id: n,
        hidden: !shown.shownRelations.has(n),
        color: { color: colour, highlight: colour, hover: colour, opacity },
        dashes: STATUS_LOOKS[relation.status].dashes,
        width: drawn.edges[n].width + (strong ? 1.6 : 0),
      };
    }));
    byId("counts").textContent =
      `${count(data.articles, "article")} · ${shown.shownActors.size.toLocaleString("en")} of ` +
      `${count(actors.length, "actor")} · ${shown.shownRelations.size.toLocaleString("en")} of ` +
      `${count(relations.length, "relation")}`;
  }

  // ---------------------------------------------------------------- names, set as on a map

  // One size on the screen at any zoom, the most written of first, and none over another.
  const byWeight = actors.map((_, n) => n).sort((a, b) =>
    actors[b].articles - actors[a].articles || relationsOf[b].length - relationsOf[a].length || a - b);
  const byFrequency = relations.map((_, n) => n).sort((a, b) => relations[b].weight - relations[a].weight || a - b);

  /** A name in lines of at most LETTERS letters, broken between words. */
  function lines(name) {
    const result = [""];
    for (const word of name.split(/\s+/)) {
      const last = result.length - 1;
      if (!result[last]) result[last] = word;
      else if (result[last].length + 1 + word.length <= LETTERS) result[last] += ` ${word}`;
      else result.push(word);
    }
    return result;
  }
  const broken = actors.map((actor) => lines(actor.name));

  function setNames(context) {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = byId("network");
    const scale = network.getScale();
    // In steps, so that not every turn of the wheel changes all nodes.
    const needed = 2 ** (Math.round(2 * Math.log2(LEAST_RADIUS / scale)) / 2);
    if (needed !== enlarged) {
      enlarged = needed;
      requestAnimationFrame(draw);
    }
    const taken = [];
    const free = (box) => box.x0 > 0 && box.y0 > 0 && box.x1 < width && box.y1 < height &&
      !taken.some((other) => box.x0 < other.x1 && other.x0 < box.x1 && box.y0 < other.y1 && other.y0 < box.y1);
    const frame = (x, y, half, size) => ({ x0: x - half, x1: x + half, y0: y - size * 0.6, y1: y + size * 0.6 });
    const first = (list, isFirst) => [...list.filter(isFirst), ...list.filter((n) => !isFirst(n))];

    const write = (lines, x, y, size) => lines.forEach((line, n) => {
      const at = y + (n - (lines.length - 1) / 2) * size * 1.2;
      context.strokeText(line, x, at);
      context.fillText(line, x, at);
    });

    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3.5;
    context.strokeStyle = colours.canvas;

    const where = new Map();
    for (const n of shown.shownActors) {
      const at = network.canvasToDOM(network.getPosition(n));
      const radius = radiusOf(n) * scale;
      where.set(n, { ...at, radius });
      if (near === null || near.actors.has(n)) taken.push(frame(at.x, at.y, radius * 0.9, radius * 1.5));
    }
    // Where a bent line really runs only vis-network knows.
    const middle = (n) => network.canvasToDOM(network.body.edges[n].edgeType.getPoint(0.5));
    const bright = (n) => shown.shownRelations.has(n) && (near === null || near.relations.has(n));
    const marks = relations.flatMap(({ contested }, n) => (contested && bright(n) ? [{ n, ...middle(n) }] : []));
    for (const { x, y } of marks) taken.push(frame(x, y, MARK_SIZE, MARK_SIZE * 1.6));
    const asked = (n) => isChosen("relation", n) || isOver("relation", n);
    const ends = relations.flatMap(({ source, target }, n) => (asked(n) ? [source, target] : []));
    const must = (n) => isChosen("actor", n) || isOver("actor", n) || ends.includes(n);
    const matters = (n) => must(n) || Boolean(near?.actors.has(n));
    for (const n of first(byWeight, matters)) {
      const at = where.get(n);
      if (!at || (near && !matters(n))) continue;
      context.font = `${isChosen("actor", n) ? 600 : 500} ${NAME_SIZE}px ${colours.sans}`;
      const lines = broken[n];
      const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 2;
      const tall = NAME_SIZE * (1 + 1.2 * (lines.length - 1));
      const [high, side] = [at.radius + tall / 2 + NAME_SIZE * 0.3, at.radius + 4 + half];
      const corner = at.radius * 0.7;
      const places = [
        [at.x, at.y + high], [at.x + side, at.y], [at.x - side, at.y], [at.x, at.y - high],
        ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([right, down]) =>
          [at.x + right * (corner + half), at.y + down * (corner + tall / 2)]),
      ];
      const place = places.find(([x, y]) => free(frame(x, y, half, tall))) ?? (must(n) ? places[0] : null);
      if (!place) continue;
      taken.push(frame(...place, half, tall));
      context.fillStyle = colours.ink;
      write(lines, ...place, NAME_SIZE);
    }

    for (const { n, x, y } of marks) {
      context.beginPath();
      context.arc(x, y, MARK_SIZE, 0, 2 * Math.PI);
      context.fillStyle = colours.canvas;
      context.fill();
      context.save();
      context.lineWidth = 1.6;
      context.strokeStyle = familyColour(relations[n].family);
      context.stroke();
      context.restore();
      context.font = `700 ${MARK_SIZE * 1.6}px ${colours.sans}`;
      context.fillStyle = colours.ink;
      context.fillText(CONTESTED, x, y + 0.5);
    }

    context.font = `${RELATION_SIZE}px ${colours.sans}`;
    const inView = first(byFrequency, asked)
      .filter(bright)
      .map((n) => ({ n, at: middle(n) }))
      .filter(({ at }) => at.x > 0 && at.y > 0 && at.x < width && at.y < height);
    for (const { n, at } of inView) {
      if (inView.length > RELATIONS_NAMED && !asked(n)) break;
      const { source, target, label, family, contested } = relations[n];
      if (contested) at.y += MARK_SIZE + RELATION_SIZE;
      const [from, to] = [where.get(source), where.get(target)];
      const half = context.measureText(label).width / 2 + 3;
      const length = Math.hypot(from.x - to.x, from.y - to.y) - from.radius - to.radius;
      const box = frame(at.x, at.y, half, RELATION_SIZE);
      if (!free(box) || (!asked(n) && length < 2 * half + 16)) continue;
      taken.push(box);
      context.fillStyle = colours.canvas;
      context.fillRect(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
      context.fillStyle = familyColour(family);
      context.fillText(label, at.x, at.y);
    }
    context.restore();
  }
  network.on("afterDrawing", setNames);

  /** Show these actors with room for their names; never nearer than ``most``. */
  function fit(numbers, most, animation = { duration: 300 }) {
    const spots = Object.values(network.getPositions(numbers));
    if (!spots.length) return;
    const [left, right] = [Math.min(...spots.map(({ x }) => x)), Math.max(...spots.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...spots.map(({ y }) => y)), Math.max(...spots.map(({ y }) => y))];
    const { clientWidth: width, clientHeight: height } = byId("network");
    const scale = Math.min(most,
      Math.max(width - 2 * MARGIN.x, 100) / (right - left || 1), Math.max(height - 2 * MARGIN.y, 100) / (bottom - top || 1));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  }
  const wholeGraph = (animation) => fit([...shown.shownActors], 1.3, animation);

  // Until the reader moves the picture it stays whole, however the window changes.
  let untouched = true;
  network.on("zoom", () => { untouched = false; });
  network.on("dragStart", () => { untouched = false; });
  // vis-network tells of a new size before it has scaled the picture to it.
  network.on("resize", () => requestAnimationFrame(() => { if (untouched) wholeGraph(false); }));

  function bringIntoView(numbers) {
    const { clientWidth: width, clientHeight: height } = byId("network");
    const outside = Object.values(network.getPositions(numbers)).map(network.canvasToDOM.bind(network)).some(({ x, y }) =>
      x < MARGIN.x / 2 || y < MARGIN.y / 2 || x > width - MARGIN.x / 2 || y > height - MARGIN.y / 2);
    if (!outside) return;
    untouched = false;
    fit(numbers, Math.max(network.getScale(), 0.9));
  }

  // ---------------------------------------------------------------- choosing: the address holds what is chosen

  /** Choices are kept in the address after "#", so that "back" works and a view can be passed on. */
  const choose = {
    actor: (n) => { location.hash = `actor=${encodeURIComponent(actors[n].id)}`; },
    relation: (n) => { location.hash = `relation=${relations[n].id}`; },
    nothing: () => { location.hash = ""; },
  };

  function chosenByAddress() {
    const [key, value] = location.hash.slice(1).split("=");
    if (!value) return null;
    let id = "";
    try {
      id = decodeURIComponent(value);
    } catch {
      return null;
    }
    const list = key === "actor" ? actors : key === "relation" ? relations : [];
    const n = list.findIndex((item) => item.id === id);
    return n < 0 ? null : { [key]: n };
  }

  function follow() {
    state.chosen = chosenByAddress();
    state.over = null;
    draw();
    const panel = byId("panel");
    const reading = panel.contains(document.activeElement);
    panel.replaceChildren(...(
      state.chosen === null ? overview()
        : state.chosen.actor !== undefined ? actorPanel(state.chosen.actor) : relationPanel(state.chosen.relation)));
    panel.scrollTop = 0;
    if (reading) panel.focus(); // what had the focus is gone with the old text
    network.unselectAll();
    if (state.chosen === null) return;
    const { actor, relation } = state.chosen;
    bringIntoView(actor !== undefined ? [actor] : [relations[relation].source, relations[relation].target]);
  }

  function actorButton(n) {
    const actor = actors[n];
    return make("button", { type: "button", onclick: () => choose.actor(n) }, glyph(actor.kind), actor.name);
  }

  const back = () => make("button", { type: "button", className: "back", onclick: choose.nothing }, "← Overview");

  // ---------------------------------------------------------------- the panel

  /** A list that begins short; a button brings the rest, so that a thousand sentences do not bury the page. */
  function rows(items, list = make("ul", { className: "rows" }), step = LIST_MORE) {
    const start = items.length <= LIST_UP_TO + 3 ? items.length : LIST_UP_TO;
    list.append(...items.slice(0, start));
    if (start === items.length) return [list];
    const more = make("button", { type: "button", className: "back" });
    let next = start;
    const label = () => {
      const left = items.length - next;
      more.textContent = left <= step ? `Show all ${items.length.toLocaleString("en")}`
        : `Show ${step} more of ${items.length.toLocaleString("en")}`;
    };
    more.onclick = () => {
      const first = items[next];
      list.append(...items.slice(next, next + step));
      next += step;
      if (next >= items.length) more.remove();
      else label();
      (first.querySelector("button, a") ?? first).focus();
    };
    label();
    return [list, more];
  }

  /** Relations as lists show them: what the picture shows first, then by number of articles. */
  const inListOrder = (a, b) =>
    STATUS_LOOKS[relations[b].status].shown - STATUS_LOOKS[relations[a].status].shown ||
    relations[b].weight - relations[a].weight;

  function overview() {
    const busiest = actors.map((_, n) => n).sort((a, b) =>
      relationsOf[b].length - relationsOf[a].length || actors[b].articles - actors[a].articles || a - b);
    const often = relations.map((_, n) => n).sort((a, b) => inListOrder(a, b) || a - b);
    return [
      make("h2", {}, "What the articles say"),
      make("p", { className: "lead" },
        "Each line is a relation that at least one article states. Choose a line to read the sentences behind it, " +
        "or an actor to see all of its relations."),
      make("h3", {}, "Actors with the most relations"),
      ...rows(busiest.filter((n) => relationsOf[n].length).map((n) => make("li", {},
        make("button", { type: "button", onclick: () => choose.actor(n) },
          glyph(actors[n].kind), make("span", { className: "what" }, actors[n].name),
          make("span", { className: "times" }, count(relationsOf[n].length, "relation")))))),
      make("h3", {}, "Relations in the most articles"),
      ...rows(often.map((n) => relationRow(n, null))),
    ];
  }

  /** A relation as one line of a list; seen from ``actor``, or in full. */
  function relationRow(n, actor) {
    const relation = relations[n];
    const outward = relation.source === actor;
    const other = actors[outward ? relation.target : relation.source];
    const words = actor === null
      ? [make("b", {}, actors[relation.source].name), ` ${relation.label} `, make("b", {}, actors[relation.target].name)]
      : [`${outward ? relation.label : relation.inverse_label} `, make("b", {}, other.name)];
    const told = relation.status === "asserted" ? null : make("span", { className: "told" }, ` ${relation.status}`);
    return make("li", {}, make("button", { type: "button", onclick: () => choose.relation(n) },
      stroke(familyColour(relation.family), relation.status),
      make("span", { className: "what" }, ...words, told, ...badges(relation).flatMap((badge) => [" ", badge])),
      make("span", { className: "times" }, count(relation.weight, "article"))));
  }

  function actorPanel(n) {
    const actor = actors[n];
    const lines = [
      actor.aliases.length ? `Also named ${actor.aliases.join(" · ")}` : "",
      `Named ${count(actor.mentions, "time")} in ${count(actor.articles, "article")}` +
        (actor.first_seen ? `, ${period(actor.first_seen, actor.last_seen)}` : ""),
    ].filter(Boolean).map((text) => make("p", { className: "lead" }, text));
    if (/^Q\d+$/.test(actor.wikidata)) {
      const address = `https://www.wikidata.org/wiki/${actor.wikidata}`;
      lines.push(make("p", { className: "lead" }, "Wikidata ", link(address, actor.wikidata)));
    }
    const groups = families
      .map(({ name }) => [name, relationsOf[n].filter((m) => relations[m].family === name)])
      .filter(([, group]) => group.length);
    for (const [, group] of groups) group.sort((a, b) =>
      inListOrder(a, b) || relations[a].label.localeCompare(relations[b].label) || a - b);
    return [
      back(),
      make("p", { className: "kind" }, glyph(actor.kind), make("span", {}, actor.kind)),
      make("h2", {}, actor.name),
      ...lines,
      ...groups.flatMap(([name, group]) => [
        make("h3", {}, capital(name)),
        ...rows(group.map((m) => relationRow(m, n))),
      ]),
      groups.length ? null : make("p", { className: "lead" }, "No article states a relation of this actor."),
    ].filter(Boolean);
  }

  function relationPanel(n) {
    const relation = relations[n];
    // As in the summary: the status of the relation, then the others from the firmest to the least firm.
    const groups = [relation.status, ...statuses.filter((status) => status !== relation.status)]
      .map((status) => [status, relation.claims.filter((claim) => claim.status === status)])
      .filter(([, claims]) => claims.length);
    return [
      back(),
      make("div", { className: "triple" },
        actorButton(relation.source),
        make("h2", {}, stroke(familyColour(relation.family), relation.status, !relation.symmetric), relation.label),
        actorButton(relation.target)),
      make("p", { className: "chips" },
        make("span", { className: `chip told ${relation.status}` }, relation.status),
        ...badges(relation),
        make("span", { className: "chip" }, relation.family),
        relation.plover && relation.plover !== "none"
          ? make("span", { className: "chip" }, `PLOVER ${relation.plover}`) : null),
      make("p", { className: "lead" }, capital(relation.summary)),
      make("h3", {}, "What was written"),
      ...groups.flatMap(([status, claims]) => [
        groups.length > 1
          ? make("h4", {}, stroke("currentColor", status, true), `${capital(status)} in ${count(claims.length, "sentence")}`) : null,
        ...rows(claims.map((claim) => claimItem(relation, claim)), make("ol")),
      ]).filter(Boolean),
    ];
  }

  /** The sentence with the names of both actors set in bold. */
  function quote(claim) {
    const names = [claim.source, claim.target]
      .flatMap((n) => [actors[n].name, ...actors[n].aliases])
      .filter((name) => name.length > 1)
      .sort((a, b) => b.length - a.length)
      .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pieces = names.length
      ? claim.quote.split(new RegExp(`(?<![\\p{L}\\p{N}])(${names.join("|")})(?![\\p{L}\\p{N}])`, "u")) : [claim.quote];
    return make("blockquote", {},
      ...pieces.map((piece, place) => (place % 2 ? make("mark", {}, piece) : piece)));
  }

  /** Who says it: a named speaker, an unnamed one as described, or the article itself; and who quotes them. */
  function speaker(said) {
    if (said === null) return ["told by the article itself"];
    const { text, actor, named, via } = said;
    const who = [];
    if (text && (named || actor !== null)) {
      who.push("says ", actor === null ? text
        : make("button", { type: "button", className: "name", onclick: () => choose.actor(actor) }, text));
      if (actor !== null && fold(actors[actor].name) !== fold(text)) who.push(` (${actors[actor].name})`);
    } else if (text) who.push(`an unnamed source: “${text}”`);
    if (via) who.push(who.length ? ", via " : "via ", via);
    return who;
  }

  function claimItem(relation, claim) {
    const article = documents[claim.document];
    const facts = [];
    const fact = (name, ...values) => facts.push(make("dt", {}, name), make("dd", {}, ...values));
    if (claim.source !== relation.source) {
      fact("Told as", `${actors[claim.source].name} ${relation.label} ${actors[claim.target].name}`);
    }
    if (claim.role) fact("Role", claim.role);
    if (claim.date) fact("When", dateTold(claim.date));
    fact("Rule", claim.rule);
    const from = [article.publisher, article.date && day(article.date)].filter(Boolean).join(", ");
    return make("li", { className: `claim ${claim.status}`, tabIndex: -1 },
      quote(claim),
      make("p", { className: "by" }, ...speaker(claim.speaker)),
      make("p", { className: "from" }, make("b", {}, link(article.url, article.title || article.id)), from && ` — ${from}`),
      make("dl", {}, ...facts));
  }

  // ---------------------------------------------------------------- search

  const index = actors.flatMap((actor, n) =>
    [actor.name, ...actor.aliases].map((name, place) => ({ n, name, alias: place > 0, folded: fold(name) })));

  /** Actors whose name or alias has the words typed, whole names and beginnings of words first. */
  function find(typed) {
    const wanted = fold(typed);
    if (!wanted) return [];
    const rank = ({ folded }) =>
      folded === wanted ? 0 : folded.startsWith(wanted) ? 1 : folded.includes(` ${wanted}`) ? 2
        : wanted.split(" ").every((word) => folded.includes(word)) ? 3 : 9;
    const best = new Map();
    for (const entry of index) {
      const found = { ...entry, rank: rank(entry) };
      if (found.rank < 9 && (best.get(entry.n)?.rank ?? 9) > found.rank) best.set(entry.n, found);
    }
    return [...best.values()]
      .sort((a, b) => a.rank - b.rank || actors[b.n].articles - actors[a.n].articles || a.n - b.n)
      .slice(0, 10);
  }

  const search = byId("search");
  const found = byId("found");
  let suggested = [];
  let current = -1;

  function suggest() {
    suggested = find(search.value);
    current = suggested.length ? 0 : -1;
    found.replaceChildren(...suggested.map(({ n, name, alias }, place) => make("li",
      { id: `found-${place}`, role: "option", onpointerdown: (event) => { event.preventDefault(); take(place); } },
      glyph(actors[n].kind), make("span", {}, actors[n].name), alias && !fold(actors[n].name).includes(fold(search.value)) ? make("small", {}, name) : null)));
    if (search.value.trim() && !suggested.length) {
      found.append(make("li", { role: "option", "aria-disabled": "true" }, make("small", {}, "No actor has this name.")));
    }
    found.hidden = !search.value.trim();
    search.setAttribute("aria-expanded", String(!found.hidden));
    point();
  }

  function point() {
    [...found.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === current)));
    if (current < 0) search.removeAttribute("aria-activedescendant");
    else {
      search.setAttribute("aria-activedescendant", `found-${current}`);
      found.children[current].scrollIntoView({ block: "nearest" });
    }
  }

  function closeSearch() {
    found.hidden = true;
    search.setAttribute("aria-expanded", "false");
  }

  function take(place) {
    if (!suggested[place]) return;
    search.value = "";
    closeSearch();
    choose.actor(suggested[place].n);
    byId("panel").focus();
  }

  search.addEventListener("input", suggest);
  search.addEventListener("focus", () => { if (search.value.trim()) suggest(); });
  search.addEventListener("blur", closeSearch);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && suggested.length) {
      current = (current + step + suggested.length) % suggested.length;
      point();
    } else if (event.key === "Enter") take(current);
    else if (event.key === "Escape") closeSearch();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // ---------------------------------------------------------------- legend and filters

  function filters() {
    const box = (set, name, sign, total) => make("label", {},
      make("input", {
        type: "checkbox", checked: set.has(name), name,
        onchange: (event) => { set[event.target.checked ? "add" : "delete"](name); draw(); },
      }), sign, name, make("span", { className: "count" }, total.toLocaleString("en")));
    const fill = (id, labels) => {
      const legend = byId(id).querySelector("legend");
      byId(id).replaceChildren(legend, ...labels);
    };
    const soft = getComputedStyle(document.documentElement).getPropertyValue("--soft").trim();
    const total = (list, key, name) => list.filter((item) => item[key] === name).length;
    fill("kinds", kinds.map(({ name }) => box(state.kinds, name, glyph(name), total(actors, "kind", name))));
    fill("families", families.map(({ name }) =>
      box(state.families, name, stroke(familyColour(name), "asserted"), total(relations, "family", name))));
    fill("statuses", statuses.map((name) =>
      box(state.statuses, name, stroke(soft, name, true), total(relations, "status", name))));
    const number = (key) => relations.filter((relation) => relation[key]).length.toLocaleString("en");
    byId("contested-count").textContent = number("contested");
    byId("unnamed-count").textContent = number("unnamed_only");
  }

  function setLeast(least) {
    state.least = least;
    byId("least-unit").textContent = least === 1 ? "article" : "articles";
  }
  byId("least").max = relations.reduce((most, relation) => Math.max(most, relation.weight), 1);
  byId("least").addEventListener("input", (event) => {
    setLeast(Math.max(1, Number(event.target.value) || 1));
    draw();
  });
  const told = (least) => relations.filter((relation) => relation.weight >= least).length;
  while (told(state.least) > READABLE && told(state.least + 1) > 0) setLeast(state.least + 1);
  byId("least").value = state.least;
  byId("lonely").addEventListener("change", (event) => { state.lonely = event.target.checked; draw(); wholeGraph(); });
  byId("contested").addEventListener("change", (event) => { state.contestedOnly = event.target.checked; draw(); });
  byId("unnamed").addEventListener("change", (event) => { state.unnamedToo = event.target.checked; draw(); });
  byId("moving").addEventListener("change", (event) => network.setOptions({ physics: { enabled: event.target.checked } }));
  function zoom(factor) {
    untouched = false;
    network.moveTo({ scale: network.getScale() * factor, animation: { duration: 150 } });
  }
  byId("closer").addEventListener("click", () => zoom(1.35));
  byId("farther").addEventListener("click", () => zoom(1 / 1.35));
  byId("whole").addEventListener("click", () => wholeGraph());

  function setTheme(theme) {
    state.theme = theme;
    document.documentElement.dataset.theme = theme;
    byId("theme").textContent = theme === "dark" ? "Light" : "Dark";
    byId("theme").setAttribute("aria-label", theme === "dark" ? "Use the light theme" : "Use the dark theme");
    filters();
    follow();
  }
  byId("theme").addEventListener("click", () => setTheme(state.theme === "dark" ? "light" : "dark"));

  // ---------------------------------------------------------------- mouse and keys

  const sentence = (relation) =>
    `${actors[relation.source].name} ${relation.label} ${actors[relation.target].name}`;

  function over(what) {
    state.over = what;
    byId("hint").textContent = what === null ? ""
      : what.actor !== undefined ? `${actors[what.actor].name}, ${count(relationsOf[what.actor].length, "relation")}`
        : `${sentence(relations[what.relation])}: ${relations[what.relation].summary}`;
    byId("network").style.cursor = what === null ? "" : "pointer";
    draw();
  }

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) choose.actor(node);
    else if (edge !== undefined) choose.relation(edge);
    else choose.nothing();
  });
  network.on("hoverNode", ({ node }) => over({ actor: node }));
  network.on("blurNode", () => over(null));
  network.on("hoverEdge", ({ edge }) => over({ relation: edge }));
  network.on("blurEdge", () => over(null));
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "Escape") choose.nothing();
    else if (event.key === "/" && !typing) {
      event.preventDefault();
      search.focus();
    }
  });
  window.addEventListener("hashchange", follow);

  if (window.innerWidth < 1100) byId("legend").open = false;
  setTheme(state.theme);
  wholeGraph(false);
  follow();
})();
