/* Panel: what is told of the actor, the pair or the path that is chosen, with the sentences; else an overview. */
const panel = (() => {
  const { actors, relations, families, statuses } = records;
  const { make, button, bdi, glyph, stroke, badges, link, rows, familyColour } = elements;
  const { day, period, dateTold, capital, count, number } = words;
  const { choose } = state;
  const box = document.getElementById("panel");

  const nameOf = (n, most = 120) => bdi(words.short(actors[n].name, most), { title: actors[n].name.length > most ? actors[n].name : "" });
  const actorButton = (n) => button(nameOf(n), () => choose.actor(n), { className: "name" });
  const back = () => button("← Overview", choose.nothing, { className: "back" });
  const percent = (confidence) => `${Math.round(100 * confidence)} %`;

  const ofWeight = (sifted) => (a, b) => sifted.weight[b] - sifted.weight[a] || a - b;

  // ---------------------------------------------------------------- rows of relations

  /** A relation as one line of a list; seen from ``actor``, or in full. */
  function relationRow(n, actor, sifted) {
    const relation = relations[n];
    const outward = relation.source === actor;
    const told = actor === null
      ? [make("b", {}, nameOf(relation.source)), ` ${relation.label} `, make("b", {}, nameOf(relation.target))]
      : [`${outward ? relation.label : relation.inverse} `, make("b", {}, nameOf(outward ? relation.target : relation.source))];
    const status = sifted.status[n] ?? firmest(relation);
    const weight = sifted.weight[n];
    return make("li", {}, button([
      stroke(familyColour(relation.family), status, true),
      make("span", { className: "what" }, told,
        status === "asserted" ? null : make("span", { className: "told" }, ` ${status}`),
        badges(relation).flatMap((badge) => [" ", badge])),
      make("span", { className: "times" }, weight ? count(weight, "article") : "filtered out"),
    ], () => choose.relation(n)));
  }

  /** The status of a relation whatever the filters. */
  function firmest(relation) {
    const { claims } = records;
    const told = new Set();
    for (let c = relation.first; c < relation.last; c += 1) told.add(statuses[claims.status[c]]);
    return statuses.find((status) => status !== "denied" && told.has(status)) ?? "denied";
  }

  /** Relations that pass, and a way to those that do not. */
  function relationRows(numbers, actor, sifted) {
    const passing = numbers.filter((n) => sifted.weight[n]).sort(ofWeight(sifted));
    const others = numbers.filter((n) => !sifted.weight[n]);
    const list = rows(passing.map((n) => () => relationRow(n, actor, sifted)));
    if (others.length) {
      const denied = others.filter((n) => firmest(relations[n]) === "denied").length;
      const more = button(`${number(others.length)} more outside the filters${denied ? `, ${number(denied)} denied` : ""}`, () => {
        const inner = rows(others.map((n) => () => relationRow(n, actor, sifted)));
        more.replaceWith(inner);
        inner.querySelector("button").focus();
      }, { className: "more" });
      list.append(more);
    }
    return list;
  }

  // ---------------------------------------------------------------- overview

  function overview({ sifted }) {
    const busiest = filters.ranked.filter((n) => sifted.degree[n]).sort((a, b) => sifted.degree[b] - sifted.degree[a]);
    const told = relations.filter(({ n }) => sifted.weight[n]).map(({ n }) => n).sort(ofWeight(sifted));
    const contested = told.filter((n) => relations[n].contested);
    const section = (title, list) => (list.length ? [make("h3", {}, title), rows(list)] : []);
    return [
      make("h2", {}, "What the articles say"),
      make("p", { className: "lead" },
        "Every line is a relation that at least one article states. Choose one to read the sentences behind it, or an " +
        "actor to see what it did and what was done to it."),
      ...section("Contested: told by some, denied by others", contested.map((n) => () => relationRow(n, null, sifted))),
      ...section("Actors with the most relations", busiest.map((n) => () => make("li", {}, button([
        glyph(actors[n].kind), make("span", { className: "what" }, nameOf(n)),
        make("span", { className: "times" }, count(sifted.degree[n], "relation")),
      ], () => choose.actor(n))))),
      ...section("Relations in the most articles", told.map((n) => () => relationRow(n, null, sifted))),
      told.length ? null : make("p", { className: "lead" }, "No relation passes the filters."),
    ];
  }

  // ---------------------------------------------------------------- an actor

  function actorPanel(n, { sifted, near }) {
    const actor = actors[n];
    const lines = [
      actor.aliases.length ? ["Also named ", actor.aliases.slice(0, 12).flatMap((alias, at) =>
        [at ? " · " : "", bdi(words.short(alias, 80))])] : null,
      [`Named ${count(actor.mentions, "time")} in ${count(actor.articles, "article")}` +
        (actor.first_seen ? `, ${period(actor.first_seen, actor.last_seen)}` : "")],
      /^Q\d+$/.test(actor.wikidata)
        ? ["Wikidata ", link(`https://www.wikidata.org/wiki/${actor.wikidata}`, actor.wikidata)] : null,
    ].filter(Boolean).map((content) => make("p", { className: "lead" }, content));
    // Deeds apart from what somebody is: a reader asks first who did what to whom.
    const lasting = (relation) => relation.family === "affiliation" || relation.family === "tie";
    const of = (test) => actor.relations.filter((m) => test(relations[m]));
    const groups = [
      [["Done to ", nameOf(n, 40)], of((r) => !lasting(r) && !r.mutual && r.target === n)],
      [["Done by ", nameOf(n, 40)], of((r) => !lasting(r) && !r.mutual && r.source === n)],
      [["With each other"], of((r) => !lasting(r) && r.mutual)],
      [["Positions, memberships and ties"], of(lasting)],
    ].filter(([, list]) => list.length);
    return [
      back(),
      make("p", { className: "kind" }, glyph(actor.kind), make("span", {}, actor.kind)),
      make("h2", {}, bdi(words.short(actor.name, 300))),
      lines,
      groups.length ? [
        make("div", { className: "choices" },
          make("fieldset", { className: "steps" }, make("legend", {}, "Neighbours at"),
            [1, 2, 3].map((steps) => make("label", {}, make("input", {
              type: "radio", name: "steps", value: String(steps), checked: state.now.steps === steps,
              onchange: () => state.change({ steps }),
            }), String(steps))), make("span", {}, `step${state.now.steps === 1 ? "" : "s"}: ${count(near.size - 1, "actor")}`)),
          button("Paths to …", () => choose.path(n, null), { className: "quiet" })),
        groups.map(([title, list]) => [make("h3", {}, title), relationRows(list, n, sifted)]),
      ] : make("p", { className: "lead" }, "No article states a relation of this actor."),
    ];
  }

  // ---------------------------------------------------------------- a pair: the evidence

  async function pairPanel([a, b], chosen, { sifted }, stale) {
    const packed = await records.evidence();
    if (stale()) return null;
    const all = actors[a].relations.filter((n) => [relations[n].source, relations[n].target].includes(b) && (a !== b));
    const directions = [
      [a, b, all.filter((n) => relations[n].source === a && !relations[n].mutual)],
      [b, a, all.filter((n) => relations[n].source === b && !relations[n].mutual)],
      [a, b, all.filter((n) => relations[n].mutual)],
    ].filter(([, , list]) => list.length);
    for (const [, , list] of directions) {
      list.sort((x, y) => (y === chosen) - (x === chosen) || sifted.weight[y] - sifted.weight[x] || x - y);
    }
    // The chosen relation's direction first.
    if (chosen !== undefined) directions.sort(([, , x], [, , y]) => y.includes(chosen) - x.includes(chosen));
    let open = 0;
    return [
      back(),
      make("div", { className: "pair" },
        make("h2", {}, actorButton(a), make("span", { className: "and" }, " and "), actorButton(b)),
        make("p", { className: "lead" },
          `${count(all.length, "relation")} between the two in ${count(articlesOf(all).size, "article")}. In the sentences `,
          make("mark", { className: "source" }, "who does it"), ", ", make("mark", { className: "trigger" }, "what"),
          " and ", make("mark", { className: "target" }, "to whom"), " are marked.")),
      directions.map(([from, to, list]) => [
        directions.length > 1 ? make("h3", {}, nameOf(from, 60), relations[list[0]].mutual ? " ↔ " : " → ", nameOf(to, 60)) : null,
        list.map((n) => {
          open += 1;
          return relationEvidence(relations[n], packed, sifted, chosen === undefined ? open <= 3 : n === chosen);
        }),
      ]),
    ];
  }

  function articlesOf(numbers) {
    const { claims } = records;
    const found = new Set();
    for (const n of numbers) for (let c = relations[n].first; c < relations[n].last; c += 1) found.add(claims.document[c]);
    return found;
  }

  /** A relation with all its claims, those that deny it beside the others where it is contested. */
  function relationEvidence(relation, packed, sifted, open) {
    const claims = records.claimsOf(packed, relation);
    const status = sifted.status[relation.n] ?? firmest(relation);
    const details = make("details", { className: "relation", open, id: `relation-${relation.n}` },
      make("summary", {},
        stroke(familyColour(relation.family), status, !relation.mutual),
        make("span", { className: "what" }, nameOf(relation.source, 60), " ", make("b", {}, relation.label), " ", nameOf(relation.target, 60)),
        make("span", { className: "times" }, count(articlesOf([relation.n]).size, "article"))));
    let filled = false;
    const fill = () => {
      if (filled || !details.open) return;
      filled = true;
      details.append(...evidence(relation, claims, status, packed, sifted));
    };
    details.addEventListener("toggle", fill);
    fill();
    return details;
  }

  function evidence(relation, claims, status, packed, sifted) {
    const item = (claim) => () => claimItem(claim, sifted.passes[claim.c]);
    const by = (list) => list.map((one) => [one, claims.filter((claim) => claim.status === one)]).filter(([, of]) => of.length);
    const group = (shown) => ([one, of]) => [
      shown ? make("h4", {}, stroke("currentColor", one, true), `${capital(one)} in ${count(of.length, "sentence")}`) : null,
      rows(of.map(item), make("ol"), 8),
    ];
    const head = [
      make("p", { className: "chips" },
        make("span", { className: `chip told ${status}` }, status), badges(relation),
        make("span", { className: "chip" }, count(relation.origins, "independent origin")),
        make("span", { className: "chip" }, relation.family),
        relation.plover && relation.plover !== "none" ? make("span", { className: "chip" }, `PLOVER ${relation.plover}`) : null),
      make("p", { className: "lead" }, capital(packed.summaries[relation.n]),
        "."),
    ];
    if (!relation.contested) {
      const groups = by([status, ...statuses.filter((one) => one !== status)]);
      return [...head, ...groups.flatMap(group(groups.length > 1)).filter(Boolean)];
    }
    const side = (title, list) => make("section", { className: "side" }, make("h4", { className: "sides" }, title), by(list).map(group(true)));
    return [...head, make("div", { className: "both" },
      side("Some say so", statuses.filter((one) => one !== "denied")), side("Others deny it", ["denied"]))];
  }

  // ---------------------------------------------------------------- a claim

  /** The sentence with the two actors and the word that tells the relation marked. */
  function quote({ quote: text, marks }) {
    const pieces = [];
    let at = 0;
    for (const { start, end, role } of marks) {
      pieces.push(text.slice(at, start), make("mark", { className: role }, text.slice(start, end)));
      at = end;
    }
    return make("blockquote", { dir: "auto" }, pieces, text.slice(at));
  }

  /** Who says it: a named speaker, an unnamed one as described, or the article itself; and who quotes them. */
  function speaker(said) {
    if (said === null) return ["told by the article itself"];
    const { text, actor, named, via } = said;
    const who = [];
    if (text && (named || actor !== null)) {
      who.push("says ", actor === null ? bdi(text) : button(bdi(text), () => choose.actor(actor), { className: "name" }));
      if (actor !== null && words.fold(actors[actor].name) !== words.fold(text)) who.push(" (", nameOf(actor), ")");
    } else if (text) who.push("an unnamed source: “", bdi(text), "”");
    if (via) who.push(who.length ? ", via " : "via ", bdi(via));
    return who;
  }

  /** A claim as somebody would cite it: the sentence, the article and its date. */
  function citation({ quote: text, article }) {
    const from = [article.title || article.id, article.publisher, article.date && day(article.date)].filter(Boolean).join(", ");
    return `“${text.replace(/\s+/g, " ").trim()}” — ${from}${/^https?:/.test(article.url) ? ` <${article.url}>` : ""}`;
  }

  async function copy(text, by) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      // not every browser lets a page opened from a disk use the clipboard
      const area = make("textarea", { value: text, className: "unseen" });
      by.after(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      by.focus();
    }
    const label = by.textContent;
    by.textContent = done ? "Copied" : "Could not copy";
    setTimeout(() => { by.textContent = label; }, 1500);
  }

  function claimItem(claim, passes) {
    const { article, relation } = claim;
    const facts = [];
    const fact = (name, ...values) => facts.push(make("div", {}, make("dt", {}, name), make("dd", {}, values)));
    if (claim.source !== relation.source) fact("Told as", nameOf(claim.source), ` ${relation.label} `, nameOf(claim.target));
    if (claim.role) fact("Role", bdi(claim.role));
    if (claim.date) fact("When", dateTold(claim.date));
    fact("Rule", bdi(claim.rule));
    fact("Confidence", percent(claim.confidence));
    const from = [article.publisher && bdi(article.publisher), article.date && day(article.date)].filter(Boolean)
      .flatMap((part) => [", ", part]).slice(1);
    return make("li", { className: `claim ${claim.status}` },
      quote(claim),
      make("p", { className: "by" }, speaker(claim.speaker)),
      make("p", { className: "from" }, make("b", {}, link(article.url, article.title || article.id)), from.length ? [" — ", from] : null,
        claim.copyOf ? [" (a copy of “", bdi(words.short(claim.copyOf, 120)), "”)"] : null),
      make("dl", {}, facts),
      make("p", { className: "act" },
        button("Copy citation", (event) => copy(citation(claim), event.currentTarget), { className: "small" }),
        passes ? null : make("span", { className: "outside" }, "outside the filters")));
  }

  // ---------------------------------------------------------------- paths

  function pathPanel([from, to], chosen, { sifted, paths: ways }) {
    const end = (key, label, n, take) => {
      const input = make("input", {
        id: key, type: "text", role: "combobox", autocomplete: "off", spellcheck: false, value: n === null ? "" : words.short(actors[n].name, 80),
        "aria-expanded": "false", "aria-controls": `${key}-found`, "aria-autocomplete": "list",
      });
      const list = make("ul", { id: `${key}-found`, className: "found", role: "listbox", hidden: true, "aria-label": "Actors found" });
      search.field(input, list, take, true);
      return make("div", { className: "search" }, make("label", { for: key }, label), input, list);
    };
    const steps = (way) => way.slice(1).map((n, at) => {
      const [a, b] = [way[at], n];
      const between = actors[a].relations.filter((m) => sifted.weight[m] && [relations[m].source, relations[m].target].includes(b));
      return between.sort(ofWeight(sifted)).map((m) => () => relationRow(m, null, sifted));
    });
    return [
      back(),
      make("h2", {}, "Paths between two actors"),
      make("div", { className: "ends" },
        end("path-from", "From", from, (n) => choose.path(n, to)), end("path-to", "To", to, (n) => choose.path(from, n))),
      make("p", { className: "lead" }, from === null || to === null ? "Choose both ends."
        : ways.length ? "The fewest steps first, and of those the ones that most articles tell. Only what passes the filters counts."
          : "There is no path between the two through what passes the filters."),
      ways.length ? make("ol", { className: "ways" }, ways.map((way, place) => make("li", {}, button([
        make("span", { className: "what" }, way.flatMap((n, at) => [at ? " → " : "", nameOf(n, 60)])),
        make("span", { className: "times" }, count(way.length - 1, "step")),
      ], () => choose.path(from, to, place), { "aria-pressed": String(place === wayOf(chosen, ways)) })))) : null,
      ways.length ? [make("h3", {}, "Step by step"), steps(ways[wayOf(chosen, ways)]).map((list) => rows(list, make("ul"), 4))] : null,
    ];
  }
  /** Which of the ways is shown step by step. */
  const wayOf = (chosen, ways) => Math.min(chosen, ways.length - 1);

  // ---------------------------------------------------------------- showing

  let turn = 0;
  let lastKey = null;

  /** Show what is chosen. ``view``: sifted, near (for an actor), paths (for a path). */
  async function show(view) {
    const mine = (turn += 1);
    const { chosen } = state.now;
    const key = JSON.stringify([chosen, state.now.steps]);
    const hadFocus = box.contains(document.activeElement) && document.activeElement !== box;
    const focused = hadFocus ? document.activeElement.id : "";
    const content = chosen === null ? overview(view)
      : chosen.actor !== undefined ? actorPanel(chosen.actor, view)
        : chosen.path ? pathPanel(chosen.path, chosen.way, view)
          : await pairPanel(chosen.pair, chosen.relation, view, () => mine !== turn);
    if (mine !== turn) return;
    const scroll = key === lastKey ? box.scrollTop : 0;
    box.classList.toggle("wide", Boolean(chosen?.pair));
    box.replaceChildren(...content.flat(Infinity).filter((part) => part !== null && part !== undefined));
    box.scrollTop = scroll;
    lastKey = key;
    if (!hadFocus) return;
    const steps = box.querySelector(".steps input:checked");
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
    else if (steps && key.startsWith('[{"actor"') && document.activeElement === document.body && view.stepped) steps.focus();
    else box.focus();
  }

  return { show, citation, wayOf, firmest };
})();
