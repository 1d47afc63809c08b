/* State: everything that decides what is seen, held in the address after "#", so that a link opens the same view. */
const state = (() => {
  const { kinds, families, statuses, types, documents, actors, relations, actorById, relationById } = records;
  const SHOWN_FIRST = new Set(["asserted", "alleged", "planned"]);
  const VIEWS = ["picture", "actors", "relations"];
  const publishers = [...new Set(documents.map(({ publisher }) => publisher))].sort((a, b) => a.localeCompare(b));
  const documentById = new Map(documents.map(({ id }, n) => [id, n]));

  const DEFAULTS = Object.freeze({
    view: "picture",
    sort: "", // column of the lists, "-" before it for descending
    chosen: null, // {actor} | {pair: [a, b], relation?} | {path: [from, to], way}; numbers
    steps: 1, // how far from the chosen actor its neighbours go
    hiddenKinds: new Set(),
    hiddenFamilies: new Set(),
    hiddenTypes: new Set(),
    statuses: new Set(statuses.filter((status) => SHOWN_FIRST.has(status))),
    publishers: new Set(), // empty: all
    articles: new Set(), // numbers; empty: all
    least: 1, // articles
    confidence: 0, // in hundredths
    since: "",
    until: "",
    contestedOnly: false,
    unnamedToo: true,
    lonely: false,
    all: false, // also the actors beyond those that the picture opens with
    camera: null, // {x, y, scale}, once the reader has moved the picture
  });

  let current = { ...DEFAULTS };
  const listeners = [];

  const same = (a, b) => (a instanceof Set ? a.size === b.size && [...a].every((item) => b.has(item)) : a === b);
  const SETS = { "hide-kind": "hiddenKinds", "hide-family": "hiddenFamilies", "hide-type": "hiddenTypes", publisher: "publishers" };
  const FLAGS = { contested: "contestedOnly", lonely: "lonely", all: "all" };

  /** The address of a state: only what differs from how the page opens. */
  function toAddress(of) {
    const query = new URLSearchParams();
    if (of.view !== DEFAULTS.view) query.set("view", of.view);
    if (of.sort) query.set("sort", of.sort);
    const { chosen } = of;
    if (chosen?.actor !== undefined) query.set("actor", actors[chosen.actor].id);
    if (chosen?.relation !== undefined) query.set("relation", relations[chosen.relation].id);
    else if (chosen?.pair) {
      query.set("between", actors[chosen.pair[0]].id);
      query.set("and", actors[chosen.pair[1]].id);
    }
    if (chosen?.path) {
      const [from, to] = chosen.path;
      query.set("path-from", from === null ? "" : actors[from].id);
      query.set("path-to", to === null ? "" : actors[to].id);
      if (chosen.way) query.set("way", chosen.way + 1);
    }
    if (of.steps !== 1) query.set("steps", of.steps);
    for (const [key, field] of Object.entries(SETS)) for (const value of of[field]) query.append(key, value);
    for (const n of of.articles) query.append("article", documents[n].id);
    if (!same(of.statuses, DEFAULTS.statuses)) query.set("status", statuses.filter((one) => of.statuses.has(one)).join(","));
    for (const key of ["least", "confidence", "since", "until"]) if (of[key] !== DEFAULTS[key]) query.set(key, of[key]);
    for (const [key, field] of Object.entries(FLAGS)) if (of[field]) query.set(key, "1");
    if (!of.unnamedToo) query.set("unnamed", "0");
    if (of.camera) query.set("at", [of.camera.x, of.camera.y, of.camera.scale].map((value) => Number(value.toPrecision(5))).join(","));
    // A slash needs no escape after "#", and an address may be read by people.
    return query.toString().replaceAll("%2F", "/").replaceAll("%2C", ",");
  }

  /** The state of an address; what it does not know is passed over. */
  function fromAddress(address) {
    const query = new URLSearchParams(address);
    const known = (key, names) => new Set(query.getAll(key).filter((value) => names.includes(value)));
    const number = (key, least, most) => {
      const value = Number(query.get(key) ?? NaN);
      return Number.isFinite(value) ? Math.min(Math.max(Math.round(value), least), most) : DEFAULTS[key];
    };
    const date = (key) => (/^\d{4}(-\d\d(-\d\d)?)?$/.test(query.get(key) ?? "") ? query.get(key) : "");
    const actor = (key) => actorById.get(query.get(key));
    let chosen = null;
    if (actor("actor") !== undefined) chosen = { actor: actor("actor") };
    else if (relationById.has(query.get("relation"))) {
      const relation = relations[relationById.get(query.get("relation"))];
      chosen = { pair: [relation.source, relation.target], relation: relation.n };
    } else if (actor("between") !== undefined && actor("and") !== undefined) {
      chosen = { pair: [actor("between"), actor("and")] };
    } else if (query.has("path-from") || query.has("path-to")) {
      const way = Math.max(Math.round(Number(query.get("way"))) || 1, 1) - 1;
      chosen = { path: [actor("path-from") ?? null, actor("path-to") ?? null], way };
    }
    const at = (query.get("at") ?? "").split(",").map(Number);
    return {
      ...DEFAULTS,
      view: VIEWS.includes(query.get("view")) ? query.get("view") : DEFAULTS.view,
      sort: /^-?[a-z]+$/.test(query.get("sort") ?? "") ? query.get("sort") : "",
      chosen,
      steps: number("steps", 1, 3),
      hiddenKinds: known("hide-kind", kinds.map(({ name }) => name)),
      hiddenFamilies: known("hide-family", families.map(({ name }) => name)),
      hiddenTypes: known("hide-type", types.map(({ name }) => name)),
      publishers: known("publisher", publishers),
      articles: new Set(query.getAll("article").map((id) => documentById.get(id)).filter((n) => n !== undefined)),
      statuses: query.has("status")
        ? new Set(query.get("status").split(",").filter((status) => statuses.includes(status))) : DEFAULTS.statuses,
      least: number("least", 1, 1e6),
      confidence: number("confidence", 0, 100),
      since: date("since"),
      until: date("until"),
      ...Object.fromEntries(Object.entries(FLAGS).map(([key, field]) => [field, query.get(key) === "1"])),
      unnamedToo: query.get("unnamed") !== "0",
      camera: at.length === 3 && at.every(Number.isFinite) && at[2] > 0 ? { x: at[0], y: at[1], scale: at[2] } : null,
    };
  }

  function tell(before) {
    for (const listener of listeners) listener(current, before);
  }

  /** Change some fields. ``replace``: without a step of its own for the browser's "back". */
  function change(fields, replace = false) {
    const before = current;
    current = { ...current, ...fields };
    const address = `#${toAddress(current)}`;
    if (address !== (location.hash || "#")) history[replace ? "replaceState" : "pushState"](null, "", address);
    tell(before);
  }

  function follow() {
    const before = current;
    current = fromAddress(location.hash.slice(1));
    tell(before);
  }
  window.addEventListener("popstate", follow);

  const choose = {
    actor: (n) => change({ chosen: { actor: n } }),
    pair: (a, b) => change({ chosen: { pair: [a, b] } }),
    relation: (n) => change({ chosen: { pair: [relations[n].source, relations[n].target], relation: n } }),
    path: (from, to, way = 0) => change({ chosen: { path: [from, to], way } }),
    nothing: () => { if (current.chosen) change({ chosen: null }); },
  };

  const FILTERS = ["hiddenKinds", "hiddenFamilies", "hiddenTypes", "statuses", "publishers", "articles", "least",
    "confidence", "since", "until", "contestedOnly", "unnamedToo"];
  /** Whether anything is filtered otherwise than when the page opens. */
  const filtered = () => FILTERS.some((field) => !same(current[field], DEFAULTS[field]));
  const resetFilters = () => change(Object.fromEntries(FILTERS.map((field) => [field, DEFAULTS[field]])));
  const filtersChanged = (before) => [...FILTERS, "lonely", "all"].some((field) => !same(current[field], before[field]));

  return {
    get now() { return current; },
    publishers, change, choose, filtered, filtersChanged, resetFilters, follow, toAddress,
    listen: (listener) => listeners.push(listener),
  };
})();
