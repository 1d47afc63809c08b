/* Legend: how things are drawn, and the filters; each line of it can be switched off. */
const legend = (() => {
  const { actors, relations, kinds, families, types, statuses, documents, claims } = records;
  const { make, button, bdi, glyph, stroke, familyColour } = elements;
  const { number } = words;
  const byId = (id) => document.getElementById(id);
  const MOST_BARS = 60;

  const toggled = (set, name, on) => {
    const next = new Set(set);
    next[on ? "add" : "delete"](name);
    return next;
  };

  /** A line of the legend: a check box, how it is drawn, its name, how many there are, and "only". */
  function line({ name, title = name, sign = null, total, checked, change, only, unfold = null }) {
    return make("div", { className: "line" },
      make("label", {},
        make("input", { type: "checkbox", name, checked, onchange: (event) => change(event.target.checked) }),
        sign, make("span", { className: "title" }, bdi(words.short(title, 60)))),
      unfold,
      only ? button("only", only, { className: "only", "aria-label": `Only ${title}` }) : null,
      make("span", { className: "count" }, number(total)));
  }

  const tally = (list, key) => {
    const totals = new Map();
    for (const item of list) totals.set(item[key], (totals.get(item[key]) ?? 0) + 1);
    return (name) => totals.get(name) ?? 0;
  };
  const [ofKind, ofFamily, ofType] = [tally(actors, "kind"), tally(relations, "family"), tally(relations, "type")];
  const ofStatus = (name) => {
    const wanted = statuses.indexOf(name);
    return claims.status.reduce((sum, status) => sum + (status === wanted), 0);
  };
  const statusTotals = new Map(statuses.map((name) => [name, ofStatus(name)]));
  const articlesOf = tally(documents, "publisher");

  const others = (all, name) => new Set(all.filter((other) => other !== name));
  let openFamilies = new Set();

  function show(now) {
    const focused = document.activeElement?.closest("#legend") ? pathOf(document.activeElement) : null;
    const put = (id, lines) => byId(id).replaceChildren(byId(id).querySelector("legend"), ...lines);
    put("kinds", kinds.map(({ name }) => line({
      name, sign: glyph(name), total: ofKind(name), checked: !now.hiddenKinds.has(name),
      change: (on) => state.change({ hiddenKinds: toggled(now.hiddenKinds, name, !on) }),
    })));
    put("families", families.flatMap(({ name }) => {
      const inner = types.filter((type) => type.family === name);
      const toggle = (type) => (on) => state.change({ hiddenTypes: toggled(state.now.hiddenTypes, type, !on) });
      const open = openFamilies.has(name);
      const unfold = button(open ? "▾" : "▸", () => {
        openFamilies = toggled(openFamilies, name, !open);
        show(state.now);
      }, { className: "unfold", "aria-expanded": String(open), "aria-label": `Types of ${words.short(name, 60)}` });
      return [
        line({
          name, sign: stroke(familyColour(name), "asserted"), total: ofFamily(name), checked: !now.hiddenFamilies.has(name),
          change: (on) => state.change({ hiddenFamilies: toggled(now.hiddenFamilies, name, !on) }),
          only: () => state.change({ hiddenFamilies: others(families.map((family) => family.name), name), hiddenTypes: new Set() }),
          unfold,
        }),
        open ? make("div", { className: "types" }, inner.map((type) => line({
          name: type.name, title: type.label, total: ofType(type.name), checked: !now.hiddenTypes.has(type.name),
          change: toggle(type.name),
        }))) : null,
      ].filter(Boolean);
    }));
    put("statuses", statuses.map((name) => line({
      name, sign: stroke("currentColor", name, true), total: statusTotals.get(name), checked: now.statuses.has(name),
      change: (on) => state.change({ statuses: toggled(now.statuses, name, on) }),
      only: () => state.change({ statuses: new Set([name]) }),
    })));
    sources(now);
    byId("least").value = now.least;
    byId("least-unit").textContent = now.least === 1 ? "article" : "articles";
    byId("confidence").value = now.confidence;
    byId("confidence-told").textContent = now.confidence ? `${now.confidence} % or more` : "any";
    byId("contested").checked = now.contestedOnly;
    byId("unnamed").checked = now.unnamedToo;
    byId("lonely").checked = now.lonely;
    byId("reset").hidden = !state.filtered();
    histogram(now);
    if (focused) byPath(focused)?.focus({ preventScroll: true });
  }

  /** Where a control stands in the legend, to find its successor after the legend was made again. */
  const pathOf = (element) => {
    const group = element.closest("fieldset")?.id;
    return { group, id: element.id, name: element.name, className: element.className, label: element.getAttribute("aria-label") };
  };
  const byPath = ({ group, id, name, className, label }) => (id ? byId(id) : [...(byId(group)?.querySelectorAll("input, button, summary") ?? [])]
    .find((one) => one.name === name && one.className === className && one.getAttribute("aria-label") === label));

  // ---------------------------------------------------------------- publishers and articles

  const ARTICLES_LISTED = 60;
  let wanted = "";

  function sources(now) {
    const publishers = state.publishers.map((name) => line({
      name, title: name || "no publisher named", total: articlesOf(name), checked: now.publishers.has(name),
      change: (on) => state.change({ publishers: toggled(now.publishers, name, on) }),
    }));
    byId("publishers").replaceChildren(byId("publishers").querySelector("legend"), ...publishers);
    byId("publishers").hidden = state.publishers.length < 2;
    articles(now);
  }

  function articles(now) {
    const parts = words.fold(wanted).split(" ").filter(Boolean);
    const found = documents.map((_, n) => n).filter((n) => now.articles.has(n) ||
      parts.every((part) => words.fold(`${documents[n].title} ${documents[n].id}`).includes(part)));
    found.sort((a, b) => now.articles.has(b) - now.articles.has(a) || (documents[a].date < documents[b].date ? 1 : -1));
    byId("article-list").replaceChildren(...found.slice(0, ARTICLES_LISTED).map((n) => line({
      name: documents[n].id, title: documents[n].title || documents[n].id, total: "", checked: now.articles.has(n),
      change: (on) => state.change({ articles: toggled(state.now.articles, n, on) }),
    })));
    byId("articles-told").textContent = now.articles.size ? `${words.count(now.articles.size, "article")} chosen`
      : `all ${words.count(documents.length, "article")}`;
  }
  byId("article-search").addEventListener("input", (event) => {
    wanted = event.target.value;
    articles(state.now);
  });

  // ---------------------------------------------------------------- dates

  /** The bars: days, months or years, whatever shows most of the claims; what lies before them is the first bar. */
  const bars = (() => {
    const dates = claims.date.filter((date) => /^\d{4}/.test(date)).sort();
    if (!dates.length) return [];
    const at = (share) => dates[Math.min(Math.floor(share * dates.length), dates.length - 1)];
    const unit = [[10, 40], [7, MOST_BARS], [4, MOST_BARS]].find(([length, most]) => {
      const keys = spread(at(0.06).padEnd(10, "-01").slice(0, length), at(1).padEnd(10, "-01").slice(0, length), length);
      return keys.length <= most;
    })?.[0] ?? 4;
    const full = (date) => (date.length >= unit ? date.slice(0, unit) : `${date}-01-01`.slice(0, unit));
    const last = full(at(1));
    const keys = spread(full(at(0.06)), last, unit).slice(-MOST_BARS);
    const early = dates.some((date) => full(date) < keys[0]);
    const list = [...(early ? [{ from: "", to: keys[0], before: true }] : []), ...keys.map((key) => ({ from: key, to: key }))];
    const place = new Map(keys.map((key, n) => [key, n + Number(early)]));
    const fullOf = claims.date.map((date) => (/^\d{4}/.test(date) ? place.get(full(date)) ?? (early ? 0 : null) : null));
    return Object.assign(list, { placeOf: fullOf });
  })();

  /** All days, months or years from one to another, as ISO dates of that length. */
  function spread(from, to, length) {
    const keys = [];
    const date = new Date(`${from}${"-01-01".slice(0, 10 - from.length)}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) return [from];
    while (keys.length < 500) {
      const key = date.toISOString().slice(0, length);
      if (key > to) break;
      keys.push(key);
      if (length === 10) date.setUTCDate(date.getUTCDate() + 1);
      else if (length === 7) date.setUTCMonth(date.getUTCMonth() + 1);
      else date.setUTCFullYear(date.getUTCFullYear() + 1);
    }
    return keys;
  }

  const label = ({ from, to, before }) => (before ? `before ${words.day(to)}` : words.day(from));

  function histogram(now) {
    byId("dates").hidden = bars.length < 2;
    if (bars.length < 2) return;
    const [low, high] = [barOf(now.since, 0), barOf(now.until, bars.length - 1)];
    const without = filters.claimTest({ ...now, since: "", until: "" });
    const totals = new Array(bars.length).fill(0);
    let undated = 0;
    bars.placeOf.forEach((place, c) => {
      if (!without(c)) return;
      if (place === null) undated += 1;
      else totals[place] += 1;
    });
    const most = Math.max(...totals, 1);
    const picture = elements.svg("", 240, 46, ...totals.map((total, n) => ({
      tag: "rect", x: (240 / bars.length) * n + 0.5, width: Math.max(240 / bars.length - 1, 1),
      y: 46 - (total ? Math.max((44 * Math.sqrt(total)) / Math.sqrt(most), 2) : 0), height: 46,
      class: n >= low && n <= high ? "in" : "out",
    })));
    picture.setAttribute("preserveAspectRatio", "none"); // as wide as there is room
    byId("bars").replaceChildren(picture);
    for (const [id, value] of [["since", low], ["until", high]]) {
      byId(id).max = bars.length - 1;
      byId(id).value = value;
      byId(id).setAttribute("aria-valuetext", label(bars[value]));
    }
    const all = low === 0 && high === bars.length - 1;
    byId("dates-told").textContent = all ? `${label(bars[0])} to ${label(bars.at(-1))}`
      : `${label(bars[low])}${high > low ? ` to ${label(bars[high])}` : ""}${undated ? `; ${number(undated)} undated hidden` : ""}`;
  }
  function barOf(date, otherwise) {
    if (!date) return otherwise;
    const found = bars.findIndex(({ from, to, before }) => (before ? date <= to && otherwise > 0 && date < to : from === date.slice(0, from.length)));
    return found < 0 ? otherwise : found;
  }

  // A drag of a slider is one step for the browser's "back", however many values it passes.
  let sliding = false;
  function slide(event, fields) {
    state.change(fields, sliding);
    sliding = event.type === "input";
  }

  function ranged(event) {
    const values = [Number(byId("since").value), Number(byId("until").value)];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    slide(event, {
      since: low === 0 ? "" : bars[low].from,
      until: high === bars.length - 1 ? "" : bars[high].before ? dayBefore(bars[high].to) : bars[high].to,
    });
  }
  const dayBefore = (iso) => {
    const date = new Date(`${iso}${"-01-01".slice(0, 10 - iso.length)}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - 1);
    return date.toISOString().slice(0, 10);
  };
  for (const id of ["since", "until"]) {
    byId(id).addEventListener("input", ranged);
    byId(id).addEventListener("change", ranged);
  }

  // ---------------------------------------------------------------- the rest

  const most = (() => {
    let greatest = 1;
    for (const relation of relations) greatest = Math.max(greatest, relation.last - relation.first);
    return greatest;
  })();
  byId("least").max = most;
  for (const type of ["input", "change"]) {
    byId("least").addEventListener(type, (event) => slide(event, { least: Math.max(1, Math.round(Number(event.target.value)) || 1) }));
    byId("confidence").addEventListener(type, (event) => slide(event, { confidence: Number(event.target.value) }));
  }
  byId("contested").addEventListener("change", (event) => state.change({ contestedOnly: event.target.checked }));
  byId("unnamed").addEventListener("change", (event) => state.change({ unnamedToo: event.target.checked }));
  byId("lonely").addEventListener("change", (event) => state.change({ lonely: event.target.checked }));
  byId("reset").addEventListener("click", () => state.resetFilters());
  byId("contested-count").textContent = number(relations.filter(({ contested }) => contested).length);
  byId("unnamed-count").textContent = number(relations.filter(({ unnamedOnly }) => unnamedOnly).length);

  return { show };
})();
