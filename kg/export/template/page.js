/* Page: puts the parts together. A change of state is sifted once and shown by legend, picture, lists and panel. */
(() => {
  const { actors, relations, lines } = records;
  const { count, number, apart, short } = words;
  const byId = (id) => document.getElementById(id);
  let view = null; // what was shown last: sifted, shown, near, paths

  // ---------------------------------------------------------------- what is chosen, and what is near it

  const lineOf = (n) => relations[n].line;

  /** What a choice brings into the picture whatever else is left out, what stays bright beside it, what stands out. */
  function around(now, sifted) {
    const also = { actors: new Set(), relations: new Set() };
    const chosen = { actors: new Set(), lines: new Set() };
    const none = { also, chosen, bright: null, near: null, paths: [] };
    if (now.chosen === null) return none;
    if (now.chosen.actor !== undefined) {
      const { actor } = now.chosen;
      const near = paths.around(adjacency(sifted), actor, now.steps);
      chosen.actors.add(actor);
      also.actors.add(actor);
      // The strongest neighbours come into a picture that left them out, but not a whole corpus of them.
      for (const n of filters.ranked) if (near.has(n) && also.actors.size < filters.MOST_ACTORS) also.actors.add(n);
      return { ...none, near, bright: { actors: new Set(near.keys()), within: near, steps: now.steps } };
    }
    if (now.chosen.pair) {
      const [a, b] = now.chosen.pair;
      for (const n of [a, b]) {
        also.actors.add(n);
        chosen.actors.add(n);
      }
      const between = actors[a].relations.filter((n) => [relations[n].source, relations[n].target].includes(b));
      const shown = now.chosen.relation === undefined ? between.filter((n) => sifted.weight[n]) : [now.chosen.relation];
      for (const n of shown.length ? shown : between) {
        also.relations.add(n);
        chosen.lines.add(lineOf(n));
      }
      return { ...none, bright: { actors: new Set([a, b]), lines: new Set(between.map(lineOf)) } };
    }
    const [from, to] = now.chosen.path;
    const ways = from === null || to === null ? [] : paths.between(adjacency(sifted), from, to);
    for (const n of [from, to]) if (n !== null) {
      also.actors.add(n);
      chosen.actors.add(n);
    }
    if (!ways.length) return { ...none, bright: from === null && to === null ? null : { actors: new Set(chosen.actors), lines: new Set() } };
    const bright = { actors: new Set(ways.flat()), lines: new Set() };
    for (const n of bright.actors) also.actors.add(n);
    ways.forEach((way, place) => {
      for (const line of linesAlong(way, sifted)) {
        bright.lines.add(line);
        if (place === panel.wayOf(now.chosen.way, ways)) chosen.lines.add(line);
      }
    });
    for (const n of ways[panel.wayOf(now.chosen.way, ways)]) chosen.actors.add(n);
    return { ...none, bright, paths: ways };
  }

  function linesAlong(way, sifted) {
    const steps = new Set(way.slice(1).flatMap((n, at) => [`${way[at]} ${n}`, `${n} ${way[at]}`]));
    return lines.filter(({ from, to, relations: of }) => steps.has(`${from} ${to}`) && of.some((n) => sifted.weight[n])).map(({ n }) => n);
  }

  let adjacent = { sifted: null, near: null };
  function adjacency(sifted) {
    if (adjacent.sifted !== sifted) adjacent = { sifted, near: paths.adjacency(sifted) };
    return adjacent.near;
  }

  /** Lines that stay bright around an actor: those on a way to it that is as short as can be. */
  function brightLines(bright, shown) {
    if (!bright || bright.lines) return bright;
    const { within, steps } = bright;
    const near = shown.lines.filter(({ from, to }) => within.has(from) && within.has(to) &&
      Math.min(within.get(from), within.get(to)) < steps);
    return { actors: bright.actors, lines: new Set(near.map(({ n }) => n)) };
  }

  // ---------------------------------------------------------------- showing

  let sifted = null;

  function show(now, before) {
    if (!sifted || !before || state.filtersChanged(before)) sifted = filters.sieve(now);
    const { also, chosen, bright, near, paths: ways } = around(now, sifted);
    const shown = filters.pictured(now, sifted, also);
    view = { sifted, shown, near, paths: ways };
    const isPicture = now.view === "picture";
    byId("picture").hidden = !isPicture;
    byId("list").hidden = isPicture;
    byId("panel").hidden = !isPicture && now.chosen === null; // the overview would say what the list says
    for (const name of ["picture", "actors", "relations"]) {
      byId(`view-${name}`).setAttribute("aria-pressed", String(now.view === name));
    }
    legend.show(now);
    tally(now, shown);
    picture.draw(shown, sifted, brightLines(bright, shown), chosen);
    if (!isPicture && (!before || now.view !== before.view || now.sort !== before.sort || state.filtersChanged(before))) lists.show(view, now);
    panel.show({ ...view, stepped: before && now.steps !== before.steps });
    if (!before) return;
    if (now.view !== before.view && isPicture) requestAnimationFrame(() => picture.renderer.redraw());
    if (now.camera && JSON.stringify(now.camera) !== JSON.stringify(before.camera) && !moving) picture.look(now.camera);
    const same = JSON.stringify(now.chosen) === JSON.stringify(before.chosen);
    if (!same && chosen.actors.size && isPicture) {
      const centre = now.chosen.path ? [...(brightLines(bright, shown)?.actors ?? [])] : [...chosen.actors];
      picture.bringIntoView(centre);
    }
    if (!same && now.chosen && getComputedStyle(byId("main")).flexDirection === "column") {
      // Not at once: the click that follows a touch would fall on what has come under the finger.
      setTimeout(() => byId("panel").scrollIntoView({ block: "start" }), 150);
    }
    if (now.lonely !== before.lonely || now.all !== before.all) picture.whole(0);
  }

  /** How much of the graph is seen, and what is not and why. */
  function tally(now, shown) {
    const drawn = shown.lines.reduce((sum, { relations: of }) => sum + of.filter((n) => sifted.weight[n]).length, 0);
    byId("counts").textContent =
      `${count(records.articles, "article")} · ${number(shown.actors.size)} of ${count(actors.length, "actor")} · ` +
      `${number(drawn)} of ${count(relations.length, "relation")}`;
    let hiddenClaims = records.claims.size;
    for (const passes of sifted.passes) hiddenClaims -= passes;
    const hidden = relations.length - sifted.shown;
    byId("hidden").textContent = hidden || hiddenClaims
      ? `Hidden by filters: ${count(hidden, "relation")}, ${count(hiddenClaims, "sentence")}.` : "Nothing is hidden by filters.";
    byId("left-out").hidden = !shown.leftOut;
    byId("left-out-told").textContent = `The ${number(shown.actors.size)} actors in the most articles; ` +
      `${number(shown.leftOut)} more are left out of the picture. Search and lists reach them.`;
  }

  // ---------------------------------------------------------------- hints

  const sentence = ({ source, label, target }) =>
    `${apart(short(actors[source].name, 60))} ${label} ${apart(short(actors[target].name, 60))}`;

  picture.on.over = (what) => {
    byId("hint").textContent = what === null ? ""
      : what.actor !== undefined ? `${apart(short(actors[what.actor].name, 80))}, ${count(sifted.degree[what.actor], "relation")}`
        : what.line.relations.slice(0, 4).map((n) => sentence(relations[n])).join("; ") +
          (what.line.relations.length > 4 ? ` and ${what.line.relations.length - 4} more` : "");
  };
  picture.on.choose = (what) => {
    if (what === null) state.choose.nothing();
    else if (what.actor !== undefined) state.choose.actor(what.actor);
    else {
      const shown = view.shown.lines.find(({ n }) => n === what.line);
      if (shown.relations.length === 1) state.choose.relation(shown.relations[0]);
      else state.choose.pair(shown.from, shown.to);
    }
  };
  let moving = false;
  picture.on.moved = (camera) => {
    moving = true;
    state.change({ camera }, true);
    moving = false;
  };

  // ---------------------------------------------------------------- buttons and keys

  for (const name of ["picture", "actors", "relations"]) {
    byId(`view-${name}`).addEventListener("click", () => state.change({ view: name, sort: "" }));
  }
  byId("closer").addEventListener("click", () => picture.zoom(1.35));
  byId("farther").addEventListener("click", () => picture.zoom(1 / 1.35));
  byId("whole").addEventListener("click", () => {
    picture.whole();
    state.change({ camera: null }, true);
  });
  byId("show-all").addEventListener("click", () => state.change({ all: true }));
  byId("moving").addEventListener("change", (event) => picture.physics(event.target.checked));
  byId("path").addEventListener("click", () => state.choose.path(state.now.chosen?.actor ?? null, null));
  for (const name of ["png", "svg", "csv", "graphml"]) {
    byId(`take-${name}`).addEventListener("click", () => {
      byId("take").open = false;
      byId("take").querySelector("summary").focus();
      takeaway.take[name](view);
    });
  }
  const filtersOpen = (open) => {
    byId("legend").hidden = !open;
    byId("filters").setAttribute("aria-expanded", String(open));
    requestAnimationFrame(() => picture.renderer.redraw());
  };
  byId("filters").addEventListener("click", () => {
    filtersOpen(byId("legend").hidden);
    if (!byId("legend").hidden) byId("legend").focus();
  });
  byId("legend-close").addEventListener("click", () => {
    filtersOpen(false);
    byId("filters").focus();
  });

  function setTheme(theme, redraw = true) {
    document.documentElement.dataset.theme = theme;
    byId("theme").textContent = theme === "dark" ? "Light" : "Dark";
    byId("theme").setAttribute("aria-label", theme === "dark" ? "Light theme" : "Dark theme");
    elements.setColours(theme === "dark");
    if (redraw) picture.again();
  }
  byId("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  let onScreen = "light";
  window.addEventListener("beforeprint", () => {
    onScreen = document.documentElement.dataset.theme;
    setTheme("light");
  });
  window.addEventListener("afterprint", () => setTheme(onScreen));

  byId("help-open").addEventListener("click", () => byId("help").showModal());
  byId("help-close").addEventListener("click", () => byId("help").close());

  search.field(byId("search"), byId("found"), (n) => {
    state.choose.actor(n);
    byId("panel").focus();
  });

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (key === "Escape") {
      if (byId("take").open) byId("take").open = false;
      else state.choose.nothing();
      return;
    }
    if (target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "radio") return;
    const act = {
      "/": () => byId("search").focus(), "?": () => byId("help").showModal(), f: () => byId("filters").click(),
      g: () => byId("view-picture").click(), a: () => byId("view-actors").click(), r: () => byId("view-relations").click(),
      p: () => byId("path").click(), w: () => byId("whole").click(),
      1: () => state.change({ steps: 1 }), 2: () => state.change({ steps: 2 }), 3: () => state.change({ steps: 3 }),
    }[key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // ---------------------------------------------------------------- opening

  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light", false);
  byId("filters").setAttribute("aria-expanded", String(!byId("legend").hidden));
  state.listen(show);
  state.follow();
  if (state.now.camera) picture.look(state.now.camera);
  else picture.whole(0);
  document.documentElement.dataset.ready = "true";
  // A first click must not wait for the evidence to be unpacked.
  (window.requestIdleCallback ?? setTimeout)(() => records.evidence());
  window.kgPage = { picture, state, records, sifted: () => sifted, filters, takeaway }; // for the console and the tests
})();
