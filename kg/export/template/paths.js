/* Paths: neighbours some steps away, and the shortest ways between two actors. */
const paths = (() => {
  const { actors, relations } = records;

  /** Actor -> Map of neighbour -> articles of the strongest relation between the two, whatever its direction. */
  function adjacency({ weight }) {
    const near = actors.map(() => new Map());
    for (const { n, source, target } of relations) {
      if (!weight[n] || source === target) continue;
      const best = Math.max(weight[n], near[source].get(target) ?? 0);
      near[source].set(target, best);
      near[target].set(source, best);
    }
    return near;
  }

  /** Actor -> steps from ``start``, for all that are at most ``steps`` away. */
  function around(near, start, steps) {
    const reached = new Map([[start, 0]]);
    let edge = [start];
    for (let step = 1; step <= steps; step += 1) {
      const next = [];
      for (const n of edge) for (const other of near[n].keys()) {
        if (reached.has(other)) continue;
        reached.set(other, step);
        next.push(other);
      }
      edge = next;
    }
    return reached;
  }

  /** A step costs less the more articles stand behind it, but two strong steps never less than a weak one. */
  const cost = (articles) => 1 + 1 / articles;

  /** A heap of [cost, ...]: the cheapest comes out first. */
  function heap() {
    const items = [];
    return {
      get size() { return items.length; },
      push(item) {
        let at = items.push(item) - 1;
        while (at > 0) {
          const above = (at - 1) >> 1;
          if (items[above][0] <= items[at][0]) break;
          [items[above], items[at]] = [items[at], items[above]];
          at = above;
        }
      },
      pop() {
        const top = items[0];
        const last = items.pop();
        if (items.length) {
          items[0] = last;
          for (let at = 0; ;) {
            let least = at;
            for (const below of [2 * at + 1, 2 * at + 2]) {
              if (below < items.length && items[below][0] < items[least][0]) least = below;
            }
            if (least === at) break;
            [items[least], items[at]] = [items[at], items[least]];
            at = least;
          }
        }
        return top;
      },
    };
  }

  /** Dijkstra's cheapest way from ``from`` to ``to``, past no actor of ``barred`` and no pair of ``cut``; or null. */
  function cheapest(near, from, to, barred, cut) {
    const best = new Map([[from, 0]]);
    const before = new Map();
    const done = new Set();
    const open = heap();
    open.push([0, from]);
    while (open.size) {
      const [spent, n] = open.pop();
      if (n === to) {
        const way = [to];
        while (way[0] !== from) way.unshift(before.get(way[0]));
        return { cost: spent, way };
      }
      if (done.has(n)) continue;
      done.add(n);
      for (const [other, articles] of near[n]) {
        if (done.has(other) || barred.has(other) || cut.has(`${n} ${other}`)) continue;
        const total = spent + cost(articles);
        if (total < (best.get(other) ?? Infinity)) {
          best.set(other, total);
          before.set(other, n);
          open.push([total, other]);
        }
      }
    }
    return null;
  }

  /** At most ``most`` ways between two actors, the cheapest first (Yen 1971, Management Science 17(11): 712-716). */
  function between(near, from, to, most = 5) {
    const first = cheapest(near, from, to, new Set(), new Set());
    if (!first || from === to) return [];
    const found = [first];
    const candidates = new Map();
    while (found.length < most) {
      const { way } = found.at(-1);
      for (let spur = 0; spur < way.length - 1; spur += 1) {
        const root = way.slice(0, spur + 1);
        const begins = root.join(" ");
        const cut = new Set(found.filter((one) => one.way.slice(0, spur + 1).join(" ") === begins)
          .flatMap(({ way: [...taken] }) => [`${taken[spur]} ${taken[spur + 1]}`, `${taken[spur + 1]} ${taken[spur]}`]));
        const rest = cheapest(near, way[spur], to, new Set(root.slice(0, -1)), cut);
        if (!rest) continue;
        const whole = [...root.slice(0, -1), ...rest.way];
        const spent = root.slice(1).reduce((sum, n, at) => sum + cost(near[root[at]].get(n)), rest.cost);
        candidates.set(whole.join(" "), { cost: spent, way: whole });
      }
      for (const one of found) candidates.delete(one.way.join(" "));
      const next = [...candidates.values()].sort((a, b) =>
        a.cost - b.cost || a.way.length - b.way.length || String(a.way).localeCompare(String(b.way)))[0];
      if (!next) break;
      found.push(next);
    }
    return found.map(({ way }) => way);
  }

  return { adjacency, around, between };
})();
