/* Lists: all actors and all relations as tables that can be sorted; the picture in words. */
const lists = (() => {
  const { actors, relations, claims } = records;
  const { make, button, bdi, glyph, stroke, badges, familyColour } = elements;
  const { number, short } = words;
  const AT_ONCE = 200;
  const box = document.getElementById("list");

  const first = (relation) => {
    let earliest = "";
    for (let c = relation.first; c < relation.last; c += 1) {
      if (claims.date[c] && (!earliest || claims.date[c] < earliest)) earliest = claims.date[c];
    }
    return earliest;
  };
  const name = (n) => actors[n].name;
  const choose = (text, take) => button(bdi(short(text, 90)), take, { className: "name" });

  /** Columns: heading, what it sorts by (a text or a number), what stands in a cell, and whether large comes first. */
  const COLUMNS = {
    actors: {
      name: ["Actor", (n) => name(n), (n) => [glyph(actors[n].kind), choose(name(n), () => state.choose.actor(n))]],
      kind: ["Kind", (n) => actors[n].kind, (n) => actors[n].kind],
      articles: ["Articles", (n) => actors[n].articles, (n) => number(actors[n].articles), true],
      relations: ["Relations", (n, { degree }) => degree[n], (n, { degree }) => number(degree[n]), true],
      first: ["First seen", (n) => actors[n].first_seen, (n) => words.shortDay(actors[n].first_seen)],
      last: ["Last seen", (n) => actors[n].last_seen, (n) => words.shortDay(actors[n].last_seen), true],
    },
    relations: {
      source: ["Who", (n) => name(relations[n].source), (n) => [glyph(actors[relations[n].source].kind), choose(name(relations[n].source), () => state.choose.actor(relations[n].source))]],
      label: ["did what", (n) => relations[n].label, (n) => [stroke(familyColour(relations[n].family), status(n), !relations[n].mutual), choose(relations[n].label, () => state.choose.relation(n))]],
      target: ["to whom", (n) => name(relations[n].target), (n) => [glyph(actors[relations[n].target].kind), choose(name(relations[n].target), () => state.choose.actor(relations[n].target))]],
      status: ["As told", (n) => records.statuses.indexOf(status(n)), (n) => [status(n), badges(relations[n]).flatMap((badge) => [" ", badge])]],
      articles: ["Articles", (n, { weight }) => weight[n], (n, { weight }) => number(weight[n]), true],
      first: ["First", (n) => first(relations[n]), (n) => words.shortDay(first(relations[n]))],
    },
  };
  const FIRST_SORT = { actors: "-articles", relations: "-articles" };
  const BRIEF = new Set(["kind", "articles", "relations", "first", "last"]);
  let sifted = null;
  const status = (n) => sifted?.status[n] ?? panel.firmest(relations[n]);

  let wanted = ""; // what the list is narrowed to
  let outside = false; // also what does not pass the filters
  let lastKind = "";

  function show(view, now) {
    sifted = view.sifted;
    const kind = now.view;
    if (kind !== lastKind) wanted = "";
    lastKind = kind;
    const columns = COLUMNS[kind];
    const sort = columns[now.sort.replace(/^-/, "")] ? now.sort : FIRST_SORT[kind];
    const [key, down] = [sort.replace(/^-/, ""), sort.startsWith("-")];
    const passing = kind === "actors"
      ? actors.map(({ n }) => n).filter((n) => outside || sifted.degree[n] || (now.lonely && !actors[n].relations.length))
      : relations.map(({ n }) => n).filter((n) => outside || sifted.weight[n]);
    const total = kind === "actors" ? actors.length : relations.length;
    const [, by] = columns[key];
    const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
    const sorted = passing.map((n) => [by(n, sifted), n]).sort(([a, m], [b, n]) =>
      (typeof a === "number" ? a - b : collator.compare(a, b)) * (down ? -1 : 1) || m - n).map(([, n]) => n);

    const narrow = make("input", { type: "search", id: "narrow", value: wanted, placeholder: "Narrow the list", "aria-label": "Narrow the list", autocomplete: "off",
      oninput: (event) => { wanted = event.target.value; fill(); } });
    const also = make("label", {}, make("input", { type: "checkbox", checked: outside, id: "outside", onchange: (event) => {
      outside = event.target.checked;
      show(view, now);
      document.getElementById("outside").focus();
    } }), "Also what the filters hide");
    const names = Object.keys(columns);
    const body = make("tbody", { role: "rowgroup" });
    const caption = make("caption", { className: "unseen" }, kind === "actors" ? "All actors" : "All relations");
    const heads = Object.entries(columns).map(([id, [title, , , large]]) => make("th", {
      scope: "col", role: "columnheader", "aria-sort": id === key ? (down ? "descending" : "ascending") : "none",
    }, button([title, make("span", { "aria-hidden": "true" }, id === key ? (down ? " ▼" : " ▲") : "")], () => {
      const flip = id === key ? !down : Boolean(large);
      state.change({ sort: `${flip ? "-" : ""}${id}` });
      box.querySelector(`th button[data-column="${id}"]`)?.focus();
    }, { "data-column": id })));
    const table = make("table", { role: "table" }, caption, make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, heads)), body);
    const told = make("p", { id: "listed", role: "status" });
    const more = button("", () => grow(true), { className: "more" });
    let matching = [];
    let shown = 0;

    const text = (n) => (kind === "actors" ? [name(n), ...actors[n].aliases].join(" ")
      : `${name(relations[n].source)} ${relations[n].label} ${name(relations[n].target)}`);
    function fill() {
      const parts = words.fold(wanted).split(" ").filter(Boolean);
      matching = parts.length ? sorted.filter((n) => {
        const folded = words.fold(text(n));
        return parts.every((part) => folded.includes(part));
      }) : sorted;
      body.replaceChildren();
      shown = 0;
      told.textContent = `${number(matching.length)} of ${words.count(total, kind === "actors" ? "actor" : "relation")}`;
      grow(false);
    }
    function grow(focus) {
      const before = shown;
      const next = matching.slice(shown, shown + AT_ONCE);
      // The roles are those that these elements have anyway, until a narrow window lays the rows out as cards.
      body.append(...next.map((n) => make("tr", { role: "row" }, Object.values(columns).map(([title, , cell], at) =>
        make(at ? "td" : "th", at
          ? { role: "cell", className: BRIEF.has(names[at]) ? "brief" : "", "data-heading": title } : { role: "rowheader", scope: "row" },
        make("div", {}, cell(n, sifted)))))));
      shown += next.length;
      more.textContent = `Show more (${number(matching.length - shown)} left)`;
      more.hidden = shown >= matching.length;
      if (focus) body.children[before]?.querySelector("button")?.focus();
    }
    box.replaceChildren(make("div", { className: "narrow" }, narrow, also, told), table, more);
    fill();
  }

  return { show };
})();
