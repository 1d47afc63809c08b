/* Take away: the view as PNG and SVG, the visible relations with their quotes as CSV, the visible part as GraphML. */
const takeaway = (() => {
  const { actors, relations } = records;
  const { make } = elements;

  /** Everything but https://www.w3.org/TR/xml/#charsets, and what XML reads as markup. */
  const legal = (text) => String(text).toWellFormed().replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd");
  const xml = (text) => legal(text).replace(/[&<>"'\r\n\t]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  const round = (value) => Math.round(value * 10) / 10;

  function download(name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = make("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  // ---------------------------------------------------------------- SVG and PNG

  /** The view as it stands on the screen, with a legend beneath it that says what colours and dashes mean. */
  function svg() {
    const view = picture.snapshot();
    const { width, height, theme, scale, placed } = view;
    const legend = legendOf(view);
    const out = [];
    const radius = new Map(view.nodes.map(({ id, size }) => [id, size * scale]));
    for (const line of view.lines) out.push(...lineOf(line, radius.get(line.to), view));
    for (const { x, y, shape, size, fill, border, opacity } of view.nodes) {
      const r = size * scale;
      const look = `fill="${fill}" stroke="${border ?? "none"}" stroke-width="${round(Math.max(2 * scale, 1))}" opacity="${opacity}"`;
      out.push(shapeOf(shape, x, y, r, look));
    }
    for (const { x, y, radius, text, colours } of placed.badges) {
      out.push(`<circle cx="${round(x)}" cy="${round(y)}" r="${radius - 1}" fill="${theme.canvas}" stroke="${colours[0][0]}" stroke-width="2.2"/>`,
        textAt(text, x, y, 10, 700, theme));
    }
    for (const { x, y, lines, size, weight } of placed.names) {
      lines.forEach((line, n) => out.push(textAt(line, x, y + (n - (lines.length - 1) / 2) * size * 1.2, size, weight, theme, true)));
    }
    for (const { x, y, text, colour, size } of placed.labels) out.push(textAt(text, x, y, size, 400, { ...theme, ink: colour }, true));
    const tall = height + legend.height;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}" ` +
      `font-family="${xml(names.sans())}"><rect width="${width}" height="${tall}" fill="${theme.canvas}"/>` +
      `<svg width="${width}" height="${height}">${out.join("\n")}</svg>\n` +
      `<g transform="translate(0 ${height})">${legend.svg}</g></svg>\n`;
  }

  const shapeOf = (shape, x, y, r, look) => (shape === "dot"
    ? `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" ${look}/>` : shape === "square"
      ? `<rect x="${round(x - r)}" y="${round(y - r)}" width="${round(2 * r)}" height="${round(2 * r)}" ${look}/>`
      : `<path d="M${round(x)} ${round(y - r)}L${round(x + r)} ${round(y)}L${round(x)} ${round(y + r)}L${round(x - r)} ${round(y)}Z" ${look}/>`);

  function textAt(text, x, y, size, weight, { ink, canvas }, haloed = false) {
    const halo = haloed ? ` stroke="${canvas}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : "";
    return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${ink}"${halo} ` +
      `text-anchor="middle" dominant-baseline="central">${xml(text)}</text>`;
  }

  /** A line and its arrowhead, which ends at the actor's edge. */
  function lineOf({ course: { from, via, to }, colour, opacity, width, dashes, hollow, arrow }, radius, { scale, theme }) {
    const back = Math.hypot(to.x - via.x, to.y - via.y) || 1;
    const unit = { x: (to.x - via.x) / back, y: (to.y - via.y) / back };
    const thick = Math.max(width * scale, 0.6);
    const long = arrow ? Math.max(9 * scale, 5) + thick : 0;
    const tip = { x: to.x - unit.x * (radius + 1), y: to.y - unit.y * (radius + 1) };
    const foot = { x: tip.x - unit.x * long, y: tip.y - unit.y * long };
    const dash = dashes ? ` stroke-dasharray="${dashes.map((length) => round(length * scale)).join(" ")}"` : "";
    const out = [`<path d="M${round(from.x)} ${round(from.y)}Q${round(via.x)} ${round(via.y)} ${round(foot.x)} ${round(foot.y)}" ` +
      `fill="none" stroke="${colour}" stroke-width="${round(thick)}" opacity="${opacity}"${dash}/>`];
    if (arrow) {
      const side = { x: -unit.y * long * 0.42, y: unit.x * long * 0.42 };
      out.push(`<path d="M${round(tip.x)} ${round(tip.y)}L${round(foot.x + side.x)} ${round(foot.y + side.y)}` +
        `L${round(foot.x - side.x)} ${round(foot.y - side.y)}Z" fill="${hollow ? theme.canvas : colour}" stroke="${colour}" opacity="${opacity}"/>`);
    }
    return out;
  }

  /** Kinds, families and statuses that are in the picture, in rows. */
  function legendOf({ width, theme, lines, nodes }) {
    const present = new Set(lines.flatMap(({ shares }) => shares.map(([family]) => family)));
    const told = new Set(lines.map(({ status }) => status));
    const items = [
      ...records.families.filter(({ name }) => present.has(name)).map(({ name }) => [name, theme.families[name], null]),
      ...records.statuses.filter((status) => told.has(status)).map((status) => [status, theme.ink, elements.STATUS_LOOKS[status].dashes]),
    ];
    let [x, y] = [16, 20];
    const out = [];
    const write = (text) => `<text x="${x + 30}" y="${y}" font-size="12" fill="${theme.ink}" dominant-baseline="central">${xml(words.short(text, 40))}</text>`;
    const shapes = new Map(nodes.map(({ id, shape }) => [actors[id].kind, shape]));
    for (const { name } of records.kinds.filter((kind) => shapes.has(kind.name))) {
      out.push(shapeOf(shapes.get(name), x + 17, y, 5.5, `fill="${theme.kinds[name]}"`), write(name));
      x += 52 + 7 * name.length;
    }
    for (const [text, colour, dashes] of items) {
      const wide = 46 + 7 * Math.min(text.length, 40);
      if (x + wide > width && x > 16) [x, y] = [16, y + 20];
      const dash = dashes ? ` stroke-dasharray="${dashes.map((length) => round(length * 0.6)).join(" ")}"` : "";
      out.push(`<path d="M${x} ${y}h24" stroke="${colour}" stroke-width="2.4"${dash}/>`, write(text));
      x += wide;
    }
    return { svg: out.join(""), height: items.length ? y + 18 : 0 };
  }

  async function png() {
    const source = svg();
    const image = new Image();
    const address = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
    image.src = address;
    await image.decode();
    const sharp = 2;
    const canvas = make("canvas", { width: image.naturalWidth * sharp, height: image.naturalHeight * sharp });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    return new Promise((done) => { canvas.toBlob(done, "image/png"); });
  }

  // ---------------------------------------------------------------- CSV and GraphML

  /** The relations that pass the filters with the claims that do, in the order of the graph. */
  async function visible({ sifted }) {
    const packed = await records.evidence();
    return relations.filter(({ n }) => sifted.weight[n]).map((relation) => ({
      relation, status: sifted.status[relation.n], weight: sifted.weight[relation.n],
      claims: records.claimsOf(packed, relation).filter(({ c }) => sifted.passes[c]),
    }));
  }

  const speakerOf = ({ speaker }) => (speaker ? [speaker.text, speaker.via && `via ${speaker.via}`].filter(Boolean).join(", ") : "");

  /** A cell; a text that a spreadsheet would take for a formula is marked as text. */
  function cell(value) {
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  async function csv(view) {
    const head = ["source", "relation", "target", "edge_status", "articles", "contested", "status", "date", "speaker", "quote",
      "article", "publisher", "article_date", "url", "path", "start", "confidence", "rule", "edge_id"];
    const lines = (await visible(view)).flatMap(({ relation, status, weight, claims }) => claims.map((claim) => [
      actors[claim.source].name, relation.label, actors[claim.target].name, status, weight, relation.contested, claim.status,
      claim.date, speakerOf(claim), claim.quote, claim.article.title || claim.article.id, claim.article.publisher,
      claim.article.date, claim.article.url, claim.path, claim.start, claim.confidence, claim.rule, relation.id,
    ]));
    // With a byte order mark, without which Excel reads "Ã©" for "é".
    return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  const NODE_KEYS = { label: ["label", "string"], n_kind: ["kind", "string"], n_aliases: ["aliases", "string"],
    n_wikidata: ["wikidata", "string"], n_mentions: ["mentions", "int"], n_articles: ["articles", "int"],
    n_first_seen: ["first_seen", "string"], n_last_seen: ["last_seen", "string"], x: ["x", "double"], y: ["y", "double"],
    size: ["size", "double"] };
  const EDGE_KEYS = { e_label: ["label", "string"], e_relation: ["relation", "string"], e_family: ["family", "string"],
    e_plover: ["plover", "string"], e_status: ["status", "string"], weight: ["weight", "int"], e_claims: ["claims", "int"],
    e_contested: ["contested", "boolean"], e_articles: ["articles", "string"], e_evidence: ["evidence", "string"],
    e_confidence: ["confidence", "double"] };

  /** GraphML with the keys of graph.graphml, of what passes the filters. */
  async function graphml(view) {
    const shown = await visible(view);
    const ends = [...new Set(shown.flatMap(({ relation }) => [relation.source, relation.target]))].sort((a, b) => a - b);
    const data = (keys, values) => Object.entries(keys).filter(([, [name]]) => values[name] !== "" && values[name] !== undefined)
      .map(([key, [name]]) => `      <data key="${key}">${xml(values[name])}</data>\n`).join("");
    const keys = (element, of) => Object.entries(of).map(([key, [name, type]]) =>
      `  <key id="${key}" for="${element}" attr.name="${name}" attr.type="${type}"/>\n`).join("");
    const nodes = ends.map((n) => {
      const actor = actors[n];
      return `    <node id="${xml(actor.id)}">\n${data(NODE_KEYS, { ...actor, label: actor.name, aliases: actor.aliases.join("\n"),
        size: actor.radius, y: -actor.y })}    </node>\n`;
    });
    const edges = shown.map(({ relation, status, weight, claims }) => {
      const line = (claim) => `[${[claim.article.id, claim.status, speakerOf(claim), claim.date].filter(Boolean).join(" | ")}] ${claim.quote}`
        .split(/\s+/).join(" ");
      const told = { label: relation.label, relation: relation.type, family: relation.family, plover: relation.plover, status, weight,
        claims: claims.length, contested: relation.contested, articles: [...new Set(claims.map(({ article }) => article.id))].join("\n"),
        evidence: claims.map(line).join("\n"),
        confidence: Math.max(...claims.filter((claim) => claim.status === status).map(({ confidence }) => confidence)) };
      return `    <edge id="${xml(relation.id)}" source="${xml(actors[relation.source].id)}" target="${xml(actors[relation.target].id)}" ` +
        `label="${xml(relation.label)}">\n${data(EDGE_KEYS, told)}    </edge>\n`;
    });
    return '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n' +
      `${keys("node", NODE_KEYS)}${keys("edge", EDGE_KEYS)}  <graph edgedefault="directed">\n${nodes.join("")}${edges.join("")}  </graph>\n</graphml>\n`;
  }

  const take = {
    png: async () => download("graph.png", "image/png", await png()),
    svg: async () => download("graph.svg", "image/svg+xml", svg()),
    csv: async (view) => download("graph.csv", "text/csv", await csv(view)),
    graphml: async (view) => download("graph-part.graphml", "application/xml", await graphml(view)),
  };
  return { take };
})();
