/* Picture: what is drawn and how, hovering and clicking; the names lie on a canvas of their own above it. */
const picture = (() => {
  const { actors, relations, kinds, families } = records;
  const { STATUS_LOOKS } = elements;
  const LEAST_RADIUS = 3; // of an actor on the screen, so that a large graph is not dust when it opens
  const SMALLEST = Math.min(...actors.map(({ radius }) => radius));
  const MARGIN = { x: 80, y: 50 }; // for names at the edge of the picture
  const CROWD = 800; // actors
  const REACH = 7; // pixels from a line that still count as on it
  const SHAPES = { person: "dot", institution: "square", country: "diamond" };

  const box = document.getElementById("network");
  const overlay = document.getElementById("names");
  // Before the picture is measured: where there is no room for the legend beside it, it waits to be asked for.
  document.getElementById("legend").hidden = window.innerWidth < 1100;
  const renderer = visRenderer(box, records.options);
  let scene = { nodes: new Map(), lines: new Map() }; // what the renderer was last given
  let near = null; // the actors and lines that stay bright; null: all
  let over = null; // {actor} or {line} under the mouse
  let theme = {};
  let enlarged = 0; // radius that the smallest actors are given at this zoom, in the picture's units
  let untouched = true; // until the reader moves it the picture stays whole, however the window changes
  let last = null; // what was given to draw

  /** Larger actors grow less than small ones, but stay larger. */
  const radiusOf = (n) => Math.max(actors[n].radius, enlarged * (actors[n].radius / SMALLEST) ** 0.75);
  /** Lines must not vanish either, but many thick ones would hide everything. */
  const widthOf = (weight) => (1.3 + Math.min(Math.log2(weight), 5)) * Math.min(Math.max(enlarged / SMALLEST, 1), 2.2);

  function readTheme() {
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue(name).trim();
    theme = {
      ink: value("--ink"), canvas: value("--canvas"),
      kinds: Object.fromEntries(kinds.map(({ name }, n) => [name, value(`--kind-${n}`)])),
      families: Object.fromEntries(families.map(({ name }, n) => [name, value(`--family-${n}`)])),
    };
  }

  // ---------------------------------------------------------------- the scene

  /** The strongest of the relations that a line stands for, and what they look like together. */
  function bundle(line, sifted) {
    const strength = (n) => sifted.weight[n] || 1;
    const best = line.relations.reduce((a, b) => (strength(b) > strength(a) ? b : a));
    const told = line.relations.map((n) => sifted.status[n]).filter(Boolean);
    const firm = records.statuses.filter((status) => status !== "denied");
    const status = firm.find((one) => told.includes(one)) ?? told[0] ?? "denied";
    const shares = new Map();
    for (const n of line.relations) shares.set(relations[n].family, (shares.get(relations[n].family) ?? 0) + 1);
    return {
      ...line, status, best, family: relations[best].family, count: line.relations.length,
      weight: line.relations.reduce((most, n) => Math.max(most, strength(n)), 1),
      contested: line.relations.some((n) => relations[n].contested),
      shares: [...shares].sort((a, b) => b[1] - a[1]),
    };
  }

  /**
   * Draw. ``shown``: actors and lines in the picture; ``bright``: {actors, lines} that are not faded, or null;
   * ``chosen``: {actors, lines} that stand out.
   */
  function draw(shown, sifted, bright, chosen) {
    last = { shown, sifted, bright, chosen };
    readTheme();
    near = bright;
    // The first picture is drawn where it will stand, not drawn and then moved.
    if (!scene.nodes.size) renderer.look(cameraOn([...shown.actors], 1.3) ?? { x: 0, y: 0, scale: 1 });
    enlarged = enlargement();
    const quiet = shown.lines.length > 150 ? 0.55 : 0.85;
    const crowded = shown.actors.size > CROWD;
    const nodes = new Map();
    for (const n of shown.actors) {
      const { x, y, kind } = actors[n];
      nodes.set(n, {
        id: n, x, y, shape: SHAPES[kind], size: radiusOf(n), fill: theme.kinds[kind],
        // A rim in the colour of the ground keeps neighbours apart; of thousands of dots it only costs time.
        border: chosen.actors.has(n) ? theme.ink : crowded ? null : theme.canvas,
        opacity: bright === null || bright.actors.has(n) ? 1 : 0.14,
      });
    }
    const lines = new Map();
    for (const line of shown.lines) {
      const look = bundle(line, sifted);
      const strong = chosen.lines.has(line.n);
      lines.set(line.n, {
        ...look, id: line.n, arrow: !line.mutual, colour: theme.families[look.family],
        opacity: strong ? 1 : bright === null ? quiet : bright.lines.has(line.n) ? 0.9 : 0.06,
        width: widthOf(look.weight) + (strong ? 1.4 : 0),
        dashes: STATUS_LOOKS[look.status].dashes, hollow: STATUS_LOOKS[look.status].hollow, strong,
      });
    }
    scene = { nodes, lines };
    placed = null;
    renderer.show([...nodes.values()], [...lines.values()], theme.canvas);
  }
  const again = () => { if (last) draw(last.shown, last.sifted, last.bright, last.chosen); };

  // In steps, so that not every turn of the wheel changes all nodes.
  const enlargement = () => 2 ** (Math.round(2 * Math.log2(LEAST_RADIUS / renderer.scale())) / 2);

  /** Control point of a line as vis-network bends it; a straight one has it in its middle. */
  function bend(from, to, roundness) {
    const [dx, dy] = [to.x - from.x, from.y - to.y];
    const reach = (0.5 * roundness + 0.5) * Math.hypot(dx, dy);
    const angle = Math.atan2(dy, dx) + (0.5 * roundness + 0.5) * Math.PI;
    return roundness ? { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) }
      : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }
  const along = (from, via, to, t) => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * via.x + t ** 2 * to.x,
    y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * via.y + t ** 2 * to.y,
  });
  /** Ends and control point of a drawn line, in pixels. */
  function course(line) {
    const [a, b] = [renderer.position(line.from), renderer.position(line.to)];
    const via = bend(a, b, line.roundness);
    return { from: renderer.toScreen(a), via: renderer.toScreen(via), to: renderer.toScreen(b) };
  }

  // ---------------------------------------------------------------- names

  let placed = null; // and ``placedAt``: the camera and the size that it holds for
  let placedAt = null;

  const byRank = new Map(filters.ranked.map((n, place) => [n, place]));

  function placeNames() {
    const { width, height } = renderer.size();
    const scale = renderer.scale();
    const asked = (line) => line.strong || over?.line === line.id;
    const ends = new Set([...scene.lines.values()].filter(asked).flatMap(({ from, to }) => [from, to]));
    const chosen = last?.chosen.actors ?? new Set();
    const nodes = [...scene.nodes.keys()].map((id) => ({
      id, ...renderer.toScreen(renderer.position(id)), radius: radiusOf(id) * scale,
      must: chosen.has(id) || ends.has(id), near: near === null || near.actors.has(id),
    })).sort((a, b) => b.must - a.must || byRank.get(a.id) - byRank.get(b.id));
    const radius = new Map(nodes.map((node) => [node.id, node.radius]));
    const lines = [...scene.lines.values()].filter((line) => near === null || near.lines.has(line.id)).map((line) => {
      const { from, via, to } = course(line);
      return {
        id: line.id, ...along(from, via, to, 0.5), colour: line.colour, count: line.count, contested: line.contested,
        length: Math.hypot(from.x - to.x, from.y - to.y) - radius.get(line.from) - radius.get(line.to),
        label: line.count === 1 ? relations[line.best].label : line.relations.map((n) => relations[n].label).join(", "),
        colours: line.shares.map(([family, share]) => [theme.families[family], share]),
        must: asked(line), near: true, weight: line.weight,
      };
    }).sort((a, b) => b.must - a.must || b.contested - a.contested || b.weight - a.weight || a.id - b.id);
    const furniture = [...box.parentElement.querySelectorAll(".zoom, #left-out")].filter(({ offsetWidth }) => offsetWidth)
      .map(({ offsetLeft: x0, offsetTop: y0, offsetWidth, offsetHeight }) => ({ x0, y0, x1: x0 + offsetWidth, y1: y0 + offsetHeight }));
    return names.place({ nodes, lines, furniture }, width, height);
  }

  let paintedAt = null; // the camera of the last painting

  function paintOverlay(moving) {
    const { width, height } = renderer.size();
    const camera = renderer.camera();
    const many = scene.nodes.size > 250;
    if (placed && (moving === "view" || (moving && many))) {
      // While the picture moves, its names move with it as they are; they are set anew when it stands still.
      const grown = camera.scale / paintedAt.scale;
      const shift = (middle, key) => middle * (1 - grown) + camera.scale * (paintedAt[key] - camera[key]);
      overlay.style.transform = `matrix(${grown}, 0, 0, ${grown}, ${shift(width / 2, "x")}, ${shift(height / 2, "y")})`;
      return;
    }
    overlay.style.transform = "";
    paintedAt = camera;
    const ratio = window.devicePixelRatio || 1;
    if (overlay.width !== Math.round(width * ratio) || overlay.height !== Math.round(height * ratio)) {
      overlay.width = Math.round(width * ratio);
      overlay.height = Math.round(height * ratio);
      placed = null;
    }
    const context = overlay.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const at = `${camera.x} ${camera.y} ${camera.scale} ${width} ${height} ${over?.line}`;
    if (!placed || placedAt !== at || !many) {
      placed = placeNames();
      placedAt = at;
    }
    if (over?.line !== undefined && scene.lines.has(over.line)) {
      const line = scene.lines.get(over.line);
      const { from, via, to } = course(line);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.quadraticCurveTo(via.x, via.y, to.x, to.y);
      context.strokeStyle = line.colour;
      context.lineWidth = line.width * renderer.scale() + 3;
      context.globalAlpha = 0.45;
      context.stroke();
      context.globalAlpha = 1;
    }
    if (over?.actor !== undefined && scene.nodes.has(over.actor)) {
      const { x, y } = renderer.toScreen(renderer.position(over.actor));
      context.beginPath();
      context.arc(x, y, radiusOf(over.actor) * renderer.scale() + 5, 0, 2 * Math.PI);
      context.strokeStyle = theme.ink;
      context.lineWidth = 2;
      context.stroke();
    }
    names.paint(context, placed, theme);
  }

  renderer.on.frame = (moving) => paintOverlay(moving);

  // ---------------------------------------------------------------- hovering and clicking

  /** What is at a point: {actor}, {line} or null. Small actors above large ones, actors above lines. */
  function at(point) {
    const scale = renderer.scale();
    let best = null;
    for (const id of scene.nodes.keys()) {
      const { x, y } = renderer.toScreen(renderer.position(id));
      const radius = radiusOf(id) * scale + 3;
      if (Math.hypot(x - point.x, y - point.y) <= radius && (!best || radius < best.radius)) best = { actor: id, radius };
    }
    if (best) return { actor: best.actor };
    let nearest = REACH;
    for (const line of scene.lines.values()) {
      if (near !== null && !near.lines.has(line.id)) continue;
      const { from, via, to } = course(line);
      const margin = 8;
      if (point.x < Math.min(from.x, via.x, to.x) - margin || point.x > Math.max(from.x, via.x, to.x) + margin ||
        point.y < Math.min(from.y, via.y, to.y) - margin || point.y > Math.max(from.y, via.y, to.y) + margin) continue;
      let before = from;
      for (let step = 1; step <= 12; step += 1) {
        const here = along(from, via, to, step / 12);
        const away = distance(point, before, here);
        if (away < nearest) {
          nearest = away;
          best = { line: line.id };
        }
        before = here;
      }
    }
    return best;
  }

  function distance(point, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = Math.min(Math.max(((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
  }

  const on = { choose: () => {}, over: () => {}, moved: () => {} };
  renderer.on.click = (point) => on.choose(at(point));

  let pointer = null;
  function hover(what) {
    if (over?.actor === what?.actor && over?.line === what?.line) return;
    over = what;
    box.style.cursor = what ? "pointer" : "";
    on.over(what && (what.line === undefined ? what : { line: scene.lines.get(what.line) }));
    paintOverlay("");
  }
  box.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") return;
    if (!pointer) requestAnimationFrame(() => {
      if (pointer) hover(at(pointer));
      pointer = null;
    });
    const { left, top } = box.getBoundingClientRect();
    pointer = { x: event.clientX - left, y: event.clientY - top };
  });
  box.addEventListener("pointerleave", () => {
    pointer = null;
    hover(null);
  });

  // ---------------------------------------------------------------- the camera

  /** The camera that shows these actors with room for their names, never nearer than ``most``; null for nobody. */
  function cameraOn(numbers, most) {
    const spots = numbers.map((n) => renderer.position(n) ?? actors[n]);
    if (!spots.length) return null;
    const span = (key) => [Math.min(...spots.map((at) => at[key])), Math.max(...spots.map((at) => at[key]))];
    const [[left, right], [top, bottom]] = [span("x"), span("y")];
    const { width, height } = renderer.size();
    const margin = { x: Math.min(MARGIN.x, width / 6), y: Math.min(MARGIN.y, height / 8) };
    const scale = Math.min(most,
      Math.max(width - 2 * margin.x, 50) / (right - left || 1), Math.max(height - 2 * margin.y, 50) / (bottom - top || 1));
    return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
  }

  function fit(numbers, most, milliseconds = 300) {
    const camera = cameraOn(numbers, most);
    if (!camera) return;
    renderer.look(camera, milliseconds);
    if (milliseconds) setTimeout(resettle, milliseconds + 60);
    else resettle();
  }
  const whole = (milliseconds) => {
    untouched = true;
    fit([...scene.nodes.keys()], 1.3, milliseconds);
  };

  /** After a change of zoom: small actors must not vanish. */
  function resettle() {
    if (enlargement() !== enlarged) again();
  }

  function bringIntoView(numbers) {
    const { width, height } = renderer.size();
    const outside = numbers.map((n) => renderer.position(n)).filter(Boolean).map(renderer.toScreen).some(({ x, y }) =>
      x < 30 || y < 20 || x > width - 30 || y > height - 20);
    if (outside || renderer.scale() < 0.35) fit(numbers, Math.max(renderer.scale(), 0.9));
  }

  function moved() {
    untouched = false;
    resettle();
    on.moved(renderer.camera());
  }
  renderer.on.moved = moved;
  renderer.on.resized = () => { if (untouched) whole(0); else renderer.redraw(); };

  function zoom(factor) {
    const { x, y, scale } = renderer.camera();
    renderer.look({ x, y, scale: scale * factor });
    moved();
  }

  function look(camera) {
    untouched = false;
    renderer.look(camera);
    resettle();
  }

  return {
    draw, again, fit, whole, bringIntoView, zoom, look, on, at,
    physics: renderer.physics,
    /** Everything that SVG needs: looks, courses and names as they stand on the screen. */
    snapshot: () => ({
      ...renderer.size(), theme, scale: renderer.scale(), placed: placeNames(),
      nodes: [...scene.nodes.values()].map((node) => ({ ...node, ...renderer.toScreen(renderer.position(node.id)) })),
      lines: [...scene.lines.values()].map((line) => ({ ...line, course: course(line) })),
    }),
    renderer,
  };
})();
