/*
 * Names: set over the picture as on a map. One size on the screen at any zoom, the most written of first, none over
 * another. ``place`` says what stands where, in pixels; ``paint`` draws it; SVG and PNG are made from the same places.
 */
const names = (() => {
  const NAME_SIZE = 12.5;
  const RELATION_SIZE = 11.5;
  const BADGE = 8; // radius of the number of relations, and of the mark of a contested one
  const LETTERS = 20; // of a name on one line; kg/export/layout.py leaves room for names broken like this
  const MOST_LINES = 3;
  const DOT = 6; // radius of an actor that a name may cover, in pixels
  const LEADING = 60; // names that may
  const MOST_NAMES = 260;
  const NAME_ROOM = 9000; // square pixels for each actor: in a picture that has them every name is set
  const MOST_RELATIONS = 40; // named; if more are in view, their names would say nothing
  const MOST_BADGES = 160;
  const CELL = 80; // of the grid in which boxes are looked for, in pixels

  /** A name in lines of at most LETTERS letters, broken between words, shortened where it is no name any more. */
  function lines(name) {
    const result = [""];
    for (const word of name.trim().split(/\s+/).slice(0, 12)) {
      const last = result.length - 1;
      if (!result[last]) result[last] = words.short(word, 2 * LETTERS);
      else if (result[last].length + 1 + word.length <= LETTERS) result[last] += ` ${word}`;
      else result.push(words.short(word, 2 * LETTERS));
    }
    return result.length > MOST_LINES ? [...result.slice(0, MOST_LINES - 1), `${result[MOST_LINES - 1]} …`] : result;
  }
  const broken = records.actors.map(({ name }) => lines(name));

  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function widthOf(text, size, weight) {
    const key = `${weight} ${size} ${text}`;
    if (!widths.has(key)) {
      ruler.font = `${weight} ${size}px ${sans()}`;
      widths.set(key, ruler.measureText(text).width);
    }
    return widths.get(key);
  }
  let family = "";
  const sans = () => (family ||= getComputedStyle(document.documentElement).getPropertyValue("--sans").trim());

  /** Boxes that are taken, in a grid. */
  function ground(width, height) {
    const cells = new Map();
    const over = function* ({ x0, y0, x1, y1 }) {
      for (let x = Math.floor(x0 / CELL); x <= Math.floor(x1 / CELL); x += 1) {
        for (let y = Math.floor(y0 / CELL); y <= Math.floor(y1 / CELL); y += 1) yield 4096 * x + y;
      }
    };
    const inside = ({ x0, y0, x1, y1 }) => x0 >= 1 && y0 >= 1 && x1 <= width - 1 && y1 <= height - 1;
    const meet = (one, other) => one.x0 < other.x1 && other.x0 < one.x1 && one.y0 < other.y1 && other.y0 < one.y1;
    return {
      inside,
      take(box) {
        for (const cell of over(box)) {
          if (!cells.has(cell)) cells.set(cell, []);
          cells.get(cell).push(box);
        }
      },
      release(box) {
        for (const cell of over(box)) cells.set(cell, cells.get(cell).filter((other) => other !== box));
      },
      /** The boxes that a box would lie on. */
      under(box) {
        const found = new Set();
        for (const cell of over(box)) for (const other of cells.get(cell) ?? []) if (meet(box, other)) found.add(other);
        return [...found];
      },
      free(box) {
        if (!inside(box)) return false;
        for (const cell of over(box)) for (const other of cells.get(cell) ?? []) if (meet(box, other)) return false;
        return true;
      },
    };
  }
  const frame = (x, y, half, tall) => ({ x0: x - half, x1: x + half, y0: y - tall / 2, y1: y + tall / 2 });

  /** Where a name may be, the best first: below its actor, beside, above, at a corner; then further away. */
  function boxes({ x, y, radius }, half, tall) {
    const [high, side] = [radius + tall / 2 + NAME_SIZE * 0.2, radius + 4 + half];
    const corner = radius * 0.7;
    const corners = [[1, 1], [-1, 1], [1, -1], [-1, -1]];
    const close = [
      [x, y + high], [x + side, y], [x - side, y], [x, y - high],
      ...corners.map(([right, down]) => [x + right * (corner + half), y + down * (corner + tall / 2)]),
    ];
    const aslant = corners.map(([right, down]) => [x + right * half * 0.5, y + down * high]);
    const further = close.map(([a, b]) => [a + Math.sign(a - x) * 12, b + Math.sign(b - y) * 10]);
    return [...close, ...aslant, ...further].map((at) => frame(...at, half, tall));
  }

  const nothing = () => false;
  const dots = ({ actor, dot }) => actor && dot;
  const actors = ({ actor }) => actor;

  /**
   * Give a name one of its boxes: a free one, or if it is ``leading`` one that covers little of dots; else, if it ``mayCover``
   * actors, one from which other names can move away, or one where it covers little of actors. Whether there was such a box.
   */
  function settle(name, taken, { leading, mayCover }) {
    const put = (one, box) => {
      box.name = one;
      taken.take(box);
      return Object.assign(one, { box, x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2 });
    };
    /** The first of the boxes of a name that cover least of what can be borne, and nothing else; undefined if none does. */
    const least = (one, borne) => {
      if (borne === nothing) return one.boxes.find(taken.free);
      let [found, area] = [undefined, Infinity];
      for (const box of one.boxes) {
        if (!taken.inside(box)) continue;
        let covered = 0;
        for (const other of taken.under(box)) {
          if (!borne(other)) covered = Infinity;
          covered += (Math.min(box.x1, other.x1) - Math.max(box.x0, other.x0)) * (Math.min(box.y1, other.y1) - Math.max(box.y0, other.y0));
          if (covered >= area) break;
        }
        if (covered < area) [found, area] = [box, covered];
        if (area === 0) break;
      }
      return found;
    };
    const borne = leading ? dots : nothing;
    /** Take a box from other names, which all must find another. */
    const clear = (box) => {
      const under = taken.under(box);
      const others = under.filter((other) => other.name);
      if (!taken.inside(box) || under.some((other) => (other.name ? other.name.must : !borne(other)))) return false;
      others.forEach(taken.release);
      put(name, box);
      const moved = others.filter(({ name: other }) => {
        const at = least(other, borne);
        return at && put(other, at);
      });
      if (moved.length === others.length) return true;
      for (const { name: other } of moved) taken.release(other.box);
      taken.release(box);
      for (const other of others) put(other.name, other);
      return false;
    };
    const at = least(name, borne);
    if (at) return put(name, at);
    if (mayCover && name.boxes.some(clear)) return true;
    const over = mayCover && least(name, actors);
    return over && put(name, over);
  }

  /**
   * Names, badges and labels for a scene. ``scene.nodes``: id, order, x, y, radius (pixels), must, near; ``scene.lines``:
   * id, x, y (of its middle), length, label, colours, count, contested, must, near; the most important first;
   * ``scene.furniture``: boxes that hide what lies under them.
   */
  function place(scene, width, height) {
    const taken = ground(width, height);
    scene.furniture.forEach(taken.take);
    const placed = { names: [], badges: [], labels: [] };
    const inView = ({ x, y }) => x > -20 && y > -20 && x < width + 20 && y < height + 20;
    const nodes = scene.nodes.filter(inView);
    // In a crowd the names of the most important may lie on actors that are hardly more than dots.
    const crowded = nodes.length * NAME_ROOM > width * height;
    for (const { x, y, radius, near } of nodes) {
      if (near) taken.take({ ...frame(x, y, radius * 0.9, radius * 1.8), actor: true, dot: crowded && radius < DOT });
    }
    let leading = crowded ? LEADING : 0;
    const drawn = scene.lines.filter((line) => line.near && inView(line));
    const marked = drawn.filter(({ contested, count, length, must }) => must || contested || (count > 1 && length > 46));
    for (const line of marked.slice(0, MOST_BADGES)) {
      if (line.count < 2 && !line.contested) continue;
      const box = frame(line.x, line.y, BADGE, 2 * BADGE);
      if (!taken.free(box) && !line.must && !line.contested) continue;
      taken.take(box);
      placed.badges.push({ line: line.id, x: line.x, y: line.y, radius: BADGE, text: line.contested ? elements.CONTESTED : String(line.count),
        colours: line.colours });
    }
    for (const node of nodes) {
      const { id, must, near } = node;
      if (!near || (!must && placed.names.length >= MOST_NAMES)) continue;
      leading -= 1;
      const text = broken[id];
      const weight = must ? 650 : 500;
      const half = Math.max(...text.map((line) => widthOf(line, NAME_SIZE, weight))) / 2 + 2;
      const tall = NAME_SIZE * (1.2 + 1.2 * (text.length - 1));
      const name = { id, lines: text, size: NAME_SIZE, weight, must, boxes: boxes(node, half, tall) };
      const mayCover = must || !crowded;
      if (settle(name, taken, { leading: mayCover || leading >= 0, mayCover })) placed.names.push(name);
    }
    placed.names = placed.names.map(({ must, boxes: _, box: __, ...name }) => name);
    const few = drawn.length <= MOST_RELATIONS;
    for (const { id, x, y, length, label, colour, count, contested, must } of drawn) {
      if ((!few && !must) || (count > 1 && !must)) continue;
      const text = words.short(label, 44);
      const half = widthOf(text, RELATION_SIZE, 400) / 2 + 3;
      const off = contested || count > 1 ? BADGE + RELATION_SIZE : 0;
      const beside = half + BADGE + 4;
      const spots = must ? [[x, y + off], [x, y - off], [x + beside, y], [x - beside, y], [x, y + 30], [x, y - 30]] : [[x, y + off]];
      const spot = spots.find(([a, b]) => taken.free(frame(a, b, half, RELATION_SIZE * 1.3)));
      if (!spot || (!must && length < 2 * half + 16)) continue;
      taken.take(frame(...spot, half, RELATION_SIZE * 1.3));
      placed.labels.push({ line: id, x: spot[0], y: spot[1], half, text, colour, size: RELATION_SIZE });
    }
    return placed;
  }

  /** Draw what ``place`` has placed. */
  function paint(context, placed, { ink, canvas }) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const { x, y, radius, text, colours } of placed.badges) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fillStyle = canvas;
      context.fill();
      let from = -Math.PI / 2;
      const total = colours.reduce((sum, [, share]) => sum + share, 0);
      context.lineWidth = 2.2;
      for (const [colour, share] of colours) {
        const to = from + (2 * Math.PI * share) / total;
        context.beginPath();
        context.arc(x, y, radius - 1, from, to);
        context.strokeStyle = colour;
        context.stroke();
        from = to;
      }
      context.font = `700 ${text === elements.CONTESTED ? 12 : 10}px ${sans()}`;
      context.fillStyle = ink;
      context.fillText(text, x, y + 0.5);
    }
    context.strokeStyle = canvas;
    context.lineWidth = 3.5;
    context.fillStyle = ink;
    for (const { x, y, lines: text, size, weight } of placed.names) {
      context.font = `${weight} ${size}px ${sans()}`;
      text.forEach((line, n) => {
        const at = y + (n - (text.length - 1) / 2) * size * 1.2;
        context.strokeText(line, x, at);
        context.fillText(line, x, at);
      });
    }
    for (const { x, y, half, text, colour, size } of placed.labels) {
      context.fillStyle = canvas;
      context.globalAlpha = 0.88;
      context.fillRect(x - half, y - size * 0.65, 2 * half, size * 1.3);
      context.globalAlpha = 1;
      context.fillStyle = colour;
      context.font = `${size}px ${sans()}`;
      context.fillText(text, x, y);
    }
  }

  return { place, paint, sans };
})();
